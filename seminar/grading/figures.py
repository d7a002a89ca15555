"""Marks and grades as people write them: with a comma in German, with a point in English."""

from decimal import Decimal

from django.utils.formats import number_format


def written(value: Decimal | None, places: int | None = None) -> str:
    """ "1.7" or "1,7"; without `places` as many decimals as it needs, at least one. Nothing for no value."""
    if value is None:
        return ""
    value = Decimal(value)
    if places is None:
        places = max(1, -value.normalize().as_tuple().exponent)
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=False)

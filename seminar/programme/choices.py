"""The choices of the draft page, written once and used in every row: all places of all days, and all speakers."""

from datetime import datetime

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seminar.display import formats
from seminar.programme.layout import Draft, Sitting


def places(draft: Draft) -> SafeString:
    """Every place by day and session, named by its time and whoever has it now."""
    groups = ((_heading(draft, sitting), _options(draft, sitting)) for sitting in draft.sittings)
    return format_html_join("", '<optgroup label="{}">{}</optgroup>', groups)


def speakers(draft: Draft) -> SafeString:
    """Everybody who has a place, in the order of the programme."""
    rows = ((slot.person.pk, slot.person.user.display_name, _day_and_clock(draft, slot.start)) for slot in draft.slots)
    return format_html_join("", '<option value="{}">{} ({})</option>', rows)


def _heading(draft: Draft, sitting: Sitting) -> str:
    day = formats.day(sitting.start, _zone(draft))
    return f"{day}, {sitting.session.title}" if sitting.session.title else day


def _options(draft: Draft, sitting: Sitting) -> SafeString:
    key = sitting.session.pk
    rows = [(key, slot.number, _clock(draft, slot.start), slot.person.user.display_name) for slot in sitting.slots]
    words = _("at the end") if rows else _("first talk")
    last = (key, len(sitting.slots) + 1, _clock(draft, sitting.next_start), words)
    return format_html_join("", '<option value="{}-{}">{} {}</option>', [*rows, last])


def _day_and_clock(draft: Draft, moment: datetime) -> str:
    return f"{formats.weekday(moment, _zone(draft))} {_clock(draft, moment)}"


def _clock(draft: Draft, moment: datetime) -> str:
    return formats.clock(moment, _zone(draft))


def _zone(draft: Draft) -> str:
    return draft.seminar.zone

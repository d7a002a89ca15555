"""A POST as a person would send it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form


@dataclass(frozen=True)
class Act:
    """`body` of the form; `where`: what the address names otherwise than usual; `who` may send it."""

    body: Callable[["House"], dict] = lambda here: {}  # noqa: F821 - semester.py
    where: Callable[["House"], dict] = lambda here: {}  # noqa: F821
    swaps: Callable[["House", "House"], list[dict]] | None = None  # noqa: F821
    who: str = "organiser"


def typed(form: Form, **changed) -> dict:
    """What a browser sends when the page is opened and only `changed` is filled in."""
    found = {}
    for field in form:
        value = field.value()
        if not isinstance(value, list):
            value = field.field.widget.format_value(value)
        if isinstance(value, list) and len(value) == 1 and field.field.widget.input_type != "checkbox":
            value = value[0]
        if value in (None, False, "", "False"):
            continue
        found[field.html_name] = "on" if value is True else value
    return {**found, **changed}

"""What people type as date and time: two inputs that lose nothing, read in the seminar's zone.

A time that the change of the clock skips is refused with the two possible readings; one that exists twice is asked
back beside its field. The rules themselves are in core/local_time.py.
"""

import re
from datetime import date, datetime, time

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seminar.core import timeline
from seminar.core.timeline import Ambiguous, Nonexistent
from seminar.display import formats

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


class TypedInput(forms.DateInput):
    """A native input that never loses what was typed: what it could not show becomes plain text."""

    def __init__(self, kind: str, pattern: str, fmt: str, read):
        super().__init__(format=fmt)
        self.input_type, self.pattern, self.read = kind, re.compile(pattern), read

    def get_context(self, name, value, attrs):
        if isinstance(value, str):
            value = self.read(value) or value
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not self.pattern.fullmatch(shown):
            context["widget"]["type"] = "text"
        return context


class TypedDate(forms.DateField):
    """2026-12-31 or 31.12.2026."""

    def __init__(self, **kwargs):
        widget = TypedInput("date", r"\d{4}-\d\d-\d\d", "%Y-%m-%d", self.readable)
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], required=False, widget=widget, **kwargs)
        self.error_messages["invalid"] = _("This is not a date. Write 2026-12-31 or 31.12.2026.")
        self.validators += [
            MinValueValidator(EARLIEST, _("The year cannot be right: dates from 2000 to 2100 are read.")),
            MaxValueValidator(LATEST, _("The year cannot be right: dates from 2000 to 2100 are read.")),
        ]

    def readable(self, text: str):
        try:
            return self.to_python(text)
        except forms.ValidationError:
            return None


class TypedTime(forms.TimeField):
    """23:59 or 23.59."""

    def __init__(self, **kwargs):
        widget = TypedInput("time", r"\d\d:\d\d", "%H:%M", self.readable)
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], required=False, widget=widget, **kwargs)
        self.error_messages["invalid"] = _("This is not a time. Write hours and minutes, as in 23:59.")

    readable = TypedDate.readable

    def to_python(self, value):
        clock = super().to_python(value)
        return clock and clock.replace(second=0, microsecond=0)


class LocalTimeForm(forms.Form):
    """A form whose times mean the clock on the wall in `zone`.

    The inputs of one moment have a common beginning of their names, its stem: `<stem>_date`, `<stem>_time`, and
    `<stem>_fold` once a time turned out to exist twice.
    """

    zone: str

    def read_moment(self, stem: str, title: str, day: date, clock: time, *, is_end: bool) -> datetime | None:
        """A local time as a moment, an end as the first moment that is too late; None where an error is said."""
        read = timeline.exclusive_end if is_end else timeline.read_local
        try:
            return read(day, clock, self.zone)
        except Nonexistent as gap:
            text = gettext(
                "%(time)s does not exist on this day: the clock is put forward. Possible are %(before)s and %(after)s."
            )
            before, after = (formats.moment(reading, self.zone) for reading in gap.readings)
            self.add_error(f"{stem}_time", text % {"time": f"{clock:%H:%M}", "before": before, "after": after})
        except Ambiguous as twice:
            self.ask(stem, title, twice)
            if (chosen := self.data.get(self.add_prefix(f"{stem}_fold"))) in ("0", "1"):
                return read(day, clock, self.zone, int(chosen))
            text = gettext("%(time)s exists twice on this day: the clock is put back. Choose which one is meant.")
            self.add_error(f"{stem}_fold", text % {"time": f"{clock:%H:%M}"})
        return None

    def ask(self, stem: str, title: str, twice: Ambiguous) -> None:
        first, second = formats.moment(twice.first, self.zone), formats.moment(twice.second, self.zone)
        self.fields[f"{stem}_fold"] = forms.ChoiceField(
            label=gettext("%(date)s: which one") % {"date": title},
            required=False,
            choices=[
                ("", gettext("Choose")),
                ("0", gettext("%(moment)s (first)") % {"moment": first}),
                ("1", gettext("%(moment)s (second)") % {"moment": second}),
            ],
        )

    def refuse_midnight(self, stem: str, clock: time) -> bool:
        """A deadline at 00:00 is refused with a sentence; whether it was one."""
        if clock != time():
            return False
        text = gettext("A deadline at 00:00 is easily read as a day later. Write 23:59 of the day before.")
        self.add_error(f"{stem}_time", text)
        return True

    def miss_date(self, stem: str, clock: time) -> None:
        """There is a time, and nobody knows of which day."""
        text = gettext("There is a time, %(time)s, but no date. Enter the date or remove the time.")
        self.add_error(f"{stem}_date", text % {"time": f"{clock:%H:%M}"})

"""All dates of a seminar in one form, made from the list in core/timeline.py.

A date and its time are two inputs, so that a date without a time can be said. What is entered is local time in the
seminar's zone; what comes out (`milestones`) is what core/timeline.py stores.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seminar.core import timeline
from seminar.core.timeline import Ambiguous, Nonexistent, Shape
from seminar.display import formats
from seminar.seminars.forms.local_times import LocalTimeForm, TypedDate, TypedTime
from seminar.seminars.ledger import EDGE_TITLES, TITLES

# The inputs of each shape, line by line; a name is edge + what is typed.
INPUTS = {
    Shape.WINDOW: (("starts_date", "starts_time"), ("ends_date", "ends_time")),
    Shape.MOMENT: (("starts_date", "starts_time"),),
    Shape.MEETING: (("starts_date", "starts_time", "ends_time"), ("place",), ("note",)),
    Shape.DEADLINE: (("ends_date", "ends_time"),),
    Shape.DAYS: (("starts_date", "ends_date"), ("place",), ("note",)),
}
WORDS = {"place": (_("place"), 120), "note": (_("note"), 200)}
NOTE_HELP = {
    "first_meeting": _("What it is about, or why the date is still open."),
    "block": _("While the days are open: what is known, as in “End of July, the day is still open”."),
}


class DatesForm(LocalTimeForm):
    """`milestones` after a valid clean: one core milestone per kind."""

    marks_optional = False

    def __init__(self, data=None, *, seminar):
        self.seminar, self.zone = seminar, seminar.zone
        self.stored = {milestone.key: milestone for milestone in seminar.timeline.milestones}
        super().__init__(data, initial=entered(seminar))
        for kind in timeline.KINDS:
            for name in (name for line in INPUTS[kind.shape] for name in line):
                self.fields[f"{kind.key}_{name}"] = field_for(kind, name)
        if data is None:
            self.offer_readings()

    @property
    def groups(self) -> list[dict]:
        """Title and lines of bound fields of each kind; a time that exists twice has its question beside it."""
        return [
            {
                "key": kind.key,
                "title": TITLES[kind.key],
                "lines": [self.line(kind, line) for line in INPUTS[kind.shape]],
            }
            for kind in timeline.KINDS
        ]

    def line(self, kind, names):
        asked = [f"{name[:-5]}_fold" for name in names if name.endswith("_time")]
        return [self[f"{kind.key}_{name}"] for name in (*names, *asked) if f"{kind.key}_{name}" in self.fields]

    def offer_readings(self) -> None:
        """Where a stored time exists twice, the choice that was made is shown."""
        for (key, edge), _title in EDGE_TITLES.items():
            day, clock = self.initial.get(f"{key}_{date_name(key, edge)}"), self.initial.get(f"{key}_{edge}_time")
            if day is None or clock is None:
                continue
            try:
                timeline.read_local(day, clock, self.zone)
            except Ambiguous as twice:
                moment = getattr(self.stored[key], edge)
                shown = timeline.last_minute(moment, self.zone) if is_deadline(key, edge) else moment
                self.ask(f"{key}_{edge}", EDGE_TITLES[key, edge], twice)
                # Compared in UTC: within one zone Python compares what the wall shows, which is the same here.
                is_second = shown.astimezone(UTC) == twice.second.astimezone(UTC)
                self.initial[f"{key}_{edge}_fold"] = "1" if is_second else "0"
            except Nonexistent:
                continue

    def clean(self):
        read = [milestone for kind in timeline.KINDS if (milestone := self.milestone_of(kind)) is not None]
        dates = timeline.Timeline(self.zone, read)
        for found in dates.contradictions():
            self.name_contradiction(found, dates)
        self.milestones = dates.milestones

    # ---- one kind -----------------------------------------------------------------------------------------------

    def milestone_of(self, kind) -> timeline.Milestone | None:
        """What was entered about one kind, or None where something of it cannot be read."""
        moments, clocks = {}, []
        for edge in kind.edges:
            clocks.append(self.cleaned_data.get(f"{kind.key}_{edge}_time"))
            moments[edge] = self.moment_of(kind, edge)
        self.refuse_half(kind, moments)
        if any(name.startswith(f"{kind.key}_") for name in self.errors):
            return None
        is_known = any(moments.values())
        has_time = kind.shape is not Shape.DAYS and (any(clocks) or not is_known)
        kept = self.stored[kind.key]
        words = {name: self.cleaned_data.get(f"{kind.key}_{name}", getattr(kept, name)) for name in WORDS}
        return timeline.Milestone(kind.key, **moments, has_time=has_time, **words)

    def moment_of(self, kind, edge: str) -> datetime | None:
        """One edge in UTC. A date without a time means its whole day; of a meeting, that its hours are open."""
        date_field, time_field = f"{kind.key}_{date_name(kind.key, edge)}", f"{kind.key}_{edge}_time"
        day, clock = self.cleaned_data.get(date_field), self.cleaned_data.get(time_field)
        if date_field in self.errors or time_field in self.errors:
            return None
        if day is None:
            if clock is not None and edge == kind.edges[0] or clock is not None and kind.shape is Shape.WINDOW:
                self.miss_date(date_field.removesuffix("_date"), clock)
            return None
        if clock is None:
            if edge == "starts":
                return timeline.day_start(day, self.zone)
            return None if kind.shape is Shape.MEETING else timeline.exclusive_end(day, None, self.zone)
        stem, is_end = f"{kind.key}_{edge}", is_deadline(kind.key, edge)
        if is_end and self.refuse_midnight(stem, clock):
            return None
        return self.read_moment(stem, EDGE_TITLES[kind.key, edge], day, clock, is_end=is_end)

    def refuse_half(self, kind, moments) -> None:
        """An end without its beginning, where the end alone says nothing."""
        if kind.shape is Shape.DAYS and moments["ends"] and not moments["starts"]:
            self.add_error(f"{kind.key}_starts_date", gettext("There is a last day, but no first day. Enter it, too."))
        begin, end = f"{kind.key}_starts_time", f"{kind.key}_ends_time"
        is_half = self.cleaned_data.get(end) is not None and self.cleaned_data.get(begin) is None
        if kind.shape is Shape.MEETING and is_half and begin not in self.errors:
            self.add_error(begin, gettext("There is an end, but no beginning. Enter it, too."))

    # ---- the dates together -------------------------------------------------------------------------------------

    def name_contradiction(self, found, dates: timeline.Timeline) -> None:
        """An error at both dates, each naming both with their values and what to do."""
        names = {
            "earlier": EDGE_TITLES[found.earlier_key, found.earlier_edge],
            "earlier_value": value_of(dates.get(found.earlier_key), found.earlier_edge, self.zone),
            "later": EDGE_TITLES[found.later_key, found.later_edge],
            "later_value": value_of(dates.get(found.later_key), found.later_edge, self.zone),
        }
        facts = gettext("“%(earlier)s” (%(earlier_value)s) has to come before “%(later)s” (%(later_value)s).")
        advice = gettext("Set this one earlier or the other one later.")
        self.add_error(anchor(found.earlier_key, found.earlier_edge), f"{facts % names} {advice}")
        advice = gettext("Set this one later or the other one earlier.")
        self.add_error(anchor(found.later_key, found.later_edge), f"{facts % names} {advice}")


def is_deadline(key: str, edge: str) -> bool:
    """Whether the minute shown is still inside: so it is for every end but that of a meeting."""
    return edge == "ends" and timeline.KINDS_BY_KEY[key].shape is not Shape.MEETING


def date_name(key: str, edge: str) -> str:
    """A meeting has one date; its end is only a time."""
    return "starts_date" if timeline.KINDS_BY_KEY[key].shape is Shape.MEETING else f"{edge}_date"


def anchor(key: str, edge: str) -> str:
    """The field where an error about this edge belongs."""
    return f"{key}_{edge}_time" if key == "first_meeting" and edge == "ends" else f"{key}_{edge}_date"


def value_of(milestone: timeline.Milestone, edge: str, zone: str) -> str:
    """One edge as pages show it."""
    moment = getattr(milestone, edge)
    if is_deadline(milestone.key, edge):
        moment = timeline.last_minute(moment, zone)
    return formats.day(moment, zone) if milestone.is_date_only else formats.moment(moment, zone)


def field_for(kind, name: str) -> forms.Field:
    edge, _sep, typed = name.rpartition("_")
    if typed in WORDS:
        label, length = WORDS[typed]
        label = gettext("%(date)s, %(part)s") % {"date": TITLES[kind.key], "part": label}
        help_text = NOTE_HELP[kind.key] if typed == "note" else ""
        return forms.CharField(label=label, max_length=length, required=False, help_text=help_text)
    title = EDGE_TITLES[kind.key, edge]
    if typed == "date":
        return TypedDate(label=title)
    if kind.shape is Shape.MEETING:
        part = gettext("from") if edge == "starts" else gettext("to")
        return TypedTime(label=gettext("%(date)s, %(part)s") % {"date": TITLES[kind.key], "part": part})
    help_text = gettext("Without a time: 23:59.") if is_deadline(kind.key, edge) else ""
    return TypedTime(
        label=gettext("%(date)s, %(part)s") % {"date": title, "part": gettext("time")}, help_text=help_text
    )


def entered(seminar) -> dict:
    """The stored dates as they were typed."""
    values = {}
    for milestone in seminar.timeline.milestones:
        for edge in timeline.KINDS_BY_KEY[milestone.key].edges:
            moment = getattr(milestone, edge)
            if moment is None:
                continue
            shown = timeline.last_minute(moment, seminar.zone) if is_deadline(milestone.key, edge) else moment
            local = shown.astimezone(ZoneInfo(seminar.zone))
            values.setdefault(f"{milestone.key}_{date_name(milestone.key, edge)}", local.date())
            if not milestone.is_date_only:
                values[f"{milestone.key}_{edge}_time"] = local.time()
        values |= {f"{milestone.key}_{name}": getattr(milestone, name) for name in WORDS}
    return values

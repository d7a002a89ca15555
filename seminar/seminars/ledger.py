"""The dates as a visitor reads them: one row each, with a name and how it stands.

The names are here once, for the public page, the form and its errors.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from seminar.core import timeline
from seminar.core.timeline import Shape
from seminar.seminars.models import Seminar

TITLES = {
    "preferences": _("Preferences for papers"),
    "assignment": _("Assignment of papers"),
    "first_meeting": _("First meeting"),
    "deregistration": _("Last day to de-register"),
    "hand_in": _("Report and first version of the slides"),
    "block": _("Block seminar"),
}
EDGE_TITLES = {
    ("preferences", "starts"): _("Preferences open"),
    ("preferences", "ends"): _("Preferences close"),
    ("assignment", "starts"): _("Assignment of papers"),
    ("first_meeting", "starts"): _("First meeting"),
    ("first_meeting", "ends"): _("First meeting, end"),
    ("deregistration", "ends"): _("Last day to de-register"),
    ("hand_in", "ends"): _("Report and first version of the slides"),
    ("block", "starts"): _("Block seminar, first day"),
    ("block", "ends"): _("Block seminar, last day"),
}
OVER, NOW, NEXT, AHEAD = "over", "now", "next", "ahead"


@dataclass(frozen=True)
class Row:
    """One line of the ledger. `milestone` is what its margin shows, `state` one of over, now, next, ahead.

    `detail` is ours, in the language of the page; `words` are the organisers' own.
    """

    title: str
    milestone: timeline.Milestone
    state: str
    detail: str = ""
    words: str = ""
    is_window: bool = False


def rows_for(seminar: Seminar, at: datetime) -> list[Row]:
    """Every date in the order of the semester; the first one ahead is "next" unless something is going on now."""
    rows = [row for milestone in seminar.timeline.milestones for row in rows_of(seminar, milestone, at)]
    if any(row.state == NOW for row in rows):
        return rows
    dated = [row for row in rows if row.state == AHEAD and row.milestone.is_known]
    first = min(dated, key=lambda row: row.milestone.starts or row.milestone.ends, default=None)
    return [replace(row, state=NEXT) if row is first else row for row in rows]


def rows_of(seminar: Seminar, milestone: timeline.Milestone, at: datetime) -> list[Row]:
    """The rows of one milestone: a window has two, its opening and its close."""
    state = seminar.timeline.state(milestone.key, at)
    if milestone.shape is Shape.WINDOW and milestone.is_known:
        return window_rows(seminar, milestone, state, at)
    # A deadline is possible all the time until it is over: that is not "now".
    is_now = state == "open" and milestone.shape is not Shape.DEADLINE
    shown = OVER if state == "over" else NOW if is_now else AHEAD
    words = ". ".join(part for part in (milestone.place, milestone.note if milestone.is_known else "") if part)
    return [Row(TITLES[milestone.key], milestone, shown, detail_of(seminar, milestone), words)]


def window_rows(seminar: Seminar, window: timeline.Milestone, state: str, at: datetime) -> list[Row]:
    rows = []
    if window.starts is not None:
        opens = EDGE_TITLES[window.key, "starts"]
        rows.append(Row(opens, opening(window, seminar.zone), OVER if window.starts <= at else AHEAD))
    if window.ends is not None:
        close = timeline.Milestone("deregistration", ends=window.ends)  # Shown as any deadline is, by its end alone.
        shown = {"over": OVER, "open": NOW}.get(state, AHEAD)
        rows.append(Row(EDGE_TITLES[window.key, "ends"], close, shown, detail_of(seminar, window), is_window=True))
    return rows


def opening(window: timeline.Milestone, zone: str) -> timeline.Milestone:
    """The start of a window, shown as any moment is; from midnight on, the day says it all."""
    is_midnight = window.starts.astimezone(ZoneInfo(zone)).time() == time()
    return timeline.Milestone("assignment", window.starts, has_time=window.has_time and not is_midnight)


def detail_of(seminar: Seminar, milestone: timeline.Milestone) -> str:
    """What a visitor should know about a date besides the date."""
    if milestone.key == "preferences":
        number = seminar.min_preferences
        return ngettext("Rank at least %(number)d paper.", "Rank at least %(number)d papers.", number) % {
            "number": number
        }
    if milestone.key == "first_meeting" and milestone.has_time and milestone.starts and milestone.ends:
        place = ZoneInfo(seminar.zone)
        hours = {"start": milestone.starts.astimezone(place), "end": milestone.ends.astimezone(place)}
        # A marked string, because German needs a word after the time.
        return gettext("{start:%H:%M}–{end:%H:%M}.").format(**hours)
    return {
        "assignment": gettext("Everyone learns their paper by mail and on this site."),
        "hand_in": gettext("Two PDF files."),
    }.get(milestone.key, "")

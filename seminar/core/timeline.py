"""The dates of one seminar, and what they mean at a given moment.

A seminar has six dates in a fixed order: students state preferences (from, until), the assignment is announced, the
first meeting takes place (from, to), the last day to de-register, the last day to hand in the report and the first
version of the slides, and the days of the block seminar. Each date may be open; an open date means "not yet", never
"always". A deadline shown as 12:00 includes the whole minute: 12:00:59 is in time, 12:01:00 is late. A deadline that is
only a date runs until 23:59 of that day. The order of the list has to be the order in time; two dates that read the
same do not contradict each other. All this holds in the seminar's own time zone, also when the clocks change.

The seminar is always in exactly one of eight phases, in this order:

* announced: until the window for preferences opens (both its dates have to be known);
* preferences: until that window closes;
* assignment: until the first meeting begins (the window's close unknown: begins with the assignment's own date);
* first_meeting: until the meeting is over;
* reports: until the hand-in deadline (no first meeting known: begins when the time to de-register is over);
* programme: until the block seminar begins;
* block: until its last day is over;
* grades: from then on.

A phase whose beginning is not known is skipped. The phase is the last one in the list that has begun, so it never goes
back while time goes on, whatever the dates are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from seminar.core.local_time import Ambiguous, Nonexistent, day_start, exclusive_end, last_minute, read_local, utc

__all__ = [
    "KINDS",
    "KINDS_BY_KEY",
    "PHASES",
    "Ambiguous",
    "Contradiction",
    "Kind",
    "Milestone",
    "Nonexistent",
    "Shape",
    "Timeline",
    "day_start",
    "exclusive_end",
    "last_minute",
    "read_local",
]


class Shape(StrEnum):
    """Which dates a milestone has, and what they are."""

    WINDOW = "window"  # open from its start until its end
    MOMENT = "moment"  # a start only
    MEETING = "meeting"  # from, to
    DEADLINE = "deadline"  # an end only: possible until then
    DAYS = "days"  # first day, last day; no times


EDGES = {
    Shape.WINDOW: ("starts", "ends"),
    Shape.MOMENT: ("starts",),
    Shape.MEETING: ("starts", "ends"),
    Shape.DEADLINE: ("ends",),
    Shape.DAYS: ("starts", "ends"),
}


@dataclass(frozen=True)
class Kind:
    """One of the six dates: its key and its shape."""

    key: str
    shape: Shape

    def __str__(self):
        return self.key

    @property
    def edges(self):
        """The dates this kind has: "starts", "ends" or both. Every other one stays empty."""
        return EDGES[self.shape]


KINDS = (
    Kind("preferences", Shape.WINDOW),
    Kind("assignment", Shape.MOMENT),
    Kind("first_meeting", Shape.MEETING),
    Kind("deregistration", Shape.DEADLINE),
    Kind("hand_in", Shape.DEADLINE),
    Kind("block", Shape.DAYS),
)
KINDS_BY_KEY = {kind.key: kind for kind in KINDS}

PHASES = ("announced", "preferences", "assignment", "first_meeting", "reports", "programme", "block", "grades")


@dataclass(frozen=True)
class Milestone:
    """One date of the seminar; `kind` is a key of KINDS. `starts` and `ends` are kept in UTC, None is not yet known.

    `ends` is exclusive. `has_time` False: only the dates count, `starts` is local midnight and `ends` the local
    midnight after the last day. Raises ValueError for an unknown kind, a naive datetime or an edge the kind has not.
    """

    kind: str
    starts: datetime | None = None
    ends: datetime | None = None
    has_time: bool = True
    place: str = ""
    note: str = ""

    def __post_init__(self):
        object.__setattr__(self, "kind", str(self.kind))
        if self.kind not in KINDS_BY_KEY:
            raise ValueError(f"no such milestone: {self.kind}")
        for edge in ("starts", "ends"):
            moment = getattr(self, edge)
            if moment is None:
                continue
            if edge not in KINDS_BY_KEY[self.kind].edges:
                raise ValueError(f"{self.kind} has no {edge}")
            object.__setattr__(self, edge, utc(moment))

    @property
    def key(self):
        return self.kind

    @property
    def shape(self):
        return KINDS_BY_KEY[self.kind].shape

    @property
    def is_known(self):
        return self.starts is not None or self.ends is not None

    @property
    def is_date_only(self):
        return self.shape is Shape.DAYS or not self.has_time


@dataclass(frozen=True)
class Contradiction:
    """Two dates in the wrong order: the one that has to be earlier, and the one that has to be later."""

    earlier_key: str
    earlier_edge: str
    later_key: str
    later_edge: str


@dataclass(frozen=True)
class _Edge:
    key: str
    name: str
    local: datetime  # what a page shows, without zone
    is_date_only: bool

    def is_after(self, other):
        if self.is_date_only or other.is_date_only:
            return self.local.date() > other.local.date()
        return self.local > other.local


@dataclass(frozen=True)
class Timeline:
    """The milestones of one seminar in its zone: always one per kind, in the order of KINDS.

    A kind that was not given is there without dates. A kind given twice raises ValueError.
    """

    zone: str
    milestones: Iterable[Milestone] = ()

    def __post_init__(self):
        ZoneInfo(self.zone)
        given = tuple(self.milestones)
        by_key = {milestone.key: milestone for milestone in given}
        if len(by_key) < len(given):
            raise ValueError("a milestone is given twice")
        complete = tuple(by_key.get(kind.key) or Milestone(kind.key) for kind in KINDS)
        object.__setattr__(self, "milestones", complete)

    def get(self, key) -> Milestone:
        """The milestone of that kind, with or without dates. Raises KeyError for a key that is not in KINDS."""
        return self.milestones[KINDS.index(KINDS_BY_KEY[str(key)])]

    def state(self, key, at: datetime) -> str:
        """ "unknown", "before", "open" or "over".

        Open is: a window from start to end, a deadline until its end, a meeting or a day while it lasts. A moment with
        a time is never open, it is before or over. A window is open only if both its dates are known; a meeting
        without an end, a date without a time and a single day last until the end of that day.
        """
        milestone, at = self.get(key), utc(at)
        end = self._end(milestone)
        if end is not None and at >= end:
            return "over"
        if milestone.starts is not None and at < milestone.starts:
            return "before"
        has_begun = milestone.starts is not None or milestone.shape is Shape.DEADLINE
        return "open" if has_begun and end is not None else "unknown"

    def is_open(self, key, at: datetime) -> bool:
        return self.state(key, at) == "open"

    def phase(self, at: datetime) -> str:
        """The key of the phase at that moment; see the head of this module for when each begins."""
        at = utc(at)
        begun = [phase for phase, start in self._phase_starts() if start is not None and start <= at]
        return begun[-1] if begun else PHASES[0]

    def upcoming(self, at: datetime) -> list[Milestone]:
        """What is not over, by the next date still ahead; milestones without one are last, in the order of KINDS."""
        at = utc(at)
        ahead = [(self._next_edge(m, at), m) for m in self.milestones if self.state(m.key, at) != "over"]
        dated = sorted(((moment, m) for moment, m in ahead if moment is not None), key=lambda pair: pair[0])
        return [m for _, m in dated] + [m for moment, m in ahead if moment is None]

    def next_deadline(self, at: datetime, keys=None, within: timedelta = timedelta(days=31)) -> Milestone | None:
        """The window or deadline that ends next after `at` and at most `within` later; only of `keys`, where given."""
        at = utc(at)
        candidates = [
            m
            for m in self.milestones
            if m.shape in (Shape.WINDOW, Shape.DEADLINE)
            and (keys is None or m.key in keys)
            and m.ends is not None
            and at < m.ends <= at + within
        ]
        return min(candidates, key=lambda m: m.ends, default=None)

    def contradictions(self) -> list[Contradiction]:
        """The pairs of dates in the wrong order, each as close together in the list as possible.

        Empty exactly if no two dates contradict each other. What is compared is what a page shows: a date without a
        time only by its day, and equal ones are fine. Within one milestone the end has to be later than the start.
        """
        edges = self._edges()
        found = []
        for distance in range(1, len(edges)):
            for first in range(len(edges) - distance):
                last = first + distance
                # A pair around one already found would name the same mistake again.
                if any(first <= inner_first and inner_last <= last for inner_first, inner_last in found):
                    continue
                if self._is_wrong(edges[first], edges[last]):
                    found.append((first, last))
        return [Contradiction(edges[a].key, edges[a].name, edges[b].key, edges[b].name) for a, b in sorted(found)]

    def _end(self, milestone):
        """The first moment at which it is over; None if that is not known."""
        if milestone.ends is not None or milestone.starts is None or milestone.shape is Shape.WINDOW:
            return milestone.ends
        if milestone.shape is Shape.MOMENT and milestone.has_time:
            return milestone.starts
        return exclusive_end(milestone.starts.astimezone(ZoneInfo(self.zone)).date(), None, self.zone)

    def _next_edge(self, milestone, at):
        edges = (milestone.starts, self._end(milestone))
        return min((moment for moment in edges if moment is not None and moment > at), default=None)

    def _phase_starts(self):
        preferences, meeting, block = (self.get(key) for key in ("preferences", "first_meeting", "block"))
        return (
            ("preferences", preferences.starts if preferences.ends else None),
            ("assignment", preferences.ends or self.get("assignment").starts),
            ("first_meeting", meeting.starts),
            ("reports", self._end(meeting) or self.get("deregistration").ends),
            ("programme", self.get("hand_in").ends),
            ("block", block.starts),
            ("grades", self._end(block)),
        )

    def _edges(self):
        place = ZoneInfo(self.zone)
        edges = []
        for milestone in self.milestones:
            for name in KINDS_BY_KEY[milestone.key].edges:
                moment = getattr(milestone, name)
                if moment is None:
                    continue
                # A meeting ends when it says; every other end is shown as the minute before.
                is_shown_earlier = name == "ends" and milestone.shape is not Shape.MEETING
                local = last_minute(moment, self.zone) if is_shown_earlier else moment.astimezone(place)
                edges.append(_Edge(milestone.key, name, local.replace(tzinfo=None), milestone.is_date_only))
        return edges

    def _is_wrong(self, earlier, later):
        if earlier.key == later.key:
            milestone = self.get(earlier.key)
            return milestone.starts >= milestone.ends
        return earlier.is_after(later)

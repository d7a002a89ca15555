"""Who attended: what is not decided yet, and who missed talks without an excuse."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django.db.models import Count, QuerySet

from seminar.assignment import querysets
from seminar.display.formats import Stamp
from seminar.programme import layout
from seminar.programme.models import Attendance, Session
from seminar.programme.running import hours
from seminar.seminars.models import Participation, Seminar

State = Attendance.State
GAPS = (State.PARTLY, State.ABSENT)


@dataclass(frozen=True)
class Roll:
    """One session with everybody who should be there and what is marked for them."""

    session: Session
    span: layout.Span
    place: str
    zone: str
    people: list[Participation]
    marks: dict[int, Attendance] = field(default_factory=dict)  # participation pk -> row

    @property
    def hours(self) -> Stamp:
        return hours(self.span.start, self.span.end, self.zone)

    @property
    def ends(self) -> datetime:
        return self.span.end

    def is_over(self, at: datetime) -> bool:
        return self.ends <= at

    @property
    def figures(self) -> dict[str, int]:
        """How many of the people are in each state; without a row they are undecided."""
        states = [self.marks[row.pk].state if row.pk in self.marks else "undecided" for row in self.people]
        return {state: states.count(state) for state in (*State.values, "undecided")}

    @property
    def undecided(self) -> int:
        return self.figures["undecided"]


def rolls(seminar: Seminar) -> list[Roll]:
    """Every session that has talks, in order, with everybody who holds a paper. Three queries for any number."""
    people = list(querysets.holders(seminar))
    present = {row.pk for row in people}
    marks: dict[int, dict[int, Attendance]] = {}
    for row in marks_of(seminar):
        if row.participation_id in present:
            marks.setdefault(row.session_id, {})[row.participation_id] = row
    sessions = seminar.sessions.annotate(number=Count("talks")).select_related("moderator__user")
    somewhere = seminar.timeline.get("block").place
    return [
        Roll(row, span_of(row, seminar.zone), row.place or somewhere, seminar.zone, people, marks.get(row.pk, {}))
        for row in sessions
        if row.number
    ]


def span_of(session: Session, zone: str) -> layout.Span:
    """From the first talk of a session to the end of its last one, as it is laid out; `session.number` talks."""
    start = layout.start_of(session, zone)
    talks, _breaks = layout.spans(session, start, session.number)
    return layout.Span(start, talks[-1].end if talks else start)


def undecided(seminar: Seminar, at: datetime) -> int:
    """How many marks are still open in sessions that are over: people times sessions, less what is decided."""
    return sum(roll.undecided for roll in rolls(seminar) if roll.is_over(at))


def gaps(seminar: Seminar) -> dict[int, list[Attendance]]:
    """participation pk -> sessions missed at least partly without an excuse, of present students holding a paper."""
    present = set(querysets.holders(seminar).values_list("pk", flat=True))
    found: dict[int, list[Attendance]] = {}
    for row in marks_of(seminar).filter(state__in=GAPS):
        if row.participation_id in present:
            found.setdefault(row.participation_id, []).append(row)
    return found


def marks_of(seminar: Seminar) -> QuerySet[Attendance]:
    """Every mark of the seminar in the order of the sessions."""
    rows = Attendance.objects.filter(session__seminar=seminar).select_related("session", "marked_by")
    return rows.order_by("session__day", "session__starts", "participation__user__name", "pk")


def by_day(rolls: list[Roll]) -> list[tuple[date, list[Roll]]]:
    return [(day, list(rows)) for day, rows in groupby(rolls, key=lambda roll: roll.session.day)]


def missed(rolls: list[Roll]) -> list[tuple[Participation, list[tuple[Roll, Attendance]]]]:
    """Who was absent or only partly there without an excuse, with the sessions; by name."""
    people = rolls[0].people if rolls else []
    found = {
        row.pk: [
            (roll, roll.marks[row.pk]) for roll in rolls if row.pk in roll.marks and roll.marks[row.pk].state in GAPS
        ]
        for row in people
    }
    return [(row, found[row.pk]) for row in people if found[row.pk]]

"""Who attended: what is not decided yet, and who missed talks without an excuse."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet

from seminar.assignment import querysets
from seminar.core import timeline
from seminar.programme.models import Attendance, Session
from seminar.seminars.models import Participation, Seminar

State = Attendance.State
GAPS = (State.PARTLY, State.ABSENT)


@dataclass(frozen=True)
class Roll:
    """One session with everybody who should be there and what is marked for them."""

    session: Session
    starts: datetime
    ends: datetime
    people: list[Participation]
    marks: dict[int, Attendance] = field(default_factory=dict)  # participation pk -> row

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
    sessions = seminar.sessions.prefetch_related("talks").select_related("moderator__user")
    return [
        Roll(row, starts_at(row, seminar.zone), ends_at(row, seminar.zone), people, marks.get(row.pk, {}))
        for row in sessions
        if row.talks.all()
    ]


def undecided(seminar: Seminar, at: datetime) -> int:
    """How many marks are still open in sessions that are over: people times sessions, less what is decided."""
    return sum(roll.undecided for roll in rolls(seminar) if roll.ends <= at)


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


# ---- times of a session ---------------------------------------------------------------------------------------------


def starts_at(session: Session, zone: str) -> datetime:
    return timeline.read_local(session.day, session.starts, zone, fold=0)


def ends_at(session: Session, zone: str) -> datetime:
    """After its last talk, with the breaks between the talks."""
    number = len(session.talks.all())
    breaks = (number - 1) // session.break_after if session.break_after and number else 0
    minutes = number * (session.talk_minutes + session.question_minutes) + breaks * session.break_minutes
    return starts_at(session, zone) + timedelta(minutes=minutes)

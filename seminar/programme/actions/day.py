"""On the day: who asked a good question, and who is there. Two people who say the same are one row."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from seminar import clock
from seminar.assignment import querysets
from seminar.log.actions import record
from seminar.programme import credits
from seminar.programme.models import Attendance, QuestionCredit
from seminar.programme.policies import is_staff, may_mark
from seminar.seminars.models import Participation, Seminar

Mark = tuple[str | None, str | None]


class Closed(Exception):
    """Nothing is recorded at this moment: the block seminar has not begun, or grades are released."""

    def __init__(self, at: datetime):
        super().__init__(f"closed at {at}")
        self.at = at


class NotCreditable(Exception):
    """The person gives this talk, holds no paper, or left; or the credit was taken back meanwhile."""


def begin_marking(participation: Participation) -> tuple[Seminar, datetime]:
    """The seminar with its lock held, and the moment; for organisers and supervisors, inside a transaction."""
    seminar = Seminar.objects.locked(participation.seminar_id)
    participation.refresh_from_db(fields=["left_at"])
    participation.seminar = seminar
    at = clock.decided_now(seminar)
    if not is_staff(participation):
        raise PermissionDenied
    if not may_mark(participation, at):
        raise Closed(at)
    return seminar, at


@transaction.atomic
def credit(*, participation, talk, person, note="") -> tuple[QuestionCredit, bool]:
    """Credit `person` with a good question in `talk`: the row, and whether it is new.

    A person has at most one credit per talk, whoever gives it and how often: the second one answers with the first.
    Raises Closed or NotCreditable.
    """
    seminar, at = begin_marking(participation)
    talk = credits.talks_of(seminar).get(pk=talk.pk)
    person = querysets.holders(seminar).filter(pk=person.pk).first()
    if person is None or person.pk == talk.participation_id:
        raise NotCreditable
    known = credits.current(seminar).filter(talk=talk, participation=person).first()
    if known:
        return known, False
    row = QuestionCredit.objects.create(
        talk=talk, participation=person, note=note, given_at=at, given_by=participation.user
    )
    told(seminar, participation, at, "credit.given", row, after={**place(row), "note": note})
    return row, True


@transaction.atomic
def undo_credit(*, participation, credit) -> QuestionCredit:
    """Take a credit back, by anybody who may give one. Twice is once. Raises Closed."""
    seminar, at = begin_marking(participation)
    row = credits.all_of(seminar).get(pk=credit.pk)
    if row.undone_at is None:
        row.undone_at, row.undone_by = at, participation.user
        row.save(update_fields=["undone_at", "undone_by"])
        told(seminar, participation, at, "credit.undone", row, before={**place(row), "note": row.note})
    return row


@transaction.atomic
def note_credit(*, participation, credit, note) -> QuestionCredit:
    """Write down what was asked. Raises Closed, or NotCreditable for a credit that was taken back."""
    seminar, at = begin_marking(participation)
    row = credits.all_of(seminar).get(pk=credit.pk)
    if row.undone_at is not None:
        raise NotCreditable
    if row.note != note:
        before, row.note = row.note, note
        row.save(update_fields=["note"])
        told(
            seminar, participation, at, "credit.noted", row,
            before={"note": before}, after={**place(row), "note": note},
        )  # fmt: skip
    return row


@transaction.atomic
def mark_attendance(*, participation, session, marks: dict[int, Mark], rest: Collection[int] = ()) -> int:
    """Store who attended the session: participation pk -> (state, note). The number of people whose mark changed.

    "" is undecided, None leaves state or note as it is. Of `rest`, whoever is still undecided becomes present. Only who
    holds a paper is marked. Raises Closed.
    """
    seminar, at = begin_marking(participation)
    session = seminar.sessions.get(pk=session.pk)
    stored = {row.participation_id: row for row in session.attendances.all()}
    people = querysets.holders(seminar).filter(pk__in={*marks, *rest}).values_list("pk", flat=True)
    before, after = {}, {}
    for pk in people:
        old = (stored[pk].state, stored[pk].note) if pk in stored else ("", "")
        new = merged(old, marks.get(pk, (None, None)), pk in rest)
        if new != old:
            before[str(pk)], after[str(pk)] = old, new
            write(session, pk, new, at=at, by=participation.user)
    if after:
        record(
            seminar=seminar, by=participation.user, at=at, what="attendance.marked", subject=str(session),
            before=before, after=after,
        )  # fmt: skip
    return len(after)


def merged(old: tuple[str, str], mark: Mark, is_rest: bool) -> tuple[str, str]:
    state, note = (known if said is None else said for known, said in zip(old, mark, strict=True))
    if is_rest and not state:
        state = Attendance.State.PRESENT.value
    return (state, note) if state else ("", "")


def write(session, pk, mark: tuple[str, str], *, at, by) -> None:
    state, note = mark
    if not state:
        session.attendances.filter(participation=pk).delete()
        return
    values = {"state": state, "note": note, "marked_at": at, "marked_by": by}
    Attendance.objects.update_or_create(session=session, participation_id=pk, defaults=values)


def place(row: QuestionCredit) -> dict[str, str]:
    """In whose talk it was, for the record."""
    return {"talk": row.talk.participation.user.display_name}


def told(seminar, participation, at, what, row, *, before=None, after=None) -> None:
    record(
        seminar=seminar, by=participation.user, at=at, what=what, subject=row.participation.user.display_name,
        before=before, after=after,
    )  # fmt: skip

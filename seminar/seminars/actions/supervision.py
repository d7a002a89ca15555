"""Who supervises which paper: organisers assign, supervisors take papers themselves while they are allowed to."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from seminar import clock
from seminar.log import actions as log
from seminar.seminars.actions.decision import begin
from seminar.seminars.models import OfferedPaper, Participation, Seminar
from seminar.seminars.policies import claiming_is_over, may_claim, may_supervise


class Overtaken(Exception):
    """Somebody else changed the supervisor of these papers after the page was opened; `papers` as they are now."""

    def __init__(self, papers: list[OfferedPaper]):
        super().__init__(", ".join(str(row) for row in papers))
        self.papers = papers


class Taken(Exception):
    """The paper, as it is now, cannot be taken or given back: it is somebody else's, or withdrawn."""

    def __init__(self, offered: OfferedPaper):
        super().__init__(str(offered))
        self.offered = offered


class NotAllowed(Exception):
    """Supervisors do not take papers themselves; `is_over`: not any more, since the reports are due."""

    def __init__(self, is_over: bool):
        super().__init__(is_over)
        self.is_over = is_over


@transaction.atomic
def assign_supervisors(*, participation: Participation, changes: dict[int, tuple[int | None, int | None]]) -> int:
    """Store what was changed on a page: offered paper -> (supervisor the page showed, supervisor chosen).

    All or nothing. Raises Overtaken where a supervisor is neither the one shown nor the one chosen any more, or where
    the chosen one has left. Returns how many papers changed.
    """
    seminar, at = begin(participation)
    rows = list(seminar.offered_papers.in_full().filter(pk__in=changes))
    people = {row.pk: row for row in seminar.participations.supervisors().present().with_people()}
    if overtaken := [row for row in rows if not _is_possible(row, *changes[row.pk], people)]:
        raise Overtaken(overtaken)
    changed = [row for row in rows if row.supervisor_id != changes[row.pk][1]]
    for row in changed:
        before, row.supervisor = row.supervisor, people.get(changes[row.pk][1])
        row.save(update_fields=["supervisor"])
        _record(seminar, participation.user, at, "supervisor.changed", row, before)
    return len(changed)


@transaction.atomic
def claim_paper(*, participation: Participation, offered: OfferedPaper) -> bool:
    """A supervisor takes a paper that has none. False if it was theirs already. Raises NotAllowed or Taken."""
    return _pass(participation, offered, to=participation, what="paper.claimed")


@transaction.atomic
def give_back_paper(*, participation: Participation, offered: OfferedPaper) -> bool:
    """A supervisor gives a paper back. False if nobody had it any more. Raises NotAllowed or Taken."""
    return _pass(participation, offered, to=None, what="paper.given_back")


def _pass(participation: Participation, offered: OfferedPaper, *, to: Participation | None, what: str) -> bool:
    seminar, at = _begin_claim(participation)
    offered = seminar.offered_papers.in_full().get(pk=offered.pk)
    if offered.supervisor == to:
        return False
    if not (offered.is_free if to else offered.supervisor == participation):
        raise Taken(offered)
    before, offered.supervisor = offered.supervisor, to
    offered.save(update_fields=["supervisor"])
    _record(seminar, participation.user, at, what, offered, before)
    return True


@transaction.atomic
def switch_claiming(*, participation: Participation, on: bool) -> bool:
    """Let supervisors take papers themselves, or no longer. False if it was so already."""
    seminar, at = begin(participation)
    if seminar.supervisors_may_claim == on:
        return False
    seminar.supervisors_may_claim = on
    seminar.save(update_fields=["supervisors_may_claim"])
    log.record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="claiming.switched",
        before={"on": not on},
        after={"on": on},
    )
    return True


def _is_possible(row: OfferedPaper, shown: int | None, chosen: int | None, people: dict) -> bool:
    if row.supervisor_id == chosen:
        return True
    return row.supervisor_id == shown and (chosen is None or chosen in people)


def _begin_claim(participation: Participation) -> tuple[Seminar, datetime]:
    """The seminar with its lock held, and the moment. Raises PermissionDenied for who has left, or NotAllowed."""
    seminar = Seminar.objects.locked(participation.seminar_id)
    participation.refresh_from_db(fields=["left_at"])
    participation.seminar = seminar
    if not may_supervise(participation):
        raise PermissionDenied
    at = clock.decided_now(seminar)
    if not may_claim(participation, at):
        raise NotAllowed(claiming_is_over(seminar, at))
    return seminar, at


def _record(seminar, by, at, what: str, offered: OfferedPaper, before: Participation | None) -> None:
    log.record(
        seminar=seminar,
        by=by,
        at=at,
        what=what,
        subject=offered.paper.title,
        before={"supervisor": before.user.display_name if before else None},
        after={"supervisor": offered.supervisor.user.display_name if offered.supervisor else None},
    )

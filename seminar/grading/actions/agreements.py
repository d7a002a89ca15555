"""Two decisions that no formula takes: which mark graders agree on, and what missed talks do to a grade."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from seminar import clock
from seminar.grading.actions.sheets import Released
from seminar.grading.book import entry_of
from seminar.grading.models import AbsenceDecision, Agreement
from seminar.grading.policies import may_agree, may_decide_absence
from seminar.log.actions import record
from seminar.seminars.actions.decision import begin
from seminar.seminars.models import Seminar


class NothingToDecide(Exception):
    """The sheets do not differ by more than the limit any more, or nothing was missed."""


@transaction.atomic
def agree(*, participation, person, part, mark, note) -> Agreement:
    """Enter the mark the graders agreed on; a grader of the part or an organiser. Raises Released, NothingToDecide."""
    seminar = Seminar.objects.locked(participation.seminar_id)
    at = clock.decided_now(seminar)
    participation.refresh_from_db(fields=["left_at"])
    entry = entry_of(seminar, person.pk)
    state = entry and entry.parts[part]
    if not state or not (participation.is_organiser or state.cell_of([participation])):
        raise PermissionDenied
    if entry.is_released:
        raise Released
    if not may_agree([participation], entry, state):
        raise NothingToDecide
    agreement, _is_new = Agreement.objects.update_or_create(
        participation=entry.participation,
        part=part,
        defaults={"mark": mark, "note": note, "agreed_at": at, "agreed_by": participation.user},
    )
    # The mark and the note stay on the page of the agreement; the record says that it happened.
    record(
        seminar=seminar, by=participation.user, at=at, what="mark.agreed",
        subject=entry.participation.user.display_name, after={"part": str(part)},
    )  # fmt: skip
    return agreement


@transaction.atomic
def decide_absence(*, participation, person, effect, worse_by=0, reason) -> AbsenceDecision:
    """Say what the missed talks of one student do to the grade, with a reason. Raises Released, NothingToDecide."""
    seminar, at = begin(participation)
    entry = entry_of(seminar, person.pk)
    if entry is None:
        raise PermissionDenied
    if entry.is_released:
        raise Released
    if not may_decide_absence(participation, entry):
        raise NothingToDecide
    before = entry.decision and entry.decision.effect
    decision, _is_new = AbsenceDecision.objects.update_or_create(
        participation=entry.participation,
        defaults={
            "effect": effect,
            "worse_by": worse_by if effect == AbsenceDecision.Effect.WORSE else 0,
            "reason": reason,
            "decided_at": at,
            "decided_by": participation.user,
        },
    )
    record(
        seminar=seminar, by=participation.user, at=at, what="absence.decided",
        subject=entry.participation.user.display_name, before=before, after=str(effect), reason=reason,
    )  # fmt: skip
    return decision

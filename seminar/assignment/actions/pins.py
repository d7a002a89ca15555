"""What organisers decide before a run: pins and priority groups."""

from django.db import transaction

from seminar.assignment import instance, pinning
from seminar.assignment.actions.runs import draw
from seminar.assignment.models import Pin
from seminar.core.assignment import Problem
from seminar.log.actions import record
from seminar.seminars.actions.decision import begin


class Contradiction(Exception):
    """Pins that cannot hold together; `sentences` name the people, for organisers."""

    def __init__(self, sentences: list[str]):
        super().__init__(*sentences)
        self.sentences = sentences


@transaction.atomic
def set_pin(*, participation, person, offered, is_forbidden, reason) -> Pin:
    """Fix or forbid; a present pin of the same person is replaced, so that one person is never fixed twice.

    Raises Contradiction, and stores nothing, when no run could be made with this pin.
    """
    seminar, at = begin(participation)
    same = seminar.pins.filter(participation=person, lifted_at__isnull=True, is_forbidden=is_forbidden)
    for pin in same.filter(offered=offered) if is_forbidden else same:
        if pin.offered_id == (offered and offered.pk) and pin.reason == reason:
            return pin  # the button was pressed twice
        _lift(seminar, pin, participation.user, at)
    pin = Pin.objects.create(
        seminar=seminar,
        participation=person,
        offered=offered,
        is_forbidden=is_forbidden,
        reason=reason,
        made_at=at,
        made_by=participation.user,
    )
    if sentences := pinning.contradictions(seminar, draw(seminar, at)):
        raise Contradiction(sentences)
    _record_pin("pin.set", pin, participation.user, at)
    return pin


@transaction.atomic
def try_pin(*, participation, person, offered, is_forbidden) -> tuple[Problem, Problem]:
    """The instances without and with a pin, nothing of which is stored. Raises Contradiction."""
    seminar, at = begin(participation)
    lottery = draw(seminar, at)
    if sentences := pinning.contradictions(seminar, lottery):
        raise Contradiction(sentences)
    before = instance.problem_of(seminar, lottery)
    set_pin(participation=participation, person=person, offered=offered, is_forbidden=is_forbidden, reason="?")
    after = instance.problem_of(seminar, lottery)
    transaction.set_rollback(True)
    return before, after


@transaction.atomic
def lift_pin(*, participation, pin) -> None:
    """Take a pin back; the row stays on record. Lifting it twice changes nothing."""
    seminar, at = begin(participation)
    pin = seminar.pins.get(pk=pin.pk)
    if pin.lifted_at is None:
        _lift(seminar, pin, participation.user, at)


def _lift(seminar, pin, by, at) -> None:
    pin.lifted_at, pin.lifted_by = at, by
    pin.save(update_fields=["lifted_at", "lifted_by"])
    _record_pin("pin.lifted", pin, by, at)


def _record_pin(what, pin, by, at) -> None:
    record(
        seminar=pin.seminar,
        by=by,
        at=at,
        what=what,
        subject=pin.participation.user.display_name,
        after={"paper": pin.offered.paper.title if pin.offered else None, "is_forbidden": pin.is_forbidden},
        reason=pin.reason,
    )


@transaction.atomic
def set_priority(*, participation, person, priority, reason) -> None:
    """Put an applicant into a priority group; 0 is served first."""
    seminar, at = begin(participation)
    person = seminar.participations.students().with_people().get(pk=person.pk)
    before, person.priority = person.priority, priority
    person.save(update_fields=["priority"])
    record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="priority.set",
        subject=person.user.display_name,
        before=before,
        after=priority,
        reason=reason,
    )

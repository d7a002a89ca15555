"""After the publication: papers given by hand, people who leave, who came to the first meeting."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from seminar import clock
from seminar.assignment import querysets
from seminar.assignment.actions.publication import NotPublishable
from seminar.assignment.models import HandPlacement, MeetingAttendance
from seminar.assignment.policies import may_deregister
from seminar.log.actions import record
from seminar.mail.actions import queue
from seminar.seminars.actions.decision import begin
from seminar.seminars.models import Participation, Seminar


class NoRoom(Exception):
    """The paper, or the seminar as a whole, has no place left."""


class AlreadyPlaced(Exception):
    """The person holds a paper, or is not in the seminar any more."""


class TooLate(Exception):
    """De-registration was not open at the moment of decision."""

    def __init__(self, at: datetime):
        super().__init__(f"closed at {at}")
        self.at = at


@transaction.atomic
def place_by_hand(*, participation, person, offered, reason) -> HandPlacement:
    """Give a free paper to a present student who holds none. Raises NotPublishable, AlreadyPlaced or NoRoom."""
    seminar, at = begin(participation)
    if querysets.current_publication(seminar) is None:
        raise NotPublishable
    person = querysets.with_papers(seminar).filter(pk=person.pk).first()
    if person is None or person.paper_id is not None:
        raise AlreadyPlaced
    free = {row.pk: row for row in querysets.free_places(seminar)}
    if offered.pk not in free or querysets.holders(seminar).count() >= seminar.places:
        raise NoRoom
    seminar.hand_placements.filter(participation=person, ended_at__isnull=True).update(ended_at=at)
    placement = HandPlacement.objects.create(
        seminar=seminar, participation=person, offered=free[offered.pk], reason=reason, placed_at=at,
        placed_by=participation.user,
    )  # fmt: skip
    record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="paper.placed",
        subject=person.user.display_name,
        after=placement.offered.paper.title,
        reason=reason,
    )
    context = {
        "offered": placement.offered,
        "is_change": True,
        "first_meeting": seminar.timeline.get("first_meeting"),
        "deregistration": seminar.timeline.get("deregistration"),
    }
    key = f"placed:{placement.pk}"
    queue(kind="assignment", to_user=person.user, seminar=seminar, at=at, context=context, key=key)
    return placement


@transaction.atomic
def deregister(*, participation, reason="") -> Participation:
    """The student leaves; the paper is free from this moment. Twice is once. Raises TooLate."""
    seminar = Seminar.objects.locked(participation.seminar_id)
    at = clock.decided_now(seminar)
    person = seminar.participations.with_people().get(pk=participation.pk)
    if person.has_left:
        return person
    person.seminar = seminar
    if not may_deregister(person, at):
        raise TooLate(at)
    _leave(seminar, person, by=person.user, reason=reason, at=at)
    return person


@transaction.atomic
def deregister_by_organiser(*, participation, person, reason) -> Participation:
    """An organiser takes a student out, also after the last day; the reason is on record."""
    seminar, at = begin(participation)
    person = seminar.participations.students().with_people().get(pk=person.pk)
    if not reason:
        raise PermissionDenied
    if not person.has_left:
        _leave(seminar, person, by=participation.user, reason=reason, at=at)
    return person


def _leave(seminar, person, *, by, reason, at) -> None:
    held = querysets.with_papers(seminar).get(pk=person.pk).paper_id
    offered = seminar.offered_papers.select_related("paper").filter(pk=held).first()
    person.left_at, person.left_by, person.left_reason = at, by, reason
    person.save(update_fields=["left_at", "left_by", "left_reason"])
    record(
        seminar=seminar,
        by=by,
        at=at,
        what="person.left",
        subject=person.user.display_name,
        before=offered.paper.title if offered else None,
        after={"own_act": by == person.user},
        reason=reason,
    )
    context = {"offered": offered, "left_at": at, "is_own_act": by == person.user}
    key = f"left:{person.pk}:{at:%Y%m%dT%H%M%S}"
    queue(kind="deregistered", to_user=person.user, seminar=seminar, at=at, context=context, key=key)


@transaction.atomic
def mark_meeting(*, participation, states: dict[int, str]) -> int:
    """Store who came to the first meeting: participation -> state, "" for undecided. The number of changes."""
    seminar, at = begin(participation)
    before = dict(
        MeetingAttendance.objects.filter(participation__seminar=seminar).values_list("participation_id", "state")
    )
    changed = {pk: state for pk, state in states.items() if before.get(pk, "") != state}
    people = seminar.participations.students().filter(pk__in=changed)
    for person in people:
        if not changed[person.pk]:
            MeetingAttendance.objects.filter(participation=person).delete()
            continue
        MeetingAttendance.objects.update_or_create(
            participation=person,
            defaults={"state": changed[person.pk], "marked_at": at, "marked_by": participation.user},
        )
    if changed:
        old = {str(pk): before.get(pk, "") for pk in changed}
        new = {str(pk): state for pk, state in changed.items()}
        record(seminar=seminar, by=participation.user, at=at, what="meeting.marked", before=old, after=new)
    return len(changed)

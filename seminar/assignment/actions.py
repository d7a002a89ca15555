"""Computing, fixing, publishing, placing, leaving. Each act holds the seminar's lock and stands in the record."""

import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from seminar import clock
from seminar.assignment import instance, pinning, querysets
from seminar.assignment.letters import letters
from seminar.assignment.models import HandPlacement, Lottery, MeetingAttendance, Pin, Placement, Publication, Run
from seminar.assignment.policies import is_closed, may_deregister, may_publish
from seminar.core.assignment import InvalidProblem, Problem, check, read_document, solve, write_document
from seminar.log.actions import record
from seminar.mail.actions import queue
from seminar.seminars.actions.decision import begin
from seminar.seminars.models import Participation, Seminar

# Far beyond any seminar; a run that needs more is a mistake and must not hold a web process.
BUDGET = 20_000_000


class Outdated(Exception):
    """The run was made from other preferences, people, papers or pins than there are now."""


class Superseded(Exception):
    """Somebody published another run after this one was made."""

    def __init__(self, publication: Publication):
        super().__init__(f"published by {publication.published_by_id}")
        self.publication = publication


class NotPublishable(Exception):
    """A trial, or a result that the independent checker refuses; `reasons` are its sentences."""

    def __init__(self, *reasons: str):
        super().__init__(*reasons)
        self.reasons = reasons


class Contradiction(Exception):
    """Pins that cannot hold together; `sentences` name the people, for organisers."""

    def __init__(self, sentences: list[str]):
        super().__init__(*sentences)
        self.sentences = sentences


class NoRoom(Exception):
    """The paper, or the seminar as a whole, has no place left."""


class AlreadyPlaced(Exception):
    """The person holds a paper, or is not in the seminar any more."""


class TooLate(Exception):
    """De-registration was not open at the moment of decision."""

    def __init__(self, at: datetime):
        super().__init__(f"closed at {at}")
        self.at = at


# ---- runs -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def compute(*, participation, change="free") -> list[Run]:
    """One run per objective on one snapshot of preferences, people, papers and pins; a refill with `keep_all`.

    Before preferences are closed the runs are trials. Raises InvalidProblem when pins contradict something.
    """
    seminar, at = begin(participation)
    problem = instance.problem_of(seminar, draw(seminar, at), change)
    number = seminar.runs.count()
    runs = []
    for objective in Run.Objective.values:
        number += 1
        result = solve(problem, objective=objective, budget=BUDGET)
        runs.append(_store_run(seminar, participation, at, number, problem, result))
    record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="run.computed",
        subject=f"{runs[0].number}–{runs[-1].number}",
        after={"change": change, "instance": runs[0].instance_sha256, "students": len(problem.students)},
    )
    return runs


def draw(seminar: Seminar, at: datetime) -> Lottery:
    """The seminar's lottery; drawn at the first call and never again."""
    lottery, _is_new = Lottery.objects.get_or_create(
        seminar=seminar, defaults={"seed": secrets.token_hex(32), "drawn_at": at}
    )
    return lottery


def _store_run(seminar, participation, at, number, problem, result) -> Run:
    document = result.document()
    run = Run.objects.create(
        seminar=seminar,
        number=number,
        objective=result.objective,
        is_trial=not is_closed(seminar, at),
        made_at=at,
        made_by=participation.user,
        instance=write_document(problem),
        instance_sha256=result.input_sha256,
        result=document,
        seconds=result.seconds,
    )
    placed = result.placements
    Placement.objects.bulk_create(
        Placement(
            run=run,
            participation_id=instance.pk_of(student.id),
            offered_id=instance.pk_of(placed[student.id]) if student.id in placed else None,
            rank=student.tiers.get(placed.get(student.id)),
        )
        for student in problem.students
    )
    return run


# ---- what organisers decide -----------------------------------------------------------------------------------------


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


# ---- publication ----------------------------------------------------------------------------------------------------


@transaction.atomic
def publish(*, participation, run, reason, hold=False) -> Publication:
    """Make the run the assignment and tell everybody for whom something changes. Twice is one publication.

    Raises NotPublishable (a trial, or refused by the checker), Superseded (somebody published in the meantime) and
    Outdated (preferences, people, papers or pins are not those of the run any more, or somebody was placed by hand
    since), before anything is written.
    """
    seminar, at = begin(participation)
    run = seminar.runs.get(pk=run.pk)
    if published := Publication.objects.filter(run=run).first():
        return published
    former = examine(seminar, run, at)
    post = letters(seminar, run, former)
    publication = _replace(seminar, run, former, participation.user, reason, at)
    for letter in post:
        key = f"assignment:{publication.pk}:{letter.person.pk}"
        queue(**letter.message(seminar, at), key=key, hold=hold)
    return publication


def examine(seminar, run, at) -> Publication | None:
    """Raise what stands against publishing the run at this moment; otherwise the publication it would replace."""
    if not may_publish(run, at):
        raise NotPublishable
    former = querysets.current_publication(seminar)
    if former is not None and former.published_at > run.made_at:
        raise Superseded(former)
    try:
        now = write_document(instance.problem_of(seminar, draw(seminar, at), run.change))
    except InvalidProblem:  # what was fixed since contradicts itself, so it is not what the run was made from
        raise Outdated from None
    # A free run does not say who holds what, so what was placed by hand since would be lost without a word.
    by_hand = seminar.hand_placements.filter(ended_at__isnull=True, placed_at__gte=run.made_at)
    if now != run.instance or by_hand.exists():
        raise Outdated
    if reasons := check(read_document(run.instance), run.result):
        raise NotPublishable(*reasons)
    return former


def _replace(seminar, run, former, by, reason, at) -> Publication:
    if former is not None:
        former.replaced_at = at
        former.save(update_fields=["replaced_at"])
    # The run counted what was placed by hand as held, so the new publication says it again.
    seminar.hand_placements.filter(ended_at__isnull=True).update(ended_at=at)
    publication = Publication.objects.create(seminar=seminar, run=run, reason=reason, published_at=at, published_by=by)
    record(
        seminar=seminar,
        by=by,
        at=at,
        what="assignment.published",
        subject=str(run.number),
        before=former.run.number if former else None,
        after={"run": run.number, "objective": run.objective, "instance": run.instance_sha256},
        reason=reason,
    )
    return publication


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


# ---- the first weeks ------------------------------------------------------------------------------------------------


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

"""The act that makes a run the assignment, and what may stand against it."""

from django.db import transaction

from seminar.assignment import instance, querysets
from seminar.assignment.actions.runs import draw
from seminar.assignment.letters import letters
from seminar.assignment.models import Publication
from seminar.assignment.policies import may_publish
from seminar.core.assignment import InvalidProblem, check, read_document, write_document
from seminar.log.actions import record
from seminar.mail.actions import queue
from seminar.seminars.actions.decision import begin


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

"""Papers of the library that come on a seminar's list again."""

from django.db import transaction

from papers.models import Paper
from seminar.log import actions as log
from seminar.seminars.actions.decision import begin
from seminar.seminars.actions.papers import AlreadyOffered, add_topic, end_of, written
from seminar.seminars.models import OfferedPaper, Participation, Seminar, Topic


@transaction.atomic
def offer_again(*, participation: Participation, paper: Paper, offer: dict, new_topic: str = "") -> OfferedPaper:
    """Put a paper of the library at the end of its topic, or of a new one.

    Raises AlreadyOffered, or Paper.DoesNotExist when two records were merged meanwhile and this one is gone.

    `offer` holds the fields of the OfferedPaper; its `topic` is None where `new_topic` names one.
    """
    seminar, at = begin(participation)
    if offered := seminar.offered_papers.filter(paper=paper).first():
        raise AlreadyOffered(offered, "")
    paper = Paper.objects.select_for_update(no_key=True).get(pk=paper.pk)
    topic = offer["topic"] or _topic(participation, seminar, new_topic)
    offered = OfferedPaper.objects.create(
        seminar=seminar, paper=paper, position=end_of(topic), **{**offer, "topic": topic}
    )
    log.record(
        seminar=seminar, by=participation.user, at=at, what="paper.added", subject=paper.title, after=written(offered)
    )
    return offered


def _topic(participation: Participation, seminar: Seminar, title: str) -> Topic:
    """The topic of this title; another page may have added it meanwhile."""
    same = next((row for row in seminar.topics.all() if row.title.casefold() == title.casefold()), None)
    return same or add_topic(participation=participation, title=title)

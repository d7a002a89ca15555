"""What an organiser does to the list of papers. Each act holds the seminar's lock and stands in the record.

`facts` are the fields of the `Paper` in the library, `offer` those of the `OfferedPaper`, both validated by the form.
"""

from django.db import transaction
from django.db.models import Max

from papers.models import PUBLICATION, Paper
from seminar.log import actions as log
from seminar.seminars.actions.decision import begin
from seminar.seminars.actions.publications import fill_gaps, in_library, new_paper, tell_other_seminars
from seminar.seminars.models import OfferedPaper, Participation, Seminar, Topic
from seminar.seminars.order import in_order, moved


class TitleTaken(Exception):
    """The seminar has a topic of this title."""


class NotEmpty(Exception):
    """The topic still has papers."""


class AlreadyOffered(Exception):
    """The paper stands on this seminar's list already, as `offered`; `field` is what gave it away."""

    def __init__(self, offered: OfferedPaper, field: str):
        super().__init__(str(offered))
        self.offered, self.field = offered, field


class IdentifierTaken(Exception):
    """Another publication of the library, `paper`, has this arXiv id or DOI (`field`)."""

    def __init__(self, paper: Paper, field: str):
        super().__init__(str(paper))
        self.paper, self.field = paper, field


# ---- topics ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_topic(*, participation: Participation, title: str) -> Topic:
    """A new topic at the end. Raises TitleTaken."""
    seminar, at = begin(participation)
    _refuse_title(seminar, title)
    last = seminar.topics.aggregate(last=Max("position"))["last"] or 0
    topic = Topic.objects.create(seminar=seminar, title=title, position=last + 1)
    log.record(seminar=seminar, by=participation.user, at=at, what="topic.added", subject=title)
    return topic


@transaction.atomic
def rename_topic(*, participation: Participation, topic: Topic, title: str) -> None:
    """Raises TitleTaken."""
    seminar, at = begin(participation)
    topic.refresh_from_db()
    if topic.title == title:
        return
    _refuse_title(seminar, title, but=topic)
    before, topic.title = topic.title, title
    topic.save(update_fields=["title"])
    log.record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="topic.changed",
        subject=title,
        before={"title": before},
        after={"title": title},
    )


@transaction.atomic
def move_topic(*, participation: Participation, topic: Topic, up: bool) -> None:
    """One place up or down; nothing happens at the edge."""
    seminar, at = begin(participation)
    places = _swap(list(seminar.topics.all()), topic, up)
    if places:
        _record_move(seminar, participation, at, "topic.moved", topic.title, places)


@transaction.atomic
def remove_topic(*, participation: Participation, topic: Topic) -> None:
    """Raises NotEmpty while a paper, withdrawn ones included, stands under the topic."""
    seminar, at = begin(participation)
    if topic.offered_papers.exists():
        raise NotEmpty(topic.title)
    topic.delete()
    log.record(seminar=seminar, by=participation.user, at=at, what="topic.removed", subject=topic.title)


# ---- papers ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_paper(*, participation: Participation, facts: dict, offer: dict) -> tuple[OfferedPaper, bool]:
    """Offer a paper at the end of its topic. Returns it and whether the library knew the publication already.

    A publication the library knows by its arXiv id or DOI is offered as it stands there; only what was empty is filled
    in. Raises AlreadyOffered.
    """
    seminar, at = begin(participation)
    paper, field = in_library(facts)
    if paper is None:
        paper, field = new_paper(facts)
    was_known = field is not None
    if was_known:
        if offered := seminar.offered_papers.filter(paper=paper).first():
            raise AlreadyOffered(offered, field)
        fill_gaps(participation=participation, known=[(paper, facts)], at=at)
    offered = OfferedPaper.objects.create(seminar=seminar, paper=paper, position=end_of(offer["topic"]), **offer)
    log.record(
        seminar=seminar, by=participation.user, at=at, what="paper.added", subject=paper.title, after=written(offered)
    )
    return offered, was_known


@transaction.atomic
def change_paper(*, participation: Participation, offered: OfferedPaper, facts: dict, offer: dict) -> None:
    """Store what the form says of the publication and of its place on the list.

    Another topic means its end. Raises AlreadyOffered or IdentifierTaken when the arXiv id or DOI is another paper's.
    """
    seminar, at = begin(participation)
    offered = seminar.offered_papers.in_full().get(pk=offered.pk)
    other, field = in_library(facts, but=offered.paper)
    if other is not None:
        if same := seminar.offered_papers.filter(paper=other).first():
            raise AlreadyOffered(same, field)
        raise IdentifierTaken(other, field)
    before = written(offered)
    if offer["topic"] != offered.topic:
        offered.position = end_of(offer["topic"])
    _set(offered.paper, facts)
    _set(offered, offer)
    after = written(offered)
    changed = [key for key in after if after[key] != before[key]]
    if not changed:
        return
    offered.paper.save()
    offered.save()
    log.record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="paper.changed",
        subject=offered.paper.title,
        before={key: before[key] for key in changed},
        after={key: after[key] for key in changed},
    )
    if shared := [key for key in changed if key in PUBLICATION]:
        tell_other_seminars(
            offered.paper,
            but=offered.seminar_id,
            by=participation.user,
            at=at,
            before={key: before[key] for key in shared},
            after={key: after[key] for key in shared},
        )


@transaction.atomic
def move_paper(*, participation: Participation, offered: OfferedPaper, up: bool) -> None:
    """One place up or down within the topic, with its question beyond the edge of that; nothing happens at the edge."""
    seminar, at = begin(participation)
    offered = seminar.offered_papers.in_full().get(pk=offered.pk)
    before = in_order(list(offered.topic.offered_papers.all()))
    after = moved(before, offered, up)
    if after:
        _number(after)
        places = before.index(offered) + 1, after.index(offered) + 1
        _record_move(seminar, participation, at, "paper.moved", offered.paper.title, places)


@transaction.atomic
def withdraw_paper(*, participation: Participation, offered: OfferedPaper, reason: str) -> bool:
    """Take the paper out of the choice; it stays on the list with the reason. False if it was withdrawn already."""
    seminar, at = begin(participation)
    offered = seminar.offered_papers.in_full().get(pk=offered.pk)
    if offered.is_withdrawn:
        return False
    offered.withdrawn_at, offered.withdrawn_by, offered.withdrawn_reason = at, participation.user, reason
    offered.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    log.record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="paper.withdrawn",
        subject=offered.paper.title,
        reason=reason,
    )
    return True


@transaction.atomic
def return_paper(*, participation: Participation, offered: OfferedPaper) -> bool:
    """Offer a withdrawn paper again. False if it was not withdrawn."""
    seminar, at = begin(participation)
    offered = seminar.offered_papers.in_full().get(pk=offered.pk)
    if not offered.is_withdrawn:
        return False
    before = {"withdrawn_at": offered.withdrawn_at, "reason": offered.withdrawn_reason}
    offered.withdrawn_at, offered.withdrawn_by, offered.withdrawn_reason = None, None, ""
    offered.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    log.record(
        seminar=seminar, by=participation.user, at=at, what="paper.returned", subject=offered.paper.title, before=before
    )
    return True


def end_of(topic: Topic) -> int:
    """The position behind the last paper of the topic."""
    return (topic.offered_papers.aggregate(last=Max("position"))["last"] or 0) + 1


def written(offered: OfferedPaper) -> dict:
    """Everything an organiser can change, as the record keeps it."""
    return {
        **{name: getattr(offered.paper, name) for name in PUBLICATION},
        "topic": offered.topic.title,
        "question": offered.question,
        "supervisor": offered.supervisor.user.display_name if offered.supervisor else None,
        "places": offered.places,
        "why": offered.why,
    }


# ---- how ------------------------------------------------------------------------------------------------------------


def _refuse_title(seminar: Seminar, title: str, but: Topic | None = None) -> None:
    others = seminar.topics.exclude(pk=but.pk) if but else seminar.topics.all()
    if title.casefold() in {other.casefold() for other in others.values_list("title", flat=True)}:
        raise TitleTaken(title)


def _swap(rows: list, row, up: bool) -> tuple[int, int] | None:
    """Exchange the row with its neighbour, number all rows anew; its place before and after, or None at the edge."""
    here = [other.pk for other in rows].index(row.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return None
    rows[here], rows[there] = rows[there], rows[here]
    _number(rows)
    return here + 1, there + 1


def _number(rows: list) -> None:
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


def _record_move(seminar, participation, at, what, title, places) -> None:
    before, after = places
    log.record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what=what,
        subject=title,
        before={"position": before},
        after={"position": after},
    )


def _set(row, values: dict) -> None:
    for name, value in values.items():
        setattr(row, name, value)

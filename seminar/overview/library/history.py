"""What became of a paper: in which seminars it was offered and who presented it; which records may be the same work."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from papers.entries import entry_of
from papers.models import Paper
from papers.reading_lists.duplicates import DIFFERENT, compare
from papers.search import words_in
from seminar.assignment import querysets
from seminar.seminars.library import offers_of
from seminar.seminars.models import OfferedPaper, Participation

# Of a paper with hundreds of authors so many are looked up.
AUTHORS_COMPARED = 20


@dataclass(frozen=True)
class Offer:
    """One seminar in which the paper was offered. Names of students are for the staff of that seminar only."""

    offered: OfferedPaper
    people: list[Participation]
    shows_names: bool
    is_over: bool

    names = property(lambda self: [row.user.display_name for row in self.people])


def history_of(paper: Paper, user, at: datetime) -> list[Offer]:
    """Newest first, in four queries."""
    rows = list(offers_of(paper, user).prefetch_related("seminar__milestones"))
    staff_of = set(Participation.objects.staff().present().filter(user=user).values_list("seminar_id", flat=True))
    people: dict[int, list[Participation]] = {}
    for person in querysets.holders_of(rows):
        people.setdefault(person.paper_id, []).append(person)
    return [
        Offer(
            row,
            people.get(row.pk, []),
            row.seminar_id in staff_of,
            row.seminar.timeline.state("block", at) == "over",
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Alike:
    """Another record that is, or may be, the same work; `reason` says in words why."""

    paper: Paper
    reason: str


def alike(paper: Paper) -> list[Alike]:
    """The records that the rule for duplicates calls the same as this one, or asks about."""
    entry, found = entry_of(paper), []
    for other in neighbours(paper):
        verdict = compare(entry, entry_of(other))
        if verdict.kind != DIFFERENT:
            found.append(Alike(other, reason_of(verdict.reason)))
    return found


def neighbours(paper: Paper):
    """What is worth comparing: the rule says "different" of any two records without an id, a title or a name in common.

    So the database leaves out all but a few, and the page costs the same in a large library.
    """
    nearby = Q(title__iexact=paper.title)
    if paper.arxiv_id:
        nearby |= Q(arxiv_id=paper.arxiv_id)
    if paper.doi:
        nearby |= Q(doi__iexact=paper.doi)
    for name in paper.author_list[:AUTHORS_COMPARED]:
        if words := words_in(name):
            nearby |= Q(search_text__contains=words[-1])
    return Paper.objects.filter(nearby).exclude(pk=paper.pk)


def reason_of(key: str) -> str:
    return {
        "arxiv": _("the same arXiv id"),
        "doi": _("the same DOI"),
        "title": _("the same title"),
        "similar": _("a similar title and an author in common"),
    }.get(key, key)

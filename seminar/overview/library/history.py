"""What became of a paper: in which seminars it was offered and who holds it there; which records may be the same."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from papers.entries import entry_of
from papers.models import Paper
from papers.reading_lists.duplicates import DIFFERENT, compare, people_of
from papers.search import words_in
from seminar.assignment import querysets
from seminar.seminars.library import offers_of
from seminar.seminars.models import OfferedPaper, Participation

# Of a paper with hundreds of authors so many are looked up.
AUTHORS_COMPARED = 20


@dataclass(frozen=True)
class Offer:
    """One seminar in which the paper was offered, and who holds it there. Whether they gave a talk is not told.

    Names of students are for the staff of that seminar only.
    """

    offered: OfferedPaper
    people: list[Participation]
    shows_names: bool

    names = property(lambda self: [row.user.display_name for row in self.people])


def history_of(paper: Paper, user) -> list[Offer]:
    """Newest first, in three queries."""
    rows = list(offers_of(paper, user))
    staff_of = set(Participation.objects.staff().present().filter(user=user).values_list("seminar_id", flat=True))
    people: dict[int, list[Participation]] = {}
    for person in querysets.holders_of(rows):
        people.setdefault(person.paper_id, []).append(person)
    return [Offer(row, people.get(row.pk, []), row.seminar_id in staff_of) for row in rows]


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

    The index of words finds those. Of the many that share a title's words or a name only the ones are compared whose
    titles begin at least half of their words alike, so that a common name costs little in a large library.
    """
    others, beginnings = Paper.objects.exclude(pk=paper.pk), beginnings_in(paper.title)
    names = [words_in(person.surname) for person in people_of(tuple(paper.author_list))[:AUTHORS_COMPARED]]
    near = others.holding(words_in(paper.title), *names).values_list("pk", "title")
    alike = [pk for pk, title in near if are_near(beginnings, beginnings_in(title))]
    ids = others.holding(words_in(paper.arxiv_id), words_in(paper.doi))
    return others.filter(Q(pk__in=alike) | Q(pk__in=ids.values("pk")))


def beginnings_in(title: str) -> set[str]:
    """The first letters of every word: enough to tell most titles apart, and the same for "nets" and "networks"."""
    return {word[:3] for word in words_in(title)}


def are_near(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= max(len(one), len(other)) // 2


def reason_of(key: str) -> str:
    return {
        "arxiv": _("the same arXiv id"),
        "doi": _("the same DOI"),
        "title": _("the same title"),
        "similar": _("a similar title and an author in common"),
    }.get(key, key)

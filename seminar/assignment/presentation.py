"""Who has which paper, on one side of a comparison, and every number that organisers compare.

An Outcome is a run, or the assignment as it is now. All pages of the workbench and their pictures count from it.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.assignment import instance, querysets
from seminar.assignment.models import Publication, Run
from seminar.seminars.models import Seminar

NOW = "published"  # the key of the outcome "As published"; runs have their number
NOT_LISTED, WITHOUT, LATE = "not_listed", "without", 4  # 4 stands for "4th or later"
BUCKETS = (1, 2, 3, LATE, NOT_LISTED, WITHOUT)


@dataclass(frozen=True)
class Outcome:
    """People by participation with their lists (offered papers, best first) and what each of them has, or None."""

    key: str
    label: str
    lists: dict[int, list[int]]
    papers: dict[int, int | None]
    run: Run | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The label, with the number of a run."""
        if self.key == NOW:
            return self.label
        return _("run %(number)s, %(label)s") % {"number": self.key, "label": self.label}

    @cached_property
    def longest_list(self) -> int:
        return max(map(len, self.lists.values()), default=0)

    @cached_property
    def served(self) -> dict[int, int]:
        """Everybody who has a paper."""
        return {person: paper for person, paper in self.papers.items() if paper is not None}

    @cached_property
    def ranks(self) -> dict[int, dict[int, int]]:
        """Person -> paper -> rank on the own list."""
        return {person: {paper: rank for rank, paper in enumerate(row, 1)} for person, row in self.lists.items()}

    @cached_property
    def holders(self) -> dict[int, list[int]]:
        """Paper -> the people who have it."""
        found: dict[int, list[int]] = {}
        for person, paper in self.served.items():
            found.setdefault(paper, []).append(person)
        return found

    def is_listed(self, person: int) -> bool:
        return self.papers.get(person) in self.ranks.get(person, ())

    def rank_of(self, person: int, paper: int) -> int:
        """The rank of that paper for that person; one that is not listed comes after the person's own last one."""
        ranks = self.ranks.get(person, {})
        return ranks.get(paper) or (len(ranks) or self.longest_list) + 1

    def rank(self, person: int) -> int | None:
        paper = self.papers.get(person)
        return None if paper is None else self.rank_of(person, paper)

    def bucket(self, person: int):
        if self.papers.get(person) is None:
            return WITHOUT
        return min(self.rank(person), LATE) if self.is_listed(person) else NOT_LISTED

    @cached_property
    def counts(self) -> Counter:
        """How many people are in each of BUCKETS."""
        return Counter(self.bucket(person) for person in self.papers)

    @cached_property
    def listed_ranks(self) -> Counter:
        return Counter(self.rank(person) for person in self.served if self.is_listed(person))

    def at_least(self, rank: int) -> int:
        """How many people have a paper of that rank or a better one."""
        return sum(count for got, count in self.listed_ranks.items() if got <= rank)

    @cached_property
    def mean_rank(self) -> float | None:
        """Over everybody who has a paper."""
        return sum(map(self.rank, self.served)) / len(self.served) if self.served else None

    @cached_property
    def worst_off(self) -> tuple[tuple[bool, int], list[int]]:
        """The worst thing anybody with a paper got, as (not listed, rank), and who got it."""
        places = {person: (not self.is_listed(person), self.rank(person)) for person in self.served}
        worst = max(places.values(), default=(False, 0))
        if worst[0]:
            return (True, 0), [person for person, place in places.items() if place[0]]
        return worst, [person for person, place in places.items() if place == worst]

    @cached_property
    def could_swap(self) -> list[tuple[int, int]]:
        """Pairs who would both have something better if they exchanged their papers."""
        found = []
        for person, paper in self.served.items():
            own = self.rank(person)
            for better in self.lists.get(person, [])[: own - 1]:
                for other in self.holders.get(better, ()):
                    if person < other and self.rank_of(other, paper) < self.rank(other):
                        found.append((person, other))
        return found

    def differing(self, other: "Outcome") -> list[int]:
        """The people who do not have the same here and there; who is not considered has nothing."""
        people = self.papers.keys() | other.papers.keys()
        return [person for person in people if self.papers.get(person) != other.papers.get(person)]


# ---- where outcomes come from --------------------------------------------------------------------------------------


def lists_of(run: Run) -> dict[int, list[int]]:
    """The preferences a run was made from."""
    return {
        instance.pk_of(row["id"]): [instance.pk_of(paper) for tier in row["preferences"] for paper in tier]
        for row in run.instance["students"]
    }


def outcome_of(run: Run) -> Outcome:
    lists, placed = lists_of(run), run.result["placements"]
    papers = {person: placed.get(instance.student_id(person)) for person in lists}
    return Outcome(
        key=str(run.number),
        label=str(run.get_objective_display()),
        lists=lists,
        papers={person: paper and instance.pk_of(paper) for person, paper in papers.items()},
        run=run,
    )


def outcome_now(seminar: Seminar, publication: Publication | None = None) -> Outcome | None:
    """The assignment as it is: the publication, minus who left, plus what was given by hand. None before it."""
    publication = publication or querysets.current_publication(seminar)
    if publication is None:
        return None
    lists = lists_of(publication.run)
    held = dict(querysets.with_papers(seminar).values_list("pk", "paper_id"))
    here = {person: paper for person, paper in held.items() if paper is not None or person in lists}
    wished = instance.wishes(seminar)
    return Outcome(
        key=NOW,
        label=_("As published"),
        lists={person: lists.get(person) or wished.get(person, []) for person in here},
        papers=here,
        run=publication.run,
    )


def newest_numbers(runs: QuerySet[Run]) -> dict[str, int]:
    """Objective -> number of the newest run on the newest snapshot, in the order of the objectives."""
    rows = list(runs.order_by("-number").values_list("number", "objective", "instance_sha256"))
    found = {}
    for number, objective, snapshot in rows:
        if snapshot == rows[0][2]:
            found.setdefault(objective, number)
    return {objective: found[objective] for objective in Run.Objective.values if objective in found}


def newest(runs: QuerySet[Run]) -> list[Run]:
    """These runs in full."""
    numbers = newest_numbers(runs)
    found = {run.number: run for run in runs.filter(number__in=numbers.values())}
    return [found[number] for number in numbers.values()]


# ---- words ----------------------------------------------------------------------------------------------------------


def ordinal(rank: int) -> str:
    """ "1st", "2nd", "3rd", "4th"; translations have one form for each ending of the English word."""
    ones = rank % 10 if rank % 100 not in (11, 12, 13) else 0
    words = {1: _("%(rank)dst"), 2: _("%(rank)dnd"), 3: _("%(rank)drd")}
    return words.get(ones, _("%(rank)dth")) % {"rank": rank}


def bucket_words() -> dict:
    return {
        1: _("1st choice"),
        2: _("2nd choice"),
        3: _("3rd choice"),
        LATE: _("4th or later"),
        NOT_LISTED: _("not listed"),
        WITHOUT: _("without a paper"),
    }


def choice(outcome: Outcome, person: int) -> str:
    """What the person got, in the words of the tables: "2nd", "not listed", "without a paper"."""
    if outcome.papers.get(person) is None:
        return _("without a paper")
    return ordinal(outcome.rank(person)) if outcome.is_listed(person) else _("not listed")


def number_of_people(number: int) -> str:
    return ngettext("%(number)d person", "%(number)d people", number) % {"number": number}

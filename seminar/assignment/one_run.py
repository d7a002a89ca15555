"""One run in full: people in the order in which they are served, and every paper with who wants it and who has it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from seminar.assignment import instance
from seminar.assignment.models import Run
from seminar.assignment.presentation import Outcome, choice
from seminar.seminars.models import OfferedPaper

FIXED, KEEPS, SERVED, WAITS = "fixed", "keeps", "served", "waits"


@dataclass
class Person:
    """One student of a run."""

    pk: int
    name: str
    place: int  # in the order in which students are served
    group: int
    state: str
    paper: "PaperRow | None"
    choice: str
    rank: int | None
    wishes: list[str]
    waits_as: int | None = None


@dataclass
class PaperRow:
    """One paper of a run: demand against places, and who has it."""

    pk: int
    code: str
    title: str
    supervisor: str
    places: int
    first: int = 0
    second: int = 0
    third: int = 0
    wanted: int = 0
    holders: list[str] | None = None

    @property
    def top(self) -> int:
        return self.first + self.second + self.third

    @property
    def is_short(self) -> bool:
        """Whether more people want it first than it has places."""
        return self.first > self.places


def papers_of(one: Outcome, offered: QuerySet[OfferedPaper], names: dict[int, str]) -> list[PaperRow]:
    """The papers of the run's instance in the order of the list; what is offered since then is not among them."""
    places = {instance.pk_of(row["id"]): row.get("places", 1) for row in one.run.instance["papers"]}
    rows = [row for row in offered if row.pk in places]
    digits = max(2, len(str(len(rows))))
    found = {
        row.pk: PaperRow(
            row.pk,
            f"P{number:0{digits}d}",
            row.paper.title,
            row.supervisor.user.display_name if row.supervisor else "",
            places[row.pk],
            holders=sorted(names.get(person, "?") for person in one.holders.get(row.pk, ())),
        )
        for number, row in enumerate(rows, 1)
    }
    for wishes in one.lists.values():
        for rank, paper in enumerate(wishes, 1):
            if paper in found:
                _count(found[paper], rank)
    return list(found.values())


def _count(row: PaperRow, rank: int) -> None:
    row.wanted += 1
    if rank == 1:
        row.first += 1
    elif rank == 2:
        row.second += 1
    elif rank == 3:
        row.third += 1


def people_of(one: Outcome, papers: list[PaperRow], names: dict[int, str]) -> list[Person]:
    """Everybody of the run, in the order in which they are served."""
    students = {instance.pk_of(row["id"]): row for row in one.run.instance["students"]}
    rows, known, waiting = [], {row.pk: row for row in papers}, 0
    fixed = fixed_by_organisers(one.run)
    for place, name in enumerate(one.run.result["served_order"], 1):
        person = instance.pk_of(name)
        paper = one.papers[person]
        state = _state(one.run, students[person], person in fixed, paper)
        waiting += state == WAITS
        rows.append(
            Person(
                pk=person,
                name=names.get(person, "?"),
                place=place,
                group=students[person].get("priority", 0),
                state=state,
                paper=known.get(paper),
                choice=choice(one, person),
                rank=one.rank(person),
                wishes=[known[row].code if row in known else "?" for row in one.lists[person]],
                waits_as=waiting if state == WAITS else None,
            )
        )
    return rows


def _state(run: Run, student: dict, is_fixed: bool, paper: int | None) -> str:
    if is_fixed:
        return FIXED
    if paper is None:
        return WAITS
    keeps = run.change == "keep_all" and student.get("current") == instance.paper_id(paper)
    return KEEPS if keeps else SERVED


def fixed_by_organisers(run: Run) -> dict[int, int | None]:
    """Person -> paper, or None for "no paper", as it was fixed when the run was made."""
    return {instance.pk_of(student): paper and instance.pk_of(paper) for student, paper in run.instance["pins"]}


ORDERS = {
    "name": lambda row: row.name.casefold(),
    "choice": lambda row: (row.rank is None, row.rank or 0, row.name.casefold()),
    "service": lambda row: row.place,
}


def in_order(people: list[Person], order: str) -> list[Person]:
    """The rows by name, by the choice they got, or as they are served."""
    return sorted(people, key=ORDERS.get(order, ORDERS["name"]))

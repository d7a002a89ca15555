"""The organisers' table of people and files: its cells, its numbers, its filter, all from one answer of `standing`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms

from seminar.seminars.models import OfferedPaper, Participation, Seminar
from seminar.submissions import standing
from seminar.submissions.models import Deliverable, Submission
from seminar.submissions.standing import HandedIn, Version


@dataclass(frozen=True)
class Cell:
    """One person and one deliverable at one moment."""

    handed_in: HandedIn
    at: datetime

    @property
    def state(self) -> str:
        return self.handed_in.state(self.at)

    @property
    def shown(self) -> Submission | None:
        """The version the cell tells of: the one that counts, else the newest."""
        return self.handed_in.counts or self.handed_in.newest

    @property
    def lateness(self) -> timedelta:
        return self.handed_in.lateness(self.shown) if self.shown else timedelta()

    @property
    def waits(self) -> Submission | None:
        """A newest version that came late and does not count: somebody may let it."""
        newest = self.handed_in.newest
        return newest if newest is not None and newest is not self.handed_in.counts else None

    @property
    def waits_for(self) -> timedelta:
        return self.handed_in.lateness(self.waits)

    @property
    def is_unchecked(self) -> bool:
        return self.shown is not None and not self.shown.is_checked


# What the table can be narrowed to: a word of the address -> which cells it means.
FILTERS = {
    "counts": lambda cell: cell.handed_in.counts is not None,
    "missing": lambda cell: cell.handed_in.is_missing,
    "late": lambda cell: cell.waits is not None,
    "unchecked": lambda cell: cell.is_unchecked,
    "extended": lambda cell: cell.handed_in.extension is not None,
}


@dataclass(frozen=True)
class Row:
    person: Participation
    offered: OfferedPaper | None
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Column:
    """One deliverable with its date for all and how many cells each word of the filter means."""

    deliverable: Deliverable
    due: datetime | None
    numbers: dict[str, int]


class Table:
    """Everybody who holds a paper with every deliverable. `kind` and `state` narrow the rows that are shown."""

    def __init__(self, seminar: Seminar, at: datetime, kind: str = "", state: str = ""):
        self.seminar = seminar
        self.deliverables = list(seminar.deliverables.all())
        offered = {row.pk: row for row in seminar.offered_papers.in_full()}
        self.everybody = [
            Row(person, offered.get(person.paper_id), {key: Cell(one, at) for key, one in found.items()})
            for person, found in standing.matrix(seminar)
        ]
        known = state in FILTERS and kind in {row.kind for row in self.deliverables}
        self.kind, self.state = (kind, state) if known else ("", "")

    @property
    def rows(self) -> list[Row]:
        if not self.state:
            return self.everybody
        return [row for row in self.everybody if FILTERS[self.state](row.cells[self.kind])]

    @property
    def columns(self) -> list[Column]:
        return [Column(row, row.due(self.seminar), self.numbers(row.kind)) for row in self.deliverables]

    @property
    def narrowed_to(self) -> Deliverable | None:
        return next((row for row in self.deliverables if row.kind == self.kind), None)

    def numbers(self, kind: str) -> dict[str, int]:
        cells = [row.cells[kind] for row in self.everybody]
        return {word: sum(map(belongs, cells)) for word, belongs in FILTERS.items()}


@dataclass(frozen=True)
class Decision:
    """What can be decided about one version, and the form for it."""

    version: Version
    handed_in: HandedIn
    form: forms.Form

    @property
    def act(self) -> str:
        """ "allow" for a late version newer than the one that counts, "undo" for one that somebody let count.

        Nothing about the files of somebody who has left.
        """
        if not self.version.is_late or self.handed_in.participation.has_left:
            return ""
        if self.version.submission.allowed_at:
            return "undo"
        counts = self.handed_in.counts
        return "allow" if counts is None or counts.version < self.version.submission.version else ""


def missing_as_text(table: Table, kind: str) -> list[tuple[str, list[Participation]]]:
    """Who has no version that counts, under the name of who supervises them; "" for nobody."""
    groups: dict[str, list[Participation]] = {}
    for row in table.everybody:
        if row.cells[kind].handed_in.is_missing:
            supervisor = row.offered.supervisor if row.offered else None
            groups.setdefault(supervisor.user.display_name if supervisor else "", []).append(row.person)
    return sorted(groups.items(), key=lambda group: (not group[0], group[0]))

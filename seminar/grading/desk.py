"""Everything one sheet shows: the student's line, the grader's own cell, the file, the formula, what comes next."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from seminar.core.grades import Result
from seminar.grading import formula
from seminar.grading.actions.sheets import KINDS
from seminar.grading.book import PARTS, Cell, Duty, Entry, PartState, duties_in
from seminar.grading.models import Part
from seminar.grading.policies import may_compare, may_reopen, may_write
from seminar.seminars.models import Participation
from seminar.submissions.models import Submission
from seminar.submissions.notes import note_text
from seminar.submissions.standing import HandedIn, standing_of


@dataclass(frozen=True)
class Document:
    """The files of one part: what the sheet is about, and what came later."""

    standing: tuple[HandedIn, ...]
    bound: Submission | None  # by the sheet, once there is one

    @cached_property
    def counts(self) -> Submission | None:
        return next((row.counts for row in self.standing if row.counts), None)

    @property
    def graded(self) -> Submission | None:
        return self.bound or self.counts

    @cached_property
    def line(self) -> HandedIn | None:
        """The deliverable that the graded version belongs to; without one the first that is asked for."""
        kind = self.graded.deliverable_id if self.graded else None
        rows = [row for row in self.standing if kind in (None, row.deliverable.pk)]
        return rows[0] if rows else None

    @property
    def all(self) -> list[Submission]:
        return [row for line in self.standing for row in line.submissions]

    @property
    def newest(self) -> Submission | None:
        """What came after the graded version, if anything did."""
        graded, newest = self.graded, self.line and self.line.newest
        return newest if newest and (graded is None or newest.version > graded.version) else None

    @property
    def newer_counting(self) -> Submission | None:
        """The version that counts now, where the sheet is about another one."""
        return self.counts if self.bound and self.counts and self.counts.pk != self.bound.pk else None

    @property
    def lateness(self):
        return self.line.lateness(self.newest) if self.newest else None

    @property
    def is_late(self) -> bool:
        """Whether the graded version came late and counts because an organiser lets it."""
        return self.graded is not None and self.line.is_late(self.graded)

    @property
    def remarks(self) -> list[str]:
        """What was remarkable about the graded file when it came."""
        return [note_text(note) for note in self.graded.notes] if self.graded else []


@dataclass(frozen=True)
class Desk:
    """One part of one student, seen by somebody who is `participations` in the seminar."""

    entries: list[Entry]
    entry: Entry
    part: Part
    participations: list[Participation]

    state = property(lambda self: self.entry.parts[self.part])
    person = property(lambda self: self.entry.participation)

    @cached_property
    def cell(self) -> Cell | None:
        return self.state.cell_of(self.participations)

    @property
    def others(self) -> list[Cell]:
        return [cell for cell in self.state.cells if cell is not self.cell]

    @property
    def may_write(self) -> bool:
        return self.cell is not None and may_write(self.entry, self.cell)

    @property
    def may_reopen(self) -> bool:
        return self.cell is not None and may_reopen(self.entry, self.cell)

    @property
    def may_compare(self) -> bool:
        return len(self.state.cells) > 1 and may_compare(self.participations, self.state)

    @cached_property
    def document(self) -> Document:
        found = standing_of(self.person)
        standing = tuple(found[kind] for kind in KINDS[self.part] if kind in found)
        sheet = self.cell.sheet if self.cell else None
        bound = sheet.submission if sheet else None
        if bound:
            bound.participation = self.person
        return Document(standing, bound)

    # ---- the formula as far as this grader may know it ---------------------------------------------------------------

    @cached_property
    def result(self) -> Result:
        return self.entry.result_of(*(self.known(self.entry.parts[part]) for part in PARTS))

    def known(self, state: PartState):
        """The mark of the part once all are final; before that only what this person wrote."""
        if state.is_final and state.cell_of(self.participations):
            return state.mark
        cell = state.cell_of(self.participations)
        return cell.sheet.mark if cell and cell.sheet else None

    @property
    def lines(self) -> list[formula.Line]:
        return formula.lines(list(self.result.steps), self.entry.rules)

    @property
    def is_own_view(self) -> bool:
        """Whether the formula leaves out what other graders may still write."""
        return any(len(state.cells) > 1 and not state.is_final for state in self.entry.parts.values())

    # ---- the other sheets of this grader -----------------------------------------------------------------------------

    @cached_property
    def duties(self) -> list[Duty]:
        return duties_in(self.entries, self.participations)

    @property
    def place(self) -> int:
        """The number of this sheet among the grader's own."""
        here = (self.person.pk, self.part)
        return [(duty.student.pk, duty.part) for duty in self.duties].index(here) + 1

    @property
    def next_open(self) -> Duty | None:
        """The next sheet that is not final, from here on and then from the beginning."""
        around = self.duties[self.place :] + self.duties[: self.place - 1]
        return next((duty for duty in around if duty.is_open), None)

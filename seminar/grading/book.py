"""The book of grades: everybody who holds a paper, who grades them, what is there and what is missing.

One reading for the overview, the release and every sheet, in a constant number of queries, so that the numbers on one
page and the rows of another cannot differ. What it returns holds marks: a page asks `policies.py` before it shows one,
because no grader sees the mark of another before both are final.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from seminar.assignment import querysets as assignment
from seminar.core import grades
from seminar.grading.models import AbsenceDecision, Agreement, Appointment, Grade, Part, Sheet
from seminar.grading.querysets import rules_of
from seminar.programme import attendance, credits
from seminar.programme.models import Attendance
from seminar.seminars.models import OfferedPaper, Participation, Seminar

PARTS = (Part.REPORT, Part.PRESENTATION)
NOT_STARTED, IN_PROGRESS, FINAL = "not_started", "in_progress", "final"


@dataclass(frozen=True)
class Cell:
    """One grader and the sheet for one part, if there is one."""

    grader: Participation
    sheet: Sheet | None

    @property
    def state(self) -> str:
        if self.sheet is None:
            return NOT_STARTED
        return FINAL if self.sheet.is_final else IN_PROGRESS

    @property
    def is_final(self) -> bool:
        return self.state == FINAL

    @property
    def state_text(self) -> str:
        return {NOT_STARTED: _("not started"), IN_PROGRESS: _("in progress"), FINAL: _("final")}[self.state]


@dataclass(frozen=True)
class PartState:
    """One part of one student: a cell for each grader, and what the final ones make together."""

    part: Part
    cells: tuple[Cell, ...]
    agreement: Agreement | None
    limit: Decimal

    @property
    def is_final(self) -> bool:
        """Whether every grader is done; only now anybody sees what the others wrote."""
        return bool(self.cells) and all(cell.is_final for cell in self.cells)

    @property
    def marks(self) -> list[Decimal]:
        return [cell.sheet.mark for cell in self.cells]

    @property
    def deviation(self) -> Decimal | None:
        return grades.deviation(self.marks) if self.is_final else None

    @property
    def mean(self) -> Decimal | None:
        return grades.part_mark(self.marks) if self.is_final else None

    @property
    def differs(self) -> bool:
        """Whether the graders are further apart than the rules allow."""
        return self.is_final and self.deviation > self.limit

    @property
    def to_be_agreed(self) -> bool:
        return self.differs and self.agreement is None

    @property
    def mark(self) -> Decimal | None:
        """The mark of the part, once all graders are final and agree; an agreed mark goes before the mean."""
        if not self.is_final or self.to_be_agreed:
            return None
        return self.agreement.mark if self.agreement else self.mean

    def cell_of(self, participations) -> Cell | None:
        """The cell of somebody who is these in the seminar, or None for whoever does not grade here."""
        users = {row.user_id for row in participations if not row.has_left}
        return next((cell for cell in self.cells if cell.grader.user_id in users), None)


@dataclass(frozen=True)
class Blocker:
    """Why a grade cannot be released yet, and where that is put right."""

    key: str  # no_grader, sheet_open, to_be_agreed, absence
    text: str
    url: str
    part: str = ""


@dataclass(frozen=True)
class Entry:
    """One student who holds a paper."""

    participation: Participation
    paper: OfferedPaper
    graders: tuple[Participation, ...]
    parts: dict[str, PartState]
    credits: int
    gaps: list[Attendance]
    decision: AbsenceDecision | None
    grade: Grade | None  # as released
    rules: grades.Rules = field(repr=False)

    supervisor = property(lambda self: self.paper.supervisor)
    report = property(lambda self: self.parts[Part.REPORT])
    presentation = property(lambda self: self.parts[Part.PRESENTATION])
    is_released = property(lambda self: self.grade is not None)
    is_ready = property(lambda self: not self.is_released and not self.blockers)
    is_absence_undecided = property(lambda self: bool(self.gaps) and self.decision is None)

    @property
    def effect(self) -> dict:
        """What was decided about missed talks, as `final_grade` takes it; it ends when the gaps are excused."""
        if not self.gaps or self.decision is None:
            return {}
        return {
            "worse_by": self.decision.worse_by,
            "failed": self.decision.effect == AbsenceDecision.Effect.FAIL,
        }

    def result_of(self, report: Decimal | None, presentation: Decimal | None) -> grades.Result:
        """The grade these marks would make with this student's credits and decisions."""
        return grades.final_grade(report, presentation, self.credits, self.rules, **self.effect)

    @cached_property
    def result(self) -> grades.Result:
        return self.result_of(self.report.mark, self.presentation.mark)

    @cached_property
    def blockers(self) -> list[Blocker]:
        """What stands between this student and the release, in the order in which it is put right."""
        if self.is_released:
            return []
        if not self.graders:
            return [Blocker("no_grader", _("nobody grades"), self.page("graders"))]
        found = [blocker for part in PARTS for blocker in self.blockers_of(self.parts[part])]
        if self.is_absence_undecided:
            found.append(Blocker("absence", _("missed talks: undecided"), self.page("absence", self.participation.pk)))
        return found

    def blockers_of(self, state: PartState) -> list[Blocker]:
        where = (self.participation.pk, state.part.value)
        if state.to_be_agreed:
            text = _("%(part)s: to be agreed") % {"part": state.part.label}
            return [Blocker("to_be_agreed", text, self.page("agreement", *where), state.part)]
        words = _("%(part)s: sheet open (%(name)s)")
        return [
            Blocker(
                "sheet_open",
                words % {"part": state.part.label, "name": cell.grader.user.display_name},
                self.page("sheet", *where),
                state.part,
            )
            for cell in state.cells
            if not cell.is_final
        ]

    def page(self, name: str, *args) -> str:
        return reverse(f"grading:{name}", args=[self.participation.seminar.slug, *args])


@dataclass(frozen=True)
class Duty:
    """One sheet somebody has to write. Of the other graders it tells who is done and nothing else."""

    entry: Entry
    part: Part
    cell: Cell
    others: tuple[Cell, ...]

    student = property(lambda self: self.entry.participation)
    paper = property(lambda self: self.entry.paper)
    state = property(lambda self: self.cell.state)
    state_text = property(lambda self: self.cell.state_text)
    is_open = property(lambda self: not self.cell.is_final and not self.entry.is_released)
    to_be_agreed = property(lambda self: self.entry.parts[self.part].to_be_agreed and not self.entry.is_released)
    url = property(lambda self: self.entry.page("sheet", self.student.pk, self.part.value))
    agreement_url = property(lambda self: self.entry.page("agreement", self.student.pk, self.part.value))


# ---- reading --------------------------------------------------------------------------------------------------------


def book(seminar: Seminar) -> list[Entry]:
    """Everybody who holds a paper, by name."""
    people = list(assignment.holders(seminar))
    papers = {row.pk: row for row in seminar.offered_papers.in_full()}
    sheets = _sheets(seminar)
    graders = _graders(seminar, people, papers, sheets)
    agreements = {
        (row.participation_id, row.part): row
        for row in Agreement.objects.filter(participation__seminar=seminar).select_related("agreed_by")
    }
    decisions = AbsenceDecision.objects.filter(participation__seminar=seminar).select_related("decided_by")
    decided = {row.participation_id: row for row in decisions}
    released = Grade.objects.filter(participation__seminar=seminar, replaced_at__isnull=True)
    given = {row.participation_id: row for row in released}
    rules, questions, gaps = rules_of(seminar), credits.credits_of(seminar), attendance.gaps(seminar)
    entries = []
    for person in people:
        person.seminar = seminar
        parts = {
            part: PartState(
                part,
                tuple(Cell(row, sheets.get((person.pk, part, row.user_id))) for row in graders[person.pk]),
                agreements.get((person.pk, part)),
                rules.deviation_limit,
            )
            for part in PARTS
        }
        entries.append(
            Entry(
                person, papers[person.paper_id], tuple(graders[person.pk]), parts, questions.get(person.pk, 0),
                gaps.get(person.pk, []), decided.get(person.pk), given.get(person.pk), rules,
            )
        )  # fmt: skip
    return entries


def entry_of(seminar: Seminar, participation_id: int) -> Entry | None:
    """The line of one student; None for whoever holds no paper."""
    return next((entry for entry in book(seminar) if entry.participation.pk == participation_id), None)


def ready(seminar: Seminar) -> list[Entry]:
    """Whose grade can be released now: nothing is missing, and it is not released yet."""
    return [entry for entry in book(seminar) if entry.is_ready]


def duties_of(participation: Participation) -> list[Duty]:
    """The sheets of one grader: all reports by name, then all presentations."""
    return duties_in(book(participation.seminar), [participation])


def duties_in(entries: list[Entry], participations: list[Participation]) -> list[Duty]:
    """The same from a book that is read already, for somebody who is these in the seminar."""
    found = []
    for part in PARTS:
        for entry in entries:
            cells = entry.parts[part].cells
            if cell := entry.parts[part].cell_of(participations):
                found.append(Duty(entry, part, cell, tuple(other for other in cells if other is not cell)))
    return found


def graders_of(seminar: Seminar) -> dict[int, list[Participation]]:
    """Who grades each student: whoever is appointed, else the supervisor of the paper."""
    people, papers = list(assignment.holders(seminar)), {row.pk: row for row in seminar.offered_papers.in_full()}
    return _graders(seminar, people, papers, _sheets(seminar))


def _sheets(seminar) -> dict[tuple[int, str, int], Sheet]:
    """By student, part and grader; a grader who takes part twice, as organiser and supervisor, is one person."""
    rows = Sheet.objects.filter(participation__seminar=seminar).select_related("grader", "submission__deliverable")
    return {(row.participation_id, row.part, row.grader.user_id): row for row in rows}


def _graders(seminar, people, papers, sheets) -> dict[int, list[Participation]]:
    """Somebody who has left grades no more, unless a sheet of theirs is final: then it counts."""
    appointed: dict[int, list[Participation]] = {}
    rows = Appointment.objects.filter(participation__seminar=seminar).select_related("grader__user")
    for row in rows:
        appointed.setdefault(row.participation_id, []).append(row.grader)
    found = {}
    for person in people:
        supervisor = papers[person.paper_id].supervisor
        chosen = appointed.get(person.pk) or [row for row in [supervisor] if row]
        by_user = {}
        for row in chosen:
            done = [sheets.get((person.pk, part, row.user_id)) for part in PARTS]
            if not row.has_left or any(sheet and sheet.is_final for sheet in done):
                by_user.setdefault(row.user_id, row)
        found[person.pk] = list(by_user.values())
    return found

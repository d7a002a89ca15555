"""The rows of the overview and the numbers above them: released grades as released, the others as they are."""

from dataclasses import dataclass
from decimal import Decimal

from seminar.core.grades import exact
from seminar.grading.book import PARTS, Cell, Entry
from seminar.grading.models import Part
from seminar.grading.released import steps_of
from seminar.seminars.models import Participation


@dataclass(frozen=True)
class Row:
    """One student: the marks, the questions, the value with bonus and the grade, as far as they are known."""

    entry: Entry

    person = property(lambda self: self.entry.participation)
    grade = property(lambda self: self.entry.grade)

    @property
    def report(self) -> Decimal | None:
        return exact(self.grade.report_mark, 1) if self.grade else self.entry.report.mark

    @property
    def presentation(self) -> Decimal | None:
        return exact(self.grade.presentation_mark, 1) if self.grade else self.entry.presentation.mark

    @property
    def credits(self) -> int:
        return self.grade.credits if self.grade else self.entry.credits

    @property
    def value(self) -> Decimal | None:
        """With bonus, before rounding."""
        if self.grade:
            return next((step.result for step in steps_of(self.grade.detail) if step.key == "with_bonus"), None)
        return None if self.entry.blockers else self.entry.result.improved

    @property
    def final(self) -> Decimal | None:
        if self.grade:
            return self.grade.grade
        return None if self.entry.blockers else self.entry.result.grade


@dataclass(frozen=True)
class Missing:
    """A grader with sheets that are not final."""

    grader: Participation
    sheets: list[tuple[Entry, Part, Cell]]


def figures_of(entries: list[Entry]) -> dict[str, int]:
    """The numbers over the table, counted from its rows."""
    cells = [cell for entry in entries for part in PARTS for cell in entry.parts[part].cells]
    return {
        "final": sum(cell.is_final for cell in cells),
        "sheets": len(cells),
        "to_be_agreed": sum(blocker.key == "to_be_agreed" for entry in entries for blocker in entry.blockers),
        "ready": sum(entry.is_ready for entry in entries),
        "blocked": sum(bool(entry.blockers) for entry in entries),
        "released": sum(entry.is_released for entry in entries),
    }


def missing_of(entries: list[Entry]) -> list[Missing]:
    """Who still has to make which sheets final, by name."""
    found: dict[int, Missing] = {}
    for entry in entries:
        for part in PARTS:
            for cell in entry.parts[part].cells:
                if not cell.is_final and not entry.is_released:
                    row = found.setdefault(cell.grader.user_id, Missing(cell.grader, []))
                    row.sheets.append((entry, part, cell))
    return sorted(found.values(), key=lambda row: row.grader.user.display_name.casefold())

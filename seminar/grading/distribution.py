"""How the grades of a seminar are distributed, for staff only: bars beside the same numbers in a table, and means."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from seminar.core import grades
from seminar.core.grades import PASS_LIMIT, SCALE
from seminar.grading.book import Entry
from seminar.grading.figures import written
from seminar.grading.models import Part

HEIGHT, TOP, BASE = 200, 24, 172  # of the picture, in pixels
HUNDREDTH = Decimal("0.01")


def rounded(number: Decimal) -> Decimal:
    return number.quantize(HUNDREDTH, ROUND_HALF_UP)


class Distribution:
    """Grades that are known by now: released ones as they were released, else what the marks make at present.

    A grade need not be a step of the scale; its bar is that of the nearest step on its side of 4.0.
    """

    def __init__(self, entries: list[Entry]):
        self.entries = entries

    @cached_property
    def grades(self) -> list[Decimal]:
        known = (entry.grade.grade if entry.grade else entry.result.grade for entry in self.entries if _is_known(entry))
        return sorted(known)

    @cached_property
    def rows(self) -> list[tuple[Decimal, int]]:
        """Each step of the scale and how many grades are nearest to it."""
        counted = Counter(grades.rounded(grade, grades.NEAREST, is_passed=grade <= PASS_LIMIT) for grade in self.grades)
        return [(step, counted[step]) for step in SCALE]

    @property
    def most(self) -> int:
        return max((count for _step, count in self.rows), default=0)

    @property
    def mean(self) -> Decimal | None:
        return rounded(sum(self.grades) / len(self.grades)) if self.grades else None

    @property
    def median(self) -> Decimal | None:
        return rounded(median(self.grades)) if self.grades else None

    @cached_property
    def by_grader(self) -> list[dict]:
        """Number and mean of each grader's final marks, by part; only marks that all graders of the part released to
        each other, so that nobody reads a single mark of somebody who is not done."""
        found: dict[int, dict] = {}
        for entry in self.entries:
            for part, state in entry.parts.items():
                for cell in state.cells if state.is_final else ():
                    row = found.setdefault(cell.grader.user_id, {"grader": cell.grader, **{each: [] for each in Part}})
                    row[part].append(cell.sheet.mark)
        rows = sorted(found.values(), key=lambda row: row["grader"].user.display_name.casefold())
        return [
            {"grader": row["grader"], "report": _means(row[Part.REPORT]), "talk": _means(row[Part.PRESENTATION])}
            for row in rows
        ]

    @property
    def picture(self) -> SafeString:
        """One bar for each step of the scale; failing steps are outlines, so that colour says nothing alone."""
        share, drawn = 100 / len(SCALE), []
        for place, (step, count) in enumerate(self.rows):
            height = (BASE - TOP) * count / max(self.most, 1)
            middle, kind = f"{share * (place + 0.5):.2f}%", "pass" if step <= PASS_LIMIT else "fail"
            box = f'x="{share * place + 0.6:.2f}%" width="{share - 1.2:.2f}%" y="{BASE - height:.1f}"'
            if count:
                drawn.append(f'<rect class="bar-{kind}" {box} height="{height:.1f}"/>')
                drawn.append(f'<text class="count" x="{middle}" y="{BASE - height - 7:.1f}">{count}</text>')
            drawn.append(f'<text x="{middle}" y="{BASE + 20}">{written(step)}</text>')
        drawn.append(f'<line class="axis" x1="0" x2="100%" y1="{BASE}" y2="{BASE}"/>')
        label = escape(_("Bars: how many grades there are at each step. The table beside it has the same numbers."))
        return mark_safe(f'<svg class="histogram" role="img" aria-label="{label}">{"".join(drawn)}</svg>')


def _is_known(entry: Entry) -> bool:
    return entry.grade is not None or (entry.result.grade is not None and not entry.blockers)


def _means(marks: list[Decimal]) -> dict:
    return {"number": len(marks), "mean": rounded(sum(marks) / len(marks)) if marks else None}

"""A released grade as it is kept, and as its student reads it.

The row holds everything that the page shows: later changes of sheets, rules, names of papers or question credits do not
touch what was released. `detail` is JSON of this shape; numbers are strings, so that they stay exact:

    paper     title of the paper
    rules     the rule in force, by the names of `core.grades.Rules`
    steps     the formula: [{"key", "numbers", "result"}]
    absence   {"worse_by", "failed"}: what was decided about missed talks
    parts     {part: {"mark", "graders": [name], "is_agreed", "remarks": [{"by", "text"}]}}; after a change of this
              mark also "is_changed"
    credits   [{"at", "title"}]: when a good question was asked and in the talk on which paper
"""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from seminar.core.grades import PRESENTATION_WEIGHT, REPORT_WEIGHT, Result, Rules, Step
from seminar.grading import formula
from seminar.grading.figures import written
from seminar.grading.models import Grade, Part
from seminar.seminars.models import Participation

WEIGHTS = {Part.REPORT: REPORT_WEIGHT, Part.PRESENTATION: PRESENTATION_WEIGHT}


# ---- JSON and back --------------------------------------------------------------------------------------------------


def kept_rules(rules: Rules) -> dict:
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(rules).items()}


def rules_of(detail: dict) -> Rules:
    known = {field.name: field.default for field in fields(Rules)}
    said = {name: detail["rules"][name] for name in known if name in detail["rules"]}
    exact = {name: Decimal(value) if isinstance(known[name], Decimal) else value for name, value in said.items()}
    return Rules(**exact)


def kept_steps(result: Result) -> list[dict]:
    return [
        {"key": step.key, "numbers": [str(number) for number in step.numbers], "result": str(step.result)}
        for step in result.steps
    ]


def steps_of(detail: dict) -> list[Step]:
    return [
        Step(row["key"], tuple(Decimal(number) for number in row["numbers"]), Decimal(row["result"]))
        for row in detail["steps"]
    ]


def absence_of(detail: dict) -> dict:
    """What was decided about missed talks, as `final_grade` takes it."""
    return {"worse_by": Decimal(detail["absence"]["worse_by"]), "failed": detail["absence"]["failed"]}


# ---- as it is read --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownPart:
    title: str
    percent: int
    mark: str
    graders: list[str]
    origin: str
    remarks: list[dict]


@dataclass(frozen=True)
class Shown:
    """The page "Your grade": the grade that is valid, and the ones before it, newest first."""

    grade: Grade
    former: tuple[Grade, ...] = ()

    @property
    def detail(self) -> dict:
        return self.grade.detail

    @property
    def final(self) -> str:
        return written(self.grade.grade, 1)

    @property
    def first(self) -> str:
        """The grade of the release, whatever it is now."""
        return written((self.former[-1] if self.former else self.grade).grade, 1)

    @property
    def lines(self) -> list[formula.Line]:
        return formula.lines(steps_of(self.detail), rules_of(self.detail))

    @property
    def rule(self) -> list[str]:
        return formula.sentences(rules_of(self.detail))

    @property
    def parts(self) -> list[ShownPart]:
        return [self.part(part) for part in Part]

    def part(self, part: Part) -> ShownPart:
        kept = self.detail["parts"][part]
        return ShownPart(
            title=part.label,
            percent=int(WEIGHTS[part] * 100),
            mark=written(Decimal(kept["mark"])),
            graders=kept["graders"],
            origin=origin(kept),
            remarks=kept["remarks"],
        )

    @property
    def credits(self) -> list[dict]:
        """The questions that improved the grade; none where the number was changed later on."""
        rows = self.detail["credits"]
        known = rows if len(rows) == self.grade.credits else []
        return [{"at": datetime.fromisoformat(row["at"]), "title": row["title"]} for row in known]

    @property
    def changes(self) -> list[dict]:
        """Every change, newest first: when, from which grade to which, and why."""
        rows = [self.grade, *self.former]
        return [
            {"at": new.released_at, "old": written(old.grade, 1), "new": written(new.grade, 1), "reason": new.reason}
            for new, old in zip(rows, rows[1:], strict=False)
        ]

    @property
    def released_at(self) -> datetime:
        """When this student first got a grade."""
        return (self.former[-1] if self.former else self.grade).released_at


def origin(kept: dict) -> str:
    """Where the mark of a part comes from, if it is not simply the mark of one grader."""
    if kept.get("is_changed"):
        return _("The organisers changed this mark after the release.")
    if kept["is_agreed"]:
        return _("The graders agreed on this mark.")
    return _("The mean of the graders’ marks, cut after the second decimal.") if len(kept["graders"]) > 1 else ""


def shown_to(participation: Participation) -> Shown | None:
    """What this student's page shows; None while no grade of theirs is released."""
    rows = list(participation.grades.order_by("-number"))
    return Shown(rows[0], tuple(rows[1:])) if rows else None

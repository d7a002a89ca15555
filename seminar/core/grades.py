"""The numbers behind a grade, in the order in which they are used.

1. A part's mark is the mean of its graders' marks, cut after the second decimal. Missed talks can make the mark of the
   presentation worse, to 5.0 at most, if an organiser decided so.
2. The report counts 40 % and the presentation 60 %: value = 0.4 report + 0.6 presentation.
3. The grade is passed if the value, cut after its first decimal, is 4.0 or better: 4.09 is 4.0 and passes, 4.10 does
   not. The bonus plays no part in that. If both parts have to be passed, each part's mark is cut and compared likewise.
4. Each good question recorded during somebody else's talk improves the value by 0.1, three of them by 0.3 at most. The
   bonus does not change a failed grade, and nothing becomes better than 1.0.
5. The result is rounded once: cut after the first decimal; or rounded to it, where a half goes down, in the student's
   favour; or taken to the nearest step of the scale, where the better of two equally near steps is taken.
6. Rounding never turns a fail into a pass or a pass into a fail: what is passed becomes 4.0 at worst (4.08 rounded),
   what is failed stays worse than 4.0 (4.1 on the scale is 4.3). A failed part, where both have to be passed, and the
   decision "not passed" make the grade 5.0.

Steps 3, 4 and 5 have options; an examination office may see them otherwise, so each is a rule of the seminar that
students read from the first day. Everything is an exact decimal, never a binary fraction, and each number is named here
once, so that what a page promises and what is calculated cannot drift apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, Decimal

REPORT_WEIGHT = Decimal("0.4")
PRESENTATION_WEIGHT = Decimal("0.6")

QUESTION_CREDIT_STEP = Decimal("0.1")
BONUS_CAP = Decimal("0.3")
# Two graders of one part whose marks differ by more have to agree on one.
DEVIATION_LIMIT = Decimal("0.7")

SCALE = tuple(
    Decimal(step)
    for step in ("1.0", "1.3", "1.7", "2.0", "2.3", "2.7", "3.0", "3.3", "3.7", "4.0", "4.3", "4.7", "5.0")
)
BEST, PASS_LIMIT, WORST = Decimal("1.0"), Decimal("4.0"), Decimal("5.0")
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
CUT, ROUND, NEAREST = "cut", "round", "scale"


@dataclass(frozen=True)
class Rules:
    """What an examination office may decide otherwise."""

    rounding: str = CUT
    credit_step: Decimal = QUESTION_CREDIT_STEP
    bonus_cap: Decimal = BONUS_CAP
    bonus_lifts_fail: bool = False
    both_must_pass: bool = False
    deviation_limit: Decimal = DEVIATION_LIMIT


@dataclass(frozen=True)
class Step:
    """One line of the formula: what it is made of and what comes out. The words belong to the page.

    report, presentation     mark, weight       -> share of the value
    absence                  mark, worse by     -> mark of the presentation from here on
    value                    share, share       -> value
    passed, failed           value              -> value cut after the first decimal
    part_failed              mark, mark         -> value cut after the first decimal; one of the parts is not passed
    bonus, no_bonus          credits, step      -> bonus; nothing where the grade is failed
    with_bonus               value, bonus       -> value with bonus, 1.0 at best
    lifted                   value with bonus   -> the same cut: passed thanks to the bonus
    final                    value with bonus   -> grade, rounded as the rules say
    decided                                     -> 5.0, whatever the numbers are
    """

    key: str
    numbers: tuple[Decimal, ...]
    result: Decimal


@dataclass(frozen=True)
class Result:
    """The grade with its formula; while a part is open no grade, but the best and the worst that can come of it."""

    grade: Decimal | None
    is_passed: bool | None
    steps: tuple[Step, ...] = ()
    between: tuple[Decimal, Decimal] | None = None

    def step(self, *keys: str) -> Step | None:
        return next((step for step in self.steps if step.key in keys), None)

    def _number(self, *keys: str) -> Decimal | None:
        step = self.step(*keys)
        return step and step.result

    value = property(lambda self: self._number("value"))
    bonus = property(lambda self: self._number("bonus", "no_bonus"))
    improved = property(lambda self: self._number("with_bonus"))


def final_grade(
    report: Decimal | None,
    presentation: Decimal | None,
    credits: int,
    rules: Rules = Rules(),  # noqa: B008 - frozen, so the default is one value for ever
    *,
    worse_by: Decimal | int = 0,
    failed: bool = False,
) -> Result:
    """The grade of one student by the rules; `worse_by` and `failed` are what was decided about missed talks."""
    if report is None or presentation is None:
        return _open(report, presentation, credits, rules, worse_by, failed)
    if not all(BEST <= mark <= WORST for mark in (report, presentation)) or credits < 0 or worse_by < 0:
        raise ValueError("Marks are from 1.0 to 5.0, credits and what makes a mark worse not negative.")
    steps = _value(report, presentation, Decimal(worse_by))
    marks, value = (report, steps[-2].numbers[0]), steps[-1].result
    part_failed = rules.both_must_pass and any(_cut(mark) > PASS_LIMIT for mark in marks)
    is_passed = _cut(value) <= PASS_LIMIT and not part_failed
    if part_failed:
        steps.append(Step("part_failed", tuple(exact(mark, 1) for mark in marks), _cut(value)))
    else:
        steps.append(Step("passed" if is_passed else "failed", (value,), _cut(value)))
    steps += _bonus(value, credits, rules, has_effect=is_passed or (rules.bonus_lifts_fail and not part_failed))
    improved = steps[-1].result
    if not is_passed and not part_failed and rules.bonus_lifts_fail and _cut(improved) <= PASS_LIMIT:
        is_passed = True
        steps.append(Step("lifted", (improved,), _cut(improved)))
    if failed:
        return Result(WORST, False, (*steps, Step("decided", (), WORST)))
    grade = WORST if part_failed else rounded(improved, rules.rounding, is_passed=is_passed)
    return Result(grade, is_passed, (*steps, Step("final", (improved,), grade)))


def part_mark(marks: Sequence[Decimal]) -> Decimal:
    """What several graders' marks make together: the mean, cut after the second decimal, in the student's favour."""
    return exact((sum(marks) / len(marks)).quantize(HUNDREDTH, ROUND_DOWN), 1)


def deviation(marks: Sequence[Decimal]) -> Decimal:
    """By how much the marks of one part differ."""
    return max(marks) - min(marks)


def rounded(value: Decimal, rounding: str, *, is_passed: bool) -> Decimal:
    """The value rounded once, on its own side of 4.0."""
    if rounding == NEAREST:
        steps = [step for step in SCALE if (step <= PASS_LIMIT) == is_passed]
        return min(steps, key=lambda step: (abs(step - value), step))
    grade = _cut(value) if rounding == CUT else value.quantize(TENTH, ROUND_HALF_DOWN)
    return min(grade, PASS_LIMIT) if is_passed else grade


def exact(number: Decimal, places: int = 2) -> Decimal:
    """The same number with at least so many decimals, and more only where it has them."""
    tidy = number.normalize()
    return tidy.quantize(Decimal(1).scaleb(-places)) if -tidy.as_tuple().exponent < places else tidy


def _cut(value: Decimal) -> Decimal:
    return value.quantize(TENTH, ROUND_DOWN)


def _value(report: Decimal, presentation: Decimal, worse_by: Decimal) -> list[Step]:
    shares = [Step("report", (exact(report, 1), exact(REPORT_WEIGHT)), exact(REPORT_WEIGHT * report))]
    if worse_by:
        before, presentation = presentation, min(presentation + worse_by, WORST)
        shares.append(Step("absence", (exact(before, 1), exact(worse_by, 1)), exact(presentation, 1)))
    share = exact(PRESENTATION_WEIGHT * presentation)
    shares.append(Step("presentation", (exact(presentation, 1), exact(PRESENTATION_WEIGHT)), share))
    both = (shares[0].result, share)
    return [*shares, Step("value", both, exact(sum(both)))]


def _bonus(value: Decimal, credits: int, rules: Rules, *, has_effect: bool) -> list[Step]:
    bonus = min(credits * rules.credit_step, rules.bonus_cap) if has_effect else Decimal(0)
    numbers = (Decimal(credits), exact(rules.credit_step, 1))
    improved = max(value - bonus, BEST)
    return [
        Step("bonus" if has_effect else "no_bonus", numbers, exact(bonus)),
        Step("with_bonus", (value, exact(bonus)), exact(improved)),
    ]


def _open(report, presentation, credits, rules, worse_by, failed) -> Result:
    """What is known while a part has no mark: its line of the formula, and the best and the worst end."""
    ends = [
        final_grade(
            mark if report is None else report, mark if presentation is None else presentation, credits, rules,
            worse_by=worse_by, failed=failed,
        )
        for mark in (BEST, WORST)
    ]  # fmt: skip
    known = {"report"} if report is not None else {"presentation", "absence"} if presentation is not None else set()
    steps = tuple(step for step in ends[0].steps if step.key in known)
    return Result(None, None, steps, (ends[0].grade, ends[1].grade))

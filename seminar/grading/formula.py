"""The formula of a grade in words: one line per step, with the person's own numbers.

`core/grades.py` calculates; here its steps, kept as JSON beside a released grade, become lines that a page prints.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.core import grades
from seminar.core.grades import Rules, Step
from seminar.grading.figures import written

MINUS = "\N{MINUS SIGN}\N{NO-BREAK SPACE}"
SUM, FINAL = "sum", "final"


@dataclass(frozen=True)
class Line:
    """What is calculated, from what, and the result; `kind` draws the rule above a sum and above the grade."""

    label: str
    made_of: str
    result: str
    kind: str = ""


def lines(steps: list[Step], rules: Rules) -> list[Line]:
    """The formula from the two marks to the grade."""
    by_key = {step.key: step for step in steps}
    made = (WORDS[step.key](step, by_key, rules) for step in steps if step.key in WORDS)
    return [line for line in made if line is not None]


# ---- one function per step ------------------------------------------------------------------------------------------


def report(step: Step, _steps, _rules) -> Line:
    mark, weight = step.numbers
    return Line(_("Report"), times(written(mark), weight), hundredths(step.result))


def presentation(step: Step, steps: dict[str, Step], _rules) -> Line:
    mark, weight = step.numbers
    shown = written(mark)
    if absence := steps.get("absence"):
        before, worse_by = absence.numbers
        more = f"{written(before)} + {written(worse_by)}"
        capped = before + worse_by > mark
        limit = {"sum": more, "limit": written(mark)}
        shown = "(" + (_("%(sum)s, at most %(limit)s") % limit if capped else more) + ")"
    return Line(_("Presentation"), times(shown, weight), hundredths(step.result))


def value(step: Step, _steps, _rules) -> Line:
    return Line(_("Value"), "", hundredths(step.result), SUM)


def failed(step: Step, _steps, _rules) -> Line:
    limit = _("worse than %(limit)s") % {"limit": written(grades.PASS_LIMIT)}
    return Line(_("Not passed"), limit, written(step.result, 1))


def part_failed(step: Step, _steps, _rules) -> Line:
    marks = _("%(report)s and %(presentation)s") % {
        "report": written(step.numbers[0]),
        "presentation": written(step.numbers[1]),
    }
    return Line(_("Not passed: both parts have to be"), marks, "")


def bonus(step: Step, _steps, rules: Rules) -> Line:
    number, each = int(step.numbers[0]), step.numbers[1]
    if not number:
        return no_questions()
    made_of = f"{number} × {written(each)}"
    if number * each > step.result:
        made_of = _("%(sum)s, at most %(limit)s") % {"sum": made_of, "limit": written(rules.bonus_cap)}
    return Line(questions(number), made_of, MINUS + hundredths(step.result))


def no_bonus(step: Step, _steps, _rules) -> Line:
    number = int(step.numbers[0])
    return (
        Line(questions(number), _("no effect on a failed grade"), hundredths(step.result)) if number else no_questions()
    )


def with_bonus(step: Step, _steps, _rules) -> Line | None:
    """Left out where there is no bonus: it would repeat the value."""
    before, less = step.numbers
    if not less:
        return None
    is_best = before - less < step.result
    best = _("never better than %(best)s") % {"best": written(grades.BEST)} if is_best else ""
    return Line(_("With bonus"), best, hundredths(step.result), SUM)


def lifted(step: Step, _steps, _rules) -> Line:
    return Line(_("Passed by the bonus"), "", written(step.result, 1))


def final(step: Step, steps: dict[str, Step], rules: Rules) -> Line:
    made_of = _("one part is not passed") if "part_failed" in steps else how_rounded(step, rules)
    return Line(_("Final grade"), made_of, written(step.result, 1), FINAL)


def decided(step: Step, _steps, _rules) -> Line:
    return Line(_("Final grade"), _("not passed because of missed talks"), written(step.result, 1), FINAL)


WORDS = {
    function.__name__: function
    for function in (
        report, presentation, value, failed, part_failed, bonus, no_bonus, with_bonus, lifted, final, decided,
    )
}  # fmt: skip


# ---- words in several lines -----------------------------------------------------------------------------------------


def times(mark: str, weight: Decimal) -> str:
    return f"{mark} × {written(weight, 2)}"


def hundredths(number: Decimal) -> str:
    """At least two decimals, more where there are more: nothing is rounded on the way."""
    number = grades.exact(number)
    return written(number, -number.as_tuple().exponent)


def questions(number: int) -> str:
    text = ngettext("Bonus for %(n)d good question", "Bonus for %(n)d good questions", number)
    return text % {"n": number}


def no_questions() -> Line:
    return Line(_("Bonus for good questions"), _("none recorded"), hundredths(Decimal(0)))


def how_rounded(step: Step, rules: Rules) -> str:
    """How the last step came about; also where a pass stays a pass."""
    if rules.rounding == grades.NEAREST:
        return _("nearest step of the scale")
    if rules.rounding == grades.CUT:
        return _("cut after the first decimal")
    is_held = step.result == grades.PASS_LIMIT and step.numbers[0] - step.result > grades.TENTH / 2
    limit = {"limit": written(grades.PASS_LIMIT)}
    return _("passed, so %(limit)s at worst") % limit if is_held else _("rounded to the first decimal")


def sentences(rules: Rules) -> list[str]:
    """The rule in force, as far as another seminar could have another one."""
    rounding = {
        grades.CUT: _("The value is cut after the first decimal."),
        grades.ROUND: _("The value is rounded to the first decimal; a half goes down, in favour of the student."),
        grades.NEAREST: _("The grade is the step of the scale nearest to the value; of two, the better one."),
    }
    numbers = {
        "step": written(rules.credit_step),
        "cap": written(rules.bonus_cap),
        "best": written(grades.BEST),
    }
    lifts = (
        _("The bonus can lift a failed grade and never goes beyond %(best)s.")
        if rules.bonus_lifts_fail
        else _("The bonus never lifts a failed grade and never goes beyond %(best)s.")
    )
    both = [_("Both parts have to be passed.")] if rules.both_must_pass else []
    bonus_text = _("A good question improves by %(step)s, at most %(cap)s in all.")
    return [rounding[rules.rounding], bonus_text % numbers, lifts % numbers, *both]

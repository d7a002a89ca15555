"""The formula in words: every step that can occur, under every rule."""

from decimal import Decimal

import pytest
from django.utils import translation

from seminar.core.grades import Rules, final_grade
from seminar.grading import formula
from seminar.grading.figures import written

NBSP = "\N{NO-BREAK SPACE}"


def told(report, presentation, credits=0, rules=None, **decided) -> list[tuple]:
    rules = rules or Rules()
    result = final_grade(Decimal(report), Decimal(presentation), credits, rules, **decided)
    rows = formula.lines(list(result.steps), rules)
    return [(row.label, row.made_of, row.result.replace(NBSP, " ")) for row in rows]


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [("1.7", "1.7", "1,7"), ("2.00", "2.0", "2,0"), ("1.85", "1.85", "1,85"), ("5", "5.0", "5,0")],
)
def test_a_mark_has_as_many_decimals_as_it_needs(value, english, german):
    assert written(Decimal(value)) == english
    with translation.override("de"):
        assert written(Decimal(value)) == german
    assert written(None) == ""


def test_without_a_question_there_is_no_second_sum():
    assert told("1.7", "2.0") == [
        ("Report", "1.7 × 0.40", "0.68"),
        ("Presentation", "2.0 × 0.60", "1.20"),
        ("Value", "", "1.88"),
        ("Bonus for good questions", "none recorded", "0.00"),
        ("Final grade", "cut after the first decimal", "1.8"),
    ]


def test_missed_talks_stand_in_the_line_of_the_presentation():
    assert ("Presentation", "(1.3 + 0.3) × 0.60", "0.96") in told("1.7", "1.3", worse_by=Decimal("0.3"))
    assert ("Presentation", "(4.7 + 0.7, at most 5.0) × 0.60", "3.00") in told("1.7", "4.7", worse_by=Decimal("0.7"))


def test_not_passed_by_decision_goes_before_all_numbers():
    assert told("1.0", "1.0", failed=True)[-1] == ("Final grade", "not passed because of missed talks", "5.0")


def test_a_part_that_is_not_passed():
    rows = told("5.0", "1.0", 2, Rules(both_must_pass=True))
    assert ("Not passed: both parts have to be", "5.0 and 1.0", "") in rows
    assert ("Bonus for 2 good questions", "no effect on a failed grade", "0.00") in rows
    assert rows[-1] == ("Final grade", "one part is not passed", "5.0")


def test_a_bonus_that_lifts():
    rows = told("4.0", "4.3", 3, Rules(bonus_lifts_fail=True))
    assert ("Not passed", "worse than 4.0", "4.1") in rows
    assert ("Passed by the bonus", "", "3.8") in rows and rows[-1][2] == "3.8"


@pytest.mark.parametrize(
    ("rounding", "report", "presentation", "how", "grade"),
    [
        ("round", "1.7", "2.0", "rounded to the first decimal", "1.9"),
        ("round", "3.7", "4.3", "passed, so 4.0 at worst", "4.0"),
        ("round", "4.0", "4.0", "rounded to the first decimal", "4.0"),
        ("scale", "1.7", "2.0", "nearest step of the scale", "2.0"),
    ],
)
def test_how_it_was_rounded(rounding, report, presentation, how, grade):
    assert told(report, presentation, rules=Rules(rounding=rounding))[-1] == ("Final grade", how, grade)


def test_nothing_is_rounded_on_the_way():
    assert ("Report", "1.33 × 0.40", "0.532") in told("1.33", "2.0")


def test_the_rule_in_sentences():
    usual = " ".join(formula.sentences(Rules()))
    assert "cut after the first decimal" in usual and "improves by 0.1, at most 0.3" in usual
    assert "never lifts a failed grade" in usual and "Both parts" not in usual
    other = " ".join(formula.sentences(Rules("scale", bonus_lifts_fail=True, both_must_pass=True)))
    assert "step of the scale" in other and "can lift a failed grade" in other
    assert "Both parts have to be passed." in other

"""From marks and credits to one grade: examples anybody can check, and 10,000 drawn ones against fractions."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar.core import grades
from seminar.core.grades import CUT, NEAREST, ROUND, SCALE, Rules, final_grade

D = Decimal


def grade(report, presentation, credits=0, rules=None, **decided):
    return final_grade(D(report), D(presentation), credits, rules or Rules(), **decided)


def line(result, key):
    step = result.step(key)
    return [str(number) for number in step.numbers], str(step.result)


# ---- the promised numbers -------------------------------------------------------------------------------------------


def test_the_parts_add_up_to_one_grade():
    weights = (grades.REPORT_WEIGHT, grades.PRESENTATION_WEIGHT)
    assert weights == (D("0.4"), D("0.6"))
    assert sum(weights) == 1


def test_three_questions_reach_the_cap():
    assert 3 * grades.QUESTION_CREDIT_STEP == grades.BONUS_CAP


def test_the_scale_is_from_best_to_worst_and_passes_up_to_four():
    passing = " ".join(str(step) for step in SCALE if step <= 4)
    failing = " ".join(str(step) for step in SCALE if step > 4)
    assert (passing, failing) == ("1.0 1.3 1.7 2.0 2.3 2.7 3.0 3.3 3.7 4.0", "4.3 4.7 5.0")
    assert list(SCALE) == sorted(SCALE)


def test_what_holds_where_nobody_decided_otherwise():
    rules = Rules()
    assert (rules.rounding, rules.credit_step, rules.bonus_cap) == (CUT, D("0.1"), D("0.3"))
    assert (rules.bonus_lifts_fail, rules.both_must_pass, rules.deviation_limit) == (False, False, D("0.7"))


# ---- examples -------------------------------------------------------------------------------------------------------


def test_two_questions():
    result = grade("1.7", "2.0", 2)
    assert (result.grade, result.is_passed) == (D("1.6"), True)
    assert line(result, "report") == (["1.7", "0.40"], "0.68")
    assert line(result, "presentation") == (["2.0", "0.60"], "1.20")
    assert line(result, "value") == (["0.68", "1.20"], "1.88")
    assert line(result, "passed") == (["1.88"], "1.8")
    assert line(result, "bonus") == (["2", "0.1"], "0.20")
    assert line(result, "with_bonus") == (["1.88", "0.20"], "1.68")
    assert line(result, "final") == (["1.68"], "1.6")
    assert (result.value, result.bonus, result.improved) == (D("1.88"), D("0.2"), D("1.68"))


def test_one_question():
    result = grade("1.7", "1.3", 1)
    assert (str(result.value), str(result.improved), str(result.grade)) == ("1.46", "1.36", "1.3")


@pytest.mark.parametrize(
    ("rounding", "report", "presentation", "expected"),
    [
        (CUT, "1.7", "2.0", "1.8"),
        (ROUND, "1.7", "2.0", "1.9"),
        (NEAREST, "1.7", "2.0", "2.0"),
        (ROUND, "1.85", "1.85", "1.8"),  # a half goes down
        (ROUND, "1.86", "1.86", "1.9"),
        (NEAREST, "1.15", "1.15", "1.0"),  # between 1.0 and 1.3: the better one
        (NEAREST, "1.16", "1.16", "1.3"),
        (CUT, "4.05", "4.05", "4.0"),
        (ROUND, "4.08", "4.08", "4.0"),  # passed, so not 4.1
        (CUT, "4.1", "4.1", "4.1"),
        (ROUND, "4.1", "4.1", "4.1"),
        (NEAREST, "4.1", "4.1", "4.3"),  # failed, so not 4.0
        (NEAREST, "4.5", "4.5", "4.3"),
    ],
)
def test_rounding_happens_once_and_on_one_side_of_four(rounding, report, presentation, expected):
    result = grade(report, presentation, rules=Rules(rounding=rounding))
    assert str(result.grade) == expected
    assert result.is_passed == (D(report) < D("4.1"))


def test_the_bonus_lifts_no_fail_unless_the_rules_say_so():
    result = grade("4.3", "4.0", 3)
    assert (result.is_passed, str(result.grade), str(result.bonus)) == (False, "4.1", "0.00")
    assert result.step("no_bonus") and not result.step("bonus")
    lifted = grade("4.3", "4.0", 3, Rules(bonus_lifts_fail=True))
    assert (lifted.is_passed, str(lifted.grade)) == (True, "3.8")
    assert line(lifted, "lifted") == (["3.82"], "3.8")
    still = grade("5.0", "4.3", 3, Rules(bonus_lifts_fail=True))
    assert (still.is_passed, str(still.grade)) == (False, "4.2")


def test_nothing_is_better_than_the_best_and_no_bonus_beyond_the_cap():
    assert grade("1.0", "1.3", 9).grade == D("1.0")
    assert str(grade("2.0", "2.0", 9).improved) == "1.70"


def test_both_parts_where_both_have_to_be_passed():
    rules = Rules(both_must_pass=True)
    assert grade("5.0", "2.0").is_passed
    failed = grade("5.0", "2.0", 3, rules)
    assert (failed.is_passed, str(failed.grade)) == (False, "5.0")
    assert line(failed, "part_failed") == (["5.0", "2.0"], "3.2")
    assert grade("4.05", "2.0", rules=rules).is_passed
    assert not grade("5.0", "2.0", 3, Rules(both_must_pass=True, bonus_lifts_fail=True)).is_passed


def test_what_is_decided_about_missed_talks():
    result = grade("2.0", "2.0", worse_by=D("1.0"))
    assert line(result, "absence") == (["2.0", "1.0"], "3.0")
    assert (str(result.value), str(result.grade)) == ("2.60", "2.6")
    assert grade("2.0", "4.7", worse_by=D("1.0")).step("absence").result == 5
    failed = grade("1.0", "1.0", 3, failed=True)
    assert (failed.is_passed, str(failed.grade)) == (False, "5.0")
    assert failed.steps[-1].key == "decided"


def test_between_while_a_part_is_open():
    result = final_grade(D("1.7"), None, 2)
    assert (result.grade, result.is_passed) == (None, None)
    assert [str(end) for end in result.between] == ["1.0", "3.4"]
    assert [step.key for step in result.steps] == ["report"]
    assert [str(end) for end in final_grade(None, None, 0).between] == ["1.0", "5.0"]
    assert final_grade(None, None, 0, failed=True).between == (5, 5)
    worse = final_grade(None, D("2.0"), 0, worse_by=D("0.5"))
    assert [step.key for step in worse.steps] == ["absence", "presentation"]


def test_the_mark_of_a_part_is_the_mean_cut_after_the_second_decimal():
    assert str(grades.part_mark([D("2.0"), D("1.3")])) == "1.65"
    assert str(grades.part_mark([D("1.3"), D("1.7"), D("2.0")])) == "1.66"
    assert str(grades.part_mark([D("2.0")])) == "2.0"
    assert grades.deviation([D("1.3"), D("2.0"), D("1.7")]) == D("0.7")


def test_a_number_has_the_decimals_it_needs():
    numbers = [str(grades.exact(D(number))) for number in ("1.880", "1.885", "2", "10")]
    assert numbers == ["1.88", "1.885", "2.00", "10.00"]
    assert str(grades.exact(D("2"), 1)) == "2.0"


@pytest.mark.parametrize("wrong", [("0.9", "2.0", 0), ("2.0", "5.1", 0), ("2.0", "2.0", -1)])
def test_what_is_no_mark_is_refused(wrong):
    with pytest.raises(ValueError):
        grade(*wrong)
    with pytest.raises(ValueError):
        grade("2.0", "2.0", worse_by=D("-1"))


# ---- a second opinion -----------------------------------------------------------------------------------------------


def second_opinion(report, presentation, credits, rules, worse_by, failed):
    """The same rules in whole tenths and fractions, written without looking at the code above."""
    report, talk = Fraction(report), min(Fraction(5), Fraction(presentation) + Fraction(worse_by))
    value, limit = (2 * report + 3 * talk) / 5, 40
    if failed or (rules.both_must_pass and max(report, talk) * 10 // 1 > limit):
        return Fraction(5), False
    better = max(Fraction(1), value - min(credits * Fraction(rules.credit_step), Fraction(rules.bonus_cap)))
    passed = (better if rules.bonus_lifts_fail else value) * 10 // 1 <= limit or value * 10 // 1 <= limit
    number = better if passed or rules.bonus_lifts_fail else value
    tenth = {CUT: number * 10 // 1, ROUND: -((1 - 20 * number) // 2)}.get(rules.rounding)
    steps = [step for step in map(Fraction, SCALE) if (step <= 4) == passed]
    grade = min(steps, key=lambda step: (abs(step - number), step)) if tenth is None else Fraction(tenth, 10)
    return (min(grade, Fraction(4)) if passed else grade), passed


def test_ten_thousand_drawn_combinations_agree_with_fractions():
    draw, seen = Random(2021), set()
    tenths = [D(number) / 10 for number in range(10, 51)]
    for _ in range(10_000):
        rules = Rules(
            rounding=draw.choice([CUT, ROUND, NEAREST]),
            credit_step=D(draw.randint(0, 5)) / 10,
            bonus_cap=D(draw.randint(0, 10)) / 10,
            bonus_lifts_fail=draw.random() < 0.5,
            both_must_pass=draw.random() < 0.5,
        )
        marks = [
            draw.choice([draw.choice(SCALE), draw.choice(tenths), D(draw.randint(100, 500)) / 100]) for _ in range(2)
        ]
        if draw.random() < 0.3:  # near the limit, where mistakes hide
            marks = [D(draw.randint(395, 415)) / 100 for _ in range(2)]
        credits, worse_by = draw.randint(0, 6), D(draw.choice([0, 0, 3, 7, 10])) / 10
        failed = draw.random() < 0.05
        result = final_grade(*marks, credits, rules, worse_by=worse_by, failed=failed)
        expected = second_opinion(*marks, credits, rules, worse_by, failed)
        assert (Fraction(result.grade), result.is_passed) == expected, (marks, credits, rules, worse_by)
        seen.add((rules.rounding, rules.both_must_pass, rules.bonus_lifts_fail, result.is_passed))
    assert len(seen) == 3 * 2 * 2 * 2


# ---- properties -----------------------------------------------------------------------------------------------------

marks = st.integers(100, 500).map(lambda number: D(number) / 100)
small = st.integers(0, 10).map(lambda number: D(number) / 10)
rule_sets = st.builds(
    Rules,
    rounding=st.sampled_from([CUT, ROUND, NEAREST]),
    credit_step=small,
    bonus_cap=small,
    bonus_lifts_fail=st.booleans(),
    both_must_pass=st.booleans(),
)


@given(marks, marks, marks, st.integers(0, 6), rule_sets, small)
def test_a_worse_mark_never_makes_a_better_grade(one, other, fixed, credits, rules, worse_by):
    better, worse = sorted((one, other))
    for first, second in [((better, fixed), (worse, fixed)), ((fixed, better), (fixed, worse))]:
        up = final_grade(*first, credits, rules, worse_by=worse_by)
        down = final_grade(*second, credits, rules, worse_by=worse_by)
        assert up.grade <= down.grade and up.is_passed >= down.is_passed


@given(marks, marks, st.integers(0, 5), rule_sets, small)
def test_more_credits_never_harm_and_nothing_beats_the_best(report, presentation, credits, rules, worse_by):
    few = final_grade(report, presentation, credits, rules, worse_by=worse_by)
    many = final_grade(report, presentation, credits + 1, rules, worse_by=worse_by)
    assert 1 <= many.grade <= few.grade <= 5


@given(marks, marks, st.integers(0, 6), rule_sets)
def test_passed_is_four_or_better(report, presentation, credits, rules):
    result = final_grade(report, presentation, credits, rules)
    assert result.is_passed == (result.grade <= 4)
    assert result.grade == result.grade.quantize(D("0.1"))


@given(marks, st.integers(0, 6), rule_sets, small, marks)
def test_whatever_is_still_given_lies_between(known, credits, rules, worse_by, given_later):
    best, worst = final_grade(known, None, credits, rules, worse_by=worse_by).between
    assert best <= final_grade(known, given_later, credits, rules, worse_by=worse_by).grade <= worst

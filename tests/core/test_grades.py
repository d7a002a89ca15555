"""The promised numbers."""

from decimal import Decimal

from seminar.core import grades


def test_the_parts_add_up_to_one_grade():
    weights = (grades.REPORT_WEIGHT, grades.PRESENTATION_WEIGHT)
    assert weights == (Decimal("0.4"), Decimal("0.6"))
    assert sum(weights) == 1


def test_three_questions_reach_the_cap():
    assert 3 * grades.QUESTION_CREDIT_STEP == grades.BONUS_CAP


def test_the_scale_is_from_best_to_worst_and_passes_up_to_four():
    passing = " ".join(str(step) for step in grades.SCALE if step <= 4)
    failing = " ".join(str(step) for step in grades.SCALE if step > 4)
    assert (passing, failing) == ("1.0 1.3 1.7 2.0 2.3 2.7 3.0 3.3 3.7 4.0", "4.3 4.7 5.0")
    assert list(grades.SCALE) == sorted(grades.SCALE)

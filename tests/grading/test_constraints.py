"""What the database refuses, one test for each constraint of grading."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from seminar.grading.models import AbsenceDecision, Agreement, Appointment, Grade, GradingRule
from tests.grading.desk import make_house
from tests.second_half import AFTER, make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def house():
    return make_house(1)


def refused(make, constraint, *fields):
    """Refused by that constraint: PostgreSQL names it, SQLite names its columns instead where it is about twice."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    said = str(error.value)
    assert constraint in said or (fields and all(field in said for field in fields)), said


@pytest.mark.parametrize("name", ["credit_step", "bonus_cap", "deviation_limit"])
def test_a_rule_is_not_negative(house, name):
    values = {"credit_step": "0.1", "bonus_cap": "0.3", "deviation_limit": "0.7", name: "-0.1"}
    refused(lambda: GradingRule.objects.create(seminar=house.seminar, **values), "grading_rule_not_negative")


def appoint(house, student, grader):
    by = house.organiser.user
    return Appointment.objects.create(participation=student, grader=grader, appointed_at=AFTER, appointed_by=by)


def test_somebody_is_appointed_once_and_never_for_oneself(house):
    appoint(house, house.student, house.first)
    twice = ("participation_id", "grader_id")
    refused(lambda: appoint(house, house.student, house.first), "appointment_once", *twice)
    refused(lambda: appoint(house, house.first, house.first), "appointment_of_somebody_else")


def test_one_sheet_for_each_part_and_grader(house):
    make_sheet(house.student, "report", house.first)
    twice = ("participation_id", "part", "grader_id")
    refused(lambda: make_sheet(house.student, "report", house.first), "sheet_once_per_grader", *twice)


def test_a_final_sheet_has_a_mark_and_a_mark_is_on_the_scale(house):
    refused(lambda: make_sheet(house.student, "report", house.first, None), "sheet_final_marked")
    for mark in ("0.9", "5.1"):
        refused(lambda mark=mark: make_sheet(house.student, "report", house.first, mark), "sheet_mark_on_scale")


def agreement(house, mark="2.0", note="We talked."):
    return Agreement.objects.create(
        participation=house.student, part="report", mark=Decimal(mark), note=note, agreed_at=AFTER,
        agreed_by=house.organiser.user,
    )  # fmt: skip


def test_an_agreement_is_one_for_a_part_with_a_note_and_a_mark_on_the_scale(house):
    refused(lambda: agreement(house, note=""), "agreement_has_note")
    refused(lambda: agreement(house, mark="5.1"), "agreement_mark_on_scale")
    agreement(house)
    refused(lambda: agreement(house), "agreement_once_per_part", "participation_id", "part")


def decision(house, effect="none", worse_by="0", reason="She was ill."):
    return AbsenceDecision.objects.create(
        participation=house.student, effect=effect, worse_by=Decimal(worse_by), reason=reason, decided_at=AFTER,
        decided_by=house.organiser.user,
    )  # fmt: skip


def test_a_decision_about_missed_talks_has_a_reason_and_says_how_much_where_it_makes_worse(house):
    refused(lambda: decision(house, reason=""), "absence_decision_has_reason")
    refused(lambda: decision(house, effect="worse"), "absence_decision_worse_by")
    refused(lambda: decision(house, effect="fail", worse_by="1.0"), "absence_decision_worse_by")
    assert decision(house, effect="worse", worse_by="0.7")


def grade(house, number=1, **fields):
    return Grade.objects.create(
        **{
            "participation": house.student, "number": number, "grade": "1.6", "is_passed": True,
            "report_mark": "1.70", "presentation_mark": "2.00", "credits": 2, "detail": {}, "released_at": AFTER,
            "released_by": house.organiser.user, **fields,
        }
    )  # fmt: skip


def test_grades_are_numbered_one_is_current_and_a_change_has_a_reason(house):
    grade(house, replaced_at=AFTER)
    numbered = ("participation_id", "number")
    refused(lambda: grade(house, replaced_at=AFTER), "grade_number_once", *numbered)
    refused(lambda: grade(house, 2), "grade_change_has_reason")
    grade(house, 2, reason="A credit was missing.")
    refused(lambda: grade(house, 3, reason="Again."), "grade_one_current", "participation_id")

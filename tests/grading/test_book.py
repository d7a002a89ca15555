"""The book of grades: who grades, what is there, what is missing, what it makes; and what each person has to do."""

from decimal import Decimal

import pytest

from seminar import clock
from seminar.grading import actions, agenda, querysets
from seminar.grading.book import book, duties_of, graders_of, ready
from seminar.grading.models import AbsenceDecision, Agreement, Grade, GradingRule
from tests.builders import local, make_participation
from tests.grading.desk import make_house
from tests.second_half import AFTER, make_attendance, make_credit, make_holder, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house()


def line(house, person=None):
    person = person or house.student
    return next(entry for entry in book(house.seminar) if entry.participation == person)


def both(house, report="1.7", presentation="2.0", person=None, grader=None):
    for part, mark in (("report", report), ("presentation", presentation)):
        make_sheet(person or house.student, part, grader or house.first, mark)


def appoint(house, *graders, person=None):
    with clock.override(AFTER):
        actions.appoint(participation=house.organiser, graders={(person or house.student).pk: list(graders)})


def keys(entry):
    return [(blocker.key, blocker.part) for blocker in entry.blockers]


def release(house, person):
    return Grade.objects.create(
        participation=person, grade="1.6", is_passed=True, report_mark="1.70", presentation_mark="2.00", credits=2,
        detail={"steps": []}, released_at=AFTER, released_by=house.organiser.user,
    )  # fmt: skip


# ---- who is in it, and who grades -----------------------------------------------------------------------------------


def test_everybody_who_holds_a_paper_is_in_it_by_name(house):
    make_participation(house.seminar)  # holds nothing
    make_holder(house.seminar, left_at=AFTER, left_by=house.organiser.user)
    assert [entry.participation for entry in book(house.seminar)] == house.people


def test_the_supervisor_grades_where_nobody_is_appointed(house):
    assert [row.grader for row in line(house).report.cells] == [house.first]
    assert not house.student.appointments.exists()
    appoint(house, house.first, house.second)
    found = graders_of(house.seminar)
    assert {pk: [row.pk for row in rows] for pk, rows in found.items()} == {
        house.student.pk: [house.first.pk, house.second.pk],
        house.people[1].pk: [house.first.pk],
    }


def test_a_paper_without_a_supervisor_is_graded_by_nobody(house):
    orphan = make_holder(house.seminar)
    entry = line(house, orphan)
    assert (entry.graders, keys(entry)) == ((), [("no_grader", "")])


def test_who_is_organiser_and_supervisor_is_one_grader(house):
    twin = make_participation(house.seminar, "organiser", house.first.user)
    appoint(house, house.first, twin)
    assert [row.user for row in line(house).graders] == [house.first.user]
    assert line(house).report.cell_of([twin]).grader.user == house.first.user


def test_who_has_left_grades_no_more_but_a_final_sheet_counts(house):
    appoint(house, house.first, house.second)
    both(house, grader=house.second)
    for grader in (house.first, house.second):
        grader.left_at, grader.left_by = AFTER, house.organiser.user
        grader.save()
    assert [row.pk for row in line(house).graders] == [house.second.pk]
    assert line(house, house.people[1]).graders == ()


# ---- marks and grades -----------------------------------------------------------------------------------------------


def test_one_grader_two_questions_one_grade(house):
    both(house)
    for talk in house.talks[1:]:
        make_credit(talk, house.student, house.organiser.user)
    entry = line(house)
    assert (entry.report.mark, entry.presentation.mark, entry.credits) == (Decimal("1.7"), Decimal("2.0"), 1)
    assert str(entry.result.grade) == "1.7" and entry.is_ready
    assert [entry.participation for entry in ready(house.seminar)] == [house.student]


def test_nothing_of_a_part_is_known_before_all_sheets_are_final(house):
    appoint(house, house.first, house.second)
    make_sheet(house.student, "report", house.first, "1.7")
    sheet = make_sheet(house.student, "report", house.second, "2.3", final=False)
    state = line(house).report
    assert (state.mark, state.mean, state.deviation, state.is_final) == (None, None, None, False)
    assert keys(line(house))[0] == ("sheet_open", "report")
    sheet.final_at = AFTER
    sheet.save()
    state = line(house).report
    assert (state.mark, state.deviation, state.differs) == (Decimal("2.0"), Decimal("0.6"), False)


def test_beyond_the_limit_a_mark_is_agreed_and_then_counts(house):
    appoint(house, house.first, house.second)
    both(house, "1.3", "2.0")
    both(house, "2.1", "2.0", grader=house.second)
    entry = line(house)
    assert (entry.report.mark, entry.report.to_be_agreed) == (None, True)
    assert keys(entry) == [("to_be_agreed", "report")]
    assert [str(end) for end in entry.result.between] == ["1.6", "3.2"]
    Agreement.objects.create(
        participation=house.student, part="report", mark="1.7", note="We talked.", agreed_at=AFTER,
        agreed_by=house.first.user,
    )  # fmt: skip
    assert line(house).report.mark == Decimal("1.7") and line(house).is_ready


def test_the_limit_is_a_rule_of_the_seminar(house):
    appoint(house, house.first, house.second)
    both(house, "1.3", "2.0")
    both(house, "2.1", "2.0", grader=house.second)
    GradingRule.objects.create(seminar=house.seminar, deviation_limit="0.8")
    assert line(house).report.mark == Decimal("1.7")


def test_missed_talks_wait_for_a_decision_and_end_with_an_excuse(house):
    both(house)
    mark = make_attendance(house.session, house.student, "absent", house.organiser.user)
    assert keys(line(house)) == [("absence", "")]
    AbsenceDecision.objects.create(
        participation=house.student, effect="worse", worse_by="1.0", reason="Missed a morning.", decided_at=AFTER,
        decided_by=house.organiser.user,
    )  # fmt: skip
    assert line(house).is_ready and str(line(house).result.grade) == "2.4"
    mark.state = "excused"
    mark.save()
    assert str(line(house).result.grade) == "1.8"


def test_a_released_grade_has_no_blockers_and_is_not_ready_again(house):
    release(house, house.student)
    entry = line(house)
    assert (entry.is_released, entry.is_ready, entry.blockers) == (True, False, [])
    assert querysets.current_grade(house.student) == entry.grade
    assert querysets.is_released(house.seminar) and querysets.current_grade(house.people[1]) is None


# ---- duties ---------------------------------------------------------------------------------------------------------


def test_duties_are_reports_then_presentations_with_states_and_no_values(house):
    appoint(house, house.first, house.second)
    make_sheet(house.student, "report", house.first, "1.7", final=False)
    duties = duties_of(house.first)
    assert [(duty.student, str(duty.part), duty.state) for duty in duties] == [
        (house.people[0], "report", "in_progress"),
        (house.people[1], "report", "not_started"),
        (house.people[0], "presentation", "not_started"),
        (house.people[1], "presentation", "not_started"),
    ]
    assert [cell.grader for cell in duties[0].others] == [house.second]
    assert [duty.student for duty in duties_of(house.second)] == [house.student, house.student]
    assert duties_of(house.organiser) == []


# ---- agenda ---------------------------------------------------------------------------------------------------------

OVER, BEFORE = AFTER, local(2021, 7, 20)


def numbers(house, at=OVER):
    return {notice.text: notice.number for notice in agenda.notices_for(house.seminar, at)}


def test_notices_tell_what_stands_before_the_release(house):
    appoint(house, house.first, house.second)
    both(house, "1.3", "2.0")
    both(house, "2.3", "2.0", grader=house.second)
    make_attendance(house.session, house.people[1], "partly", house.organiser.user)
    make_holder(house.seminar)
    assert numbers(house) == {
        "absence is undecided": 1,
        "mark is to be agreed": 1,
        "sheets are not final": 2,
        "student is graded by nobody": 1,
    }


def test_no_notice_before_the_block_seminar(house):
    assert numbers(house, BEFORE) == {}


def test_the_student_waits_in_words_that_depend_on_nothing(house):
    (before,) = agenda.tasks_for(house.student, OVER)
    both(house)
    release(house, house.people[1])
    assert agenda.tasks_for(house.student, OVER) == [before]
    assert (before.status, before.detail, before.url) == ("later", "Grades are not released yet.", "")
    release(house, house.student)
    (after,) = agenda.tasks_for(house.student, OVER)
    assert after.status == "done" and after.url


@pytest.mark.parametrize("students", [1, 3])
def test_the_book_costs_the_same_for_any_number(django_assert_num_queries, students):
    house = make_house(students)
    for person in house.people:
        appoint(house, house.first, house.second, person=person)
        both(house, person=person)
        make_attendance(house.session, person, "absent", house.organiser.user)
    with django_assert_num_queries(11):
        for entry in book(house.seminar):
            assert entry.blockers and entry.result.between

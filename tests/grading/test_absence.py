"""Missed talks do nothing by themselves: an organiser decides, with a reason, before the release."""

import pytest
from django.urls import reverse

from seminar import clock
from seminar.grading import actions
from seminar.grading.book import entry_of
from seminar.grading.models import AbsenceDecision
from tests.grading.desk import make_house, text, visit
from tests.grading.test_sheets import release
from tests.second_half import AFTER, make_attendance, make_sheet

pytestmark = pytest.mark.django_db

WORSE = {"effect": "worse", "worse_by": "0.7", "reason": "Missed a morning."}


@pytest.fixture
def house():
    house = make_house()
    make_attendance(house.session, house.student, "absent", house.organiser.user)
    make_sheet(house.student, "report", house.first, "1.0")
    make_sheet(house.student, "presentation", house.first, "2.0")
    return house


def page(client, house, *, user=None, data=None, person=None):
    return visit(client, house, "absence", (person or house.student).pk, user=user, data=data)


def test_what_was_missed_stands_beside_the_decision(client, house):
    shown = text(page(client, house))
    assert "09:00 CEST</time>, Thursday morning" in shown
    assert "absent" in shown and "Store the decision" in shown


def test_a_worse_mark_for_the_presentation(client, house):
    assert page(client, house, data=WORSE).status_code == 302
    row = AbsenceDecision.objects.get()
    assert (row.effect, str(row.worse_by), row.decided_by, row.decided_at) == (
        "worse", "0.7", house.organiser.user, AFTER,
    )  # fmt: skip
    assert str(entry_of(house.seminar, house.student.pk).result.grade) == "2.0"
    shown = text(page(client, house))
    assert "Missed a morning." in shown and "by 0.7" in shown


@pytest.mark.parametrize(("effect", "grade", "is_passed"), [("none", "1.6", True), ("fail", "5.0", False)])
def test_no_effect_and_not_passed(client, house, effect, grade, is_passed):
    # A number that belongs to another choice is not kept.
    assert page(client, house, data={**WORSE, "effect": effect}).status_code == 302
    assert AbsenceDecision.objects.get().worse_by == 0
    result = entry_of(house.seminar, house.student.pk).result
    assert (str(result.grade), result.is_passed) == (grade, is_passed)


def test_a_decision_can_be_changed_and_both_are_on_record(client, house):
    page(client, house, data=WORSE)
    page(client, house, data={"effect": "none", "reason": "There was a strike."})
    rows = house.seminar.log_entries.filter(what="absence.decided").order_by("pk")
    assert [(row.before, row.after, row.reason) for row in rows] == [
        (None, "worse", "Missed a morning."),
        ("worse", "none", "There was a strike."),
    ]
    assert AbsenceDecision.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"effect": ""}, "Choose what the missed talks do to the grade."),
        ({"worse_by": ""}, "Choose by how much the mark becomes worse."),
        ({"worse_by": "0.4"}, "worse_by"),
        ({"reason": " "}, "This field is required."),
    ],
)
def test_effect_number_and_reason_are_required(client, house, wrong, sentence):
    answer = page(client, house, data={**WORSE, **wrong})
    assert answer.status_code == 422 and sentence in text(answer)
    assert "<title>Error:" in text(answer) and not AbsenceDecision.objects.exists()


def test_without_a_gap_there_is_nothing_to_decide(client, house):
    assert page(client, house, person=house.people[1]).status_code == 404
    assert page(client, house, person=house.people[1], data=WORSE).status_code == 404
    make_attendance(house.session, house.people[1], "excused", house.organiser.user)
    assert page(client, house, person=house.people[1]).status_code == 404
    with clock.override(AFTER), pytest.raises(actions.NothingToDecide):
        actions.decide_absence(
            participation=house.organiser, person=house.people[1], effect="none", reason="Nothing was missed."
        )


def test_after_the_release_nothing_is_decided(client, house):
    release(house)
    assert "Store the decision" not in text(page(client, house))
    assert page(client, house, data=WORSE).status_code == 409
    assert not AbsenceDecision.objects.exists()


def test_only_organisers(client, house):
    for user in (house.first.user, house.student.user):
        assert page(client, house, user=user).status_code == 404
        assert page(client, house, user=user, data=WORSE).status_code == 404


@pytest.mark.parametrize("students", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, django_assert_num_queries, students):
    house = make_house(students)
    for person in house.people:
        make_attendance(house.session, person, "partly", house.organiser.user)
    client.force_login(house.organiser.user)
    with clock.override(AFTER), django_assert_num_queries(16):
        client.get(reverse("grading:absence", args=["theory", house.student.pk]))

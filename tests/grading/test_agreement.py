"""Two graders differ by more than the limit: one of them or an organiser enters what they agreed on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from seminar import clock
from seminar.grading import actions
from seminar.grading.book import entry_of
from seminar.grading.models import Agreement, Sheet
from tests.builders import make_participation
from tests.grading.desk import make_house, text, visit
from tests.grading.test_sheets import release, second_grader
from tests.second_half import AFTER, make_sheet

pytestmark = pytest.mark.django_db

SAID = {"mark": "2.0", "note": "We talked about the proof."}


@pytest.fixture
def house():
    house = make_house()
    second_grader(house)
    for grader, report in ((house.first, "1.3"), (house.second, "2.4")):
        make_sheet(
            house.student, "report", grader, report, remark=f"Remark with {report}.", note=f"Note with {report}."
        )
        make_sheet(house.student, "presentation", grader, "2.0")
    return house


def page(client, house, *, user=None, data=None, part="report"):
    return visit(client, house, "agreement", house.student.pk, part, user=user, data=data)


def test_both_marks_with_remarks_and_notes_stand_side_by_side(client, house):
    for user in (house.first.user, house.second.user, house.organiser.user):
        shown = text(page(client, house, user=user))
        for said in ("Remark with 1.3.", "Note with 2.4.", "They differ by 1.1; the limit is 0.7."):
            assert said in shown
    assert "1.8, the mean cut after the first decimal" in shown


def test_a_grader_enters_the_mark_and_it_counts(client, house):
    assert page(client, house, user=house.second.user, data=SAID).status_code == 302
    row = Agreement.objects.get()
    assert (str(row.mark), row.note, row.agreed_by, row.agreed_at) == ("2.0", SAID["note"], house.second.user, AFTER)
    assert entry_of(house.seminar, house.student.pk).is_ready
    assert "The agreed mark 2.0 counts." in text(page(client, house))


def test_an_organiser_enters_it_and_it_can_be_changed(client, house):
    page(client, house, data=SAID)
    page(client, house, data={"mark": "1.8", "note": "The mean after all."})
    row = Agreement.objects.get()
    assert (str(row.mark), row.agreed_by) == ("1.8", house.organiser.user)


def test_the_record_tells_neither_mark_nor_note(client, house):
    page(client, house, data=SAID)
    entry = house.seminar.log_entries.get(what="mark.agreed")
    assert (entry.subject, entry.before, entry.after, entry.reason) == ("Student 1", None, {"part": "report"}, "")


@pytest.mark.parametrize("wrong", [{"mark": ""}, {"mark": "1.5"}, {"note": " "}])
def test_mark_and_note_are_required_and_what_was_typed_stays(client, house, wrong):
    answer = page(client, house, data={**SAID, **wrong})
    assert answer.status_code == 422 and "<title>Error:" in text(answer)
    assert ("We talked" in text(answer)) == ("note" not in wrong)
    assert not Agreement.objects.exists()


def test_there_is_nothing_to_agree_within_the_limit_or_before_all_are_final(client, house):
    assert page(client, house, part="presentation").status_code == 404
    assert page(client, house, part="slides").status_code == 404
    Sheet.objects.filter(part="report", grader=house.second).update(final_at=None)
    assert page(client, house).status_code == 404
    assert page(client, house, user=house.first.user, data=SAID).status_code == 404
    assert not Agreement.objects.exists()


def test_others_do_not_find_it(client, house):
    third = make_participation(house.seminar, "supervisor")
    for user in (third.user, house.student.user):
        assert page(client, house, user=user).status_code == 404
        assert page(client, house, user=user, data=SAID).status_code == 404


def test_a_sheet_opened_in_between_makes_it_a_conflict(client, house, monkeypatch):
    def opened(**_said):
        raise actions.NothingToDecide

    monkeypatch.setattr("seminar.grading.views.graders.actions.agree", opened)
    assert page(client, house, data=SAID).status_code == 409


def test_the_action_asks_again(house):
    third = make_participation(house.seminar, "supervisor")
    with clock.override(AFTER):
        said = {"person": house.student, "mark": 2, "note": "x"}
        with pytest.raises(actions.NothingToDecide):
            actions.agree(participation=house.first, part="presentation", **said)
        with pytest.raises(PermissionDenied):
            actions.agree(participation=third, part="report", **said)


def test_after_the_release_it_is_read_only(client, house):
    page(client, house, data=SAID)
    release(house)
    shown = text(page(client, house))
    assert "The grade is released." in shown and "Store the agreed mark" not in shown
    assert page(client, house, data={**SAID, "mark": "1.0"}).status_code == 409
    assert str(Agreement.objects.get().mark) == "2.0"


@pytest.mark.parametrize("students", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, django_assert_num_queries, students):
    house = make_house(students)
    for person in house.people:
        second_grader(house, person)
        make_sheet(person, "report", house.first, "1.0")
        make_sheet(person, "report", house.second, "3.0")
    client.force_login(house.first.user)
    with clock.override(AFTER), django_assert_num_queries(17):
        client.get(reverse("grading:agreement", args=["theory", house.student.pk, "report"]))

"""Who grades whom: ticks for each student, one more for everybody, and back to the supervisor."""

import pytest
from django.urls import reverse

from seminar import clock
from seminar.grading.book import graders_of
from seminar.grading.models import Agreement, Appointment
from tests.builders import make_participation, make_seminar, make_user
from tests.grading.desk import make_house, text, visit
from tests.grading.test_sheets import release
from tests.second_half import AFTER, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house()


def tick(client, house, person, *graders, was=(), **options):
    data = {
        f"graders-{person.pk}": [row.user_id for row in graders],
        f"was-{person.pk}": " ".join(str(row.user_id) for row in was),
    }
    return visit(client, house, "graders", data=data, **options)


def graders(house, person=None):
    return [row.user.name for row in graders_of(house.seminar)[(person or house.student).pk]]


def test_the_page_offers_everybody_of_the_staff_once(client, house):
    make_participation(house.seminar, "supervisor", house.organiser.user)
    make_participation(house.seminar, "supervisor", make_user("Gone Away"), left_at=AFTER, left_by=house.first.user)
    answer = visit(client, house, "graders")
    shown = text(answer)
    # In the list for everybody, and beside each of the two students.
    assert shown.count("Leonie Achterfeld</option>") == 1 and shown.count("> Leonie Achterfeld</label>") == 2
    assert "Gone Away" not in shown
    row = answer.context["each"].rows[0]
    assert [option.choice_label for option in row["ticks"] if option.data["selected"]] == ["Samuel Oyelarinde"]


def test_two_graders_are_appointed_and_it_is_on_record(client, house):
    answer = tick(client, house, house.student, house.first, house.second, was=[house.first])
    assert answer.status_code == 302
    assert graders(house) == ["Samuel Oyelarinde", "Ilse Brandwacht"]
    assert graders(house, house.people[1]) == ["Samuel Oyelarinde"]
    assert "Stored: the graders of 1 student." in text(visit(client, house, "graders"))
    (entry,) = house.seminar.log_entries.all()
    assert (entry.what, entry.subject) == ("graders.changed", "Student 1")
    assert (entry.before, entry.after) == (["Samuel Oyelarinde"], ["Samuel Oyelarinde", "Ilse Brandwacht"])


def test_without_a_tick_the_supervisor_grades_again(client, house):
    tick(client, house, house.student, house.second, was=[house.first])
    assert graders(house) == ["Ilse Brandwacht"]
    tick(client, house, house.student, was=[house.second])
    assert graders(house) == ["Samuel Oyelarinde"] and not Appointment.objects.exists()


def test_two_organisers_do_not_undo_each_other(client, house):
    tick(client, house, house.student, house.first, house.second, was=[house.first])
    # The other page was opened before and changes nothing about this student.
    tick(client, house, house.student, house.first, was=[house.first])
    assert graders(house) == ["Samuel Oyelarinde", "Ilse Brandwacht"]


def test_a_second_grader_for_everybody(client, house):
    tick(client, house, house.student, house.first, house.second, was=[house.first])
    data = {"everybody": "", "grader": house.second.user_id}
    assert visit(client, house, "graders", data=data).status_code == 302
    for person in house.people:
        assert graders(house, person) == ["Samuel Oyelarinde", "Ilse Brandwacht"]
    assert house.seminar.log_entries.filter(what="graders.changed").count() == 2


def test_a_person_has_to_be_chosen_and_be_of_the_staff(client, house):
    answer = visit(client, house, "graders", data={"everybody": "", "grader": ""})
    assert answer.status_code == 422 and "Choose a person." in text(answer)
    answer = visit(client, house, "graders", data={"everybody": "", "grader": house.student.user_id})
    assert answer.status_code == 422
    assert tick(client, house, house.student, house.people[1], was=[house.first]).status_code == 422
    assert not Appointment.objects.exists()


def test_an_agreement_ends_when_the_graders_change(client, house):
    tick(client, house, house.student, house.first, house.second, was=[house.first])
    Agreement.objects.create(
        participation=house.student, part="report", mark="2.0", note="x", agreed_at=AFTER, agreed_by=house.first.user
    )
    tick(client, house, house.student, house.first, was=[house.first, house.second])
    assert not Agreement.objects.exists()


def test_a_released_student_keeps_the_graders(client, house):
    release(house)
    answer = visit(client, house, "graders")
    assert "ticks" not in answer.context["each"].rows[0]
    tick(client, house, house.student, house.second, was=[house.first])
    assert graders(house) == ["Samuel Oyelarinde"]


def test_a_release_in_between_is_a_conflict(client, house, monkeypatch):
    monkeypatch.setattr("seminar.grading.forms.rules.GradersForm.open_entries", property(lambda self: self.entries))
    release(house)
    assert tick(client, house, house.student, house.second, was=[house.first]).status_code == 409
    assert graders(house) == ["Samuel Oyelarinde"]


def test_who_left_with_a_final_sheet_is_not_lost_when_others_are_ticked(client, house):
    tick(client, house, house.student, house.first, house.second, was=[house.first])
    for part in ("report", "presentation"):
        make_sheet(house.student, part, house.second)
    house.second.left_at, house.second.left_by = AFTER, house.organiser.user
    house.second.save()
    known = [house.first, house.second]
    tick(client, house, house.student, *known, house.organiser, was=known)
    assert graders(house) == ["Samuel Oyelarinde", "Ilse Brandwacht", "Leonie Achterfeld"]


def test_only_organisers(client, house):
    for user in (house.first.user, house.student.user, make_seminar().created_by):
        for name in ("graders", "overview", "rules"):
            assert visit(client, house, name, user=user).status_code == 404
        assert visit(client, house, "graders", user=user, data={}).status_code == 404


def test_a_seminar_without_papers_says_so(client):
    house = make_house(0)
    assert "Nobody holds a paper yet." in text(visit(client, house, "graders"))


@pytest.mark.parametrize("students", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, django_assert_num_queries, students):
    house = make_house(students)
    client.force_login(house.organiser.user)
    with clock.override(AFTER), django_assert_num_queries(17):
        client.get(reverse("grading:graders", args=["theory"]))

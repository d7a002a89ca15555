"""A released grade that is changed: with a reason, told, once, and never without a trace."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from seminar.grading.models import AbsenceDecision, Grade
from seminar.mail.models import Message
from tests.builders import make_participation, make_user
from tests.grading.released import change, credit, graded, release, visit
from tests.overview.pages import text
from tests.second_half import AFTER, make_attendance

pytestmark = pytest.mark.django_db

LATER = AFTER + timedelta(days=7)


@pytest.fixture
def house():
    house = graded()
    release(house)
    return house


def post(client, house, person, at=LATER, user=None, **said):
    data = {"number": 1, "report_mark": "1.7", "presentation_mark": "1,0", "credits": 0, "reason": "Added up wrongly."}
    return visit(client, house, "change", person.pk, data=data | said, at=at, user=user)


def grades_of(person) -> list[tuple]:
    return [(row.number, row.grade, row.replaced_at) for row in person.grades.all()]


def mails():
    return Message.objects.filter(kind="grade_changed")


def test_the_page_shows_what_the_grade_is_made_of(client, house):
    page = visit(client, house, "change", house.people[0].pk)
    assert page.status_code == 200
    form = page.context["form"]
    assert (form["report_mark"].value(), form["presentation_mark"].value(), form["credits"].value()) == (
        "1.7",
        "1.3",
        0,
    )
    assert "Amara Okonjo" in text(page) and "Released: 1.4" in text(page)


def test_in_german_marks_are_written_and_read_with_a_comma(client, house):
    client.cookies["django_language"] = "de"
    page = visit(client, house, "change", house.people[0].pk)
    assert 'value="1,7"' in page.content.decode()
    assert post(client, house, house.people[0], report_mark="1,85", presentation_mark="1,30").status_code == 302
    assert house.people[0].grades.last().report_mark == Decimal("1.85")


def test_a_new_row_with_the_reason_and_the_old_one_stays(client, house):
    person = house.people[0]
    assert post(client, house, person).status_code == 302
    assert grades_of(person) == [(1, Decimal("1.4"), LATER), (2, Decimal("1.2"), None)]
    new = person.grades.last()
    assert (new.reason, new.released_at, new.released_by) == ("Added up wrongly.", LATER, house.organiser.user)
    assert "The grade of Amara Okonjo is 1.2 now." in text(visit(client, house, "change", person.pk))
    assert "1.4 → 1.2" in text(visit(client, house, "change", person.pk))


def test_the_mail_tells_that_and_not_what(client, house):
    post(client, house, house.people[1])
    (mail,) = mails()
    assert mail.recipient == house.people[1].user and mail.language == "de"
    assert "1,2" not in mail.body and "1.2" not in mail.body and "1,4" not in mail.body
    assert "Added up wrongly" not in mail.body


def test_the_record_holds_the_reason_and_no_grade(client, house):
    post(client, house, house.people[0])
    entry = house.seminar.log_entries.get(what="grade.changed")
    assert (entry.subject, entry.before, entry.after, entry.reason) == ("Amara Okonjo", 1, 2, "Added up wrongly.")


def test_question_credits_change_the_grade_too(client, house):
    post(client, house, house.people[0], presentation_mark="1.3", credits=2)
    assert house.people[0].grades.last().grade == Decimal("1.2")
    shown = visit(client, house, "mine", user=house.people[0].user).context["shown"]
    assert shown.credits == []  # how many there are is known, in which talks is not


def test_the_rule_and_the_decision_of_the_release_hold(house):
    person = house.people[0]
    one = graded(2)
    make_attendance(one.talks[0].session, one.people[0], "absent", one.organiser.user)
    AbsenceDecision.objects.create(
        participation=one.people[0], effect="fail", reason="Both days.", decided_at=AFTER, decided_by=one.organiser.user
    )
    release(one)
    change(one, one.people[0], report_mark=Decimal("1.0"), presentation_mark=Decimal("1.0"))
    assert one.people[0].grades.last().grade == Decimal("5.0") and not one.people[0].grades.last().is_passed
    change(house, person, report_mark=Decimal("5.0"), presentation_mark=Decimal("5.0"))
    assert not person.grades.last().is_passed


# ---- refused --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", ""),
        ("reason", "x" * 301),
        ("report_mark", ""),
        ("report_mark", "0.9"),
        ("report_mark", "5.1"),
        ("report_mark", "NaN"),
        ("report_mark", "1.755"),
        ("presentation_mark", "two"),
        ("presentation_mark", "1e3"),
        ("credits", "-1"),
        ("credits", ""),
        ("number", ""),
    ],
)
def test_a_form_that_makes_no_sense_is_shown_again(client, house, field, value):
    answer = post(client, house, house.people[0], **{field: value})
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert "<title>Error:" in answer.content.decode()
    assert Grade.objects.count() == 3 and not mails().exists()


def test_nothing_different_is_no_change(client, house):
    answer = post(client, house, house.people[0], presentation_mark="1.3")
    assert answer.status_code == 422 and "Nothing is different" in text(answer)
    assert Grade.objects.count() == 3


def test_pressed_twice_is_one_change_and_one_mail(client, house):
    assert [post(client, house, house.people[0]).status_code for _ in range(2)] == [302, 302]
    assert len(grades_of(house.people[0])) == 2 and mails().count() == 1


def test_a_change_in_between_is_shown_and_nothing_is_overwritten(client, house):
    person = house.people[0]
    other = make_participation(house.seminar, "organiser", make_user("Samuel Oyelarinde"))
    assert post(client, house, person, user=other.user).status_code == 302
    answer = post(client, house, person, report_mark="2.3", reason="Another reason.")
    assert answer.status_code == 409 and len(grades_of(person)) == 2 and mails().count() == 1
    page = text(answer)
    assert "Samuel Oyelarinde changed the grade from 1.4 to 1.2" in page and "Added up wrongly." in page
    form = answer.context["form"]
    assert (form["report_mark"].value(), form["reason"].value(), form["number"].value()) == (
        "2.3", "Another reason.", 2,
    )  # fmt: skip
    assert post(client, house, person, report_mark="2.3", reason="Another reason.", number=2).status_code == 302
    assert [row[0] for row in grades_of(person)] == [1, 2, 3]


def test_before_the_release_there_is_nothing_to_change(client):
    house = graded()
    assert visit(client, house, "change", house.people[0].pk).status_code == 404
    assert post(client, house, house.people[0]).status_code == 404
    with pytest.raises(Grade.DoesNotExist):
        change(house, house.people[0])


def test_somebody_of_another_seminar_is_not_found(client, house):
    other = graded(1)
    release(other)
    assert visit(client, house, "change", other.people[0].pk).status_code == 404
    with pytest.raises(Grade.DoesNotExist):
        change(house, other.people[0])


@pytest.mark.parametrize("role", ["student", "supervisor"])
def test_others_do_not_find_the_page(client, house, role):
    user = make_participation(house.seminar, role).user
    assert visit(client, house, "change", house.people[0].pk, user=user).status_code == 404
    assert post(client, house, house.people[0], user=user).status_code == 404
    assert post(client, house, house.people[0], user=house.people[0].user).status_code == 404
    assert Grade.objects.count() == 3


def test_an_organiser_who_was_removed_changes_nothing(house):
    house.organiser.left_at, house.organiser.left_by = AFTER, house.organiser.user
    house.organiser.save()
    with pytest.raises(PermissionDenied):
        change(house, house.people[0])


# ---- what the database refuses --------------------------------------------------------------------------------------


@pytest.mark.postgres_too
@pytest.mark.parametrize("broken", [{"number": 1}, {"number": 2, "reason": ""}, {"number": 2, "replaced_at": None}])
def test_the_database_keeps_the_rows_apart(house, broken):
    row = house.people[0].grades.get()
    fields = {"number": 2, "reason": "x", "replaced_at": LATER, "grade": row.grade, "is_passed": True} | broken
    with pytest.raises(IntegrityError), transaction.atomic():
        Grade.objects.create(
            participation=house.people[0], report_mark=1, presentation_mark=1, credits=0, detail={}, released_at=LATER,
            released_by=house.organiser.user, **fields,
        )  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_questions(client, number, django_assert_num_queries):
    house = graded(number)
    for person in house.people:
        credit(house, person, in_talk=0)
    release(house)
    for step in range(number):
        change(house, house.people[0], number=step + 1, report_mark=Decimal(f"1.{step}"))
    visit(client, house, "change", house.people[0].pk)
    address = reverse("grading:change", args=[house.seminar.slug, house.people[0].pk])
    with django_assert_num_queries(7):
        client.get(address)

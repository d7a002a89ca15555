"""The organisers' table: marks, what is missing with links, figures from the same rows, and the distribution."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from seminar import clock
from seminar.grading.book import book
from seminar.grading.distribution import Distribution
from seminar.grading.models import AbsenceDecision, Grade
from tests.grading.desk import make_house, text, visit
from tests.grading.test_sheets import second_grader
from tests.second_half import AFTER, make_attendance, make_credit, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house(4)


def both(house, person, report, presentation, grader=None):
    make_sheet(person, "report", grader or house.first, report)
    make_sheet(person, "presentation", grader or house.first, presentation)


def row(client, house, person):
    shown = text(visit(client, house, "overview"))
    part = shown[shown.index(f'id="person-{person.pk}"') :]
    return part[: part.index("</tr>")]


def words(html):
    return " ".join(re.sub(r'<span class="visually-hidden">.*?</span>|<[^>]+>', " ", html).split())


def test_a_row_that_is_ready_shows_every_number(client, house):
    both(house, house.people[0], "1.7", "2.0")
    for talk in house.talks[1:3]:
        make_credit(talk, house.people[0], house.organiser.user)
    assert words(row(client, house, house.people[0])).endswith("Student 1 1.7 2.0 2 1.68 1.6 ready")


def test_states_say_in_words_what_is_missing_and_link_to_it(client, house):
    one, two, three, four = house.people
    second_grader(house, two)
    both(house, two, "1.0", "2.0")
    both(house, two, "3.0", "2.0", grader=house.second)
    both(house, three, "2.0", "2.0")
    make_attendance(house.session, three, "absent", house.organiser.user)
    for person, said, name, args in (
        (one, "Report: sheet open (Samuel Oyelarinde)", "sheet", [one.pk, "report"]),
        (two, "Report: to be agreed", "agreement", [two.pk, "report"]),
        (three, "missed talks: undecided", "absence", [three.pk]),
    ):
        shown = row(client, house, person)
        assert said in shown and f'href="{reverse(f"grading:{name}", args=["theory", *args])}"' in shown
        assert words(shown).count("–") >= 2  # neither value nor grade


def test_no_mark_before_all_sheets_of_the_part_are_final(client, house):
    second_grader(house)
    make_sheet(house.student, "report", house.first, "1.3")
    make_sheet(house.student, "report", house.second, "1.3", final=False)
    shown = text(visit(client, house, "overview"))
    assert ">1.3<" not in shown.replace('class="num">1.3</th>', "")


def test_the_figures_are_those_of_the_rows(client, house):
    both(house, house.people[0], "1.7", "2.0")
    make_sheet(house.people[1], "report", house.first, "2.0")
    figures = visit(client, house, "overview").context["figures"]
    assert figures == {"final": 3, "sheets": 8, "to_be_agreed": 0, "ready": 1, "blocked": 3, "released": 0}


def test_a_released_grade_is_shown_as_it_was_released(client, house):
    both(house, house.student, "1.0", "1.0")
    steps = [{"key": "with_bonus", "numbers": ["1.88", "0.20"], "result": "1.68"}]
    Grade.objects.create(
        participation=house.student, grade="1.6", is_passed=True, report_mark="1.70", presentation_mark="2.00",
        credits=2, detail={"steps": steps}, released_at=AFTER, released_by=house.organiser.user,
    )  # fmt: skip
    assert "Student 1 1.7 2.0 2 1.68 1.6 released" in words("<tr " + row(client, house, house.student))


def test_a_decision_about_missed_talks_is_shown_with_its_link(client, house):
    both(house, house.student, "2.0", "2.0")
    make_attendance(house.session, house.student, "absent", house.organiser.user)
    AbsenceDecision.objects.create(
        participation=house.student, effect="none", reason="A strike.", decided_at=AFTER,
        decided_by=house.organiser.user,
    )  # fmt: skip
    shown = row(client, house, house.student)
    assert "Missed talks: no effect on the grade" in words(shown) and "/grading/absences/" in shown


def test_who_still_has_to_grade_is_listed_with_every_open_sheet(client, house):
    second_grader(house)
    both(house, house.people[1], "2.0", "2.0")
    missing = visit(client, house, "overview").context["missing"]
    assert [(line.grader.user.name, len(line.sheets)) for line in missing] == [
        ("Ilse Brandwacht", 2),
        ("Samuel Oyelarinde", 6),
    ]


def test_when_all_is_final_nobody_is_missing(client):
    house = make_house(1)
    both(house, house.student, "2.0", "2.0")
    assert "Nobody: every sheet is final." in text(visit(client, house, "overview"))


def test_without_papers_there_is_nothing_to_grade(client):
    assert "there is nothing to grade" in text(visit(client, make_house(0), "overview"))


# ---- the distribution -----------------------------------------------------------------------------------------------


def test_the_picture_and_the_table_have_the_same_numbers(client, house):
    for person, mark in zip(house.people, ("1.3", "1.3", "2.0", "5.0"), strict=True):
        both(house, person, mark, mark)
    found = Distribution(book(house.seminar))
    assert {str(step): count for step, count in found.rows if count} == {"1.3": 2, "2.0": 1, "5.0": 1}
    assert (found.mean, found.median) == (Decimal("2.40"), Decimal("1.65"))
    drawn = re.findall(r'class="count"[^>]*>(\d+)<', found.picture)
    assert drawn == ["2", "1", "1"] and found.picture.count("bar-fail") == 1
    shown = text(visit(client, house, "overview"))
    assert "4 grades" in shown and "2.40" in shown and "1.65" in shown


def test_a_failed_grade_stands_at_a_failing_step(house):
    both(house, house.student, "4.1", "4.1")
    found = Distribution(book(house.seminar))
    assert [str(step) for step, count in found.rows if count] == ["4.3"]


def test_means_by_grader_take_only_parts_that_are_final(house):
    second_grader(house)
    both(house, house.people[0], "1.0", "2.0")
    make_sheet(house.people[0], "report", house.second, "1.7")
    both(house, house.people[1], "2.0", "3.0")
    found = {row["grader"].user.name: row for row in Distribution(book(house.seminar)).by_grader}
    assert found["Samuel Oyelarinde"]["report"] == {"number": 2, "mean": Decimal("1.50")}
    # The other grader of the first presentation is not done, so this mark is in no mean.
    assert found["Samuel Oyelarinde"]["talk"] == {"number": 1, "mean": Decimal("3.00")}
    assert found["Ilse Brandwacht"]["talk"] == {"number": 0, "mean": None}


def test_no_grade_no_picture(client, house):
    shown = text(visit(client, house, "overview"))
    assert "No grade is known yet." in shown and "histogram" not in shown.replace("histogram.css", "")


@pytest.mark.parametrize("students", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, django_assert_num_queries, students):
    house = make_house(students)
    for person in house.people:
        second_grader(house, person)
        both(house, person, "1.0", "2.0")
        both(house, person, "3.0", "2.0", grader=house.second)
        make_attendance(house.session, person, "absent", house.organiser.user)
    client.force_login(house.organiser.user)
    with clock.override(AFTER), django_assert_num_queries(16):
        client.get(reverse("grading:overview", args=["theory"]))

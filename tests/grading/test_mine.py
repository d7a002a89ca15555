"""The student's own grade: nothing before the release, everything that made it afterwards, and only the own one."""

from decimal import Decimal

import pytest
from django.urls import reverse

from seminar import clock
from seminar.grading.models import Appointment, Grade, GradingRule, Part
from tests.builders import make_participation, make_user
from tests.grading.released import change, credit, graded, release, visit
from tests.overview.pages import text
from tests.second_half import AFTER, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return graded()


def mine(client, house, place=0, **options):
    return visit(client, house, "mine", user=house.people[place].user, **options)


def formula(answer) -> list[tuple]:
    return [(line.label, line.made_of, line.result) for line in answer.context["shown"].lines]


def plain(rows) -> list[tuple]:
    return [tuple(cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row) for row in rows]


# ---- before the release ---------------------------------------------------------------------------------------------


def test_before_the_release_one_sentence_that_depends_on_nothing(client, house):
    credit(house, house.people[0])
    answer = mine(client, house)
    assert answer.status_code == 200 and answer.context["shown"] is None
    page = text(answer)
    assert "Grades are not released yet." in page and "No date is set for it." in page
    for secret in ("1.7", "1,7", "Clear throughout", "Nerea Ibarluzea", "Paper A", "question"):
        assert secret not in page[page.index("<main") : page.index("</main>")]


def test_with_and_without_marks_the_page_is_the_same(client, house):
    empty = graded(1, final=0, slug="empty")
    pages = [mine(client, each).content.decode() for each in (house, empty)]
    for each in (house, empty):
        pages = [page.replace(each.seminar.slug, "slug").replace(each.seminar.title, "title") for page in pages]
        pages = [page.replace(each.people[0].user.email, "mail") for page in pages]
    main = [page[page.index("<main") : page.index("</main>")] for page in pages]
    assert main[0] == main[1]


def test_the_release_of_somebody_else_says_nothing(client, house):
    before = mine(client, house, 2).content
    house.people[2].sheets.filter(part=Part.REPORT).update(final_at=None)
    release(house, only_ready=True, reason="One is ill.")
    assert main_of(mine(client, house, 2).content) == main_of(before)


def main_of(content: bytes) -> bytes:
    return content[content.index(b"<main") : content.index(b"</main>")]


# ---- after it -------------------------------------------------------------------------------------------------------


def test_the_formula_with_the_own_numbers(client, house):
    credit(house, house.people[0])
    release(house)
    answer = mine(client, house)
    assert plain(formula(answer)) == [
        ("Report", "1.7 × 0.40", "0.68"),
        ("Presentation", "1.3 × 0.60", "0.78"),
        ("Value", "", "1.46"),
        ("Bonus for 1 good question", "1 × 0.1", "− 0.10"),
        ("With bonus", "", "1.36"),
        ("Final grade", "cut after the first decimal", "1.3"),
    ]
    page = text(answer)
    assert "</span>1.3" in page and "Released" in page and ">Mon 2 Aug 2021, 10:00 CEST</time>" in page
    for told in ("Clear throughout.", "Calm, in time.", "Nerea Ibarluzea", "Paper A", "seminar@example.org"):
        assert told in page
    assert "40 % of the grade, mark <strong>1.7</strong>" in page
    assert '>Thu 29 Jul 2021</time>, in the talk on <span class="work">Paper B</span>' in page
    assert "A good question improves by 0.1, at most 0.3 in all." in page


def test_in_german_with_a_comma(client, house):
    credit(house, house.people[1], in_talk=0)
    release(house)
    client.cookies["django_language"] = "de"
    answer = mine(client, house, 1)
    page = text(answer)
    assert '<html lang="de"' in page and "</span>1,3" in page
    for number in ("1,7 × 0,40", "0,68", "1,3 × 0,60", "0,78", "1,46", "1 × 0,1", "0,10", "1,36"):
        assert number in page
    assert "1.46" not in page and "0.68" not in page


def test_a_failed_grade_a_cap_and_the_best_one(client):
    house = graded(3, final=0)
    for person, report, presentation in zip(house.people, ("5.0", "2.0", "1.0"), ("4.0", "2.0", "1.0"), strict=True):
        for part, mark in ((Part.REPORT, report), (Part.PRESENTATION, presentation)):
            make_sheet(person, part, house.grader, mark)
    credit(house, house.people[0])
    credit(house, house.people[2], in_talk=0)
    GradingRule.objects.create(seminar=house.seminar, bonus_cap=Decimal("0.1"))
    credit(house, house.people[1], in_talk=0)
    credit(house, house.people[1], in_talk=2)
    release(house)
    failed, capped, best = (plain(formula(mine(client, house, place))) for place in range(3))
    assert ("Not passed", "worse than 4.0", "4.4") in failed and failed[-1][2] == "4.4"
    assert ("Bonus for 1 good question", "no effect on a failed grade", "0.00") in failed
    assert ("Bonus for 2 good questions", "2 × 0.1, at most 0.1", "− 0.10") in capped and capped[-1][2] == "1.9"
    assert ("With bonus", "never better than 1.0", "1.00") in best and best[-1][2] == "1.0"


def test_a_mean_of_two_graders_says_so_and_names_both(client, house):
    person = house.people[0]
    second = make_participation(house.seminar, "supervisor", make_user("Ilse Brandwacht"))
    for grader in (house.grader, second):
        by = house.organiser.user
        Appointment.objects.create(participation=person, grader=grader, appointed_at=AFTER, appointed_by=by)
    make_sheet(person, Part.REPORT, second, "2.0", remark="Longer would be better.")
    make_sheet(person, Part.PRESENTATION, second, "1.3")
    release(house)
    answer = mine(client, house)
    assert ("Report", "1.85 × 0.40", "0.74") in formula(answer)
    page = text(answer)
    assert "The mean of the graders’ marks" in page and "Nerea Ibarluzea, Ilse Brandwacht" in page
    assert "Longer would be better." in page
    # Which grader gave which mark is not told.
    assert "2.0" not in page


def test_internal_notes_are_never_shown(client, house):
    house.people[0].sheets.update(note="Not for the student")
    release(house)
    assert "Not for the student" not in text(mine(client, house))
    assert "Not for the student" not in str(Grade.objects.get(participation=house.people[0]).detail)


def test_remarks_are_text_and_no_markup(client, house):
    house.people[0].sheets.update(remark="<script>alert(1)</script>\n\nA second paragraph.")
    release(house)
    html = mine(client, house).content.decode()
    assert "&lt;script&gt;alert(1)" in html and "<p>A second paragraph.</p>" in html


def test_what_is_renamed_later_stays_as_released(client, house):
    release(house)
    house.grader.user.name = "Somebody Else"
    house.grader.user.save()
    house.seminar.offered_papers.first().paper.__class__.objects.update(title="Another title")
    GradingRule.objects.create(seminar=house.seminar, rounding="scale", bonus_cap=0)
    page = text(mine(client, house))
    assert "Nerea Ibarluzea" in page and "Paper A" in page and "cut after the first decimal" in page
    assert "Somebody Else" not in page and "Another title" not in page


# ---- a later change -------------------------------------------------------------------------------------------------


def test_old_and_new_with_the_reason(client, house):
    release(house)
    change(house, house.people[0], report_mark=Decimal("1.3"), presentation_mark=Decimal("1.3"))
    page = text(mine(client, house))
    assert "Before 1.4, then 1.3." in page and "Reason: A mistake in adding up." in page
    assert "</span>1.3" in page and "The organisers changed this mark after the release." in page
    assert "A mistake" not in text(mine(client, house, 1))


# ---- doors ----------------------------------------------------------------------------------------------------------


def test_everybody_has_an_own_page_and_nobody_else(client, house):
    house.people[1].sheets.update(mark=Decimal("4.0"))
    release(house)
    page = text(mine(client, house))
    assert "Berta" not in page and "4.0" not in page
    for user in (house.organiser.user, house.grader.user, make_user()):
        assert visit(client, house, "mine", user=user).status_code == 404
    client.logout()
    address = reverse("grading:mine", args=[house.seminar.slug])
    with clock.override(AFTER):
        assert client.get(address).status_code == 302
        assert client.get(address)["Location"].startswith(reverse("account_login"))


def test_the_page_is_kept_by_nobody_and_takes_no_post(client, house):
    release(house)
    assert mine(client, house)["Cache-Control"] == "private, no-store"
    assert mine(client, house, data={"grade": "1.0"}).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_questions(client, number, django_assert_num_queries):
    house = graded(3)
    for place in range(1, number):
        credit(house, house.people[0], in_talk=place)
    release(house)
    for step in range(number):
        change(house, house.people[0], number=step + 1, report_mark=Decimal(f"1.{step}"))
    mine(client, house)
    with clock.override(AFTER), django_assert_num_queries(8):
        client.get(reverse("grading:mine", args=[house.seminar.slug]))

"""My seminar: one next step, then every step in the order of the dates."""

import re

import pytest

from tests.builders import CREATED, IN_WINDOW, local, make_participation, make_preferences, make_seminar
from tests.overview.pages import full_seminar, page, text

pytestmark = pytest.mark.django_db

AFTER = local(2021, 3, 10, 13)


def one_step(answer):
    """The next step; there is exactly one tinted block and exactly one filled button on the page."""
    shown = answer.content.decode()
    assert len(re.findall(r'class="next-step"', shown)) == len(re.findall("btn-primary", shown)) == 1
    return answer.context["step"]


def student_who_ranked(number):
    full = full_seminar(students=1, papers=4, ranked=number)
    return full.seminar, full.students[0]


@pytest.mark.parametrize(
    ("ranked", "act", "detail"),
    [
        (0, "Rank papers", "Nothing is stored yet."),
        (2, "Complete preferences", "Stored: 2 papers. Does not count yet: 1 is missing."),
        (3, "Change preferences", "Stored: 3 papers. This order counts."),
    ],
)
def test_while_the_window_is_open_the_step_is_to_rank(client, ranked, act, detail):
    seminar, student = student_who_ranked(ranked)
    answer = page(client, "overview:mine", seminar, student.user)
    step = one_step(answer)
    assert (step.act, step.detail) == (act, detail)
    assert step.url == f"/seminars/{seminar.slug}/preferences/"
    assert "Wed 10 Mar 2021, 12:00 CET" in text(answer)


def test_whoever_has_done_everything_is_not_pressed(client):
    seminar, student = student_who_ranked(3)
    answer = page(client, "overview:mine", seminar, student.user)
    assert one_step(answer).title == "Nothing has to be done now"
    assert "Changes are possible until" in text(answer)


def test_before_the_window_there_is_time_to_read(client):
    seminar, student = student_who_ranked(0)
    answer = page(client, "overview:mine", seminar, student.user, at=CREATED)
    assert one_step(answer).act == "See the papers"
    assert "Preferences open on" in text(answer) and "Opens" in text(answer)


def test_after_the_window_one_waits_for_the_assignment(client):
    seminar, student = student_who_ranked(3)
    answer = page(client, "overview:mine", seminar, student.user, at=AFTER)
    assert one_step(answer).title == "Wait for the assignment of papers"
    assert answer.context["done"] == 1
    assert "planned for" in text(answer) and "Wed 10 Mar 2021, 18:00 CET" in text(answer)


def test_whoever_missed_the_window_is_told(client):
    seminar, student = student_who_ranked(1)
    assert "Missed" in text(page(client, "overview:mine", seminar, student.user, at=AFTER))


def test_steps_are_in_the_order_of_the_dates(client):
    seminar, student = student_who_ranked(0)
    steps = page(client, "overview:mine", seminar, student.user).context["steps"]
    keys = ["preferences", "assignment", "first_meeting", "deregistration", "hand_in", "block", "grade"]
    assert [task.key for task, _is_behind in steps] == keys


def test_before_the_announcement_the_page_points_to_no_page_that_is_closed(client):
    seminar = make_seminar(announced=False)
    student = make_participation(seminar)
    answer = page(client, "overview:mine", seminar, student.user)
    assert answer.status_code == 200
    assert one_step(answer).url == "/account/"


def test_contact_stands_beside_the_steps(client):
    seminar = make_seminar(contact="seminar@example.org", office_hours="Monday, 14:00")
    shown = text(page(client, "overview:mine", seminar, make_participation(seminar).user))
    assert "Leonie Achterfeld" in shown and "mailto:seminar@example.org" in shown and "Monday, 14:00" in shown


def test_people_without_a_name_are_asked_for_it(client):
    seminar = make_seminar()
    student = make_participation(seminar)
    assert "Tell your name" not in text(page(client, "overview:mine", seminar, student.user))
    student.user.name = ""
    student.user.save()
    assert "Tell your name" in text(page(client, "overview:mine", seminar, student.user))


def test_only_students_who_have_not_left_come_in(client):
    seminar = make_seminar()
    left = make_participation(seminar, left_at=IN_WINDOW, left_by=seminar.created_by)
    for user in (seminar.created_by, left.user, make_participation(seminar, "supervisor").user):
        assert page(client, "overview:mine", seminar, user).status_code == 404
    client.logout()
    assert page(client, "overview:mine", seminar).status_code == 302


def test_withdrawn_papers_do_not_count(client):
    seminar, student = student_who_ranked(3)
    offered = seminar.offered_papers.filter(ranked_in__participation=student).first()
    offered.withdrawn_at, offered.withdrawn_by, offered.withdrawn_reason = IN_WINDOW, seminar.created_by, "Taken"
    offered.save()
    assert one_step(page(client, "overview:mine", seminar, student.user)).act == "Complete preferences"


@pytest.mark.parametrize("students", [1, 36])
def test_the_page_costs_the_same_in_a_full_seminar(client, django_assert_num_queries, students):
    full = full_seminar(students=students)
    client.force_login(full.students[0].user)
    with django_assert_num_queries(8):
        page(client, "overview:mine", full.seminar)


def test_somebody_elses_list_does_not_show(client):
    seminar, student = student_who_ranked(0)
    other = make_participation(seminar)
    make_preferences(other, list(seminar.offered_papers.all())[:3])
    assert one_step(page(client, "overview:mine", seminar, student.user)).detail == "Nothing is stored yet."

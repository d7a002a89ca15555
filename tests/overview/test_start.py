"""The start page: announced seminars for everybody, one's own first."""

import pytest

from tests.builders import CREATED, make_participation, make_seminar, make_user
from tests.overview.pages import page, text

pytestmark = pytest.mark.django_db


def titles(answer, name):
    return [row.seminar.title for row in answer.context[name]]


def test_visitors_see_announced_seminars_with_their_state(client):
    make_seminar(title="Open one", summary="What it is about.")
    make_seminar(title="Secret one", announced=False)
    answer = page(client, "overview:start")
    shown = text(answer)
    assert titles(answer, "others") == ["Open one"]
    assert "What it is about." in shown and "Summer semester 2021" in shown
    assert "Preferences open until" in shown and "Wed 10 Mar 2021, 12:00 CET" in shown
    assert "Secret one" not in shown and "Set up a seminar" not in shown


def test_states_before_and_after_the_window(client):
    seminar = make_seminar()
    assert "Preferences open on" in text(page(client, "overview:start", at=CREATED))
    later = text(page(client, "overview:start", at=seminar.timeline.get("assignment").starts))
    assert "Next: First meeting" in later and "Mon 19 Apr 2021, 14:00–16:00 CEST" in later


def test_a_seminar_without_dates_says_so(client):
    make_seminar(milestones=False)
    assert "The dates are still open." in text(page(client, "overview:start"))


def test_nothing_is_announced(client):
    assert "No seminar is announced at the moment." in text(page(client, "overview:start"))


def test_own_seminars_come_first_and_lead_to_the_page_of_the_role(client):
    user = make_user()
    own, other = make_seminar(title="Mine"), make_seminar(title="Other")
    make_participation(own, user=user)
    answer = page(client, "overview:start", user=user)
    assert (titles(answer, "own"), titles(answer, "others")) == (["Mine"], ["Other"])
    assert answer.context["own"][0].url == f"/seminars/{own.slug}/mine/"
    assert answer.context["others"][0].url == f"/seminars/{other.slug}/"


def test_before_the_announcement_staff_sees_a_seminar_and_students_do_not(client):
    seminar = make_seminar(announced=False, title="Draft")
    supervisor, student = make_participation(seminar, "supervisor"), make_participation(seminar)
    assert titles(page(client, "overview:start", user=supervisor.user), "own") == ["Draft"]
    assert titles(page(client, "overview:start", user=student.user), "own") == []


def test_whoever_has_left_has_the_seminar_among_the_others(client):
    seminar = make_seminar(title="Left")
    left = make_participation(seminar, left_at=CREATED, left_by=seminar.created_by)
    answer = page(client, "overview:start", user=left.user)
    assert (titles(answer, "own"), titles(answer, "others")) == ([], ["Left"])


def test_those_who_may_are_offered_to_set_a_seminar_up(client):
    shown = text(page(client, "overview:start", user=make_user(may_create_seminars=True)))
    assert "Set up a seminar" in shown and 'href="/seminars/new/"' in shown


@pytest.mark.parametrize("number", [1, 3])
def test_one_and_three_seminars_cost_the_same(client, django_assert_num_queries, number):
    user = make_user()
    for _ in range(number):
        make_participation(make_seminar(), user=user)
        make_seminar()
    client.force_login(user)
    # Session, person, own parts and their dates, other seminars and their dates, next deadline.
    with django_assert_num_queries(9):
        page(client, "overview:start")
    client.logout()
    with django_assert_num_queries(2):
        page(client, "overview:start")

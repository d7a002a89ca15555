"""The public page: who sees it, and what it says at which time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from seminar import clock
from seminar.seminars.ledger import rows_for
from seminar.seminars.models import Seminar
from tests.builders import (
    IN_WINDOW,
    local,
    make_offered,
    make_participation,
    make_prerequisite,
    make_seminar,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db
BEFORE = datetime(2021, 2, 20, 9, tzinfo=UTC)
CLOSED = datetime(2021, 3, 10, 11, 1, tzinfo=UTC)


def page_of(seminar, at, person=None):
    client = Client()
    if person:
        client.force_login(person)
    with clock.override(at):
        answer = client.get(reverse("seminars:public", args=[seminar.slug]))
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_before_the_announcement_only_staff_see_it(client):
    seminar = make_seminar(announced=False)
    student = make_participation(seminar).user
    address = reverse("seminars:public", args=[seminar.slug])
    assert client.get(address).status_code == 404
    for stranger in (make_user(), student):
        client.force_login(stranger)
        assert client.get(address).status_code == 404
    assert "Not public yet." in page_of(seminar, BEFORE, seminar.created_by)
    supervisor = make_participation(seminar, "supervisor").user
    page = page_of(seminar, BEFORE, supervisor)
    assert "Not public yet." in page
    assert "Announce the seminar" not in page


def test_before_the_window_it_says_when_it_opens_and_closes():
    page = page_of(make_seminar(), BEFORE)
    assert "Thu 25 Feb 2021, 08:00 CET" in page
    assert "Wed 10 Mar 2021, 12:00 CET" in page
    assert "Open now" not in page


def test_in_the_window_everybody_gets_the_act_that_fits():
    seminar = make_seminar()
    mine = reverse("preferences:mine", args=[seminar.slug])
    page = page_of(seminar, IN_WINDOW)
    assert "Open now" in page
    assert "Sign in and rank papers" in page
    assert f"{reverse('account_login')}?next={mine}" in page
    page = page_of(seminar, IN_WINDOW, make_participation(seminar).user)
    assert "Rank papers" in page
    assert "Sign in and rank papers" not in page
    page = page_of(seminar, IN_WINDOW, make_user())
    assert "Open to people on the list of applicants." in page
    assert f'class="btn btn-primary" href="{mine}"' not in page
    assert "Open to people on the list" not in page_of(seminar, IN_WINDOW, seminar.created_by)


def test_the_window_is_open_to_the_last_second():
    seminar = make_seminar()
    assert "Open now" in page_of(seminar, CLOSED - timedelta(seconds=1))
    page = page_of(seminar, CLOSED)
    assert "Open now" not in page
    assert "Preferences are closed" in page
    assert "Assignment of papers, <time" in page


def test_after_the_block_seminar_it_is_finished():
    seminar = make_seminar(milestones=False)
    seminar.milestones.create(kind="block", starts_at=local(2021, 7, 29), ends_at=local(2021, 7, 31), has_time=False)
    assert "This seminar is finished." not in page_of(seminar, local(2021, 7, 30, 23, 59))
    assert "This seminar is finished." in page_of(seminar, local(2021, 7, 31))


def test_without_any_date_it_says_so():
    page = page_of(make_seminar(milestones=False), BEFORE)
    assert "It is not decided yet when they open." in page
    assert page.count("date still open") == 6


def test_texts_of_organisers_say_their_language():
    seminar = make_seminar(language="de", title="Tiefes Lernen", goals="Beweise führen")
    make_prerequisite(seminar, "Statistik", is_required=False)
    page = page_of(seminar, BEFORE)
    assert '<h1 lang="de">Tiefes Lernen</h1>' in page
    assert '<ul lang="de"><li>Beweise führen</li></ul>' in "".join(line.strip() for line in page.splitlines())
    assert '<dd lang="de">Statistik</dd>' in page


def test_what_organisers_type_is_text():
    seminar = make_seminar(title="<b>Bold</b>", summary="<script>alert(1)</script>", themes="<i>One</i>")
    page = page_of(seminar, BEFORE)
    assert "<b>Bold" not in page
    assert "<script>alert" not in page
    assert "<i>One" not in page


def test_the_weights_and_papers_are_told():
    seminar = make_seminar()
    topic = make_topic(seminar, "Robustness")
    make_offered(seminar, topic=topic)
    withdrawn = {"withdrawn_at": BEFORE, "withdrawn_by": seminar.created_by, "withdrawn_reason": "Twice"}
    make_offered(seminar, topic=topic, **withdrawn)
    make_topic(seminar, "Empty topic")
    page = page_of(seminar, BEFORE)
    assert "Report, 40 %" in page
    assert "Presentation, 60 %" in page
    assert "1 paper" in " ".join(page.split())
    assert f"#topic-{topic.pk}" in page
    assert "Empty topic" not in page


def states(seminar, at):
    fresh = Seminar.objects.get(pk=seminar.pk)
    return [row.state for row in rows_for(fresh, at)]


def test_the_ledger_says_over_now_next():
    seminar = make_seminar()
    assert states(seminar, BEFORE) == ["next", *["ahead"] * 6]
    assert states(seminar, IN_WINDOW) == ["over", "now", *["ahead"] * 5]
    assert states(seminar, CLOSED) == ["over", "over", "next", *["ahead"] * 4]
    assert states(seminar, local(2021, 4, 19, 15)) == ["over", "over", "over", "now", *["ahead"] * 3]
    assert states(seminar, local(2021, 8, 1)) == [*["over"] * 6, "ahead"]


def queries(seminar, person, django_assert_num_queries, number):
    client = Client()
    if person:
        client.force_login(person)
    address = reverse("seminars:public", args=[seminar.slug])
    with clock.override(IN_WINDOW), django_assert_num_queries(number):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_takes_the_same_queries_whatever_it_shows(django_assert_num_queries, size):
    seminar = make_seminar()
    for number in range(size):
        topic = make_topic(seminar)
        supervisor = make_participation(seminar, "supervisor")
        make_offered(seminar, topic=topic, supervisor=supervisor)
        make_prerequisite(seminar, f"Module {number}")
    student = make_participation(seminar).user
    queries(seminar, None, django_assert_num_queries, 5)
    queries(seminar, student, django_assert_num_queries, 8)

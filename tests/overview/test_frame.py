"""What stands around every page: navigation by role, the next deadline, theme and languages."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from seminar import clock
from seminar.overview.context import frame
from seminar.seminars.guard import participations_of
from seminar.seminars.models import Seminar
from tests.builders import IN_WINDOW, local, make_participation, make_seminar
from tests.overview.pages import organiser_of, page, stranger, text

pytestmark = pytest.mark.django_db

CLOSE = local(2021, 3, 10, 12, 1)


def frame_for(seminar, user=None, at=IN_WINDOW, path="/"):
    """The frame as the guard leaves a request behind."""
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    request.at = at
    request.seminar = Seminar.objects.prefetch_related("milestones").get(pk=seminar.pk)
    request.participations = participations_of(request.user, request.seminar)
    return request, lambda: frame(request)["frame"]


def labels(known):
    return [entry["label"] for entry in known["nav"]]


def test_everybody_has_the_public_pages():
    _request, known = frame_for(make_seminar())
    assert labels(known()) == ["Seminar", "Papers"]


def test_each_role_has_its_pages():
    seminar = make_seminar()
    student, supervisor = make_participation(seminar), make_participation(seminar, "supervisor")
    assert labels(frame_for(seminar, student.user)[1]()) == ["Seminar", "Papers", "My seminar"]
    assert labels(frame_for(seminar, supervisor.user)[1]()) == ["Seminar", "Papers"]
    organiser = labels(frame_for(seminar, organiser_of(seminar).user)[1]())
    first = ["Overview", "People", "Papers", "Preferences", "Assignment"]
    assert organiser == [*first, "Dates", "Mail", "Record", "Public page"]


def test_whoever_organises_and_supervises_has_the_pages_of_an_organiser():
    seminar = make_seminar()
    user = organiser_of(seminar).user
    make_participation(seminar, "supervisor", user)
    assert labels(frame_for(seminar, user)[1]())[0] == "Overview"


def test_whoever_has_left_is_shown_what_everybody_sees():
    seminar = make_seminar()
    left = make_participation(seminar, left_at=IN_WINDOW, left_by=seminar.created_by)
    assert labels(frame_for(seminar, left.user)[1]()) == ["Seminar", "Papers"]


def test_every_page_of_a_students_steps_belongs_to_my_seminar():
    seminar = make_seminar()
    student = make_participation(seminar)
    for name in ("preferences:mine", "preferences:receipt", "assignment:my_paper", "assignment:deregistration_check"):
        path = reverse(name, args=[seminar.slug])
        known = frame_for(seminar, student.user, path=path)[1]()
        assert [entry["label"] for entry in known["nav"] if entry["is_current"]] == ["My seminar"]


def test_a_sub_page_marks_its_page_as_current():
    seminar = make_seminar()
    address = reverse("seminars:new_paper", args=[seminar.slug])
    known = frame_for(seminar, organiser_of(seminar).user, path=address)[1]()
    assert [entry["label"] for entry in known["nav"] if entry["is_current"]] == ["Papers"]


@pytest.mark.parametrize("name", ["workbench", "pins", "refill", "meeting"])
def test_the_pages_of_the_assignment_mark_it(name):
    seminar = make_seminar()
    path = reverse(f"assignment:{name}", args=[seminar.slug])
    known = frame_for(seminar, organiser_of(seminar).user, path=path)[1]()
    assert [entry["label"] for entry in known["nav"] if entry["is_current"]] == ["Assignment"]


def test_a_students_last_day_leads_to_the_page_where_one_leaves():
    seminar = make_seminar()
    deadline = frame_for(seminar, make_participation(seminar).user, at=local(2021, 4, 20))[1]()["deadline"]
    assert deadline["url"] == reverse("assignment:deregistration", args=[seminar.slug])


def test_an_unannounced_seminar_is_not_told_to_strangers():
    seminar = make_seminar(announced=False)
    request, known = frame_for(seminar, stranger())
    assert known()["nav"] == [] and known()["deadline"] is None
    assert "seminar" not in frame(request)


def test_the_error_page_of_a_stranger_does_not_name_an_unannounced_seminar(client):
    seminar = make_seminar(announced=False, title="Still secret")
    answer = page(client, "seminars:public", seminar, stranger())
    assert answer.status_code == 404
    assert "Still secret" not in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "name"),
    [("student", "preferences:mine"), ("organiser", "preferences:monitor"), ("supervisor", "seminars:public")],
)
def test_the_next_deadline_leads_each_role_to_its_page(role, name):
    seminar = make_seminar()
    deadline = frame_for(seminar, make_participation(seminar, role).user)[1]()["deadline"]
    assert (deadline["label"], deadline["text"], deadline["ends"]) == ("Preferences", "close", CLOSE)
    assert deadline["url"] == reverse(name, args=[seminar.slug])


def test_a_deadline_is_soon_on_its_last_day():
    seminar = make_seminar()
    assert not frame_for(seminar, at=CLOSE - timedelta(hours=25))[1]()["deadline"]["is_soon"]
    assert frame_for(seminar, at=CLOSE - timedelta(hours=24))[1]()["deadline"]["is_soon"]


def test_nothing_beyond_31_days():
    seminar = make_seminar()
    assert frame_for(seminar, at=CLOSE - timedelta(days=31, minutes=1))[1]()["deadline"] is None
    assert frame_for(seminar, at=CLOSE - timedelta(days=31))[1]()["deadline"] is not None


def test_after_the_preferences_participants_see_the_next_date_and_outsiders_none():
    seminar = make_seminar()
    at = local(2021, 4, 20)
    assert frame_for(seminar, at=at)[1]()["deadline"] is None
    deadline = frame_for(seminar, make_participation(seminar).user, at=at)[1]()["deadline"]
    assert (deadline["label"], deadline["ends"]) == ("De-registration", local(2021, 5, 4))


def test_the_frame_of_a_seminar_page_costs_no_query(django_assert_num_queries):
    seminar = make_seminar()
    student = make_participation(seminar)
    request, known = frame_for(seminar, student.user)
    with django_assert_num_queries(0):
        assert known()["deadline"]


def test_elsewhere_the_nearest_deadline_of_all_seminars_costs_one_query(django_assert_num_queries):
    student = make_participation(make_seminar(title="First"))
    for _ in range(2):
        make_participation(make_seminar(), user=student.user)
    request = RequestFactory().get("/")
    request.user = student.user
    with clock.override(IN_WINDOW), django_assert_num_queries(1):
        deadline = frame(request)["frame"]["deadline"]
    assert deadline["label"].endswith(": Preferences") and deadline["url"].endswith("/preferences/")


def test_whoever_has_no_seminar_has_no_deadline_and_anonymous_visitors_cost_nothing(django_assert_num_queries):
    make_seminar()
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with clock.override(IN_WINDOW), django_assert_num_queries(0):
        assert frame(request)["frame"]["deadline"] is None
    request.user = stranger()
    with clock.override(IN_WINDOW):
        assert frame(request)["frame"]["deadline"] is None


def test_a_request_without_anything_and_one_with_broken_dates_still_have_a_frame():
    bare = RequestFactory().get("/")
    assert frame(bare)["frame"]["nav"] == []
    bare.seminar, bare.participations = SimpleNamespace(is_announced=True), []
    assert frame(bare)["frame"]["nav"] == []


@pytest.mark.parametrize(("cookie", "theme"), [(None, "auto"), ("dark", "dark"), ("light", "light"), ('"><', "auto")])
def test_theme_comes_from_the_cookie(cookie, theme):
    request = RequestFactory().get("/")
    if cookie:
        request.COOKIES["theme"] = cookie
    assert frame(request)["frame"]["theme"] == theme


def test_one_can_switch_to_the_other_language(client):
    answer = page(client, "overview:start")
    assert answer.context["frame"]["other_languages"] == [{"code": "de", "name": "Deutsch"}]
    answer = client.get("/", headers={"accept-language": "de"})
    assert answer.context["frame"]["other_languages"] == [{"code": "en", "name": "English"}]


def test_the_deadline_is_on_the_page_in_full(client):
    seminar = make_seminar()
    student = make_participation(seminar)
    shown = text(page(client, "overview:mine", seminar, student.user))
    assert "<b>Preferences</b> close" in shown and "Wed 10 Mar 2021, 12:00 CET" in shown and "(in 2 days)" in shown

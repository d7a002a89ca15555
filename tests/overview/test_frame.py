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
from tests.builders import IN_WINDOW, local, make_milestones, make_participation, make_seminar
from tests.overview.pages import organiser_of, page, stranger, text
from tests.second_half import AFTER, BLOCK, HAND_IN_ENDS, IN_TALK, WRITING, make_holder, make_submission

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
    return [entry.label for entry in known["nav"]]


def test_everybody_has_the_public_pages():
    _request, known = frame_for(make_seminar())
    assert labels(known()) == ["Seminar", "Papers"]


def test_each_role_has_its_pages():
    seminar = make_seminar()
    student, supervisor = make_participation(seminar), make_participation(seminar, "supervisor")
    assert labels(frame_for(seminar, student.user)[1]()) == ["Seminar", "Papers", "My seminar"]
    assert labels(frame_for(seminar, supervisor.user)[1]()) == ["My duties", "Papers"]
    known = frame_for(seminar, organiser_of(seminar).user)[1]()
    semester = ["Overview", "Papers", "Preferences", "Assignment", "Hand-in", "Programme", "Grades"]
    tools = ["People", "Dates", "Mail", "Record", "Public page"]
    assert labels(known) == semester + tools
    assert [entry.label for entry in known["nav"] if entry.is_tool] == tools


def test_whoever_organises_and_supervises_has_the_pages_of_an_organiser_and_their_duties():
    seminar = make_seminar()
    user = organiser_of(seminar).user
    make_participation(seminar, "supervisor", user)
    shown = labels(frame_for(seminar, user)[1]())
    assert shown[0] == "Overview" and "My duties" in shown


def test_the_block_day_stands_there_while_it_is_near():
    seminar = make_seminar(milestones=False)
    make_milestones(seminar, block=BLOCK)
    people = [organiser_of(seminar), make_participation(seminar, "supervisor")]
    student = make_participation(seminar)
    for at, is_near in [
        (local(2021, 7, 21, 23), False),
        (local(2021, 7, 22), True),
        (IN_TALK, True),
        (local(2021, 8, 13), True),
        (local(2021, 8, 14), False),
    ]:
        for person in people:
            assert ("Block day" in labels(frame_for(seminar, person.user, at=at)[1]())) is is_near
        assert "Block day" not in labels(frame_for(seminar, student.user, at=at)[1]())


def test_the_programme_stands_there_once_it_is_published():
    seminar = make_seminar()
    people = [make_participation(seminar).user, make_participation(seminar, "supervisor").user, stranger(), None]
    for user in people:
        assert "Programme" not in labels(frame_for(seminar, user, at=WRITING)[1]())
    fields = {"number": 1, "content": {"sessions": []}, "published_at": WRITING, "published_by": seminar.created_by}
    seminar.programme_versions.create(**fields)
    for user in people:
        assert labels(frame_for(seminar, user, at=WRITING)[1]())[-1] == "Programme"


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
        assert [entry.label for entry in known["nav"] if entry.is_current] == ["My seminar"]


def test_a_sub_page_marks_its_page_as_current():
    seminar = make_seminar()
    address = reverse("seminars:new_paper", args=[seminar.slug])
    known = frame_for(seminar, organiser_of(seminar).user, path=address)[1]()
    assert [entry.label for entry in known["nav"] if entry.is_current] == ["Papers"]


@pytest.mark.parametrize("name", ["workbench", "pins", "refill", "meeting"])
def test_the_pages_of_the_assignment_mark_it(name):
    seminar = make_seminar()
    path = reverse(f"assignment:{name}", args=[seminar.slug])
    known = frame_for(seminar, organiser_of(seminar).user, path=path)[1]()
    assert [entry.label for entry in known["nav"] if entry.is_current] == ["Assignment"]


def test_the_public_page_leads_to_the_programme_the_rules_and_the_calendar(client):
    seminar = make_seminar(milestones=False)
    make_milestones(seminar, block=BLOCK)
    before = text(page(client, "seminars:public", seminar, at=WRITING))
    assert "/how-grades-are-made/" in before and "/calendar.ics" in before and "See the programme" not in before
    fields = {"number": 1, "content": {"sessions": []}, "published_at": WRITING, "published_by": seminar.created_by}
    seminar.programme_versions.create(**fields)
    for at in (WRITING, IN_TALK, AFTER):
        assert "See the programme" in text(page(client, "seminars:public", seminar, at=at))


@pytest.mark.parametrize(
    ("role", "name", "args", "label"),
    [
        ("student", "submissions:deliverable", ["report"], "My seminar"),
        ("student", "programme:my_talk", [], "My seminar"),
        ("student", "grading:mine", [], "My seminar"),
        ("student", "programme:public", [], "Programme"),
        ("organiser", "submissions:missing", ["report"], "Hand-in"),
        ("organiser", "programme:publication", [], "Programme"),
        ("organiser", "programme:public", [], "Programme"),
        ("organiser", "programme:attendance", [], "Block day"),
        ("organiser", "grading:rules", [], "Grades"),
        ("organiser", "preferences:catalogue", [], "Papers"),
        ("supervisor", "grading:sheet", [1, "report"], "My duties"),
        ("supervisor", "programme:questions", [], "Block day"),
    ],
)
def test_the_pages_of_the_second_half_mark_their_entry(role, name, args, label):
    seminar = make_seminar(milestones=False)
    make_milestones(seminar, block=BLOCK)
    fields = {"number": 1, "content": {"sessions": []}, "published_at": WRITING, "published_by": seminar.created_by}
    seminar.programme_versions.create(**fields)
    path = reverse(name, args=[seminar.slug, *args])
    known = frame_for(seminar, make_participation(seminar, role).user, at=IN_TALK, path=path)[1]()
    assert [entry.label for entry in known["nav"] if entry.is_current] == [label]


def test_a_students_last_day_leads_to_the_page_where_one_leaves():
    seminar = make_seminar()
    deadline = frame_for(seminar, make_participation(seminar).user, at=local(2021, 4, 20))[1]()["deadline"]
    assert deadline.url == reverse("assignment:deregistration", args=[seminar.slug])


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
    assert (deadline.label, deadline.text, deadline.ends) == ("Preferences", "close", CLOSE)
    assert deadline.url == reverse(name, args=[seminar.slug])


def test_a_deadline_is_soon_on_its_last_day():
    seminar = make_seminar()
    assert not frame_for(seminar, at=CLOSE - timedelta(hours=25))[1]()["deadline"].is_soon
    assert frame_for(seminar, at=CLOSE - timedelta(hours=24))[1]()["deadline"].is_soon


def test_nothing_beyond_31_days():
    seminar = make_seminar()
    assert frame_for(seminar, at=CLOSE - timedelta(days=31, minutes=1))[1]()["deadline"] is None
    assert frame_for(seminar, at=CLOSE - timedelta(days=31))[1]()["deadline"] is not None


def test_after_the_preferences_participants_see_the_next_date_and_outsiders_none():
    seminar = make_seminar()
    at = local(2021, 4, 20)
    assert frame_for(seminar, at=at)[1]()["deadline"] is None
    deadline = frame_for(seminar, make_participation(seminar).user, at=at)[1]()["deadline"]
    assert (deadline.label, deadline.ends) == ("De-registration", local(2021, 5, 4))


# ---- what is handed in ----------------------------------------------------------------------------------------------


def deadline_for(person, at):
    return frame_for(person.seminar, person.user, at=at)[1]()["deadline"]


def told_of(deadline):
    return deadline.label, deadline.text, deadline.ends


def test_a_student_with_a_paper_reads_their_own_deadline_of_each_file():
    seminar = make_seminar()
    student, waiting = make_holder(seminar), make_participation(seminar)
    at = local(2021, 6, 20)
    assert told_of(deadline_for(student, at)) == ("Report", "due", HAND_IN_ENDS)
    assert deadline_for(student, at).url == reverse("submissions:deliverable", args=[seminar.slug, "report"])
    assert deadline_for(waiting, at) is None
    make_submission(student)
    assert told_of(deadline_for(student, at)) == ("Report", "can be replaced until", HAND_IN_ENDS)


def test_an_extension_is_the_deadline_of_this_person_alone():
    seminar = make_seminar()
    student, other = make_holder(seminar), make_holder(seminar)
    seminar.deliverables.exclude(kind="report").delete()
    fields = {"reason": "Ill", "granted_at": WRITING, "granted_by": seminar.created_by}
    report = seminar.deliverables.get()
    report.extensions.create(participation=student, ends_at=local(2021, 7, 20), replaced_at=WRITING, **fields)
    report.extensions.create(participation=student, ends_at=local(2021, 7, 9), **fields)
    assert told_of(deadline_for(student, local(2021, 7, 3))) == ("Report", "due", local(2021, 7, 9))
    assert deadline_for(other, local(2021, 7, 3)) is None
    # As everywhere, a later date for everybody wins.
    seminar.milestones.filter(kind="hand_in").update(ends_at=local(2021, 7, 15))
    assert deadline_for(student, local(2021, 7, 3)).ends == local(2021, 7, 15)


@pytest.mark.parametrize(("role", "name"), [("organiser", "submissions:matrix"), ("supervisor", "overview:duties")])
def test_staff_read_the_date_of_everybody(role, name):
    seminar = make_seminar()
    deadline = deadline_for(make_participation(seminar, role), local(2021, 6, 20))
    assert told_of(deadline) == ("Reports", "are due", HAND_IN_ENDS)
    assert deadline.url == reverse(name, args=[seminar.slug])


# ---- what it costs --------------------------------------------------------------------------------------------------


def test_the_frame_of_a_seminar_page_costs_no_query_until_the_first_meeting(django_assert_num_queries):
    seminar = make_seminar()
    for user in (make_participation(seminar).user, make_participation(seminar, "supervisor").user, None):
        for at in (IN_WINDOW, local(2021, 4, 18)):
            _request, known = frame_for(seminar, user, at=at)
            with django_assert_num_queries(0):
                known()


def test_later_a_student_costs_three_queries_everybody_else_one_and_an_organiser_none(django_assert_num_queries):
    seminar = make_seminar()
    student = make_holder(seminar)
    for user, number in (
        (student.user, 3), (make_participation(seminar, "supervisor").user, 1), (None, 1),
        (organiser_of(seminar).user, 0),
    ):  # fmt: skip
        _request, known = frame_for(seminar, user, at=local(2021, 6, 20))
        with django_assert_num_queries(number):
            known()


def test_elsewhere_the_nearest_deadline_of_all_seminars_costs_two_queries(django_assert_num_queries):
    student = make_participation(make_seminar(title="First"))
    for _ in range(2):
        make_participation(make_seminar(), user=student.user)
    request = RequestFactory().get("/")
    request.user = student.user
    with clock.override(IN_WINDOW), django_assert_num_queries(2):
        deadline = frame(request)["frame"]["deadline"]
    assert deadline.label.endswith(": Preferences") and deadline.url.endswith("/preferences/")


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

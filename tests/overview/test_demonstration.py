"""The demonstration: real actions under a moved clock, and a door that exists with DEMO=1 on loopback only."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import NoReverseMatch, clear_url_caches, reverse

import seminar.urls
from accounts.actions import make_account
from accounts.models import User
from seminar import clock
from seminar.assignment import querysets as assignment
from seminar.grading.book import book
from seminar.log.models import Entry
from seminar.mail.models import Message
from seminar.overview import demonstration
from seminar.overview.play.calendar import PHASES, in_phase, monday_from, of_2021, semester_of
from seminar.overview.play.playing import Play
from seminar.preferences import querysets
from seminar.programme import attendance, layout
from seminar.seminars.models import Seminar
from seminar.submissions import standing
from seminar.submissions.models import Submission
from tests.builders import make_participation, make_seminar, make_user
from tests.second_half import make_holder, make_submission

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def doors(settings):
    """The addresses as DEMO=1 mounts them."""
    settings.DEMO = True
    before = list(seminar.urls.urlpatterns)
    seminar.urls.urlpatterns.append(seminar.urls.path("demo/", seminar.urls.include("seminar.overview.demo_urls")))
    clear_url_caches()
    yield
    seminar.urls.urlpatterns[:] = before
    clear_url_caches()


def play(settings, phase="", now=NOW):
    settings.DEMO = True
    with clock.override(now):
        call_command("demo", phase=phase, verbosity=0)


@pytest.fixture
def played(db, settings):
    """The seminar in which preferences are open, without the others, which take ten times as long."""
    play(settings, "preferences")
    return Seminar.objects.get(slug="deep-learning-theory")


@pytest.fixture
def place(settings, tmp_path):
    """Files go there; what is handed in is real."""
    settings.FILES_DIR = tmp_path / "files"
    settings.INCOMING_DIR = settings.FILE_UPLOAD_TEMP_DIR = settings.FILES_DIR / "incoming"
    settings.INCOMING_DIR.mkdir(parents=True)
    return settings.FILES_DIR


def run_python(code, **environment):
    """A fresh process with these settings; DEMO decides at the start which addresses exist."""
    known = {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "localhost", "VAR_DIR": os.environ.get("VAR_DIR", "")}
    known = {**os.environ, **known, "DJANGO_SETTINGS_MODULE": "seminar.settings", **environment}
    if not known["VAR_DIR"]:
        del known["VAR_DIR"]
    return subprocess.run([sys.executable, "-c", code], env=known, cwd=ROOT, capture_output=True, text=True)


ASK_ADDRESSES = """
import django; django.setup()
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from seminar.overview.context import frame
found = []
for address in ("/demo/enter/", "/demo/outbox/"):
    try:
        found.append(resolve(address).view_name)
    except Resolver404:
        found.append(None)
print(found, "demo_people" in frame(RequestFactory().get("/"))["frame"])
"""


@pytest.mark.parametrize(("demo", "answer"), [("0", "[None, None] False"), ("1", "['demo:enter', 'demo:outbox'] True")])
def test_without_demo_neither_the_addresses_nor_the_list_exist(demo, answer):
    result = run_python(ASK_ADDRESSES, DEMO=demo)
    assert result.stdout.strip() == answer, result.stderr


@pytest.mark.parametrize("hosts", ["seminar.example.org", "localhost,10.0.0.1", "*"])
def test_settings_refuse_the_demonstration_on_a_host_that_is_not_loopback(hosts):
    result = run_python("import django; django.setup()", DEMO="1", ALLOWED_HOSTS=hosts)
    assert result.returncode != 0
    assert "DEMO=1 lets anybody sign in as anybody" in result.stderr


@pytest.mark.django_db
def test_the_tests_run_without_the_door(client):
    assert client.post("/demo/enter/", {"person": 1}).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("demo:enter")
    assert "go in as" not in client.get("/accounts/login/").content.decode()


# ---- the command ----------------------------------------------------------------------------------------------------


def test_the_seminar_of_2021_around_today(played):
    assert played.offered_papers.count() == 24 and played.topics.count() == 6
    assert played.offered_papers.exclude(why="").count() == 24
    assert played.participations.students().count() == 36
    assert querysets.valid(played).count() == 30 and querysets.missing(played).count() == 6
    window = played.timeline.get("preferences")
    assert window.starts == datetime(2026, 11, 10, 8, tzinfo=UTC)
    assert window.ends == datetime(2026, 11, 23, 11, 1, tzinfo=UTC)
    meeting = played.timeline.get("first_meeting").starts
    assert meeting > window.ends and meeting.weekday() == 0
    assert not played.timeline.contradictions()
    assert (played.semester, played.places, played.min_preferences) == ("2026W", 12, 3)


def test_nothing_happened_in_the_future_and_no_mail_is_waiting(played):
    assert not Entry.objects.filter(at__gt=NOW).exists()
    assert not Message.objects.exclude(state="sent").exists()
    assert not Message.objects.filter(sent_at__gt=NOW).exists()
    kinds = set(Message.objects.values_list("kind", flat=True))
    assert kinds == {"invitation", "preferences_open", "receipt"}


def test_everybody_is_invented(played):
    assert not User.objects.exclude(email__endswith="@example.org").exists()
    assert not Message.objects.exclude(to_address__endswith="@example.org").exists()


def test_a_second_time_is_refused(played):
    with pytest.raises(CommandError, match="seminars already"):
        call_command("demo")


@pytest.mark.django_db
def test_refuses_without_demo():
    with pytest.raises(CommandError, match="DEMO=1 only"):
        call_command("demo")


@pytest.mark.django_db
@pytest.mark.parametrize("now", [NOW.replace(hour=0, minute=5), datetime(2027, 3, 28, 0, 30, tzinfo=UTC)])
def test_plays_at_any_hour(settings, now):
    play(settings, "preferences", now)
    assert not Entry.objects.filter(at__gt=now).exists()


def test_semesters_and_mondays():
    days = [NOW.date() + timedelta(days=day) for day in range(14)]
    assert all(monday_from(day).weekday() == 0 and 0 <= (monday_from(day) - day).days < 7 for day in days)
    assert [semester_of(datetime(2027, month, 5).date()) for month in (1, 3, 4, 9, 10, 12)] == [
        "2026W", "2026W", "2027S", "2027S", "2027W", "2027W",
    ]  # fmt: skip


# ---- the three seminars, and every phase ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_three_seminars_and_two_for_the_start_page(settings, place):
    play(settings)
    now = {row.slug: row.timeline.phase(NOW) for row in Seminar.objects.announced()}
    assert now == {
        "deep-learning-theory": "preferences",
        "robustness-and-generalisation": "reports",
        "deep-learning-theory-2021": "grades",
        "graphs-and-sets": "announced",
    }
    assert Seminar.objects.filter(announced_at=None).count() == 1
    writing, finished = (Seminar.objects.get(slug=slug) for slug in demonstration.FIRST[1:])
    check_writing(writing)
    check_finished(finished)
    for row in Submission.objects.all():
        assert (place / row.path).stat().st_size == row.size and row.check_state == "checked" and not row.notes
        assert (place / row.path).with_suffix(".png").exists()
    assert Submission.objects.values("sha256").distinct().count() == Submission.objects.count()
    assert not Entry.objects.filter(at__gt=NOW).exists() and not Message.objects.exclude(state="sent").exists()
    assert not User.objects.exclude(email__endswith="@example.org").exists()


def check_writing(seminar):
    states = [row["first-slides"].state(NOW) for _person, row in standing.matrix(seminar)]
    assert {state: states.count(state) for state in set(states)} == {"counts": 9, "late": 1, "missing": 1, "open": 1}
    reports = [row["report"] for _person, row in standing.matrix(seminar)]
    assert {row.state(NOW) for row in reports} == {"counts", "open"}
    assert len([row for row in reports if row.extension]) == 1


def check_finished(seminar):
    assert seminar.semester == "2021S" and seminar.timeline.get("hand_in").ends == of_2021().milestones()[4].ends
    entries = book(seminar)
    assert len(entries) == 12 and all(entry.is_released for entry in entries)
    assert {entry.grade.is_passed for entry in entries} == {True, False}
    assert {entry.grade.number for entry in entries} == {1, 2}
    assert any(entry.report.agreement for entry in entries) and any(entry.decision for entry in entries)
    assert layout.published(seminar).number == 2 and attendance.undecided(seminar, NOW) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("phase", "reads"),
    [
        ("assignment", {"publications": 0, "runs": 4, "phase": "assignment"}),
        ("deregistration", {"publications": 1, "holders": 11, "phase": "reports"}),
        # "submission" and "released" are played above, as two of the three.
        ("programme", {"versions": 1, "holders": 12, "phase": "programme"}),
        ("grading", {"versions": 2, "grades": 0, "phase": "grades"}),
    ],
)
def test_one_seminar_in_a_phase(settings, place, phase, reads):
    play(settings, phase)
    (seminar,) = Seminar.objects.all()
    found = {
        "publications": seminar.publications.count(),
        "runs": seminar.runs.count(),
        "holders": assignment.holders(seminar).count(),
        "versions": seminar.programme_versions.count(),
        "grades": sum(entry.is_released for entry in book(seminar)),
        "phase": seminar.timeline.phase(NOW),
    }
    assert {key: found[key] for key in reads} == reads
    assert not Entry.objects.filter(at__gt=NOW).exists()
    if phase == "grading":
        states = {cell.state for entry in book(seminar) for part in entry.parts.values() for cell in part.cells}
        assert states == {"not_started", "in_progress", "final"}
        assert any(entry.report.to_be_agreed for entry in book(seminar))


@pytest.mark.django_db
def test_plays_through_whoever_draws_a_paper_that_nobody_supervises(settings, place):
    """The lottery is a real one: the first whose sheets are begun may hold such a paper, and so may everybody."""
    settings.DEMO = True
    played = Play(NOW)
    for topic in played.facts["topics"]:
        topic["supervisor"] = ""
    with clock.override(lambda: played.clock.moment):
        played.make_staff()
        played.play(of_2021(), played.source("finished"))
    check_finished(Seminar.objects.get())


@pytest.mark.parametrize("phase", PHASES)
def test_on_every_day_of_a_year_a_phase_is_what_it_is_called(phase):
    for number in range(366):
        today = date(2027, 1, 1) + timedelta(number)
        calendar = in_phase(today, phase)
        assert {
            "preferences": calendar.opens < today < calendar.closes,
            "assignment": calendar.closes < today < calendar.assigned,
            "deregistration": calendar.day(3) < today < calendar.day(12) < calendar.deregistration,
            "submission": calendar.first_slides < today < calendar.hand_in,
            "programme": calendar.hand_in < today < calendar.block - timedelta(3),
            "grading": calendar.block + timedelta(5) < today < calendar.block + timedelta(15),
            "released": calendar.block + timedelta(24) < today,
        }[phase]
        assert calendar.opens < calendar.closes <= calendar.assigned < calendar.meeting < calendar.deregistration
        assert calendar.first_slides < calendar.hand_in < calendar.block
        assert calendar.meeting.weekday() == 0 and calendar.block.weekday() == 3


# ---- the doors ------------------------------------------------------------------------------------------------------


def test_the_sign_in_page_offers_every_kind_of_person(played, doors, client):
    shown = client.get("/accounts/login/").content.decode()
    for words in (
        "Dr. Leonie Achterfeld", "Organiser.", "Nerea Ibarluzea", "Supervisor.", "Theoretical Advances",
        "Has ranked 6 papers", "Has ranked 2 of 3 papers", "Has never signed in",
    ):  # fmt: skip
        assert words in shown


@pytest.mark.parametrize(
    ("wish", "lands_on"),
    [
        ("/seminars/deep-learning-theory/join/a-code/", "/seminars/deep-learning-theory/join/a-code/"),
        ("//example.com/seminars/x/join/y/", "/seminars/deep-learning-theory/mine/"),
        ("/seminars/deep-learning-theory/overview/", "/seminars/deep-learning-theory/mine/"),
    ],
)
def test_a_join_link_is_come_back_to_and_nothing_else(played, doors, client, wish, lands_on):
    person = User.objects.get(email="hana.kvetoslavova@example.org")
    answer = client.post("/demo/enter/", {"person": person.pk, "next": wish})
    assert answer.url == lands_on


@pytest.mark.parametrize(
    ("email", "page"),
    [
        ("leonie.achterfeld", "/seminars/deep-learning-theory/overview/"),
        ("ilse.brandwacht", "/seminars/deep-learning-theory/overview/"),
        ("nerea.ibarluzea", "/seminars/deep-learning-theory/duties/"),
        ("hana.kvetoslavova", "/seminars/deep-learning-theory/mine/"),
    ],
)
def test_one_click_leads_to_the_page_of_the_role(played, doors, client, email, page):
    user = User.objects.get(email=f"{email}@example.org")
    with clock.override(NOW):
        answer = client.post("/demo/enter/", {"person": user.pk}, follow=True)
    assert answer.redirect_chain == [(page, 302)] and answer.status_code == 200
    assert answer.context["user"] == user


@pytest.mark.django_db
def test_nobody_real_can_be_entered(doors, client):
    real = make_user("Real", email="real@tum.de")
    gone = make_user("Gone", is_active=False)
    for person in (real.pk, gone.pk, "", "x", 10**9):
        assert client.post("/demo/enter/", {"person": person}).status_code == 404
    assert client.get("/demo/enter/").status_code == 405
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_whoever_has_no_seminar_begins_on_the_start_page(doors, client):
    assert client.post("/demo/enter/", {"person": make_user().pk}).url == "/"


@pytest.mark.django_db
def test_the_door_needs_the_token_of_its_form(doors):
    assert Client(enforce_csrf_checks=True).post("/demo/enter/", {"person": make_user().pk}).status_code == 403


@pytest.mark.django_db
def test_the_outbox_shows_codes_and_links_that_lead_here(doors, client, settings):
    settings.EMAIL_BACKEND = "seminar.mail.backend.OutboxBackend"  # the test runner puts its own in the place of ours
    settings.SITE_URL = "http://testserver"
    user = make_account(email="hana@example.org", language="en")
    client.post(reverse("account_request_login_code"), {"email": user.email})
    Message.objects.create(
        kind="receipt", to_address=user.email, subject="Stored", body="See http://testserver/seminars/x/",
        language="en", created_at=NOW,
    )  # fmt: skip
    shown = client.get("/demo/outbox/", headers={"host": "localhost"}).content.decode()
    assert 'href="http://localhost/seminars/x/"' in shown
    code = Message.objects.get(is_account=True).body
    assert any(line.strip() and line.strip() in shown for line in code.splitlines())


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 1, 3])
def test_the_outbox_costs_the_same_for_any_number(doors, client, django_assert_num_queries, number):
    for place in range(number):
        Message.objects.create(
            kind="receipt",
            to_address="a@example.org",
            subject=f"No. {place}",
            body="<b>",
            language="en",
            created_at=NOW,
        )
    with django_assert_num_queries(2 if number else 1):
        shown = client.get("/demo/outbox/").content.decode()
    assert "<b>" not in shown.split("<main")[1]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_people_costs_the_same_for_any_number_of_them(django_assert_num_queries, number):
    made = make_seminar()
    for _person in range(number):
        make_holder(made)
    with django_assert_num_queries(3):
        (group,) = demonstration.people()
    assert [offer.text for offer in group.people[1:]] == ["Student. Has a paper and has handed in nothing yet."]


@pytest.mark.django_db
def test_each_student_offered_is_in_another_situation():
    made = make_seminar(slug="deep-learning-theory")
    people = [make_holder(made) for _person in range(4)]
    make_submission(people[1])
    make_submission(people[2])
    make_participation(made, "supervisor")
    (group,) = demonstration.people()
    assert [(offer.user, offer.text) for offer in group.people[2:]] == [
        (people[1].user, "Student. Has a paper and has handed in 1 file."),
        (people[0].user, "Student. Has a paper and has handed in nothing yet."),
    ]
    assert [offer.text.split(".")[0] for offer in group.people[:2]] == ["Organiser", "Supervisor"]


@pytest.mark.django_db
def test_a_click_leads_to_the_seminar_it_stands_under(doors, client):
    user = make_user()
    for slug in ("older", "newer"):
        make_participation(make_seminar(slug=slug), "student", user)
    for slug, page in (("newer", "newer"), ("older", "older"), ("", "older"), ("nowhere", "older")):
        answer = client.post("/demo/enter/", {"person": user.pk, "seminar": slug})
        assert answer.url == f"/seminars/{page}/mine/"

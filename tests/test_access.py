"""The access matrix: every address, read from the resolver, against a written table.

A page that is not for somebody answers exactly as an address that does not exist. Anonymous visitors are sent to the
sign-in page first, so that an address does not tell them anything either.
"""

from datetime import timedelta

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from seminar import clock
from seminar.assignment import actions
from seminar.mail.actions import queue
from tests.builders import (
    IN_WINDOW,
    local,
    make_offered,
    make_participation,
    make_preferences,
    make_seminar,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db

VIEWPOINTS = (
    "anonymous",
    "student",
    "second student",
    "waiting applicant",
    "left",
    "student elsewhere",
    "supervisor",
    "other supervisor",
    "organiser",
    "organiser elsewhere",
    "operator",
)
STUDENTS = ("student", "second student", "waiting applicant")
OUTSIDERS = ("anonymous", "left", "student elsewhere", "organiser elsewhere", "operator")
FOUNDERS = ("organiser", "organiser elsewhere", "operator")


def everybody(status):
    return dict.fromkeys(VIEWPOINTS, status)


def only(people, status):
    """`status` for these people, the sign-in page for anonymous visitors, 404 for everybody else."""
    return {**everybody(404), "anonymous": 302, **dict.fromkeys(people, status)}


ORGANISER = ("organiser",)
# address: what GET answers, what POST of an empty form answers. An authorised empty POST is refused by its form (422)
# or does what it says (302); a method that is not there is 405, also for those who may not.
TABLE = {
    "overview:start": (everybody(200), everybody(405)),
    "overview:privacy": (everybody(200), everybody(405)),
    "overview:accessibility": (everybody(200), everybody(405)),
    "overview:healthz": (everybody(200), everybody(405)),
    "overview:mine": (only(STUDENTS, 200), only(STUDENTS, 405)),
    "overview:cockpit": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "overview:record": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "overview:outbox": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "overview:send_held": (only(ORGANISER, 405), only(ORGANISER, 400)),
    "overview:message": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "overview:decision": (only(ORGANISER, 405), only(ORGANISER, 400)),
    "accounts:profile": ({**everybody(200), "anonymous": 302}, {**everybody(422), "anonymous": 302}),
    "accounts:language": (everybody(405), everybody(302)),
    "accounts:theme": (everybody(405), everybody(302)),
    "seminars:new": (only(FOUNDERS, 200), only(FOUNDERS, 422)),
    "seminars:public": (everybody(200), everybody(405)),
    "seminars:edit": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:dates": (only(ORGANISER, 200), only(ORGANISER, 302)),
    "seminars:announcement": (only(ORGANISER, 200), only(ORGANISER, 302)),
    "seminars:papers": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "seminars:new_paper": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:edit_paper": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:paper_position": (only(ORGANISER, 405), only(ORGANISER, 400)),
    "seminars:withdrawal": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:return_paper": (only(ORGANISER, 405), only(ORGANISER, 302)),
    "seminars:new_topic": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:edit_topic": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:topic_position": (only(ORGANISER, 405), only(ORGANISER, 400)),
    "seminars:topic_removal": (only(ORGANISER, 405), only(ORGANISER, 302)),
    "seminars:people": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "seminars:invitations": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:invitation_preview": (only(ORGANISER, 302), only(ORGANISER, 422)),
    "seminars:join_link": (only(ORGANISER, 405), only(ORGANISER, 400)),
    "seminars:removal": (only(ORGANISER, 200), only(ORGANISER, 422)),
    # Whoever has left is told on the page to write to the organisers; the link does not let them in again.
    "seminars:join": ({**everybody(302), **dict.fromkeys(OUTSIDERS, 200)}, {**everybody(302), "left": 404}),
    "preferences:catalogue": (everybody(200), everybody(405)),
    "preferences:paper": (everybody(200), everybody(405)),
    "preferences:addition": (only(STUDENTS, 405), only(STUDENTS, 302)),
    # An empty order from a page that had not seen the stored one: 409, the person is asked.
    "preferences:mine": (only(STUDENTS, 200), {**only(STUDENTS, 302), "student": 409}),
    "preferences:receipt": ({**only(STUDENTS, 302), "student": 200}, only(STUDENTS, 405)),
    "preferences:monitor": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "assignment:workbench": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "assignment:compute": (only(ORGANISER, 405), only(ORGANISER, 302)),
    "assignment:run": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "assignment:run_receipt": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "assignment:differences": (only(ORGANISER, 200), only(ORGANISER, 405)),
    # The run of the table is a trial: the page says why it cannot be published.
    "assignment:publication": (only(ORGANISER, 200), only(ORGANISER, 409)),
    "assignment:pins": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "assignment:lifting": (only(ORGANISER, 405), only(ORGANISER, 302)),
    "assignment:priority": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "assignment:refill": (only(ORGANISER, 200), only(ORGANISER, 409)),
    "assignment:placement": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "assignment:meeting": (only(ORGANISER, 200), only(ORGANISER, 302)),
    "assignment:deregister_other": (only(ORGANISER, 200), only(ORGANISER, 422)),
    # Whoever has left is led to their receipt.
    "assignment:deregistration": ({**only(STUDENTS, 200), "left": 302}, only((*STUDENTS, "left"), 405)),
    "assignment:deregistration_check": ({**only(STUDENTS, 200), "left": 302}, only((*STUDENTS, "left"), 302)),
    "assignment:deregistration_receipt": ({**only(STUDENTS, 302), "left": 200}, only((*STUDENTS, "left"), 405)),
    "assignment:my_paper": (only(STUDENTS, 200), only(STUDENTS, 405)),
    "assignment:rule": (everybody(200), everybody(405)),
}
# The assignment's addresses after the close, when a run is published.
PUBLISHED = {name: row for name, row in TABLE.items() if name.startswith("assignment:")} | {
    "assignment:publication": (only(ORGANISER, 200), only(ORGANISER, 302)),
    "assignment:refill": (only(ORGANISER, 200), only(ORGANISER, 302)),
}


def addresses(patterns, namespace=""):
    """Every named address with its pattern; allauth's pages are checked by their prefix below."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) == "accounts/":
                continue
            yield from addresses(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}", pattern


ADDRESSES = dict(addresses(get_resolver().url_patterns))


def written_to(person):
    """A mail of the seminar."""
    context = {"offered": None, "left_at": IN_WINDOW, "is_own_act": True}
    return queue(kind="deregistered", to_user=person.user, seminar=person.seminar, at=IN_WINDOW, context=context)


class World:
    """One seminar with everybody in it, another one, and what the addresses point at."""

    def __init__(self):
        self.seminar = make_seminar(slug="here", join_code="a-code", min_preferences=1)
        self.elsewhere = make_seminar(slug="elsewhere")
        supervisor = make_participation(self.seminar, "supervisor")
        other = make_participation(self.seminar, "supervisor")
        topic = make_topic(self.seminar)
        self.offered = make_offered(self.seminar, topic=topic, supervisor=supervisor)
        make_offered(self.seminar, topic=topic, supervisor=other)
        students = {name: make_participation(self.seminar) for name in STUDENTS}
        by = self.seminar.created_by
        left = make_participation(self.seminar, left_at=IN_WINDOW - timedelta(days=1), left_by=by, left_reason="asked")
        make_preferences(students["student"], [self.offered])
        self.organiser = self.seminar.participations.organisers().select_related("user", "seminar").get()
        runs = actions.compute(participation=self.organiser)
        second = students["second student"]
        pin = {"participation": self.organiser, "is_forbidden": True, "offered": self.offered, "reason": "no"}
        self.people = {
            **{name: row.user for name, row in students.items()},
            "left": left.user,
            "student elsewhere": make_participation(self.elsewhere).user,
            "supervisor": supervisor.user,
            "other supervisor": other.user,
            "organiser": by,
            "organiser elsewhere": self.elsewhere.created_by,
            "operator": make_user("The operator", is_superuser=True, is_staff=True, may_create_seminars=True),
        }
        self.values = {
            "slug": "here",
            "offered_id": self.offered.pk,
            "topic_id": topic.pk,
            "participation_id": second.pk,
            "code": "a-code",
            "number": runs[0].number,
            "pin_id": actions.set_pin(person=second, **pin).pk,
            "message_id": written_to(second).pk,
        }
        self.foreign = self.things_elsewhere(pin)

    def things_elsewhere(self, pin):
        """One of everything in the other seminar; its last run has a number that this seminar does not know."""
        offered = make_offered(self.elsewhere)
        organiser = self.elsewhere.participations.organisers().select_related("user", "seminar").get()
        student = self.elsewhere.participations.students().get()
        pin = actions.set_pin(**{**pin, "participation": organiser, "offered": offered}, person=student)
        actions.compute(participation=organiser)
        return {
            "offered_id": offered.pk,
            "topic_id": self.elsewhere.topics.first().pk,
            "participation_id": student.pk,
            "code": "another-code",
            "number": actions.compute(participation=organiser)[-1].number,
            "pin_id": pin.pk,
            "message_id": written_to(student).pk,
        }

    def publish(self):
        """What the organiser does after the close."""
        run = actions.compute(participation=self.organiser)[0]
        actions.publish(participation=self.organiser, run=run, reason="fair")
        self.values["number"] = run.number

    def address(self, name, **changed):
        wanted = ADDRESSES[name].pattern.converters
        return reverse(name, kwargs={key: {**self.values, **changed}[key] for key in wanted})


@pytest.fixture
def world():
    with clock.override(IN_WINDOW):
        yield World()


@pytest.fixture
def published(world):
    with clock.override(local(2021, 3, 10, 18)):
        world.publish()
    with clock.override(local(2021, 3, 10, 19)):
        yield world


def test_every_address_stands_in_the_table():
    assert set(ADDRESSES) == set(TABLE)


def answers(world, client, name):
    found = {"GET": {}, "POST": {}}
    for method in found:
        for viewpoint in VIEWPOINTS:
            client.logout()
            if viewpoint != "anonymous":
                client.force_login(world.people[viewpoint])
            # A browser never sends an entirely empty form: the token is always in it.
            send = client.get if method == "GET" else client.post
            found[method][viewpoint] = send(world.address(name), {"csrfmiddlewaretoken": "x"}).status_code
    return found["GET"], found["POST"]


@pytest.mark.parametrize("name", TABLE)
def test_answers_are_those_of_the_table(world, client, name):
    assert answers(world, client, name) == TABLE[name]


@pytest.mark.parametrize("name", PUBLISHED)
def test_answers_after_the_publication_are_those_of_the_table(published, client, name):
    assert answers(published, client, name) == PUBLISHED[name]


@pytest.mark.parametrize("name", [name for name in TABLE if len(ADDRESSES[name].pattern.converters) > 1])
@pytest.mark.parametrize("viewpoint", ["organiser", "student"])
def test_an_id_of_another_seminar_is_no_way_in(world, client, name, viewpoint):
    client.force_login(world.people[viewpoint])
    before = world.elsewhere.offered_papers.get().withdrawn_at
    for key in set(ADDRESSES[name].pattern.converters) - {"slug"}:
        address = world.address(name, **{key: world.foreign[key]})
        assert client.get(address).status_code in (404, 405)
        answer = client.post(address, {"reason": "no", "direction": "up"}, follow=False)
        # Adding a paper of another seminar ends on the own catalogue with a sentence instead of a 404.
        added = name == "preferences:addition" and viewpoint == "student"
        is_read_only = TABLE[name][1][viewpoint] == 405
        assert answer.status_code == (302 if added else 405 if is_read_only else 404)
    assert world.elsewhere.offered_papers.get().withdrawn_at == before
    assert not world.elsewhere.offered_papers.filter(preferences__isnull=False).exists()


def test_before_the_announcement_outsiders_find_nothing(world, client):
    world.seminar.announced_at = world.seminar.announced_by = None
    world.seminar.save()
    inside = ("supervisor", "other supervisor", "organiser")
    for name in ("seminars:public", "preferences:catalogue", "preferences:paper"):
        found = {}
        for viewpoint in VIEWPOINTS:
            client.logout()
            if viewpoint != "anonymous":
                client.force_login(world.people[viewpoint])
            found[viewpoint] = client.get(world.address(name)).status_code
        assert found == {**everybody(404), **dict.fromkeys(inside, 200)}


def test_account_pages_are_allauths_and_say_nothing_about_seminars(world, client):
    names = ["account_login", "account_signup", "account_reset_password", "account_request_login_code"]
    for name in names:
        answer = client.get(reverse(name))
        assert answer.status_code == 200
        assert world.people["student"].email not in answer.content.decode()
    for name in ("account_logout", "account_email", "account_change_password", "account_set_password"):
        assert client.get(reverse(name)).status_code == 302


def test_personal_pages_are_not_stored_anywhere(world, client):
    client.force_login(world.people["student"])
    for name in ("overview:mine", "preferences:mine", "preferences:receipt", "accounts:profile", "overview:start"):
        assert client.get(world.address(name))["Cache-Control"] == "private, no-store"

"""The pages and mails of the assignment in German: nothing of the English source is left."""

import re
from datetime import timedelta

import pytest

from accounts.models import User
from seminar import clock
from seminar.assignment import actions
from seminar.mail.models import Message, State
from tests.assignment.scene import CLOSED, PUBLISHED, computed, make_scene, page, pin
from tests.builders import local
from tests.test_translations import ENGLISH, words

pytestmark = pytest.mark.django_db

MEETING = local(2021, 4, 19, 15)
REASON = "Niemand liegt weit hinten"


@pytest.fixture
def scene(client):
    """Five lists for three places; one paper is fixed, one is excluded, one person has no list."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de-DE,de;q=0.9"
    lists = [[0, 1, 2], [0, 2, 1], [0, 1], [1, 0], [2, 0, 1], []]
    scene = make_scene(lists, title="Tiefes Lernen", language="de")
    User.objects.update(language="de")
    for person in (scene.organiser, *scene.students):
        person.user.refresh_from_db()
    pin(scene, scene.students[0], scene.papers[0], reason="Mit der Betreuung vereinbart")
    pin(scene, scene.students[1], scene.papers[3], is_forbidden=True, reason="Kennt das Paper schon")
    return scene


def publish(scene, at=PUBLISHED, change="free"):
    run = computed(scene, at=at - timedelta(minutes=1), change=change)
    with clock.override(at):
        return actions.publish(participation=scene.organiser, run=run, reason=REASON, hold=True)


def shown(client, name, scene, person, at, **parts) -> str:
    return words(page(client, name, scene, person.user, at, **parts).content.decode())


def leave(scene):
    """Who holds the fixed paper leaves a little later; everybody who waits has it on the list."""
    with clock.override(PUBLISHED + timedelta(minutes=10)):
        return actions.deregister(participation=scene.students[0])


def english(text: str) -> list[str]:
    """The words around every English one, for a message that shows the place."""
    return [text[max(0, found.start() - 40) : found.end() + 40] for found in ENGLISH.finditer(text)]


# ---- organisers -----------------------------------------------------------------------------------------------------

PAGES = ["overview:cockpit", "assignment:workbench", "assignment:differences", "assignment:pins", "assignment:refill"]
PAGES += ["assignment:meeting", "overview:outbox", "overview:record", "seminars:people", "assignment:rule"]


@pytest.mark.parametrize("name", PAGES)
def test_organisers_read_german_before_and_after_the_publication(client, scene, name):
    computed(scene)
    assert english(shown(client, name, scene, scene.organiser, CLOSED)) == []
    publish(scene)
    leave(scene)
    assert english(shown(client, name, scene, scene.organiser, MEETING)) == []


def test_a_run_and_every_reason_in_it_are_german(client, scene):
    run = computed(scene)
    client.force_login(scene.organiser.user)
    for person in scene.students[:5]:
        with clock.override(CLOSED):
            answer = client.get(f"/seminars/{scene.seminar.slug}/assignment/runs/{run.number}/?person={person.pk}")
        text = words(answer.content.decode())
        assert f"Warum dieses Ergebnis für {person.user.name}?" in text
        assert english(text) == []


def test_the_publication_page_says_in_german_what_changes_and_what_happened(client, scene):
    run = computed(scene)
    text = shown(client, "assignment:publication", scene, scene.organiser, CLOSED, number=run.number)
    assert "Veröffentlichen und 5 E-Mails senden" in text and "mit dem ersten Wunsch" in text
    assert english(text) == []
    published = publish(scene).run
    for one, said in ((published, "5 E-Mails sind noch NICHT gesendet"), (run, "lässt sich nicht veröffentlichen")):
        text = shown(client, "assignment:publication", scene, scene.organiser, MEETING, number=one.number)
        assert said in text and english(text) == []


def test_a_contradiction_is_german(client, scene):
    data = {"person": scene.students[2].pk, "decision": "fix", "paper": scene.papers[0].pk, "reason": "Versprochen"}
    text = words(page(client, "assignment:pins", scene, scene.organiser.user, CLOSED, data).content.decode())
    names = f"{scene.students[0].user.name}, {scene.students[2].user.name}"
    assert f"hat 1 Platz, aber diese Personen sind darauf festgelegt: {names}." in text
    assert english(text) == []


# ---- students -------------------------------------------------------------------------------------------------------

OWN_PAGES = ["overview:mine", "assignment:my_paper", "assignment:deregistration", "assignment:deregistration_check"]


@pytest.mark.parametrize("name", OWN_PAGES)
def test_students_read_german_before_and_after_the_publication(client, scene, name):
    texts = [shown(client, name, scene, scene.students[0], CLOSED)]
    publish(scene)
    texts += [shown(client, name, scene, person, PUBLISHED) for person in scene.students]
    assert [english(text) for text in texts] == [[]] * 7


def test_leaving_is_confirmed_in_german(client, scene):
    publish(scene)
    person = scene.students[0]
    page(client, "assignment:deregistration_check", scene, person.user, PUBLISHED, {"left_reason": "Zu viel Arbeit"})
    text = shown(client, "assignment:deregistration_receipt", scene, person, PUBLISHED)
    assert "Sie haben sich abgemeldet" in text and english(text) == []


# ---- mails ----------------------------------------------------------------------------------------------------------


def test_every_mail_of_the_assignment_is_german(scene):
    publish(scene)
    leave(scene)
    publish(scene, at=PUBLISHED + timedelta(hours=1), change="keep_all")
    mails = list(Message.objects.filter(kind__in=["assignment", "deregistered"]))
    assert {mail.state for mail in mails} == {State.HELD, State.NEW}
    assert len(mails) == 7
    subjects = {mail.subject.removeprefix("[Tiefes Lernen] ") for mail in mails}
    assert subjects == {"Ihr Paper", "Zuteilung und Warteliste", "Abmeldung vom Seminar"}
    for mail in mails:
        assert mail.body.startswith(f"Guten Tag {mail.recipient.name},")
        assert english(re.sub(r"http\S+|Second Author", "", mail.body)) == []

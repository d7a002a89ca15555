"""Before the publication a student learns nothing; afterwards nothing about anybody else."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from seminar import clock
from seminar.assignment import actions, querysets
from seminar.assignment.models import Run
from seminar.seminars.models import Participation
from tests.access.viewpoints import ADDRESSES
from tests.assignment.scene import CLOSED, LATE, PUBLISHED, computed, make_scene, pin, publish
from tests.builders import make_participation

pytestmark = pytest.mark.django_db

SENTINEL = "Zephyrine-Quastenflosser"
LISTS = [[0, 1, 2], [0, 1, 2], [0, 2, 1], [1, 0, 2], [2, 0, 1], [0, 1, 3]]
CHANGES_EVERY_TIME = re.compile(r'(csrfmiddlewaretoken" value="|nonce="|nonce-)[\w+/=-]+')


@pytest.fixture
def scene():
    scene = make_scene(LISTS, slug="here", join_code="a-code")
    for number, student in enumerate(scene.students):
        User.objects.filter(pk=student.user_id).update(name=f"Sentinel{number} Person", email=f"sentinel{number}@x.org")
        student.user.refresh_from_db()
    return scene


def values_of(scene) -> dict:
    return {
        "slug": "here",
        "offered_id": scene.papers[0].pk,
        "topic_id": scene.seminar.topics.first().pk,
        "participation_id": scene.students[1].pk,
        "number": 1,
        "pin_id": getattr(scene.seminar.pins.first(), "pk", 1),
        "message_id": getattr(scene.seminar.messages.first(), "pk", 1),
        "code": "a-code",
    }


def everything(client, scene, user, at) -> dict[str, tuple]:
    """Every address there is, asked as this person: status, headers and body, without what is new every time."""
    client.force_login(user)
    values, found = values_of(scene), {}
    for name, pattern in ADDRESSES.items():
        wanted = pattern.pattern.converters
        if set(wanted) <= set(values):
            address = reverse(name, kwargs={key: values[key] for key in wanted})
            with clock.override(at):
                answer = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            kept = {key: value for key, value in answer.headers.items() if key != "Expires"}
            headers = {key: CHANGES_EVERY_TIME.sub(r"\1", value) for key, value in kept.items()}
            found[name] = (answer.status_code, headers, CHANGES_EVERY_TIME.sub(r"\1", body.decode()))
    return found


def decide_a_lot(scene):
    """Runs, pins, exclusions, groups: everything organisers do before they publish."""
    computed(scene, at=CLOSED)
    pin(scene, scene.students[0], scene.papers[2], reason=f"{SENTINEL} wants it")
    pin(scene, scene.students[1], scene.papers[0], is_forbidden=True, reason=f"Not her, {SENTINEL}")
    pin(scene, scene.students[2], None, reason=f"Not him, {SENTINEL}")
    with clock.override(CLOSED):
        actions.set_priority(participation=scene.organiser, person=scene.students[3], priority=2, reason=SENTINEL)
    computed(scene, at=CLOSED)


@pytest.mark.parametrize("at", [CLOSED + timedelta(minutes=1), LATE])
def test_before_the_publication_no_answer_depends_on_what_organisers_have_done(client, scene, at):
    before = [everything(client, scene, student.user, at) for student in scene.students[:4:3]]
    decide_a_lot(scene)
    after = [everything(client, scene, student.user, at) for student in scene.students[:4:3]]
    assert Run.objects.count() == 8
    for then, now in zip(before, after, strict=True):
        for name, answer in then.items():
            assert now[name] == answer, name


def names_of(scene, person) -> list[str]:
    people = scene.seminar.participations.students().exclude(pk=person.pk).select_related("user")
    return [word for row in people for word in (row.user.name, row.user.email) if word]


def test_after_the_publication_no_answer_names_anybody_else_or_a_reason(client, scene):
    decide_a_lot(scene)
    publish(scene)
    with clock.override(PUBLISHED + timedelta(days=1)):
        actions.deregister(participation=querysets.holders(scene.seminar).last(), reason=SENTINEL)
        person, free = querysets.waiting_list(scene.seminar)[0], next(iter(querysets.free_places(scene.seminar)))
        actions.place_by_hand(participation=scene.organiser, person=person, offered=free, reason=SENTINEL)
    make_participation(scene.seminar, joined_at=PUBLISHED + timedelta(days=1))
    for person in Participation.objects.filter(seminar=scene.seminar, role="student"):
        answers = everything(client, scene, person.user, PUBLISHED + timedelta(days=2))
        assert person.has_left or answers["assignment:my_paper"][0] == 200
        for name, (_status, headers, body) in answers.items():
            assert SENTINEL not in body and SENTINEL not in str(headers), name
            for other in names_of(scene, person):
                assert other not in body and other not in str(headers), (name, other)


def test_mails_of_students_name_nobody_else(scene):
    decide_a_lot(scene)
    publish(scene)
    for mail in scene.seminar.messages.filter(kind="assignment"):
        person = scene.seminar.participations.get(user=mail.recipient)
        assert SENTINEL not in mail.body
        assert not [other for other in names_of(scene, person) if other in mail.body + mail.subject]


def test_organisers_pages_do_not_exist_for_students(client, scene):
    decide_a_lot(scene)
    publish(scene)
    names = ["workbench", "run", "run_receipt", "differences", "publication", "pins", "refill", "placement", "meeting"]
    answers = everything(client, scene, scene.students[0].user, PUBLISHED)
    assert {answers[f"assignment:{name}"][0] for name in names} == {404}

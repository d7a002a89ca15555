"""From the close of the preferences to the first weeks: the one next action of organisers, and what needs attention."""

from datetime import timedelta

import pytest

from seminar import clock
from seminar.assignment import actions, querysets
from seminar.assignment.agenda import Progress
from seminar.assignment.vacancies import Vacancies
from seminar.mail.models import Message, State
from tests.assignment.scene import CLOSED, LATE, PUBLISHED, computed, make_scene, pin, publish
from tests.builders import IN_WINDOW, local, make_milestones, make_participation
from tests.overview.pages import page, text

pytestmark = pytest.mark.django_db

ALIKE = [[0, 1, 2, 3]] * 4
MEETING = local(2021, 4, 19, 15)


@pytest.fixture
def scene():
    return make_scene(ALIKE)


def cockpit(client, scene, at):
    answer = page(client, "overview:cockpit", scene.seminar, scene.organiser.user, at)
    assert answer.status_code == 200
    assert answer.content.decode().count("btn-primary") == 1
    return answer


def action(client, scene, at=CLOSED):
    return cockpit(client, scene, at).context["action"].act


def notices(client, scene, at=CLOSED):
    return {notice.text: notice for notice in cockpit(client, scene, at).context["cockpit"].notices}


def leave(scene, at=PUBLISHED + timedelta(days=1)):
    with clock.override(at):
        actions.deregister(participation=querysets.holders(scene.seminar).first())


def test_the_next_action_goes_from_the_close_through_the_first_weeks(client, scene):
    computed(scene, at=IN_WINDOW)
    assert action(client, scene, IN_WINDOW) == "See the preferences"
    assert action(client, scene) == "Compute alternatives"  # trials do not count
    computed(scene)
    assert action(client, scene) == "Choose and publish"
    publish(scene, hold=True)
    assert action(client, scene, PUBLISHED) == "Go to the mails"
    Message.objects.update(state=State.NEW)
    assert action(client, scene, PUBLISHED) == "Check the dates"
    assert action(client, scene, MEETING) == "Mark"
    with clock.override(MEETING):
        actions.mark_meeting(participation=scene.organiser, states={scene.students[0].pk: "present"})
    assert action(client, scene, MEETING) == "Check the dates"
    leave(scene, MEETING)
    assert action(client, scene, MEETING) == "Refill"
    publish(scene, at=MEETING + timedelta(hours=1), change="keep_all")
    assert action(client, scene, MEETING + timedelta(hours=1)) == "Check the dates"


def test_who_is_late_reads_it(client, scene):
    assert "planned time has passed" not in cockpit(client, scene, CLOSED).context["action"].text
    assert "planned time has passed" in cockpit(client, scene, LATE).context["action"].text
    notice = notices(client, scene, LATE)["students wait for the assignment"]
    assert notice.number == 4 and notice.url.endswith("/dates/")
    publish(scene, at=LATE + timedelta(minutes=5))
    assert "students wait for the assignment" not in notices(client, scene, LATE + timedelta(minutes=5))


def test_without_a_planned_time_nobody_is_late(client):
    scene = make_scene(ALIKE, milestones=False)
    make_milestones(scene.seminar, assignment=(None, None, True))
    assert "students wait for the assignment" not in notices(client, scene, LATE)


def test_free_places_need_attention_while_people_wait(client, scene):
    publish(scene)
    assert "place is free" not in notices(client, scene, PUBLISHED)  # three places, three holders
    leave(scene)
    notice = notices(client, scene, PUBLISHED + timedelta(days=1))["place is free"]
    assert (notice.number, notice.why) == (1, "1 person is waiting.")
    assert notice.url.endswith("/assignment/refill/")


def test_the_figures_are_those_of_the_refill_page(scene):
    def agree():
        progress, vacancies = Progress(scene.seminar, PUBLISHED), Vacancies(scene.seminar)
        free = min(sum(vacancies.free.values()), vacancies.room)
        assert (progress.free, progress.waiting) == (free, len(vacancies.waiting))
        return progress.free

    publish(scene)
    make_participation(scene.seminar, joined_at=PUBLISHED + timedelta(hours=1))
    assert agree() == 0
    leave(scene)
    assert agree() == 1
    leave(scene)
    assert agree() == 2


def test_a_free_place_for_which_nobody_waits_does_not(client):
    scene = make_scene([[0, 1], [1, 0]])
    publish(scene)
    leave(scene)
    assert "place is free" not in notices(client, scene, PUBLISHED + timedelta(days=1))


def test_held_and_failed_mails_need_attention(client, scene):
    publish(scene, hold=True)
    notice = notices(client, scene, PUBLISHED)["mails are NOT sent yet"]
    assert notice.number == 4 and notice.url.endswith("/outbox/")
    first, second = Message.objects.all()[:2]
    Message.objects.filter(pk=first.pk).update(state=State.FAILED)
    Message.objects.filter(pk=second.pk).update(state=State.UNCERTAIN)
    found = notices(client, scene, PUBLISHED)
    assert found["mails are NOT sent yet"].number == found["mails may not have arrived"].number == 2


def test_a_contradiction_is_named_with_names(client, scene):
    paper = scene.papers[0]
    paper.places = 2
    paper.save()
    for student in scene.students[:2]:
        pin(scene, student, paper)
    assert not any(text.startswith("contradiction") for text in notices(client, scene))
    paper.places = 1
    paper.save()
    (notice,) = [row for text, row in notices(client, scene).items() if text.startswith("contradiction")]
    assert scene.students[0].user.name in notice.why and scene.papers[0].paper.title in notice.why
    assert notice.url.endswith("/assignment/pins/")


def test_the_people_page_leads_to_de_registration_for_students_only(client, scene):
    shown = text(page(client, "seminars:people", scene.seminar, scene.organiser.user))
    assert shown.count("/deregistration/") == len(scene.students)


@pytest.mark.parametrize("more", [1, 30])
def test_the_page_costs_the_same_after_the_publication(client, django_assert_num_queries, more):
    scene = make_scene([[0, 1, 2]] * (3 + more))
    pin(scene, scene.students[0], scene.papers[0])
    publish(scene)
    leave(scene)
    for _ in range(more):
        make_participation(scene.seminar)
    client.force_login(scene.organiser.user)
    with django_assert_num_queries(16):
        page(client, "overview:cockpit", scene.seminar, at=PUBLISHED + timedelta(days=2))

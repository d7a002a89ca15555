"""De-registration: explained, checked, done, with a receipt; after the last day only by an organiser with a reason."""

from datetime import timedelta

import pytest

from seminar.assignment import querysets
from seminar.mail.models import Message
from seminar.seminars.models import Participation
from tests.assignment.scene import OVER, PUBLISHED, make_scene, page, publish, text
from tests.builders import IN_WINDOW, make_milestones, make_participation

pytestmark = pytest.mark.django_db

ALIKE = [[0, 1, 2, 3]] * 4
LAST_SECOND = OVER - timedelta(seconds=1)


@pytest.fixture
def scene():
    scene = make_scene(ALIKE)
    publish(scene)
    Message.objects.all().delete()
    return scene


def holder(scene):
    return querysets.holders(scene.seminar).first()


def title_of(scene, person):
    return next(paper.paper.title for paper in scene.papers if paper.pk == person.paper_id)


# ---- the student's own act ------------------------------------------------------------------------------------------


def test_the_first_page_explains_and_does_nothing(client, scene):
    person = holder(scene)
    found = text(page(client, "assignment:deregistration", scene, person.user))
    for words in (
        "Mon 3 May 2021, 23:59 CEST",
        f"“{title_of(scene, person)}” becomes free at once",
        "No grade is recorded.",
        "The organisers see it at once. You get a receipt by mail.",
        "university’s own system",
        "Stay in the seminar",
    ):
        assert words in found
    assert "btn-danger" not in found and "<form" not in found[found.index("<main") : found.index("</main>")]
    assert page(client, "assignment:deregistration", scene, data={}).status_code == 405


def test_whoever_waits_leaves_the_waiting_list(client, scene):
    (waiting,) = querysets.waiting_list(scene.seminar)
    assert "You leave the waiting list." in text(page(client, "assignment:deregistration", scene, waiting.user))


def test_before_the_publication_it_says_nothing_of_papers_or_lists(client):
    scene = make_scene(ALIKE)
    found = text(page(client, "assignment:deregistration", scene, scene.students[0].user, IN_WINDOW))
    assert "Your preferences are not used" in found and "waiting list" not in found and "becomes free" not in found


def test_the_second_page_asks_the_third_is_the_receipt(client, scene):
    person = holder(scene)
    asked = text(page(client, "assignment:deregistration_check", scene, person.user))
    assert asked.count("btn-danger") == 1 and "(optional)" in asked
    assert Participation.objects.get(pk=person.pk).left_at is None

    answer = page(client, "assignment:deregistration_check", scene, data={"left_reason": "Too much", "x": "y"})
    assert answer.status_code == 302 and answer["Location"].endswith("/deregistration/receipt/")
    left = Participation.objects.get(pk=person.pk)
    assert (left.left_at, left.left_by, left.left_reason) == (PUBLISHED, person.user, "Too much")
    found = text(page(client, "assignment:deregistration_receipt", scene, at=PUBLISHED + timedelta(hours=1)))
    assert "You have de-registered" in found and "Wed 10 Mar 2021, 17:00:00 CET" in found
    assert f"“{title_of(scene, person)}” is free" in found and "No grade is recorded." in found
    assert person.user.email in found
    (mail,) = Message.objects.all()
    assert mail.recipient == person.user and title_of(scene, person) in mail.body
    assert person.paper_id in {paper.pk for paper in querysets.free_places(scene.seminar)}


def test_pressing_twice_or_going_back_leads_to_the_same_receipt(client, scene):
    person = holder(scene)
    for _time in range(2):
        answer = page(client, "assignment:deregistration_check", scene, person.user, data={"x": "y"})
        assert answer["Location"].endswith("/deregistration/receipt/")
    assert page(client, "assignment:deregistration", scene)["Location"].endswith("/deregistration/receipt/")
    assert Message.objects.count() == 1
    assert page(client, "overview:mine", scene).status_code == 404


def test_whoever_is_still_there_has_no_receipt(client, scene):
    answer = page(client, "assignment:deregistration_receipt", scene, holder(scene).user)
    assert answer["Location"].endswith("/deregistration/")


def test_a_reason_that_is_too_long_is_not_lost(client, scene):
    answer = page(client, "assignment:deregistration_check", scene, holder(scene).user, data={"left_reason": "x" * 301})
    assert answer.status_code == 422 and "x" * 301 in answer.content.decode() and "<title>Error:" in text(answer)
    assert not Message.objects.exists()


def test_it_is_possible_until_the_last_second_and_not_after(client, scene):
    person = holder(scene)
    assert page(client, "assignment:deregistration_check", scene, person.user, LAST_SECOND).status_code == 200
    for name in ("assignment:deregistration", "assignment:deregistration_check"):
        answer = page(client, name, scene, person.user, OVER)
        found = text(answer)
        assert answer.status_code == 200 and "<form" not in found[found.index("<main") : found.index("</main>")]
        assert "The last day was" in found and "Mon 3 May 2021, 23:59 CEST" in found
        assert "mailto:seminar@example.org" in found
    answer = page(client, "assignment:deregistration_check", scene, data={"x": "y"}, at=OVER)
    assert answer.status_code == 409 and "Tue 4 May 2021, 00:00:00 CEST" in text(answer)
    assert Participation.objects.get(pk=person.pk).left_at is None


def test_a_page_opened_in_time_and_sent_too_late_is_refused_by_the_decision(client, scene, monkeypatch):
    person = holder(scene)
    monkeypatch.setattr("seminar.clock.decided_now", lambda seminar: OVER)
    answer = page(client, "assignment:deregistration_check", scene, person.user, LAST_SECOND, data={"x": "y"})
    assert answer.status_code == 409 and "The last day was" in text(answer)
    assert Participation.objects.get(pk=person.pk).left_at is None


def test_without_a_last_day_the_page_says_so(client):
    scene = make_scene(ALIKE, milestones=False)
    make_milestones(scene.seminar, deregistration=(None, None, True))
    found = text(page(client, "assignment:deregistration", scene, scene.students[0].user))
    assert "not set yet" in found and "btn-danger" not in found


def test_the_step_says_until_when_and_then_that_the_person_stayed(client, scene):
    def step(at):
        answer = page(client, "overview:mine", scene, holder(scene).user, at)
        return next(task for task, _is_behind in answer.context["steps"] if task.key == "deregistration")

    assert step(PUBLISHED).status == "possible" and step(PUBLISHED).url.endswith("/deregistration/")
    assert (step(OVER).status, step(OVER).detail, step(OVER).url) == ("done", "You stayed.", "")


# ---- by an organiser ------------------------------------------------------------------------------------------------


def test_an_organiser_does_it_after_the_last_day_with_a_reason(client, scene):
    person = holder(scene)
    listed = text(page(client, "seminars:people", scene, scene.organiser.user, OVER))
    address = f"/seminars/{scene.seminar.slug}/people/{person.pk}/deregistration/"
    assert address in listed
    assert f"/people/{scene.supervisor.pk}/deregistration/" not in listed
    parts = {"participation_id": person.pk}
    asked = text(page(client, "assignment:deregister_other", scene, at=OVER, **parts))
    assert f"“{title_of(scene, person)}” becomes free at once" in asked and "send 1 mail" in asked
    refused = page(client, "assignment:deregister_other", scene, at=OVER, data={"left_reason": " "}, **parts)
    assert refused.status_code == 422 and Participation.objects.get(pk=person.pk).left_at is None
    done = page(client, "assignment:deregister_other", scene, at=OVER, data={"left_reason": "Ill"}, **parts)
    assert done.status_code == 302
    left = Participation.objects.get(pk=person.pk)
    assert (left.left_by, left.left_reason) == (scene.organiser.user, "Ill")
    (mail,) = Message.objects.all()
    assert mail.recipient == person.user and "Ill" not in mail.body

    found = text(page(client, "assignment:deregistration_receipt", scene, person.user, OVER))
    assert "The organisers have taken you out of the seminar" in found and "Ill" not in found
    assert title_of(scene, person) in found


def test_only_present_students_of_this_seminar_can_be_taken_out(client, scene):
    left = make_participation(scene.seminar, left_at=IN_WINDOW, left_by=scene.organiser.user)
    foreign = make_scene([[0, 1]]).students[0]
    for person in (left, foreign, scene.supervisor, scene.organiser):
        answer = page(
            client, "assignment:deregister_other", scene, scene.organiser.user, data={"left_reason": "No"},
            participation_id=person.pk,
        )  # fmt: skip
        assert answer.status_code == 404


def test_nobody_else_comes_in(client, scene):
    person = holder(scene)
    for user in (person.user, scene.supervisor.user):
        answer = page(client, "assignment:deregister_other", scene, user, participation_id=person.pk)
        assert answer.status_code == 404
    for name in ("deregistration", "deregistration_check", "deregistration_receipt"):
        for user in (scene.organiser.user, scene.supervisor.user):
            assert page(client, f"assignment:{name}", scene, user).status_code == 404
        client.logout()
        assert page(client, f"assignment:{name}", scene).status_code == 302


@pytest.mark.parametrize("more", [1, 30])
@pytest.mark.parametrize("name", ["deregistration", "deregistration_check"])
def test_the_pages_cost_the_same_in_a_full_seminar(client, django_assert_num_queries, name, more):
    scene = make_scene([[0, 1, 2]] * (2 + more))
    publish(scene)
    client.force_login(holder(scene).user)
    with django_assert_num_queries(9):
        page(client, f"assignment:{name}", scene)

"""A student's own talk: nothing before the publication, then time and place, the slides in use, and consent."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from seminar import clock
from seminar.programme import actions, agenda
from seminar.programme.models import Consent
from tests.builders import local, make_participation, make_seminar
from tests.programme.laid_out import CHANGING, PLANNING, act, make_house, publish, text, visit
from tests.second_half import make_holder, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house(3)


def mine(client, house, number=1, **values):
    return visit(client, house, "my_talk", user=house.people[number].user, **values)


def plain(answer):
    return " ".join(text(answer).replace("<time", " <time").split())


# ---- before and after -----------------------------------------------------------------------------------------------


def test_before_the_publication_it_says_what_is_waited_for(client, house):
    shown = text(mine(client, house))
    assert "The organisers publish the programme before it." in shown
    for secret in ("09:35", "Morning", "Room 1", "Tomasz"):
        assert secret not in shown


def test_time_place_moderator_and_the_order_of_the_session(client, house):
    publish(house)
    shown = text(mine(client, house))
    assert "Thu 29 Jul 2021, 09:35–10:10 CEST" in shown and "Room 1" in shown
    assert "Talk 2 of 3 in its session." in shown and "Moderator: Tomasz Wierzbowiak" in shown
    assert shown.index("Speaker A") < shown.index("Speaker C")
    assert shown.count('aria-current="true"') == 1


def test_a_moved_talk_names_old_time_and_reason(client, house):
    publish(house)
    act("swap_talks", house, person=house.people[0], other=house.people[1])
    publish(house, reason="Two talks change places.", at=CHANGING)
    shown = text(mine(client, house, at=CHANGING))
    assert "Your talk was moved." in shown and "09:35–10:10" in shown and "Two talks change places." in shown
    assert "Your talk was moved." not in text(mine(client, house, 2, at=CHANGING))


def test_whoever_came_later_or_holds_no_paper_reads_that(client, house):
    publish(house)
    late, waiting = make_holder(house.seminar), make_participation(house.seminar)
    assert "You are not in the published programme yet." in text(visit(client, house, "my_talk", user=late.user))
    shown = text(visit(client, house, "my_talk", user=waiting.user))
    assert "You hold no paper at the moment" in shown and "name_is_public" not in shown


def test_the_slides_in_use_are_named(client, house):
    assert "No version that counts is there yet." in text(mine(client, house))
    make_submission(house.people[1], "final-slides", at=PLANNING)
    stored = make_submission(house.people[1], "final-slides", at=PLANNING)
    shown = text(mine(client, house))
    assert "Version 2 is used." in shown
    assert reverse("submissions:receipt", args=[house.seminar.slug, stored.receipt]) in shown


# ---- consent --------------------------------------------------------------------------------------------------------


def test_consent_is_stored_at_once_and_can_be_taken_back(client, house):
    answer = mine(client, house, data={"name_is_public": "on"})
    assert answer.status_code == 302
    stored = Consent.objects.get()
    assert (stored.participation, stored.name_is_public, stored.slides_are_public) == (house.people[1], True, False)
    assert stored.given_at == PLANNING
    shown = text(mine(client, house))
    assert "Stored. It holds at once" in shown and shown.count(" checked") == 1
    mine(client, house, data={"slides_are_public": "on"})
    stored.refresh_from_db()
    assert (stored.name_is_public, stored.slides_are_public) == (False, True)
    mine(client, house, data={"slides_are_public": "on"})
    first, second = house.seminar.log_entries.filter(what="consent.set").order_by("pk")
    assert first.after == {"name_is_public": True, "slides_are_public": False} == second.before
    assert first.subject == "Speaker B"


def test_without_a_paper_nobody_consents(client, house):
    waiting = make_participation(house.seminar)
    assert visit(client, house, "my_talk", user=waiting.user, data={"name_is_public": "on"}).status_code == 404
    with pytest.raises(PermissionDenied), clock.override(PLANNING):
        actions.set_consent(participation=waiting, name_is_public=True, slides_are_public=True)
    assert not Consent.objects.exists()


def test_only_students_of_the_seminar(client, house):
    gone = house.people[0]
    gone.left_at, gone.left_by = PLANNING, gone.user
    gone.save()
    for user in (house.organiser.user, house.supervisor.user, make_seminar().created_by, gone.user):
        assert visit(client, house, "my_talk", user=user).status_code == 404
        assert visit(client, house, "my_talk", user=user, data={}).status_code == 404
    assert visit(client, house, "my_talk", user="nobody").status_code == 302


# ---- the agenda -----------------------------------------------------------------------------------------------------


def task(person, at=PLANNING):
    (found,) = agenda.tasks_for(person, at)
    return found


def test_the_task_names_the_slot_once_it_is_published(house):
    person = house.people[1]
    person.seminar = house.seminar
    before = task(person)
    assert before.status == "later" and "09:35" not in before.detail and before.url.endswith("/talk/")
    publish(house)
    assert "Thu 29 Jul 2021, 09:35–10:10 CEST, Room 1" in task(person).detail.replace("\N{NO-BREAK SPACE}", " ")
    assert task(person, local(2021, 7, 29, 8)).status == "in_progress"
    assert task(person, local(2021, 7, 31)).status == "over"


def test_without_a_paper_there_is_no_link(house):
    waiting = make_participation(house.seminar)
    assert (task(waiting).url, task(waiting).title) == ("", "Block seminar")


def notices(house, at):
    seminar = type(house.seminar).objects.get(pk=house.seminar.pk)
    return [(row.number, row.text) for row in agenda.notices_for(seminar, at)]


def test_organisers_are_told_what_is_missing():
    house = make_house(0, waiting=2)
    assert notices(house, PLANNING) == [(2, "talks have no place in the programme")]
    house.seminar.sessions.all().delete()
    assert notices(house, local(2021, 6, 1)) == []
    assert notices(house, local(2021, 7, 3)) == [(2, "talks have to be laid out")]
    assert notices(house, local(2021, 8, 2)) == []


def test_organisers_are_told_what_is_not_published(house):
    assert notices(house, PLANNING) == []
    assert notices(house, local(2021, 7, 16)) == [(3, "talks are laid out, and not published")]
    publish(house)
    assert notices(house, local(2021, 7, 16)) == []
    act("swap_talks", house, person=house.people[0], other=house.people[1])
    assert notices(house, local(2021, 7, 16)) == [(2, "changes of the programme are not published")]


# ---- how much -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, django_assert_num_queries, number):
    house = make_house(number)
    publish(house)
    make_submission(house.people[0], "final-slides", at=PLANNING)
    client.force_login(house.people[0].user)
    with clock.override(PLANNING), django_assert_num_queries(18):
        client.get(reverse("programme:my_talk", args=[house.seminar.slug]))

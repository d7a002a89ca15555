"""The programme as everybody reads it: nothing before the publication, names and slides only with consent."""

import re
from datetime import time

import pytest
from django.http import HttpResponse
from django.urls import reverse

from seminar import clock
from seminar.assignment.actions import deregister_by_organiser
from seminar.programme import actions
from seminar.programme.models import Consent
from tests.builders import local, make_participation, make_seminar
from tests.programme.laid_out import CHANGING, PLANNING, act, make_house, publish, text, visit
from tests.second_half import DAY_1, make_holder, make_session, make_submission, make_talk

pytestmark = pytest.mark.django_db
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
ON_THE_DAY = local(2021, 7, 29, 9, 40)


@pytest.fixture
def house():
    return make_house(3)


def consent(person, name=False, slides=False):
    with clock.override(PLANNING):
        return actions.set_consent(participation=person, name_is_public=name, slides_are_public=slides)


def slides_of(house, person, **fields):
    return make_submission(person, "final-slides", at=PLANNING, **fields)


# ---- before the publication -----------------------------------------------------------------------------------------


def test_before_the_publication_the_page_names_the_days_and_nothing_else(client, house):
    shown = text(visit(client, house, "public", user="nobody"))
    assert "The programme appears before the block seminar:" in shown and "Fri 30 Jul 2021" in shown
    for secret in ("Speaker", "Morning", "Room 1", "09:00", "Draft"):
        assert secret not in shown
    assert "Draft of the programme" in text(visit(client, house, "public"))


def test_without_dates_it_says_so(client):
    house = make_house(0, block=None)
    assert "when the dates of the block seminar are known" in text(visit(client, house, "public", user="nobody"))


def test_no_answer_depends_on_the_draft(client):
    """With an empty and with a full draft outsiders and students get the same, byte by byte."""
    house = make_house(0, waiting=3)
    viewpoints = ["nobody", house.people[0].user, make_participation(house.seminar).user]

    def answers():
        found = []
        for user in viewpoints:
            for name in ("public", "my_talk"):
                answer = visit(client, house, name, user=user)
                found.append((answer.status_code, TOKEN.sub(b"", answer.content)))
        return found

    house.seminar.sessions.all().delete()
    empty = answers()
    session = make_session(house.seminar, DAY_1, title="Sentinel", place="Sentinel room")
    for person in house.people:
        make_talk(person, session)
    assert answers() == empty
    assert not any(b"Sentinel" in content or b"09:35" in content for _status, content in empty)
    act("move_talk", house, person=house.people[0], by=1)
    assert answers() == empty


def test_an_unannounced_seminar_shows_nothing(client):
    house = make_house(1, announced=False)
    publish(house)
    assert visit(client, house, "public", user="nobody").status_code == 404


# ---- after it -------------------------------------------------------------------------------------------------------


def test_days_are_headings_and_every_talk_carries_its_time(client, house):
    act("place_talk", house, person=house.people[2], session=house.second, position=1)
    publish(house)
    shown = text(visit(client, house, "public", user="nobody"))
    assert re.findall(r"<h2[^>]*><time[^>]*>([^<]+)", shown) == ["Thursday, 29 July 2021", "Friday, 30 July 2021"]
    articles = re.findall(r"<article>.*?</article>", shown)
    times = [re.search(r'<time datetime="([^"]+)">([^<]+)</time>', article).groups() for article in articles]
    assert times == [
        ("2021-07-29T09:00+02:00", "09:00–09:35"),
        ("2021-07-29T09:35+02:00", "09:35–10:10"),
        ("2021-07-30T14:00+02:00", "14:00–14:35"),
    ]
    assert all("<h3>" in article for article in articles)
    assert "3 talks on 2 days. A talk takes 25 minutes, followed by 10 minutes of questions." in shown
    assert "Moderator: Tomasz Wierzbowiak" in shown and "Room 2" in shown


def test_outsiders_read_a_name_only_with_consent(client, house):
    publish(house)
    assert "Speaker" not in text(visit(client, house, "public", user="nobody"))
    consent(house.people[1], name=True)
    shown = text(visit(client, house, "public", user="nobody"))
    assert "Speaker B" in shown and "Speaker A" not in shown and shown.count("Student talk") == 2
    consent(house.people[1], name=False)
    assert "Speaker" not in text(visit(client, house, "public", user="nobody"))
    stranger = make_seminar().created_by
    assert "Speaker" not in text(visit(client, house, "public", user=stranger))


def test_whoever_takes_part_reads_all_names_and_whoever_waits_or_has_left_does_not(client, house):
    publish(house)
    for user in (house.people[0].user, house.supervisor.user):
        assert text(visit(client, house, "public", user=user)).count("Speaker ") >= 3
    left, waiting = house.people[1], make_participation(house.seminar)
    left.left_at, left.left_by = PLANNING, left.user
    left.save()
    for user in (left.user, waiting.user):
        assert "Speaker A" not in text(visit(client, house, "public", user=user))


def test_papers_lead_to_their_page(client, house):
    publish(house)
    offered = house.people[0].hand_placements.get().offered
    shown = text(visit(client, house, "public", user="nobody"))
    assert f'<a href="{reverse("preferences:paper", args=[house.seminar.slug, offered.pk])}">' in shown
    assert "ICML 2020" in shown


def test_a_later_move_of_the_draft_does_not_show(client, house):
    publish(house)
    before = visit(client, house, "public", user="nobody").content
    act("swap_talks", house, person=house.people[0], other=house.people[1])
    house.first.title = "Sentinel"
    house.first.save()
    assert TOKEN.sub(b"", visit(client, house, "public", user="nobody").content) == TOKEN.sub(b"", before)


def test_a_change_is_said_with_time_and_reason(client, house):
    publish(house)
    assert "Changed" not in text(visit(client, house, "public", user="nobody"))
    act("swap_talks", house, person=house.people[0], other=house.people[1])
    publish(house, reason="Two talks change places.", at=CHANGING)
    shown = re.sub(r"</?time[^>]*>", "", text(visit(client, house, "public", user="nobody")))
    assert "Changed Mon 26 Jul 2021, 18:20 CEST.</strong> Two talks change places." in shown


def test_the_talk_of_somebody_who_left_is_cancelled_and_nameless(client, house):
    consent(house.people[0], name=True, slides=True)
    slides_of(house, house.people[0])
    publish(house)
    with clock.override(CHANGING):
        deregister_by_organiser(participation=house.organiser, person=house.people[0], reason="asked")
    shown = text(visit(client, house, "public", user="nobody"))
    assert "Cancelled" in shown and "Speaker A" not in shown and "Slides" not in shown
    assert visit(client, house, "slides", house.people[0].talk.pk, user="nobody").status_code == 404


def test_breaks_and_lunch_stand_between_the_talks(client):
    house = make_house(3)
    house.first.break_after, house.first.break_minutes = 2, 20
    house.first.save()
    noon = make_session(house.seminar, DAY_1, time(12, 30))
    make_talk(make_holder(house.seminar), noon)
    publish(house)
    shown = " ".join(re.sub(r"<[^>]*>", " ", text(visit(client, house, "public", user="nobody"))).split())
    assert "10:10–10:30 Break" in shown and "11:05–12:30 Lunch" in shown


def test_the_talk_that_is_on_is_named_on_the_day(client, house):
    publish(house)
    shown = text(visit(client, house, "public", user="nobody", at=ON_THE_DAY))
    assert f'href="#talk-{house.people[1].talk.pk}"' in shown and "<b>Now</b>" in shown
    assert "<b>Now</b>" not in text(visit(client, house, "public", user="nobody", at=CHANGING))


# ---- slides ---------------------------------------------------------------------------------------------------------


def test_slides_are_offered_only_with_consent_and_only_what_counts(client, house):
    slides_of(house, house.people[0])
    publish(house)
    address = reverse("programme:slides", args=[house.seminar.slug, house.people[0].talk.pk])
    assert address not in text(visit(client, house, "public", user="nobody"))
    consent(house.people[0], slides=True)
    consent(house.people[1], slides=True)
    shown = text(visit(client, house, "public", user="nobody"))
    assert address in shown and shown.count(">Slides<") == 1
    assert visit(client, house, "slides", house.people[1].talk.pk, user="nobody").status_code == 404


def test_the_address_of_the_slides_asks_the_same_question(client, house, monkeypatch):
    stored = slides_of(house, house.people[0])
    handed_out = []
    monkeypatch.setattr(
        "seminar.programme.views.public.file_answer", lambda row, **_told: handed_out.append(row) or HttpResponse()
    )
    talk = house.people[0].talk.pk
    assert visit(client, house, "slides", talk, user="nobody").status_code == 404  # nothing is published
    consent(house.people[0], slides=True)
    assert visit(client, house, "slides", talk, user="nobody").status_code == 404
    publish(house)
    assert visit(client, house, "slides", talk, user="nobody").status_code == 200 and handed_out == [stored]
    consent(house.people[0], slides=False)
    for user in ("nobody", house.people[1].user, make_seminar().created_by):
        assert visit(client, house, "slides", talk, user=user).status_code == 404
    for user in (house.people[0].user, house.supervisor.user, house.organiser.user):
        assert visit(client, house, "slides", talk, user=user).status_code == 200
    other = make_house(1)
    assert visit(client, other, "slides", talk, user=other.organiser.user).status_code == 404


@pytest.mark.parametrize("name", [False, True])
def test_the_file_is_not_called_after_a_speaker_whose_name_is_not_public(client, house, monkeypatch, name):
    """Who offers the slides need not show the name."""
    called = []
    monkeypatch.setattr(
        "seminar.submissions.views.files._answer",
        lambda path, kind, file_name: called.append(file_name) or HttpResponse("slides"),
    )
    slides_of(house, house.people[0])
    consent(house.people[0], name=name, slides=True)
    publish(house)
    for user in ("nobody", house.people[1].user):
        assert visit(client, house, "slides", house.people[0].talk.pk, user=user).status_code == 200
    assert called == ["final-slides_a_v1.pdf" if name else "final-slides_v1.pdf", "final-slides_a_v1.pdf"]


# ---- how much -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, django_assert_num_queries, number):
    house = make_house(number)
    address = reverse("programme:public", args=[house.seminar.slug])
    with clock.override(PLANNING), django_assert_num_queries(4):
        client.get(address)
    publish(house)
    with clock.override(PLANNING), django_assert_num_queries(7):
        client.get(address)
    for person in house.people:
        Consent.objects.create(participation=person, name_is_public=True, slides_are_public=True, given_at=PLANNING)
        slides_of(house, person)
    with clock.override(PLANNING), django_assert_num_queries(11):
        assert client.get(address).content.count(b">Slides<") == number

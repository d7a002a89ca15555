"""The page of the moment: which talk is on, what is left of it, and that it never becomes another talk by itself."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from seminar import clock
from seminar.grading.models import Appointment
from seminar.programme import actions
from seminar.programme.models import Talk
from seminar.programme.running import minutes_left
from seminar.seminars.models import OfferedPaper, Participation
from tests.builders import local, make_participation
from tests.programme.laid_out import make_house, publish, text, visit
from tests.second_half import AFTER, IN_TALK, make_credit, make_submission

pytestmark = pytest.mark.django_db


def at(hour, minute=0, day=29):
    return local(2021, 7, day, hour, minute)


@pytest.fixture
def house():
    house = make_house(talks=3)
    publish(house)
    return house


def talk_of(person) -> Talk:
    return Talk.objects.get(participation=person)


def title_of(person):
    return OfferedPaper.objects.get(hand_placements__participation=person).paper.title


def supervise(house, person, supervisor):
    OfferedPaper.objects.filter(hand_placements__participation=person).update(supervisor=supervisor)


# ---- what is on -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        (at(9), "Talk until 09:25, 25 minutes left"),
        (at(9, 21), "Talk until 09:25, 4 minutes left"),
        (at(9, 24) + timedelta(seconds=30), "Talk until 09:25, 1 minute left"),
        (at(9, 25), "Questions until 09:35, 10 minutes left"),
        (at(9, 34), "Questions until 09:35, 1 minute left"),
    ],
)
def test_the_talk_that_is_on_and_what_is_left_of_it(client, house, moment, left):
    answer = visit(client, house, "now", at=moment)
    shown = text(answer)
    assert answer.status_code == 200 and left in shown
    assert title_of(house.people[0]) in shown.split("</h1>")[0]
    assert "Now, " in shown and "09:00–09:35" in shown


def test_an_end_is_exclusive_and_the_next_talk_is_on(client, house):
    assert visit(client, house, "now", at=at(9, 35)).context["slot"].person == house.people[1]
    assert visit(client, house, "now", at=at(9, 35) - timedelta(seconds=1)).context["slot"].person == house.people[0]


def test_every_name_is_a_button_and_the_speaker_is_not(client, house):
    shown = text(visit(client, house, "now", at=IN_TALK))
    speaker, *others = house.people
    assert f'id="person-{speaker.pk}"' not in shown
    assert 'class="person is-speaker"' in shown and "speaks" in shown
    for person in others:
        assert f'name="person" value="{person.pk}"' in shown
    assert "Each improves the grade by 0.1, all together by at most 0.3." in shown


def test_the_next_talks_of_the_day_with_their_breaks(client):
    house = make_house(talks=3)
    with clock.override(at(9, day=1)):
        house.first.break_after = 1
        house.first.save()
    publish(house)
    shown = text(visit(client, house, "now", at=at(9, 5))).split(">Next<")[1]
    assert shown.index("09:35–09:50") < shown.index("Break") < shown.index(title_of(house.people[1]))
    assert shown.index("09:50–10:25") < shown.index("10:40–11:15")


def test_what_is_published_holds_and_not_the_draft(client, house):
    """The draft is changed on the day; the page follows what everybody was told."""
    with clock.override(at(8)):
        actions.swap_talks(participation=house.organiser, person=house.people[0], other=house.people[2])
    assert visit(client, house, "now", at=at(9, 5)).context["slot"].person == house.people[0]


def test_other_days_are_not_next(client, house):
    shown = text(visit(client, house, "now", at=at(10, 40)))
    assert ">Next<" not in shown


# ---- sheet, slides, paper -------------------------------------------------------------------------------------------


def test_the_sheet_is_offered_to_whoever_grades(client, house):
    speaker = house.people[0]
    supervise(house, speaker, house.supervisor)
    address = reverse("grading:sheet", args=[house.seminar.slug, speaker.pk, "presentation"])
    assert address in text(visit(client, house, "now", at=IN_TALK, user=house.supervisor.user))
    assert address not in text(visit(client, house, "now", at=IN_TALK))
    Appointment.objects.create(
        participation=speaker, grader=house.organiser, appointed_at=AFTER, appointed_by=house.organiser.user
    )
    assert address in text(visit(client, house, "now", at=IN_TALK))
    assert address not in text(visit(client, house, "now", at=IN_TALK, user=house.supervisor.user))


def test_the_slides_are_the_final_ones_else_the_first(client, house):
    speaker = house.people[0]
    assert "no slides handed in" in text(visit(client, house, "now", at=IN_TALK))
    first = make_submission(speaker, "first-slides")
    shown = text(visit(client, house, "now", at=IN_TALK))
    assert reverse("submissions:file", args=[house.seminar.slug, first.receipt]) in shown
    assert "First version of the slides" in shown
    make_submission(speaker, "final-slides")
    shown = text(visit(client, house, "now", at=IN_TALK))
    assert reverse("programme:slides", args=[house.seminar.slug, talk_of(speaker).pk]) in shown
    assert first.receipt not in shown


def test_a_file_is_offered_to_whoever_may_read_it(client, house):
    """Final slides are for all of the staff; the first version is for organisers and the supervisor of the paper."""
    speaker, other = house.people[0], house.supervisor.user
    make_submission(speaker, "first-slides")
    shown = text(visit(client, house, "now", at=IN_TALK, user=other))
    assert "no final slides handed in" in shown and "/hand-in/" not in shown.split("<main")[1]
    supervise(house, speaker, house.supervisor)
    assert "First version of the slides" in text(visit(client, house, "now", at=IN_TALK, user=other))
    make_submission(speaker, "final-slides")
    supervise(house, speaker, None)
    address = reverse("programme:slides", args=[house.seminar.slug, talk_of(speaker).pk])
    assert address in text(visit(client, house, "now", at=IN_TALK, user=other))


def test_a_late_file_that_does_not_count_is_not_offered(client, house):
    make_submission(house.people[0], "final-slides", at=IN_TALK)
    assert "no slides handed in" in text(visit(client, house, "now", at=IN_TALK))


# ---- no talk now ----------------------------------------------------------------------------------------------------


def test_before_the_first_talk_the_next_one_is_named(client, house):
    shown = text(visit(client, house, "now", at=at(8, 50)))
    assert "No talk now" in shown and "Next on Thu 29 Jul 2021," in shown
    for person in house.people:
        assert reverse("programme:talk", args=[house.seminar.slug, talk_of(person).pk]) in shown


def test_before_the_block_seminar_it_says_when_it_begins(client, house):
    shown = text(visit(client, house, "now", at=at(12, day=20)))
    assert "The block seminar begins on Thu 29 Jul 2021." in shown
    early = visit(client, house, "talk", talk_of(house.people[0]).pk, at=at(12, day=20))
    assert early.status_code == 200
    assert "The block seminar begins on Thu 29 Jul 2021." in text(early) and 'name="person"' not in text(early)


def test_afterwards_the_talks_are_listed_with_their_questions(client, house):
    make_credit(talk_of(house.people[0]), house.people[1], house.organiser.user)
    shown = text(visit(client, house, "now", at=AFTER))
    assert "The last talk is over." in shown and "1 question" in shown


def test_without_a_published_programme_no_talk_is_on(client):
    house = make_house(talks=2)
    answer = visit(client, house, "now", at=IN_TALK)
    shown = text(answer)
    assert answer.status_code == 200 and "No talk now" in shown and "is not published yet" in shown
    assert reverse("programme:talk", args=[house.seminar.slug, talk_of(house.people[0]).pk]) in shown


def test_with_nothing_laid_out(client):
    assert "No talk is laid out yet." in text(visit(client, make_house(talks=0), "now", at=IN_TALK))


def test_whoever_left_gives_no_talk(client, house):
    speaker = house.people[0]
    Participation.objects.filter(pk=speaker.pk).update(left_at=at(8), left_by=house.organiser.user)
    shown = text(visit(client, house, "now", at=IN_TALK))
    assert "No talk now" in shown and "cancelled" in shown
    shown = text(visit(client, house, "talk", talk_of(speaker).pk, at=IN_TALK))
    assert "cancelled" in shown and 'name="person"' not in shown


# ---- one talk at any time -------------------------------------------------------------------------------------------


def test_the_page_of_a_talk_offers_the_one_that_is_on_and_stays(client, house):
    answer = visit(client, house, "talk", talk_of(house.people[0]).pk, at=at(9, 40))
    shown = text(answer)
    assert answer.context["slot"].person == house.people[0]
    assert "over since 09:35" in shown and "Another talk is on:" in shown and title_of(house.people[1]) in shown
    assert 'name="person"' in shown


def test_the_line_with_the_time_asks_for_its_own_talk_only(client, house):
    """What refreshes by itself is the line with the time, from the page of this talk: never the page of the moment."""
    shown = text(visit(client, house, "now", at=IN_TALK))
    clock_line = shown.split('id="clock"')[1].split(">")[0]
    own = reverse("programme:talk", args=[house.seminar.slug, talk_of(house.people[0]).pk])
    assert f'hx-get="{own}"' in clock_line and 'hx-select="#clock"' in clock_line
    assert "every 60s" not in text(visit(client, house, "talk", talk_of(house.people[0]).pk, at=AFTER))


def test_the_times_of_the_other_day(client, house):
    with clock.override(at(9, day=1)):
        house.second.day, house.second.starts = date(2021, 7, 30), time(14)
    shown = text(visit(client, house, "talk", talk_of(house.people[1]).pk, at=at(9, day=30)))
    assert "Thu 29 Jul 2021" in shown and "09:35–10:10" in shown and "over since" not in shown


def test_minutes_are_rounded_up():
    assert minutes_left(timedelta(seconds=1)) == "1 minute left"
    assert minutes_left(timedelta(minutes=4)) == "4 minutes left"
    assert minutes_left(timedelta(minutes=4, seconds=1)) == "5 minutes left"


# ---- who, and how much ----------------------------------------------------------------------------------------------


def test_only_staff(client, house):
    people = [house.people[0].user, house.people[1].user, make_participation(house.seminar).user]
    people += [make_house(talks=1).organiser.user]
    talk = talk_of(house.people[0]).pk
    for user in people:
        for name, args in (("now", ()), ("talk", (talk,))):
            assert visit(client, house, name, *args, user=user, at=IN_TALK).status_code == 404
    for name, args in (("now", ()), ("talk", (talk,))):
        assert visit(client, house, name, *args, user="nobody", at=IN_TALK).status_code == 302
        assert visit(client, house, name, *args, user=house.supervisor.user, at=IN_TALK).status_code == 200
        assert visit(client, house, name, *args, data={}, at=IN_TALK).status_code == 405
    assert visit(client, house, "talk", 4711, at=IN_TALK).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_any_number(client, django_assert_num_queries, number):
    house = make_house(talks=number + 1)
    publish(house)
    speaker, *others = house.people
    for person in others:
        make_credit(talk_of(speaker), person, house.organiser.user)
        make_submission(person, "final-slides")
    client.force_login(house.organiser.user)
    talk = reverse("programme:talk", args=[house.seminar.slug, talk_of(speaker).pk])
    now = reverse("programme:now", args=[house.seminar.slug])
    for address, moment, queries in ((now, IN_TALK, 16), (talk, AFTER, 17), (now, AFTER, 10)):
        with clock.override(moment), django_assert_num_queries(queries):
            client.get(address)

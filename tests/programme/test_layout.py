"""Times follow from the start and the lengths: nothing overlaps inside a session, breaks are where they should be."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar.programme import layout
from seminar.programme.filling import shares
from seminar.programme.models import Session
from tests.builders import local
from tests.programme.laid_out import act, make_house, order, publish
from tests.second_half import DAY_1, make_holder, make_session, make_talk

MINUTE = timedelta(minutes=1)


def clocks(slots):
    return [f"{slot.start.astimezone(local(2021, 7, 1).tzinfo):%H:%M}" for slot in slots]


# ---- times ----------------------------------------------------------------------------------------------------------


@given(
    talk=st.integers(1, 240), questions=st.integers(0, 120), after=st.integers(0, 6), pause=st.integers(0, 240),
    number=st.integers(0, 30), day=st.dates(date(2021, 3, 20), date(2021, 11, 10)), hour=st.integers(0, 23),
)  # fmt: skip
def test_talks_follow_one_another_and_breaks_are_where_they_should_be(talk, questions, after, pause, number, day, hour):
    session = Session(
        day=day, starts=time(hour), talk_minutes=talk, question_minutes=questions, break_after=after,
        break_minutes=pause,
    )  # fmt: skip
    start = layout.start_of(session, "Europe/Berlin")
    talks, breaks = layout.spans(session, start, number)
    assert len(talks) == number
    assert all(span.end - span.start == (talk + questions) * MINUTE for span in talks)
    for place, (earlier, later) in enumerate(pairwise(talks), 1):
        gap = pause * MINUTE if after and place % after == 0 else timedelta()
        assert later.start - earlier.end == gap
        assert (place in breaks) == bool(gap)
        if gap:
            assert (breaks[place].start, breaks[place].end) == (earlier.end, later.start)
    assert number not in breaks
    if talks:
        assert talks[0].start == start


@pytest.mark.django_db
def test_a_session_as_the_draft_shows_it():
    house = make_house(4)
    house.first.talk_minutes, house.first.question_minutes = 25, 10
    house.first.break_after, house.first.break_minutes = 2, 20
    house.first.save()
    morning, afternoon = layout.draft(house.seminar).sittings
    starts = [slot.start - local(2021, 7, 29, 9) for slot in morning.slots]
    assert starts == [minutes * MINUTE for minutes in (0, 35, 90, 125)]
    assert [bool(slot.pause) for slot in morning.slots] == [False, True, False, False]
    # One more talk would come after the second break.
    assert morning.next_start == local(2021, 7, 29, 12)
    assert morning.end == local(2021, 7, 29, 11, 40)
    assert (afternoon.slots, afternoon.start, afternoon.end) == ((), local(2021, 7, 30, 14), local(2021, 7, 30, 14))


@pytest.mark.django_db
def test_a_session_over_the_change_of_the_clock_keeps_its_lengths():
    house = make_house(0)
    night = make_session(house.seminar, date(2021, 10, 31), time(1, 30), talk_minutes=60, question_minutes=0)
    for _number in range(3):
        make_talk(make_holder(house.seminar), night)
    slots = layout.draft(house.seminar).sittings[-1].slots
    assert [slot.end - slot.start for slot in slots] == [60 * MINUTE] * 3
    assert slots[-1].end == local(2021, 10, 31, 3, 30)  # 1:30, twice 2:30, 3:30


@pytest.mark.django_db
def test_the_place_of_the_block_seminar_holds_where_a_session_has_none():
    house = make_house(1)
    house.seminar.milestones.filter(kind="block").update(place="Lecture hall")
    house.first.place = ""
    house.first.save()
    house.seminar = type(house.seminar).objects.get(pk=house.seminar.pk)
    assert [sitting.place for sitting in layout.draft(house.seminar).sittings] == ["Lecture hall", "Room 2"]


@pytest.mark.django_db
def test_whoever_has_no_place_stands_in_the_order_of_the_papers():
    house = make_house(1, waiting=2)
    assert [person.user.name for person in layout.draft(house.seminar).waiting] == ["Speaker B", "Speaker C"]
    late = make_holder(house.seminar, supervisor=house.supervisor)
    house.seminar.offered_papers.filter(pk=layout.draft(house.seminar).waiting[-1].paper_id).update(position=0)
    assert layout.draft(house.seminar).waiting[0] == late


# ---- as published ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_nothing_is_placed_before_the_publication():
    house = make_house(2)
    assert layout.published(house.seminar) is None and layout.placed(house.seminar) == {}


@pytest.mark.django_db
def test_placed_tells_moments_place_and_which_talk_it_is(django_assert_num_queries):
    house = make_house(2)
    publish(house)
    with django_assert_num_queries(2):
        placed = layout.placed(house.seminar)
    assert set(placed) == {row.pk for row in house.people}
    second = placed[house.people[1].pk]
    assert (second.start, second.end) == (local(2021, 7, 29, 9, 35), local(2021, 7, 29, 10, 10))
    assert (second.place, second.session_title, second.moderator) == ("Room 1", "Morning", "Tomasz Wierzbowiak")
    assert (second.number, second.version, second.talk_pk) == (2, 1, house.people[1].talk.pk)


@pytest.mark.django_db
def test_a_version_stays_what_it_was():
    house = make_house(2)
    version = publish(house)
    kept = layout.placed(house.seminar)
    act("move_talk", house, person=house.people[0], by=1)
    house.first.title, house.first.starts = "Later", time(11)
    house.first.save()
    assert layout.placed(house.seminar) == kept
    version.refresh_from_db()
    assert [talk["participation"] for talk in layout.talks_of(version)] == [row.pk for row in house.people]
    assert "Speaker" not in str(version.content)


# ---- one button for everybody ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_empty_programme_is_filled_by_topic_and_evenly():
    house = make_house(0, waiting=5)
    assert act("fill_programme", house) == 5
    assert order(house) == [["A", "B", "C"], ["D", "E"]]
    assert act("fill_programme", house) == 0


@pytest.mark.django_db
def test_whoever_has_a_place_keeps_it_when_the_rest_is_laid_out():
    house = make_house(1, waiting=2)
    act("fill_programme", house)
    assert order(house) == [["A", "B"], ["C"]]


@pytest.mark.django_db
@pytest.mark.parametrize("people", [0, 1, 4, 7, 20])
def test_sessions_are_filled_only_as_far_as_there_is_time(people):
    """Two sessions in the morning with room for two and one talk, one in the evening without an end."""
    house = make_house(0, waiting=0)
    house.seminar.sessions.all().delete()
    make_session(house.seminar, DAY_1, time(9), talk_minutes=20, question_minutes=10)
    make_session(house.seminar, DAY_1, time(10, 15), talk_minutes=20, question_minutes=10)
    make_session(house.seminar, DAY_1, time(11), talk_minutes=20, question_minutes=10)
    draft = layout.draft(house.seminar)
    draft = layout.Draft(draft.seminar, draft.days, tuple(house.people) + (None,) * people, {}, None)
    first, second, third = shares(draft)
    assert first + second + third == people
    assert first <= 2 and second <= 1


@pytest.mark.django_db
def test_no_session_no_filling():
    house = make_house(0, waiting=2)
    house.seminar.sessions.all().delete()
    assert act("fill_programme", house) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_the_draft_costs_five_queries_for_any_number(django_assert_num_queries, number):
    house = make_house(number, waiting=number)
    seminar = type(house.seminar).objects.prefetch_related("milestones").get(pk=house.seminar.pk)
    with django_assert_num_queries(5):
        assert len(layout.draft(seminar).slots) == number

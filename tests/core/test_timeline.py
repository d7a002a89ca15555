"""The dates of the summer semester 2021, and what they mean a second before, at and after every edge."""

import subprocess
import sys
from datetime import date, datetime, time, timedelta

import pytest

from seminar.core.timeline import KINDS, Milestone, Timeline, exclusive_end, read_local
from tests.core.summer_2021 import BERLIN, SECOND, at, make_block, make_milestones, make_timeline


def around(moment):
    return [moment - SECOND, moment, moment + SECOND]


def test_the_core_loads_neither_django_nor_celery():
    code = "import sys, seminar.core.timeline, seminar.core.grades; print({'django', 'celery'} & set(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "set()"


def test_the_six_dates_and_their_shapes():
    assert [(kind.key, str(kind.shape), kind.edges) for kind in KINDS] == [
        ("preferences", "window", ("starts", "ends")),
        ("assignment", "moment", ("starts",)),
        ("first_meeting", "meeting", ("starts", "ends")),
        ("deregistration", "deadline", ("ends",)),
        ("hand_in", "deadline", ("ends",)),
        ("block", "days", ("starts", "ends")),
    ]


# What a milestone and a timeline refuse


def test_a_naive_datetime_is_refused_everywhere():
    naive = datetime(2021, 3, 10, 12)
    timeline = make_timeline()

    for ask in (
        lambda: Milestone("assignment", naive),
        lambda: Milestone("hand_in", ends=naive),
        lambda: timeline.state("preferences", naive),
        lambda: timeline.phase(naive),
        lambda: timeline.upcoming(naive),
        lambda: timeline.next_deadline(naive),
    ):
        with pytest.raises(ValueError, match="zone"):
            ask()


def test_a_milestone_refuses_an_unknown_kind_and_an_edge_of_another_shape():
    with pytest.raises(ValueError, match="no such milestone"):
        Milestone("holiday", at(2021, 3, 1))
    with pytest.raises(ValueError, match="assignment has no ends"):
        Milestone("assignment", ends=at(2021, 3, 1))
    with pytest.raises(ValueError, match="hand_in has no starts"):
        Milestone("hand_in", at(2021, 3, 1))


def test_a_timeline_holds_every_kind_once_and_in_order():
    timeline = Timeline(BERLIN, reversed(make_milestones(block=None)))

    assert [milestone.key for milestone in timeline.milestones] == [kind.key for kind in KINDS]
    assert not timeline.get("block").is_known
    with pytest.raises(KeyError):
        timeline.get("holiday")
    with pytest.raises(ValueError, match="twice"):
        Timeline(BERLIN, make_milestones() + make_milestones())


# States, half-open


@pytest.mark.parametrize(
    ("key", "edge", "states"),
    [
        ("preferences", at(2021, 2, 25), ["before", "open", "open"]),
        ("preferences", at(2021, 3, 10, 12, 1), ["open", "over", "over"]),
        ("assignment", at(2021, 3, 10, 18), ["before", "over", "over"]),
        ("first_meeting", at(2021, 4, 19, 14), ["before", "open", "open"]),
        ("first_meeting", at(2021, 4, 19, 16), ["open", "over", "over"]),
        ("deregistration", at(2021, 5, 4), ["open", "over", "over"]),
        ("hand_in", at(2021, 7, 2), ["open", "over", "over"]),
        ("block", at(2021, 7, 29), ["before", "open", "open"]),
        ("block", at(2021, 7, 31), ["open", "over", "over"]),
    ],
)
def test_a_second_before_at_and_after_each_edge(key, edge, states):
    timeline = make_timeline(block=make_block((7, 29), (7, 30)))

    assert [timeline.state(key, moment) for moment in around(edge)] == states
    assert [timeline.is_open(key, moment) for moment in around(edge)] == [state == "open" for state in states]


@pytest.mark.parametrize("clock_change", [date(2021, 3, 28), date(2021, 10, 31)])
def test_a_window_across_a_clock_change_closes_at_the_time_on_the_wall(clock_change):
    starts = read_local(clock_change - timedelta(days=3), time(9), BERLIN)
    ends = exclusive_end(clock_change + timedelta(days=3), time(23, 59), BERLIN)
    timeline = make_timeline(preferences=Milestone("preferences", starts, ends))

    last = read_local(clock_change + timedelta(days=3), time(23, 59), BERLIN)
    assert timeline.is_open("preferences", last + 59 * SECOND)
    assert not timeline.is_open("preferences", last + 60 * SECOND)


def test_the_question_may_be_asked_in_any_zone():
    eastern = datetime.fromisoformat("2021-03-10T06:00:59-05:00")

    assert make_timeline().is_open("preferences", eastern)
    assert not make_timeline().is_open("preferences", eastern + SECOND)


@pytest.mark.parametrize("moment", [at(2000, 1, 1), at(2021, 3, 1), at(2035, 1, 1)])
def test_a_missing_date_means_not_yet(moment):
    timeline = Timeline(BERLIN)

    assert {timeline.state(kind.key, moment) for kind in KINDS} == {"unknown"}
    assert timeline.phase(moment) == "announced"
    assert timeline.next_deadline(moment) is None


def test_a_window_with_one_date_is_never_open():
    no_end = make_timeline(preferences=Milestone("preferences", at(2021, 2, 25)))
    no_start = make_timeline(preferences=Milestone("preferences", ends=at(2021, 3, 10)))

    assert [no_end.state("preferences", moment) for moment in around(at(2021, 2, 25))] == ["before"] + ["unknown"] * 2
    assert [no_start.state("preferences", moment) for moment in around(at(2021, 3, 10))] == ["unknown"] + ["over"] * 2
    assert no_end.phase(at(2021, 3, 1)) == "announced"


@pytest.mark.parametrize(
    "milestone",
    [
        Milestone("assignment", at(2021, 3, 28), has_time=False),
        Milestone("first_meeting", at(2021, 3, 28), has_time=False),
        Milestone("block", at(2021, 3, 28), has_time=False),
    ],
)
def test_a_date_without_a_time_lasts_the_whole_day_also_a_short_one(milestone):
    timeline = make_timeline(**{milestone.key: milestone})

    assert [timeline.state(milestone.key, moment) for moment in around(at(2021, 3, 28))] == ["before", "open", "open"]
    assert [timeline.state(milestone.key, moment) for moment in around(at(2021, 3, 29))] == ["open", "over", "over"]


# Phases


@pytest.mark.parametrize(
    ("edge", "before", "after"),
    [
        (at(2021, 2, 25), "announced", "preferences"),
        (at(2021, 3, 10, 12, 1), "preferences", "assignment"),
        (at(2021, 4, 19, 14), "assignment", "first_meeting"),
        (at(2021, 4, 19, 16), "first_meeting", "reports"),
        (at(2021, 7, 2), "reports", "programme"),
        (at(2021, 7, 29), "programme", "block"),
        (at(2021, 7, 31), "block", "grades"),
    ],
)
def test_phases_of_summer_2021(edge, before, after):
    timeline = make_timeline(block=make_block((7, 29), (7, 30)))

    assert [timeline.phase(moment) for moment in around(edge)] == [before, after, after]


def test_while_the_block_seminar_is_open_the_programme_is_the_last_phase():
    assert make_timeline().phase(at(2030, 1, 1)) == "programme"


def test_missing_dates_hand_their_phase_to_the_next_known_date():
    no_window = make_timeline(preferences=None)
    no_meeting = make_timeline(first_meeting=None)

    assert [no_window.phase(m) for m in around(at(2021, 3, 10, 18))] == ["announced", "assignment", "assignment"]
    assert no_meeting.phase(at(2021, 4, 20)) == "assignment"
    assert [no_meeting.phase(m) for m in around(at(2021, 5, 4))] == ["assignment", "reports", "reports"]


# What comes next


def test_upcoming_is_in_time_order_with_open_dates_last():
    timeline = make_timeline()

    keys = [kind.key for kind in KINDS]
    assert [milestone.key for milestone in timeline.upcoming(at(2021, 1, 1))] == keys
    assert [milestone.key for milestone in timeline.upcoming(at(2021, 3, 10, 12, 0, 59))] == keys
    assert [milestone.key for milestone in timeline.upcoming(at(2021, 3, 10, 12, 1))] == keys[1:]
    assert [milestone.key for milestone in timeline.upcoming(at(2030, 1, 1))] == ["block"]
    unknown_window = make_timeline(preferences=None)
    assert [milestone.key for milestone in unknown_window.upcoming(at(2021, 1, 1))] == keys[1:5] + [
        "preferences",
        "block",
    ]


def test_the_next_deadline_is_within_a_month_and_among_the_keys():
    timeline = make_timeline()
    close = at(2021, 3, 10, 12, 1)

    assert timeline.next_deadline(close - timedelta(days=31) - SECOND) is None
    assert timeline.next_deadline(close - timedelta(days=31)).key == "preferences"
    assert timeline.next_deadline(close - SECOND).key == "preferences"
    assert timeline.next_deadline(close) is None
    assert timeline.next_deadline(close, within=timedelta(days=365)).key == "deregistration"
    assert timeline.next_deadline(close, keys={"hand_in"}, within=timedelta(days=365)).key == "hand_in"
    assert timeline.next_deadline(at(2021, 7, 2), within=timedelta(days=3650)) is None

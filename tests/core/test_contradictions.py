"""Dates in the wrong order are named in pairs; dates that read the same are fine."""

from datetime import UTC, datetime, time

import pytest

from seminar.core.timeline import Contradiction, Milestone, Timeline
from tests.core.summer_2021 import BERLIN, at, make_block, make_timeline, until


def test_the_dates_of_summer_2021_do_not_contradict_each_other():
    assert make_timeline().contradictions() == []
    assert make_timeline(block=make_block((7, 29), (7, 30))).contradictions() == []
    assert Timeline(BERLIN).contradictions() == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            Milestone("preferences", at(2021, 3, 11), until(2021, 3, 10, time(12, 0))),
            [("preferences", "starts", "preferences", "ends")],
        ),
        (
            Milestone("preferences", at(2021, 2, 25), until(2021, 3, 10, time(18, 1))),
            [("preferences", "ends", "assignment", "starts")],
        ),
        (Milestone("assignment", at(2021, 3, 10, 11, 59)), [("preferences", "ends", "assignment", "starts")]),
        (
            Milestone("first_meeting", at(2021, 4, 19, 16), at(2021, 4, 19, 16)),
            [("first_meeting", "starts", "first_meeting", "ends")],
        ),
        (
            Milestone("preferences", at(2021, 2, 25), until(2022, 3, 10)),
            [("preferences", "ends", "assignment", "starts")],
        ),
        (Milestone("hand_in", ends=until(2021, 1, 7)), [("deregistration", "ends", "hand_in", "ends")]),
        (make_block((6, 30), (7, 2)), [("hand_in", "ends", "block", "starts")]),
    ],
)
def test_a_contradiction_names_the_two_nearest_dates_once(changed, expected):
    timeline = make_timeline(**{changed.key: changed})

    assert timeline.contradictions() == [Contradiction(*pair) for pair in expected]


def test_what_reads_the_same_is_no_contradiction():
    same_minute = make_timeline(assignment=Milestone("assignment", at(2021, 3, 10, 12)))
    same_day = make_timeline(assignment=Milestone("assignment", at(2021, 3, 10), has_time=False))
    block_on_hand_in = make_timeline(block=make_block((7, 1), (7, 1)))
    one_minute = make_timeline(preferences=Milestone("preferences", at(2021, 3, 1), at(2021, 3, 1, 0, 1)))

    for timeline in (same_minute, same_day, block_on_hand_in, one_minute):
        assert timeline.contradictions() == []


def test_a_date_between_two_times_does_not_hide_their_contradiction():
    timeline = make_timeline(
        preferences=Milestone("preferences", at(2021, 3, 1), until(2021, 3, 10, time(18, 0))),
        assignment=Milestone("assignment", at(2021, 3, 10), has_time=False),
        first_meeting=Milestone("first_meeting", at(2021, 3, 10, 12)),
    )

    assert timeline.contradictions() == [Contradiction("preferences", "ends", "first_meeting", "starts")]


def test_dates_are_compared_in_the_zone_of_the_seminar():
    late_evening = Milestone("assignment", datetime(2021, 3, 10, 22, 30, tzinfo=UTC))
    same_day = Milestone("first_meeting", at(2021, 3, 10), has_time=False)

    assert make_timeline(assignment=late_evening, first_meeting=same_day).contradictions() == []
    after_midnight = Milestone("assignment", datetime(2021, 3, 10, 23, 30, tzinfo=UTC))
    assert make_timeline(assignment=after_midnight, first_meeting=same_day).contradictions() == [
        Contradiction("assignment", "starts", "first_meeting", "starts")
    ]

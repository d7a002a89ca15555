"""What a clock on the wall means, around both changes of the clock and far from them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar.core.timeline import Ambiguous, Nonexistent, day_start, exclusive_end, last_minute, read_local

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata", "UTC")

# zone, a time the clock skips, the two readings
SKIPPED = [
    ("Europe/Berlin", datetime(2021, 3, 28, 2, 30), "2021-03-28T01:30:00+01:00", "2021-03-28T03:30:00+02:00"),
    ("America/New_York", datetime(2021, 3, 14, 2, 0), "2021-03-14T01:00:00-05:00", "2021-03-14T03:00:00-04:00"),
    ("Australia/Lord_Howe", datetime(2021, 10, 3, 2, 15), "2021-10-03T01:45:00+10:30", "2021-10-03T02:45:00+11:00"),
    ("America/Santiago", datetime(2021, 9, 5, 0, 0), "2021-09-04T23:00:00-04:00", "2021-09-05T01:00:00-03:00"),
]
REPEATED = [
    ("Europe/Berlin", datetime(2021, 10, 31, 2, 30), "2021-10-31T02:30:00+02:00", "2021-10-31T02:30:00+01:00"),
    ("America/New_York", datetime(2021, 11, 7, 1, 59), "2021-11-07T01:59:00-04:00", "2021-11-07T01:59:00-05:00"),
    ("Australia/Lord_Howe", datetime(2021, 4, 4, 1, 45), "2021-04-04T01:45:00+11:00", "2021-04-04T01:45:00+10:30"),
    ("America/Santiago", datetime(2021, 4, 3, 23, 30), "2021-04-03T23:30:00-03:00", "2021-04-03T23:30:00-04:00"),
]


@pytest.mark.parametrize(("zone", "wall", "before", "after"), SKIPPED)
def test_a_time_that_does_not_exist_is_refused_with_the_readings_around_the_gap(zone, wall, before, after):
    with pytest.raises(Nonexistent) as refused:
        read_local(wall.date(), wall.time(), zone)

    assert (refused.value.before.isoformat(), refused.value.after.isoformat()) == (before, after)
    assert refused.value.readings == (refused.value.before, refused.value.after)


@pytest.mark.parametrize(("zone", "wall", "first", "second"), REPEATED)
def test_a_time_that_exists_twice_is_refused_with_both_readings(zone, wall, first, second):
    with pytest.raises(Ambiguous) as refused:
        read_local(wall.date(), wall.time(), zone)

    assert (refused.value.first.isoformat(), refused.value.second.isoformat()) == (first, second)


@pytest.mark.parametrize(("zone", "wall", "earlier", "later"), SKIPPED + REPEATED)
def test_fold_chooses_the_earlier_or_the_later_reading(zone, wall, earlier, later):
    assert read_local(wall.date(), wall.time(), zone, fold=0) == datetime.fromisoformat(earlier)
    assert read_local(wall.date(), wall.time(), zone, fold=1) == datetime.fromisoformat(later)


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        (datetime(2021, 3, 28, 1, 59), "2021-03-28T00:59:00+00:00"),
        (datetime(2021, 3, 28, 3, 0), "2021-03-28T01:00:00+00:00"),
        (datetime(2021, 10, 31, 1, 59), "2021-10-30T23:59:00+00:00"),
        (datetime(2021, 10, 31, 3, 0), "2021-10-31T02:00:00+00:00"),
    ],
)
def test_the_minutes_beside_a_change_are_clear(wall, expected):
    assert read_local(wall.date(), wall.time(), "Europe/Berlin").isoformat() == expected


@given(
    moment=st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)),
    zone=st.sampled_from(ZONES),
)
def test_reading_what_the_wall_shows_gives_the_moment_back(moment, zone):
    local = moment.astimezone(ZoneInfo(zone))

    try:
        assert read_local(local.date(), local.time(), zone) == moment
    except Ambiguous as twice:
        assert moment in {reading.astimezone(UTC) for reading in twice.readings}
        assert read_local(local.date(), local.time(), zone, fold=local.fold) == moment


@given(day=st.dates(date(2000, 1, 1), date(2037, 12, 31)), zone=st.sampled_from(ZONES))
def test_a_day_begins_where_the_date_changes(day, zone):
    start = day_start(day, zone)

    assert start.astimezone(ZoneInfo(zone)).date() == day
    assert (start - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() == day - timedelta(days=1)


def test_a_deadline_includes_the_whole_minute_shown():
    ends = exclusive_end(date(2021, 3, 10), time(12, 0), "Europe/Berlin")

    assert ends == datetime(2021, 3, 10, 11, 1, tzinfo=UTC)
    assert last_minute(ends, "Europe/Berlin").isoformat() == "2021-03-10T12:00:00+01:00"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 3, 28), "2021-03-28T22:00:00+00:00"),
        (date(2021, 7, 1), "2021-07-01T22:00:00+00:00"),
        (date(2021, 10, 31), "2021-10-31T23:00:00+00:00"),
    ],
)
def test_a_deadline_without_a_time_is_the_last_minute_of_the_day(day, expected):
    ends = exclusive_end(day, None, "Europe/Berlin")

    assert ends.isoformat() == expected
    assert ends == exclusive_end(day, time(23, 59), "Europe/Berlin")
    assert last_minute(ends, "Europe/Berlin").strftime("%H:%M") == "23:59"


def test_a_day_whose_midnight_is_skipped_ends_after_the_gap():
    ends = exclusive_end(date(2021, 9, 4), None, "America/Santiago")

    assert ends == datetime(2021, 9, 5, 4, tzinfo=UTC)
    assert last_minute(ends, "America/Santiago").isoformat() == "2021-09-04T23:59:00-04:00"


def test_a_deadline_at_an_unclear_time_asks_back_and_takes_the_answer():
    unclear = (date(2021, 10, 31), time(2, 59), "Europe/Berlin")

    with pytest.raises(Ambiguous):
        exclusive_end(*unclear)
    assert exclusive_end(*unclear, fold=0) == datetime(2021, 10, 31, 1, 0, tzinfo=UTC)
    assert last_minute(exclusive_end(*unclear, fold=0), "Europe/Berlin").isoformat() == "2021-10-31T02:59:00+02:00"
    assert last_minute(exclusive_end(*unclear, fold=1), "Europe/Berlin").isoformat() == "2021-10-31T02:59:00+01:00"

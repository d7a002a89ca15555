"""Moments and milestones of 2021 for the tests of this folder."""

from datetime import UTC, date, datetime, time

from seminar.core.timeline import Milestone, day_start, exclusive_end, read_local

BERLIN = "Europe/Berlin"
NOON = datetime(2021, 3, 10, 11, tzinfo=UTC)  # 12:00 in winter
SUMMER = datetime(2021, 7, 1, 10, 3, 22, tzinfo=UTC)  # 12:03:22 in summer


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def at(month, day, *clock, year=2021):
    return read_local(date(year, month, day), time(*clock), BERLIN)


def until(month, day, *clock):
    return exclusive_end(date(2021, month, day), time(*clock) if clock else None, BERLIN)


def make_block(first, last):
    return Milestone("block", day_start(first, BERLIN), exclusive_end(last, None, BERLIN), has_time=False)


WINDOW = Milestone("preferences", at(2, 25, 0, 0), until(3, 10, 12))
MEETING = Milestone("first_meeting", at(4, 19, 14), at(4, 19, 16))

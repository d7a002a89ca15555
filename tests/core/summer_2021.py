"""The dates of the summer semester 2021, with builders to change them."""

from datetime import date, time, timedelta

from seminar.core.timeline import Milestone, Timeline, day_start, exclusive_end, read_local

BERLIN = "Europe/Berlin"
SECOND = timedelta(seconds=1)


def at(year, month, day, hour=0, minute=0, second=0):
    return read_local(date(year, month, day), time(hour, minute), BERLIN) + second * SECOND


def until(year, month, day, clock=None):
    return exclusive_end(date(year, month, day), clock, BERLIN)


def make_milestones(**changes):
    """The dates of summer 2021; a keyword replaces one milestone, None leaves it out."""
    milestones = {
        "preferences": Milestone("preferences", at(2021, 2, 25), until(2021, 3, 10, time(12, 0))),
        "assignment": Milestone("assignment", at(2021, 3, 10, 18)),
        "first_meeting": Milestone("first_meeting", at(2021, 4, 19, 14), at(2021, 4, 19, 16), place="Room 1"),
        "deregistration": Milestone("deregistration", ends=until(2021, 5, 3), has_time=False),
        "hand_in": Milestone("hand_in", ends=until(2021, 7, 1), has_time=False),
        "block": Milestone("block", has_time=False, note="End of July"),
    }
    return [milestone for milestone in (milestones | changes).values() if milestone is not None]


def make_timeline(**changes):
    return Timeline(BERLIN, make_milestones(**changes))


def make_block(first, last):
    starts, ends = day_start(date(2021, *first), BERLIN), until(2021, *last)
    return Milestone("block", starts, ends, has_time=False)

"""The dates of one seminar in the rhythm of the summer semester of 2021, and where today lies in it.

In 2021 preferences were open from 25 February to 10 March, the first meeting was on Monday 19 April, the report was due
on 1 July, the block seminar on 29 and 30 July. Every other seminar is that one, moved by whole days so that its first
meeting is a Monday again.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from seminar.core.timeline import Milestone, exclusive_end, read_local

ZONE = "Europe/Berlin"
MEETING_2021 = date(2021, 4, 19)
# Days from the first meeting, a Monday; whoever counts weeks finds weekdays kept.
OPENS, CLOSES, DEREGISTRATION, FIRST_SLIDES, HAND_IN, BLOCK = -53, -40, 14, 56, 73, 101


@dataclass(frozen=True)
class Calendar:
    """Days of a seminar. `first_slides`: where the first version of the slides has a date of its own."""

    meeting: date
    opens: date
    closes: date
    assigned: date
    first_slides: date | None
    block: date  # the first of its two days

    def day(self, offset: int) -> date:
        return self.meeting + timedelta(offset)

    deregistration = property(lambda self: self.day(DEREGISTRATION))
    hand_in = property(lambda self: self.day(HAND_IN))
    semester = property(lambda self: semester_of(self.hand_in))

    def milestones(self) -> list[Milestone]:
        """The dates as an organiser enters them at first; the days of the block seminar are still open then."""
        opens_at = time(8) if self.meeting == MEETING_2021 else time(9)
        return [
            Milestone("preferences", local(self.opens, opens_at), exclusive_end(self.closes, time(12), ZONE, fold=0)),
            Milestone("assignment", local(self.assigned, time(18))),
            Milestone(
                "first_meeting",
                local(self.meeting, time(14)),
                local(self.meeting, time(16)),
                place="Seminar room 2",
                note="Assignments, reports and organisation.",
            ),
            last_day("deregistration", self.deregistration),
            last_day("hand_in", self.hand_in),
            Milestone("block", note="At the end of the semester; the days are still open."),
        ]

    def block_days(self) -> Milestone:
        starts, ends = local(self.block, time()), exclusive_end(self.block + timedelta(1), None, ZONE)
        return Milestone("block", starts, ends, has_time=False, place="Lecture hall 3")


def last_day(key: str, day: date) -> Milestone:
    return Milestone(key, ends=exclusive_end(day, None, ZONE), has_time=False)


def local(day: date, at: time) -> datetime:
    return read_local(day, at, ZONE, fold=0)


# ---- where today lies -----------------------------------------------------------------------------------------------


def of_2021() -> Calendar:
    meeting = MEETING_2021
    closes = meeting + timedelta(CLOSES)
    return Calendar(meeting, meeting + timedelta(OPENS), closes, closes, None, meeting + timedelta(BLOCK))


def in_phase(today: date, phase: str) -> Calendar:
    """The calendar of a seminar that is in this phase today."""
    if phase == "preferences":
        return open_window(today - timedelta(11), today + timedelta(2))
    if phase == "assignment":
        # Two days ago preferences closed; runs are computed, and somebody has to choose one by tomorrow.
        return open_window(today - timedelta(15), today - timedelta(2), days_to_assign=3)
    earliest = {
        "deregistration": -10,
        "submission": 9 - HAND_IN,
        "programme": 4 - BLOCK,
        "grading": -12 - BLOCK,
        "released": -34 - BLOCK,
    }[phase]
    meeting = monday_from(today + timedelta(earliest))
    closes, block = meeting + timedelta(CLOSES), meeting + timedelta(BLOCK)
    if phase in ("deregistration", "submission"):
        block = after_holidays(block)
    return Calendar(meeting, meeting + timedelta(OPENS), closes, closes, meeting + timedelta(FIRST_SLIDES), block)


def open_window(opens: date, closes: date, days_to_assign: int = 0) -> Calendar:
    """Preferences in exactly these days; the meeting is the next Monday after as many days as in 2021."""
    meeting = monday_from(closes - timedelta(CLOSES))
    block = after_holidays(meeting + timedelta(BLOCK))
    assigned = closes + timedelta(days_to_assign)
    return Calendar(meeting, opens, closes, assigned, meeting + timedelta(FIRST_SLIDES), block)


def after_holidays(day: date) -> date:
    """The same weekday, but not around the new year."""
    while (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 6):
        day += timedelta(7)
    return day


PHASES = ("preferences", "assignment", "deregistration", "submission", "programme", "grading", "released")


def monday_from(day: date) -> date:
    return day + timedelta(-day.weekday() % 7)


def semester_of(day: date) -> str:
    """Summer semesters run from April to September."""
    if 4 <= day.month <= 9:
        return f"{day.year}S"
    return f"{day.year if day.month > 9 else day.year - 1}W"

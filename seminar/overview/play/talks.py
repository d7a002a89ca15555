"""The block seminar: the programme, laid out, published and changed once; then two days of talks and questions."""

from datetime import date, time, timedelta
from random import Random

from seminar.core.timeline import exclusive_end
from seminar.overview.play.calendar import ZONE
from seminar.overview.play.course import Course
from seminar.overview.play.diary import Diary
from seminar.overview.play.documents import texts
from seminar.programme import actions, layout
from seminar.programme.models import Attendance, Session, Talk

DAY = timedelta(1)
# Day of the block seminar, start, title.
SESSIONS = (
    (0, time(9), "Thursday morning"),
    (0, time(13, 30), "Thursday afternoon"),
    (1, time(9), "Friday morning"),
    (1, time(13, 30), "Friday afternoon"),
)
# Who wants no name on the public page, and who shows the slides there.
NO_NAME, SHOWS_SLIDES = (2, 7, 10), (0, 1, 4, 6, 9)
# Which speaker is excused from a session, and who is absent without a word.
EXCUSED, ABSENT = 1, 6


class Talks:
    """Programme and block seminar of one seminar."""

    def __init__(self, course: Course):
        self.course, self.begins = course, course.calendar.block
        self.speakers = course.speakers
        self.chance = Random(course.slug)

    def plan(self, diary: Diary) -> None:
        begins = self.begins
        diary.on(begins - 20 * DAY, 9, 0, self.lay_out)
        diary.on(begins - 14 * DAY, 10, 0, self.publish, "")
        for place, person in enumerate(self.speakers):
            diary.on(begins - (13 - place % 8) * DAY, 12 + place % 7, 10, self.consent, person, place)
        # After the first publication; that the draft differs is seen until the second one.
        diary.on(begins - 11 * DAY, 11, 0, self.swap)
        diary.on(begins - 3 * DAY, 9, 0, self.publish, "Two speakers have changed places.")
        for number, (day, starts, _title) in enumerate(SESSIONS):
            self.plan_session(diary, number, begins + day * DAY, starts)

    def plan_session(self, diary: Diary, number: int, day: date, starts: time) -> None:
        """Questions while the session lasts, attendance when it is over."""
        length, rest = divmod(len(self.speakers), len(SESSIONS))
        talks = length + (number < rest)
        for talk in range(talks):
            diary.at(self.moment(day, starts, 35 * talk + 27), self.ask, number, talk)
        diary.at(self.moment(day, starts, 35 * talks + 3), self.mark, number)

    def moment(self, day: date, starts: time, minutes: int):
        return exclusive_end(day - DAY, None, ZONE) + timedelta(hours=starts.hour, minutes=starts.minute + minutes)

    # ---- the programme -----------------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        organiser, (first, second, *_) = self.course.organiser, self.course.supervisors
        for number, (day, starts, title) in enumerate(SESSIONS):
            facts = {
                "day": self.begins + day * DAY, "starts": starts, "title": title, "place": "",
                "moderator": (first, second, organiser)[number % 3], "talk_minutes": 25, "question_minutes": 10,
                "break_after": 0, "break_minutes": 15,
            }  # fmt: skip
            actions.add_session(participation=organiser, facts=facts)
            self.clock.pass_by(3)
        actions.fill_programme(participation=organiser)

    def publish(self, reason: str) -> None:
        actions.publish_programme(participation=self.course.organiser, reason=reason)

    def swap(self) -> None:
        one, other = self.speakers[0], self.speakers[-1]
        actions.swap_talks(participation=self.course.organiser, person=one, other=other)

    def consent(self, person, place: int) -> None:
        row = self.course.member(person.user.email)
        shows = {"name_is_public": place not in NO_NAME, "slides_are_public": place in SHOWS_SLIDES}
        actions.set_consent(participation=row, **shows)

    # ---- the two days ------------------------------------------------------------------------------------------------

    @property
    def clock(self):
        return self.course.clock

    def sessions(self) -> list[Session]:
        return list(self.course.seminar.sessions.all())

    def talks_of(self, number: int) -> list[Talk]:
        slots = layout.draft(self.course.seminar).sittings[number].slots
        return [slot.talk for slot in slots]

    def ask(self, number: int, place: int) -> None:
        """One to three good questions; once one was tapped by mistake."""
        talks = self.talks_of(number)
        if place >= len(talks):
            return
        staff, talk = self.chance.choice(self.course.supervisors), talks[place]
        others = [row for row in self.speakers if row.pk != talk.participation_id]
        for person in self.chance.sample(others, self.chance.randint(1, 3)):
            note = self.chance.choice(texts()["questions"])
            given, _is_new = actions.credit(participation=staff, talk=talk, person=person, note=note)
            self.clock.pass_by(1)
        if (number, place) == (1, 1):
            actions.undo_credit(participation=staff, credit=given)

    def mark(self, number: int) -> None:
        """Everybody was there, but for somebody at the doctor's and somebody nobody has seen."""
        session, organiser = self.sessions()[number], self.course.organiser
        marks = {}
        if number == 1:
            marks[self.listener(number, EXCUSED)] = (Attendance.State.EXCUSED.value, "At the doctor's; told before.")
        if number == 3:
            marks[self.listener(number, ABSENT)] = (Attendance.State.ABSENT.value, "")
        staff = self.course.member(session.moderator.user.email) if session.moderator else organiser
        rest = [row.pk for row in self.speakers]
        actions.mark_attendance(participation=staff, session=session, marks=marks, rest=rest)

    def listener(self, number: int, place: int) -> int:
        """Somebody who does not speak in this session, if possible the one at this place."""
        speaking = {talk.participation_id for talk in self.talks_of(number)}
        order = [*self.speakers[place:], *self.speakers[:place]]
        return next(row.pk for row in order if row.pk not in speaking)

"""Sheets of one or two graders, one pair that is too far apart, the release, and one change after it."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from seminar.core.grades import SCALE
from seminar.grading import actions, release
from seminar.grading.book import graders_of
from seminar.grading.models import Part
from seminar.overview.play.course import Course
from seminar.overview.play.diary import Diary
from seminar.overview.play.documents import texts

DAY = timedelta(1)
# Speakers with a second grader; of these, the one whose report is judged differently.
SECOND, DIFFERS = (0, 2, 5), 2
REPORTS_AFTER, TALKS_AFTER = 10, 4  # days after the report was due, and after the first day of talks
AGREED, DECIDED, RELEASED, CHANGED = 15, 16, 18, 24  # days after the first day of talks


class Marks:
    """Everything about grades in one seminar."""

    def __init__(self, course: Course):
        self.course, self.calendar = course, course.calendar
        self.speakers = course.speakers

    def plan(self, diary: Diary) -> None:
        due, begins = self.calendar.hand_in, self.calendar.block
        diary.on(due + 8 * DAY, 9, 0, self.appoint)  # before anybody begins a sheet
        for place, person in enumerate(self.speakers):
            for number in range(2 if place in SECOND else 1):
                hour, minute = 10 + place % 8, place * 19 % 60
                day = due + (REPORTS_AFTER + (place * 2 + number) % 7) * DAY
                self.plan_sheet(diary, day, hour, minute, (person, place, number, Part.REPORT))
                day = begins + (TALKS_AFTER + (place * 3 + number) % 11) * DAY
                self.plan_sheet(diary, day, hour, minute, (person, place, number, Part.PRESENTATION))
        diary.on(begins + AGREED * DAY, 11, 30, self.agree)
        diary.on(begins + DECIDED * DAY, 9, 40, self.decide_absences)
        diary.on(begins + RELEASED * DAY, 10, 0, self.release)
        diary.on(begins + CHANGED * DAY, 16, 15, self.change)

    def plan_sheet(self, diary: Diary, day, hour: int, minute: int, which: tuple) -> None:
        """Some sheets are begun two days before they are final."""
        if which[1] % 3 == 0:
            diary.on(day - 2 * DAY, hour, minute, self.write, *which, is_final=False)
        diary.on(day, hour, minute, self.write, *which, is_final=True)

    # ---- acts --------------------------------------------------------------------------------------------------------

    def appoint(self) -> None:
        """A second grader for some, and one for everybody whose paper nobody supervises."""
        first, second, *_ = self.course.supervisors
        wanted = {}
        for place, person in enumerate(self.speakers):
            supervisor = person.offered.supervisor
            if place in SECOND:
                wanted[person.pk] = [first, second]
            elif supervisor is None:
                wanted[person.pk] = [first]
        actions.appoint(participation=self.course.organiser, graders=wanted)

    def write(self, person, place: int, number: int, part: str, *, is_final: bool) -> None:
        grader = self.course.member(graders_of(self.course.seminar)[person.pk][number].user.email)
        known = grader.written_sheets.filter(participation=person, part=part).first()
        remarks = texts()["remarks"][part]
        actions.store_sheet(
            participation=grader,
            person=person,
            part=part,
            mark=self.mark(person, place, number, part) if is_final else None,
            remark=remarks[(place + number) % len(remarks)],
            note="To be talked about with the second grader." if place == DIFFERS else "",
            version=known.version if known else 0,
            finalise=is_final,
        )

    def mark(self, person, place: int, number: int, part: str) -> Decimal:
        """Good marks for the most part; the last speaker fails."""
        if place == len(self.speakers) - 1:
            return Decimal("4.3") if part == Part.REPORT else Decimal("4.7")
        if place == DIFFERS and part == Part.REPORT:
            return (Decimal("1.7"), Decimal("2.7"))[number]
        step = Random(f"{person.user.email} {part}").choice((0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8))
        return SCALE[step + number]

    def agree(self) -> None:
        grader = self.course.supervisors[0]
        note = "Read again by both; the proof in the appendix had been missed."
        person = self.speakers[DIFFERS]
        actions.agree(participation=grader, person=person, part=Part.REPORT, mark=Decimal("2.0"), note=note)

    def decide_absences(self) -> None:
        for entry in release.book(self.course.seminar):
            if entry.is_absence_undecided:
                reason = "One session of four; the person took part in all the others and asked good questions."
                organiser = self.course.organiser
                actions.decide_absence(
                    participation=organiser, person=entry.participation, effect="none", reason=reason
                )

    def release(self) -> None:
        shown = release.preview(self.course.seminar).shown
        actions.release(participation=self.course.organiser, shown=shown)

    def change(self) -> None:
        """Somebody asked, and was right: a question had not been written down."""
        person = self.speakers[1]
        grade = person.grades.get(replaced_at__isnull=True)
        actions.change_grade(
            participation=self.course.organiser,
            person=person,
            number=grade.number,
            report_mark=grade.report_mark,
            presentation_mark=grade.presentation_mark,
            credits=grade.credits + 1,
            reason="A question in the second session had not been written down.",
        )

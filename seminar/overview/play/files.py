"""What is handed in: on time for the most part, late once, missing once, with more time for two."""

import uuid
from datetime import datetime, time, timedelta

from seminar import clock
from seminar.core.timeline import exclusive_end
from seminar.overview.play.calendar import FIRST_SLIDES, ZONE, local
from seminar.overview.play.course import Course
from seminar.overview.play.diary import Diary
from seminar.overview.play.documents import report, slides
from seminar.seminars.actions import dates
from seminar.submissions.actions import allow, change_deliverables, grant_extension, remind, store
from seminar.submissions.models import Deliverable
from seminar.submissions.standing import standing_of
from seminar.submissions.uploading import IncomingFile

REPORT, FIRST, FINAL = Deliverable.Kind.REPORT, Deliverable.Kind.FIRST_SLIDES, Deliverable.Kind.FINAL_SLIDES
# Which speaker, in the order in which they joined, does what is not the rule.
FORGETS, COMES_LATE, IS_ILL, NEEDS_TIME, IS_SLOW = 5, 3, 7, 8, 4
EARLY = (0, 2, 6, 9)
NAMES = {REPORT: "report", FIRST: "slides", FINAL: "slides-final"}


class Files:
    """The uploads of one seminar; `plan` writes them down."""

    def __init__(self, course: Course):
        self.course, self.calendar = course, course.calendar
        self.speakers = course.speakers

    def plan(self, diary: Diary) -> None:
        calendar = self.calendar
        diary.on(calendar.day(15), 9, 0, self.set_dates)
        self.plan_first_slides(diary, calendar.first_slides or calendar.hand_in)
        self.plan_reports(diary, calendar.hand_in)
        for place, person in enumerate(self.speakers):
            day = calendar.block - timedelta(1 + place % 3)
            diary.on(day, 10 + place % 11, place * 17 % 60, self.upload, person, FINAL)

    def set_dates(self) -> None:
        """The days of the block seminar are found, and what is asked for is said."""
        organiser = self.course.organiser
        dates.change_dates(participation=organiser, milestones=[self.calendar.block_days()])
        changes = {REPORT: {"min_pages": 3, "max_pages": 8}}
        if self.calendar.first_slides:
            changes[FIRST] = {"ends_at": exclusive_end(self.calendar.first_slides, None, ZONE)}
        change_deliverables(participation=organiser, changes=changes)

    def plan_first_slides(self, diary: Diary, due) -> None:
        day = timedelta(1)
        for place, person in enumerate(self.speakers):
            if place == COMES_LATE:
                diary.on(due + day, 1, 47, self.upload, person, FIRST)
            elif place == IS_ILL:
                diary.on(due - 2 * day, 16, 5, self.give_time, person, FIRST, due + 9 * day, "Ill for a week.")
                diary.on(due + 8 * day, 19, 20, self.upload, person, FIRST)
            elif place != FORGETS:
                when = due - place * 5 % 9 * day
                diary.on(when, 9 + place * 7 % 13, place * 13 % 60, self.upload, person, FIRST)
        diary.on(due + day, 9, 0, lambda: remind(participation=self.course.organiser, kind=FIRST))

    def plan_reports(self, diary: Diary, due) -> None:
        day, slides_due = timedelta(1), self.calendar.day(FIRST_SLIDES)
        reason = "The data of the experiments came three weeks late."
        diary.on(slides_due - 2 * day, 11, 40, self.give_time, self.at(NEEDS_TIME), REPORT, due + 7 * day, reason)
        for place, person in enumerate(self.speakers):
            if place in EARLY:
                diary.on(slides_due - place % 3 * day, 14 + place, 31, self.upload, person, REPORT)
            if place == NEEDS_TIME:
                diary.on(due + 6 * day, 21, 12, self.upload, person, REPORT)
            elif place == IS_SLOW:
                # A few minutes after the printed tolerance.
                diary.on(due + day, 0, 19, self.upload, person, REPORT)
                diary.on(due + day, 10, 2, self.let_count, person, "The upload had begun before midnight.")
            else:
                diary.on(due - place % 4 * day, 11 + place, place * 23 % 60, self.upload, person, REPORT)

    def at(self, place: int):
        return self.speakers[min(place, len(self.speakers) - 1)]

    # ---- acts --------------------------------------------------------------------------------------------------------

    def upload(self, person, kind: str) -> None:
        """As the browser does it: a file on the disk, then the act."""
        # Fresh from the database: dates may have changed since the plan.
        row = self.course.member(person.user.email)
        version = len(standing_of(row)[kind].submissions) + 1
        facts = self.course.paper_facts[person.offered.paper.title]
        make = report if kind == REPORT else slides
        # The final slides are another edition of the first ones.
        edition = version + (kind == FINAL)
        content = make(person.user.name, facts, self.course.source["seminar"]["title"], edition)
        last_name = person.user.name.split()[-1]
        name = f"{NAMES[kind]}_{last_name}{f'_v{version}' if version > 1 else ''}.pdf"
        with IncomingFile(name, "application/pdf", len(content), None) as file:
            file.write(content)
            file.flush()
            at = clock.now()
            store(participation=row, kind=kind, upload=file, token=uuid.uuid4(), received_at=at)

    def give_time(self, person, kind: str, day, reason: str) -> None:
        ends: datetime = local(day + timedelta(1), time())
        grant_extension(participation=self.course.organiser, person=person, kind=kind, ends_at=ends, reason=reason)

    def let_count(self, person, reason: str) -> None:
        late = standing_of(self.course.member(person.user.email))[REPORT].newest
        allow(participation=self.course.organiser, submission=late, reason=reason)

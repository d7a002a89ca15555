"""The demonstration: semesters played through the same actions as on the pages, under a moved clock.

Three seminars by default: one in which preferences are open now, one in which reports are being written, and the one of
the summer of 2021, with grades released; besides, one that opens later and one that nobody has announced yet. Or a
single one in any phase. All or nothing: one transaction. Facts come from `demo/`.
"""

import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from accounts.actions import make_account
from accounts.models import User
from seminar import clock
from seminar.mail.models import Message, State
from seminar.overview.demonstration import FOLDER, facts
from seminar.overview.play.calendar import ZONE, Calendar, in_phase, local, of_2021, open_window
from seminar.overview.play.course import Course, student
from seminar.overview.play.diary import Clock, Diary
from seminar.overview.play.files import Files
from seminar.overview.play.marks import Marks
from seminar.overview.play.talks import Talks
from seminar.seminars.actions import setup
from seminar.seminars.models import Seminar

STAFF_SINCE = date(2021, 1, 11)


class Play:
    """One playing until `now`. `run` leaves a database in which only real actions have written."""

    def __init__(self, now: datetime):
        self.clock = Clock(now)
        self.today = now.astimezone(ZoneInfo(ZONE)).date()
        self.facts = with_topics(facts())
        self.library = {paper["key"]: paper for paper in self.facts["papers"]}
        self.cohorts = json.loads((FOLDER / "cohorts.json").read_text(encoding="utf-8"))
        self.others = json.loads((FOLDER / "other_seminars.json").read_text(encoding="utf-8"))

    def run(self, phase: str = "") -> None:
        """Everything, or one seminar in this phase."""
        with transaction.atomic(), clock.override(lambda: self.clock.moment):
            self.make_staff()
            if phase:
                self.play(in_phase(self.today, phase), self.facts)
            else:
                self.play(of_2021(), self.source("finished"))
                self.play(in_phase(self.today, "submission"), self.source("writing"))
                self.play_other_seminars()
                self.play(in_phase(self.today, "preferences"), self.facts)
            # Nothing leaves the house: what the actions wrote counts as delivered the moment it was written.
            Message.objects.filter(state=State.NEW).update(state=State.SENT, sent_at=F("created_at"), attempts=1)

    def make_staff(self) -> None:
        """The two who set seminars up; an operator has allowed it."""
        self.clock.moment = local(STAFF_SINCE, time(9))
        for person in self.facts["organisers"]:
            user = make_account(email=person["email"], name=person["name"], language="en")
            user.may_create_seminars = True
            user.save(update_fields=["may_create_seminars"])

    def source(self, name: str) -> dict:
        """The facts of one of the other groups, completed by those of the main seminar."""
        own = self.cohorts[name]
        known = {person["email"]: person for person in (*self.facts["organisers"], *self.facts["supervisors"])}
        source = self.facts | own | {"seminar": self.facts["seminar"] | own["seminar"]}
        source |= {role: [known[email] for email in own[role]] for role in ("organisers", "supervisors")}
        keys = [key for topic in source["topics"] for key in topic["papers"]]
        programmes = self.cohorts["programmes"]
        source["students"] = [
            student(row, programmes[place % len(programmes)], keys) for place, row in enumerate(own["students"])
        ]
        return source

    def play(self, calendar: Calendar, source: dict) -> None:
        """One seminar, as far as it has come by now."""
        course = Course(self.clock, calendar, source, self.library)
        if course.first_half():
            diary = Diary(self.clock)
            for part in (Files, Talks, Marks):
                part(course).plan(diary)
            diary.play()
        for person in source["organisers"]:
            course.sign_in(User.objects.get(email=person["email"]))

    # ---- two more for the start page --------------------------------------------------------------------------------

    def play_other_seminars(self) -> None:
        """One announced with a window that opens later, one that nobody has announced yet."""
        leonie, ilse = ([person] for person in self.facts["organisers"])
        later = open_window(self.today + timedelta(12), self.today + timedelta(26))
        self.set_up(later, self.others["announced"] | {"organisers": ilse}, days_ago=9)
        self.set_up(later, self.others["draft"] | {"organisers": leonie}, days_ago=1, is_announced=False)

    def set_up(self, calendar: Calendar, source: dict, *, days_ago: int, is_announced: bool = True) -> None:
        source = {"supervisors": [], "students": [], **source, "seminar": source["facts"]}
        course = Course(self.clock, calendar, source, self.library)
        self.clock.turn_to(self.today - timedelta(days_ago), 15)
        course.create(with_dates=is_announced)
        course.fill_the_list()
        if is_announced:
            self.clock.turn_to(self.today - timedelta(3), 9)
            setup.announce(participation=course.organiser)


def with_topics(known: dict) -> dict:
    """Each topic with its papers."""
    for topic in known["topics"]:
        topic["papers"] = [paper["key"] for paper in known["papers"] if paper["topic"] == topic["key"]]
    return known | {"has_questions": True}


def is_played() -> bool:
    """Whether there is anything a playing could mix with."""
    return Seminar.objects.exists()

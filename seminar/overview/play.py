"""The demonstration: the first half of a semester, played through the same actions as on the pages.

The clock moves from four weeks ago until now. Facts come from `demo/`; dates keep the rhythm of the summer semester of
2021 around today: preferences opened 11 days ago and close in 2 days at 12:00, the first meeting is six weeks later on
a Monday. All or nothing: one transaction.
"""

import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F

from accounts.actions import make_account
from seminar import clock
from seminar.core.timeline import Milestone, exclusive_end, read_local
from seminar.mail.models import Message, State
from seminar.overview.demonstration import FOLDER, facts
from seminar.preferences.actions import submit
from seminar.preferences.tasks import announce_windows
from seminar.seminars.actions import dates, papers, people, setup
from seminar.seminars.address_list import Person
from seminar.seminars.models import Participation, Seminar

ZONE = "Europe/Berlin"
OPENED, CLOSES = -11, 2
# From the close of the window in 2021: first meeting, and from there the further deadlines.
MEETING_AFTER, DEREGISTRATION_AFTER, HAND_IN_AFTER = 40, 14, 73


class Play:
    """One playing, seen from `today` until `now`. `run` leaves a database in which only real actions have written."""

    def __init__(self, now: datetime):
        self.now = now
        self.today = now.astimezone(ZoneInfo(ZONE)).date()
        self.moment = now
        self.facts = facts()
        self.others = json.loads((FOLDER / "other_seminars.json").read_text(encoding="utf-8"))
        self.papers = {paper["key"]: paper for paper in self.facts["papers"]}

    def run(self) -> None:
        with transaction.atomic(), clock.override(lambda: self.moment):
            self.make_staff()
            self.set_up()
            self.fill_the_list()
            self.invite_everybody()
            self.play_other_seminars()
            self.rank()
            # Nothing leaves the house: what the actions wrote counts as delivered the moment it was written.
            Message.objects.filter(state=State.NEW).update(state=State.SENT, sent_at=F("created_at"), attempts=1)

    def turn_to(self, days: int, hour: int, minute: int = 0) -> None:
        """Move the clock, `days` from today."""
        self.moment = self.local(self.today + timedelta(days), hour, minute)

    def local(self, day: date, hour: int, minute: int = 0) -> datetime:
        return read_local(day, time(hour, minute), ZONE, fold=0)

    def make_staff(self) -> None:
        """The two who set seminars up; an operator has allowed it."""
        self.turn_to(-28, 9)
        self.staff = {}
        for person in self.facts["organisers"]:
            user = make_account(email=person["email"], name=person["name"], language="en")
            user.may_create_seminars = True
            user.save(update_fields=["may_create_seminars"])
            self.staff[person["email"]] = user
            self.sign_in(user)

    def sign_in(self, user) -> None:
        """As after a sign-in by code: the address is confirmed."""
        user.last_login = self.moment
        user.save(update_fields=["last_login"])
        EmailAddress.objects.filter(user=user).update(verified=True)

    # ---- the seminar everything happens in --------------------------------------------------------------------------

    def set_up(self) -> None:
        first, *further = self.facts["organisers"]
        closes = self.today + timedelta(CLOSES)
        meeting = monday_from(closes + timedelta(MEETING_AFTER))
        self.turn_to(-27, 10)
        self.main = self.create(self.staff[first["email"]], self.facts, meeting)
        self.turn_to(-27, 10, 40)
        dates.change_dates(participation=self.main, milestones=self.milestones(closes, meeting))
        self.turn_to(-27, 11)
        self.invite("organiser", further)
        self.invite("supervisor", self.facts["supervisors"])
        for row in self.main.seminar.participations.supervisors().with_people():
            self.sign_in(row.user)

    def create(self, by, source: dict, meeting: date) -> Participation:
        """A seminar of the semester that `meeting` is in; answers with the organiser's participation."""
        known = {**(source.get("seminar") or source["facts"]), "semester": semester_of(meeting)}
        seminar = setup.create_seminar(by=by, facts=known, prerequisites=source.get("prerequisites", ()))
        return Participation.objects.select_related("seminar", "user").get(seminar=seminar, user=by, role="organiser")

    def milestones(self, closes: date, meeting: date, opened: int = OPENED) -> list[Milestone]:
        opens = self.today + timedelta(opened)
        return [
            Milestone("preferences", self.local(opens, 9), exclusive_end(closes, time(12), ZONE, fold=0)),
            Milestone("assignment", self.local(closes, 18)),
            Milestone(
                "first_meeting",
                self.local(meeting, 14),
                self.local(meeting, 16),
                place="Seminar room 2",
                note="Assignments, reports and organisation.",
            ),
            self.last_day("deregistration", meeting + timedelta(DEREGISTRATION_AFTER)),
            self.last_day("hand_in", meeting + timedelta(HAND_IN_AFTER)),
            Milestone("block", note="At the end of the semester; the days are still open."),
        ]

    def last_day(self, key: str, day: date) -> Milestone:
        return Milestone(key, ends=exclusive_end(day, None, ZONE), has_time=False)

    def fill_the_list(self) -> None:
        """Topics in their order, each paper with the supervisor of its topic."""
        self.turn_to(-26, 9)
        supervisors = {row.user.email: row for row in self.main.seminar.participations.supervisors().with_people()}
        for topic in self.facts["topics"]:
            row = papers.add_topic(participation=self.main, title=topic["title"])
            for paper in self.facts["papers"]:
                if paper["topic"] == topic["key"]:
                    self.offer(self.main, row, paper, supervisors.get(topic["supervisor"]))
        self.offered = {row.paper.title: row.pk for row in self.main.seminar.offered_papers.select_related("paper")}
        self.turn_to(-18, 9)
        setup.announce(participation=self.main)

    def offer(self, organiser: Participation, topic, paper: dict, supervisor=None) -> None:
        self.moment += timedelta(minutes=4)
        known = {name: paper[name] for name in ("title", "venue", "year", "arxiv_id", "doi")}
        known |= {"authors": "\n".join(paper["authors"]), "url": "", "abstract": ""}
        offer = {"topic": topic, "question": paper["question"], "supervisor": supervisor, "places": 1}
        papers.add_paper(participation=organiser, facts=known, offer=offer | {"why": paper["why"]})

    def invite_everybody(self) -> None:
        self.turn_to(-14, 9, 30)
        self.invite("student", self.facts["students"])
        self.turn_to(OPENED, 9, 1)
        announce_windows()

    def invite(self, role: str, rows: list[dict]) -> None:
        known = tuple(Person(row["email"], row["name"], programme=row.get("programme", "")) for row in rows)
        people.invite(participation=self.main, role=role, people=known)

    def rank(self) -> None:
        """Whoever has signed in stores what they want so far, one after the other until an hour ago."""
        present = {row.user.email: row for row in self.main.seminar.participations.students().with_people()}
        modules = {row.code: row.pk for row in self.main.seminar.prerequisites.all()}
        active = [row for row in self.facts["students"] if row["has_signed_in"]]
        self.turn_to(OPENED, 10)
        first, last = self.moment, self.now - timedelta(hours=1)
        for place, student in enumerate(active, start=1):
            self.moment = first + (last - first) * place / len(active)
            self.sign_in(present[student["email"]].user)
            if student["preferences"]:
                submit(
                    participation=present[student["email"]],
                    order=[self.offered[self.papers[key]["title"]] for key in student["preferences"]],
                    passed=[modules[code] for code in student["passed"]],
                    finish=True,
                )

    # ---- two more for the start page --------------------------------------------------------------------------------

    def play_other_seminars(self) -> None:
        """One announced with a window that opens later, one that nobody has announced yet."""
        leonie, ilse = (self.staff[person["email"]] for person in self.facts["organisers"])
        closes = self.today + timedelta(26)
        meeting = monday_from(closes + timedelta(MEETING_AFTER))
        self.turn_to(-9, 15)
        organiser = self.create(ilse, self.others["announced"], meeting)
        dates.change_dates(participation=organiser, milestones=self.milestones(closes, meeting, opened=12))
        self.fill(organiser, self.others["announced"])
        self.turn_to(-3, 9)
        setup.announce(participation=organiser)
        self.turn_to(-1, 16)
        self.fill(self.create(leonie, self.others["draft"], meeting), self.others["draft"])

    def fill(self, organiser: Participation, source: dict) -> None:
        for topic in source["topics"]:
            row = papers.add_topic(participation=organiser, title=topic["title"])
            for key in topic["papers"]:
                self.offer(organiser, row, {**self.papers[key], "question": ""})


def monday_from(day: date) -> date:
    return day + timedelta(-day.weekday() % 7)


def semester_of(day: date) -> str:
    """Summer semesters run from April to September."""
    if 4 <= day.month <= 9:
        return f"{day.year}S"
    return f"{day.year if day.month > 9 else day.year - 1}W"


def is_played() -> bool:
    """Whether there is anything a playing could mix with."""
    return Seminar.objects.exists()

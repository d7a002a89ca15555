"""One seminar from its creation to the people who hold a paper, played through the same actions as on the pages."""

import unicodedata
from datetime import time, timedelta
from functools import cached_property
from random import Random

from allauth.account.models import EmailAddress

from accounts.models import User
from seminar.assignment import querysets
from seminar.assignment.actions import compute, deregister, mark_meeting, place_by_hand, publish
from seminar.assignment.models import Run
from seminar.assignment.tasks import draw_lotteries
from seminar.overview.play.calendar import Calendar, local
from seminar.overview.play.diary import Clock, Diary
from seminar.preferences.actions import submit
from seminar.preferences.tasks import announce_windows
from seminar.seminars.actions import dates, papers, people, setup
from seminar.seminars.address_list import Person
from seminar.seminars.models import OfferedPaper, Participation, Seminar

TEN, NEARLY_NOON = time(10), time(11, 40)


class Course:
    """`source` holds the facts: seminar, prerequisites, organisers and supervisors, topics with papers, students.

    `library` knows every paper by its key.
    """

    def __init__(self, clock: Clock, calendar: Calendar, source: dict, library: dict[str, dict]):
        self.clock, self.calendar, self.source, self.library = clock, calendar, source, library
        self.slug = source["seminar"]["slug"]
        self.paper_facts = {paper["title"]: paper for paper in library.values()}

    # ---- who and what ------------------------------------------------------------------------------------------------

    @property
    def seminar(self) -> Seminar:
        """As it is now; an object kept from an earlier act remembers earlier dates."""
        return Seminar.objects.get(slug=self.slug)

    @property
    def organiser(self) -> Participation:
        return self.member(self.source["organisers"][0]["email"])

    @property
    def supervisors(self) -> list[Participation]:
        return [self.member(person["email"]) for person in self.source["supervisors"]]

    def member(self, email: str) -> Participation:
        rows = Participation.objects.select_related("seminar", "user")
        return rows.get(seminar__slug=self.slug, user__email=email)

    @property
    def speakers(self) -> list[Participation]:
        """Everybody who holds a paper, in the order in which they joined; each knows its `offered`."""
        people = list(querysets.holders(self.seminar).select_related("seminar").order_by("pk"))
        held = OfferedPaper.objects.select_related("paper", "supervisor__user").in_bulk(
            [row.paper_id for row in people]
        )
        for person in people:
            person.offered = held[person.paper_id]
        return people

    # ---- until papers are given --------------------------------------------------------------------------------------

    def first_half(self) -> bool:
        """Play until the end of the first weeks or until now. Whether the first weeks are over."""
        diary, day, opens = Diary(self.clock), timedelta(1), self.calendar.opens
        diary.on(opens - 16 * day, 10, 0, self.create)
        diary.on(opens - 15 * day, 9, 0, self.fill_the_list)
        diary.on(opens - 7 * day, 9, 0, lambda: setup.announce(participation=self.organiser))
        diary.on(opens - 3 * day, 9, 30, lambda: self.invite("student", self.source["students"]))
        diary.on(opens, 9, 1, self.open_window)
        self.plan_ranking(diary)
        closes, assigned = self.calendar.closes, self.calendar.assigned
        diary.on(closes, 12, 2, announce_windows)
        diary.on(closes, 14, 30, lambda: compute(participation=self.organiser))
        diary.on(assigned, 18, 0, self.publish)
        diary.on(self.calendar.meeting, 16, 20, self.mark_meeting)
        diary.on(self.calendar.day(3), 10, 5, self.lose_somebody)
        diary.on(self.calendar.day(12), 9, 15, self.refill)
        return diary.play()

    def create(self, *, with_dates: bool = True) -> None:
        first, *further = self.source["organisers"]
        known = {**self.source["seminar"], "semester": self.calendar.semester}
        by = User.objects.get(email=first["email"])
        setup.create_seminar(by=by, facts=known, prerequisites=self.source.get("prerequisites", ()))
        if with_dates:
            self.clock.pass_by(40)
            dates.change_dates(participation=self.organiser, milestones=self.calendar.milestones())
            self.clock.pass_by(20)
        self.invite("organiser", further)
        self.invite("supervisor", self.source["supervisors"])
        for person in self.source["supervisors"]:
            self.sign_in(self.member(person["email"]).user)

    def fill_the_list(self) -> None:
        """Topics in their order, each paper with the supervisor of its topic."""
        supervisors = {row.user.email: row for row in self.supervisors}
        for topic in self.source["topics"]:
            row = papers.add_topic(participation=self.organiser, title=topic["title"])
            for key in topic["papers"]:
                self.offer(row, self.library[key], supervisors.get(topic.get("supervisor")))

    def offer(self, topic, paper: dict, supervisor) -> None:
        self.clock.pass_by(4)
        known = {name: paper[name] for name in ("title", "venue", "year", "arxiv_id", "doi")}
        known |= {"authors": "\n".join(paper["authors"]), "url": "", "abstract": ""}
        question = paper["question"] if self.source.get("has_questions") else ""
        offer = {"topic": topic, "question": question, "supervisor": supervisor, "places": 1, "why": paper["why"]}
        papers.add_paper(participation=self.organiser, facts=known, offer=offer)

    def invite(self, role: str, rows: list[dict]) -> None:
        known = tuple(Person(row["email"], row["name"], programme=row.get("programme", "")) for row in rows)
        people.invite(participation=self.organiser, role=role, people=known)

    def sign_in(self, user) -> None:
        """As after a sign-in by code: the address is confirmed."""
        user.last_login = self.clock.moment
        user.save(update_fields=["last_login"])
        EmailAddress.objects.filter(user=user).update(verified=True)

    def open_window(self) -> None:
        announce_windows()
        draw_lotteries()

    def plan_ranking(self, diary: Diary) -> None:
        """Whoever signs in stores what they want, one after the other until an hour ago or shortly before the close."""
        active = [row for row in self.source["students"] if row["has_signed_in"]]
        first = local(self.calendar.opens, TEN)
        last = min(local(self.calendar.closes, NEARLY_NOON), self.clock.now - timedelta(hours=1))
        for place, student in enumerate(active, start=1):
            diary.at(first + (last - first) * place / len(active), self.rank, student)

    def rank(self, student: dict) -> None:
        person = self.member(student["email"])
        self.sign_in(person.user)
        if student["preferences"]:
            titles = [self.library[key]["title"] for key in student["preferences"]]
            submit(
                participation=person,
                order=[self.offered[title] for title in titles],
                passed=[pk for code, pk in self.modules if code in student["passed"]],
                finish=True,
            )

    @cached_property
    def offered(self) -> dict[str, int]:
        return dict(self.seminar.offered_papers.values_list("paper__title", "pk"))

    @cached_property
    def modules(self) -> list[tuple[str, int]]:
        return list(self.seminar.prerequisites.values_list("code", "pk"))

    # ---- the first weeks ---------------------------------------------------------------------------------------------

    def publish(self) -> None:
        run = self.seminar.runs.get(objective=Run.Objective.FAIR)
        publish(participation=self.organiser, run=run, reason="Nobody is left with a paper far down the list.")

    def mark_meeting(self) -> None:
        """All but one are there; that one has told before."""
        states = {person.pk: "present" for person in self.speakers}
        mark_meeting(participation=self.organiser, states=states | {self.speakers[4].pk: "excused"})

    def lose_somebody(self) -> None:
        deregister(participation=self.speakers[-2], reason="A thesis begins earlier than planned.")

    def refill(self) -> None:
        """The first of the waiting list gets what has become free, as long as somebody waits."""
        waiting, free = querysets.waiting_list(self.seminar), list(querysets.free_places(self.seminar))
        if waiting and free:
            reason = "First on the waiting list."
            place_by_hand(participation=self.organiser, person=waiting[0], offered=free[0], reason=reason)


def student(name: str, programme: str, papers: list[str]) -> dict:
    """Somebody of whom only the name is known: an address, and what they want."""
    chance = Random(name)
    # Every fifth paper is wanted by more people than the others.
    weights = {key: chance.random() * (1 if place % 5 else 1.5) for place, key in enumerate(papers)}
    plain = unicodedata.normalize("NFKD", name.translate({ord("ı"): "i"})).encode("ascii", "ignore").decode()
    first, *_between, last = plain.lower().split()
    return {
        "name": name,
        "email": f"{first}.{last}@example.org",
        "programme": programme,
        "passed": ["IN2064", "IN2346", *(["IN2378"] if chance.random() < 0.4 else [])],
        "preferences": sorted(papers, key=weights.get, reverse=True)[: chance.randint(4, 7)],
        "has_signed_in": True,
    }

"""Twin worlds: two databases that are equal but for what organisers and graders have not released.

Whatever a student can get, page, fragment, file, feed or mail, is the same byte for byte in both. So nothing that a
student can see depends on an unreleased mark, remark, note, agreement, attendance, question credit, draft or run, not
even how long a page is or whether an address exists.
"""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from seminar import clock
from seminar.assignment import actions as assignment
from seminar.assignment import querysets
from seminar.assignment.models import MeetingAttendance
from seminar.grading import actions as grading
from seminar.grading.book import graders_of
from seminar.grading.models import AbsenceDecision, Agreement, Appointment, Grade, Part
from seminar.grading.release import preview
from seminar.log.actions import record
from seminar.mail.actions import queue
from seminar.overview.actions import make_calendar_address
from seminar.programme import actions as programme
from seminar.seminars.models import Milestone
from tests.builders import (
    local,
    make_milestones,
    make_offered,
    make_participation,
    make_preferences,
    make_seminar,
    make_user,
)
from tests.second_half import (
    AFTER,
    BLOCK,
    DAY_1,
    DAY_2,
    IN_TALK,
    WRITING,
    make_attendance,
    make_credit,
    make_session,
    make_sheet,
    make_submission,
    make_talk,
)
from tests.walk import addresses, differences, everything, named_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

CLOSED = local(2021, 3, 10, 13)
BEFORE_BLOCK = local(2021, 7, 20, 12)
MOMENTS = {"before the block": BEFORE_BLOCK, "in a talk": IN_TALK, "during grading": AFTER}
VIEWERS = ("grade pending", "other student", "waiting applicant", "anonymous")
SENTINEL = "Zephyrine-Quastenflosser"


class World:
    """A seminar in its last weeks: three papers are held, files are handed in, some sheets are written."""

    def __init__(self):
        self.seminar = make_seminar(slug="here", milestones=False, join_code="a-code", places=3, min_preferences=1)
        make_milestones(self.seminar, block=BLOCK)
        self.graders = [make_participation(self.seminar, "supervisor", make_user(f"Grader {n}")) for n in "AB"]
        self.papers = [make_offered(self.seminar, supervisor=self.graders[n % 2]) for n in range(4)]
        names = ["Amara Okonjo", "Berta Weiß", "Cem Yildiz", "Dana Eder"]
        people = [make_participation(self.seminar, user=make_user(name)) for name in names]
        for person in people:
            make_preferences(person, self.papers[:3])
        self.organiser = self.seminar.participations.organisers().select_related("user", "seminar").get()
        self.publish_assignment()
        self.holders = list(querysets.holders(self.seminar).order_by("pk"))
        (self.waiting,) = [person for person in people if person not in self.holders]
        self.holders[1].user.language = "de"
        self.holders[1].user.save()
        self.hand_in()
        self.block_seminar()
        self.tokens = [
            make_calendar_address(user=person.user, at=WRITING).token for person in (*self.holders[:2], self.waiting)
        ]
        make_sheet(self.holders[0], Part.REPORT, self.graders[0], "2.0", remark="A first remark.")
        make_sheet(self.holders[1], Part.REPORT, self.graders[1], None, final=False)
        self.viewers = {
            "grade pending": self.holders[0].user,
            "other student": self.holders[1].user,
            "waiting applicant": self.waiting.user,
            "anonymous": None,
        }

    def publish_assignment(self):
        with clock.override(CLOSED):
            run = assignment.compute(participation=self.organiser)[0]
            assignment.publish(participation=self.organiser, run=run, reason="It is fair.")

    def hand_in(self):
        for person in self.holders:
            person.seminar = self.seminar
            for kind in ("report", "first-slides"):
                stored = Path(settings.FILES_DIR) / make_submission(person, kind).path
                stored.parent.mkdir(parents=True, exist_ok=True)
                stored.write_bytes(b"%PDF-1.7 as it was handed in")

    def block_seminar(self):
        self.sessions = [make_session(self.seminar, DAY_1, title="Morning"), make_session(self.seminar, DAY_2)]
        self.talks = [make_talk(person, self.sessions[n // 2]) for n, person in enumerate(self.holders)]
        with clock.override(WRITING):
            programme.publish_programme(participation=self.organiser, reason="")
            for person in self.holders:
                programme.set_consent(participation=person, name_is_public=True, slides_are_public=False)

    def values(self) -> dict[str, list]:
        """What the parts of addresses can be, of everything there is now."""
        seminar = self.seminar

        def ids(rows):
            return list(rows.values_list("pk", flat=True)) or [1]

        return {
            "slug": ["here"],
            "offered_id": ids(seminar.offered_papers)[:2],
            "topic_id": ids(seminar.topics),
            "participation_id": [row.pk for row in (*self.holders[:2], self.waiting, self.graders[0])],
            "code": ["a-code"],
            "number": list(seminar.runs.values_list("number", flat=True))[-2:],
            "pin_id": ids(seminar.pins)[-1:],
            "message_id": ids(seminar.messages)[-2:],
            "kind": ["report", "first-slides"],
            "part": list(Part.values),
            "session_id": ids(seminar.sessions)[-2:],
            "receipt": [row.receipt for person in self.holders[:2] for row in person.submissions.all()],
            "token": self.tokens,
            "talk_id": [row.pk for row in self.talks[:2]],
            "credit_id": ids(self.holders[0].question_credits)[-2:],
        }

    def starts(self) -> list[str]:
        """Every address, with the ids of what there is now."""
        return [address for _name, address in addresses(self.values())]

    def pages(self, *names) -> list[str]:
        return [reverse(name, args=["here"]) for name in names]


@pytest.fixture
def world():
    return World()


# ---- what is decided and not released -------------------------------------------------------------------------------


def grade(world):
    """Sheets, remarks, notes, graders, an agreement, what an absence costs."""
    person, other, third = world.holders
    by, (first, second) = world.organiser.user, world.graders
    texts = {"remark": f"{SENTINEL} remark", "note": f"{SENTINEL} note"}
    person.sheets.update(mark=Decimal("1.7"), version=3, **texts)
    make_sheet(person, Part.REPORT, second, "3.3", **texts)
    make_sheet(person, Part.PRESENTATION, first, "1.3", **texts)
    make_sheet(other, Part.PRESENTATION, second, "5.0", final=False, **texts)
    third.sheets.update(**texts)
    for grader in world.graders:
        Appointment.objects.create(participation=person, grader=grader, appointed_at=AFTER, appointed_by=by)
    Agreement.objects.create(
        participation=person, part=Part.REPORT, mark=Decimal("2.3"), note=SENTINEL, agreed_at=AFTER, agreed_by=by
    )
    AbsenceDecision.objects.create(
        participation=person, effect="worse", worse_by=Decimal("0.3"), reason=SENTINEL, decided_at=AFTER, decided_by=by
    )


def finish_and_release(world, person):
    """Both sheets of one person are final, and the grade of nobody else is released."""
    for part in Part:
        for grader in {row.user_id: row for row in graders_of(world.seminar)[person.pk]}.values():
            make_sheet_final(person, part, grader)
    AbsenceDecision.objects.get_or_create(
        participation=person,
        defaults={"effect": "none", "reason": "x", "decided_at": AFTER, "decided_by": world.organiser.user},
    )
    with clock.override(AFTER):
        shown = preview(world.seminar).shown
        act = {"participation": world.organiser, "shown": shown, "only_ready": True, "reason": "Moves away."}
        (grade,) = grading.release(**act)
    assert grade.participation_id == person.pk


def make_sheet_final(person, part, grader):
    sheet = person.sheets.filter(part=part, grader=grader)
    if not sheet.update(final_at=AFTER, mark=Decimal("2.0")):
        make_sheet(person, part, grader, "2.0")


def release_somebody_else(world):
    """The grade of a third student is out: nothing of it reaches anybody else."""
    finish_and_release(world, world.holders[2])


def note_attendance_and_credits(world):
    person, other, third = world.holders
    by, session = world.organiser.user, world.sessions[0]
    for somebody, state in ((person, "absent"), (other, "present"), (third, "partly")):
        make_attendance(session, somebody, state, by)
    make_credit(world.talks[1], person, by, note=SENTINEL)
    make_credit(world.talks[0], other, by, note=SENTINEL)
    make_credit(world.talks[2], person, by, undone_at=AFTER, undone_by=by)


def draft_another_programme(world):
    """Sessions and talks are moved after the programme was published."""
    session = make_session(world.seminar, DAY_2, local(2021, 7, 30, 15).time(), title=SENTINEL, place=SENTINEL)
    world.sessions[0].title = SENTINEL
    world.sessions[0].talk_minutes = 55
    world.sessions[0].save()
    for talk in world.talks[1:]:
        talk.session, talk.position = session, 9 - talk.position
        talk.save()


def decide_about_papers(world):
    """Runs that are not published, pins, groups, who came to the first meeting."""
    with clock.override(AFTER):
        by = {"participation": world.organiser, "reason": SENTINEL}
        assignment.set_pin(person=world.waiting, offered=world.papers[3], is_forbidden=True, **by)
        assignment.set_priority(person=world.waiting, priority=3, **by)
        assignment.compute(participation=world.organiser, change="keep_all")
    for person in world.holders:
        MeetingAttendance.objects.create(
            participation=person, state="absent", marked_at=AFTER, marked_by=world.organiser.user
        )


def write_to_staff(world):
    """Mails and lines of the record that tell it all."""
    context = {"offered": world.papers[0], "left_at": AFTER, "is_own_act": False}
    for person in (world.organiser, *world.graders):
        queue(kind="deregistered", to_user=person.user, seminar=world.seminar, at=AFTER, context=context)
    by = world.organiser.user
    record(seminar=world.seminar, by=by, at=AFTER, what="sheet.finalised", subject=SENTINEL, after={"mark": "1.7"})


SECRETS = [
    release_somebody_else,
    grade,
    note_attendance_and_credits,
    draft_another_programme,
    decide_about_papers,
    write_to_staff,
]


class Undone:
    """What is done within the block never happened."""

    def __enter__(self):
        self.mark = transaction.savepoint()

    def __exit__(self, *_error):
        transaction.savepoint_rollback(self.mark)


def compared(world, at, *, secrets, viewers=VIEWERS, starts=None, follows=True) -> dict[str, list[str]]:
    """For each viewer the addresses that answer otherwise in a world with these secrets than in one without."""

    def seen():
        return {name: everything(world.viewers[name], starts, at, follows=follows) for name in viewers}

    with Undone():
        for tell in secrets:
            tell(world)
        # The ids of what exists in one world only are asked for in both: there, too, no difference may show.
        starts = starts or world.starts()
        told = seen()
    fresh = seen()
    return {name: differences(told[name], fresh[name]) for name in viewers}


# ---- the test -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_answer_to_a_student_depends_on_what_is_not_released(world, moment):
    found = compared(world, MOMENTS[moment], secrets=SECRETS)
    assert found == {name: [] for name in VIEWERS}


# ---- the test of the test -------------------------------------------------------------------------------------------


def test_the_walk_asks_every_address_and_follows_links(world):
    values = world.values()
    asked = {name for name, _address in addresses(values)}
    secret_keys = {"account_confirm_email", "account_reset_password_from_key"}
    assert {name for name, _pattern in named_addresses()} - asked <= secret_keys
    answers = everything(world.viewers["grade pending"], world.starts(), AFTER)
    assert answers[reverse("grading:mine", args=["here"])][0] == 200
    assert reverse("preferences:paper", args=["here", world.papers[3].pk]) in answers.keys() - set(world.starts())
    assert any(address.startswith("mail ") for address in answers)
    assert any(address.startswith("htmx ") for address in answers)


@pytest.mark.parametrize("tell", SECRETS, ids=lambda tell: tell.__name__)
def test_each_secret_is_known_to_the_organisers(world, tell):
    """The two worlds do differ: what students must not see, organisers see."""
    world.viewers["organiser"] = world.organiser.user
    starts = world.pages(
        "grading:overview", "overview:record", "programme:draft", "programme:attendance", "assignment:workbench"
    )
    assert compared(world, AFTER, secrets=[tell], viewers=["organiser"], starts=starts, follows=False)["organiser"]


def release(world):
    finish_and_release(world, world.holders[0])


def publish_the_programme(world):
    draft_another_programme(world)
    with clock.override(AFTER):
        programme.publish_programme(participation=world.organiser, reason="Another room.")


def move_a_date(world):
    Milestone.objects.filter(seminar=world.seminar, kind="block").update(ends_at=BLOCK[1] + timedelta(days=1))


def write_a_mail(world):
    context = {"offered": None, "left_at": WRITING, "is_own_act": True}
    user = world.viewers["grade pending"]
    queue(kind="deregistered", to_user=user, seminar=world.seminar, at=AFTER, context=context)


def change_one_letter(world):
    world.papers[0].paper.title += "."
    world.papers[0].paper.save()


@pytest.mark.parametrize(
    "tell", [release, move_a_date, write_a_mail, change_one_letter], ids=lambda tell: tell.__name__
)
def test_what_a_student_can_see_is_found(world, tell):
    starts = world.pages("overview:mine", "programme:public", "grading:mine")
    assert compared(world, AFTER, secrets=[tell], viewers=["grade pending"], starts=starts)["grade pending"]


def test_a_leak_is_found(world, monkeypatch):
    """A page that tells whether the sheets are final, without any mark, is a leak."""
    told = Grade(released_at=AFTER)
    monkeypatch.setattr(
        "seminar.grading.agenda.current_grade", lambda person: told if person.sheets.count() > 2 else None
    )
    starts = world.pages("overview:mine")
    found = compared(world, AFTER, secrets=[grade], viewers=["grade pending"], starts=starts, follows=False)
    assert found["grade pending"] == [starts[0], f"htmx {starts[0]}"]

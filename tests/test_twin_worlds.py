"""Twin worlds: two databases that are equal but for what organisers and graders have not released.

Whatever a student can get, page, fragment, file, feed or mail, is the same byte for byte in both. So nothing that a
student can see depends on an unreleased mark, remark, note, agreement, attendance, question credit, draft or run, on a
reading list in the preview or a seminar that is not announced; not even how long a page is or whether an address is
there.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from seminar import clock
from seminar.assignment import actions as assignment
from seminar.assignment import querysets
from seminar.grading.models import Grade, Part
from seminar.mail.actions import queue
from seminar.overview.actions import make_calendar_address
from seminar.preferences.views.exports import EXPORTS
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
    make_session,
    make_sheet,
    make_submission,
    make_talk,
)
from tests.unreleased import SECRETS, draft_another_programme, finish_and_release, grade, open_papers
from tests.walk import addresses, differences, everything, named_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

CLOSED = local(2021, 3, 10, 13)
BEFORE_BLOCK = local(2021, 7, 20, 12)
MOMENTS = {"before the block": BEFORE_BLOCK, "in a talk": IN_TALK, "during grading": AFTER}
VIEWERS = ("grade pending", "other student", "waiting applicant", "anonymous")


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
            "paper_id": [row.paper_id for row in self.papers[:1]],
            "other_id": [row.paper_id for row in self.papers[1:2]],
            "draft_id": ids(seminar.reading_list_drafts),
            "form": list(EXPORTS),
        }

    def starts(self) -> list[str]:
        """Every address, with the ids of what there is now."""
        return [address for _name, address in addresses(self.values())]

    def pages(self, *names) -> list[str]:
        return [reverse(name, args=["here"]) for name in names]


@pytest.fixture
def world():
    return World()


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


def test_which_papers_a_student_has_opened_nobody_else_learns(world):
    """Organisers and supervisors neither."""
    world.viewers |= {"organiser": world.organiser.user, "grader": world.graders[0].user}
    found = compared(world, AFTER, secrets=[open_papers], viewers=world.viewers, follows=False)
    assert found == {name: [] for name in world.viewers}


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
        "grading:overview", "overview:record", "programme:draft", "programme:attendance", "assignment:workbench",
        "overview:supervision", "seminars:import_preview",
    )  # fmt: skip
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

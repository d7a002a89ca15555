"""Whoever has left gets nothing any more, whoever waits for a paper nothing yet: no page, no file, no mail, no date."""

import pytest
from django.urls import reverse

from seminar import clock
from seminar.assignment.actions import deregister_by_organiser
from seminar.mail.models import Message
from seminar.seminars.actions.people import remove_person
from tests.access.acts import ACTS
from tests.access.table import TABLE
from tests.access.viewpoints import ADDRESSES, everybody
from tests.access.visitors import undone
from tests.builders import make_participation
from tests.second_half import AFTER

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

PUBLIC = {name for name, row in TABLE.items() if row[0] == everybody(200)}
OF_THE_SEMINAR = [name for name in TABLE if "slug" in ADDRESSES[name].pattern.converters]
# What somebody who has left is still told: that they have, and by the link of invitation that it does not let them in.
FAREWELL = {
    "assignment:deregistration",
    "assignment:deregistration_check",
    "assignment:deregistration_receipt",
    "seminars:join",
}


def own_things(house, name) -> dict:
    """What addresses about this student point at."""
    return {
        "participation_id": house.cast[name].pk,
        "receipt": house.files["report" if name == "student" else "report of left"].receipt,
        "talk_id": house.talks[name].pk,
        "credit_id": house.credits[name].pk,
    }


def reached(semester, viewpoint, own) -> set[str]:
    """The addresses of the seminar that answer at all, asked about somebody's own things."""
    found = set()
    with clock.override(AFTER):
        for name in OF_THE_SEMINAR:
            for kind in ("report", "final-slides") if "kind" in ADDRESSES[name].pattern.converters else (None,):
                address = semester.here.address(name, **own, **({"kind": kind} if kind else {}))
                if semester.visitors.ask(viewpoint, "GET", address).status not in (404, 405):
                    found.add(name)
    return found


# ---- pages and files ------------------------------------------------------------------------------------------------


def test_whoever_has_left_reaches_what_everybody_reaches(semester):
    assert reached(semester, "left", own_things(semester.here, "left")) == PUBLIC & set(OF_THE_SEMINAR) | FAREWELL


def test_the_next_click_after_leaving_reaches_nothing(semester):
    """With a released grade, files, a talk that allowed everything, and the session still signed in."""
    here, person = semester.here, semester.here.cast["student"]
    own = own_things(here, "student")
    with undone(), clock.override(AFTER):
        here.release()
        before = reached(semester, "student", own)
        assert before >= {"overview:mine", "submissions:file", "programme:slides", "programme:my_talk", "grading:mine"}
        deregister_by_organiser(participation=here.organiser, person=person, reason="asked")
        assert reached(semester, "student", own) == PUBLIC & set(OF_THE_SEMINAR) | FAREWELL


@pytest.mark.parametrize("name", ["supervisor", "organiser"])
def test_staff_who_are_removed_reach_nothing(semester, name):
    """Neither by the role nor by papers, sheets or appointments."""
    here = semester.here
    with undone(), clock.override(AFTER):
        other = make_participation(here.seminar, "organiser")
        before = reached(semester, name, {})
        assert before >= {"overview:duties", "programme:now", "grading:sheet", "grading:sheet_file", "submissions:file"}
        assert "overview:supervision" in before
        remove_person(participation=other, person=here.cast[name], reason="moved")
        assert reached(semester, name, {}) == PUBLIC & set(OF_THE_SEMINAR) | {"seminars:join"}


# ---- mails ----------------------------------------------------------------------------------------------------------


def mails_to(person) -> int:
    return Message.objects.filter(recipient=person.user, seminar=person.seminar).count()


@pytest.mark.parametrize("name", ACTS)
def test_no_act_writes_to_whoever_has_left(semester, name):
    """Nor does one that is about them."""
    here, act = semester.here, ACTS[name]
    left = here.cast["left"]
    before = mails_to(left)
    late = {"receipt": here.files["late of left"].receipt}
    for where in ({}, own_things(here, "left"), {**own_things(here, "left"), **late}):
        address = here.address(name, **{**act.where(here), **where})
        with clock.override(AFTER):
            answer = semester.visitors.ask(act.who, "POST", address, act.body(here), watch=lambda: mails_to(left))
        assert answer.happened == before


def test_a_grade_is_not_changed_for_whoever_left_after_the_release(semester):
    here, person = semester.here, semester.here.cast["student"]
    with undone(), clock.override(AFTER):
        here.release()
        deregister_by_organiser(participation=here.organiser, person=person, reason="asked")
        before, body = mails_to(person), ACTS["grading:change"].body(here)
        address = here.address("grading:change")
        answer = semester.visitors.ask("organiser", "POST", address, body, watch=lambda: mails_to(person))
        assert answer.happened == before


# ---- calendars ------------------------------------------------------------------------------------------------------


def feed(semester, name) -> str:
    address = reverse("overview:my_calendar", args=[semester.here.tokens[name]])
    with clock.override(AFTER):
        return semester.visitors.ask("anonymous", "GET", address).body.decode().replace("\r\n ", "")


def test_the_private_calendar_of_whoever_has_left_holds_nothing_of_the_seminar(semester):
    here = semester.here
    inside, outside = feed(semester, "student"), feed(semester, "left")
    for word in (f"seminar-{here.seminar.pk}-", here.seminar.title, f"/{here.slug}/"):
        assert word in inside and word not in outside
    assert "BEGIN:VEVENT" not in outside


def test_the_private_calendar_of_whoever_waits_knows_of_no_talk_and_no_file(semester):
    here = semester.here
    words = ["hand-in", "session-", "talk-", "-block-", here.offered["student"].paper.title]
    inside, waiting = feed(semester, "student"), feed(semester, "waiting applicant")
    assert [word for word in words if word not in inside] == []
    assert [word for word in words if word in waiting] == []
    assert f"seminar-{here.seminar.pk}-" in waiting

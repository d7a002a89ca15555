"""The second part of a semester: 36 preferences, 12 places, and everybody knows their paper; then the first weeks."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from seminar.assignment.querysets import holders, waiting_list
from seminar.mail.models import Message
from seminar.preferences.models import PreferenceList
from tests.browser.person import PHONE
from tests.browser.semester import PASSWORD, make_semester
from tests.browser.story_assignment import FAIR, first_meeting, give_by_hand, refill, tick_notes, told_and_gone
from tests.builders import local, make_preferences

pytestmark = [pytest.mark.browser, pytest.mark.postgres_too, pytest.mark.xdist_group("browser-assignment")]

LEONIE = "leonie.achterfeld@example.org"
REASON = "The worst result is the best here."
EVERYBODY = 36


@pytest.fixture
def seminar(moved_clock):
    """The full seminar an hour before the close; all 36 students have preferences that count. And the clock."""
    clock = moved_clock(local(2021, 3, 7, 14))
    seminar = make_semester()
    papers = list(seminar.offered_papers.available())
    everybody = list(seminar.participations.students())
    for number, student in enumerate(everybody):
        stored = PreferenceList.objects.filter(participation=student).first()
        ranked = stored.preferences.filter(offered__withdrawn_at=None).count() if stored else 0
        if ranked < seminar.min_preferences:
            if stored:
                stored.delete()
            make_preferences(student, papers[number % 7 : number % 7 + 4])
    assert len(everybody) == EVERYBODY
    clock.turn_to(local(2021, 3, 10, 11))
    return seminar, clock


def test_from_closed_preferences_to_everybody_with_a_paper(new_person, seminar):
    seminar, clock = seminar
    home = f"/seminars/{seminar.slug}/"
    leonie = new_person("Leonie")
    leonie.open("/accounts/login/")
    leonie.sign_in(LEONIE, PASSWORD)
    try_before_the_close(leonie, home)
    nothing_to_see(new_person, home)

    clock.turn_to(local(2021, 3, 10, 12, 1))
    compare(leonie, home)
    pinned = pin(leonie, seminar)
    compute_again(leonie, home)
    publish_without_scripts(new_person, home)
    assert holders(seminar).filter(pk=pinned.pk).exists()
    clock.minute_passes()
    leaver = a_holder(seminar, but=pinned)
    leave(new_person, leaver, seminar)

    clock.turn_to(local(2021, 4, 12, 9))
    refill(leonie, seminar, free="1 of 12 places is free.")
    by_hand(leonie, seminar, taken_out=a_holder(seminar, but=pinned))
    clock.turn_to(local(2021, 4, 19, 15))
    first_meeting(leonie, seminar, number=12)
    assert not Message.objects.exclude(state=Message.State.SENT).exists()


# ---- 1: trials, comparison, pins ------------------------------------------------------------------------------------


def try_before_the_close(leonie, home):
    leonie.open(f"{home}overview/")
    leonie.follow("Assignment")
    leonie.sees("A trial.", "At least 24 people stay without a paper, whatever the rule.", "Nothing is computed yet.")
    leonie.press("Compute alternatives")
    leonie.sees("Runs 1 to 4 are computed and checked.", "trial")
    expect(leonie.page.get_by_role("link", name=re.compile("^Choose"))).to_have_count(0)


def nothing_to_see(new_person, home):
    amara = new_person("Amara", viewport=PHONE)
    amara.open("/accounts/login/")
    amara.sign_in("amara.thal@example.org", PASSWORD)
    amara.open(f"{home}paper/")
    expect(amara.page.get_by_test_id("why")).to_have_count(0)
    amara.open(f"{home}how-papers-are-assigned/")
    amara.sees("The organisers compare four rules")


def compare(leonie, home):
    leonie.open(f"{home}assignment/")
    expect(leonie.page.get_by_role("link", name=re.compile("^Choose"))).to_have_count(0)
    leonie.press("Compute alternatives")
    leonie.sees("Runs 5 to 8 are computed and checked.", "proven best", "best")
    table = leonie.page.get_by_role("table").first
    expect(table.get_by_role("columnheader")).to_have_count(4)
    leonie.open(f"{home}assignment/differences/?a=5&b=8")
    leonie.sees("people change.")
    leonie.open(f"{home}assignment/runs/5/")
    leonie.sees("Amara Okonjo-Thal")


def pin(leonie, seminar):
    """The first of the waiting list is to have the paper they wanted most."""
    run = seminar.runs.get(number=5)
    person = run.placements.filter(offered=None).select_related("participation__user").first().participation
    paper = person.preference_list.preferences.select_related("offered__paper").first().offered.paper.title
    leonie.open(f"/seminars/{seminar.slug}/assignment/pins/")
    leonie.fill({"Person": f"{person.user.name} ({person.user.email})", "Paper": paper})
    leonie.page.get_by_role("radio", name="gets this paper").check()
    leonie.press("Show the effect first")
    leonie.sees("would get something else", "Nothing is stored yet.")
    leonie.press("Store decision")
    assert leonie.status == 422 and leonie.page.title().startswith("Error:")
    leonie.fill({"Reason": "Follows from a thesis"})
    leonie.press("Store decision")
    leonie.sees("The decision is stored.", f"gets “{paper}”", "Follows from a thesis")
    return person


def compute_again(leonie, home):
    leonie.open(f"{home}assignment/")
    leonie.sees("These runs are out of date and cannot be published.")
    expect(leonie.page.get_by_role("link", name=re.compile("^Choose"))).to_have_count(0)
    leonie.press("Compute alternatives")
    leonie.sees("Runs 9 to 12 are computed and checked.")
    expect(leonie.page.get_by_role("link", name=re.compile("^Choose"))).to_have_count(4)


# ---- 2: publication, by an organiser without scripts ----------------------------------------------------------------


def publish_without_scripts(new_person, home):
    leonie = new_person("Leonie without scripts", java_script_enabled=False)
    leonie.open("/accounts/login/")
    leonie.sign_in(LEONIE, PASSWORD)
    leonie.open(f"{home}assignment/")
    leonie.follow(FAIR)
    leonie.sees(f"{EVERYBODY} people see the result at once.", f"1 of {EVERYBODY}")
    leonie.follow("Next mail")
    leonie.sees(f"2 of {EVERYBODY}")
    act, sent = f"Publish and send {EVERYBODY} mails", len(mail.outbox)
    leonie.press(act)
    assert leonie.status == 422 and len(mail.outbox) == sent
    leonie.fill({"Why this run": REASON})
    tick_notes(leonie)
    leonie.press(act)
    leonie.sees_heading("Published")
    leonie.sees(REASON)
    told = mail.outbox[sent:]
    assert len(told) == len({message.to[0] for message in told}) == EVERYBODY


def a_holder(seminar, but):
    return holders(seminar).exclude(pk=but.pk).order_by("pk")[0]


# ---- 3: a student without scripts -----------------------------------------------------------------------------------


def leave(new_person, leaver, seminar):
    student = new_person("Student without scripts", java_script_enabled=False, viewport=PHONE)
    student.open("/accounts/login/")
    student.sign_in(leaver.user.email, PASSWORD)
    told_and_gone(student, leaver, seminar)


# ---- 4: the first weeks ---------------------------------------------------------------------------------------------


def by_hand(leonie, seminar, taken_out):
    """An organiser takes somebody out and gives the paper to somebody who waits."""
    home = f"/seminars/{seminar.slug}/"
    instead = waiting_list(seminar)[1]
    leonie.open(f"{home}people/{taken_out.pk}/deregistration/")
    leonie.fill({"Reason": "Asked by telephone."})
    leonie.press(leonie.page.locator("main form button").last.inner_text())
    leonie.sees("has left the seminar.")
    title = seminar.offered_papers.get(pk=taken_out.paper_id).paper.title
    give_by_hand(leonie, seminar, instead, title)
    assert holders(seminar).get(pk=instead.pk).paper_id == taken_out.paper_id
    leonie.open(f"{home}record/")
    leonie.sees("Asked by telephone.", "First to answer.")

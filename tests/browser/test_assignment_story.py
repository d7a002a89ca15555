"""The second part of a semester: 36 preferences, 12 places, and everybody knows their paper; then the first weeks."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from seminar.assignment.querysets import current_publication, holders, waiting_list
from seminar.mail.models import Message
from seminar.preferences.models import PreferenceList
from tests.browser.person import PHONE, named
from tests.browser.semester import PASSWORD, make_semester
from tests.builders import local, make_preferences

pytestmark = [pytest.mark.browser, pytest.mark.postgres_too, pytest.mark.xdist_group("browser-assignment")]

LEONIE = "leonie.achterfeld@example.org"
FAIR = "Choose Fairest worst case"
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
    told_and_gone(new_person, leaver, seminar)

    clock.turn_to(local(2021, 4, 12, 9))
    refill(leonie, seminar)
    by_hand(leonie, seminar, taken_out=a_holder(seminar, but=pinned))
    clock.turn_to(local(2021, 4, 19, 15))
    first_meeting(leonie, home)
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


def tick_notes(leonie):
    """The page may have a note that wants to be seen."""
    notes = leonie.page.get_by_label("I have seen the notes")
    if notes.count():
        notes.check()


def a_holder(seminar, but):
    return holders(seminar).exclude(pk=but.pk).order_by("pk")[0]


# ---- 3: a student without scripts -----------------------------------------------------------------------------------


def told_and_gone(new_person, leaver, seminar):
    """Somebody reads which paper is theirs and why, and leaves."""
    title = seminar.offered_papers.get(pk=leaver.paper_id).paper.title
    student = new_person("Student without scripts", java_script_enabled=False, viewport=PHONE)
    student.open("/accounts/login/")
    student.sign_in(leaver.user.email, PASSWORD)
    letter = [message for message in mail.outbox if message.to == [leaver.user.email]][-1]
    assert title in letter.body
    student.open(re.search(r"http\S+", letter.body).group())
    student.open(f"/seminars/{seminar.slug}/paper/")
    student.sees_heading(title)
    student.page.get_by_text("Why this paper?").click()
    expect(student.page.get_by_test_id("why")).to_be_visible()
    names = [row.user.name for row in seminar.participations.students().with_people().exclude(pk=leaver.pk)]
    text = student.page.content()
    assert not [name for name in names if name in text]
    student.follow("How papers are assigned", student.page.get_by_test_id("why"))
    student.sees("The published assignment was made with the rule “Fairest worst case”.")

    student.open(f"/seminars/{seminar.slug}/deregistration/")
    student.sees(f"“{title}” becomes free at once", "university’s own system")
    student.follow("De-register…")
    student.press("De-register from the seminar")
    student.sees_heading("You have de-registered")
    assert [message for message in mail.outbox if message.to == [leaver.user.email]][-1] != letter
    student.open(f"/seminars/{seminar.slug}/deregistration/check/")
    student.sees_heading("You have de-registered")


# ---- 4: the first weeks ---------------------------------------------------------------------------------------------


def refill(leonie, seminar):
    """The free paper goes to somebody who waits; everybody else keeps theirs and hears nothing."""
    before = {row.pk: row.paper_id for row in holders(seminar)}
    home = f"/seminars/{seminar.slug}/"
    leonie.open(f"{home}assignment/refill/")
    leonie.sees("1 of 12 places is free.")
    leonie.press("Compute refill (holders keep their paper)")
    leonie.sees("everybody who holds a paper keeps it.")
    leonie.follow(FAIR)
    leonie.fill({"Why this run": "Somebody left."})
    tick_notes(leonie)
    sent = len(mail.outbox)
    leonie.press("Publish and hold 1 mail")
    leonie.sees_heading("Published. 1 mail is NOT sent yet")
    assert len(mail.outbox) == sent
    leonie.follow("Send them from the outbox")
    leonie.press("Send 1 held mail")
    leonie.sees("1 mail is on its way.")
    after = {row.pk: row.paper_id for row in holders(seminar)}
    (new,) = after.keys() - before.keys()
    assert before.items() <= after.items()
    address = seminar.participations.with_people().get(pk=new).user.email
    assert [message.to for message in mail.outbox[sent:]] == [[address]]
    assert current_publication(seminar).reason == "Somebody left."


def by_hand(leonie, seminar, taken_out):
    """An organiser takes somebody out and gives the paper to somebody who waits."""
    home = f"/seminars/{seminar.slug}/"
    instead = waiting_list(seminar)[1]
    leonie.open(f"{home}people/{taken_out.pk}/deregistration/")
    leonie.fill({"Reason": "Asked by telephone."})
    leonie.press(leonie.page.locator("main form button").last.inner_text())
    leonie.sees("has left the seminar.")
    leonie.open(f"{home}assignment/refill/")
    leonie.follow(named(f"Give a paper by hand: {instead.user.display_name}"))
    title = seminar.offered_papers.get(pk=taken_out.paper_id).paper.title
    option = leonie.field("Paper").locator("option", has_text=title)
    leonie.field("Paper").select_option(value=option.get_attribute("value"))
    leonie.fill({"Reason": "First to answer."})
    leonie.press("Give this paper")
    leonie.sees(f"“{title}” now belongs to {instead.user.display_name}, who gets a mail.")
    assert holders(seminar).get(pk=instead.pk).paper_id == taken_out.paper_id
    assert mail.outbox[-1].to == [instead.user.email] and title in mail.outbox[-1].body


def first_meeting(leonie, home):
    leonie.open(f"{home}meeting/")
    leonie.press("Mark all undecided as present")
    leonie.sees("12 people marked.")
    leonie.open(f"{home}record/")
    leonie.sees("Asked by telephone.", "First to answer.")

"""Parts of the story after the close of preferences: a paper for everybody, somebody leaves, somebody moves up."""

import re

from django.core import mail
from playwright.sync_api import expect

from seminar.assignment.querysets import current_publication, holders
from tests.browser.person import named

FAIR = "Choose Fairest worst case"


def tick_notes(leonie):
    """The page may have a note that wants to be seen."""
    notes = leonie.page.get_by_label("I have seen the notes")
    if notes.count():
        notes.check()


def compute_and_publish(leonie, home: str, number: int):
    leonie.open(f"{home}assignment/")
    leonie.press("Compute alternatives")
    leonie.sees("Runs 1 to 4 are computed and checked.")
    leonie.follow(FAIR)
    leonie.sees(f"{number} people see the result at once.", "1 person stays without a paper")
    leonie.fill({"Why this run": "The worst result is the best here."})
    tick_notes(leonie)
    sent = len(mail.outbox)
    leonie.press(f"Publish and send {number} mails")
    leonie.sees_heading("Published")
    assert len(mail.outbox) == sent + number


def read_my_paper(student, title: str):
    student.open("/")
    student.open(re.search(r"http\S+", mail.outbox[-1].body).group())
    student.sees(f"{title}: your 1st choice", "Mon 3 May", "Thu 1 Jul")


def mails_to(participation) -> list:
    return [message for message in mail.outbox if message.to == [participation.user.email]]


def told_and_gone(student, leaver, seminar):
    """Somebody, signed in, reads which paper is theirs and why, and leaves."""
    title = seminar.offered_papers.get(pk=leaver.paper_id).paper.title
    letter = next(message for message in mails_to(leaver) if message.subject.endswith("Your paper"))
    assert title in letter.body
    student.open(re.search(r"http\S+", letter.body).group())
    student.open(f"/seminars/{seminar.slug}/paper/")
    student.sees_heading(title)
    student.page.get_by_text("Why this paper?").click()
    expect(student.page.get_by_test_id("why")).to_be_visible()
    others = seminar.participations.students().with_people().exclude(pk=leaver.pk)
    text = student.page.content()
    assert not [row.user.name for row in others if row.user.name and row.user.name in text]
    student.follow("How papers are assigned", student.page.get_by_test_id("why"))
    student.sees("The published assignment was made with the rule “Fairest worst case”.")

    student.open(f"/seminars/{seminar.slug}/deregistration/")
    student.sees(f"“{title}” becomes free at once", "university’s own system")
    student.follow("De-register…")
    before = len(mails_to(leaver))
    student.press("De-register from the seminar")
    student.sees_heading("You have de-registered")
    assert len(mails_to(leaver)) == before + 1
    student.open(f"/seminars/{seminar.slug}/deregistration/check/")
    student.sees_heading("You have de-registered")


def refill(leonie, seminar, free: str):
    """The free paper goes to somebody who waits; everybody else keeps theirs and hears nothing. Who it is."""
    before = {row.pk: row.paper_id for row in holders(seminar)}
    home = f"/seminars/{seminar.slug}/"
    leonie.open(f"{home}assignment/refill/")
    leonie.sees(free)
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
    moved_up = seminar.participations.with_people().get(pk=new)
    assert [message.to for message in mail.outbox[sent:]] == [[moved_up.user.email]]
    assert current_publication(seminar).reason == "Somebody left."
    return moved_up


def give_by_hand(leonie, seminar, person, title: str):
    """An organiser gives a free paper to somebody without one."""
    leonie.open(f"/seminars/{seminar.slug}/assignment/refill/")
    leonie.follow(named(f"Give a paper by hand: {person.user.display_name}"))
    option = leonie.field("Paper").locator("option", has_text=title)
    leonie.field("Paper").select_option(value=option.get_attribute("value"))
    leonie.fill({"Reason": "First to answer."})
    leonie.press("Give this paper")
    leonie.sees(f"“{title}” now belongs to {person.user.display_name}, who gets a mail.")
    assert mail.outbox[-1].to == [person.user.email] and title in mail.outbox[-1].body


def first_meeting(leonie, seminar, number: int):
    leonie.open(f"/seminars/{seminar.slug}/meeting/")
    leonie.press("Mark all undecided as present")
    leonie.sees(f"{number} people marked.")

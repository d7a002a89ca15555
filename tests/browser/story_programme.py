"""Parts of the story about the programme: laid out, published, moved; what outsiders and calendars read."""

import re
from datetime import UTC

import vobject
from django.core import mail
from playwright.sync_api import expect

from seminar.assignment.querysets import holders
from tests.browser.story_files import hand_in
from tests.browser.story_setup import AMARA, HOME, address
from tests.builders import local
from tests.submissions.hand_in import pdf


def order_of_talks(person) -> list[str]:
    """The speakers as the draft shows them."""
    rows = person.page.locator("tr[data-testid^=slot-] th").all_text_contents()
    return [re.split(r"\s{2,}|\n", row.strip())[0] for row in rows]


def lay_out(leonie, speakers: dict):
    """Two sessions, filled by one press, then ordered by hand: a step up, to another day, two change places."""
    first, klara, third, amara, last = (row.user.display_name for row in speakers.values())
    leonie.open(f"{HOME}overview/")
    leonie.sees("Lay the block seminar out", within=leonie.page.get_by_test_id("next-action"))
    leonie.follow("Add a session")
    leonie.fill({"Day": "Thu 29 Jul 2021", "Begins at": "09:00", "Title": "Graphs and robustness"})
    leonie.fill({"Moderator": "Nerea Ibarluzea", "Break after so many talks": "2", "Minutes of a break": "15"})
    leonie.press("Add session")
    leonie.sees("The session is added.", "moderator Nerea Ibarluzea")
    leonie.follow("Add session")
    leonie.fill({"Day": "Fri 30 Jul 2021", "Begins at": "10:00", "Moderator": "Dr. Leonie Achterfeld"})
    leonie.press("Add session")
    leonie.sees("Nobody has a place in the programme yet.", "5 talks without a place")
    leonie.press("Fill the empty programme: papers by topic, in order")
    assert order_of_talks(leonie) == [first, klara, third, amara, last]

    leonie.press(f"Up: {amara}, Friday 10:00–10:35")
    leonie.sees(f"{amara}: now Thu 29 Jul 2021, 11:00–11:35 CEST.")
    assert leonie.focused_id() == leonie.fragment
    row = leonie.page.get_by_test_id(f"slot-{speakers['third'].pk}")
    row.locator("summary").click()
    leonie.fill({"To the place of": f"10:00 {last}"}, row)
    leonie.press(f"Move: {third}", row)
    assert order_of_talks(leonie) == [first, klara, amara, third, last]
    row = leonie.page.get_by_test_id(f"slot-{speakers['klara'].pk}")
    row.locator("summary").click()
    leonie.fill({"Change places with": f"{first} (Thursday 09:00)"}, row)
    leonie.press(f"Swap: {klara}", row)
    assert order_of_talks(leonie) == [klara, first, amara, third, last]


def publish_programme(leonie, visitor, seminar):
    """Nobody outside knows anything before; then everybody, and no name without consent."""
    visitor.open(f"{HOME}programme/")
    visitor.sees("The programme appears before the block seminar: Thu 29 – Fri 30 Jul 2021.")
    leonie.follow("Publish the programme")
    leonie.sees("5 speakers get a mail")
    leonie.page.get_by_role("link", name="Next mail").click()
    leonie.sees("2 of 5")
    sent = len(mail.outbox)
    leonie.press("Publish and send 5 mails")
    leonie.sees_heading("Version 1 is published")
    told = mail.outbox[sent:]
    assert {message.to[0] for message in told} == {row.user.email for row in holders(seminar)} and len(told) == 5
    visitor.open(f"{HOME}programme/")
    visitor.sees_heading("Thursday, 29 July 2021")
    talks = visitor.page.locator("article")
    expect(talks.locator("time").first).to_have_attribute("datetime", "2021-07-29T09:00+02:00")
    assert talks.get_by_text("Student talk").count() == talks.count() == 5
    text = visitor.page.content()
    assert not [row.user.display_name for row in holders(seminar) if row.user.display_name in text]


def see_my_talk(amara, visitor):
    """She reads when it is, shows her name and offers her slides; outsiders see hers and no other."""
    amara.open(f"{HOME}talk/")
    amara.sees("Thu 29 Jul 2021, 10:25–11:00 CEST, Lecture hall 3", within=amara.page.get_by_test_id("my-slot"))
    amara.sees("Talk 3 of 3 in its session.", "25 minutes for the talk, then 10 minutes for questions.")
    amara.sees("Amara Okonjo-Thal", "Klara Neumond", within=amara.page.get_by_test_id("my-talk"))
    amara.fill({"Show my name on the public programme": True, "Offer my final slides on the public programme": True})
    amara.press("Save choices")
    slides = pdf("Slides.", 12)
    hand_in(amara, slides, "slides.pdf", kind="final-slides")
    amara.sees_heading("Final slides: version 1 is stored and counts")
    visitor.open(f"{HOME}programme/")
    hers = visitor.page.locator("article").filter(has_text="Amara Okonjo-Thal")
    expect(hers).to_have_count(1)
    expect(visitor.page.locator("article").get_by_text("Student talk")).to_have_count(4)
    assert visitor.download("Slides", hers) == slides


def make_calendar(amara) -> str:
    amara.open("/calendar/")
    amara.press("Make an address")
    amara.sees("This is your new address.")
    return amara.field("Address of your calendar").input_value()


def talk_in(person, link: str) -> dict:
    """Her talk as another library reads it from the feed: all of it that may change."""
    answer = person.context.request.get(link)
    assert answer.headers["content-type"].startswith("text/calendar")
    events = vobject.readOne(answer.text()).vevent_list
    (talk,) = [event for event in events if event.summary.value.startswith("Your talk: Rademacher")]
    return {"uid": talk.uid.value, "sequence": int(talk.sequence.value), "start": talk.dtstart.value.astimezone(UTC)}


def move_talk(leonie, amara, visitor, link: str):
    """A talk moves after the publication: only the two it concerns are told, and calendars follow."""
    was = talk_in(visitor, link)
    assert was["start"] == local(2021, 7, 29, 10, 25)
    leonie.open(f"{HOME}programme/draft/")
    leonie.press("Up: Amara Okonjo-Thal, Thursday 10:25–11:00")
    leonie.sees("Draft, 2 changes since version 1")
    assert talk_in(visitor, link) == was
    leonie.follow("Publish the changes")
    sent = len(mail.outbox)
    leonie.press("Publish and send 2 mails")
    assert leonie.status == 422 and len(mail.outbox) == sent
    leonie.fill({"What changed": "Two talks on Thursday change places."})
    leonie.press("Publish and send 2 mails")
    leonie.sees_heading("Version 2 is published")
    assert len(mail.outbox) == sent + 2 and [address(AMARA)] in [message.to for message in mail.outbox[sent:]]
    now = talk_in(visitor, link)
    assert now["start"] == local(2021, 7, 29, 9, 35)
    assert now["uid"] == was["uid"] and now["sequence"] > was["sequence"]
    amara.open(f"{HOME}talk/")
    amara.sees(
        "Your talk was moved.", "Before: Thu 29 Jul 2021, 10:25–11:00 CEST", "Two talks on Thursday change places."
    )
    visitor.open(f"{HOME}programme/")
    visitor.sees("Changed Wed 28 Jul 2021", "Two talks on Thursday change places.")

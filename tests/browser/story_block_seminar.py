"""Parts of the story on the two days of the block seminar: a tablet, names to tap, who is there."""

from playwright.sync_api import expect

from seminar.assignment.querysets import holders
from seminar.programme import actions
from seminar.programme.models import QuestionCredit
from tests.browser.person import named
from tests.browser.story_setup import HOME, sign_in_by_code

TABLET = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}
QUESTION = "Does the bound hold for leaky units?"


def come_with_tablet(nerea):
    nerea.open("/accounts/login/")
    sign_in_by_code(nerea, "nerea.ibarluzea")
    nerea.open(f"{HOME}duties/")
    nerea.sees_heading("My duties")
    nerea.open(f"{HOME}block/")
    nerea.sees("Now, 09:00–09:35", "20 minutes left", "Klara Neumond")


def tap(person, participation):
    """Tap a name and wait for the answer, which takes its place."""
    with person.page.expect_response(lambda response: response.request.method == "POST"):
        person.page.locator(f"#person-{participation.pk}").tap()


def credit_questions(nerea, leonie, seminar, student):
    """Two taps are one credit, also by two people; undone and given again, with what was asked."""
    name, credits = student.user.display_name, QuestionCredit.objects.filter(undone_at=None)
    tap(nerea, student)
    nerea.sees(f"{name} credited", within=nerea.page.locator("#given"))
    nerea.sees(f"{name} credited. Stored.", within=nerea.page.locator("#live"))
    tap(nerea, student)
    nerea.sees("already", within=nerea.page.locator("#given"))
    nerea.check_page()
    assert credits.count() == 1

    leonie.open(f"{HOME}block/")
    leonie.page.locator(f"#person-{student.pk}").click()
    leonie.sees("already", "Nerea Ibarluzea", within=leonie.page.locator("#given"))
    assert credits.count() == 1

    nerea.press(f"Undo credit: {name}")
    nerea.sees(f"The credit of {name} is taken back.")
    assert not credits.exists()
    tap(nerea, student)
    nerea.fill({f"What was asked: {name}": QUESTION})
    nerea.press(f"Save note: {name}")
    nerea.sees("is stored.")
    assert credits.get().note == QUESTION
    expect(nerea.button("Klara Neumond")).to_have_count(0)  # whoever speaks cannot be credited


def next_talk(nerea):
    """The page follows when it is asked for, not by itself."""
    nerea.open(f"{HOME}block/")
    nerea.sees("Now, 09:35–10:10", "Amara Okonjo-Thal")
    nerea.follow("Questions")
    nerea.sees("1 credit so far.", QUESTION)


def mark_attendance(nerea, excused):
    """One is excused, everybody else of whom nothing is said was there."""
    nerea.follow("Attendance")
    nerea.follow(named("Mark attendance: 29 Jul, 09:00–11:00"))
    row = nerea.page.locator(f"#person-{excused.pk}")
    row.get_by_label("excused").check()
    nerea.press("Save attendance")
    nerea.sees("1 excused", "4 undecided", within=nerea.page.locator(".counts"))
    nerea.fill({f"Note: {excused.user.display_name}": "Doctor's note"})
    nerea.press("Mark all undecided as present")
    nerea.sees("4 present", "1 excused", "0 undecided", within=nerea.page.locator(".counts"))
    nerea.follow("List to print")


def second_day(nerea, asks, speaker, missing):
    """The second day through the actions: one more good question, and one person who is not there."""
    actions.credit(participation=nerea, talk=speaker.talk, person=asks)
    session = speaker.talk.session
    everybody = {row.pk for row in holders(nerea.seminar)}
    actions.mark_attendance(
        participation=nerea, session=session, marks={missing.pk: ("absent", None)}, rest=everybody - {missing.pk}
    )

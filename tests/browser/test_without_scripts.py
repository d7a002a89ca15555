"""The student's part with JavaScript off, on a phone: from the invitation to the receipt."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from playwright.sync_api import expect

from seminar.preferences.models import PreferenceList
from seminar.seminars.actions.people import invite
from seminar.seminars.address_list import Person
from seminar.seminars.models import Participation
from tests.browser import checks
from tests.browser.person import PHONE
from tests.browser.semester import make_semester
from tests.builders import IN_WINDOW

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-without-scripts")]

ADDRESS = "noor.halvorsen@example.org"
UP, DOWN, REMOVE = "Up", "Down", "Remove"


@pytest.fixture
def invited(new_person, moved_clock):
    """A function that gives a person without account or scripts who is invited, the seminar, and its papers."""
    moved_clock(IN_WINDOW - timedelta(days=1))
    seminar = make_semester()
    organiser = (
        Participation.objects.select_related("user", "seminar").filter(seminar=seminar, role="organiser").first()
    )
    invite(participation=organiser, role="student", people=(Person(ADDRESS, "Noor Halvorsen"),))
    titles = [row.paper.title for row in seminar.offered_papers.available().in_full()]

    def noor(is_checked=False):
        person = new_person("Noor", is_checked=is_checked, java_script_enabled=False, viewport=PHONE)
        return person, seminar, titles

    return noor


def newest_mail() -> str:
    return [message for message in mail.outbox if message.to == [ADDRESS]][-1].body


def come_by_invitation(noor):
    noor.open(re.search(r"http\S+", newest_mail()).group())
    noor.fill({"Email": ADDRESS})
    noor.press("Send the code")
    noor.fill({"Code": re.search(r"^[A-Z0-9-]{5,}$", newest_mail(), re.MULTILINE).group()})
    noor.press("Sign in")


def order_on(noor) -> list[str]:
    return [text.strip() for text in noor.page.locator(".rank-row h3").all_inner_texts()]


def focus_is_on(noor, control: str, title: str) -> None:
    """The address names the control, so the browser itself puts the focus there and scrolls it into sight."""
    button = noor.button(f"{control}: {title}")
    expect(button).to_have_id(noor.fragment)
    expect(button).to_be_focused()
    expect(button).to_be_in_viewport()


def test_a_student_ranks_papers_without_scripts(invited):
    noor, seminar, titles = invited(is_checked=True)
    come_by_invitation(noor)
    noor.sees_heading("My seminar")
    noor.follow("Rank papers")
    first, second, third, fourth = titles[:4]
    for title in titles[:4]:
        noor.press(f"Add: {title}")
    assert order_on(noor) == titles[:4]

    noor.press(f"{UP}: {third}")
    assert order_on(noor) == [first, third, second, fourth]
    focus_is_on(noor, UP, third)
    noor.press(f"{UP}: {third}")
    focus_is_on(noor, DOWN, third)  # at the top the other direction is what is left to press
    noor.press(f"{DOWN}: {third}")
    focus_is_on(noor, DOWN, third)
    noor.press(f"{REMOVE}: {first}")
    assert order_on(noor) == [third, second, fourth]
    focus_is_on(noor, REMOVE, third)

    noor.fill({f"Position: {fourth}": "1", "Machine Learning (IN2064), required": True})
    noor.press("Save and finish")
    noor.sees_heading("Your preferences are stored and count")
    expect(noor.page.locator(".receipt-list .work")).to_have_text([fourth, third, second])
    stored = PreferenceList.objects.get(participation__user__email=ADDRESS)
    noor.sees(stored.receipt, "Machine Learning (IN2064)", "Sat 6 Mar 2021, 14:00:00 CET")
    assert stored.receipt in newest_mail()
    noor.follow("Back to My seminar")
    noor.sees("Nothing has to be done now", "Wed 10 Mar 2021, 12:00 CET")


def test_pages_of_a_student_without_scripts_fit_the_narrowest_screen(invited):
    noor, seminar, titles = invited()
    come_by_invitation(noor)
    noor.page.set_viewport_size({"width": 320, "height": 640})
    home = f"/seminars/{seminar.slug}/"
    found = []
    for page in ("", "papers/", "mine/", "preferences/"):
        noor.open(home + page)
        found += checks.sideways_scroll(noor.page, page) + checks.small_targets(noor.page, page)
        expect(noor.page.get_by_test_id("next-deadline")).to_contain_text("Wed 10 Mar 2021, 12:00 CET")
    assert not found, "\n".join(found)


def test_the_catalogue_adds_papers_without_scripts(invited):
    noor, seminar, titles = invited()
    come_by_invitation(noor)
    noor.open(f"/seminars/{seminar.slug}/papers/")
    noor.press(f"Add: {titles[20]}")
    noor.sees(f"{titles[20]} is now your number 1. Stored.")
    assert noor.fragment == f"paper-{seminar.offered_papers.get(paper__title=titles[20]).pk}"
    noor.follow(titles[3])
    noor.press("Add to my preferences")
    noor.sees("number 2")

"""The catalogue follows the filter while somebody types; address, list and live region say the same."""

import pytest
from playwright.sync_api import expect

from tests.browser.semester import make_semester
from tests.builders import IN_WINDOW

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-focus")]


def test_the_list_follows_while_one_types(new_person, moved_clock):
    moved_clock(IN_WINDOW)
    seminar = make_semester()
    person = new_person("visitor")
    person.open(f"/seminars/{seminar.slug}/papers/")
    page = person.page
    words = page.get_by_label("Title, author or word")
    words.press_sequentially("kernel bietti")

    expect(page.locator("#found li")).to_have_count(1)
    expect(page.locator("#live")).to_contain_text("1 of 24")
    expect(words).to_be_focused()
    assert "q=kernel%20bietti" in page.url

    words.fill("no such paper")
    expect(page.get_by_role("heading", name="No paper matches “no such paper”")).to_be_visible()
    page.get_by_role("link", name="Clear filters").click()
    expect(page.locator("#found li")).to_have_count(24)

"""A session page of a conference becomes papers of a seminar, one of which a student then wants."""

import pytest
from playwright.sync_api import expect

from papers.models import Paper
from seminar.preferences.models import Preference
from tests.browser.person import PHONE
from tests.browser.semester import FACTS, PASSWORD, make_semester
from tests.builders import IN_WINDOW

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-import")]

# Written for this test: a page as it comes when everything on it is marked and copied.
SESSION_PAGE = """Skip to yearly menu bar Skip to main content


Session

Learning with Few Examples

Abstract:
Chat is not available.

Thu 13 June 11:00 - 11:20 PDT

How Many Examples Does a Kernel Need?

Ottilie Brandwein · Ruben Achterhuis

A bound on the number of examples is shown for kernels whose eigenvalues decay. It is met by a simple construction, and
experiments with small networks agree with it.

Thu 13 June 11:20 - 11:25 PDT

Pruning Before Training Is Enough

Yusra Haddadin · Ruben Achterhuis · Tove Lindmark

Networks that are pruned before the first step reach the same loss. The proof goes through a comparison of two flows.

Thu 13 June 11:25 - 11:30 PDT

Pruning before Trainings Is Enough

Yusra Haddadin · Tove Lindmark

A second talk on the same result, with another proof and fewer assumptions on the data.

Thu 13 June 11:30 - 11:35 PDT

Margins of Sparse Networks

Ines Caldeira · Ottilie Brandwein

Large margins are shown to be possible with few weights.
"""
CORRECTED = "Ottilie Brandweiner"


@pytest.fixture
def seminar(moved_clock):
    moved_clock(IN_WINDOW)
    return make_semester()


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False, "viewport": PHONE}], ids=["scripts", "phone"])
def test_from_a_session_page_to_a_preference(new_person, seminar, options):
    leonie = new_person("Leonie", **options)
    leonie.open("/accounts/login/")
    leonie.sign_in(FACTS["organisers"][0]["email"], PASSWORD)
    paste(leonie, seminar)
    correct_one_author(leonie)
    merge_one_duplicate(leonie)
    add(leonie)
    student = new_person("Student", **options)
    student.open("/accounts/login/")
    student.sign_in(FACTS["students"][0]["email"], PASSWORD)
    choose(student, seminar)


def paste(leonie, seminar):
    leonie.open(f"/seminars/{seminar.slug}/list/")
    leonie.follow("Import a reading list…")
    leonie.press("Preview the list")
    assert leonie.status == 422
    leonie.fill({"Paste the list": SESSION_PAGE})
    leonie.press("Preview the list")
    leonie.sees("4 entries were understood", "Session page of a conference", "Learning with Few Examples")
    leonie.sees("1 waits for your answer", "Row 3 may be the same work as row 2.")
    leonie.fill({"Venue": "ICML", "Year": "2019"})
    leonie.press("Fill in")
    leonie.sees("ICML 2019")


def correct_one_author(leonie):
    """With scripts the fields open below the row, else on a page of their own."""
    correct = leonie.button("Correct How Many Examples Does a Kernel Need?")
    if leonie.has_scripts:
        correct.click()
        expect(leonie.page.get_by_role("group", name="Correct row 1").get_by_label("Title")).to_be_focused()
        leonie.check_page()
    else:
        leonie.press("Correct How Many Examples Does a Kernel Need?")
    leonie.fill({"Authors": f"{CORRECTED}\nRuben Achterhuis"})
    leonie.press("Save row")
    assert leonie.fragment == "row-1"
    leonie.sees("is stored.", CORRECTED, "corrected by you")


def merge_one_duplicate(leonie):
    page = leonie.page
    page.get_by_role("radio", name="The same work").check()
    page.get_by_role("checkbox", name="Take: Margins of Sparse Networks").uncheck()
    leonie.press("Save this page")
    leonie.sees("1 repeats another row", "1 is left out by you", "the same work as row 2")
    leonie.open(page.url)  # nothing is lost by a reload
    expect(page.get_by_role("radio", name="The same work")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Take: Margins of Sparse Networks")).not_to_be_checked()


def add(leonie):
    before = Paper.objects.count()
    leonie.press("Add 2 papers to 1 topic")
    leonie.sees("2 papers are on the list now.", "Pruning Before Training Is Enough", CORRECTED)
    assert Paper.objects.count() == before + 2


def choose(student, seminar):
    student.open(f"/seminars/{seminar.slug}/papers/?q=brandweiner")
    expect(student.page.locator("#found li")).to_have_count(1)
    student.follow("How Many Examples Does a Kernel Need?")
    student.sees(CORRECTED, "ICML 2019", "A bound on the number of examples")
    student.press("Add to my preferences")
    offered = seminar.offered_papers.get(paper__title="How Many Examples Does a Kernel Need?")
    stored = Preference.objects.filter(offered=offered, preference_list__participation__user__email=student_address())
    assert stored.exists()


def student_address() -> str:
    return FACTS["students"][0]["email"]

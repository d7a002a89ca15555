"""Parts of the story up to the close of preferences: what everybody sees, who ranks what, who comes too late."""

import re

from playwright.sync_api import expect

from seminar.preferences.actions import submit
from seminar.seminars.actions.people import join as joined
from tests.browser.semester import FACTS, PASSWORD, make_people
from tests.browser.story_setup import AMARA, BENEDIKT, HOME, KLARA, TITLE, address, mails_to, sign_in_by_code

DEADLINE = "Preferences close Wed 10 Mar 2021, 12:00 CET"
TITLES = [paper["title"] for paper in FACTS["papers"]]
# Three papers for four people, so that one of them waits; who, the lottery decides.
ORDERS = {BENEDIKT: (3, 0, 6), "caspar": (6, 0, 3), "dilnoza": (3, 6, 0), "emre": (3, 6, 0)}


def link_in(message) -> str:
    return re.search(r"http\S+", message.body).group()


# ---- 3: what everybody sees -----------------------------------------------------------------------------------------


def visit(visitor):
    visitor.open("/")
    visitor.sees("Preferences open on Thu 25 Feb 2021, 08:00 CET")
    visitor.follow(TITLE)
    visitor.sees(
        "IN2107, IN4409", "5 ECTS, 2 SWS", "Report, 40 %", "Presentation, 60 %", "Mon 3 May", "Nerea Ibarluzea"
    )
    visitor.follow("Papers")
    rows = visitor.page.locator(".ledger > li")
    expect(rows).to_have_count(24)
    visitor.fill({"Title, author or word": "tangent kernel", "Topic": "Kernel Behaviour of Neural Networks"})
    visitor.press("Filter")
    assert 0 < rows.count() < 6 and "q=tangent" in visitor.page.url
    visitor.open(f"{HOME}papers/")
    visitor.follow(TITLES[0])
    visitor.sees("The report follows the longer version.", "Why it is on the list", FACTS["papers"][0]["authors"][-1])
    visitor.open(f"{HOME}overview/")
    visitor.sees_heading("Sign in")


# ---- 4: preferences -------------------------------------------------------------------------------------------------


def rank_three(amara):
    message = mails_to(AMARA)[-1]
    assert message.subject == f"[{TITLE}] Preferences are open" and "10 Mar 2021, 12:00 CET" in message.body.replace(
        "\xa0", " "
    )
    amara.open(link_in(message))
    sign_in_by_code(amara, AMARA)
    assert amara.path == f"{HOME}preferences/"
    amara.fill({"Machine Learning (IN2064), required": True, "Deep Learning (IN2346), required": True})
    for title in (TITLES[0], TITLES[3], TITLES[4], TITLES[6]):
        amara.press(f"Add: {title}")
    amara.press(f"Up: {TITLES[6]}")
    amara.sees(f"{TITLES[6]} is now number 3 of 4. Stored.")
    assert amara.focused_id() == amara.fragment
    amara.choose(f"Position: {TITLES[4]}", "1")
    amara.press(f"Down: {TITLES[0]}")
    amara.press(f"Remove: {TITLES[0]}")
    order = [TITLES[4], TITLES[3], TITLES[6]]
    expect(amara.page.locator(".rank-row h3")).to_have_text(order)
    amara.press("Save and finish")
    amara.sees_heading("Your preferences are stored and count")
    expect(amara.page.locator(".receipt-list .work")).to_have_text(order)
    amara.sees(
        "Machine Learning (IN2064), Deep Learning (IN2346)",
        "You can change this order until Wed 10 Mar 2021, 12:00 CET",
    )
    receipt = re.search(r"R-\w{7}", amara.page.get_by_test_id("receipt").inner_text()).group()
    message = mails_to(AMARA)[-1]
    assert message.subject == f"[{TITLE}] Receipt {receipt}: your preferences count"
    assert [line[3:] for line in message.body.splitlines() if re.match(r"\d\. ", line)] == order
    amara.follow("Back to My seminar")
    one_next_step(amara, "Nothing has to be done now", "Change preferences")


def rank_two(klara):
    """With her password this time, on the same phone."""
    klara.open("/account/")
    klara.press("Sign out")
    klara.open(link_in(mails_to(KLARA)[-1]))
    klara.sign_in(address(KLARA), PASSWORD)
    klara.open(f"{HOME}mine/")
    one_next_step(klara, "Rank at least 3 papers", "Rank papers")
    klara.follow("Rank papers")
    for title in TITLES[3:5]:
        klara.press(f"Add: {title}")
    klara.sees("Does not count yet: 1 paper is missing.", within=klara.page.get_by_test_id("save-status"))
    klara.press("Save and finish")
    klara.sees_heading("Stored, but does not count yet")
    assert mails_to(KLARA)[-1].subject.endswith("stored, but does not count yet")
    klara.follow("Back to My seminar")
    one_next_step(klara, "Rank at least 3 papers", "Complete preferences")
    klara.open(f"{HOME}preferences/receipt/")


def come_too_late(klara):
    """On the page that was opened a minute before the close."""
    klara.press(f"Add: {TITLES[6]}")
    assert klara.status == 409
    klara.sees("Preferences closed Wed 10 Mar 2021, 12:00 CET. The change arrived Wed 10 Mar 2021, 12:01:00 CET.")
    expect(klara.page.locator(".receipt-list .work")).to_have_text(TITLES[3:5])
    assert mails_to(KLARA)[-1].subject.endswith("yours do not count")


def read_only(amara):
    amara.open(f"{HOME}preferences/")
    amara.sees("Closed Wed 10 Mar 2021, 12:00 CET. This order is used.")
    expect(amara.button("Save and finish")).to_have_count(0)
    assert mails_to(AMARA)[-1].subject.endswith("this order is used")
    amara.follow("My seminar")
    one_next_step(amara, "Wait for the assignment of papers", "See your preferences")


# ---- 5: who knows what ----------------------------------------------------------------------------------------------


def one_next_step(person, title: str, act: str):
    step = person.page.get_by_test_id("next-step")
    expect(step).to_have_count(1)
    person.sees(title, within=step)
    expect(step.get_by_role("link")).to_have_text([act])
    expect(person.page.locator("main .btn-primary")).to_have_count(1)


def deadline_is_on_every_page(student, organiser):
    pages = {student: ("", "papers/", "mine/", "preferences/", "preferences/receipt/")}
    pages[organiser] = ("", "overview/", "people/", "list/", "preferences/all/", "dates/", "record/", "edit/")
    for person, ends in pages.items():
        for address_ in (*(HOME + end for end in ends), "/", "/account/"):
            person.open(address_)
            person.sees(DEADLINE, within=person.page.get_by_test_id("next-deadline"))


def the_others_rank(seminar):
    """Everybody but Klara through the actions behind the pages; two of them come by the link."""
    offered = {row.paper.title: row.pk for row in seminar.offered_papers.in_full()}
    names = {"dilnoza": "Dilnoza Rahmonqulova", "emre": "Emre Yıldıztepe"}
    for user in make_people({"name": name, "email": address(short)} for short, name in names.items()):
        joined(seminar=seminar, user=user, code=seminar.join_code)
    for name, order in ORDERS.items():
        student = seminar.participations.with_people().get(user__email=address(name))
        submit(participation=student, order=[offered[TITLES[number]] for number in order], passed=[], finish=True)


def look_at_demand(leonie, state: str, missing: tuple, wanted: list[str], valid: str):
    """Who is missing and how often one paper is wanted: first, among the first three, at all, places."""
    leonie.open(f"{HOME}preferences/all/")
    leonie.sees(f"{state} Wed 10 Mar 2021, 12:00 CET")
    names = leonie.page.get_by_test_id("missing-list").locator("li")
    expect(names).to_have_text([re.compile(name) for name in missing])
    row = leonie.page.get_by_role("row").filter(has_text=TITLES[4])
    expect(row.get_by_role("cell")).to_have_text(wanted)
    leonie.open(f"{HOME}overview/")
    leonie.sees(*(name.split(".*")[0] for name in missing), within=leonie.page.get_by_test_id("missing"))
    expect(leonie.page.get_by_test_id("valid")).to_have_text(valid)

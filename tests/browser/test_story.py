"""The first half of a semester, played through the pages by everybody in it, from an empty database."""

import re
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from playwright.sync_api import expect

from seminar.core.timeline import Milestone
from seminar.mail.models import Message
from seminar.seminars.actions.papers import add_paper, add_topic
from seminar.seminars.models import Participation, Seminar
from tests.browser.person import PHONE
from tests.browser.semester import FACTS, PASSWORD
from tests.builders import local, make_user

pytestmark = [pytest.mark.browser, pytest.mark.postgres_too, pytest.mark.xdist_group("browser-story")]

TITLE = "Theoretical Advances in Deep Learning"
HOME = "/seminars/theoretical-advances-in-deep-learning-2021s/"
DEADLINE = "Preferences close Wed 10 Mar 2021, 12:00 CET"
LEONIE, AMARA, BENEDIKT, KLARA = "leonie.achterfeld", "amara.thal", "benedikt.wiesenrain", "klara.neumond"
NEREA = "nerea.ibarluzea@example.org"
TITLES = [paper["title"] for paper in FACTS["papers"]]


def address(name: str) -> str:
    return f"{name}@example.org"


def mails_to(name: str) -> list:
    return [message for message in mail.outbox if message.to == [address(name)]]


def code_for(name: str) -> str:
    """The one-time code of the latest mail to somebody: a line of its own."""
    lines = mails_to(name)[-1].body.splitlines()
    return next(line.strip() for line in lines if re.fullmatch(r"\s*[A-Z0-9]{4,}(-[A-Z0-9]{4,})?\s*", line))


def link_in(message) -> str:
    return re.search(r"http\S+", message.body).group()


def test_a_seminar_from_the_empty_database_to_the_close_of_preferences(new_person, moved_clock):
    clock = moved_clock(local(2021, 2, 1, 9))
    leonie = new_person("Leonie")
    create_seminar(leonie)
    set_dates(leonie)
    invite_supervisor(leonie)
    fill_the_list(leonie)
    invite_students(leonie)
    announce(leonie)
    visit(new_person("Visitor"))
    klara = new_person("Klara", viewport=PHONE)
    join(klara, switch_join_link_on(leonie))

    clock.turn_to(local(2021, 2, 25, 8))
    amara = new_person("Amara", viewport=PHONE)
    rank_three(amara, clock)
    clock.turn_to(local(2021, 3, 9, 20, 15))
    rank_two(klara)
    deadline_is_on_every_page(amara, leonie)
    look_at_demand(leonie, state="Open until")

    clock.turn_to(datetime(2021, 3, 10, 11, 0, 59, tzinfo=UTC))
    klara.follow("Complete preferences")
    clock.turn_to(local(2021, 3, 10, 12, 1))
    come_too_late(klara)
    read_only(amara)
    look_at_demand(leonie, state="Closed")
    assert not Message.objects.exclude(state=Message.State.SENT).exists()


# ---- 1: the seminar and its dates -----------------------------------------------------------------------------------


def create_seminar(leonie):
    user = make_user("Dr. Leonie Achterfeld", email=address(LEONIE), password=PASSWORD, may_create_seminars=True)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    leonie.open("/")
    leonie.sees("No seminar is announced at the moment.")
    leonie.follow("Sign in")
    leonie.sign_in(address(LEONIE), PASSWORD)
    leonie.follow("Set up a seminar")
    leonie.press("Create seminar")
    assert leonie.status == 422 and leonie.page.title().startswith("Error:")
    facts = FACTS["seminar"]
    page = leonie.page
    leonie.fill(
        {"Title": TITLE, "Semester": "2021S", "Kind": facts["kind"], "Summary": facts["summary"]},
        page.get_by_role("region", name="The seminar"),
    )
    leonie.fill(
        {"Module numbers": facts["module_numbers"], "ECTS": "5", "SWS": "2", "Language": "English", "Places": "12"}
        | {"Minimum number of preferences": "3", "Office hours": facts["office_hours"], "Contact": facts["contact"]}
        | {name.capitalize(): facts[name] for name in ("description", "goals", "themes", "expectations")}
        | {"About the report": facts["report_hint"], "About the presentation": facts["presentation_hint"]}
        | {"About the bonus": facts["bonus_hint"]}
    )
    for number, module in enumerate(FACTS["prerequisites"], 1):
        row = page.get_by_role("group", name=f"Prerequisite {number}")
        words = {"Module number": module["code"], "Title": module["title"], "Note": module["note"]}
        leonie.fill({**words, "Required": module["is_required"]}, row)
    leonie.press("Create seminar")
    leonie.sees("The seminar is created.")
    seminar = Seminar.objects.get()
    wanted = {**facts, "slug": HOME.split("/")[2]}
    assert {name: without_returns(getattr(seminar, name)) for name in wanted} == wanted
    keys = ("code", "title", "is_required", "note")
    assert list(seminar.prerequisites.values(*keys)) == [
        {key: row[key] for key in keys} for row in FACTS["prerequisites"]
    ]


def without_returns(value):
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


RIGHT_DATES = {
    "Preferences open": "2021-02-25",
    "Preferences open, time": "08:00",
    "Preferences close": "2021-03-10",
    "Preferences close, time": "12:00",
    "Assignment of papers": "2021-03-10",
    "Assignment of papers, time": "18:00",
    "First meeting": "2021-04-19",
    "First meeting, from": "14:00",
    "First meeting, to": "16:00",
    "First meeting, place": "Seminar room 2",
    "Last day to de-register": "2021-05-03",
    "Report and first version of the slides": "2021-07-01",
    "Block seminar, note": "End of July",
}


def set_dates(leonie):
    summary = leonie.page.locator(".error-summary")
    leonie.fill({**RIGHT_DATES, "Assignment of papers": "2021-03-09"})
    leonie.press("Save dates")
    assert leonie.status == 422 and leonie.page.title().startswith("Error:")
    first, second = (
        "“Preferences close” (Wed 10 Mar 2021, 12:00 CET)",
        "“Assignment of papers” (Tue 9 Mar 2021, 18:00 CET)",
    )
    expect(summary.get_by_text(f"{first} has to come before {second}.")).to_have_count(2)
    for label in ("Preferences close", "Assignment of papers"):
        expect(leonie.field(label)).to_have_attribute("aria-invalid", "true")
    expect(leonie.field("First meeting, place")).to_have_value("Seminar room 2")

    hand_in = "Report and first version of the slides"
    leonie.fill({"Assignment of papers": "2021-03-28", "Assignment of papers, time": "02:30"})
    leonie.fill({hand_in: "2021-10-31", f"{hand_in}, time": "02:30"})
    leonie.press("Save dates")
    leonie.sees("02:30 does not exist on this day", "02:30 exists twice on this day", within=summary)
    leonie.fill({f"{hand_in}: which one": "Sun 31 Oct 2021, 02:30 CEST (first)"})

    leonie.fill({**RIGHT_DATES, "Assignment of papers, time": "18:00", f"{hand_in}, time": ""})
    leonie.press("Save dates")
    leonie.sees("The dates are stored.", "Not public yet.")
    leonie.sees("Thu 25 Feb 2021, 08:00", "Wed 10 Mar 2021, 12:00", "Seminar room 2", "End of July", "Report, 40 %")
    stored = Seminar.objects.get().timeline
    assert stored.get("preferences") == Milestone("preferences", local(2021, 2, 25, 8), local(2021, 3, 10, 12, 1))
    assert stored.get("assignment").starts == local(2021, 3, 10, 18)
    assert stored.get("deregistration") == Milestone("deregistration", ends=local(2021, 5, 4), has_time=False)
    assert stored.get("hand_in") == Milestone("hand_in", ends=local(2021, 7, 2), has_time=False)
    assert not stored.get("block").is_known


# ---- 2: people and papers -------------------------------------------------------------------------------------------


def invite(leonie, role: str, text: str = "", file: str = "") -> None:
    leonie.open(f"{HOME}people/")
    leonie.follow("Invite people")
    leonie.page.get_by_role("radio", name=role).check()
    if file:
        content = {"name": "people.csv", "mimeType": "text/csv", "buffer": file.encode()}
        leonie.field("Or a file").set_input_files(content)
    leonie.fill({"E-mail addresses": text})
    leonie.press("Preview invitations")


def invite_supervisor(leonie):
    invite(leonie, "Supervisors", f"Nerea Ibarluzea <{NEREA}>")
    assert not mail.outbox
    leonie.press("Invite and send 1 mail")
    leonie.sees("1 person is invited.", "Nerea Ibarluzea")
    assert [message.subject for message in mails_to("nerea.ibarluzea")] == [
        f"[{TITLE}] You supervise papers in this seminar"
    ]


def fill_the_list(leonie):
    leonie.follow("Papers")
    for topic in FACTS["topics"][:2]:
        leonie.follow("Add topic")
        leonie.fill({"Title": topic["title"]})
        leonie.press("Add topic")
    by_form = [paper for paper in FACTS["papers"] if paper["topic"] == FACTS["topics"][0]["key"]][:4]
    for paper in by_form:
        add_by_form(leonie, paper)
    add_the_rest(by_form)

    first, second, withdrawn = (paper["title"] for paper in by_form[:3])
    leonie.open(f"{HOME}list/")
    leonie.press(f"Up: {second}")
    expect(leonie.page.locator(".work-title").first).to_have_text(second)
    assert leonie.focused_id() == leonie.fragment and leonie.fragment.endswith("-down")
    leonie.press(f"Down: {second}")
    expect(leonie.page.locator(".work-title").first).to_have_text(first)

    leonie.follow(f"Withdraw {withdrawn}")
    leonie.press("Withdraw paper")
    assert leonie.status == 422
    leonie.fill({"Reason": "The proof of Theorem 2 has a gap."})
    leonie.press("Withdraw paper")
    leonie.sees("Withdrawn Mon 1 Feb 2021: The proof of Theorem 2 has a gap.")
    leonie.sees("24 papers, 6 topics, 23 places.")


def add_by_form(leonie, paper: dict):
    leonie.follow("Add paper")
    leonie.fill(
        {
            "Title": paper["title"],
            "Authors": "\n".join(paper["authors"]),
            "Venue": paper["venue"],
            "Year": str(paper["year"]),
            "Link to the conference version": f"https://proceedings.example.org/{paper['key']}",
            "arXiv": f"https://arxiv.org/abs/{paper['arxiv_id']}v2",
            "Abstract": "What the authors prove, in their own words.",
            "Topic": FACTS["topics"][0]["title"],
            "Question": paper["question"],
            "Supervisor": "Nerea Ibarluzea",
            "Places": "1",
            "Why it is on the list": paper["why"],
        }
    )
    leonie.press("Add paper")
    leonie.sees(f"“{paper['title']}” is on the list.", f"arXiv {paper['arxiv_id']}")


def add_the_rest(by_form: list[dict]):
    """The other topics and papers by the actions behind the forms: the twentieth form shows nothing new."""
    organiser = Participation.objects.get(role="organiser")
    supervisor = Participation.objects.get(role="supervisor")
    titles = {row["key"]: row["title"] for row in FACTS["topics"]}
    topics = {topic.title: topic for topic in organiser.seminar.topics.all()}
    for title in titles.values():
        topics[title] = topics.get(title) or add_topic(participation=organiser, title=title)
    for paper in FACTS["papers"]:
        if paper in by_form:
            continue
        facts = {key: paper[key] for key in ("title", "venue", "year", "arxiv_id", "doi")}
        facts |= {"authors": "\n".join(paper["authors"]), "url": "", "abstract": ""}
        offer = {"topic": topics[titles[paper["topic"]]], "question": paper["question"], "why": paper["why"]}
        add_paper(participation=organiser, facts=facts, offer=offer | {"supervisor": supervisor, "places": 1})


def invite_students(leonie):
    invite(leonie, "Students", f"Amara Okonjo-Thal <{address(AMARA)}>, {address(BENEDIKT)}; nobody at all")
    leonie.sees("Invite 2 people?", "Not understood (1)", "New here (2)")
    leonie.press("Invite and send 2 mails")
    table = "\n".join(
        [
            "E-Mail;Vorname;Nachname;Matrikelnummer;Studiengang",
            f"{address(BENEDIKT)};Benedikt;Wiesenrain;03700001;Informatics M.Sc.",
            f"{address('caspar')};Caspar;Lindqvist;03700002;Mathematics M.Sc.",
        ]
    )
    invite(leonie, "Students", file=table)
    leonie.sees("Invite 1 person?", "In the seminar already (1)", "Caspar Lindqvist", "03700002")
    leonie.press("Invite and send 1 mail")
    leonie.sees("5 people take part.", "never signed in")
    invited = [mails_to(name)[-1].subject for name in (AMARA, BENEDIKT, "caspar")]
    assert invited == [f"[{TITLE}] Invitation to the seminar"] * 3


def announce(leonie):
    leonie.follow("Overview")
    leonie.sees("Announce the seminar", within=leonie.page.get_by_test_id("next-action"))
    leonie.follow("Preview the announcement")
    leonie.sees("The list with 23 papers", "Every paper has a supervisor")
    leonie.press("Announce the seminar")
    leonie.sees("The seminar is announced.")


def switch_join_link_on(leonie) -> str:
    leonie.follow("People")
    leonie.press("Switch the link on")
    return leonie.field("Link to copy").input_value()


def join(klara, link: str):
    klara.open(link)
    klara.follow("Create an account")
    klara.fill({"Name": "Klara Neumond", "Email": address(KLARA), "Password": PASSWORD})
    klara.press("Create the account")
    klara.fill({"Code": code_for(KLARA)})
    klara.press("Confirm the address")
    klara.press("Join")
    klara.sees("You take part in this seminar now.")
    klara.sees("Read the papers", "Thu 25 Feb 2021, 08:00 CET", within=klara.page.get_by_test_id("next-step"))
    klara.open(f"{HOME}preferences/")
    klara.sees("Preferences open Thu 25 Feb 2021, 08:00 CET and close Wed 10 Mar 2021, 12:00 CET.")


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


def rank_three(amara, clock):
    message = mails_to(AMARA)[-1]
    assert message.subject == f"[{TITLE}] Preferences are open" and "10 Mar 2021, 12:00 CET" in message.body.replace(
        "\xa0", " "
    )
    amara.open(link_in(message))
    amara.follow("Sign in with a code by mail")
    amara.fill({"Email": address(AMARA)})
    amara.press("Send the code")
    amara.fill({"Code": code_for(AMARA)})
    amara.press("Sign in")
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


def look_at_demand(leonie, state: str):
    leonie.open(f"{HOME}preferences/all/")
    leonie.sees(f"{state} Wed 10 Mar 2021, 12:00 CET")
    missing = leonie.page.get_by_test_id("missing-list").locator("li")
    people = ("Klara Neumond.*2 of 3", address(BENEDIKT), "Caspar Lindqvist")
    expect(missing).to_have_text([re.compile(name) for name in people])
    wanted = leonie.page.get_by_role("row").filter(has_text=TITLES[4])
    expect(wanted.get_by_role("cell")).to_have_text(["1", "2", "2", "1"])
    leonie.open(f"{HOME}overview/")
    leonie.sees(address(BENEDIKT), "Caspar Lindqvist", within=leonie.page.get_by_test_id("missing"))
    expect(leonie.page.get_by_test_id("valid")).to_have_text("1")

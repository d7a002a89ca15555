"""The organiser's part of the story, points 1 and 2: the seminar, its dates, people and papers; who can join."""

import re

from allauth.account.models import EmailAddress
from django.core import mail
from playwright.sync_api import expect

from seminar.core.timeline import Milestone
from seminar.seminars.actions.papers import add_paper, add_topic
from seminar.seminars.models import Participation, Seminar
from tests.browser.semester import FACTS, PASSWORD
from tests.builders import local, make_user

TITLE = "Theoretical Advances in Deep Learning"
HOME = "/seminars/theoretical-advances-in-deep-learning-2021s/"
LEONIE, AMARA, BENEDIKT, KLARA = "leonie.achterfeld", "amara.thal", "benedikt.wiesenrain", "klara.neumond"
NEREA = "nerea.ibarluzea@example.org"


def address(name: str) -> str:
    return f"{name}@example.org"


def mails_to(name: str) -> list:
    return [message for message in mail.outbox if message.to == [address(name)]]


def code_for(name: str) -> str:
    """The one-time code of the latest mail to somebody: a line of its own."""
    lines = mails_to(name)[-1].body.splitlines()
    return next(line.strip() for line in lines if re.fullmatch(r"\s*[A-Z0-9]{4,}(-[A-Z0-9]{4,})?\s*", line))


def sign_in_by_code(person, name: str):
    """From the page of signing in, without a password."""
    person.follow("Sign in with a code by mail")
    person.fill({"Email": address(name)})
    person.press("Send the code")
    person.fill({"Code": code_for(name)})
    person.press("Sign in")


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
    # Two papers of this topic belong to no question and stay in front of those that do.
    third = leonie.page.locator(".work-title").nth(2)
    expect(third).to_have_text(first)
    leonie.press(f"Up: {second}")
    expect(third).to_have_text(second)
    assert leonie.focused_id() == leonie.fragment and leonie.fragment.endswith("-down")
    leonie.press(f"Down: {second}")
    expect(third).to_have_text(first)

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

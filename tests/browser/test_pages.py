"""Every main page as full as in a real semester: sizes, appearances, languages, targets, focus."""

import pytest
from django.urls import reverse

from papers.models import Paper
from seminar.assignment.querysets import waiting_list
from seminar.programme.models import Talk
from seminar.seminars.actions.reading_list import store_draft
from seminar.seminars.forms.reading_list import understood
from tests.browser import checks, late_semester
from tests.browser.person import DESKTOP, PHONE
from tests.browser.semester import PASSWORD, assign_papers, make_semester
from tests.builders import IN_WINDOW, local

pytestmark = pytest.mark.browser

REFLOW = {"width": 320, "height": 640}
ANONYMOUS = [
    "overview:start",
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
]
ANONYMOUS += ["overview:privacy", "overview:accessibility"]
OPEN = ["seminars:public", "preferences:catalogue", "join", "paper", "withdrawn"]
STUDENT = ["overview:mine", "preferences:mine", "preferences:receipt", "preferences:catalogue", "paper"]
STUDENT += ["accounts:profile", "overview:start"]
COCKPIT = ["overview:cockpit", "overview:record", "seminars:people", "preferences:monitor", "seminars:papers"]
FORMS = ["seminars:new", "seminars:edit", "seminars:dates", "seminars:announcement", "seminars:new_paper"]
FORMS += ["seminars:new_topic", "edit_paper", "withdrawal", "seminars:invitations", "removal"]
# While a list waits in the preview, and with a paper that only the library has.
LISTS = ["seminars:import_list", "seminars:import_preview", "seminars:import_row", "seminars:library", "seminars:offer"]
LISTS += ["overview:library", "overview:library_paper", "overview:merge", "overview:supervision"]
# After the publication, when somebody has left and a refill is computed.
ASSIGNMENT = ["assignment:workbench", "run", "assignment:differences", "assignment:pins", "priority", "publication"]
ASSIGNMENT += ["published", "assignment:refill", "placement", "assignment:meeting", "deregister_other"]
ASSIGNMENT += ["overview:outbox", "message", "overview:cockpit", "overview:record"]
PLACED = ["assignment:my_paper", "overview:mine", "assignment:deregistration", "assignment:deregistration_check"]
PLACED += ["assignment:rule"]
LEFT = ["assignment:deregistration_receipt"]
# After each step of late_semester.py.
FILES = ["submissions:matrix", "submissions:settings", "submissions:person", "submissions:extension"]
FILES += ["submissions:upload", "submissions:reminder", "submissions:receipt", "overview:cockpit", "overview:record"]
OWN_FILES = ["submissions:deliverable", "submissions:receipt", "overview:mine"]
DRAFT = ["programme:draft", "programme:new_session", "programme:session", "programme:publication", "programme:public"]
DRAFT += ["overview:cockpit"]
OUTSIDE = ["programme:public", "grading:rule", "seminars:public"]
TALK = ["programme:my_talk", "programme:public", "overview:calendar_address", "overview:mine"]
DAY = ["programme:now", "programme:talk", "programme:attendance", "programme:session_attendance"]
DAY += ["programme:attendance_list", "programme:questions", "overview:duties"]
MARKS = ["grading:overview", "grading:rules", "grading:graders", "grading:agreement", "grading:absence"]
MARKS += ["grading:release", "grading:sheet", "overview:duties", "overview:cockpit", "overview:record"]
SHEETS = ["grading:sheet", "final_sheet", "overview:duties"]
RELEASED = ["grading:release", "grading:change", "grading:overview", "overview:cockpit", "overview:outbox"]
GRADE = ["grading:mine", "overview:mine", "grading:rule"]
WITHOUT_SEMINAR = {name for name in ANONYMOUS if name.startswith(("account", "overview"))}
WITHOUT_SEMINAR |= {"accounts:profile", "seminars:new", "overview:calendar_address", "overview:library"}

LEONIE, SAMUEL = "leonie.achterfeld@example.org", "samuel.oyelarinde@example.org"
PEOPLE = {
    "visitor": (None, ANONYMOUS + OPEN),
    "student": ("amara.thal@example.org", STUDENT),
    "organiser": ("leonie.achterfeld@example.org", COCKPIT),
    "organiser at forms": ("leonie.achterfeld@example.org", FORMS),
    "organiser with a reading list": ("leonie.achterfeld@example.org", LISTS),
    "organiser who assigns": ("leonie.achterfeld@example.org", ASSIGNMENT),
    "student with a paper": ("stays", PLACED),
    "student who left": ("leaves", LEFT),
}
# Who, how far the semester is, and the pages; a number is that holder of a paper, see late_semester.py.
LATE = {
    "organiser with files": (LEONIE, "files", FILES),
    "student with a late file": (3, "files", OWN_FILES),
    "student without a file": (1, "files", OWN_FILES[:1]),
    "organiser at the programme": (LEONIE, "programme", DRAFT),
    "visitor of the programme": (None, "programme", OUTSIDE),
    "speaker": (0, "programme", TALK),
    "supervisor on the day": (SAMUEL, "day", DAY),
    "organiser with marks": (LEONIE, "marks", MARKS),
    "grader": (SAMUEL, "marks", SHEETS),
    "organiser with grades": (LEONIE, "grades", RELEASED),
    "student with a grade": (0, "grades", GRADE),
}


def address(seminar, name: str) -> str:
    offered = seminar.offered_papers.available().order_by("pk")[1]
    if name in WITHOUT_SEMINAR:
        return reverse(name)
    if name == "join":
        return reverse("seminars:join", args=[seminar.slug, seminar.join_code])
    if name == "withdrawn":
        return reverse(
            "preferences:paper", args=[seminar.slug, seminar.offered_papers.exclude(withdrawn_at=None).get().pk]
        )
    if name == "removal":
        return reverse("seminars:removal", args=[seminar.slug, seminar.participations.students().first().pk])
    if name in ABOUT_LISTS:
        return about_lists(seminar, name)
    if name in ABOUT_ASSIGNMENT:
        return about_assignment(seminar, name)
    if name in ABOUT_LATER:
        return about_later(seminar, name)
    if name in ("paper", "edit_paper", "withdrawal"):
        app = "preferences" if name == "paper" else "seminars"
        return reverse(f"{app}:{name}", args=[seminar.slug, offered.pk])
    return reverse(name, args=[seminar.slug])


ABOUT_LISTS = ("seminars:import_row", "seminars:offer", "overview:library_paper", "overview:merge")
# New, known, in doubt, without a title, not understood.
READING_LIST = """## Bounds on everything
- [Margins of Sparse Networks](https://example.org/margins) – Ines Caldeira, Ottilie Brandwein et al. COLT 2020
- [On the Spectral Biases of Neural Networks](https://example.org/s) – Nasim Rahaman, Aristide Baratin. ICML 2019
- [Gradient Starvation](https://arxiv.org/abs/2011.09468)
- https://arxiv.org/abs/2001.00001
- Ask Ottilie whether there is more
"""


def give_list(seminar) -> None:
    leonie = seminar.participations.organisers().get(user__email=LEONIE)
    found = understood(READING_LIST, "auto")
    facts = {"text": found["content"], "source": "", "facts": found["facts"], "replaces": False}
    store_draft(participation=leonie, reading=found["reading"], **facts)
    Paper.objects.create(title="Margins of sparse network", authors="Ines Caldeira", keywords="margins\nsparsity")


def about_lists(seminar, name: str) -> str:
    """Addresses of a row in the preview, and of a paper that only the library has."""
    new, old = Paper.objects.latest("pk").pk, Paper.objects.earliest("pk").pk
    rows = {"seminars:import_row": [seminar.slug, 1], "seminars:offer": [seminar.slug, new]}
    rows |= {"overview:library_paper": [old], "overview:merge": [new, old]}
    return reverse(name, args=rows[name])


ABOUT_ASSIGNMENT = ("run", "publication", "published", "priority", "placement", "deregister_other", "message")


def about_assignment(seminar, name: str) -> str:
    """Addresses of one run, person or mail; the last runs are those of the refill."""
    if name == "message":
        return reverse("overview:message", args=[seminar.slug, seminar.messages.last().pk])
    if name in ("run", "publication", "published"):
        number = seminar.runs.last().number if name == "publication" else 1
        view = "run" if name == "run" else "publication"
        return reverse(f"assignment:{view}", args=[seminar.slug, number])
    return reverse(f"assignment:{name}", args=[seminar.slug, waiting_list(seminar)[0].pk])


ABOUT_LATER = {
    "submissions:person": lambda people, _: ["report", people[3].pk],
    "submissions:extension": lambda people, _: ["first-slides", people[3].pk],
    "submissions:upload": lambda people, _: ["report", people[1].pk],
    "submissions:reminder": lambda *_: ["report"],
    "submissions:deliverable": lambda *_: ["report"],
    "submissions:receipt": lambda people, _: [people[3].submissions.filter(deliverable__kind="report")[0].receipt],
    "programme:session": lambda _, seminar: [seminar.sessions.first().pk],
    "programme:talk": lambda _, seminar: [Talk.objects.filter(session__seminar=seminar).first().pk],
    "programme:session_attendance": lambda _, seminar: [seminar.sessions.first().pk],
    "programme:attendance_list": lambda _, seminar: [seminar.sessions.first().pk],
    "grading:agreement": lambda people, _: [people[1].pk, "report"],
    "grading:absence": lambda people, _: [people[1].pk],
    "grading:sheet": lambda people, _: [people[0].pk, "report"],
    "final_sheet": lambda people, _: [people[2].pk, "report"],
    "grading:change": lambda people, _: [people[0].pk],
}


def about_later(seminar, name: str) -> str:
    """Addresses of one file, session or sheet."""
    view = "grading:sheet" if name == "final_sheet" else name
    return reverse(view, args=[seminar.slug, *ABOUT_LATER[name](late_semester.everybody(seminar), seminar)])


@pytest.fixture
def come(new_person, moved_clock):
    """A function that brings one of PEOPLE, signed in, to a full seminar: the person and their addresses."""
    clock = moved_clock(IN_WINDOW)
    seminar = make_semester()

    def arrive(who):
        email, step, names = LATE[who] if who in LATE else (PEOPLE[who][0], None, PEOPLE[who][1])
        if step:
            assign_papers(seminar)
            clock.turn_to(late_semester.live_until(seminar, step))
            email = late_semester.everybody(seminar)[email].user.email if isinstance(email, int) else email
        elif names in (ASSIGNMENT, PLACED, LEFT):
            stays, leaves = assign_papers(seminar)
            clock.turn_to(local(2021, 3, 10, 19))
            email = {"stays": stays.user.email, "leaves": leaves.user.email}.get(email, email)
        elif names is LISTS:
            give_list(seminar)
        person = new_person(who, is_checked=False)  # every page is checked more closely below
        person.open(reverse("account_login"))
        if email:
            person.sign_in(email, PASSWORD)
        return person, [(name, address(seminar, name)) for name in names]

    return arrive


def problems_everywhere(page, where) -> list[str]:
    """One page light on a desktop, dark on a phone, and as narrow as the reflow criterion."""
    found = []
    for size, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found += checks.violations(page, (where, size["width"], scheme))
        found += checks.sideways_scroll(page, (where, size["width"]))
        found += checks.small_targets(page, (where, size["width"]))
    page.set_viewport_size(REFLOW)
    found += checks.sideways_scroll(page, (where, REFLOW["width"]))
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESKTOP)
    return found


@pytest.mark.xdist_group("browser-sizes")
@pytest.mark.parametrize("who", [*PEOPLE, *LATE])
def test_pages_hold_at_every_size_and_appearance(come, who):
    person, pages = come(who)
    found = []
    for name, url in pages:
        person.open(url)
        assert person.status == 200, f"{name} {url}"
        found += problems_everywhere(person.page, name)
    assert not found, "\n".join(found)


@pytest.mark.xdist_group("browser-text")
@pytest.mark.parametrize("who", [*PEOPLE, *LATE])
def test_pages_hold_with_large_and_spaced_text(come, who):
    """Twice the size of text as a browser is set to it, and the spacing of WCAG 1.4.12 on the narrowest screen."""
    person, pages = come(who)
    browser = person.context.new_cdp_session(person.page)
    found = []
    for name, url in pages:
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
        person.page.set_viewport_size(DESKTOP)
        person.open(url)
        assert person.page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        found += checks.sideways_scroll(person.page, (name, "large")) + checks.cut_text(person.page, (name, "large"))
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
        person.page.set_viewport_size(REFLOW)
        person.page.evaluate(checks.SPACED)
        found += checks.sideways_scroll(person.page, (name, "spaced")) + checks.cut_text(person.page, (name, "spaced"))
    assert not found, "\n".join(found)


@pytest.mark.xdist_group("browser-german")
@pytest.mark.parametrize("who", [*PEOPLE, *LATE])
def test_pages_hold_in_german(come, who):
    person, pages = come(who)
    person.press("Deutsch")
    found = []
    for name, url in pages:
        person.open(url)
        assert person.page.get_attribute("html", "lang") == "de"
        for size in (DESKTOP, PHONE, REFLOW):
            person.page.set_viewport_size(size)
            found += checks.sideways_scroll(person.page, (name, "de", size["width"]))
        found += checks.violations(person.page, (name, "de"))
    assert not found, "\n".join(found)


TABBED = {
    "visitor": ["account_login", "seminars:public", "preferences:catalogue"],
    "student": ["overview:mine", "preferences:mine"],
    "organiser": ["overview:cockpit", "seminars:papers", "preferences:monitor"],
    "organiser at forms": ["seminars:dates", "seminars:invitations"],
    "organiser who assigns": ["assignment:workbench", "assignment:pins", "publication"],
    "student with a paper": ["assignment:my_paper"],
    "student who left": LEFT,
    "organiser with files": ["submissions:matrix", "submissions:person"],
    "student with a late file": ["submissions:deliverable"],
    "organiser at the programme": ["programme:draft"],
    "speaker": ["programme:my_talk"],
    "supervisor on the day": ["programme:now", "programme:session_attendance"],
    "organiser with marks": ["grading:overview", "grading:agreement"],
    "grader": ["grading:sheet"],
    "student with a grade": ["grading:mine"],
}


@pytest.mark.xdist_group("browser-focus")
@pytest.mark.parametrize("who", TABBED)
def test_whoever_tabs_through_a_page_sees_where_they_are(come, who):
    person, pages = come(who)
    found = []
    for name, url in pages:
        if name not in TABBED[who]:
            continue
        for size, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
            person.page.set_viewport_size(size)
            person.page.emulate_media(color_scheme=scheme)
            person.open(url)
            found += checks.focus_problems(person.page, (name, size["width"], scheme))
    assert not found, "\n".join(found)


@pytest.mark.xdist_group("browser-focus")
def test_the_chosen_appearance_wins_over_that_of_the_device(come):
    person, _pages = come("visitor")
    ground = "getComputedStyle(document.body).backgroundColor"
    person.open("/")
    light = person.page.evaluate(ground)
    person.press("Dark")
    assert person.page.get_attribute("html", "data-bs-theme") == "dark"
    assert person.page.evaluate(ground) != light

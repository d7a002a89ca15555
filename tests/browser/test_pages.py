"""Every main page as full as in a real semester: sizes, appearances, languages, targets, focus."""

import pytest
from django.urls import reverse

from seminar.assignment.querysets import waiting_list
from tests.browser import checks
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
# After the publication, when somebody has left and a refill is computed.
ASSIGNMENT = ["assignment:workbench", "run", "assignment:differences", "assignment:pins", "priority", "publication"]
ASSIGNMENT += ["published", "assignment:refill", "placement", "assignment:meeting", "deregister_other"]
ASSIGNMENT += ["overview:outbox", "message", "overview:cockpit", "overview:record"]
PLACED = ["assignment:my_paper", "overview:mine", "assignment:deregistration", "assignment:deregistration_check"]
PLACED += ["assignment:rule"]
LEFT = ["assignment:deregistration_receipt"]
WITHOUT_SEMINAR = {name for name in ANONYMOUS if name.startswith(("account", "overview"))}
WITHOUT_SEMINAR |= {"accounts:profile", "seminars:new"}

PEOPLE = {
    "visitor": (None, ANONYMOUS + OPEN),
    "student": ("amara.thal@example.org", STUDENT),
    "organiser": ("leonie.achterfeld@example.org", COCKPIT),
    "organiser at forms": ("leonie.achterfeld@example.org", FORMS),
    "organiser who assigns": ("leonie.achterfeld@example.org", ASSIGNMENT),
    "student with a paper": ("stays", PLACED),
    "student who left": ("leaves", LEFT),
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
    if name in ABOUT_ASSIGNMENT:
        return about_assignment(seminar, name)
    if name in ("paper", "edit_paper", "withdrawal"):
        app = "preferences" if name == "paper" else "seminars"
        return reverse(f"{app}:{name}", args=[seminar.slug, offered.pk])
    return reverse(name, args=[seminar.slug])


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


@pytest.fixture
def come(new_person, moved_clock):
    """A function that brings one of PEOPLE, signed in, to a full seminar: the person and their addresses."""
    clock = moved_clock(IN_WINDOW)
    seminar = make_semester()

    def arrive(who):
        email, names = PEOPLE[who]
        if names in (ASSIGNMENT, PLACED, LEFT):
            stays, leaves = assign_papers(seminar)
            clock.turn_to(local(2021, 3, 10, 19))
            email = {"stays": stays.user.email, "leaves": leaves.user.email}.get(email, email)
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
@pytest.mark.parametrize("who", PEOPLE)
def test_pages_hold_at_every_size_and_appearance(come, who):
    person, pages = come(who)
    found = []
    for name, url in pages:
        person.open(url)
        assert person.status == 200, f"{name} {url}"
        found += problems_everywhere(person.page, name)
    assert not found, "\n".join(found)


@pytest.mark.xdist_group("browser-german")
@pytest.mark.parametrize("who", PEOPLE)
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
}


@pytest.mark.xdist_group("browser-focus")
@pytest.mark.parametrize("who", PEOPLE)
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

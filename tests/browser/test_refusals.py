"""What is said when a form is refused: where the reader stands, what is named, what is kept."""

import pytest
from django.urls import reverse

from tests.browser import late_semester
from tests.browser.semester import PASSWORD, assign_papers, make_semester
from tests.builders import IN_WINDOW
from tests.submissions import pdfs

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-refusals")]

LEONIE, SAMUEL = "leonie.achterfeld@example.org", "samuel.oyelarinde@example.org"
LOST = """() => [...document.querySelectorAll("[aria-describedby], [aria-errormessage]")].flatMap(element =>
  `${element.getAttribute("aria-describedby") || ""} ${element.getAttribute("aria-errormessage") || ""}`
    .split(" ").filter(id => id && !document.getElementById(id)).map(id => `${element.id}: ${id}`))"""
FOCUSED = """id => { const it = document.getElementById(id), now = document.activeElement;
  return it === now || it.contains(now); }"""


@pytest.fixture
def come(new_person, moved_clock):
    """A function that brings somebody, signed in, to the full seminar after one of the steps of late_semester.py."""
    clock = moved_clock(IN_WINDOW)
    seminar = make_semester()
    assign_papers(seminar)

    def arrive(email, step):
        clock.turn_to(late_semester.live_until(seminar, step))
        people = late_semester.everybody(seminar)
        person = new_person(step)
        person.open(reverse("account_login"))
        person.sign_in(people[email].user.email if isinstance(email, int) else email, PASSWORD)
        return person, people, lambda view, *args: person.open(reverse(view, args=[seminar.slug, *args]))

    return arrive


def is_refused(person, *texts: str) -> None:
    """422, "Error:" first in the title, the focus on the summary, whose links lead to fields that are described."""
    page = person.page
    assert person.status == 422, person.path
    assert page.title().startswith("Error:")
    summary = page.locator(".error-summary")
    person.sees(*texts, within=summary)
    assert summary.evaluate("element => element === document.activeElement")
    assert page.evaluate(LOST) == []
    links = summary.get_by_role("link")
    assert links.count()
    for link in links.all():
        target = link.get_attribute("href").removeprefix("#")
        link.click()
        assert page.evaluate(FOCUSED, target), target
        page.go_back()
    person.check_page()


BAD_FILES = {
    "nothing": (None, "Choose a PDF file."),
    "0 bytes": (b"", "The file is empty: it has 0 bytes."),
    "text": (b"These are only words. " * 9, "The file is not a PDF, whatever its name ends with"),
    "encrypted": (pdfs.encrypted, "The PDF is encrypted. Export it without a password"),
    "too large": (lambda: b"%PDF-1.7\n" + b"0" * 20_400_000, "The file has 20.5 MB. Allowed are 20 MB."),
}


def test_a_file_that_is_not_taken(come):
    amara, people, go = come(0, "files")
    for name, (content, text) in BAD_FILES.items():
        go("submissions:deliverable", "report")
        if content is not None:
            amara.choose_file("PDF file", f"{name}.pdf", content() if callable(content) else content)
            amara.press_in_place("Upload as version 2")
        else:
            amara.press("Upload as version 2")
        is_refused(amara, text)
        amara.sees("Version 1 is stored", within=amara.page.get_by_test_id("counts-version"))
    assert people[0].submissions.filter(deliverable__kind="report").count() == 1


def test_forms_about_files(come):
    leonie, people, go = come(LEONIE, "files")
    go("submissions:extension", "report", people[1].pk)
    leonie.fill({"New deadline": "2021-07-01"})
    leonie.press("Extend and send 1 mail")
    is_refused(leonie, "is not later than the deadline for all", "Write why. The reason is on record.")
    go("submissions:upload", "report", people[1].pk)
    leonie.fill({"Received on": "2021-12-24", "Reason": "Sent by mail."})
    leonie.press("Upload and send the receipt")
    is_refused(leonie, "Choose a PDF file.", "is in the future")
    assert leonie.field("Reason").input_value() == "Sent by mail."
    go("submissions:person", "report", people[2].pk)
    leonie.press("Let version 1 count and send 1 mail")
    is_refused(leonie, "Write why. The reason is on record.")
    go("submissions:settings")
    rules = leonie.page.get_by_test_id("rules-report")
    leonie.fill({"Fewest pages": "6", "Most pages": "4", "Largest file in MB": "9999"}, rules)
    leonie.press("Save rules")
    is_refused(leonie, "At most 4 pages and at least 6 cannot both hold.", "are taken.")


def test_forms_about_the_programme(come):
    leonie, _people, go = come(LEONIE, "programme")
    go("programme:new_session")
    leonie.fill({"Begins at": "", "Minutes for a talk": "0", "Title": "Optimisation"})
    leonie.press("Add session")
    is_refused(leonie, "Begins at", "Minutes for a talk")
    assert leonie.field("Title").input_value() == "Optimisation"
    go("programme:draft")
    leonie.press("Lay them out: papers by topic, in order")
    go("programme:publication")
    leonie.press(leonie.page.get_by_test_id("gate-submit").inner_text().strip())
    is_refused(leonie, "What changed")


def test_forms_of_the_day(come):
    samuel, people, go = come(SAMUEL, "day")
    go("programme:session_attendance", people[0].seminar.sessions.last().pk)
    row = samuel.page.locator(f"#person-{people[2].pk}")
    samuel.fill({f"Note: {people[2].user.display_name}": "Came by train"}, row)
    samuel.press("Save attendance")
    is_refused(samuel, "A note needs a choice.")


def test_forms_about_marks(come):
    leonie, people, go = come(LEONIE, "marks")
    go("grading:sheet", people[0].pk, "presentation")
    leonie.fill({"Remark to the student": "A clear talk."})
    leonie.press("Finalise sheet")
    is_refused(leonie, "mark")
    assert leonie.field("Remark to the student").input_value() == "A clear talk."
    go("grading:agreement", people[1].pk, "report")
    leonie.press("Store the agreed mark")
    is_refused(leonie, "Choose the mark you agreed on.")
    go("grading:absence", people[1].pk)
    leonie.page.get_by_role("radio", name="worse").check()
    leonie.press("Store the decision")
    is_refused(leonie, "Choose by how much the mark becomes worse.", "Reason")
    go("grading:graders")
    leonie.press("Add to everybody")
    is_refused(leonie, "Choose a person.")


def test_forms_about_grades(come):
    leonie, people, go = come(LEONIE, "grades")
    go("grading:change", people[0].pk)
    leonie.fill({"Mark of the report": "0.7"})
    leonie.press("Change the grade and send 1 mail")
    is_refused(leonie, "Mark of the report", "Reason")

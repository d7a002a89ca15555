"""Parts of the story about marks: two graders, blind until both are done; the release; the student's own page."""

import csv
import io
import re
from decimal import Decimal

from django.core import mail
from playwright.sync_api import expect

from seminar.grading import actions
from seminar.grading.book import book
from tests.browser.person import named
from tests.browser.story_setup import AMARA, HOME, KLARA, mails_to

# Words that stand in nothing but sheets: where a student could read them, something has leaked.
REMARK, NOTE = "A clear account of the quokka lemma.", "Between us: the wombat part is thin."
LAPTOP = "The numbat proof is missing."
SECOND = "The bandicoot example carries far."
AGREED = "Read together once more."


def sheet(participation, part: str) -> str:
    return f"{HOME}grading/sheets/{participation.pk}/{part}/"


def write(grader, mark: str, remark="", note=""):
    grader.page.get_by_role("radio", name=re.compile(rf"^\s*{mark}")).check()
    grader.fill({"Remark to the student": remark, "Internal note": note})


def appoint_second_grader(leonie, amara):
    leonie.open(f"{HOME}grading/")
    leonie.sees_heading("Grades")
    leonie.open(f"{HOME}grading/graders/")
    row = leonie.page.get_by_role("row").filter(has_text=amara.user.display_name)
    leonie.fill({"Dr. Leonie Achterfeld": True}, row)
    leonie.press("Save graders")
    leonie.open(f"{HOME}duties/")
    leonie.sees("2 of 2 sheets are open.")


def write_in_two_tabs(nerea, laptop, amara):
    """The same sheet twice: the later one overwrites nothing and shows both texts."""
    nerea.open(f"{HOME}duties/")
    nerea.sees("10 of 10 sheets are open.")
    nerea.follow(named(f"Start: {amara.user.display_name}"))
    assert nerea.path == sheet(amara, "report")
    nerea.sees("version 2", "on time")
    laptop.open(nerea.path)
    write(nerea, "1.0", REMARK, NOTE)
    nerea.press("Save")
    nerea.sees("Stored mark 1.0", within=nerea.page.get_by_test_id("sheet-total"))
    write(laptop, "3.0", LAPTOP)
    laptop.press("Save")
    assert laptop.status == 409
    laptop.sees("This sheet was changed on another page in the meantime", REMARK, NOTE, LAPTOP)
    laptop.follow("Keep the stored text")
    expect(laptop.field("Remark to the student")).to_have_value(REMARK)
    nerea.press("Finalise sheet")
    nerea.sees("Final since", within=nerea.page.get_by_test_id("save-status"))


def grade_blind(leonie, nerea, amara):
    """The second grader sees that the first is done, and nothing of what she wrote."""
    for end in ("grading/", f"grading/sheets/{amara.pk}/report/", "duties/", "overview/", "record/"):
        leonie.open(HOME + end)
        text = leonie.page.content()
        assert REMARK not in text and NOTE not in text
    leonie.open(sheet(amara, "report"))
    leonie.sees("Nerea Ibarluzea", "final", "Nobody sees the mark of another before all sheets of this part are final.")
    expect(leonie.page.locator(".big-mark")).to_have_count(0)
    expect(leonie.page.get_by_role("radio", checked=True)).to_have_count(1)  # "no mark yet"
    leonie.press("Finalise sheet")
    assert leonie.status == 422 and leonie.page.title().startswith("Error:")
    write(leonie, "2.3", SECOND)
    leonie.press("Finalise sheet")
    leonie.sees("They differ by 1.3; the limit is 0.7.", "A mark is to be agreed.")
    nerea.open(sheet(amara, "report"))
    nerea.sees("They differ by 1.3", within=nerea.page.get_by_role("region", name="Side by side"))


def agree(leonie, amara):
    leonie.follow("Agree on a mark")
    leonie.sees(REMARK, NOTE, SECOND)
    leonie.fill({"Agreed mark": "1.7", "How it was agreed": AGREED})
    leonie.press("Store the agreed mark")
    leonie.sees("The agreed mark", AGREED)


def grade_talk(nerea, leonie, amara):
    """The sheet of the presentation on the tablet; both give the same mark."""
    for grader in (nerea, leonie):
        grader.open(sheet(amara, "presentation"))
        write(grader, "2.0")
        grader.press("Finalise sheet")
    leonie.sees("They agree.", "1.88", "1.68", "1.6")


def grade_the_others(nerea, marks: dict):
    """Sheets of everybody else through the action behind the page: participation -> report, presentation."""
    for student, pair in marks.items():
        for part, mark in zip(("report", "presentation"), pair, strict=True):
            actions.finalise(
                participation=nerea, person=student, part=part, mark=Decimal(mark), remark="", note="", version=0
            )


def decide_absence(leonie, klara):
    leonie.open(f"{HOME}grading/")
    leonie.open(f"{HOME}grading/absences/{klara.pk}/")
    leonie.page.get_by_role("radio", name="worse").check()
    leonie.fill({"Reason": "Missed a day without a word."})
    leonie.press("Store the decision")
    assert leonie.status == 422
    leonie.fill({"The mark of the presentation becomes worse by": "0.3"})
    leonie.press("Store the decision")
    leonie.sees("The decision is stored.", "by 0.3", "Fri 30 Jul 2021, 10:00 CEST")


def reachable(student) -> dict[str, str]:
    """Every answer a student comes to by following links, and the page of the grade: address -> head and body."""
    waiting, found = {f"{HOME}mine/", f"{HOME}grade/", "/"}, {}
    while waiting:
        path = waiting.pop()
        answer = student.context.request.get(path)
        is_text = answer.headers.get("content-type", "").startswith("text/")
        found[path] = str(answer.headers) + (answer.text() if is_text else "")
        if answer.headers.get("content-type", "").startswith("text/html"):
            links = [link.removeprefix(student.site) for link in re.findall(r'href="([^"#?]+)', answer.text())]
            waiting |= {link for link in links if link.startswith("/") and not link.startswith("/static/")}
            waiting -= found.keys()
    return found


def nothing_leaks(amara, participation):
    """Before the release: no page, feed or mail of hers has a word or a number of it, and the others do not exist."""
    amara.open(f"{HOME}grade/")
    amara.sees("Grades are not released yet.")
    pages = reachable(amara)
    assert {f"{HOME}talk/", f"{HOME}hand-in/report/", "/calendar/"} <= pages.keys()
    assert [path for path in pages if path.startswith("/calendar/") and path.endswith(".ics")]
    everything = {**pages, **{message.subject: message.body for message in mail.outbox}}
    for words in (REMARK, NOTE, SECOND, AGREED):
        assert not [where for where, text in everything.items() if words in text]
    for path in ("grade/", "mine/"):
        amara.open(HOME + path)
        assert not re.search(r"\d\.\d", amara.page.locator("main").inner_text())
    for path in (sheet(participation, "report"), f"{HOME}grading/", f"{HOME}grading/grades.csv", f"{HOME}duties/"):
        assert amara.context.request.get(path).status in (403, 404), path


def release(leonie, seminar, amara):
    leonie.open(f"{HOME}overview/")
    leonie.open(f"{HOME}grading/release/")
    leonie.follow(named(f"See the page: {amara.user.display_name}"))
    leonie.sees("Not released.", "1.68", REMARK, within=leonie.page.locator("main"))
    leonie.follow("Back to the release")
    sent = len(mail.outbox)
    leonie.press("Release 5 grades and send 5 mails")
    leonie.sees_heading("Released")
    told = mail.outbox[sent:]
    assert {message.to[0] for message in told} == {entry.participation.user.email for entry in book(seminar)}
    assert len(told) == 5 and not [message for message in told if re.search(r"\d\.\d", message.subject + message.body)]


def read_grade(amara):
    """Her own numbers line by line, what both graders wrote to her, and nothing they wrote to each other."""
    letter = mails_to(AMARA)[-1]
    amara.open(re.search(r"http\S+", letter.body).group())
    grade = amara.page.get_by_test_id("grade")
    amara.sees("Final grade1.6", within=grade.locator(".grade-value"))
    assert [" ".join(row.split()) for row in grade.get_by_role("row").all_inner_texts()[1:]] == [
        "Report 1.7 × 0.40 0.68",
        "Presentation 2.0 × 0.60 1.20",
        "Value 1.88",
        "Bonus for 2 good questions 2 × 0.1 − 0.20",
        "With bonus 1.68",
        "Final grade cut after the first decimal 1.6",
    ]
    amara.sees("Released Fri 6 Aug 2021, 12:00 CEST", REMARK, SECOND)
    text = amara.page.content()
    assert NOTE not in text and AGREED not in text


def change_grade(leonie, klara, participation):
    """Later another good question is found: old, new and why."""
    leonie.open(f"{HOME}grading/release/")
    leonie.follow(named(f"Change: {participation.user.display_name}"))
    leonie.fill({"Good questions": "1"})
    leonie.press("Change the grade and send 1 mail")
    assert leonie.status == 422
    leonie.fill({"Reason": "A question on Friday was not entered."})
    leonie.press("Change the grade and send 1 mail")
    letter = mails_to(KLARA)[-1]
    assert "changed" in letter.subject and not re.search(r"\d\.\d", letter.subject + letter.body)
    klara.open(re.search(r"http\S+", letter.body).group())
    klara.sees("A question on Friday was not entered.", "Before 2.3, then 2.2.")


def table_for_the_office(leonie):
    leonie.open(f"{HOME}overview/")
    leonie.sees("Hand the grades on", within=leonie.page.get_by_test_id("next-action"))
    leonie.open(f"{HOME}grading/release/")
    leonie.fill({"Decimal sign": "comma: 1,7"})
    text = leonie.download("Download the table").decode()
    rows = {row["Name"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}
    assert len(rows) == 5
    told = [rows[name][key] for name in ("Amara Okonjo-Thal", "Klara Neumond") for key in ("Grade", "Passed", "Date")]
    assert told == ["1,6", "yes", "2021-08-06", "2,2", "yes", "2021-08-09"]


def record_tells(leonie):
    """Who did what, from the first day to the last."""
    leonie.open(f"{HOME}record/")
    leonie.sees(
        "Dr. Leonie Achterfeld changed the grade of Klara Neumond.",
        "Dr. Leonie Achterfeld released 5 grades.",
        "Missed a day without a word.",
        "Nerea Ibarluzea finished a sheet about Amara Okonjo-Thal: Report.",
    )
    leonie.fill({"What": "Hand-in"})
    leonie.press("Filter")
    leonie.sees("Dr. Leonie Achterfeld let the late version 1 of", "Sent by mail.")

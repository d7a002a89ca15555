"""Parts of the story about files: receipts, late versions, extensions, reminders, all of them at once."""

import hashlib
import io
import re
import zipfile

from django.core import mail
from playwright.sync_api import expect

from seminar.submissions import standing
from seminar.submissions.models import Submission
from tests.browser.story_setup import AMARA, HOME, KLARA, TITLE, address, mails_to
from tests.submissions.hand_in import pdf
from tests.submissions.pdfs import broken_first_page

REPORT = f"{HOME}hand-in/report/"
DUE, EXTENDED = "Thu 1 Jul 2021, 23:59 CEST", "Fri 2 Jul 2021, 23:59 CEST"
ILLNESS = "Ill on the last two days."


# ---- files ----------------------------------------------------------------------------------------------------------


def set_days(leonie):
    """The days of the block seminar become known; the final slides are due the day before."""
    leonie.open(f"{HOME}dates/")
    leonie.fill({"Block seminar, first day": "2021-07-29", "Block seminar, last day": "2021-07-30"})
    leonie.fill({"Block seminar, place": "Lecture hall 3", "Block seminar, note": ""})
    leonie.press("Save dates")
    leonie.sees("The dates are stored.")
    leonie.open(f"{HOME}hand-in/")
    leonie.sees("5 people hold a paper and hand in.", "Wed 28 Jul 2021, 23:59 CEST")
    leonie.follow("Deadlines and rules")
    fields = leonie.page.get_by_test_id("rules-report")
    leonie.fill({"Fewest pages": "6", "Most pages": "4"}, fields)
    leonie.press("Save rules")
    assert leonie.status == 422 and leonie.page.title().startswith("Error:")
    leonie.sees("Report, Most pages", within=leonie.page.locator(".error-summary"))
    leonie.fill({"Fewest pages": "4", "Most pages": "6"}, fields)
    leonie.press("Save rules")
    leonie.sees("The rules are stored.", "pages: 4 to 6")


def hand_in(student, content: bytes, name="report.pdf", version=1, kind="report"):
    student.open(f"{HOME}hand-in/{kind}/")
    student.choose_file("PDF file", name, content)
    student.press(f"Upload as version {version}")


def receipt_is_told(student, name: str, content: bytes, version: int) -> str:
    """Page and mail say the same number, moment and fingerprint; the number of the receipt."""
    receipt = student.page.get_by_test_id("receipt")
    number = re.search(r"U-\w{7}", receipt.inner_text()).group()
    sha256 = hashlib.sha256(content).hexdigest()
    stored = Submission.objects.get(receipt=number)
    assert (stored.version, stored.sha256, stored.size) == (version, sha256, len(content))
    student.sees(sha256, within=receipt)
    received = receipt.locator("time").first.inner_text()
    letter = mails_to(name)[-1]
    assert f"Receipt {number}: " in letter.subject
    told = {f"Receipt: {number}", f"SHA-256: {sha256}", f"Received: {received}"}
    assert told <= set(letter.body.splitlines())
    assert re.search(r"http\S+", letter.body).group().endswith(student.path)
    return number


def first_version(amara):
    content = pdf("The first version.", 5)
    hand_in(amara, content)
    amara.sees_heading("Report: version 1 is stored and counts")
    amara.sees(f"You can replace it until {DUE}.")
    receipt_is_told(amara, AMARA, content, 1)


def refused(amara):
    """A text that is called PDF: said in words, and the version before it stays."""
    sent = len(mail.outbox)
    amara.open(REPORT)
    amara.choose_file("PDF file", "report.pdf", b"These are only words.\n" * 50)
    amara.press_in_place("Upload as version 2")
    summary = amara.page.locator(".error-summary")
    amara.sees("The file is not a PDF, whatever its name ends with", "Version 1 still counts.", within=summary)
    assert amara.status == 422 and amara.page.title().startswith("Error:")
    expect(summary).to_be_focused()
    expect(amara.field("PDF file")).to_have_attribute("aria-invalid", "true")
    amara.sees("Version 1 is stored", within=amara.page.get_by_test_id("counts-version"))
    amara.check_page()
    assert len(mail.outbox) == sent and Submission.objects.count() == 1


def from_new_york(away, amara):
    """The deadline as it is for everybody, and what it is where she is just now."""
    amara.open(REPORT)
    away.open(REPORT)
    here, there = (person.page.locator(".opening time") for person in (amara, away))
    assert there.all_text_contents() == here.all_text_contents()
    expect(there.first).to_have_attribute("datetime", "2021-07-01T23:59+02:00")
    away.sees(f"Due {DUE} = 17:59 your time (New York)")
    expect(amara.page.locator(".local-time")).to_have_count(0)


def odd_files(klara):
    """On a phone without scripts: odd names, the same file again, two presses of the button."""
    content = pdf("What I understood.", 4)
    odd, long = 'Übung #7 (final) "x".pdf', f"{'Ausarbeitung ' * 30}.pdf"
    hand_in(klara, content, odd)
    klara.sees(odd)
    number = receipt_is_told(klara, KLARA, content, 1)
    answer = klara.context.request.get(f"{HOME}hand-in/receipts/{number}/file/")
    assert answer.body() == content and answer.headers["x-content-type-options"] == "nosniff"
    assert re.fullmatch(r'attachment; filename="[a-z_]+_v1\.pdf"', answer.headers["content-disposition"])
    hand_in(klara, content, long, version=2)
    klara.sees("Ausarbeitung Ausarbeitung", "The same file as version 1, letter by letter.")
    receipt_is_told(klara, KLARA, content, 2)

    hand_in(klara, broken_first_page(), version=3)
    klara.sees("The preview is not available: the first page could not be drawn.")

    sent = len(mails_to(KLARA))
    klara.open(REPORT)
    klara.choose_file("PDF file", "report.pdf", pdf("What I understood now.", 4))
    klara.button("Upload as version 4").dblclick()
    klara.page.wait_for_url("**/receipts/**")
    klara.sees_heading("Report: version 4 is stored and counts")
    assert Submission.objects.filter(participation__user__email=address(KLARA)).count() == 4
    assert len(mails_to(KLARA)) == sent + 1


def late_version(amara):
    content = pdf("The second version, which is better.", 5)
    hand_in(amara, content, version=2)
    amara.sees_heading("Report: version 2 is stored, late, and does not count")
    receipt_is_told(amara, AMARA, content, 2)
    amara.follow("All versions")
    amara.sees("Version 1 is stored", within=amara.page.get_by_test_id("counts-version"))
    amara.sees("Version 2 is newer and late by 1 h.", within=amara.page.get_by_test_id("newest-late"))


def extend(leonie, amara, participation):
    """One day more: the late version is in time now, for this person and nobody else."""
    leonie.open(f"{HOME}hand-in/")
    cell = leonie.page.get_by_test_id(f"cell-report-{participation.pk}")
    leonie.sees("v1 on time", "newest: v2, late by 1 h, does not count", within=cell)
    leonie.follow("Amara Okonjo-Thal, Report", cell)
    leonie.sees("Version 1 counts", within=leonie.page.get_by_test_id("state"))
    leonie.follow("Grant an extension")
    leonie.fill({"New deadline": "2021-07-01", "Reason": ILLNESS})
    leonie.press("Extend and send 1 mail")
    assert leonie.status == 422
    leonie.fill({"New deadline": "2021-07-02"})
    leonie.press("Extend and send 1 mail")
    leonie.sees(f"Extended to {EXTENDED}.")
    leonie.sees("Version 2 counts", within=leonie.page.get_by_test_id("state"))
    letter = mails_to(AMARA)[-1].body.replace("\xa0", " ")
    assert all(words in letter for words in (DUE, EXTENDED, ILLNESS))
    amara.open(REPORT)
    told = amara.page.get_by_test_id("extension")
    amara.sees(f"Your deadline: {EXTENDED}", f"Extended from {DUE} by Dr. Leonie Achterfeld.", ILLNESS, within=told)
    amara.sees("Version 2 is stored", "on time", within=amara.page.get_by_test_id("counts-version"))


def deadline_is_unchanged(klara):
    klara.open(REPORT)
    klara.sees(f"It was due {DUE}")
    expect(klara.page.get_by_test_id("extension")).to_have_count(0)


def remind(leonie, missing):
    """Number, list and recipients are the same one person."""
    leonie.open(f"{HOME}hand-in/")
    expect(leonie.page.get_by_test_id("missing-report")).to_contain_text("1 missing")
    leonie.follow("Preview reminder (1)")
    expect(leonie.page.get_by_test_id("recipients").locator("li")).to_contain_text([missing.user.display_name])
    sent = len(mail.outbox)
    leonie.press("Send 1 reminder")
    assert [message.to for message in mail.outbox[sent:]] == [[missing.user.email]]
    assert f"{TITLE}] Missing: Report" in mail.outbox[-1].subject


def hand_in_for(leonie, seminar, missing):
    """The last report comes by mail: an organiser hands it in, late, and lets it count."""
    leonie.follow("1 missing")
    leonie.sees_heading("Report: 1 missing")
    leonie.follow(missing.user.display_name, leonie.page.get_by_test_id(f"cell-report-{missing.pk}"))
    leonie.follow("Upload a file for this person")
    leonie.choose_file("PDF file", "report.pdf", pdf("By mail.", 4))
    leonie.fill({"Received on": "2021-07-02", "Time": "08:30", "Reason": "Sent by mail."})
    leonie.press("Upload and send the receipt")
    leonie.sees("Version 1 is stored, receipt U-", "No version counts", "late by 8 h 30 min")
    leonie.fill({"Reason": "The site was not reachable from there."})
    leonie.press("Let version 1 count and send 1 mail")
    leonie.sees("Version 1 counts.")
    told = [message.subject for message in mail.outbox[-2:] if message.to == [missing.user.email]]
    assert told[0].endswith("version 1 is late and does not count") and told[1].endswith("your late version 1 counts")


def all_reports(leonie, seminar):
    leonie.open(f"{HOME}hand-in/")
    content = leonie.download("All 5 files that count (ZIP)", leonie.page.get_by_test_id("head-report"))
    counts = {row.sha256 for row in standing.counting(seminar).values() if row.deliverable.kind == "report"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()} == counts
        assert len(archive.namelist()) == 5 and "okonjo-thal_amara" in " ".join(archive.namelist())

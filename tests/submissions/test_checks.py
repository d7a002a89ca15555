"""What is said about a file: real ones are fine, bad ones are refused by name, hostile ones never called checked."""

import io
import subprocess
from types import SimpleNamespace

import pytest
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from seminar.mail.models import Message
from seminar.submissions import checking, inspection, notes
from seminar.submissions.checking import Finding, check
from seminar.submissions.models import Submission
from seminar.submissions.standing import standing_of
from tests.chromium import chromium_path
from tests.overview.pages import text
from tests.submissions import pdfs
from tests.submissions.hand_in import make_house
from tests.submissions.test_uploads import kept, send


@pytest.fixture
def house():
    return make_house()


def looked_at(data, tmp_path) -> Finding:
    path = tmp_path / "file.pdf"
    path.write_bytes(data)
    return check(path, tmp_path / "page.png")


# ---- real files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("producer", [pdfs.by_fpdf, pdfs.by_reportlab, pdfs.by_pypdf])
def test_files_of_usual_producers_are_checked(producer, tmp_path):
    finding = looked_at(producer(3), tmp_path)
    assert (finding.refusal, finding.is_complete, finding.pages) == (None, True, 3)
    assert finding.has_text
    assert (tmp_path / "page.png").read_bytes().startswith(checking.PNG)


@pytest.mark.browser
def test_a_file_printed_by_a_browser_is_checked(tmp_path):
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content("<h1>Report</h1><p>" + "A proof. " * 2000 + '<a href="https://example.org">link</a>')
        data = page.pdf(format="A4")
        browser.close()
    finding = looked_at(data, tmp_path)
    assert (finding.refusal, finding.is_complete, finding.has_text, finding.loose_fonts) == (None, True, True, 0)
    assert finding.pages == len(PdfReader(io.BytesIO(data)).pages)


# ---- refused --------------------------------------------------------------------------------------------------------

REFUSED = {
    "text": (lambda: b"To be honest, a text.", "is not a PDF"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), "is not a PDF"),
    "archive first": (pdfs.zip_before, "is not a PDF"),
    "archive last": (pdfs.zip_at_the_end, "archive at the same time"),
    "web page": (pdfs.html_at_the_start, "web page at the same time"),
    "empty": (lambda: b"", "has 0 bytes"),
    "cut off": (lambda: pdfs.by_fpdf(20)[:-300], "is cut off"),
    "noise": (pdfs.broken, "cannot be opened"),
    "password": (pdfs.encrypted, "is encrypted"),
    "owner's password only": (lambda: pdfs.encrypted(user=""), "is encrypted"),
    "script": (pdfs.with_script, "a script (JavaScript)"),
    "script in another spelling": (pdfs.with_hidden_script, "a script (JavaScript)"),
    "attachment": (pdfs.with_attachment, "an attached file"),
    "program": (pdfs.with_launch, "starts a program"),
    "program, named elsewhere": (pdfs.with_hidden_launch, "starts a program"),
    "film": (pdfs.with_media, "sound, film or 3D"),
    "form": (pdfs.with_xfa, "a program (XFA)"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_by_a_sentence_and_nothing_is_kept(client, house, name, files_dir):
    make, sentence = REFUSED[name]
    answer = send(client, house, make())
    assert answer.status_code == 422
    body = text(answer)
    assert sentence in body
    assert "<title>Error: Report" in body
    assert '<a href="#id_file">' in body
    assert 'aria-invalid="true"' in body
    assert 'aria-describedby="id_file_helptext id_file_error"' in body
    assert 'id="id_file_error"' in body
    assert kept(files_dir) == set()
    assert not Submission.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_refused_with_both_numbers(client, house, files_dir):
    house.seminar.deliverables.update(max_mb=1)
    send(client, house)
    answer = send(client, house, pdfs.by_fpdf() + b" " * 1_300_000)
    assert answer.status_code == 422
    assert "The file has 1.4 MB. Allowed are 1 MB." in text(answer)
    assert "Version 1 still counts." in text(answer)
    assert len(kept(files_dir)) == 2


@pytest.mark.django_db
def test_no_file_at_all_is_refused(client, house):
    answer = send(client, house, data=None, token=None, name="report.pdf")
    assert answer.status_code == 302
    client.force_login(house.people[0].user)
    address = answer.wsgi_request.path
    answer = client.post(address, {"token": "x"})
    assert answer.status_code == 422
    assert "Choose a PDF file." in text(answer)


# ---- hostile --------------------------------------------------------------------------------------------------------

HOSTILE = {
    "200,000 pages": pdfs.many_pages,
    "one page 200,000 times": pdfs.one_page_many_times,
    "gigabytes in a stream": pdfs.bomb,
    "gigabytes nobody reads": pdfs.unused_bomb,
    "packed four times": pdfs.double_bomb,
    "a picture of billions of points": pdfs.picture_bomb,
    "100,000 levels": pdfs.deep,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_never_called_checked(name, tmp_path):
    assert not looked_at(HOSTILE[name](), tmp_path).is_complete


@pytest.mark.django_db
def test_what_cannot_be_checked_is_received_and_counts(client, house):
    page = client.get(send(client, house, pdfs.deep())["Location"])
    stored = Submission.objects.get()
    assert stored.check_state == "unchecked"
    assert standing_of(house.people[0])["report"].counts == stored
    assert "Received, not checked." in text(page)
    assert "It is a PDF, it opens" not in text(page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "program",
    [
        "import os; os.kill(os.getpid(), 9)",
        "import time; time.sleep(60)",
        "raise SystemExit(3)",
        "print('not what was agreed')",
        'print(\'{"pages": 3, "is_complete": true, "surprise": 1}\')',
        "while True: print('x' * 1000)",
        "",
    ],
)
def test_a_check_that_dies_hangs_or_babbles_refuses_nothing(client, house, program, tmp_path, monkeypatch):
    script = tmp_path / "script.py"
    script.write_text(f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (10**6, 10**6))\n{program}")
    monkeypatch.setattr(checking, "SCRIPT", script)
    monkeypatch.setattr(checking, "SECONDS", 1)
    assert send(client, house).status_code == 302
    stored = Submission.objects.get()
    assert (stored.check_state, stored.pages, stored.has_preview) == ("unchecked", None, False)


@pytest.mark.django_db
def test_a_check_that_cannot_be_started_refuses_nothing(client, house, monkeypatch):
    def fail(*_, **__):
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "run", fail)
    assert send(client, house).status_code == 302
    assert Submission.objects.get().check_state == "unchecked"


def test_the_check_knows_no_keys_of_ours_and_keeps_its_limits(tmp_path, monkeypatch):
    seen = []

    def run(command, **options):
        seen.append((command, options))
        return SimpleNamespace(returncode=1)

    monkeypatch.setattr(subprocess, "run", run)
    looked_at(pdfs.by_fpdf(), tmp_path)
    command, options = seen[0]
    assert "-I" in command
    assert options["env"] == {}
    assert options["timeout"] <= 10
    assert inspection.MEMORY < 512 * 2**20


def test_a_picture_that_is_none_is_not_shown(tmp_path, monkeypatch):
    script = tmp_path / "script.py"
    script.write_text(
        "import sys; open(sys.argv[2], 'w').write('<script>')\n"
        'print(\'{"pages": 1, "is_complete": true, "has_picture": true}\')'
    )
    monkeypatch.setattr(checking, "SCRIPT", script)
    finding = looked_at(pdfs.by_fpdf(), tmp_path)
    assert (finding.is_complete, finding.has_picture) == (True, False)


# ---- notes ----------------------------------------------------------------------------------------------------------


def noted(stored) -> set[str]:
    return {note["key"] for note in stored.notes}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pages", "sentence"), [(3, "3 pages; asked for: 4 to 6."), (8, "8 pages; asked for: 4 to 6.")]
)
def test_too_few_and_too_many_pages_are_a_note(client, house, pages, sentence):
    house.seminar.deliverables.update(min_pages=4, max_pages=6)
    page = client.get(send(client, house, pdfs.by_fpdf(pages))["Location"])
    assert sentence in text(page)
    assert sentence in Message.objects.get(kind="submission_receipt").body
    assert Submission.objects.get().check_state == "checked"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "size", "note"),
    [
        ("report", (595.3, 841.9), ""),
        ("report", (612, 792), "Page 1 has 216 × 279 mm. A4 is asked for"),
        ("first-slides", (960, 540), ""),
        ("first-slides", (720, 540), ""),
        ("first-slides", (595.3, 841.9), "Page 1 has 210 × 297 mm. Slides are usually 16:9 or 4:3."),
    ],
)
def test_an_unusual_page_format_is_a_note(client, house, kind, size, note):
    page = client.get(send(client, house, pdfs.by_reportlab(size=size), kind=kind)["Location"])
    assert page.status_code == 200
    if note:
        assert note in text(page)
    else:
        assert noted(Submission.objects.get()) & {"not_a4", "not_screen"} == set()


@pytest.mark.django_db
def test_a_scan_gets_a_note(client, house):
    send(client, house, pdfs.by_reportlab(text=""))
    assert "no_text" in noted(Submission.objects.get())


@pytest.mark.django_db
def test_the_same_file_again_gets_a_note(client, house):
    data = pdfs.by_fpdf()
    send(client, house, data)
    send(client, house, pdfs.by_fpdf(3))
    page = client.get(send(client, house, data)["Location"])
    assert Submission.objects.get(version=3).notes[0] == {"key": "identical", "version": 1}
    assert "The same file as version 1, letter by letter." in text(page)


@pytest.mark.django_db
def test_a_first_page_that_cannot_be_drawn_is_a_note(client, house):
    page = client.get(send(client, house, pdfs.broken_first_page())["Location"])
    stored = Submission.objects.get()
    assert stored.check_state == "checked"
    assert not stored.has_preview
    assert standing_of(house.people[0])["report"].counts == stored
    assert "The preview is not available" in text(page)


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 kB"), (54_001, "55 kB"), (27_400_000, "27.4 MB"), (20_000_001, "20.1 MB"), (20_000_000, "20.0 MB")],
)
def test_a_size_over_a_limit_never_reads_like_the_limit(size, words):
    assert notes.size_text(size) == words

"""Stored files: who gets them, and what a browser may do with them; files on their way in; files nobody needs."""

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seminar.submissions import tasks, uploading
from seminar.submissions.models import Submission
from seminar.submissions.uploading import clean_name
from seminar.submissions.views.files import plain_name
from tests.builders import make_participation, make_seminar, make_user
from tests.overview.pages import text
from tests.second_half import WRITING, make_holder, make_submission, organiser_of
from tests.submissions import pdfs
from tests.submissions.hand_in import make_house, visit
from tests.submissions.test_uploads import kept, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house()


@pytest.fixture
def stored(client, house):
    send(client, house)
    return Submission.objects.select_related("deliverable", "participation__user").get()


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


# ---- handed out -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["receipt", "file", "page"])
def test_the_student_the_organiser_and_the_supervisor_read_it(client, house, stored, name):
    for person in (house.people[0], house.organiser, house.supervisor):
        assert visit(client, house, name, stored.receipt, user=person.user).status_code == 200


@pytest.mark.parametrize("name", ["receipt", "file", "page"])
def test_for_everybody_else_it_does_not_exist(client, house, stored, name):
    other = make_seminar()
    others = [
        house.people[1].user,
        make_participation(house.seminar, "supervisor").user,
        make_participation(other, "supervisor").user,
        organiser_of(other).user,
        make_user(),
    ]
    for user in others:
        assert visit(client, house, name, stored.receipt, user=user).status_code == 404


@pytest.mark.parametrize("name", ["receipt", "file", "page"])
def test_a_visitor_is_asked_to_sign_in(client, house, stored, name):
    client.logout()
    address = reverse(f"submissions:{name}", args=[house.seminar.slug, stored.receipt])
    assert client.get(address).status_code == 302


def test_the_supervisor_of_before_reads_it_no_longer(client, house, stored):
    other = make_participation(house.seminar, "supervisor")
    house.seminar.offered_papers.update(supervisor=other)
    assert visit(client, house, "file", stored.receipt, user=house.supervisor.user).status_code == 404
    assert visit(client, house, "file", stored.receipt, user=other.user).status_code == 200


def test_who_has_left_reads_nothing(client, house, stored):
    hana = house.people[0]
    hana.left_at, hana.left_by = WRITING, hana.user
    hana.save()
    assert visit(client, house, "file", stored.receipt, user=hana.user).status_code == 404
    assert visit(client, house, "file", stored.receipt).status_code == 200


def test_a_receipt_of_another_seminar_is_not_found(client, house):
    other = make_seminar(by=house.organiser.user)
    foreign = make_submission(make_holder(other))
    assert visit(client, house, "receipt", foreign.receipt).status_code == 404


def test_a_browser_saves_the_file_and_runs_nothing(client, house, stored, files_dir):
    answer = visit(client, house, "file", stored.receipt)
    assert body(answer) == (files_dir / stored.path).read_bytes()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="report_kvetoslavova_v1.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"


def test_the_picture_has_the_same_protection(client, house, stored):
    answer = visit(client, house, "page", stored.receipt)
    assert body(answer).startswith(b"\x89PNG")
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_file_that_is_not_on_the_disk_is_not_found(client, house, stored, files_dir):
    (files_dir / stored.path).unlink()
    assert visit(client, house, "file", stored.receipt).status_code == 404
    assert visit(client, house, "receipt", stored.receipt).status_code == 200


def test_without_a_picture_there_is_none(client, house):
    row = make_submission(house.people[0], has_preview=False)
    assert visit(client, house, "page", row.receipt).status_code == 404


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Hana Květoslavová", "report_kvetoslavova_v1.pdf"),
        ("Tamsin O’Quillane", "report_oquillane_v1.pdf"),
        ("李小龙", "report_file_v1.pdf"),
        ('x"; filename="evil.exe', "report_filenameevilexe_v1.pdf"),
    ],
)
def test_the_name_of_a_file_is_plain(house, stored, name, plain):
    stored.participation.user.name = name
    assert plain_name(stored) == plain


@pytest.mark.parametrize("name", ['Übung #7 (final) "x".pdf', "<script>alert(1)</script>.pdf"])
def test_the_name_somebody_gave_is_shown_as_text(client, house, name):
    page = client.get(send(client, house, name=name)["Location"])
    shown = Submission.objects.get().original_name
    assert page.context["submission"].original_name == shown
    assert "<script>alert" not in page.content.decode()
    assert client.get(page.wsgi_request.path + "file/")["Content-Disposition"].isascii()


def test_a_name_of_300_letters_is_cut_and_the_file_is_whole(client, house):
    name = "ü" * 296 + ".pdf"
    page = client.get(send(client, house, name=name)["Location"])
    row = Submission.objects.get()
    assert (len(row.original_name), row.original_name[-4:]) == (255, ".pdf")
    assert row.original_name in text(page)
    assert visit(client, house, "file", row.receipt).status_code == 200


# ---- on the way in --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ('Übung #7 (final) "x".pdf', 'Übung #7 (final) "x".pdf'),
        ("Übung %22x%22%0D%0A 100%.pdf", 'Übung "x" 100%.pdf'),  # as a browser sends quotes and line ends
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\hana\\report.pdf", "report.pdf"),
        ("a\u202efdp.exe\n.pdf", "a fdp.exe .pdf"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 253),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_a_name_is_one_clean_line(name, clean):
    assert clean_name(name) == clean


def test_what_is_beyond_every_limit_is_counted_and_not_written(client, house, monkeypatch, files_dir):
    monkeypatch.setattr(uploading, "LARGEST", 200_000)
    seen = []
    close = uploading.IncomingFile.close

    def watched(file):
        seen.append((os.stat(file.temporary_file_path()).st_size, file.size))
        close(file)

    monkeypatch.setattr(uploading.IncomingFile, "close", watched)
    answer = send(client, house, pdfs.by_fpdf() + bytes(3_000_000))
    assert answer.status_code == 422
    assert "The file has 3.1 MB. Allowed are 20 MB." in text(answer)
    ((written, sent),) = seen
    assert written <= 200_000 < 3_000_000 < sent
    assert kept(files_dir) == set()


def test_all_files_of_a_request_share_one_limit(client, house, monkeypatch):
    monkeypatch.setattr(uploading, "LARGEST", 100_000)
    files = {f"file{n}": SimpleUploadedFile("a.pdf", bytes(80_000)) for n in range(5)}
    handler = uploading.LimitedUploadHandler()
    written = []
    for name, file in files.items():
        handler.new_file(name, file.name, "application/pdf", None)
        handler.receive_data_chunk(file.read(), 0)
        kept_file = handler.file_complete(80_000)
        written.append(kept_file.file.seek(0, os.SEEK_END))
        assert kept_file.size == 80_000
        kept_file.close()
    assert sum(written) <= 100_000


def test_an_upload_that_breaks_off_leaves_nothing(files_dir):
    handler = uploading.LimitedUploadHandler()
    handler.new_file("file", "report.pdf", "application/pdf", None)
    handler.receive_data_chunk(b"%PDF-", 0)
    assert len(kept(files_dir)) == 1
    handler.upload_interrupted()
    assert kept(files_dir) == set()


# ---- swept up -------------------------------------------------------------------------------------------------------


def aged(path, days):
    path.parent.mkdir(exist_ok=True)
    path.touch()
    moment = path.stat().st_mtime - days * 86_400
    os.utime(path, (moment, moment))
    return path


def test_old_files_that_belong_to_nothing_are_removed(house, stored, files_dir):
    folder = files_dir / "submissions"
    removed = {
        aged(files_dir / "incoming" / "tmpx.upload", 2),
        aged(folder / "lost.pdf", 31),
        aged(folder / "lost.png", 31),
    }
    spared = {
        aged(files_dir / "incoming" / "tmpy.upload", 0.5),
        aged(folder / "young.pdf", 29),
        aged(files_dir / stored.path, 400),
        aged((files_dir / stored.path).with_suffix(".png"), 400),
    }
    assert tasks.sweep_files() == 3
    assert not any(path.exists() for path in removed)
    assert all(path.exists() for path in spared)
    assert tasks.sweep_files() == 0

"""Handing a file in: stored once and whole, with record and receipt, or refused with a sentence and nothing kept."""

import hashlib
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seminar import clock
from seminar.log.models import Entry
from seminar.mail.models import Message
from seminar.submissions import actions
from seminar.submissions.models import Submission
from seminar.submissions.standing import standing_of
from seminar.submissions.uploading import IncomingFile
from tests.builders import make_participation
from tests.overview.pages import text
from tests.second_half import HAND_IN_ENDS, WRITING
from tests.submissions import pdfs
from tests.submissions.hand_in import make_house, visit

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
TOLERATED = HAND_IN_ENDS + timedelta(minutes=5)
LATE = HAND_IN_ENDS + timedelta(hours=1)


@pytest.fixture
def house():
    return make_house()


@pytest.fixture
def hana(house):
    return house.people[0]


def incoming(data=None, name="report.pdf") -> IncomingFile:
    file = IncomingFile("file", "application/pdf", 0, None)
    file.write(pdfs.by_fpdf() if data is None else data)
    file.seek(0)
    file.size, file.name = file.file.seek(0, 2), name
    return file


def send(client, house, data=None, *, at=WRITING, name="report.pdf", token=None, user=None, kind="report"):
    file = SimpleUploadedFile(name, pdfs.by_fpdf() if data is None else data, "application/pdf")
    fields = {"file": file, "token": str(token or uuid.uuid4())}
    return visit(client, house, "deliverable", kind, data=fields, user=user or house.people[0].user, at=at)


def kept(files_dir) -> set[str]:
    return {str(path.relative_to(files_dir)) for path in files_dir.rglob("*") if path.is_file()}


def test_a_file_is_stored_whole_and_answered_by_its_receipt(client, house, hana, files_dir):
    data = pdfs.by_fpdf(6)
    answer = send(client, house, data)
    stored = Submission.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("submissions:receipt", args=[house.seminar.slug, stored.receipt])
    assert (files_dir / stored.path).read_bytes() == data
    assert (stored.size, stored.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert (stored.version, stored.participation, stored.deliverable.kind) == (1, hana, "report")
    assert (stored.received_at, stored.uploaded_by, stored.upload_reason) == (WRITING, hana.user, "")
    assert (stored.check_state, stored.pages, stored.has_preview) == ("checked", 6, True)
    assert kept(files_dir) == {stored.path, stored.path.replace(".pdf", ".png")}


def test_the_receipt_says_the_same_on_the_page_and_in_the_mail(client, house, hana):
    page = client.get(send(client, house)["Location"])
    stored, mail = Submission.objects.get(), Message.objects.get(kind="submission_receipt")
    assert mail.recipient == hana.user
    for fact in (stored.receipt, "Tue 1 Jun 2021, 12:00:00 CEST", stored.sha256, stored.bytes_text, "report.pdf"):
        fact = fact.replace("\N{NO-BREAK SPACE}", " ")
        assert fact in text(page)
        assert fact in mail.body.replace("\N{NO-BREAK SPACE}", " ")
    assert "This version counts." in mail.body
    assert f"/hand-in/receipts/{stored.receipt}/" in mail.body


def test_the_act_is_on_record(client, house, hana):
    send(client, house)
    stored, entry = Submission.objects.get(), Entry.objects.get(what="submission.stored")
    assert (entry.by, entry.subject) == (hana.user, hana.user.display_name)
    assert entry.after == {
        "kind": "report",
        "version": 1,
        "receipt": stored.receipt,
        "received_at": "2021-06-01T12:00:00+02:00",
        "size": stored.size,
        "sha256": stored.sha256,
        "check": "checked",
    }


def test_every_version_is_kept_and_the_newest_on_time_counts(client, house, hana, files_dir):
    for number in (1, 2, 3):
        send(client, house, pdfs.by_fpdf(number))
    found = standing_of(hana)["report"]
    assert [row.version for row in found.submissions] == [3, 2, 1]
    assert found.counts.version == 3
    assert len([name for name in kept(files_dir) if name.endswith(".pdf")]) == 3


@pytest.mark.postgres_too
def test_two_presses_of_the_button_are_one_version_and_one_receipt(client, house, files_dir):
    token = uuid.uuid4()
    first, second = send(client, house, token=token), send(client, house, token=token)
    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == Message.objects.filter(kind="submission_receipt").count() == 1
    assert len(kept(files_dir)) == 2


def test_two_presses_whose_checks_overlap_are_one_version(house, hana, files_dir, monkeypatch):
    """The second request is stored while the first is still looked at: the first returns what is there."""
    token, moment = uuid.uuid4(), WRITING
    facts = {"participation": hana, "kind": "report", "token": token, "received_at": moment}
    check, done = actions.storing.check, []

    def slow(path, picture):
        monkeypatch.setattr(actions.storing, "check", check)
        done.append(actions.store(upload=incoming(), **facts))
        return check(path, picture)

    monkeypatch.setattr(actions.storing, "check", slow)
    with clock.override(moment):
        assert actions.store(upload=incoming(), **facts) == done[0]
    assert kept(files_dir) == {done[0].path, done[0].path.replace(".pdf", ".png")}


def test_a_press_without_a_usable_token_is_still_a_version(client, house):
    answer = send(client, house, token="nonsense")
    assert answer.status_code == 302
    assert Submission.objects.count() == 1


# ---- the deadline ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("at", "is_late"), [(TOLERATED - SECOND, False), (TOLERATED, True)])
def test_the_last_second_of_the_tolerance_is_on_time(client, house, hana, at, is_late):
    send(client, house, at=at)
    found = standing_of(hana)["report"]
    assert found.is_late(found.newest) is is_late
    assert (found.counts is None) is is_late


def test_late_is_decided_by_the_arrival_and_not_by_the_end_of_the_check(client, house, hana, monkeypatch):
    """The file arrives in the last second; while it is checked the deadline passes."""
    moments, check = [TOLERATED - SECOND], actions.storing.check

    def slow(path, picture):
        moments[0] = TOLERATED + 10 * SECOND
        return check(path, picture)

    monkeypatch.setattr(actions.storing, "check", slow)
    client.force_login(hana.user)
    address = reverse("submissions:deliverable", args=[house.seminar.slug, "report"])
    file = SimpleUploadedFile("report.pdf", pdfs.by_fpdf(), "application/pdf")
    with clock.override(lambda: moments[0]):
        client.post(address, {"file": file, "token": str(uuid.uuid4())})
    stored = Submission.objects.get()
    assert stored.received_at == TOLERATED - SECOND
    assert standing_of(hana)["report"].counts == stored


def test_a_late_file_is_kept_labelled_and_does_not_count(client, house, hana):
    send(client, house)
    page = client.get(send(client, house, pdfs.by_fpdf(3), at=LATE)["Location"])
    found = standing_of(hana)["report"]
    assert (found.counts.version, found.newest.version) == (1, 2)
    assert "late by 1 h" in text(page)
    assert "does not count" in Message.objects.filter(kind="submission_receipt").latest("pk").subject


def test_where_late_files_are_not_accepted_both_times_are_shown_and_nothing_is_kept(client, house, hana, files_dir):
    send(client, house)
    house.seminar.deliverables.filter(kind="report").update(accepts_late=False)
    before = kept(files_dir)
    answer = send(client, house, at=LATE)
    assert answer.status_code == 409
    assert "The file arrived Fri 2 Jul 2021, 01:00:00 CEST." in text(answer)
    assert "The deadline was Thu 1 Jul 2021, 23:59 CEST." in text(answer)
    assert "Version 1 still counts." in text(answer)
    assert "<title>Error:" in text(answer)
    assert kept(files_dir) == before
    assert Submission.objects.count() == 1


def test_a_deadline_that_closes_during_the_check_leaves_nothing_behind(house, hana, files_dir, monkeypatch):
    """An organiser ends the acceptance while a late file is looked at: the lock decides."""
    check = actions.storing.check

    def slow(path, picture):
        house.seminar.deliverables.filter(kind="report").update(accepts_late=False)
        return check(path, picture)

    monkeypatch.setattr(actions.storing, "check", slow)
    facts = {"participation": hana, "kind": "report", "token": uuid.uuid4(), "received_at": LATE}
    with clock.override(LATE), pytest.raises(actions.Closed):
        actions.store(upload=incoming(), **facts)
    assert kept(files_dir) - {name for name in kept(files_dir) if name.startswith("incoming/")} == set()


def test_without_a_known_deadline_nothing_is_taken(client, house):
    house.seminar.milestones.filter(kind="hand_in").delete()
    assert send(client, house).status_code == 409
    assert not Submission.objects.exists()


# ---- who ------------------------------------------------------------------------------------------------------------


def test_a_student_without_a_paper_cannot_hand_in(client, house):
    other = make_participation(house.seminar)
    assert send(client, house, user=other.user).status_code == 409
    assert not Submission.objects.exists()


def test_who_has_left_finds_no_page(client, house, hana):
    hana.left_at, hana.left_by = WRITING, hana.user
    hana.save()
    assert send(client, house).status_code == 404


def test_staff_and_strangers_cannot_hand_in_here(client, house):
    for user in (house.organiser.user, house.supervisor.user):
        assert send(client, house, user=user).status_code == 404
    assert not Submission.objects.exists()


def test_an_unknown_kind_of_file_is_not_found(client, house):
    assert send(client, house, kind="poster").status_code == 404


def test_an_organiser_hands_in_for_somebody_with_a_reason(house, hana):
    facts = {"participation": hana, "kind": "report", "token": uuid.uuid4(), "received_at": WRITING}
    with clock.override(LATE):
        stored = actions.store(upload=incoming(), by=house.organiser, reason="Came by mail.", **facts)
    assert (stored.received_at, stored.uploaded_by) == (WRITING, house.organiser.user)
    assert standing_of(hana)["report"].counts == stored
    mail = Message.objects.get(kind="submission_receipt")
    assert mail.recipient == hana.user
    assert "Came by mail." in mail.body
    assert Entry.objects.get(what="submission.stored").reason == "Came by mail."


@pytest.mark.parametrize("who", ["without reason", "supervisor", "no paper"])
def test_nobody_else_hands_in_for_somebody(house, hana, who, files_dir):
    by = house.supervisor if who == "supervisor" else house.organiser
    person = make_participation(house.seminar) if who == "no paper" else hana
    facts = {"participation": person, "kind": "report", "token": uuid.uuid4(), "received_at": WRITING}
    with clock.override(WRITING), pytest.raises(PermissionDenied):
        actions.store(upload=incoming(), by=by, reason="" if who == "without reason" else "Came by mail.", **facts)
    assert not Submission.objects.exists()


# ---- nothing half ---------------------------------------------------------------------------------------------------


def test_a_receipt_that_cannot_be_written_leaves_no_row(house, hana, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr(actions.storing, "queue", fail)
    facts = {"participation": hana, "kind": "report", "token": uuid.uuid4(), "received_at": WRITING}
    with clock.override(WRITING), pytest.raises(RuntimeError):
        actions.store(upload=incoming(), **facts)
    assert not Submission.objects.exists()
    assert not Entry.objects.filter(what="submission.stored").exists()


def test_the_file_is_on_the_disk_before_its_row(house, hana, files_dir, monkeypatch):
    seen, enter = [], actions.storing._enter

    def watched(*args, **kwargs):
        seen.append([name for name in kept(files_dir) if name.endswith(".pdf")])
        return enter(*args, **kwargs)

    monkeypatch.setattr(actions.storing, "_enter", watched)
    facts = {"participation": hana, "kind": "report", "token": uuid.uuid4(), "received_at": WRITING}
    with clock.override(WRITING):
        stored = actions.store(upload=incoming(), **facts)
    assert seen == [[stored.path]]

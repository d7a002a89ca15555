"""Keeping a file: checked, safe on the disk, then row, record and receipt, all at once or not at all."""

import hashlib
import os
import secrets
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from seminar import clock
from seminar.log.actions import record
from seminar.mail.actions import queue
from seminar.preferences.actions import ALPHABET
from seminar.seminars.actions.dates import in_zone
from seminar.seminars.models import Participation, Seminar
from seminar.submissions.checking import Finding, check
from seminar.submissions.models import Deliverable, Submission
from seminar.submissions.notes import remarks
from seminar.submissions.policies import may_upload, may_upload_for
from seminar.submissions.standing import HandedIn, standing_of

FOLDER = "submissions"


class Closed(Exception):
    """Nothing is taken from this person at that moment."""

    def __init__(self, at: datetime):
        super().__init__(f"closed at {at}")
        self.at = at


class Refused(Exception):
    """The check found a reason; `refusal` has its key and values, `notes.refusal_text` words it."""

    def __init__(self, refusal: dict):
        super().__init__(refusal["key"])
        self.refusal = refusal


def store(*, participation, kind, upload, token, received_at, by=None, reason="") -> Submission:
    """Check and keep a file of this student as the next version; the student gets a receipt.

    `received_at`: when the request had arrived completely (`clock.received_now`). The same `token` again is the same
    version. With `by`, the participation of an organiser, it is handed in for the student, with a `reason`, whatever
    the dates say. Raises Refused and Closed; then nothing is kept.
    """
    handed_in = standing_of(participation)[kind]
    if known := _known(handed_in.deliverable, participation, token):
        return known
    _ask(handed_in, received_at, by, reason)
    # The check takes seconds and the disk may be slow, so both come before the lock that everybody waits for.
    path = settings.FILES_DIR / FOLDER / f"{secrets.token_hex(16)}.pdf"
    finding = _checked(handed_in.deliverable, upload, path.with_suffix(".png"))
    sha256 = _placed(upload, path)
    facts = {"finding": finding, "sha256": sha256, "path": path, "upload": upload, "token": token}
    try:
        stored = _enter(participation, kind, received_at=received_at, by=by, reason=reason, facts=facts)
    except (Closed, PermissionDenied):
        _drop(path)
        raise
    # After any other failure the file stays: the row may be there, and a file too many is swept up later.
    if stored.path != _name(path):
        _drop(path)
    return stored


def _known(deliverable, participation, token) -> Submission | None:
    return Submission.objects.filter(deliverable=deliverable, participation=participation, token=token).first()


def _ask(handed_in: HandedIn, received_at, by, reason) -> None:
    """The policies; raises Closed, or PermissionDenied for somebody who may not act for others."""
    person = handed_in.participation
    if by is None:
        if not may_upload(person, handed_in, received_at):
            raise Closed(received_at)
    elif not reason or not may_upload_for(by, person):
        raise PermissionDenied


# ---- the file -------------------------------------------------------------------------------------------------------


def _checked(deliverable, upload, picture: Path) -> Finding:
    """What is known about the file, with the picture of its first page in place. Raises Refused."""
    if not upload.size:
        raise Refused({"key": "empty"})
    if upload.size > deliverable.max_bytes or upload.is_cut:
        raise Refused({"key": "too_large", "size": upload.size, "limit": deliverable.max_bytes})
    upload.flush()
    drawn = settings.INCOMING_DIR / picture.name
    try:
        finding = check(Path(upload.temporary_file_path()), drawn)
        if finding.refusal:
            raise Refused(finding.refusal)
        if finding.has_picture:
            _move(drawn, picture)
    finally:
        drawn.unlink(missing_ok=True)
    return finding


def _placed(upload, path: Path) -> str:
    """The hash of the file, which from now on is safe under its own name, whatever happens to the process."""
    incoming = Path(upload.temporary_file_path())
    with incoming.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    _move(incoming, path)
    upload.close()
    return sha256


def _move(source: Path, target: Path) -> None:
    """Content first, then the name: after a loss of power there is the whole file or none."""
    target.parent.mkdir(exist_ok=True)
    with source.open("rb") as file:
        os.fsync(file.fileno())
    source.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _drop(path: Path) -> None:
    for name in (path, path.with_suffix(".png")):
        name.unlink(missing_ok=True)


def _name(path: Path) -> str:
    return f"{FOLDER}/{path.name}"


# ---- the row --------------------------------------------------------------------------------------------------------


@transaction.atomic
def _enter(participation, kind, *, received_at, by, reason, facts) -> Submission:
    """Under the lock: the policies again, the next number, row, record, receipt."""
    seminar = Seminar.objects.locked(participation.seminar_id)
    at = clock.decided_now(seminar)
    person = Participation.objects.select_related("user").get(pk=participation.pk)
    person.seminar = seminar
    handed_in = standing_of(person)[kind]
    if known := _known(handed_in.deliverable, person, facts["token"]):
        return known
    if by is not None:
        by.refresh_from_db(fields=["left_at"])
    _ask(handed_in, received_at, by, reason)
    finding, deliverable = facts["finding"], handed_in.deliverable
    same = next((row.version for row in handed_in.submissions if row.sha256 == facts["sha256"]), None)
    is_report = kind == Deliverable.Kind.REPORT
    stored = Submission.objects.create(
        deliverable=deliverable,
        participation=person,
        version=handed_in.newest.version + 1 if handed_in.newest else 1,
        receipt="U-" + "".join(secrets.choice(ALPHABET) for _ in range(7)),
        token=facts["token"],
        received_at=min(received_at, at),
        uploaded_by=by.user if by else person.user,
        upload_reason=reason if by else "",
        path=_name(facts["path"]),
        original_name=facts["upload"].name,
        size=facts["upload"].size,
        sha256=facts["sha256"],
        check_state=Submission.Check.CHECKED if finding.is_complete else Submission.Check.UNCHECKED,
        pages=finding.pages,
        notes=remarks(finding, deliverable, is_report=is_report, identical_to=same),
        has_preview=finding.has_picture,
    )
    _tell(seminar, stored, replace(handed_in, submissions=(stored, *handed_in.submissions)), at)
    return stored


def _tell(seminar, stored: Submission, handed_in: HandedIn, at) -> None:
    """The line in the record and the receipt, which always goes to the student."""
    kind = handed_in.deliverable.kind
    after = {
        "kind": kind,
        "version": stored.version,
        "receipt": stored.receipt,
        "received_at": in_zone(stored.received_at, seminar.zone),
        "size": stored.size,
        "sha256": stored.sha256,
        "check": stored.check_state,
    }
    subject = handed_in.participation.user.display_name
    record(
        seminar=seminar,
        by=stored.uploaded_by,
        at=at,
        what="submission.stored",
        subject=subject,
        after=after,
        reason=stored.upload_reason,
    )
    context = {"submission": stored, "handed_in": handed_in, "deliverable": handed_in.deliverable}
    key = f"submission_receipt:{stored.receipt}"
    user = handed_in.participation.user
    queue(kind="submission_receipt", to_user=user, seminar=seminar, at=at, context=context, key=key)

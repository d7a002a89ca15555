"""What organisers decide about single people: more time, a late version that counts."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from seminar.core.local_time import utc
from seminar.log.actions import record
from seminar.mail.actions import queue
from seminar.seminars.actions.dates import in_zone
from seminar.seminars.actions.decision import begin
from seminar.submissions.models import Extension, Submission
from seminar.submissions.policies import holds_paper, may_let_count
from seminar.submissions.standing import standing_of


class NotLater(ValueError):
    """An extension has to end after the deadline of everybody, and there has to be one."""


class NotLate(ValueError):
    """Only a late version needs leave to count."""


@transaction.atomic
def grant_extension(*, participation, person, kind, ends_at, reason) -> Extension:
    """Give one person more time for one deliverable; the student is told. The same again changes nothing.

    `ends_at` is exclusive. The extension before stays on record. Raises NotLater.
    """
    seminar, at = begin(participation)
    person = seminar.participations.students().present().with_people().get(pk=person.pk)
    person.seminar = seminar
    handed_in = standing_of(person)[kind]
    if not reason or not holds_paper(person):
        raise PermissionDenied
    ends_at, before = utc(ends_at), handed_in.extension
    if handed_in.general_due is None or ends_at <= handed_in.general_due:
        raise NotLater
    if before and (utc(before.ends_at), before.reason) == (ends_at, reason):
        return before
    Extension.objects.filter(deliverable=handed_in.deliverable, participation=person, replaced_at=None).update(
        replaced_at=at
    )
    extension = Extension.objects.create(
        deliverable=handed_in.deliverable, participation=person, ends_at=ends_at, reason=reason, granted_at=at,
        granted_by=participation.user,
    )  # fmt: skip
    record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="extension.granted",
        subject=person.user.display_name,
        before={"kind": kind, "ends": in_zone(handed_in.due, seminar.zone)},
        after={"kind": kind, "ends": in_zone(ends_at, seminar.zone)},
        reason=reason,
    )
    context = {
        "extension": extension,
        "deliverable": handed_in.deliverable,
        "was": handed_in.due,
        "now": standing_of(person)[kind],
        "by": participation.user,
    }
    key = f"extension:{extension.pk}"
    queue(kind="extension", to_user=person.user, seminar=seminar, at=at, context=context, key=key)
    return extension


@transaction.atomic
def allow(*, participation, submission, reason) -> Submission:
    """Let a late version count, with a reason; the student is told. Once allowed, it stays as it is. Raises NotLate."""
    seminar, at = begin(participation)
    submission, handed_in = _decided(seminar, submission)
    if not reason or not may_let_count(participation, submission):
        raise PermissionDenied
    if submission.allowed_at:
        return submission
    if not handed_in.is_late(submission):
        raise NotLate
    submission.allowed_at, submission.allowed_by, submission.allowed_reason = at, participation.user, reason
    submission.save(update_fields=["allowed_at", "allowed_by", "allowed_reason"])
    _tell(participation, seminar, submission, at, what="submission.allowed", reason=reason)
    return submission


@transaction.atomic
def disallow(*, participation, submission, reason) -> Submission:
    """Take back that a late version counts, with a reason; the student is told. Twice is once."""
    seminar, at = begin(participation)
    submission, _handed_in = _decided(seminar, submission)
    if not reason or not may_let_count(participation, submission):
        raise PermissionDenied
    if submission.allowed_at is None:
        return submission
    submission.allowed_at, submission.allowed_by, submission.allowed_reason = None, None, ""
    submission.save(update_fields=["allowed_at", "allowed_by", "allowed_reason"])
    _tell(participation, seminar, submission, at, what="submission.disallowed", reason=reason)
    return submission


def _decided(seminar, submission):
    """The version as it is under the lock, and what its student handed in."""
    row = Submission.objects.select_related("participation__user", "deliverable").get(
        pk=submission.pk, participation__seminar=seminar
    )
    row.participation.seminar = seminar
    return row, standing_of(row.participation)[row.deliverable.kind]


def _tell(participation, seminar, submission, at, *, what, reason) -> None:
    person, kind = submission.participation, submission.deliverable.kind
    handed_in = standing_of(person)[kind]
    record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what=what,
        subject=person.user.display_name,
        after={"kind": kind, "version": submission.version, "receipt": submission.receipt},
        reason=reason,
    )
    context = {
        "submission": submission,
        "deliverable": submission.deliverable,
        "counts": handed_in.counts,
        "reason": reason,
    }
    key = f"{what}:{submission.pk}:{at:%Y%m%dT%H%M%S%f}"
    queue(kind="submission_counting", to_user=person.user, seminar=seminar, at=at, context=context, key=key)

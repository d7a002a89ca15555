"""What organisers decide about mails that wait, failed or may have arrived; each act stands in the record.

And a person's own calendar address, which concerns nobody else and stands in no record.
"""

import secrets
from datetime import datetime

from django.db import transaction

from seminar.assignment.mails import sendable
from seminar.log.actions import record
from seminar.mail import actions as mail
from seminar.mail.models import Message
from seminar.overview.models import CalendarAddress
from seminar.seminars.actions.decision import begin


class OtherNumber(Exception):
    """The held mails are not those the person has seen."""


@transaction.atomic
def send_held(*, participation, through: int, number: int) -> int:
    """Send the held mails up to this id if they are exactly so many. None are left of them: 0, and nothing happens.

    Raises OtherNumber.
    """
    seminar, at = begin(participation)
    held = sendable(seminar).filter(pk__lte=through)
    if not held:
        return 0
    if len(held) != number:
        raise OtherNumber
    sent = mail.send_held(chosen=held)
    record(seminar=seminar, by=participation.user, at=at, what="mail.sent", after={"number": sent})
    return sent


@transaction.atomic
def send_again(*, participation, message: Message) -> bool:
    """Send a failed or uncertain mail again; False when there is nothing to send any more."""
    seminar, at = begin(participation)
    message = Message.objects.of_seminar(seminar).select_related("recipient").get(pk=message.pk)
    if not mail.retry(message=message):
        return False
    _record("mail.retried", seminar, participation, at, message)
    return True


@transaction.atomic
def leave(*, participation, message: Message) -> bool:
    """Let a failed or uncertain mail be; False when there is nothing to decide any more."""
    seminar, at = begin(participation)
    message = Message.objects.of_seminar(seminar).select_related("recipient").get(pk=message.pk)
    if not mail.leave(message=message, at=at):
        return False
    _record("mail.left", seminar, participation, at, message)
    return True


def _record(what, seminar, participation, at, message) -> None:
    recipient = message.recipient.display_name if message.recipient else message.to_address
    before = {"mail": message.subject, "state": message.state}
    record(seminar=seminar, by=participation.user, at=at, what=what, subject=recipient, before=before, after=before)


# ---- the calendar ---------------------------------------------------------------------------------------------------


@transaction.atomic
def make_calendar_address(*, user, at: datetime) -> CalendarAddress:
    """An address nobody can guess. The one before ends with it."""
    fields = {"token": secrets.token_urlsafe(32), "made_at": at}
    return CalendarAddress.objects.update_or_create(user=user, defaults=fields)[0]


def end_calendar_address(*, user) -> None:
    CalendarAddress.objects.filter(user=user).delete()

"""How a row of the outbox becomes a mail: claim, open the transport, send, say what is known.

Everything before the sending may be tried again. From the first byte on it may not: then a message is sent, refused, or
uncertain.
"""

import logging
import smtplib
from contextlib import suppress
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.translation import gettext_noop

from seminar import clock
from seminar.mail.models import Message, State

logger = logging.getLogger(__name__)

NOT_COMPOSED = gettext_noop("The address or the subject cannot be used in a mail.")
NOT_REACHED = gettext_noop("The mail server could not be reached.")
REFUSED = gettext_noop("The mail server refused the message.")
CUT_OFF = gettext_noop("The answer of the mail server was cut off; the message may have arrived or not.")
STALE = gettext_noop("The delivery stopped half-way; the message may have arrived or not.")

# Answers after which the mail server certainly does not have the message.
REFUSALS = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPResponseException,  # includes sender refused, data error, helo error
    smtplib.SMTPNotSupportedError,
)


def deliver(message: Message) -> bool:
    """Send one message unless somebody else has it. Returns False when the mail server could not be reached."""
    if not message.claim(clock.now()):
        return True
    try:
        email = compose(message)
    except (ValidationError, ValueError) as problem:
        message.mark_failed(_error(NOT_COMPOSED, problem))
        return True
    try:
        transport = get_connection(settings.MAIL_TRANSPORT)
        transport.open()
    except Exception as problem:  # Whatever it is, a wrong setting included: nothing was sent.
        logger.warning("Message %s: the mail server could not be reached", message.pk, exc_info=problem)
        message.release(_error(NOT_REACHED, problem))
        return False
    _send(transport, email, message)
    # The message is settled; a server that does not say goodbye changes nothing about it.
    with suppress(Exception):
        transport.close()
    return True


def give_up_stale(at: datetime) -> None:
    """Claims whose holder has died become uncertain: it may have died before or after the sending."""
    Message.objects.stale(at).update(state=State.UNCERTAIN, error=STALE)


def compose(message: Message) -> EmailMessage:
    """The mail of a message, complete and checked: one address, one-line headers.

    Raises ValidationError or ValueError when no valid mail can be made of it. The Message-ID is the same each time, so
    that a copy sent by hand after an uncertain delivery can be told from a new message.
    """
    validate_email(message.to_address)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    email = EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to_address],
        headers={
            "Message-ID": f"<{message.created_at:%Y%m%d%H%M%S%f}.{message.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    email.message()
    return email


def _send(transport, email: EmailMessage, message: Message) -> None:
    try:
        count = transport.send_messages([email])
    except REFUSALS as problem:
        message.mark_failed(_error(REFUSED, problem))
    except Exception as problem:
        logger.warning("Message %s: the answer of the mail server is missing", message.pk, exc_info=problem)
        message.mark_uncertain(_error(CUT_OFF, problem))
    else:
        if count:
            message.mark_sent(clock.now())
        else:
            message.mark_uncertain(CUT_OFF)


def _error(sentence: str, problem: Exception) -> str:
    """The sentence on the first line, the mail server's own words on the second."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        words = "; ".join(_answer(*answer) for answer in problem.recipients.values())
    elif isinstance(problem, smtplib.SMTPResponseException):
        words = _answer(problem.smtp_code, problem.smtp_error)
    elif isinstance(problem, ValidationError):
        words = " ".join(problem.messages)
    else:
        words = str(problem) or type(problem).__name__
    return f"{sentence}\n{' '.join(words.split())}"


def _answer(code: int, text: str | bytes) -> str:
    return f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"

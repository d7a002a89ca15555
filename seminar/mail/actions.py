from django.conf import settings
from django.db import IntegrityError, transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from seminar.mail import tasks
from seminar.mail.models import Message, State

UNSETTLED = (State.FAILED, State.UNCERTAIN)


def queue(*, kind, to_user=None, to_address="", seminar=None, at, context, key=None, hold=False) -> Message | None:
    """Put a message into the outbox, inside the caller's transaction, and wake its delivery after the commit.

    The text comes from mail/<kind>.subject.txt and mail/<kind>.txt in the recipient's language; besides `context` they
    know `site` (start of every link), `seminar` and `recipient`. Returns the message, or None when a message with this
    `key` exists already: the same reminder asked for twice is one mail. With `hold` it waits until somebody sends it.
    """
    if key is not None and Message.objects.filter(key=key).exists():
        return None
    message = written(kind=kind, to_user=to_user, to_address=to_address, seminar=seminar, at=at, context=context)
    message.key, message.state = key, State.HELD if hold else State.NEW
    if not _store(message):
        return None
    if not hold:
        tasks.deliver.delay_on_commit(message.pk)
    return message


def written(*, kind, to_user=None, to_address="", seminar=None, at, context) -> Message:
    """The message as `queue` would store it, letter by letter, without storing it: for a preview."""
    if bool(to_user) == bool(to_address):
        raise ValueError("A message goes to a person or to an address.")
    language = (to_user.language if to_user else translation.get_language()) or settings.LANGUAGE_CODE
    subject, body = _render(kind, language, {**context, "seminar": seminar, "recipient": to_user})
    return Message(
        kind=kind,
        seminar=seminar,
        recipient=to_user,
        to_address=to_user.email if to_user else to_address,
        subject=one_line(f"[{seminar.title}] {subject}" if seminar else subject),
        body=body,
        language=language,
        created_at=at,
    )


def store_account_mail(*, to_address, subject, body, at) -> Message:
    """Put a message about somebody's account (code, reset) into the outbox, where no organiser sees it."""
    message = Message.objects.create(
        kind="account",
        to_address=to_address,
        subject=one_line(subject),
        body=body,
        language=translation.get_language() or settings.LANGUAGE_CODE,
        is_account=True,
        created_at=at,
    )
    tasks.deliver.delay_on_commit(message.pk)
    return message


# ---- what a person decides about a message ---------------------------------------------------------------------------


def send_held(*, chosen) -> int:
    """Release these messages as far as they are held, inside the caller's transaction. How many these were."""
    ids = list(chosen.order_by("pk").values_list("pk", flat=True))
    released = Message.objects.filter(pk__in=ids, state=State.HELD).update(state=State.NEW)
    for pk in ids:
        tasks.deliver.delay_on_commit(pk)
    return released


def retry(*, message: Message) -> bool:
    """Send a failed or uncertain message again, to the present address of its recipient; a copy may arrive twice.

    Returns False when it waits, is on its way or is sent: pressing the button twice sends one mail.
    """
    address = message.recipient.email if message.recipient else message.to_address
    started = Message.objects.filter(pk=message.pk, state__in=UNSETTLED).update(
        state=State.NEW, attempts=0, claimed_at=None, closed_at=None, error="", to_address=address
    )
    if started:
        tasks.deliver.delay_on_commit(message.pk)
    return bool(started)


def leave(*, message: Message, at) -> bool:
    """Note that a failed or uncertain message stays as it is; it can still be sent later. False: nothing to decide."""
    return bool(Message.objects.unsettled().filter(pk=message.pk).update(closed_at=at))


# ---- writing --------------------------------------------------------------------------------------------------------


def one_line(text: str) -> str:
    """The text as one line without control characters: what a person calls a seminar cannot become a mail header."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _render(kind: str, language: str, context: dict) -> tuple[str, str]:
    # Plain text: with autoescape on, "Müller & Söhne" would arrive as "Müller &amp; Söhne".
    with translation.override(language):
        known = Context({**context, "site": settings.SITE_URL}, autoescape=False)
        subject = get_template(f"mail/{kind}.subject.txt").template.render(known)
        body = get_template(f"mail/{kind}.txt").template.render(known)
    # No mail needs a NUL, and PostgreSQL refuses to store one.
    return subject, body.replace("\0", "").strip() + "\n"


def _store(message: Message) -> bool:
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        # Two at the same time: the database let one of them in, and that one is the message.
        if message.key is not None and Message.objects.filter(key=message.key).exists():
            return False
        raise
    return True

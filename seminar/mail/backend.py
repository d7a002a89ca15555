from email.utils import parseaddr

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from seminar import clock
from seminar.mail import actions


class OutboxBackend(BaseEmailBackend):
    """Django's way to the outbox, for mails that are not about a seminar: codes, confirmations, resets.

    Each recipient gets a message of their own, in plain text; the real transport is settings.MAIL_TRANSPORT.
    """

    def send_messages(self, email_messages):
        at = clock.now()
        with transaction.atomic():
            for email in email_messages:
                for recipient in email.recipients():
                    _name, address = parseaddr(recipient)
                    actions.store_account_mail(
                        to_address=address or recipient, subject=email.subject, body=email.body, at=at
                    )
        return len(email_messages)

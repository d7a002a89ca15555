"""Builders for the tests of the outbox, and mail servers that behave badly."""

from datetime import UTC, datetime

from django.contrib.auth import get_user_model
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as InMemory

from seminar.mail.models import Message
from seminar.seminars.models import Seminar

AT = datetime(2021, 3, 10, 12, tzinfo=UTC)


def make_person(email="anna@example.org", **facts):
    return get_user_model().objects.create_user(email=email, **{"name": "Anna Apt", **facts})


def make_seminar(organiser, title="Vision", slug="vision"):
    return Seminar.objects.create(
        slug=slug, title=title, semester="2021S", places=12, created_at=AT, created_by=organiser
    )


def make_message(**facts):
    standard = {"kind": "greeting", "to_address": "anna@example.org", "subject": "Hello", "body": "Hello\n"}
    return Message.objects.create(**{**standard, "language": "en", "created_at": AT, **facts})


class Unreachable(BaseEmailBackend):
    def open(self):
        raise ConnectionRefusedError(111, "Connection refused")


class Answering(BaseEmailBackend):
    """Takes the connection and then answers with `problem`."""

    problem = None

    def send_messages(self, email_messages):
        raise self.problem


class Rude(InMemory):
    """Takes the mail and hangs up without a goodbye."""

    def close(self):
        raise OSError("gone")


class Silent(BaseEmailBackend):
    """Does not say whether it took anything."""

    def send_messages(self, email_messages):
        return None

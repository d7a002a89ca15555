"""What the database refuses, whatever the program believes."""

import pytest
from django.db import IntegrityError, transaction

from tests.mail.outbox import AT, make_message, make_person, make_seminar

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def refused(**facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_message(**facts)


def test_sent_without_a_moment():
    refused(state="sent")


def test_a_moment_without_being_sent():
    refused(state="failed", sent_at=AT)


def test_a_claim_without_a_moment():
    refused(state="claimed")


def test_an_account_mail_in_a_seminar():
    refused(is_account=True, seminar=make_seminar(make_person()))


def test_the_same_key_twice():
    make_message(key="opened:1")
    refused(key="opened:1")


def test_messages_without_a_key_are_many():
    assert make_message().pk != make_message().pk


def test_a_message_left_alone_that_still_waits():
    refused(state="new", closed_at=AT)
    assert make_message(state="uncertain", closed_at=AT).pk

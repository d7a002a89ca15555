import smtplib
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection, transaction

from seminar import clock
from seminar.mail import delivery, tasks
from seminar.mail.models import Message
from tests.mail.outbox import AT, Answering, make_message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon():
    with clock.override(AT):
        yield


def through(settings, transport):
    settings.MAIL_TRANSPORT = f"tests.mail.outbox.{transport}"


def test_a_message_is_sent_once_with_its_moment():
    message = make_message()
    tasks.deliver(message.pk)
    tasks.deliver(message.pk)
    tasks.deliver_waiting()
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.attempts, message.error) == ("sent", AT, 1, "")
    assert len(mail.outbox) == 1


def test_the_mail_is_plain_text_with_the_headers_of_an_automatic_message():
    message = make_message(subject="Grüße", body="Schöne Grüße\n")
    tasks.deliver(message.pk)
    sent = mail.outbox[0].message()
    assert sent.get_content_type() == "text/plain"
    assert sent.get_content_charset() == "utf-8"
    assert sent["From"] == "Seminar <seminar@example.org>"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Message-ID"] == f"<20210310120000000000.{message.pk}@seminar.example.org>"
    assert delivery.compose(Message.objects.get()).message()["Message-ID"] == sent["Message-ID"]


def test_a_message_that_is_gone_wakes_nobody():
    tasks.deliver(4711)
    assert mail.outbox == []


@pytest.mark.postgres_too
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_sends():
    message = make_message()
    start = Barrier(6)

    def work():
        mine = Message.objects.get(pk=message.pk)
        start.wait()
        delivery.deliver(mine)
        connection.close()

    workers = [Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("sent", 1)
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_could_be_rolled_back_is_refused():
    message = make_message()
    with pytest.raises(RuntimeError), transaction.atomic():
        delivery.deliver(message)
    assert mail.outbox == []
    assert Message.objects.get().state == "new"


def test_a_server_that_is_away_is_tried_again_with_pauses_and_given_up_after_ten_times(settings):
    through(settings, "Unreachable")
    message = make_message()
    moments = []
    for minute in range(2 * 24 * 60):
        with clock.override(AT + timedelta(minutes=minute)):
            tasks.deliver_waiting()
        before, _ = message.attempts, message.refresh_from_db()
        if message.attempts > before:
            moments.append(minute)
        if message.state != "new":
            break
    assert moments == [0, 2, 6, 14, 30, 62, 126, 254, 510, 1022]
    assert (message.state, message.attempts, message.sent_at) == ("failed", 10, None)
    assert message.explanation == "The mail server could not be reached. ([Errno 111] Connection refused)"


def test_a_server_that_comes_back_gets_what_waited(settings):
    working = settings.MAIL_TRANSPORT
    through(settings, "Unreachable")
    first, second = make_message(), make_message()
    tasks.deliver_waiting()
    settings.MAIL_TRANSPORT = working
    with clock.override(AT + timedelta(minutes=2)):
        tasks.deliver_waiting()
    assert {m.state for m in Message.objects.all()} == {"sent"}
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attempts, second.attempts) == (2, 1)  # the sweep stopped at the first failure


def test_a_wrong_transport_loses_nothing(settings):
    settings.MAIL_TRANSPORT = "no.such.Backend"
    make_message()
    tasks.deliver_waiting()
    assert Message.objects.get().state == "new"


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (smtplib.SMTPRecipientsRefused({"anna@example.org": (550, b"no such\nuser")}), "550 no such user"),
        (smtplib.SMTPSenderRefused(553, b"not you", "seminar@example.org"), "553 not you"),
        (smtplib.SMTPDataError(554, b"spam"), "554 spam"),
        (smtplib.SMTPHeloError(501, b"who?"), "501 who?"),
        (smtplib.SMTPResponseException(500, "what?"), "500 what?"),
    ],
)
def test_a_refused_message_has_failed_with_the_words_of_the_server(settings, monkeypatch, problem, words):
    monkeypatch.setattr(Answering, "problem", problem)
    through(settings, "Answering")
    make_message()
    tasks.deliver_waiting()
    message = Message.objects.get()
    assert message.state == "failed"
    assert message.explanation == f"The mail server refused the message. ({words})"


@pytest.mark.parametrize(
    "problem", [smtplib.SMTPServerDisconnected("closed"), TimeoutError("timed out"), KeyError("x")]
)
def test_a_missing_answer_is_uncertain_and_never_sent_again(settings, monkeypatch, problem):
    working = settings.MAIL_TRANSPORT
    monkeypatch.setattr(Answering, "problem", problem)
    through(settings, "Answering")
    make_message()
    tasks.deliver_waiting()
    settings.MAIL_TRANSPORT = working
    with clock.override(AT + timedelta(days=3)):
        tasks.deliver_waiting()
    message = Message.objects.get()
    assert (message.state, message.sent_at) == ("uncertain", None)
    assert message.explanation.startswith("The answer of the mail server was cut off")
    assert mail.outbox == []


def test_a_server_that_does_not_confirm_leaves_the_message_uncertain(settings):
    through(settings, "Silent")
    make_message()
    tasks.deliver_waiting()
    assert Message.objects.get().state == "uncertain"


def test_a_missing_goodbye_changes_nothing(settings):
    through(settings, "Rude")
    make_message()
    tasks.deliver_waiting()
    assert Message.objects.get().state == "sent"


@pytest.mark.parametrize("address", ["nobody", "a@example.org, b@example.org", "a@example.org\nBcc: b@example.org"])
def test_an_impossible_address_fails_before_the_server_is_asked(address):
    make_message(to_address=address)
    later = make_message()
    tasks.deliver_waiting()
    later.refresh_from_db()
    assert later.state == "sent"
    assert [sent.recipients() for sent in mail.outbox] == [["anna@example.org"]]
    failed = Message.objects.get(to_address=address)
    assert failed.state == "failed"
    assert failed.explanation.startswith("The address or the subject cannot be used in a mail.")


def test_a_claim_whose_holder_died_becomes_uncertain_after_ten_minutes():
    message = make_message()
    assert message.claim(AT)
    with clock.override(AT + timedelta(minutes=10)):
        tasks.deliver_waiting()
    assert Message.objects.get().state == "claimed"
    with clock.override(AT + timedelta(minutes=10, seconds=1)):
        tasks.deliver_waiting()
    assert Message.objects.get().state == "uncertain"
    assert mail.outbox == []


def test_a_slow_sending_may_still_say_how_it_ended():
    message = make_message()
    message.claim(AT)
    delivery.give_up_stale(AT + timedelta(minutes=11))
    message.mark_sent(AT + timedelta(minutes=12))
    assert (message.state, message.error) == ("sent", "")


def test_a_claim_that_is_lost_settles_nothing():
    earlier = make_message()
    earlier.claim(AT)
    Message.objects.update(state="new")  # A person decided to send it again ...
    Message.objects.get().claim(AT + timedelta(hours=1))  # ... and it is on its way.
    earlier.mark_failed("too late")
    assert Message.objects.get().state == "claimed"

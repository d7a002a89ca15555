import time

import pytest
from django.core import mail
from django.db import transaction

from seminar.celery import Task, app
from seminar.mail import tasks
from seminar.mail.actions import queue
from seminar.mail.models import Message
from tests.mail.outbox import AT, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def attempts(monkeypatch):
    """A broker that is really not there; the list counts the tries to reach it."""
    tried = []
    publish = Task.apply_async

    def counted(self, *args, **kwargs):
        tried.append(args)
        with app.connection_for_write("redis://127.0.0.1:1/0", transport_options={"max_retries": 0}) as gone:
            return publish(self, *args, connection=gone, **kwargs)

    monkeypatch.setattr(Task, "apply_async", counted)
    app.conf.task_always_eager = False
    yield tried
    app.conf.task_always_eager = True


def save_with_mails(count):
    anna = make_person()
    with transaction.atomic():
        for _ in range(count):
            queue(kind="greeting", to_user=anna, at=AT, context={"topic": "Papers"})


def test_a_dead_broker_does_not_turn_a_stored_save_into_an_error(attempts):
    save_with_mails(3)
    assert [message.state for message in Message.objects.all()] == ["new", "new", "new"]


def test_the_sweep_delivers_what_no_wake_up_announced(attempts):
    save_with_mails(3)
    tasks.deliver_waiting()
    assert len(mail.outbox) == 3


def test_a_request_waits_for_a_dead_broker_once_not_once_per_mail(attempts, monkeypatch):
    save_with_mails(3)
    assert len(attempts) == 1
    after_the_pause = time.monotonic() + 31
    monkeypatch.setattr("seminar.celery.time.monotonic", lambda: after_the_pause)
    tasks.deliver.delay_on_commit(4711)
    assert len(attempts) == 2


def test_outside_a_transaction_a_dead_broker_is_no_error_either(attempts):
    tasks.deliver.delay_on_commit(4711)
    assert len(attempts) == 1

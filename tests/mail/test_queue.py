import pytest
from django.core import mail
from django.db import transaction
from django.utils import translation

from seminar.mail.actions import one_line, queue
from seminar.mail.models import Message
from tests.mail.outbox import AT, make_person, make_seminar

pytestmark = pytest.mark.django_db


def greet(to_user, topic="Papers", **facts):
    return queue(kind="greeting", to_user=to_user, at=AT, context={"topic": topic}, **facts)


def test_a_person_gets_the_mail_after_the_commit(django_capture_on_commit_callbacks):
    anna = make_person()
    seminar = make_seminar(anna)
    with django_capture_on_commit_callbacks(execute=True):
        message = greet(anna, seminar=seminar)
        assert message.state == "new"
        assert mail.outbox == []
    message.refresh_from_db()
    assert message.state == "sent"
    (sent,) = mail.outbox
    assert sent.to == ["anna@example.org"]
    assert sent.subject == "[Vision] Seminar: Papers"
    assert sent.body == "Anna Apt: Papers\nhttps://seminar.example.org/seminars/\n"


def test_what_is_rolled_back_is_never_sent(django_capture_on_commit_callbacks):
    anna = make_person()
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        greet(anna)
        raise ZeroDivisionError
    assert not Message.objects.exists()
    assert mail.outbox == []


def test_the_mail_speaks_the_language_of_its_reader_not_of_the_page():
    bernd = make_person("bernd@example.org", language="de")
    with translation.override("en"):
        message = greet(bernd)
        assert translation.get_language() == "en"
    assert message.language == "de"


def test_an_address_without_an_account_is_written_to_in_the_language_of_the_page():
    with translation.override("de"):
        message = queue(kind="greeting", to_address="new@example.org", at=AT, context={"topic": "Papers"})
    assert (message.recipient, message.to_address, message.language) == (None, "new@example.org", "de")


@pytest.mark.parametrize("both", [True, False])
def test_a_message_has_exactly_one_recipient(both):
    to_user = make_person() if both else None
    with pytest.raises(ValueError):
        queue(kind="greeting", to_user=to_user, to_address="x@example.org" * both, at=AT, context={})


@pytest.mark.postgres_too
def test_a_message_with_a_key_is_written_once():
    anna = make_person()
    first = greet(anna, key="opened:1")
    assert greet(anna, key="opened:1") is None
    assert greet(anna, key="opened:2") is not None
    assert greet(anna) and greet(anna)
    assert Message.objects.get(key="opened:1") == first
    assert Message.objects.count() == 4


@pytest.mark.postgres_too
def test_of_two_at_the_same_time_the_database_lets_one_in(monkeypatch):
    anna = make_person()
    greet(anna, key="opened:1")
    answers = iter([False, True])  # Not there when asked; there when the insert fails.
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda self: next(answers))
    assert greet(anna, key="opened:1") is None
    monkeypatch.undo()
    assert Message.objects.count() == 1  # and the transaction around it still works


def test_names_and_titles_cannot_write_headers(django_capture_on_commit_callbacks):
    mallory = make_person("mallory@example.org", name="M\r\nBcc: all@example.org")
    seminar = make_seminar(mallory, title="Vision\r\nBcc: all@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        greet(mallory, topic="x\nBcc: all@example.org\x00\u2028y", seminar=seminar)
    (sent,) = mail.outbox
    assert sent.recipients() == ["mallory@example.org"]
    assert sent.message()["Bcc"] is None
    assert sent.subject == "[Vision Bcc: all@example.org] Seminar: x Bcc: all@example.org y"


def test_plain_text_is_not_escaped_for_a_page():
    assert "Müller & <Söhne>" in greet(make_person(), topic="Müller & <Söhne>").body


def test_one_line_keeps_words_and_letters():
    assert one_line("  Größe\tund\u00a0Maß  ") == "Größe und Maß"


def test_an_organiser_sees_the_mails_of_the_seminar_and_no_account_mails():
    anna = make_person()
    vision, other = make_seminar(anna), make_seminar(anna, slug="other")
    message = greet(anna, seminar=vision)
    greet(anna, seminar=other)
    greet(anna)
    assert list(Message.objects.of_seminar(vision)) == [message]

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives, send_mail

from seminar.mail.models import Message

pytestmark = pytest.mark.django_db


def test_a_code_goes_through_the_outbox_and_is_sent(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert send_mail("Your code\nfor now", "123456", None, ["Anna <anna@example.org>"]) == 1
    message = Message.objects.get()
    assert (message.is_account, message.seminar, message.kind) == (True, None, "account")
    assert (message.to_address, message.subject, message.state) == ("anna@example.org", "Your code for now", "sent")
    assert [sent.body for sent in mail.outbox] == ["123456"]


def test_each_recipient_gets_a_plain_message_of_their_own():
    email = EmailMultiAlternatives("Hello", "plain", None, ["a@example.org"], bcc=["b@example.org"])
    email.attach_alternative("<p>rich</p>", "text/html")
    email.send()
    assert set(Message.objects.values_list("to_address", "body")) == {
        ("a@example.org", "plain"),
        ("b@example.org", "plain"),
    }

"""The organisers' outbox: every mail of the seminar by state, and what a person decides about it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from seminar import clock
from seminar.assignment.mails import needing_a_person
from seminar.mail.models import Message, State
from seminar.overview.outbox import KINDS
from tests.builders import IN_WINDOW, make_participation, make_seminar, make_user
from tests.mail.outbox import make_message
from tests.overview.pages import organiser_of, page, text

pytestmark = pytest.mark.django_db

TEMPLATES = Path(__file__).parents[2] / "templates" / "mail"


@pytest.fixture
def seminar(settings):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    return make_seminar()


def mail(seminar, state="new", *, to="", kind="assignment", **fields):
    person = make_participation(seminar, user=make_user(to)).user if to else None
    address = person.email if person else "anna@example.org"
    sent = {"sent_at": IN_WINDOW} if state == "sent" else {}
    claimed = {"claimed_at": IN_WINDOW} if state == "claimed" else {}
    known = {"recipient": person, "to_address": address, "created_at": IN_WINDOW, "subject": f"To {to or address}"}
    return make_message(seminar=seminar, state=state, kind=kind, **{**known, **sent, **claimed, **fields})


def see(client, seminar, query=""):
    return page(client, "overview:outbox", seminar, organiser_of(seminar).user, query=query)


def press(client, seminar, name, *args, **data):
    client.force_login(organiser_of(seminar).user)
    with clock.override(IN_WINDOW):
        return client.post(reverse(f"overview:{name}", args=[seminar.slug, *args]), data)


def button(client, seminar):
    """What the button of the page sends."""
    return dict(see(client, seminar).context["outbox"].ready)


def states():
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


# ---- what is shown --------------------------------------------------------------------------------------------------


def test_numbers_by_state_and_the_filter(client, seminar):
    for state in ("new", "claimed", "held", "sent", "sent", "failed", "uncertain"):
        mail(seminar, state, to=f"{state} person")
    shown = text(see(client, seminar))
    for words in ("All 7", "Planned 2", "Held, not sent 1", "Sent 2", "Failed 1", "Uncertain 1"):
        assert f">{words}</a>" in shown
    held = see(client, seminar, "?state=held")
    assert [message.state for message, _kind in held.context["rows"]] == ["held"]
    assert len(see(client, seminar, "?state=planned").context["rows"]) == 2
    assert len(see(client, seminar, "?state=nonsense").context["rows"]) == 7


def test_a_row_tells_what_to_whom_when_and_why_not(client, seminar):
    mail(seminar, "failed", to="Kim Berger", error="The mail server refused the message.\n550 mailbox full")
    shown = text(see(client, seminar))
    assert "Result of the assignment" in shown and "Kim Berger" in shown and "7 Mar, 14:00" in shown
    assert "The mail server refused the message. (550 mailbox full)" in shown
    assert "Try again" in shown and "Leave it" in shown


def test_an_uncertain_mail_says_that_a_copy_may_have_arrived(client, seminar):
    mail(seminar, "uncertain", to="Kim")
    shown = text(see(client, seminar))
    assert "The mail may have arrived. If you send it again, the person may get a second copy." in shown
    assert "Send again" in shown and "Leave it" in shown


def test_account_mails_and_other_seminars_are_not_shown(client, seminar):
    make_message(is_account=True, subject="Your code 123456")
    foreign = mail(make_seminar(), subject="Elsewhere")
    shown = text(see(client, seminar))
    assert "123456" not in shown and "Elsewhere" not in shown and "No mail here." in shown
    address = reverse("overview:message", args=[seminar.slug, foreign.pk])
    assert client.get(address).status_code == 404
    assert press(client, seminar, "decision", foreign.pk, act="again").status_code == 404


def test_a_mail_is_read_as_its_recipient_reads_it(client, seminar):
    message = mail(seminar, to="Kim", body="Hallo <b>Kim</b>,\n\nhttps://example.org/x\n", language="de")
    client.force_login(organiser_of(seminar).user)
    shown = text(client.get(reverse("overview:message", args=[seminar.slug, message.pk])))
    assert 'lang="de"' in shown and "Hallo &lt;b&gt;Kim&lt;/b&gt;," in shown and 'href="https://example.org/x"' in shown


def test_every_kind_of_mail_has_a_name():
    from_templates = {path.name.split(".")[0] for path in TEMPLATES.glob("*.txt")}
    assert set(KINDS) == from_templates


# ---- held -----------------------------------------------------------------------------------------------------------


def test_held_mails_are_sent_once_by_their_exact_number(client, seminar, django_capture_on_commit_callbacks):
    for name in ("Ada", "Ben", "Cem"):
        mail(seminar, "held", to=name)
    mail(seminar, "failed", to="Dag")
    assert "Send 3 held mails" in text(see(client, seminar))
    data = button(client, seminar)
    with django_capture_on_commit_callbacks(execute=True):
        assert press(client, seminar, "send_held", **data).status_code == 302
    assert states() == [State.SENT] * 3 + [State.FAILED]
    with django_capture_on_commit_callbacks(execute=True):
        press(client, seminar, "send_held", **data)
    assert seminar.log_entries.filter(what="mail.sent").count() == 1
    assert seminar.log_entries.get().after == {"number": 3}
    shown = text(see(client, seminar))
    assert "3 mails are on their way." in shown and "Nothing was left to send" in shown


def test_another_number_than_on_the_button_sends_nothing(client, seminar):
    mail(seminar, "held", to="Ada")
    press(client, seminar, "send_held", through=button(client, seminar)["through"], number=2)
    assert states() == [State.HELD]
    assert "Nothing was sent: the held mails are not those of your page any more." in text(see(client, seminar))


def test_mails_held_after_the_page_was_opened_stay_held(client, seminar):
    mail(seminar, "held", to="Ada")
    data = button(client, seminar)
    mail(seminar, "held", to="Ben")
    press(client, seminar, "send_held", **data)
    assert states()[1] == State.HELD


def test_what_a_newer_mail_says_otherwise_is_not_sent(client, seminar):
    first = mail(seminar, "held", to="Ada")
    mail(seminar, "sent", recipient=first.recipient, to_address=first.to_address)
    mail(seminar, "held", to="Ben")
    shown = text(see(client, seminar))
    assert "Send 1 held mail " in shown and "1 held mail is not sent: there is a newer one" in shown
    press(client, seminar, "send_held", **button(client, seminar))
    first.refresh_from_db()
    assert first.state == State.HELD


def test_who_has_left_gets_no_held_mail(client, seminar):
    ada = mail(seminar, "held", to="Ada").recipient
    mail(seminar, "held", to="Ben")
    ada.participations.update(left_at=IN_WINDOW, left_by=ada)
    press(client, seminar, "send_held", **button(client, seminar))
    assert states()[0] == State.HELD and seminar.log_entries.get().after == {"number": 1}


@pytest.mark.parametrize("data", [{}, {"through": "x", "number": "1"}, {"through": "1", "number": "0"}])
def test_a_broken_form_is_refused(client, seminar, data):
    assert press(client, seminar, "send_held", **data).status_code == 400


# ---- failed and uncertain -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["failed", "uncertain"])
def test_a_mail_is_sent_again_once(client, seminar, django_capture_on_commit_callbacks, mailoutbox, state):
    message = mail(seminar, state, to="Kim", attempts=10, claimed_at=IN_WINDOW, error="Why")
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert press(client, seminar, "decision", message.pk, act="again").status_code == 302
    message.refresh_from_db()
    assert (message.state, message.attempts, message.error) == (State.SENT, 1, "")
    assert len(mailoutbox) == 1
    entry = seminar.log_entries.get()
    assert (entry.what, entry.subject, entry.before["state"]) == ("mail.retried", "Kim", state)
    shown = text(see(client, seminar))
    assert "The mail is on its way again." in shown and "There was nothing to do any more for this mail." in shown


def test_a_corrected_address_is_used(client, seminar):
    message = mail(seminar, "failed", to="Kim")
    message.recipient.email = "kim.new@example.org"
    message.recipient.save()
    assert "it goes to kim.new@example.org." in text(see(client, seminar))
    press(client, seminar, "decision", message.pk, act="again")
    message.refresh_from_db()
    assert message.to_address == "kim.new@example.org"


def test_a_mail_left_as_it_is_asks_no_more_but_can_still_be_sent(client, seminar):
    message = mail(seminar, "uncertain", to="Kim")
    for _ in range(2):
        press(client, seminar, "decision", message.pk, act="leave")
    assert seminar.log_entries.get().what == "mail.left"
    shown = text(see(client, seminar))
    assert "left as it is" in shown and "Send again" not in shown
    assert not Message.objects.unsettled().exists()
    alone = text(client.get(reverse("overview:message", args=[seminar.slug, message.pk])))
    assert "Send again" in alone and "Leave it" not in alone
    press(client, seminar, "decision", message.pk, act="again")
    message.refresh_from_db()
    assert (message.state, message.closed_at) == (State.NEW, None)


def test_news_about_a_mail_left_alone_asks_again(seminar):
    message = mail(seminar, "uncertain", claimed_at=IN_WINDOW, closed_at=IN_WINDOW)
    message.mark_failed("The mail server refused the message.")
    assert message.needs_decision


def test_what_is_sent_or_waits_cannot_be_decided_about(client, seminar):
    rows = [mail(seminar, state, to=state) for state in ("new", "claimed", "held", "sent")]
    for row in rows:
        for act in ("again", "leave"):
            press(client, seminar, "decision", row.pk, act=act)
    assert states() == ["new", "claimed", "held", "sent"]
    assert not seminar.log_entries.exists()
    assert press(client, seminar, "decision", rows[0].pk, act="burn").status_code == 400


def test_what_waits_for_a_person_is_what_the_page_offers(client, seminar, django_assert_num_queries):
    for state in ("new", "held", "held", "sent", "failed", "failed", "uncertain"):
        mail(seminar, state, to=state)
    mail(seminar, "failed", to="Left alone", closed_at=IN_WINDOW)
    gone = mail(seminar, "held", to="Gone").recipient
    gone.participations.update(left_at=IN_WINDOW, left_by=gone)
    mail(make_seminar(), "failed")
    with django_assert_num_queries(1):
        assert needing_a_person(seminar) == {"held": 2, "failed": 2, "uncertain": 1}
    assert button(client, seminar)["number"] == 2


# ---- who, and how much ----------------------------------------------------------------------------------------------


def test_only_organisers(client, seminar):
    message = mail(seminar, "failed", to="Kim")
    student = make_participation(seminar).user
    for user in (student, message.recipient, make_participation(seminar, "supervisor").user, make_seminar().created_by):
        client.force_login(user)
        assert client.get(reverse("overview:outbox", args=[seminar.slug])).status_code == 404
        assert client.get(reverse("overview:message", args=[seminar.slug, message.pk])).status_code == 404
        for name, args in (("send_held", ()), ("decision", (message.pk,))):
            answer = client.post(reverse(f"overview:{name}", args=[seminar.slug, *args]), {"act": "again"})
            assert answer.status_code == 404
    assert states() == [State.FAILED]


@pytest.mark.parametrize("number", [1, 3, 60])
def test_fifty_to_a_page_under_the_same_count(client, django_assert_num_queries, seminar, number):
    for place in range(number):
        mail(seminar, "failed", to=f"Person {place}", created_at=IN_WINDOW + timedelta(minutes=place))
    client.force_login(organiser_of(seminar).user)
    with django_assert_num_queries(9):
        answer = page(client, "overview:outbox", seminar)
    assert len(answer.context["rows"]) == min(number, 50)
    if number > 50:
        assert 'href="?state=failed&amp;page=2"' in text(see(client, seminar, "?state=failed"))
        assert len(see(client, seminar, "?state=failed&page=2").context["rows"]) == 10

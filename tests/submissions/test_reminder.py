"""The reminder: number, rows and recipients are one list, asked again when it is sent; one mail a day and person."""

from datetime import timedelta

import pytest
from django.urls import reverse

from seminar import clock
from seminar.mail.models import Message
from seminar.submissions import actions, standing
from tests.builders import local, make_seminar
from tests.overview.pages import stranger, text
from tests.second_half import make_submission
from tests.submissions.hand_in import make_house, visit

pytestmark = pytest.mark.django_db

BEFORE = local(2021, 6, 28, 9)
AFTER = local(2021, 7, 3, 12)


@pytest.fixture
def house():
    """One has handed in, one too late, one nothing."""
    house = make_house()
    hana, kaito, _tamsin = house.people
    make_submission(hana)
    make_submission(kaito, at=local(2021, 7, 2, 2, 13))
    return house


def recipients():
    return sorted(Message.objects.filter(kind="submission_reminder").values_list("recipient__name", flat=True))


def body(name) -> str:
    return Message.objects.get(recipient__name=name).body.replace("\N{NO-BREAK SPACE}", " ")


def test_number_rows_preview_and_mails_are_the_same_people(client, house):
    names = [row.user.display_name for row in standing.missing(house.seminar, "report")]
    table = visit(client, house, "matrix", at=AFTER, query="?kind=report&state=missing").context["table"]
    assert table.columns[0].numbers["missing"] == len(names) == 2
    assert [row.person.user.display_name for row in table.rows] == names
    preview = visit(client, house, "reminder", "report", at=AFTER)
    assert [row.person.user.display_name for row in preview.context["letters"]] == names
    assert "Remind 2 people?" in text(preview) and "Send 2 reminders" in text(preview)
    assert "Preview reminder (2)" in text(visit(client, house, "matrix", at=AFTER))
    listed = visit(client, house, "missing", "report", at=AFTER).content.decode()
    assert [name in listed for name in names] == [True, True]
    assert visit(client, house, "reminder", "report", data={}, at=AFTER).status_code == 302
    assert recipients() == names
    assert "Report: 2 people get a mail." in text(visit(client, house, "matrix", at=AFTER))


def test_who_hands_in_between_preview_and_sending_gets_none(client, house):
    visit(client, house, "reminder", "report", at=BEFORE)
    make_submission(house.people[2], at=BEFORE)
    visit(client, house, "reminder", "report", data={}, at=BEFORE)
    assert recipients() == ["Kaito Fujinomori"]


def test_pressed_twice_it_is_one_mail_a_day_for_each(client, house):
    for at in (AFTER, AFTER, AFTER + timedelta(hours=11)):
        assert visit(client, house, "reminder", "report", data={}, at=at).status_code == 302
    assert len(recipients()) == 2 and "nobody gets a mail." in text(visit(client, house, "matrix", at=AFTER))
    assert house.seminar.log_entries.filter(what="submissions.reminded").count() == 1
    preview = text(visit(client, house, "reminder", "report", at=AFTER))
    assert "Everybody who is missing has got this reminder today." in preview and 'data-testid="send"' not in preview
    visit(client, house, "reminder", "report", data={}, at=AFTER + timedelta(days=1))
    assert len(recipients()) == 4


def test_the_number_in_the_button_leaves_out_who_was_reminded_today(client, house):
    visit(client, house, "reminder", "report", data={}, at=AFTER)
    late = visit(client, house, "reminder", "report", at=AFTER)
    assert [row.person.user.name for row in late.context["done"]] == ["Kaito Fujinomori", "Tamsin O’Quillane"]
    assert "Last reminder:" in text(late) and "Sat 3 Jul 2021, 12:00 CEST</time>, to 2 people." in text(late)


@pytest.mark.postgres_too
def test_two_organisers_at_once_send_one_mail_each(house):
    with clock.override(AFTER):
        first = actions.remind(participation=house.organiser, kind="report")
        second = actions.remind(participation=house.organiser, kind="report")
    assert (first, second) == (2, 0) and len(recipients()) == 2


def test_the_preview_is_the_mail_letter_by_letter(client, house):
    answer = visit(client, house, "reminder", "report", at=AFTER, query="?mail=2")
    shown = answer.context["mail"]
    assert shown.recipient.name == "Tamsin O’Quillane" and "2 of 2" in text(answer)
    visit(client, house, "reminder", "report", data={}, at=AFTER)
    sent = Message.objects.get(recipient=shown.recipient)
    assert (sent.subject, sent.body) == (shown.subject, shown.body)
    for odd in ("0", "99", "x", "²"):
        assert visit(client, house, "reminder", "report", at=AFTER, query=f"?mail={odd}").status_code == 200


def test_the_mail_says_what_holds_for_this_person(client, house):
    visit(client, house, "reminder", "report", data={}, at=AFTER)
    assert "It was due Thu 1 Jul 2021, 23:59 CEST." in body("Tamsin O’Quillane")
    assert "Late files are still accepted." in body("Tamsin O’Quillane")
    assert "Your version 1 came late by 2 h 13 min and does not count." in body("Kaito Fujinomori")
    address = reverse("submissions:deliverable", args=[house.seminar.slug, "report"])
    assert address in body("Kaito Fujinomori")


def test_before_the_deadline_it_names_the_own_one(client, house):
    tamsin = house.people[2]
    with clock.override(BEFORE):
        actions.grant_extension(
            participation=house.organiser, person=tamsin, kind="report", ends_at=local(2021, 7, 10), reason="Ill."
        )
    Message.objects.all().delete()
    visit(client, house, "reminder", "report", data={}, at=BEFORE)
    assert "Due Fri 9 Jul 2021, 23:59 CEST. That is your own deadline, with the extension." in body(tamsin.user.name)


def test_where_late_files_are_not_taken_the_mail_says_so(client, house):
    house.seminar.deliverables.update(accepts_late=False)
    visit(client, house, "reminder", "report", data={}, at=AFTER)
    assert "Nothing is accepted after the deadline." in body("Tamsin O’Quillane")


def test_nobody_missing_has_no_button(client, house):
    for person in house.people[1:]:
        make_submission(person)
    shown = text(visit(client, house, "reminder", "report", at=AFTER))
    assert "Nobody is missing: nobody gets a mail." in shown and 'data-testid="send"' not in shown
    assert reverse("submissions:reminder", args=[house.seminar.slug, "report"]) not in text(
        visit(client, house, "matrix", at=AFTER)
    )
    visit(client, house, "reminder", "report", data={}, at=AFTER)
    assert recipients() == []


def test_without_a_deadline_there_is_nothing_to_remind_of(client):
    house = make_house(1, block=False)
    answer = visit(client, house, "reminder", "final-slides")
    assert answer.status_code == 200 and "There is no deadline yet" in text(answer)
    assert visit(client, house, "reminder", "final-slides", data={}).status_code == 409
    assert not Message.objects.exists()


def test_only_organisers(client, house):
    for user in (house.people[0].user, house.supervisor.user, make_seminar().created_by, stranger()):
        assert visit(client, house, "reminder", "report", user=user).status_code == 404
        assert visit(client, house, "reminder", "report", user=user, data={}).status_code == 404
    assert visit(client, house, "reminder", "odd").status_code == 404
    assert not Message.objects.exists()


@pytest.mark.parametrize("people", [1, 3])
def test_the_preview_costs_the_same_for_any_number(client, django_assert_num_queries, people):
    house = make_house(people)
    client.force_login(house.organiser.user)
    with clock.override(AFTER), django_assert_num_queries(12):
        client.get(reverse("submissions:reminder", args=[house.seminar.slug, "report"]))

"""The second gate: what is shown, counted, published and sent is the same list; twice is once."""

from datetime import time

import pytest
from django.urls import reverse

from seminar import clock
from seminar.assignment.actions import deregister_by_organiser
from seminar.mail.models import Message
from seminar.programme import actions, layout
from seminar.programme.models import Version
from seminar.programme.preview import preview
from tests.builders import make_offered, make_user
from tests.programme.laid_out import CHANGING, PLANNING, act, make_house, publish, text, visit
from tests.second_half import make_holder, make_talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house(3)


@pytest.fixture
def published(house):
    publish(house)
    Message.objects.all().delete()
    return house


def mark(house):
    return preview(house.seminar).mark


def plain(message):
    return message.body.replace("\N{NO-BREAK SPACE}", " ")


# ---- the first version ----------------------------------------------------------------------------------------------


def test_every_speaker_gets_the_own_time_and_place(client, house):
    shown = text(visit(client, house, "publication"))
    assert "Publish the programme?" in shown and "Publish and send 3 mails" in shown and "What changed" not in shown
    answer = visit(client, house, "publication", data={"mark": mark(house)})
    assert answer.status_code == 302
    assert Version.objects.get().number == 1
    assert {row.recipient for row in Message.objects.all()} == {row.user for row in house.people}
    mail = Message.objects.get(recipient=house.people[1].user)
    assert "Thu 29 Jul 2021, 09:35–10:10 CEST" in plain(mail) and "Room 1" in plain(mail)
    assert "talk number 2" in plain(mail) and "Moderator: Tomasz Wierzbowiak" in plain(mail)
    assert reverse("programme:my_talk", args=[house.seminar.slug]) in plain(mail)
    assert mail.subject.replace("\N{NO-BREAK SPACE}", " ").endswith("Your talk: Thu 29 Jul 2021, 09:35 CEST")
    assert "Version 1 is published. 3 mails are on their way." in text(visit(client, house, "publication"))


def test_the_mail_is_in_the_language_of_its_reader(house):
    house.people[0].user.language = "de"
    house.people[0].user.save()
    publish(house)
    mail = Message.objects.get(recipient=house.people[0].user)
    assert mail.language == "de" and "Do, 29. Juli 2021, 09:00–09:35 Uhr (MESZ)" in plain(mail)


def test_the_mails_can_be_read_before_they_are_sent(client, house):
    first, second = (text(visit(client, house, "publication", query=f"?mail={place}")) for place in (1, 2))
    assert "Speaker A, person" in first and "1 of 3" in first and "Speaker B, person" in second
    assert "3 of 3" in text(visit(client, house, "publication", query="?mail=99"))


def test_the_act_is_on_record(house):
    publish(house)
    entry = house.seminar.log_entries.get(what="programme.published")
    assert (entry.subject, entry.before, entry.after) == ("1", None, {"version": 1, "talks": 3, "mails": 3})


# ---- twice is once --------------------------------------------------------------------------------------------------


@pytest.mark.postgres_too
def test_the_button_pressed_twice_is_one_version_and_one_mail_each(client, house):
    data = {"mark": mark(house)}
    for _press in range(2):
        assert visit(client, house, "publication", data=data).status_code == 302
    assert Version.objects.count() == 1 and Message.objects.count() == 3
    shown = text(visit(client, house, "publication"))
    assert "Nothing has changed since the last version" in shown and "Publish and send" not in shown
    with pytest.raises(actions.NothingChanged):
        publish(house, reason="again")


def test_a_list_that_changed_meanwhile_is_shown_again_first(client, house):
    data = {"mark": mark(house)}
    act("swap_talks", house, person=house.people[0], other=house.people[1])
    answer = visit(client, house, "publication", data=data)
    assert answer.status_code == 409 and "The draft is not what this page showed any more." in text(answer)
    assert not Version.objects.exists() and not Message.objects.exists()


def test_two_organisers_publish_at_once(client, house):
    """The second one's page is of before the first publication: it makes no second version and needs no reason."""
    data = {"mark": mark(house)}
    publish(house)
    act("swap_talks", house, person=house.people[0], other=house.people[1])
    answer = visit(client, house, "publication", data=data)
    assert answer.status_code == 422 and Version.objects.count() == 1
    with pytest.raises(actions.NoReason):
        publish(house)
    with pytest.raises(actions.Outdated):
        publish(house, reason="Two talks.", mark="another")


# ---- later versions -------------------------------------------------------------------------------------------------


def test_only_those_for_whom_something_changes_get_a_mail(client, published):
    house = published
    act("swap_talks", house, person=house.people[0], other=house.people[2])
    shown = text(visit(client, house, "publication", at=CHANGING))
    assert "Publish the changed programme?" in shown and "Publish and send 2 mails" in shown
    assert "Thu 29 Jul 2021, 10:10–10:45 CEST" in shown and "Speaker B" not in shown
    data = {"reason": "The first and the last talk change places.", "mark": mark(house)}
    assert visit(client, house, "publication", data=data, at=CHANGING).status_code == 302
    assert {row.recipient for row in Message.objects.all()} == {house.people[0].user, house.people[2].user}
    mail = plain(Message.objects.get(recipient=house.people[0].user))
    assert "Before, it was Thu 29 Jul 2021, 09:00–09:35 CEST, Room 1." in mail
    assert "What changed: The first and the last talk change places." in mail
    assert Version.objects.count() == 2 and Version.objects.get(number=1).content != Version.objects.first().content


def test_from_the_second_version_on_a_reason_is_required(client, published):
    act("swap_talks", published, person=published.people[0], other=published.people[2])
    answer = visit(client, published, "publication", data={"mark": mark(published), "reason": " "})
    assert answer.status_code == 422 and "<title>Error:" in text(answer)
    assert Version.objects.count() == 1


def test_a_new_room_is_a_change_for_everybody_in_it(published):
    published.first.place = "Room 7"
    published.first.save()
    assert len(preview(published.seminar).letters) == 3


def test_a_new_title_or_moderator_changes_the_page_and_nobody_gets_a_mail(client, published):
    published.first.moderator = published.organiser
    published.first.save()
    shown = text(visit(client, published, "publication"))
    assert "moderator: Leonie Achterfeld (before: Tomasz Wierzbowiak)" in shown and "Publish without a mail" in shown
    visit(client, published, "publication", data={"mark": mark(published), "reason": "New moderator."})
    assert Version.objects.count() == 2 and not Message.objects.exists()
    assert "so nobody got a mail" in text(visit(client, published, "publication"))


def test_a_session_made_again_as_it_was_is_no_change(published):
    house = published
    facts = {name: getattr(house.second, name) for name in actions.sessions.FACTS}
    act("remove_session", house, session=house.second)
    act("add_session", house, facts=facts)
    with pytest.raises(actions.NothingChanged):
        publish(house, reason="r")


def test_who_comes_later_reads_a_first_mail_and_who_is_taken_out_a_last_one(published):
    house = published
    late = make_holder(house.seminar, user=make_user("Late Lotte"))
    make_talk(late, house.second)
    house.people[0].hand_placements.update(ended_at=PLANNING)
    act("place_talk", house, person=house.people[0], session=None, position=0)
    publish(house, reason="One more, one less.", at=CHANGING)
    kinds = dict(Message.objects.values_list("recipient__name", "kind"))
    assert kinds == {
        "Late Lotte": "programme_published", "Speaker A": "programme_changed", "Speaker B": "programme_changed",
        "Speaker C": "programme_changed",
    }  # fmt: skip
    mail = Message.objects.get(recipient=house.people[0].user)
    assert "is not in the programme of" in plain(mail) and "not in the programme any more" in mail.subject


def test_another_paper_is_told(client, published):
    house = published
    house.people[0].hand_placements.update(offered=make_offered(house.seminar, "A Second Paper"))
    assert [(row.person, row.is_moved) for row in preview(house.seminar).changes] == [(house.people[0], False)]
    assert 'the same, on another paper: <span class="work">A Second Paper' in text(visit(client, house, "publication"))
    publish(house, reason="Another paper.", at=CHANGING)
    mail = Message.objects.get()
    assert "A Second Paper" in plain(mail) and "Before" not in plain(mail)


def test_whoever_has_left_gets_no_mail(published):
    house = published
    with clock.override(PLANNING):
        deregister_by_organiser(participation=house.organiser, person=house.people[0], reason="asked")
    Message.objects.all().delete()
    # The talk keeps its time and is shown as cancelled: nothing has to be published for that.
    assert preview(house.seminar).number == 0
    act("place_talk", house, person=house.people[0], session=None, position=0)
    publish(house, reason="The gap is closed.", at=CHANGING)
    assert {row.recipient for row in Message.objects.all()} == {row.user for row in house.people[1:]}


# ---- what stands against it -----------------------------------------------------------------------------------------


def test_somebody_without_a_place_blocks(client):
    house = make_house(2, waiting=1)
    answer = visit(client, house, "publication", data={"mark": mark(house)})
    shown = text(answer)
    assert answer.status_code == 409 and "Speaker C holds a paper and has no place" in shown
    assert "1 point stands against it" in shown and "Publish and send" not in shown
    assert not Version.objects.exists() and not Message.objects.exists()
    with pytest.raises(actions.NotReady) as refusal:
        publish(house)
    assert [row.anchor for row in refusal.value.cautions] == [f"waiting-{house.people[2].pk}"]


def test_an_overlap_blocks(client, house):
    act("change_session", house, session=house.second, facts={"day": house.first.day, "starts": time(9, 30)})
    make_talk(make_holder(house.seminar), house.second)
    answer = visit(client, house, "publication", data={"mark": mark(house)})
    assert answer.status_code == 409 and "when “Afternoon” has begun (09:30)" in text(answer)


def test_an_empty_programme_blocks(client):
    house = make_house(0, waiting=1)
    assert visit(client, house, "publication", data={"mark": mark(house)}).status_code == 409
    house.seminar.sessions.all().delete()
    assert visit(client, house, "publication", data={"mark": mark(house)}).status_code == 409
    assert not house.seminar.programme_versions.exists()


def test_no_talk_ever_begins_before_the_one_before_it_has_ended(house):
    publish(house)
    talks = layout.talks_of(layout.published(house.seminar))
    assert all(earlier["ends"] <= later["starts"] for earlier, later in zip(talks, talks[1:], strict=False))


# ---- how much -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, django_assert_num_queries, number):
    house = make_house(number)
    client.force_login(house.organiser.user)
    address = reverse("programme:publication", args=[house.seminar.slug])
    with clock.override(PLANNING), django_assert_num_queries(10):
        client.get(address)
    publish(house)
    with clock.override(PLANNING), django_assert_num_queries(13):
        client.get(address)
    house.first.place = "Room 7"
    house.first.save()
    with clock.override(PLANNING), django_assert_num_queries(11):
        client.get(address)

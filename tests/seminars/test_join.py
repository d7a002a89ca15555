"""The open join link."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from seminar import clock
from seminar.log.models import Entry
from seminar.seminars.models import Participation
from tests.builders import CREATED, make_participation, make_seminar, make_user

pytestmark = pytest.mark.django_db


def link(seminar, code="open-code"):
    return reverse("seminars:join", args=[seminar.slug, code])


@pytest.fixture
def seminar():
    return make_seminar(join_code="open-code")


def test_an_organiser_switches_the_link_on_renews_it_and_switches_it_off(client):
    seminar = make_seminar()
    client.force_login(seminar.created_by)
    people, switch = (reverse(f"seminars:{name}", args=[seminar.slug]) for name in ("people", "join_link"))
    codes = []
    for state in ("on", "on", "off"):
        assert client.post(switch, {"state": state}).url == f"{people}#join-link"
        seminar.refresh_from_db()
        codes.append(seminar.join_code)
        assert (f"http://testserver{link(seminar, codes[-1] or '-')}" in client.get(people).content.decode()) == bool(
            codes[-1]
        )
    assert len(set(codes)) == 3 and len(codes[0]) == len(codes[1]) >= 20 and codes[2] == ""
    entries = Entry.objects.filter(what="join_link.switched")
    assert entries.count() == 3
    # Whoever reads the record must not be let in by it.
    assert not any(codes[0] in f"{entry.before}{entry.after}{entry.subject}" for entry in entries)
    assert client.post(switch, {"state": "maybe"}).status_code == 400


def test_an_anonymous_visitor_reads_what_joining_means_and_comes_back(client, seminar):
    text = client.get(link(seminar)).content.decode()
    assert "What joining means" in text
    assert f"{reverse('account_login')}?next={link(seminar)}" in text
    assert f"{reverse('account_signup')}?next={link(seminar)}" in text
    answer = client.post(link(seminar))
    assert answer.url == f"{reverse('account_login')}?next={link(seminar)}"
    assert Participation.objects.count() == 1


@pytest.mark.parametrize(("day", "says"), [(1, False), (11, True)])
def test_whoever_comes_after_the_close_reads_that_nothing_can_be_ranked(client, seminar, day, says):
    starts, ends = datetime(2021, 2, 25, 8, tzinfo=UTC), datetime(2021, 3, 10, 11, 1, tzinfo=UTC)
    seminar.milestones.update_or_create(kind="preferences", defaults={"starts": starts, "ends": ends})
    with clock.override(datetime(2021, 3, day, 12, tzinfo=UTC)):
        assert ("no longer rank papers" in client.get(link(seminar)).content.decode()) == says


def test_a_signed_in_person_joins_as_a_student(client, seminar):
    user = make_user("Hana")
    client.force_login(user)
    client.get(link(seminar))
    assert not seminar.participations.students().exists()
    mine = reverse("overview:mine", args=[seminar.slug])
    assert client.post(link(seminar)).url == mine
    row = seminar.participations.get(user=user)
    assert (row.role, row.added_by) == ("student", None)
    entry = Entry.objects.get()
    assert (entry.what, entry.by, entry.subject) == ("person.joined", user, "Hana")
    assert client.get(link(seminar)).url == client.post(link(seminar)).url == mine
    assert seminar.participations.students().count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "other-code"),
        ({"join_code": ""}, "open-code"),
        ({"announced": False}, "open-code"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_not_open_does_not_exist(client, changes, code, method):
    seminar = make_seminar(**{"join_code": "open-code", **changes})
    client.force_login(make_user())
    assert getattr(client, method)(link(seminar, code)).status_code == 404
    client.force_login(seminar.created_by)
    assert getattr(client, method)(link(seminar, code)).status_code == 404


def test_staff_are_sent_to_their_own_pages(client, seminar):
    client.force_login(seminar.created_by)
    assert client.get(link(seminar)).url == reverse("overview:cockpit", args=[seminar.slug])
    client.force_login(make_participation(seminar, "supervisor").user)
    assert client.post(link(seminar)).url == reverse("seminars:public", args=[seminar.slug])
    assert not seminar.participations.students().exists()


def test_whoever_has_left_does_not_come_back_by_the_link(client, seminar):
    row = make_participation(seminar, left_at=CREATED, left_by=seminar.created_by)
    client.force_login(row.user)
    assert "Only the organisers can bring you back" in client.get(link(seminar)).content.decode()
    assert client.post(link(seminar)).status_code == 404


@pytest.mark.parametrize("role", ["student", "supervisor"])
def test_only_organisers_switch_the_link(client, seminar, role):
    client.force_login(make_participation(seminar, role).user)
    assert client.post(reverse("seminars:join_link", args=[seminar.slug]), {"state": "off"}).status_code == 404
    seminar.refresh_from_db()
    assert seminar.join_code == "open-code"

"""The calendar files: written by one library, read back by another one."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.urls import reverse

from seminar import clock
from seminar.core.timeline import Milestone
from seminar.overview.actions import end_calendar_address, make_calendar_address
from seminar.overview.ical import Appointment, written
from seminar.overview.models import CalendarAddress
from seminar.programme.actions.sessions import add_session
from seminar.programme.actions.talks import fill_programme
from seminar.programme.models import Consent
from seminar.seminars.actions import dates
from seminar.submissions.actions import grant_extension
from seminar.submissions.models import Extension
from tests.builders import CREATED, IN_WINDOW, ZONE, local, make_milestones, make_participation, make_seminar, make_user
from tests.overview.pages import organiser_of
from tests.overview.published import make_version
from tests.second_half import BLOCK, DAY_1, WRITING, make_holder, make_published

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo(ZONE)


def read(answer) -> dict:
    """The entries by the beginning of their name in the file."""
    assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
    (calendar,) = vobject.readComponents(answer.content.decode())
    rows = calendar.contents.get("vevent", [])
    found = {row.uid.value.split("@")[0].split("-", 2)[2]: row for row in rows}
    assert len(found) == len(rows)
    return found


def public(client, seminar, at=WRITING):
    with clock.override(at):
        return client.get(reverse("overview:calendar", args=[seminar.slug]))


def private(client, user, at=WRITING):
    with clock.override(at):
        return client.get(reverse("overview:my_calendar", args=[token_of(user)]))


def token_of(user):
    known = CalendarAddress.objects.filter(user=user).first()
    return (known or make_calendar_address(user=user, at=CREATED)).token


def seminar_of_2021(**changed):
    """Dates in winter and in summer, a block seminar without times."""
    seminar = make_seminar(milestones=False)
    make_milestones(seminar, block=BLOCK, **changed)
    return seminar


# ---- the file -------------------------------------------------------------------------------------------------------


def test_times_are_those_of_the_seminar_in_winter_and_in_summer(client):
    found = read(public(client, seminar_of_2021()))
    close, last_day = found["preferences-ends"], found["deregistration-ends"]
    assert close.dtend.value == datetime(2021, 3, 10, 12, tzinfo=BERLIN)
    assert close.dtend.value.utcoffset() == timedelta(hours=1)
    assert close.dtend.value - close.dtstart.value == timedelta(minutes=15)
    assert last_day.dtend.value == datetime(2021, 5, 3, 23, 59, tzinfo=BERLIN)
    assert last_day.dtend.value.utcoffset() == timedelta(hours=2)
    meeting = found["first_meeting-starts"]
    assert (meeting.dtstart.value, meeting.dtend.value) == (local(2021, 4, 19, 14), local(2021, 4, 19, 16))


def test_every_date_is_there_once_under_its_name(client):
    found = read(public(client, seminar_of_2021()))
    assert {name: row.summary.value.rsplit(" (", 1)[0] for name, row in found.items()} == {
        "preferences-starts": "Preferences open",
        "preferences-ends": "Preferences close",
        "assignment-starts": "Assignment of papers",
        "first_meeting-starts": "First meeting",
        "deregistration-ends": "Last day to de-register",
        "hand_in-ends": "Report and first version of the slides",
        "block-starts": "Block seminar",
    }


def test_dates_without_a_time_are_whole_days(client):
    seminar = seminar_of_2021(
        first_meeting=(local(2021, 4, 19), None, False), deregistration=(None, local(2021, 5, 4), False)
    )
    found = read(public(client, seminar))
    days = {name: (found[name].dtstart.value, found[name].dtend.value) for name in found}
    assert days["block-starts"] == (date(2021, 7, 29), date(2021, 7, 31))
    assert days["first_meeting-starts"] == (date(2021, 4, 19), date(2021, 4, 20))
    assert days["deregistration-ends"] == (date(2021, 5, 3), date(2021, 5, 4))
    assert b"DTSTART;VALUE=DATE:20210729" in public(client, seminar).content


def test_an_open_date_is_left_out(client):
    seminar = make_seminar(milestones=False)
    seminar.milestones.create(kind="block", note="End of July")
    seminar.milestones.create(kind="preferences", ends_at=local(2021, 3, 10, 12, 1))
    assert set(read(public(client, seminar))) == {"preferences-ends"}


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "UTC"])
def test_the_zone_is_described_in_the_file(zone):
    start = datetime(2021, 1, 1, tzinfo=ZoneInfo("UTC"))
    moments = [(start + timedelta(hours=613 * step)).astimezone(ZoneInfo(zone)) for step in range(14)]
    rows = [Appointment(f"{place}@b", "x", moment, moment, CREATED) for place, moment in enumerate(moments)]
    munich = datetime(2021, 7, 1, tzinfo=BERLIN)
    content = written("Both", [*rows, Appointment("other@b", "y", munich, munich, CREATED)]).decode()
    assert content.count(f"TZID:{zone}\r\n") == content.count("TZID:Europe/Berlin\r\n") == 1
    (calendar,) = vobject.readComponents(content)
    shown = {entry.uid.value: entry.dtstart.value for entry in calendar.vevent_list}
    for place, moment in enumerate(moments):
        assert (shown[f"{place}@b"], shown[f"{place}@b"].utcoffset()) == (moment, moment.utcoffset())


def test_commas_lines_and_long_words_survive():
    title = "Ünder; the, \\ bell\njar " + "ß" * 90
    content = written("Name", [Appointment("a@b", title, CREATED, CREATED, CREATED, text=title, place="Room 1, Hall")])
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    (calendar,) = vobject.readComponents(content.decode())
    entry = calendar.vevent
    assert entry.summary.value == entry.description.value == title and entry.location.value == "Room 1, Hall"


def test_a_move_keeps_the_name_and_raises_the_sequence(client):
    seminar = seminar_of_2021()
    before = read(public(client, seminar))
    moved = Milestone("first_meeting", local(2021, 4, 20, 14), local(2021, 4, 20, 16))
    with clock.override(WRITING):
        dates.change_dates(participation=organiser_of(seminar), milestones=[moved])
    after = read(public(client, seminar))
    name = "first_meeting-starts"
    assert after[name].uid.value == before[name].uid.value
    assert (before[name].sequence.value, after[name].sequence.value) == ("0", "1")
    assert after[name].dtstart.value == local(2021, 4, 20, 14)
    assert after[name].dtstamp.value > before[name].dtstamp.value
    assert after["block-starts"].sequence.value == "0"
    with clock.override(WRITING):
        dates.change_dates(participation=organiser_of(seminar), milestones=[Milestone("first_meeting")])
        dates.change_dates(participation=organiser_of(seminar), milestones=[moved])
    assert read(public(client, seminar))[name].sequence.value == "3"


def test_the_same_dates_are_the_same_bytes_at_any_moment(client):
    seminar = seminar_of_2021()
    student = make_holder(seminar)
    assert public(client, seminar).content == public(client, seminar, WRITING + timedelta(days=1)).content
    assert private(client, student.user).content == private(client, student.user, IN_WINDOW).content


# ---- the feed of a seminar ------------------------------------------------------------------------------------------


def test_everybody_reads_an_announced_seminar_and_only_its_staff_another_one(client):
    seminar = make_seminar()
    assert public(client, seminar)["Content-Disposition"] == f'inline; filename="{seminar.slug}.ics"'
    secret = make_seminar(announced=False)
    assert public(client, secret).status_code == 404
    client.force_login(make_participation(secret).user)
    assert public(client, secret).status_code == 404
    client.force_login(organiser_of(secret).user)
    assert public(client, secret).status_code == 200


def test_the_words_are_those_of_the_seminars_language(client):
    seminar = make_seminar(language="de")
    client.force_login(make_user(language="en"))
    assert "Erstes Treffen" in read(public(client, seminar))["first_meeting-starts"].summary.value


def test_published_talks_stand_there_without_a_name_unless_their_speaker_allows_it(client):
    seminar = seminar_of_2021()
    people = [make_holder(seminar, title) for title in ("Deep Sets", "Deep Nets", "Deep Bets")]
    make_version(seminar, *people)
    Consent.objects.create(participation=people[1], name_is_public=True, given_at=CREATED)
    people[2].left_at, people[2].left_by = WRITING, people[2].user
    people[2].save()
    answer = public(client, seminar)
    found = read(answer)
    assert [name for name in found if name.startswith("talk")] == [f"talk-{row.pk}" for row in people[:2]]
    entry = found[f"talk-{people[0].pk}"]
    assert (entry.dtstart.value, entry.dtend.value) == (local(2021, 7, 29, 9), local(2021, 7, 29, 9, 30))
    assert entry.location.value == "Room 1" and entry.description.value == "Student talk"
    shown = answer.content.decode()
    assert people[1].user.name in shown
    assert people[0].user.name not in shown and people[2].user.name not in shown


def test_a_new_programme_moves_a_talk(client):
    seminar = seminar_of_2021()
    student = make_holder(seminar, "Deep Sets")
    make_version(seminar, student)
    before = read(public(client, seminar))[f"talk-{student.pk}"]
    make_version(seminar, student, number=2, hour=14)
    after = read(public(client, seminar))[f"talk-{student.pk}"]
    assert before.uid.value == after.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstart.value == local(2021, 7, 29, 14)


@pytest.mark.parametrize("number", [1, 3])
def test_the_public_feed_costs_the_same_for_any_number_of_talks(client, django_assert_num_queries, number):
    seminar = seminar_of_2021()
    make_version(seminar, *[make_holder(seminar) for _ in range(number)])
    # Seminar, dates, record, version, consents, people, papers.
    with django_assert_num_queries(7):
        public(client, seminar)


# ---- the feed of a person -------------------------------------------------------------------------------------------


def test_before_the_assignment_a_student_has_the_dates_of_everybody(client):
    seminar = seminar_of_2021()
    student = make_participation(seminar)
    assert set(read(private(client, student.user))) == set(read(public(client, seminar)))


def test_whoever_holds_a_paper_has_deadlines_sessions_and_the_own_talk(client):
    seminar = seminar_of_2021()
    student, other = make_holder(seminar, "Deep Sets"), make_holder(seminar, "Deep Nets")
    make_published(seminar)
    make_version(seminar, other, student)
    found = read(private(client, student.user))
    assert found["hand-in-report"].dtend.value == local(2021, 7, 1, 23, 59)
    assert found["hand-in-final-slides"].dtend.value == local(2021, 7, 28, 23, 59)
    assert found["session-7"].description.value == "09:00 Deep Nets\n09:30 Deep Sets"
    assert found[f"talk-{student.pk}"].summary.value.startswith("Your talk: Deep Sets")
    assert found[f"talk-{student.pk}"].dtstart.value == local(2021, 7, 29, 9, 30)
    assert f"talk-{other.pk}" not in found and "hand_in-ends" not in found
    assert other.user.name not in private(client, student.user).content.decode()


def test_an_extension_moves_the_deadline_of_this_person_alone(client):
    seminar = seminar_of_2021()
    student, other = make_holder(seminar), make_holder(seminar)
    make_published(seminar)
    before = read(private(client, student.user))["hand-in-report"]
    for day in (8, 9):
        with clock.override(WRITING + timedelta(hours=day)):
            grant_extension(
                participation=organiser_of(seminar), person=student, kind="report", ends_at=local(2021, 7, day),
                reason="Ill",
            )  # fmt: skip
    assert Extension.objects.count() == 2
    after = read(private(client, student.user))["hand-in-report"]
    assert after.dtend.value == local(2021, 7, 8, 23, 59) and after.uid.value == before.uid.value
    assert int(after.sequence.value) == int(before.sequence.value) + 2
    assert read(private(client, other.user))["hand-in-report"].dtend.value == local(2021, 7, 1, 23, 59)
    assert after.dtstamp.value == WRITING + timedelta(hours=9)
    assert b"Ill" not in private(client, student.user).content


def test_what_happens_to_one_person_is_in_no_other_calendar(client):
    seminar = seminar_of_2021()
    student, other = make_holder(seminar), make_holder(seminar)
    make_published(seminar)
    before = public(client, seminar).content, private(client, other.user).content
    with clock.override(WRITING):
        grant_extension(
            participation=organiser_of(seminar), person=student, kind="report", ends_at=local(2021, 7, 9), reason="Ill"
        )
        add_session(
            participation=organiser_of(seminar),
            facts={"day": DAY_1, "starts": time(9), "title": "Draft", "moderator": None, "talk_minutes": 25},
        )
        fill_programme(participation=organiser_of(seminar))
    assert (public(client, seminar).content, private(client, other.user).content) == before


def test_whoever_waits_for_a_paper_has_no_deadline_of_files(client):
    seminar = seminar_of_2021()
    student = make_participation(seminar)
    make_published(seminar)
    make_version(seminar, make_holder(seminar))
    found = set(read(private(client, student.user)))
    assert found == {
        "preferences-starts", "preferences-ends", "assignment-starts", "first_meeting-starts", "deregistration-ends",
    }  # fmt: skip


def test_staff_have_the_dates_and_the_sessions(client):
    seminar = seminar_of_2021()
    seminar.deliverables.filter(kind="final-slides").update(ends_at=local(2021, 7, 28))
    make_version(seminar, make_holder(seminar))
    supervisor = make_participation(seminar, "supervisor")
    organiser = organiser_of(seminar)
    make_participation(seminar, "supervisor", organiser.user)
    for user in (supervisor.user, organiser.user):
        everybodys = {name for name in read(public(client, seminar)) if not name.startswith("talk")}
        assert set(read(private(client, user))) == everybodys | {"hand-in-final-slides", "session-7"}


def test_all_seminars_of_a_person_but_those_they_have_left_or_must_not_know_of(client):
    first, second, left, secret = make_seminar(), make_seminar(), make_seminar(), make_seminar(announced=False)
    user = make_participation(first).user
    make_participation(second, "supervisor", user)
    make_participation(left, user=user, left_at=IN_WINDOW, left_by=user)
    make_participation(secret, user=user)
    shown = private(client, user).content.decode().replace("\r\n ", "")
    assert f"({first.title})" in shown and f"({second.title})" in shown
    assert f"({left.title})" not in shown and f"({secret.title})" not in shown
    assert shown.count("BEGIN:VTIMEZONE") == 1


def test_the_words_are_in_the_language_of_the_person(client):
    student = make_participation(make_seminar(language="en"), user=make_user(language="de"))
    assert "Erstes Treffen" in read(private(client, student.user))["first_meeting-starts"].summary.value


def test_the_private_feed_needs_no_sign_in_and_is_kept_nowhere(client):
    answer = private(client, make_participation(make_seminar()).user)
    assert answer["Cache-Control"] == "private, no-store" and "Set-Cookie" not in answer.headers


def test_an_unknown_an_ended_and_a_replaced_address_are_unknown(client):
    user = make_user()
    first = token_of(user)
    second = make_calendar_address(user=user, at=WRITING).token
    assert len(second) == 43 and first != second
    end_calendar_address(user=make_user())
    for token, status in ((first, 404), (second, 200), ("x" * 43, 404)):
        assert client.get(f"/calendar/{token}.ics").status_code == status
    user.is_active = False
    user.save()
    assert client.get(f"/calendar/{second}.ics").status_code == 404
    end_calendar_address(user=user)
    assert not CalendarAddress.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_private_feed_costs_the_same_in_a_full_seminar(client, django_assert_num_queries, number):
    seminar = seminar_of_2021()
    people = [make_holder(seminar) for _ in range(number)]
    make_published(seminar)
    make_version(seminar, *people)
    token = token_of(people[0].user)
    # Address, participations, dates, record; told, holds, three for the files, extensions; version, papers.
    with django_assert_num_queries(12), clock.override(WRITING):
        client.get(f"/calendar/{token}.ics")


# ---- the page -------------------------------------------------------------------------------------------------------


def test_the_page_makes_replaces_and_ends_the_address(client):
    user = make_user()
    client.force_login(user)
    address = reverse("overview:calendar_address")
    assert "Make an address" in client.get(address).content.decode()
    assert client.post(address, {"act": "new"}).status_code == 302
    first = user.calendar_address.token
    shown = client.get(address).content.decode()
    assert f"/calendar/{first}.ics" in shown and "webcal://" in shown and "Google Calendar up to a day" in shown
    client.post(address, {"act": "new"})
    user.calendar_address.refresh_from_db()
    assert user.calendar_address.token != first
    client.post(address, {"act": "off"})
    assert "Make an address" in client.get(address).content.decode()
    assert client.post(address, {"act": "?"}).status_code == 400


def test_the_page_asks_who_one_is(client):
    assert client.get(reverse("overview:calendar_address")).status_code == 302

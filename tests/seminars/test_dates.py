"""The form of all dates: what can be typed, what is asked back, what is stored."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse

from seminar import clock
from seminar.core import timeline
from seminar.log.models import Entry
from seminar.seminars.actions.dates import Contradictory, change_dates
from seminar.seminars.forms.dates import DatesForm
from seminar.seminars.models import Seminar
from tests.builders import IN_WINDOW, make_participation, make_seminar

pytestmark = pytest.mark.django_db
AT = datetime(2021, 2, 1, 9, tzinfo=UTC)

SEMESTER = {
    "preferences_starts_date": "2021-02-25",
    "preferences_ends_date": "10.03.2021",
    "preferences_ends_time": "12:00",
    "assignment_starts_date": "2021-03-10",
    "assignment_starts_time": "18:00",
    "first_meeting_starts_date": "2021-04-19",
    "first_meeting_starts_time": "14:00",
    "first_meeting_ends_time": "16:00",
    "first_meeting_place": "Room 02.07.023",
    "deregistration_ends_date": "2021-05-03",
    "hand_in_ends_date": "2021-07-01",
    "hand_in_ends_time": "23.59",
    "block_note": "End of July, the day is still open",
}


@pytest.fixture(autouse=True)
def at():
    with clock.override(AT):
        yield


@pytest.fixture
def seminar():
    return make_seminar(milestones=False)


@pytest.fixture
def organiser(client, seminar):
    client.force_login(seminar.created_by)
    return client


def address(seminar):
    return reverse("seminars:dates", args=[seminar.slug])


def stored(seminar):
    return Seminar.objects.get(pk=seminar.pk).timeline


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_a_semester_is_stored_half_open(organiser, seminar):
    assert organiser.post(address(seminar), SEMESTER).status_code == 302
    dates = stored(seminar)
    window = dates.get("preferences")
    assert (window.starts, window.ends) == (utc(2021, 2, 24, 23), utc(2021, 3, 10, 11, 1))
    assert dates.get("assignment").starts == utc(2021, 3, 10, 17)
    meeting = dates.get("first_meeting")
    assert (meeting.starts, meeting.ends, meeting.place) == (
        utc(2021, 4, 19, 12),
        utc(2021, 4, 19, 14),
        "Room 02.07.023",
    )
    assert (dates.get("deregistration").ends, dates.get("deregistration").has_time) == (utc(2021, 5, 3, 22), False)
    assert (dates.get("hand_in").ends, dates.get("hand_in").has_time) == (utc(2021, 7, 1, 22), True)
    assert (dates.get("block").is_known, dates.get("block").note) == (False, "End of July, the day is still open")


def test_the_record_keeps_before_and_after_in_iso(organiser, seminar):
    organiser.post(address(seminar), SEMESTER)
    organiser.post(address(seminar), SEMESTER | {"hand_in_ends_date": "2021-07-02", "block_note": ""})
    entry = Entry.objects.first()
    assert (entry.what, entry.by, entry.at) == ("dates.changed", seminar.created_by, AT)
    assert entry.before == {
        "hand_in": {"ends": "2021-07-02T00:00:00+02:00", "has_time": True},
        "block": {"note": "End of July, the day is still open"},
    }
    assert entry.after == {"hand_in": {"ends": "2021-07-03T00:00:00+02:00", "has_time": True}, "block": {}}


def test_unchanged_dates_write_nothing(organiser, seminar):
    organiser.post(address(seminar), SEMESTER)
    before = list(seminar.milestones.values_list("pk", "starts_at", "ends_at"))
    organiser.post(address(seminar), SEMESTER)
    assert Entry.objects.count() == 1
    assert list(seminar.milestones.values_list("pk", "starts_at", "ends_at")) == before


def test_an_emptied_date_is_removed(organiser, seminar):
    organiser.post(address(seminar), SEMESTER)
    organiser.post(address(seminar), {})
    assert not any(milestone.is_known for milestone in stored(seminar).milestones)


def test_every_change_of_a_date_raises_its_revision_and_no_other(organiser, seminar):
    def revisions():
        rows = seminar.milestones.values_list("kind", "revision")
        return {kind: revision for kind, revision in rows if revision}

    organiser.post(address(seminar), SEMESTER)
    organiser.post(address(seminar), SEMESTER)
    assert revisions() == {}
    organiser.post(address(seminar), SEMESTER | {"hand_in_ends_date": "2021-07-02"})
    assert revisions() == {"hand_in": 1}
    emptied = SEMESTER | {"hand_in_ends_date": "", "hand_in_ends_time": ""}
    organiser.post(address(seminar), emptied)
    organiser.post(address(seminar), SEMESTER | {"first_meeting_place": "Room 1"})
    assert revisions() == {"hand_in": 3, "first_meeting": 1}


def test_editing_shows_what_was_entered(organiser, seminar):
    organiser.post(address(seminar), SEMESTER | {"block_starts_date": "2021-07-29", "block_ends_date": "2021-07-30"})
    initial = DatesForm(seminar=Seminar.objects.get(pk=seminar.pk)).initial
    assert initial["preferences_ends_date"] == date(2021, 3, 10)
    assert initial["preferences_ends_time"] == time(12)
    assert initial["first_meeting_ends_time"] == time(16)
    assert initial["deregistration_ends_date"] == date(2021, 5, 3)
    assert "deregistration_ends_time" not in initial
    assert initial["hand_in_ends_date"] == date(2021, 7, 1)
    assert initial["hand_in_ends_time"] == time(23, 59)
    assert (initial["block_starts_date"], initial["block_ends_date"]) == (date(2021, 7, 29), date(2021, 7, 30))


def test_what_the_form_shows_can_be_stored_as_it_stands(organiser, seminar):
    organiser.post(address(seminar), SEMESTER | {"block_starts_date": "2021-07-29"})
    form = DatesForm(seminar=Seminar.objects.get(pk=seminar.pk))
    organiser.post(address(seminar), {field.name: field.value() or "" for field in form})
    assert Entry.objects.count() == 1


# ---- contradictions -------------------------------------------------------------------------------------------------


def test_a_contradiction_is_named_at_both_fields_with_both_values(organiser, seminar):
    page = organiser.post(address(seminar), SEMESTER | {"assignment_starts_date": "2021-03-09"})
    assert page.status_code == 422
    form = page.context["form"]
    assert set(form.errors) == {"preferences_ends_date", "assignment_starts_date"}
    for errors in form.errors.values():
        text = errors[0].replace("\xa0", " ")
        assert "“Preferences close” (Wed 10 Mar 2021, 12:00 CET)" in text
        assert "“Assignment of papers” (Tue 9 Mar 2021, 18:00 CET)" in text
        assert text.endswith("Set this one earlier or the other one later.") or text.endswith(
            "Set this one later or the other one earlier."
        )
    assert not seminar.milestones.exists()
    assert "Room 02.07.023" in page.content.decode()


def test_a_meeting_that_ends_before_it_begins_is_named_at_its_end(organiser, seminar):
    page = organiser.post(address(seminar), SEMESTER | {"first_meeting_ends_time": "13:00"})
    assert set(page.context["form"].errors) == {"first_meeting_starts_date", "first_meeting_ends_time"}


def test_equal_dates_do_not_contradict_each_other(organiser, seminar):
    same = {"preferences_ends_date": "2021-03-10", "assignment_starts_date": "2021-03-10"}
    assert organiser.post(address(seminar), {"preferences_starts_date": "2021-02-25", **same}).status_code == 302
    dates = stored(seminar)
    assert (dates.get("assignment").has_time, dates.get("preferences").has_time) == (False, False)


def test_the_action_refuses_contradictions_as_well(seminar):
    late = timeline.Milestone("preferences", utc(2021, 5, 1), utc(2021, 5, 2))
    early = timeline.Milestone("assignment", utc(2021, 4, 1))
    with pytest.raises(Contradictory):
        change_dates(participation=seminar.participations.get(), milestones=[late, early])
    assert not Entry.objects.exists()


# ---- local times ----------------------------------------------------------------------------------------------------


def test_a_time_that_does_not_exist_is_refused_with_its_neighbours(organiser, seminar):
    page = organiser.post(
        address(seminar), {"hand_in_ends_date": "2021-03-28", "hand_in_ends_time": "02:30", "block_note": "July"}
    )
    assert page.status_code == 422
    error = page.context["form"].errors["hand_in_ends_time"][0].replace("\xa0", " ")
    assert "01:30 CET" in error
    assert "03:30 CEST" in error
    assert 'value="02:30"' in page.content.decode()
    assert not seminar.milestones.exists()


AMBIGUOUS = {"hand_in_ends_date": "2026-10-25", "hand_in_ends_time": "02:30", "block_note": "still open"}


def test_a_time_that_exists_twice_is_asked_back(organiser, seminar):
    assert 'name="hand_in_ends_fold"' not in organiser.get(address(seminar)).content.decode()
    page = organiser.post(address(seminar), AMBIGUOUS)
    text = page.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")
    assert page.status_code == 422
    assert 'name="hand_in_ends_fold"' in text
    assert "02:30 CEST (first)" in text
    assert "02:30 CET (second)" in text
    assert "still open" in text
    assert not seminar.milestones.exists()


@pytest.mark.parametrize(("fold", "ends"), [("0", utc(2026, 10, 25, 0, 31)), ("1", utc(2026, 10, 25, 1, 31))])
def test_the_answer_decides_and_is_shown_again(organiser, seminar, fold, ends):
    assert organiser.post(address(seminar), AMBIGUOUS | {"hand_in_ends_fold": fold}).status_code == 302
    assert stored(seminar).get("hand_in").ends == ends
    form = DatesForm(seminar=Seminar.objects.get(pk=seminar.pk))
    assert form["hand_in_ends_fold"].value() == fold


def test_the_last_hour_before_the_clock_change_is_no_ambiguous_end(organiser, seminar):
    organiser.post(address(seminar), {"hand_in_ends_date": "2026-10-25", "hand_in_ends_time": "01:59"})
    assert stored(seminar).get("hand_in").ends == utc(2026, 10, 25, 0)
    assert "hand_in_ends_fold" not in DatesForm(seminar=Seminar.objects.get(pk=seminar.pk)).fields


# ---- what cannot be read --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"hand_in_ends_date": "1st of July"}, "hand_in_ends_date", "This is not a date"),
        ({"hand_in_ends_date": "0021-07-01"}, "hand_in_ends_date", "The year cannot be right"),
        ({"hand_in_ends_date": "2021-07-01", "hand_in_ends_time": "noon"}, "hand_in_ends_time", "This is not a time"),
        ({"hand_in_ends_date": "2021-07-01", "hand_in_ends_time": "00:00"}, "hand_in_ends_time", "Write 23:59"),
        ({"hand_in_ends_time": "12:00"}, "hand_in_ends_date", "There is a time, 12:00, but no date"),
        ({"preferences_ends_time": "12:00"}, "preferences_ends_date", "but no date"),
        ({"block_ends_date": "2021-07-30"}, "block_starts_date", "no first day"),
        (
            {"first_meeting_starts_date": "2021-04-19", "first_meeting_ends_time": "16:00"},
            "first_meeting_starts_time",
            "no beginning",
        ),
    ],
)
def test_what_cannot_be_read_is_named_and_kept(organiser, seminar, typed, field, message):
    page = organiser.post(address(seminar), typed)
    assert page.status_code == 422
    assert message in page.context["form"].errors[field][0]
    assert list(page.context["form"].errors) == [field]
    for value in typed.values():
        assert f'value="{value}"' in page.content.decode()


def test_a_meeting_time_without_date_is_named_once(organiser, seminar):
    page = organiser.post(address(seminar), {"first_meeting_starts_time": "14:00", "first_meeting_ends_time": "16:00"})
    assert list(page.context["form"].errors) == ["first_meeting_starts_date"]


def test_a_meeting_may_have_no_hours_yet(organiser, seminar):
    organiser.post(address(seminar), {"first_meeting_starts_date": "2021-04-19"})
    meeting = stored(seminar).get("first_meeting")
    assert (meeting.starts, meeting.ends, meeting.has_time) == (utc(2021, 4, 18, 22), None, False)


# ---- who is affected ------------------------------------------------------------------------------------------------


def test_while_preferences_are_open_the_page_says_whom_a_change_affects(client):
    seminar = make_seminar()
    make_participation(seminar)
    make_participation(seminar)
    client.force_login(seminar.created_by)
    assert "A change affects" not in client.get(address(seminar)).content.decode()
    with clock.override(IN_WINDOW):
        assert "A change affects 2 students." in client.get(address(seminar)).content.decode()

"""The organisers' table: sessions by form, talks moved by plain posts, warnings in words with names."""

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from seminar import clock
from seminar.assignment.actions import deregister_by_organiser
from seminar.programme import actions, layout
from seminar.programme.models import Talk
from seminar.programme.readiness import cautions
from tests.builders import local, make_participation, make_seminar, make_user
from tests.programme.laid_out import PLANNING, act, make_house, order, publish, text, visit
from tests.second_half import DAY_1, DAY_2, make_attendance, make_session, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house(3, waiting=1)


def said(house):
    return [row.text for row in cautions(layout.draft(house.seminar))]


def positions(house):
    rows = Talk.objects.filter(session__isnull=False).order_by("session", "position")
    return list(rows.values_list("session", "position"))


# ---- the page -------------------------------------------------------------------------------------------------------


def test_rows_carry_time_speaker_paper_and_whether_slides_are_there(client, house):
    make_submission(house.people[0], "final-slides", at=PLANNING)
    shown = text(visit(client, house, "draft"))
    for words in ("Draft, nothing is published yet", "Thursday, 29 July 2021", "09:00–09:35", "Speaker A", "Morning"):
        assert words in shown
    assert "1 talk without a place" in shown and "Speaker D holds a paper and has no place" in shown
    assert shown.count(" there</span>") == 1 and shown.count("none yet") == 2


def test_without_days_there_is_a_sentence_and_the_way_to_the_dates(client):
    house = make_house(0, block=None)
    house.seminar.sessions.all().delete()
    for name in ("draft", "new_session"):
        answer = visit(client, house, name)
        assert "The days of the block seminar are not set." in text(answer)
        assert reverse("seminars:dates", args=[house.seminar.slug]) in text(answer)
    assert visit(client, house, "new_session", data={"day": "2021-07-29", "starts": "09:00"}).status_code == 200
    assert not house.seminar.sessions.exists()


def test_every_place_of_every_day_can_be_chosen(client, house):
    shown = text(visit(client, house, "draft"))
    assert f'<option value="{house.second.pk}-1">14:00 first talk</option>' in shown
    assert f'<option value="{house.first.pk}-2">09:35 Speaker B</option>' in shown
    assert f'<option value="{house.first.pk}-4">10:45 at the end</option>' in shown


# ---- moving ---------------------------------------------------------------------------------------------------------


def test_to_another_day_by_select_and_back_to_the_row(client, house):
    person = house.people[0]
    answer = visit(client, house, "place", person.pk, data={"target": f"{house.second.pk}-1"})
    assert answer.status_code == 302
    # At the end of the programme "down" is off, so the focus goes to "up".
    assert answer["Location"].endswith(f"#talk-{person.pk}-up")
    assert order(house) == [["B", "C"], ["A"]]
    assert "Speaker A: now Fri 30 Jul 2021, 14:00–14:35 CEST." in text(visit(client, house, "draft"))
    assert positions(house) == [(house.first.pk, 1), (house.first.pk, 2), (house.second.pk, 1)]


def test_whoever_waits_gets_the_chosen_place_and_nobody_has_two(client, house):
    person = house.people[3]
    for _press in range(2):
        visit(client, house, "place", person.pk, data={"target": f"{house.first.pk}-2"})
    assert order(house) == [["A", "D", "B", "C"], []]
    visit(client, house, "place", person.pk, data={"target": f"{house.second.pk}-1"})
    assert order(house) == [["A", "B", "C"], ["D"]]


@pytest.mark.parametrize(("position", "expected"), [(1, "CAB"), (2, "ACB"), (3, "ABC"), (99, "ABC"), (0, "CAB")])
def test_a_place_inside_the_same_session(house, position, expected):
    act("place_talk", house, person=house.people[2], session=house.first, position=position)
    assert order(house) == [list(expected), []]


def test_up_and_down_go_over_the_edges_of_sessions_and_days(client, house):
    last, first = house.people[2], house.people[0]
    answer = visit(client, house, "down", last.pk, data={})
    assert order(house) == [["A", "B"], ["C"]] and answer["Location"].endswith(f"#talk-{last.pk}-up")
    visit(client, house, "down", last.pk, data={})
    assert order(house) == [["A", "B"], ["C"]]
    answer = visit(client, house, "up", last.pk, data={})
    assert order(house) == [["A", "B", "C"], []] and answer["Location"].endswith(f"#talk-{last.pk}-up")
    answer = visit(client, house, "up", house.people[1].pk, data={})
    assert order(house) == [["B", "A", "C"], []] and answer["Location"].endswith(f"#talk-{house.people[1].pk}-down")
    visit(client, house, "down", first.pk, data={})
    assert order(house) == [["B", "C", "A"], []]


def test_two_change_places_over_days(client, house):
    act("place_talk", house, person=house.people[3], session=house.second, position=1)
    visit(client, house, "swap", house.people[0].pk, data={"other": house.people[3].pk})
    assert order(house) == [["D", "B", "C"], ["A"]]
    visit(client, house, "swap", house.people[1].pk, data={"other": house.people[2].pk})
    assert order(house) == [["D", "C", "B"], ["A"]]
    visit(client, house, "swap", house.people[1].pk, data={"other": house.people[1].pk})
    assert order(house) == [["D", "C", "B"], ["A"]]


def test_taken_out_the_others_close_up(client, house):
    person = house.people[0]
    answer = visit(client, house, "place", person.pk, data={"out": ""})
    assert answer["Location"].endswith(f"#waiting-{person.pk}")
    assert order(house) == [["B", "C"], []] and positions(house) == [(house.first.pk, 1), (house.first.pk, 2)]
    assert "Speaker A has no place in the programme now." in text(visit(client, house, "draft"))
    talk = Talk.objects.get(participation=person)
    visit(client, house, "place", person.pk, data={"target": f"{house.first.pk}-1"})
    assert Talk.objects.get(participation=person) == talk and order(house)[0] == ["A", "B", "C"]


def test_the_empty_programme_is_filled_by_one_button(client):
    house = make_house(0, waiting=3)
    assert "Fill the empty programme" in text(visit(client, house, "draft"))
    assert visit(client, house, "fill", data={}).status_code == 302
    assert order(house) == [["A", "B"], ["C"]]
    assert "3 talks are laid out." in text(visit(client, house, "draft"))
    visit(client, house, "fill", data={})
    assert order(house) == [["A", "B"], ["C"]]


def test_acts_stand_in_the_record_with_before_and_after(house):
    act("place_talk", house, person=house.people[0], session=house.second, position=1)
    entry = house.seminar.log_entries.get(what="talk.placed")
    assert (entry.subject, entry.before, entry.after) == (
        "Speaker A",
        {"session": "2021-07-29 09:00", "position": 1},
        {"session": "2021-07-30 14:00", "position": 1},
    )
    act("place_talk", house, person=house.people[0], session=house.second, position=1)
    assert house.seminar.log_entries.filter(what="talk.placed").count() == 1
    act("place_talk", house, person=house.people[0], session=None, position=0)
    assert house.seminar.log_entries.get(what="talk.removed").after is None


# ---- two at once ----------------------------------------------------------------------------------------------------


def test_a_page_that_is_out_of_date_gets_what_is_laid_out_now(client, house):
    """The other organiser took the talk out, removed the session, or the paper went to somebody else."""
    person, session = house.people[0], house.second.pk
    act("place_talk", house, person=person, session=None, position=0)
    for name, data in (("up", {}), ("down", {}), ("swap", {"other": house.people[1].pk}), ("place", {"out": ""})):
        answer = visit(client, house, name, person.pk, data=data)
        assert answer.status_code == 409
        assert "Speaker A has no place in the programme, or no paper any more." in text(answer)
    answer = visit(client, house, "swap", house.people[1].pk, data={"other": person.pk})
    assert answer.status_code == 422 and "This person has no place in the programme any more." in text(answer)
    house.second.delete()
    answer = visit(client, house, "place", person.pk, data={"target": f"{session}-1"})
    assert answer.status_code == 422 and "This session was removed meanwhile." in text(answer)
    assert "<title>Error:" in text(answer)
    assert order(house) == [["B", "C"]]


@pytest.mark.postgres_too
def test_positions_are_one_to_n_whatever_was_moved(house):
    moves = [
        ("move_talk", {"person": house.people[1], "by": -1}),
        ("place_talk", {"person": house.people[3], "session": house.first, "position": 2}),
        ("place_talk", {"person": house.people[0], "session": house.second, "position": 9}),
        ("swap_talks", {"person": house.people[0], "other": house.people[2]}),
        ("move_talk", {"person": house.people[2], "by": -1}),
        ("place_talk", {"person": house.people[1], "session": None, "position": 0}),
    ]
    for name, values in moves:
        act(name, house, **values)
        for sitting in layout.draft(house.seminar).sittings:
            assert [slot.talk.position for slot in sitting.slots] == list(range(1, len(sitting.slots) + 1))
    assert Talk.objects.count() == 4


@pytest.mark.parametrize("target", ["", "x", "1", "-1-1", "9999999-1", "1-1-1", "99999999999999999999-1"])
def test_a_place_that_makes_no_sense_is_refused_with_a_sentence(client, house, target):
    answer = visit(client, house, "place", house.people[0].pk, data={"target": target})
    assert answer.status_code == 422 and "<title>Error:" in text(answer)
    assert order(house) == [["A", "B", "C"], []]


def test_somebody_without_a_paper_gets_no_place(client, house):
    nobody = make_participation(house.seminar)
    answer = visit(client, house, "place", nobody.pk, data={"target": f"{house.first.pk}-1"})
    assert answer.status_code == 409 and order(house) == [["A", "B", "C"], []]
    other = make_house(1)
    assert visit(client, house, "place", other.people[0].pk, data={"out": ""}).status_code == 404
    target = {"target": f"{other.first.pk}-1"}
    assert visit(client, house, "place", house.people[0].pk, data=target).status_code == 422


# ---- sessions -------------------------------------------------------------------------------------------------------

FACTS = {
    "day": "2021-07-30", "starts": "09:00", "title": "Graphs", "place": "", "moderator": "", "talk_minutes": "20",
    "question_minutes": "5", "break_after": "2", "break_minutes": "15",
}  # fmt: skip


def test_a_session_is_added_by_a_plain_form(client, house):
    answer = visit(client, house, "new_session", data={**FACTS, "moderator": house.supervisor.pk})
    session = house.seminar.sessions.get(title="Graphs")
    assert answer.status_code == 302 and answer["Location"].endswith(f"#session-{session.pk}")
    assert (session.day, session.starts, session.moderator) == (DAY_2, time(9), house.supervisor)
    entry = house.seminar.log_entries.get(what="session.added")
    assert entry.after["starts"] == "09:00" and entry.after["moderator"] == "Tomasz Wierzbowiak"


def test_the_form_offers_the_days_of_the_block_seminar_and_what_the_session_before_had(client, house):
    form = visit(client, house, "new_session").context["form"]
    assert [value for value, _label in form.fields["day"].choices] == ["2021-07-29", "2021-07-30"]
    assert form.initial["place"] == "Room 2" and form.initial["starts"] == time(14, 20)
    answer = visit(client, house, "new_session", data={**FACTS, "day": "2021-07-31"})
    assert answer.status_code == 422 and "<title>Error:" in text(answer)


def test_a_moderator_is_somebody_of_the_staff_named_once(client, house):
    make_participation(house.seminar, "supervisor", house.organiser.user)
    form = visit(client, house, "new_session").context["form"]
    assert [str(label) for _value, label in form.fields["moderator"].choices][1:] == [
        house.organiser.user.name,
        "Tomasz Wierzbowiak",
    ]
    answer = visit(client, house, "new_session", data={**FACTS, "moderator": house.people[0].pk})
    assert answer.status_code == 422 and not house.seminar.sessions.filter(title="Graphs").exists()


def test_two_sessions_do_not_begin_at_the_same_time(client, house):
    answer = visit(client, house, "new_session", data={**FACTS, "starts": "14:00"})
    assert answer.status_code == 422 and "Another session begins at this time." in text(answer)
    answer = visit(client, house, "session", house.first.pk, data={**FACTS, "starts": "14:00"})
    assert answer.status_code == 422
    house.first.refresh_from_db()
    assert house.first.title == "Morning"


@pytest.mark.parametrize("name", ["talk_minutes", "question_minutes", "break_after", "break_minutes", "starts"])
def test_what_cannot_be_is_refused_and_kept_in_the_form(client, house, name):
    answer = visit(client, house, "new_session", data={**FACTS, name: "-1"})
    assert answer.status_code == 422 and 'value="Graphs"' in text(answer) and 'value="-1"' in text(answer)


def test_a_time_that_the_clock_skips_is_refused(client):
    block = (local(2021, 3, 28), local(2021, 3, 29), False)
    house = make_house(0, block=block, announced=True)
    answer = visit(client, house, "new_session", data={**FACTS, "day": "2021-03-28", "starts": "02:30"})
    assert answer.status_code == 422 and "The clock is changed at that time." in text(answer)


def test_a_changed_session_takes_its_talks_along(client, house):
    data = {**FACTS, "title": "Morning", "place": "Room 9", "starts": "10:00"}
    assert visit(client, house, "session", house.first.pk, data=data).status_code == 302
    slots = layout.draft(house.seminar).sittings[0].slots
    assert [slot.start for slot in slots] == [local(2021, 7, 30, *at) for at in ((10, 0), (10, 25), (11, 5))]
    entry = house.seminar.log_entries.get(what="session.changed")
    assert entry.before["place"] == "Room 1" and entry.after["place"] == "Room 9" and "title" not in entry.after
    visit(client, house, "session", house.first.pk, data=data)
    assert "Nothing was changed." in text(visit(client, house, "draft"))
    assert house.seminar.log_entries.filter(what="session.changed").count() == 1


def test_a_removed_session_leaves_its_talks_without_a_place(client, house):
    assert "Its talks have no place then" in text(visit(client, house, "session", house.first.pk))
    visit(client, house, "remove_session", house.first.pk, data={})
    assert order(house) == [[]] and len(layout.draft(house.seminar).waiting) == 4
    assert "The session is removed. 3 talks have no place now." in text(visit(client, house, "draft"))
    assert house.seminar.log_entries.get(what="session.removed").before["talks"] == [
        "Speaker A", "Speaker B", "Speaker C",
    ]  # fmt: skip


def test_a_session_with_marks_stays(client, house):
    make_attendance(house.first, house.people[0], "present", house.organiser.user)
    assert "Attendance is marked for it" in text(visit(client, house, "session", house.first.pk))
    visit(client, house, "remove_session", house.first.pk, data={})
    assert "Attendance is marked for this session" in text(visit(client, house, "draft"))
    assert house.seminar.sessions.count() == 2


# ---- what stands against it -----------------------------------------------------------------------------------------


def test_overlaps_are_named_with_both_times(house):
    make_session(house.seminar, DAY_1, time(10), title="Parallel", moderator=house.supervisor)
    assert "“Morning” ends at 10:45, when “Parallel” has begun (10:00)." in said(house)


def test_people_who_left_or_lost_their_paper_are_named(house):
    person = house.people[1]
    with clock.override(PLANNING):
        deregister_by_organiser(participation=house.organiser, person=person, reason="asked")
    house.people[2].hand_placements.update(ended_at=PLANNING)
    found = {row.text: row.is_blocking for row in cautions(layout.draft(house.seminar))}
    left = "Speaker B has left. The talk is shown as cancelled and keeps its time; taken out, the others move up."
    lost = "Speaker C has a place in the programme and holds no paper. Give a paper, or take the talk out."
    assert found[left] is False and found[lost] is True
    act("place_talk", house, person=person, session=None, position=0)
    assert order(house) == [["A", "C"], []]
    with pytest.raises(actions.NotPlaceable):
        act("place_talk", house, person=person, session=house.first, position=1)


def test_late_evenings_moderators_and_days_are_named(house):
    house.first.starts, house.first.moderator = time(19), None
    house.first.save()
    gone = make_participation(house.seminar, "supervisor", make_user("Nerea Ibarluzea"))
    gone.left_at, gone.left_by = PLANNING, house.organiser.user
    gone.save()
    house.second.moderator = gone
    house.second.save()
    house.seminar.milestones.filter(kind="block").update(starts_at=local(2021, 7, 30))
    house.seminar = type(house.seminar).objects.get(pk=house.seminar.pk)
    found = said(house)
    assert "“Morning” lasts until 20:45." in found and "“Morning” has no moderator." in found
    assert "Nerea Ibarluzea moderates “Afternoon” and has left." in found
    day = "“Morning” is on Thu 29 Jul 2021, which is no day of the block seminar."
    assert day in [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in found]
    assert "1 session has no talks; it is not published." in found


def test_two_sessions_of_one_title_are_told_apart_by_the_day(house):
    house.second.title, house.second.moderator = "Morning", None
    house.second.save()
    assert "“Morning” (Friday) has no moderator." in said(house)


def test_whose_final_slides_are_missing_is_said_when_they_are_due(client, house):
    sentence = "Final slides that count are missing of"
    assert sentence not in text(visit(client, house, "draft"))
    make_submission(house.people[0], "final-slides", at=PLANNING)
    shown = text(visit(client, house, "draft", at=local(2021, 7, 29, 8)))
    assert f"{sentence}: Speaker B, Speaker C, Speaker D." in shown


def test_a_ready_draft_has_nothing_that_blocks():
    house = make_house(3)
    assert [row.text for row in cautions(layout.draft(house.seminar)) if row.is_blocking] == []


def test_the_draft_tells_how_much_differs_from_the_version(client):
    house = make_house(3)
    publish(house)
    assert "Draft, the same as version 1" in text(visit(client, house, "draft"))
    act("swap_talks", house, person=house.people[0], other=house.people[1])
    assert "Draft, 2 changes since version 1" in text(visit(client, house, "draft"))
    act("swap_talks", house, person=house.people[0], other=house.people[1])
    assert "Draft, the same as version 1" in text(visit(client, house, "draft"))


# ---- who, and how much ----------------------------------------------------------------------------------------------


def test_only_organisers(client, house):
    person = house.people[0]
    names = [
        ("draft", ()), ("new_session", ()), ("session", (house.first.pk,)), ("publication", ()),
        ("fill", ()), ("remove_session", (house.first.pk,)),
        *((name, (person.pk,)) for name in ("place", "up", "down", "swap")),
    ]  # fmt: skip
    strangers = (person.user, house.supervisor.user, make_seminar().created_by)
    for user in strangers:
        for name, args in names:
            assert visit(client, house, name, *args, user=user).status_code in (404, 405)
            assert visit(client, house, name, *args, user=user, data={"out": ""}).status_code in (404, 405)
    assert order(house) == [["A", "B", "C"], []] and not house.seminar.programme_versions.exists()


def test_an_organiser_who_was_removed_while_the_page_was_open_moves_nothing(house):
    house.organiser.left_at, house.organiser.left_by = PLANNING, house.organiser.user
    house.organiser.save()
    with pytest.raises(PermissionDenied):
        act("move_talk", house, person=house.people[0], by=1)
    assert order(house) == [["A", "B", "C"], []]


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_any_number(client, django_assert_num_queries, number):
    house = make_house(number, waiting=number)
    make_submission(house.people[0], "final-slides", at=PLANNING)
    client.force_login(house.organiser.user)
    for name, args, queries in (("draft", (), 14), ("new_session", (), 11), ("session", (house.first.pk,), 9)):
        address = reverse(f"programme:{name}", args=[house.seminar.slug, *args])
        with clock.override(PLANNING), django_assert_num_queries(queries):
            client.get(address)

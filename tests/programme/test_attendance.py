"""Attendance per session: undecided until somebody decides, stored field by field, told in numbers, on paper."""

from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from seminar import clock
from seminar.grading.models import Grade
from seminar.programme import actions, attendance
from seminar.programme.models import Attendance
from seminar.seminars.models import Participation
from tests.builders import local, make_participation, make_user
from tests.programme.laid_out import make_house, publish, text, visit
from tests.second_half import AFTER, IN_TALK, NOON, make_attendance, make_holder, make_talk

pytestmark = pytest.mark.django_db

EARLY = local(2021, 7, 28, 23, 59)


@pytest.fixture
def house():
    return make_house(talks=3)


def marks(house):
    rows = Attendance.objects.filter(session__seminar=house.seminar)
    return {row.participation_id: (row.state, row.note) for row in rows}


def shown_fields(house, **changed):
    """What a browser sends from a page that showed what is stored now, with some fields changed by hand."""
    stored, data = marks(house), {}
    for person in house.people:
        state, note = stored.get(person.pk, ("", ""))
        data |= {f"{name}-{person.pk}": state for name in ("state", "was")}
        data |= {f"{name}-{person.pk}": note for name in ("note", "said")}
    return {**data, **changed}


def send(client, house, *, user=None, at=NOON, session=None, **data):
    pk = (session or house.first).pk
    return visit(client, house, "session_attendance", pk, data=data, user=user, at=at)


# ---- one session ----------------------------------------------------------------------------------------------------


def test_everybody_with_a_paper_begins_undecided(client, house):
    make_participation(house.seminar, user=make_user("Nora Ohnepapier"))
    gone = make_holder(house.seminar, user=make_user("Gerd Gegangen"))
    Participation.objects.filter(pk=gone.pk).update(left_at=IN_TALK, left_by=house.organiser.user)
    shown = text(visit(client, house, "session_attendance", house.first.pk, at=IN_TALK))
    for person in house.people:
        assert person.user.name in shown
    assert "Nora Ohnepapier" not in shown and "Gerd Gegangen" not in shown
    assert "<b>3</b> undecided" in shown and "<b>0</b> present" in shown
    assert marks(house) == {}


def test_marks_and_notes_are_stored_and_told_with_the_time(client, house):
    a, b, c = house.people
    data = shown_fields(house, **{f"state-{a.pk}": "present", f"state-{b.pk}": "partly", f"note-{b.pk}": "came at ten"})
    answer = send(client, house, **data)
    address = reverse("programme:session_attendance", args=[house.seminar.slug, house.first.pk])
    assert (answer.status_code, answer.url) == (302, address)
    assert marks(house) == {a.pk: ("present", ""), b.pk: ("partly", "came at ten")}
    row = Attendance.objects.get(participation=b)
    assert (row.marked_at, row.marked_by) == (NOON, house.organiser.user)
    shown = text(visit(client, house, "session_attendance", house.first.pk, at=NOON))
    assert "Stored Thu 29 Jul 2021, 12:00:00 CEST: 2 people marked." in shown
    assert "<b>1</b> undecided" in shown and 'value="came at ten"' in shown
    entry = house.seminar.log_entries.get(what="attendance.marked")
    assert entry.subject == "Morning" and set(entry.after) == {str(a.pk), str(b.pk)}
    assert entry.after[str(b.pk)] == ["partly", "came at ten"] and entry.before[str(b.pk)] == ["", ""]
    assert c.pk not in marks(house)


def test_all_undecided_become_present_and_nobody_else(client, house):
    a, b, c = house.people
    make_attendance(house.first, a, "excused", house.organiser.user)
    send(client, house, **shown_fields(house, **{f"state-{b.pk}": "absent"}), rest="")
    assert marks(house) == {a.pk: ("excused", ""), b.pk: ("absent", ""), c.pk: ("present", "")}


def test_who_was_marked_meanwhile_is_not_made_present(client, house):
    a, b, c = house.people
    data = shown_fields(house)
    make_attendance(house.first, a, "absent", house.supervisor.user)
    send(client, house, **data, rest="")
    assert marks(house) == {a.pk: ("absent", ""), b.pk: ("present", ""), c.pk: ("present", "")}


def test_two_people_with_the_same_list_do_not_undo_each_other(client, house):
    a, b, _c = house.people
    make_attendance(house.first, a, "present", house.organiser.user)
    page_of_one = shown_fields(house, **{f"state-{a.pk}": "absent"})
    page_of_other = shown_fields(house, **{f"note-{a.pk}": "left early", f"state-{b.pk}": "present"})
    send(client, house, **page_of_one)
    send(client, house, user=house.supervisor.user, **page_of_other)
    assert marks(house) == {a.pk: ("absent", "left early"), b.pk: ("present", "")}


def test_a_mark_is_changed_and_taken_back(client, house):
    a = house.people[0]
    make_attendance(house.first, a, "absent", house.organiser.user)
    send(client, house, **shown_fields(house, **{f"state-{a.pk}": "excused", f"note-{a.pk}": "ill"}))
    assert marks(house) == {a.pk: ("excused", "ill")}
    send(client, house, **shown_fields(house, **{f"state-{a.pk}": "", f"note-{a.pk}": ""}))
    assert marks(house) == {}


def test_an_unchanged_page_stores_nothing(client, house):
    make_attendance(house.first, house.people[0], "absent", house.organiser.user)
    for data in ({}, shown_fields(house)):
        send(client, house, **data)
        shown = text(visit(client, house, "session_attendance", house.first.pk, at=NOON))
        assert "Nothing was changed." in shown
    assert not house.seminar.log_entries.filter(what="attendance.marked").exists()


def test_what_does_not_fit_is_refused_and_kept_on_the_page(client, house):
    a, b, _c = house.people
    for changed, told in (
        ({f"state-{a.pk}": "asleep"}, "asleep"),
        ({f"note-{a.pk}": "who knows"}, "A note needs a choice. Choose one, or empty the note."),
        ({f"state-{a.pk}": "partly", f"note-{a.pk}": "n" * 201}, "201"),
    ):
        answer = send(client, house, **shown_fields(house, **changed, **{f"state-{b.pk}": "present"}))
        shown = text(answer)
        assert answer.status_code == 422 and told in shown and "<title>Error:" in shown
        assert f'name="state-{b.pk}" value="present" id="id_state-{b.pk}_1"' in shown
    assert marks(house) == {}


@pytest.mark.postgres_too
@pytest.mark.django_db(transaction=True)
def test_two_people_who_save_at_the_same_time_make_one_row_each():
    house = make_house(talks=2)
    a, b = house.people
    start, numbers = Barrier(4), []

    def work(pk, state):
        try:
            participation = Participation.objects.get(pk=pk)
            start.wait()
            marks = {a.pk: (state, None), b.pk: ("present", None)}
            numbers.append(actions.mark_attendance(participation=participation, session=house.first, marks=marks))
        finally:
            connection.close()

    with clock.override(NOON):
        states = ("present", "absent", "present", "absent")
        staff = (house.organiser.pk, house.supervisor.pk) * 2
        threads = [Thread(target=work, args=pair) for pair in zip(staff, states, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
    assert len(numbers) == 4
    assert Attendance.objects.count() == 2 and marks(house)[b.pk] == ("present", "")


# ---- all sessions ---------------------------------------------------------------------------------------------------


def test_numbers_of_every_session_with_talks(client, house):
    a, b, _c = house.people
    make_attendance(house.first, a, "present", house.organiser.user)
    make_attendance(house.first, b, "absent", house.organiser.user)
    shown = text(visit(client, house, "attendance", at=NOON))
    assert "<b>1</b> present" in shown and "<b>1</b> absent" in shown and "<b>1</b> undecided" in shown
    assert "Morning" in shown and "Afternoon" not in shown  # the second session has no talks yet
    assert "Room 1" in shown and "moderated by Tomasz Wierzbowiak" in shown


def test_undecided_counts_sessions_that_are_over(client, house):
    late = make_holder(house.seminar, user=make_user("Speaker X"))
    make_talk(late, house.second)
    ends = local(2021, 7, 29, 10, 45)  # three talks of 35 minutes from nine on
    assert attendance.undecided(house.seminar, ends - timedelta(seconds=1)) == 0
    assert attendance.undecided(house.seminar, ends) == 4
    assert attendance.undecided(house.seminar, AFTER) == 8
    make_attendance(house.first, late, "present", house.organiser.user)
    assert attendance.undecided(house.seminar, AFTER) == 7
    assert "7 marks are still undecided in sessions that are over." in text(
        visit(client, house, "attendance", at=AFTER)
    )


def test_breaks_are_part_of_a_session(house):
    house.first.break_after, house.first.break_minutes = 1, 15
    house.first.save()
    (roll,) = attendance.rolls(house.seminar)
    assert roll.span.end == local(2021, 7, 29, 11, 15)


def test_gaps_are_what_nobody_excused(client, house):
    a, b, c = house.people
    by = house.organiser.user
    first = make_attendance(house.first, a, "absent", by)
    second = make_attendance(house.second, a, "partly", by)
    make_attendance(house.first, b, "excused", by)
    make_attendance(house.second, b, "present", by)
    make_attendance(house.first, c, "absent", by)
    Participation.objects.filter(pk=c.pk).update(left_at=NOON, left_by=by)
    assert attendance.gaps(house.seminar) == {a.pk: [first, second]}
    shown = text(visit(client, house, "attendance", at=AFTER)).split("Missed without an excuse")[1]
    assert a.user.name in shown and b.user.name not in shown and c.user.name not in shown


def test_the_list_for_paper_has_a_box_and_a_line_for_everybody(client, house):
    answer = visit(client, house, "attendance_list", house.first.pk, at=EARLY)
    shown = text(answer)
    assert answer.status_code == 200
    assert shown.count('class="box"') == 4 * len(house.people) and shown.count('<td class="sign">') == 3
    assert "Room 1" in shown and "Signature: Tomasz Wierzbowiak" in shown and "09:00–10:45" in shown


def test_with_nothing_laid_out(client):
    assert "No session has talks yet." in text(visit(client, make_house(talks=0), "attendance", at=NOON))


# ---- when, and who --------------------------------------------------------------------------------------------------


def test_before_the_first_day_it_can_be_read_only(client, house):
    answer = visit(client, house, "session_attendance", house.first.pk, at=EARLY)
    assert answer.status_code == 200 and "<form" not in text(answer).split("<main")[1].split("</main")[0]
    assert "The block seminar begins on Thu 29 Jul 2021." in text(answer)
    answer = send(client, house, **shown_fields(house), rest="", at=EARLY)
    assert answer.status_code == 409 and "The block seminar begins on Thu 29 Jul 2021." in text(answer)
    assert marks(house) == {}


def test_later_from_paper_until_grades_are_released(client, house):
    a, b, _c = house.people
    assert send(client, house, **shown_fields(house, **{f"state-{a.pk}": "absent"}), at=AFTER).status_code == 302
    Grade.objects.create(
        participation=a, grade=Decimal("1.7"), is_passed=True, report_mark=2, presentation_mark=2, credits=0,
        detail={}, released_at=AFTER, released_by=house.organiser.user,
    )  # fmt: skip
    answer = send(client, house, **shown_fields(house, **{f"state-{b.pk}": "absent"}), at=AFTER)
    shown = text(answer)
    assert answer.status_code == 409 and "The grades are released." in shown and "<title>Error:" in shown
    assert f'id="id_state-{b.pk}_3" checked' in shown  # what was chosen is not lost
    assert marks(house) == {a.pk: ("absent", "")}
    shown = text(visit(client, house, "session_attendance", house.first.pk, at=AFTER))
    assert "absent" in shown and "Save attendance" not in shown


def test_only_staff(client, house):
    people = [house.people[0].user, make_participation(house.seminar).user, make_house(talks=1).organiser.user]
    pages = [("attendance", ()), ("session_attendance", (house.first.pk,)), ("attendance_list", (house.first.pk,))]
    for name, args in pages:
        for user in people:
            assert visit(client, house, name, *args, user=user, at=NOON).status_code == 404
        assert visit(client, house, name, *args, user="nobody", at=NOON).status_code == 302
        assert visit(client, house, name, *args, user=house.supervisor.user, at=NOON).status_code == 200
    for user in people:
        assert send(client, house, user=user, rest="").status_code == 404
    assert marks(house) == {}


def test_a_session_elsewhere_or_without_talks_has_no_list(client, house):
    other = make_house(talks=1)
    for session in (other.first, house.second):
        for name in ("session_attendance", "attendance_list"):
            assert visit(client, house, name, session.pk, at=NOON).status_code == 404
        assert send(client, house, session=session, rest="").status_code == 404


def test_nothing_of_it_is_on_a_students_pages(client, house):
    """Own marks and credits come with the grade, and not before: the pages are the same with and without them."""
    publish(house)
    student = house.people[0]
    names = ("overview:mine", "programme:my_talk", "programme:public", "seminars:public")
    addresses = [reverse(name, args=[house.seminar.slug]) for name in names]

    def pages():
        client.force_login(student.user)
        with clock.override(AFTER):
            return [text(client.get(address)) for address in addresses]

    before = [page.split("csrf")[0] for page in pages()]
    for person in house.people:
        make_attendance(house.first, person, "absent", house.organiser.user)
    with clock.override(IN_TALK):
        for person in house.people[:2]:
            actions.credit(participation=house.organiser, talk=house.people[2].talk, person=person, note="SENTINEL")
    after = pages()
    assert [page.split("csrf")[0] for page in after] == before
    assert not any("SENTINEL" in page for page in after)


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_any_number(client, django_assert_num_queries, number):
    house = make_house(talks=number)
    make_talk(make_holder(house.seminar, user=make_user("Late")), house.second)
    for person in house.people:
        make_attendance(house.first, person, "absent", house.organiser.user)
    client.force_login(house.organiser.user)
    one = [house.seminar.slug, house.first.pk]
    for name, args, queries in (
        ("attendance", one[:1], 9),
        ("session_attendance", one, 9),
        ("attendance_list", one, 8),
    ):
        with clock.override(NOON), django_assert_num_queries(queries):
            client.get(reverse(f"programme:{name}", args=args))

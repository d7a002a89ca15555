"""What the database refuses about attendance and question credits."""

import pytest
from django.db import IntegrityError, transaction

from tests.builders import make_participation, make_seminar
from tests.second_half import (
    AFTER,
    make_attendance,
    make_credit,
    make_holder,
    make_session,
    make_talk,
    organiser_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def day():
    seminar = make_seminar()
    speaker, asker = make_holder(seminar), make_holder(seminar)
    session = make_session(seminar)
    return make_talk(speaker, session), session, asker, organiser_of(seminar).user


def refused(name):
    return pytest.raises(IntegrityError, match=name)


def sqlite_or(name, columns):
    """PostgreSQL names the constraint, SQLite the columns of a unique one."""
    return rf"{name}|{columns}"


def test_one_credit_per_person_and_talk(day):
    talk, _session, asker, by = day
    make_credit(talk, asker, by)
    with refused(sqlite_or("credit_once_per_talk", "question.*participation_id")), transaction.atomic():
        make_credit(talk, asker, by)


def test_a_credit_that_was_taken_back_leaves_room_for_another(day):
    talk, _session, asker, by = day
    make_credit(talk, asker, by, undone_at=AFTER, undone_by=by)
    make_credit(talk, asker, by, undone_at=AFTER, undone_by=by)
    make_credit(talk, asker, by)


@pytest.mark.parametrize("side", ["undone_at", "undone_by"])
def test_a_credit_is_taken_back_by_somebody_at_some_time(day, side):
    talk, _session, asker, by = day
    values = {"undone_at": AFTER, "undone_by": by}
    with refused("credit_undone_by_somebody"), transaction.atomic():
        make_credit(talk, asker, by, **{side: values[side]})


def test_one_mark_per_person_and_session(day):
    _talk, session, asker, by = day
    make_attendance(session, asker, "present", by)
    with refused(sqlite_or("attendance_once_per_session", "attendance.*participation_id")), transaction.atomic():
        make_attendance(session, asker, "absent", by)
    make_attendance(make_session(session.seminar, session.day, "14:00"), asker, "absent", by)


def test_the_same_person_in_another_talk_is_another_credit(day):
    talk, session, asker, by = day
    make_credit(talk, asker, by)
    make_credit(make_talk(make_participation(session.seminar), session), asker, by)

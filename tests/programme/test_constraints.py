"""What the database refuses of a programme, whatever the program believes."""

from datetime import time

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from seminar.programme.models import Consent, Talk, Version
from tests.programme.laid_out import PLANNING, make_house
from tests.second_half import DAY_1, make_attendance, make_session, make_talk

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def house():
    return make_house(1)


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_nobody_gives_two_talks(house):
    refused(lambda: make_talk(house.people[0], house.second))


def test_two_sessions_do_not_begin_at_the_same_time(house):
    refused(lambda: make_session(house.seminar, DAY_1, time(9)))
    make_session(make_house(0).seminar, DAY_1, time(10))


def test_a_talk_has_a_length(house):
    refused(lambda: make_session(house.seminar, DAY_1, time(10), talk_minutes=0))


def test_a_version_has_a_number_of_its_own(house):
    facts = {
        "seminar": house.seminar, "number": 1, "content": {"sessions": []}, "published_at": PLANNING,
        "published_by": house.organiser.user,
    }  # fmt: skip
    Version.objects.create(**facts)
    refused(lambda: Version.objects.create(**facts))


def test_one_person_consents_once(house):
    Consent.objects.create(participation=house.people[0], given_at=PLANNING)
    refused(lambda: Consent.objects.create(participation=house.people[0], given_at=PLANNING))


def test_a_session_with_talks_or_marks_is_not_deleted_by_accident(house):
    with pytest.raises(ProtectedError), transaction.atomic():
        house.first.delete()
    make_attendance(house.second, house.people[0], "present", house.organiser.user)
    with pytest.raises(ProtectedError), transaction.atomic():
        house.second.delete()
    assert Talk.objects.count() == 1

"""What the database refuses of files, whatever the program believes."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from seminar.submissions.models import Deliverable, Extension
from tests.builders import make_participation, make_seminar
from tests.second_half import HAND_IN_ENDS, WRITING, make_submission

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def seminar():
    return make_seminar()


@pytest.fixture
def student(seminar):
    return make_participation(seminar)


def refused(act, name):
    """The database refuses it, by the constraint of this name (SQLite names the columns of a unique one instead)."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act()
    words = str(refusal.value)
    assert name in words or "UNIQUE" in words, words


def extension(student, **fields):
    deliverable = student.seminar.deliverables.get(kind="report")
    facts = {"ends_at": HAND_IN_ENDS, "reason": "Ill.", "granted_at": WRITING, "granted_by": student.user}
    return Extension.objects.create(deliverable=deliverable, participation=student, **{**facts, **fields})


def test_every_new_seminar_has_each_deliverable_once(seminar):
    assert list(seminar.deliverables.values_list("kind", flat=True)) == ["report", "first-slides", "final-slides"]
    refused(lambda: Deliverable.objects.create(seminar=seminar, kind="report"), "deliverable_once_per_seminar")


@pytest.mark.parametrize("size", [0, 101])
def test_a_size_limit_is_between_1_and_100(seminar, size):
    refused(lambda: seminar.deliverables.update(max_mb=size), "deliverable_size_limit")


def test_a_page_range_has_its_ends_in_order(seminar):
    seminar.deliverables.update(min_pages=4, max_pages=None)
    refused(lambda: seminar.deliverables.update(min_pages=4, max_pages=3), "deliverable_page_range")


def test_one_extension_is_current(student):
    extension(student, replaced_at=WRITING)
    extension(student)
    refused(lambda: extension(student), "extension_one_current")


def test_an_extension_has_a_reason(student):
    refused(lambda: extension(student, reason=""), "extension_has_reason")


def test_a_version_number_is_given_once(student):
    make_submission(student, version=1)
    refused(lambda: make_submission(student, version=1), "submission_version_once")


def test_a_press_of_the_button_is_one_version(student):
    token = uuid.uuid4()
    make_submission(student, token=token)
    refused(lambda: make_submission(student, token=token), "submission_once_per_press")
    make_submission(student, "first-slides", token=token)


def test_a_receipt_and_a_file_belong_to_one_version(student):
    first = make_submission(student)
    refused(lambda: make_submission(student, receipt=first.receipt), "receipt")
    refused(lambda: make_submission(student, path=first.path), "path")


def test_a_file_is_not_empty(student):
    refused(lambda: make_submission(student, size=0), "submission_not_empty")


@pytest.mark.parametrize("lacking", ["allowed_at", "allowed_by", "allowed_reason"])
def test_a_late_version_is_allowed_by_somebody_at_some_time_with_a_reason(student, lacking):
    facts = {"allowed_at": WRITING, "allowed_by": student.user, "allowed_reason": "The network was down."}
    make_submission(student, **facts)
    facts[lacking] = "" if lacking == "allowed_reason" else None
    refused(lambda: make_submission(student, **facts), "submission_allowed_with_reason")


def test_what_was_handed_in_cannot_be_deleted_with_its_person_or_deliverable(student):
    stored = make_submission(student)
    for row in (stored.deliverable, student):
        with pytest.raises(ProtectedError):
            row.delete()

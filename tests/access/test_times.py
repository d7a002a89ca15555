"""What time changes at the doors: marks of the block seminar, uploads, slides."""

from datetime import timedelta

import pytest

from seminar import clock
from seminar.assignment.models import HandPlacement, Publication
from seminar.programme.models import Version
from seminar.seminars.models import Milestone
from seminar.submissions.models import Deliverable
from tests.access.table import BEFORE_THE_BLOCK, ON_THE_DAY
from tests.access.viewpoints import HOLDERS, ORGANISER, STAFF, STUDENTS, everybody, only
from tests.access.visitors import filled, statuses, undone
from tests.builders import IN_WINDOW, local
from tests.second_half import AFTER, HAND_IN_ENDS, IN_TALK, WRITING

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

SECOND = timedelta(seconds=1)


# ---- the block seminar ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BEFORE_THE_BLOCK)
def test_nothing_is_recorded_before_the_first_day_begins(semester, name):
    first_day = local(2021, 7, 29)
    for at, row in ((first_day - SECOND, BEFORE_THE_BLOCK), (first_day, ON_THE_DAY), (IN_TALK, ON_THE_DAY)):
        with clock.override(at):
            assert filled(semester, name) == row[name]


def test_without_days_nothing_is_recorded(semester):
    with undone(), clock.override(AFTER):
        Milestone.objects.filter(seminar=semester.here.seminar, kind="block").delete()
        assert {name: filled(semester, name) for name in BEFORE_THE_BLOCK} == BEFORE_THE_BLOCK


# ---- uploads --------------------------------------------------------------------------------------------------------

TAKEN = only(HOLDERS, 302, **{"waiting applicant": 409})
NOT_TAKEN = only(STUDENTS, 409)
CLOSES = HAND_IN_ENDS + timedelta(minutes=5)  # with the printed tolerance


def no_assignment():
    Publication.objects.all().delete()
    HandPlacement.objects.all().delete()


def no_late_files():
    Deliverable.objects.update(accepts_late=False)


def no_date():
    Milestone.objects.filter(kind="hand_in").delete()


@pytest.mark.parametrize(
    ("at", "before", "expected"),
    [
        pytest.param(IN_WINDOW, no_assignment, NOT_TAKEN, id="before the assignment"),
        pytest.param(WRITING, no_date, NOT_TAKEN, id="without a date"),
        pytest.param(WRITING, None, TAKEN, id="open"),
        pytest.param(WRITING, no_late_files, TAKEN, id="open, no late ones"),
        pytest.param(CLOSES - SECOND, no_late_files, TAKEN, id="last second"),
        pytest.param(CLOSES, no_late_files, NOT_TAKEN, id="late, not accepted"),
        pytest.param(CLOSES, None, TAKEN, id="late, accepted"),
    ],
)
def test_a_file_is_taken_from_holders_while_it_is_open(semester, at, before, expected):
    page = semester.here.address("submissions:deliverable")
    with undone(), clock.override(at):
        if before:
            before()
        assert filled(semester, "submissions:deliverable") == expected
        assert statuses(semester, "GET", page) == only(STUDENTS, 200)


def test_an_extension_opens_the_door_for_one_person(semester):
    """The other student has more time for the first slides than everybody."""
    with undone():
        no_late_files()
        for at, expected in ((local(2021, 7, 5), 302), (local(2021, 7, 9, 0, 5), 409)):
            with clock.override(at):
                found = filled(semester, "submissions:deliverable", kind="first-slides")
            assert found == {**NOT_TAKEN, "second student": expected}


def test_an_organiser_hands_in_for_holders_whatever_the_date(semester):
    with undone(), clock.override(AFTER):
        no_late_files()
        assert filled(semester, "submissions:upload") == only(ORGANISER, 302)
        no_assignment()
        assert filled(semester, "submissions:upload") == only((), 404)


# ---- slides ---------------------------------------------------------------------------------------------------------


def slides_of(semester, name):
    talk = semester.here.talks[name]
    return statuses(semester, "GET", semester.here.address("programme:slides", talk_id=talk.pk))


def test_slides_are_handed_out_by_publication_and_consent(semester):
    nobody = everybody(404)
    assert slides_of(semester, "third student") == everybody(200)
    assert slides_of(semester, "student") == nobody | dict.fromkeys(("student", *STAFF), 200)
    # Nothing is handed in; and the speaker, who allowed everything, has left.
    assert slides_of(semester, "second student") == slides_of(semester, "left") == nobody
    with undone():
        Version.objects.all().delete()
        assert slides_of(semester, "third student") == slides_of(semester, "student") == nobody

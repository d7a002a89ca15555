"""The doors after the release of one grade: nothing below it changes any more."""

import pytest

from seminar import clock
from tests.access.table import RELEASED, RELEASED_PAGES
from tests.access.visitors import filled, statuses
from tests.second_half import AFTER

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

# The sheet that the form is about otherwise is of somebody whose grade is not out.
SHEETS = ("grading:sheet", "grading:finalise")


@pytest.mark.parametrize("name", RELEASED)
def test_filled_forms_are_answered_as_the_table_says(released, name):
    here = released.here
    where = {"participation_id": here.cast["student"].pk} if name in SHEETS else {}
    with clock.override(AFTER):
        assert filled(released, name, **where) == RELEASED[name]


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_of_somebody_whose_grade_is_not_out_is_open(released, name):
    with clock.override(AFTER):
        assert filled(released, name)["supervisor"] == 302


@pytest.mark.parametrize("name", RELEASED_PAGES)
def test_pages_are_answered_as_the_table_says(released, name):
    with clock.override(AFTER):
        assert statuses(released, "GET", released.here.address(name)) == RELEASED_PAGES[name]

"""Canaries after the release of one grade: its student reads what was written about them, and nobody else more."""

import pytest

from tests.access.readers import AFTER_THE_RELEASE
from tests.access.test_canaries import differing

pytestmark = [pytest.mark.django_db]

# Outsiders were asked before; a release is none of their addresses.
VIEWPOINTS = ("anonymous", "student", "second student", "waiting applicant", "left", "other supervisor", "organiser")


@pytest.mark.parametrize("viewpoint", VIEWPOINTS)
def test_nobody_reads_what_the_table_does_not_give_them(released, viewpoint):
    assert differing(released, viewpoint, AFTER_THE_RELEASE) == {}

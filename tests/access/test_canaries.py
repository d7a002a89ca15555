"""Canaries: a word of its own in every personal field, and a walk through everything each viewpoint can get.

Pages, fragments, files and their names, tables, texts, calendars, mails: nobody reads a field of somebody else that the
table does not give them, and everybody reads what it does.
"""

import pytest

from tests.access.crawl import read_by
from tests.access.readers import READERS, expected
from tests.access.viewpoints import VIEWPOINTS
from tests.second_half import AFTER

pytestmark = [pytest.mark.django_db]


def differing(semester, viewpoint, table) -> dict[str, str]:
    """What is read and must not be, with the address; and what is not read although it may be.

    The receipt of a file is part of its address, so asking for it tells nothing.
    """
    number, found = read_by(semester, viewpoint, AFTER)
    assert number > 150
    wanted = expected(viewpoint, table)
    blind = {field for field in wanted - found.keys() if field.startswith("here") and ": receipt of " not in field}
    return {field: found[field] for field in found.keys() - wanted} | dict.fromkeys(blind, "not found")


def test_every_personal_field_stands_in_the_table(semester):
    known = {f"{house} {whose}: {field}" for house in ("here", "elsewhere") for whose, field in READERS}
    assert set(semester.markers.meaning.values()) == known


@pytest.mark.parametrize("viewpoint", VIEWPOINTS)
def test_nobody_reads_what_the_table_does_not_give_them(semester, viewpoint):
    assert differing(semester, viewpoint, READERS) == {}

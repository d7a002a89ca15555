"""The access matrix of the second half: every address, read from the resolver, against the written table."""

import pytest

from seminar import clock
from tests.access.acts import ACTS
from tests.access.table import FIRST_HALF, SECOND_HALF, TABLE
from tests.access.viewpoints import ADDRESSES
from tests.access.visitors import answers, filled
from tests.second_half import AFTER

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def test_every_address_stands_in_the_table():
    assert set(ADDRESSES) == set(TABLE)
    assert not set(FIRST_HALF) & set(SECOND_HALF)


def test_every_form_of_the_second_half_is_sent_filled_in():
    accepting = {name for name, row in SECOND_HALF.items() if set(row[1].values()) - {302, 404, 405}}
    assert accepting <= set(ACTS) == {name for name, row in SECOND_HALF.items() if len(row) == 3}


@pytest.mark.parametrize("name", SECOND_HALF)
def test_answers_are_those_of_the_table(semester, name):
    here, act = semester.here, ACTS.get(name)
    address = here.address(name, **(act.where(here) if act else {}))
    with clock.override(AFTER):
        found = answers(semester, address)
        if act:
            found = (*found, filled(semester, name))
    assert found == SECOND_HALF[name]

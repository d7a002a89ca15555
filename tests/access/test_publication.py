"""The access matrix after the close, when a run is published."""

import pytest

from tests.access.table import PUBLISHED
from tests.access.visitors import answers

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.mark.parametrize("name", PUBLISHED)
def test_answers_are_those_of_the_table(published, name):
    assert answers(published, published.address(name)) == PUBLISHED[name]

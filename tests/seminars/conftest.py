"""An organiser at the import of one seminar."""

import pytest

from tests.builders import make_seminar
from tests.seminars.importing import Import


@pytest.fixture
def seminar():
    return make_seminar()


@pytest.fixture
def imports(client, seminar):
    return Import(client, seminar)

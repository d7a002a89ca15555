import pytest

from tests.preferences.pages import Student, make_house


@pytest.fixture
def house(db):
    """A seminar with the papers A to E whose window is open at IN_WINDOW: (seminar, papers)."""
    return make_house()


@pytest.fixture
def student(house):
    return Student(house[0])

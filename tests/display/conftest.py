import pytest
from django.utils import translation


@pytest.fixture(params=["en", "de"])
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def english():
    with translation.override("en"):
        yield

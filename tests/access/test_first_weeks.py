"""The access matrix while preferences are open, and what holds for every page."""

import pytest
from django.urls import reverse

from seminar.seminars.models import Seminar
from tests.access.table import FIRST_HALF, LISTS, NOT_CLAIMING, TABLE
from tests.access.viewpoints import ADDRESSES, everybody
from tests.access.visitors import answers, signed_in, statuses, undone

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.mark.parametrize("name", FIRST_HALF)
def test_answers_are_those_of_the_table(world, name):
    assert answers(world, world.address(name)) == FIRST_HALF[name]


@pytest.mark.parametrize("name", LISTS)
def test_the_list_of_papers_has_the_same_doors_in_the_first_weeks(world, name):
    """The filled forms are sent later; whether supervisors may take papers is not yet said."""
    told = {"number": 1}  # of a row of the draft
    assert statuses(world, "GET", world.address(name, **told)) == LISTS[name][0]
    if name in NOT_CLAIMING:
        assert statuses(world, "POST", world.address(name, **told)) == NOT_CLAIMING[name]


# ---- pages outside the table ----------------------------------------------------------------------------------------


def test_before_the_announcement_outsiders_find_nothing(world):
    inside = ("supervisor", "other supervisor", "organiser")
    public = [name for name, row in TABLE.items() if row[0] == everybody(200)]
    with undone():
        Seminar.objects.filter(slug="here").update(announced_at=None, announced_by=None)
        found = {
            name: statuses(world, "GET", world.address(name))
            for name in public
            if "slug" in ADDRESSES[name].pattern.converters
        }
    assert set(found) >= {"seminars:public", "preferences:catalogue", "programme:public", "overview:calendar"}
    assert set(found) >= {"preferences:export", "preferences:bibtex"}
    assert found == dict.fromkeys(found, {**everybody(404), **dict.fromkeys(inside, 200)})


def test_account_pages_are_allauths_and_say_nothing_about_seminars(world):
    client = signed_in(None)
    for name in ("account_login", "account_signup", "account_reset_password", "account_request_login_code"):
        answer = client.get(reverse(name))
        assert answer.status_code == 200
        assert world.people["student"].email not in answer.content.decode()
    for name in ("account_logout", "account_email", "account_change_password", "account_set_password"):
        assert client.get(reverse(name)).status_code == 302


def test_personal_pages_are_not_stored_anywhere(world):
    for name in ("overview:mine", "preferences:mine", "preferences:receipt", "accounts:profile", "overview:start"):
        answer = world.visitors.ask("student", "GET", world.address(name))
        assert answer.headers["Cache-Control"] == "private, no-store"

"""Supervisors take papers while the organisers allow it; with a paper come its student's files, and they go with it."""

import pytest

from seminar import clock
from seminar.seminars.actions.supervision import claim_paper, give_back_paper
from seminar.seminars.models import Seminar
from tests.access.table import CLAIMING, NOT_CLAIMING
from tests.access.viewpoints import SUPERVISORS, only
from tests.access.visitors import filled, undone
from tests.second_half import WRITING

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

FILES = ("submissions:receipt", "submissions:file", "submissions:page")


def readers(semester) -> set[str]:
    """Which supervisors read the first student's report."""
    here = semester.here
    found = {
        (name, semester.visitors.ask(name, "GET", here.address(address)).status)
        for name in SUPERVISORS
        for address in FILES
    }
    assert {status for _name, status in found} <= {200, 404} and len(found) == len(SUPERVISORS)
    return {name for name, status in found if status == 200}


@pytest.mark.parametrize("name", CLAIMING)
def test_supervisors_take_and_give_back_until_the_reports_are_due(semester, name):
    with undone(), clock.override(WRITING):
        assert filled(semester, name) == CLAIMING[name]


@pytest.mark.parametrize("name", NOT_CLAIMING)
def test_nothing_is_taken_or_given_back_while_it_is_not_allowed(semester, name):
    with undone(), clock.override(WRITING):
        Seminar.objects.filter(pk=semester.here.seminar.pk).update(supervisors_may_claim=False)
        assert filled(semester, name) == NOT_CLAIMING[name]


def test_what_is_withdrawn_or_somebody_elses_is_not_taken(semester):
    here = semester.here
    with undone(), clock.override(WRITING):
        facts = {"withdrawn_at": WRITING, "withdrawn_by": here.organiser.user, "withdrawn_reason": "Too long."}
        type(here.lists.free).objects.filter(pk=here.lists.free.pk).update(**facts)
        assert filled(semester, "overview:claim") == only(SUPERVISORS, 409)
        own = filled(semester, "overview:claim", offered_id=here.offered["second student"].pk)
        assert own == only(("other supervisor",), 302, supervisor=409)


def test_files_come_and_go_with_the_paper(semester):
    here = semester.here
    by = {name: here.cast[name] for name in SUPERVISORS}
    with undone(), clock.override(WRITING):
        assert readers(semester) == {"supervisor"}
        give_back_paper(participation=by["supervisor"], offered=here.offered["student"])
        assert readers(semester) == set()
        claim_paper(participation=by["other supervisor"], offered=here.offered["student"])
        assert readers(semester) == {"other supervisor"}

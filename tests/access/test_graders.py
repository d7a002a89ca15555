"""Whoever is appointed to grade somebody reads that file at the own sheet, and through no other door."""

from contextlib import contextmanager

import pytest

from seminar import clock
from seminar.grading.actions import appoint
from tests.access.crawl import everything_for
from tests.access.viewpoints import ADDRESSES, parts_of
from tests.access.visitors import undone
from tests.second_half import AFTER
from tests.walk import links_of

pytestmark = [pytest.mark.django_db]

GRADER = "other supervisor"
SHEET = ("grading:sheet", "grading:sheet_file", "grading:sheet_page")


@contextmanager
def appointed(semester, *names):
    """These grade the first student."""
    here = semester.here
    graders = {here.cast["student"].pk: [here.cast[name] for name in names]}
    with undone(), clock.override(AFTER):
        appoint(participation=here.organiser, graders=graders)
        yield here


def status(semester, viewpoint, name, **where):
    return semester.visitors.ask(viewpoint, "GET", semester.here.address(name, **where)).status


def test_the_sheet_opens_with_the_appointment_and_closes_with_it(semester):
    asked = [(name, part) for name in SHEET for part in ("report", "presentation")]
    with appointed(semester, GRADER, "supervisor"):
        assert {status(semester, GRADER, name, part=part) for name, part in asked} == {200}
    with appointed(semester, "organiser"):
        assert {status(semester, GRADER, name, part=part) for name, part in asked} == {404}


def test_every_version_is_read_at_the_sheet_and_none_of_anybody_else(semester):
    with appointed(semester, GRADER) as here:
        for part, own in (("report", ("report", "late")), ("presentation", ("slides",))):
            address = here.address("grading:sheet_file", part=part)
            for name, row in here.files.items():
                answer = semester.visitors.ask(GRADER, "GET", address, {"receipt": row.receipt})
                assert answer.status == (200 if name in own else 404)


def test_no_other_address_knows_the_files(semester):
    """Neither those of hand-in nor any page that anything leads to."""
    with appointed(semester, GRADER) as here:
        for name in ADDRESSES:
            if name.startswith("submissions:"):
                for receipt in ("report", "late", "slides") if "receipt" in parts_of(name) else ("report",):
                    found = status(semester, GRADER, name, receipt=here.files[receipt].receipt)
                    assert found in (404, 405), name
        doors = {
            address.partition("?")[0]
            for address, answer in everything_for(semester, GRADER, AFTER).items()
            for field in semester.markers.in_text(answer)
            if field in ("here student: content of report", "here student: picture of report")
        }
    assert doors == {here.address("grading:sheet_file"), here.address("grading:sheet_page")}


def test_the_sheet_leads_to_no_page_that_is_not_there(semester):
    """Receipts are not for graders, so no link says otherwise."""
    with appointed(semester, GRADER) as here:
        for part in ("report", "presentation"):
            address = here.address("grading:sheet", part=part)
            page = semester.visitors.ask(GRADER, "GET", address)
            for link in links_of(address, page.body.decode()):
                assert semester.visitors.ask(GRADER, "GET", link).status in (200, 302), link


def test_the_supervisor_who_does_not_grade_reads_the_file_and_no_sheet(semester):
    """The paper is still theirs."""
    with appointed(semester, GRADER):
        assert {status(semester, "supervisor", name) for name in SHEET} == {404}
        for name in ("submissions:receipt", "submissions:file", "submissions:page"):
            assert status(semester, "supervisor", name) == 200


def test_whoever_grades_and_is_removed_reads_nothing(semester):
    with appointed(semester, GRADER) as here:
        person = here.cast[GRADER]
        type(person).objects.filter(pk=person.pk).update(left_at=AFTER, left_by=here.organiser.user)
        assert {status(semester, GRADER, name) for name in SHEET} == {404}

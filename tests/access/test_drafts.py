"""A reading list in the preview is one organiser's: nobody else reads it, decides in it, adds it or discards it."""

from contextlib import contextmanager

import pytest

from seminar import clock
from seminar.seminars.actions.people import remove_person
from tests.access.acts import ACTS
from tests.access.crawl import read_by
from tests.access.lists import DRAFT, draft_of, drafts
from tests.access.rows import changes, rows
from tests.access.visitors import signed_in, undone
from tests.builders import make_participation, make_user
from tests.second_half import AFTER

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

IMPORTS = [name for name in ACTS if name.startswith("seminars:import_")]
OF_THE_DRAFT = {f"here organiser: {what} of a draft" for what in DRAFT}


@contextmanager
def colleague(semester):
    """A second organiser of the same seminar looks, too."""
    with undone():
        person = make_participation(semester.here.seminar, "organiser", make_user("Colleague"))
        semester.people["colleague"], semester.visitors.clients["colleague"] = person.user, signed_in(person.user)
        yield person
    del semester.people["colleague"], semester.visitors.clients["colleague"]


def post(semester, viewpoint, name):
    here, act = semester.here, ACTS[name]
    with clock.override(AFTER):
        address = here.address(name, **act.where(here))
        return semester.visitors.ask(viewpoint, "POST", address, act.body(here), watch=rows)


def test_another_organiser_reads_nothing_of_it_anywhere(semester):
    """And everything else that organisers read."""
    with colleague(semester):
        _number, found = read_by(semester, "colleague", AFTER)
    assert {"here waiting applicant: name", "here second student: absence"} <= set(found)
    assert [field for field in found if field.endswith(" of a draft")] == []


@pytest.mark.parametrize("name", IMPORTS)
def test_another_organiser_who_sends_its_forms_changes_nothing_of_it(semester, name):
    with colleague(semester):
        before, kept = rows(), drafts()
        answer = post(semester, "colleague", name)
        after = answer.happened
    if name == "seminars:import_list":  # a list of their own; the other one waits where it was
        assert [change[:2] for change in changes(before, after)] == [("seminars.ReadingListDraft", "new")]
        assert list(after["seminars.ReadingListDraft"].values())[: len(kept)] == kept_as_rows(before)
    else:
        assert answer.status in (404, 409) and changes(before, after) == []


def kept_as_rows(before) -> list[dict]:
    return list(before["seminars.ReadingListDraft"].values())


@pytest.mark.parametrize("name", [name for name in IMPORTS if name != "seminars:import_list"])
def test_another_organiser_with_a_draft_of_their_own_cannot_reach_it(semester, name):
    with colleague(semester) as person:
        own = draft_of(person, semester.here.topic.title, dict.fromkeys(DRAFT, "Words"))
        before = rows()
        answer = post(semester, "colleague", name)
        assert own.pk in before["seminars.ReadingListDraft"]
        assert changes(before, answer.happened) == []
    assert semester.markers.in_text(answer.body.decode()) & OF_THE_DRAFT == set()


@pytest.mark.parametrize("name", IMPORTS)
def test_a_removed_organiser_reaches_the_own_draft_no_more(semester, name):
    """Nor does it come onto the list."""
    with colleague(semester) as person, clock.override(AFTER):
        remove_person(participation=person, person=semester.here.organiser, reason="moved")
        before = rows()
        answer = post(semester, "organiser", name)
        assert answer.status == 404 and changes(before, answer.happened) == []

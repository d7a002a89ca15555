"""The library is shared by all seminars: who reads whose names there, and whose records somebody puts right."""

from functools import partial

import pytest

from accounts.models import User
from seminar import clock
from seminar.overview.library.forms import MergeForm
from seminar.overview.library.merging import Merging
from seminar.seminars.models import Seminar
from tests.access.acts import ACTS
from tests.access.rows import changes, rows
from tests.access.sent import typed
from tests.access.viewpoints import FOUNDERS, LIBRARIANS, VIEWPOINTS, everybody, only, parts_of
from tests.access.visitors import signed_in, statuses, undone
from tests.builders import make_offered, make_participation, make_preferences, make_seminar, make_topic, make_user
from tests.second_half import AFTER
from tests.walk import masked

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

PAPERS = ("paper_id", "other_id")
ABOUT_PAPERS = ("overview:library_paper", "overview:merge", "seminars:offer")


# ---- ids ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ABOUT_PAPERS)
def test_a_paper_that_is_not_there_is_no_address(semester, name):
    for part in set(PAPERS) & set(parts_of(name)):
        for number in (0, 10**30):
            answers = statuses(semester, "GET", semester.here.address(name, **{part: number}))
            assert answers == only((), 404)


def test_a_record_of_another_record_that_is_not_there_is_not_looked_for(semester):
    address = semester.here.address("overview:library")
    for number, status in ((semester.here.lists.double.pk, 200), (0, 404), (10**30, 404)):
        assert semester.visitors.ask("organiser", "GET", address, {"with": number}).status == status


# ---- whose records --------------------------------------------------------------------------------------------------


def records(semester) -> list[tuple]:
    """Who answers for one of each pair of records, and whether the two look like the same work."""
    here, there = semester.here, semester.elsewhere
    mine, theirs = here.offered["student"].paper, there.offered["student"].paper
    return [
        (("organiser",), mine, here.lists.double, True),
        (("organiser elsewhere",), there.lists.double, theirs, True),
        (("organiser elsewhere",), here.lists.double, theirs, False),
        (("organiser", "organiser elsewhere"), mine, theirs, False),
        ((), here.lists.double, here.lists.spare, False),
    ]


def filled_merging(kept, other) -> dict:
    return typed(MergeForm(None, merging=Merging(kept, other)))


def test_records_are_merged_by_organisers_whose_list_has_one_of_them(semester):
    """Without the right to set seminars up; supervisors answer for papers, not for lists.

    Two works are merged by nobody who answers for only one of them: the other stands on somebody else's list.
    """
    with undone(), clock.override(AFTER):
        User.objects.update(may_create_seminars=False)
        for people, kept, other, are_alike in records(semester):
            for paper, second in ((kept, other), (other, kept)):
                address = semester.here.address("overview:merge", paper_id=paper.pk, other_id=second.pk)
                assert statuses(semester, "GET", address) == only(people, 200)
                # The mark of what the page showed is missing.
                assert statuses(semester, "POST", address) == only(people, 422)
                found = statuses(semester, "POST", address, partial(filled_merging, paper, second))
                assert found == only(people, 302 if are_alike else 403)
        readers = set(LIBRARIANS) - {"operator"}
        assert statuses(semester, "GET", semester.here.address("overview:library")) == only(readers, 200)


def test_an_organiser_who_has_left_answers_for_no_record(semester):
    here = semester.here
    with undone():
        User.objects.update(may_create_seminars=False)
        type(here.organiser).objects.filter(pk=here.organiser.pk).update(left_at=AFTER, left_by=here.organiser.user)
        for name in ("overview:library", "overview:library_paper", "overview:merge"):
            assert semester.visitors.ask("organiser", "GET", here.address(name)).status == 404


def test_a_merge_changes_the_two_records_and_their_lists_only(semester):
    here, act = semester.here, ACTS["overview:merge"]
    before = rows()
    with clock.override(AFTER):
        answer = semester.visitors.ask("organiser", "POST", here.address("overview:merge"), act.body(here), watch=rows)
    told = changes(before, answer.happened)
    assert {label for label, *_rest in told} == {"papers.Paper", "log.Entry"}
    gone = before["papers.Paper"].keys() - answer.happened["papers.Paper"].keys()
    assert gone == {here.lists.double.pk}


# ---- whose names ----------------------------------------------------------------------------------------------------


def names_in_the_library(semester, user) -> set[str]:
    """Of both seminars, on the pages of all of their papers."""
    client, found = signed_in(user), set()
    with undone(), clock.override(AFTER):
        for house in (semester.here, semester.elsewhere):
            for offered in house.offered.values():
                page = client.get(house.address("overview:library_paper", paper_id=offered.paper_id))
                assert page.status_code == 200
                found |= semester.markers.in_text(page.content.decode())
    return {field for field in found if "supervisor" not in field}


HOLD = ("student", "second student", "third student")


def test_names_are_read_by_the_staff_of_that_seminar(semester):
    here = {f"here {name}: name" for name in HOLD}
    for name in ("supervisor", "other supervisor", "organiser"):
        user = semester.people[name]
        # The frame of every page names whoever looks.
        assert names_in_the_library(semester, user) - {f"here {name}: name"} == here
    assert names_in_the_library(semester, semester.people["operator"]) == set()


def test_who_studies_in_one_seminar_and_is_staff_of_another_reads_no_fellow_students_name(semester):
    here = semester.here
    with undone():
        waiting = here.cast["waiting applicant"].user
        make_participation(semester.elsewhere.seminar, "supervisor", waiting)
        there = {f"elsewhere {name}: name" for name in HOLD}
        assert names_in_the_library(semester, waiting) == there | {"here waiting applicant: name"}


# ---- what is not announced ------------------------------------------------------------------------------------------


def hidden_seminar(semester) -> Seminar:
    """Somebody prepares a seminar with the papers of this one; a student is in it already."""
    by = make_user("Hidden organiser")
    seminar = make_seminar(slug="hidden", title="Hidden title", announced=False, by=by, semester="2021W")
    topic = make_topic(seminar, "Hidden topic")
    student = make_participation(seminar, user=make_user("Hidden student"))
    for name, paper in (("student", semester.here.offered["student"].paper), ("spare", semester.here.lists.spare)):
        facts = {"question": f"Hidden question {name}", "why": "Hidden reason", "places": 7}
        offered = make_offered(seminar, topic=topic, paper=paper, **facts)
        make_preferences(student, [offered]) if name == "student" else None
    return seminar


def pages(semester, viewpoint) -> dict[str, tuple]:
    here, found = semester.here, {}
    spare = {"paper_id": here.lists.spare.pk}
    for name, where in [(name, {}) for name in ("overview:library", "overview:library_paper", "seminars:library")] + [
        ("overview:library_paper", spare), ("seminars:offer", spare), ("seminars:import_preview", {}),
        ("preferences:export", {}), ("preferences:bibtex", {}), ("overview:supervision", {}),
    ]:  # fmt: skip
        address = here.address(name, **where)
        answer = semester.visitors.ask(viewpoint, "GET", address)
        found[address] = (answer.status, masked(answer.body.decode()))
    return found


@pytest.mark.parametrize("viewpoint", VIEWPOINTS)
def test_a_seminar_that_is_not_announced_changes_no_page(semester, viewpoint):
    with clock.override(AFTER):
        before = pages(semester, viewpoint)
        with undone():
            hidden_seminar(semester)
            assert pages(semester, viewpoint) == before


def test_its_own_staff_reads_it_there(semester):
    """The two worlds do differ."""
    with undone(), clock.override(AFTER):
        organiser = hidden_seminar(semester).created_by
        page = signed_in(organiser).get(semester.here.address("overview:library_paper")).content.decode()
        assert "Hidden title" in page and "Hidden topic" in page


def test_who_merges_learns_that_there_is_one_and_not_which(semester):
    """The merge changes its list, so it is counted."""
    with undone(), clock.override(AFTER):
        hidden_seminar(semester)
        for viewpoint in FOUNDERS:
            page = semester.visitors.ask(viewpoint, "GET", semester.here.address("overview:merge")).body.decode()
            assert "1 seminar that is not announced" in page and "Hidden" not in page and "hidden/" not in page


# ---- lists to take away ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["bibtex", "csv", "csl-json", "markdown"])
def test_a_list_to_take_away_is_the_same_for_everybody_and_names_nobody(semester, form):
    here = semester.here
    withdrawn = here.offered["left"]
    with undone(), clock.override(AFTER):
        facts = {"withdrawn_at": AFTER, "withdrawn_by": here.organiser.user, "withdrawn_reason": "Secret of the staff"}
        type(withdrawn).objects.filter(pk=withdrawn.pk).update(**facts)
        address = here.address("preferences:export", form=form)
        found = {semester.visitors.ask(viewpoint, "GET", address).body.decode() for viewpoint in VIEWPOINTS}
    (text,) = found
    assert semester.markers.in_text(text) == set() and "Secret" not in text and "example.org" not in text
    listed = {row.pk for row in here.seminar.offered_papers.in_full() if row.paper.title in text}
    assert listed == {row.pk for row in here.seminar.offered_papers.all()} - {withdrawn.pk}
    assert not [row for row in semester.elsewhere.seminar.offered_papers.in_full() if row.paper.title in text]


def test_one_paper_to_take_away_names_nobody(semester):
    address = semester.here.address("preferences:bibtex")
    (text,) = {semester.visitors.ask(viewpoint, "GET", address).body.decode() for viewpoint in VIEWPOINTS}
    assert semester.here.offered["student"].paper.title in text and semester.markers.in_text(text) == set()


def test_what_is_not_announced_is_not_taken_away(semester):
    here = semester.here
    inside = ("supervisor", "other supervisor", "organiser")
    with undone():
        Seminar.objects.filter(pk=here.seminar.pk).update(announced_at=None, announced_by=None)
        for name in ("preferences:export", "preferences:bibtex"):
            found = statuses(semester, "GET", here.address(name))
            assert found == {**everybody(404), **dict.fromkeys(inside, 200)}

"""The draft of a reading list, and the way back from the list of the seminar."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from papers.models import Paper
from seminar import clock
from seminar.assignment.actions import compute
from seminar.log.models import Entry
from seminar.preferences.actions import submit
from seminar.seminars.actions import list_import
from seminar.seminars.models import OfferedPaper, ReadingListDraft
from seminar.seminars.tasks import sweep_drafts
from tests.builders import (
    IN_WINDOW,
    make_offered,
    make_paper,
    make_participation,
    make_seminar,
    make_topic,
)
from tests.seminars.importing import COLUMNS, LIST, text_of

pytestmark = pytest.mark.django_db


# ---- the draft -------------------------------------------------------------------------------------------------------


def test_a_list_is_discarded(imports):
    imports.give(LIST)
    answer = imports.client.post(imports.url("import_removal"), {"draft": ReadingListDraft.objects.get().pk})
    assert "Nothing was added." in text_of(imports.client.get(answer.url))
    assert not ReadingListDraft.objects.exists()


def test_after_a_week_without_a_change_a_draft_is_removed(imports):
    with clock.override(IN_WINDOW):
        imports.give(LIST)
    with clock.override(IN_WINDOW + timedelta(days=6)):
        assert sweep_drafts() == 0
        imports.save(take=["1"])
    with clock.override(IN_WINDOW + timedelta(days=13)):
        assert sweep_drafts() == 0
    with clock.override(IN_WINDOW + timedelta(days=13, seconds=1)):
        assert sweep_drafts() == 1


@pytest.mark.postgres_too
def test_a_person_has_one_draft_in_a_seminar(imports):
    """Besides those that were added."""
    imports.give(LIST)
    imports.save("import_papers")
    imports.give(LIST)
    draft = ReadingListDraft.objects.get(added_at=None)
    draft.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save(force_insert=True)


# ---- the way back ----------------------------------------------------------------------------------------------------


def added(imports, text=LIST) -> ReadingListDraft:
    imports.give(text)
    imports.save("import_papers")
    return ReadingListDraft.objects.latest("added_at")


def take_back(imports, draft, **known):
    return imports.client.post(imports.url("import_return", draft.pk), **known)


@pytest.mark.postgres_too
def test_a_list_is_taken_back_and_comes_into_the_preview_with_its_decisions(imports, seminar):
    make_paper("Noise helps", authors="Mary Somerville")
    make_topic(seminar, "Generalisation")
    imports.give(LIST)
    imports.correct(3, title="Margins, norms and depth")
    imports.save(take=["2", "3"])
    imports.save("import_papers")
    draft = ReadingListDraft.objects.get()
    assert "2 papers" in text_of(imports.client.get(imports.url("import_list")))
    answer = take_back(imports, draft)
    assert answer.url == imports.url("import_preview")
    text = text_of(imports.client.get(answer.url))
    assert "2 papers are off the list again." in text and "stay" not in text.split("</ul>")[0]
    assert "Margins, norms and depth" in text and "Add 2 papers to 2 topics" in text
    assert imports.offered() == [] and [topic.title for topic in seminar.topics.all()] == ["Generalisation"]
    assert [paper.title for paper in Paper.objects.all()] == ["Noise helps"]
    entry = Entry.objects.latest("pk")
    assert (entry.what, entry.after) == ("list.taken_back", {"number": 2, "stay": 0})
    assert entry.before == {"titles": ["Margins, norms and depth", "Noise helps"]}
    imports.save("import_papers")
    assert len(imports.offered()) == 2


def change_it(imports, offered):
    OfferedPaper.objects.filter(pk=offered.pk).update(why="The proof is short.")


def change_the_publication(imports, offered):
    Paper.objects.filter(pk=offered.paper_id).update(venue="NeurIPS")


def withdraw_it(imports, offered):
    form = {"withdrawn_reason": "Nobody can supervise it now."}
    assert imports.client.post(imports.url("withdrawal", offered.pk), form).status_code == 302


def rank_it(imports, offered):
    others = [make_offered(imports.seminar, title) for title in ("Paper A", "Paper B")]
    student = make_participation(imports.seminar, "student")
    with clock.override(IN_WINDOW):
        submit(participation=student, order=[offered.pk, *(row.pk for row in others)], passed=[])


@pytest.mark.postgres_too
@pytest.mark.parametrize("happens", [change_it, change_the_publication, withdraw_it, rank_it])
def test_what_was_changed_or_ranked_since_stays(imports, seminar, happens):
    draft = added(imports)
    offered = seminar.offered_papers.get(paper__title="Noise helps")
    happens(imports, offered)
    answer = take_back(imports, draft, follow=True)
    assert "2 papers are off the list again." in text_of(answer)
    assert "1 paper stays: somebody changed or ranked it since." in text_of(answer)
    assert {"Noise helps"} == {title for _topic, title in imports.offered()} - {"Paper A", "Paper B"}
    assert "Optimisation" in {topic.title for topic in seminar.topics.all()}
    assert imports.fates() == ["new", "here", "new"]


@pytest.mark.postgres_too
def test_a_paper_that_another_seminar_offers_stays_in_the_library(imports):
    draft = added(imports)
    make_offered(make_seminar(slug="another"), paper=Paper.objects.get(title="Noise helps"))
    take_back(imports, draft)
    assert [paper.title for paper in Paper.objects.all()] == ["Noise helps"]


def test_once_an_assignment_is_computed_a_list_stays(imports, seminar):
    draft = added(imports)
    compute(participation=seminar.participations.get())
    assert "Assignments were computed with it since." in text_of(imports.client.get(imports.url("import_list")))
    answer = take_back(imports, draft)
    assert answer.status_code == 409 and "Withdraw single papers instead." in text_of(answer)
    assert len(imports.offered()) == 3


def test_a_list_that_waits_is_not_lost_for_one_that_is_taken_back(imports):
    draft = added(imports)
    imports.give("Another paper, Ada Lovelace")
    answer = take_back(imports, draft)
    assert answer.status_code == 409 and "Add or discard that one first." in text_of(answer)
    assert len(imports.offered()) == 3 and ReadingListDraft.objects.count() == 2


def test_a_second_press_changes_nothing(imports):
    draft = added(imports)
    take_back(imports, draft)
    before = Entry.objects.count()
    assert take_back(imports, draft).status_code == 409
    assert Entry.objects.count() == before


def test_after_a_week_a_list_is_there_to_stay(imports):
    with clock.override(IN_WINDOW):
        draft = added(imports)
    with clock.override(IN_WINDOW + timedelta(days=7, seconds=1)):
        assert sweep_drafts() == 1
        assert take_back(imports, draft).status_code == 404
    assert len(imports.offered()) == 3


def test_only_who_added_a_list_takes_it_back(imports, seminar, client):
    draft = added(imports)
    for role in ("organiser", "supervisor", "student"):
        client.force_login(make_participation(seminar, role).user)
        assert take_back(imports, draft).status_code == 404
    assert len(imports.offered()) == 3


@pytest.mark.parametrize("lists", [1, 3])
def test_lists_that_were_added_cost_the_same_for_any_number(imports, django_assert_num_queries, lists):
    for number in range(lists):
        added(imports, f"Paper number {'i' * (number + 1)}, Ada Lovelace")
    with django_assert_num_queries(7):
        assert imports.client.get(imports.url("import_list")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_the_same_for_any_number(imports, seminar, django_assert_num_queries, rows):
    make_participation(seminar, "supervisor")
    lines = "".join(
        f"Noise number in gradients {'i' * (n + 1)}t helps;Ada N;;2019;190{n}.00001;T\n" for n in range(rows)
    )
    for n in range(rows):
        make_paper(f"Other {n}", arxiv_id=f"190{n}.00001")
    imports.give(COLUMNS + lines)
    assert imports.fates() == ["library"] * rows
    pages = [("import_list", 7), ("import_preview", 12), ("import_row", 9)]
    for name, number in pages:
        address = imports.url(name, 1) if name == "import_row" else imports.url(name)
        with django_assert_num_queries(number):
            assert imports.client.get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 20])
def test_papers_of_the_library_are_completed_in_one_go(imports, django_assert_num_queries, rows):
    """The seminar is locked meanwhile."""
    lines = ""
    for number in range(rows):
        make_paper(f"Number {'i' * number}i", arxiv_id=f"1901.{number:05}", venue="")
        lines += f"Number {'i' * number}i;Ada N;ICML;2019;1901.{number:05};T\n"
    imports.give(COLUMNS + lines)
    page = imports.page()
    known = {"participation": imports.seminar.participations.get(), "draft_id": page.draft.pk, "key": page.plan.key}
    with django_assert_num_queries(24):
        list_import.import_list(**known)
    assert Paper.objects.filter(venue="ICML").count() == rows

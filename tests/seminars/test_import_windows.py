"""A reading list in two windows, and others who work meanwhile."""

import pytest

from papers.models import Paper
from seminar.log.models import Entry
from seminar.seminars.actions import list_import
from seminar.seminars.models import ReadingListDraft
from seminar.seminars.reading_list import ReadingList
from tests.builders import (
    IN_WINDOW,
    make_offered,
    make_paper,
    make_participation,
    make_user,
)
from tests.seminars.importing import LIST, text_of

pytestmark = pytest.mark.django_db


def test_a_second_window_overwrites_nothing_unseen(imports):
    imports.give(LIST)
    old = imports.fields()
    imports.save(take=["1"])
    answer = imports.save(fields=old | {"take": ["1", "3"]})
    assert answer.status_code == 409
    text = text_of(answer)
    assert "<title>Error:" in text and "the other window says otherwise" in text
    assert [row.row.take for row in answer.context["page"].rows] == [True, False, True]
    assert [row.row.take for row in imports.page().rows] == [True, False, False]
    again = old | {"take": ["1", "3"], "seen": answer.context["page"].seen}
    assert imports.save(fields=again).status_code == 302
    assert [row.row.take for row in imports.page().rows] == [True, False, True]


def test_a_row_corrected_in_another_window_is_not_overwritten_unseen(imports):
    imports.give(LIST)
    old = imports.client.get(imports.url("import_row", 1)).context["form"].row_seen
    imports.correct(1, title="From the other window")
    answer = imports.correct(1, title="From here", seen=old)
    text = text_of(answer)
    assert answer.status_code == 409
    assert "From the other window" in text and 'value="From here"' in text
    assert imports.page().list.rows[0].value("title") == "From the other window"


def test_a_new_list_asks_before_it_takes_the_place_of_the_old_one(imports):
    imports.give(LIST)
    old = imports.fields()
    answer = imports.give("Another paper, Ada Lovelace\nAnd one more, Emmy Noether\n")
    assert answer.status_code == 422
    assert "A list waits in the preview." in text_of(answer) and "Another paper, Ada Lovelace" in text_of(answer)
    assert len(imports.page().list.rows) == 3
    imports.give("Another paper, Ada Lovelace\nAnd one more, Emmy Noether\n", replace="on")
    assert ReadingListDraft.objects.count() == 1
    for name in ("import_preview", "import_papers", "import_form", "import_removal"):
        answer = imports.save(name, fields=old)
        assert answer.status_code == 409 and "is not there any more" in text_of(answer)
    assert not imports.offered()


def test_a_paper_that_came_onto_the_list_meanwhile_stops_the_act(imports, seminar):
    imports.give(LIST)
    form = imports.fields()
    make_offered(seminar, paper=make_paper("Noise helps", authors="Mary Somerville"))
    answer = imports.save("import_papers", fields=form)
    assert answer.status_code == 409
    text = text_of(answer)
    assert "Nothing was added" in text and '<a href="#row-2">' in text and "Add 2 papers to 2 topics" in text
    assert seminar.offered_papers.count() == 1
    imports.save("import_papers")
    assert seminar.offered_papers.count() == 3


def test_a_supervisor_who_left_meanwhile_stops_the_act(imports, seminar):
    person = make_participation(seminar, "supervisor")
    imports.give(LIST)
    imports.save(**{"all-supervisor": person.pk})
    form = imports.fields()
    person.left_at, person.left_by = IN_WINDOW, seminar.created_by
    person.save()
    assert imports.save("import_papers", fields=form).status_code in (409, 422)
    assert not imports.offered()


def test_a_paper_that_came_into_the_library_meanwhile_stops_nothing(imports):
    imports.give(LIST)
    form = imports.fields()
    make_paper("Noise helps", authors="Mary Somerville")
    assert imports.save("import_papers", fields=form).status_code == 302
    assert Paper.objects.count() == 3


def test_a_seminar_that_is_faster_with_a_paper_is_not_overtaken(imports, monkeypatch):
    """Between looking and storing another seminar may add the same arXiv id: both then offer one record."""
    topics_of = list_import._topics

    def meanwhile(*given):
        make_paper("Wide networks are linear", arxiv_id="1902.00001")
        return topics_of(*given)

    imports.give(LIST)
    monkeypatch.setattr(list_import, "_topics", meanwhile)
    assert imports.save("import_papers").status_code == 302
    assert len(imports.offered()) == 3 and Paper.objects.count() == 3
    assert Entry.objects.get(what="list.imported").after["from_library"] == 1


def test_an_organiser_who_was_removed_adds_nothing(imports, seminar):
    imports.give(LIST)
    form = imports.fields()
    row = seminar.participations.organisers().get()
    row.left_at, row.left_by = IN_WINDOW, make_user()
    row.save()
    assert imports.save("import_papers", fields=form).status_code == 404
    assert not Paper.objects.exists()


def test_a_second_press_on_the_button_of_the_act_leads_to_the_list(imports):
    imports.give(LIST)
    form = imports.fields()
    assert imports.save("import_papers", fields=form).url == imports.url("papers")
    assert imports.save("import_papers", fields=form).url == imports.url("papers")
    assert len(imports.offered()) == 3 and Entry.objects.count() == 1


def test_a_second_press_on_the_button_of_the_list_leads_to_the_preview(imports):
    imports.give(LIST)
    assert imports.give(LIST).url == imports.url("import_preview")
    assert imports.give(LIST, form="plain-lines").status_code == 422


@pytest.mark.postgres_too
def test_a_record_that_is_merged_in_this_moment_stops_the_act(imports, monkeypatch):
    """Between the comparison and the lock of the papers."""
    paper = make_paper("Noise helps", authors="Mary Somerville")
    imports.give(LIST)
    form, compare = imports.fields(), ReadingList.compare

    def meanwhile(reading_list, seminar):
        compare(reading_list, seminar)
        Paper.objects.filter(pk=paper.pk).delete()

    monkeypatch.setattr(ReadingList, "compare", meanwhile)
    answer = imports.save("import_papers", fields=form)
    assert answer.status_code == 409 and imports.offered() == []

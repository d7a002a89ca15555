"""Entries of a reading list that the library, the seminar or another row has already."""

import pytest

from papers.models import Paper
from seminar.log.models import Entry
from tests.builders import (
    make_offered,
    make_paper,
    make_seminar,
)
from tests.seminars.importing import COLUMNS, LIST, text_of

pytestmark = pytest.mark.django_db


def test_a_paper_of_the_library_is_offered_from_there_and_its_gaps_are_filled(imports):
    known = make_paper("Wide Networks Are Linear", authors="Ada Lovelace", venue="", year=None)
    imports.give(LIST)
    assert imports.fates() == ["library", "new", "new"]
    imports.save("import_papers")
    known.refresh_from_db()
    assert (known.title, known.published, known.arxiv_id) == ("Wide Networks Are Linear", "ICML 2019", "1902.00001")
    assert Paper.objects.count() == 3
    assert Entry.objects.get().after["from_library"] == 1


def test_a_gap_that_is_filled_stands_in_the_record_of_every_seminar_that_offers_the_paper(imports):
    known = make_paper("Wide Networks Are Linear", authors="Ada Lovelace", venue="", year=None)
    third = make_paper("Another work", authors="X Y", arxiv_id="1902.00001")
    elsewhere = make_offered(make_seminar(), paper=known).seminar
    imports.give(LIST.replace(";1902.00001;", ";;"))
    imports.save("import_papers")
    entry = Entry.objects.get(seminar=elsewhere)
    assert (entry.what, entry.subject, entry.by) == ("paper.changed", known.title, imports.seminar.created_by)
    assert (entry.before, entry.after) == ({"venue": "", "year": None}, {"venue": "ICML", "year": 2019})
    third.refresh_from_db()
    assert third.arxiv_id == "1902.00001"


def test_a_link_alone_is_enough_for_a_paper_of_the_library(imports):
    make_paper("Wide networks", arxiv_id="1902.00001")
    imports.give("https://arxiv.org/abs/1902.00001v2\n")
    imports.save(**{"all-topic": "T"})
    assert imports.fates() == ["library"]
    imports.save("import_papers")
    assert imports.offered() == [("T", "Wide networks")]


def test_one_work_in_two_rows_is_added_once_with_what_both_know(imports):
    imports.give(
        LIST + "Wide networks are linear;Ada Lovelace;;2019;;Optimisation\nNoise helps;Mary Somerville;JMLR;2020;;\n"
    )
    assert imports.fates() == ["new", "new", "new", "repeated", "repeated"]
    assert "the same work as" in text_of(imports.preview())
    imports.save("import_papers")
    assert Paper.objects.get(title="Noise helps").published == "JMLR 2020"
    assert len(imports.offered()) == 3


def test_two_rows_that_name_one_paper_of_the_library_offer_it_once(imports):
    make_paper("Wide networks", authors="Ada Lovelace", year=2019, arxiv_id="1902.00001")
    imports.give(COLUMNS + "Other words;A B;;;1902.00001;T\nWide networks;Ada Lovelace;;2019;;T\n")
    assert imports.fates() == ["library", "repeated"]
    imports.save("import_papers")
    assert imports.offered() == [("T", "Wide networks")]


@pytest.mark.parametrize(("answer", "number"), [("same", 2), ("other", 3), ("", 2)])
def test_what_may_be_the_same_is_asked(imports, answer, number):
    first, second = (
        "Noise in gradient descent helps;Ada Noether;;",
        "Noise in gradient descents helps;Ada Noether, Bo Carl;JMLR;",
    )
    imports.give(f"{COLUMNS}{first}2019;;T\n{second}2019;;T\nMore;D E;;;;T\n")
    assert imports.fates() == ["new", "waiting", "new"]
    text = text_of(imports.preview())
    assert "Row 2 may be the same work as row 1." in text and "Add 2 papers to 1 topic" in text
    if answer:
        imports.save(**{"answer-2": answer})
    assert f"Add {number} papers to 1 topic" in text_of(imports.preview())
    imports.save("import_papers")
    assert Paper.objects.count() == number
    assert Paper.objects.order_by("pk")[0].venue == ("JMLR" if answer == "same" else "")


def test_a_question_about_a_paper_of_the_library(imports):
    known = make_paper("Noise in gradient descents helps", authors="Emmy Noether", venue="", year=2019)
    imports.give(COLUMNS + "Noise in gradient descent helps;Emmy Noether;JMLR;2019;;T\n")
    assert imports.fates() == ["waiting"]
    assert "may be the same work as a paper of the library" in text_of(imports.preview())
    imports.save(**{"answer-1": "same"})
    assert imports.fates() == ["library"]
    imports.save("import_papers")
    assert imports.offered() == [("T", "Noise in gradient descents helps")]
    known.refresh_from_db()
    assert known.venue == "JMLR"


def test_the_same_work_can_be_taken_back_where_another_row_names_the_paper(imports):
    make_paper("Noise helps deep networks", authors="Mary Somerville", year=2019, arxiv_id="1902.00002")
    similar = "Noise helps a deep network;Mary Somerville;;2019;;T\n"
    imports.give(COLUMNS + "Noise helps deep networks;Mary Somerville;;2019;1902.00002;T\n" + similar)
    assert imports.fates() == ["library", "waiting"]
    imports.save(**{"answer-2": "same"})
    assert imports.fates() == ["library", "repeated"]
    assert 'name="answer-2"' in text_of(imports.preview())
    imports.save(**{"answer-2": "other"})
    assert imports.fates() == ["library", "new"]


def test_a_work_that_stands_under_a_heading_once_stands_under_it(imports):
    imports.give(COLUMNS + "Noise helps;Mary Somerville;;;;\nNoise helps;Mary Somerville;;;;Optimisation\n")
    assert imports.fates() == ["new", "repeated"]
    imports.save("import_papers")
    assert imports.offered() == [("Optimisation", "Noise helps")]

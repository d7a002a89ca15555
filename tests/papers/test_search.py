"""Search in the library: the same answers on both databases."""

import time

import pytest
from django.db import connection

from papers.models import Paper
from papers.search import search, words_in
from tests.builders import make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def papers():
    make_paper(
        "Über Kernels: why 50% of O'Neil's nets learn", authors="Kurt Gödel\nJan van der Berg", venue="ICML", year=2019,
        arxiv_id="1906.05271", doi="10.1000/abc_1(2)", keywords="neural tangent kernel\nC++",
    )  # fmt: skip
    make_paper("Deep sets", authors="Søren Straße", venue="NeurIPS", year=2017)
    make_paper("1e5 ways of 3d-printing -7 things", authors="Žofie Nová", venue="", year=None)
    make_paper("深い 学習 Модель", authors="Ngọc Ánh", venue="", year=None)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("gödel", ["Über"]), ("GODEL", ["Über"]), ("uber kern", ["Über"]), ("kern uber", ["Über"]),
        ("berg 2019", ["Über"]),
        ("1906.05271", ["Über"]), ("1906", ["Über"]), ("10.1000/abc_1(2)", ["Über"]), ("tangent", ["Über"]),
        ("o'neil's", ["Über"]), ("neil", ["Über"]), ("50%", ["Über"]), ("c++", ["Über"]), ("icml 2019", ["Über"]),
        ("strasse", ["Deep"]), ("straße", ["Deep"]), ("søren", ["Deep"]),
        ("SØREN", ["Deep"]), ("soren", ["Deep"]), ("neur", ["Über", "Deep"]), ("nova", ["1e5"]),
        ("neur 2017", ["Deep"]), ("2017 neur", ["Deep"]), ("1e5", ["1e5"]), ("3d", ["1e5"]), ("3d print", ["1e5"]),
        ("-7", ["1e5"]), ("7 th", ["1e5"]), ("модель", ["深い"]), ("学習", ["深い"]), ("学", ["深い"]),
        ("anh", ["深い"]),
        ("ernels", []), ("nothing", []), ("icml nothing", []), ("' OR 1=1 --", []), ('"', []),
        ("* AND", []), ("", None),
        ("   ", None), ("(", []),
        ("+++", []), ("??", []), (" _ ", []),
        ("NOT deep", []), ("title:deep", []), ("deep:*", ["Deep"]), ("x" * 5000, []),
    ],
)  # fmt: skip
def test_words_find_papers(papers, words, found):
    heads = {paper.title.split()[0] for paper in Paper.objects.search(words)}
    assert heads == ({"Über", "Deep", "1e5", "深い"} if found is None else set(found))


def test_every_change_is_seen(papers):
    paper = Paper.objects.get(title="Deep sets")
    paper.title = "Shallow sets"
    paper.save(update_fields=["title"])
    assert not Paper.objects.search("deep").exists()
    assert Paper.objects.search("shallow").get() == paper
    Paper.objects.filter(pk=paper.pk).update(search_text="renamed by hand")
    assert Paper.objects.search("hand").get() == paper
    assert not Paper.objects.search("shallow").exists()
    paper.delete()
    assert not Paper.objects.search("hand").exists()


def test_papers_stored_many_at_once_are_found():
    Paper.objects.bulk_create(Paper(title=f"Sparse {word}", authors="Ada Lovelace") for word in ("kernels", "graphs"))
    assert Paper.objects.search("sparse graph").get().title == "Sparse graphs"


def test_whole_words_of_one_of_several_groups_are_found(papers):
    def heads(*groups):
        return {paper.title.split()[0] for paper in Paper.objects.holding(*groups)}

    assert heads(["soren"]) == heads(["deep", "sets"]) == {"Deep"}
    assert heads(["deep", "kernels"]) == heads(["sor"]) == heads([]) == heads() == set()
    assert heads(["deep", "2019"], ["nova"], ["neil", "berg"], []) == {"1e5", "Über"}


def test_search_narrows_what_it_is_given(papers):
    assert search(Paper.objects.filter(year=2017), "neur").count() == 1
    assert search(Paper.objects.exclude(year=2017), "neur").count() == 1
    assert [paper.year for paper in search(Paper.objects.order_by("-year"), "neur")] == [2019, 2017]


def test_a_word_is_cut_where_no_index_could_take_it():
    make_paper("y" * 300)
    assert Paper.objects.search("y" * 300).count() == 1
    assert words_in("Ein_Wort: 1906.05271v2, naïve") == ["ein", "wort", "1906", "05271v2", "naive"]


def test_600_papers_answer_at_once():
    Paper.objects.bulk_create(
        Paper(title=f"Paper {n} about things", authors="A B", search_text=f"paper {n} about things") for n in range(600)
    )
    started = time.perf_counter()
    assert Paper.objects.search("about things 599 no").count() == 0
    assert len(Paper.objects.search("599 thin")) == 1
    assert len(Paper.objects.search("about")) == 600
    assert time.perf_counter() - started < 0.3


@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 is SQLite's")
def test_the_index_of_sqlite_fits_its_table(papers):
    Paper.objects.first().delete()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO papers_paper_search(papers_paper_search) VALUES ('integrity-check')")

"""Which entries are the same work: the cases in which the likeness of titles alone goes wrong."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.reading_lists.duplicates import ASK, DIFFERENT, SAME, Index, Verdict, compare, marked
from papers.reading_lists.entry import Entry

NETS = Entry(
    title="Understanding deep learning requires rethinking generalization", authors=("Ada Lovelace",), year=2017
)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (Entry(title="A", arxiv_id="1503.02531"), Entry(title="B", arxiv_id="1503.02531"), SAME),
        (Entry(title="A", doi="10.1/X"), Entry(title="B", doi="10.1/x"), SAME),
        (NETS, replace(NETS, title="Understanding Deep Learning Requires Rethinking Generalization.", year=2016), SAME),
        (NETS, replace(NETS, year=2021), ASK),
        (NETS, replace(NETS, title="Understanding deep learning (still) requires rethinking generalization"), DIFFERENT),
        (NETS, replace(NETS, title="Understanding deep learning requires re-thinking generalisation"), ASK),
        (NETS, replace(NETS, authors=("Kurt Gödel",)), DIFFERENT),
        (NETS, replace(NETS, authors=()), ASK),
        (Entry(title="Deep learning", authors=("A. Babbage",)), Entry(title="Deep Learning", authors=("B. Noether",)), DIFFERENT),
        (Entry(title="Deep learning", authors=("Y. Le", "Y. Be", "G. Hi"), year=2015), Entry(title="Deep learning", authors=("I. Go", "Y. Be", "A. Co"), year=2016), ASK),
        (Entry(title="Learning Theory and Nets I", authors=("S. Frei",)), Entry(title="Learning Theory and Nets II", authors=("S. Frei",)), DIFFERENT),
        (Entry(title="Modeling wide networks", authors=("Emmy Noether",)), Entry(title="Modelling wide network", authors=("E. Noether",)), ASK),
        (NETS, replace(NETS, authors=("A. Lovelace",)), SAME),
        (NETS, replace(NETS, authors=("Lovelace Ada",)), SAME),
        (NETS, replace(NETS, authors=("Ada Lovelace Jr.",)), SAME),
        (NETS, replace(NETS, authors=("Kurt Lovelace",)), ASK),
        (replace(NETS, title="Wheels of engines, part 2"), replace(NETS, title="Wheels of engines, part two"), ASK),
        (replace(NETS, title="Two views of one engine and its wheels"), replace(NETS, title="Three views of one engine and its wheels"), DIFFERENT),
        (replace(NETS, title="Wheels3: an incremental improvement"), replace(NETS, title="Wheels4: an incremental improvement"), DIFFERENT),
        (replace(NETS, title="On the theory of engines, Part A"), replace(NETS, title="On the theory of engines, Part B"), DIFFERENT),
        (NETS, replace(NETS, title=f"Supplement: {NETS.title}"), DIFFERENT),
        (Entry(url="https://example.org/a"), Entry(url="https://example.org/a"), SAME),
        (Entry(), Entry(), DIFFERENT),
    ],
)  # fmt: skip
def test_verdicts(one, other, kind):
    assert compare(one, other).kind == kind
    assert compare(other, one) == compare(one, other)


def test_the_second_mention_points_at_the_first():
    entries = (replace(NETS, line=3), Entry(title="Other things", line=5), replace(NETS, line=9))
    assert [entry.duplicate_of for entry in marked(entries)] == [None, None, 3]


def test_a_known_work_is_named():
    known = Index()
    known.add(NETS, "known:7")
    assert [entry.duplicate_of for entry in marked([NETS], known)] == ["known:7"]


def test_a_title_with_small_changes_is_found_among_many():
    index = Index()
    for number in range(300):
        title = f"Deep learning for {'abcdefghij'[number % 10] * 4}ing the {'klmnopqrst'[number // 30] * 4} of engines"
        index.add(Entry(title=title, authors=("Wei Wang", "Jun Li")), number)
    index.add(Entry(title="Deep learning for modeling wide networks of engines", authors=("Wei Wang", "Ada Li")), "it")
    found = index.find(Entry(title="Deep learning for modelling wide network of engines", authors=("W. Wang",)))
    assert found == ("it", Verdict(ASK, "similar"))


def test_thousands_of_titles_that_begin_alike_take_seconds_and_not_minutes():
    words = [f"{sign * 4}s" for sign in "abcdefghijklmnopqrst"]
    entries = [
        Entry(
            title=f"Deep learning for {words[number % 20]} {words[number // 20 % 20]} in {words[number // 400 % 20]}",
            authors=tuple(f"A. {name}" for name in ("Wang", "Li", "Zhang", "Chen")),
            line=number,
        )
        for number in range(2000)
    ]
    started = time.process_time()
    assert not any(entry.duplicate_of for entry in marked(entries))
    assert time.process_time() - started < 5  # generous: it took minutes when every pair was compared by letters


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_titles_can_be_compared(first, second):
    one, other = (Entry(title=title, authors=("Ada Lovelace",)) for title in (first, second))
    assert compare(one, other) == compare(other, one)

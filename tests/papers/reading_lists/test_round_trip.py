"""What is exported is read back to the same entries; the same text twice adds nothing."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.reading_lists import writing
from papers.reading_lists.detect import read
from papers.reading_lists.duplicates import Index, marked
from papers.reading_lists.entry import Entry

WORDS = st.sampled_from(
    [
        "Deep",
        "networks",
        "of",
        "Überlegungen",
        "O(n)",
        "50%",
        "C#",
        "R&D",
        "x_1",
        "why?",
        "bias-variance",
        "L²",
        "=Sum",
        "the",
    ]
)
TITLES = st.lists(WORDS, min_size=3, max_size=9).map(lambda words: "Towards " + " ".join(words))
NAMES = st.builds(
    lambda *words: " ".join(filter(None, words)),
    st.sampled_from(["Ada", "Jean-Luc", "Žofie", "M. K.", "Ngọc Ánh"]),
    st.sampled_from(["Lovelace", "Müller", "O'Neil", "Trương-Lê", "Šimková", "de Finetti", "García Lorca", "Team"]),
    st.sampled_from(["", "", "", "III"]),
)
ENTRIES = st.builds(
    Entry,
    title=TITLES,
    authors=st.lists(NAMES, min_size=1, max_size=4, unique=True).map(tuple),
    venue=st.sampled_from([None, "ICML", "Journal of Machine Learning Research", "Annals of Statistics & More"]),
    year=st.one_of(st.none(), st.integers(1950, 2029)),
    arxiv_id=st.one_of(st.none(), st.integers(1, 99999).map(lambda n: f"1906.{n:05}")),
    doi=st.one_of(st.none(), st.integers(1, 9999).map(lambda n: f"10.1000/ab_{n}")),
    url=st.one_of(st.none(), st.integers(1, 9999).map(lambda n: f"https://example.org/paper_{n}.html")),
    topic_path=st.sampled_from([(), ("Optimisation",), ("Optimisation", "Which features matter?"), ("Graphs",)]),
)
SAME = ("title", "authors", "venue", "year", "arxiv_id", "doi", "topic_path")


def kept(entry, *fields):
    return {name: getattr(entry, name) for name in fields}


@settings(max_examples=150, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=6))
@pytest.mark.parametrize("form", ["bibtex", "csv", "csl-json", "markdown"])
def test_an_export_is_read_back_to_the_same_entries(form, entries):
    if form == "markdown":
        entries = sorted(entries, key=lambda entry: bool(entry.topic_path))
    write = {
        "bibtex": writing.bibtex,
        "csv": writing.csv_text,
        "csl-json": writing.csl_json,
        "markdown": writing.markdown,
    }
    reading = read(write[form](entries).encode(), "auto")
    assert reading.format == form
    assert [kept(entry, *SAME) for entry in reading.entries] == [kept(entry, *SAME) for entry in entries]
    if form != "markdown":
        assert [entry.url for entry in reading.entries] == [entry.url for entry in entries]
    assert reading.not_understood == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=6))
def test_the_same_text_twice_adds_nothing(entries):
    first = marked(entries)
    known = Index()
    for number, entry in enumerate(first):
        known.add(entry, f"known:{number}")
    again = marked([replace(entry, doubts=()) for entry in entries], known)
    assert all(entry.duplicate_of is not None for entry in again)


@pytest.mark.parametrize(
    ("venue", "kind", "field"),
    [
        ("Journal of Engines", "article", "journal"),
        ("JMLR", "article", "journal"),
        ("ICML", "inproceedings", "booktitle"),
        (None, "misc", None),
    ],
)
def test_bibtex_tells_a_journal_from_a_conference(venue, kind, field):
    text = writing.bibtex([Entry(title="Notes on the Engine", authors=("Ada Lovelace",), venue=venue, year=1843)])
    assert text.startswith(f"@{kind}{{lovelace1843,")
    assert (f"  {field} = {{{venue}}}," in text) == bool(field)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Lovelace", {"family": "Lovelace", "given": "Ada"}),
        ("Jan C. van der Berg", {"family": "van der Berg", "given": "Jan C."}),
        ("Ada King Jr.", {"family": "King", "given": "Ada", "suffix": "Jr."}),
        ("Federico García Lorca", {"literal": "Federico García Lorca"}),
        ("The Engine Group of Science", {"literal": "The Engine Group of Science"}),
        ("OpenWheel", {"literal": "OpenWheel"}),
    ],
)
def test_csl_json_parts_a_name_only_where_it_is_sure(name, parts):
    (item,) = json.loads(writing.csl_json([Entry(title="Notes on the Engine", authors=(name,))]))
    assert item["author"] == [parts]

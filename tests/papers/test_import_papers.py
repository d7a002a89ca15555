"""`manage.py import_papers`: a list into the library, once."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from papers.actions import import_entries
from papers.entries import entry_of, facts_of
from papers.models import Paper
from papers.reading_lists.entry import Entry
from tests.builders import make_paper
from tests.papers.reading_lists.miniatures import MINIATURES

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
NETS = Entry(title="Notes on deep nets of engines", authors=("Ada Lovelace", "Kurt Gödel"), year=2017, line=4)


def run(path, *options):
    out = StringIO()
    call_command("import_papers", str(path), *options, stdout=out)
    return out.getvalue()


def state():
    return list(Paper.objects.order_by("pk").values())


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "list.bib"
    path.write_text(MINIATURES["bibtex"], encoding="utf-8")
    return path


def test_a_file_goes_into_the_library(path):
    told = run(path)
    assert "read as bibtex: 4 entries" in told
    assert "4 added, 0 known and completed, 0 known, 0 doubtful, 0 not taken." in told
    assert "1 lines were not understood: 12" in told
    paper = Paper.objects.get(arxiv_id="1903.01234")
    assert paper.author_list == ["Ada Lovelace", "Kurt Gödel", "Jan van der Berg"]
    assert (paper.venue, paper.year, paper.doi) == (
        "International Conference on Machine Learning",
        2019,
        "10.1000/abc.9",
    )
    assert Paper.objects.get(year=2011).keywords == "cones\ncurves"


@pytest.mark.parametrize("name", sorted(set(MINIATURES) - {"links", "talk-listing"}))
def test_the_same_file_twice_changes_nothing(tmp_path, name):
    path = tmp_path / "list"
    path.write_text(MINIATURES[name], encoding="utf-8")
    run(path)
    before = state()
    assert before
    assert " 0 added, 0 known and completed" in run(path).replace("\n", " ")
    assert state() == before


def test_a_trial_run_says_the_same_and_stores_nothing(path):
    told = run(path, "--dry-run")
    assert "4 added" in told
    assert "Nothing was stored" in told
    assert state() == []


def test_a_known_paper_is_completed_and_keeps_what_it_has():
    paper = make_paper("Notes on Deep Nets of Engines", authors="Ada Lovelace\nKurt Gödel", venue="ICML", year=2018)
    result = import_entries([replace(NETS, venue="arXiv", arxiv_id="1701.00001", keywords=("nets",))])
    assert [(row.pk, gaps) for row, gaps in result.filled] == [
        (paper.pk, {"arxiv_id": "1701.00001", "keywords": "nets"})
    ]
    paper.refresh_from_db()
    assert (paper.venue, paper.year, paper.arxiv_id, paper.keywords) == ("ICML", 2018, "1701.00001", "nets")
    assert Paper.objects.search("1701.00001").get() == paper


def test_what_may_be_known_waits_for_a_decision(path):
    make_paper("Notes on deep net of engines", authors="Ada Lovelace", year=2017)
    result = import_entries([NETS])
    assert [(entry.line, reason) for entry, reason, _paper in result.doubtful] == [(4, "similar")]
    assert Paper.objects.count() == 1
    assert len(import_entries([NETS], include_doubtful=True).added) == 1
    assert Paper.objects.count() == 2


def test_no_title_or_half_a_title_is_not_stored():
    result = import_entries([Entry(arxiv_id="1503.02531", line=1), Entry(title="Long " * 80, line=2)])
    assert [reason for _entry, reason in result.refused] == ["no_title", "too_long"]
    assert state() == []


def test_a_title_made_from_an_address_is_doubtful():
    entry = replace(NETS, doubts=("title_from_address",))
    assert [reason for _entry, reason, _paper in import_entries([entry]).doubtful] == ["title_from_address"]


def test_two_entries_of_one_work_become_one_paper():
    result = import_entries([NETS, replace(NETS, arxiv_id="1701.00001"), Entry(title="Other", arxiv_id="1701.00001")])
    assert (len(result.added), len(result.filled), len(result.known)) == (1, 1, 1)


def test_an_address_that_repeats_an_id_or_is_none_is_left_out():
    assert facts_of(Entry(title="A", arxiv_id="1701.00001", url="https://arxiv.org/abs/1701.00001"))["url"] == ""
    assert facts_of(Entry(title="A", doi="10.1/a", url="https://doi.org/10.1/a"))["url"] == ""
    assert facts_of(Entry(title="A", url="javascript:alert(1)"))["url"] == ""
    assert facts_of(Entry(title="A", url="https://example.org/" + "a" * 600))["url"] == ""
    assert facts_of(Entry(title="A", url="https://example.org/a"))["url"] == "https://example.org/a"


def test_a_venue_is_shortened_between_words():
    venue = facts_of(Entry(title="A", venue="Proceedings of Words " * 20))["venue"]
    assert len(venue) <= 200
    assert venue.endswith(" of…") or venue.endswith("Words…") or venue.endswith("Proceedings…")


def test_a_paper_becomes_the_entry_it_came_from():
    entry = replace(NETS, venue="ICML", arxiv_id="1701.00001", doi="10.1/a", keywords=("nets", "engines"), line=None)
    assert entry_of(Paper(**facts_of(entry))) == entry


@pytest.mark.parametrize("content", [b"", b"\x00\x01" * 50])
def test_what_cannot_be_read_is_said(tmp_path, content):
    path = tmp_path / "list"
    path.write_bytes(content)
    with pytest.raises(CommandError, match="no text"):
        run(path)
    with pytest.raises(CommandError):
        run(tmp_path / "missing")

"""From bytes to entries: encodings, limits, spreadsheets, what is not understood, the command line."""

import io
import json
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from papers.reading_lists import detect
from papers.reading_lists.detect import NoText, TooLarge, read
from tests.papers.reading_lists.miniatures import MINIATURES

LINES = "Titel;Autoren;Jahr\nÜber Maschinen;Kurt Gödel;1931\nÜber Größen;Žofie Nová;1932\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (LINES.encode(), "UTF-8"),
        (LINES.encode("utf-8-sig"), "UTF-8"),
        (LINES.encode("utf-16"), "UTF-16"),
        (LINES.replace("Žofie", "Zofie").encode("cp1252"), "Windows-1252"),
        (LINES.replace("\n", "\r\n").encode(), "UTF-8"),
        (LINES.replace("\n", "\r").encode(), "UTF-8"),
    ],
)
def test_encodings_and_line_ends(data, encoding):
    reading = read(data)
    assert reading.encoding == encoding
    assert [entry.title for entry in reading.entries] == ["Über Maschinen", "Über Größen"]
    assert reading.entries[0].authors == ("Kurt Gödel",)


@pytest.mark.parametrize("data", [b"", b"  \n\n", b"\x00\x01\x02" * 100])
def test_nothing_to_read_is_said(data):
    with pytest.raises(NoText):
        read(data)


def test_more_than_the_limit_is_refused_with_both_figures():
    with pytest.raises(TooLarge) as refusal:
        read(b"a" * (detect.MOST_BYTES + 1))
    assert (refusal.value.limit, refusal.value.value) == (5_000_000, 5_000_001)
    with pytest.raises(TooLarge) as refusal:
        read("\n".join(f"1503.{n:05}" for n in range(5001)))
    assert (refusal.value.what, refusal.value.value) == ("entries", 5001)


def test_a_spreadsheet():
    book = openpyxl.Workbook()
    book.active.append(["Reading list", None, None])
    book.active.append(["Paper title", "Author(s)", "Year"])
    book.active.append(["Notes on Engines", "Ada Lovelace; Kurt Gödel", 1843.0])
    book.create_sheet("empty")
    out = io.BytesIO()
    book.save(out)
    (entry,) = read(out.getvalue()).entries
    assert (entry.title, entry.authors, entry.year) == ("Notes on Engines", ("Ada Lovelace", "Kurt Gödel"), 1843)


def test_columns_are_told_by_their_content_where_no_heading_helps():
    text = "x\ty\tz\n" + "\n".join(
        f"Notes on the Engines of the Year {n}\tAda Lovelace, Kurt Gödel\t19{n:02}" for n in range(5)
    )
    entry = read(text).entries[0]
    assert (entry.title, entry.authors, entry.year) == (
        "Notes on the Engines of the Year 0",
        ("Ada Lovelace", "Kurt Gödel"),
        1900,
    )


def test_a_broken_entry_is_told_with_its_line_and_the_others_are_kept():
    reading = read(MINIATURES["bibtex"].encode())
    assert [entry.title for entry in reading.entries][2] == "Never closed"  # as far as it can be read
    assert len(reading.entries) == 4
    assert [(row.line, row.text[:13]) for row in reading.not_understood] == [(12, "@misc{broken,")]


def test_nothing_is_invented():
    for name in ("session-page", "plain-lines", "links"):
        assert {(entry.venue, entry.year) for entry in read(MINIATURES[name]).entries} == {(None, None)}


def test_a_form_can_be_chosen():
    assert read("Notes on Engines, Ada Lovelace, Kurt Gödel", "plain-lines").entries[0].authors == (
        "Ada Lovelace",
        "Kurt Gödel",
    )


def test_the_command_line_writes_json_lines_without_django(tmp_path):
    path, known = tmp_path / "list.bib", tmp_path / "known.jsonl"
    path.write_text(MINIATURES["bibtex"])
    known.write_text(json.dumps({"title": "Other", "arxiv_id": "1503.02531"}) + "\n")
    command = [sys.executable, "-X", "importtime", "-m", "papers.reading_lists", str(path), "--known", str(known)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["duplicate_of"] for row in rows] == [None, "known:1", None, None]
    assert rows[0]["authors"] == ["Ada Lovelace", "Kurt Gödel", "Jan van der Berg"]
    assert "django" not in done.stderr
    assert "bibtex: 4 entries, 1 of them known, 1 lines not understood" in done.stderr
    assert done.returncode == 0


def test_the_command_line_says_what_it_cannot_read(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "papers.reading_lists", str(tmp_path / "no")], capture_output=True, timeout=60
    )
    assert done.returncode == 2


def test_a_line_nobody_writes_is_cut_and_told_and_one_of_a_program_is_read():
    reading = read("Notes on Engines, Ada Lovelace, Kurt Gödel\n" + "word " * 400_000)
    assert [entry.line for entry in reading.entries] == [1]
    assert [row.line for row in reading.not_understood] == [2]
    rows = ", ".join(json.dumps({"title": f"Notes on engine {n}", "note": "x" * 400}) for n in range(1000))
    assert len(read(f"[{rows}]").entries) == 1000


def test_a_hundred_thousand_lines_are_an_answer_too():
    assert read("words without a name\n" * 100_000).entries == ()


def test_a_spreadsheet_that_unpacks_to_a_mountain_is_not_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 130_000_000)
    assert read(out.getvalue()).entries == ()

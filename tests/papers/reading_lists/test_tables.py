"""Tables in the writings that are usual, each with what is found in it."""

import io

import openpyxl
import pytest

from papers.reading_lists.detect import read
from tests.papers.reading_lists.shown import check, lines_of, row_of, shown

ENGINES = """
    Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Theory
    On Wheels, Cogs; and Pistons | Kurt Gödel | NeurIPS | 2019 | 10.1000/w.1 | Practice
"""

CASES = {
    "semicolons, German, quoted": (
        """Nr.;Titel der Arbeit;Autor*innen;Konferenz/Zeitschrift;Erscheinungsjahr;arXiv-Nr.;DOI;Themengebiet
1;Notes on the Engine;"Lovelace, Ada; Babbage, Charles";ICML;2018;1803.00001;;Theory
2;"On Wheels, Cogs; and Pistons";Gödel, Kurt;NeurIPS;2019;;10.1000/w.1;Practice
""",
        ENGINES,
        "csv",
    ),
    "commas, names with semicolons": (
        """Title,Authors,Venue,Year,Link,Category
Notes on the Engine,Ada Lovelace; Charles Babbage,ICML,2018,https://arxiv.org/abs/1803.00001v3,Theory
"On Wheels, Cogs; and Pistons",Kurt Gödel,NeurIPS,2019,https://doi.org/10.1000/W.1,Practice
""",
        ENGINES,
        "csv",
    ),
    "tabs, other words, lines broken inside a cell": (
        """Paper name\tWritten by\tPublished at\tPub. year\tPaper link\tTopic area
Notes on the Engine\t"Ada Lovelace
Charles Babbage"\tICML\t2018\thttps://arxiv.org/pdf/1803.00001.pdf\tTheory
"On Wheels, Cogs; and Pistons"\tKurt Gödel\tNeurIPS\t2019\tdoi:10.1000/w.1\tPractice
""",
        ENGINES,
        "csv",
    ),
    "bars, surnames and given names in columns of their own": (
        """Title|First author|Co-authors|Conference|Year|URL|Section
Notes on the Engine|Ada Lovelace|Charles Babbage|ICML|2018|arxiv.org/abs/1803.00001|Theory
On Wheels, Cogs; and Pistons|Kurt Gödel||NeurIPS|2019|https://doi.org/10.1000/w.1|Practice
""",
        ENGINES,
        "csv",
    ),
    "Zotero": (
        """"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN","DOI","Url","Abstract Note","Date","Conference Name","Manual Tags"
"AAA","conferencePaper","2018","Lovelace, Ada; Babbage, Charles","Notes on the Engine","","","","","https://arxiv.org/abs/1803.00001","We note, and note.","2018-07-01","ICML","engines; notes"
"BBB","journalArticle","2019","Gödel, Kurt","On Wheels, Cogs; and Pistons","Journal of Wheels","","","10.1000/w.1","","","2019","",""
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001
        On Wheels, Cogs; and Pistons | Kurt Gödel | Journal of Wheels | 2019 | 10.1000/w.1
        """,
        "csv",
    ),
    "a title line above, empty lines and a sum below": (
        """Reading list of the seminar;;;
;;;
Titel;Autoren;Jahr;Link
Notes on the Engine;A. Lovelace, C. Babbage;2018;
;;;
Wide Engines of Any Depth;K. Gödel und E. Noether;2019;https://example.org/wide
""",
        """
        Notes on the Engine | A. Lovelace; C. Babbage | | 2018
        Wide Engines of Any Depth | K. Gödel; E. Noether | | 2019 | https://example.org/wide
        """,
        "csv",
    ),
    "a topic without signs between two heads, a venue with its pages": (
        """Praxis
Titel;Autoren;Quelle
Wheels and Cogs;Kurt Gödel;"In: Proc. ICML 2019, S. 1-10"

Theorie
Titel;Autoren;Quelle
Sets of Engines;Emmy Noether;Journal of Sets 12(3), 2020
""",
        """
        Wheels and Cogs | Kurt Gödel | ICML | 2019 | | Praxis
        Sets of Engines | Emmy Noether | Journal of Sets | 2020 | | Theorie
        """,
        "csv",
    ),
    "no head, topics in front of the titles": (
        "Theory\tNotes on the Engine\tAda Lovelace, Kurt Gödel\t2018\n"
        "Theory\tOn Wheels and Cogs\tEmmy Noether\t2019\n"
        "Practice\tSets of Engines and Other Things\tSophie Germain\t2020\n",
        """
        Notes on the Engine | Ada Lovelace; Kurt Gödel | | 2018 | | Theory
        On Wheels and Cogs | Emmy Noether | | 2019 | | Theory
        Sets of Engines and Other Things | Sophie Germain | | 2020 | | Practice
        """,
        "csv",
    ),
    "a head of two rows": (
        "Paper;;Reference;\nTitle;Authors;Venue;Year\nNotes on the Engine;Ada Lovelace;ICML;2018\n",
        "Notes on the Engine | Ada Lovelace | ICML | 2018",
        "csv",
    ),
    "the other authors in a column of their own": (
        "Paper|First author|Others|Year\nNotes on the Engine|Ada Lovelace|Charles Babbage, Kurt Gödel|2018\n",
        "Notes on the Engine | Ada Lovelace; Charles Babbage; Kurt Gödel | | 2018",
        "csv",
    ),
    "the day on which somebody presents": (
        "Datum;Paper;Link;wer?\n12.04.2022;Notes on the Engine;https://arxiv.org/abs/1803.00001;Anna\n",
        "Notes on the Engine | | | | 1803.00001",
        "csv",
    ),
    "no head": (
        """Notes on the Engine of Old;Ada Lovelace, Charles Babbage;2018
On Wheels and Their Many Cogs;Kurt Gödel, Emmy Noether;2019
""",
        """
        Notes on the Engine of Old | Ada Lovelace; Charles Babbage | | 2018
        On Wheels and Their Many Cogs | Kurt Gödel; Emmy Noether | | 2019
        """,
        "csv",
    ),
    "Markdown: links in cells, breaks, bars in a title": (
        """# Papers of the seminar
## Theory
| # | Paper | Authors | Venue | Links |
|--:|:------|---------|:-----:|-------|
| 1 | [Notes on the Engine](https://arxiv.org/abs/1803.00001) | Ada Lovelace<br>Charles Babbage | ICML 2018 | [code](https://github.com/a/b) |
| 2 | **P(A\\|B) for Engines** | Kurt Gödel, *Emmy Noether* | NeurIPS'19 | [[pdf]](https://example.org/p.pdf) |
## Practice
Paper | Year | Authors
--- | --- | ---
Boilers at Work <br> [[paper]](https://doi.org/10.1000/b.1) | 2020 | M. Somerville et al.
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Theory
        P(A|B) for Engines | Kurt Gödel; Emmy Noether | NeurIPS | 2019 | https://example.org/p.pdf | Theory
        Boilers at Work | M. Somerville | | 2020 | 10.1000/b.1 | Practice
        """,
        "markdown-table",
    ),
    "Markdown: one column holds everything": (
        """| Year | Venue | Title | Paper | Code |
|---|---|---|---|---|
| 2018 | ICML | Notes on the Engine | [Link](https://arxiv.org/abs/1803.00001) | [Link](https://github.com/a/b) |
| 2019 | arXiv | On Wheels | [arXiv](https://arxiv.org/abs/1903.00002) | - |
""",
        """
        Notes on the Engine | | ICML | 2018 | 1803.00001
        On Wheels | | | 2019 | 1903.00002
        """,
        "markdown-table",
    ),
    "HTML: headings in the body, rowspan, colspan": (
        """<html><head><title>List</title><style>td {color: red}</style></head><body>
<h1>Seminar</h1><h2>Theory</h2>
<table border="1">
<tr><th>Topic</th><th>Title</th><th>Authors</th><th>Where</th><th>Year</th></tr>
<tr><td rowspan="2">Kernels</td><td><a href="https://arxiv.org/abs/1803.00001">Notes on the Engine</a></td><td>Ada Lovelace,<br>Charles Babbage</td><td>ICML</td><td>2018</td></tr>
<tr><td>On&nbsp;Wheels &amp; Cogs</td><td>Kurt G&ouml;del</td><td>NeurIPS</td><td>2019</td></tr>
<tr><td colspan="5">Practice</td></tr>
<tr><td>Boilers</td><td>Boilers at Work</td><td>Mary Somerville</td><td></td><td>2020</td></tr>
</table></body></html>""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Theory > Kernels
        On Wheels & Cogs | Kurt Gödel | NeurIPS | 2019 | | Theory > Kernels
        Boilers at Work | Mary Somerville | | 2020 | | Theory > Practice > Boilers
        """,
        "html-table",
    ),
    "HTML: without closing tags, the head as th in rows": (
        """<table><tr><th>Paper<th>By<th>Published
<tr><th><a href=https://example.org/e>Notes on the Engine</a><td>Ada Lovelace and Charles Babbage<td>ICML 2018
<tr><th>Wheels of the World<td>Kurt Gödel<td>
</table>""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | https://example.org/e
        Wheels of the World | Kurt Gödel
        """,
        "html-table",
    ),
    "title lines above the head, a line break in quotes, co-authors, topics named once": (
        """Seminar im Winter;;;;;
;;;;;
Themenblock;Titel des Papers;Erstautor;Weitere Autoren;Quelle;Jahr
Theory;"Notes on
the Engine";Ada Lovelace;Charles Babbage;ICML;2018.0
;On Wheels;Kurt Gödel;"Emmy Noether, Mary Somerville";www.example.org/w;im Druck
Practice;Boilers at Work;Sophie Germain;;;2020a
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | | Theory
        On Wheels | Kurt Gödel; Emmy Noether; Mary Somerville | | | www.example.org/w | Theory
        Boilers at Work | Sophie Germain | | 2020 | | Practice
        """,
        "csv",
    ),
    "a date of the meeting and a presenter are no year and no author": (
        """Week,Date,Paper,Where,Presenter
1,2023-10-18,Notes on the Engine of Old,NeurIPS 2017,Anna Arndt
2,2023-10-25,On Wheels and Their Cogs,ICML,Ben Berg
""",
        """
        Notes on the Engine of Old | | NeurIPS | 2017
        On Wheels and Their Cogs | | ICML
        """,
        "csv",
    ),
    "Excel names the sign; Spanish; numbered authors": (
        """sep=;
N.º;Título;Autor 1;Autor 2;Publicado en;Año;Área temática
1;Notas sobre el motor;Ada Lovelace;Charles Babbage;ICML;2018;Teoría
""",
        "Notas sobre el motor | Ada Lovelace; Charles Babbage | ICML | 2018 | | Teoría",
        "csv",
    ),
    "surnames and given names": (
        """Last name,First name,Paper title,Publication
van der Berg,Jan,Notes on the Engine,Nature
Lovelace,Ada,On Wheels,ICML
""",
        """
        Notes on the Engine | Jan van der Berg | Nature
        On Wheels | Ada Lovelace | ICML
        """,
        "csv",
    ),
    "surnames alone, and initials behind them": (
        """Title,Authors,Published
Notes on the Engine,"Lovelace, Babbage",2018-05-01
On Wheels,"Gödel, Noether, Germain",2019
Boilers,Somerville M.K.; O'Neil S.,2020
""",
        """
        Notes on the Engine | Lovelace; Babbage | | 2018
        On Wheels | Gödel; Noether; Germain | | 2019
        Boilers | M.K. Somerville; S. O'Neil | | 2020
        """,
        "csv",
    ),
    "a column of references": (
        """Topic,Reference
Theory,"Lovelace, A., & Babbage, C. (2018). Notes on the engine of old. Journal of Engines."
Practice,"Noether, E., & Germain, S. (2019). Boilers at work. Journal of Steam. https://doi.org/10.1000/b.1"
""",
        """
        Notes on the engine of old | A. Lovelace; C. Babbage | Journal of Engines | 2018 | | Theory
        Boilers at work | E. Noether; S. Germain | Journal of Steam | 2019 | 10.1000/b.1 | Practice
        """,
        "csv",
    ),
    "no head, commas between quoted cells": (
        """Notes on the Engine of Old,"Ada Lovelace, Charles Babbage",ICML,2018
On Wheels and Their Many Cogs,"Kurt Gödel, Emmy Noether",Nature,2019
""",
        """
        Notes on the Engine of Old | Ada Lovelace; Charles Babbage | ICML | 2018
        On Wheels and Their Many Cogs | Kurt Gödel; Emmy Noether | Nature | 2019
        """,
        "csv",
    ),
    "Markdown: links in other writings, facts behind the title, a table of something else": (
        """| Category | Description |
|---|---|
| Wheels | All that turns around |

| Date | Paper | Publication | Link |
|---|---|---|---|
| 29/03 | [Notes on the Engine](https://arxiv.org/abs/1803.00001) by Lovelace and Babbage | ICML / 2018 | <https://example.org/n> |
| 05/04 | Boilers at Work (Mary Somerville, 2019) | Nature | [here][b] |

[b]: https://doi.org/10.1000/b.1
""",
        """
        Notes on the Engine | Lovelace; Babbage | ICML | 2018 | 1803.00001
        Boilers at Work | Mary Somerville | Nature | 2019 | 10.1000/b.1
        """,
        "markdown-table",
    ),
    "HTML: footnotes, pages of people": (
        """<table><tr><th>Title</th><th>Authors</th><th>Year</th></tr>
<tr><td>On Wheels<sup><a href="#cite_note-2">[2]</a></sup></td><td><a href="https://example.org/kurt">Kurt Gödel</a></td><td>2019</td></tr>
<tr><td>Boilers</td><td><a href="/wiki/Mary">Mary Somerville</a></td><td>2020</td></tr></table>""",
        """
        On Wheels | Kurt Gödel | | 2019
        Boilers | Mary Somerville | | 2020
        """,
        "html-table",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_table(name):
    check(*CASES[name])


def test_windows_1252_and_utf_16():
    text, expected, _form = CASES["semicolons, German, quoted"]
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        assert shown(text.encode(encoding)) == lines_of(expected)


def spreadsheet(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_spreadsheet_in_german():
    rows = [
        ["Titel", "Autor(en)", "Tagung", "Jahr", "Link", "Thema"],
        [
            "Notes on the Engine",
            "Ada Lovelace, Charles Babbage",
            "ICML",
            2018,
            "https://arxiv.org/abs/1803.00001",
            "Theory",
        ],
        ["On Wheels, Cogs; and Pistons", "Kurt Gödel", "NeurIPS", 2019.0, "https://doi.org/10.1000/w.1", "Practice"],
    ]
    reading = read(spreadsheet(("Hinweise", [["Bitte lesen"]]), ("Liste", rows)))
    assert reading.format == "xlsx"
    assert [row_of(entry) for entry in reading.entries] == lines_of(ENGINES)


def test_an_address_behind_a_cell_of_a_spreadsheet():
    book = openpyxl.Workbook()
    book.active.append(["Paper", "Authors"])
    book.active.append(["Notes on the Engine", "Ada Lovelace"])
    book.active["A2"].hyperlink = "https://arxiv.org/abs/1803.00001"
    out = io.BytesIO()
    book.save(out)
    assert [row_of(entry) for entry in read(out.getvalue()).entries] == [
        "Notes on the Engine | Ada Lovelace |  |  | 1803.00001"
    ]


def test_several_sheets_are_topics():
    head = ["Title", "Authors"]
    reading = read(
        spreadsheet(
            ("Theory", [head, ["Notes on the Engine", "A. Lovelace"]]),
            ("Practice", [head, ["Boilers", "M. Somerville"]]),
        )
    )
    assert [(entry.title, entry.topic_path) for entry in reading.entries] == [
        ("Notes on the Engine", ("Theory",)),
        ("Boilers", ("Practice",)),
    ]


def test_merged_cells_linked_cells_and_a_sheet_of_something_else():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Topic", "Paper", "Authors", "Year"],
        ["Theory", "Notes on the Engine", "Ada Lovelace", 2018.0],
        [None, '=HYPERLINK("https://arxiv.org/abs/1803.00002","On Wheels")', "Kurt Gödel", 2019],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    students = book.create_sheet("Students")
    students.append(["Name", "Number"])
    students.append(["Anna Arndt", 7])
    out = io.BytesIO()
    book.save(out)
    assert [row_of(entry) for entry in read(out.getvalue()).entries] == [
        "Notes on the Engine | Ada Lovelace |  | 2018 |  | Theory",
        "On Wheels | Kurt Gödel |  | 2019 | 1803.00002 | Theory",
    ]


def test_an_address_below_the_heading_arxiv_is_kept():
    entry = read(b"Title;Authors;arXiv\nOn Wheels;Kurt G.;https://arxiv.org/abs/1803.00002\n").entries[0]
    assert (entry.arxiv_id, entry.url) == ("1803.00002", "https://arxiv.org/abs/1803.00002")

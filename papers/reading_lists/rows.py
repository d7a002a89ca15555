"""Rows of tables out of CSV, TSV, spreadsheets and Markdown; `tables.py` makes entries of them.

A delimiter is the sign that parts the same number of cells in nearly every row. In Markdown the headings above a
table are its topic. HTML is in `html_rows.py`.
"""

import csv
import io
import re
import warnings
import zipfile
from dataclasses import dataclass, field

import openpyxl

from papers.reading_lists import columns
from papers.reading_lists.entry import Link
from papers.reading_lists.markdown_marks import MARK
from papers.reading_lists.markup import HEADING, LINK, lines_of, words
from papers.reading_lists.safe_cells import bare

DELIMITERS = ",;\t|"
RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*$")
MOST_ROWS = 20_000
_MOST_UNPACKED = 120_000_000
_SMALL_BOOK = 8_000_000  # unpacked; below it the links behind cells are read, too
_DEFAULT_NAME = re.compile(r"^(?:sheet|tabelle|blatt|feuil|hoja)\s*\d*$", re.I)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_KEPT_BREAK = "\ue0ff"
_NAMED_SIGN = re.compile(r"^\ufeff?\"?sep=(?P<sign>[,;|\t])\"?\n")  # how Excel names the delimiter
_MOST_LINES_IN_CELL = 200
_LINKED_CELL = re.compile(r"^=\s*HYPERLINK\(\s*\"(?P<url>[^\"]+)\"\s*(?:[,;]\s*\"(?P<label>[^\"]*)\")?", re.I)
csv.field_size_limit(3_000_000)


@dataclass
class Row:
    """One row of a table: its line, its cells as text, and the links in them, each with its column."""

    line: int
    cells: list[str]
    links: list[Link] = field(default_factory=list)
    link_columns: list[int] = field(default_factory=list)


@dataclass
class Table:
    """Rows under the headings above them."""

    path: tuple[str, ...]
    rows: list[Row]


class Headings:
    """The headings that are open, and whether a single first one names the whole list."""

    def __init__(self):
        self.opened: list[tuple[int, str]] = []
        self.firsts: list[str] = []
        self.number = 0

    def open(self, level: int, text: str) -> None:
        while self.opened and self.opened[-1][0] >= level:
            self.opened.pop()
        self.opened.append((level, text))
        self.number += 1
        if level == 1:
            self.firsts.append(text)

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _level, text in self.opened if text)


def without_name_of_list(tables: list[Table], headings: Headings) -> list[Table]:
    """The tables with the name of the whole list taken out of the headings above them."""
    name = headings.firsts[0] if len(headings.firsts) == 1 and headings.number > 1 else None
    return [Table(table.path[1:] if table.path[:1] == (name,) else table.path, table.rows) for table in tables]


# ---- CSV ------------------------------------------------------------------------------------------------------------


def delimiter_of(text: str) -> str | None:
    """The sign that parts the same number of cells in nearly every row, or None where the text is no such table.

    Lines above the head do not count, and neither do the lines inside quotation marks.
    """
    if match := _NAMED_SIGN.match(text):
        return match["sign"]
    best, best_score = None, 0.0
    for sign in DELIMITERS:
        rows = _first_rows(text, sign)
        start = next((place for place, row in enumerate(rows[:15]) if columns.has_headings(row)), None)
        widths = [len(row) for row in rows[start or 0 :]]
        usual = max(set(widths), key=widths.count, default=1)
        share = widths.count(usual) / len(widths) if widths else 0
        score = share + min(usual, 50) / 100 + (start is not None)
        if usual >= 2 and share >= (0.8 if start is None else 0.5) and score > best_score:
            best, best_score = sign, score
    return best


def _first_rows(text: str, sign: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text[:200_000]), delimiter=sign):
            rows += [row] if any(row) else []
            if len(rows) >= 200:
                break
    except csv.Error:
        pass
    return rows


def csv_rows(text: str) -> list[Row]:
    """The rows; a file that breaks off inside quotation marks gives what stands before."""
    sign = delimiter_of(text) or ","
    rows = _rows_parted(text, sign, csv.QUOTE_MINIMAL)
    if any(cell.count("\n") > _MOST_LINES_IN_CELL for row in rows for cell in row.cells):
        rows = _rows_parted(text, sign, csv.QUOTE_NONE)  # a quotation mark that nothing closes
    return rows[1:] if rows and _NAMED_SIGN.match(text) else rows


def _rows_parted(text: str, sign: str, quoting: int) -> list[Row]:
    reader = csv.reader(io.StringIO(text), delimiter=sign, quoting=quoting)
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append(Row(line, [bare(cell.strip()) for cell in cells]))
            line = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                break
    except csv.Error:
        pass
    return rows


def lines_as_list(cell: str) -> str:
    """A cell with one name or word per line, commas at the ends of the lines left out."""
    return re.sub(r"\s*[,;]?\s*\n\s*", "\n", cell)


# ---- spreadsheets ---------------------------------------------------------------------------------------------------


def xlsx_tables(data: bytes) -> list[Table]:
    """The sheets that have a head, with their names where there are several; else the first one that has rows."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data))
        size = sum(part.file_size for part in parts.infolist())
        if size > _MOST_UNPACKED:
            return []
        is_small = size <= _SMALL_BOOK
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=not is_small, data_only=True)
            written = openpyxl.load_workbook(io.BytesIO(data)) if is_small and _has_linked_cells(parts) else book
            sheets = [Table((sheet.title,), _sheet_rows(sheet, written[sheet.title])) for sheet in book.worksheets]
    except Exception:  # a damaged archive or sheet fails in a dozen ways; all of them mean that it cannot be read
        return []
    filled = [table for table in sheets if table.rows]
    fields = [max(len(columns.headed_fields(row.cells)) for row in table.rows[:15]) for table in filled]
    chosen = [table for table, number in zip(filled, fields, strict=True) if number >= min(2, max(fields))]
    chosen = chosen if max(fields, default=0) else filled[:1]
    has_names = len(chosen) > 1 and not all(_DEFAULT_NAME.match(table.path[0]) for table in chosen)
    return chosen if has_names else [Table((), table.rows) for table in chosen]


def _has_linked_cells(parts: zipfile.ZipFile) -> bool:
    return any(b"HYPERLINK(" in parts.read(name) for name in parts.namelist() if "worksheets/" in name)


def _sheet_rows(sheet, written) -> list[Row]:
    height = MOST_ROWS if sheet.max_row is None else min(MOST_ROWS, sheet.max_row)
    width = 100 if sheet.max_column is None else min(100, sheet.max_column)
    merged = _merged_down(sheet)
    rows = []
    for line, cells in enumerate(sheet.iter_rows(max_row=height, max_col=width), 1):
        row = Row(line, [])
        for place, cell in enumerate(cells):
            link = getattr(cell, "hyperlink", None)
            url, shown = (link.target if link else None), _shown(cell.value)
            formula = written.cell(line, place + 1).value if written is not sheet and not url else None
            if isinstance(formula, str) and (match := _LINKED_CELL.match(formula)):
                url, shown = match["url"], shown or match["label"] or match["url"]
            row.cells.append(bare(shown) or merged.get((line, place), ""))
            row.links += [Link(row.cells[-1], url)] if url else []
            row.link_columns += [place] if url else []
        if any(row.cells):
            rows.append(row)
    return rows


def _merged_down(sheet) -> dict[tuple[int, int], str]:
    """What a cell that reaches over several rows says in the rows below its first."""
    found: dict[tuple[int, int], str] = {}
    for area in getattr(getattr(sheet, "merged_cells", None), "ranges", ()):
        text = bare(_shown(sheet.cell(area.min_row, area.min_col).value))
        for line in range(area.min_row + 1, min(area.max_row, area.min_row + 500) + 1):
            found[line, area.min_col - 1] = text
    return found


def _shown(value) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if hasattr(value, "year") and hasattr(value, "isoformat"):
        return str(value.isoformat())
    return "" if value is None else str(value).strip()


# ---- Markdown -------------------------------------------------------------------------------------------------------


def markdown_tables(text: str) -> list[Table]:
    """Tables with the headings above each."""
    # Links in every writing become the usual one; breaks are the only tags that mean something in a cell.
    lines = [line.replace(_KEPT_BREAK, "\n") for line in lines_of(_BREAK.sub(_KEPT_BREAK, text))]
    tables, rows, headings = [], [], Headings()
    for place, line in enumerate([*lines, ""]):
        is_begun = (
            bool(rows)
            or line.lstrip().startswith("|")
            or place + 1 < len(lines)
            and "|" in lines[place + 1]
            and RULE.match(lines[place + 1])
        )
        if "|" in line and is_begun:
            if not RULE.match(line):
                rows.append(_markdown_row(place + 1, line))
            continue
        if rows:
            tables.append(Table(headings.path, rows))
            rows = []
        if match := HEADING.match(line):
            headings.open(len(match["level"]), words(match["text"]))
    return without_name_of_list(tables, headings)


def _markdown_row(number: int, line: str) -> Row:
    row = Row(number, [])
    for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|")):
        cell = cell.replace("\\|", "|")
        links = [match for match in LINK.finditer(cell) if match.group()[0] != "!"]
        row.links += [Link(words(match["label"]), match["url"]) for match in links]
        row.link_columns += [len(row.cells)] * len(links)
        # "Title [Code](…)": what only labels a link is no part of the words, unless there are no others.
        bare = LINK.sub(lambda match: "" if MARK.match(words(match["label"])) else match.group(), cell)
        cell = bare if re.search(r"[^\W\d_]", words(bare)) else cell
        row.cells.append("\n".join(shown for part in cell.split("\n") if (shown := words(part))))
    return row

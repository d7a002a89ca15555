"""Tables: CSV and TSV with any delimiter, XLSX, Markdown and HTML.

    Titel;Autoren;Erschienen in;Jahr;Thema;Link
    Title of the work;"Lovelace, Ada; Babbage, Charles";ICML;2018;Theory;https://arxiv.org/abs/1803.00001

A table is rows of cells (`rows.py`, `html_rows.py`); `columns.py` says which column is what. Rows above the head and
empty rows are passed over; a row with one filled cell is a topic.
"""

import re
from dataclasses import replace

from papers.reading_lists import beside, citations, columns, title_end, titles, venues
from papers.reading_lists.entry import Entry, Leftover, Link, Reading
from papers.reading_lists.html_rows import html_tables
from papers.reading_lists.ids import arxiv_in, doi_in, find
from papers.reading_lists.markdown_marks import MARK, is_mark
from papers.reading_lists.markup import works_first
from papers.reading_lists.names import Names, read_names
from papers.reading_lists.programme_lines import is_break, is_to_come
from papers.reading_lists.reference_venue import venue_in
from papers.reading_lists.rows import Row, Table, csv_rows, lines_as_list, markdown_tables, xlsx_tables

_REMARK_BEHIND = re.compile(r"(?<=\d)\s\((?!(?:19|20)\d\d)[^()]{2,60}\)$")  # "ICML 2018 (best paper)"
_ROWS_ABOVE_HEAD = 15


def read_csv(text: str) -> Reading:
    return _read([Table((), csv_rows(text))])


def read_xlsx(data: bytes) -> Reading:
    return _read(xlsx_tables(data))


def read_markdown(text: str) -> Reading:
    return _read(markdown_tables(text))


def read_html(text: str) -> Reading:
    return _read(html_tables(text))


def _read(tables: list[Table]) -> Reading:
    """What the tables hold. Where some have a column of titles, those without one are about something else."""
    are_titled = any(_holds_works(table) for table in tables)
    entries, leftovers, unused = [], [], []
    for table in tables:
        first = table.rows[0].cells if table.rows else []
        is_headed = columns.has_headings(first) or all(len(cell.split()) <= 3 for cell in first)
        if are_titled and is_headed and not _holds_works(table):
            leftovers += [Leftover(row.line, " | ".join(filter(None, row.cells))[:200]) for row in table.rows[1:]]
            continue
        found, rest, names = _of_table(table)
        entries += found
        leftovers += rest
        unused += names
    facts = {"unused": list(dict.fromkeys(unused))[:20]} if unused else {}
    return Reading(tuple(entries), tuple(leftovers), facts=facts)


def _holds_works(table: Table) -> bool:
    return any(columns.headed_fields(row.cells) & {"title", "reference"} for row in table.rows[:_ROWS_ABOVE_HEAD])


def _of_table(table: Table) -> tuple[list[Entry], list[Leftover], list[str]]:
    """The works of a table, the rows that are none, the headings of columns that were not read."""
    rows = table.rows
    start = next((place for place, row in enumerate(rows[:_ROWS_ABOVE_HEAD]) if columns.has_headings(row.cells)), None)
    while start is not None and start + 1 < len(rows) and _names_more(rows[start + 1], rows[start]):
        start += 1  # a head of two rows: groups of columns, and below them the columns
    head = rows[start].cells if start is not None else None
    body = rows[start + 1 :] if start is not None else rows
    cells = [[lines_as_list(cell) for cell in row.cells] for row in body]
    where = columns.fields_of(head, cells)
    if head is None and body and columns.is_unknown_head(cells, where):
        body, cells = body[1:], cells[1:]
    reader = _RowReader(where, columns.are_surnames(cells, where))
    carried = where["topic"][0] if columns.carried_down(cells, where) else None
    above = [cell for cell in rows[start - 1].cells if cell] if start else []
    is_headed_again = any(row.cells == head for row in body)
    # Where several heads part the rows, what stands right above the first one is a topic like the others.
    topic = (*table.path, above[0]) if is_headed_again and len(above) == 1 else table.path
    entries, leftovers, last = [], [], ""
    for row in body:
        filled = [cell for cell in row.cells if cell]
        if not filled or row.cells == head:
            continue
        if _is_topic(row, where):
            topic, last = (*table.path, " ".join(filled[0].split())), ""
            continue
        if carried is not None and carried < len(row.cells):
            last = row.cells[carried] = row.cells[carried] or last
        if (entry := reader.entry(row, topic)) and not _is_no_talk(entry):
            entries.append(entry)
        else:
            leftovers.append(Leftover(row.line, " | ".join(filled)[:200]))
    return entries, leftovers, _unused(head, cells, where) if entries else []


def _names_more(row: Row, above: Row) -> bool:
    return len(columns.headed_fields(row.cells)) > len(columns.headed_fields(above.cells))


def _is_no_talk(entry: Entry) -> bool:
    """ "Coffee break" in a programme, or "TBA" where a title is to come."""
    title = entry.title or ""
    is_nothing = is_to_come(title) or is_break(title) and not entry.authors
    return bool(is_nothing) and not (entry.arxiv_id or entry.doi or entry.url)


def _unused(head: list[str] | None, cells: list[list[str]], where: dict[str, list[int]]) -> list[str]:
    """The headings of columns that hold words and are no field."""
    read = {place for places in where.values() for place in places}
    return [
        name.strip()[:60]
        for place, name in enumerate(head or ())
        if name.strip()
        and place not in read
        and any(place < len(row) and re.search(r"[^\W\d_]", row[place]) for row in cells)
    ]


def _is_topic(row: Row, where: dict[str, list[int]]) -> bool:
    """Whether a row has a single filled cell that is no title: not several words in a later column of titles."""
    places = [place for place, cell in enumerate(row.cells) if cell]
    fewest = 3 if places == where.get("title") else 2
    if len(places) != 1 or len(where) < fewest or len(row.cells) == 2 or find(row.cells[places[0]]).urls:
        return False
    is_title = places == where.get("title") and places[0] > 0 and len(row.cells[places[0]].split()) >= 4
    return not is_title and places != where.get("reference")


class _RowReader:
    """Makes entries of rows whose columns are known."""

    def __init__(self, where: dict[str, list[int]], are_surnames: bool):
        self.where = where
        self.are_surnames = are_surnames  # "Lovelace, Babbage" are two people

    def cells(self, row: Row, name: str) -> list[str]:
        places = [place for place in self.where.get(name, ()) if place < len(row.cells)]
        found = [row.cells[place] for place in places if row.cells[place].strip("-–— /?")]
        # The lines of an abstract are its paragraphs; in every other cell they are a list.
        return found if name == "abstract" else [lines_as_list(text) for text in found]

    def cell(self, row: Row, name: str) -> str:
        return next(iter(self.cells(row, name)), "")

    def entry(self, row: Row, path: tuple[str, ...]) -> Entry | None:
        title, beside_title = self._title(row)
        arxiv_id, doi, urls = self._ids(row)
        if not title and not (arxiv_id or doi or urls) and not self.cell(row, "reference"):
            return None
        people = self._people(row)
        venue, year = self._venue_and_year(row)
        topic = tuple(
            " ".join(part.split())
            for part in (self.cell(row, "topic"), self.cell(row, "question"))
            if part and not re.fullmatch(r"[\d\s./-]+", part)
        )
        found = Entry(
            title=title or None, authors=people.authors, venue=venue, year=year, arxiv_id=arxiv_id, doi=doi,
            url=urls[0] if urls else None, links=tuple(self._links(row)), topic_path=(*path, *topic), line=row.line,
            keywords=tuple(word for part in re.split("[;,\n]", self.cell(row, "keywords")) if (word := part.strip())),
            abstract=self.cell(row, "abstract") or None, doubts=people.doubts,
            supervisor=" ".join(self.cell(row, "supervisor").split()) or None,
        )  # fmt: skip
        return _completed(found, beside_title, self.cell(row, "reference"))

    def _title(self, row: Row) -> tuple[str, str]:
        """The title and what stands behind it in its cell, where no other column is for that."""
        text, behind = self._without_venues(row)
        if "authors" not in self.where:
            place = next(iter(self.where.get("title", ())), None)
            linked = [
                link.label
                for link, column in zip(row.links, row.link_columns, strict=True)
                if column == place and link.label and link.label in text and not MARK.match(link.label)
            ]
            around = text.replace(linked[0], " ¦ ", 1) if linked else ""
            shown, rest = (linked[0], around.strip(" ¦")) if linked else title_end.cut_title(text.replace("\n", " "))
            rest = f"{rest} ¦ {behind}"
            if rest and beside.read(rest) != beside.Beside() and len(shown.split()) > 1:
                text, behind = shown, rest
        return titles.clean(" ".join(titles.without_marks(text.replace("\n", " ")).split())), behind

    def _without_venues(self, row: Row) -> tuple[str, str]:
        """The words of the title cell without links that are a venue with its year, and these."""
        text, places = self.cell(row, "title"), self.where.get("title", ())
        labels = [
            link.label
            for link, column in zip(row.links, row.link_columns, strict=True)
            if column in places and titles.YEAR.search(link.label) and is_mark(link.label)
        ]
        for label in labels:
            text = text.replace(label, "", 1).strip()
        return text, " ¦ ".join(label.strip("[]") for label in labels)

    def _people(self, row: Row) -> Names:
        given, family = self.cell(row, "given"), self.cell(row, "family")
        if family and not self.cells(row, "authors"):
            name = " ".join(f"{given} {family}".split())
            return Names((name,)) if not re.search(r"[,;\n&]", given + family) else read_names(name)
        found = [
            read_names(text.replace(",", ";") if self.are_surnames else text) for text in self.cells(row, "authors")
        ]
        names = dict.fromkeys(name for people in found for name in people.authors)
        return Names(tuple(names), any(people.more for people in found), any(people.doubtful for people in found))

    def _venue_and_year(self, row: Row) -> tuple[str | None, int | None]:
        source = _REMARK_BEHIND.sub("", self.cell(row, "venue").replace("\n", " "))
        venue, venue_year = venues.venue_and_year(find(source).rest)
        if venue and not venue_year and re.match(r"in:?\s|proc", source, re.I) and titles.YEAR.search(source):
            venue, venue_year = venue_in(find(source).rest)  # "In: Proc. ICML 2018, S. 1-10"
        found = ((text, titles.YEAR.search(text)) for text in self.cells(row, "year"))
        text, match = next(((text, match) for text, match in found if match), ("", None))
        # A year that stands with the venue is surer than a date, which may be that of anything.
        is_date = len(text) > 6 and venue_year is not None
        return (venue.rstrip(" /|") if venue else None), venue_year if is_date or not match else int(match.group())

    def _ids(self, row: Row) -> tuple[str | None, str | None, list[str]]:
        """arXiv id, DOI and addresses of a row: from the columns for them, from links, from the other columns."""
        texts = [
            *self.cells(row, "url"),
            self.cell(row, "arxiv"),
            *self.cells(row, "venue"),
            *self.cells(row, "title"),
            self.cell(row, "doi"),
        ]
        addresses = [*works_first(self._links(row)), *(url for text in texts for url in find(text).urls)]
        stated = f"{self.cell(row, 'arxiv')} {self.cell(row, 'url')}"
        ids = self.cell(row, "arxiv")
        arxiv_id = find(ids).arxiv_id or find(f"arXiv:{ids}").arxiv_id or find(stated).arxiv_id
        places = [*addresses, self.cell(row, "venue"), self.cell(row, "doi"), self.cell(row, "reference")]
        arxiv_id = arxiv_id or next((known for text in places if (known := find(text).arxiv_id)), None)
        arxiv_id = arxiv_id or arxiv_in(self.cell(row, "doi"))
        doi = (doi_in(self.cell(row, "doi")) if self.cell(row, "doi") else None) or find(self.cell(row, "doi")).doi
        doi = doi or next((known for text in [stated, *addresses] if (known := find(text).doi)), None)
        urls = [url for address in addresses for url in find(address).urls]
        return arxiv_id, doi, list(dict.fromkeys(urls))

    def _links(self, row: Row) -> list[Link]:
        """The links that lead out of the page, but to no people and venues; the ones behind the title first."""
        others = {place for name in ("authors", "venue", "topic") for place in self.where.get(name, ())}
        linked = [
            pair
            for pair in zip(row.links, row.link_columns, strict=True)
            if pair[1] not in others and re.match(r"https?:|www\.|doi:", pair[0].url or "", re.I)
        ]
        linked.sort(key=lambda pair: pair[1] not in self.where.get("title", ()))
        return [link for link, _column in linked]


def _completed(entry: Entry, behind_title: str, reference: str) -> Entry:
    """The entry with what its title cell and its reference say of authors, venue and year where no column does."""
    if reference and not entry.title:
        found = next(iter(citations.read(" ".join(reference.split())).entries), None)
        if found:
            entry = replace(
                entry, title=found.title, authors=entry.authors or found.authors, venue=entry.venue or found.venue,
                year=entry.year or found.year, doi=entry.doi or found.doi, arxiv_id=entry.arxiv_id or found.arxiv_id,
                url=entry.url or found.url, doubts=found.doubts,
            )  # fmt: skip
        reference = ""
    for text in (behind_title, find(reference).rest):
        found = beside.read(text) if text else beside.Beside()
        entry = replace(
            entry, authors=entry.authors or found.people.authors, venue=entry.venue or found.venue,
            year=entry.year or found.year, doubts=entry.doubts if entry.authors else found.people.doubts,
        )  # fmt: skip
    missing = [*(() if entry.authors else ("no_authors",)), *(() if entry.title else ("no_title",))]
    return replace(entry, doubts=tuple(dict.fromkeys([*entry.doubts, *missing])))

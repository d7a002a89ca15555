"""Rows of the tables in an HTML page.

The headings of the page above a table are its topic. A cell that reaches over several rows or columns counts in each
row, and in the first of its columns. Closing tags may be missing, as HTML allows.
"""

import re
from html.parser import HTMLParser

from papers.reading_lists import badges
from papers.reading_lists.entry import Link
from papers.reading_lists.rows import Headings, Row, Table, without_name_of_list


class _Page(HTMLParser):
    """Collects headings, rows, cells and links of an HTML page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self.headings = Headings()
        self.rows: list[Row] | None = None
        self.row: Row | None = None
        self.text: str | None = None  # of the cell or heading that is open
        self.width = self.height = 1
        self.reaching: dict[int, tuple[int, str]] = {}  # column: rows that are left, text
        self.link: list[str] | None = None
        self.links: list[Link] = []  # of the cell that is open
        self.in_note = False
        self.level = 0

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "table" and self.rows is None:
            self.rows, self.reaching = [], {}
        elif tag == "tr" and self.rows is not None:
            self.end_row()
            self.row = Row(self.getpos()[0], [])
        elif tag in ("td", "th") and self.row is not None:
            self.end_cell()
            self.links = []
            self.text, self.width, self.height = "", _number(facts.get("colspan")), _number(facts.get("rowspan"))
        elif tag == "a" and facts.get("href"):
            self.link = [facts["href"], ""]
            self.in_note = bool(re.match(r"#(?:cite|fn|note|ref)", facts["href"]))
        elif tag in ("br", "p", "li") and self.text is not None:
            self.text += "\n"
        elif tag == "img" and self.text is not None:
            self.text += badges.venue_of(facts.get("src") or "", facts.get("alt") or "") or ""
        elif re.fullmatch("h[1-6]", tag) and self.rows is None:
            self.level, self.text = int(tag[1]), ""

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.end_cell()
        elif tag == "tr":
            self.end_row()
        elif tag == "table":
            self.end_table()
        elif re.fullmatch("h[1-6]", tag) and self.level:
            self.headings.open(self.level, " ".join((self.text or "").split()))
            self.level, self.text = 0, None
        elif tag == "a":
            if self.link and self.text is not None:
                self.links.append(Link(" ".join(self.link[1].split()), self.link[0]))
            self.link, self.in_note = None, False

    def handle_data(self, data):
        if self.text is not None and not self.in_note:
            self.text += re.sub(r"\s+", " ", data)
        if self.link:
            self.link[1] += data

    def end_cell(self):
        if self.text is None or self.row is None:
            return
        self._fill_from_above()
        lines = (" ".join(line.split()).strip(" ;,") for line in self.text.split("\n"))
        text = "\n".join(line for line in lines if line)
        self.row.links += self.links
        self.row.link_columns += [len(self.row.cells)] * len(self.links)
        for number in range(self.width):
            if self.height > 1:
                self.reaching[len(self.row.cells)] = (self.height - 1, text if number == 0 else "")
            self.row.cells.append(text if number == 0 else "")
        self.text = None

    def _fill_from_above(self):
        """The cells of the row so far end where a cell from above reaches down: that one comes first."""
        while self.reaching.get(len(self.row.cells), (0, ""))[0] > 0 and len(self.row.cells) < 200:
            place = len(self.row.cells)
            left, text = self.reaching[place]
            self.reaching[place] = (left - 1, text)
            self.row.cells.append(text)

    def end_row(self):
        self.end_cell()
        if self.row is not None:
            self._fill_from_above()
            if any(self.row.cells):
                self.rows.append(self.row)
        self.row = None

    def end_table(self):
        if self.rows is not None:
            self.end_row()
            self.tables.append(Table(self.headings.path, self.rows))
        self.rows = None


def _number(text: str | None) -> int:
    return max(1, min(50, int(text))) if text and text.isdigit() and len(text) < 4 else 1


def html_tables(text: str) -> list[Table]:
    """Tables with the headings above each. A page that is cut off gives what was complete."""
    page = _Page()
    page.feed(text)
    page.close()
    page.end_table()
    return without_name_of_list(page.tables, page.headings)

"""Paragraphs of a Markdown list that are works: what shows that a line is the title, or begins with it.

[Title of the work](https://…). Ada Lovelace. ICML 2018        *Title of the work (ICML 2018)*
**Title of the work**                                          Title of the work (ICML 2018)
Ada Lovelace, Kurt Gödel                                       [[paper](https://…)] [[code](https://…)]
"""

import re

from papers.reading_lists import citations, page_parts
from papers.reading_lists.entry import Entry
from papers.reading_lists.markdown_lines import ITEM
from papers.reading_lists.markdown_marks import is_mark, without_marks
from papers.reading_lists.markdown_titles import BOLD, are_people
from papers.reading_lists.markup import HEADING, JOINED, outward

BOLD_LINE = re.compile(r"^\s*(?:\*\*|__)(?P<text>[^*_]{2,100})(?:\*\*|__)\s*:?\s*$")
_LAST_LINK = re.compile(r"\]\([^()\s]{1,500}\)\W*$")
_VENUE_WITH_YEAR = re.compile(r"(?:[A-Z][\w.&-]{0,20}\s){1,6}['’]?(?:(?:19|20)\d\d|\d\d)")
_SET_OFF = re.compile(r"^\s*(?P<sign>\*\*|\*|__|_)(?=\S)(?P<text>[^*_]{20,300})(?P=sign)\W*$")
_YEAR_LAST = re.compile(r"[(\[][^()\[\]]{0,60}(?:19|20)\d\d[^()\[\]]{0,20}[)\]]\W*$")
_LONGEST_TITLE = 40


def is_set_off(line: str) -> bool:
    """Whether all of a line is in italics or bold and ends with a year: "*Title of the work (ICML 2018)*"."""
    match = _SET_OFF.match(line)
    return bool(match) and bool(_YEAR_LAST.search(match["text"]))


def is_above_marks(lines: list[str], place: int) -> bool:
    """Whether a line without links is as long as a title, and the line below it is nothing but marks."""
    line, below = lines[place].strip(), lines[place + 1] if place + 1 < len(lines) else ""
    marks = outward(below)
    if not marks or not all(is_mark(link["label"]) for link in marks) or re.search(r"\w", without_marks(below)):
        return False
    begins = line[:1].isalnum() or line[:1] in ("“", '"', "'")
    if not begins or line.endswith(":") or not 2 < len(line.split()) < _LONGEST_TITLE or ITEM.match(line):
        return False
    return not (outward(line) or page_parts.is_remark(line) or are_people(line))


def begins_work(line: str) -> bool:
    """Whether a line begins with a title in a link or in bold, or is a reference."""
    links = [match for match in outward(line) if not is_mark(match["label"])]
    front = line[: links[0].start()].strip(" *_[](),") if links else ""
    is_venue_first = bool(front) and bool(_VENUE_WITH_YEAR.fullmatch(front))
    if links and (not front or is_venue_first) or BOLD.match(line.strip()):
        return True
    return not links and citations.is_reference(line.strip())


def ends_with_mark(line: str) -> bool:
    """Whether a line has no link but marks, and ends with one."""
    links = [match for match in outward(line) if not is_mark(match["label"])]
    return not links and bool(_LAST_LINK.search(line)) and not line.lstrip().startswith("<")


def is_free(lines: list[str], place: int) -> bool:
    """Whether a paragraph can begin in this line."""
    above = lines[place - 1].strip() if place else ""
    return (
        above in ("", JOINED)
        or bool(HEADING.match(above))
        or above.endswith(":")
        or bool(BOLD_LINE.match(lines[place]))
    )


def is_enough(entry: Entry, line: str) -> bool:
    """Whether a paragraph says enough of a work: names or a year, or it is a link of some words and nothing else."""
    begins = begins_work(line)
    if entry.year and (begins or entry.authors) or entry.authors and begins:
        return True
    link = next(iter(outward(line)), None)
    is_alone = link is not None and link.group() == line.strip() and link["url"].startswith("http")
    return begins and is_alone and not is_mark(link["label"]) and len(entry.title.split()) > 2


def people_below(lines: list[str], end: int) -> int:
    """The number of a line with nothing but names, at most one empty line behind `end`; else 0."""
    place = next((at for at in range(end + 1, min(len(lines), end + 3)) if lines[at].strip()), 0)
    return place if place and are_people(lines[place]) else 0

"""Lines of Markdown that belong together, in one line; the lines that follow keep their numbers.

- **Title of the work,            [Title of the          *Ada Lovelace, Kurt Gödel,
  and the rest of it**            work](address)         Emmy Noether.*
"""

import re

from papers.reading_lists import beside
from papers.reading_lists.markup import HEADING, JOINED

ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+•◦▪]|\(?\d{1,3}\\?[.)])\s+(?:\[[ xX]\]\s+)?(?P<text>\S.*)$")
_EMPTY_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s*$")
_LONGEST_JOINED = 2000
_FEWEST_WRAPPED = 3
_WIDEST = 130
_OPEN_LINK = re.compile(r"\[[^\[\]]{3,300}$")
_REST_OF_LINK = re.compile(r"^[^\[\]]{1,300}\]\(")


def with_whole_parts(lines: list[str]) -> list[str]:
    """The lines, with bold words, a link or names that are broken over two of them in the first."""
    rows = list(unwrapped(lines))
    for place in range(len(rows) - 1):
        first, second = rows[place], rows[place + 1]
        if not second.strip() or not first.strip() or ITEM.match(second) or HEADING.match(second) or _is_table(second):
            continue
        is_bullet = bool(_EMPTY_ITEM.match(first)) and second[:1].isspace()
        is_bold = first.count("**") % 2 == 1 and second.count("**") % 2 == 1
        is_link = bool(_OPEN_LINK.search(first)) and bool(_REST_OF_LINK.match(second))
        is_bullet = is_bullet or _breaks_title(first, second)
        if (is_bullet or is_bold or is_link or _breaks_emphasis(first, second)) and len(first) + len(
            second
        ) < _LONGEST_JOINED:
            rows[place : place + 2] = [JOINED, f"{first.rstrip()} {second.strip()}"]
    return _turned(rows)


def unwrapped(lines: list[str]) -> list[str]:
    """The lines, each item of a list that is broken at a fixed width in one; else as they are."""
    parts = [(place, end) for place in range(len(lines)) if (end := _last_of_item(lines, place)) > place]
    pairs = [(lines[at], lines[at + 1]) for place, end in parts for at in range(place, end)]
    width = max((len(first.rstrip()) for first, _second in pairs), default=0)
    full = sum(len(first.rstrip()) + 1 + len(second.split()[0]) > width for first, second in pairs)
    if len(parts) < _FEWEST_WRAPPED or not 50 <= width <= _WIDEST or full < 0.8 * len(pairs):
        return lines
    rows = list(lines)
    for place, end in parts:
        joined = " ".join([lines[place].rstrip(), *(line.strip() for line in lines[place + 1 : end + 1])])
        rows[place : end + 1] = [joined, *[JOINED] * (end - place)]
    return rows


def _last_of_item(lines: list[str], place: int) -> int:
    """The last line of an item that goes on in lines without a mark of their own; `place` where none does."""
    if not ITEM.match(lines[place]):
        return place
    end = place
    while end + 1 < min(len(lines), place + 12) and _goes_on(lines[end + 1]):
        end += 1
    return end


def _goes_on(line: str) -> bool:
    return (
        line[:1].isspace() and bool(line.strip()) and not (ITEM.match(line) or HEADING.match(line) or _is_table(line))
    )


def _is_table(line: str) -> bool:
    return line.lstrip().startswith("|")


def _breaks_title(first: str, second: str) -> bool:
    """Whether the words of an item without a link go on in the next line, and not with names or a venue."""
    if not ITEM.match(first) or not first[-1:].isalnum() or not second.strip()[0].isalnum():
        return False
    found = beside.read(second[:300])
    return not (found.people.authors or found.venue or found.year or ":" in second[:20])


def _breaks_emphasis(first: str, second: str) -> bool:
    """Whether names in italics go on in the second line: "*Ada Lovelace," above "Kurt Gödel*"."""
    first = first.rstrip()
    return (
        first.endswith(",")
        and first.lstrip()[:1] in ("*", "_")
        and first.lstrip()[1:2].isalpha()
        and (first.count(first.lstrip()[0]) % 2 == 1 and second.count(first.lstrip()[0]) % 2 == 1)
    )


def _turned(rows: list[str]) -> list[str]:
    """The rows, joined ones in the first of their lines."""
    for place in range(len(rows) - 1, 0, -1):
        if rows[place - 1] == JOINED and rows[place] != JOINED:
            rows[place - 1 : place + 1] = [rows[place], JOINED]
    return rows

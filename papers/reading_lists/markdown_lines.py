"""Lines of Markdown that belong together, in one line; the lines that follow keep their numbers.

- **Title of the work,            [Title of the          *Ada Lovelace, Kurt Gödel,
  and the rest of it**            work](address)         Emmy Noether.*
"""

import re

from papers.reading_lists import beside
from papers.reading_lists.markup import HEADING

ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+•◦▪]|\(?\d{1,3}\\?[.)])\s+(?:\[[ xX]\]\s+)?(?P<text>\S.*)$")
_EMPTY_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s*$")
_LONGEST_JOINED = 2000
JOINED = "<!-- -->"  # a line whose words are in the line above
_OPEN_LINK = re.compile(r"\[[^\[\]]{3,300}$")
_REST_OF_LINK = re.compile(r"^[^\[\]]{1,300}\]\(")


def with_whole_parts(lines: list[str]) -> list[str]:
    """The lines, with bold words, a link or names that are broken over two of them in the first."""
    rows = list(lines)
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

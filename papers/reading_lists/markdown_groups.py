"""Items that stand above others: the name of a group of works, or a work with what is said of it.

- Training                                  - **Title of the work**
  - Title of the work [[paper](…)]            - Ada Lovelace, Kurt Gödel
    - a note                                  - [code](…) of it
"""

import re

from papers.reading_lists import titles
from papers.reading_lists.markdown_items import is_field, work
from papers.reading_lists.markdown_lines import ITEM
from papers.reading_lists.markdown_marks import is_mark, without_marks
from papers.reading_lists.markdown_titles import are_people
from papers.reading_lists.markup import outward, words

_MOST_LOOKED_AT = 3
_MOST_WORDS = 9
_FEWEST_WORDS = 3
_LONGEST = 250
_FEWEST_OF_BARE, _MOST_OF_BARE = 5, 25
_EMPHASISED = re.compile(r"(?P<sign>[*_`]{1,2})(?P<text>[^*_`]{4,500})(?P=sign)[\s.,;]*")
_DATE = re.compile(r"(?:19|20)\d\d(?:[-/.]\d\d?){0,2}")


def is_group(text: str, below: list[str]) -> bool:
    """Whether an item names a group: few words without link, names and year, and works with their marks below it."""
    title = words(text)
    if outward(text) or not below or len(title.split()) > _MOST_WORDS or is_field(text):
        return False
    if sum(map(_is_marked_work, below)) * 2 <= len(below):
        return False
    found = work(text, [], 1)
    return not (found and (found.authors or found.year or found.venue))


def _is_marked_work(text: str) -> bool:
    """Whether an item is a title with nothing but marks or a venue and a year behind it, or a title that is a link."""
    links = outward(text)
    if is_field(text) or are_people(text):
        return False
    if not links:
        if not titles.YEAR.search(text) or len(text) > _LONGEST:
            return False
        found = work(text, [], 1)
        is_dated = found is not None and found.year is not None and not are_people(found.title or "")
        return is_dated and len(found.title.split()) >= _FEWEST_WORDS
    before = words(text[: links[0].start()])
    if not is_mark(links[0]["label"]):
        return not before.strip(" ([*_") and len(words(links[0]["label"]).split()) >= _FEWEST_WORDS
    behind = without_marks(text[links[0].start() :]).strip(" [](){}.,;:|/\\")
    return len(before.split()) >= _FEWEST_WORDS and not behind


def is_bare_title(text: str) -> bool:
    """Whether an item has the length of a title and no other sign of it; between two works it is one."""
    is_long_enough = _FEWEST_OF_BARE <= len(text.split()) <= _MOST_OF_BARE and text[:1].isupper()
    return is_long_enough and not (outward(text) or is_field(text) or text.rstrip().endswith((".", ":", "!")))


def says_facts(text: str) -> bool:
    """Whether an item is nothing but names, or a date, in emphasis: it belongs to the work above it."""
    match = _EMPHASISED.fullmatch(text.strip())
    return bool(match) and (are_people(match["text"]) or bool(_DATE.fullmatch(match["text"].strip())))


def next_below(lines: list[str], place: int, indent: int) -> list[str]:
    """The items right below one, of the first deeper level, at most three; of the next one where that has groups."""
    found, depth = [], None
    for number in range(place + 1, min(len(lines), place + 20)):
        match = ITEM.match(lines[number])
        level = _level(lines[number])
        if not lines[number].strip():
            continue
        if level <= indent or depth is None and not match:
            break
        if depth is None and not outward(match["text"]) and (deeper := next_below(lines, number, level)):
            return deeper
        depth = level if depth is None else depth
        if match and level == depth:
            found.append(match["text"])
        if len(found) == _MOST_LOOKED_AT:
            break
    return found


def _level(line: str) -> int:
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())

"""Headings of a Markdown list that are works: "#### [Title of the work](address)", below it the venue and notes.

#### [Title of the work](https://…)              ### Title of the work
ICML 2020                                        Ada Lovelace, Kurt Gödel
1. a note                                        [pdf](https://…)
"""

from papers.reading_lists import beside
from papers.reading_lists.entry import Entry
from papers.reading_lists.markdown_items import work
from papers.reading_lists.markdown_lines import ITEM
from papers.reading_lists.markdown_marks import is_mark, is_titled
from papers.reading_lists.markdown_titles import are_people
from papers.reading_lists.markup import HEADING, outward

_FEWEST = 3  # so many linked headings of one level, and most of that level, are works


def levels_of_works(lines: list[str]) -> frozenset[int]:
    """The levels on which the headings are titles with links."""
    headings = [match for line in lines if (match := HEADING.match(line))]
    linked = [len(match["level"]) for match in headings if _is_linked_title(match["text"])]
    counts = {level: sum(len(match["level"]) == level for match in headings) for level in set(linked)}
    return frozenset(
        level for level in counts if linked.count(level) >= _FEWEST and linked.count(level) > 0.6 * counts[level]
    )


def _is_linked_title(text: str) -> bool:
    links = outward(text)
    return bool(links) and links[0].group() == text.strip(" *_") and not is_mark(links[0]["label"])


def linked_work(lines: list[str], place: int, title: str) -> tuple[Entry, int] | None:
    """The work of a heading that is a link, and the last line before the next heading."""
    if not _is_linked_title(title):
        return None
    end = next((at for at in range(place + 1, len(lines)) if HEADING.match(lines[at])), len(lines)) - 1
    following = [line.strip() for line in lines[place + 1 : min(end + 1, place + 8)] if line.strip()]
    until = next((at for at, line in enumerate(following) if ITEM.match(line) or len(line) > 300), len(following))
    entry = work(title, following[: min(until, 2)], place + 1)
    return (entry, end) if entry else None


def named_work(lines: list[str], place: int, title: str) -> tuple[Entry, int] | None:
    """The work of a heading right above names, with a link or venue near by, and the last line that belongs to it."""
    following = [number for number in range(place + 1, min(len(lines), place + 8)) if lines[number].strip()]
    until = next((at for at, number in enumerate(following) if HEADING.match(lines[number])), len(following))
    below = [number for number in following[:until] if not ITEM.match(lines[number])]
    if not below or below[0] != following[0]:
        return None
    first = lines[below[0]]
    if not are_people(first) and not (is_titled(title) and beside.read(first).people.authors):
        return None
    entry = work(title, [lines[number].strip() for number in below[:3]], place + 1)
    if entry is None or not entry.authors or not (entry.year or entry.links):
        return None
    return entry, below[:3][-1]

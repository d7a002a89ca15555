"""The talks between two marks of a programme, a mark being a time, a date or the first label of a talk.

    Title, and people below it (several such pairs below the time of a whole session)
    People, and the title below them
    Title and people in one line (talk_parts.py), or in several such lines
    Lines with labels (talk_labels.py)

What most talks of a page begin with decides where a line could be both.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from papers.reading_lists import talk_labels, talk_parts
from papers.reading_lists.ids import find
from papers.reading_lists.names import Names
from papers.reading_lists.people_rows import is_people, is_surely_people, people
from papers.reading_lists.programme_lines import (
    CHAIR_BELOW,
    SESSION,
    is_break,
    is_to_come,
    says_something,
    tidy,
    without_kind,
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A line of the page that says something, and where it stands."""

    place: int
    text: str


@dataclass(frozen=True)
class Work:
    """One talk or paper: its title, its people, and the rows behind them."""

    title: Row
    people: Names
    behind: tuple[Row, ...] = ()
    source: tuple[str | None, int | None] = (None, None)


@dataclass(frozen=True)
class Manner:
    """How a page writes its talks: "title" or "people" first, and what separates them in one line."""

    first: str
    usual: Counter
    is_repeated: bool = False  # the speaker of one line stands once more below it


_EMPTY = re.compile(r"\s*(?:\(\W*\)|\[\W*\])")
_IN_QUOTES = re.compile(r"^[“„\"«][^“”„\"«»]{3,300}[”“\"»][.,]?$")
_SENTENCES = re.compile(r"^.{60,}\.$|[a-z]{3}\.\s+[A-Z].*\.$")


def rows_of(lines: list[str], start: int, end: int, behind_mark: str = "") -> list[Row]:
    """What is said between two marks: without buttons, chairs, rooms and headings of sessions."""
    first = Row(start - 1, _without_ids(tidy(behind_mark)))
    rows = [first] * bool(behind_mark)
    rows += [Row(place, _without_ids(row)) for place in range(start, end) if (row := tidy(lines[place]))]
    chairs = {place + 1 for place, row in enumerate(rows) if CHAIR_BELOW.match(row.text)}
    return [
        row
        for place, row in enumerate(rows)
        if place not in chairs
        and not (find(row.text).urls and not find(row.text).rest)
        and (says_something(row.text) or talk_labels.label_of(row.text) or row is first and is_single(row.text))
    ]


def _without_ids(row: str) -> str:
    """A row without its arXiv id and addresses, unless they are all it says, or a label stands before them."""
    found = find(row)
    is_more = (found.urls or found.arxiv_id or found.doi) and found.rest and not talk_labels.label_of(row)
    return _EMPTY.sub("", found.rest).strip() or row if is_more else row


def is_single(row: str) -> bool:
    """ "Oral 2: Title, Speaker": a talk, although "Oral 2: Kernels" is the name of a session."""
    match = SESSION.match(row)
    return bool(match and match["theme"] and talk_parts.readings(row))


def manner_of(blocks: list[list[Row]]) -> Manner:
    """What the talks of a page begin with, told by all its blocks."""
    blocks = [rows for rows in blocks if rows and not is_break(rows[0].text)]
    people_first = sum(
        is_people(rows[0].text) and (len(rows) == 1 or not is_surely_people(rows[1].text)) for rows in blocks
    )
    is_people_first = people_first > 1 and 2 * people_first > len(blocks)
    repeated = [rows for rows in blocks if _is_repeated(rows)]
    alone = [rows[0].text for rows in blocks if len(rows) == 1 or not is_surely_people(rows[1].text)]
    usual = talk_parts.usual_styles([*alone, *(rows[0].text for rows in repeated)])
    return Manner("people" if is_people_first else "title", usual, len(repeated) > 1)


def _is_repeated(rows: list[Row]) -> bool:
    named = people(rows[1].text).authors if len(rows) > 1 else ()
    return bool(named) and any(parts.people.authors == named for parts in talk_parts.readings(rows[0].text))


def works_of(rows: list[Row], manner: Manner) -> list[Work]:
    """The talks of one block, in order; none for a break."""
    labelled = talk_labels.read_labels([(row.place, row.text) for row in rows])
    values = labelled.values
    key = "title" if "title" in values else "paper" if _is_title(values.get("paper", "")) else ""
    above = [Row(*row) for row in labelled.above]
    abstract = tuple(Row(rows[-1].place, row) for row in labelled.abstract)
    named = people(values.get("authors") or values.get("speaker", ""))
    if key:
        named = named if named.authors else _last_people(above)
        is_nothing = is_to_come(values[key]) and not named.authors
        return (
            []
            if is_nothing
            else [Work(Row(labelled.places[key], values[key]), named, abstract, labelled.venue_and_year)]
        )
    works = _works([row for row in above if not values or not is_break(row.text)], abstract, manner)
    if named.authors and len(works) < 2:
        work = works[0] if works else Work(Row(min(labelled.places.values()), ""), Names(), abstract)
        return [work if work.people.authors and "authors" not in values else replace(work, people=named)]
    return works


def _last_people(rows: list[Row]) -> Names:
    return next((found for row in reversed(rows) if (found := people(row.text)).authors), Names())


def _works(rows: list[Row], abstract: tuple[Row, ...], manner: Manner) -> list[Work]:
    """The talks of a block by the order of its rows."""
    pairs = _pairs(rows)
    if len(pairs) > 1 or not rows:
        return pairs
    is_one = bool(pairs) and pairs[0].title is rows[0] and not manner.is_repeated
    if not is_one and len(lines := _lines(rows, manner)) > 1:
        return lines
    if is_break(rows[0].text):
        return pairs
    single = _quoted(rows) or _single(rows, manner)
    if _SENTENCES.search(single.title.text):
        if not single.people.authors:
            return []
        single = replace(single, title=Row(single.title.place, ""), behind=(single.title, *single.behind))
    return [replace(single, behind=(*single.behind, *abstract))]


def _is_title(value: str) -> bool:
    return "://" not in value and len(value.split()) > 1


def _lines(rows: list[Row], manner: Manner) -> list[Work]:
    """Several talks with title and people in one line each, where these are most of the short lines."""
    short = [row for row in rows if len(row.text) < 300]
    found = [(row, parts) for row in short if (parts := talk_parts.parts_of(row.text, manner.usual))]
    if 2 * len(found) <= len(short):
        return []
    return [Work(Row(row.place, parts.title), parts.people) for row, parts in found]


def _quoted(rows: list[Row]) -> Work | None:
    """The title is the only row in quotation marks; the people stand above it, or else below."""
    quoted = [place for place, row in enumerate(rows) if _IN_QUOTES.match(row.text)]
    if len(quoted) != 1:
        return None
    place = quoted[0]
    named = next((row for row in (*reversed(rows[:place]), *rows[place + 1 :]) if is_people(row.text)), None)
    behind = tuple(row for row in rows[place + 1 :] if row is not named)
    return Work(rows[place], people(named.text), behind) if named else None


def _single(rows: list[Row], manner: Manner) -> Work:
    first, below = rows[0], rows[1] if len(rows) > 1 else None
    named = people(below.text) if below else Names()
    is_told = manner.first == "people" and is_surely_people(first.text) or named.authors and not manner.is_repeated
    parts = None if is_told else talk_parts.parts_of(first.text, manner.usual)
    if parts and (named == parts.people or not named.authors and (parts.is_sure or not manner.is_repeated)):
        return Work(Row(first.place, parts.title), parts.people, tuple(rows[2 if named.authors else 1 :]))
    bare = Row(first.place, without_kind(first.text))
    if manner.first == "people" and is_people(bare.text):
        below = next((row for row in rows[1:] if not is_people(row.text)), None)
        return Work(below or Row(first.place, ""), people(bare.text), tuple(rows[2:]))
    return Work(bare, named, tuple(rows[2 if named.authors else 1 :]))


def _pairs(rows: list[Row]) -> list[Work]:
    """Every line above a line of people with these: a title and its authors. A name alone may be a title as well."""
    places: list[int] = []
    for place in range(1, len(rows)):
        row, above = rows[place].text, rows[place - 1].text
        is_title = place + 1 < len(rows) and not is_surely_people(row) and is_surely_people(rows[place + 1].text)
        is_used = bool(places) and places[-1] >= place - 1
        can_be_title = len(above) < 300 and not is_surely_people(above) and not is_break(above)
        if not is_used and not is_title and can_be_title and is_people(row):
            places.append(place)
    ends = [*(place - 1 for place in places[1:]), len(rows)][: len(places)]
    return [
        Work(rows[place - 1], people(rows[place].text), tuple(rows[place + 1 : end]))
        for place, end in zip(places, ends, strict=True)
    ]


def works_without_times(lines: list[str], starts: list[int]) -> list[Work]:
    """The works below the names of sessions: titles with people below them, or lines with both."""
    blocks = [rows_of(lines, start, end) for start, end in pairwise([0, *starts, len(lines)])]
    manner = Manner("title", talk_parts.usual_styles([row.text for rows in blocks for row in rows]))
    found = [(_pairs(rows), _lines(rows, manner)) for rows in blocks]
    return [work for ways in found for work in max(ways, key=len)]

"""The page of a conference's or workshop's programme, copied as text: when, title, authors, abstract.

    Session
    Deep Learning Theory                                  (or "Oral Session 3: Deep Learning Theory")
    Thu 13 June 11:00 - 11:20 PDT                         (or "9:00 AM", "2021-07-20 09:00 – 09:20 UTC", "11:00 Title")
    Oral
    Title of the paper
    First Author · Second Author                          (or people with places, above or below the title)
    Abstract in one or more paragraphs

An entry begins with a line that is a time, perhaps with the title, "Speaker: Title" or "Title, Speaker (Place)" behind
it. A time may also be that of a whole session; then every line above a line of people is a title. Rooms, chairs, kinds
of talks and buttons are passed over, breaks are no entries. Year and venue stand nowhere in such a page, so they stay
empty.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from papers.reading_lists import titles
from papers.reading_lists.entry import Entry, Leftover, Reading
from papers.reading_lists.names import Names
from papers.reading_lists.people_rows import is_people, is_surely_people, people
from papers.reading_lists.programme_lines import (
    AROUND,
    BEFORE,
    BREAK,
    CHAIR_BELOW,
    NOISE,
    PLACE,
    SESSION,
    SPEAKER_AND_TITLE,
    TITLE_AND_SPEAKER,
    TO_COME,
    says_something,
    slot_of,
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A line of the page that says something, and where it stands."""

    place: int
    text: str


def looks_like(lines: list[str]) -> int:
    """How many lines are a time, alone or with a title behind it."""
    return sum(slot_of(line) is not None for line in lines)


def read(text: str) -> Reading:
    """The papers of the sessions on the page, each with its slot."""
    lines = text.split("\n")
    slots = [place for place, line in enumerate(lines) if slot_of(line)]
    sessions = _sessions(lines)
    if not slots:
        return Reading(
            tuple(_entry(*pair, None, sessions[pair[0].place]) for pair in _pairs(_rows(lines, 0, len(lines), "")))
        )
    blocks = [
        (start, _rows(lines, start + 1, end, slot_of(lines[start])[1])) for start, end in pairwise([*slots, len(lines)])
    ]
    order = _order_of([rows for _start, rows in blocks if rows and not BREAK.match(rows[0].text)])
    entries, leftovers = [], []
    for start, rows in blocks:
        slot = slot_of(lines[start])[0]
        if not rows and not SESSION.match(slot_of(lines[start])[1]):
            leftovers.append(Leftover(start + 1, lines[start].strip()))
        works = _works(rows, order)
        above = (
            _heading(rows, works)
            if start and sessions[start - 1] == sessions[rows[-1].place if rows else start]
            else None
        )
        entries += [_entry(*work, slot, above or sessions[work[0].place]) for work in works]
    return Reading(tuple(entries), tuple(leftovers))


def _rows(lines: list[str], start: int, end: int, behind_slot: str) -> list[Row]:
    """What is said between two times: without buttons, chairs, rooms and headings of sessions."""
    rows = [Row(start - 1, behind_slot)] * bool(behind_slot)
    rows += [Row(place, row) for place in range(start, end) if (row := lines[place].strip())]
    chairs = {place + 1 for place, row in enumerate(rows) if CHAIR_BELOW.match(row.text)}
    return [row for place, row in enumerate(rows) if place not in chairs and says_something(row.text)]


def _order_of(blocks: list[list[Row]]) -> str:
    """What most talks of the page begin with: "title", "people", or "people: title" in one line."""
    first = [rows[0].text for rows in blocks]
    with_speaker = sum(_speaker_and_title(row) is not None for row in first)
    people_first = sum(
        is_people(rows[0].text) and (len(rows) == 1 or not is_surely_people(rows[1].text)) for rows in blocks
    )
    if with_speaker > 1 and 2 * with_speaker > len(blocks):
        return "people: title"
    return "people" if people_first > 1 and 2 * people_first > len(blocks) else "title"


def _speaker_and_title(row: str) -> tuple[str, str] | None:
    match = SPEAKER_AND_TITLE.match(row)
    return (match["speaker"], match["title"]) if match and is_people(match["speaker"]) else None


def _works(rows: list[Row], order: str) -> list[tuple[Row, Names, list[Row]]]:
    """The papers between two times as title, people, and the rows behind them."""
    pairs = _pairs(rows)
    if len(pairs) > 1 or not rows or BREAK.match(rows[0].text):
        return pairs
    if order == "people: title" and (found := _speaker_and_title(rows[0].text)):
        return [(Row(rows[0].place, found[1]), people(found[0]), rows[1:])]
    if order == "people" and is_people(rows[0].text):
        return [(rows[1] if len(rows) > 1 else Row(rows[0].place, ""), people(rows[0].text), rows[2:])]
    named = people(rows[1].text) if len(rows) > 1 else Names()
    if not named.authors and (match := TITLE_AND_SPEAKER.match(rows[0].text)) and is_people(match["speaker"]):
        return [(Row(rows[0].place, match["title"]), people(match["speaker"]), rows[1:])]
    return [(rows[0], named, rows[2 if named.authors else 1 :])]


def _heading(rows: list[Row], works: list) -> str | None:
    """The line between the time of a session and the first of its papers."""
    is_session = len(works) > 1 and works[0][0] is not rows[0] and not BREAK.match(rows[0].text)
    return rows[0].text.strip("# ") if is_session and len(rows[0].text) < 120 else None


def _pairs(rows: list[Row]) -> list[tuple[Row, Names, list[Row]]]:
    """Every line above a line of people with these: a title and its authors. A name alone may be a title as well."""
    places = []
    for place in range(1, len(rows)):
        row, above = rows[place].text, rows[place - 1].text
        is_title = place + 1 < len(rows) and not is_surely_people(row) and is_surely_people(rows[place + 1].text)
        is_used = bool(places) and places[-1] >= place - 1
        if not is_used and not is_title and len(above) < 300 and is_people(row) and not is_surely_people(above):
            places.append(place)
    ends = [*(place - 1 for place in places[1:]), len(rows)][: len(places)]
    return [
        (rows[place - 1], people(rows[place].text), rows[place + 1 : end])
        for place, end in zip(places, ends, strict=True)
    ]


def _entry(title: Row, named: Names, behind: list[Row], slot: str | None, session: str | None) -> Entry:
    words = "" if TO_COME.match(title.text) else titles.clean(AROUND.sub("", BEFORE.sub("", title.text)))
    doubts = (*(() if words else ("no_title",)), *(() if named.authors else ("no_authors",)), *named.doubts)
    return Entry(
        title=words or None, authors=named.authors, topic_path=(session,) if session else (), line=title.place + 1,
        slot=slot, abstract="\n\n".join(_paragraphs(behind)) or None, doubts=doubts,
    )  # fmt: skip


def _paragraphs(rows: list[Row]):
    """The abstract: what comes before the heading of the next session, if one follows."""
    for row in rows:
        if len(row.text) < 40 and not row.text.endswith((".", "?", "!", ":")) and not row.text[:1].islower():
            break
        yield re.sub(r"\s*\[\s*(?:Abstract|Paper|Video|Slides|PDF)\s*\]$", "", row.text)


def _sessions(lines: list[str]) -> dict[int, str | None]:
    """The session of every line: the name behind or below the nearest "Session" above, else the nearest heading."""
    found, current, waits = {}, None, False
    has_sessions = any(SESSION.match(line.strip()) for line in lines)
    for place, line in enumerate(lines):
        row = line.strip()
        slot = slot_of(row)
        match = SESSION.match(slot[1] if slot else row)
        if match and not (waits and match["theme"]):
            current = _named(match["name"] or match["theme"] or "")
            waits = current is None
            current = row.strip("# ") if waits and re.search(r"\d", row) and not slot else current
        elif waits and slot:
            waits = False
        elif waits and row and not NOISE.match(row) and not PLACE.search(row):
            current, waits = row.strip("# "), False
        elif row.startswith("#") and not has_sessions:
            current = row.strip("# ")
        found[place] = current
    return found


def _named(name: str) -> str | None:
    """The name of a session without its room and time: "Kernels (Room 2, 10:30 - 12:00)"."""
    return re.sub(r"\s*[(\[][^()\[\]]*\d[^()\[\]]*[)\]]$", "", name.strip()) or None

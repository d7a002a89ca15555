"""The page of a conference's or workshop's programme, copied as text: when, title, authors, abstract.

    Session
    Deep Learning Theory                                  (or "Oral Session 3: Deep Learning Theory")
    Thu 13 June 11:00 - 11:20 PDT                         (or "9:00 AM", "2021-07-20 09:00 – 09:20 UTC", "11:00 Title")
    Oral
    Title of the paper
    First Author · Second Author                          (or people with places, above or below the title)
    Abstract in one or more paragraphs

An entry begins with a line that is a time, perhaps with the title, "Speaker: Title" or "Title, Speaker (Place)" behind
it, as talk_parts.py splits them. A time may also be that of a whole session; then every line above a line of people
is a title, and so it is below the names of sessions where no line is a time. Rooms, chairs, kinds
of talks and buttons are passed over, breaks are no entries. Year and venue stand nowhere in such a page, so they stay
empty.
"""

import re
from itertools import pairwise

from papers.reading_lists.entry import Leftover, Reading
from papers.reading_lists.programme_lines import NOISE, PLACE, SESSION, is_break, slot_of
from papers.reading_lists.talk_blocks import Row, Work, is_single, manner_of, rows_of, works_of, works_without_times
from papers.reading_lists.talk_entry import entries_of

_SAMPLE = 2000


def looks_like(lines: list[str]) -> int:
    """How many lines are a time, alone or with a title behind it; or the works below the names of sessions."""
    count = sum(slot_of(line) is not None for line in lines)
    starts = [] if count else _named_sessions(lines[:_SAMPLE])
    return len(works_without_times(lines[:_SAMPLE], starts)) if starts else count


def _named_sessions(lines: list[str]) -> list[int]:
    return [place for place, line in enumerate(lines) if _is_named_session(line)]


def _is_named_session(line: str) -> bool:
    match = SESSION.match(line.strip()) if len(line) < 200 else None
    return bool(match) and bool(match["name"] or match["theme"])


def read(text: str) -> Reading:
    """The papers of the sessions on the page, each with its slot."""
    lines = text.split("\n")
    slots = [place for place, line in enumerate(lines) if slot_of(line)]
    sessions = sessions_of(lines)
    if not slots:
        return _without_times(lines, sessions)
    blocks = [
        (start, rows_of(lines, start + 1, end, slot_of(lines[start])[1]))
        for start, end in pairwise([*slots, len(lines)])
    ]
    if not blocks[-1][1] and (below := _without_times(lines, sessions)).entries and below.entries[0].line <= slots[0]:
        return below  # the time of each talk stands below it
    manner = manner_of([rows for _start, rows in blocks])
    entries, leftovers = [], []
    for (start, rows), end in zip(blocks, [*slots[1:], len(lines)], strict=True):
        slot = slot_of(lines[start])[0]
        works = works_of(rows, manner) if rows else []
        if not works and not _is_known(rows, slot_of(lines[start])[1]):
            leftovers.append(Leftover(start + 1, lines[start].strip()))
        above = (
            _heading(rows, works)
            if start and sessions[start - 1] == sessions[rows[-1].place if rows else start]
            else None
        )
        entries += entries_of(works, lines, end, slot=slot, topics=sessions, topic=above)
    return Reading(tuple(entries), tuple(leftovers))


def _without_times(lines: list[str], sessions: dict[int, str | None]) -> Reading:
    works = works_without_times(lines, _named_sessions(lines))
    return Reading(entries_of(works, lines, len(lines), topics=sessions))


def _is_known(rows: list[Row], behind_slot: str) -> bool:
    """Whether there is nothing to be found: a break, or the heading of a session."""
    return is_break(rows[0].text) if rows else SESSION.match(behind_slot) is not None


def _heading(rows: list[Row], works: list[Work]) -> str | None:
    """The line between the time of a session and the first of its papers."""
    is_session = len(works) > 1 and works[0].title.place != rows[0].place and not is_break(rows[0].text)
    return _named(rows[0].text.strip("# ")) if is_session and len(rows[0].text) < 120 else None


def sessions_of(lines: list[str]) -> dict[int, str | None]:
    """The session of every line: the name behind or below the nearest "Session" above, else the nearest heading."""
    found, current, waits = {}, None, False
    has_sessions = any(SESSION.match(line.strip()) for line in lines)
    for place, line in enumerate(lines):
        row = line.strip()
        slot = slot_of(row)
        match = None if slot and is_single(slot[1]) else SESSION.match(slot[1] if slot else row)
        if match and not (waits and match["theme"]):
            current = _named(match["name"] or match["theme"] or "")
            waits = current is None
            current = row.strip("# ") if waits and re.search(r"\d", row) and not slot else current
        elif waits and slot:
            waits = False
        elif waits and row and not NOISE.match(row) and not PLACE.search(row):
            current, waits = row.strip("# "), False
        elif row.startswith("#") and not has_sessions and not NOISE.match(row):
            current = row.strip("# ")
        found[place] = current
    return found


def _named(name: str) -> str | None:
    """The name of a session without its room, time and chair: "Kernels (Room 2, 10:30 - 12:00), Chair: …"."""
    name = re.sub(r"[\s,;.(–—-]+(?:session\s)?(?:chair|moderat)[^:–—-]{0,20}[:–—-].*$", "", name.strip(), flags=re.I)
    return re.sub(r"\s*[(\[][^()\[\]]*\d[^()\[\]]*[)\]]$", "", name).strip() or None

"""Talks of a seminar, each with its date or with labels.

    Wed 25 March, 16:00, Room 3                             October 18: Title, Speaker (Place)
    Speaker, or the title                                   Oct 25 — Speaker (Place): Title
    The other of the two
    Abstract, addresses, arXiv ids

    Speaker: First Speaker, Some University
    Title: Title of the talk

The title may also stand above the date, or the title and the speaker. How it is on this page, the number of talks
tells that are whole then. A date may stand behind "Title, Speaker (Place)", and without dates a speaker with a place
in brackets begins a talk. Weeks without a talk are no entries.
"""

from dataclasses import replace
from itertools import pairwise

from papers.reading_lists import talk_labels, talk_parts
from papers.reading_lists.entry import Entry, Leftover, Reading
from papers.reading_lists.people_rows import is_people, is_surely_people, people
from papers.reading_lists.programme_dates import dated, dated_behind, is_date
from papers.reading_lists.programme_lines import is_break, says_something, slot_of, tidy
from papers.reading_lists.talk_blocks import Row, manner_of, rows_of, works_of
from papers.reading_lists.talk_entry import entries_of

_SAMPLE = 600
_FIRST_TALKS = 40
_LONGEST_HEADING = 100


def looks_like(lines: list[str]) -> int:
    """How many talks with title and speaker there are by their dates, if they are most; or lines with labels."""
    sample = lines[:_SAMPLE]
    marks = _marks(sample)
    if len(marks) < 2 or sum("](" in sample[place] for place in marks) > 1:
        return talk_labels.looks_like(lines)
    reading = _by_dates(sample, marks, {})
    whole = sum(bool(entry.title and entry.authors) for entry in reading.entries)
    is_most = 2 * whole >= len(reading.entries) + len(reading.not_understood)
    return max(talk_labels.looks_like(lines), whole if is_most else 0)


def read(text: str, topics: dict[int, str | None]) -> Reading:
    """The talks; `topics` are the sessions by line."""
    lines = text.split("\n")
    if talk_labels.looks_like(lines):
        return _by_labels(lines, topics)
    marks = _marks(lines)
    return _by_dates(lines, marks, topics) if marks else Reading()


def _marks(lines: list[str]) -> dict[int, tuple[str, str]]:
    """The lines where talks begin: by place, the date and what else the line says. The times of a day are none.

    Without dates, three lines or more that are one speaker with a place, each below an empty line.
    """
    dates = {
        place: found for place, line in enumerate(lines) if not slot_of(line) and (found := _date_of(line)) is not None
    }
    speakers = {} if dates else {place: ("", line) for place, line in enumerate(lines) if _is_speaker(lines, place)}
    return dates or (speakers if len(speakers) > 2 else {})


def _is_speaker(lines: list[str], place: int) -> bool:
    line = lines[place].strip()
    is_set_off = line.endswith(")") and not (place and lines[place - 1].strip())
    return is_set_off and is_surely_people(line) and len(people(line).authors) == 1


def _date_of(line: str) -> tuple[str, str] | None:
    """The date at the beginning of a line, or at the end of one that surely names a talk and its speaker."""
    if found := dated(line):
        return found
    found = dated_behind(line)
    return found if found and any(parts.is_sure for parts in talk_parts.readings(tidy(found[1]))) else None


def _by_dates(lines: list[str], marks: dict[int, tuple[str, str]], topics: dict[int, str | None]) -> Reading:
    """The talks, with so many rows above each date as make the most of its first talks whole."""
    are_alone = sum(not rest for _date, rest in marks.values())
    above = 0
    if 2 * are_alone > len(marks):
        first = dict(list(marks.items())[:_FIRST_TALKS])
        end = list(marks)[_FIRST_TALKS] if len(marks) > _FIRST_TALKS else len(lines)
        above = max(range(3), key=lambda count: _whole(_read_from(lines[:end], first, count, topics)))
    return _read_from(lines, marks, above, topics)


def _whole(reading: Reading) -> int:
    return sum(bool(entry.title and entry.authors) for entry in reading.entries)


def _read_from(
    lines: list[str], marks: dict[int, tuple[str, str]], above: int, topics: dict[int, str | None]
) -> Reading:
    """The talks, where the first of each begins so many rows above its date."""
    starts = [_above(lines, place, above) for place in marks]
    blocks = [
        rows_of(lines, start + (not above), end, "" if above else marks[mark][1])
        for mark, (start, end) in zip(marks, pairwise([*starts, len(lines)]), strict=True)
    ]
    manner = manner_of(blocks)
    heading = _heading(lines, starts[0])
    entries, leftovers = [], []
    for mark, rows, end in zip(marks, blocks, [*starts[1:], len(lines)], strict=True):
        works = works_of(rows, manner) if rows else []
        if not works and rows and not is_break(rows[0].text):
            leftovers.append(Leftover(mark + 1, lines[mark].strip()))
        entries += entries_of(
            works,
            lines,
            end,
            slot=marks[mark][0] or None,
            topics=topics,
            topic=topics.get(mark) or heading,
            kind="talk",
        )
    return Reading(tuple(entries), tuple(leftovers))


def _above(lines: list[str], place: int, count: int) -> int:
    """The place of the row so many rows above the line."""
    while count and place:
        place -= 1
        count -= bool(lines[place].strip())
    return place


def _heading(lines: list[str], end: int) -> str | None:
    """The name of the series: the first line of the page, where it is short and no sentence."""
    first = next((row for line in lines[:end] if says_something(row := tidy(line)) and row), None)
    is_name = first and len(first) < _LONGEST_HEADING and not first.endswith((".", ":")) and not first.isdigit()
    return first.strip("# ") if is_name else None


def _by_labels(lines: list[str], topics: dict[int, str | None]) -> Reading:
    """The talks that labels tell. The first one may have an introduction above it, so only its last rows count."""
    rows = [(place, row) for place, line in enumerate(lines) if (row := tidy(line))]
    first = next(number for number, (_place, row) in enumerate(rows) if talk_labels.label_of(row))
    talks = talk_labels.cycles([*talk_labels.head_of(rows[:first]), *rows[first:]])
    heading = _heading(lines, rows[first][0])
    blocks = [_said(talk) for talk in talks]
    manner = manner_of([block for block, _topic in blocks])
    ends = [*(talk[0][0] for talk in talks[1:] if talk), len(lines)]
    entries: list[Entry] = []
    for (block, topic), end in zip(blocks, ends, strict=False):
        works = works_of(block, manner) if block else []
        entries += entries_of(works, lines, end, topics=topics, topic=topic or None, kind="talk")
    if entries and heading not in (None, entries[0].title, *entries[0].authors):
        entries = [entry if entry.topic_path else replace(entry, topic_path=(heading,)) for entry in entries]
    return Reading(tuple(entries), ())


def _said(talk: list[tuple[int, str]]) -> tuple[list[Row], str]:
    """The rows of one talk without dates and times, and what stands behind a date above the labels: the topic."""
    rows, topic = [], ""
    has_title = any((talk_labels.label_of(row) or ("",))[0] in ("title", "paper") for _place, row in talk)
    for place, row in talk:
        behind = slot_of(row) or dated(row)
        if talk_labels.label_of(row) or not behind and says_something(row) and not is_date(row):
            rows.append(Row(place, row))
        elif behind and behind[1]:
            topic = behind[1] if has_title else topic
            rows += [] if has_title else [Row(place, behind[1])]
    first = next((number for number, row in enumerate(rows) if talk_labels.label_of(row.text)), len(rows))
    above = [row for row in rows[:first] if not is_people(row.text)]
    return [row for row in rows if row not in above[:-1]], topic

"""Title and speaker out of one line of a programme.

    Speaker: Title              Speaker — Title             Speaker (Place), Title
    Title — Speaker             Title, Speaker (Place)      Title (Speaker)
    “Title”, Speaker            Title by Speaker            Speaker | Title | Place, parted by tabs or bars

Which side speaks is told by names. Several names, a place in brackets or a Dr. are sure; two words with capitals
could be a title as well, so they count where most lines of the page are written in the same way.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from papers.reading_lists.names import Names
from papers.reading_lists.people_rows import HONORIFIC, has_place, is_people, is_surely_people, people
from papers.reading_lists.programme_lines import is_break, is_to_come, without_kind

_LONGEST = 500
_CELLS = re.compile(r"\s*\t\s*|\s+\|\s+|\s{4,}")
_QUOTED = re.compile(r"^(?P<before>[^“”„\"«»]{0,200})[“„\"«](?P<title>.{3,})[”“\"»](?P<after>[^“”„\"»]{0,200})$")
_DASH = re.compile(r"\s(?:[-–—]|-{2,3})\s")
_BRACKET = re.compile(r"^(?P<title>.{4,})\s\((?P<people>[^()]{4,100})\)[.]?$")
_COMMA = re.compile(r",\s+(?![^()]*\))")
_INITIAL_LAST = re.compile(r"(?:\b[^\W\d_a-z]|\bJr|\bSr)\.$")
_NUMBERING = re.compile(r"^\(?\d{1,3}[.)]\s+")
_AROUND = " \t,;:–—-|."


@dataclass(frozen=True)
class Parts:
    """A title and its people, how the line sets them apart, and whether the line itself is sure of it."""

    style: str
    title: str
    people: Names
    is_sure: bool


def usual_styles(lines: list[str]) -> Counter:
    """How often each way to write title and speaker is found, without those of less than a third of the lines."""
    found = Counter(parts.style for line in lines if len(people(line).authors) < 2 for parts in readings(line))
    return Counter({style: count for style, count in found.items() if count > 1 and 3 * count >= len(lines)})


def parts_of(line: str, usual: Counter) -> Parts | None:
    """Title and people of a line, in a way that is sure or else in the one that is usual on the page."""
    found = [parts for parts in readings(line) if parts.is_sure or parts.style in usual]
    return max(found, key=lambda parts: (parts.is_sure, usual[parts.style]), default=None)


@lru_cache(maxsize=8192)
def readings(line: str) -> tuple[Parts, ...]:
    """Every way in which the line could be a title and people."""
    if len(line) > _LONGEST:
        return ()
    are_people = len(people(line).authors) > 1  # then only what is usual makes a title of the first of them
    cells = [cell for cell in _CELLS.split(line) if cell.strip()]
    bare = without_kind(_NUMBERING.sub("", line))
    found = [_of_cells(cells)] if len(cells) > 1 else [way(bare) for way in _WAYS]
    return tuple(replace(parts, is_sure=parts.is_sure and not are_people) for parts in found if parts)


def _parts(style: str, title: str, named: str, *, is_sure: bool = False) -> Parts | None:
    title, named = title.strip(_AROUND), re.sub(r"^(?:by|von|with)\s+", "", named.strip(" \t,;:–—-|"))
    named = named if _INITIAL_LAST.search(named) else named.rstrip(".")
    if len(title) < 3 and not title.isupper() or not is_people(named):
        return None
    return Parts(style, title, people(named), is_sure or is_surely_people(named) or bool(HONORIFIC.match(named)))


def _of_cells(cells: list[str]) -> Parts | None:
    """The first cell with sure people, else with people; the title is the longest of the others."""
    cells = [without_kind(cell) for cell in cells]
    named = next(filter(is_surely_people, cells), None) or next(filter(is_people, cells), None)
    others = [cell for cell in cells if cell is not named and not is_break(cell) and not is_to_come(cell)]
    if named is None or not others:
        return None
    place = cells.index(named)
    # "Title | Speaker | Place": the title stands first, however long the place is.
    title = cells[0] if place == 1 and len(cells) > 2 and not is_people(cells[0]) else max(others, key=len)
    return _parts(f"cell {place}", title, named, is_sure=sum(map(is_people, cells)) == 1)


def _quoted(line: str) -> Parts | None:
    match = _QUOTED.match(line)
    if not match or match["before"].strip(_AROUND) and match["after"].strip(_AROUND):
        return None
    return _parts("quoted", match["title"], f"{match['before']} {match['after']}", is_sure=True)


def _before_colon(line: str) -> Parts | None:
    named, colon, title = line.partition(": ")
    return _parts("people:", title, named) if colon and len(named) < 200 else None


def _before_dash(line: str) -> Parts | None:
    match = _DASH.search(line)
    return _parts("people -", line[match.end() :], line[: match.start()]) if match else None


def _behind_dash(line: str) -> Parts | None:
    ends = list(_DASH.finditer(line))
    return _parts("- people", line[: ends[-1].start()], line[ends[-1].end() :]) if ends else None


def _behind_by(line: str) -> Parts | None:
    title, by, named = line.rpartition(" by ")
    return _parts("by", title, named) if by else None


def _in_brackets(line: str) -> Parts | None:
    match = _BRACKET.match(line)
    return _parts("(people)", match["title"], match["people"]) if match else None


def _before_comma(line: str) -> Parts | None:
    comma = _COMMA.search(line)
    is_place = not comma or has_place(line[comma.end() :])
    return None if is_place else _parts("people,", line[comma.end() :], line[: comma.start()])


def _behind_comma(line: str) -> Parts | None:
    """ "Title, with a comma, Speaker (Place), Speaker (Place)": as many names as there are at the end."""
    commas = list(_COMMA.finditer(line))
    first = None
    for comma in reversed(commas[-20:]):
        if not is_people(line[comma.end() :]) or not is_people(line[comma.end() :].partition(",")[0]):
            break
        first = comma
    return _parts(", people", line[: first.start()], line[first.end() :]) if first else None


_WAYS = (_quoted, _before_colon, _before_dash, _behind_dash, _behind_by, _in_brackets, _before_comma, _behind_comma)

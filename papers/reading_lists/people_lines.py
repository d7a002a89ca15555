"""Lists in which every line names its people by surnames alone, or begins with them.

    Surname & Surname: Title of a work
    First Author - Title of a work
    Surname, First: Title of a work
    Surname et al., Title of a work (ICML 2019)
    Title of a work, Surname, Surname

A single line of this kind could be a title alone ("Dropout: A way to …", "Wheels, Cogs"). Nearly all lines with such a
sign have to be so, and a fair part of them with full names, with two surnames or with "et al.".
"""

import itertools
import re

from papers.reading_lists import beside, title_end, titles
from papers.reading_lists.entry import Entry
from papers.reading_lists.ids import find
from papers.reading_lists.names import Names, read_names
from papers.reading_lists.people import pieces_of
from papers.reading_lists.reference_people import are_surnames, only_names

_SIGN = re.compile(r":\s+|\s+[-–—]\s+")
_ET_AL = re.compile(r"\s+et\.?\s*al\b\.?$")
_COMMA = re.compile(r",\s+")
_MOST_COMMAS = 20
_LONGEST_PEOPLE = 200
_LONGEST_LINE = 600
_FEWEST = 3
_SAMPLE = 100


def works(rows) -> dict[int, Entry]:
    """The works of such a list by the numbers of their lines; none where the lines are no such list.

    `rows` have `number`, `is_item` and `text`.
    """
    kinds = (_by_sign, _by_comma, _from_end)
    if len(rows) > _SAMPLE:
        kinds = [halves for halves in kinds if _works(rows[:_SAMPLE], halves)]
    return next((found for halves in kinds if (found := _works(rows, halves))), {})


def _works(rows, halves) -> dict[int, Entry]:
    signed = [(row, *parts) for row in rows if (parts := halves(row.text)) is not None]
    if sum(row.is_item for row, _people, _title in signed) > 0.5 * len(signed):
        signed = [three for three in signed if three[0].is_item]
    with_people = [(row, people, title) for row, people, title in signed if _are_people(people, title)]
    others = len(signed) - len(with_people)
    joined = sum(are_surnames(people) for _row, people, _title in with_people)
    sure = joined + sum(only_names(people) and " " in people for _row, people, _title in with_people)
    if len(with_people) < _FEWEST or others > 0.2 * len(with_people) or sure < 0.25 * len(with_people):
        return {}
    return {row.number: _entry(row.number, _names(people, joined > 0), title) for row, people, title in with_people}


def _by_sign(text: str) -> tuple[str, str] | None:
    sign = _SIGN.search(text[:_LONGEST_PEOPLE])
    return (text[: sign.start()], text[sign.end() :]) if sign else None


def _by_comma(text: str) -> tuple[str, str] | None:
    """The first comma behind which no surname stands alone ends the people."""
    pieces = pieces_of(text[:_LONGEST_PEOPLE])
    count = 0
    while count < len(pieces) and beside.is_surname(_ET_AL.sub("", pieces[count][0])):
        count += 1
    if count == len(pieces) or "," not in text:
        return None
    start = pieces[count][1] - len(pieces[count][0])
    return text[:start].strip(" ,"), text[start:]


def _from_end(text: str) -> tuple[str, str] | None:
    """The first comma behind three words or more with surnames alone behind it begins the people."""
    text = text[:_LONGEST_LINE].rstrip(". ")
    for comma in itertools.islice(_COMMA.finditer(text), _MOST_COMMAS):
        title, people = text[: comma.start()], text[comma.end() :]
        if title.count(" ") > 1 and all(beside.is_surname(piece) for piece, _end in pieces_of(people)):
            return people.replace(", ", " & "), title  # a comma joins two surnames as a word does
    return None if "," not in text else ("", text)


def _are_people(people: str, title: str) -> bool:
    if len(title) < 4 or title[:1].islower() or not people[:1].isupper():
        return False
    return are_surnames(people) or all(map(beside.is_surname, people.split(", "))) or only_names(people)


def _names(people: str, are_surnames_alone: bool) -> Names:
    """ "Minsky, Papert" are two people in a list of surnames; elsewhere "Lovelace, Ada" is one."""
    pieces = people.split(", ")
    return Names(tuple(pieces)) if are_surnames_alone and all(map(beside.is_surname, pieces)) else read_names(people)


def _entry(number: int, people: Names, text: str) -> Entry:
    found = find(text)
    title, rest = title_end.cut_title(titles.clean(found.rest))
    facts = beside.read(rest)
    return Entry(
        title=titles.clean(title), authors=people.authors, venue=facts.venue, year=facts.year, arxiv_id=found.arxiv_id,
        doi=found.doi, url=next(iter(found.urls), None), line=number, doubts=people.doubts,
    )  # fmt: skip

"""Lists in which every line begins with its people.

    Surname & Surname: Title of a work
    Surname et al.: Title of a work, ICML 2019
    First Author - Title of a work
    Surname, First: Title of a work

A single line of this kind could be a title with a subtitle ("Dropout: A way to …"). Nearly all lines with such a sign
have to begin with people, and a fair part of them with full names, with two surnames or with "et al.".
"""

import re

from papers.reading_lists import beside, title_end, titles
from papers.reading_lists.entry import Entry
from papers.reading_lists.ids import find
from papers.reading_lists.names import Names, read_names
from papers.reading_lists.reference_people import are_surnames, only_names

_SIGN = re.compile(r":\s+|\s+[-–—]\s+")
_LONGEST_PEOPLE = 200
_FEWEST = 3


def works(rows) -> dict[int, Entry]:
    """The works of such a list by the numbers of their lines; none where the lines are no such list.

    `rows` have `number`, `is_item`, `is_below_gap` and `text`; a line alone below a gap may be a heading.
    """
    signed = [(row, *_halves(row.text)) for row in rows if _SIGN.search(row.text[:_LONGEST_PEOPLE])]
    if sum(row.is_item for row, _people, _title in signed) > 0.5 * len(signed):
        signed = [three for three in signed if three[0].is_item]
    with_people = [(row, people, title) for row, people, title in signed if _are_people(people, title)]
    others = len(signed) - len(with_people)
    joined = sum(are_surnames(people) for _row, people, _title in with_people)
    sure = joined + sum(only_names(people) and " " in people for _row, people, _title in with_people)
    if len(with_people) < _FEWEST or others > 0.2 * len(with_people) or sure < 0.25 * len(with_people):
        return {}
    return {row.number: _entry(row.number, _names(people, joined > 0), title) for row, people, title in with_people}


def _halves(text: str) -> tuple[str, str]:
    sign = _SIGN.search(text[:_LONGEST_PEOPLE])
    return text[: sign.start()], text[sign.end() :]


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

"""Where the marks of an entry stand in a page copied as text, and how they come to its first line.

Title of the work. ICML 2019. paper code           Title of the work
First Author, Second Author                        First Author, Second Author. ICML 2019
                                                   [Paper] [Code]
"""

import re

from papers.reading_lists import people, titles, venues

_BULLET = re.compile(r"^[-*•]\s+")
_NO_TITLE = re.compile(r"^[-*•]?\s*(?:\**key\s?-?words?\b.*)?$", re.I)
_BARE_WORDS = (
    "papers?|pdf|code|arxiv|project|website|slides|video|link|data|dataset|demo|blog|bibtex|poster|homepage|github"
)

_BARE_MARKS = re.compile(
    rf"(?<=[.?!)\d])\s+(?:[•|·]\s*)?(?P<marks>(?:(?:{_BARE_WORDS})(?:[\s,|/·•]+|$)){{1,6}})$", re.I
)

_ONLY_MARKS = re.compile(r"^[-*•]?\s*(?:\[[^\[\]]{2,30}\]\s*)+$")

_PARTS = re.compile(r",|\s(?:and|und|&)\s")


def with_marks_at_titles(lines: list[str]) -> list[str]:
    """The lines, the marks of each entry in its first line.

    "… ICML 2019. paper code" has marks without brackets. Marks alone, or behind names or a venue, end an entry whose
    title stands one or two lines above.
    """
    rows = [_BARE_MARKS.sub(_in_brackets, line) if _BARE_MARKS.search(line[-60:]) else line for line in lines]
    for place in range(1, len(rows)):
        if "[" not in rows[place] or not (marks := titles.marks(rows[place])):
            continue
        rest = "" if _ONLY_MARKS.match(rows[place]) else titles.without_marks(rows[place]).strip(" -•|·,.")
        if rest and not _is_only_facts(rest):
            continue
        is_below_names = has_names(rest) is False and place > 1 and has_names(rows[place - 1].strip())
        title = place - 2 if is_below_names else place - 1
        above = rows[title].strip()
        if len(above.split()) > 1 and not _NO_TITLE.match(above) and not titles.marks(above):
            rows[title] = f"{above} {' '.join(f'[{mark}]' for mark in marks)}"
            rows[place] = rest
            while place + 1 < len(rows) and _ONLY_MARKS.match(rows[place + 1]):
                place += 1
                rows[place] = ""
    return rows


def _in_brackets(match: re.Match) -> str:
    return " " + " ".join(f"[{word}]" for word in re.findall(r"\w+", match["marks"]))


def _is_only_facts(text: str) -> bool:
    """Whether the text is names, a venue or a year, without a title before them."""
    venue, year = venues.venue_and_year(text)
    is_venue = year is not None or venue is not None and venues.is_venue(venue)
    if text[:1] in ("[", "("):
        return False  # "[ICML 2020] Title"
    return has_names(text) or is_venue and len(text) < 80 and not re.search(r"[:?]|[^\W\d_]{2}\.\s", text)


def has_names(text: str) -> bool:
    """Whether a line begins with names."""
    if not text or titles.marks(text):
        return False
    row = re.split(r"(?<=[^\W\d_]{2})\.(?:\s|$)", _BULLET.sub("", text)[:300])[0]
    named = [name for piece in _PARTS.split(row)[:2] if (name := titles.without_marks_of_people(piece.strip(" .")))]
    is_one = len(named) == 1 and len(named[0].split()) < 4
    return (is_one or len(named) > 1) and all(map(people.is_name, named)) or people.are_inverted(row)

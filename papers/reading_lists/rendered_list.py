"""A curated list, rendered and copied as text: a title line, then its authors, then key words.

    Topic
    Title of the work. [paper] [code]
    - First Author, Second Author. ICML 2020              (with or without the bullet; the venue may have its own line)
    - Key Word: Some Words; More Words.                   (or "Keywords:", "Tags:", "Topics:")
    Title of another work. First Author, Second Author. ICML 2020. [paper]

An entry begins with a line that ends in marks in square brackets and goes on, or is followed, with names; or with a
line that is followed by "- authors" and key words. An author list under a fold ("Author List") and a paragraph
("Digest") may stand around. Short lines right above an entry are topics, a year among them is the topic below.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from papers.reading_lists import beside, page_parts, title_end, titles, venues
from papers.reading_lists.entry import Entry, Link, Reading
from papers.reading_lists.ids import find
from papers.reading_lists.names import Names, read_names
from papers.reading_lists.rendered_marks import has_names, with_marks_at_titles

_WORDS_FOR_KEYWORDS = r"(?:key\s?-?words?|tags?|topics?|schlagworte|stichworte|keyphrases?)"
# In the line of the names, where the list was nested badly.
_KEYWORDS_BEHIND = re.compile(rf"\s+-\s+\**{_WORDS_FOR_KEYWORDS}\b\s*:?(?P<words>.*)$", re.I)
_KEYWORDS = re.compile(
    rf"^[-*•]?\s*\**(?:key\s?-?words?\**\s*:?|{_WORDS_FOR_KEYWORDS}\**\s*[:：])\**\s*[:：]?\s*(?P<words>.*)$", re.I
)
# "Ada Lovelace ICML 2020": the full stop before the venue was forgotten.
_NO_STOP = re.compile(r"(?<=[^\W\d_])\s+(?P<tail>[A-Z]{2}[A-Za-z]*\s+(?:19|20)\d\d)\.?$")
_BULLET = re.compile(r"^[-*•]\s+(?P<text>\S.*)$")
_FOLD = re.compile(r"^(?:author list|authors|all authors)\s*:?$", re.I)
_LABEL = re.compile(r"^\W*\w+:\s*\[")  # "Env: [Web]"
_DASH = re.compile(r"^[-*•]?\s*$")
_FOLDED = {"digest", "abstract", "summary", "tl;dr", "abs", "tldr"}
# The end of the list of authors: a full stop after a word that is no initial and no "Jr".
_AFTER_AUTHORS = re.compile(
    r"(?<=[^\W\d_][^\W\d_A-Z])(?<!\bJr)(?<!\bSr)(?<!\bSt)\.\s+(?=\S)|(?<=[^\W\d_])\.\s+(?=(?:[A-Z]{3,}|[12]\d{3})\b)"
)
_PRIZE = re.compile(
    r"\s*[(\[](?:oral|spotlight|poster|highlight|talk|best paper[^()\[\]]*|outstanding[^()\[\]]*)[)\]]", re.I
)
_CAN_BE_YEAR = re.compile(r"(?:1[89]|20)\d\d|['’A-Za-z]\W{0,3}[0-9]\d")  # "2018", "'18", "ICML 18"
_LONGEST_TOPIC = 60


@dataclass(frozen=True)
class Facts:
    """What stands under a title."""

    people: Names = Names()
    venue: str | None = None
    year: int | None = None
    last: int = 0  # the last line of it


def looks_like(lines: list[str]) -> int:
    """How many entries of this form begin in the lines."""
    lines = with_marks_at_titles(lines)
    return sum(_is_start(lines, place) for place in range(len(lines)))


def read(text: str) -> Reading:
    """The entries of a rendered list, each under the topics above it."""
    lines = with_marks_at_titles(text.replace("（", " (").replace("）", ") ").split("\n"))
    starts = [place for place in range(len(lines)) if _is_start(lines, place)]
    entries: list[Entry] = []
    topics: tuple[str, ...] = ()
    last = -1
    for start, end in pairwise([*starts, len(lines)]):
        topics = _topics(lines, last, start, topics)
        entry, last = _entry(lines, start, end, topics)
        if entry:
            entries.append(entry)
    return Reading(tuple(entries))


# ---- where entries begin --------------------------------------------------------------------------------------------


def _is_start(lines: list[str], place: int) -> bool:
    line = lines[place].strip()
    if (
        not line
        or _DASH.match(line)
        or _KEYWORDS.match(line)
        or _FOLD.match(line)
        or line.lower().rstrip(":") in _FOLDED
        or page_parts.is_news(line)
        or _LABEL.match(line)
    ):
        return False
    has_marks = bool(titles.marks(line))
    if _BULLET.match(line):
        # Below some entries the next title is a list item itself; its marks tell it from names.
        if not has_marks:
            return False
    elif not has_marks and (_ends_in_venue(line) or _is_above_names_and_venue(lines, place)):
        return True
    elif place + 1 < len(lines) and titles.marks(lines[place + 1]) and not has_marks:
        return False
    following = [row.strip() for row in lines[place + 1 : place + 7]]
    return has_marks and _goes_on_with_names(line, following) or bool(following) and _is_followed(has_marks, following)


def _goes_on_with_names(line: str, following: list[str]) -> bool:
    """Whether a line with marks is a title: the next line is names, or names stand between the title and the marks."""
    below = next((row for row in following[:2] if row), "")
    if below and not titles.marks(below) and len(below) < 2000 and beside.read(_bare(below)[:300]).people.authors:
        return True
    title = titles.clean(line[:600])
    if title_end.without_front_marks(title)[1][0] or title_end.cut_title(title)[1]:
        return True
    # A title alone: its marks at the end, and more of them than one, or such lines above or below.
    is_marked = line.rstrip().endswith("]") and title[:1].isupper() and len(title.split()) > 2
    return is_marked and (len(titles.marks(line)) > 1 or any(map(titles.marks, following[:2])))


def _ends_in_venue(line: str) -> bool:
    """ "Title of the work, ICML 2020": a line that ends in a venue with its year, and names nobody."""
    line = line.rstrip(" .")
    if not line[-4:].isdigit() or len(line) > 250 or has_names(line):
        return False
    title, rest = title_end.cut_title(titles.clean(line))
    found = beside.read(rest)
    is_sure = found.year is not None and (found.venue is not None or venues.is_preprint(rest))
    return is_sure and not found.people.authors and len(title.split()) > 2 and len(rest) < 40


def _is_above_names_and_venue(lines: list[str], place: int) -> bool:
    """A title alone, in the next line several names, and below them a venue with its year or a preprint server."""
    title, people, venue = (row.strip() for row in (*lines[place : place + 3], "", "")[:3])
    if any(sign in f"{title}{people}{venue}" for sign in "[]*>"):
        return False
    if not (_CAN_BE_YEAR.search(venue) or venues.is_preprint(venue)):
        return False
    if len(title.split()) < 3 or len(venue) > 60 or "," not in people and " and " not in people or has_names(title):
        return False
    found = beside.read(venue)
    is_venue = found.year is not None and venue[-1:].isalnum() or venues.is_preprint(venue)
    return is_venue and not found.people.authors and has_names(people)


def _is_followed(has_marks: bool, following: list[str]) -> bool:
    if _KEYWORDS.match(following[0]):
        return has_marks
    if bullet := _BULLET.match(following[0]):
        words = [row for row in following[1:4] if _KEYWORDS.match(row)]
        is_names = not _KEYWORDS.match(bullet["text"]) and not bullet["text"].lower().startswith(("http", "digest"))
        return bool(has_marks or words) and is_names
    return bool(_DASH.match(following[0]) and len(following) > 1 and _FOLD.match(following[1]))


def _bare(row: str) -> str:
    match = _BULLET.match(row)
    return match["text"] if match else row


# ---- one entry ------------------------------------------------------------------------------------------------------


def _entry(lines: list[str], start: int, end: int, topics: tuple[str, ...]) -> tuple[Entry | None, int]:
    """The entry of these lines, and the last of its lines."""
    head = lines[start].strip()
    found = find(head)
    facts = _facts(lines, start, end)
    title, marks = title_end.without_front_marks(titles.clean(found.rest))
    in_line = _in_one_line(title, Facts(last=start)) if titles.marks(head) else None
    if in_line and in_line[1].people.authors and not _BULLET.match((*lines[start + 1 : start + 2], "")[0].strip()):
        facts = Facts()  # what stands below is the next topic
    if not facts.people.authors and (titles.marks(head) or _ends_in_venue(head)):
        title, facts = _in_one_line(title, facts)
    elif not facts.venue and not facts.year:
        title, facts = _with_venue_of_title(title, facts)
    front = beside.read(marks[0] or marks[1])
    facts = replace(facts, venue=facts.venue or front.venue, year=facts.year or front.year)
    keywords, last = _keywords(lines, start, end)
    last = max(last, facts.last, start)
    if not title or title.lower() in titles.PLACEHOLDERS:
        return None, last
    doubts = facts.people.doubts if facts.people.authors else (*facts.people.doubts, "no_authors")
    return Entry(
        title=title, authors=facts.people.authors, venue=facts.venue, year=facts.year, keywords=keywords,
        topic_path=topics, links=tuple(Link(mark) for mark in titles.marks(head)), line=start + 1,
        arxiv_id=found.arxiv_id, doi=found.doi,
        url=next(iter(found.urls), None), doubts=doubts,
    ), last  # fmt: skip


def _in_one_line(line: str, facts: Facts) -> tuple[str, Facts]:
    """ "Title. Names. Venue 2020." taken apart."""
    title, rest = title_end.cut_title(line)
    found = beside.read(rest)
    if not rest or not found.people.authors and not found.venue and not found.year:
        return line, facts
    return titles.clean(title), Facts(found.people, found.venue, found.year, facts.last)


def _with_venue_of_title(line: str, facts: Facts) -> tuple[str, Facts]:
    """ "Title. ICML 2019" above a line of names."""
    title, rest = title_end.cut_title(line)
    found = beside.read(rest)
    if found.people.authors or not found.year:
        return line, facts
    return titles.clean(title), replace(facts, venue=found.venue, year=found.year)


def _facts(lines: list[str], start: int, end: int) -> Facts:
    """Names, venue and year from the lines under the title."""
    for place in range(start + 1, min(end, start + 6)):
        row = lines[place].strip()
        if _FOLD.match(row):
            below = next((number for number in range(place + 1, end) if not _DASH.match(lines[number].strip())), None)
            return _of_row(lines, below, end) if below is not None else Facts(last=place)
        if _KEYWORDS.match(row) or row.lower().rstrip(":") in _FOLDED:
            break
        if _BULLET.match(row) or beside.read(row[:300]).people.authors and len(row) < 2000:
            return _of_row(lines, place, end)
        if row and not _DASH.match(row):
            break
    return Facts()


def _of_row(lines: list[str], place: int, end: int) -> Facts:
    """The line of authors; where it names no venue, the next line may."""
    people, venue, year = split_authors(_bare(lines[place].strip()))
    last = next((at for at in range(place + 1, min(end, place + 3)) if lines[at].strip()), place)
    following = lines[last].strip() if last > place else ""
    if not venue and not year and following and len(following) < 80 and not _KEYWORDS.match(following):
        below = beside.read(_bare(following).split(" / ")[0])
        if (below.venue or below.year) and not below.people.authors and not re.fullmatch(r"\d{4}", following):
            return Facts(people, below.venue, below.year, last)
    return Facts(people, venue, year, place)


def _keywords(lines: list[str], start: int, end: int) -> tuple[tuple[str, ...], int]:
    for place in range(start + 1, end):
        row = lines[place].strip()
        if match := _KEYWORDS.match(row) or _KEYWORDS_BEHIND.search(row):
            text = match["words"].rstrip(".")
            parts = text.split(";") if ";" in text else text.split(",")
            return tuple(word for part in parts if (word := part.strip(" .,"))), place
    return (), start


def split_authors(text: str) -> tuple[Names, str | None, int | None]:
    """Names, venue and year of "A. Name, B. Name. Venue 2020"; the last two may be missing."""
    text = re.sub(r"[*_]{1,2}(\S[^*_]*)[*_]{1,2}", r"\1", _KEYWORDS_BEHIND.sub("", text))
    text = _NO_STOP.sub(r". \g<tail>", _PRIZE.sub("", text))
    cut = _AFTER_AUTHORS.search(text)
    if not cut:
        found = beside.read(text)
        if found.people.authors and found.year:
            return found.people, found.venue, found.year
        return read_names(text), None, None
    venue, year = venues.venue_and_year(text[cut.end() :].split(" / ")[0])
    return read_names(text[: cut.start()]), venue, year


# ---- topics ---------------------------------------------------------------------------------------------------------


def _topics(lines: list[str], last: int, start: int, topics: tuple[str, ...]) -> tuple[str, ...]:
    """The topics of the entry that begins at `start`: short lines right above it, behind the entry before."""
    rows: list[str] = []
    for place in range(start - 1, last, -1):
        row = lines[place].strip()
        if _DASH.match(row):
            if row or rows:
                break
            continue
        if not _is_topic(row) or place > last + 1 and lines[place - 1].strip().lower().rstrip(":") in _FOLDED:
            break
        rows.insert(0, row.strip("# "))
    for row in rows[-2:]:
        is_year = re.fullmatch(r"\d{4}", row) is not None
        above = tuple(name for name in topics if not re.fullmatch(r"\d{4}", name))
        topics = (*above, row) if is_year else (row,)
    return topics


def _is_topic(row: str) -> bool:
    is_short = len(row) <= _LONGEST_TOPIC and not row.endswith((".", ",", ";", "?", "!", ":"))
    has_words = re.search(r"[^\W\d_]{2}|^\d{4}$", row) is not None
    return is_short and has_words and not titles.marks(row) and not _BULLET.match(row) and not _KEYWORDS.match(row)

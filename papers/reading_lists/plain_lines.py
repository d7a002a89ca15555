"""Lines "Title, First Author, Second Author" under headings, as on the slides of a seminar.

    Optimisation
    Which features are relevant for learning?
    • Gradient Starvation: A Learning Proclivity in Neural Networks, Mohammad Pezeshki, Yoshua Bengio
    • Title of a work (First Author, Second Author)
    • First Author, Second Author: Title of a work

A bullet (or a line of its own) is a work if names stand at its end, or two or more of them before a colon
(`people_lines.py` reads lists in which every line begins with people). A bullet
may go on in the next line, and the names may stand below the title. A line without a bullet right above is a heading;
of two headings the lower one is the question. Where the comma between title and names is missing, the names are found
from the end, and that is a doubt.
"""

import itertools
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from papers.reading_lists import beside, people_lines, title_end, titles
from papers.reading_lists.entry import Entry, Leftover, Reading
from papers.reading_lists.ids import find
from papers.reading_lists.names import Names, read_names
from papers.reading_lists.reference_people import are_surnames
from papers.reading_lists.vocabulary import NO_NAMES

_BULLET = re.compile(r"^\s*(?:[-*+•◦▪‣–]|\(?\d{1,3}[.)]|\[\d{1,4}\])\s+(?:\[[ xX]\]\s+)?(?P<text>\S.*)$")
_LAST_AND = re.compile(r"\s*,?\s+(?:and|und|&)\s+")
_YEAR_BEHIND = re.compile(r"[\s,]+\(?(?P<year>(?:19|20)\d\d)\)?\.?$")
_PAGE_NUMBER = re.compile(r"^\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*$")
_NAMES_AND_TITLE = re.compile(r"^(?P<people>[^:]{5,300}):\s+(?P<title>\S.*)$")
_PLAIN_WORD = re.compile(r"^[A-ZÀ-Þ][a-zß-ÿ'’-]{2,}$")
# Two words with capitals, an initial or "et al.": a line without any of them names nobody, and most lines are without.
_COULD_NAME = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][^\s,;]*\s(?:[a-z]{1,3}\s){0,2}[^\W\d_a-zß-öø-ÿ]|[^\W\d_a-z]\.|\bet\.?\s?al\b"
)
# The end of a line that cannot be the end of a title or of a name.
_GOES_ON = re.compile(
    r"(?:[,:&-]|\s(?:and|und|the|of|in|for|with|an?|on|to|by|from|via|or|der|die|das|von|für|mit))$", re.I
)
_CONTINUED = re.compile(r"\s*[(\[](?:cont|ctd|forts)[^()\[\]]{0,12}[)\]]$|\s+\(?\d/\d\)?$|,?\s+continued$", re.I)
_LONGEST = 600
_PAIRS = 3  # so many pairs of lines, title and people, are no accident
_SURE = 4  # so many works make a list of works
_SAMPLE = 800


@dataclass(frozen=True)
class Row:
    """A line, or several that belong together: where it begins, whether a bullet stands before it, its words."""

    number: int
    is_item: bool
    text: str
    is_below_gap: bool = False
    indent: int = 0


def looks_like(lines: list[str]) -> int:
    """How many lines name a work with people, of the first that could: those with a comma or another sign."""
    rows = _rows([line for line in lines if len(line) > 15 and any(sign in line for sign in ",;(–-:")][:_SAMPLE])
    return sum(work(row) is not None for row in rows) + len(people_lines.works(rows))


def read(text: str) -> Reading:
    """The works, each under its headings. Slides repeat their points, so the same line counts once."""
    entries, leftovers, headings = [], [], []
    seen: set[str] = set()
    was_heading = False
    rows = _rows(text.split("\n"))
    are_sure = sum(work(row) is not None for row in rows[:_SAMPLE]) >= _SURE
    keyed = people_lines.works(rows)
    for row, below in itertools.zip_longest(rows, rows[1:]):
        if _PAGE_NUMBER.match(row.text) and not row.is_item:
            headings, was_heading = [], False  # the next slide begins with its own topic
            continue
        entry = keyed.get(row.number) or work(row) or (short_work(row) if are_sure else None)
        is_outer = not row.is_item or below is not None and below.is_item and below.indent > row.indent
        is_head = entry is None and is_outer and is_heading(row.text)
        if entry and row.text not in seen:
            entries.append(replace(entry, topic_path=tuple(headings[-2:])))
            seen.add(row.text)
        elif is_head:
            name = _CONTINUED.sub("", row.text.strip("#* :"))
            headings = [*headings, name][-2:] if was_heading else _next(headings, name)
        elif entry is None and row.is_item:
            leftovers.append(Leftover(row.number, row.text))
        was_heading = is_head
    return Reading(tuple(entries), tuple(leftovers))


def _next(headings: list[str], heading: str) -> list[str]:
    """A heading alone, after works: under a topic that has questions it is the next question, else the next topic."""
    return [headings[0], heading] if len(headings) == 2 else [heading]


def _rows(lines: list[str]) -> list[Row]:
    """The lines, those joined that are one work."""
    rows: list[Row] = []
    gap = True
    are_pairs = sum(_is_pair(*three) for three in zip(lines, lines[1:], lines[2:], strict=False)) >= _PAIRS
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if not bare:
            gap = True
            continue
        match = _BULLET.match(line)
        row = Row(number, bool(match), match["text"].strip() if match else bare, gap, len(line) - len(line.lstrip()))
        joined = _joined(rows[-1], row, are_pairs) if rows and not gap and not match else None
        if joined:
            rows[-1] = joined
        else:
            rows.append(row)
        gap = False
    return rows


def _is_pair(title: str, people: str, behind: str) -> bool:
    """Whether two lines and an empty one are a title and its people."""
    if behind.strip() or not people.strip() or not title[:1].isupper() or len(title.split()) < 3:
        return False
    is_people = len(people) < _LONGEST and (are_names(people.strip()) or _are_dated_names(people.strip()))
    return is_people and not are_names(title.strip())


def _are_dated_names(text: str) -> bool:
    """ "Lovelace et al., 2018", "Gödel and Noether (2019)": nothing but names and a year."""
    match = _YEAR_BEHIND.search(text)
    people = text[: match.start()].strip(" ,(") if match else ""
    return bool(people) and (are_names(people) or are_surnames(people) or beside.is_surname(people))


def _joined(above: Row, row: Row, are_pairs: bool) -> Row | None:
    """The bullet above with this line, where they are one work; None where they are two things."""
    if are_pairs and not above.is_item and above.is_below_gap and _is_pair(above.text, row.text, ""):
        dated = _YEAR_BEHIND.sub(r", \g<year>", row.text)
        behind = f" ({dated})" if _are_dated_names(row.text) else f", {row.text}"
        return replace(above, is_item=True, text=f"{above.text.rstrip(' .')}{behind}")
    if not above.is_item or len(above.text) > _LONGEST or _PAGE_NUMBER.match(row.text):
        return None
    is_whole = work(above) is not None
    last = re.split(r",|\band\b|&", above.text)[-1].split()
    is_cut = bool(_GOES_ON.search(above.text)) or row.text[:1].islower() or is_whole and len(last) == 1
    if is_whole and not is_cut:
        return None
    if not is_whole and not is_cut and are_names(row.text):
        return replace(above, text=f"{above.text.rstrip(' .')}, {row.text}")
    if not is_whole and not is_cut and work(replace(above, text=f"{above.text} {row.text}")) is None:
        return None
    # "Xiao-" and "Ming" are one word; of "convolu-" and "tional" the hyphen goes.
    is_broken = re.search(r"[^\W\d_]-$", above.text) is not None
    text = above.text[:-1] if is_broken and row.text[:1].islower() else above.text
    return replace(above, text=f"{text}{'' if is_broken else ' '}{row.text}")


def are_names(text: str) -> bool:
    """Whether the text is names and nothing else."""
    people = read_names(text).authors
    return bool(people) and all(beside.is_name(name) for name in people)


def is_heading(line: str) -> bool:
    """A short line that is no sentence and names nobody."""
    begins_large = line[:1].isalpha() and line[:1].isupper() or line.startswith("#")
    return len(line) <= 80 and begins_large and not line.endswith(".") and not re.search("[,;]", line)


def work(row: Row) -> Entry | None:
    """The work a row names, or None."""
    found = _work(row.text, row.is_item)
    return replace(found, line=row.number) if found else None


@lru_cache(maxsize=8192)
def _work(text: str, is_item: bool) -> Entry | None:
    if len(text) > 2 * _LONGEST or not _COULD_NAME.search(text):
        return None
    found = find(text)
    if len(found.rest) > _LONGEST:
        return None
    line, marks = title_end.without_front_marks(titles.clean(found.rest))
    doubts: tuple[str, ...] = ()
    parts = split_names(line) or _names_first(line)
    if parts is None and is_item and (loose := split_without_comma(line)):
        parts, doubts = (loose[0], beside.Beside(read_names(loose[1]))), ("names_run_together",)
    if parts is None:
        return None
    title, facts = parts
    front = beside.read(marks[0] or marks[1])
    facts = beside.Beside(facts.people, facts.venue or front.venue, facts.year or front.year)
    return Entry(
        title=titles.clean(title), authors=facts.people.authors, venue=facts.venue, year=facts.year,
        arxiv_id=found.arxiv_id, doi=found.doi, url=next(iter(found.urls), None),
        doubts=tuple(dict.fromkeys((*doubts, *facts.people.doubts))),
    )  # fmt: skip


def short_work(row: Row) -> Entry | None:
    """ "Certified Defenses, Ada Lovelace, Kurt Gödel": a title that could be a name, with two names or more behind it.

    Among lines that are works it is one; alone it would be a list of people.
    """
    pieces = [piece.strip() for piece in _LAST_AND.sub(", ", row.text.rstrip(". ")).split(",")]
    if not 3 <= len(pieces) <= 20 or len(pieces[0].split()) > 3 or not all(beside.is_name(piece) for piece in pieces):
        return None
    return Entry(title=pieces[0], authors=tuple(pieces[1:]), line=row.number)


def split_names(line: str) -> tuple[str, beside.Beside] | None:
    """Title and what stands behind it in "Title, A. Name, B. Name", or None where no names stand there."""
    title, rest = title_end.cut_title(_with_commas(line))
    facts = beside.read(rest)
    is_person = beside.is_name(title.strip()) and len(title.split()) < 4 and not (facts.venue and facts.year)
    if not rest or not facts.people.authors or is_person:
        return None
    return title.strip(" ,;:"), facts


def _with_commas(line: str) -> str:
    """The line with the commas that are missing between the names of its last piece."""
    head, comma, last = line.rpartition(",")
    names = pairs(last.strip())
    return f"{head}, {', '.join(names)}" if comma and len(names) > 1 else line


def pairs(piece: str) -> list[str]:
    """ "Ada Lovelace Mary Somerville" as two names: an even number of words from four on, each like one of a name."""
    words = piece.split()
    is_row = len(words) in (4, 6, 8) and all(_PLAIN_WORD.match(word) for word in words)
    if not is_row or any(word.lower() in NO_NAMES for word in words):
        return [piece]
    return [" ".join(words[place : place + 2]) for place in range(0, len(words), 2)]


def _names_first(line: str) -> tuple[str, beside.Beside] | None:
    """ "A. Name, B. Name: Title": two names or more, or one with initials, so that no subtitle is taken for a title."""
    match = _NAMES_AND_TITLE.match(line)
    if match is None or len(match["title"].split()) < 2 or not are_names(match["people"]):
        return None
    people = read_names(match["people"])
    if len(people.authors) < 2 and not re.match(r"^[A-ZÀ-Þ]\.", match["people"]):
        return None
    title, rest = title_end.cut_title(match["title"])
    facts = beside.read(rest)
    return title, beside.Beside(Names(people.authors, people.more), facts.venue, facts.year)


def split_without_comma(line: str) -> tuple[str, str] | None:
    """ "Some Title About Things Ada Lovelace, Charles Babbage": the last words before the first comma may be a name."""
    pieces = [piece.strip() for piece in _LAST_AND.sub(", ", line).split(",")]
    if len(pieces) < 3 or not all(beside.is_name(piece) for piece in pieces[1:]):
        return None
    words = pieces[0].split()
    name = " ".join(words[-2:])
    if len(words) < 5 or not beside.is_name(name):
        return None
    return " ".join(words[:-2]), ", ".join([name, *pieces[1:]])

"""Which column of a table holds what: by its heading where it says so, else by what stands in it.

Headings are known in English and German, and the usual ones in a few other languages. Several columns may hold the
same thing, as "Publication Title" and "Conference Name" in an export of Zotero: the first filled one counts, except
that the names of all columns of people are joined.
"""

import itertools
import re
from functools import lru_cache

from papers.reading_lists import beside, citations, titles, venues
from papers.reading_lists.column_names import ALL_PEOPLE, HEADINGS, LESSER, PUBLICATION
from papers.reading_lists.ids import find

# Where somebody presents in some week, a date is that of the meeting.
_MEETINGS = re.compile(
    r"present(?:er|ed by|ation)s?|speakers?|referent.*|vortragende.*|weeks?|woche|kw|sessions?|sitzung|termine?"
    r"|room|raum|uhrzeit|time|slot|moderat(?:or|ion)|discussants?|discussion leads?|hosts?|facilitator|lecture|meeting"
    r"|slides?|video|recordings?|materials?|due.*|wer|who(?: .*)?|volunteer",
    re.I,
)
_MEETING_DATE = re.compile(r"date|datum|when|fecha|wann", re.I)
# Columns of names that are not those of authors.
_OTHER_PEOPLE = re.compile(
    r".*(?:betreuer|supervis|advis|student|bearbeite|present|vortragend|referent|ansprech|tutor|dozent|host"
    r"|contact|review"
    r"|assign|editor|herausgeb|moderat|discuss|teilnehm|participant|vergeben|translat|lead$).*",
    re.I,
)
# Columns of proper names that are no people.
_THINGS = re.compile(
    r".*(?:data ?set|benchmark|model|backbone|task|method|metric|organi[sz]ation|affiliation|institut|compan|universit"
    r"|tools?|language|platform|framework|modalit|domain|domäne|contribution|application|target|type).*",
    re.I,
)
_ET_AL = re.compile(r",?\s*et\.?\s*al\.?$")
_NAME_LIST = re.compile(r"^[^\W\d_][\w'’.\- ]{1,40}(?:\s*(?:,|;|&|\band\b|\bund\b|·)\s*[^\W\d_][\w'’.\- ]{1,40})+$")
_DATE = re.compile(r"^(?:\d{4}-\d\d(?:-\d\d)?(?:[T ][\d:.]+)?|\d{1,2}[./]\d{1,2}[./]\d{4}|\w+ \d{1,2}, \d{4})$")
_SAMPLE = 200
_MOST_COLUMNS = 200


@lru_cache(maxsize=4096)
def heading_of(cell: str) -> str | None:
    """The field a heading names, or None; of "Conference / Journal" either half may name it."""
    words = " ".join(re.sub(r"[*`#]+|\(s\)|\(optional\)", " ", cell).split()).strip(" :.")
    if len(words) > 60:
        return None
    for part in (words, *re.split(r"\s*[/|&(),]\s*|\s+(?:or|oder|and|und|y|et)\s+", words)):
        found = next(
            (name for name, pattern in HEADINGS.items() if len(part) < 40 and pattern.match(part.strip(" ."))), None
        )
        if found:
            return found
    return None


def headed_fields(row: list[str]) -> set[str]:
    """The fields that a row names if it is the head of a table: a title or two fields, and no work itself."""
    filled = [cell for cell in row if cell.strip()]
    if not 2 <= len(filled) <= _MOST_COLUMNS or any(
        len(cell) > 100 or titles.YEAR.fullmatch(cell) or "://" in cell for cell in filled
    ):
        return set()
    named = {name for cell in filled if (name := heading_of(cell))}
    return named if "title" in named or len(named) >= 2 else set()


def has_headings(row: list[str]) -> bool:
    """Whether a row is the head of a table."""
    return bool(headed_fields(row))


def fields_of(head: list[str] | None, rows: list[list[str]]) -> dict[str, list[int]]:
    """The columns of each field. Without a heading for it a column is told by its content; nothing is taken twice."""
    found: dict[str, list[int]] = {}
    for place, cell in enumerate(head or []):
        if name := heading_of(cell):
            found.setdefault(name, []).append(place)
    if head:
        _in_order(found, head, rows)
    _told_by_content(found, head, rows)
    if "title" in found and not found.get("authors") and _is_reference_column(rows, found["title"][0]):
        found["reference"] = found.pop("title")
    return found


def _in_order(found: dict[str, list[int]], head: list[str], rows: list[list[str]]) -> None:
    """The best column of each field first; a heading that can mean two things means what stands below it."""
    for name, lesser in LESSER.items():
        found.get(name, []).sort(key=lambda place: bool(lesser.search(head[place])))
    for place in list(found.get("venue", ())):
        if _fit("year", rows, place) >= 0.5:
            _move(found, place, "venue", "year")
    for place in list(found.get("title", ())):
        if len(found["title"]) > 1 and _fit("url", rows, place) >= 0.5:
            _move(found, place, "title", "url")
    for place in list(found.get("title", ())):
        if len(found["title"]) > 1 and PUBLICATION.fullmatch(head[place].strip()):
            _move(found, place, "title", "venue")
    found["title"] = found.get("title", [])[:1]
    if any(_MEETINGS.fullmatch(cell.strip(" ?:")) for cell in head):
        for place in list(found.get("year", ())):
            if _MEETING_DATE.fullmatch(head[place].strip()):
                _move(found, place, "year", "meeting")
    if (
        "given" in found
        and "family" not in found
        and found["title"]
        and re.match(r"name", head[found["title"][0]], re.I)
    ):
        _move(found, found["title"][0], "title", "family")
    people = found.get("authors", [])
    people = [
        place for place in people if "author" in head[place].lower() or _fit("authors", rows, place) > 0
    ] or people
    people = [place for place in people if not re.match("speaker", head[place], re.I)] or people
    found["authors"] = next(([place] for place in people if ALL_PEOPLE.fullmatch(head[place].strip())), people)
    for name in ("topic", "question"):
        found[name] = found.get(name, [])[:1]
    for name in [name for name, places in found.items() if not places]:
        del found[name]


def _move(found: dict[str, list[int]], place: int, name: str, to: str) -> None:
    found[name] = [other for other in found[name] if other != place]
    found.setdefault(to, []).append(place)


def _is_reference_column(rows: list[list[str]], place: int) -> bool:
    """Whether whole references stand where titles are expected."""
    cells = _cells(rows, place)[:30]
    return bool(cells) and sum(citations.is_reference(cell) for cell in cells) >= 0.6 * len(cells)


def _told_by_content(found: dict[str, list[int]], head: list[str] | None, rows: list[list[str]]) -> None:
    width = min(_MOST_COLUMNS, max((len(row) for row in rows), default=0))
    taken = {place for places in found.values() for place in places}
    others = {
        place
        for place, cell in enumerate(head or [])
        if _OTHER_PEOPLE.fullmatch(cell.strip()) or _THINGS.fullmatch(cell.strip())
    }
    free = [place for place in range(width) if place not in taken]
    for name in ("doi", "arxiv", "url", "year", "authors", "title", "venue"):
        if name in found or name == "title" and "reference" in found:
            continue
        test = "surely venue" if head is not None and name == "venue" else name
        usable = [place for place in free if name != "authors" or place not in others]
        best = max(usable, key=lambda place: _fit(test, rows, place), default=None)
        if best is not None and _fit(test, rows, best) >= 0.5:
            found[name] = [best]
            free.remove(best)
    if head is None:
        _topic_in_front(found, rows)
    if "title" not in found and "reference" not in found:
        topics = [place for place in found.get("topic", ()) if _are_different(rows, place)]
        if free or topics:
            found["title"] = [max([*free, *topics], key=lambda place: _mean_letters(rows, place))]
        if topics and found["title"] == topics:
            del found["topic"]


def _topic_in_front(found: dict[str, list[int]], rows: list[list[str]]) -> None:
    """Without a head: words that repeat left of the titles are topics, unless they say that they are venues."""
    title = next(iter(found.get("title", ())), 0)
    taken = {place for name, places in found.items() if name != "venue" for place in places}
    for place in range(title):
        cells = _cells(rows, place)
        repeats = len(cells) > 2 and len(set(cells)) <= 0.7 * len(cells)
        has_words = all(re.search(r"[^\W\d_]{3}", cell) and not find(cell).urls for cell in cells)
        if place not in taken and repeats and has_words and _fit("surely venue", rows, place) < 0.5:
            found["topic"] = [place]
            if found.get("venue") == [place]:
                del found["venue"]
            return


def _are_different(rows: list[list[str]], place: int) -> bool:
    cells = _cells(rows, place)
    return len(set(cells)) >= 0.9 * len(cells)


def are_surnames(rows: list[list[str]], where: dict[str, list[int]]) -> bool:
    """Whether the column of authors holds surnames alone, so that "Lovelace, Babbage" are two people.

    A list of three or more single words says so; so many first names and surnames would be written in another way.
    """
    cells = [cell for place in where.get("authors", ())[:1] for cell in _cells(rows, place)]
    shortened = [_ET_AL.sub("", cell) for cell in cells if _ET_AL.search(cell)]
    if len(shortened) > 1 and all(len(name.split()) == 1 for cell in shortened for name in cell.split(",")):
        return True  # "Lovelace et al." beside "Lovelace, Babbage"
    lists = [words for cell in cells if len(words := re.split(r"\s*,\s*(?:(?:and|und|&)\s+)?", cell)) > 2]
    singles = [len(word.split()) == 1 and len(word) > 1 and "." not in word for words in lists for word in words]
    return sum(singles) > 0.85 * len(singles)


def carried_down(rows: list[list[str]], where: dict[str, list[int]]) -> bool:
    """Whether a column of topics, left of the titles, names each only in the first of its rows, like merged cells."""
    place = next(iter(where.get("topic", ())), None)
    if place is None or place > next(iter(where.get("title", ())), -1):
        return False
    cells = [row[place].strip() if place < len(row) else "" for row in rows if sum(map(bool, row)) > 1]
    filled = [cell for cell in cells if cell]
    repeats = any(one and one == other for one, other in itertools.pairwise(cells))
    return bool(filled) and bool(cells[0]) and len(filled) <= 0.7 * len(cells) and not repeats


def is_unknown_head(rows: list[list[str]], where: dict[str, list[int]]) -> bool:
    """Whether the first row is a head in words nobody knows: no year in the column of years, or hardly a title."""
    if len(rows) < 2:
        return False
    year, title = (
        next((rows[0][place] for place in where.get(name, ()) if place < len(rows[0])), "")
        for name in ("year", "title")
    )
    if year and not titles.YEAR.search(year):
        return True
    return bool(title) and len(title.split()) <= 2 and _mean_words(rows[1:], where["title"][0]) >= 4 and not year


def _cells(rows, place) -> list[str]:
    return [row[place].strip() for row in rows[:_SAMPLE] if place < len(row) and row[place].strip()]


def _mean_words(rows, place) -> float:
    cells = _cells(rows, place)
    return sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0


def _mean_letters(rows, place) -> float:
    cells = _cells(rows, place)
    return sum(sum(map(str.isalpha, cell[:200])) for cell in cells) / len(cells) if cells else 0.0


_TESTS = {
    "doi": lambda cell: bool(find(cell).doi),
    "arxiv": lambda cell: bool(find(cell).arxiv_id) and not find(cell).urls,
    "url": lambda cell: bool(find(cell).urls),
    "year": lambda cell: bool(titles.YEAR.fullmatch(cell.removesuffix(".0")) or _DATE.match(cell)),
    "authors": lambda cell: (
        beside.is_name(cell) or len(cell) < 3000 and bool(_NAME_LIST.match(cell)) and _capitals(cell)
    ),
    "title": lambda cell: len(cell.split()) >= 4 and not find(cell).urls,
    "surely venue": lambda cell: len(cell.split()) <= 8 and venues.is_venue(venues.venue_and_year(cell)[0] or ""),
    "venue": lambda cell: len(cell) < 60 and bool(re.match(r"^[A-Z][A-Za-z&. ]*(?:\s*['’]?\d{2,4})?$", cell)),
}


def _fit(name: str, rows, place: int) -> float:
    """The share of filled cells that look like this field."""
    cells = _cells(rows, place)
    if not cells:
        return 0.0
    share = sum(_TESTS[name](cell) for cell in cells) / len(cells)
    return share * (0.9 if name == "title" and _mean_words(rows, place) > 40 else 1.0)


def _capitals(cell: str) -> bool:
    small = ("and", "und", "van", "von", "der", "de", "et", "al")
    words = [word for word in re.findall(r"[^\W\d_]+", cell) if word.lower() not in small]
    return sum(word[:1].isupper() for word in words) >= 0.85 * len(words)

"""What stands beside a title: names, a venue, a year, in whatever order and between whatever signs.

    - Ada Lovelace, Charles Babbage. ICML 2018        (NeurIPS'19) Kurt Gödel        *Annals of Statistics* 12, 2019
    by Ada Lovelace & Kurt Gödel | COLT, 2020         Lovelace et al. (2019)         A. Lovelace, Nature Physics

The text is cut into parts at brackets, dashes, emphasis and full stops, a part into pieces at commas. A piece is a
year, a name, a venue, or something else, which is passed over. A venue is told by an acronym, by a word such as
"Journal", by the year behind it or by emphasis; anything else is not taken for one, because an invented venue is worse
than none.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from papers.reading_lists import titles
from papers.reading_lists.names import Names, read_names
from papers.reading_lists.people import are_inverted, is_acronym, is_name, is_surname, pieces_of
from papers.reading_lists.venues import LEAD, is_sure_venue, is_venue, venue_and_year
from papers.reading_lists.vocabulary import NO_NAMES

# Where one part ends: brackets, a dash between spaces, emphasis, lines, and the mark where the title was taken out.
_BORDERS = re.compile(
    r"\s+[-–—|]+(?:\s+|$)|[()\[\]{}¦`]|(?<!\w)\*+|\*+(?![\w-])|(?<!\w)_+|_+(?!\w)|\n|:\s|\s*\\\s|^[-–—|:,.;\s]+|\s>\s"
)
# A full stop that ends a part: behind a whole word, number or bracket; behind an initial only where no name follows.
_STOP = re.compile(
    r"(?<=[^\W_][^\W_])(?<!\bJr)(?<!\bSr)(?<!\bSt)(?<!\bal)(?<!\bvs)(?<!\bProc)(?<!\bConf)(?<!\bTrans)(?<!\bInt)(?<!\bSymp)\.\s+"
    r"|(?<=[^\W_])\.\s+(?=(?:In\s|[A-Z]{3,}|NeurIPS|NeurIps|[12]\d{3}\b|arXiv|Nature|Journal|Proc))"
    r"|(?<=al)\.\s+(?=[A-Z(])|\.$"
)
_ET_AL = re.compile(r"\s*,?\s*(?:\bet\.?\s*al\b\.?|\band\s+others\b|\bu\.\s?a\.)", re.I)
_YEAR_LAST = re.compile(r"[\s,.]+(?P<year>(?:19|20)\d\d)[\s,.]*$")
# "Conference on Engines, Wheels and Boilers 2017": of a field that has commas.
_OF_A_FIELD = re.compile(
    r"(?:[A-Z\d]\w*\s){0,5}(?:Symposium|Conference|Workshop|Journal|Transactions)\s(?:on|of)\s[^,]+$"
)
_LAST_OF_SEVERAL = re.compile(r"(?:[A-Z]\w+\s){1,3}and\s[A-Z]\w+$|and\s[A-Z]\w+$")
# "Phys. Rev. Lett." in italics: full stops that end no part.
_ABBREVIATED = re.compile(r"(?:[A-Z][\w&'-]{0,20}\.?(?:\s(?:of|and|on|in|for)\b)?(?:\s|$)){2,9}")
_SMALL_ACRONYM = re.compile(r"[a-z]{1,2}[A-Z]{2,8}$")  # "aiDM"
_INITIALS = re.compile(r"^(?:[A-ZÀ-Þ]\.[\s-]*){1,4}$|^[A-ZÀ-Þ]{1,2}$|^[A-ZÀ-Þ](?:[\s-][A-ZÀ-Þ]\.?){1,3}$")


# What people set off beside a title and is no venue.
_WORDS_OF_NO_VENUES = """
    best award oral spotlight version code recommended optional main extra seminal paper authors anonymous university
    link video
"""
_NO_VENUES = frozenset(_WORDS_OF_NO_VENUES.split())


@dataclass(frozen=True)
class Beside:
    """Names, venue and year as found; what is not there is empty."""

    people: Names = Names()
    venue: str | None = None
    year: int | None = None


@lru_cache(maxsize=8192)
def read(text: str) -> Beside:
    """Names, venue and year of the text; the first of each wins, and a year beside the venue before any other."""
    people, venue, year = Names(), None, None
    for part, is_set_off in parts_of(text):
        found = read_part(part, is_set_off)
        if found.people.authors and not people.authors:
            people = found.people
        is_surer = found.year and not year and venue and is_acronym(venue)  # "(DWA) …, Journal of Engines 1997"
        is_unknown = found.venue and is_acronym(found.venue) and not is_sure_venue(found.venue)
        is_doubtful = year and not found.year and is_unknown  # "arXiv, 2022 (*IBM*)"
        if found.venue and (not venue or is_surer) and not is_doubtful:
            venue, year = found.venue, found.year or year
        year = year or found.year
    return Beside(people, venue, year)


@lru_cache(maxsize=8192)
def parts_of(text: str) -> tuple[tuple[str, bool], ...]:
    """The parts of the text, each with whether emphasis sets it off."""
    text = re.sub('["“”„«»]', " ", text)
    rows, start, emphasis = [], 0, ""
    for match in [*_BORDERS.finditer(text), None]:
        end = match.start() if match else len(text)
        sign = match.group().strip() if match else ""
        is_journal = emphasis and end - start < 80 and _ABBREVIATED.fullmatch(text[start:end].strip())
        split = [text[start:end]] if is_journal else _STOP.split(text[start:end])
        pieces = [row for row in split if row and row.strip(" ,;:.")]
        rows += [(row.strip(" ,;:").lstrip(". "), bool(emphasis)) for row in pieces]
        start = match.end() if match else end
        if sign and sign[0] in "*_`":
            emphasis = "" if emphasis == sign else sign
    return tuple(rows)


@lru_cache(maxsize=8192)
def read_part(part: str, is_set_off: bool) -> Beside:
    is_said = bool(re.match(r"by\s+[A-Z]", part))  # "by Lovelace and Babbage"
    part = LEAD.sub("", part)
    more = bool(_ET_AL.search(part))
    text = _ET_AL.sub(" , ", part)
    dated = _YEAR_LAST.search(text)
    named = text[: dated.start()] if dated else text
    if are_inverted(named):
        people = read_names(named.strip(" ,;"))
        return Beside(Names(people.authors, more, people.doubtful), None, int(dated["year"]) if dated else None)
    pieces = pieces_of(text)
    is_joined = re.search(r"\s(?:and|und|&)\s|;", text) is not None  # "Lovelace & Babbage, ICML 2018"
    count = _names_at_beginning(pieces, more or is_said, is_joined)
    end = pieces[count - 1][1] if count else 0
    people = read_names(text[:end].strip(" ,;")) if count else Names()
    if count > 1 and is_joined and ";" not in text[:end] and all(is_surname(piece) for piece, _end in pieces[:count]):
        people = Names(tuple(piece for piece, _end in pieces[:count]))  # "Lovelace, Babbage; ICML 2018"
    if count and more:
        people = Names(people.authors, True, people.doubtful)
    if not count and (behind := _behind_venue(pieces, text)):
        return replace(behind, people=replace(behind.people, more=more))
    rest = [row for row in re.split(r"\s*[,;]\s*", text[end:].strip(" ,;&")) if row]
    venue, year = _venue_of(rest, is_set_off and not count)
    return Beside(people, venue, year)


def _is_dated_venue(piece: str) -> bool:
    venue, year = venue_and_year(piece)
    return bool(venue and year) and is_acronym(venue)


def _behind_venue(pieces: list[tuple[str, int]], text: str) -> Beside | None:
    """Names behind a venue with its year: "Annals of Engines 2015, Ada Lovelace"."""
    first = pieces[0][0] if len(pieces) > 1 else ""
    venue, year = venue_and_year(first)
    is_glued = len(first) > 6 and first[-5].isalpha()  # "Remote Sensing2015"
    if not year or venue and not is_glued and not _is_told(venue, True, False):
        return None
    found = read_part(text[pieces[0][1] :].strip(" ,;"), False)
    return Beside(found.people, venue or found.venue, year) if found.people.authors else None


def _names_at_beginning(pieces: list[tuple[str, int]], more: bool, is_joined: bool) -> int:
    """How many pieces from the first on are names; 0 where it is not sure that they are."""
    words = [titles.without_marks_of_people(piece) for piece, _end in pieces]
    count = 0
    while count < len(words) and (is_name(words[count]) or is_surname(words[count]) or _INITIALS.match(words[count])):
        count += 1
    named = words[:count]
    behind = words[count] if count < len(words) else ""
    if any(is_name(word) for word in named) or more and named:
        return _without_venue_at_end(words, count)
    is_inverted = count >= 2 and is_surname(named[0]) and bool(_INITIALS.match(named[1]))
    is_key = count in (1, 2, 3) and bool(titles.YEAR.fullmatch(behind)) and all(is_surname(word) for word in named)
    is_key = is_key or is_joined and count > 1 and all(map(is_surname, named)) and _is_dated_venue(behind)
    return count if is_inverted or is_key else 0


def _without_venue_at_end(words: list[str], count: int) -> int:
    """ "Ada Lovelace, Kurt Gödel, Distill, 2019": a single word behind full names, and a year behind it, is a venue."""
    behind = words[count] if count < len(words) else ""
    is_last_single = count > 1 and is_surname(words[count - 1]) and is_name(words[0]) and is_name(words[count - 2])
    return count - 1 if is_last_single and titles.YEAR.fullmatch(behind) else count


def _venue_of(pieces: list[str], is_set_off: bool) -> tuple[str | None, int | None]:
    """The first piece that says that it is a venue, or has a year behind it, or is set off; and the first year."""
    if (
        len(pieces) > 1
        and titles.YEAR.fullmatch(pieces[-1])
        and (whole := ", ".join(pieces[:-1]))
        and _is_long_venue(whole)
    ):
        return whole, int(pieces[-1])
    whole, whole_year = venue_and_year(", ".join(pieces)) if 1 < len(pieces) < 6 else (None, None)
    is_dated = whole_year and not any(re.search(r"\d", piece) for piece in pieces[1:-1])
    if whole and _OF_A_FIELD.match(pieces[0]) and (is_dated or _LAST_OF_SEVERAL.match(pieces[-1])):
        return whole, whole_year
    venue = year = None
    for place, piece in enumerate(pieces):
        found, found_year = venue_and_year(piece)
        year = year or found_year
        is_followed = place + 1 < len(pieces) and re.fullmatch(r"\W*\d{4}\W*", pieces[place + 1]) is not None
        if found and not venue and _is_told(found, bool(found_year) or is_followed, is_set_off):
            venue, year = found, found_year or year
    return venue, year


def _is_told(found: str, has_year: bool, is_set_off: bool) -> bool:
    """Whether the text may be called a venue: it says so itself, or its place says so."""
    words = found.split()
    begins = found[:1].isupper() or is_acronym(found) or bool(_OF_A_FIELD.match(found))
    begins = begins or has_year and bool(_SMALL_ACRONYM.match(found))
    if not begins or len(words) > 12 or "?" in found:
        return False
    if is_venue(found):
        return True
    is_place = has_year or is_set_off and len(words) > 1 and _NO_VENUES.isdisjoint(found.lower().split())
    is_person = is_name(found) and not (len(words[-1]) < 5 and is_acronym(words[-1]))  # "Asia CCS 2017"
    return is_place and not is_person and len(found) > 2 and len(words) <= 8


def _is_long_venue(text: str) -> bool:
    """ "Mathematics of Control, Signals and Systems": commas inside, and words of a venue."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return "," in text and text[:1].isupper() and len(words) <= 10 and sum(word in NO_NAMES for word in words) >= 2

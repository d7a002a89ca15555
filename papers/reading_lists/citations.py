"""References as they stand at the end of a paper, one to a paragraph or line.

    Lovelace, Ada, and Charles Babbage. "Title of the Work." Venue (2019).                    MLA, Chicago
    Lovelace, A., & Babbage, C. (2019). Title of the work. Venue, 12(3), 1–20.                APA
    Ada Lovelace and Charles Babbage. 2019. Title of the Work. In Venue. 1–20.                ACM
    A. Lovelace and C. Babbage, "Title of the work," in Proc. of Venue, 2019, pp. 1–20.       IEEE
    Lovelace A, Babbage C. Title of the work. Venue. 2019;12(3):1–20.                         Vancouver
    Lovelace, A., Babbage, C.: Title of the work. In: Venue, pp. 1–20 (2019)                  LNCS
    A. Lovelace, C. Babbage, Title of the work, Venue 12 (2019) 1–20.                         Elsevier
    Lovelace & Babbage (2019): Title of the work, in: Venue, S. 1–20                          surnames alone
    Lovelace, A. and Babbage, C. (2019) 'Title of the work', Venue, 12(3), pp. 1–20.          Harvard
    Ada Lovelace and Charles Babbage. Title of the work. In Venue, pages 1–20, 2019.          natbib

The title is what stands in quotation marks behind the names; else it follows the year behind the names, or the colon
or the full stop that ends them. References are parted by numbers, empty lines or lines; words broken at a line's end
are mended.
"""

import itertools
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from papers.reading_lists import beside, reference_rows, title_end, titles, venues
from papers.reading_lists.entry import Entry, Leftover, Reading
from papers.reading_lists.ids import find
from papers.reading_lists.names import read_names
from papers.reading_lists.reference_cut import cut
from papers.reading_lists.reference_people import are_surnames, names_before_commas, only_names
from papers.reading_lists.reference_rows import NUMBER
from papers.reading_lists.reference_venue import PUBLISHER, venue_in
from papers.reading_lists.tex import plain
from papers.reading_lists.vocabulary import MONTH

_DOUBLE_QUOTED = re.compile(r"[\"“„”«](?P<title>[^\"“”„«»]{4,400}?)[,.]?[\"”“»]")
# Single quotes: the opening one behind a space or bracket, the closing one before a comma, a full stop or the end.
_SINGLE_QUOTED = re.compile(r"(?<![^\s(])['‘](?P<title>[^\"“”]{6,300}?)[,.]?['’](?=\s*[,.;]|\s+(?:In|in)\b|$)")
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)[a-z]?"
_NO_YEAR = r"(?:n\.\s?d\.|o\.\s?J\.|in press|forthcoming|to appear|im Erscheinen)"
_YEAR_IN_BRACKETS = re.compile(rf"\(\s*(?:{_YEAR}(?:,?\s*[A-Za-z]+(?:[\s–-]+\w+){{0,3}})?|{_NO_YEAR})\s*\)[.,:]?\s*")
# "Names. 2019. Title": the year between two full stops or commas.
_YEAR_ALONE = re.compile(rf"(?<=[.,\w])\s+{_YEAR}(?:,\s+{MONTH})?[.,:]\s+(?=[\"“‘'A-ZÀ-Þ])")
_YEAR_LAST = re.compile(rf"[\s,(]+{_YEAR}\)?[\s.,:]*$")
_NAMES_END = re.compile(r"\.\s+(?=[^\W\d_]{2}|[^\W\d_][\s-]|\d\w)|(?<=\bal)\.:?\s+|(?<=\bal):\s+")
# LNCS: "Lovelace, A., Babbage, C.: Title"; DIN: "Lovelace, Ada; Babbage, Charles: Titel".
_COLON_END = re.compile(r":\s+")
_INVERTED = re.compile(
    r"^[^\s,;/:]+(?:\s[^\s,;/:]+){0,3},\s*[^,;/:]{1,40}(?:(?:\s*;|\s/)\s*[^,;/:]{1,40},\s*[^,;/:]{1,40})*$"
)
# "Ada J." and behind it "Lovelace, Charles Babbage": the full stop is that of a middle initial.
_ENDS_IN_INITIAL = re.compile(r"[^\W\d_]{2}(?:\s[^\W\d_]\.){1,4}$")
_SURNAME_FOLLOWS = re.compile(r"(?:[DO]['’])?[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*(?:\s*[,.;&:(]|\s+(?:and|und|et)\b)")
_NAMES_GO_ON = re.compile(r"(?:and|und|et|van|von|de|der)\b|&")
# "Lovelace, Ada, ed.", and "A book, volume 37 of Some Series" or "A book (2nd ed.)".
_EDITOR_LAST = re.compile(r",?\s*\(?\b(?:eds?|editors?|hrsg|hg)\b\.?\)?\s*$", re.I)
_OF_SERIES = re.compile(
    r",\s+(?:volume|vol\.|number|no\.)\s+\d+(?:\s+of\s.*)?$|\s*\((?:\d+(?:st|nd|rd|th)\.?|rev\.|revised)\s+ed[^()]{0,20}\)$"
    r"|,\s+\d+(?:st|nd|rd|th)\s+ed(?:n|ition)?\.?$",
    re.I,
)
_GROUP = re.compile(r"^[A-ZÀ-Þ][\w.&-]*(?:\s(?:of|for|the|and|[A-ZÀ-Þ][\w&-]*)){0,6}$")
_COMMA = re.compile(r",\s+")
_KIND_FIRST = re.compile(
    r"^(?:required|optional|recommended|suggested|further|additional|background|main|read|paper|pflicht|wahl)"
    r"(?:\s+(?:reading|paper|text)s?)?:\s+",
    re.I,
)
_MOST_COMMAS = 15
_LONGEST_NAMES = 600


@dataclass(frozen=True)
class Parts:
    """One reference taken apart: the names as written, title, what follows it, and the year where it stands apart."""

    people: str
    title: str
    behind: str
    year: int | None = None


# ---- references in a text -------------------------------------------------------------------------------------------


def looks_like(rows: list[tuple[int, str]]) -> int:
    """How many paragraphs read as a reference."""
    return sum(is_reference(text) for _number, text in rows)


@lru_cache(maxsize=8192)
def is_reference(text: str) -> bool:
    """Whether names stand first and a title in quotation marks or behind them, with a year somewhere."""
    text = find(_bare(text[:5000])).rest
    if not re.match(r"^[^.]{0,10}[A-ZÀ-Þ]", text):
        return False
    quoted = quoted_title(text)
    if quoted and quoted.start() > 3:
        return bool(titles.YEAR.search(text)) or len(text) < 500
    is_dated = titles.YEAR.search(text) or re.search(rf"\({_NO_YEAR}\)", text)
    return is_dated is not None and parts_with_names_first(text) is not None


def _bare(text: str) -> str:
    """The reference without its number or "Required:"; commands of TeX are letters, as in a list of \\bibitem."""
    text = _KIND_FIRST.sub("", NUMBER.sub("", text))
    return plain(text) if "\\" in text else text


def paragraphs(text: str) -> list[tuple[int, str]]:
    """The references and headings of the text with the line each begins in."""
    return reference_rows.paragraphs(text, looks_like)


def read(text: str) -> Reading:
    """The references of the text, each below the headings above it."""
    entries, leftovers = [], []
    found = paragraphs(text)
    topics = reference_rows.Topics(found)
    for number, paragraph in found:
        entry = None if paragraph.startswith("#") else reference(paragraph, number)
        if entry is not None:
            entries.append(replace(entry, topic_path=topics.now))
        elif reference_rows.is_heading(paragraph):
            topics.take(paragraph)
        else:
            leftovers.append(Leftover(number, paragraph))
    return Reading(tuple(entries), tuple(leftovers))


# ---- one reference --------------------------------------------------------------------------------------------------


def reference(text: str, number: int) -> Entry | None:
    """One reference, or None where there is no title to be found."""
    found = find(_bare(text).replace("*", ""))
    parts = parts_of(found.rest)
    title = titles.clean(parts.title) if parts else ""
    if len(title) < 3 or not re.search(r"[^\W\d_]{2}", title):
        return None
    names = read_names(_EDITOR_LAST.sub("", parts.people))
    venue, found_year = venue_in(parts.behind)
    title, last_venue, last_year = _without_facts(title) if not venue else (title, None, None)
    title, venue = _OF_SERIES.sub("", title).removesuffix("."), venue or last_venue
    doubts = names.doubts if names.authors else (*names.doubts, "no_authors")
    return Entry(
        title=title, authors=names.authors, venue=venue, year=parts.year or found_year or last_year,
        arxiv_id=found.arxiv_id, doi=found.doi, url=next(iter(found.urls), None), line=number, doubts=doubts,
    )  # fmt: skip


def _without_facts(title: str) -> tuple[str, str | None, int | None]:
    """ "Title, 2015", "Title, May 2015", "Title, ICML 2015", "Title, MIT Press, 2015", where no venue follows."""
    match = re.search(rf",\s+(?:[A-Z][a-z]{{2,8}}\.?\s+)?{_YEAR}$", title)
    title, year = (title[: match.start()].rstrip(" ,"), int(match["year"])) if match else (title, None)
    head, _comma, last = title.rpartition(", ")
    if head and PUBLISHER.search(last) and len(last.split()) < 5:
        return head, last, year
    head, rest = title_end.cut_title(title) if not match else (title, "")
    found = beside.read(rest) if rest else beside.Beside()
    is_sure = found.year and not found.people.authors and len(head.split()) > 1
    return (head, found.venue, found.year) if is_sure else (title, None, year)


def parts_of(text: str) -> Parts | None:
    """The reference taken apart, by the first of the styles that fits."""
    return _by_quotes(text) or parts_with_names_first(text) or _by_group(text) or _by_full_stops(text)


def parts_with_names_first(text: str) -> Parts | None:
    """The reference taken apart where only names, perhaps with a year, stand before the title; else None."""
    return _by_year(text) or _by_colon(text) or _by_names(text) or _by_commas(text)


def quoted_title(text: str) -> re.Match | None:
    """The title in quotation marks: of several words, and what stands before it is at an end there."""
    for pattern in (_DOUBLE_QUOTED, _SINGLE_QUOTED):
        for match in pattern.finditer(text[:3000]):
            head = text[: match.start()].rstrip()
            is_free = not head or head[-1] in ".,:;)(]-–—" or titles.YEAR.search(head[-4:]) or only_names(head)
            if is_free and (len(match["title"].split()) >= 2 or head and only_names(head.strip(" ,.:"))):
                return match
            if pattern is _DOUBLE_QUOTED:
                break
    return None


def _by_quotes(text: str) -> Parts | None:
    match = quoted_title(text)
    if match is None:
        return None
    head = text[: match.start()].rstrip(" ,.:;-–—(")
    is_part_of_title = text[match.end() - 2] not in ".," and re.match(r"\s+(?!In\b)[A-ZÀ-Þ]", text[match.end() :])
    if is_part_of_title and head.endswith(")") and (parts := _by_year(text)):
        return parts  # APA: (2016). "Why trust you?" Explaining engines. Venue
    year = _YEAR_IN_BRACKETS.search(head + " ") or _YEAR_LAST.search(head)
    people = (head[: year.start()] if year else head).strip(" ,:;")
    return Parts(people, match["title"], text[match.end() :], int(year["year"]) if year and year["year"] else None)


def _by_year(text: str) -> Parts | None:
    """APA and ACM: names, the year, the title up to the next full stop."""
    for pattern in (_YEAR_IN_BRACKETS, _YEAR_ALONE):
        match = pattern.search(text[:_LONGEST_NAMES])
        if match and len(text) - match.end() >= 6 and _are_people(text[: match.start()], text[match.end() :]):
            title, _sign, behind = cut(text[match.end() :])
            year = int(match["year"]) if match["year"] else None
            return Parts(text[: match.start()].strip(" ,"), title.strip(" '‘’"), behind, year)
    return None


def _are_people(head: str, behind: str) -> bool:
    """Whether names stand before the year; surnames alone only before what can be a title, not in a sentence."""
    return only_names(head.strip(" ,.:")) or are_surnames(head.strip(" ,:")) and not behind[:1].islower()


def _by_group(text: str) -> Parts | None:
    """ "OpenAI. 2023. Title": somebody who is no person, with the year right behind."""
    for pattern in (_YEAR_IN_BRACKETS, _YEAR_ALONE):
        match = pattern.search(text[:200])
        if (
            match
            and match["year"]
            and len(text) - match.end() >= 6
            and _GROUP.match(text[: match.start()].strip(" ,.:"))
        ):
            title, _sign, behind = cut(text[match.end() :])
            return Parts(text[: match.start()].strip(" ,."), title.strip(" '‘’"), behind, int(match["year"]))
    return None


def _by_colon(text: str) -> Parts | None:
    match = _COLON_END.search(text[:_LONGEST_NAMES])
    head = text[: match.start()] if match else ""
    is_inverted = _INVERTED.match(head) and not _NAMES_END.search(head) and titles.YEAR.search(text)
    has_initials = re.match(r"[A-ZÀ-Þ]\.", head) and titles.YEAR.search(text)
    is_end = re.search(r"[^\W\d_]\.$|\bal$", head) or is_inverted or has_initials
    if not is_end or not only_names(head):
        return None
    title, sign, behind = cut(text[match.end() :])
    return Parts(head, title, behind) if sign or head.endswith((".", "al")) or has_initials else None


def _by_names(text: str) -> Parts | None:
    """natbib and Vancouver: the names end at the first full stop before which only names stand."""
    for match in _NAMES_END.finditer(text[:_LONGEST_NAMES]):
        head, behind = text[: match.start() + 1], text[match.end() :]
        is_inside_name = _ENDS_IN_INITIAL.search(head) and _SURNAME_FOLLOWS.match(behind)
        if not _NAMES_GO_ON.match(behind) and not is_inside_name and only_names(head):
            title, sign, behind = cut(behind)
            is_vancouver = head.count(".") == 1 and not re.search(r",\s*[^\W\d_]\.$", head)
            head = head.removesuffix(".") if is_vancouver else head
            return Parts(head, title, behind) if sign or titles.YEAR.search(text) else None
    return None


def _by_commas(text: str) -> Parts | None:
    """Elsevier and others: commas between names, title and venue. The title ends where a venue or a year begins."""
    people, rest = names_before_commas(text[:_LONGEST_NAMES]) if titles.YEAR.search(text) else ("", "")
    if not people:
        return None
    rest += text[_LONGEST_NAMES:]
    for match in itertools.islice(_COMMA.finditer(rest), _MOST_COMMAS):
        title, behind = rest[: match.start()], rest[match.end() :][:_LONGEST_NAMES]
        if cut(title)[1] == ".":
            break
        venue, _year = venue_in(behind) if len(title.split()) > 1 else (None, None)
        if titles.YEAR.match(behind) or venues.is_preprint(behind) or venue and _is_venue_first(venue, behind):
            return Parts(people, title, behind)
    title, sign, behind = cut(rest)
    return Parts(people, title, behind) if sign else None


def _is_venue_first(venue: str, behind: str) -> bool:
    """Whether what follows begins with a venue: it says so, is abbreviated, or a number stands behind it."""
    is_numbered = re.match(r"[\s,.]*(?:\(?\d|vol\b|pp?\b)", behind.removeprefix(venue)) is not None
    begins = behind.startswith(venue) and venue[:1].isupper() and is_numbered and len(venue.split()) < 8
    return behind.lower().startswith(("in ", "in: ")) or begins or venues.is_venue(venue) and len(venue.split()) < 8


def _by_full_stops(text: str) -> Parts | None:
    """Whatever the names look like: the first part, the second part, the rest. Needs a year, or it is any text."""
    people, sign, behind = cut(text)
    if not sign or not behind or not titles.YEAR.search(text) or len(people) > 300:
        return None
    title, _sign, behind = cut(behind)
    return Parts(people, title, behind)

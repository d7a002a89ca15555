"""The title of one item of a Markdown list, and what stands beside it.

The title is the text of the first link that is no mark such as "pdf", else what is bold, else what is quoted or in
italics, else what follows the names of a reference, else the words before the first name, venue or year.
"""

import re
from functools import lru_cache
from itertools import pairwise

from papers.reading_lists import beside, citations, title_end, titles, venues
from papers.reading_lists.ids import find
from papers.reading_lists.markdown_marks import is_enclosed, is_mark, without_marks
from papers.reading_lists.markup import outward, words
from papers.reading_lists.names import read_names
from papers.reading_lists.people import is_name, is_surname, people_first

BOLD = re.compile(r"(?:\*\*|__)(?P<text>[^*_\s](?:[^*]|\*(?!\*)){0,1200}?)(?:\*\*|__)")
_CLOSING_QUOTE = re.compile(r"[\"”»]")
_ITALIC_BEHIND = re.compile(r"\s*[—–:,.-]+\s*[*_](?P<title>[^*_]{8,300})[*_](?![*_])")
_NEAR = 40  # names in bold, then perhaps a year: so far away a title may begin
_EMPTY_FRONT = re.compile(r"^\s*[\[(]\s*[\])]")  # where an id stood
_ITALIC_FIRST = re.compile(r"^\W*[*_](?P<text>[^*_]{8,300})[*_](?![*_])")
_AND_ANOTHER = re.compile(r"(?P<facts>\s*(?:\([^()]{2,60}\))?)\s*(?:,|;|,?\s(?:and|und|&))\s(?:[Tt]he\s)?\s*")
_KEY_FIRST = re.compile(
    r"(?P<people>[A-Z][^\W\d_]+(?:(?:,| and| &)\s[A-Z][^\W\d_]+){0,3}(?:\set al\.?)?),?\s\(?(?P<year>(?:19|20)\d\d)\)?"
    r"\s?:\s(?P<title>.{8,})$"
)
_VENUE_YEAR_LAST = re.compile(
    r"(?<=\w\w\w),\s+(?P<venue>[A-Z][^\W\d_](?:[\w&-]|\s(?=\w)){1,60}),\s+(?P<year>(?:19|20)\d\d)\W{0,3}$"
)
_YEAR_BEFORE = re.compile(r"\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?[.,:]\s+(?=\S)")
_BY_BEHIND = re.compile(r",?\s+by\s+(?P<people>[A-ZÀ-Þ].{3,150})$", re.I)
TAKEN_OUT = " ¦ "  # where the title stood


@lru_cache(maxsize=2048)
def are_people(text: str) -> bool:
    """Whether a line is the names of people and nothing else."""
    named = read_names(words(without_marks(text))).authors
    if len(named) == 1 and len(named[0].split()) > 3 or text.rstrip().endswith(":"):
        return False
    return bool(named) and len(text) < 1500 and all(map(is_name, named))


def is_reference(text: str) -> bool:
    """Whether names stand first and a title behind them, not only a venue."""
    bare = find(without_marks(text)).rest
    named = _names_first(bare)
    parts = citations.parts_with_names_first(bare)
    title = named[0] if named else parts.title if parts else ""
    return len(title.split()) > 3 and not venues.is_venue(title)


def is_plain_work(text: str) -> bool:
    """Whether a line is "Title of the work, ICML 2020", without link and names."""
    title, rest = title_end.cut_title(titles.clean(without_marks(text)))
    found = beside.read(rest)
    is_short = len(rest) < 40 and len(title.split()) > 4
    return is_short and bool(found.venue and found.year) and not found.people.authors and not are_people(title)


def works_in(text: str) -> list[str]:
    """The works of one item, one text for each: "[Title](…) (1981) and [Another title](…) (1990): about both"."""
    parts, start = [], 0
    links = [match for match in outward(text) if not is_mark(match["label"])]
    for link, following in pairwise(links):
        between = _AND_ANOTHER.fullmatch(text[link.end() : following.start()])
        is_title = all(len(words(row["label"])) > 8 and not is_name(words(row["label"])) for row in (link, following))
        if between and is_title:
            end = link.end() + between.end("facts")
            parts.append(text[start:end])
            start = following.start()
    return [*parts, text[start:]]


def begins_with_names(text: str) -> bool:
    """Whether an item begins with the names of several people, and a title follows."""
    return _names_first(find(without_marks(text)).rest.strip(" -–—:|.,/")) is not None


def title_and_rest(text: str, below: list[str], names_first: bool) -> tuple[str, str]:
    """The title, and what stands beside it without links and marks; lines below count where they can be facts."""
    facts = "".join(f"{TAKEN_OUT}{row}" for row in map(without_marks, below[:3]) if len(row) < 300 and _says_facts(row))
    title, rest = _linked_title(text) or _bold_title(text) or _plain_title(text, names_first)
    return title, rest + facts


def _says_facts(row: str) -> bool:
    """Whether a line below a title says who wrote it, where or when it appeared, and is no note."""
    found = beside.read(row)
    is_venue = bool(found.venue) and len(row.split()) < 12 and (venues.is_sure_venue(found.venue) or row[:1] in "*_`(")
    return bool(found.people.authors or found.year) or is_venue and not row.startswith("**")


def _linked_title(text: str) -> tuple[str, str] | None:
    links = outward(text)
    if links and is_name(words(links[0]["label"])) and begins_with_names(text):
        return None  # people with their pages: "[Ada Lovelace](…), Kurt Gödel. *Title*. ICML, 2018"
    for match in links:
        is_behind_bold = match["label"][:1] == "[" and BOLD.match(text) is not None
        is_behind = is_behind_bold or is_enclosed(text, match)
        if not is_mark(match["label"]) and len(words(match["label"])) > 3 and not is_behind:
            front = title_end.with_apostrophe(text[: match.start()].strip())
            by = _BY_BEHIND.search(words(match["label"]))
            if by and are_people(by["people"]):
                behind = f"{TAKEN_OUT}{by['people']}{TAKEN_OUT}{text[match.end() :]}"
                return _clean(words(match["label"])[: by.start()]), without_marks(front + behind)
            if named := _reference_in_link(words(match["label"])):
                return _clean(named[1]), without_marks(
                    f"{named[0]}{TAKEN_OUT}{named[2]}{TAKEN_OUT}{text[match.end() :]}"
                )
            return _clean(match["label"]), without_marks(front + TAKEN_OUT + text[match.end() :])
    return None


def _reference_in_link(label: str) -> tuple[str, str, str] | None:
    """Names, title and the rest of a link that says all: "A. Name. "Title." ICML, 2013", "Name 2002: Title"."""
    quoted = citations.quoted_title(label)
    if quoted and quoted.start() > 5 and read_names(label[: quoted.start()].strip(" .,:–—-")).authors:
        return label[: quoted.start()], quoted["title"], label[quoted.end() :]
    key = _KEY_FIRST.match(label)
    if key:
        return f"{key['people'].replace(', ', ' and ')}, {key['year']}", key["title"], ""
    person, colon, title = label.partition(" : ")
    return (person, title, "") if colon and is_name(person) and len(title.split()) > 2 else None


def _bold_title(text: str) -> tuple[str, str] | None:
    marked = (
        bold
        for bold in BOLD.finditer(text)
        if without_marks(bold["text"]).rstrip()[-1:] not in ("]", "")
        and text.count("(", 0, bold.start()) <= text.count(")", 0, bold.start())
        and (len(bold["text"].split()) > 1 or text[bold.end() :].startswith(" by "))
        and not (is_name(words(bold["text"])) and len(text[: bold.start()].split()) > 3)
    )
    first = BOLD.match(text.lstrip())
    if first and (named := _title_behind(words(first["text"]), text.lstrip()[first.end() :])):
        return named
    bold = next((bold for bold in marked if not is_mark(bold["text"])), None)
    if bold and text[:1] in '"“«' and _CLOSING_QUOTE.search(text[1 : bold.start()]):
        return None
    italic = _ITALIC_FIRST.match(text)
    if bold is None or italic and italic.end() <= bold.start() and not are_people(italic["text"]):
        return None
    if beside.is_name(words(bold["text"])) and _is_reference_by(text):
        return None
    if named := _reference_in_link(words(bold["text"])):
        return _clean(named[1]), without_marks(f"{named[0]}{TAKEN_OUT}{named[2]}{TAKEN_OUT}{text[bold.end() :]}")
    title = without_marks(bold["text"])
    return _clean(title), without_marks(text[: bold.start()] + TAKEN_OUT + text[bold.end() :])


def _title_behind(bold: str, behind: str) -> tuple[str, str] | None:
    """The title behind people or the name of a method in bold: "**Lovelace et al.** — *Title*", "**Net**: "Title"."."""
    quoted = citations.quoted_title(behind)
    italic = _ITALIC_BEHIND.match(behind)
    is_method = behind.lstrip()[:1] == ":" and not re.search(r",|et al", bold)
    is_who = not is_method and _are_who(bold)
    if quoted and quoted.start() < _NEAR and not _goes_on(behind[quoted.end() :]):
        found = quoted if is_who or is_method else None
    else:
        found = italic if italic and is_who and not (is_mark(italic["title"]) or are_people(italic["title"])) else None
    if found is None or len(found["title"].split()) < 3:
        return None
    people = f"by {bold}" if is_who else ""
    between, rest = behind[: found.start("title")], behind[found.end("title") :]
    return _clean(found["title"]), without_marks(f"{people}{TAKEN_OUT}{between}{TAKEN_OUT}{rest}")


def _are_who(text: str) -> bool:
    """Whether words in bold are names: "Lovelace", "Lovelace et al.", "Lovelace, A., & Gödel, K."."""
    named = read_names(text)
    surnames = [name.split()[-1] for name in named.authors]
    return (
        bool(named.authors) and len(text) < 300 and all(map(is_surname, surnames)) and _has_names(text, named.authors)
    )


def _has_names(text: str, authors: tuple[str, ...]) -> bool:
    return len(authors) == 1 and len(authors[0].split()) == 1 or all(map(is_name, authors)) and "?" not in text


def _is_reference_by(text: str) -> bool:
    """Whether the item names people first, one of them in bold, and then a title."""
    parts = citations.parts_with_names_first(words(find(without_marks(text)).rest))
    return parts is not None and len(parts.title.split()) > 2 and not venues.is_venue_mark(parts.title)


def _plain_title(text: str, names_first: bool) -> tuple[str, str]:
    """The title of an item in which nothing is set off by a link or in bold."""
    bare = _EMPTY_FRONT.sub("", find(without_marks(text)).rest).strip(" -–—:|.,/")
    bare = bare.rstrip("] .") if bare.count("]") > bare.count("[") else bare
    bare, marks = title_end.without_front_marks(re.sub(r",(?:\s*,)+", ",", bare))
    title, rest = _title_of_words(bare, names_first)
    return _clean(title), f"{marks[0]}{TAKEN_OUT}{rest}{TAKEN_OUT}{marks[1]}"


def _title_of_words(bare: str, names_first: bool) -> tuple[str, str]:
    quoted = citations.quoted_title(bare)
    if quoted and not _goes_on(bare[quoted.end() :]):
        return quoted["title"], bare[: quoted.start()] + TAKEN_OUT + bare[quoted.end() :]
    if match := _ITALIC_FIRST.match(bare):
        behind = bare[match.end() :].strip(" .,:")
        if are_people(match["text"]) and len(behind.split()) > 2:  # "*Ada Lovelace, Kurt Gödel*. Title. ICML, 2018"
            title, rest = title_end.cut_title(behind)
            return title, f"{match['text']}{TAKEN_OUT}{rest}"
        return match["text"], TAKEN_OUT + bare[match.end() :]
    if named := _names_first(bare, names_first):
        return named
    if reference := citations.parts_with_names_first(bare):
        behind = f"{reference.behind}{TAKEN_OUT}{reference.year or ''}"
        return reference.title, f"{reference.people}{TAKEN_OUT}{behind}"
    title, rest = title_end.cut_title(bare)
    return title, TAKEN_OUT + rest


def _goes_on(behind: str) -> bool:
    """Whether a title goes on behind words in quotation marks: '"Trust Me": Notes', '"Why?" Notes on Engines'."""
    if behind[:1] in (":", ";") and not beside.read(behind[1:80]).people.authors:
        return True
    begins = behind[:1] == " " and behind.lstrip()[:1].isalpha() and not re.match(r"\s+by\b", behind, re.I)
    found = beside.read(behind[:200])
    return begins and not found.people.authors and not (found.venue and found.year)


def _names_first(bare: str, is_usual: bool = False) -> tuple[str, str] | None:
    """ "Ada Lovelace, Charles Babbage, Notes on the Engine, ICML 2019" or with a colon: title and rest, or None."""
    people, title = people_first(bare)
    first, comma, behind = bare.partition(", ")
    is_one = not people or people == first or bare[len(people) :][:1] == ":" and people.count(",") == 1
    if is_usual and comma and is_name(first) and is_one and not beside.read(behind[:200]).people.authors:
        people, title = f"{first},", behind
    italic = _ITALIC_FIRST.match(title)
    if not people or not italic and not re.search(r",|&|\sand\s|\sund\s|^[A-ZÀ-Þ]\.", people):
        return None  # "Notes Revisited: On Engines" names nobody
    if last := _VENUE_YEAR_LAST.search(title):  # ", Annals of Engines, 1961"
        return title[: last.start()], f"{people}{TAKEN_OUT}{last['venue']} {last['year']}"
    if year := _YEAR_BEFORE.match(title):  # "A. Lovelace and K. Gödel. 2020. Title"
        people, title = f"{people}, {year['year']}", title[year.end() :]
    title, rest = (italic["text"], title[italic.end() :]) if italic else title_end.cut_title(title)
    return (title, people + TAKEN_OUT + rest) if italic or len(title.split()) > 2 else None


def _clean(text: str) -> str:
    return titles.clean(words(text), is_plain=True)

"""The end of a title that nothing sets off: where the names, the venue or the year begin that stand behind it."""

import re
from functools import lru_cache

from papers.reading_lists import beside, titles, venues
from papers.reading_lists.people import is_acronym
from papers.reading_lists.vocabulary import KNOWN_VENUES

_CUTS = re.compile(
    r"\s+[-–—|]+\s+|,\s+|;\s+|(?<=[^\s.])[.]\s+|(?<=[?!])\s+|\s+(?=[(\[])|\s+(?=by\s+[A-Z])|:\s+(?=[A-Z])"
    # "Title *Ada Lovelace et al. ICML*", "Title Ada Lovelace et al. ICML"
    r"|\s+(?=[*_](?![*_])[^*_]{4,400}[*_]\W{0,5}$)|\s+(?=[A-ZÀ-Þ][\w.-]{1,20}\s[A-ZÀ-Þ][\w'-]{1,20}\set\sal\b)"
    # "Title in *ICML*, 2020", "Title in ICML, 2020."
    r"|\s+in\s+(?=[*_][^*_]{2,60}[*_],?\s+(?:19|20)\d\d)|\s+in\s+(?=[A-Z][^,.;:()]{1,40},\s(?:19|20)\d\d\W*$)"
)
_EXAMPLES = re.compile(r"[(\[]?\s*(?:e\.g|i\.e|etc|cf)\b", re.I)
# A word with a small letter begins neither names nor a venue, except for these.
_GOES_ON = re.compile(
    r"(?!(?:by|in|at|from|to appear|ar[xX]iv|van|von|d[aei]|del|della|el|al|la|le|ten|ter|zu|bin)\b)[a-zß-öø-ÿ]{2}"
)
# In front of a title: a venue in brackets or bold, or the name of the method in square brackets.
_FRONT = re.compile(
    r"^[*_`]*[\[(](?P<mark>[^\[\]()]{2,60})[\])][*_`]*[\s:,.|-]*|^\*\*(?P<bold>[^*]{2,60})\*\*[\s:,.|-]*"
)
_BARE_FRONT = re.compile(r"^(?P<mark>[^\[\]()*|]{3,30}?)(?P<bold>)\s+[-–—|]\s+(?=\S)")
# "ICML-18 [Title](…)", "[CVPR19] Title": a venue with two digits of a year, where only a venue can stand.
_VENUE_SHORT_YEAR = re.compile(r"^(?P<signs>\W*)(?P<venue>[A-Z][A-Za-z]*[A-Z])[- ]?(?P<year>[012]\d)(?P<end>\W*)$")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d(?:,?\s+[A-Z]|$)")  # "(2019 Overview, …) Title"
_DASHED_FRONT = re.compile(
    r"(?P<sign>\*\*)?(?P<year>[012]\d|(?:19|20)\d\d)[-_](?P<venue>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)[-_](?=\S)"
)
_FIRST_PART = 250  # names, venue or year behind a cut show within so many signs


@lru_cache(maxsize=8192)
def cut_title(text: str) -> tuple[str, str]:
    """Title and rest of "Title, Name, Name, Venue 2019" in any punctuation; the rest is empty where none is found."""
    for match in _CUTS.finditer(text[:1000]):
        title, rest = text[: match.start()], text[match.end() :]
        is_within = match.group().strip() == "." and title.count("(") > title.count(")")
        if _GOES_ON.match(rest) or _EXAMPLES.match(rest) or is_within:
            continue
        is_title = len(title.split()) > 1 or len(title) > 3 and rest[:1] == "("
        if is_title and _begins_facts(rest, match.group().strip()):
            return title, rest
    return text, ""


def _begins_facts(rest: str, sign: str) -> bool:
    """Whether what follows a cut begins with names, a venue or a year, and goes on with nothing else."""
    parts = [part for part in beside.parts_of(rest[:_FIRST_PART]) if part[0].lower() not in ("in", "in:")]
    if not parts:
        return False
    first, is_set_off = parts[0]
    found = beside.read_part(first, is_set_off)
    if sign == "in":
        return is_set_off or venues.is_preprint(first) or found.venue is not None and venues.is_venue(found.venue)
    if not found.people.authors:
        begins = found.venue is not None and found.venue.split()[0] in first.split(",")[0]
        if rest[:1] == "(" and not found.year and is_acronym(first) and first.lower() not in KNOWN_VENUES:
            return False  # "A Method of Engines (AMoE)"
        if sign in (",", ".") and venues.is_sure_venue(rest.strip(" .,")):
            return True
        if sign in (",", ":", ";"):
            is_sure = (begins or venues.is_preprint(first)) and found.year is not None and len(first) < 80
            return is_sure or bool(titles.YEAR.fullmatch(first))
        is_short = len(first) < (60 if rest[:1] in ("(", "[") else 30)
        return not rest.startswith("by ") and (begins or found.year is not None and is_short)
    if rest.startswith("by ") and not _are_all_names(first):
        return False
    if found.people.more and _ends_with_one(found.people.authors):
        return False
    is_open = sign == ":" or sign == "," and not found.people.more
    return not is_open or sign == "," and not _is_last_word_of_title(found.people.authors)


def _ends_with_one(people: tuple[str, ...]) -> bool:
    """ "Engines, Wheel Procedures, Lovelace et al.": the surname behind words with capitals stands alone."""
    return len(people) > 1 and len(people[-1].split()) == 1 and any(len(name.split()) > 1 for name in people[:-1])


def _is_last_word_of_title(people: tuple[str, ...]) -> bool:
    """ "Notes on Engines, Revisited, Ada Lovelace": a single word alone or before whole names belongs to the title."""
    is_single = bool(people) and len(people[0].split()) == 1
    return is_single and (len(people) == 1 or len(people[1].split()) > 1)


def with_apostrophe(front: str) -> str:
    """ "[CVPR19]", "ICML-18" as "[CVPR'19]", "ICML'18"; anything else as it is."""
    return _VENUE_SHORT_YEAR.sub(r"\g<signs>\g<venue>'\g<year>\g<end>", front)


def with_front_in_brackets(text: str) -> str:
    """ "18-ICML-Title" and "2018-ICML-Title" as "(ICML 2018) Title"; anything else as it is."""
    match = _DASHED_FRONT.match(text)
    year = match and (match["year"] if len(match["year"]) == 4 else f"20{match['year']}")
    return f"({match['venue']} {year}) {match['sign'] or ''}{text[match.end() :]}" if match else text


def _front_of(text: str) -> re.Match | None:
    """What stands in front of a title: a mark, or a venue or year before a dash ("2019 - ICML - Title")."""
    bare = _BARE_FRONT.match(text)
    if bare and (venues.is_venue_mark(bare["mark"]) and any(sign.isdigit() for sign in bare["mark"])):
        return bare
    return _FRONT.match(text)


def without_front_marks(text: str) -> tuple[str, tuple[str, str]]:
    """A title without the marks in front of it, and these: a sure venue or year, and one that may be a method's name.

    "[ICML 2020] Title", "(CVPR'19) Title", "**[BERT]** Title"; "(Almost) Free Lunch" and "[Re] Title" stay whole.
    """
    sure = unsure = ""
    while front := _front_of(text):
        mark, rest = with_apostrophe(front["mark"] or front["bold"]), text[front.end() :]
        is_venue = venues.is_venue_mark(mark) or bool(_YEAR_FIRST.match(mark))
        if _DASHED_FRONT.match(f"{mark}-|"):
            is_venue = False
        if is_venue and any(sign.isdigit() for sign in mark):
            sure += f"({mark})"
        elif is_venue and mark.lower() in KNOWN_VENUES and mark.lower() not in rest.lower():
            unsure = f"({mark})"
        elif said := _key_of(mark):
            sure += f"({said})"
        elif is_venue:
            pass  # the name of a method: "(BERT) Title"
        elif "[" not in front.group()[:4] or mark.lower() == "re" or len(rest.split()) < 2:
            break
        text = rest
    return text, (sure, unsure)


def _key_of(mark: str) -> str | None:
    """What a key before a title says: "Lovelace et al., 2020" names and a year, "2020-ICML" a venue and a year."""
    if dashed := _DASHED_FRONT.match(f"{mark}-|"):
        return f"{dashed['venue']} {dashed['year']}"
    found = beside.read(mark)
    return mark if found.year and found.people.authors else None


def _are_all_names(text: str) -> bool:
    """Whether names behind "by" are followed by nothing but a venue or a year: no "by Using Engines and Wheels"."""
    pieces = re.split(r",|;|\s(?:and|und|&)\s|\set al", text.removeprefix("by "))
    return all(beside.is_name(row) or any(venues.venue_and_year(row)) for piece in pieces if (row := piece.strip()))

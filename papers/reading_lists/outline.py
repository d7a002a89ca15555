"""Outline notes: headings without a bullet, nested bullets, and works named by a citation key.

    functional approximation
      • some thought of the author
      • nonlinear approximation via compositions (shen 2019)
        • Title of a Work: With a Subtitle (bietti & mairal 2019)
      • [jacot et al. 18] neural tangent kernel - a remark
      • hochreiter & schmidhuber 97 - flat minima

A work is a bullet that ends in, or begins with, a key "(names year)"; the words beside it are the title as written,
the key gives surnames and the year. A bullet in which nearly every word has a capital is taken for a title, too. A
bare address is a work without a title. Everything else is a note and no entry.
"""

import re
from dataclasses import replace

from papers.reading_lists import titles
from papers.reading_lists.entry import Entry, Reading
from papers.reading_lists.ids import Found, find
from papers.reading_lists.people import is_acronym

_BULLET = re.compile(r"^(?P<indent>\s*)(?:[•◦▪‣*+\-–]|\d{1,2}[.)]|[a-z][.)])\s+(?:\[[ xX]\]\s+)?(?P<text>\S.*)$")
_KEY = re.compile(
    r"[(\[]\s*(?P<names>[^()\[\]\d]{2,80}?)[\s,+]+['’]?(?P<year>(?:1[89]|20)\d\d|\d\d)[a-z]?\s*"
    r"(?:[;,][^()\[\]]{1,80})?[)\]]"
)
# Words before a year that are nobody: "(in 1990)", "(version 12)".
_NOBODY = frozenset(
    {
        "ab", "about", "after", "around", "as", "before", "bis", "by", "ca", "chapter", "circa", "early", "eq", "fall",
        "fig", "figure", "from", "in", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
        "dec", "last", "late", "mid", "page", "pp", "section", "seit", "since", "spring", "step", "summer", "table",
        "till", "to", "top", "um", "until", "updated", "version", "winter", "year",
    }
)  # fmt: skip
_ET_AL = re.compile(r"\s*(?:\bet\.?\s*al\.?|\band others\b|\bu\.\s?a\.|\+),?", re.I)
# The key in front without brackets, a dash or colon behind it.
_BARE_KEY = re.compile(
    r"^(?P<names>[^\W\d_][^()\[\]\d:]{1,60}?),?\s+\(?(?P<year>(?:1[89]|20)\d\d|['’]?\d\d)[a-z]?\)?\s*(?:[-–—]\s+|:\s+)(?=\S)"
)
_JOINED = re.compile(r"\bet\.?\s*al\b|&|\band\b|\bund\b|\+", re.I)
_PARTS_OF_KEY = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|…|\.\.\.)\s*")
_SMALL = {
    "a", "an", "and", "as", "at", "be", "by", "for", "from", "in", "into", "is", "it", "may", "of", "on", "or", "than",
    "the", "their", "to", "via", "vs", "vs.", "with", "without",
}  # fmt: skip
_SURNAME = re.compile(
    r"^(?:(?:van|von|der|den|de|del|el|al|la|le|da|di|du|dos|ten|ter)\s+)*[^\W\d_][^\W\d_'’-]*(?:[-'’][^\W\d_]+)*$",
    re.I,
)
_LEAD = re.compile(r"^(?:ex\.|e\.g\.|ex:|see(?: also)?|paper:?|cf\.)\s+", re.I)
_LEADS = {"ex", "e.g", "eg", "see", "see also", "cf", "paper", "also", "from", "by", "via", "in", "and"}
_CHAPTER = re.compile(r"^ch(?:apter|\.)?\s*\d", re.I)
_REMARK = re.compile(r"\s+[-–—]\s+")


def looks_like(lines: list[str]) -> int:
    """How many bullets end in, or begin with, a citation key."""
    return sum(bool((match := _BULLET.match(line)) and _has_key(match["text"])) for line in lines)


def _has_key(text: str) -> bool:
    return any(surnames_of(key["names"]) for key in _KEY.finditer(_with_brackets(text)[:1000]))


def _with_brackets(text: str) -> str:
    """ "hochreiter & schmidhuber 97 - flat minima" with its key in brackets; a single name needs all of the year."""
    key = _BARE_KEY.match(text)
    is_key = key and surnames_of(key["names"]) and (len(key["year"]) == 4 or _JOINED.search(key["names"]))
    return f"[{key['names']} {key['year']}] {text[key.end() :]}" if is_key else text


def read(text: str) -> Reading:
    """The works named in the notes, each under the heading above it."""
    entries: list[Entry] = []
    heading: str | None = None
    lines = text.split("\n")
    # Where every line but the name of the notes has a bullet, the outermost ones with others below are the headings.
    are_bullets = sum(not _BULLET.match(line) and is_heading(line) for line in lines) < 2
    for number, line in enumerate(lines, 1):
        match = _BULLET.match(line)
        entry = _work(match["text"][:2000], number) if match else None
        if entry:
            entries.append(replace(entry, topic_path=(heading,)) if heading else entry)
        elif (are_bullets and _is_above_others(lines, number) if match else True) and is_heading(line):
            heading = (match["text"] if match else line).strip().strip("#* :").strip()
    return Reading(tuple(entries))


def _is_above_others(lines: list[str], number: int) -> bool:
    """Whether a line at the margin has an indented one below."""
    below = next((line for line in lines[number : number + 3] if line.strip()), "")
    return not lines[number - 1][:1].isspace() and below[:1].isspace()


def is_heading(line: str) -> bool:
    """A short line without a bullet that is no sentence."""
    words = line.strip()
    return bool(words) and len(words) <= 100 and not words.endswith((".", "?", ";", ",")) and "http" not in words


def _work(text: str, number: int) -> Entry | None:
    found = find(text)
    if (found.urls or found.arxiv_id) and len(found.rest.strip(" -–:,.()[]").split()) <= 1:
        return Entry(
            arxiv_id=found.arxiv_id, doi=found.doi, url=next(iter(found.urls), None), line=number,
            doubts=("no_title", "no_authors"),
        )  # fmt: skip
    if "$" in text or "\\" in text:
        return None
    text = _with_brackets(text)
    keys = list(_KEY.finditer(text))
    if keys:
        return _keyed(text, keys[-1], number)
    return _by_capitals(found, number)


def _keyed(text: str, key: re.Match, number: int) -> Entry | None:
    surnames = surnames_of(key["names"])
    tail = text[key.end() :].strip()
    behind = tail.strip(" :")
    is_first = not text[: key.start()].strip()
    beside = behind if is_first else text[: key.start()]
    head, *remarks = _REMARK.split(_LEAD.sub("", beside).strip(" -–:"))
    title = titles.clean(head if len(head.split()) > 1 else " - ".join([head, *remarks]))
    goes_on = behind and not is_first and not tail.startswith((":", "-", "–", "—", "[", "(", "http"))
    is_named = (
        surnames and re.search(r"[^\W\d_]{2}", title) and not _CHAPTER.match(title) and title.lower() not in _LEADS
    )
    if not is_named or goes_on or _KEY.search(title):  # several keys in one line: kinds of work, no title
        return None
    found = find(text)
    return Entry(
        title=title, authors=surnames, year=full_year(key["year"]), line=number, doubts=("names_incomplete",),
        arxiv_id=found.arxiv_id, doi=found.doi, url=next(iter(found.urls), None),
    )  # fmt: skip


def surnames_of(text: str) -> tuple[str, ...]:
    """The surnames of a citation key: "bietti & mairal", "savarese…srebro", "jacot et al."."""
    parts = [part.strip(" .,") for part in _PARTS_OF_KEY.split(_ET_AL.sub("", text)) if part.strip(" .,")]
    if not parts or not all(_SURNAME.match(part) and part.lower() not in _NOBODY for part in parts):
        return ()
    if all(map(is_acronym, parts)):
        return ()  # "(ICML 2019)"
    return tuple(" ".join(word[:1].upper() + word[1:] for word in part.split()) for part in parts)


def full_year(text: str) -> int:
    """ "19" is 2019 and "98" is 1998: a key with two digits means the last hundred years."""
    year = int(text)
    return year if year > 99 else year + (2000 if year < 50 else 1900)


def _by_capitals(found: Found, number: int) -> Entry | None:
    """A bullet written like a title, perhaps with a note behind a dash."""
    title = titles.clean(_REMARK.split(found.rest)[0])
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", title)]
    if len(words) < 4 or len(words) == 4 and ":" not in title or "(" in title or not title[:1].isupper():
        return None
    content = [word for word in words if word.lower() not in _SMALL]
    if sum(word[:1].isupper() for word in content) < 0.8 * len(content):
        head, colon, _tail = title.partition(":")
        if not colon or len(title.split()) > 14 or not re.match(r"^[A-Z][\w-]*$", head.strip()):
            return None
    return Entry(
        title=title, url=next(iter(found.urls), None), arxiv_id=found.arxiv_id, doi=found.doi, line=number,
        doubts=("no_authors",),
    )  # fmt: skip

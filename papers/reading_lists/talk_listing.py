"""A workshop's list of recorded talks, copied as text: duration, speaker, address, series, abstract.

    0:59:25                                               (or "45:10")
    Title of the talk                                     (where there is one; it may also follow the speaker)
    First Speaker (Some University)                       (or "First Speaker (Some University): Title of the talk")
    https://example.org/talks/title-of-the-talk-i
    Name of the workshop
    Abstract, often twice, with "Visit talk page" in between

Pages of a seminar whose talks have dates or labels instead are read by dated_talks.py.

An entry begins with a line that is only a duration. Without a line for the title the address says it, if it is made of
words; that is then a doubt. An address that is only a number says nothing, so the title stays empty.
"""

import re
from collections import Counter
from itertools import pairwise

from papers.reading_lists import beside, dated_talks, session_page, talk_parts, titles
from papers.reading_lists.duplicates import folded
from papers.reading_lists.entry import Entry, Leftover, Link, Reading
from papers.reading_lists.ids import find
from papers.reading_lists.names import Names, read_names

_DURATION = re.compile(r"^\[?(?:\d{1,2}:)?\d{1,3}:\d{1,2}\]?$")
_PAGE = re.compile(
    r"^(?:visit talk page|talk page|watch(?: now| later| video)?|video|slides|share|abstract:?|now playing|playlist:.*"
    r"|(?:.{1,80}\s[•·]\s)?[\d.,]+\s?[KM]? (?:views?|aufrufe)\b.*"
    r"|(?:streamed )?\d+ (?:year|month|week|day|hour)s? ago|vor \d+ \w+|watched"
    r"|play all|shuffle|save|download|up next|subscribe|[\d,.]+ videos?.*|last updated .*|premiered .*|cc|hd|\d{1,4})$",
    re.I,
)
_PERSON = r"[^\W\d_][^():]{1,80}\([^()]{2,120}\)"
_SPEAKER = re.compile(rf"^{_PERSON}(?:\s*(?:[,;&]|and|und)\s*{_PERSON}){{0,12}}$")
_LAST_PART = re.compile(r"\s+(?:\([^()]+\)|\|\s[^|]+)$")
_NUMBER_AS_SLUG = re.compile(r"^(?:node|talk|talks|video|videos|id|watch)?[-/]?\d+$", re.I)
_ROMAN = re.compile(r"^(?:i{1,3}|iv|v|vi{1,3}|ix|x)$", re.I)
_SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "via", "with"}
_KINDS = ("tutorial", "keynote", "invited-talk", "panel")


def looks_like(lines: list[str]) -> int:
    """How many lines are only a duration, not the time of a day; or how many talks have dates or labels."""
    return max(_durations(lines), dated_talks.looks_like(lines))


def _durations(lines: list[str]) -> int:
    found = [bare.strip("[]") for line in lines if _DURATION.match(bare := line.strip())]
    return 0 if are_times(found) else len(found)


def are_times(found: list[str]) -> bool:
    """Whether nearly all are clock times that grow: 09:00, 09:20, 09:40, and again on the next day."""
    pairs = [tuple(map(int, text.split(":"))) for text in found if text.count(":") == 1]
    growing = sum(one < other for one, other in pairwise(pairs))
    is_day = all(7 <= hour < 24 and minute < 60 for hour, minute in pairs)
    return len(pairs) == len(found) > 1 and is_day and growing >= 0.7 * (len(pairs) - 1)


def read(text: str) -> Reading:
    """The talks of the listing."""
    lines = text.split("\n")
    if dated_talks.looks_like(lines) > _durations(lines):
        return dated_talks.read(text, session_page.sessions_of(lines))
    starts = [place for place, line in enumerate(lines) if _DURATION.match(line.strip())]
    headings = _headings(lines, starts)
    channels = _channels(lines, starts)
    talks = [_rows(lines, start, end, channels) for start, end in pairwise([*starts, len(lines)])]
    ending = _ending([rows[0] for rows in talks if rows])
    talks = [[rows[0].removesuffix(ending), *rows[1:]] if rows else [] for rows in talks]
    usual = talk_parts.usual_styles([rows[0] for rows in talks if rows])
    entries, leftovers = [], []
    for start, rows in zip(starts, talks, strict=True):
        if rows:
            entries.append(_entry(rows, start + 1, lines[start].strip(" []"), headings[start], usual))
        else:
            leftovers.append(Leftover(start + 1, lines[start].strip()))
    return Reading(tuple(entries), tuple(leftovers))


def _entry(rows: list[str], line: int, duration: str, heading: str | None, usual: Counter) -> Entry:
    first_address = next((place for place, row in enumerate(rows) if find(row).urls and not find(row).rest), None)
    people, title = _speaker_and_title(rows[: 3 if first_address is None else first_address], usual)
    url = find(rows[first_address]).urls[0] if first_address is not None else None
    behind = _behind_address(rows, first_address, url)
    series = (
        behind[0]
        if behind and len(behind[0]) < 120 and not behind[0].endswith(".") and not find(behind[0]).urls
        else None
    )
    abstract = _once(behind[1:] if series else behind)
    title, doubts = (titles.clean(title), ()) if title else title_from(url, people.authors)
    arxiv_id, doi, links = _named_in(abstract, url)
    topic = heading or series
    return Entry(
        title=title, authors=people.authors, venue=series, url=url, links=links, arxiv_id=arxiv_id, doi=doi,
        kind="talk",
        topic_path=(topic,) if topic else (), abstract="\n\n".join(abstract) or None, line=line,
        duration=duration, doubts=(*doubts, *people.doubts),
    )  # fmt: skip


def _rows(lines: list[str], start: int, end: int, channels: set[str]) -> list[str]:
    return [
        row
        for line in lines[start + 1 : end]
        if (row := line.strip()) and not _PAGE.match(row) and not row.startswith("#") and row not in channels
    ]


def _ending(firsts: list[str]) -> str:
    """ " (Workshop of Engines)" or " | Workshop of Engines", where it ends nearly every title of a playlist."""
    ends = Counter(match.group() for row in firsts if (match := _LAST_PART.search(row[-100:])))
    ending, count = max(ends.items(), key=lambda pair: pair[1], default=("", 0))
    return ending if count > 2 and count > 0.8 * len(firsts) else ""


def _channels(lines: list[str], starts: list[int]) -> set[str]:
    """What stands once below every talk of a playlist without addresses: who put the videos there."""
    if len(starts) < 3 or any(find(line).urls for line in lines):
        return set()
    talks = [{line.strip() for line in lines[start:end]} for start, end in pairwise([*starts, len(lines)])]
    counts = Counter(row for talk in talks for row in talk if row)
    return {row for row, count in counts.items() if count > 0.8 * len(talks)}


def _behind_address(rows: list[str], first_address: int | None, url: str | None) -> list[str]:
    rows = rows[first_address + 1 :] if first_address is not None else []
    return [row for row in rows if find(row).urls != (url,) or find(row).rest]


def _speaker_and_title(rows: list[str], usual: Counter) -> tuple[Names, str | None]:
    """Of the lines before the address: who speaks is the line with affiliations, else the one that is names only."""
    is_alone = len(rows) == 1 or not any(_SPEAKER.match(row) or _is_names(row) for row in rows)
    if rows and is_alone and (parts := talk_parts.parts_of(rows[0], usual)):
        return parts.people, parts.title
    speaker = next((row for row in rows if _SPEAKER.match(row)), None)
    speaker = speaker or next((row for row in reversed(rows) if _is_names(row)), None)
    is_nobody = len(rows) not in (1, 2) or re.search(r"[:?\d]", rows[-1]) or len(rows[-1].split()) > 4
    speaker = speaker or ("" if is_nobody else rows[-1])
    others = [row for row in rows if row != speaker]
    return _names(speaker), others[0] if others else None


def _is_names(row: str) -> bool:
    people = read_names(row).authors
    return bool(people) and all(beside.is_name(name) for name in people)


def _names(speaker: str) -> Names:
    """Every speaker with a place in brackets; the commas inside the brackets part nobody."""
    return read_names(
        re.sub(r"\s*\([^()]*\)\s*(?:[,;&]|\band\b|\bund\b|$)", "; ", speaker) if "(" in speaker else speaker
    )


def _once(rows: list[str]) -> list[str]:
    """The rows without their second copy; the series is repeated before it and is no part of the abstract."""
    return [row for row in dict.fromkeys(rows) if len(row) > 40 or find(row).urls]


def _named_in(abstract: list[str], url: str | None):
    """arXiv id and DOI of the paper a talk is about, and the links to both pages."""
    links = [Link("talk page", url)] if url else []
    arxiv_id = doi = None
    for row in abstract:
        found = find(row)
        arxiv_id, doi = arxiv_id or found.arxiv_id, doi or found.doi
        links += [Link("paper", address) for address in found.urls]
    return arxiv_id, doi, tuple(dict.fromkeys(links))


def _headings(lines: list[str], starts: list[int]) -> dict[int, str | None]:
    """The heading each talk stands under: the nearest with a #, else the first line of the text if it stands alone."""
    first = (
        next((line.strip() for line in lines[: starts[0]] if line.strip() and not _PAGE.match(line.strip())), None)
        if starts
        else None
    )
    current = first if first and len(first) < 100 and not first.endswith(".") else None
    found, begun = {}, set(starts)
    for place, line in enumerate(lines):
        if line.strip().startswith("#"):
            current = line.strip().lstrip("# ").strip() or current
        if place in begun:
            found[place] = current
    return found


def title_from(url: str | None, people: tuple[str, ...] = ()) -> tuple[str | None, tuple[str, ...]]:
    """A title made of the last part of the address, and the doubt that says so; none for a bare number or a speaker."""
    slug = (url or "").rstrip("/").rsplit("/", 1)[-1].split("?")[0].split(".")[0]
    if not slug or _NUMBER_AS_SLUG.match(slug) or "-" not in slug:
        return None, ("no_title",)
    if any(slug.lower().startswith("-".join(folded(name).split())) for name in people if name):
        return None, ("no_title",)
    kind = next((kind for kind in _KINDS if slug.lower().startswith(kind + "-")), "")
    words = slug[len(kind) :].strip("-").split("-")
    shown = [
        word.upper() if _ROMAN.match(word) else word if word in _SMALL and place else word.capitalize()
        for place, word in enumerate(words)
    ]
    prefix = f"{kind.replace('-', ' ').capitalize()}: " if kind else ""
    return prefix + " ".join(shown), ("title_from_address",)

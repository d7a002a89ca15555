"""Lines that only name works by arXiv id, DOI or address, one or several to a line.

    1503.02531
    https://doi.org/10.1038/nature14539 (a note)
    Dropout, a way to prevent overfitting: https://jmlr.org/papers/v15/srivastava14a.html

    Title of the work
    https://arxiv.org/abs/1503.02531

Words beside a single id are its title where they can be one, else a label. A line right above a single id is its
title, one above several is a topic.
"""

import re
from dataclasses import replace

from papers.reading_lists import beside, titles
from papers.reading_lists.entry import Entry, Leftover, Reading
from papers.reading_lists.ids import arxiv_in, doi_in, find

_BULLET = re.compile(r"^\s*(?:>+\s*|[-*+•]\s+|\(?\d{1,3}[.)]\s+|\[\d{1,3}\]\s*)+")
_FIRST = re.compile(r"(?:https?://|www\.|arxiv(?:\.org/|\s*:)|(?:doi\s*:?\s*)?10\.\d{4}|\d{4}\.\d{4,5})", re.I)
_COMMENT = re.compile(r"^(?:#+|//+|%+)\s*(?=\S)")
_OLD_ID = re.compile(r"^[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?$")
_BARE_SPLIT = re.compile(r"[\s,;|]+")
_AROUND = ' \t,;:.()[]<>{}-–—|=→#*"“”'
# How a note begins that people write beside an address, and no title.
_NOTE = re.compile(
    r"^(?:see|read|this|these|here|please|by|for|from|and|also|or|via|same|main|optional|session|week|day|paper|slides|video|code|todo|done|siehe|bitte"
    r"|\d{1,2}\.?\s[A-Z][a-z]{2,8}\.?\s\d{4}|hier|diese[rsm]?|zum|zur|hi|hello|dear|liebe\w*|best|viele)\b",
    re.I,
)
_SITE_OF_TAB = re.compile(
    r"\s+[|–-]\s+(?:OpenReview|PMLR|arXiv|Nature|Science|SpringerLink|PNAS|ACM|IEEE)\b[\w ]{0,40}$"
)
_PAGE_OF_PAPER = re.compile(
    r"(?:https?://)?(?:[\w.-]+\.)?(?:openreview\.net/|mlr\.press/|aclanthology\.org/|aclweb\.org/|jmlr\.org/|(?:neurips|nips)\.cc/"
    r"|thecvf\.com/|acm\.org/doi|ieeexplore\.ieee\.org/|springer\.com/|nature\.com/articles/|sciencedirect\.com/|usenix\.org/"
    r"|biorxiv\.org/|ssrn\.com/|semanticscholar\.org/paper/|distill\.pub/\d|pnas\.org/|jstor\.org/)|\S+\.pdf$",
    re.I,
)
_LONGEST_TITLE = 300
_LONGEST_LINE = 20_000


def looks_like(lines: list[str]) -> int:
    """How many lines consist of ids and addresses with hardly a word beside them."""
    return sum("](" not in line and _is_bare(_BULLET.sub("", line)) for line in lines)


def _is_bare(line: str) -> bool:
    """Whether the line names works with at most two words beside them: "1503.02531, 1412.6980 (again)"."""
    if _OLD_ID.match(line.strip()):
        return True
    found = find(line)
    if not (found.arxiv_id or found.doi or found.urls):
        return False
    words = [word for part in _BARE_SPLIT.split(found.rest[:_LONGEST_LINE]) if (word := part.strip(_AROUND))]
    return len(words) <= 2 or sum(not (find(word).arxiv_id or find(word).doi) for word in words) <= 2


def begins_with_id(line: str) -> bool:
    """Whether an arXiv id or DOI stands first, as in "3) arXiv:1503.02531 (a note)"; titles stand before theirs."""
    bare = _BULLET.sub("", line[:_LONGEST_LINE])
    found = find(bare) if _FIRST.match(bare) else None
    return found is not None and bool(found.arxiv_id or found.doi)


def ids_in(text: str) -> Reading:
    """The works that an id or the page of a paper names anywhere in a text that has no other form."""
    reading = read(text)
    kept, others = [], [*reading.not_understood]
    for entry in reading.entries:
        if entry.arxiv_id or entry.doi or _PAGE_OF_PAPER.match(entry.url or ""):
            kept.append(entry)
        else:
            others.append(Leftover(entry.line, entry.url or entry.title or ""))
    return Reading(tuple(kept), tuple(sorted(others, key=lambda left: left.line)))


def looks_titled(lines: list[str]) -> int:
    """How many lines name a single work by its id, with a title beside it."""
    found = [entries_of(_BULLET.sub("", row).strip(), 1) for row in lines]
    return sum(len(made) == 1 and made[0].title is not None for made in found)


def read(text: str) -> Reading:
    """One entry for every id or address."""
    reader = _Reader([_BULLET.sub("", line).strip() for line in text.split("\n")])
    for number in range(1, len(reader.lines) + 1):
        reader.line(number)
    reader.leave_above()
    return Reading(tuple(reader.entries), tuple(reader.leftovers))


class _Reader:
    """Walks through the lines and keeps those right above that name nothing, and the topic."""

    def __init__(self, lines: list[str]):
        self.lines = lines
        self.entries: list[Entry] = []
        self.leftovers: list[Leftover] = []
        self.above: list[Leftover] = []
        self.topic: tuple[str, ...] = ()

    def line(self, number: int) -> None:
        line = self.lines[number - 1]
        if comment := _COMMENT.match(line):
            self.leave_above()
            self.topic = (line[comment.end() :].strip(),)
            return
        made = entries_of(line, number)
        if not made:
            if line:
                self.above.append(Leftover(number, line))
            else:
                self.leave_above()
            return
        below = entries_of(self.lines[number], 1) if number < len(self.lines) else []
        if self.above and (len(made) > 1 or made[0].title or below and not below[0].title):
            self._take_topic()
        elif self.above:
            made = [self._with_lines_above(made[0])]
        self.leave_above()
        self.entries += [replace(entry, topic_path=self.topic) for entry in made]

    def leave_above(self) -> None:
        self.leftovers += self.above
        self.above = []

    def _take_topic(self) -> None:
        words = self.above[-1].text.rstrip(": ")
        if len(words.split()) <= 8 and words[:1].isupper() and not _NOTE.match(words) and "," not in words:
            self.topic = (words,)
            self.above.pop()

    def _with_lines_above(self, entry: Entry) -> Entry:
        """The entry with the line above as its title, or with the first of them where the others hold names."""
        first, *others = self.above
        found = beside.read("\n".join(row.text for row in others[:3]))
        if found.people.authors and _can_be_title(first.text):
            self.above = []
            doubts = found.people.doubts
            return replace(
                _titled(entry, first.text), authors=found.people.authors, venue=found.venue, year=found.year,
                doubts=doubts,
            )  # fmt: skip
        if _can_be_title(self.above[-1].text):
            return _titled(entry, self.above.pop().text)
        if self.above[-1].text.endswith(":"):
            self._take_topic()
        return entry


def _titled(entry: Entry, words: str) -> Entry:
    return replace(entry, title=titles.clean(words), label=None, doubts=("no_authors",))


def _can_be_title(words: str) -> bool:
    """Whether words beside an id read as the title of the work rather than as a note."""
    begins = words[:1].isupper() or words[:1].isdigit() or words[:1] in "“\"'‘"
    return (
        begins and 1 < len(words.split()) <= 40 and not words.rstrip().endswith((":", "!")) and not _NOTE.match(words)
    )


def entries_of(line: str, number: int) -> list[Entry]:
    """The works one line names. An address of arXiv or doi.org and the id beside it are one work."""
    if _OLD_ID.match(line):
        line = f"arXiv:{line}"
    pieces = [find(part) for part in _BARE_SPLIT.split(re.sub(r"(?i)arxiv\s*:\s*", "arXiv:", line))]
    pieces = [piece for piece in pieces if piece.arxiv_id or piece.doi or piece.urls]
    whole = find(line) if len(pieces) < 10 else None
    if not pieces:
        pieces = [whole] if whole.arxiv_id or whole.doi or whole.urls else []
    made: dict[str, Entry] = {}
    for piece in pieces:
        url = next(iter(piece.urls), None)
        arxiv_id, doi = piece.arxiv_id or (url and arxiv_in(url)) or None, piece.doi or (url and doi_in(url)) or None
        key = arxiv_id or doi or url
        known = made.get(key)
        # A DOI is the address of its work; an id of arXiv has pages of several kinds.
        url = url or (known and known.url) or (f"https://doi.org/{doi}" if doi and not arxiv_id else None)
        made[key] = Entry(arxiv_id=arxiv_id, doi=doi, url=url, line=number, doubts=("no_title",))
    entries = list(made.values())
    return [_with_words(entries[0], line, whole.rest)] if len(entries) == 1 and whole else entries


def _with_words(entry: Entry, line: str, rest: str) -> Entry:
    """The entry with the words beside its id as title, or as label where they are a note."""
    words = _SITE_OF_TAB.sub("", re.sub(r"\[\s*\]|\(\s*\)", " ", rest)).strip(" \t,;:-–—|=→#<>*")
    label = words.strip(_AROUND) or None
    is_set_off = words.startswith(("(", "[")) or "(" in line and f"({label})" in line
    if label and len(label) <= _LONGEST_TITLE and not is_set_off and _can_be_title(label):
        return _titled(entry, words)
    return replace(entry, label=label)

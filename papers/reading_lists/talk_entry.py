"""The entries of talks that were found on a page: with the ids, addresses and abstract below each title."""

import re

from papers.reading_lists import titles
from papers.reading_lists.entry import Entry, Link
from papers.reading_lists.ids import find
from papers.reading_lists.programme_lines import AROUND, BEFORE, is_to_come
from papers.reading_lists.talk_blocks import Row, Work

_BUTTON = re.compile(r"\s*\[\s*(?:Abstract|Paper|Video|Slides|PDF)\s*\]$")
_MEETING = re.compile(r"^[^/]*//[^/]*(?:zoom\.us|teams\.|meet\.google|webex|bigbluebutton|bbb)", re.I)
_SHORT = 40


def entries_of(
    works: list[Work], lines: list[str], end: int, *, slot: str | None = None, topics: dict | None = None,
    topic: str | None = None, kind: str = "paper",
) -> tuple[Entry, ...]:  # fmt: skip
    """The entries of the talks of one block that ends before the line `end`; talks without title and people are none.

    `topics` are the sessions by line; `topic` goes before them.
    """
    starts = [work.title.place for work in works]
    ends = [*starts[1:], end][: len(works)]
    return tuple(
        _entry(work, lines[start : max(stop, start + 1)], slot, topic or (topics or {}).get(start), kind)
        for work, start, stop in zip(works, starts, ends, strict=True)
        if work.people.authors or not is_to_come(work.title.text or "tba")
    )


def _entry(work: Work, lines: list[str], slot: str | None, topic: str | None, kind: str) -> Entry:
    found = find("\n".join(lines))
    urls = [url for url in found.urls if not _MEETING.search(url)]
    title = find(AROUND.sub("", BEFORE.sub("", work.title.text))).rest
    words = "" if is_to_come(title) else titles.clean(title)
    doubts = (*(() if words else ("no_title",)), *(() if work.people.authors else ("no_authors",)), *work.people.doubts)
    return Entry(
        title=words or None, authors=work.people.authors, venue=work.source[0], year=work.source[1],
        topic_path=(topic,) if topic else (),
        line=work.title.place + 1, slot=slot, arxiv_id=found.arxiv_id, doi=found.doi,
        url=next(iter(urls), None), links=tuple(Link("", url) for url in urls),
        abstract="\n\n".join(_paragraphs(work.behind)) or None, kind=kind, doubts=doubts,
    )  # fmt: skip


def _paragraphs(rows: tuple[Row, ...]):
    """The abstract: what comes before the heading of the next session, if one follows."""
    for row in rows:
        if len(row.text) < _SHORT and not row.text.endswith((".", "?", "!", ":")) and not row.text[:1].islower():
            break
        yield _BUTTON.sub("", row.text)

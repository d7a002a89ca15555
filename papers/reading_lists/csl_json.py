"""CSL-JSON, the JSON of citation programs: one object or a list of them."""

import html
import json
import re

from papers.reading_lists import titles, venues
from papers.reading_lists.entry import Entry, Leftover, Reading
from papers.reading_lists.ids import doi_in, find, known_arxiv
from papers.reading_lists.names import Names, read_bibtex_names, read_names

# The few tags that titles of CSL may hold.
_TAG = re.compile(r"</?(?:i|b|sub|sup|sc|span|em|strong)(?:\s[^<>]{0,100})?>", re.I)

# What other programs call the keys of CSL; the first that is filled counts.
_OTHER_KEYS = {
    "title": ("name", "paper-title", "paper", "titel"),
    "author": ("authors", "creators", "autoren", "authorships"),
    "container-title": (
        "event-title", "event", "venue", "journal", "booktitle", "conference", "publication-title",
        "publicationtitle", "proceedings-title", "proceedingstitle", "journaltitle", "publication",
    ),
    "url": ("link", "paper-url", "href", "pdf", "pdf-url", "external-url"),
    "arxiv-id": ("arxiv", "arxivid", "eprint"),
    "keyword": ("keywords", "tags"),
}  # fmt: skip
_PLACES_OF_ARXIV = ("number", "volume", "archive-location", "archiveid", "note", "extra")


def looks_like(text: str) -> int:
    """How many objects with a title the text holds; 0 where it is no JSON."""
    return sum(isinstance(row, dict) and _are_works([row]) for row in _rows(text))


def _rows(text: str) -> list:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return _lines(text)
    return _works(found)


def _works(found, depth: int = 0) -> list:
    """The list of works, which some programs wrap: {"items": […]}, {"message": {"items": […]}}, {"key": {…}, …}."""
    if isinstance(found, list):
        return found
    if not isinstance(found, dict) or depth > 3:
        return []
    if any(isinstance(key, str) and key.lower() in ("title", "author", "authors") for key in found):
        return [found]
    inside = [works for value in found.values() if (works := _works(value, depth + 1)) and _are_works(works)]
    return [work for works in inside for work in works]


def _are_works(rows: list) -> bool:
    return any(isinstance(row, dict) and _plain_keys(row).keys() & {"title", "author", "authors"} for row in rows)


def _lines(text: str) -> list:
    """JSON Lines: one object per line, as the command line of this package writes them."""
    rows = []
    for line in text.split("\n"):
        if line.strip().startswith("{"):
            try:
                rows.append(json.loads(line))
            except (ValueError, RecursionError):
                continue
    return rows


def read(text: str) -> Reading:
    """One entry per object with a title."""
    entries, leftovers = [], []
    for number, row in enumerate(_rows(text), 1):
        entry = _entry(row, number) if isinstance(row, dict) else None
        if entry:
            entries.append(entry)
        else:
            leftovers.append(Leftover(number, str(row)[:200]))
    return Reading(tuple(entries), tuple(leftovers))


def _text(value) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _words(value) -> str:
    """A title without the tags that CSL allows in it."""
    return titles.clean(html.unescape(_TAG.sub("", _text(value))))


def _plain_keys(row: dict) -> dict:
    """The object with its keys in small letters, and those of other programs under the names of CSL."""
    known = {str(key).lower().replace("_", "-").replace(" ", "-"): value for key, value in row.items()}
    for key, others in _OTHER_KEYS.items():
        value = next((known[other] for other in others if known.get(other) not in (None, "", [])), None)
        if known.get(key) in (None, "", []) and value is not None:
            known[key] = value
    return known


def _entry(row: dict, number: int) -> Entry | None:
    row = _plain_keys(row)
    title = _words(row.get("title"))
    if not title:
        return None
    if subtitle := _words(row.get("subtitle")):
        title = title if subtitle.lower() in title.lower() else f"{title}: {subtitle}"
    people = _people(row.get("author"))
    container = row.get("container-title")
    # Crossref names the series before the book.
    venue = _text(container[-1:] if isinstance(container, list) else container) or None
    url = next(iter(find(_text(row.get("url"))).urls), None)
    ids = row.get("externalids") if isinstance(row.get("externalids"), dict) else {}
    ids = {str(key).lower(): _text(value) for key, value in ids.items()}
    doi = _text(row.get("doi")) or ids.get("doi", "")
    places = (row.get("arxiv-id"), ids.get("arxiv"), *(row.get(name) for name in _PLACES_OF_ARXIV), url, venue, doi)
    arxiv_id = next((found for place in places if (found := _arxiv(_text(place)))), None)
    keywords = row.get("keyword") or ""
    keywords = re.split("[;,]", keywords) if isinstance(keywords, str) else keywords
    topic = row.get("topic-path") or ([row["topic"]] if isinstance(row.get("topic"), str) and row["topic"] else [])
    return Entry(
        title=title, authors=people.authors, venue=None if venue and venues.is_preprint(venue) else venue,
        year=_year(row), arxiv_id=arxiv_id, doi=doi_in(doi) if doi else doi_in(url) if url else None, url=url,
        keywords=tuple(str(word).strip() for word in keywords if str(word).strip())
        if isinstance(keywords, (list, tuple)) else (),
        line=number, abstract=_text(row.get("abstract")) or None,
        doubts=(*people.doubts, *(() if people.authors else ("no_authors",))),
        topic_path=tuple(str(part) for part in topic) if isinstance(topic, list) else (),
    )  # fmt: skip


def _arxiv(text: str) -> str | None:
    return (
        known_arxiv(text)
        or find(text).arxiv_id
        or (find("arXiv:" + text.split("arXiv.")[-1]).arxiv_id if "10.48550/" in text else None)
    )


def _people(rows) -> Names:
    """Given and family names as they stand; a group has one literal name. A text is read as a list of names."""
    if isinstance(rows, str):
        return read_bibtex_names(rows) if re.search(r"\sand\s", rows) else read_names(rows)
    if isinstance(rows, dict):
        rows = [rows]
    rows = rows if isinstance(rows, list) else []
    # Zotero lists editors and translators among the creators.
    rows = [row for row in rows if not isinstance(row, dict) or row.get("creatorType") in (None, "author")] or rows
    names = []
    for person in rows:
        if isinstance(person, dict):
            family = _joined(person, "non-dropping-particle", "family", "lastName")
            given = _joined(person, "given", "firstName", "dropping-particle")
            name = " ".join(part for part in (given, family, _text(person.get("suffix"))) if part)
            names.append(name or _text(person.get("literal") or person.get("name")))
        elif isinstance(person, str):
            names.append(person.strip())
    return Names(tuple(name for name in names if name))


def _joined(person: dict, *parts: str) -> str:
    return " ".join(_text(person[part]) for part in parts if person.get(part))


def _year(row: dict) -> int | None:
    for name in ("issued", "published", "published-print", "published-online", "event-date", "year", "date"):
        value = row.get(name)
        if isinstance(value, dict):
            parts = _first_part(value.get("date-parts"))
            value = parts or value.get("raw") or value.get("literal") or value.get("year") or value.get("date")
        found = titles.YEAR.search(str(value or ""))
        if found:
            return int(found.group())
    return None


def _first_part(parts):
    """The year of [[2018, 7, 3]]."""
    first = parts[0] if isinstance(parts, list) and parts else None
    return first[0] if isinstance(first, list) and first else None

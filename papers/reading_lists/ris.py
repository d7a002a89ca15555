"""RIS, as reference managers export it, read by rispy record by record, so that a broken one spoils no other.

Records of PubMed and EndNote are rewritten as RIS first.
"""

import re
from itertools import pairwise

import rispy

from papers.reading_lists import tagged_records, titles, venues
from papers.reading_lists.entry import Entry, Leftover, Reading
from papers.reading_lists.ids import doi_in, find, known_arxiv
from papers.reading_lists.names import read_bibtex_names

_END = re.compile(r"^ER  ?-.*$", re.M)
_START = re.compile(r"^TY  ?- ?", re.M)
_TITLES = ("title", "primary_title", "translated_title", "short_title")
_MORE_TITLES = ("CT",)  # as EndNote and old exports of conferences write it
_PEOPLE = ("authors", "first_authors", "secondary_authors")
# The full name of a journal before the short one; "custom3" is the title of the proceedings.
_VENUES = (
    "secondary_title", "alternate_title3", "journal_name", "custom3", "alternate_title2", "alternate_title1",
    "tertiary_title", "publisher",
)  # fmt: skip
_PLACES_OF_ARXIV = ("accession_number", "volume", "number", "note", "file_attachments1", "file_attachments2")
_LONGEST_NOTE = 80  # a longer one may name the arXiv id of another work


def looks_like(text: str) -> int:
    """How many records begin in the text."""
    return len(_START.findall(text)) or tagged_records.looks_like(text)


def read(text: str) -> Reading:
    """One entry per record that has a title."""
    text = tagged_records.as_ris(text)
    starts = [match.start() for match in _START.finditer(text)]
    entries, leftovers, line, counted = [], [], 1, 0
    for start, end in pairwise([*starts, len(text)]):
        line, counted = line + text.count("\n", counted, start), start
        record, *behind = _END.split(text[start:end], maxsplit=1)
        entry = _entry(_fields(record), line)
        if entry:
            entries.append(entry)
        else:
            leftovers.append(Leftover(line, record.strip().split("\n")[0][:200]))
        rows = enumerate("".join(behind).split("\n"), line + record.count("\n"))
        leftovers += [Leftover(number, row.strip()[:200]) for number, row in rows if row.strip()]
    return Reading(tuple(entries), tuple(leftovers))


def _fields(record: str) -> dict:
    body = record.rstrip()
    try:
        found = rispy.loads(re.sub(r"^([A-Z][A-Z0-9])  ?- ?", r"\1  - ", body, flags=re.M) + "\nER  - \n")
    except Exception:  # the library names no errors; a record it cannot read is reported, not lost
        return {}
    return found[0] if found else {}


def _entry(fields: dict, line: int) -> Entry | None:
    other = fields.get("unknown_tag") or {}
    book = next(iter(other.get("BT", [])), "")
    title = titles.clean(
        next((fields[name] for name in _TITLES if fields.get(name)), "")
        or next((other[tag][0] for tag in _MORE_TITLES if other.get(tag)), "")
        or book
    )
    if not title:
        return None
    names = next((fields[name] for name in _PEOPLE if fields.get(name)), other.get("ED", []))
    people = read_bibtex_names(" and ".join(name.strip() for name in names if name.strip()))
    places = [book if title != titles.clean(book) else "", *(fields.get(name) for name in _VENUES)]
    venue = next((text for text in places if isinstance(text, str) and text.strip()), None)
    year = titles.YEAR.search(str(fields.get("year") or fields.get("publication_year") or fields.get("date") or ""))
    urls = [url for value in (*(fields.get("urls") or []), *other.get("UL", [])) for url in find(value).urls]
    doi = doi_in(fields["doi"]) if fields.get("doi") else next((doi for url in urls if (doi := doi_in(url))), None)
    return Entry(
        title=title, authors=people.authors, venue=None if venue and venues.is_preprint(venue) else venue,
        year=int(year.group()) if year else None, arxiv_id=_arxiv(fields, venue, urls), doi=doi,
        url=next(iter(urls), None), keywords=tuple(fields.get("keywords") or ()),
        abstract=fields.get("abstract") or None, line=line, doubts=people.doubts if people.authors else ("no_authors",),
    )  # fmt: skip


def _arxiv(fields: dict, venue: str | None, urls: list[str]) -> str | None:
    """The id from the DOI of arXiv, an address, the journal, or the notes, where programs put it."""
    if found := known_arxiv(str(fields.get("doi") or "").strip()):
        return found
    places = [str(fields.get(name) or "") for name in _PLACES_OF_ARXIV]
    notes = [str(note) for note in fields.get("notes") or [] if len(str(note)) < _LONGEST_NOTE]
    return next((found for text in (venue or "", *urls, *places, *notes) if (found := find(text).arxiv_id)), None)

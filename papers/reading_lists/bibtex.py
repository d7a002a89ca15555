"""BibTeX and BibLaTeX, read by bibtexparser; an entry it cannot read is reported and the others are kept."""

import itertools
import logging
import re

import bibtexparser
from bibtexparser.middlewares import RemoveEnclosingMiddleware

from papers.reading_lists import titles, venues
from papers.reading_lists.entry import Entry, Leftover, Reading
from papers.reading_lists.ids import arxiv_in, doi_in, find, known_arxiv, tidy_url
from papers.reading_lists.names import read_bibtex_names
from papers.reading_lists.tex import plain

ENTRY = re.compile(r"^\s*@\s*(?!string|comment|preamble)[a-zA-Z]+\s*[{(]", re.M | re.I)
_VENUES = (
    "booktitle",
    "journal",
    "journaltitle",
    "journalsubtitle",
    "eventtitle",
    "howpublished",
    "school",
    "institution",
    "publisher",
    "series",
)
# An entry of which only the comma behind the key is missing.
_NO_COMMA = re.compile(
    r"(?P<begin>^[ \t]*@[ \t]*[a-zA-Z]+[ \t]*\{[ \t]*[^\s,={}\"]{1,100})(?=\s+[a-zA-Z]{2,30}\s*=\s*[{\"\d])", re.M
)
_NAME_OF_FIELD = (
    "(?:author|editor|title|subtitle|booktitle|journal(?:title)?|year|date|month|volume|number|pages|doi|url|eprint"
    "|archiveprefix|eprinttype|primaryclass|publisher|series|school|institution|organization|note|keywords|abstract"
    "|howpublished|address|isbn|issn)"
)
_FIELD = re.compile(rf"(?<![\w\\])(?P<name>{_NAME_OF_FIELD})\s*=\s*(?=[{{\"\w])", re.I)
# A field at the end of its line, the comma behind it forgotten.
_NO_COMMA_BEHIND = re.compile(rf"(?<=[}}\"])(?=[ \t]{{0,20}}\n[ \t]{{0,80}}{_NAME_OF_FIELD}[ \t]{{0,20}}=)", re.I)
_PLACES_OF_ARXIV = ("journal", "volume", "note", "number", "howpublished", "eid", "pages", "url", "doi")
_LONGEST_BROKEN = 20_000
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


def looks_like(text: str) -> int:
    """How many entries begin in the text."""
    return len(ENTRY.findall(text))


def read(text: str) -> Reading:
    """The entries; what the library could not read is told with its line, and given as far as its fields are plain."""
    text = _NO_COMMA_BEHIND.sub(",", _NO_COMMA.sub(r"\g<begin>,", text))
    library = bibtexparser.parse_string(text, parse_stack=[RemoveEnclosingMiddleware(allow_inplace_modification=True)])
    strings = {row.key.lower(): str(row.value) for row in library.strings}
    rows = [(block, _fields(block, strings)) for block in library.blocks]
    named = {_key(block): fields for block, fields in rows if fields}
    parents = {fields["crossref"].strip().lower() for _block, fields in rows if fields and "crossref" in fields}
    entries, leftovers, failed = [], [], set(library.failed_blocks)
    for block, fields in rows:
        if fields and _key(block) in parents and _kind(block) in ("proceedings", "collection", "book"):
            continue  # the volume that others are in
        is_broken = fields is None and block in failed
        fields = _broken_fields(block.raw or "", strings) if is_broken else fields
        entry = _entry(_inherited(fields, named), block.start_line + 1) if fields else None
        if entry:
            entries.append(entry)
        if is_broken or fields is not None and not entry:
            leftovers.append(Leftover(block.start_line + 1, (block.raw or "").strip().split("\n")[0][:200]))
    return Reading(tuple(entries), tuple(leftovers))


def _whole(block):
    """The entry of a block; a block that only repeats a key or a field holds one, too. None for everything else."""
    whole = block if hasattr(block, "fields_dict") else getattr(block, "ignore_error_block", None)
    return whole if hasattr(whole, "fields_dict") else None


def _key(block) -> str:
    return str(getattr(_whole(block), "key", "") or "").lower()


def _kind(block) -> str:
    return str(getattr(_whole(block), "entry_type", "") or "").lower()


def _fields(block, strings: dict[str, str]) -> dict[str, str] | None:
    """Field by its name in small letters; abbreviations and parts joined by # are written out. The first one wins."""
    whole = _whole(block)
    if whole is None:
        return None
    fields: dict[str, str] = {}
    for row in whole.fields:
        fields.setdefault(row.key.lower(), _value(str(row.value), strings))
    return fields


def _broken_fields(raw: str, strings: dict[str, str]) -> dict[str, str]:
    """The fields of an entry in which a brace, a quotation mark or a comma is missing: each up to the next one."""
    if not ENTRY.match(raw):
        return {}
    fields: dict[str, str] = {}
    found = [*_FIELD.finditer(raw[:_LONGEST_BROKEN])]
    for match, following in itertools.zip_longest(found, found[1:]):
        value = raw[match.end() : following.start() if following else len(raw[:_LONGEST_BROKEN])]
        value = (
            re.split(r"\n\s*@|\n\s*\n", value)[0].strip().rstrip("}) \t\n,") if not following else value.strip(" \t\n,")
        )
        value = value.removeprefix("{").removeprefix('"').removesuffix('"')
        value += "}" * max(0, value.count("{") - value.count("}"))
        while value.endswith("}") and value.count("}") > value.count("{"):
            value = value[:-1]
        fields.setdefault(match["name"].lower(), _value(value.strip(" ,"), strings))
    return fields


def _inherited(fields: dict[str, str], named: dict[str, dict[str, str]]) -> dict[str, str]:
    """The fields with those of the volume that `crossref` names; its title is the title of the book."""
    parent = named.get(fields.get("crossref", "").strip().lower())
    if not parent:
        return fields
    kept = {
        name: value
        for name, value in parent.items()
        if name not in ("title", "author", "editor", "crossref", "doi", "url")
    }
    return {**({"booktitle": parent["title"]} if "title" in parent else {}), **kept, **fields}


def _value(text: str, strings: dict[str, str]) -> str:
    if re.fullmatch(r"[A-Za-z][\w:.-]*", text.strip()) and text.strip().lower() in strings:
        return strings[text.strip().lower()]
    if re.match(r"^\s*(?:\"[^\"]*\"|\w+)\s*#", text):
        parts = [part.strip() for part in text.split("#")]
        return "".join(
            strings.get(part.lower(), part.strip('"').strip("{}") if part[:1] in '"{' else part) for part in parts
        )
    return text


def _entry(fields: dict[str, str], line: int) -> Entry | None:
    title = titles.clean(fields.get("title", ""))
    if not title:
        return None
    subtitle = titles.clean(fields.get("subtitle", ""))
    people = read_bibtex_names(fields.get("author") or fields.get("editor") or "")
    year = titles.YEAR.search(fields.get("year") or fields.get("date") or "")
    arxiv_id = _arxiv(fields)
    doi = doi_in(plain(fields.get("doi", "")).strip()) if fields.get("doi") else None
    places = (fields.get(name, "") for name in ("url", "link", "howpublished", "note", "pdf"))
    url = next((tidy_url(url.replace("\\", "")) for text in places for url in find(_bare_url(text)).urls), None)
    keywords = re.split(r"\s*[;,]\s*", plain(fields.get("keywords", "")))
    topics = plain(fields.get("topic") or fields.get("groups", "").split(",")[0])  # JabRef calls them groups
    doubts = people.doubts if people.authors else (*people.doubts, "no_authors")
    return Entry(
        title=f"{title}: {subtitle}" if subtitle else title, authors=people.authors, venue=_venue(fields),
        year=int(year.group()) if year else None, arxiv_id=arxiv_id, doi=doi or (url and doi_in(url)) or None, url=url,
        keywords=tuple(word for word in keywords if word), abstract=plain(fields.get("abstract", "")) or None,
        line=line, doubts=doubts,
        topic_path=tuple(part.strip() for part in re.split(r"\s>\s", topics) if part.strip()),
    )  # fmt: skip


def _bare_url(text: str) -> str:
    r"""`\url{https://…}` without the command."""
    return re.sub(r"\\(?:url|href|path)\s*\{([^{}]*)\}", r" \1 ", text)


def _venue(fields: dict[str, str]) -> str | None:
    for name in _VENUES:
        value = " ".join(plain(fields.get(name, "")).split()).strip(" .,")
        if value and not venues.is_preprint(value) and not find(value).urls:
            return value
    return None


def _arxiv(fields: dict[str, str]) -> str | None:
    """The id from eprint, or from what other programs write into journal, note, number, pages or addresses."""
    kind = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").lower()
    if fields.get("eprint") and kind == "arxiv" and (found := known_arxiv(fields["eprint"].strip())):
        return found
    addresses = [name for name in fields if name.startswith(("url", "link", "pdf")) or "arxiv" in name]
    for name in ("arxiv", "arxivid", *_PLACES_OF_ARXIV, *addresses):
        value = fields.get(name, "")
        found = (
            find(value).arxiv_id
            if name in ("arxiv", "arxivid") or "arxiv" in value.lower() or "abs/" in value
            else None
        )
        found = found or (known_arxiv(value.removeprefix("abs/")) if value.startswith("abs/") else arxiv_in(value))
        if found:
            return found
    return None

"""Entries as text again: BibTeX, CSV, CSL-JSON, Markdown. What is written here is read back to the same entries.

Written are title, authors, venue, year, arXiv id, DOI, address and topics (in BibTeX a field that styles
pass over), and by CSV and CSL-JSON key words and abstract as well. A CSV cell that a spreadsheet would run as a
formula begins with an apostrophe, which the reader takes away.
"""

import csv
import io
import json
import re

from papers.reading_lists.entry import Entry
from papers.reading_lists.names import PARTICLES
from papers.reading_lists.people import is_name
from papers.reading_lists.safe_cells import safe

COLUMNS = ("title", "authors", "venue", "year", "arxiv", "doi", "url", "topic", "question", "keywords", "abstract")
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|trans\.|annals|letters|magazine|quarterly|bulletin|zeitschrift)\b"
    r"|^(?:T?MLR|JMLR|JACM|CACM|PNAS|T?PAMI|TACL|Nature|Science|Biometrika|Econometrica|Neural Computation)\b",
    re.I,
)
_SUFFIX = re.compile(r"(?:[JS]r\.?|II|III|IV)$")
_INITIAL = re.compile(r"[^\W\d_]\.?(?:-[^\W\d_]\.?)*$")
_TEX = {
    **{sign: f"\\{sign}" for sign in "&%#_{}$"},
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def bibtex(entries) -> str:
    """An @article for what says that it is in a journal, @inproceedings for other venues, else @misc.

    Keys are first surname, year and a letter where needed.
    """
    taken: set[str] = set()
    return "\n\n".join(_bibtex_entry(entry, _key(entry, taken)) for entry in entries) + "\n"


def _key(entry: Entry, taken: set[str]) -> str:
    surname = re.sub(r"[^a-z]", "", entry.authors[0].split()[-1].lower()) if entry.authors else ""
    base = f"{surname or 'anonymous'}{entry.year or ''}"
    key, letter = base, ord("a")
    while key in taken:
        key, letter = f"{base}{chr(letter)}" if letter <= ord("z") else f"{base}-{letter}", letter + 1
    taken.add(key)
    return key


def _bibtex_entry(entry: Entry, key: str) -> str:
    is_article = bool(_JOURNAL.search(entry.venue or ""))
    rows = [
        ("title", "{" + _tex(entry.title or "") + "}"),
        ("author", " and ".join(_inverted(_tex(name)) for name in entry.authors)),
        ("journal" if is_article else "booktitle", _tex(entry.venue or "")),
        ("year", str(entry.year or "")),
        ("eprint", entry.arxiv_id or ""),
        ("archiveprefix", "arXiv" if entry.arxiv_id else ""),
        ("doi", entry.doi or ""),
        ("url", entry.url or ""),
        ("topic", _tex(" > ".join(entry.topic_path))),
    ]
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in rows if value)
    kind = "article" if is_article else "inproceedings" if entry.venue else "misc"
    return f"@{kind}{{{key},\n{fields}}}"


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)


def _inverted(name: str) -> str:
    """ "Ada de Lovelace" as "de Lovelace, Ada"; a name of one word stays in one piece."""
    given, family, suffix = _parts(name)
    return ", ".join(filter(None, (family, suffix, given))) if given else f"{{{name}}}"


def _parts(name: str) -> tuple[str, str, str]:
    """Given name, surname and suffix: the surname is the last word with the particles before it."""
    words = name.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in PARTICLES and words[cut - 1].islower():
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:]), suffix


def csv_text(entries) -> str:
    """A table with a head; people and key words are parted by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        topic = (*entry.topic_path, "", "")[:2]
        cells = (
            entry.title, "; ".join(entry.authors), entry.venue, entry.year, entry.arxiv_id, entry.doi, entry.url,
            *topic, "; ".join(entry.keywords), entry.abstract,
        )  # fmt: skip
        writer.writerow([safe("" if cell is None else str(cell)) for cell in cells])
    return out.getvalue()


def csl_json(entries) -> str:
    """A list of CSL items."""
    return json.dumps(
        [_csl_item(entry, number) for number, entry in enumerate(entries, 1)], ensure_ascii=False, indent=1
    )


def _csl_item(entry: Entry, number: int) -> dict:
    item = {
        "id": f"{number}",
        "type": "paper-conference" if entry.venue else "article",
        "title": entry.title,
        "author": [_csl_name(name) for name in entry.authors],
        "container-title": entry.venue,
        "issued": {"date-parts": [[entry.year]]} if entry.year else None,
        "number": f"arXiv:{entry.arxiv_id}" if entry.arxiv_id else None,
        "DOI": entry.doi,
        "URL": entry.url,
        "keyword": "; ".join(entry.keywords),
        "abstract": entry.abstract,
        "topic_path": list(entry.topic_path),
    }
    return {key: value for key, value in item.items() if value}


def _csl_name(name: str) -> dict:
    """The parts of a name; "literal" for a group, and where a word between the first and the last may be of either."""
    given, family, suffix = _parts(name)
    is_sure = is_name(name) and all(_INITIAL.match(word) for word in given.split()[1:])
    parts = {"family": family, "given": given, "suffix": suffix} if is_sure else {"literal": name}
    return {key: value for key, value in parts.items() if value}


def markdown(entries) -> str:
    """A list under its topics as headings. Entries without a topic have to come first: no heading can end a topic."""
    lines: list[str] = []
    path: tuple[str, ...] = ()
    for entry in entries:
        if entry.topic_path != path:
            shared = 0
            while shared < len(entry.topic_path) - 1 and entry.topic_path[: shared + 1] == path[: shared + 1]:
                shared += 1
            for level, words in enumerate(entry.topic_path[shared:], shared + 2):
                lines += ["", f"{'#' * min(level, 6)} {words}", ""]
            path = entry.topic_path
        lines.append(_markdown_item(entry))
    return "\n".join(lines).strip() + "\n"


def _markdown_item(entry: Entry) -> str:
    url = entry.url or (f"https://arxiv.org/abs/{entry.arxiv_id}" if entry.arxiv_id else None)
    url = url or (f"https://doi.org/{entry.doi}" if entry.doi else None)
    shown = re.sub(r"([\\`*_\[\]<>|])", r"\\\1", entry.title or "")
    title = f"[{shown}]({url})" if url else f"**{shown}**"
    venue = " ".join(str(part) for part in (entry.venue, entry.year) if part)
    parts = [title, *([", ".join(entry.authors)] if entry.authors else []), *([f"*{venue}*"] if venue else [])]
    ids = [f"arXiv:{entry.arxiv_id}" if entry.arxiv_id else "", f"doi:{entry.doi}" if entry.doi else ""]
    return "- " + " – ".join(parts) + "".join(f" {row}" for row in ids if row)

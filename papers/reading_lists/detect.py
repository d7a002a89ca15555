"""Which form a reading list has, with the reason, and its text out of bytes."""

import re
from dataclasses import dataclass, replace

from papers.reading_lists import (
    bibtex,
    citations,
    columns,
    csl_json,
    links,
    markdown,
    markdown_lines,
    markup,
    outline,
    plain_lines,
    rendered_list,
    ris,
    rows,
    session_page,
    tables,
    talk_listing,
    titles,
)
from papers.reading_lists.entry import Leftover, Reading
from papers.reading_lists.programme_dates import is_date
from papers.reading_lists.programme_lines import slot_of

MOST_BYTES = 5_000_000
MOST_ENTRIES = 5_000
LONGEST_LINE = 20_000
OF_PROGRAMS = ("bibtex", "ris", "csl-json", "csv", "html-table")  # their lines may be longer
_SAMPLE = 60_000
_SLICE = 12_000
_TABLE_OF_HTML = re.compile(r"<table[\s>]", re.I)
_IS_HTML = re.compile(r"\s*<")
_ROW_OF_HTML = re.compile(r"<tr[\s>]", re.I)
_CHECK_BOX = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s\[[ xX]\]\s")
_QUOTED_CELL = re.compile(r"(?:^|,)\"[^\"]+\"(?:,|$)")
_MARKUP = re.compile(r"\]\s?\[|\]:\s|<[a-zA-Z!]")


class TooLarge(ValueError):
    """The text is longer, or has more entries, than one import takes; `limit` and `value` say how much."""

    def __init__(self, what: str, limit: int, value: int):
        super().__init__(f"{what}: {value} of at most {limit}")
        self.what, self.limit, self.value = what, limit, value


class NoText(ValueError):
    """The bytes are neither a text nor a spreadsheet, or there is nothing in them."""


@dataclass(frozen=True)
class Form:
    """One form of reading lists: its key, and the function that reads it."""

    key: str
    read: object


FORMS = {
    form.key: form
    for form in (
        Form("bibtex", bibtex.read),
        Form("ris", ris.read),
        Form("csl-json", csl_json.read),
        Form("csv", tables.read_csv),
        Form("xlsx", tables.read_xlsx),
        Form("markdown-table", tables.read_markdown),
        Form("html-table", tables.read_html),
        Form("markdown", markdown.read),
        Form("citations", citations.read),
        Form("links", links.read),
        Form("session-page", session_page.read),
        Form("talk-listing", talk_listing.read),
        Form("rendered-list", rendered_list.read),
        Form("outline", outline.read),
        Form("plain-lines", plain_lines.read),
    )
}


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8 or UTF-16 by their marks, UTF-8 if it is valid, else Windows-1252.

    Line ends become \\n. Raises NoText for what no text can be.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text, encoding = data.decode("utf-16", errors="replace"), "UTF-16"
    else:
        if b"\0" in data[:4000]:
            raise NoText
        try:
            text, encoding = data.decode("utf-8-sig"), "UTF-8"
        except UnicodeDecodeError:
            text, encoding = data.decode("cp1252", errors="replace"), "Windows-1252"
    text = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u00a0", " ").replace("\0", "")
    )
    return text, encoding


def is_spreadsheet(data: bytes) -> bool:
    return data[:4] == b"PK\x03\x04"


def form_of(text: str) -> tuple[str, str, dict]:
    """Key of the form, the reason as a key, and the figures the reason names."""
    text = _slices(text)
    lines = markdown_lines.unwrapped(text.split("\n"))
    for sign in (_by_syntax, _by_table, _by_lines):
        if (found := sign(text, lines)) is not None:
            key, facts = found
            return key, key, facts
    counts = _shares(text, lines)
    best = max(counts, key=lambda key: counts[key])
    if not counts[best]:
        best, counts["links"] = "links", links.looks_titled(lines)
    return (best, best, {"n": counts[best]}) if counts[best] else ("plain-lines", "nothing", {})


def _slices(text: str) -> str:
    """A text of any length to tell the form by: all of it, or whole lines from five places spread over it."""
    if len(text) <= 5 * _SLICE:
        return text
    places = [number * (len(text) - _SLICE) // 4 for number in range(5)]
    starts = [text.find("\n", place) + 1 if place else 0 for place in places]
    return "\n".join(text[start : start + _SLICE].rpartition("\n")[0] for start in starts)


def _by_syntax(text: str, _lines: list[str]) -> tuple[str, dict] | None:
    """The forms that a program wrote and a program reads."""
    for key, count in (
        ("bibtex", bibtex.looks_like(text)),
        ("ris", ris.looks_like(text)),
        ("csl-json", csl_json.looks_like(text) if text.lstrip()[:1] in "[{" else 0),
        ("html-table", len(_ROW_OF_HTML.findall(text)) if _IS_HTML.match(text) and _TABLE_OF_HTML.search(text) else 0),
    ):
        if count:
            return key, {"n": count}
    return None


def _by_table(text: str, lines: list[str]) -> tuple[str, dict] | None:
    items = markdown.looks_like(lines)
    count = len(_ROW_OF_HTML.findall(text)) if _TABLE_OF_HTML.search(text) else 0
    if count > 1 and count > items:
        return "html-table", {"n": count}
    rules = sum(bool(rows.RULE.match(line)) and "|" in line for line in lines)
    if rules and sum(line.strip().startswith("|") or line.count("|") >= 2 for line in lines) > items:
        return "markdown-table", {"n": rules}
    sign = rows.delimiter_of(text)
    if sign == "|" and items >= 0.5 * sum(bool(line.strip()) and not line.startswith("#") for line in lines):
        return None  # "- Title | Venue | [paper](…)"
    return ("csv", {"sign": sign}) if sign and _is_table(text, sign) else None


def _is_table(text: str, sign: str) -> bool:
    sample = [row for row in rows.csv_rows(text[:_SAMPLE]) if any(row.cells)][:50]
    heads = (row.cells for row in sample[:15] if max(map(len, row.cells)) < 60)
    if any(map(columns.has_headings, heads)):
        return True
    if sign in "\t|" and 2 * sum(bool(slot_of(row.cells[0]) or is_date(row.cells[0])) for row in sample) > len(sample):
        return False  # a programme: a row is a time, a speaker and a title, or a break
    is_wide = sum(len(row.cells) >= 3 for row in sample) >= 0.8 * max(1, len(sample))
    # Commas stand in every text; where some cells are quoted, they part the cells of a table.
    quoted = sum(bool(_QUOTED_CELL.search(line)) for line in text[:_SAMPLE].split("\n"))
    return is_wide and (sign in ";\t|" or len({len(row.cells) for row in sample}) == 1 and quoted >= 0.5 * len(sample))


def _by_lines(text: str, lines: list[str]) -> tuple[str, dict] | None:
    """The forms that lines of their own give away: addresses alone, durations, slots, marks, links in items."""
    sample = [line for line in lines if line.strip()][:400]
    count = links.looks_like(sample)
    if count and count >= 0.6 * sum(not line.startswith("#") for line in sample):
        return "links", {"n": count}
    count = sum(map(links.begins_with_id, sample))
    if count > 0.5 * len(sample):
        return "links", {"n": count}
    talks, sessions = talk_listing.looks_like(lines), session_page.looks_like(lines)
    most = max(talks, sessions)
    # Below works of a Markdown list a date may stand, too.
    if most >= 2 and most > sum("](" in line for line in lines) and most >= rendered_list.looks_like(lines):
        return ("session-page", {"n": sessions}) if sessions > talks else ("talk-listing", {"n": talks})
    marked = markdown_lines.unwrapped(markup.lines_of(text)) if _MARKUP.search(text) else lines
    items, all_items = markdown.looks_like(marked), sum(bool(markdown.ITEM.match(line)) for line in marked)
    linked = sum(bool(markup.outward(line)) for line in marked)
    # A copied page has lost its addresses, and references may have marks behind them, too.
    if max(1, items, 2 * linked) < sum(bool(line.strip()) for line in lines):  # else there is no room for so many
        rendered = rendered_list.looks_like(lines)
        if rendered >= 2 and rendered > items and linked < 0.5 * rendered and not _have_references_marks(lines):
            return "rendered-list", {"n": rendered}
    boxes = [line for line in lines if _CHECK_BOX.match(line)]
    if len(boxes) >= 3 and markdown.works_among(boxes) * 2 >= len(boxes):
        return "markdown", {"n": len(boxes)}
    items = max(items, sum("**" in line for line in lines if markdown.ITEM.match(line)))
    keyed = outline.looks_like(lines)
    are_keyed = keyed >= 3 and keyed >= 0.3 * all_items and keyed > 2 * items
    if are_keyed and keyed > plain_lines.looks_like(lines):
        return "outline", {"n": keyed}
    tops = sum(bool(match) and not match["indent"] for match in map(markdown.ITEM.match, marked))
    if items and (items >= 0.2 * all_items or items >= 3 and items >= 0.5 * tops):
        return "markdown", {"n": items}
    if linked >= 3 and linked >= 0.2 * sum(bool(line.strip()) for line in marked) and not _are_references(text):
        return "markdown", {"n": linked}
    return None


def _have_references_marks(lines: list[str]) -> bool:
    rows = [line for line in lines if "[" in line and titles.marks(line)][:100]
    return sum(map(citations.is_reference, rows)) > 0.5 * len(rows)


def _are_references(text: str) -> int:
    """How many paragraphs at the beginning are references, if they are most of the long ones; else 0."""
    paragraphs = citations.paragraphs(text[:_SAMPLE])
    count = citations.looks_like(paragraphs)
    return count if count >= 0.5 * sum(not row.startswith("#") and len(row) > 40 for _number, row in paragraphs) else 0


def _shares(text: str, lines: list[str]) -> dict[str, int]:
    """Of the forms without a sure sign, how many lines or paragraphs fit each. References and headings decide."""
    items = [line for line in markdown_lines.unwrapped(lines) if markdown.ITEM.match(line)]
    has_heading, linked = any(map(markup.HEADING.match, lines)), sum("http" in line for line in items)
    works = markdown.works_among(items[:400]) if has_heading or linked * 2 > len(items) else 0
    references = _are_references(text)
    if references and references >= works:
        return {"citations": references}
    if works and works >= 0.5 * len(items[:400]):
        return {"markdown": works}
    return {
        "citations": citations.looks_like(citations.paragraphs(text[:_SAMPLE])),
        "outline": outline.looks_like(lines),
        "plain-lines": plain_lines.looks_like(lines),
        "links": links.looks_like(lines),
        "rendered-list": rendered_list.looks_like(lines),
        "session-page": session_page.looks_like(lines),
        "talk-listing": talk_listing.looks_like(lines),
    }


def read(data: bytes | str, form: str = "auto") -> Reading:
    """Everything understood of a list: the form, the reason for it, entries in order, lines not understood.

    Raises TooLarge and NoText; nothing else, whatever the bytes are.
    """
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "replace"))
    if size > MOST_BYTES:
        raise TooLarge("bytes", MOST_BYTES, size)
    if isinstance(data, bytes) and is_spreadsheet(data):
        return _limited(tables.read_xlsx(data), "xlsx", "xlsx", {}, "")
    text, encoding = decoded(data) if isinstance(data, bytes) else (decoded(data.encode("utf-8", "replace"))[0], "")
    if not text.strip():
        raise NoText
    short, cut = _with_lines_cut(text)
    if form == "auto":
        form, reason, facts = _of_program(text) or form_of(short)
    else:
        reason, facts = "chosen", {}
    if form == "xlsx":
        raise NoText
    reading = FORMS[form].read(text if form in OF_PROGRAMS else short)
    if not reading.entries and reason != "chosen" and (found := links.ids_in(short)).entries:
        reading, form, reason, facts = found, "links", "ids", {}
    if cut and form not in OF_PROGRAMS:
        reading = replace(reading, not_understood=(*reading.not_understood, *cut))
    return _limited(reading, form, reason, facts, encoding)


def _of_program(text: str) -> tuple[str, str, dict] | None:
    """The form of a text whose lines may be as long as they like, because no person wrote them."""
    found = _by_syntax(text, [])
    return (found[0], found[0], found[1]) if found else None


def _with_lines_cut(text: str) -> tuple[str, list[Leftover]]:
    """The text with every line of a length that people write, and the lines that were longer."""
    lines = text.split("\n")
    cut = [Leftover(number, line[:200]) for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]
    return ("\n".join(line[:LONGEST_LINE] for line in lines) if cut else text), cut


def _limited(reading: Reading, form: str, reason: str, facts: dict, encoding: str) -> Reading:
    if len(reading.entries) > MOST_ENTRIES:
        raise TooLarge("entries", MOST_ENTRIES, len(reading.entries))
    if "n" in facts:  # it was counted on a part of a long text
        facts = {**facts, "n": max(facts["n"], len(reading.entries))}
    return Reading(reading.entries, reading.not_understood, form, reason, encoding, {**reading.facts, **facts})

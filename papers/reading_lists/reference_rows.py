"""The lines of a list of references as paragraphs, one to a reference or heading.

References are parted by numbers in front, by empty lines, or by lines; whichever gives the most. Words broken at a
line's end are whole again. A heading between them, "Week 3: Kernels", is a paragraph of its own.
"""

import re
from itertools import pairwise

from papers.reading_lists import titles
from papers.reading_lists.vocabulary import MONTH

NUMBER = re.compile(
    r"^\s*(?:[-*+•◦▪–]\s+|\[[\w+:.&-]{1,20}\]\s*|\(?\d{1,3}[.)]\s+|\\bibitem(?:\[.{0,80}?\])?\{[^{}]{0,80}\}\s*)"
)
# What a part of a course is called: such a line is a heading wherever it stands.
_PART_OF_COURSE = re.compile(
    r"^(?:week|session|lecture|class|meeting|module|unit|part|topic|theme|day|chapter|woche|sitzung|vorlesung|thema"
    r"|termin|teil|block)\s+(?:\d{1,2}|[IVX]{1,4})\b(?!\s+of\b)",
    re.I,
)
# "Oct 12 – Wheels", "12.10. Räder", "II. Wheels"
_OF_DAY = re.compile(
    rf"^(?:(?:Mon|Tue|Wed|Thu|Fri|Mo|Di|Mi|Do|Fr)[a-z]*\.?,?\s+)?(?:{MONTH}\.?\s+\d{{1,2}}"
    r"|\d{1,2}[./]\d{1,2}\.?(?:\d{2,4})?)\b[.:,\s–-]+[A-ZÀ-Þ][^,.]*$|^(?:I{1,3}|I?V|VI{1,3}|I?X)\.\s+[A-ZÀ-Þ][^,.\d]*$"
)
_KIND_OF_READING = re.compile(
    r"^(?:(?:required|optional|further|additional|recommended|suggested|background|main|core|supplementary|mandatory"
    r"|primary|secondary|weiterführende|empfohlene|zusätzliche)\s+(?:readings?|papers?|texts?|literature|literatur"
    r"|material)|(?:required|optional|further|recommended|suggested|background|empfohlen|optional):|readings?|papers?|background|pflichtlektüre|pflichtliteratur|lektüre)\W*$",
    re.I,
)
_MARKDOWN_HEADING = re.compile(r"^(?P<level>#{1,6})\s*(?P<words>.*)$")
_NUMBERED_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\s+[A-ZÀ-Þ][^,.]{2,50}$")  # "2.1 Wheels"
_NO_TOPICS = {
    "references", "reference", "bibliography", "literatur", "literature", "literaturverzeichnis", "works cited",
    "reading list", "readings",
}  # fmt: skip
_SAMPLE = 30_000


def paragraphs(text: str, count) -> list[tuple[int, str]]:
    """The references with the line each begins in; `count(paragraphs)` says how many of them are references.

    The ways to part them are tried on the beginning of the text; the one that gives the most wins, of equal ones the
    first.
    """
    ways = (_begins_by_number, _begins_by_gap, _begins_by_line, _begins_by_indent)
    beginning = text[:_SAMPLE]
    return _joined(text, max(ways, key=lambda begins: count(_joined(beginning, begins))))


def _begins_by_number(row: str, gap: bool) -> bool:
    return bool(NUMBER.match(row)) or gap and (row.startswith("#") or len(row) < 60)


def _begins_by_gap(_row: str, gap: bool) -> bool:
    return gap


def _begins_by_line(row: str, gap: bool) -> bool:
    return gap or not row[:1].isspace()


def _begins_by_indent(row: str, _gap: bool) -> bool:
    """Hanging indents that have empty lines inside."""
    return not row[:1].isspace()


def _joined(text: str, begins) -> list[tuple[int, str]]:
    """Lines joined into paragraphs; `begins(line, whether an empty one is above)` says where a new one starts."""
    made: list[tuple[int, list[str]]] = []
    gap = True
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip():
            if not made or begins(row, gap) or _is_above(made[-1][1]) or _heads(row.strip(), made[-1][1]):
                made.append((number, [row.strip()]))
            elif len(made[-1][1]) < 60:
                made[-1][1].append(row.strip())
        gap = not row.strip()
    return [(number, _mended(rows)) for number, rows in made]


def _is_above(rows: list[str]) -> bool:
    """Whether what stands above is a heading, so that the next line is something else."""
    return _is_head_row(rows[-1]) or len(rows) == 1 and _NUMBERED_HEADING.match(rows[0]) is not None


def _is_head_row(row: str) -> bool:
    return (
        row.startswith("#")
        or len(row) < 80
        and bool(_PART_OF_COURSE.match(row) or _KIND_OF_READING.match(row) or _OF_DAY.match(row))
    )


def _heads(row: str, above: list[str]) -> bool:
    """Whether a line below a reference that is at its end is a heading, not the reference's last line."""
    if _is_head_row(row):
        return True
    begins = row[:1].isupper() or _NUMBERED_HEADING.match(row) is not None
    is_short = len(row) < 60 and begins and row[-1:] not in ".,;)-" and not titles.YEAR.search(row)
    is_ended = re.search(r"[.\]⭐★]\s*$|\((?:19|20)\d\d\)$", above[-1]) is not None
    return is_short and is_ended and bool(titles.YEAR.search(" ".join(above[-3:])))


def _mended(rows: list[str]) -> str:
    """The lines as one; a word that was broken at a line's end is whole again, "state-of-the-" keeps its hyphens."""
    text = rows[0]
    for above, row in pairwise(rows):
        is_broken = re.search(r"(?:^|\s)[^\W\d_]{2,}-$", above) and row[:1].islower()
        last = above.split()[-1]
        keeps = not is_broken and row[:1].islower() and above.endswith("-") or above.endswith("/") or "://" in last
        text = text[:-1] + row if is_broken else f"{text}{'' if keeps and _goes_on(last) else ' '}{row}"
    return text[:5000]


def _goes_on(last: str) -> bool:
    """Whether an address or a hyphened word goes on in the next line."""
    return "://" not in last or last.endswith(("/", "-", "_", "=", "?"))


class Topics:
    """The headings above the reference that is read, outermost first."""

    def __init__(self, found: list[tuple[int, str]]):
        levels = [len(match["level"]) for _line, row in found if (match := _MARKDOWN_HEADING.match(row))]
        # A single first heading above deeper ones is the name of the list.
        self.name_of_list = levels[0] if levels and levels.count(min(levels)) == 1 and levels[0] == min(levels) else 0
        self.name_of_list = self.name_of_list if len(levels) > 1 else 0
        self.path: list[tuple[int, str]] = []

    def take(self, paragraph: str) -> None:
        """Let a heading stand above what follows."""
        match = _MARKDOWN_HEADING.match(paragraph)
        words = titles.clean(paragraph.strip("#*: ").removesuffix(":"))
        level = len(match["level"]) if match else 8 if _KIND_OF_READING.match(paragraph.strip("#* ")) else 7
        self.path = [(depth, name) for depth, name in self.path if depth < level]
        if level != self.name_of_list and words and words.lower() not in _NO_TOPICS:
            self.path.append((level, words))

    @property
    def now(self) -> tuple[str, ...]:
        return tuple(name for _level, name in self.path)


def is_heading(paragraph: str) -> bool:
    """A short line that is no sentence and has no year; or one that begins with #. A bullet makes a line a reading."""
    if re.match(r"[-*+•◦▪–]\s", paragraph) and not _is_head_row(paragraph[1:].strip()):
        return False
    is_short = len(paragraph) < 80 and not titles.YEAR.search(paragraph) and not paragraph.rstrip().endswith(".")
    return paragraph.startswith("#") or is_short or len(paragraph) < 100 and bool(_PART_OF_COURSE.match(paragraph))

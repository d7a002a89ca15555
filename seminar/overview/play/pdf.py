"""Writes small PDF documents: text, lines, curves. Enough for what invented students hand in.

The font is the one that comes inside Pillow, embedded, so that the files look the same everywhere. It has the letters
of ASCII; accents are drawn above them.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from io import BytesIO

from PIL import ImageFont
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
)

FIRST, LAST = 32, 126
# Combining mark -> strokes over a letter, in parts of the font size from the middle of the letter and its top.
ACCENTS = {
    "\u0300": [[(-0.13, 0.14), (0.02, 0.02)]],
    "\u0301": [[(0.13, 0.14), (-0.02, 0.02)]],
    "\u0302": [[(-0.13, 0.02), (0, 0.13), (0.13, 0.02)]],
    "\u0303": [[(-0.14, 0.03), (-0.05, 0.1), (0.05, 0.04), (0.14, 0.11)]],
    "\u0306": [[(-0.12, 0.12), (-0.06, 0.03), (0.06, 0.03), (0.12, 0.12)]],
    "\u0308": [[(-0.1, 0.06), (-0.1, 0.11)], [(0.1, 0.06), (0.1, 0.11)]],
    "\u030c": [[(-0.13, 0.13), (0, 0.02), (0.13, 0.13)]],
}
TOP_SMALL, TOP_LARGE = 0.53, 0.71
PLAIN = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "ß": "ss", "–": "-", "’": "'", "“": '"', "”": '"', "…": "..."})

Point = tuple[float, float]
Colour = tuple[float, float, float]
BLACK: Colour = (0.1, 0.1, 0.12)


@cache
def _font():
    return ImageFont.load_default(1000)


def letters(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each letter of the font with the marks above it."""
    found: list[tuple[str, list[str]]] = []
    for sign in unicodedata.normalize("NFD", text.translate(PLAIN)):
        if unicodedata.combining(sign):
            if found and sign in ACCENTS:
                found[-1][1].append(sign)
        else:
            found.append((sign if FIRST <= ord(sign) <= LAST else "?", []))
    yield from found


@cache
def _width_of(letter: str) -> float:
    return _font().getlength(letter) / 1000


def width(text: str, size: float) -> float:
    return sum(_width_of(letter) for letter, _marks in letters(text)) * size


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The text in lines that are not wider than `room`."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width(longer, size) > room:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


class Page:
    """One page; the origin is the lower left corner, the unit a point."""

    def __init__(self, width: float, height: float):
        self.width, self.height, self.marks = width, height, []

    def text(self, x: float, y: float, text: str, size: float, colour: Colour = BLACK) -> None:
        known = list(letters(text))
        shown = "".join(letter for letter, _marks in known)
        for sign in "\\()":
            shown = shown.replace(sign, f"\\{sign}")
        self._colour(colour, "rg")
        self.marks.append(f"BT /F1 {size:.1f} Tf {x:.1f} {y:.1f} Td ({shown}) Tj ET")
        for letter, marks in known:
            step = _width_of(letter) * size
            top = TOP_SMALL if letter.islower() and letter not in "bdfhklt" else TOP_LARGE
            for stroke in (stroke for mark in marks for stroke in ACCENTS[mark]):
                middle = [(x + step / 2 + dx * size, y + (top + dy) * size) for dx, dy in stroke]
                self.line(middle, colour, size * 0.06)
            x += step

    def line(self, points: list[Point], colour: Colour = BLACK, thickness: float = 1) -> None:
        self._colour(colour, "RG")
        (x, y), *rest = points
        path = f"{x:.2f} {y:.2f} m " + " ".join(f"{x:.2f} {y:.2f} l" for x, y in rest)
        self.marks.append(f"{thickness:.2f} w {path} S")

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        self._colour(colour, "rg")
        self.marks.append(f"{x:.1f} {y:.1f} {width:.1f} {height:.1f} re f")

    def _colour(self, colour: Colour, operator: str) -> None:
        self.marks.append(" ".join(f"{part:.2f}" for part in colour) + f" {operator}")


def written(pages: list[Page], title: str, author: str) -> bytes:
    """The document as bytes."""
    writer = PdfWriter()
    fonts = DictionaryObject({NameObject("/F1"): _embedded(writer)})
    for page in pages:
        sheet = writer.add_blank_page(page.width, page.height)
        content = DecodedStreamObject()
        content.set_data("\n".join(page.marks).encode("ascii"))
        sheet[NameObject("/Contents")] = writer._add_object(content.flate_encode())
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    writer.add_metadata({"/Title": title, "/Author": author, "/Producer": "demonstration"})
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _embedded(writer: PdfWriter) -> IndirectObject:
    """The font with its outlines, as an object of the document."""
    outlines = DecodedStreamObject()
    outlines.set_data(_font().font_bytes)
    outlines[NameObject("/Length1")] = NumberObject(len(_font().font_bytes))
    descriptor = {
        "/Type": NameObject("/FontDescriptor"),
        "/FontName": NameObject("/AAAAAA+Aileron"),
        "/Flags": NumberObject(32),
        "/FontBBox": ArrayObject([NumberObject(side) for side in (-200, -250, 1100, 950)]),
        "/ItalicAngle": NumberObject(0),
        "/Ascent": NumberObject(950),
        "/Descent": NumberObject(-250),
        "/CapHeight": NumberObject(710),
        "/StemV": NumberObject(80),
        "/FontFile2": writer._add_object(outlines.flate_encode()),
    }
    widths = [FloatObject(round(_width_of(chr(code)) * 1000)) for code in range(FIRST, LAST + 1)]
    font = {
        "/Type": NameObject("/Font"),
        "/Subtype": NameObject("/TrueType"),
        "/BaseFont": NameObject("/AAAAAA+Aileron"),
        "/Encoding": NameObject("/WinAnsiEncoding"),
        "/FirstChar": NumberObject(FIRST),
        "/LastChar": NumberObject(LAST),
        "/Widths": ArrayObject(widths),
        "/FontDescriptor": writer._add_object(_dictionary(descriptor)),
    }
    return writer._add_object(_dictionary(font))


def _dictionary(known: dict) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in known.items()})

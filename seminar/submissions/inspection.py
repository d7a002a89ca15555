"""Looks into one PDF from somebody else. Runs as a program of its own, with little memory, little time, no children.

    python -I inspection.py FILE PICTURE

It prints one JSON object: `{"refusal": {"key": …}}`, or the facts `pages`, `sizes`, `has_text`, `loose_fonts`,
`has_picture`, `is_complete`. PICTURE gets the first page as PNG. Whoever starts it takes an exit code other than 0, a
kill and silence for "not checked". No Django in here: what a hostile file can break is this process only.
"""

import json
import os
import resource
import struct
import sys
import zlib
from pathlib import Path

import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

MEMORY = 480 * 2**20
SECONDS = 9
ENDING = 4096  # how far from the end the mark of the end may be: some tools append a few lines
MOST_OBJECTS = 150_000
MOST_DATA = 800_000_000  # bytes that the packed streams of one file may unpack to
PIECE = 2**20
LOOKED_AT = 50  # pages whose size is noted
READ = 20  # pages in which text is looked for
PICTURE = (720, 1020)

OPENERS = (b"<html", b"<!doctype html", b"<script", b"<?php", b"<svg")
FONT_FILES = {"/FontFile", "/FontFile2", "/FontFile3"}
OWN_FONTS = {"/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2"}
MEDIA = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
ENCRYPTED = 4  # FPDF_ERR_PASSWORD


class Refusal(Exception):
    """A reason not to take the file."""


class Unclear(Exception):
    """There is more in the file than can be looked at."""


def main(path: str, picture: str) -> None:
    limit()
    try:
        answer = inspect(Path(path), Path(picture))
    except Refusal as refusal:
        (values,) = refusal.args
        answer = {"refusal": values}
    print(json.dumps(answer), flush=True)
    # Nothing is put in order at the end: a broken document can make that fail, too.
    os._exit(0)


def limit() -> None:
    """From here on a file can cost this much and no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000_000, 20_000_000))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def inspect(path: Path, picture: Path) -> dict:
    look_from_outside(path)
    document = opened(path)
    loose_fonts, is_complete = set(), True
    try:
        loose_fonts = look_inside(path)
    except Refusal:
        raise
    except Exception:  # noqa: BLE001 - whatever the parser stumbles over: the file was not looked at as a whole
        is_complete = False
    return {
        "pages": len(document),
        "sizes": sizes(document),
        "has_text": has_text(document),
        "loose_fonts": len(loose_fonts),
        "has_picture": draw(document, picture),
        "is_complete": is_complete,
    }


# ---- from outside ---------------------------------------------------------------------------------------------------


def look_from_outside(path: Path) -> None:
    """It is a PDF from its first byte to its last, and nothing else at the same time."""
    data = path.read_bytes()
    if not data.startswith(b"%PDF-"):
        raise Refusal({"key": "not_pdf"})
    head = data[:2048].lower()
    if any(opener in head for opener in OPENERS):
        raise Refusal({"key": "disguised", "what": "html"})
    if is_archive(data):
        raise Refusal({"key": "disguised", "what": "zip"})
    if b"%%EOF" not in data[-ENDING:]:
        raise Refusal({"key": "cut_off"})


def is_archive(data: bytes) -> bool:
    """Whether a ZIP archive ends in here, wherever programs that unpack one would find it."""
    position = data.rfind(b"PK\x05\x06")
    while position >= 0:
        if position + 22 <= len(data):
            disk, other, here, total, size, _start, _comment = struct.unpack_from("<4H2LH", data, position + 4)
            directory = position - size
            if (disk, other) == (0, 0) and here == total > 0 and data[max(directory, 0) :][:4] == b"PK\x01\x02":
                return True
        position = data.rfind(b"PK\x05\x06", 0, position)
    return False


def opened(path: Path) -> pdfium.PdfDocument:
    """The document as a reader of PDF files opens it."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == ENCRYPTED or "password" in str(error).lower()
        raise Refusal({"key": "encrypted" if is_locked else "unopenable"}) from error
    if not len(document):
        raise Refusal({"key": "unopenable"})
    return document


# ---- inside ---------------------------------------------------------------------------------------------------------


def look_inside(path: Path) -> set[str]:
    """Every object of the file, used or not. The names of fonts that are not in it.

    Raises Refusal for what is locked or would act; Unclear, or whatever goes wrong, where it cannot be told.
    """
    reader = PdfReader(path)
    if "/Encrypt" in reader.trailer:
        raise Refusal({"key": "encrypted"})
    known = {(generation, number) for generation, rows in reader.xref.items() for number in rows if number}
    packed = [(0, number) for number, _ in sorted(reader.xref_objStm.items(), key=lambda item: item[1])]
    if len(known) + len(packed) > MOST_OBJECTS:
        raise Unclear
    loose, room = set(), MOST_DATA
    look_at(reader.trailer, loose)
    for generation, number in [*sorted(known), *packed]:
        found = reader.get_object(IndirectObject(number, generation, reader))
        look_at(found, loose)
        if isinstance(found, StreamObject):
            room -= unpacked(found, room)
            if read(found, "/Type") != "/ObjStm":
                # What was looked at is let go, or a large file would not fit.
                reader.resolved_objects.pop((generation, number), None)
    return loose


def look_at(found, loose: set[str]) -> None:
    """One object with everything that stands directly in it."""
    stack = [found]
    while stack:
        value = stack.pop()
        if isinstance(value, DictionaryObject):
            refuse_acts(value)
            note_font(value, loose)
            stack.extend(value.values())
        elif isinstance(value, ArrayObject):
            stack.extend(value)


def refuse_acts(value: DictionaryObject) -> None:
    """Raises Refusal for scripts, programs, attachments, media and forms that are programs."""
    kind, subtype = read(value, "/Type"), read(value, "/Subtype")
    does = None if kind == "/StructElem" else read(value, "/S")
    if "/JavaScript" in value or "/JS" in value or does == "/JavaScript":
        raise Refusal({"key": "active", "what": "script"})
    if does == "/Launch":
        raise Refusal({"key": "active", "what": "launch"})
    if "/EF" in value or kind == "/EmbeddedFile" or subtype == "/FileAttachment":
        raise Refusal({"key": "active", "what": "attachment"})
    if subtype in MEDIA:
        raise Refusal({"key": "active", "what": "media"})
    if "/XFA" in value:
        raise Refusal({"key": "active", "what": "form"})


def note_font(value: DictionaryObject, loose: set[str]) -> None:
    if read(value, "/Type") == "/Font" and read(value, "/Subtype") in OWN_FONTS:
        descriptor = read(value, "/FontDescriptor")
        if not isinstance(descriptor, DictionaryObject) or not FONT_FILES & set(descriptor):
            loose.add(str(read(value, "/BaseFont")))


def read(value: DictionaryObject, key: str):
    """What stands there, also where the file says only in which object it stands; None for nothing."""
    return value[key] if key in value else None  # noqa: SIM401 - get() does not follow


def unpacked(stream: StreamObject, room: int) -> int:
    """How much a packed stream unpacks to, piece by piece and without keeping it; Unclear where it is beyond `room`."""
    filters = read(stream, "/Filter")
    names = [name.get_object() for name in filters] if isinstance(filters, ArrayObject) else [filters]
    if not names or names[0] not in ("/FlateDecode", "/Fl"):
        return 0
    if len(names) > 1 and names[1] in ("/FlateDecode", "/Fl"):
        raise Unclear  # packed twice: nobody needs that, except to hide how much it is
    unpacker, total = zlib.decompressobj(), 0
    # The bytes as they stand in the file; pypdf's own way to the data would unpack all of it at once.
    rest = stream._data
    while rest and not unpacker.eof:
        try:
            total += len(unpacker.decompress(rest, PIECE))
        except zlib.error:
            break  # Readers take what came until here.
        rest = unpacker.unconsumed_tail
        if total > room:
            raise Unclear
    return total


# ---- pages ----------------------------------------------------------------------------------------------------------


def sizes(document) -> list[list[float]]:
    """Width and height of the first pages in points, as they are shown."""
    found = []
    for number in range(min(len(document), LOOKED_AT)):
        try:
            found.append([round(side, 1) for side in document.get_page_size(number)])
        except pdfium.PdfiumError:
            found.append([0, 0])
    return found


def has_text(document) -> bool:
    for number in range(min(len(document), READ)):
        try:
            text = document[number].get_textpage()
            if text.get_text_range(0, min(text.count_chars(), 500)).strip():
                return True
        except pdfium.PdfiumError:
            continue
    return False


def draw(document, picture: Path) -> bool:
    """The first page as a small picture; False where it cannot be drawn."""
    try:
        page = document[0]
        width, height = page.get_size()
        scale = min(PICTURE[0] / width, PICTURE[1] / height)
        page.render(scale=scale).to_pil().convert("RGB").save(picture, "PNG")
    except (pdfium.PdfiumError, ArithmeticError, ValueError, OSError):
        return False
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])

"""PDF files for tests: real ones by several producers, and the kinds nobody wants."""

import io
import zipfile
import zlib

from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject
from reportlab.pdfgen import canvas

# ---- real ones ------------------------------------------------------------------------------------------------------


def by_fpdf(pages=2, text="On the inductive bias of neural tangent kernels", size="A4") -> bytes:
    document = FPDF(format=size)
    for number in range(1, pages + 1):
        document.add_page()
        document.set_font("helvetica", size=12)
        document.cell(text=f"{number}. {text}")
    return bytes(document.output())


def by_reportlab(pages=2, text="A review of the proofs", size=(595.3, 841.9)) -> bytes:
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=size)
    for _ in range(pages):
        if text:
            sheet.drawString(72, 700, text)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def by_pypdf(pages=2) -> bytes:
    """Written by a third library, with its objects packed as newer producers do."""
    return written(writer_of(by_fpdf(pages)))


def writer_of(data=None) -> PdfWriter:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(data or by_fpdf())))
    return writer


def written(writer) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# ---- raw ------------------------------------------------------------------------------------------------------------


def raw(*objects: bytes, trailer=b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a table that fits."""
    out, places = io.BytesIO(b"%PDF-1.7\n"), []
    out.seek(0, io.SEEK_END)
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + content + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d " % (len(objects) + 1) + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"


def stream(data: bytes, extra=b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), extra) + data + b"\nendstream"


# ---- refused --------------------------------------------------------------------------------------------------------


def encrypted(user="secret", owner="owner") -> bytes:
    writer = writer_of()
    writer.encrypt(user, owner)
    return written(writer)


def with_script() -> bytes:
    writer = writer_of()
    action = DictionaryObject({
        NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('hello');"),
    })  # fmt: skip
    writer.root_object[NameObject("/OpenAction")] = action
    return written(writer)


def with_hidden_script() -> bytes:
    """The key in another spelling, in an action that opens with the page."""
    action = b"<< /Type /Action /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /AA << /O 4 0 R >> >>"
    return raw(CATALOG, PAGES, page, action)


def with_attachment() -> bytes:
    writer = writer_of()
    writer.add_attachment("tool.exe", b"MZ" + bytes(100))
    return written(writer)


def with_launch() -> bytes:
    writer = writer_of()
    action = DictionaryObject({
        NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe"),
    })  # fmt: skip
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)
    return written(writer)


def with_hidden_launch() -> bytes:
    """What the action does stands in an object of its own."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /AA << /O << /S 4 0 R /F (calc.exe) >> >> >>"
    return raw(CATALOG, PAGES, page, b"/Launch")


def with_media() -> bytes:
    writer = writer_of()
    annotation = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/RichMedia"),
    })  # fmt: skip
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])
    return written(writer)


def with_xfa() -> bytes:
    writer = writer_of()
    form = StreamObject()
    form.set_data(b"<xdp/>")
    fields = DictionaryObject({NameObject("/XFA"): writer._add_object(form), NameObject("/Fields"): ArrayObject()})
    writer.root_object[NameObject("/AcroForm")] = fields
    return written(writer)


def zip_at_the_end() -> bytes:
    """A PDF to a reader of PDF files, an archive to everything that unpacks archives."""
    out = io.BytesIO(by_fpdf())
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("tool.exe", b"MZ")
        archive.comment = b"%%EOF\n"
    return out.getvalue()


def html_at_the_start() -> bytes:
    return b"%PDF-1.7\n%<html><script>alert(1)</script>\n" + by_fpdf()


def zip_before() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", b"text")
    return out.getvalue() + by_fpdf()


def broken() -> bytes:
    """The first and the last line of a PDF, and noise between them."""
    return b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF\n"


# ---- too much -------------------------------------------------------------------------------------------------------


def many_pages(number=200_000) -> bytes:
    pages = [b"<</Type/Page/Parent 2 0 R>>"] * number
    kids = b" ".join(b"%d 0 R" % place for place in range(3, number + 3))
    return raw(CATALOG, b"<</Type/Pages/MediaBox[0 0 595 842]/Count %d/Kids[" % number + kids + b"]>>", *pages)


def one_page_many_times(number=200_000) -> bytes:
    """Small, and as long as one likes."""
    kids = b"3 0 R " * number
    return raw(CATALOG, b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % number, PAGE, stream(b""))


def unpacks_to(size: int) -> bytes:
    """A packed stream of that many zero bytes, made without packing them: one block over and over."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(bytes(2**24)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + block * (size // 2**24) + packer.flush() + bytes(4)


def bomb() -> bytes:
    """A page whose content unpacks to four gigabytes."""
    return raw(CATALOG, PAGES, PAGE, stream(unpacks_to(2**32), b"/Filter /FlateDecode"))


def unused_bomb() -> bytes:
    """The same in a place no page leads to."""
    return raw(CATALOG, PAGES, PAGE, stream(b""), stream(unpacks_to(2**32), b"/Filter /FlateDecode"))


def double_bomb() -> bytes:
    once = zlib.compress(b" " * 2**28, 9)
    for _ in range(3):
        once = zlib.compress(once, 9)
    return raw(CATALOG, PAGES, PAGE, stream(once, b"/Filter [" + b"/FlateDecode " * 4 + b"]"))


def picture_bomb(side=60_000) -> bytes:
    """A small file with a picture of billions of points."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /XObject << /I 5 0 R >> >> >>"
    )
    kind = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB" % (side, side)
    image = stream(unpacks_to(side * side * 3), kind + b" /BitsPerComponent 8 /Filter /FlateDecode")
    return raw(CATALOG, PAGES, page, stream(b"500 0 0 700 40 40 cm /I Do"), image)


def deep(levels=100_000) -> bytes:
    return raw(CATALOG, PAGES, PAGE, stream(b""), b"[" * levels + b"]" * levels)


def broken_first_page() -> bytes:
    """It opens and has two pages; the first is not a page."""
    pages = b"<< /Type /Pages /Kids [9 0 R 3 0 R] /Count 2 >>"
    return raw(CATALOG, pages, PAGE, stream(b"BT ET"))

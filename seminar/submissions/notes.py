"""What is said about a file: why it is not taken, what is remarkable, how late it came. Values go in, sentences out.

Stored are keys and values; the words are made when somebody reads them, in that person's language.
"""

from math import ceil

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MEGABYTE = 1_000_000
POINTS_PER_MM = 72 / 25.4
A4 = (210, 297)
TOLERANCE_MM = 3
SHAPES = (16 / 9, 16 / 10, 4 / 3)
NBSP = "\N{NO-BREAK SPACE}"


def size_text(size: int) -> str:
    """ "54 kB", "27.4 MB": rounded up, so that what is over a limit never reads like the limit."""
    if size < MEGABYTE:
        return _("%(n)s kB") % {"n": number_format(ceil(size / 1000))}
    return _("%(n)s MB") % {"n": number_format(ceil(size / MEGABYTE * 10) / 10, 1)}


def bytes_text(size: int) -> str:
    """ "1 874 112": every byte counts where a file is to be recognised."""
    return f"{size:,}".replace(",", NBSP)


# ---- refusals -------------------------------------------------------------------------------------------------------


def refusal_text(refusal: dict) -> str:
    """Why a file is not taken: what, the value, what to do."""
    key, what = refusal["key"], refusal.get("what", "")
    if key == "too_large":
        values = {"size": size_text(refusal["size"]), "limit": refusal["limit"] // MEGABYTE}
        return _("The file has %(size)s. Allowed are %(limit)d MB. Export it with smaller pictures.") % values
    return {
        "empty": _("The file is empty: it has 0 bytes. Export it again and choose the new file."),
        "not_pdf": _(
            "The file is not a PDF, whatever its name ends with: a PDF begins with “%PDF-”. "
            "Export the document as PDF and choose that file."
        ),
        "disguised": _(
            "The file is a PDF and an archive at the same time. Export the document as PDF again and choose that file."
        )
        if what == "zip"
        else _(
            "The file is a PDF and a web page at the same time. Export the document as PDF again and choose that file."
        ),
        "cut_off": _("The file is cut off: the end of a PDF is missing. Export it again and choose the new file."),
        "unopenable": _("The PDF cannot be opened; its structure is broken. Export it again and choose the new file."),
        "encrypted": _("The PDF is encrypted. Export it without a password and without restrictions."),
        "active": active_text(what),
    }[key]


def active_text(what: str) -> str:
    return {
        "script": _("The PDF contains a script (JavaScript). Export it without scripts, forms and animations."),
        "launch": _("The PDF contains an action that starts a program. Export it without this action."),
        "attachment": _("The PDF contains an attached file. Export it without attachments."),
        "media": _("The PDF contains sound, film or 3D. Export it without media; a link to them is fine."),
        "form": _("The PDF contains a form that is a program (XFA). Print it to a PDF and choose that file."),
    }.get(what, "")


# ---- remarks --------------------------------------------------------------------------------------------------------


def remarks(finding, deliverable, *, is_report: bool, identical_to: int | None = None) -> list[dict]:
    """What is remarkable about a file that is taken, as keys and values."""
    found = [{"key": "identical", "version": identical_to}] if identical_to else []
    pages, fewest, most = finding.pages, deliverable.min_pages, deliverable.max_pages
    if pages is not None and ((fewest and pages < fewest) or (most and pages > most)):
        found.append({"key": "pages", "pages": pages, "fewest": fewest, "most": most})
    found += page_format(finding.sizes, is_report)
    if finding.pages and not finding.has_text:
        found.append({"key": "no_text"})
    if finding.loose_fonts:
        found.append({"key": "fonts", "number": finding.loose_fonts})
    if not finding.has_picture:
        found.append({"key": "no_preview"})
    return found


def page_format(sizes, is_report) -> list[dict]:
    """The first page that has another format than is usual for its kind."""
    for number, size in enumerate(sizes, 1):
        width, height = (side / POINTS_PER_MM for side in size)
        # A page that cannot be read has no size; that it cannot be drawn, another note says.
        if width and height and not (is_a4(width, height) if is_report else is_screen(width, height)):
            key = "not_a4" if is_report else "not_screen"
            return [{"key": key, "page": number, "width": round(width), "height": round(height)}]
    return []


def is_a4(width, height) -> bool:
    return all(abs(side - asked) <= TOLERANCE_MM for side, asked in zip(sorted((width, height)), A4, strict=True))


def is_screen(width, height) -> bool:
    return height > 0 and any(abs(width / height - shape) < 0.02 for shape in SHAPES)


def note_text(note: dict) -> str:
    """One remark as a sentence."""
    key, values = note["key"], note
    if key == "pages":
        return pages_text(note)
    if key == "fonts":
        text = ngettext(
            "%(number)d font is not embedded: letters may look different on other devices.",
            "%(number)d fonts are not embedded: letters may look different on other devices.",
            note["number"],
        )
        return text % values
    texts = {
        "identical": _("The same file as version %(version)d, letter by letter."),
        "not_a4": _("Page %(page)d has %(width)d × %(height)d mm. A4 is asked for, 210 × 297 mm."),
        "not_screen": _("Page %(page)d has %(width)d × %(height)d mm. Slides are usually 16:9 or 4:3."),
        "no_text": _("No text was found. A scan can be read by people, and not be searched."),
        "no_preview": _("The preview is not available: the first page could not be drawn."),
    }
    return texts[key] % values


def pages_text(note) -> str:
    text = ngettext("%(pages)d page; asked for: %(range)s.", "%(pages)d pages; asked for: %(range)s.", note["pages"])
    return text % {"pages": note["pages"], "range": range_text(note["fewest"], note["most"])}


def range_text(fewest: int | None, most: int | None) -> str:
    """How many pages are asked for: "4 to 6", "at most 6"; empty where any number is fine."""
    if fewest and most:
        return _("%(fewest)d to %(most)d") % {"fewest": fewest, "most": most} if fewest != most else str(most)
    if most:
        return _("at most %(n)d") % {"n": most}
    return _("at least %(n)d") % {"n": fewest} if fewest else ""

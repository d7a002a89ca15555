"""The released grades as a table for the examination office, and what makes such a table safe to open.

Names, numbers and programmes are what people typed. A spreadsheet calculates a cell that begins like a formula, so an
apostrophe in front of it keeps it a text.
"""

import csv
import io
import unicodedata
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from seminar.grading.models import Grade
from seminar.seminars.models import Seminar

# What a spreadsheet takes for the beginning of a formula. Wide and small forms are compared by what they stand for.
FORMULA_STARTS = ("=", "+", "-", "@", "\N{MINUS SIGN}")
# They join or part letters of one name, so they are no ornament.
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
COMMA, POINT = "comma", "point"
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def plain(text: str) -> str:
    """The text as one line without control characters, and never the beginning of a formula."""
    line = "".join(sign if sign.isprintable() or sign in JOINERS else " " for sign in text)
    line = " ".join(line.split()).lstrip(JOINERS + " ")
    return f"'{line}" if unicodedata.normalize("NFKC", line).startswith(FORMULA_STARTS) else line


def table(seminar: Seminar, *, decimal: str = POINT, with_bom: bool = False) -> str:
    """All released grades as CSV, one line per person by name.

    A decimal comma comes with semicolons between the columns: that is what a German spreadsheet expects.
    """
    written = io.StringIO()
    separator = ";" if decimal == COMMA else ","
    writer = csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([plain(title) for title in header()])
    writer.writerows(row(seminar, grade, decimal) for grade in released(seminar))
    return (BOM if with_bom else "") + written.getvalue()


def released(seminar: Seminar):
    """The grades that are valid now, in the order of the names."""
    grades = Grade.objects.filter(participation__seminar=seminar, replaced_at__isnull=True)
    return grades.select_related("participation__user").order_by("participation__user__name", "participation__pk")


def header() -> list[str]:
    return [
        _("Name"),
        _("Matriculation number"),
        _("Programme of study"),
        _("Module numbers"),
        _("Semester"),
        _("Grade"),
        _("Passed"),
        _("Date"),
    ]


def row(seminar: Seminar, grade: Grade, decimal: str) -> list[str]:
    person = grade.participation.user
    number = str(grade.grade)
    return [
        plain(person.display_name),
        plain(person.matriculation_number),
        plain(person.programme),
        plain(seminar.module_numbers),
        plain(seminar.semester_name),
        number.replace(".", ",") if decimal == COMMA else number,
        _("yes") if grade.is_passed else _("no"),
        grade.released_at.astimezone(ZoneInfo(seminar.zone)).date().isoformat(),
    ]

"""What a grader does with an own sheet: store it, make it final, open it again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from seminar import clock
from seminar.grading.book import entry_of
from seminar.grading.models import Agreement, Part, Sheet
from seminar.grading.policies import may_reopen
from seminar.log.actions import record
from seminar.seminars.models import Seminar
from seminar.submissions.standing import standing_of

# What a sheet belongs to: the first of these kinds of which a version counts.
KINDS = {Part.REPORT: ("report",), Part.PRESENTATION: ("final-slides", "first-slides")}
TEXTS = ("mark", "remark", "note")


class Released(Exception):
    """The grade of this student, or of somebody in the seminar, is released: nothing below it changes."""


class Conflict(Exception):
    """The sheet was stored with other words since the page was opened. `sheet` is what is stored."""

    def __init__(self, sheet: Sheet):
        super().__init__(f"sheet is at version {sheet.version}")
        self.sheet = sheet


class NoMark(Exception):
    """A sheet without a mark cannot be final."""


@transaction.atomic
def store_sheet(
    *, participation, person, part, mark, remark, note, version, takes_newer=False, finalise=False
) -> Sheet:
    """Store one grader's sheet. The same content twice is one sheet. Raises Released, Conflict or NoMark.

    `version` is the number of the sheet the page showed, 0 for none. The sheet keeps the version of the file it began
    with; `takes_newer` moves it to the one that counts now.
    """
    seminar = Seminar.objects.locked(participation.seminar_id)
    at = clock.decided_now(seminar)
    entry, cell = _entered(seminar, participation, person, part)
    content, stored = {"mark": mark, "remark": remark, "note": note}, cell.sheet
    if finalise and mark is None:
        raise NoMark
    same = stored is not None and all(getattr(stored, name) == content[name] for name in TEXTS)
    if stored is not None and not same and (stored.version != version or stored.is_final):
        raise Conflict(stored)
    done = same and (stored.is_final or not finalise) and not takes_newer
    if done:
        return stored
    sheet = stored or Sheet(participation=entry.participation, part=part, grader=cell.grader, version=0)
    for name in TEXTS:
        setattr(sheet, name, content[name])
    if stored is None or takes_newer or sheet.submission_id is None:
        sheet.submission = counting_of(entry.participation, part)
    sheet.version, sheet.stored_at = sheet.version + 1, at
    if finalise:
        sheet.final_at = at
        _record(seminar, cell, at, "sheet.finalised", entry, part)
    sheet.save()
    return sheet


def finalise(**content) -> Sheet:
    """Store the sheet and make it final; it needs a mark. Raises Released, Conflict or NoMark."""
    return store_sheet(**content, finalise=True)


@transaction.atomic
def reopen(*, participation, person, part) -> Sheet:
    """Open the own final sheet again, until the release; a mark agreed on its ground is gone. Raises Released."""
    seminar = Seminar.objects.locked(participation.seminar_id)
    at = clock.decided_now(seminar)
    entry, cell = _entered(seminar, participation, person, part)
    if cell.sheet is None:
        raise PermissionDenied
    if not may_reopen(entry, cell):
        return cell.sheet
    sheet = cell.sheet
    sheet.final_at, sheet.version, sheet.stored_at = None, sheet.version + 1, at
    sheet.save()
    _record(seminar, cell, at, "sheet.reopened", entry, part)
    if Agreement.objects.filter(participation=entry.participation, part=part).delete()[0]:
        _record(seminar, cell, at, "mark.agreement_ended", entry, part)
    return sheet


def counting_of(person, part):
    """The version of the file that is graded for this part now, or None."""
    standing = standing_of(person)
    found = (standing[kind].counts for kind in KINDS[part] if kind in standing)
    return next((submission for submission in found if submission), None)


def _entered(seminar, participation, person, part):
    """The student's line and the grader's own cell, both read under the lock."""
    participation.refresh_from_db(fields=["left_at"])
    entry = entry_of(seminar, person.pk)
    cell = entry and entry.parts[part].cell_of([participation])
    if not cell:
        raise PermissionDenied
    if entry.is_released:
        raise Released
    return entry, cell


def _record(seminar, cell, at, what, entry, part) -> None:
    # Never a mark or a remark: organisers who read the record are not always graders.
    record(
        seminar=seminar, by=cell.grader.user, at=at, what=what, subject=entry.participation.user.display_name,
        after={"part": str(part)},
    )  # fmt: skip

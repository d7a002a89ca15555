"""What a student waits for, what graders have to do, and what an organiser should look at before the release."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.core import timeline
from seminar.grading.book import Entry, book
from seminar.grading.querysets import current_grade
from seminar.seminars.agenda import DONE, LATER, Notice, Task
from seminar.seminars.models import Participation, Seminar


def tasks_for(participation: Participation, at: datetime) -> list[Task]:
    """The grade. Before the release the words depend on nothing that anybody entered."""
    title = _("Your grade")
    grade = current_grade(participation)
    if grade is None:
        return [Task("grade", title, LATER, timeline.Milestone("block"), _("Grades are not released yet."))]
    # It stands behind the block seminar, with the day on which it was released.
    zone = participation.seminar.zone
    day = grade.released_at.astimezone(ZoneInfo(zone)).date()
    milestone = timeline.Milestone("block", timeline.day_start(day, zone), timeline.exclusive_end(day, None, zone))
    url = reverse("grading:mine", args=[participation.seminar.slug])
    return [Task("grade", title, DONE, milestone, _("It is there."), url, _("See the grade"))]


def notices_for(seminar: Seminar, at: datetime, entries: list[Entry] | None = None) -> list[Notice]:
    """Nothing before the block seminar has begun: until then no sheet is late."""
    block = seminar.timeline.state("block", at)
    if block not in ("open", "over"):
        return []
    waiting = [entry for entry in (book(seminar) if entries is None else entries) if not entry.is_released]
    found = [absences(seminar, waiting), agreements(seminar, waiting)]
    if block == "over":
        found += [sheets(seminar, waiting), nobody(seminar, waiting)]
    return [notice for notice in found if notice]


def sheets(seminar: Seminar, entries: list[Entry]) -> Notice | None:
    """Sheets that are not final although the talks are over."""
    number = sum(blocker.key == "sheet_open" for entry in entries for blocker in entry.blockers)
    if not number:
        return None
    text = ngettext("sheet is not final", "sheets are not final", number)
    return Notice(number, text, _("Grades cannot be released before."), page(seminar) + "#missing", _("Look"))


def nobody(seminar: Seminar, entries: list[Entry]) -> Notice | None:
    number = sum(not entry.graders for entry in entries)
    if not number:
        return None
    text = ngettext("student is graded by nobody", "students are graded by nobody", number)
    url = reverse("grading:graders", args=[seminar.slug])
    return Notice(number, text, _("The paper has no supervisor, and nobody is appointed."), url, _("Appoint"))


def agreements(seminar: Seminar, entries: list[Entry]) -> Notice | None:
    number = sum(blocker.key == "to_be_agreed" for entry in entries for blocker in entry.blockers)
    if not number:
        return None
    text = ngettext("mark is to be agreed", "marks are to be agreed", number)
    return Notice(number, text, _("Two graders differ by more than the limit."), page(seminar), _("Look"))


def absences(seminar: Seminar, entries: list[Entry]) -> Notice | None:
    number = sum(entry.is_absence_undecided for entry in entries)
    if not number:
        return None
    text = ngettext("absence is undecided", "absences are undecided", number)
    return Notice(number, text, _("Somebody missed talks without an excuse."), page(seminar), _("Decide"))


def page(seminar: Seminar) -> str:
    return reverse("grading:overview", args=[seminar.slug])

"""What a release would do, before it is done: whose grade is ready, what stands against the others, what each would be.

The page shows this list, its button counts it, and the act stores it. Each grade has a fingerprint of all that its
student will read; if anything differs at the moment of the act, the act is refused and says what.
"""

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.core.grades import exact
from seminar.grading import released
from seminar.grading.book import PARTS, Entry, PartState, book
from seminar.grading.figures import written
from seminar.grading.models import Grade
from seminar.programme import credits
from seminar.programme.attendance import undecided
from seminar.programme.models import QuestionCredit
from seminar.seminars.models import Seminar
from seminar.seminars.presentation import Check

SHOWN = re.compile(r"(\d{1,18}):(\d\.\d):([0-9a-f]{16})")


# ---- one grade ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Candidate:
    """Somebody whose grade can be released, and the row that would be stored."""

    entry: Entry
    grade: Grade

    person = property(lambda self: self.entry.participation)
    report = property(lambda self: written(self.grade.report_mark))
    presentation = property(lambda self: written(self.grade.presentation_mark))

    @property
    def mark(self) -> str:
        return f"{self.person.pk}:{self.grade.grade}:{digest(self.grade)}"

    def message(self, seminar: Seminar, at: datetime) -> dict:
        """What the mail queue and the preview are given."""
        return {"kind": "grades_released", "to_user": self.person.user, "seminar": seminar, "at": at, "context": {}}


def candidate(entry: Entry, questions: list[QuestionCredit], titles: dict[int, str]) -> Candidate:
    """The grade of one person who is ready, as a row that is not stored."""
    result = entry.result
    asked = [{"at": row.given_at.isoformat(), "title": titles.get(row.talk.participation_id, "")} for row in questions]
    effect = {"worse_by": Decimal(0), "failed": False} | entry.effect
    detail = {
        "paper": entry.paper.paper.title,
        "rules": released.kept_rules(entry.rules),
        "steps": released.kept_steps(result),
        "absence": {"worse_by": str(effect["worse_by"]), "failed": effect["failed"]},
        "parts": {part.value: part_of(entry.parts[part]) for part in PARTS},
        "credits": asked,
    }
    grade = Grade(
        participation=entry.participation, grade=exact(result.grade, 1), is_passed=result.is_passed,
        report_mark=entry.report.mark, presentation_mark=entry.presentation.mark, credits=entry.credits,
        detail=detail,
    )  # fmt: skip
    return Candidate(entry, grade)


def part_of(state: PartState) -> dict:
    sheets = [cell.sheet for cell in state.cells]
    names = [cell.grader.user.display_name for cell in state.cells]
    remarks = [
        {"by": name, "text": sheet.remark} for name, sheet in zip(names, sheets, strict=True) if sheet.remark.strip()
    ]
    return {
        "mark": str(exact(state.mark, 1)),
        "graders": names,
        "is_agreed": state.agreement is not None,
        "remarks": remarks,
    }


def digest(grade: Grade) -> str:
    """A fingerprint of everything the student reads; the same before and after the row is stored."""
    numbers = [str(exact(Decimal(number))) for number in (grade.grade, grade.report_mark, grade.presentation_mark)]
    told = json.dumps([numbers, grade.is_passed, grade.credits, grade.detail], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


# ---- all of them ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Preview:
    """Everybody who holds a paper: whose grade is ready, whose is not and why, whose is out already."""

    seminar: Seminar
    ready: list[Candidate]
    blocked: list[Entry]
    released: list[Entry]

    @property
    def shown(self) -> str:
        """The list as the form carries it: whose grade the page showed, and which."""
        return " ".join(row.mark for row in self.ready)

    @property
    def german(self) -> int:
        return sum(row.person.user.language == "de" for row in self.ready)

    @property
    def english(self) -> int:
        return len(self.ready) - self.german

    @property
    def is_complete(self) -> bool:
        """Whether everybody can be released at once."""
        return bool(self.ready) and not self.blocked

    def of(self, participation_id: int) -> Candidate | None:
        return next((row for row in self.ready if row.person.pk == participation_id), None)


def preview(seminar: Seminar) -> Preview:
    """The state of this moment, in a constant number of queries."""
    entries = book(seminar)
    titles = {entry.participation.pk: entry.paper.paper.title for entry in entries}
    questions: dict[int, list[QuestionCredit]] = {}
    for row in credits.current(seminar):
        questions.setdefault(row.participation_id, []).append(row)
    return Preview(
        seminar,
        [candidate(row, questions.get(row.participation.pk, []), titles) for row in entries if row.is_ready],
        [row for row in entries if row.blockers],
        [row for row in entries if row.is_released],
    )


# ---- what is different from what a page showed -----------------------------------------------------------------------


def read_shown(text: str) -> dict[int, tuple[str, str]]:
    """What the form carried: participation -> grade and fingerprint. What is not understood was not shown."""
    return {int(pk): (grade, mark) for pk, grade, mark in SHOWN.findall(text)}


def is_done(seminar: Seminar, shown: str) -> bool:
    """Whether exactly what the page showed was released by then: the button was pressed twice."""
    wanted = read_shown(shown)
    rows = Grade.objects.filter(participation__seminar=seminar, number=1, participation__in=wanted)
    given = {row.participation_id: (str(row.grade), digest(row)) for row in rows}
    return bool(wanted) and given == wanted


def differences(shown: str, now: Preview) -> list[str]:
    """What is not as the page showed it, one sentence for each person, by name."""
    before = read_shown(shown)
    after = {row.person.pk: row for row in now.ready}
    people = now.seminar.participations.with_people().in_bulk(before.keys() | after.keys())
    out = {row.participation.pk for row in now.released}
    blocked = {row.participation.pk for row in now.blocked}
    found = []
    for pk in sorted(before.keys() | after.keys()):
        name = people[pk].user.display_name if pk in people else ""
        if name and pk not in after:
            found.append(gone(name, is_out=pk in out, is_blocked=pk in blocked))
        elif name and (sentence := difference(name, before.get(pk), after[pk].grade)):
            found.append(sentence)
    return sorted(found)


def gone(name: str, *, is_out: bool, is_blocked: bool) -> str:
    """Why somebody whom the page showed is not in the list any more."""
    if is_out:
        return _("%(name)s: released in the meantime.") % {"name": name}
    if is_blocked:
        return _("%(name)s: not ready any more.") % {"name": name}
    return _("%(name)s: not in the seminar any more.") % {"name": name}


def difference(name: str, before: tuple[str, str] | None, grade: Grade) -> str:
    """What is not as the page showed it, or nothing."""
    if before is None:
        return _("%(name)s: ready by now.") % {"name": name}
    if before == (str(grade.grade), digest(grade)):
        return ""
    if Decimal(before[0]) == grade.grade:
        return _("%(name)s: the grade is the same, what it is made of is not.") % {"name": name}
    numbers = {"name": name, "old": written(Decimal(before[0]), 1), "new": written(grade.grade, 1)}
    return _("%(name)s: the grade was %(old)s and is %(new)s now.") % numbers


# ---- checks ---------------------------------------------------------------------------------------------------------


def checks(now: Preview) -> list[Check]:
    """What has to hold for the release of all: no open sheet, no unresolved deviation, every absence decided."""
    keys = Counter(blocker.key for entry in now.blocked for blocker in entry.blockers)
    where = reverse("grading:overview", args=[now.seminar.slug])
    return [
        Check(open_text % {"n": keys[key]}, where, _("Look")) if keys[key] else Check(fine)
        for key, fine, open_text in gate(keys)
    ]


def gate(keys: Counter) -> list[tuple[str, str, str]]:
    """The kinds of blockers, what is said where there is none, and where there are some."""
    return [
        (
            "no_grader",
            _("Everybody has a grader"),
            ngettext("%(n)d person is graded by nobody.", "%(n)d people are graded by nobody.", keys["no_grader"]),
        ),
        (
            "sheet_open",
            _("Every sheet is final"),
            ngettext("%(n)d sheet is open.", "%(n)d sheets are open.", keys["sheet_open"]),
        ),
        (
            "to_be_agreed",
            _("No mark has to be agreed"),
            ngettext("%(n)d mark is to be agreed.", "%(n)d marks are to be agreed.", keys["to_be_agreed"]),
        ),
        (
            "absence",
            _("Every absence without an excuse is decided"),
            ngettext("%(n)d absence is undecided.", "%(n)d absences are undecided.", keys["absence"]),
        ),
    ]


def notes(now: Preview, at: datetime) -> list[Check]:
    """What does not stand against the release, but somebody has to have seen it."""
    seminar, found = now.seminar, []
    if not now.ready and not now.blocked:
        return found
    if number := undecided(seminar, at):
        text = ngettext(
            "%(n)d mark of attendance is undecided and changes no grade.",
            "%(n)d marks of attendance are undecided and change no grade.",
            number,
        )
        found.append(Check(text % {"n": number}, reverse("programme:attendance", args=[seminar.slug]), _("Decide")))
    if seminar.timeline.phase(at) != "grades":
        text = _("The block seminar is not over. What is recorded later changes no released grade.")
        found.append(Check(text, reverse("seminars:dates", args=[seminar.slug]), _("See the dates")))
    return found

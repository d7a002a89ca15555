"""The act that tells students their grade, and what can still be changed afterwards."""

from django.db import transaction

from seminar.core.grades import exact, final_grade
from seminar.grading import release as plan
from seminar.grading import released
from seminar.grading.models import Grade, Part
from seminar.log.actions import record
from seminar.mail.actions import queue
from seminar.seminars.actions.decision import begin


class Different(Exception):
    """Not what the page showed; `sentences` say what is different."""

    def __init__(self, sentences: list[str]):
        super().__init__(*sentences)
        self.sentences = sentences


class NotReady(Exception):
    """Something stands against the release of everybody, or there is nobody to release."""


class ChangedBefore(Exception):
    """The grade was changed since the page was opened. `grade` is what is valid now."""

    def __init__(self, grade: Grade):
        super().__init__(f"grade is at number {grade.number}")
        self.grade = grade


@transaction.atomic
def release(*, participation, shown, only_ready=False, reason="") -> list[Grade]:
    """Store the grades of everybody and write to them; with `only_ready` and a reason, of those who are ready.

    Everything is read again under the lock. Pressed twice it is one release: the second time nothing is returned.
    Raises Different when a grade is not as the page showed it (`shown`, of `Preview`), and NotReady.
    """
    seminar, at = begin(participation)
    now = plan.preview(seminar)
    if plan.is_done(seminar, shown):
        return []
    if shown != now.shown:
        raise Different(plan.differences(shown, now))
    if not now.ready or (now.blocked and not (only_ready and reason)):
        raise NotReady
    for row in now.ready:
        row.grade.released_at, row.grade.released_by = at, participation.user
        row.grade.save(force_insert=True)
        queue(**row.message(seminar, at), key=f"grade:{row.grade.pk}")
    waiting = [entry.participation.user.display_name for entry in now.blocked]
    # Whose grade it is stands with the grade; which one it is stands nowhere else.
    after = {"number": len(now.ready), "not_yet": waiting}
    record(seminar=seminar, by=participation.user, at=at, what="grades.released", after=after, reason=reason)
    return [row.grade for row in now.ready]


@transaction.atomic
def change_grade(*, participation, person, number, report_mark, presentation_mark, credits, reason) -> Grade:
    """Replace a released grade by one from other marks, by the rule of the release; the one before stays on record.

    `number` is the grade the page showed. The same change twice is one. Raises ChangedBefore, and DoesNotExist where
    nothing is released or the student has left: nobody would read it.
    """
    seminar, at = begin(participation)
    rows = Grade.objects.filter(participation__seminar=seminar).select_related("participation__user")
    old = rows.get(participation=person, participation__left_at__isnull=True, replaced_at__isnull=True)
    new = changed(old, report_mark, presentation_mark, credits)
    if old.number == number + 1 and old.reason == reason and plan.digest(old) == plan.digest(new):
        return old
    if old.number != number:
        raise ChangedBefore(old)
    old.replaced_at = at
    old.save(update_fields=["replaced_at"])
    new.number, new.reason, new.released_at, new.released_by = old.number + 1, reason, at, participation.user
    new.save(force_insert=True)
    to_user = old.participation.user
    record(
        seminar=seminar, by=participation.user, at=at, what="grade.changed", subject=to_user.display_name,
        before=old.number, after=new.number, reason=reason,
    )  # fmt: skip
    queue(kind="grade_changed", to_user=to_user, seminar=seminar, at=at, context={}, key=f"grade:{new.pk}")
    return new


def changed(old: Grade, report_mark, presentation_mark, credits) -> Grade:
    """The row that these numbers make, by the rule and the decision about missed talks of the row before."""
    detail = old.detail
    result = final_grade(
        report_mark, presentation_mark, credits, released.rules_of(detail), **released.absence_of(detail)
    )
    marks = {Part.REPORT: report_mark, Part.PRESENTATION: presentation_mark}
    parts = {part: kept | {"mark": str(exact(marks[part], 1))} for part, kept in detail["parts"].items()}
    for part, kept in parts.items():
        if kept["mark"] != detail["parts"][part]["mark"]:
            kept["is_changed"] = True
    return Grade(
        participation=old.participation, grade=exact(result.grade, 1), is_passed=result.is_passed,
        report_mark=report_mark, presentation_mark=presentation_mark, credits=credits,
        detail=detail | {"parts": parts, "steps": released.kept_steps(result)},
    )  # fmt: skip

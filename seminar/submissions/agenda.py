"""What a student has to hand in, and what an organiser should look at."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.core.timeline import Milestone
from seminar.display import formats
from seminar.seminars.agenda import DONE, DUE, LATER, MISSED, OPENS, Notice, Task
from seminar.seminars.models import Participation, Seminar
from seminar.submissions import standing
from seminar.submissions.policies import holds_paper, is_taken
from seminar.submissions.standing import HandedIn

# A deadline further ahead is nothing to do now, unless it is the next one.
SOON = timedelta(days=31)
# From here on organisers read who is missing.
NEAR = timedelta(days=3)

# ---- students -------------------------------------------------------------------------------------------------------


def tasks_for(participation: Participation, at: datetime) -> list[Task]:
    """One task for each deliverable; none for somebody who holds no paper."""
    if not holds_paper(participation):
        return []
    found = list(standing.standing_of(participation).values())
    ahead = [row.due for row in found if row.due and row.state(at) == "open"]
    until = max(min(ahead), at + SOON) if ahead else at
    return [with_extension(task_for(row, at, until), row) for row in found]


def task_for(handed_in: HandedIn, at: datetime, until: datetime) -> Task:
    """`until`: open deadlines up to this one are due, later ones are later."""
    deliverable, state = handed_in.deliverable, handed_in.state(at)
    key, title = f"hand_in:{deliverable.kind}", str(deliverable)
    milestone = Milestone("hand_in", ends=handed_in.due)
    if handed_in.due is None and not handed_in.submissions:
        return Task(key, title, OPENS, milestone)
    url = reverse("submissions:deliverable", args=[handed_in.participation.seminar.slug, deliverable.kind])
    if state == "open":
        status = DUE if handed_in.due <= until else LATER
        return Task(key, title, status, milestone, _("Nothing is uploaded yet."), url, _("Upload"))
    if state == "counts":
        act = _("Replace") if is_taken(handed_in, at) and not handed_in.is_over(at) else ""
        return Task(key, title, DONE, milestone, counts_text(handed_in), url, act)
    act = _("Upload") if is_taken(handed_in, at) else ""
    text = _("Nothing was uploaded in time.")
    if state == "late":
        text = _("Version %(n)d came late and does not count.") % {"n": handed_in.newest.version}
    return Task(key, title, MISSED, milestone, text, url, act)


def with_extension(task: Task, handed_in: HandedIn) -> Task:
    """Whoever has more time reads from when on."""
    general = handed_in.general_due
    if not handed_in.extension or general is None or handed_in.due == general:
        return task
    text = _("Extended from %(when)s.") % {"when": formats.deadline(general, handed_in.participation.seminar.zone)}
    return replace(task, detail=f"{task.detail} {text}".strip())


def counts_text(handed_in: HandedIn) -> str:
    """Which version counts, and whether a newer one came late."""
    numbers = {"n": handed_in.counts.version, "late": handed_in.newest.version}
    if handed_in.newest is handed_in.counts:
        return _("Version %(n)d counts.") % numbers
    return _("Version %(n)d counts; version %(late)d came late.") % numbers


# ---- organisers -----------------------------------------------------------------------------------------------------


def notices_for(seminar: Seminar, at: datetime, people=None) -> list[Notice]:
    """Who is missing when a deadline is near or over, late files nobody decided about, files that were not checked.

    `people`: the answer of `standing.matrix`, where the caller has it already.
    """
    people = standing.matrix(seminar) if people is None else people
    everything = [row for _person, found in people for row in found.values()]
    kinds = {row.deliverable.kind: [] for row in everything}
    for row in everything:
        kinds[row.deliverable.kind].append(row)
    found = [missing_notice(seminar, rows, at) for rows in kinds.values()]
    found += [late_notice(seminar, everything), unchecked_notice(seminar, everything)]
    return [notice for notice in found if notice]


def missing_notice(seminar, rows: list[HandedIn], at) -> Notice | None:
    """For one deliverable once its deadline is near: as many as the table shows and the reminder reaches."""
    deliverable, number = rows[0].deliverable, sum(row.is_missing for row in rows)
    due = rows[0].general_due
    if not number or due is None or at < due - NEAR:
        return None
    text = ngettext("student is missing: %(what)s", "students are missing: %(what)s", number) % {"what": deliverable}
    is_over = at >= due
    why = (_("It was due %(due)s.") if is_over else _("Due %(due)s.")) % {"due": formats.deadline(due, seminar.zone)}
    return Notice(number, text, why, page(seminar, deliverable.kind, "missing"), _("Look"))


def late_notice(seminar, rows) -> Notice | None:
    waiting = [row for row in rows if row.newest and row.newest is not row.counts]
    if not waiting:
        return None
    text = ngettext("late file waits for a decision", "late files wait for a decision", len(waiting))
    why = _("It counts only if you let it count.")
    return Notice(len(waiting), text, why, shared_page(seminar, waiting, "late"), _("Decide"))


def unchecked_notice(seminar, rows) -> Notice | None:
    unchecked = [row for row in rows if (row.counts or row.newest) and not (row.counts or row.newest).is_checked]
    if not unchecked:
        return None
    text = ngettext("file was received and not checked", "files were received and not checked", len(unchecked))
    why = _("Open it once and see whether it is what it should be.")
    return Notice(len(unchecked), text, why, shared_page(seminar, unchecked, "unchecked"), _("Look"))


def shared_page(seminar, rows, state) -> str:
    """The rows meant, where they are of one kind; else the whole table."""
    kinds = {row.deliverable.kind for row in rows}
    return page(seminar, kinds.pop(), state) if len(kinds) == 1 else reverse("submissions:matrix", args=[seminar.slug])


def page(seminar, kind, state) -> str:
    return reverse("submissions:matrix", args=[seminar.slug]) + f"?kind={kind}&state={state}"

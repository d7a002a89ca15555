"""A student's semester as one list of steps, and the one that comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from seminar.assignment import agenda as assignment
from seminar.assignment.standing import Standing
from seminar.core import timeline
from seminar.preferences import agenda as preferences
from seminar.seminars import agenda as seminars
from seminar.seminars.agenda import DONE, DUE, IN_PROGRESS, MISSED, OVER, Task
from seminar.seminars.models import Participation, Seminar


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now, with the one button of the page. `until` is an exclusive end, `opens` a start."""

    title: str
    act: str
    url: str
    detail: str = ""
    until: datetime | None = None
    opens: datetime | None = None
    task: str = ""
    is_optional: bool = False


def steps_for(participation: Participation, at: datetime, standing: Standing | None = None) -> list[Task]:
    """Every step of this person, each answered by the part of the program that knows it, in the order of the dates."""
    tasks = [
        *preferences.tasks_for(participation, at),
        *assignment.tasks_for(participation, at, standing),
        *seminars.tasks_for(participation, at),
    ]
    order = {kind.key: place for place, kind in enumerate(timeline.KINDS)}
    return sorted(tasks, key=lambda task: order[task.milestone.key])


def next_step(seminar: Seminar, tasks: list[Task], at: datetime) -> NextStep:
    """What is due; where nothing is, what may still be changed; where nothing can be, what to read meanwhile."""
    for wanted in ((DUE, IN_PROGRESS), (DONE,)):
        for task in tasks:
            if task.act and task.status in wanted:
                # What is done and has an end can be changed until then; the rest is there to be seen.
                is_done = task.status == DONE and task.milestone.ends is not None
                title = _("Nothing has to be done now") if is_done else task.title
                until = task.milestone.ends
                return NextStep(title, task.act, task.url, task.detail, until, task=task.key, is_optional=is_done)
    return waiting_step(seminar, at)


def waiting_step(seminar: Seminar, at: datetime) -> NextStep:
    """The step of somebody who can only wait: it names what is waited for."""
    window = seminar.timeline.get("preferences")
    papers = reverse("preferences:catalogue", args=[seminar.slug])
    if not seminar.is_announced:
        profile = reverse("accounts:profile")
        return NextStep(_("Wait until the seminar is announced"), _("Check your name and settings"), profile)
    state = seminar.timeline.state("preferences", at)
    if state == "over":
        mine = reverse("preferences:mine", args=[seminar.slug])
        return NextStep(_("Wait for the assignment of papers"), _("See your preferences"), mine)
    opens = window.starts if state == "before" else None
    detail = "" if opens else _("The dates for preferences are still open.")
    return NextStep(_("Read the papers"), _("See the papers"), papers, detail, opens=opens)


def is_behind(task: Task) -> bool:
    """Whether a step needs no more attention."""
    return task.status in (DONE, OVER, MISSED)

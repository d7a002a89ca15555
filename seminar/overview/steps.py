"""A student's semester as one list of steps, and the one that comes next."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from seminar.assignment import agenda as assignment
from seminar.assignment.models import MeetingAttendance
from seminar.assignment.standing import Standing
from seminar.core import timeline
from seminar.grading import agenda as grading
from seminar.preferences import agenda as preferences
from seminar.programme import agenda as programme
from seminar.seminars import agenda as seminars
from seminar.seminars.agenda import DONE, DUE, IN_PROGRESS, LATER, MISSED, OVER, Task
from seminar.seminars.models import Participation, Seminar
from seminar.submissions import agenda as submissions

# While somebody works on the report and the talk, a file that is missing is the thing to do.
WORKING = ("reports", "programme", "block")


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
    """Every step of this person, each answered by the part of the program that knows it, in the order of the dates.

    Before the assignment the second half is a plan without links. Whoever has no paper afterwards reads nothing of it.
    """
    standing = standing or Standing(participation)
    tasks = [*preferences.tasks_for(participation, at), *assignment.tasks_for(participation, at, standing)]
    tasks += [with_attendance(task, participation) for task in seminars.tasks_for(participation, at)]
    if standing.offered:
        tasks += submissions.tasks_for(participation, at)
        tasks += programme.tasks_for(participation, at)
        tasks += grading.tasks_for(participation, at)
    elif not standing.is_published:
        tasks += seminars.plan_for(participation.seminar, at)
    return sorted(tasks, key=place_of)


def place_of(task: Task) -> tuple:
    """In the order of the dates; files among themselves by the own deadline, one without it last."""
    order = list(timeline.KINDS_BY_KEY).index(task.milestone.key)
    ends = task.milestone.ends if task.milestone.key == "hand_in" else None
    return order, ends is None, ends or 0


def with_attendance(task: Task, participation: Participation) -> Task:
    """The first meeting is done for whoever was there; nobody reads that somebody was missed."""
    marks = MeetingAttendance.objects.filter(participation=participation, state=MeetingAttendance.State.PRESENT)
    if task.key != "first_meeting" or task.status != OVER or not marks.exists():
        return task
    return replace(task, status=DONE, detail=_("You were there."))


def next_step(seminar: Seminar, tasks: list[Task], at: datetime) -> NextStep:
    """What is due; what came too late; what can still be changed; what to look at; else what is waited for."""
    phase = seminar.timeline.phase(at)
    acting = [task for task in tasks if task.act and not is_early(task, phase)]
    if found := first(acting, DUE, IN_PROGRESS):
        return step_of(found)
    late = [task for task in acting if phase in WORKING]
    if found := first(late, MISSED):
        return replace(step_of(found), until=None)
    changeable = [task for task in acting if task.milestone.ends and at < task.milestone.ends]
    if found := first(changeable, DONE):
        return replace(step_of(found), title=_("Nothing has to be done now"), is_optional=True)
    if any(task.key == "grade" for task in tasks) and phase == "grades":
        return first_grade(seminar, acting)
    if found := first(acting, LATER) or first(acting[::-1], DONE):
        return replace(step_of(found), until=None)
    return waiting_step(seminar, at)


def is_early(task: Task, phase: str) -> bool:
    """Until the first meeting is over the paper is what there is to see; files and the talk are steps afterwards."""
    return task.key.startswith(("hand_in", "block")) and phase not in (*WORKING, "grades")


def first(tasks: list[Task], *statuses: str) -> Task | None:
    return next((task for task in tasks if task.status in statuses), None)


def step_of(task: Task) -> NextStep:
    return NextStep(task.title, task.act, task.url, task.detail, task.milestone.ends, task=task.key)


def first_grade(seminar: Seminar, acting: list[Task]) -> NextStep:
    """After the block seminar: the grade, or how it will be made."""
    if found := next((task for task in acting if task.key == "grade"), None):
        return replace(step_of(found), until=None)
    url = reverse("grading:rule", args=[seminar.slug])
    return NextStep(_("Wait for your grade"), _("How grades are made"), url, _("You get a mail when it is there."))


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

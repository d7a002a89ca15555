"""What the overview asks every step: what has this person to do, and what should an organiser look at.

A step answers `tasks_for(participation, at)` and `notices_for(seminar, at)` in its own `agenda.py`; the overview only
puts the answers in order. Here: the dates of the seminar itself.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.core import timeline
from seminar.seminars.models import Participation, Seminar

DONE, DUE, IN_PROGRESS, OPENS, LATER, MISSED, OVER = "done", "due", "in_progress", "opens", "later", "missed", "over"
# Somebody may do it, and nobody has to.
POSSIBLE = "possible"


@dataclass(frozen=True)
class Task:
    """One step of a student's semester. `act` and `url` are set while there is something to do or to see."""

    key: str
    title: str
    status: str
    milestone: timeline.Milestone
    detail: str = ""
    url: str = ""
    act: str = ""


@dataclass(frozen=True)
class Notice:
    """One row of "needs attention": number, noun, consequence, link. Never made for a number of zero."""

    number: int
    text: str
    why: str
    url: str
    act: str


def tasks_for(participation: Participation, at: datetime) -> list[Task]:
    """The first meeting, which no other step looks after."""
    return [_dated("first_meeting", _("First meeting"), participation.seminar, at)]


def plan_for(seminar: Seminar, at: datetime) -> list[Task]:
    """What comes once papers are assigned, for people who do not have one yet: dates only."""
    return [
        _dated("hand_in", _("Report and first version of the slides (PDF)"), seminar, at),
        _dated("block", _("Block seminar and your talk"), seminar, at),
        Task("grade", _("Your grade"), LATER, timeline.Milestone("block")),
    ]


def _dated(key: str, title: str, seminar: Seminar, at: datetime) -> Task:
    dates = seminar.timeline
    return Task(key, title, OVER if dates.state(key, at) == "over" else LATER, dates.get(key), _place(dates.get(key)))


def _place(milestone: timeline.Milestone) -> str:
    return ". ".join(part for part in (milestone.place, milestone.note) if part)


def notices_for(seminar: Seminar, at: datetime) -> list[Notice]:
    """Gaps in the set-up that will be noticed by somebody else if not by the organiser."""
    notices = []
    offered = seminar.offered_papers.available()
    if number := offered.filter(supervisor=None).count():
        text = ngettext("paper has no supervisor", "papers have no supervisor", number)
        why = _("Students see nobody to ask.")
        notices.append(Notice(number, text, why, reverse("seminars:papers", args=[seminar.slug]), _("Assign")))
    if missing := sum(not milestone.is_known for milestone in seminar.timeline.milestones):
        text = ngettext("date is still open", "dates are still open", missing)
        why = _("The public page says so.")
        notices.append(Notice(missing, text, why, reverse("seminars:dates", args=[seminar.slug]), _("Set")))
    nameless = seminar.participations.present().filter(user__name="", role="student").count()
    if nameless:
        text = ngettext("person has told no name yet", "people have told no name yet", nameless)
        why = _("Lists show the e-mail address instead.")
        notices.append(Notice(nameless, text, why, reverse("seminars:people", args=[seminar.slug]), _("Look")))
    return notices

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


def notices_for(seminar: Seminar, at: datetime, is_assigned: bool = False) -> list[Notice]:
    """Gaps in the set-up that will be noticed by somebody else if not by the organiser.

    Once papers are assigned, what the list of papers lacks is no gap of the set-up any more.
    """
    found = [None if is_assigned else supervisors_notice(seminar), dates_notice(seminar), names_notice(seminar)]
    return [notice for notice in found if notice]


def supervisors_notice(seminar: Seminar) -> Notice | None:
    number = seminar.offered_papers.available().filter(supervisor=None).count()
    if not number:
        return None
    text = ngettext("paper has no supervisor", "papers have no supervisor", number)
    url = reverse("overview:supervision", args=[seminar.slug])
    return Notice(number, text, _("Students see nobody to ask."), url, _("Assign"))


def dates_notice(seminar: Seminar) -> Notice | None:
    number = sum(not milestone.is_known for milestone in seminar.timeline.milestones)
    if not number:
        return None
    text = ngettext("date is still open", "dates are still open", number)
    url = reverse("seminars:dates", args=[seminar.slug])
    return Notice(number, text, _("The public page says so."), url, _("Set"))


def names_notice(seminar: Seminar) -> Notice | None:
    number = seminar.participations.present().filter(user__name="", role="student").count()
    if not number:
        return None
    text = ngettext("person has told no name yet", "people have told no name yet", number)
    url = reverse("seminars:people", args=[seminar.slug])
    return Notice(number, text, _("Lists show the e-mail address instead."), url, _("Look"))

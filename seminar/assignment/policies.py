"""Who may assign, publish, leave, and when."""

from datetime import datetime

from seminar.assignment.models import Run
from seminar.seminars.models import Participation, Seminar


def may_assign(participation: Participation) -> bool:
    """Whether this person computes, fixes, publishes and places."""
    return participation.is_organiser and not participation.has_left


def is_closed(seminar: Seminar, at: datetime) -> bool:
    """Whether preferences are closed: from then on a run is more than a trial."""
    return seminar.timeline.state("preferences", at) == "over"


def may_publish(run: Run, at: datetime) -> bool:
    """Whether this run can become the assignment at all; whether it is still up to date, the action decides."""
    return not run.is_trial and is_closed(run.seminar, at)


def may_deregister(participation: Participation, at: datetime) -> bool:
    """Whether this student may leave without asking: until the last day, as long as they are there."""
    seminar = participation.seminar
    return participation.is_student and not participation.has_left and seminar.timeline.is_open("deregistration", at)

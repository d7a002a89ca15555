"""Who may do what with programme, attendance and question credits, and when."""

from datetime import datetime

from seminar.programme import grades
from seminar.seminars.models import Participation, Seminar


def is_staff(participation: Participation) -> bool:
    """Whether this person works at the block seminar: organisers, and everybody who supervises a paper."""
    return (participation.is_organiser or participation.is_supervisor) and not participation.has_left


def has_begun(seminar: Seminar, at: datetime) -> bool:
    """Whether the first day of the block seminar has begun."""
    begins = seminar.timeline.get("block").starts
    return begins is not None and begins <= at


def may_mark(participation: Participation, at: datetime) -> bool:
    """Whether this person may credit questions and mark attendance: from the first day until grades are released.

    Later than the day itself on purpose: what stands on a printed list is entered afterwards.
    """
    seminar = participation.seminar
    return is_staff(participation) and has_begun(seminar, at) and not grades.is_released(seminar)

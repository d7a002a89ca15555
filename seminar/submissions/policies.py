"""Who may hand in, read and decide about files, and when."""

from datetime import datetime

from seminar.assignment import querysets
from seminar.seminars.models import Participation
from seminar.submissions.models import Submission
from seminar.submissions.standing import HandedIn


def holds_paper(participation: Participation) -> bool:
    """Whether this is a present student who holds a paper: only they hand something in."""
    is_here = participation.is_student and not participation.has_left
    return is_here and querysets.holders(participation.seminar).filter(pk=participation.pk).exists()


def may_upload(participation: Participation, handed_in: HandedIn, at: datetime) -> bool:
    """Whether a file of this student that has arrived at `at` is taken, on time or marked late."""
    return is_taken(handed_in, at) and holds_paper(participation)


def is_taken(handed_in: HandedIn, at: datetime) -> bool:
    """Whether the dates allow a file at `at`: a deadline is known, and late ones are accepted once it is over."""
    return handed_in.due is not None and (handed_in.deliverable.accepts_late or not handed_in.is_over(at))


def may_decide(participation: Participation) -> bool:
    """Whether this person runs the hand-in: extensions, late versions, reminders, uploads for somebody."""
    return participation.is_organiser and not participation.has_left


def may_upload_for(participation: Participation, person: Participation) -> bool:
    """Whether this organiser may hand in for that student, whatever the dates say; the reason is on record."""
    return may_decide(participation) and participation.seminar_id == person.seminar_id and holds_paper(person)


def may_let_count(participation: Participation, submission: Submission) -> bool:
    """Whether this organiser can decide if a late version counts: as long as its student is in the seminar."""
    person = submission.participation
    return may_decide(participation) and participation.seminar_id == person.seminar_id and not person.has_left


def may_read(participations: list[Participation], submission: Submission) -> bool:
    """Whether somebody who is these in the seminar of the file may read it.

    The student, organisers, and who supervises the paper the student holds now.
    """
    present = [row for row in participations if not row.has_left and row.seminar_id == seminar_of(submission)]
    if any(row.pk == submission.participation_id or row.is_organiser for row in present):
        return True
    supervisors = [row.pk for row in present if row.is_supervisor]
    return bool(supervisors) and supervisor_of(submission) in supervisors


def seminar_of(submission: Submission) -> int:
    return submission.participation.seminar_id


def supervisor_of(submission: Submission) -> int | None:
    """The participation that supervises the paper its student holds now."""
    seminar = submission.participation.seminar
    held = querysets.holders(seminar).filter(pk=submission.participation_id).values("paper_id")
    return seminar.offered_papers.filter(pk__in=held).values_list("supervisor_id", flat=True).first()

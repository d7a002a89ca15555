"""Who may do what with programme, attendance and question credits, and when."""

from datetime import datetime

from seminar.programme import grades
from seminar.programme.models import Consent
from seminar.seminars.models import Participation, Seminar
from seminar.submissions.policies import holds_paper


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


# ---- the programme --------------------------------------------------------------------------------------------------


def may_arrange(participation: Participation) -> bool:
    """Whether this person lays the talks out and publishes the programme."""
    return participation.is_organiser and not participation.has_left


def may_see_names(participations: list[Participation]) -> bool:
    """Whether somebody who is these in the seminar reads every speaker's name: staff, and whoever holds a paper.

    Everybody else, also who waits for a paper, needs the speaker's consent.
    """
    return any(is_staff(row) or holds_paper(row) for row in participations)


def is_name_public(speaker: Participation, consent: Consent | None) -> bool:
    """Whether everybody reads this speaker's name."""
    return consent is not None and consent.name_is_public and not speaker.has_left


def may_consent(participation: Participation) -> bool:
    """Whether this person decides what the public page shows of a talk: whoever gives one."""
    return holds_paper(participation)


def may_read_slides(participations: list[Participation], speaker: Participation, consent: Consent | None) -> bool:
    """Whether the final slides of a published talk are handed out: with consent to everybody who asks.

    Without it the speaker and the staff read them. The slides of somebody who has left are handed out to nobody.
    """
    if speaker.has_left or not speaker.is_student:
        return False
    if consent is not None and consent.slides_are_public:
        return True
    return any(row.pk == speaker.pk or is_staff(row) for row in participations if not row.has_left)

"""Who may do what with a seminar itself. Plain questions; templates get the answers."""

from datetime import datetime

from papers.entries import entry_of
from papers.models import Paper
from papers.reading_lists.duplicates import DIFFERENT, compare
from seminar.seminars.models import Participation, ReadingListDraft, Seminar


def may_create_seminar(user) -> bool:
    """Whether this person may set a new seminar up; the operator says so on the account."""
    return user.is_authenticated and user.may_create_seminars


def may_see(seminar: Seminar, participations: list[Participation]) -> bool:
    """Whether the public page exists for this person: announced for everybody, before that for staff of the seminar."""
    return seminar.is_announced or any(
        may_manage(row) or row.is_supervisor for row in participations if not row.has_left
    )


def may_manage(participation: Participation) -> bool:
    """Whether this person sets up the seminar: dates, papers, people."""
    return participation.is_organiser and not participation.has_left


def may_join(seminar: Seminar, code: str, participations: list[Participation]) -> bool:
    """Whether the open join link lets this person in: it is switched on, the code fits, they have no part in it yet."""
    return bool(seminar.join_code) and code == seminar.join_code and seminar.is_announced and not participations


def excludes(role: str, held: str) -> bool:
    """Whether somebody who holds one role cannot take the other: a student is neither organiser nor supervisor."""
    return role != held and Participation.Role.STUDENT in (role, held)


def may_use_library(user) -> bool:
    """Whether this person reads the library: whoever is staff of any seminar, or may set one up."""
    return may_create_seminar(user) or Participation.objects.staff().present().filter(user=user).exists()


def may_merge(user, kept: Paper, other: Paper) -> bool:
    """Whether this person makes one record of these two: whoever answers for both of them.

    Whoever answers for one only may where the rule for duplicates sees, or asks about, the same work: a merge changes
    the list of another seminar and cannot be undone.
    """
    own = answers_for(user, [kept, other])
    return len(own) == 2 or (bool(own) and compare(entry_of(kept), entry_of(other)).kind != DIFFERENT)


def answers_for(user, papers) -> set[int]:
    """Those of the papers whose record this person may put right: organisers of a seminar that offers it, and who may
    set a seminar up.

    A record belongs to every seminar that offers it. Whoever answers for a list, or is about to write one, may put the
    records right, as organisers may correct a shared paper already; each seminar has it on record. Supervisors answer
    for papers, not for the list.
    """
    if may_create_seminar(user):
        return {paper.pk for paper in papers}
    organises = Participation.objects.organisers().present().filter(user=user)
    own = organises.filter(seminar__offered_papers__paper__in=papers)
    return set(own.values_list("seminar__offered_papers__paper", flat=True)) & {paper.pk for paper in papers}


def may_supervise(participation: Participation) -> bool:
    """Whether papers can be given to this person."""
    return participation.is_supervisor and not participation.has_left


def claiming_is_over(seminar: Seminar, at: datetime) -> bool:
    """Whether supervisors keep their papers: once the reports are due, because files and grading follow a paper."""
    return seminar.timeline.state("hand_in", at) == "over"


def may_claim(participation: Participation, at: datetime) -> bool:
    """Whether this supervisor takes papers, and gives them back, without asking; the organisers switch it."""
    seminar = participation.seminar
    return may_supervise(participation) and seminar.supervisors_may_claim and not claiming_is_over(seminar, at)


def may_take_back(added: ReadingListDraft) -> bool:
    """Whether a list that was added may come off as a whole: until an assignment is computed with its papers.

    `added` is one of `lists_added`.
    """
    return added.last_run_at is None or added.last_run_at < added.added_at


def may_announce(seminar: Seminar) -> bool:
    """Whether the seminar has what a visitor needs to know before it becomes public."""
    return not seminar.is_announced

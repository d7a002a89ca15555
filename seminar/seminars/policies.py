"""Who may do what with a seminar itself. Plain questions; templates get the answers."""

from seminar.seminars.models import Participation, Seminar


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


def may_announce(seminar: Seminar) -> bool:
    """Whether the seminar has what a visitor needs to know before it becomes public."""
    return not seminar.is_announced

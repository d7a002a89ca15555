"""Who may grade, see, agree and decide, and until when."""

from seminar.grading import querysets
from seminar.grading.book import Cell, Entry, PartState
from seminar.seminars.models import Participation, Seminar


def may_manage_grades(participation: Participation) -> bool:
    """Whether this person appoints graders, sets the rules, decides about missed talks."""
    return participation.is_organiser and not participation.has_left


def grades_here(participations: list[Participation], state: PartState) -> Cell | None:
    """The cell of somebody who is these in the seminar; None for whoever is not appointed."""
    return state.cell_of(participations)


def may_write(entry: Entry, cell: Cell) -> bool:
    """Whether a sheet can be changed: not final, and the grade not released."""
    return not entry.is_released and not cell.is_final


def may_reopen(entry: Entry, cell: Cell) -> bool:
    """Whether a final sheet can be opened again by its grader: until the release."""
    return not entry.is_released and cell.is_final


def may_see_states(participations: list[Participation], state: PartState) -> bool:
    """Whether somebody may know who is done: the graders of the part, and organisers."""
    return state.cell_of(participations) is not None or any(may_manage_grades(row) for row in participations)


def may_compare(participations: list[Participation], state: PartState) -> bool:
    """Whether somebody sees the marks of all graders side by side: once all are final, and never before."""
    return state.is_final and may_see_states(participations, state)


def may_agree(participations: list[Participation], entry: Entry, state: PartState) -> bool:
    """Whether somebody may enter the agreed mark: a grader of the part or an organiser, until the release."""
    return state.differs and not entry.is_released and may_see_states(participations, state)


def may_decide_absence(participation: Participation, entry: Entry) -> bool:
    """Whether this organiser can say what the missed talks of this student do to the grade."""
    return may_manage_grades(participation) and bool(entry.gaps) and not entry.is_released


def may_change_rules(participation: Participation) -> bool:
    """Whether this organiser can change the rules: as long as no grade was made by them."""
    return may_manage_grades(participation) and not are_rules_locked(participation.seminar)


def are_rules_locked(seminar: Seminar) -> bool:
    return querysets.is_released(seminar)

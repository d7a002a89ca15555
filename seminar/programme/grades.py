"""What the block seminar has to know of grading, which stands above it and cannot be imported.

These facts are read through the relations that grading has to a seminar and its people; nothing here changes them.
"""

from dataclasses import dataclass
from decimal import Decimal

from seminar.core.grades import BONUS_CAP, QUESTION_CREDIT_STEP
from seminar.seminars.models import OfferedPaper, Participation, Seminar


@dataclass(frozen=True)
class Bonus:
    """By how much good questions improve a grade: each one by `step`, all of them by `cap` at most."""

    step: Decimal
    cap: Decimal

    @property
    def has_effect(self) -> bool:
        return min(self.step, self.cap) > 0

    def of(self, credits: int) -> Decimal:
        return min(self.step * credits, self.cap)

    def is_full(self, credits: int) -> bool:
        """Whether one more question would add nothing: the largest bonus is reached."""
        return self.has_effect and self.of(credits) == self.cap


def bonus_rule(seminar: Seminar) -> Bonus:
    """The rule in force; a seminar that decided nothing has the usual one. One query."""
    rule = getattr(seminar, "grading_rule", None)
    return Bonus(rule.credit_step, rule.bonus_cap) if rule else Bonus(QUESTION_CREDIT_STEP, BONUS_CAP)


def is_released(seminar: Seminar) -> bool:
    """Whether students know grades: from then on nothing that went into them is changed here."""
    return seminar.participations.filter(grades__isnull=False).exists()


def grades_presentation(user, person: Participation, offered: OfferedPaper | None) -> bool:
    """Whether this user writes a sheet for the talk of `person`: appointed, else the supervisor of the paper."""
    appointed = set(person.appointments.values_list("grader__user_id", flat=True))
    if appointed or offered is None or offered.supervisor is None:
        return user.pk in appointed
    return offered.supervisor.user_id == user.pk

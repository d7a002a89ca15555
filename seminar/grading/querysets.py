"""The recurring questions about rules and grades."""

from seminar.core.grades import Rules
from seminar.grading.models import Grade, GradingRule
from seminar.seminars.models import Participation, Seminar

OPTIONS = ("rounding", "credit_step", "bonus_cap", "bonus_lifts_fail", "both_must_pass", "deviation_limit")


def rules_of(seminar: Seminar) -> Rules:
    """The rules in force; a seminar that decided nothing has the usual ones. One query."""
    row = GradingRule.objects.filter(seminar=seminar).first()
    return Rules(**{name: getattr(row, name) for name in OPTIONS}) if row else Rules()


def is_released(seminar: Seminar) -> bool:
    """Whether any student knows a grade: from then on the rules stand still."""
    return Grade.objects.filter(participation__seminar=seminar).exists()


def current_grade(participation: Participation) -> Grade | None:
    """The released grade that is valid now."""
    return Grade.objects.filter(participation=participation, replaced_at__isnull=True).first()


def staff_of(seminar: Seminar) -> list[Participation]:
    """Who can be appointed to grade: organisers and supervisors who are there, each person once."""
    rows = seminar.participations.present().exclude(role=Participation.Role.STUDENT).with_people()
    return list({row.user_id: row for row in sorted(rows, key=lambda row: row.is_supervisor)}.values())

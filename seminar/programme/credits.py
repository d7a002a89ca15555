"""Good questions: how many each person has, and the rows behind the numbers."""

from django.db.models import Count, QuerySet

from seminar.programme.models import QuestionCredit, Talk
from seminar.seminars.models import Seminar


def all_of(seminar: Seminar) -> QuerySet[QuestionCredit]:
    """Every credit ever given, oldest first, with the people a page names."""
    rows = QuestionCredit.objects.filter(talk__participation__seminar=seminar)
    return rows.select_related("given_by", "undone_by", "participation__user", "talk__participation__user")


def current(seminar: Seminar) -> QuerySet[QuestionCredit]:
    """Credits that were not taken back."""
    return all_of(seminar).filter(undone_at__isnull=True)


def credits_of(seminar: Seminar) -> dict[int, int]:
    """participation pk -> number of credits that were not taken back; who has none is not in it. One query."""
    rows = current(seminar).order_by().select_related(None).values_list("participation_id")
    return dict(rows.annotate(number=Count("pk")))


def talks_of(seminar: Seminar) -> QuerySet[Talk]:
    return Talk.objects.filter(participation__seminar=seminar).select_related("participation__user", "session")


def by_talk(seminar: Seminar) -> dict[int, int]:
    """talk pk -> number of credits given in it. One query."""
    rows = current(seminar).order_by().select_related(None).values_list("talk_id")
    return dict(rows.annotate(number=Count("pk")))

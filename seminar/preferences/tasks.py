"""Mails that follow from a date or from what somebody else did. Swept every minute; a key makes each message one."""

from datetime import timedelta

from django.db import transaction

from seminar import clock
from seminar.celery import app
from seminar.mail.actions import queue
from seminar.preferences import querysets
from seminar.preferences.models import Preference
from seminar.preferences.policies import missing_preferences
from seminar.seminars.models import Seminar

# A server that was down for longer than this does not tell old news.
STILL_NEWS = timedelta(days=1)


@app.task
def announce_windows():
    """Tell students that preferences are open, that they have closed, and that a ranked paper was withdrawn."""
    at = clock.now()
    for seminar in Seminar.objects.window_open("preferences", at):
        tell_opened(seminar, at)
        tell_withdrawn(seminar, at)
    for seminar in Seminar.objects.window_over("preferences", at, at - STILL_NEWS):
        tell_closed(seminar, at)


@transaction.atomic
def tell_opened(seminar, at):
    """A mail with the way to the form for everybody who joined before the window opened; later people got it then."""
    window = seminar.timeline.get("preferences")
    for participation in querysets.students(seminar).filter(joined_at__lt=window.starts):
        queue(
            kind="preferences_open",
            to_user=participation.user,
            seminar=seminar,
            at=at,
            context={"window": window},
            key=f"preferences_open:{participation.pk}",
        )


@transaction.atomic
def tell_closed(seminar, at):
    """What is used from now on, for every student, also for those whose list does not count."""
    closes = seminar.timeline.get("preferences").ends
    for participation in querysets.students(seminar).filter(joined_at__lt=closes):
        stored = getattr(participation, "preference_list", None)
        rows = stored.preferences.select_related("offered__paper") if stored else []
        queue(
            kind="preferences_closed",
            to_user=participation.user,
            seminar=seminar,
            at=at,
            context={
                "ranked": [row.offered for row in rows],
                "missing": missing_preferences(participation.ranked, seminar.min_preferences),
                "assignment": seminar.timeline.get("assignment"),
            },
            # A window that was opened again closes a second time, with the order that then is used.
            key=f"preferences_closed:{participation.pk}:{closes:%Y%m%dT%H%M}",
        )


@transaction.atomic
def tell_withdrawn(seminar, at):
    """Whoever ranked a paper that was withdrawn learns it, with the reason, while the order can still be changed."""
    rows = Preference.objects.filter(
        offered__seminar=seminar,
        offered__withdrawn_at__isnull=False,
        preference_list__participation__left_at__isnull=True,
    ).select_related("offered__paper", "preference_list__participation__user")
    ranked = dict(querysets.students(seminar).values_list("pk", "ranked")) if rows else {}
    for row in rows:
        participation = row.preference_list.participation
        queue(
            kind="paper_withdrawn",
            to_user=participation.user,
            seminar=seminar,
            at=at,
            context={
                "offered": row.offered,
                "missing": missing_preferences(ranked[participation.pk], seminar.min_preferences),
                "window": seminar.timeline.get("preferences"),
            },
            key=f"paper_withdrawn:{participation.pk}:{row.offered_id}:{row.offered.withdrawn_at:%Y%m%dT%H%M%S}",
        )

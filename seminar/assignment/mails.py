"""Which mails of a seminar wait for an organiser: one question for the outbox page and for the overview."""

from django.db.models import Count, Q, QuerySet

from seminar.mail.models import Message
from seminar.seminars.models import Seminar


def sendable(seminar: Seminar) -> QuerySet[Message]:
    """Held mails that are still true, as far as one can know: no newer one of the kind, and the person is there."""
    present = Q(recipient__isnull=True) | Q(recipient__in=seminar.participations.present().values("user"))
    return Message.objects.of_seminar(seminar).ready().filter(present)


def needing_a_person(seminar: Seminar) -> dict[str, int]:
    """How many mails wait for somebody's decision, by state: held ones that can go, failed, uncertain; one query."""
    chosen = Q(pk__in=sendable(seminar).values("pk")) | Q(pk__in=Message.objects.unsettled().values("pk"))
    rows = Message.objects.of_seminar(seminar).filter(chosen).order_by()
    return dict(rows.values_list("state").annotate(Count("pk")))

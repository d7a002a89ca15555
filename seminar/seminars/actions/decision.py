"""How every organiser's act on papers and people begins."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from seminar import clock
from seminar.seminars.models import Participation, Seminar
from seminar.seminars.policies import may_manage


def begin(participation: Participation) -> tuple[Seminar, datetime]:
    """The seminar with its lock held, and the moment of the decision; inside `transaction.atomic`.

    Raises PermissionDenied when the person was removed while the page was open.
    """
    seminar = Seminar.objects.locked(participation.seminar_id)
    participation.refresh_from_db(fields=["left_at"])
    if not may_manage(participation):
        raise PermissionDenied
    return seminar, clock.decided_now(seminar)

"""Who grades whom, as far as it is not the supervisor of the paper."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from seminar.grading.actions.sheets import Released
from seminar.grading.book import book
from seminar.grading.models import Agreement, Appointment
from seminar.log.actions import record
from seminar.seminars.actions.decision import begin


@transaction.atomic
def appoint(*, participation, graders: dict[int, list]) -> int:
    """Set the graders of these students (participation -> graders); an empty list or the supervisor alone appoints
    nobody, so the supervisor grades. How many students changed. Raises Released."""
    seminar, at = begin(participation)
    entries = {entry.participation.pk: entry for entry in book(seminar)}
    number = 0
    for pk, wanted in graders.items():
        if pk not in entries or any(row.seminar_id != seminar.pk or row.is_student for row in wanted):
            raise PermissionDenied
        number += _appoint(entries[pk], wanted, seminar=seminar, by=participation.user, at=at)
    return number


def _appoint(entry, wanted, *, seminar, by, at) -> bool:
    default = [entry.supervisor] if entry.supervisor else []
    new = {row.user_id: row for row in wanted or default}
    old = {row.user_id: row for row in entry.graders}
    if set(new) == set(old):
        return False
    if entry.is_released:
        raise Released
    person = entry.participation
    person.appointments.all().delete()
    if set(new) != {row.user_id for row in default}:
        Appointment.objects.bulk_create(
            Appointment(participation=person, grader=row, appointed_at=at, appointed_by=by) for row in new.values()
        )
    # What two people agreed on is not agreed by others.
    Agreement.objects.filter(participation=person).delete()
    record(
        seminar=seminar, by=by, at=at, what="graders.changed", subject=person.user.display_name,
        before=[row.user.display_name for row in old.values()], after=[row.user.display_name for row in new.values()],
    )  # fmt: skip
    return True

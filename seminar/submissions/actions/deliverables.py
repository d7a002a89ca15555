"""What a seminar asks for: dates, limits, page ranges, late files; and the reminder to those who miss something."""

from django.db import transaction

from seminar.log.actions import record
from seminar.mail.actions import queue
from seminar.seminars.actions.dates import in_zone
from seminar.seminars.actions.decision import begin
from seminar.submissions.reminder import KIND, reminders

FIELDS = ("ends_at", "tolerance_minutes", "max_mb", "min_pages", "max_pages", "accepts_late")


@transaction.atomic
def change_deliverables(*, participation, changes: dict[str, dict]) -> list[str]:
    """Store these values (kind -> field of FIELDS -> value) and answer with the kinds that changed.

    A field that is not named keeps its value; unchanged ones write nothing. A moved date counts as a revision.
    """
    seminar, at = begin(participation)
    before, after = {}, {}
    for row in seminar.deliverables.filter(kind__in=changes):
        old = {name: getattr(row, name) for name in FIELDS}
        new = {**old, **{name: changes[row.kind][name] for name in FIELDS if name in changes[row.kind]}}
        if old == new:
            continue
        row.revision += old["ends_at"] != new["ends_at"]
        for name, value in new.items():
            setattr(row, name, value)
        row.full_clean(exclude=["seminar"])
        row.save(update_fields=[*FIELDS, "revision"])
        before[row.kind], after[row.kind] = _told(old, new, seminar.zone), _told(new, old, seminar.zone)
    if after:
        by = participation.user
        record(seminar=seminar, by=by, at=at, what="deliverables.changed", before=before, after=after)
    return list(after)


def _told(values, others, zone) -> dict:
    """What differs, as the record keeps it: the date as a local moment in ISO 8601, its end exclusive."""
    told = {name: value for name, value in values.items() if value != others[name]}
    return told | {"ends_at": in_zone(told["ends_at"], zone)} if "ends_at" in told else told


@transaction.atomic
def remind(*, participation, kind) -> int:
    """A mail to everybody who has no version of this kind that counts, at most one a day each. How many were written.

    Who that is, is asked at this moment and not taken from a page.
    """
    seminar, at = begin(participation)
    reminded = []
    for row in reminders(seminar, kind, at):
        if queue(kind=KIND, to_user=row.person.user, seminar=seminar, at=at, context=row.context, key=row.key):
            reminded.append(row.person.user.display_name)
    if reminded:
        by = participation.user
        record(seminar=seminar, by=by, at=at, what="submissions.reminded", subject=kind, after=reminded)
    return len(reminded)

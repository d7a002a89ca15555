from seminar.log.models import Entry


def record(*, seminar, by, at, what, subject="", before=None, after=None, reason="") -> Entry:
    """Add an entry to the record, inside the caller's transaction: what is rolled back was never on record.

    `what` is a dotted key ("dates.changed"), `by` the person or None for the system, `before` and `after` whatever JSON
    can hold (moments and decimals included).
    """
    return Entry.objects.create(
        seminar=seminar, by=by, at=at, what=what, subject=subject, before=before, after=after, reason=reason
    )

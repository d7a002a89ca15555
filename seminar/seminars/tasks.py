"""What nobody came back for, swept up."""

from datetime import timedelta

from seminar import clock
from seminar.celery import app
from seminar.seminars.models import ReadingListDraft

# Long enough for an organiser who was ill for some days.
DRAFTS_KEPT = timedelta(days=7)


@app.task
def sweep_drafts() -> int:
    """Remove reading lists that wait in a preview and were not touched for a week."""
    _total, removed = ReadingListDraft.objects.filter(changed_at__lt=clock.now() - DRAFTS_KEPT).delete()
    return removed.get("seminars.ReadingListDraft", 0)

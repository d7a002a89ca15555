"""What a crash or a closed browser leaves on the disk, swept up."""

import logging
import os
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from seminar.celery import app
from seminar.submissions.models import Submission

# An upload takes minutes at most.
INCOMING = timedelta(days=1)
# A file without a row is what is left of a process that died between the two. It has no receipt, so nobody misses it.
# It stays longer all the same: after an older database was restored, newer files have no rows either.
KEPT = timedelta(days=30)
logger = logging.getLogger(__name__)


@app.task
def sweep_files():
    """Remove old incoming files and old stored files without a row. How many, goes to the log."""
    incoming, stored = settings.INCOMING_DIR, settings.FILES_DIR / "submissions"
    known = {Path(path).stem for path in Submission.objects.values_list("path", flat=True)}
    removed = [path for path in older_than(incoming, INCOMING) if drop(path)]
    removed += [path for path in older_than(stored, KEPT) if path.stem not in known and drop(path)]
    if removed:
        logger.warning("Removed %d files that belong to nothing: %s", len(removed), ", ".join(p.name for p in removed))
    return len(removed)


def older_than(folder: Path, age: timedelta) -> list[Path]:
    if not folder.is_dir():
        return []
    # The clock of the disk, which wrote the times that are compared; a moved clock of a demonstration removes nothing.
    with tempfile.TemporaryFile(dir=folder) as probe:
        now = os.fstat(probe.fileno()).st_mtime
    return [path for path in folder.iterdir() if is_older(path, now - age.total_seconds())]


def is_older(path: Path, moment: float) -> bool:
    try:
        return path.is_file() and path.stat().st_mtime < moment
    except FileNotFoundError:
        return False  # An upload that was just moved or given up.


def drop(path: Path) -> bool:
    path.unlink(missing_ok=True)
    return True

"""Makes a back-up: first the database, then the files, so that every row of the copy has its file beside it.

Files are stored before their rows and never changed afterwards, so a file too many is all that can happen.
"""

import os
import sys
import tempfile
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from seminar.overview.backup import archive, databases
from seminar.submissions.models import Submission


def make(stream, at: datetime) -> dict:
    """Writes a back-up of everything but the settings into `stream`; answers with what is in it."""
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix="backup-") as folder:
        copy = Path(folder) / databases.name()
        databases.dump(copy)
        writer = archive.Writer(stream)
        writer.add(copy, databases.name())
    for path in stored_files():
        try:
            writer.add(path, f"{archive.FILES}/{path.relative_to(settings.FILES_DIR).as_posix()}")
        except FileNotFoundError:
            continue  # taken back by the upload that brought it
    writer.finish(made_at=at.isoformat(), database=connection.vendor, migrations=sorted(applied()))
    return writer.written


def stored_files() -> list[Path]:
    """Everything below the folder of uploaded files that has arrived completely."""
    found = (path for path in settings.FILES_DIR.rglob("*") if settings.INCOMING_DIR not in path.parents)
    return sorted(path for path in found if path.is_file())


def applied() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}


def without_file() -> list[str]:
    """Receipts of the files that the database knows and the disk does not."""
    rows = Submission.objects.order_by("pk").values_list("receipt", "path")
    return [receipt for receipt, path in rows if not (settings.FILES_DIR / path).is_file()]


@contextmanager
def written_whole(path: str):
    """A stream to a new file that has its name only when it is complete and on the disk; `-` is the standard output."""
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    unfinished = Path(f"{path}.unfinished")
    try:
        # Readable for nobody else: names, addresses, grades.
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.rename(path)
    except FileExistsError:
        raise
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise

"""Puts a back-up in place: everything is checked first, the files come before the database, the database all at once.

So whenever it is interrupted, every row of the database has its file: of the old database or of the new one.
"""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext_noop

from seminar.mail.models import Message, State
from seminar.overview.backup import archive, databases
from seminar.overview.backup.making import stored_files, without_file

# In the state of the copy they were still to be sent; since then they may have been.
RESTORED = gettext_noop("The database was restored from a back-up; the message may have been sent since it was made.")


def restore(stream) -> dict:
    """Replaces database and files by those of the back-up; answers with numbers for the person who did it."""
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix="restore-") as name:
        folder = Path(name)
        manifest = archive.unpack(stream, folder)
        refuse_what_does_not_fit(manifest)
        bring_files(folder / archive.FILES)
        databases.load(folder / databases.name())
    connections.close_all()
    call_command("migrate", verbosity=0, interactive=False)
    doubtful = doubt_waiting_mails()
    known = {settings.FILES_DIR / name.removeprefix(f"{archive.FILES}/") for name in manifest["members"]}
    return {
        "made_at": manifest["made_at"],
        "files": len(manifest["members"]) - 1,
        "without_file": without_file(),
        "unknown_files": [path for path in stored_files() if path not in known],
        "doubtful_mails": doubtful,
    }


def refuse_what_does_not_fit(manifest: dict) -> None:
    if databases.name() not in manifest["members"]:
        raise archive.Damaged(
            f"It is of a {manifest['database']} database, and this installation uses {connection.vendor}."
        )
    ours = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest["migrations"]) - ours):
        raise archive.Damaged(f"It was made by another version of this program: {newer[-1]} is not known here.")


def bring_files(folder: Path) -> None:
    """Each file to its place, by renaming, and then on the disk for good."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        target = settings.FILES_DIR / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    os.sync()


def doubt_waiting_mails() -> int:
    """What waited when the copy was made becomes uncertain: sent again only when a person says so. How many."""
    waiting = Message.objects.filter(state__in=[State.NEW, State.CLAIMED])
    return waiting.update(state=State.UNCERTAIN, error=RESTORED)

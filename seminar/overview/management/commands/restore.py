"""Puts a back-up in the place of the installation's data."""

import sys
from contextlib import nullcontext
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from seminar import clock
from seminar.overview.backup import archive, databases, making, restoring


class Command(BaseCommand):
    help = "Puts database and uploaded files of a back-up in place. Stop web, worker and beat first."

    def add_arguments(self, parser):
        parser.add_argument("file", help="what `backup` has written; - is the standard input")
        parser.add_argument("--replace", action="store_true", help="even if there are data: these are backed up first")

    def handle(self, *args, file, replace, **options):
        if file != "-" and not Path(file).is_file():
            raise CommandError(f"There is no file {file}.")
        kept = None if databases.is_empty() else self.keep_present(replace)
        try:
            with nullcontext(sys.stdin.buffer) if file == "-" else open(file, "rb") as stream:
                done = restoring.restore(stream)
        except archive.Damaged as problem:
            raise CommandError(f"Nothing was changed. The back-up cannot be used. {problem}") from problem
        except databases.Failed as problem:
            raise CommandError(f"The database was not changed. {problem}") from problem
        self.report(done, kept)

    def keep_present(self, replace):
        """A back-up of what is about to be replaced; answers with its name."""
        if not replace:
            raise CommandError(
                "There are data in this database. Nothing was changed. To replace them: --replace, which backs them up "
                "first."
            )
        path = settings.VAR_DIR / f"before-restore-{clock.now():%Y%m%dT%H%M%S}.tar"
        try:
            with making.written_whole(str(path)) as stream:
                making.make(stream, clock.now())
        except (databases.Failed, OSError) as problem:
            raise CommandError(f"Nothing was changed: what is here could not be backed up. {problem}") from problem
        return path

    def report(self, done, kept):
        if kept:
            self.stdout.write(f"What was here before is in {kept}.")
        self.stdout.write(f"Restored: the state of {done['made_at']}, the database and {done['files']} files.")
        if done["doubtful_mails"]:
            self.stdout.write(
                f"{done['doubtful_mails']} mails were waiting then and may have been sent since. They are listed as "
                "uncertain in the outbox of their seminar, and are sent when somebody says so."
            )
        if unknown := done["unknown_files"]:
            self.stdout.write(
                f"{len(unknown)} files on the disk belong to no row of this database and stay where they are."
            )
        if lost := done["without_file"]:
            raise CommandError(f"{len(lost)} files were missing already when it was made: {', '.join(lost[:10])}")

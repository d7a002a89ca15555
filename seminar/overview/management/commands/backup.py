"""Writes the whole installation into one file; docs/operating.md says how often."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from seminar import clock
from seminar.overview.backup import databases, making


class Command(BaseCommand):
    help = "Writes database and uploaded files into one new tar file, while everything runs."

    def add_arguments(self, parser):
        parser.add_argument("file", help="the new file; - is the standard output")

    def handle(self, *args, file, **options):
        if Path(file).exists():
            raise CommandError(f"{file} exists already. Nothing was written; choose another name.")
        try:
            with making.written_whole(file) as stream:
                written = making.make(stream, clock.now())
        except databases.Failed as problem:
            raise CommandError(f"No back-up was made. {problem}") from problem
        except OSError as problem:
            raise CommandError(f"No back-up was made: {problem}") from problem
        size = sum(member["size"] for member in written.values()) / 1_000_000
        out = self.stderr if file == "-" else self.stdout
        out.write(f"Back-up complete: the database and {len(written) - 1} files, {size:.1f} MB.", self.style.SUCCESS)
        if lost := making.without_file():
            raise CommandError(
                f"The back-up is complete, but the installation is not: {len(lost)} files that the database knows are "
                f"missing on the disk. Receipts: {', '.join(lost[:10])}"
            )

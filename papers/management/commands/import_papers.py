"""`manage.py import_papers FILE`: a reading list in any form into the library."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from papers.actions import Imported, import_entries
from papers.reading_lists.detect import FORMS, NoText, TooLarge, read
from papers.reading_lists.entry import Entry

WHY = {
    "title": "same title, but other years or nobody named",
    "similar": "nearly the same title and an author in common",
    "title_from_address": "the title was made from the address",
    "no_title": "no title",
    "too_long": "the title is longer than a paper's may be",
}


class Command(BaseCommand):
    help = "Puts the papers of a reading list into the library. The same file twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", help="the list in any form; - is standard input")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")
        parser.add_argument("--format", choices=["auto", *FORMS], default="auto")
        parser.add_argument("--include-doubtful", action="store_true", help="import also what may be known already")

    def handle(self, *args, **options):
        path = options["file"]
        try:
            data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
            reading = read(data, options["format"])
        except (OSError, TooLarge, NoText) as problem:
            raise CommandError(f"{path}: {str(problem) or 'there is no text in it'}") from problem
        result = import_entries(
            reading.entries, include_doubtful=options["include_doubtful"], dry_run=options["dry_run"]
        )
        self.stdout.write(f"{path} was read as {reading.format}: {len(reading.entries)} entries.")
        for line in lines_about(result):
            self.stdout.write(line)
        if reading.not_understood:
            numbers = ", ".join(str(row.line) for row in reading.not_understood[:20])
            self.stdout.write(f"{len(reading.not_understood)} lines were not understood: {numbers}")
        if options["dry_run"]:
            self.stdout.write("Nothing was stored: this was a trial run.")


def lines_about(result: Imported) -> list[str]:
    """The summary: figures first, then what a person should look at."""
    figures = (
        f"{len(result.added)} added, {len(result.filled)} known and completed, {len(result.known)} known, "
        f"{len(result.doubtful)} doubtful, {len(result.refused)} not taken."
    )
    filled = [f"  completed: {paper.title} ({', '.join(gaps)})" for paper, gaps in result.filled]
    doubtful = [
        f"  doubtful, line {entry.line}: {entry.title} – {WHY[reason]}" + (f": {paper.title}" if paper else "")
        for entry, reason, paper in result.doubtful
    ]
    refused = [f"  not taken, line {entry.line}: {name_of(entry)} – {WHY[reason]}" for entry, reason in result.refused]
    return [figures, *filled, *doubtful, *refused]


def name_of(entry: Entry) -> str:
    return next((text for text in (entry.title, entry.arxiv_id, entry.doi, entry.url) if text), "?")

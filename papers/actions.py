"""What changes the library."""

from dataclasses import dataclass, field

from django.db import transaction

from papers.entries import entry_of, gaps_filled, paper_of, too_long
from papers.models import Paper
from papers.reading_lists.duplicates import ASK, SAME, Index
from papers.reading_lists.entry import Entry


@dataclass
class Imported:
    """What became of the entries of one list. Every entry is in exactly one of the lists."""

    added: list[Paper] = field(default_factory=list)
    filled: list[tuple[Paper, dict]] = field(default_factory=list)  # known, and the list knew more
    known: list[Paper] = field(default_factory=list)
    doubtful: list[tuple[Entry, str, Paper | None]] = field(default_factory=list)  # reason; the paper it is like
    refused: list[tuple[Entry, str]] = field(default_factory=list)  # no title, no authors, or a title too long


class _NotMeant(Exception):
    """Takes a trial run back."""


def import_entries(entries, *, include_doubtful: bool = False, dry_run: bool = False) -> Imported:
    """Puts the entries into the library, all or none; importing them again changes nothing.

    The same work as a known one only fills its empty fields. A work that is like a known one, or whose title was made
    from its address, is doubtful and waits for `include_doubtful`. A trial run answers the same and stores nothing.
    """
    result = Imported()
    try:
        with transaction.atomic():
            index = Index()
            for paper in Paper.objects.order_by("pk"):
                index.add(entry_of(paper), paper)
            for entry in entries:
                _import_one(entry, index, result, include_doubtful)
            if dry_run:
                raise _NotMeant
    except _NotMeant:
        pass
    return result


def _import_one(entry: Entry, index: Index, result: Imported, include_doubtful: bool) -> None:
    if not entry.title or too_long(entry):
        result.refused.append((entry, "too_long" if entry.title else "no_title"))
        return
    found = index.find(entry)
    paper, verdict = found or (None, None)
    if verdict and verdict.kind == SAME:
        _fill(paper, entry, index, result)
        return
    is_alike = verdict is not None and verdict.kind == ASK
    if (is_alike or "title_from_address" in entry.doubts) and not include_doubtful:
        result.doubtful.append((entry, verdict.reason if is_alike else "title_from_address", paper))
        return
    paper = paper_of(entry)
    paper.save()
    index.add(entry_of(paper), paper)
    result.added.append(paper)


def _fill(paper: Paper, entry: Entry, index: Index, result: Imported) -> None:
    gaps = gaps_filled(paper, entry)
    if not gaps:
        result.known.append(paper)
        return
    for name, value in gaps.items():
        setattr(paper, name, value)
    paper.save(update_fields=list(gaps))
    index.add(entry_of(paper), paper)  # by its new ids as well
    result.filled.append((paper, gaps))

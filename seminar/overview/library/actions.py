"""Two records of the library become one; see merging.py for what that does."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from papers.models import PUBLICATION, Paper
from seminar import clock
from seminar.log.actions import record
from seminar.overview.library.merging import Merging
from seminar.seminars.models import OfferedPaper, Seminar
from seminar.seminars.policies import may_merge

PLACE = ("question", "places", "why")


class Changed(Exception):
    """One of the two records, or where they are offered, is not what the page showed."""


class Gone(Exception):
    """There are no two records any more; `left` is the one that is there, if either is."""

    def __init__(self, left: Paper | None):
        super().__init__(str(left))
        self.left = left


class BothInUse(Exception):
    """Both stand on the list of a seminar, and something hangs on both; `seminars` names them."""

    def __init__(self, seminars: list[Seminar]):
        super().__init__(", ".join(str(row) for row in seminars))
        self.seminars = seminars


@transaction.atomic
def merge_papers(*, user, kept: Paper, other: Paper, of_other: set[str], seen: str) -> Paper:
    """Keep one record, with these fields from the other; every seminar with either has it on record.

    Raises Gone, Changed, PermissionDenied or BothInUse.
    """
    known = Merging(kept, other)
    # The seminars before the papers, as everywhere; whoever offers one of the two now waits for the papers.
    locked = {pk: Seminar.objects.locked(pk) for pk in sorted({row.seminar_id for row in known.offers})}
    pair = {row.pk: row for row in Paper.objects.select_for_update().filter(pk__in=(kept.pk, other.pk)).order_by("pk")}
    if len(pair) < 2:
        raise Gone(next(iter(pair.values()), None))
    merging = Merging(pair[kept.pk], pair[other.pk])
    if merging.seen != seen or {row.seminar_id for row in merging.offers} - set(locked):
        raise Changed
    if not may_merge(user, merging.kept, merging.other):
        raise PermissionDenied
    if merging.stuck:
        raise BothInUse(merging.stuck)
    return _merged(merging, of_other, user, clock.decided_now(None))


def _merged(merging: Merging, of_other: set[str], user, at) -> Paper:
    kept, other = merging.kept, merging.other
    before = {row.pk: facts_of(row) for row in (kept, other)}
    lists = [(row.seminar, before[row.paper_id]) for row in merging.staying]
    for name in of_other & set(PUBLICATION):
        setattr(kept, name, getattr(other, name))
    for row in merging.going:
        _take_off(row, user, at)
    OfferedPaper.objects.filter(paper=other).update(paper=kept)
    other.delete()  # before the other takes its arXiv id, which is there once
    kept.save()
    for seminar, old in lists:
        _record(seminar, user, at, kept, old)
    return kept


def facts_of(paper: Paper) -> dict:
    return {name: getattr(paper, name) for name in PUBLICATION}


def _record(seminar: Seminar, user, at, kept: Paper, old: dict) -> None:
    """What the list of this seminar said before, and what it says now."""
    changed = {name: value for name, value in facts_of(kept).items() if old[name] != value}
    before = {name: old[name] for name in changed}
    record(seminar=seminar, by=user, at=at, what="paper.merged", subject=kept.title, before=before, after=changed)


def _take_off(offered: OfferedPaper, user, at) -> None:
    """Remove a row that nothing hangs on; its place on the list stays on record."""
    supervisor = offered.supervisor.user.display_name if offered.supervisor else None
    place = {"topic": offered.topic.title, "supervisor": supervisor}
    place |= {name: getattr(offered, name) for name in PLACE}
    seminar = offered.seminar
    record(seminar=seminar, by=user, at=at, what="paper.taken_off", subject=offered.paper.title, before=place)
    offered.delete()

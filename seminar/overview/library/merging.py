"""Two records of the library become one.

Every seminar that offered either goes on with the record that is kept, and has it on record. Where both are on one
seminar's list, the row that nothing hangs on is taken off; when preferences, decisions or runs hang on both, the two
records stay two, because a choice that somebody made between them cannot be undone.
"""

import hashlib
import json
from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import cached_property

from papers.models import Paper
from seminar import clock
from seminar.assignment.models import HandPlacement, Pin, Placement, Run
from seminar.log.actions import record
from seminar.preferences.models import Preference
from seminar.seminars.models import OfferedPaper, Seminar
from seminar.seminars.policies import may_merge

FIELDS = ("title", "authors", "venue", "year", "url", "arxiv_id", "doi", "abstract", "keywords")
# What hangs on an offered paper; all of it is protected by the database as well.
HANGING = (Preference, Pin, Placement, HandPlacement)
PLACE = ("question", "places", "why")


class Changed(Exception):
    """One of the two records, or where they are offered, is not what the page showed."""


class BothInUse(Exception):
    """Both stand on the list of a seminar, and something hangs on both; `seminars` names them."""

    def __init__(self, seminars: list[Seminar]):
        super().__init__(", ".join(str(row) for row in seminars))
        self.seminars = seminars


@dataclass(frozen=True)
class Doubled:
    """A seminar with both on its list. `leaves` is the row that is taken off, None where neither can be."""

    seminar: Seminar
    leaves: OfferedPaper | None


class Merging:
    """What a merge of these two would do."""

    def __init__(self, kept: Paper, other: Paper):
        self.kept, self.other = kept, other

    @cached_property
    def offers(self) -> list[OfferedPaper]:
        """Every offer of either, seminar by seminar."""
        rows = OfferedPaper.objects.in_full().filter(paper__in=(self.kept, self.other))
        return list(rows.select_related("seminar", "topic", "supervisor__user", "paper").order_by("seminar_id", "pk"))

    @property
    def seminars(self) -> list[Seminar]:
        return [next(rows).seminar for _key, rows in groupby(self.offers, key=lambda row: row.seminar_id)]

    @cached_property
    def doubled(self) -> list[Doubled]:
        groups = [list(rows) for _key, rows in groupby(self.offers, key=lambda row: row.seminar_id)]
        pairs = [rows for rows in groups if len(rows) > 1]
        used = in_use([row for rows in pairs for row in rows])
        return [Doubled(rows[0].seminar, self.leaving(rows, used)) for rows in pairs]

    def leaving(self, rows: list[OfferedPaper], used: set[int]) -> OfferedPaper | None:
        """Of what nothing hangs on, a withdrawn one before one that can be chosen, the other record before the kept."""
        free = [row for row in rows if row.pk not in used]
        return min(free, key=lambda row: (not row.is_withdrawn, row.paper_id == self.kept.pk), default=None)

    @property
    def stuck(self) -> list[Seminar]:
        return [row.seminar for row in self.doubled if row.leaves is None]

    @property
    def differing(self) -> list[str]:
        return [name for name in FIELDS if getattr(self.kept, name) != getattr(self.other, name)]

    @property
    def seen(self) -> str:
        """A mark of all that the page shows: when it is another one, somebody changed something."""
        facts = [[getattr(row, name) for name in FIELDS] for row in (self.kept, self.other)]
        offers = [[row.seminar_id, row.pk] for row in self.offers]
        leaving = [row.leaves.pk if row.leaves else None for row in self.doubled]
        return hashlib.sha256(json.dumps([facts, offers, leaving]).encode()).hexdigest()


def in_use(rows: list[OfferedPaper]) -> set[int]:
    """Those that something hangs on. A run names every paper it had to place, so after one all of its seminar are."""
    if not rows:
        return set()
    used = {pk for model in HANGING for pk in model.objects.filter(offered__in=rows).values_list("offered", flat=True)}
    computed = set(Run.objects.filter(seminar__in={row.seminar_id for row in rows}).values_list("seminar", flat=True))
    return used | {row.pk for row in rows if row.seminar_id in computed}


@transaction.atomic
def merge_papers(*, user, kept: Paper, other: Paper, of_other: set[str], seen: str) -> Paper:
    """Keep one record, with these fields from the other. Raises Changed or BothInUse."""
    known = Merging(kept, other)
    # The seminars before the papers, as everywhere; whoever offers one of the two now waits for the papers.
    locked = {pk: Seminar.objects.locked(pk) for pk in sorted({row.seminar_id for row in known.offers})}
    pair = {row.pk: row for row in Paper.objects.select_for_update().filter(pk__in=(kept.pk, other.pk)).order_by("pk")}
    if len(pair) < 2:
        raise Changed
    merging = Merging(pair[kept.pk], pair[other.pk])
    if merging.seen != seen or {row.seminar_id for row in merging.offers} - set(locked):
        raise Changed
    if not may_merge(user, kept, other):
        raise PermissionDenied
    if merging.stuck:
        raise BothInUse(merging.stuck)
    at = clock.decided_now(None)
    return _merged(merging, of_other, user, at)


def _merged(merging: Merging, of_other: set[str], user, at) -> Paper:
    kept, other = merging.kept, merging.other
    before = {row.pk: {name: getattr(row, name) for name in FIELDS} for row in (kept, other)}
    for name in of_other & set(FIELDS):
        setattr(kept, name, getattr(other, name))
    after = {name: getattr(kept, name) for name in FIELDS}
    gone = [row.leaves for row in merging.doubled]
    for row in gone:
        _take_off(row, user, at)
    OfferedPaper.objects.filter(paper=other).update(paper=kept)
    other.delete()  # before the other takes its arXiv id, which is there once
    kept.save()
    doubled = {row.seminar.pk for row in merging.doubled}
    for row in merging.offers:
        if row.seminar_id in doubled and row.paper_id != kept.pk:
            continue  # one line per seminar
        old = before[row.paper_id]
        changed = [name for name in FIELDS if old[name] != after[name]]
        record(
            seminar=row.seminar,
            by=user,
            at=at,
            what="paper.merged",
            subject=kept.title,
            before={name: old[name] for name in changed},
            after={name: after[name] for name in changed},
        )
    return kept


def _take_off(offered: OfferedPaper, user, at) -> None:
    """Remove a row that nothing hangs on; its place on the list stays on record."""
    supervisor = offered.supervisor.user.display_name if offered.supervisor else None
    place = {"topic": offered.topic.title, "supervisor": supervisor}
    place |= {name: getattr(offered, name) for name in PLACE}
    seminar = offered.seminar
    record(seminar=seminar, by=user, at=at, what="paper.taken_off", subject=offered.paper.title, before=place)
    offered.delete()

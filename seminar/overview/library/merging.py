"""What it would do to make two records of the library one.

Every seminar that offered either goes on with the record that is kept. Where both are on one seminar's list, the row
that nothing hangs on is taken off; when preferences, decisions or runs hang on both, the two records stay two, because
a choice that somebody made between them cannot be undone.
"""

import hashlib
import json
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import cached_property

from papers.models import PUBLICATION, Paper
from seminar.assignment.models import HandPlacement, Pin, Placement, Run
from seminar.preferences.models import Preference
from seminar.seminars.models import OfferedPaper, Seminar

# What hangs on an offered paper; all of it is protected by the database as well.
HANGING = (Preference, Pin, Placement, HandPlacement)


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
    def going(self) -> list[OfferedPaper]:
        """The rows that are taken off, one of each list with both."""
        return [row.leaves for row in self.doubled if row.leaves]

    @property
    def staying(self) -> list[OfferedPaper]:
        """One row of each seminar."""
        return [row for row in self.offers if row not in self.going]

    @property
    def differing(self) -> list[str]:
        return [name for name in PUBLICATION if getattr(self.kept, name) != getattr(self.other, name)]

    @property
    def seen(self) -> str:
        """A mark of all that the page shows: when it is another one, somebody changed something."""
        facts = [[getattr(row, name) for name in PUBLICATION] for row in (self.kept, self.other)]
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

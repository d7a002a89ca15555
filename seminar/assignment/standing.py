"""What one student has been told so far: papers published or placed by hand, with when, and the waiting list."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import cached_property

from seminar.assignment import querysets
from seminar.assignment.models import HandPlacement, Placement, Publication, Run
from seminar.preferences.models import Preference
from seminar.seminars.models import OfferedPaper, Participation, Seminar


@dataclass(frozen=True)
class Told:
    """What one act said to this person: a paper or none. Without a run it was placed by hand."""

    at: datetime
    offered_id: int | None
    rank: int | None = None
    run_id: int | None = None
    took_part: bool = True


def planned(seminar: Seminar, at: datetime) -> dict:
    """The planned date of the publication, and whether it has passed: all that a page may say before it."""
    dates = seminar.timeline
    return {"planned": dates.get("assignment"), "is_late": dates.state("assignment", at) == "over"}


def published_objective(seminar: Seminar) -> str:
    """The rule by which papers were last assigned to everybody; a refill only gives away what is free."""
    found = Publication.objects.filter(seminar=seminar, run__instance__change="free").order_by("-published_at")
    return found.values_list("run__objective", flat=True).first() or ""


class Standing:
    """Everything about the assignment that one student may know. Before the publication that is nothing.

    What counts is what was published or placed while the person was in the seminar, as in `querysets.with_papers`.
    """

    def __init__(self, participation: Participation):
        self.participation, self.seminar = participation, participation.seminar

    @cached_property
    def publications(self) -> list[Publication]:
        """All of this seminar, oldest first."""
        return list(Publication.objects.filter(seminar=self.seminar).only("run_id", "published_at"))

    @property
    def is_published(self) -> bool:
        return bool(self.publications)

    @cached_property
    def told(self) -> list[Told]:
        """Every act that concerned this person, oldest first; acts that repeat what was so are left out."""
        if not self.publications:
            return []
        acts = sorted(self._by_run() + self._by_hand(), key=lambda act: act.at)
        return [act for place, act in enumerate(acts) if not place or act.offered_id != acts[place - 1].offered_id]

    def _by_run(self) -> list[Told]:
        runs = [row.run_id for row in self.publications]
        placed = {row.run_id: row for row in Placement.objects.filter(participation=self.participation, run__in=runs)}
        return [
            Told(row.published_at, placed[row.run_id].offered_id, placed[row.run_id].rank, row.run_id)
            if row.run_id in placed
            else Told(row.published_at, None, run_id=row.run_id, took_part=False)
            for row in self.publications
            if self._is_present(row.published_at)
        ]

    def _by_hand(self) -> list[Told]:
        rows = HandPlacement.objects.filter(participation=self.participation)
        return [Told(row.placed_at, row.offered_id) for row in rows if self._is_present(row.placed_at)]

    def _is_present(self, at: datetime) -> bool:
        left = self.participation.left_at
        return at >= self.participation.joined_at and (left is None or at <= left)

    # ---- the paper --------------------------------------------------------------------------------------------------

    @property
    def last(self) -> Told | None:
        """The act that is valid; None for somebody who came after the publication."""
        return self.told[-1] if self.told else None

    @property
    def before(self) -> Told | None:
        """What was valid before, when it changed after the first publication."""
        return self.told[-2] if len(self.told) > 1 else None

    @cached_property
    def papers(self) -> dict[int, OfferedPaper]:
        wanted = {act.offered_id for act in (self.last, self.before) if act and act.offered_id}
        return OfferedPaper.objects.in_full().in_bulk(wanted) if wanted else {}

    @property
    def offered(self) -> OfferedPaper | None:
        """The paper the person holds; whoever has left: held until then."""
        return self.papers.get(self.last.offered_id) if self.last else None

    @property
    def offered_before(self) -> OfferedPaper | None:
        return self.papers.get(self.before.offered_id) if self.before else None

    @property
    def is_by_hand(self) -> bool:
        return self.last is not None and self.last.run_id is None

    @cached_property
    def rank(self) -> int | None:
        """Which choice the paper is, withdrawn ones left out; None when it is not on the person's list."""
        if self.last is None or self.last.offered_id is None or not self.is_by_hand:
            return self.last.rank if self.last else None
        wished = Preference.objects.filter(preference_list__participation=self.participation).select_related("offered")
        order = [row.offered_id for row in wished if not row.offered.is_withdrawn or row.offered_id == self.offered.pk]
        return order.index(self.offered.pk) + 1 if self.offered.pk in order else None

    @cached_property
    def run(self) -> Run | None:
        """The run that can say why: the one that gave the paper, for somebody without one the published one."""
        if self.last is None or self.is_by_hand:
            return None
        act = self.last if self.last.offered_id else self._by_run()[-1]
        return Run.objects.filter(pk=act.run_id).first() if act.took_part else None

    @cached_property
    def position(self) -> int | None:
        """Place on the waiting list; None for holders and for people who are not on it."""
        if self.offered or not self.publications:
            return None
        waiting = [row.pk for row in querysets.waiting_list(self.seminar)]
        return waiting.index(self.participation.pk) + 1 if self.participation.pk in waiting else None

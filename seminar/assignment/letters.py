"""Whom a publication tells what. The preview shows this list, its button counts it, and the act sends it."""

from dataclasses import dataclass
from datetime import datetime

from seminar.assignment import instance, querysets
from seminar.assignment.models import Publication, Run
from seminar.seminars.models import OfferedPaper, Participation, Seminar


@dataclass(frozen=True)
class Letter:
    """One person for whom something changes: the paper after and before, and how it came about."""

    person: Participation
    offered: OfferedPaper | None
    was: OfferedPaper | None
    # Rank in the own list; None without a paper, or with one that is not on the list.
    rank: int | None
    # Place on the waiting list of somebody without a paper.
    position: int | None
    is_change: bool

    def message(self, seminar: Seminar, at: datetime) -> dict:
        """What the mail queue and the preview are given."""
        context = {
            "offered": self.offered,
            "was": self.was,
            "is_change": self.is_change,
            "position": self.position,
            "first_meeting": seminar.timeline.get("first_meeting"),
            "deregistration": seminar.timeline.get("deregistration"),
        }
        return {
            "kind": "assignment", "to_user": self.person.user, "seminar": seminar, "at": at, "context": context,
        }  # fmt: skip


def letters(seminar: Seminar, run: Run, former: Publication | None) -> list[Letter]:
    """Present students of the run whose paper would not stay what it is, by name; all of them when nothing was."""
    now = dict(querysets.with_papers(seminar).values_list("pk", "paper_id")) if former else {}
    placed = {row.participation_id: row for row in run.placements.all()}
    papers = {row.pk: row for row in seminar.offered_papers.in_full()}
    people = list(seminar.participations.students().present().with_people().filter(pk__in=placed))
    waiting = _waiting(run, placed, {row.pk for row in people})
    return [
        Letter(
            person=person,
            offered=papers.get(placed[person.pk].offered_id),
            was=papers.get(now.get(person.pk)),
            rank=placed[person.pk].rank,
            position=waiting.get(person.pk),
            is_change=former is not None,
        )
        for person in people
        if former is None or now.get(person.pk) != placed[person.pk].offered_id
    ]


def _waiting(run: Run, placed: dict, present: set[int]) -> dict[int, int]:
    """Places on the waiting list as they are once this run is published."""
    order = [instance.pk_of(name) for name in run.result["served_order"]]
    without = [pk for pk in order if pk in present and placed[pk].offered_id is None]
    return {pk: place for place, pk in enumerate(without, 1)}

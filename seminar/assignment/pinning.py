"""What pins mean before any run: whether they can hold together, and whom one more would move.

The engine judges; the sentences name people and are for organisers only.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.assignment import instance, querysets
from seminar.assignment.models import Lottery, Pin
from seminar.core.assignment import InvalidProblem, Problem, solve
from seminar.seminars.models import OfferedPaper, Participation, Seminar


@dataclass(frozen=True)
class Move:
    """What one person would get without and with a pin, and which rank each has in the own list."""

    person: Participation
    before: OfferedPaper | None
    before_rank: int | None
    after: OfferedPaper | None
    after_rank: int | None


# ---- contradictions -------------------------------------------------------------------------------------------------


def contradictions(seminar: Seminar, lottery: Lottery | None = None, change: str = "free") -> list[str]:
    """Why no run can be made with the active pins, by name; an empty list when one can."""
    try:
        instance.problem_of(seminar, lottery or lottery_of(seminar), change)
    except InvalidProblem as error:
        return _sentences(seminar, change) or [instance.with_names(seminar, str(error))]
    return []


def lottery_of(seminar: Seminar) -> Lottery:
    """The lottery, or an empty one where none was drawn yet: looking at pins draws nothing."""
    return Lottery.objects.filter(seminar=seminar).first() or Lottery(seminar=seminar, seed="")


def _sentences(seminar: Seminar, change: str) -> list[str]:
    pins = list(
        Pin.objects.filter(seminar=seminar, lifted_at__isnull=True, participation__left_at__isnull=True).select_related(
            "participation__user", "offered__paper"
        )
    )
    barred = {(pin.participation_id, pin.offered_id) for pin in pins if pin.is_forbidden}
    fixed = [pin for pin in pins if not pin.is_forbidden and pin.offered is not None]
    places = _taken(seminar, pins, change)
    found = [_over_full(offered, names) for offered, names in places.items() if len(names) > offered.places]
    for pin in fixed:
        words = {"name": pin.participation.user.display_name, "paper": pin.offered.paper.title}
        if (pin.participation_id, pin.offered_id) in barred:
            found.append(_("%(name)s is fixed to “%(paper)s” and at the same time must not get it.") % words)
        if pin.offered.is_withdrawn:
            found.append(_("%(name)s is fixed to “%(paper)s”, which was withdrawn.") % words)
    everybody = [name for names in places.values() for name in names]
    if len(everybody) > seminar.places:
        text = ngettext(
            "The seminar has %(places)d place, but these people are fixed to papers: %(names)s.",
            "The seminar has %(places)d places, but these people are fixed to papers: %(names)s.",
            seminar.places,
        )
        found.append(text % {"places": seminar.places, "names": ", ".join(sorted(everybody))})
    return found


def _taken(seminar: Seminar, pins: list[Pin], change: str) -> dict[OfferedPaper, list[str]]:
    """Paper -> who is fixed to it; with a `change` that keeps everybody, people are fixed to what they hold."""
    found: dict[OfferedPaper, list[str]] = {}
    pinned = {pin.participation_id: pin for pin in pins if not pin.is_forbidden}
    for pin in pinned.values():
        if pin.offered is not None:
            found.setdefault(pin.offered, []).append(pin.participation.user.display_name)
    if change == "keep_all":
        papers = {row.pk: row for row in seminar.offered_papers.select_related("paper")}
        barred = {(pin.participation_id, pin.offered_id) for pin in pins if pin.is_forbidden}
        for row in querysets.holders(seminar).select_related("user"):
            if row.pk not in pinned and (row.pk, row.paper_id) not in barred:
                found.setdefault(papers[row.paper_id], []).append(row.user.display_name)
    return found


def _over_full(offered: OfferedPaper, names: list[str]) -> str:
    text = ngettext(
        "“%(paper)s” has %(places)d place, but these people are fixed to it: %(names)s.",
        "“%(paper)s” has %(places)d places, but these people are fixed to it: %(names)s.",
        offered.places,
    )
    return text % {"paper": offered.paper.title, "places": offered.places, "names": ", ".join(sorted(names))}


# ---- effect ---------------------------------------------------------------------------------------------------------


def effect(seminar: Seminar, before: Problem, after: Problem, budget: int) -> list[Move]:
    """Who gets something else in the second instance than in the first, by the fairest rule. Raises Stopped."""
    old, new = solve(before, budget=budget).placements, solve(after, budget=budget).placements
    people = {instance.student_id(row.pk): row for row in seminar.participations.students().with_people()}
    papers = {instance.paper_id(row.pk): row for row in seminar.offered_papers.select_related("paper")}
    moved = [row for row in after.students if old.get(row.id) != new.get(row.id)]
    return [
        Move(
            person=people[row.id],
            before=papers.get(old.get(row.id)),
            before_rank=row.tiers.get(old.get(row.id)),
            after=papers.get(new.get(row.id)),
            after_rank=row.tiers.get(new.get(row.id)),
        )
        for row in moved
    ]

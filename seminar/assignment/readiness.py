"""What the workbench says before any number: is it closed, how many people and places, are the runs of this moment."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext as _

from seminar.assignment import querysets
from seminar.assignment.models import Publication, Run
from seminar.assignment.policies import may_publish
from seminar.core.timeline import Milestone
from seminar.seminars.models import OfferedPaper, Participation, Seminar


@dataclass(frozen=True)
class Readiness:
    """The facts a run would be made from now."""

    window: Milestone
    window_state: str
    valid: int
    missing: int
    pins: int
    papers: int
    places: int
    names: dict[int, str]

    @property
    def left_out(self) -> int:
        """How many people stay without a paper at the least."""
        return max(self.valid - self.places, 0)


def readiness(seminar: Seminar, offered: list[OfferedPaper], at: datetime) -> Readiness:
    people = (
        seminar.participations.students()
        .with_people()
        .annotate(ranked=Count("preference_list__preferences", filter=querysets.RANKED))
    )
    here = [row for row in people if not row.has_left]
    valid = sum(row.ranked >= seminar.min_preferences for row in here)
    papers = [row for row in offered if not row.is_withdrawn]
    return Readiness(
        window=seminar.timeline.get("preferences"),
        window_state=seminar.timeline.state("preferences", at),
        valid=valid,
        missing=len(here) - valid,
        pins=seminar.pins.filter(lifted_at__isnull=True).count(),
        papers=len(papers),
        places=min(seminar.places, sum(row.places for row in papers)),
        names={row.pk: _name(row) for row in people},
    )


def names_of(seminar: Seminar) -> dict[int, str]:
    """Every student who is or was part of the seminar, by participation; who left is marked."""
    return {row.pk: _name(row) for row in seminar.participations.students().with_people()}


def _name(person: Participation) -> str:
    name = person.user.display_name
    return _("%(name)s (has left)") % {"name": name} if person.has_left else name


def is_choosable(run: Run, publication: Publication | None, is_outdated: bool, at: datetime) -> bool:
    """Whether this run can be published as far as the page can know; the action asks everything again."""
    is_superseded = publication is not None and publication.published_at > run.made_at
    return may_publish(run, at) and not is_outdated and not is_superseded


def history(seminar: Seminar) -> QuerySet[Run]:
    """Every run, newest first, without what it was made from."""
    return (
        seminar.runs.defer("instance", "result")
        .select_related("made_by", "publication")
        .annotate(limit=F("instance__change"))
        .order_by("-number")
    )

"""Changing the dates of a seminar."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from seminar.core import timeline
from seminar.log.actions import record
from seminar.seminars.actions.decision import begin
from seminar.seminars.models import Milestone


class Contradictory(ValueError):
    """The dates are not in the order of the list; `found` says which."""

    def __init__(self, found):
        super().__init__(f"dates contradict each other: {found}")
        self.found = found


@transaction.atomic
def change_dates(*, participation, milestones) -> list[str]:
    """Store these dates (core milestones) and answer with the keys of those that changed.

    A kind that is not among them keeps its date; one without anything loses it. Unchanged dates write nothing.
    Raises Contradictory before anything is written.
    """
    seminar, at = begin(participation)
    before = {row.kind: row.as_core() for row in seminar.milestones.all()}
    wanted = {row.key: row for row in milestones}
    found = timeline.Timeline(seminar.zone, (before | wanted).values()).contradictions()
    if found:
        raise Contradictory(found)
    old = {key: told(before.get(key), seminar.zone) for key in wanted}
    new = {key: told(wanted[key], seminar.zone) for key in wanted}
    changed = [key for key in wanted if old[key] != new[key]]
    for key in changed:
        store(seminar, wanted[key])
    if changed:
        by = participation.user
        old, new = ({key: side[key] for key in changed} for side in (old, new))
        record(seminar=seminar, by=by, at=at, what="dates.changed", subject=seminar.title, before=old, after=new)
    return changed


def store(seminar, milestone) -> None:
    """One row per kind. A row that was there stays, also without dates: calendars need its rising revision."""
    fields = {
        "starts_at": milestone.starts,
        "ends_at": milestone.ends,
        "has_time": milestone.has_time,
        "place": milestone.place,
        "note": milestone.note,
    }
    if not seminar.milestones.filter(kind=milestone.key).update(revision=F("revision") + 1, **fields):
        Milestone.objects.create(seminar=seminar, kind=milestone.key, **fields)


def told(milestone, zone: str) -> dict:
    """A milestone as the record keeps it: local moments in ISO 8601, ends exclusive; nothing for nothing known."""
    if milestone is None:
        return {}
    facts = {
        "starts": in_zone(milestone.starts, zone),
        "ends": in_zone(milestone.ends, zone),
        "place": milestone.place,
        "note": milestone.note,
    }
    known = {name: value for name, value in facts.items() if value}
    return known | {"has_time": milestone.has_time} if milestone.is_known else known


def in_zone(moment: datetime | None, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).isoformat() if moment else ""

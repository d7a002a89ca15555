"""Who is reminded of a file, and by which mail: asked for the preview, and again at the moment of sending."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from seminar.mail.models import Message
from seminar.seminars.models import Participation, Seminar
from seminar.submissions import standing
from seminar.submissions.standing import HandedIn

KIND = "submission_reminder"


@dataclass(frozen=True)
class Reminder:
    """The mail of one person. One a day at most: the second of a day has the same key and is not written."""

    handed_in: HandedIn
    at: datetime

    @property
    def person(self) -> Participation:
        return self.handed_in.participation

    @property
    def late_by(self) -> timedelta | None:
        """How late the newest version is, which does not count; None where there is none at all."""
        return self.handed_in.lateness(self.handed_in.newest) if self.handed_in.newest else None

    @property
    def key(self) -> str:
        day = self.at.astimezone(ZoneInfo(self.person.seminar.zone)).date()
        return f"{KIND}:{self.handed_in.deliverable.pk}:{self.person.pk}:{day}"

    @property
    def context(self) -> dict:
        return {
            "handed_in": self.handed_in,
            "deliverable": self.handed_in.deliverable,
            "is_over": self.handed_in.is_over(self.at),
            "lateness": self.late_by,
        }


def reminders(seminar: Seminar, kind: str, at: datetime) -> list[Reminder]:
    """One for everybody who has no version of this kind that counts; none while no deadline is known."""
    people = [found[kind] for _person, found in standing.matrix(seminar)]
    return [Reminder(row, at) for row in people if row.is_missing and row.due]


def reminded_today(found: list[Reminder]) -> set[str]:
    """The keys of those whose mail of today is written already."""
    return set(Message.objects.filter(key__in=[row.key for row in found]).values_list("key", flat=True))

"""What is on at a moment: the talks of the published programme one after another, and what is left of the current one.

Who leads the day wants to know the talk, when its questions begin, and what comes next; times are said in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.display import formats
from seminar.programme import layout
from seminar.programme.models import Talk
from seminar.seminars.models import OfferedPaper, Participation, Seminar

MINUTE = timedelta(minutes=1)
AHEAD = 3  # how many talks the page shows after the current one


@dataclass(frozen=True)
class Slot:
    """One talk with its times, or a break (then nobody speaks). Without times it is not in the programme."""

    zone: str
    talk_pk: int | None = None
    person: Participation | None = None
    paper: OfferedPaper | None = None
    start: datetime | None = None
    questions_at: datetime | None = None
    end: datetime | None = None
    place: str = ""
    session_title: str = ""
    credits: int = 0  # how many questions were credited in it, where a list says so

    @property
    def is_cancelled(self) -> bool:
        return self.person is not None and self.person.has_left

    @property
    def title(self) -> str:
        return self.paper.paper.title if self.paper else self.person.user.display_name

    @property
    def hours(self) -> formats.Stamp:
        """ "10:10–10:45"; the day and the zone stand nearby."""
        return hours(self.start, self.end, self.zone)

    @property
    def day(self) -> str:
        return formats.day(self.start, self.zone)

    def is_on(self, at: datetime) -> bool:
        return self.start is not None and self.start <= at < self.end and not self.is_cancelled

    def left(self, at: datetime) -> str:
        """What is left of the talk or of its questions; when it begins or since when it is over."""
        if self.start is None:
            return ""
        if at < self.start:
            return _("begins %(when)s") % {"when": formats.relative(self.start, at)}
        if at >= self.end:
            return _("over since %(time)s") % {"time": wall(self.end, self.zone)}
        in_talk = at < self.questions_at
        until = self.questions_at if in_talk else self.end
        text = _("Talk until %(time)s, %(left)s") if in_talk else _("Questions until %(time)s, %(left)s")
        return text % {"time": wall(until, self.zone), "left": minutes_left(until - at)}


def hours(start: datetime, end: datetime, zone: str) -> formats.Stamp:
    text = f"{wall(start, zone)}{formats.NDASH}{wall(end, zone)}"
    return formats.Stamp(text, start.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes"))


def wall(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"


def minutes_left(span: timedelta) -> str:
    """Rounded up: as long as something is left it is never "0 minutes"."""
    number = -(-span // MINUTE)
    return ngettext("%(n)d minute left", "%(n)d minutes left", number) % {"n": number}


class Programme:
    """The talks in the order of time: as published, or, before the first publication, as they are laid out."""

    def __init__(self, seminar: Seminar):
        self.seminar = seminar
        self.version = layout.published(seminar)
        content = self.version.content if self.version else layout.draft(seminar).content
        self.people = people_of(seminar)
        self.papers = {row.pk: row for row in seminar.offered_papers.in_full()}
        rows = [self.slot(session, talk) for session in content["sessions"] for talk in session["talks"]]
        self.slots = sorted(rows, key=lambda row: row.start)

    def slot(self, session: dict, talk: dict) -> Slot:
        end = layout.moment(talk["ends"])
        return Slot(
            zone=self.seminar.zone,
            talk_pk=talk["talk"],
            person=self.people[talk["participation"]],
            paper=self.papers.get(talk["offered"]),
            start=layout.moment(talk["starts"]),
            questions_at=end - timedelta(minutes=session["question_minutes"]),
            end=end,
            place=session["place"],
            session_title=session["title"],
        )

    def of(self, talk: Talk) -> Slot:
        """The talk with its times; one that is in no programme has none."""
        found = next((row for row in self.slots if row.talk_pk == talk.pk), None)
        return found or Slot(self.seminar.zone, talk.pk, talk.participation)

    def current(self, at: datetime) -> Slot | None:
        """What is on, as far as it is published."""
        return next((row for row in self.slots if row.is_on(at)), None) if self.version else None

    def following(self, at: datetime) -> Slot | None:
        """The next talk that begins after `at`, on whatever day."""
        return next((row for row in self.slots if row.start > at and not row.is_cancelled), None)

    def days(self, counts: dict[int, int]) -> list[tuple[str, list[Slot]]]:
        """Every talk by day, with the number of credits of each."""
        rows = [replace(row, credits=counts.get(row.talk_pk, 0)) for row in self.slots]
        return [(day, list(slots)) for day, slots in groupby(rows, key=lambda row: row.day)]

    def after(self, slot: Slot) -> list[Slot]:
        """The next talks of the day, with the breaks between them."""
        return list(self._after(slot)) if slot.start else []

    def _after(self, slot: Slot) -> Iterator[Slot]:
        before = slot
        later = [row for row in self.slots if row.start >= slot.end and row.day == slot.day]
        for row in later[:AHEAD]:
            if row.start > before.end:
                yield Slot(self.seminar.zone, start=before.end, end=row.start)
            yield row
            before = row


def people_of(seminar: Seminar) -> dict[int, Participation]:
    """Everybody who is or was a student, by id; those who left still stand in a published programme."""
    return {row.pk: row for row in seminar.participations.students().with_people()}

"""The published programme as one visitor may read it: whose name, whose slides, what is cancelled, what is on now.

Times and order are those of the version. Names, titles and consent are those of the moment: a consent that is taken
back disappears from the page at once.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from seminar.programme.layout import Span, moment, people_of, talks_of
from seminar.programme.models import Consent, Version
from seminar.programme.policies import is_name_public, may_read_slides, may_see_names
from seminar.seminars.models import OfferedPaper, Participation, Seminar
from seminar.submissions.models import Deliverable
from seminar.submissions.standing import counting

FINAL = Deliverable.Kind.FINAL_SLIDES
# A gap this long whose middle is around noon is lunch; every other one is a break.
LUNCH = timedelta(minutes=45)
NOON = (time(11, 30), time(14))


@dataclass(frozen=True)
class Gap(Span):
    is_lunch: bool = False


@dataclass(frozen=True)
class ShownTalk:
    """One talk. Without `speaker` the name is not this visitor's to read."""

    pk: int
    participation_id: int
    start: datetime
    end: datetime
    offered: OfferedPaper | None
    speaker: str
    is_cancelled: bool
    has_slides: bool
    pause: Gap | None = None  # after it, inside the session


@dataclass(frozen=True)
class ShownSession:
    title: str
    moderator: str
    place: str
    talks: list[ShownTalk]
    pause: Gap | None = None  # until the next session of the day

    @property
    def start(self) -> datetime:
        return self.talks[0].start

    @property
    def end(self) -> datetime:
        return self.talks[-1].end


@dataclass(frozen=True)
class ShownDay:
    key: str  # the date, for addresses inside the page
    sessions: list[ShownSession]

    @property
    def start(self) -> datetime:
        return self.sessions[0].start

    @property
    def end(self) -> datetime:
        return self.sessions[-1].end

    @property
    def number(self) -> int:
        return sum(len(session.talks) for session in self.sessions)

    @property
    def place(self) -> str:
        """Where everything of the day is; empty when sessions are in different places."""
        places = {session.place for session in self.sessions}
        return places.pop() if len(places) == 1 else ""


@dataclass(frozen=True)
class Programme:
    version: Version
    days: list[ShownDay]
    talk_minutes: int | None  # where they are the same in every session
    question_minutes: int | None
    is_anonymous: bool  # some names are not this visitor's to read

    @property
    def talks(self) -> list[ShownTalk]:
        return [talk for day in self.days for session in day.sessions for talk in session.talks]

    @property
    def number(self) -> int:
        return len(self.talks)

    def now(self, at: datetime) -> ShownTalk | None:
        """The talk that is on at that moment."""
        return next((talk for talk in self.talks if talk.start <= at < talk.end and not talk.is_cancelled), None)


def programme(seminar: Seminar, version: Version, participations: list[Participation], people=None) -> Programme:
    """What somebody who is these in the seminar reads; three queries, and four where slides are offered.

    With `people`, those of the version, the page is about one talk: the slides of the others are left out.
    """
    has_links = people is None
    people = people or people_of(version)
    consents = {row.participation_id: row for row in Consent.objects.filter(participation__in=people)}
    offered = {row["offered"] for row in talks_of(version)}
    papers = {row.pk: row for row in seminar.offered_papers.in_full().filter(pk__in=offered)}
    slides = _slides(seminar, participations, people, consents) if has_links else set()
    reader = _Reader(may_see_names(participations), people, consents, papers, slides)
    sessions = _with_gaps([reader.session(row) for row in version.content["sessions"]], seminar.zone)
    lengths = {(row["talk_minutes"], row["question_minutes"]) for row in version.content["sessions"]}
    talk_minutes, question_minutes = lengths.pop() if len(lengths) == 1 else (None, None)
    days = zip(version.content["sessions"], sessions, strict=True)
    grouped = groupby(days, key=lambda pair: pair[0]["day"])
    return Programme(
        version=version,
        days=[ShownDay(day, [session for _row, session in pairs]) for day, pairs in grouped],
        talk_minutes=talk_minutes,
        question_minutes=question_minutes,
        is_anonymous=any(not talk.speaker and not talk.is_cancelled for row in sessions for talk in row.talks),
    )


@dataclass(frozen=True)
class _Reader:
    sees_names: bool
    people: dict[int, Participation]
    consents: dict[int, Consent]
    papers: dict[int, OfferedPaper]
    slides: set[int]

    def session(self, row: dict) -> ShownSession:
        moderator = self.people.get(row["moderator"])
        talks = [self.talk(talk) for talk in row["talks"]]
        pairs = [(talk, later.start) for talk, later in pairwise(talks)]
        between = [Gap(talk.end, start) if talk.end < start else None for talk, start in pairs]
        talks = [replace(talk, pause=gap) for talk, gap in zip(talks, [*between, None], strict=True)]
        name = moderator.user.display_name if moderator else ""
        return ShownSession(row["title"], name, row["place"], talks)

    def talk(self, row: dict) -> ShownTalk:
        person = self.people[row["participation"]]
        is_named = self.sees_names or is_name_public(person, self.consents.get(person.pk))
        return ShownTalk(
            pk=row["talk"],
            participation_id=person.pk,
            start=moment(row["starts"]),
            end=moment(row["ends"]),
            offered=self.papers.get(row["offered"]),
            speaker=person.user.display_name if is_named else "",
            is_cancelled=person.has_left,
            has_slides=person.pk in self.slides,
        )


def _slides(seminar, participations, people, consents) -> set[int]:
    """Whose final slides this visitor is offered."""
    allowed = {pk for pk, person in people.items() if may_read_slides(participations, person, consents.get(pk))}
    if not allowed:
        return set()
    return allowed & {pk for pk, kind in counting(seminar) if kind == FINAL}


def _with_gaps(sessions: list[ShownSession], zone: str) -> list[ShownSession]:
    """Each session with the break until the next one of the same day."""
    place = ZoneInfo(zone)
    found = []
    for session, later in zip(sessions, [*sessions[1:], None], strict=True):
        is_same_day = later and session.end.astimezone(place).date() == later.start.astimezone(place).date()
        gap = None
        if is_same_day and session.end < later.start:
            length = later.start - session.end
            middle = (session.end + length / 2).astimezone(place).time()
            gap = Gap(session.end, later.start, length >= LUNCH and NOON[0] <= middle <= NOON[1])
        found.append(replace(session, pause=gap))
    return found

"""When which talk takes place: as it is laid out (the draft), and as it was published (the versions).

Times of talks are not stored. Inside a session the talks follow one another from its start, each as long as a talk and
its questions, with a break after every so many of them; so two talks of a session never overlap. Everything is counted
in UTC: a change of the clock moves what the wall shows, never how long a talk is.

A published version keeps its sessions with their moments and refers to people and papers by id, so that nothing that
is changed later moves it, and nobody's name is kept in it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.functional import cached_property

from seminar.assignment import querysets
from seminar.core.local_time import read_local, utc
from seminar.programme.models import Session, Talk, Version
from seminar.seminars.models import OfferedPaper, Participation, Seminar

# ---- times ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Span:
    """From `start` to `end`, which is not part of it any more."""

    start: datetime
    end: datetime


def start_of(session: Session, zone: str) -> datetime:
    return read_local(session.day, session.starts, zone, fold=0)


def spans(session: Session, start: datetime, number: int) -> tuple[list[Span], dict[int, Span]]:
    """The times of that many talks, and the breaks: the place of the talk before it -> the break."""
    talk = timedelta(minutes=session.talk_minutes + session.question_minutes)
    pause = timedelta(minutes=session.break_minutes)
    talks, breaks = [], {}
    for place in range(1, number + 1):
        talks.append(Span(start, start + talk))
        start += talk
        has_break = session.break_after and pause and place % session.break_after == 0
        if has_break and place < number:
            breaks[place] = Span(start, start + pause)
            start += pause
    return talks, breaks


# ---- the draft ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Slot:
    """One talk of a session. `paper` is what its speaker holds; whoever has left: what was published for them."""

    talk: Talk
    person: Participation
    paper: OfferedPaper | None
    number: int  # which talk of its session
    start: datetime
    end: datetime
    pause: Span | None = None  # the break after it

    @property
    def is_cancelled(self) -> bool:
        return self.person.has_left


@dataclass(frozen=True)
class Sitting:
    """A session with its talks and their times. `end` is that of the last talk; without talks its own start."""

    session: Session
    start: datetime
    place: str
    slots: tuple[Slot, ...]
    next_start: datetime  # when one more talk would begin

    @property
    def end(self) -> datetime:
        return self.slots[-1].end if self.slots else self.start


@dataclass(frozen=True)
class Day:
    date: date
    sittings: tuple[Sitting, ...]

    @property
    def start(self) -> datetime:
        return self.sittings[0].start

    @property
    def end(self) -> datetime:
        return max(sitting.end for sitting in self.sittings)

    @property
    def number(self) -> int:
        return sum(len(sitting.slots) for sitting in self.sittings)


@dataclass(frozen=True)
class Draft:
    """Everything that is laid out at the moment, and everybody who is not."""

    seminar: Seminar
    days: tuple[Day, ...]
    waiting: tuple[Participation, ...]  # hold a paper and have no place, in the order of topics and papers
    papers: dict[int, OfferedPaper]
    version: Version | None  # the one in force

    @cached_property
    def sittings(self) -> list[Sitting]:
        return [sitting for day in self.days for sitting in day.sittings]

    @cached_property
    def slots(self) -> list[Slot]:
        return [slot for sitting in self.sittings for slot in sitting.slots]

    @property
    def without_place(self) -> list[tuple[Participation, OfferedPaper | None]]:
        """Whoever waits for a place, each with the paper."""
        return [(person, self.papers.get(person.paper_id)) for person in self.waiting]

    @cached_property
    def content(self) -> dict:
        """What a version made now would keep. Sessions without talks are left out."""
        return {"sessions": [_written(sitting) for sitting in self.sittings if sitting.slots]}


def draft(seminar: Seminar) -> Draft:
    """The programme as it is laid out now; five queries."""
    people = {row.pk: row for row in querysets.holders(seminar)}
    papers = {row.pk: row for row in seminar.offered_papers.in_full()}
    version = published(seminar)
    held = {pk: papers.get(row.paper_id) for pk, row in people.items()}
    before = {row["participation"]: papers.get(row["offered"]) for row in talks_of(version)}
    by_session = _talks(seminar)

    def paper_of(person):
        return before.get(person.pk) if person.has_left else held.get(person.pk)

    sessions = seminar.sessions.select_related("moderator__user")
    sittings = [_sitting(seminar, row, by_session.get(row.pk, []), paper_of) for row in sessions]
    placed = {talk.participation_id for talks in by_session.values() for talk in talks}
    order = {pk: place for place, pk in enumerate(papers)}
    waiting = [row for pk, row in people.items() if pk not in placed]
    return Draft(
        seminar=seminar,
        days=tuple(Day(day, tuple(rows)) for day, rows in groupby(sittings, key=lambda row: row.session.day)),
        waiting=tuple(sorted(waiting, key=lambda row: order.get(row.paper_id, 0))),
        papers=papers,
        version=version,
    )


def _talks(seminar: Seminar) -> dict[int, list[Talk]]:
    rows = Talk.objects.filter(participation__seminar=seminar, session__isnull=False)
    found: dict[int, list[Talk]] = {}
    for talk in rows.select_related("participation__user").order_by("position", "pk"):
        talk.participation.seminar = seminar
        found.setdefault(talk.session_id, []).append(talk)
    return found


def _sitting(seminar: Seminar, session: Session, talks: list[Talk], paper_of) -> Sitting:
    start = start_of(session, seminar.zone)
    times, breaks = spans(session, start, len(talks) + 1)
    slots = [
        Slot(talk, talk.participation, paper_of(talk.participation), number, time.start, time.end, breaks.get(number))
        for number, (talk, time) in enumerate(zip(talks, times, strict=False), 1)
    ]
    if slots:
        slots[-1] = replace(slots[-1], pause=None)
    place = session.place or seminar.timeline.get("block").place
    return Sitting(session, start, place, tuple(slots), times[-1].start)


# ---- what was published ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Placed:
    """One talk of the published programme, in UTC. `number`: which talk of its session; `version`: of the programme."""

    start: datetime
    end: datetime
    place: str
    session_title: str
    moderator: str
    talk_pk: int
    number: int
    version: int
    is_cancelled: bool = False


def published(seminar: Seminar) -> Version | None:
    """The version in force; None before the first publication."""
    return seminar.programme_versions.select_related("published_by").first()


def placed(seminar: Seminar) -> dict[int, Placed]:
    """participation -> when and where, as published; two queries. Nothing before the publication."""
    version = published(seminar)
    return places_of(version, people_of(version)) if version else {}


def places_of(version: Version, people: dict[int, Participation]) -> dict[int, Placed]:
    """As `placed`, for any version and with people that are loaded already."""
    found = {}
    for session in version.content["sessions"]:
        moderator = people.get(session["moderator"])
        for number, talk in enumerate(session["talks"], 1):
            found[talk["participation"]] = Placed(
                start=moment(talk["starts"]),
                end=moment(talk["ends"]),
                place=session["place"],
                session_title=session["title"],
                moderator=moderator.user.display_name if moderator else "",
                talk_pk=talk["talk"],
                number=number,
                version=version.number,
                is_cancelled=people[talk["participation"]].has_left,
            )
    return found


def people_of(version: Version) -> dict[int, Participation]:
    """Speakers and moderators of a version, those who have left included."""
    wanted = {row["participation"] for row in talks_of(version)}
    wanted |= {session["moderator"] for session in version.content["sessions"]} - {None}
    return {row.pk: row for row in Participation.objects.filter(pk__in=wanted).with_people()}


def talks_of(version: Version | None) -> list[dict]:
    """The talks of a version in order, as they are kept."""
    return [talk for session in version.content["sessions"] for talk in session["talks"]] if version else []


def moment(text: str) -> datetime:
    """A moment as a version keeps it."""
    return utc(datetime.fromisoformat(text))


def _written(sitting: Sitting) -> dict:
    session = sitting.session
    return {
        "session": session.pk,
        "title": session.title,
        "place": sitting.place,
        "moderator": session.moderator_id,
        "day": session.day.isoformat(),
        "talk_minutes": session.talk_minutes,
        "question_minutes": session.question_minutes,
        "talks": [
            {
                "talk": slot.talk.pk,
                "participation": slot.person.pk,
                "offered": slot.paper.pk if slot.paper else None,
                "starts": slot.start.isoformat(),
                "ends": slot.end.isoformat(),
            }
            for slot in sitting.slots
        ],
    }

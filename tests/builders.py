"""People, seminars and papers for tests. Each builder makes one thing and what it cannot do without."""

from datetime import UTC, date, datetime, time
from itertools import count

from accounts.models import User
from papers.models import Paper
from seminar.core import timeline
from seminar.preferences.models import Preference, PreferenceList
from seminar.seminars.models import Milestone, OfferedPaper, Participation, Prerequisite, Seminar, Topic

ZONE = "Europe/Berlin"
CREATED = datetime(2021, 2, 1, 9, tzinfo=UTC)
# Between the first and the last minute of the window of `make_milestones`.
IN_WINDOW = datetime(2021, 3, 7, 13, tzinfo=UTC)
numbers = count(1)


def local(year, month, day, hour=0, minute=0) -> datetime:
    """A moment as the seminar's people read it on a clock in Munich."""
    return timeline.read_local(date(year, month, day), time(hour, minute), ZONE)


# The summer semester of 2021: (starts, ends, has a time), ends exclusive.
DATES_2021 = {
    "preferences": (local(2021, 2, 25, 8), local(2021, 3, 10, 12, 1), True),
    "assignment": (local(2021, 3, 10, 18), None, True),
    "first_meeting": (local(2021, 4, 19, 14), local(2021, 4, 19, 16), True),
    "deregistration": (None, local(2021, 5, 4), True),
    "hand_in": (None, local(2021, 7, 2), True),
}


def make_user(name="", **fields) -> User:
    number = next(numbers)
    fields.setdefault("email", f"person{number}@example.org")
    return User.objects.create_user(name=name or f"Person {number:03}", **fields)


def make_seminar(*, announced=True, by=None, milestones=True, **fields) -> Seminar:
    """A seminar with one organiser, announced and with the dates of 2021 unless told otherwise."""
    by = by or make_user("Leonie Achterfeld", may_create_seminars=True)
    number = next(numbers)
    seminar = Seminar.objects.create(
        **{
            "slug": f"seminar-{number}",
            "title": f"Seminar {number}",
            "semester": "2021S",
            "places": 12,
            "created_at": CREATED,
            "created_by": by,
            "announced_at": CREATED if announced else None,
            "announced_by": by if announced else None,
            **fields,
        }
    )
    make_participation(seminar, "organiser", by)
    if milestones:
        make_milestones(seminar)
    return seminar


def make_milestones(seminar, **changed) -> None:
    for kind, (starts, ends, has_time) in {**DATES_2021, **changed}.items():
        Milestone.objects.create(seminar=seminar, kind=kind, starts_at=starts, ends_at=ends, has_time=has_time)


def make_participation(seminar, role="student", user=None, **fields) -> Participation:
    fields.setdefault("joined_at", CREATED)
    return Participation.objects.create(seminar=seminar, user=user or make_user(), role=role, **fields)


def make_topic(seminar, title="") -> Topic:
    number = next(numbers)
    return Topic.objects.create(seminar=seminar, title=title or f"Topic {number}", position=number)


def make_paper(title="", **fields) -> Paper:
    number = next(numbers)
    fields.setdefault("authors", f"Author {number}\nSecond Author")
    return Paper.objects.create(title=title or f"Paper {number:03}", **{"venue": "ICML", "year": 2020, **fields})


def make_offered(seminar, title="", *, topic=None, paper=None, **fields) -> OfferedPaper:
    fields.setdefault("position", next(numbers))
    topic = topic or seminar.topics.first() or make_topic(seminar)
    return OfferedPaper.objects.create(seminar=seminar, topic=topic, paper=paper or make_paper(title), **fields)


def make_prerequisite(seminar, title="Deep Learning", **fields) -> Prerequisite:
    return Prerequisite.objects.create(seminar=seminar, title=title, **fields)


def make_preferences(participation, offered, at=IN_WINDOW) -> PreferenceList:
    """A stored list, best first, without going through the pages."""
    stored = PreferenceList.objects.create(
        participation=participation, version=1, stored_at=at, receipt=f"R-{next(numbers):07}"
    )
    Preference.objects.bulk_create(
        Preference(preference_list=stored, offered=paper, rank=rank) for rank, paper in enumerate(offered, 1)
    )
    return stored

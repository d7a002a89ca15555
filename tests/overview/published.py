"""A published programme as its version keeps it: one session on the first day, talks of half an hour."""

from datetime import timedelta

from seminar.assignment.models import HandPlacement
from seminar.programme.models import Version
from tests.builders import local
from tests.second_half import DAY_1, WRITING


def make_version(seminar, *people, number=1, hour=9) -> Version:
    start = local(2021, 7, 29, hour)
    held = dict(HandPlacement.objects.filter(participation__in=people).values_list("participation", "offered"))
    talks = [
        {
            "talk": person.pk,
            "participation": person.pk,
            "offered": held.get(person.pk),
            "starts": (start + timedelta(minutes=30 * place)).isoformat(),
            "ends": (start + timedelta(minutes=30 * place + 30)).isoformat(),
        }
        for place, person in enumerate(people)
    ]
    session = {
        "session": 7, "title": "Morning", "place": "Room 1", "moderator": None, "day": DAY_1.isoformat(),
        "talk_minutes": 25, "question_minutes": 5, "talks": talks,
    }  # fmt: skip
    return Version.objects.create(
        seminar=seminar, number=number, content={"sessions": [session]}, published_at=WRITING,
        published_by=seminar.created_by,
    )  # fmt: skip

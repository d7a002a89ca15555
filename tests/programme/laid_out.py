"""What the tests of the programme share: speakers, two days, and pages as a person reads them."""

from datetime import time
from types import SimpleNamespace

from django.urls import reverse

from seminar import clock
from seminar.programme import actions, layout
from tests.builders import local, make_milestones, make_participation, make_seminar, make_topic, make_user
from tests.second_half import BLOCK, DAY_1, DAY_2, make_holder, make_session, make_talk, organiser_of

PLANNING = local(2021, 7, 10, 12)
CHANGING = local(2021, 7, 26, 18, 20)


def make_house(talks=3, *, waiting=0, block=BLOCK, **fields):
    """Two days with a session each, the first with all the talks; `waiting` more people hold a paper."""
    seminar = make_seminar(milestones=False, contact="seminar@example.org", **fields)
    make_milestones(seminar, **({"block": block} if block else {}))
    topic = make_topic(seminar, "Optimisation")
    supervisor = make_participation(seminar, "supervisor", make_user("Tomasz Wierzbowiak"))
    people = [make_holder(seminar, user=make_user(f"Speaker {letter}")) for letter in "ABCDEFGH"[: talks + waiting]]
    first = make_session(seminar, DAY_1, time(9), title="Morning", place="Room 1", moderator=supervisor)
    second = make_session(seminar, DAY_2, time(14), title="Afternoon", place="Room 2", moderator=supervisor)
    for person in people[:talks]:
        make_talk(person, first)
    return SimpleNamespace(
        seminar=seminar, topic=topic, supervisor=supervisor, people=people, first=first, second=second,
        organiser=organiser_of(seminar),
    )  # fmt: skip


def order(house):
    """Who speaks in which session, in order: names by session."""
    return [[slot.person.user.name[-1] for slot in sitting.slots] for sitting in layout.draft(house.seminar).sittings]


def act(name, house, *, at=PLANNING, **values):
    with clock.override(at):
        return getattr(actions, name)(participation=house.organiser, **values)


def publish(house, reason="", at=PLANNING, **values):
    return act("publish_programme", house, at=at, reason=reason, **values)


def visit(client, house, name, *args, user=None, data=None, at=PLANNING, query=""):
    """The answer to GET, or to POST where `data` is given, at that moment; as the organiser unless told otherwise."""
    if user == "nobody":
        client.logout()
    else:
        client.force_login(user or house.organiser.user)
    address = reverse(f"programme:{name}", args=[house.seminar.slug, *args]) + query
    with clock.override(at):
        return client.get(address) if data is None else client.post(address, data)


def text(answer) -> str:
    """The page as one line, with plain spaces."""
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())

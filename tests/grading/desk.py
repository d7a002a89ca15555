"""What the tests of grading share: a seminar with holders, graders and one organiser, and pages as a person."""

from types import SimpleNamespace

from django.urls import reverse

from seminar import clock
from tests.builders import make_milestones, make_participation, make_seminar, make_user
from tests.second_half import AFTER, BLOCK, make_holder, make_session, make_talk, organiser_of

WRITTEN = {"version": "0", "mark": "", "remark": "", "note": ""}


def make_house(students=2, *, block=True):
    """Students who hold a paper of the first of two supervisors; the block seminar is over."""
    seminar = make_seminar(milestones=False, slug="theory")
    make_milestones(seminar, **({"block": BLOCK} if block else {}))
    first = make_participation(seminar, "supervisor", make_user("Samuel Oyelarinde"))
    second = make_participation(seminar, "supervisor", make_user("Ilse Brandwacht"))
    people = [
        make_holder(seminar, f"Paper of {n}", supervisor=first, user=make_user(f"Student {n}"))
        for n in range(1, students + 1)
    ]
    for person in people:
        person.seminar = seminar
    session = make_session(seminar, title="Thursday morning")
    talks = [make_talk(person, session) for person in people]
    return SimpleNamespace(
        seminar=seminar, first=first, second=second, people=people, organiser=organiser_of(seminar), session=session,
        talks=talks, student=next(iter(people), None),
    )  # fmt: skip


def visit(client, house, name, *args, user=None, data=None, at=AFTER):
    """The answer to GET, or to POST where `data` is given, as this person; by default the organiser."""
    client.force_login(user or house.organiser.user)
    address = reverse(f"grading:{name}", args=[house.seminar.slug, *args])
    with clock.override(at):
        return client.get(address) if data is None else client.post(address, data)


def write(client, house, person, part, grader, *, name="sheet", **data):
    """Post a sheet as this grader."""
    return visit(client, house, name, person.pk, part, user=grader.user, data={**WRITTEN, **data})


def text(answer) -> str:
    """The page as one line, with plain spaces."""
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())

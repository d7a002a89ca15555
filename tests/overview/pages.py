"""What the tests of the overview share: a full seminar, and pages read as a person."""

from types import SimpleNamespace

from django.urls import reverse

from seminar import clock
from tests.builders import IN_WINDOW, make_offered, make_participation, make_preferences, make_seminar, make_user


def full_seminar(students=36, papers=24, ranked=3, **fields):
    """A seminar as large as the one of 2021: everybody has ranked, the papers have a supervisor."""
    seminar = make_seminar(**fields)
    supervisor = make_participation(seminar, "supervisor")
    offered = [make_offered(seminar, supervisor=supervisor) for _ in range(papers)]
    people = [make_participation(seminar) for _ in range(students)]
    for place, student in enumerate(people):
        make_preferences(student, [offered[(place + step) % papers] for step in range(ranked)])
    return SimpleNamespace(
        seminar=seminar, offered=offered, students=people, supervisor=supervisor, organiser=organiser_of(seminar)
    )


def organiser_of(seminar):
    return seminar.participations.organisers().select_related("user").get()


def page(client, name, seminar=None, user=None, at=IN_WINDOW, query=""):
    """The answer to GET, signed in as `user` where one is given, at that moment."""
    if user is not None:
        client.force_login(user)
    address = reverse(name, args=[seminar.slug] if seminar else [])
    with clock.override(at):
        return client.get(address + query)


def text(answer) -> str:
    """The page as one line, with plain spaces: what a reader sees between the tags."""
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def stranger():
    return make_user("Stefan Fremd")

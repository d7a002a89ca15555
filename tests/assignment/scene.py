"""What the tests of the students' pages share: a seminar with preferences, runs and publications, pages as a person."""

from datetime import timedelta
from types import SimpleNamespace

from django.urls import reverse

from seminar import clock
from seminar.assignment import actions
from tests.builders import local, make_offered, make_participation, make_preferences, make_seminar

CLOSED = local(2021, 3, 10, 13)
PUBLISHED = local(2021, 3, 10, 17)
LATE = local(2021, 3, 10, 18, 30)
OVER = local(2021, 5, 4)


def make_scene(lists, *, papers=4, places=3, **fields):
    """Students with these lists (positions of papers, best first), one supervisor, preferences closed."""
    seminar = make_seminar(places=places, min_preferences=2, contact="seminar@example.org", **fields)
    supervisor = make_participation(seminar, "supervisor")
    offered = [make_offered(seminar, supervisor=supervisor) for _ in range(papers)]
    students = [make_participation(seminar) for _ in lists]
    for student, places_of in zip(students, lists, strict=True):
        if places_of:
            make_preferences(student, [offered[place] for place in places_of])
    organiser = seminar.participations.organisers().select_related("user").get()
    return SimpleNamespace(
        seminar=seminar, supervisor=supervisor, papers=offered, students=students, organiser=organiser
    )


def computed(scene, objective="fair", at=CLOSED, change="free"):
    with clock.override(at):
        runs = actions.compute(participation=scene.organiser, change=change)
    return next(run for run in runs if run.objective == objective)


def publish(scene, objective="fair", at=PUBLISHED, change="free", **options):
    run = computed(scene, objective, at - timedelta(minutes=1), change)
    with clock.override(at):
        return actions.publish(participation=scene.organiser, run=run, reason="It is fair.", **options)


def pin(scene, student, paper, *, is_forbidden=False, reason="It was agreed."):
    with clock.override(CLOSED):
        return actions.set_pin(
            participation=scene.organiser, person=student, offered=paper, is_forbidden=is_forbidden, reason=reason
        )


def page(client, name, scene, user=None, at=PUBLISHED, data=None, **parts):
    """The answer to GET, or to POST where `data` is given, at that moment."""
    if user is not None:
        client.force_login(user)
    address = reverse(name, kwargs={"slug": scene.seminar.slug, **parts})
    with clock.override(at):
        return client.get(address) if data is None else client.post(address, data)


def text(answer) -> str:
    """The page as one line, with plain spaces."""
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())

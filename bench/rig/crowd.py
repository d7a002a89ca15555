"""Fills a database directly, without pages and without mails: one of the words below. Prints what was made as JSON.

papers    a seminar with 150 offered papers and 150 students beside the demonstration; its students include one
          demonstration person, its organiser is the demonstration's
students  migrates an empty database and makes a seminar with an open window, 24 papers and 500 signed-in students
assign    migrates an empty database and makes a closed seminar with 150 papers and 200 students who ranked three to
          eight of them, some papers popular, and a signed-in organiser
"""

import json
import random
import sys
from datetime import timedelta
from importlib import import_module

import django
import draws
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.db import transaction

from seminar import clock

WHY = "Shows in a small setting where the classical theory of learning stops and what takes its place."


def model(name: str):
    return apps.get_model(name)


def make_seminar(by, slug: str, papers: int):
    """An announced seminar whose window opened a day ago and closes in a day, with papers under six topics."""
    at = clock.now()
    seminar = model("seminars.Seminar").objects.create(
        slug=slug,
        title="A seminar for measurements",
        semester="2021S",
        places=papers,
        created_at=at,
        created_by=by,
        announced_at=at,
        announced_by=by,
    )
    day = timedelta(days=1)
    seminar.milestones.create(kind="preferences", starts_at=at - day, ends_at=at + day)
    for title in ("Deep Learning", "Machine Learning"):
        seminar.prerequisites.create(title=title)
    take_part(seminar, "organiser", [by])
    (supervisor,) = take_part(seminar, "supervisor", make_people(f"{slug}-supervisor", 1))
    topics = [seminar.topics.create(title=f"Topic {number}", position=number) for number in range(6)]
    for number in range(papers):
        paper = model("papers.Paper").objects.create(
            title=f"A bound on the generalisation error of wide networks, part {slug} {number}",
            authors="Ada Example\nBerta Example\nCarl Example\nDora Example\nEmil Example",
            venue="NeurIPS",
            year=2020,
            url=f"https://papers.example.org/{slug}/{number}",
            arxiv_id=f"{2000 + seminar.pk}.{number:05}",
        )
        topic = topics[number * len(topics) // papers]
        seminar.offered_papers.create(paper=paper, topic=topic, supervisor=supervisor, why=WHY, position=number)
    return seminar


def make_people(word: str, number: int) -> list:
    people = model("accounts.User")
    rows = [people(name=f"{word.title()} {n:03}", email=f"{word}{n:03}@measure.example.org") for n in range(number)]
    for row in rows:
        row.set_unusable_password()
    return people.objects.bulk_create(rows)


def take_part(seminar, role: str, people: list) -> list:
    participation = model("seminars.Participation")
    at = clock.now()
    return participation.objects.bulk_create(
        participation(seminar=seminar, user=user, role=role, joined_at=at) for user in people
    )


def fill_library(number: int) -> None:
    """Papers that no seminar offers any more, up to so many in all, in the words of ten subjects."""
    subjects = ["kernel", "graph", "margin", "noise", "sparse", "convex", "causal", "private", "spectral", "tensor"]
    for count in range(number - model("papers.Paper").objects.count()):
        subject = subjects[count % len(subjects)]
        model("papers.Paper").objects.create(
            title=f"On the {subject} of deep networks, note {count}",
            authors=f"Frida Example\nGustav Müller-{subject.title()}\nHanna Example",
            venue="Journal of Examples",
            year=1990 + count % 35,
            abstract=WHY * 8,
        )


def papers() -> dict:
    users = model("accounts.User").objects
    organiser = users.get(email="leonie.achterfeld@example.org")
    known = users.get(pk=json.load(sys.stdin)["student"])
    with transaction.atomic():
        seminar = make_seminar(organiser, "hundred-fifty", 150)
        fill_library(600)
        take_part(seminar, "student", [known, *make_people("student", 149)])
    return {"slug": seminar.slug}


def students() -> dict:
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        (organiser,) = make_people("organiser", 1)
        seminar = make_seminar(organiser, "rush", 24)
        people = make_people("student", 500)
        take_part(seminar, "student", people)
        return {
            "slug": seminar.slug,
            "session": session_of(organiser),
            "papers": list(seminar.offered_papers.values_list("pk", flat=True)),
            "modules": list(seminar.prerequisites.values_list("pk", flat=True)),
            "students": [{"pk": user.pk, "session": session_of(user)} for user in people],
        }


def assign() -> dict:
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        (organiser,) = make_people("organiser", 1)
        seminar = make_seminar(organiser, "assign", 150)
        at, day = clock.now(), timedelta(days=1)
        seminar.milestones.update(starts_at=at - 2 * day, ends_at=at - day)
        students = take_part(seminar, "student", make_people("student", 200))
        offered = list(seminar.offered_papers.all())
        wanted = draws.lists(random.Random(2021), len(students), len(offered), (3, 8), draws.POPULAR)
        for student, papers in zip(students, wanted, strict=True):
            rank(student, [offered[paper] for paper in papers])
    return {"slug": seminar.slug, "organiser": organiser.pk, "session": session_of(organiser)}


def rank(student, order: list) -> None:
    """A stored list, without going through the pages."""
    stored = model("preferences.PreferenceList").objects.create(
        participation=student, version=1, stored_at=clock.now(), receipt=f"R-{student.pk:07}"
    )
    preference = model("preferences.Preference")
    preference.objects.bulk_create(
        preference(preference_list=stored, offered=offered, rank=place) for place, offered in enumerate(order, 1)
    )


def session_of(user) -> str:
    """A stored session as after a sign-in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"papers": papers, "students": students, "assign": assign}[sys.argv[1]]()))

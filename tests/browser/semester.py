"""A seminar in the middle of its window, as full as the real one: 24 papers, 36 students."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import User
from papers.models import Paper
from seminar import clock
from seminar.assignment import actions as assignment
from seminar.assignment.querysets import holders
from seminar.preferences.actions import submit
from seminar.preferences.models import Preference, PreferenceList
from seminar.seminars.actions.dates import change_dates
from seminar.seminars.actions.papers import withdraw_paper
from seminar.seminars.models import OfferedPaper, Participation, Prerequisite, Seminar, Topic
from tests.builders import CREATED, IN_WINDOW, local, make_milestones

# The project's own facts of the summer semester of 2021.
FACTS = json.loads((Path(__file__).parents[2] / "seminar/overview/demo/facts.json").read_text(encoding="utf-8"))
PASSWORD = "a-long-enough-password"


def make_people(rows, **fields) -> list[User]:
    password = make_password(PASSWORD)
    keys = ("name", "email", "programme")
    users = User.objects.bulk_create(
        User(password=password, **{key: row[key] for key in keys if key in row}, **fields) for row in rows
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in users
    )
    return users


def make_semester() -> Seminar:
    """The seminar with everybody in it; the first organiser may set up another one."""
    organisers = make_people(FACTS["organisers"], may_create_seminars=True)
    supervisors = make_people(FACTS["supervisors"])
    students = make_people(FACTS["students"])
    facts = {**FACTS["seminar"], "semester": "2021S", "join_code": "open-door"}
    announced = {"announced_at": CREATED, "announced_by": organisers[0]}
    seminar = Seminar.objects.create(**facts, created_at=CREATED, created_by=organisers[0], **announced)
    make_milestones(seminar)
    roles = [("organiser", organisers), ("supervisor", supervisors), ("student", students)]
    Participation.objects.bulk_create(
        Participation(seminar=seminar, user=user, role=role, joined_at=CREATED)
        for role, users in roles
        for user in users
    )
    Prerequisite.objects.bulk_create(Prerequisite(seminar=seminar, **row) for row in FACTS["prerequisites"])
    make_list(seminar)
    make_orders(seminar)
    change_something(seminar.participations.organisers().with_people().first())
    return Seminar.objects.get(pk=seminar.pk)


def make_list(seminar: Seminar) -> None:
    """Topics and papers; one of them without a supervisor."""
    topics = Topic.objects.bulk_create(
        Topic(seminar=seminar, title=row["title"], position=place) for place, row in enumerate(FACTS["topics"], 1)
    )
    by_key = {row["key"]: topic for row, topic in zip(FACTS["topics"], topics, strict=True)}
    keys = ("title", "venue", "year", "arxiv_id", "doi")
    abstract = "An abstract of some length. " * 20
    # One by one: saving a paper makes the text that search reads.
    papers = [
        Paper.objects.create(authors="\n".join(row["authors"]), abstract=abstract, **{key: row[key] for key in keys})
        for row in FACTS["papers"]
    ]
    supervisor = seminar.participations.supervisors().first()
    OfferedPaper.objects.bulk_create(
        OfferedPaper(
            seminar=seminar,
            topic=by_key[row["topic"]],
            paper=paper,
            question=row["question"],
            why=row["why"],
            supervisor=supervisor if place else None,
            position=place,
        )
        for place, (row, paper) in enumerate(zip(FACTS["papers"], papers, strict=True))
    )


def make_orders(seminar: Seminar) -> None:
    """What students have stored; the last one of them through the real action, for the record and the receipt."""
    by_key = {row["key"]: row["title"] for row in FACTS["papers"]}
    offered = {row.paper.title: row for row in seminar.offered_papers.select_related("paper")}
    ranking = {row["email"]: row["preferences"] for row in FACTS["students"] if row["preferences"]}
    rows = {row.user.email: row for row in seminar.participations.students().with_people()}
    first, *others = ranking
    lists = PreferenceList.objects.bulk_create(
        PreferenceList(participation=rows[email], version=1, stored_at=IN_WINDOW, receipt=f"R-S{place:06}")
        for place, email in enumerate(others)
    )
    Preference.objects.bulk_create(
        Preference(preference_list=stored, offered=offered[by_key[key]], rank=rank)
        for stored, email in zip(lists, others, strict=True)
        for rank, key in enumerate(ranking[email], 1)
    )
    with clock.override(IN_WINDOW - timedelta(hours=1)):
        submit(
            participation=rows[first],
            order=[offered[by_key[key]].pk for key in ranking[first]],
            passed=seminar.prerequisites.values_list("pk", flat=True),
            finish=True,
        )


def change_something(organiser: Participation) -> None:
    """What stands in the record: a date moved, a paper withdrawn."""
    seminar = organiser.seminar
    deadline = replace(seminar.timeline.get("deregistration"), ends=local(2021, 5, 6))
    with clock.override(IN_WINDOW - timedelta(minutes=30)):
        change_dates(participation=organiser, milestones=[deadline])
        offered = seminar.offered_papers.get(paper__arxiv_id="1902.04217")
        withdraw_paper(participation=organiser, offered=offered, reason="The authors have withdrawn Theorem 2.")


def assign_papers(seminar: Seminar) -> tuple[Participation, Participation]:
    """Runs, a pin, a publication, one who left, runs of a refill; answers with a holder and the one who left."""
    organiser = seminar.participations.organisers().with_people().first()
    offered = seminar.offered_papers.available().first()
    person = seminar.participations.students().with_people().last()
    with clock.override(local(2021, 3, 10, 17)):
        assignment.set_pin(
            participation=organiser, person=person, offered=offered, is_forbidden=True, reason="Works with the authors"
        )
        runs = assignment.compute(participation=organiser)
    with clock.override(local(2021, 3, 10, 18)):
        assignment.publish(participation=organiser, run=runs[0], reason="The worst result is the best here.", hold=True)
        stays, leaves = holders(seminar).order_by("pk")[:2]
        assignment.deregister(participation=leaves)
        assignment.compute(participation=organiser, change="keep_all")
    return stays, leaves

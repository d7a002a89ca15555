"""Computing: one run per objective on one snapshot."""

import secrets
from datetime import datetime

from django.db import transaction

from seminar import clock
from seminar.assignment import instance
from seminar.assignment.models import Lottery, Placement, Run
from seminar.assignment.policies import is_closed
from seminar.core.assignment import solve, write_document
from seminar.log.actions import record
from seminar.seminars.actions.decision import begin
from seminar.seminars.models import Seminar

# Far beyond any seminar; a run that needs more is a mistake and must not hold a web process.
BUDGET = 20_000_000


@transaction.atomic
def compute(*, participation, change="free") -> list[Run]:
    """One run per objective on one snapshot of preferences, people, papers and pins; a refill with `keep_all`.

    Before preferences are closed the runs are trials. Raises InvalidProblem when pins contradict something.
    """
    seminar, at = begin(participation)
    problem = instance.problem_of(seminar, draw(seminar, at), change)
    number = seminar.runs.count()
    runs = []
    for objective in Run.Objective.values:
        number += 1
        result = solve(problem, objective=objective, budget=BUDGET)
        runs.append(_store_run(seminar, participation, at, number, problem, result))
    record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="run.computed",
        subject=f"{runs[0].number}–{runs[-1].number}",
        after={"change": change, "instance": runs[0].instance_sha256, "students": len(problem.students)},
    )
    return runs


@transaction.atomic
def draw_lottery(*, seminar) -> Lottery:
    """Draw when preferences open, before anything is known; later calls answer with the same draw."""
    seminar = Seminar.objects.locked(seminar.pk)
    return draw(seminar, clock.decided_now(seminar))


def draw(seminar: Seminar, at: datetime) -> Lottery:
    """The seminar's lottery; drawn at the first call and never again. The seed itself stands in no record."""
    lottery, is_new = Lottery.objects.get_or_create(
        seminar=seminar, defaults={"seed": secrets.token_hex(32), "drawn_at": at}
    )
    if is_new:
        record(seminar=seminar, by=None, at=at, what="lottery.drawn", subject=seminar.title)
    return lottery


def _store_run(seminar, participation, at, number, problem, result) -> Run:
    document = result.document()
    run = Run.objects.create(
        seminar=seminar,
        number=number,
        objective=result.objective,
        is_trial=not is_closed(seminar, at),
        made_at=at,
        made_by=participation.user,
        instance=write_document(problem),
        instance_sha256=result.input_sha256,
        result=document,
        seconds=result.seconds,
    )
    placed = result.placements
    Placement.objects.bulk_create(
        Placement(
            run=run,
            participation_id=instance.pk_of(student.id),
            offered_id=instance.pk_of(placed[student.id]) if student.id in placed else None,
            rank=student.tiers.get(placed.get(student.id)),
        )
        for student in problem.students
    )
    return run

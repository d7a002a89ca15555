"""Every sentence of "Why this paper?" is true: it is compared with solving again, the wish granted."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from seminar import clock
from seminar.assignment import actions
from seminar.assignment.models import Lottery
from seminar.assignment.why import choice, told_by
from seminar.core.assignment import (
    OBJECTIVES,
    Explainer,
    InvalidProblem,
    Paper,
    Problem,
    Student,
    read_document,
    solve,
)
from seminar.seminars.models import Seminar

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
IMPOSSIBLE = ("was assigned by the organisers", "ruled it out", "had been given away", "no place left beside")


def ranks_of(problem, document) -> dict[str, int]:
    return {name: problem.tier(problem.students_by_id[name], paper) for name, paper in document["placements"].items()}


def granted(problem, objective, name, paper):
    """The best result in which this student has this paper; None when there can be none at all."""
    try:
        return solve(replace(problem, pins=(*problem.pins, (name, paper))), objective=objective).document()
    except InvalidProblem:
        return None


def check_option(problem, objective, document, name, option):
    """One sentence against the result of solving again. The words decide what has to be true."""
    text, again = option.text, granted(problem, objective, name, f"p{option.offered_id}")
    if again is None:
        # Nobody has to be moved for that: it was decided before.
        assert any(words in text for words in IMPOSSIBLE), text
        return "decided before"
    before, after = ranks_of(problem, document), ranks_of(problem, again)
    if "no paper at all" in text:
        assert set(before) - set(after), text
        return "needed"
    assert set(before) == set(after), text
    others = {student: rank for student, rank in after.items() if student != name}
    if "equally good" in text or "order that was drawn" in text:
        assert again["objective_vector"] == document["objective_vector"], text
        return "lottery"
    assert again["objective_vector"] > document["objective_vector"], text
    if "further down than yours" in text:
        assert any(rank > before[name] for rank in others.values()), text
        return "further down"
    if "as far down as yours" in text:
        assert any(rank == before[name] for rank in others.values()), text
        return "as far down"
    if "on average" in text:
        assert sum(after.values()) > sum(before.values()), text
        return "average"
    upto = next(
        rank for rank in range(1, 100) if f"their {choice(rank)} or a better" in text or "first choice." in text
    )
    assert sum(again["profile"][:upto]) < sum(document["profile"][:upto]), text
    return "fewer"


def check_student(explainer, name) -> list[str]:
    """Everything that student is told; the kinds of reasons that occurred."""
    problem, document = explainer.problem, explainer.document
    told, objective = told_by(explainer, name), document["objective"]
    rank = ranks_of(problem, document).get(name)
    assert not told.options or f"got your {choice(rank)}." in told.result
    kinds = [check_option(problem, objective, document, name, option) for option in told.options]
    several = any("several equally good" in line for line in told.lines)
    assert several or "lottery" not in kinds
    if name not in problem.fixed and rank:
        assert [option.offered_id for option in told.options] == [
            int(tier[0][1:]) for tier in problem.students_by_id[name].preferences[: rank - 1]
        ]
    return kinds


# ---- random seminars ------------------------------------------------------------------------------------------------


def a_problem(rng) -> Problem:
    """A seminar as `instance.problem_of` makes it: strict lists, places, a total, pins, groups, sometimes a refill."""
    while True:
        papers = [Paper(f"p{number}", rng.choice([1, 1, 1, 2])) for number in range(1, 7)]
        popular = rng.choice([None, [8, 5, 3, 2, 1, 1]])
        change = rng.choice(["free", "free", "keep_all"])
        students = [a_student(rng, f"s{number}", papers, popular, change) for number in range(1, 8)]
        pins = [(s.id, rng.choice(papers).id) for s in students if rng.random() < 0.08]
        barred = [(s.id, rng.choice(papers).id) for s in students if rng.random() < 0.08]
        total = rng.choice([4, 5, 6, 7])
        try:
            return Problem(
                students, papers, pins=pins, forbidden=barred, total=total, seed=str(rng.random()), change=change
            )
        except InvalidProblem:
            continue


def a_student(rng, name, papers, popular, change):
    weighted = [paper.id for paper, often in zip(papers, popular or [1] * 6, strict=True) for _ in range(often)]
    rng.shuffle(weighted)
    order = list(dict.fromkeys(weighted))[: rng.randint(3, 5)]
    held = rng.choice(order) if change != "free" and rng.random() < 0.3 else None
    return Student(name, [[paper] for paper in order], current=held, priority=rng.choice([0, 0, 0, 1]))


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_sentences_agree_with_solving_again(objective):
    kinds = set()
    for number in range(60):
        problem = a_problem(random.Random(f"why {objective} {number}"))
        explainer = Explainer(problem, solve(problem, objective=objective).document())
        for student in problem.students:
            kinds.update(check_student(explainer, student.id))
    wanted = {"decided before", "needed", "lottery"}
    wanted |= {"fair": {"further down"}, "first_choices": {"fewer"}, "average": {"average"}}.get(objective, set())
    assert kinds >= wanted


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_number_below_three_is_told_of_others(objective):
    for number in range(40):
        problem = a_problem(random.Random(f"few {number}"))
        explainer = Explainer(problem, solve(problem, objective=objective).document())
        for student in problem.students:
            for option in told_by(explainer, student.id).options:
                for few in (0, 1, 2):
                    assert f"{few} other" not in option.text


def test_a_paper_that_nobody_else_listed_is_not_said_to_be_wanted():
    papers = [Paper("p1"), Paper("p2")]
    students = [Student("s1", [["p1"], ["p2"]]), Student("s2", [["p2"]])]
    problem = Problem(students, papers, pins=[("s2", "p1")], total=2, seed="any")
    (option,) = told_by(Explainer(problem, solve(problem).document()), "s1").options
    assert option.text == "Your 1st choice has 1 place. It was assigned by the organisers."


def test_the_words_for_ranks():
    assert [choice(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 111)] == [
        f"{n} choice" for n in ("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "111th")
    ]


# ---- the demonstration ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_sentences_agree_with_solving_again_in_the_demonstration(settings):
    settings.DEMO = True
    with clock.override(NOW):
        call_command("demo", phase="preferences", verbosity=0)
    seminar = Seminar.objects.get(slug="deep-learning-theory")
    # A draw under which somebody has a better choice to ask about; with a random one nobody may have.
    Lottery.objects.update_or_create(seminar=seminar, defaults={"seed": "a known draw", "drawn_at": NOW})
    with clock.override(NOW + timedelta(days=4)):
        runs = actions.compute(participation=seminar.participations.organisers().first())
    told = 0
    for run in runs:
        explainer = Explainer(read_document(run.instance), run.result)
        for student in explainer.problem.students:
            told += len(check_student(explainer, student.id))
    assert told

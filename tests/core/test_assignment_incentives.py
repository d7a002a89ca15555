"""What docs/how-papers-are-assigned.md promises to people who think of ranking differently, and what it does not."""

import os
import random
from itertools import permutations

import pytest

from seminar.core.assignment import Paper, Problem, Student, solve
from tests.core.assignment_cases import make_problem
from tests.core.assignment_draws import with_student

ROUNDS = int(os.environ.get("INCENTIVE_ROUNDS", "40"))  # thousands on demand


def gains(problem, objective, s):
    """The other orders of the same papers that bring s a better paper in the true order."""
    true = solve(problem, objective).placements.get(s.id)
    wanted = [paper for tier in s.preferences for paper in tier]
    for order in permutations(wanted):
        got = solve(with_student(problem, s.id, preferences=[[p] for p in order]), objective).placements.get(s.id)
        if rank(s, got) < rank(s, true):
            yield order


def rank(s, paper):
    """In the true order; any unlisted paper comes after the list, and no paper at all comes last."""
    return 1000 if paper is None else s.tiers.get(paper, 999)


@pytest.mark.parametrize("serve", ["priority", "profile"])
@pytest.mark.parametrize("unlisted", ["never", "after-own-list"])
def test_in_random_order_no_other_order_of_the_list_brings_a_better_paper(unlisted, serve):
    for number in range(ROUNDS):
        rng = random.Random(f"{unlisted} {serve} {number}")
        problem = make_problem(rng, students=6, papers=5, change="free", unlisted=unlisted, serve=serve)
        if not problem.students:
            continue
        s = rng.choice(problem.students)
        wanted = rng.sample([p.id for p in problem.papers], min(3, len(problem.papers)))
        problem = with_student(problem, s.id, preferences=[[paper] for paper in wanted])
        s = problem.students_by_id[s.id]
        assert list(gains(problem, "lottery", s)) == [], (number, s.id, problem)


@pytest.mark.parametrize("objective", ["fair", "first_choices", "average"])
def test_under_the_other_rules_there_are_such_cases_so_nothing_is_promised(objective):
    for number in range(500):
        rng = random.Random(number)
        names = [f"p{paper}" for paper in range(4)]
        students = [Student(f"s{n}", [[p] for p in rng.sample(names, 3)]) for n in range(4)]
        problem = Problem(students, [Paper(name) for name in names], seed=str(number))
        if any(True for _ in gains(problem, objective, students[0])):
            return
    raise AssertionError("not one case was found; the page could promise more")


@pytest.mark.parametrize("seed", range(8))
def test_a_shorter_list_can_bring_a_better_paper_even_in_random_order(seed):
    """Whoever accepts one paper only is given it, if at all: the others have to leave it."""
    papers = [Paper("p"), Paper("q")]
    students = [Student("flexible", [["p"], ["q"]]), Student("stubborn", [["p"]])]
    assert solve(Problem(students, papers, seed=str(seed)), "lottery").placements == {"flexible": "q", "stubborn": "p"}

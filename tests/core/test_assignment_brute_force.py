"""On small instances the engine gives exactly the one assignment that trying everything gives, tie-break included."""

import os
import random

import pytest

from seminar.core.assignment import OBJECTIVES, solve
from tests.core.assignment_cases import Brute, make_problem

ROUNDS = int(os.environ.get("BRUTE_FORCE_ROUNDS", "60"))  # thousands on demand


@pytest.mark.parametrize("unlisted", ["never", "after-own-list"])
@pytest.mark.parametrize("serve", ["priority", "profile"])
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_the_engine_gives_what_trying_everything_gives(objective, serve, unlisted):
    for number in range(ROUNDS):
        rng = random.Random(f"{objective} {serve} {unlisted} {number}")
        problem = make_problem(rng, students=rng.choice([3, 4, 4, 5]), papers=4, serve=serve, unlisted=unlisted)
        brute, result = Brute(problem, objective), solve(problem, objective)
        assert result.placements == brute.answer(), (number, problem)


def test_six_students_too():
    for number in range(max(10, ROUNDS // 3)):
        rng = random.Random(number)
        problem, objective = make_problem(rng, students=6, papers=4), rng.choice(OBJECTIVES)
        assert solve(problem, objective).placements == Brute(problem, objective).answer(), (number, problem)

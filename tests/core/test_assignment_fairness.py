"""The lottery treats equals equally, and no one can push it: not by a name, not by a place in the input."""

import os
from math import sqrt

import pytest

from seminar.core.assignment import OBJECTIVES, Paper, Problem, Student, solve

SEEDS = int(os.environ.get("FAIRNESS_SEEDS", "2000"))  # 10,000 on demand


def within_three_sigma(times, rounds, chance):
    return abs(times - rounds * chance) <= 3 * sqrt(rounds * chance * (1 - chance))


def problem_of(names, seed, total=None):
    students = [Student(name, [["better"], ["worse"]]) for name in names]
    return Problem(students, [Paper("better"), Paper("worse")], total=total, seed=f"seed {seed}")


@pytest.mark.parametrize("names", [("anna", "ben"), ("ben", "anna")])
def test_of_two_equal_lists_each_wins_half_of_the_time(names):
    wins = sum(solve(problem_of(names, seed)).placements[names[0]] == "better" for seed in range(SEEDS))
    assert within_three_sigma(wins, SEEDS, 1 / 2), wins


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_under_every_objective(objective):
    rounds = SEEDS // 2
    wins = sum(solve(problem_of("ab", seed), objective).placements["a"] == "better" for seed in range(rounds))
    assert within_three_sigma(wins, rounds, 1 / 2), wins


def test_who_is_served_is_decided_as_evenly():
    rounds, names = SEEDS // 2, [f"s{number}" for number in range(4)]
    served = dict.fromkeys(names, 0)
    for seed in range(rounds):
        for name in solve(problem_of(names, seed, total=1)).placements:
            served[name] += 1
    assert sum(served.values()) == rounds
    assert all(within_three_sigma(times, rounds, 1 / 4) for times in served.values()), served


def test_between_equally_good_papers_each_comes_up_half_of_the_time():
    """Otherwise the paper that stands first in the programme would be given away first."""
    rounds, times = SEEDS // 2, 0
    for seed in range(rounds):
        problem = Problem([Student("a", [["x", "y"]])], [Paper("x"), Paper("y")], seed=f"seed {seed}")
        times += solve(problem).placements["a"] == "x"
    assert within_three_sigma(times, rounds, 1 / 2), times


def test_one_more_student_leaves_the_order_of_the_others():
    names = [f"s{number}" for number in range(30)]
    for seed in range(20):
        few, many = (solve(problem_of(some, seed)).served_order for some in (names[:-1], names))
        assert [name for name in many if name != names[-1]] == few

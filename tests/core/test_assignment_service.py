"""Who is served when there are more students than places: with `serve: priority` the order decides, nothing else."""

import os
import random
from dataclasses import replace

import pytest

from seminar.core.assignment import OBJECTIVES, Paper, Problem, Student, solve
from tests.core.assignment_cases import make_problem
from tests.core.assignment_draws import draw_problem, with_student

ROUNDS = int(os.environ.get("SERVICE_ROUNDS", "120"))  # thousands on demand
LIMITS = ["free", "keep_all", "fewest_moves"]


def crowded(name, **settings):
    """More students than places, most of the time."""
    for number in range(ROUNDS):
        rng = random.Random(f"{name} {number}")
        total = rng.choice([None, 1, 2, 3])
        yield number, rng, make_problem(rng, students=6, papers=4, **({"serve": "priority", "total": total} | settings))


def options(problem, s):
    """What s could be given; nobody here is limited by the paper held now."""
    if s.id in dict(problem.pins):
        return [dict(problem.pins)[s.id]] if dict(problem.pins)[s.id] else []
    wanted = {p for tier in s.preferences for p in tier}
    if problem.unlisted == "after-own-list":
        wanted = {p.id for p in problem.papers}
    return sorted(wanted - s.vetoes - {paper for name, paper in problem.forbidden if name == s.id})


def fit(problem, students, taken=()):
    """Whether each of these students can have one of their options, together with what is taken."""
    papers, above = {p.id: p for p in problem.papers}, {s.id: s for s in problem.supervisors}
    loads = [papers[p].supervisor for p in taken]
    if problem.total is not None and len(taken) > problem.total:
        return False
    if any(taken.count(p) > papers[p].places for p in taken):
        return False
    if any(s and above[s].load is not None and loads.count(s) > above[s].load for s in loads):
        return False
    return not students or any(fit(problem, students[1:], (*taken, p)) for p in options(problem, students[0]))


def greedily_served(problem, order):
    """The definition: everybody in order is kept if all kept so far, and the pinned, can still be served together."""
    students = {s.id: s for s in problem.students}
    pins = dict(problem.pins)
    kept = [students[name] for name, paper in pins.items() if paper]
    for name in order:
        if name not in pins and fit(problem, [*kept, students[name]]):
            kept.append(students[name])
    return {s.id for s in kept}


@pytest.mark.parametrize("unlisted", ["never", "after-own-list"])
def test_exactly_those_are_served_whom_the_definition_serves(unlisted):
    for number, rng, problem in crowded(f"greedy {unlisted}", change="free", unlisted=unlisted):
        result = solve(problem, rng.choice(OBJECTIVES))
        assert set(result.placements) == greedily_served(problem, result.served_order), (number, problem)


def test_the_objective_has_no_say_in_who_is_served():
    for number, _rng, problem in crowded("objectives"):
        assert len({tuple(solve(problem, objective).unassigned) for objective in OBJECTIVES}) == 1, (number, problem)


def test_nobody_more_could_be_served():
    """The greedy set is one of the largest: letting the objective choose serves just as many."""
    for number, _rng, problem in crowded("largest"):
        other = replace(problem, serve="profile")
        assert len(solve(problem).unassigned) == len(solve(other).unassigned), (number, problem)


@pytest.mark.parametrize("change", LIMITS)
def test_the_order_of_a_list_plays_no_part_in_who_is_served(change):
    for number, rng, problem in crowded(f"reorder {change}", change=change):
        if not problem.students:
            continue
        s = rng.choice(problem.students)
        wanted = [p for tier in s.preferences for p in tier]
        other = with_student(problem, s.id, preferences=[[p] for p in rng.sample(wanted, len(wanted))])
        assert solve(problem).unassigned == solve(other).unassigned, (number, s.id, problem)


@pytest.mark.parametrize("change", LIMITS)
def test_a_longer_list_never_costs_anybody_the_place(change):
    for number, rng, problem in crowded(f"longer {change}", change=change, unlisted="never"):
        served = solve(problem).placements
        if not served:
            continue
        s = rng.choice([s for s in problem.students if s.id in served])
        rest = [p.id for p in problem.papers if p.id not in s.tiers]
        other = with_student(problem, s.id, preferences=[*s.preferences, *([p] for p in rest)])
        assert s.id in solve(other).placements, (number, s.id, problem)


def test_the_pinned_are_always_served():
    for number, rng, problem in crowded("pinned"):
        pinned = {name: paper for name, paper in problem.pins if paper}
        placements = solve(problem, rng.choice(OBJECTIVES)).placements
        assert {name: placements.get(name) for name in pinned} == pinned, (number, problem)


def test_more_places_in_the_seminar_drop_nobody():
    for number, _rng, problem in crowded("total", total=2, change="free", pins=()):
        before, after = solve(problem), solve(replace(problem, total=3))
        assert set(before.placements) <= set(after.placements), (number, problem)


def test_also_in_a_large_seminar_as_many_are_served_as_can_be():
    for number in range(6):
        rng = random.Random(number)
        problem = draw_problem(rng, 80, 40, 6, total=rng.choice([None, 20, 45]))
        assert len(solve(problem).placements) == len(solve(replace(problem, serve="profile")).placements), number


def served_from(groups, total, **more):
    students = [Student(name, [["p1"], ["p2"], ["p3"]], **facts) for name, facts in groups.items()]
    problem = Problem(students, [Paper("p1"), Paper("p2"), Paper("p3")], total=total, **more)
    return set(solve(problem).placements)


@pytest.mark.parametrize("seed", range(8))
def test_groups_of_priority_come_before_the_lottery(seed):
    groups = {"first": {"priority": 0}, "second": {"priority": 1}, "third": {"priority": 2}}
    assert served_from(groups, 1, seed=str(seed)) == {"first"}
    assert served_from(groups, 2, seed=str(seed)) == {"first", "second"}


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("change", ["keep_all", "nobody_worse", "fewest_moves"])
def test_who_holds_a_paper_comes_before_every_group(change, seed):
    groups = {"newcomer": {"priority": 0}, "holder": {"priority": 1, "current": "p2"}}
    assert served_from(groups, 1, seed=str(seed), change=change) == {"holder"}
    assert served_from(groups, 1, seed=str(seed), change="free") == {"newcomer"}


@pytest.mark.parametrize("seed", range(8))
def test_who_has_no_list_comes_last(seed):
    students = [Student("silent", priority=0), Student("wishing", [["p1"]], priority=3)]
    problem = Problem(students, [Paper("p1"), Paper("p2")], total=1, unlisted="after-own-list", seed=str(seed))
    assert solve(problem).unassigned == ["silent"]
    roomy = solve(replace(problem, total=2))
    assert roomy.placements == {"silent": "p2", "wishing": "p1"}

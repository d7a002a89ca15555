"""An explanation says what a full re-run with the wish granted says, on small instances by trying everything."""

import os
import random
from dataclasses import replace

import pytest

from seminar.core.assignment import OBJECTIVES, Explainer, Paper, Problem, Student, explain, sentences, solve
from tests.core.assignment_cases import Brute, make_problem


def best_vectors(brute, served):
    """The best vector overall, and for every student and paper the best one that grants it (None: impossible)."""
    candidates = [placed for placed in brute.all if served is None or brute.names(placed) == served]
    vectors = [(brute.vector(placed), placed) for placed in candidates]
    best = min(vector for vector, _ in vectors)
    granted = {}
    for vector, placed in vectors:
        for s, paper in zip(brute.order, placed, strict=True):
            granted[s.id, paper] = min(vector, granted.get((s.id, paper), vector))
    ranks = {}
    for vector, placed in vectors:
        if vector == best:
            for s, paper in zip(brute.order, placed, strict=True):
                ranks.setdefault(s.id, set()).add(brute.tier(s, paper) if paper else None)
    return best, granted, ranks


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_each_reason_is_what_granting_the_paper_would_do(objective):
    for number in range(int(os.environ.get("BRUTE_FORCE_ROUNDS", "60"))):
        problem = make_problem(random.Random(f"why {objective} {number}"), students=5, papers=4)
        result, brute = solve(problem, objective).document(), Brute(problem, objective)
        brute.last = problem.last_tier  # the same length of vector, also where the last rank cannot be reached
        served = set(result["placements"]) if problem.serve == "priority" else None
        best, granted, ranks = best_vectors(brute, served)
        explainer = Explainer(problem, result)
        for s in brute.order:
            found = explainer.explain(s.id)
            if found["decided_by"] in ("pin", "service"):
                continue
            assert (found["decided_by"] == "lottery") == (len(ranks[s.id]) > 1), (number, s, found)
            for option in found["options"]:
                check_option(option, s, brute, best, granted, (number, s, option))
            assert sentences(found)


def check_option(option, s, brute, best, granted, where):
    vector = granted.get((s.id, option["paper"]))
    if vector is None:
        assert option["reason"] in ("closed", "barred", "needed"), where
    elif vector == best:
        assert option["reason"] == "lottery", where
    else:
        assert option["reason"] == "objective", where
        changes = [after - before for before, after in zip(best, vector, strict=True) if after != before]
        assert list(option["difference"].values()) == changes, where
    if option["reason"] == "barred":
        assert option["paper"] not in brute.choices(s), where


def test_the_small_changes_offered_to_whoever_is_left_out_are_exactly_those_that_help():
    seen = 0
    for number in range(150):
        problem = make_problem(random.Random(f"out {number}"), students=5, papers=4, serve="priority")
        result = solve(problem).document()
        for name in result["unassigned"]:
            out = explain(problem, result, name)["left_out"]
            if out is None:
                continue
            seen += 1
            wanted = set(result["placements"]) | {name}
            # A withdrawn paper that gets a place again can be kept by whoever holds it; that is another question.
            for paper in {*out["papers"], *(out["closed"] if problem.change == "free" else ())}:
                papers = [replace(p, places=p.places + (p.id == paper)) for p in problem.papers]
                helps = could_serve(replace(problem, papers=papers), wanted)
                assert helps == (paper in out["one_more_place"]), (number, name, paper)
            if problem.total is not None:
                assert could_serve(replace(problem, total=problem.total + 1), wanted) == out["one_more_in_total"]
    assert seen > 50


def could_serve(problem, wanted):
    brute = Brute(problem, "fair")
    return any(wanted <= brute.names(placed) for placed in brute.all)


def test_papers_said_to_be_free_can_still_be_given():
    problem = Problem(
        [Student("a", [["p"]]), Student("b", [["p"]])], [Paper("p"), Paper("q"), Paper("r", 0)], seed="any"
    )
    result = solve(problem).document()
    left = result["unassigned"][0]
    out = explain(problem, result, left)["left_out"]
    assert (out["papers"], out["students"], out["still_free"]) == (["p"], list(result["placements"]), ["q"])
    assert out["one_more_place"] == ["p"]


def test_a_fixed_student_is_told_so():
    problem = Problem([Student("a", [["p"]])], [Paper("p"), Paper("q")], pins=[("a", "q")])
    found = explain(problem, solve(problem).document(), "a")
    assert (found["paper"], found["listed"], found["decided_by"]) == ("q", False, "pin")


def test_a_chain_through_a_free_place_is_found():
    """Granting p frees q for b only because b's present place and the free one lie on different papers."""
    students = [Student("a", [["p"], ["q"]]), Student("b", [["p"], ["r"]])]
    problem = Problem(students, [Paper("p"), Paper("q"), Paper("r")], seed="s")
    result = solve(problem).document()
    second = next(name for name, paper in result["placements"].items() if paper != "p")
    found = explain(problem, result, second)
    assert found["decided_by"] == "lottery"
    assert [option["reason"] for option in found["options"]] == ["lottery"]

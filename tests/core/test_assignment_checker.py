"""The checker accepts what the engine makes and nothing else: no worse assignment, no wrong people, no false proof."""

import copy
import random

import pytest

from seminar.core.assignment import OBJECTIVES, Paper, Problem, Student, Supervisor, check, solve
from tests.core.assignment_cases import Brute, make_problem


def make_contested(**changes):
    """Six students, five places, everybody wants p0 first; a supervisor with a wish and a load."""
    students = [Student(f"s{i}", [["p0"], [f"p{1 + i % 3}"], [f"p{1 + (i + 1) % 3}"]]) for i in range(6)]
    papers = [Paper("p0", 2, "v"), Paper("p1", 1, "v"), Paper("p2", 1, "w"), Paper("p3", 1), Paper("p4", 1)]
    settings = {"supervisors": [Supervisor("v", 3), Supervisor("w", None, 1)], "seed": "contested"}
    return Problem(students, papers, **(settings | changes))


def restate(problem, objective, document, brute, placed):
    """The same document for another assignment, with all counts right."""
    pairs = [(s, paper) for s, paper in zip(brute.order, placed, strict=True) if paper]
    profile = [0] * len(document["profile"])
    for s, paper in pairs:
        if paper in s.tiers:
            profile[s.tiers[paper] - 1] += 1
    placements = {s.id: paper for s, paper in pairs}
    return document | {
        "placements": placements,
        "unassigned": [name for name in document["served_order"] if name not in placements],
        "profile": profile,
        "not_listed": len(pairs) - sum(profile),
        "objective_vector": brute.vector(placed),
    }


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_worse_assignment_and_no_other_people_are_accepted_whatever_the_prices(objective):
    refused = 0
    for number in range(40):
        rng = random.Random(f"{objective} {number}")
        problem = make_problem(rng, students=4, papers=4)
        document, brute = solve(problem, objective).document(), Brute(problem, objective)
        assert check(problem, document) == []
        brute.last = problem.last_tier
        served = brute.served() if problem.serve == "priority" else None
        for placed in rng.sample(brute.all, min(40, len(brute.all))):
            other = restate(problem, objective, document, brute, placed)
            is_right = brute.vector(placed) == document["objective_vector"]
            is_right = is_right and (served is None or brute.names(placed) == served)
            for proof in (document["certificate"], shake(rng, document["certificate"])):
                reasons = check(problem, other | {"certificate": proof})
                assert is_right or reasons, (number, placed)
            refused += not is_right
    assert refused > 200


def shake(rng, certificate):
    """The certificate with some prices moved, dropped or invented."""
    shaken = copy.deepcopy(certificate)
    for prices in (shaken["prices"]["papers"], shaken["prices"]["supervisors"]):
        for name in list(prices):
            if rng.random() < 0.3:
                del prices[name]
            else:
                digit = rng.randrange(len(prices[name]))
                prices[name][digit] += rng.choice([-1, 0, 1])
    for name in list(shaken["tight"]["papers"]):
        shaken["tight"]["papers"][name] += rng.choice([-1, 0, 1])
    return shaken


@pytest.mark.parametrize("serve", ["priority", "profile"])
def test_false_prices_are_refused(serve):
    problem = make_contested(serve=serve)
    document = solve(problem).document()
    prices = document["certificate"]["prices"]
    size = len(document["objective_vector"])
    assert prices["papers"]["p0"] > [0] * size
    for papers in (
        prices["papers"] | {"p4": [0] * (size - 1) + [1]},  # p4 is not full
        prices["papers"] | {"p0": [0] * (size - 1) + [-1]},
        prices["papers"] | {"p0": prices["papers"]["p0"] + [0]},
        prices["papers"] | {"p0": [float(digit) for digit in prices["papers"]["p0"]]},
        {name: price for name, price in prices["papers"].items() if name != "p0"},
        prices["papers"] | {"unknown": [0] * size},
    ):
        false = copy.deepcopy(document)
        false["certificate"]["prices"]["papers"] = papers
        assert check(problem, false), papers


def change(document, **changes):
    return copy.deepcopy(document) | changes


def test_changed_people_and_papers_are_refused():
    problem = make_contested()
    document = solve(problem).document()
    placements = document["placements"]
    first = next(name for name, paper in placements.items() if paper == "p0")
    other = next(name for name, paper in placements.items() if paper != "p0")
    out = document["unassigned"][0]
    swapped = placements | {first: placements[other], other: "p0"}
    replaced = {name: paper for name, paper in placements.items() if name != first} | {out: "p0"}
    assert check(problem, change(document, placements=swapped))
    assert check(problem, change(document, placements=replaced))
    assert "over-full" in check(problem, change(document, placements=placements | {other: "p0"}))[0]
    assert "may not have" in check(problem, change(document, placements=placements | {other: "p4"}))[0]
    assert "unknown" in check(problem, change(document, placements=placements | {"nobody": "p4"}))[0]


@pytest.mark.parametrize("key", ["profile", "not_listed", "objective_vector", "unassigned", "served_order"])
def test_a_wrong_count_is_refused(key):
    problem = make_contested()
    document = solve(problem).document()
    false = document[key] + (["s0"] if key in ("unassigned", "served_order") else 1 if key == "not_listed" else [1])
    assert check(problem, change(document, **{key: false}))[0].startswith(key)


def test_a_missing_proof_that_somebody_had_to_be_left_out_is_refused():
    problem = make_contested()
    document = solve(problem).document()
    false = copy.deepcopy(document)
    false["certificate"]["tight"]["papers"] = {}
    assert "without a proof" in check(problem, false)[0]
    late = copy.deepcopy(document)
    late["certificate"]["tight"]["papers"] = dict.fromkeys(document["certificate"]["tight"]["papers"], 0)
    assert check(problem, late)


@pytest.mark.parametrize("key", ["placements", "certificate", "objective", "profile", "served_order"])
def test_a_document_with_a_hole_is_refused_and_raises_nothing(key):
    problem = make_contested()
    document = solve(problem).document()
    for value in (None, 7, "text", [], {}):
        assert check(problem, document | {key: value})
    del document[key]
    assert "malformed" in check(problem, document)[0]


def test_pins_vetoes_and_forbidden_pairs_are_checked():
    problem = make_contested(pins=[("s0", "p4"), ("s1", None)], forbidden=[("s2", "p0")])
    document = solve(problem).document()
    free = solve(make_contested()).document()
    assert document["placements"]["s0"] == "p4" and "s1" in document["unassigned"]
    assert document["placements"].get("s2") != "p0"
    assert "fixed" in check(problem, free | {"objective_vector": document["objective_vector"]})[0]


def test_a_price_below_nothing_does_not_excuse_a_worse_paper():
    """a could have p, the first choice; a negative price of q or of its supervisor would make q look as good."""
    students = [Student("a", [["p"], ["q"]])]
    problem = Problem(students, [Paper("p"), Paper("q", 1, "v")], [Supervisor("v", 1)], seed="below")
    document = solve(problem).document()
    worse = {"placements": {"a": "q"}, "profile": [0, 1], "objective_vector": [0, 0, 1]}
    for kind, name in (("papers", "q"), ("supervisors", "v")):
        false = change(document, **worse)
        assert "costs less" in check(problem, false)[0]
        false["certificate"]["prices"][kind][name] = [0, 0, -1]
        assert check(problem, false), kind


def test_a_price_is_a_list_of_as_many_whole_numbers_as_the_objective_has():
    problem = make_contested()
    document = solve(problem).document()
    right = document["certificate"]["prices"]["papers"]["p0"]
    assert right[0] == 0
    for wrong in (right[1:], [0, *right], [*right[:-1], float(right[-1])], [*right[:-1], bool(right[-1])]):
        false = copy.deepcopy(document)
        false["certificate"]["prices"]["papers"]["p0"] = wrong
        assert "malformed" in check(problem, false)[0], wrong


def test_nobody_has_a_vetoed_paper_where_every_other_paper_is_allowed():
    problem = Problem([Student("a", [["p"]], ["q"])], [Paper("p", 0), Paper("q")], unlisted="after-own-list")
    document = solve(problem).document()
    assert document["unassigned"] == ["a"]
    false = change(document, placements={"a": "q"}, unassigned=[], not_listed=1, objective_vector=[0, 0, 1])
    assert "may not have" in check(problem, false)[0]


def test_a_seminar_is_full_only_because_of_people_who_came_earlier():
    students = [Student("a", [["p"]]), Student("b", [["q"]])]
    problem = Problem(students, [Paper("p"), Paper("q")], total=1, seed="order")
    document = solve(problem).document()
    first, second = document["served_order"]
    assert list(document["placements"]) == [first]
    paper = {"a": "p", "b": "q"}[second]
    false = change(document, placements={second: paper}, unassigned=[first])
    false["certificate"]["tight"]["total"] = 0
    assert "not needed by students served before" in check(problem, false)[0]


def test_a_paper_full_first_and_the_seminar_full_later_is_a_proof():
    students = [Student("a", [["p"]]), Student("b", [["p"]], priority=1), Student("c", [["q"]], priority=2)]
    students.append(Student("d", [["r"]], priority=3))
    problem = Problem(students, [Paper("p"), Paper("q"), Paper("r")], total=2, seed="two proofs")
    document = solve(problem).document()
    assert document["unassigned"] == ["b", "d"]
    assert document["certificate"]["tight"] == {"papers": {"p": 1, "q": 3}, "supervisors": {}, "total": 3}
    assert check(problem, document) == []

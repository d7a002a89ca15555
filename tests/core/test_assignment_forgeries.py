"""Forged results: the checker accepts what is valid and optimal and nothing else, however well the numbers fit.

The first tests compare its verdict with trying everything, for thousands of altered results; the others break one
thing each.
"""

import os
import random
from copy import deepcopy
from dataclasses import replace
from itertools import combinations, product

import pytest

from seminar.core.assignment import OBJECTIVES, Paper, Problem, Student, Supervisor, check, solve
from tests.core.assignment_cases import Brute, make_problem
from tests.core.assignment_draws import draw_problem

ROUNDS = int(os.environ.get("CHECKER_ROUNDS", "25"))  # instances for each combination; hundreds on demand


def retold(problem, result, placements):
    """The document of another assignment with the same proof, all its numbers counted anew."""
    document = deepcopy(result.document())
    students, papers = problem.students_by_id, problem.papers_by_id
    pairs = [(students[name], paper) for name, paper in placements.items()]
    ranks = [problem.tier(s, paper) for s, paper in pairs]
    listed = [s.tiers[paper] for s, paper in pairs if paper in s.tiers]
    above = [papers[paper].supervisor for _, paper in pairs]
    filled = sum(min(above.count(s.id), s.at_least) for s in problem.supervisors)
    moved = sum(s.current is not None and placements.get(s.id) != s.current for s in problem.students)
    last = problem.last_tier
    down = [ranks.count(rank) for rank in range(last, 1, -1)]
    body = {
        "fair": down,
        "first_choices": [-ranks.count(rank) for rank in range(1, last)],
        "average": [sum(ranks), *down],
        "lottery": [],
    }[result.objective]
    if len(result.objective_vector) > 2 + len(body):
        body.append(moved)
    document["placements"] = dict(placements)
    document["unassigned"] = [name for name in result.served_order if name not in placements]
    document["profile"] = [listed.count(rank) for rank in range(1, len(result.profile) + 1)]
    document["not_listed"] = len(pairs) - len(listed)
    document["objective_vector"] = [len(students) - len(pairs), -filled, *body]
    return document


class Truth:
    """Which assignments are valid and optimal, found by trying all of them."""

    def __init__(self, problem, objective):
        brute = Brute(problem, objective)
        self.order = [s.id for s in brute.order]
        allowed = brute.all
        if problem.serve == "priority":
            served = brute.served()
            allowed = [one for one in allowed if {s for s, p in zip(self.order, one, strict=True) if p} == served]
        best = min(map(brute.vector, allowed))
        self.right = {one for one in allowed if brute.vector(one) == best}

    def __contains__(self, placements):
        return tuple(placements.get(name) for name in self.order) in self.right


def altered(rng, problem, placements):
    """Assignments near the right one, and some that have nothing to do with it; many break a rule."""
    names, papers = [s.id for s in problem.students], [p.id for p in problem.papers]
    for one, two in combinations(names, 2):
        yield without_none(placements | {one: placements.get(two), two: placements.get(one)})
    for name in names:
        for paper in [*papers, None]:
            yield without_none(placements | {name: paper})
    for _ in range(20):
        yield without_none({name: rng.choice([*papers, None]) for name in names})


def without_none(placements):
    return {name: paper for name, paper in placements.items() if paper is not None}


def cases(name, **settings):
    for number in range(ROUNDS):
        rng = random.Random(f"{name} {settings} {number}")
        problem = make_problem(rng, students=rng.choice([3, 4, 5]), papers=4, **settings)
        if problem.change == "free" and problem.papers:  # what is held plays no part then
            students = [replace(s, current=rng.choice([None, *problem.papers_by_id])) for s in problem.students]
            problem = replace(problem, students=students)
        yield number, rng, problem


@pytest.mark.parametrize("unlisted", ["never", "after-own-list"])
@pytest.mark.parametrize("serve", ["priority", "profile"])
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_of_all_other_assignments_those_that_are_as_good_are_accepted(objective, serve, unlisted):
    for number, rng, problem in cases(objective, serve=serve, unlisted=unlisted):
        result, truth = solve(problem, objective), Truth(problem, objective)
        for placements in altered(rng, problem, result.placements):
            accepted = check(problem, retold(problem, result, placements)) == []
            assert accepted == (placements in truth), (number, placements, problem)


@pytest.mark.parametrize("serve", ["priority", "profile"])
def test_no_forged_proof_makes_a_worse_assignment_acceptable(serve):
    for number, rng, problem in cases("forged", serve=serve):
        objective = rng.choice(OBJECTIVES)
        result, truth = solve(problem, objective), Truth(problem, objective)
        for placements in altered(rng, problem, result.placements):
            if placements in truth:
                continue
            document = retold(problem, result, placements)
            forge(rng, problem, document)
            assert check(problem, document), (number, placements, document["certificate"], problem)


def forge(rng, problem, document):
    """Other prices and other sets, in the right form."""
    size = len(document["objective_vector"])

    def price():
        return [rng.choice([-1, 0, 0, 0, 1, 2]) for _ in range(size)]

    prices, tight = document["certificate"]["prices"], document["certificate"]["tight"]
    for kind, rows in (("papers", problem.papers), ("supervisors", problem.supervisors)):
        for row in rows:
            if rng.random() < 0.3:
                prices[kind][row.id] = price()
            if rng.random() < 0.3:
                tight[kind][row.id] = rng.randrange(-1, len(problem.students) + 1)
    if rng.random() < 0.3:
        prices["total"] = price()
    if rng.random() < 0.3:
        tight["total"] = rng.randrange(-1, len(problem.students) + 1)


# One thing at a time, on an instance in which every kind of limit is full.


def contested(**settings):
    """Two groups of three want the same two places each; the seminar has six places for eight students."""
    students = [
        *(Student(f"a{number}", [["p1"], ["p2"], ["p3"]]) for number in range(3)),
        *(Student(f"b{number}", [["q1"], ["q2"]]) for number in range(3)),
        Student("pinned", [["r"]]),
        Student("excused", [["r"]]),
    ]
    papers = [
        *(Paper(name, 1, "anna") for name in ("p1", "p2", "p3")),
        Paper("q1", 1, "ben"),
        Paper("q2", 2, "ben"),
        Paper("r", 2),
        Paper("spare", 5),
    ]
    supervisors = [Supervisor("anna", 3), Supervisor("ben", 2)]
    return Problem(
        students,
        papers,
        supervisors,
        [("pinned", "r"), ("excused", None)],
        [("a0", "spare")],
        **({"total": 6, "seed": "check"} | settings),
    )


def changed(document, path, value):
    """A copy of the document with another value at that path."""
    copy = deepcopy(document)
    place = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return copy


SETTINGS = [(objective, serve) for objective in OBJECTIVES for serve in ("priority", "profile")]


@pytest.mark.parametrize(("objective", "serve"), SETTINGS)
def test_every_stated_number_is_counted_again(objective, serve):
    problem = contested(serve=serve)
    document = solve(problem, objective).document()
    assert check(problem, document) == []
    for name in ("profile", "objective_vector"):
        for position, number in enumerate(document[name]):
            for other in (number + 1, number - 1, str(number), None):
                assert check(problem, changed(document, [name, position], other)), (name, position, other)
        for other in (document[name] + [0], document[name][:-1], [0, *document[name]], [], None):
            assert check(problem, changed(document, [name], other)), (name, other)
    for other in (1, -1, "0", None):
        assert check(problem, changed(document, ["not_listed"], other)), other


@pytest.mark.parametrize("name", ["served_order", "unassigned"])
@pytest.mark.parametrize(("objective", "serve"), SETTINGS)
def test_the_orders_are_compared_with_the_lottery(objective, serve, name):
    problem = contested(serve=serve)
    document = solve(problem, objective).document()
    stated = document[name]
    assert len(stated) > 1
    for other in (stated[::-1], stated[1:], [*stated, stated[0]], [*stated, "stranger"], [], None):
        assert check(problem, changed(document, [name], other)), other


@pytest.mark.parametrize("serve", ["priority", "profile"])
def test_a_result_for_another_objective_is_refused(serve):
    problem = contested(serve=serve)
    for objective in OBJECTIVES:
        document = solve(problem, objective).document()
        for other in [*(name for name in OBJECTIVES if name != objective), "best", "", None, []]:
            assert check(problem, changed(document, ["objective"], other)), (objective, other)


@pytest.mark.parametrize(("objective", "serve"), SETTINGS)
def test_placements_that_break_a_rule_are_refused_whatever_else_is_said(objective, serve):
    problem = contested(serve=serve)
    result = solve(problem, objective)
    served = [name for name in result.placements if name[0] in "ab"]
    broken = [
        {"stranger": "spare"},  # nobody of that name
        {served[0]: "nothing known"},
        {"pinned": "spare"},
        {"pinned": None},
        {"excused": "r"},
        {"a0": "spare"},  # forbidden, and not on the list
        {served[0]: "r"},  # not on the list
        {served[0]: None},  # somebody who has to be served
    ]
    for change in broken:
        placements = without_none(result.placements | change)
        assert check(problem, result.document() | {"placements": placements}), change
        known = {n: p for n, p in placements.items() if n != "stranger" and p in problem.papers_by_id}
        if known == placements:
            assert check(problem, retold(problem, result, placements)), change


def limits(**parts):
    """Three students on a paper with three places: fine, as long as nothing else limits them."""
    students = [Student(f"s{number}", [["p"]]) for number in range(3)]
    whole = {
        "students": students,
        "papers": [Paper("p", 3, "anna")],
        "supervisors": [Supervisor("anna", 3)],
        "total": 3,
    }
    return Problem(**(whole | parts))


@pytest.mark.parametrize("serve", ["priority", "profile"])
@pytest.mark.parametrize(
    "tighter", [{"papers": [Paper("p", 2, "anna")]}, {"supervisors": [Supervisor("anna", 2)]}, {"total": 2}]
)
def test_an_over_full_paper_supervisor_or_seminar_is_refused(tighter, serve):
    result = solve(limits(serve=serve))
    assert len(result.placements) == 3
    problem = limits(serve=serve, **tighter)
    assert check(problem, retold(problem, solve(problem), result.placements))


@pytest.mark.parametrize(("objective", "serve"), SETTINGS)
def test_a_price_on_what_is_not_full_is_refused(objective, serve):
    problem = contested(serve=serve, total=40)
    document = solve(problem, objective).document()
    size = len(document["objective_vector"])
    for position in range(size):
        for digit in (1, -1):
            price = [digit * (number == position) for number in range(size)]
            for path in (["papers", "spare"], ["total"]):
                other = changed(document, ["certificate", "prices", *path], price)
                assert check(problem, other), (path, price)
    for name in document["certificate"]["prices"]["papers"]:
        for position in range(size):
            price = [-(number == position) for number in range(size)]
            assert check(problem, changed(document, ["certificate", "prices", "papers", name], price)), (name, price)


@pytest.mark.parametrize("objective", ["fair", "first_choices", "average"])
@pytest.mark.parametrize("serve", ["priority", "profile"])
def test_a_proof_without_its_prices_is_none(objective, serve):
    problem = contested(serve=serve)
    document = solve(problem, objective).document()
    nothing = {"papers": {}, "supervisors": {}, "total": None}
    assert document["certificate"]["prices"] != nothing
    assert check(problem, changed(document, ["certificate", "prices"], nothing))


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_who_is_left_out_is_left_out_with_a_proof(objective):
    problem = contested()
    document = solve(problem, objective).document()
    tight = document["certificate"]["tight"]
    found = [["total"]] * (tight["total"] is not None)
    found += [[kind, name] for kind in ("papers", "supervisors") for name in tight[kind]]
    assert found
    nothing = {"papers": {}, "supervisors": {}, "total": None}
    assert check(problem, changed(document, ["certificate", "tight"], nothing))
    early = {kind: dict.fromkeys(tight[kind], -1) for kind in ("papers", "supervisors")} | {"total": -1}
    assert check(problem, changed(document, ["certificate", "tight"], early))
    assert check(problem, changed(document, ["certificate", "tight", "papers"], {"spare": 0} | tight["papers"]))


@pytest.mark.parametrize(("objective", "serve"), SETTINGS)
def test_what_is_malformed_is_refused_and_never_raises(objective, serve):
    problem = contested(serve=serve)
    document = solve(problem, objective).document()
    proof = document["certificate"]
    broken = [document | {"certificate": dict(proof, prices=other)} for other in (None, [], {}, "free", {"papers": 1})]
    for name in ("placements", "objective", "profile", "not_listed", "objective_vector", "served_order", "certificate"):
        broken += [document | {name: other} for other in (None, 7, "x", [[]], {"a": {}})]
        broken.append({key: value for key, value in document.items() if key != name})
    for price in ([], [0], ["0"] * 20, None, 1.5, [0.5] * len(document["objective_vector"])):
        broken.append(changed(document, ["certificate", "prices", "papers", "p1"], price))
        broken.append(changed(document, ["certificate", "prices", "total"], price or [1]))
    for other in broken:
        assert check(problem, other), other


def test_a_huge_price_is_no_way_out():
    """The width of a digit follows the largest number that is stated, so nothing runs over into its neighbour."""
    problem = contested(serve="profile")
    document = solve(problem).document()
    size = len(document["objective_vector"])
    for power in (31, 53, 63, 200):
        for sign in (1, -1):
            price = [0] * (size - 1) + [sign * 2**power]
            assert check(problem, changed(document, ["certificate", "prices", "papers", "spare"], price)), power


def test_a_wished_minimum_is_part_of_what_is_proven():
    """Ben wishes for one, so somebody takes the second choice; without him that would be a mistake."""
    students = [Student("a", [["p"], ["q"]]), Student("b", [["p"], ["q"]])]
    papers = [Paper("p", 2, "anna"), Paper("q", 2, "ben")]
    wished = Problem(students, papers, [Supervisor("anna"), Supervisor("ben", None, 1)], seed="x")
    free = replace(wished, supervisors=[Supervisor("anna"), Supervisor("ben")])
    for objective in OBJECTIVES:
        one, two = solve(wished, objective), solve(free, objective)
        assert one.profile == [1, 1]
        assert two.profile == [2, 0]
        if objective != "lottery":  # to which everything is equally good
            assert check(free, retold(free, one, one.placements)), objective
        assert check(wished, retold(wished, two, two.placements)), objective
        for paid in (-2, -1, 1, 2):  # the wish is paid just so much that one takes it and the other does not
            price = [0, paid, *[0] * (len(one.objective_vector) - 2)]
            document = changed(one.document(), ["certificate", "prices", "supervisors", "ben"], price)
            assert check(wished, document), (objective, paid)


# Who is left out: each limit in turn is what is full.


def left_out(**parts):
    """Four students want the same paper with four places, and something lets only two of them have it."""
    students = [Student(f"s{number}", [["p"]]) for number in range(4)]
    whole = {"students": students, "papers": [Paper("p", 4, "anna")], "supervisors": [Supervisor("anna")], "seed": "x"}
    return Problem(**(whole | parts))


LIMITS = {
    "papers": {"papers": [Paper("p", 2, "anna")]},
    "supervisors": {"supervisors": [Supervisor("anna", 2)]},
    "total": {"total": 2},
    "two papers of one supervisor": {
        "students": [
            *(Student(f"s{n}", [["p"], ["q"]]) for n in range(2)),
            *(Student(f"t{n}", [["q"]]) for n in range(2)),
        ],
        "papers": [Paper("p", 4, "anna"), Paper("q", 1, "anna")],
        "supervisors": [Supervisor("anna", 2)],
    },
    "paper below supervisor below seminar": {
        "students": [
            *(Student(f"s{n}", [["p"]]) for n in range(3)),
            *(Student(f"t{n}", [["q"], ["r"]]) for n in range(4)),
        ],
        "papers": [Paper("p", 1, "anna"), Paper("q", 4, "anna"), Paper("r", 4)],
        "supervisors": [Supervisor("anna", 2)],
        "total": 3,
    },
    "pins take some of it": {
        "papers": [Paper("p", 3, "anna")],
        "supervisors": [Supervisor("anna", 3)],
        "total": 3,
        "pins": [("s0", "p")],
    },
}


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("seed", range(6))
def test_what_is_right_is_accepted_whatever_is_full(limit, seed):
    problem = left_out(**LIMITS[limit] | {"seed": str(seed)})
    for objective in OBJECTIVES:
        assert check(problem, solve(problem, objective).document()) == []


@pytest.mark.parametrize("unlisted", ["never", "after-own-list"])
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_what_is_right_is_accepted_in_a_large_seminar(objective, unlisted):
    for number in range(8):
        rng = random.Random(f"{objective} {unlisted} {number}")
        change = rng.choice(["free", "free", "keep_all", "nobody_worse", "fewest_moves"])
        settings = {"serve": rng.choice(["priority", "priority", "profile"]), "unlisted": unlisted, "change": change}
        problem = draw_problem(rng, 40, rng.choice([15, 40]), 6, **settings)
        problem = replace(problem, supervisors=[replace(s, load=rng.choice([None, 3, 6])) for s in problem.supervisors])
        assert check(problem, solve(problem, objective).document()) == [], (number, problem)


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("seed", range(6))
def test_nobody_else_can_be_left_out_in_place_of_somebody(limit, seed):
    """Any two students change roles, all numbers made to fit, the proof as it was or with other positions."""
    problem = left_out(**LIMITS[limit] | {"seed": str(seed)})
    result = solve(problem)
    order, left = result.served_order, result.unassigned
    free = [name for name in result.placements if name not in dict(problem.pins)]
    assert left and free
    for out, name in product(left, free):
        placements = {n: p for n, p in result.placements.items() if n != name} | {out: result.placements[name]}
        document = retold(problem, result, placements)
        assert check(problem, document), (out, name)
        for shift in range(-len(order), len(order)):
            assert check(problem, shifted(document, shift)), (out, name, shift)


def shifted(document, shift):
    """The same proof, said to hold earlier or later."""
    copy = deepcopy(document)
    tight = copy["certificate"]["tight"]
    for kind in ("papers", "supervisors"):
        tight[kind] = {name: position + shift for name, position in tight[kind].items()}
    if tight["total"] is not None:
        tight["total"] += shift
    return copy


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_left_out_without_need(limit, seed):
    """Somebody served goes away with one of the later ones: the numbers fit, and yet there is room."""
    problem = left_out(**LIMITS[limit] | {"seed": str(seed)})
    result = solve(problem)
    for name in result.placements:
        if name not in dict(problem.pins):
            placements = {n: p for n, p in result.placements.items() if n != name}
            document = retold(problem, result, placements)
            for shift in range(-len(result.served_order), len(result.served_order)):
                assert check(problem, shifted(document, shift)), (name, shift)


# Every proof of a certain size, for every wrong set of people: none may convince.


def tiny(seed, lists, **settings):
    students = [Student(name, [[paper] for paper in row]) for name, row in zip("abc", lists, strict=False)]
    papers = [Paper("p", 1, "v"), Paper("q", 1, "v")]
    whole = {"supervisors": [Supervisor("v")], "seed": str(seed)}
    return Problem(students, papers, **(whole | settings))


TINY = {
    "a paper is free": [["p"], ["p", "q"]],
    "two for one": [["p"], ["p"]],
    "three for two": [["p", "q"], ["p", "q"], ["q"]],
    "silent": [["p"], [], ["p"]],
    "nobody has a list": [[], []],
}


@pytest.mark.parametrize("settings", [{}, {"supervisors": [Supervisor("v", 1)]}, {"total": 1}], ids=str)
@pytest.mark.parametrize("unlisted", ["never", "after-own-list"])
@pytest.mark.parametrize("lists", TINY)
def test_no_positions_whatever_prove_the_wrong_people(lists, unlisted, settings):
    for seed in range(2):
        problem = tiny(seed, TINY[lists], unlisted=unlisted, **settings)
        result, names = solve(problem), [s.id for s in problem.students]
        steps = [None, 0, 1, 2, 3]
        for papers in product(["p", "q", None], repeat=len(names)):
            placements = without_none(dict(zip(names, papers, strict=True)))
            if set(placements) == set(result.placements):
                continue
            document = retold(problem, result, placements)
            of_supervisor = steps if problem.supervisors[0].load else [None]
            of_total = steps if problem.total else [None]
            for p, q, v, total in product(steps, steps, of_supervisor, of_total):
                above = {"supervisors": without_none({"v": v}), "total": total}
                document["certificate"]["tight"] = {"papers": without_none({"p": p, "q": q})} | above
                assert check(problem, document), (placements, document["certificate"]["tight"], problem)


# With unlisted papers allowed, "another option" is any other open paper.


@pytest.mark.parametrize("seed", range(6))
def test_who_may_take_any_paper_is_not_left_out_while_there_is_one(seed):
    students = [*(Student(f"s{n}", [["p"]]) for n in range(3)), Student("silent"), Student("picky", [["p"]], ["q"])]
    problem = Problem(students, [Paper("p"), Paper("q"), Paper("r")], unlisted="after-own-list", seed=str(seed))
    result = solve(problem)
    assert check(problem, result.document()) == []
    for name in result.placements:
        placements = {n: p for n, p in result.placements.items() if n != name}
        for shift in range(-5, 5):
            assert check(problem, shifted(retold(problem, result, placements), shift)), (name, shift)
        for out in result.unassigned:
            taken = result.placements[name]
            if not (out == "picky" and taken == "q"):
                document = retold(problem, result, placements | {out: taken})
                for shift in range(-5, 5):
                    assert check(problem, shifted(document, shift)), (out, name, shift)


def test_a_vetoed_paper_is_nobodys_other_option():
    """q costs nothing, and the one who vetoes it is rightly on r, which is contested."""
    students = [Student("picky", [["p"]], ["q"]), Student("a", [["p"]]), Student("b", [["r"]])]
    problem = Problem(students, [Paper("p"), Paper("q", 3), Paper("r")], unlisted="after-own-list", seed="x")
    for objective in OBJECTIVES:
        result = solve(problem, objective)
        assert check(problem, result.document()) == []
        for name in result.placements:
            for paper in ("p", "q", "r"):
                placements = result.placements | {name: paper}
                if placements != result.placements and paper == "q" and name == "picky":
                    assert "may not" in check(problem, retold(problem, result, placements))[0]


# Prices.


@pytest.mark.parametrize("serve", ["priority", "profile"])
def test_no_price_on_the_last_place_of_a_seminar_that_has_room(serve):
    """A price that everybody pays changes no comparison between papers, so only the rule itself finds it."""
    students = [Student(f"s{number}", [["p"], ["q"]]) for number in range(2)]
    problem = Problem(students, [Paper("p"), Paper("q")], total=2, serve=serve, seed="x")
    document = solve(problem).document()
    size = len(document["objective_vector"])
    for position, sign in product(range(size), (1, -1)):
        price = [sign * (number == position) for number in range(size)]
        full = changed(document, ["certificate", "prices", "total"], price)
        assert (check(problem, full) == []) == is_allowed(price, serve), price
        roomy = replace(problem, total=3)
        assert check(roomy, full), price


def is_allowed(price, serve):
    """A full seminar may have any price that nobody escapes by going without, where that is a choice at all."""
    return price > [0] * len(price) and (serve == "priority" or price[0] == 0)


@pytest.mark.parametrize("serve", ["priority", "profile"])
@pytest.mark.parametrize("wished", [0, 1])
@pytest.mark.parametrize("objective", ["fair", "first_choices", "average"])
def test_no_prices_whatever_prove_a_worse_assignment(objective, wished, serve):
    """Every price of -1, 0 or 1 in one digit, for papers, supervisors and the seminar at once."""
    students = [Student("a", [["p"], ["q"]]), Student("b", [["p"], ["q"]])]
    papers = [Paper("p", 1, "v"), Paper("q", 2, "v"), Paper("r", 1, "w")]
    supervisors = [Supervisor("v", 3), Supervisor("w", None, wished)]
    problem = Problem(students, papers, supervisors, total=2, serve=serve, unlisted="after-own-list", seed="x")
    result, truth = solve(problem, objective), Truth(problem, objective)
    size = len(result.objective_vector)
    for taken in product("pqr", repeat=2):
        placements = dict(zip("ab", taken, strict=True))
        if placements in truth or taken in (("p", "p"), ("r", "r")):
            continue
        document = retold(problem, result, placements)
        for position in range(1, size):
            for digits in product((-1, 0, 1), repeat=5):
                p, q, r, w, total = ([0] * position + [digit] + [0] * (size - 1 - position) for digit in digits)
                prices = {"papers": {"p": p, "q": q, "r": r}, "supervisors": {"w": w}, "total": total}
                document["certificate"]["prices"] = prices
                assert check(problem, document), (placements, prices)


@pytest.mark.parametrize("load", [None, 2])
@pytest.mark.parametrize("serve", ["priority", "profile"])
def test_not_even_the_smallest_price_on_a_supervisor_with_room(load, serve):
    """It would be just enough to make the second choice look as good as the first."""
    student, papers = Student("a", [["p"], ["q"]]), [Paper("p", 1, "v"), Paper("q")]
    problem = Problem([student], papers, [Supervisor("v", load)], serve=serve)
    document = retold(problem, solve(problem), {"a": "q"})
    document["certificate"]["prices"] = {"papers": {}, "supervisors": {"v": [0, 0, 1]}, "total": None}
    assert check(problem, document)


def test_a_sum_of_small_digits_is_never_taken_for_a_larger_one():
    """Two hundred give way by one rank to spare one the third: right, although the prices say it is too many."""
    size = 200
    chain = [Student(f"s{n}", [[f"p{n}"], [f"p{n + 1}"]]) for n in range(size)]
    students = [*chain, Student("new", [["p0"], ["closed"], ["refuge"]])]
    papers = [*(Paper(f"p{n}") for n in range(size + 1)), Paper("closed", 0), Paper("refuge")]
    problem = Problem(students, papers, seed="x")
    result = solve(problem)
    assert result.profile == [1, size, 0]
    worse = {s.id: s.preferences[0][0] for s in chain} | {"new": "refuge"}
    document = retold(problem, result, worse)
    for base in (1, 2):
        prices = {f"p{n}": [0, 0, 0, base * (size - n)] for n in range(size)}
        document["certificate"]["prices"] = {"papers": prices, "supervisors": {}, "total": None}
        assert check(problem, document)


def test_a_long_list_never_outweighs_what_comes_before_the_sum_of_ranks():
    """The wish of a supervisor comes first, even if it takes somebody to rank 80."""
    closed = [Paper(f"closed{number}", 0) for number in range(78)]
    student = Student("a", [["first"], *([paper.id] for paper in closed), ["last"]])
    problem = Problem([student], [Paper("first"), *closed, Paper("last", 1, "ben")], [Supervisor("ben", None, 1)])
    result = solve(problem, "average")
    assert result.placements == {"a": "last"}
    document = retold(problem, result, {"a": "first"})
    price = [0, -1, *[0] * (len(result.objective_vector) - 2)]
    document["certificate"]["prices"] = {"papers": {}, "supervisors": {"ben": price}, "total": None}
    assert check(problem, document)


@pytest.mark.parametrize("kind", ["papers", "supervisors"])
def test_a_price_for_something_unknown_is_refused(kind):
    problem = contested()
    document = solve(problem).document()
    nothing = [0] * len(document["objective_vector"])
    assert check(problem, changed(document, ["certificate", "prices", kind, "stranger"], nothing))


@pytest.mark.parametrize("digit", ["1", 1.0, True, None, [1]])
def test_a_digit_is_a_whole_number_and_nothing_else(digit):
    students = [Student(f"s{number}", [["p"], ["q"]]) for number in range(2)]
    problem = Problem(students, [Paper("p"), Paper("q")], seed="x")
    document = solve(problem).document()
    price = document["certificate"]["prices"]["papers"]["p"]
    assert price == [0, 0, 1]
    assert check(problem, changed(document, ["certificate", "prices", "papers", "p"], [0, 0, digit]))
    for other in (price[1:], [0, *price], [*price, 0]):
        assert check(problem, changed(document, ["certificate", "prices", "papers", "p"], other)), other


@pytest.mark.parametrize("size", [1, 3, 7, 8, 15, 16, 31, 40])
def test_many_small_digits_do_not_add_up_to_a_large_one(size):
    """A chain in which one low digit is as high as there are students, and one rank above would be wrong."""
    papers = [Paper(f"p{number}") for number in range(size + 1)]
    chain = [Student(f"s{n}", [[f"p{n}"], [f"p{n + 1}"]]) for n in range(size)]
    problem = Problem([*chain, Student("new", [["p0"]])], papers, serve="profile", seed="x")
    for objective in OBJECTIVES:
        result = solve(problem, objective)
        assert result.profile == [1, size]
        for name in result.placements:
            placements = {n: p for n, p in result.placements.items() if n != name}
            assert check(problem, retold(problem, result, placements))
            assert check(problem, retold(problem, result, {s.id: s.preferences[0][0] for s in chain}))


@pytest.mark.parametrize(
    "digits", [(0, 0, -1, 10**6), (0, 0, 1, -(10**6)), (0, 0, 0, 10**30), (-1, 10**9, 10**9, 10**9)]
)
def test_a_price_is_compared_first_number_first(digits):
    """However large a later number is, it never makes up for an earlier one."""
    students = [Student(f"s{number}", [["p"], ["q"], ["r"]]) for number in range(3)]
    problem = Problem(students, [Paper("p"), Paper("q"), Paper("r")], seed="x")
    document = solve(problem).document()
    assert document["certificate"]["digits"] == ["unassigned", "soft_minima", "rank 3", "rank 2"]
    for paper in ("p", "q", "r"):
        assert check(problem, changed(document, ["certificate", "prices", "papers", paper], list(digits))), paper

"""What holds for every instance: order of input, repeated runs, pinned solutions, edges of numbers and of emptiness."""

import random
from dataclasses import replace

import pytest

from seminar.core.assignment import OBJECTIVES, Paper, Problem, Stopped, Student, Supervisor, check, solve
from tests.core.assignment_cases import make_problem


def without_seconds(result):
    document = result.document()
    document.pop("seconds")
    return document


def shuffled(rng, problem):
    def mix(rows):
        return rng.sample(list(rows), len(rows))

    students = [replace(s, preferences=[mix(tier) for tier in s.preferences]) for s in mix(problem.students)]
    return replace(
        problem,
        students=students,
        papers=mix(problem.papers),
        supervisors=mix(problem.supervisors),
        pins=mix(problem.pins),
        forbidden=mix(problem.forbidden),
    )


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_the_order_of_the_input_changes_nothing_at_all(objective):
    for number in range(40):
        rng = random.Random(f"{objective} {number}")
        problem = make_problem(rng, students=rng.choice([6, 20]), papers=rng.choice([5, 15]))
        assert without_seconds(solve(problem, objective)) == without_seconds(solve(shuffled(rng, problem), objective))


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_pinning_the_solution_gives_it_back(objective):
    for number in range(30):
        problem = make_problem(random.Random(number), students=12, papers=8, change="free")
        first = solve(problem, objective)
        pins = [*first.placements.items(), *((name, None) for name in first.unassigned)]
        again = solve(replace(problem, pins=pins), objective)
        assert again.placements == first.placements
        assert again.profile == first.profile
        assert again.objective_vector[0] == first.objective_vector[0]


def test_equal_wishes_with_more_ranks_than_a_machine_word_holds():
    """(students + 1) to the power of the ranks is far beyond 2 to the 63: rounding would give a wrong profile."""
    rng = random.Random(60)
    papers = [f"p{number:02}" for number in range(60)]
    students = [Student(f"s{number:02}", [[p] for p in rng.sample(papers[:50], 40)]) for number in range(50)]
    problem = Problem(students, [Paper(p) for p in papers], seed="word")
    fair, first = solve(problem, "fair"), solve(problem, "first_choices")
    assert fair.unassigned == first.unassigned == []
    assert first.profile[0] >= fair.profile[0]
    assert max(rank for rank, count in enumerate(fair.profile) if count) <= max(
        rank for rank, count in enumerate(first.profile) if count
    )


@pytest.mark.parametrize("serve", ["priority", "profile"])
@pytest.mark.parametrize("unlisted", ["never", "after-own-list"])
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_emptiness_gives_a_result_not_an_error(objective, unlisted, serve):
    settings = {"serve": serve, "unlisted": unlisted, "seed": "empty"}
    a, b = Student("a", [["p"]]), Student("b")
    assert solve(Problem(**settings), objective).placements == {}
    assert solve(Problem([], [Paper("p")], **settings), objective).unassigned == []
    assert solve(Problem([b], [], **settings), objective).unassigned == ["b"]
    assert solve(Problem([a], [Paper("p", 0)], **settings), objective).unassigned == ["a"]
    assert solve(Problem([a], [Paper("p")], total=0, **settings), objective).unassigned == ["a"]
    crowd = [Student(f"s{number}", [["p", "q"]]) for number in range(9)]
    result = solve(Problem(crowd, [Paper("p"), Paper("q", 2)], **settings), objective)
    assert (len(result.placements), result.profile) == (3, [3])


def test_students_without_a_list_come_last_and_get_a_rank_worse_than_all_others():
    students = [Student("a", [["p"], ["q"], ["r"]]), Student("b")]
    for seed in "12345678":
        closed = [Paper("p"), Paper("q", 0), Paper("r", 0)]
        problem = Problem(students, closed, unlisted="after-own-list", seed=seed)
        assert solve(problem).placements == {"a": "p"}
        result = solve(replace(problem, papers=[Paper("p"), Paper("q", 0), Paper("r")]))
        assert result.placements == {"a": "p", "b": "r"}
        assert (result.profile, result.not_listed) == ([1, 0, 0], 1)
        assert result.objective_vector == [0, 0, 1, 0, 0]


def test_a_late_student_is_appended_and_moves_nobody():
    students = [Student(f"s{number}", [["p"], ["q"]]) for number in range(5)]
    problem = Problem(students, [Paper("p"), Paper("q")], seed="late")
    before = solve(problem)
    late = [Student("x", [["p"]], late=1), Student("y", [["q"]], late=2)]
    after = solve(replace(problem, students=[*late, *students]))
    assert after.served_order == [*before.served_order, "x", "y"]
    assert after.placements == before.placements


def test_a_supervisor_below_the_wish_gets_students_before_ranks_are_looked_at():
    students = [Student("a", [["p"], ["q"]]), Student("b", [["r"], ["p"]])]
    papers = [Paper("p"), Paper("q", 1, "v"), Paper("r")]
    problem = Problem(students, papers, [Supervisor("v", None, 1)], seed="wish")
    assert solve(problem).placements == {"a": "q", "b": "r"}
    assert solve(replace(problem, supervisors=[Supervisor("v")])).placements == {"a": "p", "b": "r"}


CHANGED = [Student("a", [["p"], ["q"]], current="q"), Student("b", [["q"], ["p"]], current="p"), Student("c", [["p"]])]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("keep_all", {"a": "q", "b": "p"}),
        ("nobody_worse", {"a": "p", "b": "q"}),
        ("fewest_moves", {"a": "p", "b": "q"}),
    ],
)
def test_people_who_hold_a_paper_are_served_first(limit, expected):
    for seed in "123456":
        problem = Problem(CHANGED, [Paper("p"), Paper("q")], change=limit, seed=seed)
        assert solve(problem).placements == expected


def test_among_equally_good_assignments_the_fewest_people_move():
    students = [Student("a", [["p", "q"]], current="p"), Student("b", [["p", "q"]], current="q")]
    for seed in "123456":
        problem = Problem(students, [Paper("p"), Paper("q")], change="fewest_moves", seed=seed)
        result = solve(problem)
        assert (result.placements, result.objective_vector[-1]) == ({"a": "p", "b": "q"}, 0)


def test_a_withdrawn_paper_is_not_kept_but_its_holder_comes_first():
    students = [Student("a", [["p"], ["q"]], current="p"), Student("b", [["q"]], priority=0)]
    for limit in ("keep_all", "nobody_worse", "fewest_moves"):
        for seed in "1234":
            problem = Problem(students, [Paper("p", 0), Paper("q")], change=limit, seed=seed)
            assert solve(problem).placements == {"a": "q"}


def test_a_run_can_be_cancelled_and_has_a_budget():
    problem = make_problem(random.Random(1), students=30, papers=20, change="free")
    with pytest.raises(Stopped, match="budget"):
        solve(problem, budget=3)
    with pytest.raises(Stopped, match="cancelled"):
        solve(problem, cancelled=lambda: True)
    assert check(problem, solve(problem, budget=10**6, cancelled=lambda: False).document()) == []


def test_an_unknown_objective_is_named():
    with pytest.raises(ValueError, match="objective: 'best'"):
        solve(Problem(), "best")

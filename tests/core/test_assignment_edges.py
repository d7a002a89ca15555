"""Numbers too large for a machine word, and instances with next to nothing in them."""

from dataclasses import replace

import pytest

from seminar.core.assignment import OBJECTIVES, InvalidProblem, Paper, Problem, Student, check, solve
from tests.core.test_assignment_oracles import Oracle

SETTINGS = [(objective, serve) for objective in OBJECTIVES for serve in ("priority", "profile")]


def solved(problem, objective="fair"):
    """The result, after the checker has had a look at it."""
    result = solve(problem, objective)
    assert check(problem, result.document()) == []
    return result


# A positional weight (n+1)^R, rounded to a float or cut to 64 bits, forgets the digits of the low ranks.


def long_lists(ranks, pairs):
    """One student has to take the last rank, and many pairs decide between low ones.

    Of each pair both want `a` first; the one has `b` second, the other has it third. Whoever adds weights up in a
    float cannot tell "one first and one second" from "one first and one third" beside the student at the last rank.
    """
    closed = [f"closed{number}" for number in range(ranks - 1)]
    students = [Student("unlucky", [[paper] for paper in [*closed, "last"]])]
    papers = [Paper("last"), *(Paper(name, 0) for name in closed)]
    for number in range(pairs):
        a, b = f"a{number}", f"b{number}"
        papers += [Paper(a), Paper(b)]
        students.append(Student(f"near{number}", [[a], [b]]))
        students.append(Student(f"far{number}", [[a], [closed[0]], [b]]))
    return Problem(students, papers, seed="edge")


@pytest.mark.parametrize(("ranks", "pairs"), [(9, 30), (11, 30), (12, 60), (40, 25), (120, 5)])
@pytest.mark.parametrize(("objective", "serve"), SETTINGS[:-2])
def test_the_last_digit_counts_however_long_the_number(objective, serve, ranks, pairs):
    problem = replace(long_lists(ranks, pairs), serve=serve)
    assert (2 * pairs + 2) ** ranks > 2**53
    profile = [0] * ranks
    profile[0], profile[1], profile[-1] = pairs, pairs, 1
    assert solved(problem, objective).profile == profile


def test_the_sizes_above_pass_both_limits():
    assert 2**53 < 62**9 < 2**63 < 62**11


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_large_numbers_agree_with_a_general_flow(objective):
    problem = replace(long_lists(60, 12), serve="profile")
    result = solved(problem, objective)
    oracle = Oracle(problem, result)
    assert oracle.best() == oracle.pack(result.objective_vector) == oracle.pack(oracle.counted())


@pytest.mark.parametrize("objective", ["fair", "first_choices"])
def test_one_rank_more_important_outweighs_everybody_below(objective):
    """Thirty people give way by one rank so that one is spared the last (fair), or do not (first choices)."""
    size, ranks = 30, 15
    closed = [f"closed{number}" for number in range(ranks)]
    papers = [Paper(f"p{number}") for number in range(size + 1)] + [Paper("refuge")] + [Paper(c, 0) for c in closed]
    chain = [Student(f"s{n}", [[f"p{n}"], [f"p{n + 1}"]]) for n in range(size)]
    late = Student("newcomer", [["p0"], *([c] for c in closed), ["refuge"]])
    profile = solved(Problem([*chain, late], papers, seed="x"), objective).profile
    given_way, kept = [1, size], [size, 0]
    assert profile[:2] == (given_way if objective == "fair" else kept)
    assert profile[-1] == (objective != "fair")


# Next to nothing.


@pytest.mark.parametrize("unlisted", ["never", "after-own-list"])
@pytest.mark.parametrize(("objective", "serve"), SETTINGS)
class TestNextToNothing:
    def solve(self, objective, serve, unlisted, **parts):
        return solved(Problem(serve=serve, unlisted=unlisted, **parts), objective)

    def test_no_students(self, objective, serve, unlisted):
        result = self.solve(objective, serve, unlisted, papers=[Paper("p")])
        assert (result.placements, result.unassigned, result.profile, result.not_listed) == ({}, [], [], 0)

    def test_no_papers(self, objective, serve, unlisted):
        result = self.solve(objective, serve, unlisted, students=[Student("a"), Student("b")])
        assert (result.placements, sorted(result.unassigned), result.profile) == ({}, ["a", "b"], [])

    def test_neither(self, objective, serve, unlisted):
        assert self.solve(objective, serve, unlisted).placements == {}

    def test_no_places_at_all(self, objective, serve, unlisted):
        parts = {"students": [Student("a", [["p"]])], "papers": [Paper("p")], "total": 0}
        assert self.solve(objective, serve, unlisted, **parts).unassigned == ["a"]

    def test_every_wish_is_closed(self, objective, serve, unlisted):
        parts = {"students": [Student("a", [["p"]])], "papers": [Paper("p", 0), Paper("q")]}
        result = self.solve(objective, serve, unlisted, **parts)
        assert result.unassigned == (["a"] if unlisted == "never" else [])
        assert result.not_listed == (unlisted != "never")

    def test_more_students_than_places(self, objective, serve, unlisted):
        students = [Student(f"s{number}", [["p"], ["q"]]) for number in range(7)]
        result = self.solve(objective, serve, unlisted, students=students, papers=[Paper("p"), Paper("q", 2)])
        assert (result.profile, len(result.unassigned)) == ([1, 2], 4)
        assert result.unassigned == [name for name in result.served_order if name not in result.placements]

    def test_identical_lists(self, objective, serve, unlisted):
        names = [f"p{number}" for number in range(12)]
        students = [Student(f"s{number}", [[name] for name in names]) for number in range(12)]
        result = self.solve(objective, serve, unlisted, students=students, papers=[Paper(name) for name in names])
        assert result.profile == [1] * 12
        assert [result.placements[name] for name in result.served_order] == names  # the lottery, from the best down

    def test_everything_is_equally_good(self, objective, serve, unlisted):
        names = [f"p{number}" for number in range(12)]
        students = [Student(f"s{number}", [names]) for number in range(9)]
        result = self.solve(objective, serve, unlisted, students=students, papers=[Paper(name) for name in names])
        assert result.profile == [9]

    def test_everything_is_vetoed(self, objective, serve, unlisted):
        students = [Student("a", [["p"], ["q"]], vetoes=["p", "q"])]
        result = self.solve(objective, serve, unlisted, students=students, papers=[Paper("p"), Paper("q")])
        assert result.unassigned == ["a"]


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        ({"students": [Student("a"), Student("a")]}, "'a'"),
        ({"papers": [Paper("p"), Paper("p")]}, "'p'"),
        ({"students": [Student("a", [["p"], ["q", "p"]])]}, "'p' twice"),
        ({"students": [Student("a", [["zzz"]])]}, "'zzz'"),
        ({"papers": [Paper("p", -1)]}, "'p'"),
        ({"pins": [("a", "p"), ("b", "p")]}, "paper 'p' has places 1"),
        ({"pins": [("a", "p"), ("b", "q")], "total": 1}, "total 1"),
        ({"pins": [("a", "p"), ("a", "q")]}, "'a' is pinned twice"),
        ({"pins": [("x", "p")]}, "'x'"),
        ({"pins": [("a", "p")], "forbidden": [("a", "p")]}, "'a'"),
    ],
)
def test_what_contradicts_itself_is_refused_by_name(parts, named):
    whole = {"students": [Student("a"), Student("b")], "papers": [Paper("p"), Paper("q")]}
    with pytest.raises(InvalidProblem) as refusal:
        Problem(**(whole | parts))
    assert named in str(refusal.value)
    assert "\n" not in str(refusal.value)


# What happens between two runs.


def seminar(**settings):
    students = [Student(f"s{number}", [["p1"], ["p2"], ["p3"], ["p4"]]) for number in range(4)]
    return Problem(students, [Paper(f"p{number}") for number in range(1, 6)], seed="semester", **settings)


def published(problem, **settings):
    """The same seminar after publication: everybody holds what the first run gave."""
    placements = solved(problem).placements
    return replace(problem, students=[replace(s, current=placements.get(s.id)) for s in problem.students], **settings)


@pytest.mark.parametrize("change", ["keep_all", "nobody_worse", "fewest_moves"])
def test_a_withdrawn_paper_moves_its_holder_and_nobody_else_without_need(change):
    before = published(seminar(), change=change)
    holder = next(s for s in before.students if s.current == "p2")
    papers = [replace(p, places=0) if p.id == "p2" else p for p in before.papers]
    students = [replace(s, preferences=[*s.preferences, ["p5"]]) for s in before.students]
    after = solved(replace(before, papers=papers, students=students))
    assert after.placements == {s.id: s.current for s in students if s.id != holder.id} | {holder.id: "p5"}


@pytest.mark.parametrize("change", ["keep_all", "nobody_worse", "fewest_moves", "free"])
def test_a_withdrawn_paper_without_a_substitute_leaves_its_holder_waiting(change):
    before = published(seminar(total=4), change=change)
    papers = [replace(p, places=0) if p.id == "p2" else p for p in before.papers]
    after = solved(replace(before, papers=papers))
    assert len(after.unassigned) == 1
    if change == "keep_all":
        assert after.unassigned == [s.id for s in before.students if s.current == "p2"]


@pytest.mark.parametrize("serve", ["priority", "profile"])
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_late_student_is_appended_and_re_sorts_nobody(objective, serve):
    for seed in range(30):
        before = replace(seminar(serve=serve), seed=str(seed))
        late = [Student("late one", [["p1"], ["p2"]], late=1), Student("later one", [["p1"], ["p2"]], late=2)]
        after = replace(before, students=[*late[::-1], *before.students])
        old, new = solved(before, objective), solved(after, objective)
        assert new.served_order == [*old.served_order, "late one", "later one"]
        if serve == "priority":
            assert new.unassigned[-2:] == ["late one", "later one"]
            assert new.placements == old.placements


def test_a_late_student_gets_what_is_left():
    problem = seminar()
    late = Student("late one", [["p1"], ["p5"]], late=1)
    assert solved(replace(problem, students=[late, *problem.students])).placements["late one"] == "p5"

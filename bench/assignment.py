"""How long the assignment engine takes, beside SciPy's matching of the same instance in the same run.

    python bench/assignment.py

Instances are invented from fixed seeds. Every figure is processor time of one core, so that other programs on the
machine do not count: the median of a few rounds, the slowest of the combinations named. A solve includes reading the
problem, the tie-break by lottery and the certificate check. The baseline is one call of SciPy's
min_weight_full_bipartite_matching for the least sum of ranks, its matrix built beforehand: it decides no ties, serves
nobody in order and proves nothing.
Nothing here fails: it measures.
"""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import numpy
from rig import draws
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from seminar.core.assignment import OBJECTIVES, Explainer, Problem, check, explain, solve

SERVE, UNLISTED = ("priority", "profile"), ("never", "after-own-list")
SEEDS = 1000
WISHES = {"random": draws.RANDOM, "popular": draws.POPULAR}


def seconds(work: Callable) -> tuple[float, object]:
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def median(work: Callable, rounds: int) -> float:
    return statistics.median(seconds(work)[0] for _ in range(rounds))


def line(what: str, measured: str, target: str, reached: bool) -> None:
    print(f"{what:<66}{measured:>26}   {target:<15}{'reached' if reached else 'missed'}", flush=True)


def fresh(problem: Problem) -> Problem:
    """The same instance without anything an earlier run has left in it; the checks of a new problem are included."""
    return replace(problem, students=[replace(s) for s in problem.students])


def seats(wanted: list[list[int]], papers: int, places: int) -> csr_array:
    """Students × seats with the rank as weight; one column of their own each for those who would stay without."""
    rows, columns, weights = [], [], []
    without = len(wanted) * (max(map(len, wanted)) + 1)
    for student, row in enumerate(wanted):
        for rank, paper in enumerate(row, 1):
            for place in range(places):
                rows.append(student)
                columns.append(paper * places + place)
                weights.append(rank)
        rows.append(student)
        columns.append(papers * places + student)
        weights.append(without)
    shape = (len(wanted), papers * places + len(wanted))
    return csr_array((numpy.array(weights, float), (rows, columns)), shape=shape)


def every_combination(name: str, sizes: list[tuple], length, limit: float, rounds: int) -> None:
    """The slowest of all combinations of objective, serve and unlisted, over random and popular wishes."""
    slowest, where = 0.0, ""
    for students, papers, total in sizes:
        for wishes, exponent in WISHES.items():
            wanted = draws.lists(random.Random(7), students, papers, length, exponent)
            for objective, serve, unlisted in product(OBJECTIVES, SERVE, UNLISTED):
                problem = draws.problem(wanted, papers, total=total, seed="bench", serve=serve, unlisted=unlisted)
                took = median(lambda p=problem, o=objective: solve(fresh(p), o), rounds)
                if took > slowest:
                    slowest, where = took, f"{wishes}, {objective}, {serve}, {unlisted}"
    line(f"{name}, every combination", f"{slowest * 1000:.1f} ms", f"< {limit * 1000:.0f} ms", slowest < limit)
    print(f"    slowest: {where}")


def against_scipy(name: str, students: int, papers: int, places: int, wishes: str, **target) -> None:
    """`fair` and `first_choices` for one instance, each beside the baseline; solve, baseline and check in turn."""
    wanted = draws.lists(random.Random(7), students, papers, 10, WISHES[wishes])
    matrix = seats(wanted, papers, places)
    problem = draws.problem(wanted, papers, places, seed="bench", serve="profile")
    rounds = range(3)
    for objective in ("fair", "first_choices"):
        base, whole, proof = [], [], []
        for _ in rounds:
            base.append(seconds(lambda: min_weight_full_bipartite_matching(matrix))[0])
            took, result = seconds(lambda o=objective: solve(fresh(problem), o))
            whole.append(took)
            proof.append(seconds(lambda r=result: check(problem, r.document()))[0])
        base, whole, proof = map(statistics.median, (base, whole, proof))
        told = f"{whole:.3f} s = {whole / base:.1f} x {base:.3f} s"
        if "limit" in target:
            line(f"{name}, {wishes}, {objective}", told, f"< {target['limit']} s", whole < target["limit"])
        else:
            line(f"{name}, {wishes}, {objective}", told, f"<= {target['times']} x", whole <= target["times"] * base)
        line("    its check", f"{proof:.3f} s = {proof / whole:.2f} x", "<= 0.2 x", proof <= 0.2 * whole)


def explanations(wishes: str) -> None:
    """For students with a worse paper than their first choice, each asked as the page asks: from the stored result."""
    wanted = draws.lists(random.Random(7), 1000, 1100, 10, WISHES[wishes])
    problem = draws.problem(wanted, 1100, seed="bench")
    document = solve(problem).document()
    asked = [s.id for s in problem.students if document["placements"].get(s.id) != s.preferences[0][0]][:20]
    alone = statistics.median(seconds(lambda n=name: explain(problem, document, n))[0] for name in asked)
    shared = Explainer(problem, document)
    more = statistics.median(seconds(lambda n=name: shared.explain(n))[0] for name in asked)
    line(f"one explanation, 1,000 students, {wishes}", f"{alone * 1000:.1f} ms", "< 10 ms", alone < 0.01)
    line("    each further one of the same run", f"{more * 1000:.1f} ms", "< 10 ms", more < 0.01)


def any_order() -> None:
    """Students, papers and lists of equals entered in another order: the whole document has to be the same."""
    same = 0
    for seed in range(SEEDS):
        rng = random.Random(seed)
        wanted = draws.lists(rng, 36, 24, (3, 8), draws.POPULAR)
        objective, serve, unlisted = rng.choice(OBJECTIVES), rng.choice(SERVE), rng.choice(UNLISTED)
        problem = draws.problem(wanted, 24, total=12, seed=str(seed), serve=serve, unlisted=unlisted)
        students = [replace(s, preferences=equals(s.preferences)) for s in problem.students]
        one = replace(problem, students=students)
        students = [replace(s, preferences=[rng.sample(tier, len(tier)) for tier in s.preferences]) for s in students]
        other = replace(one, students=rng.sample(students, 36), papers=rng.sample(problem.papers, 24))
        told = [replace(solve(p, objective), seconds=0).document() for p in (one, other)]
        same += told[0] == told[1]
    line("identical result for any order of the input", f"{same} of {SEEDS}", f"{SEEDS} of {SEEDS}", same == SEEDS)


def equals(preferences) -> list[list[str]]:
    """The second and third paper on the same rank, so that there is an order without a meaning."""
    (first,), *rest = preferences
    return [[first], [paper for (paper,) in rest[:2]], *([paper] for (paper,) in rest[2:])]


def main() -> None:
    print(f"{'':<66}{'measured':>26}   target")
    every_combination("12 x 15, and 36 x 24 with 12 places", [(12, 15, None), (36, 24, 12)], (3, 10), 0.005, 9)
    every_combination("200 x 150, lists of 3 to 10", [(200, 150, None)], (3, 10), 0.1, 3)
    for wishes in WISHES:
        against_scipy("1,000 x 1,100, lists of 10", 1000, 1100, 1, wishes, limit=0.5)
    against_scipy("10,000 x 3,000 with 4 places", 10000, 3000, 4, "random", times=2)
    against_scipy("10,000 x 3,000 with 4 places", 10000, 3000, 4, "popular", times=10)
    for wishes in WISHES:
        explanations(wishes)
    any_order()


if __name__ == "__main__":
    main()

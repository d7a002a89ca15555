"""What one student gains or loses by listing 3, 5, 10 or all papers while everybody else lists 5.

    python bench/listing.py [objective] [rounds]

Everybody has all papers in an order of their own and lists the best of them truthfully. 12 places, for 36 applicants or
for 12, with 24 papers and, where every paper is needed, with 12; one place per paper; who is served is decided by
lottery. The same seminars are drawn for every length, and the student stands on every position of the lottery equally
often, so that the lengths can be compared. Ranks are ranks in the student's own order, whether listed or not. Nothing
here fails: it simulates.
"""

import random
import sys
from dataclasses import dataclass, field
from itertools import product
from statistics import fmean, pstdev

from rig import draws

from seminar.core.assignment import OBJECTIVES, Problem, Student, solve

PLACES, OTHERS = 12, 5
SIZES = [(36, 24), (12, 24), (36, 12), (12, 12)]  # applicants and papers
LENGTHS = (3, 5, 10, "all")
WISHES = {"random": draws.RANDOM, "popular": draws.POPULAR}
ROUNDS = 720  # a multiple of 36 and of 12


@dataclass
class Tally:
    rounds: int = 0
    unlisted: int = 0
    ranks: list[int] = field(default_factory=list)

    def add(self, order: list[int], length: int, paper: str | None) -> None:
        self.rounds += 1
        if paper is not None:
            rank = order.index(int(paper[1:])) + 1
            self.ranks.append(rank)
            self.unlisted += rank > length

    def __str__(self) -> str:
        served = len(self.ranks) / self.rounds
        if not self.ranks:
            return f"{served:>8.0%}"
        first, error = self.ranks.count(1) / len(self.ranks), pstdev(self.ranks) / len(self.ranks) ** 0.5
        unlisted = self.unlisted / len(self.ranks)
        return f"{served:>8.0%}{fmean(self.ranks):>8.1f} +-{error:.2f}{first:>12.0%}{unlisted:>12.0%}"


def seminar(orders: list[list[int]], papers: int, seed: str, unlisted: str) -> Problem:
    return draws.problem([row[:OTHERS] for row in orders], papers, total=PLACES, seed=seed, unlisted=unlisted)


def with_length(problem: Problem, name: str, order: list[int], length: int) -> Problem:
    one = Student(name, [[f"p{paper}"] for paper in order[:length]])
    students = [one if s.id == name else s for s in problem.students]
    return Problem(students, problem.papers, total=PLACES, seed=problem.seed, unlisted=problem.unlisted)


def simulate(applicants: int, papers: int, exponent: float, unlisted: str, objective: str, rounds: int) -> dict:
    tallies = {length: Tally() for length in LENGTHS}
    for number in range(rounds):
        orders = draws.orders(random.Random(number), applicants, papers, exponent)
        problem = seminar(orders, papers, f"seminar {number}", unlisted)
        usual = solve(problem, objective)
        name = usual.served_order[number % applicants]
        order = orders[int(name[1:])]
        for length, tally in tallies.items():
            size = papers if length == "all" else length
            result = usual if size == OTHERS else solve(with_length(problem, name, order, size), objective)
            tally.add(order, size, result.placements.get(name))
    return tallies


def main() -> None:
    objective = sys.argv[1] if len(sys.argv) > 1 else "fair"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    if objective not in OBJECTIVES:
        raise SystemExit(f"{objective!r} is none of {', '.join(OBJECTIVES)}.")
    print(f"Objective {objective}, {rounds} seminars each, {PLACES} places; the others list {OTHERS} papers.")
    print(
        "Of those served: mean rank with its standard error, share with the first choice, share with an unlisted paper."
    )
    for (applicants, papers), wishes, unlisted in product(SIZES, WISHES, ("never", "after-own-list")):
        print(f"\n{applicants} applicants, {papers} papers, {wishes} preferences, unlisted papers: {unlisted}")
        print(f"{'listed':<10}{'served':>8}{'mean rank':>15}{'first':>12}{'unlisted':>12}")
        found = simulate(applicants, papers, WISHES[wishes], unlisted, objective, rounds)
        for length, tally in found.items():
            print(f"{length:<10}{tally}", flush=True)


if __name__ == "__main__":
    main()

"""A general minimum-cost flow of networkx, on whole numbers of any size, finds nothing better than the engine.

The network is written here once more, from the description: one arc per option, weights that are one integer in a base
no digit can overflow. With `serve: priority` the engine's set of served students is taken as given and forced.
"""

import os
import random

import networkx
import pytest

from seminar.core.assignment import OBJECTIVES, solve
from tests.core.assignment_draws import draw_problem

ROUNDS = int(os.environ.get("ORACLE_ROUNDS", "2"))  # for each combination
STUDENTS = int(os.environ.get("ORACLE_STUDENTS", "60"))  # 300 on demand takes some minutes


class Oracle:
    def __init__(self, problem, result):
        self.problem, self.result, self.objective = problem, result, result.objective
        self.longest = max((len(s.preferences) for s in problem.students), default=0)
        self.papers = {paper.id: paper for paper in problem.papers}
        self.counts_moves = problem.change == "fewest_moves" or (
            problem.change == "nobody_worse" and self.objective != "lottery"
        )
        digits = len(result.objective_vector) - 2 - self.counts_moves - (self.objective == "average")
        self.last = digits + 1
        self.base = 8 * (len(problem.students) + 2) * (self.last + 2)
        self.fixed = {s.id: s.current for s in problem.students if problem.change == "keep_all" and self.keeps(s)}
        self.fixed |= dict(problem.pins)
        self.graph = networkx.MultiDiGraph()
        self.build()

    def keeps(self, s):
        return s.current is not None and self.papers[s.current].places > 0 and not self.barred(s, s.current)

    def barred(self, s, paper):
        return paper in s.vetoes or (s.id, paper) in self.problem.forbidden

    def rank(self, s, paper):
        places = [number for number, tier in enumerate(s.preferences, 1) if paper in tier]
        return places[0] if places else (len(s.preferences) or self.longest) + 1

    def allowed(self, s, paper):
        change, held = self.problem.change, s.current
        if s.id in self.fixed:
            return paper == self.fixed[s.id]
        if self.barred(s, paper):
            return False
        if change == "nobody_worse" and self.keeps(s) and self.rank(s, paper) > self.rank(s, held):
            return False
        mine = any(paper in tier for tier in s.preferences)
        return (
            mine or self.problem.unlisted != "never" or (paper == held and change in ("nobody_worse", "fewest_moves"))
        )

    def digits(self, ranks, nobody=0, filled=0, moved=0):
        down = [ranks.count(rank) for rank in range(self.last, 1, -1)]
        body = {
            "fair": down,
            "first_choices": [-ranks.count(rank) for rank in range(1, self.last)],
            "average": [sum(ranks), *down],
            "lottery": [0] * (self.last - 1),
        }[self.objective]
        return [nobody, -filled, *body, *[moved] * self.counts_moves]

    def pack(self, digits):
        value = 0
        for digit in digits:
            value = value * self.base + digit
        return value

    def weight(self, **counts):
        return self.pack(self.digits(**({"ranks": []} | counts)))

    def build(self):
        add, problem = self.graph.add_edge, self.problem
        everybody = len(problem.students)
        self.graph.add_node("sink", demand=everybody)
        for s in problem.students:
            self.graph.add_node(("student", s.id), demand=-1)
            lost = s.current is not None
            may_lack = s.id not in self.fixed and (problem.serve == "profile" or s.id not in self.result.placements)
            if may_lack or self.fixed.get(s.id, "") is None:
                add(("student", s.id), "sink", capacity=1, weight=self.weight(nobody=1, moved=int(lost)))
            for paper in self.papers:
                if self.allowed(s, paper) and (problem.serve == "profile" or s.id in self.result.placements):
                    moved = int(lost and paper != s.current)
                    weight = self.weight(ranks=[self.rank(s, paper)], moved=moved)
                    add(("student", s.id), ("paper", paper), capacity=1, weight=weight)
        for paper in problem.papers:
            above = "seminar" if paper.supervisor is None else ("supervisor", paper.supervisor)
            add(("paper", paper.id), above, capacity=paper.places, weight=0)
        for supervisor in problem.supervisors:
            load = everybody if supervisor.load is None else supervisor.load
            wished = min(load, supervisor.at_least)
            add(("supervisor", supervisor.id), "seminar", capacity=wished, weight=self.weight(filled=1))
            add(("supervisor", supervisor.id), "seminar", capacity=load - wished, weight=0)
        add("seminar", "sink", capacity=everybody if problem.total is None else problem.total, weight=0)

    def best(self):
        return networkx.network_simplex(self.graph)[0]

    def counted(self):
        """The digits of the engine's placements, counted here."""
        students = {s.id: s for s in self.problem.students}
        placed = self.result.placements
        above = [self.papers[paper].supervisor for paper in placed.values()]
        return self.digits(
            [self.rank(students[name], paper) for name, paper in placed.items()],
            nobody=len(students) - len(placed),
            filled=sum(min(above.count(s.id), s.at_least) for s in self.problem.supervisors),
            moved=sum(s.current is not None and s.current != placed.get(s.id) for s in students.values()),
        )


@pytest.mark.parametrize("unlisted", ["never", "after-own-list"])
@pytest.mark.parametrize("serve", ["profile", "priority"])
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_general_flow_finds_nothing_better(objective, serve, unlisted):
    for number in range(ROUNDS):
        rng = random.Random(f"{objective} {serve} {unlisted} {number}")
        students = rng.randint(STUDENTS // 3, STUDENTS)
        papers = max(3, int(students * rng.choice([0.4, 0.8, 1.1])))
        change = rng.choice(["free", "free", "keep_all", "nobody_worse", "fewest_moves"])
        problem = draw_problem(
            rng, students, papers, rng.choice([3, 6, 10]), serve=serve, unlisted=unlisted, change=change
        )
        result = solve(problem, objective)
        oracle = Oracle(problem, result)
        assert oracle.counted() == result.objective_vector
        assert oracle.best() == oracle.pack(result.objective_vector), (number, problem)

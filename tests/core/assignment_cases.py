"""Random small instances and the answer by trying everything, written from the description and not from the engine."""

import hmac
from itertools import product

from seminar.core.assignment import InvalidProblem, Paper, Problem, Student, Supervisor

INFINITE = 10**9


def make_problem(rng, students=6, papers=5, **settings):
    """A random instance with everything in it; the ones that contradict themselves are drawn again."""
    while True:
        try:
            count = students if rng.random() < 0.8 else rng.randint(0, students)
            return _draw(rng, count, rng.choice([papers, papers, rng.randint(0, papers)]), settings)
        except InvalidProblem:
            continue


def _draw(rng, count, papers, settings):
    ids, names = [f"p{number}" for number in range(papers)], [f"s{number}" for number in range(count)]
    has_supervisors, has_bars = rng.random() < 0.5, rng.random() < 0.3
    change = settings.get("change") or rng.choice(["free", "free", "keep_all", "nobody_worse", "fewest_moves"])
    supervisors = [
        Supervisor(f"v{number}", rng.choice([None, 1, 2, 3]), rng.choice([0, 0, 1, 2]))
        for number in range(rng.choice([1, 2]) if has_supervisors else 0)
    ]
    above = [None, *(supervisor.id for supervisor in supervisors)]
    drawn = {
        "students": [_draw_student(rng, name, ids, has_bars, change != "free") for name in names],
        "papers": [Paper(paper, rng.choice([0, 1, 1, 1, 1, 2]), rng.choice(above)) for paper in ids],
        "supervisors": supervisors,
        "pins": [(name, rng.choice([*ids, None])) for name in names if has_bars and rng.random() < 0.15],
        "forbidden": [(name, rng.choice(ids)) for name in names if has_bars and ids and rng.random() < 0.15],
        "total": rng.choice([None, None, None, None, 0, 1, 2, 3, 4]),
        "serve": rng.choice(["priority", "profile"]),
        "unlisted": rng.choice(["never", "after-own-list"]),
        "seed": str(rng.random()),
        "change": change,
    }
    return Problem(**(drawn | settings))


def _draw_student(rng, name, ids, has_bars, has_current):
    tiers = []
    length = rng.randint(0, len(ids)) if rng.random() < 0.3 else min(3, len(ids))
    for paper in sorted(rng.sample(ids, length)) if rng.random() < 0.4 else rng.sample(ids, length):
        if tiers and rng.random() < 0.2:
            tiers[-1].append(paper)
        else:
            tiers.append([paper])
    vetoes = [paper for paper in ids if has_bars and rng.random() < 0.15]
    current = rng.choice([None, *ids]) if has_current else None
    return Student(name, tiers, vetoes, current, rng.choice([0, 0, 1]), rng.choice([0, 0, 0, 1, 2]))


def draw(seed, *parts):
    return hmac.new(seed.encode(), "|".join(parts).encode(), "sha256").digest()


class Brute:
    """The unique right answer for one instance and objective; `placed` is a tuple in lottery order."""

    def __init__(self, problem, objective):
        self.problem, self.objective = problem, objective
        self.order = sorted(problem.students, key=lambda s: (s.late, draw(problem.seed, s.id)))
        self.papers = {paper.id: paper for paper in problem.papers}
        self.longest = max((len(s.preferences) for s in problem.students), default=0)
        self.fixed = {s.id: s.current for s in self.order if problem.change == "keep_all" and self.keeps(s)}
        self.fixed |= dict(problem.pins)
        self.all = [placed for placed in product(*map(self.choices, self.order)) if self.fits(placed)]
        self.last = max(
            [0, *(self.tier(s, p) for placed in self.all for s, p in zip(self.order, placed, strict=True) if p)]
        )

    def barred(self, s, paper):
        return paper in s.vetoes or (s.id, paper) in self.problem.forbidden

    def keeps(self, s):
        return s.current is not None and self.papers[s.current].places > 0 and not self.barred(s, s.current)

    def tier(self, s, paper):
        for rank, tier in enumerate(s.preferences, 1):
            if paper in tier:
                return rank
        return (len(s.preferences) or self.longest) + 1

    def choices(self, s):
        if s.id in self.fixed:
            return [self.fixed[s.id]]
        change, found = self.problem.change, [None]
        for paper in self.papers:
            listed = any(paper in tier for tier in s.preferences)
            held = change in ("nobody_worse", "fewest_moves") and paper == s.current
            worse = change == "nobody_worse" and self.keeps(s) and self.tier(s, paper) > self.tier(s, s.current)
            allowed = listed or held or self.problem.unlisted == "after-own-list"
            if allowed and not worse and not self.barred(s, paper):
                found.append(paper)
        return found

    def fits(self, placed):
        taken = [paper for paper in placed if paper]
        above = [self.papers[paper].supervisor for paper in taken]
        return (
            len(taken) <= (INFINITE if self.problem.total is None else self.problem.total)
            and all(taken.count(paper.id) <= paper.places for paper in self.papers.values())
            and all(s.load is None or above.count(s.id) <= s.load for s in self.problem.supervisors)
        )

    def names(self, placed):
        return {s.id for s, paper in zip(self.order, placed, strict=True) if paper}

    def served(self):
        """Greedy: each student is kept if all kept so far can be served together with the new one."""
        limited, kept, fixed = self.problem.change != "free", set(), set(self.fixed)
        sets = {frozenset(self.names(placed)) for placed in self.all}
        certain = {name for name, paper in self.fixed.items() if paper}
        ranked = sorted(
            (s for s in self.order if s.id not in fixed),
            key=lambda s: (not (limited and s.current is not None), not s.preferences, s.priority),
        )
        for s in ranked:
            if any(certain | kept | {s.id} <= one for one in sets):
                kept.add(s.id)
        return certain | kept

    def vector(self, placed):
        pairs = list(zip(self.order, placed, strict=True))
        ranks = [self.tier(s, paper) for s, paper in pairs if paper]
        above = [self.papers[paper].supervisor for paper in placed if paper]
        down = [ranks.count(rank) for rank in range(self.last, 1, -1)]
        body = {
            "fair": down,
            "first_choices": [-ranks.count(rank) for rank in range(1, self.last)],
            "average": [sum(ranks), *down],
            "lottery": [],
        }[self.objective]
        change = self.problem.change
        if change == "fewest_moves" or (change == "nobody_worse" and self.objective != "lottery"):
            body.append(sum(s.current is not None and s.current != paper for s, paper in pairs))
        wishes = sum(min(above.count(s.id), s.at_least) for s in self.problem.supervisors)
        return [placed.count(None), -wishes, *body]

    def taste(self, placed):
        """What the serial dictatorship in lottery order makes smallest."""
        seed, keeps_first = self.problem.seed, self.problem.change == "nobody_worse"
        return [
            (0, self.tier(s, p), keeps_first and p != s.current, draw(seed, s.id, p)) if p else (1,)
            for s, p in zip(self.order, placed, strict=True)
        ]

    def answer(self):
        candidates = self.all
        if self.problem.serve == "priority":
            served = self.served()
            candidates = [c for c in candidates if self.names(c) == served]
        best = min(map(self.vector, candidates))
        placed = min((c for c in candidates if self.vector(c) == best), key=self.taste)
        return {s.id: paper for s, paper in zip(self.order, placed, strict=True) if paper}

"""Checks a finished result against its instance without trusting whoever computed it.

First the rules: nobody has two papers, no paper, supervisor or seminar is over-full, pins, vetoes and forbidden pairs
hold, and the counts are right. Then the proof that nothing better exists: at the stated prices nobody's paper costs
more than another one that person could have, and only what is full has a price. Whoever did better for the objective
would have to pay less in sum for places that are all taken. Last the proof that the right people were served: all
papers that a left-out student would take are full with students who came earlier and cannot go elsewhere.

Linear-programming duality (Ahuja, Magnanti, Orlin, Network Flows, 1993, chapter 9) and Hall's condition; the prices
are lists of numbers compared first number first, added as one integer in a base too wide for any overflow. The
lottery among equally good assignments is not checked here but by running again. Of the engine only `lottery` is
imported.
"""

from bisect import bisect_right
from collections import Counter

NEVER = float("inf")


def check(problem, document: dict) -> list[str]:
    """The reasons against the result; an empty list means: valid, optimal, and the right people served."""
    try:
        case = _Case(problem, document)
        for part in (case.broken_rules, case.wrong_counts, case.missing_proof, case.wrong_service):
            reasons = list(part())
            if reasons:
                return reasons
        return []
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        return [f"the result is malformed: {type(error).__name__} {error}"]


class _Case:
    def __init__(self, problem, document):
        self.problem, self.document, self.placed = problem, document, document["placements"]
        self.students, self.papers = {s.id: s for s in problem.students}, {p.id: p for p in problem.papers}
        self.longest = max((len(s.preferences) for s in problem.students), default=0)
        self.barred = {s.id: set(s.vetoes) for s in problem.students}
        for student, paper in problem.forbidden:
            self.barred[student].add(paper)
        kept = {s.id: s.current for s in problem.students if problem.change == "keep_all" and self._may_keep(s)}
        self.fixed = kept | dict(problem.pins)
        self.free = [s for s in problem.students if s.id not in self.fixed]
        self.supervisor = {p.id: p.supervisor for p in problem.papers}
        self.load = {s.id: NEVER if s.load is None else s.load for s in problem.supervisors} | {None: NEVER}
        self.total = NEVER if problem.total is None else problem.total
        self.used = self._count(self.placed.values())
        self.taken = self._count(paper for paper in self.fixed.values() if paper is not None)
        self.open = {p.id for p in problem.papers if min(self._room(p, self.taken)) > 0}
        self.all_open = len(self.open) == len(self.papers)
        self.options = {s.id: self._options(s) for s in self.free}

    def _may_keep(self, s):
        return s.current is not None and self.papers[s.current].places > 0 and s.current not in self.barred[s.id]

    def _count(self, papers):
        papers = Counter(papers)
        loads = Counter()
        for paper, number in papers.items():
            loads[self.supervisor[paper]] += number
        return papers, loads, sum(papers.values())

    def _room(self, paper, count):
        papers, loads, total = count
        above = paper.supervisor
        return paper.places - papers[paper.id], self.load[above] - loads[above], self.total - total

    def _tier(self, student, paper):
        return student.tiers.get(paper, (len(student.preferences) or self.longest) + 1)

    def _options(self, s):
        """Paper -> rank for what is listed (or held), and the rank of every other open paper or None."""
        if self.all_open and not self.barred[s.id] and s.current is None:
            return s.tiers, self._rest(s)
        limit = NEVER
        if self.problem.change == "nobody_worse" and self._may_keep(s):
            limit = self._tier(s, s.current)
        mine = list(s.tiers)
        if self.problem.change in ("nobody_worse", "fewest_moves") and s.current is not None:
            mine.append(s.current)
        ranks = {p: self._tier(s, p) for p in mine if p in self.open and p not in self.barred[s.id]}
        rest = self._rest(s)
        return {p: rank for p, rank in ranks.items() if rank <= limit}, rest if rest and rest <= limit else None

    def _rest(self, s):
        return (len(s.preferences) or self.longest) + 1 if self.problem.unlisted == "after-own-list" else None

    def broken_rules(self):
        for name, paper in self.placed.items():
            if name not in self.students or paper not in self.papers:
                yield f"placement of {name!r} with {paper!r}: unknown"
        for name, paper in self.fixed.items():
            if self.placed.get(name) != paper:
                yield f"student {name!r} does not have the fixed paper {paper!r}"
        for s in self.free:
            paper, (ranks, rest) = self.placed.get(s.id), self.options[s.id]
            if paper is None or paper in ranks:
                continue
            if rest is None or paper not in self.open or paper in self.barred[s.id] or paper in s.tiers:
                yield f"student {s.id!r} may not have paper {paper!r}"
        for paper in self.problem.papers:
            if min(self._room(paper, self.used)) < 0:
                yield f"paper {paper.id!r}, its supervisor or the seminar is over-full"

    def wrong_counts(self):
        said, order = self.document, self.problem.service_order
        pairs = [(self.students[name], paper) for name, paper in self.placed.items()]
        self.ranks = Counter(self._tier(s, paper) for s, paper in pairs)
        listed = Counter(s.tiers[paper] for s, paper in pairs if paper in s.tiers)
        nobody = [name for name in order if name not in self.placed]
        moved = sum(self._is_moved(s, self.placed.get(s.id)) for s in self.problem.students)
        filled = sum(min(self.used[1][s.id], s.at_least) for s in self.problem.supervisors)
        self._make_digits(said["objective"])
        counted = [len(nobody), -filled, *self._vector(self.ranks), *[moved] * self.counts_moves]
        expected = {
            "served_order": order,
            "unassigned": nobody,
            "profile": [listed[rank] for rank in range(1, self.longest + 1)],
            "not_listed": len(pairs) - sum(listed.values()),
            "objective_vector": counted,
        }
        for name, value in expected.items():
            if said[name] != value:
                yield f"{name} is {said[name]!r}, counted: {value!r}"

    def _is_moved(self, s, paper):
        return s.current is not None and paper != s.current

    def _make_digits(self, objective):
        """The last rank that counts, and the widths that make one integer out of a list of numbers."""
        if objective not in ("fair", "first_choices", "average", "lottery"):
            raise ValueError(f"unknown objective {objective!r}")
        change, students = self.problem.change, self.problem.students
        self.objective = objective
        self.counts_moves = change == "fewest_moves" or (change == "nobody_worse" and objective != "lottery")
        fixed = [(self.students[name], paper) for name, paper in self.fixed.items() if paper is not None]
        if change in ("nobody_worse", "fewest_moves"):
            fixed += [(s, s.current) for s in students if s.current is not None]
        ranks = [self._tier(s, paper) for s, paper in fixed]
        if self.problem.unlisted == "after-own-list":
            ranks += [(len(s.preferences) or self.longest) + 1 for s in students]
        self.last = max([self.longest, *ranks])
        self.size = 2 + len(self._vector({})) + self.counts_moves

    def _vector(self, ranks):
        down = [ranks.get(rank, 0) for rank in range(self.last, 1, -1)]
        return {
            "fair": down,
            "first_choices": [-ranks.get(rank, 0) for rank in range(1, self.last)],
            "average": [sum(rank * number for rank, number in ranks.items()), *down],
            "lottery": [],
        }[self.objective]

    def _pack(self, digits):
        if len(digits) != self.size or any(type(digit) is not int for digit in digits):
            raise ValueError(f"not a list of {self.size} whole numbers: {digits!r}")
        value = 0
        for digit in digits:
            value = (value << self.bits) + digit
        return value

    def _read_prices(self):
        prices = self.document["certificate"]["prices"]
        total = prices["total"]
        stated = [*prices["papers"].values(), *prices["supervisors"].values(), *([] if total is None else [total])]
        largest = max((abs(digit) for digits in stated for digit in digits), default=0)
        self.bits = (16 * (largest + self.last + 1)).bit_length()  # four sums of up to four numbers are compared
        self.own = {name: self._pack(digits) for name, digits in prices["papers"].items()}
        self.above = {name: self._pack(digits) for name, digits in prices["supervisors"].items()}
        self.of_total = 0 if total is None else self._pack(total)
        self.price = {
            name: self.own.get(name, 0) + self.above.get(self.supervisor[name], 0) + self.of_total for name in self.open
        }
        self.cost = [
            self._pack([0, 0, *self._vector({rank: 1}), *[0] * self.counts_moves]) for rank in range(self.last + 1)
        ]
        self.wish = self._pack([0, 1] + [0] * (self.size - 2))
        self.nothing = self._pack([1] + [0] * (self.size - 1))

    def missing_proof(self):
        self._read_prices()
        yield from self._wrong_prices()
        decides = self.problem.serve == "profile"
        self.lowest = min(self.price.values(), default=0)
        by_price = sorted(self.open, key=self.price.get)
        for s in self.free:
            paper, (ranks, rest) = self.placed.get(s.id), self.options[s.id]
            if paper is None and not decides:
                continue
            move = int(self.counts_moves and s.current is not None)
            if paper is None:
                own = self.nothing + move
            else:
                own = self.cost[ranks.get(paper, rest)] + self.price[paper] + (move and paper != s.current)
            others = self._first_other(s, ranks, by_price) if rest is not None else ()
            if (
                self._has_cheaper(s, ranks, own, move)
                or any(own > self.cost[rest] + self.price[p] + move for p in others)
                or (decides and own > self.nothing + move)
            ):
                yield f"student {s.id!r} has {paper!r}, and another option costs less"

    def _has_cheaper(self, s, ranks, own, move):
        """Whether a listed paper costs less than `own`; once the rank alone costs more than that, no later one does."""
        cost, price, limit = self.cost, self.price, own - self.lowest
        for paper, rank in ranks.items():
            if cost[rank] > limit:
                return False
            if cost[rank] + price[paper] + (move and paper != s.current) < own:
                return True
        return False

    def _first_other(self, s, ranks, papers):
        """The first of the papers, as a list of none or one, that is on no list of s and not barred."""
        barred = self.barred[s.id]
        return next(([p] for p in papers if p not in ranks and p not in barred and p not in s.tiers), [])

    def _wrong_prices(self):
        """Only what is full may have a price; below a wished minimum the price is the wish."""
        if self.of_total < 0 or (self.of_total and self.used[2] < self.total):
            yield "the seminar has a price and is not full"
        for name in [*(self.own.keys() - self.papers.keys()), *(self.above.keys() - self.load.keys())]:
            yield f"a price for the unknown {name!r}"
        for name, price in self.own.items():
            if price < 0 or (price and name in self.papers and self.used[0][name] < self.papers[name].places):
                yield f"paper {name!r} has a price and is not full"
        reachable = {self.supervisor[name] for name in self.open}
        for s in self.problem.supervisors:
            price, used = self.above.get(s.id, 0), self.used[1][s.id]
            if s.id not in reachable:
                continue
            if used < self.load[s.id] and price > (-self.wish if used < s.at_least else 0):
                yield f"supervisor {s.id!r} has a price and is not full"
            if used > self.taken[1][s.id] and price < (-self.wish if used <= s.at_least else 0):
                yield f"supervisor {s.id!r} has a price below the wish"

    def wrong_service(self):
        if self.problem.serve == "profile":
            return
        self._read_steps()
        place = {name: position for position, name in enumerate(self.problem.service_order)}
        last_first = sorted(self.open, key=self.step.get, reverse=True)
        since = []  # from which step on a served student counts as having nowhere else to go
        for s in self.free:
            ranks, rest = self.options[s.id]
            steps = [self.step[p] for p in ranks]
            if rest is not None:
                steps += [self.step[p] for p in self._first_other(s, ranks, last_first)]
            covered = max(steps, default=0)
            if s.id in self.placed:
                since.append(max(covered, place[s.id] + 1))
            elif covered > place[s.id]:
                yield f"student {s.id!r} is left out without a proof that all options are needed by others"
        since.sort()
        room = 0
        for step in sorted(self.gained):
            room += self.gained[step]
            if bisect_right(since, step) < room:
                yield f"the papers said to be full at position {step} are not needed by students served before"

    def _read_steps(self):
        """When each open paper was full for good, by itself or through a limit above it, and how much room that is."""
        tight = self.document["certificate"]["tight"]
        total = NEVER if tight["total"] is None else tight["total"]
        above = {None: total} | {
            s.id: min(tight["supervisors"].get(s.id, NEVER), total) for s in self.problem.supervisors
        }
        self.step, self.gained = {}, Counter()
        for name in self.open:
            supervisor, own = self.supervisor[name], tight["papers"].get(name, NEVER)
            self.step[name] = min(own, above[supervisor])
            if own < above[supervisor]:
                self._cover(own, above[supervisor], self.papers[name].places - self.taken[0][name])
        for name in {self.supervisor[paper] for paper in self.open} - {None}:
            if above[name] < total:
                self._cover(above[name], total, self.load[name] - self.taken[1][name])
        if total < NEVER:
            self.gained[total] += self.total - self.taken[2]

    def _cover(self, start, end, room):
        self.gained[start] += room
        if end < NEVER:
            self.gained[end] -= room

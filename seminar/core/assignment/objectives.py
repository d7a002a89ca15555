"""What "best" means: for each objective a short list of numbers that is made as small as possible, first number
first.

The first number is always how many students are without a paper, the second how many places of the supervisors'
wished minimum are filled (counted downwards, so more is smaller). Then, with R the last rank:

* `fair`: how many got rank R, how many R-1, …, how many rank 2;
* `first_choices`: how many got rank 1, how many rank 2, …, each counted downwards;
* `average`: the sum of all ranks, then the numbers of `fair`;
* `lottery`: nothing more; the lottery alone decides.

With a change limit the last number is how many students lose the paper they hold. In `lottery` under `nobody_worse`
that number is left out: it would forbid every improvement that the lottery gives.

Comparing such lists number by number equals comparing single integers if each number gets a field of its own that is
wide enough never to overflow into its neighbour; Python's integers have no upper limit, so nothing is rounded.
(Irving et al., Rank-maximal matchings, ACM TALG 2, 2006; Huang et al., Fair matchings and related problems,
Algorithmica 74, 2016.)
"""

OBJECTIVES = ("fair", "first_choices", "average", "lottery")


class Objective:
    """The numbers of one objective for one problem, and how they are packed into one integer."""

    def __init__(self, problem, name: str):
        if name not in OBJECTIVES:
            raise ValueError(f"objective: {name!r} is none of {', '.join(OBJECTIVES)}")
        self.name, last = name, problem.last_tier
        self.names = ["unassigned", "soft_minima"]
        if name == "average":
            self.names.append("sum")
        if name == "first_choices":
            self.names += [f"-rank {tier}" for tier in range(1, last)]
        elif name != "lottery":
            self.names += [f"rank {tier}" for tier in range(last, 1, -1)]
        self.counts_moves = problem.change == "fewest_moves" or (problem.change == "nobody_worse" and name != "lottery")
        if self.counts_moves:
            self.names.append("moved")
        # A price is a sum of differences, at most four per student from bidding and two from a chain of moves; three
        # prices are added before a comparison.
        largest = last if name == "average" else 1
        self.bits = (64 * (len(problem.students) + 2) * max(largest, 1)).bit_length()
        self.rank_cost = [0] + [self.pack(self._rank_digits(tier, last)) for tier in range(1, last + 1)]
        self.unassigned_cost = self.pack({"unassigned": 1})
        self.soft_cost = self.pack({"soft_minima": 1})
        self.move_cost = self.pack({"moved": 1}) if self.counts_moves else 0

    def _rank_digits(self, tier, last):
        if self.name == "first_choices":
            return {f"-rank {tier}": -1} if tier < last else {}
        digits = {"sum": tier} if self.name == "average" else {}
        if self.name != "lottery" and tier > 1:
            digits[f"rank {tier}"] = 1
        return digits

    def pack(self, digits: dict[str, int]) -> int:
        value = 0
        for name in self.names:
            value = (value << self.bits) + digits.get(name, 0)
        return value

    def unpack(self, value: int) -> list[int]:
        """The numbers behind a packed integer; each one may be negative."""
        digits, half, mask = [], 1 << (self.bits - 1), (1 << self.bits) - 1
        for _ in self.names:
            digit = ((value + half) & mask) - half
            digits.append(digit)
            value = (value - digit) >> self.bits
        return digits[::-1]

    def vector(self, unassigned: int, soft_filled: int, moved: int, ranks: list[int]) -> list[int]:
        """The numbers of a finished assignment; `ranks[r - 1]` students got rank r, listed or not."""
        value = unassigned * self.unassigned_cost - soft_filled * self.soft_cost + moved * self.move_cost
        return self.unpack(value + sum(count * self.rank_cost[tier] for tier, count in enumerate(ranks, 1)))

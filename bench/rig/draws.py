"""Invented instances of the assignment engine: who wants what, at random or with popular papers, from a seed."""

import random
from itertools import accumulate

from seminar.core.assignment import Paper, Problem, Student

POPULAR = 0.8  # exponent of Zipf's law: the tenth paper is wanted a sixth as often as the first
RANDOM = 0.0


def lists(rng: random.Random, students: int, papers: int, length, exponent: float) -> list[list[int]]:
    """For each student the papers wanted, best first; `length` is a number or the two ends of a range."""
    weights = list(accumulate((number + 1) ** -exponent for number in range(papers)))
    everything, drawn = range(papers), []
    for _ in range(students):
        size = length if isinstance(length, int) else rng.randint(*length)
        wanted = {}  # in the order in which they came up
        while len(wanted) < size:
            for paper in rng.choices(everything, cum_weights=weights, k=size - len(wanted)):
                wanted[paper] = True
        drawn.append(list(wanted))
    return drawn


def orders(rng: random.Random, students: int, papers: int, exponent: float) -> list[list[int]]:
    """As `lists`, with every paper on every list: in the order of alarm clocks, faster for papers that are wanted."""
    speeds = [(number + 1) ** -exponent for number in range(papers)]
    everybody = []
    for _ in range(students):
        rings = [rng.expovariate(speed) for speed in speeds]
        everybody.append(sorted(range(papers), key=rings.__getitem__))
    return everybody


def problem(wanted: list[list[int]], papers: int, places: int = 1, **settings) -> Problem:
    return Problem(
        [Student(f"s{number}", [[f"p{paper}"] for paper in row]) for number, row in enumerate(wanted)],
        [Paper(f"p{number}", places) for number in range(papers)],
        **settings,
    )

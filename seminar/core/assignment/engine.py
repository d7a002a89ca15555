"""One run from beginning to end: who is served, the best assignment for them, the lottery among equals, the proof.

Nothing leaves this module that the checker has not accepted.
"""

import gc
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

from seminar.core.assignment.canonical import settle
from seminar.core.assignment.checker import check
from seminar.core.assignment.network import Network
from seminar.core.assignment.objectives import Objective
from seminar.core.assignment.result import Result, make_result
from seminar.core.assignment.serve import serve
from seminar.core.assignment.solver import Solver, cost_of_nothing

ASK_EVERY = 100  # papers looked at between two questions whether to stop: a few milliseconds at most


class Stopped(Exception):
    """The run was cancelled or has used up its budget; there is no result."""


class NotProven(Exception):
    """The checker refused the engine's own result: a mistake in the engine, never to be stored."""


def solve(problem, objective="fair", budget=None, cancelled=None) -> Result:
    """The assignment that is best for that objective, with its proof.

    `budget` limits the work (papers looked at; None: no limit), `cancelled()` is asked every few milliseconds
    whether to stop. Raises Stopped, ValueError for an unknown objective, NotProven if the checker refuses.
    """
    started = perf_counter()
    tick = _clock(budget, cancelled)
    objective = Objective(problem, objective)
    with _collector_paused():
        solver, service = solve_network(problem, objective, tick)
        result = make_result(problem, objective, solver, service)
        reasons = check(problem, result.document())
    if reasons:
        raise NotProven(reasons[0])
    return replace(result, seconds=round(perf_counter() - started, 6))


@contextmanager
def _collector_paused():
    """A run makes many small tuples and no cycles; looking through them again and again took a third of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def solve_network(problem, objective, tick):
    """The solver in its final state and, with `serve: priority`, the state that proves who is served."""
    network = Network(problem)
    if problem.serve == "priority":
        served, service = serve(network, problem.service_order, tick)
        solver = Solver(network, objective, served)
    else:
        served, service = list(range(len(network.students))), None
        solver = Solver(network, objective, served, decides=True)
        solver.let_objective_serve(lambda s: cost_of_nothing(network, objective, s))
    solver.run(served, tick)
    settle(solver, served, tick)
    return solver, service


def _clock(budget, cancelled):
    used = asked = 0

    def tick(work):
        nonlocal used, asked
        used += work
        if budget is not None and used > budget:
            raise Stopped(f"stopped after a budget of {budget} steps")
        if cancelled is not None and used > asked:
            asked = used + ASK_EVERY
            if cancelled():
                raise Stopped("cancelled")

    return tick

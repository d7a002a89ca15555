"""What a run hands back: who has which paper, how good that is, and the proof.

A result counts how many students got their first choice, their second and so on (the profile; people with a fixed
paper count too), how many have a paper that was not on their list, and who has none. The proof is a price for every
contested paper, supervisor and, where it matters, for the seminar's last place, and for everybody who was left out a
set of papers that are all needed by students who came earlier. The checker accepts or refuses it without trusting the
solver.
"""

from dataclasses import dataclass, fields

from seminar.core.assignment.network import SINK
from seminar.core.assignment.reading import fingerprint

ENGINE = "python 1"


@dataclass(frozen=True)
class Result:
    """One finished run; `document()` is what is stored and what the command line writes."""

    objective: str
    placements: dict[str, str]
    unassigned: list[str]
    profile: list[int]
    not_listed: int
    objective_vector: list[int]
    served_order: list[str]
    certificate: dict
    input_sha256: str
    engine: str = ENGINE
    seconds: float = 0.0

    def document(self) -> dict:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def make_result(problem, objective, solver, service) -> Result:
    placements = _placements(problem, solver)
    ranks = [0] * problem.last_tier
    profile = [0] * problem.longest_list
    for name, paper in placements.items():
        student = problem.students_by_id[name]
        ranks[problem.tier(student, paper) - 1] += 1
        if paper in student.tiers:
            profile[student.tiers[paper] - 1] += 1
    order = problem.service_order
    unassigned = [name for name in order if name not in placements]
    moved = sum(s.current is not None and placements.get(s.id) != s.current for s in problem.students)
    filled = _soft_filled(problem, placements)
    return Result(
        objective=objective.name,
        placements=placements,
        unassigned=unassigned,
        profile=profile,
        not_listed=len(placements) - sum(profile),
        objective_vector=objective.vector(len(unassigned), filled, moved, ranks),
        served_order=order,
        certificate={
            "digits": list(objective.names),
            "prices": _prices(solver, objective),
            "tight": _tight(solver.network, service),
        },
        input_sha256=fingerprint(problem),
    )


def _placements(problem, solver):
    net = solver.network
    placements = {name: paper for name, paper in problem.fixed.items() if paper is not None}
    for name, node in zip(net.students, solver.cur, strict=True):
        if node not in (SINK, solver.nobody):
            placements[name] = net.papers[node]
    return dict(sorted(placements.items()))


def _soft_filled(problem, placements):
    loads = {}
    for paper in placements.values():
        supervisor = problem.papers_by_id[paper].supervisor
        loads[supervisor] = loads.get(supervisor, 0) + 1
    return sum(min(loads.get(s.id, 0), s.at_least) for s in problem.supervisors)


def _prices(solver, objective):
    """The price of each limit by itself: what a node costs beyond its parent. What costs nothing is left out."""
    net, prices = solver.network, {"papers": {}, "supervisors": {}, "total": None}
    names = [("papers", name) for name in net.papers] + [("supervisors", name) for name in net.supervisors]
    for node, (kind, name) in enumerate(names):
        above = solver.parent[node]
        own = solver.q[node] - (0 if above == SINK else solver.q[above])
        if own:
            prices[kind][name] = objective.unpack(own)
    if net.root != SINK and solver.q[net.root]:
        prices["total"] = objective.unpack(solver.q[net.root])
    return prices


def _tight(net, service):
    """What was full for good when somebody was left out, with the position in `served_order` of that person."""
    tight = {"papers": {}, "supervisors": {}, "total": None}
    for node, position in sorted(service.step.items()) if service else ():
        if node == net.root:
            tight["total"] = position
        elif node < len(net.papers):
            tight["papers"][net.papers[node]] = position
        else:
            tight["supervisors"][net.supervisors[node - len(net.papers)]] = position
    return tight

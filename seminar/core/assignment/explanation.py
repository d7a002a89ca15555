"""Why did I not get my first choice, was it the lottery, and why has somebody no paper at all?

For each paper that a student likes better than the one assigned there is exactly one of these reasons:

* closed: it has no place for anybody after the fixed students;
* barred: a veto, a forbidden pair, or worse than the paper held under `nobody_worse`;
* needed: if this student had it, somebody who is served would have no paper at all;
* objective: it is possible, but the assignment as a whole would be worse, by so and so many ranks;
* lottery: it would have been equally good for everybody together; somebody earlier in the lottery got it.

Whoever is left out learns which papers the search found full, who needs them, and what small change would help.
Nothing is solved again: what a change costs is the length of one cheapest chain of moves (residual.py).
"""

from seminar.core.assignment.network import SINK
from seminar.core.assignment.residual import Residual


class Explainer:
    """Explains one result to any number of students; the result has to be one that the checker accepts."""

    def __init__(self, problem, document):
        self.problem, self.document = problem, document
        self.residual = Residual(problem, document)
        self.names = self.residual.objective.names

    def explain(self, name: str) -> dict:
        """What happened to that student and why. Raises KeyError for an unknown student."""
        student = self.problem.students_by_id[name]
        paper = self.document["placements"].get(name)
        rank = None if paper is None else self.problem.tier(student, paper)
        found = {"student": name, "paper": paper, "rank": rank, "listed": paper in student.tiers}
        if name in self.problem.fixed:
            return found | {"decided_by": "pin", "options": [], "left_out": None}
        s = self.residual.number[name]
        if paper is None and self.problem.serve == "priority":
            return found | {"decided_by": "service", "options": [], "left_out": self._why_left_out(s)}
        residual = self.residual
        self.arcs = {node: cost for cost, node in residual.solver.arcs[s]}
        self.value = residual.solver.pay[s] + residual.solver.q[residual.solver.cur[s]]
        self.costs = residual.distances_to(residual.solver.cur[s], s, *self._interest(s, rank))
        options = [
            {"paper": other, "rank": tier, **self._reason(student, s, other)}
            for other, tier in student.tiers.items()
            if rank is None or tier < rank
        ]
        is_tied = len(self._possible_ranks(s) | {rank}) > 1
        return found | {"decided_by": "lottery" if is_tied else "objective", "options": options, "left_out": None}

    def _interest(self, s, rank):
        """The nodes of the better ranks, and all nodes that cost s no more than the present one."""
        residual, net, q = self.residual, self.residual.network, self.residual.solver.q
        better = {n for n, tier in zip(net.nodes[s], net.ranks[s], strict=True) if rank is None or tier < rank}
        ties = {node for node, cost in self.arcs.items() if cost + q[node] == self.value}
        hub = residual.solver.hub[s]
        if hub is not None:
            ties |= {node for node in range(len(residual.network.papers)) if hub + q[node] == self.value}
        return better, ties

    def _reason(self, student, s, paper):
        residual = self.residual
        node = residual.network.index[paper]
        if node in residual.closed:
            return {"reason": "closed"}
        if node not in self.arcs:
            return {"reason": "barred"}
        if node not in self.costs:
            return {"reason": "needed", **self._who_needs([node], s)}
        return self._difference(self.arcs[node] + residual.solver.q[node] - self.value + self.costs[node])

    def _difference(self, cost):
        if not cost:
            return {"reason": "lottery"}
        digits = zip(self.names, self.residual.objective.unpack(cost), strict=True)
        return {"reason": "objective", "difference": {name: digit for name, digit in digits if digit}}

    def _possible_ranks(self, s):
        """Every rank that some best assignment gives s; None stands for no paper."""
        residual = self.residual
        net, solver = residual.network, residual.solver
        ranks = dict(zip(net.nodes[s], net.ranks[s], strict=True))
        cheap = {
            node for node, cost in self.costs.items() if 0 <= node < len(solver.q) and self._is_free(s, node, cost)
        }
        found = {ranks.get(node) for node in cheap & set(self.arcs)}
        if solver.hub[s] is not None:
            over_hub = (node for node in cheap if node < len(net.papers) and node not in self.arcs)
            found |= {net.hub[s] for _ in over_hub}
        return found

    def _is_free(self, s, node, chain):
        """Whether s may take that node and everybody together loses nothing."""
        solver = self.residual.solver
        own = self.arcs.get(node, solver.hub[s])
        return own is not None and own + solver.q[node] - self.value + chain == 0

    def _who_needs(self, nodes, s):
        """The papers a search finds full and the students who can go nowhere else."""
        net = self.residual.network
        seen, _ = self.residual.reach(nodes, s)
        full = sorted(node for node in seen - self.residual.closed if node < len(net.papers))
        students = [net.students[t] for node in seen for t in self.residual.solver.at[node] if t != s]
        return {"papers": [net.papers[node] for node in full], "students": sorted(students)}

    def _why_left_out(self, s):
        """The papers that are all needed by students who came earlier, and the single changes that would help."""
        residual = self.residual
        net, problem = residual.network, self.problem
        name = net.students[s]
        mine = range(len(net.papers)) if net.hub[s] else net.nodes[s]
        seen, _ = residual.reach(mine, s)
        full = sorted(node for node in seen if not residual.has_room(node))
        helps = [node for node in full if self._would_free(net.parent[node], seen)]
        supervisors = {len(net.papers) + i: supervisor for i, supervisor in enumerate(net.supervisors)}
        student = problem.students_by_id[name]
        return {
            **self._who_needs(seen, s),
            "closed": sorted(paper for paper in student.tiers if net.index[paper] in residual.closed),
            "full_supervisors": [supervisors[node] for node in full if node in supervisors],
            "total_is_full": net.root in full,
            "one_more_place": [net.papers[node] for node in helps if node < len(net.papers)],
            "one_more_load": [supervisors[node] for node in helps if node in supervisors],
            "one_more_in_total": net.root in helps,
            "still_free": [p for p in self.free_papers() if not problem.is_barred(student, p)],
        }

    def _would_free(self, above, seen):
        """Whether a place more below that node could be used."""
        return above == SINK or (above not in seen and self.residual.reach([above])[1])

    def free_papers(self) -> list[str]:
        """The papers that still have a place, with room for it at the supervisor and in the seminar."""
        residual = self.residual
        return [name for node, name in enumerate(residual.network.papers) if residual.has_free_place(node)]


def explain(problem, document: dict, name: str) -> dict:
    """The explanation for one student; for many students of one result make one Explainer."""
    return Explainer(problem, document).explain(name)


REASONS = {
    "closed": "it has no place left beside the fixed ones",
    "barred": "it is vetoed, forbidden or worse than the paper held",
    "lottery": "it would have been equally good for everybody together, and the lottery gave it to somebody else",
}


def sentences(found: dict) -> list[str]:
    """The explanation as text, one sentence per line."""
    who = found["student"]
    if found["paper"] is None:
        lines = [f"{who} has no paper."]
    elif found["listed"]:
        lines = [f"{who} has {found['paper']}, rank {found['rank']} of the own list."]
    else:
        lines = [f"{who} has {found['paper']}, which is not on the own list."]
    lines.append(
        {
            "pin": "This was fixed before the assignment.",
            "service": "Students who came earlier need every paper that this student would take.",
            "objective": "Every best assignment gives this rank.",
            "lottery": "Other best assignments give another rank; the lottery decided.",
        }[found["decided_by"]]
    )
    lines += [f"Not {option['paper']} (rank {option['rank']}): {_because(option)}." for option in found["options"]]
    return lines + (_repair(found["left_out"]) if found["left_out"] else [])


def _because(option):
    if option["reason"] == "needed":
        return f"{', '.join(option['students'])} can only have {', '.join(option['papers'])}"
    if option["reason"] == "objective":
        changes = ", ".join(f"{name} {digit:+d}" for name, digit in option["difference"].items())
        return f"the assignment as a whole would be worse ({changes})"
    return REASONS[option["reason"]]


def _repair(left_out):
    lines = []
    if left_out["total_is_full"]:
        lines.append("All places of the seminar are needed by students who came earlier.")
    elif left_out["papers"]:
        lines.append(f"{', '.join(left_out['students'])} need all of {', '.join(left_out['papers'])}.")
    if left_out["closed"]:
        lines.append(f"No place beside the fixed ones: {', '.join(left_out['closed'])}.")
    for name, text in (
        ("one_more_place", "One more place on one of these would help: "),
        ("one_more_load", "One more student for one of these supervisors would help: "),
        ("still_free", "Still free: "),
    ):
        if left_out[name]:
            lines.append(text + ", ".join(left_out[name]) + ".")
    if left_out["one_more_in_total"]:
        lines.append("One more place in the seminar would help.")
    return lines

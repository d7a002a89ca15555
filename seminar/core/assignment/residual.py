"""A finished result, loaded back: who could move where, and what each move would cost.

From the placements and the prices of a result follows, for every pair of papers, what it would cost the objective if
somebody left one and somebody took the other. The cost of a chain of moves is never negative, because the result is
best.

Shortest paths on reduced costs (Ahuja, Magnanti, Orlin, Network Flows, 1993, sections 2.4 and 5). Chains may run
through the sink: somebody takes a free place, and another place becomes free elsewhere.
"""

from heapq import heappop, heappush

from seminar.core.assignment.network import SINK, Network
from seminar.core.assignment.objectives import Objective
from seminar.core.assignment.solver import Solver, cost_of_nothing


class Residual:
    """The solver's final state, rebuilt from a result that the checker has accepted."""

    def __init__(self, problem, document):
        self.problem, self.placements = problem, document["placements"]
        self.network = Network(problem, with_closed=True)
        self.objective = Objective(problem, document["objective"])
        self.number = {name: s for s, name in enumerate(self.network.students)}
        self.decides = problem.serve == "profile"
        served = [s for name, s in self.number.items() if self.decides or name in self.placements]
        self.solver = Solver(self.network, self.objective, served, self.decides)
        if self.decides:
            self.solver.let_objective_serve(lambda s: cost_of_nothing(self.network, self.objective, s))
        self._place(served)
        self._price(document["certificate"]["prices"])
        self.hub = len(self.solver.q)
        papers = range(len(self.network.papers))
        self.closed = {node for node in papers if not all(self.network.cap[step] for step in self._way_up(node))}
        self.lowest = min((self.solver.q[node] for node in papers if node not in self.closed), default=0)
        self.listers = [[] for _ in self.solver.q]
        for s in served:
            for cost, node in self.solver.arcs[s]:
                self.listers[node].append((s, cost))
        self.hub_users = [s for s in served if self.solver.hub[s] is not None]

    def _way_up(self, node):
        while node != SINK:
            yield node
            node = self.network.parent[node]

    def has_free_place(self, node) -> bool:
        """Whether somebody more fits there within all limits, nobody moving."""
        return all(self.has_room(step) for step in self._way_up(node))

    def _place(self, served):
        solver, net = self.solver, self.network
        if net.root != SINK and not self.decides:
            solver.flow[net.root] = len(served)
        for s in served:
            paper = self.placements.get(net.students[s])
            node = solver.nobody if paper is None else net.index[paper]
            own = [cost for cost, at in solver.arcs[s] if at == node]
            solver.cur[s], solver.pay[s] = node, own[0] if own else solver.hub[s]
            solver.at[node].append(s)
            while node != SINK:
                solver.flow[node] += 1
                node = solver.parent[node]

    def _price(self, prices):
        solver, net, names = self.solver, self.network, self.objective.names
        own = [prices["papers"].get(name) for name in net.papers]
        own += [prices["supervisors"].get(name) for name in net.supervisors]
        own += [prices["total"]] * (net.root != SINK) + [None] * self.decides
        for node in range(len(own) - 1, -1, -1):
            above = solver.parent[node]
            digits = dict(zip(names, own[node] or [0] * len(names), strict=True))
            solver.q[node] = self.objective.pack(digits) + (0 if above == SINK else solver.q[above])

    def distances_to(self, target, s, wanted, ties) -> dict:
        """Node -> the least cost of a chain of moves that frees a place there and needs one more at `target`.

        Student s takes no part in the chain. A node from which no chain leads to the target is missing. The search ends
        when it knows all nodes in `wanted`, and those in `ties` as far as their chain costs nothing.
        """
        dist, done, heap, wanted = {target: 0}, {}, [(0, target)], set(wanted)
        while heap:
            d, node = heappop(heap)
            if node in done:
                continue
            if not wanted and (d > 0 or done.keys() >= ties):
                break
            done[node] = d
            wanted.discard(node)
            for before, cost in self._steps_into(node, s):
                if before not in done and (before not in dist or d + cost < dist[before]):
                    dist[before] = d + cost
                    heappush(heap, (d + cost, before))
        return done

    def _steps_into(self, node, s):
        """Every (node before, cost) of a single move that ends at the node."""
        solver, q, cur, pay = self.solver, self.solver.q, self.solver.cur, self.solver.pay
        if node == SINK:
            return [(c, self._rise(c)) for c, above in enumerate(solver.parent) if above == SINK and self._takes_one(c)]
        if node == self.hub:
            base = self.lowest
            return [(cur[t], solver.hub[t] + base - pay[t] - q[cur[t]]) for t in self.hub_users if t != s]
        here = q[node]
        steps = [(cur[t], cost + here - pay[t] - q[cur[t]]) for t, cost in self.listers[node] if t != s]
        if self.hub_users and node < len(self.network.papers):
            steps.append((self.hub, here - self.lowest))
        if solver.flow[node]:
            steps.append((solver.parent[node], self._fall(node)))
        if node < len(solver.children):
            steps += [(c, self._rise(c)) for c in solver.children[node] if self._takes_one(c)]
        return steps

    def has_room(self, node):
        return self.solver.flow[node] < self.solver.cap[node]

    def _takes_one(self, node):
        return self.has_room(node) and node not in self.closed

    def _above(self, node):
        above = self.solver.parent[node]
        return 0 if above == SINK else self.solver.q[above]

    def _rise(self, node):
        solver = self.solver
        return self._above(node) - solver.q[node] - (solver.soft if solver.flow[node] < solver.low[node] else 0)

    def _fall(self, node):
        solver = self.solver
        return solver.q[node] - self._above(node) + (solver.soft if solver.flow[node] <= solver.low[node] else 0)

    def reach(self, start, s=None):
        """Everything a search from those nodes finds: nodes, and whether it came to a free place within all limits.

        Student s takes no part. Costs play no role: this is about what is possible at all.
        """
        solver, queue, parent = self.solver, list(start), [*self.network.parent, SINK]
        seen, hub_seen, is_free = set(queue), False, False
        for node in queue:  # grows while it is read
            after = [parent[node]] if self.has_room(node) else []
            for t in solver.at[node]:
                if t != s:
                    after += [p for _, p in solver.arcs[t]]
                    if solver.hub[t] is not None and not hub_seen:
                        hub_seen = True
                        after += range(len(self.network.papers))
            if node < len(solver.children):
                after += [c for c in solver.children[node] if solver.flow[c]]
            is_free = is_free or SINK in after
            queue += [n for n in dict.fromkeys(after) if n != SINK and n not in seen]
            seen.update(queue)
        return seen, is_free

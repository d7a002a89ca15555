"""Between assignments that are equally good, the lottery decides; the solver's own habits never do.

Among all best assignments the student who comes first in the lottery gets the best rank that any of them gives, then
the second student the best rank that is still possible, and so on to the last. Papers on the same rank are taken in
the order of the lottery for that student; under `nobody_worse` the paper held comes before the others of its rank.
The result is the only one that fits this description, so every exact engine and every order of the input leads to it.
(Serial dictatorship: Abdulkadiroğlu and Sönmez, Econometrica 66, 1998, here restricted to the best assignments.)

The best assignments are exactly those that use options which are cheapest at the final prices and that keep full what
has a price (complementary slackness). So nothing is solved again: a student gets a better option if a chain of such
moves leads from that option back to the paper the student gives up.
"""

from seminar.core.assignment.lottery import key
from seminar.core.assignment.network import SINK


class Face:
    """All best assignments around the one the solver found, narrowed down student by student."""

    def __init__(self, solver):
        self.solver, self.network = solver, solver.network
        self.papers = len(self.network.papers)
        q, pay = solver.q, solver.pay
        lowest = min(q[: self.papers], default=0)
        self.cheapest = [p for p in range(self.papers) if q[p] == lowest]
        self.tight, self.tight_hub = [], []
        for s, arcs in enumerate(solver.arcs):
            value = pay[s] + q[solver.cur[s]] if arcs or solver.hub[s] is not None else 0
            self.tight.append([(cost, p) for cost, p in arcs if cost + q[p] == value])
            hub = solver.hub[s]
            self.tight_hub.append(hub is not None and hub + lowest == value)
        self.fixed = bytearray(len(self.tight))

    def settle(self, s):
        """Gives s the first option that some best assignment gives, and never touches s again."""
        self.fixed[s] = 1
        target = self.solver.cur[s]
        if target == SINK or (len(self.tight[s]) < 2 and not self.tight_hub[s]):
            return
        self.came = {}
        for cost, node in self._candidates(s):
            if node == target:
                return
            if self._find(node, target):
                self._rotate(s, cost, node, target)
                return

    def _candidates(self, s):
        """What s could have, in the order in which s would choose."""
        net, problem, name = self.network, self.network.problem, self.network.students[s]
        ranks = {p: (rank, moved) for rank, p, moved in net.options[s]}
        keep_first = problem.change == "nobody_worse"
        ranks[self.solver.nobody] = (problem.last_tier + 1, False)
        found = [(*ranks[p], cost, p) for cost, p in self.tight[s]]
        if self.tight_hub[s]:
            here = {p for _, p in self.tight[s]}
            hub = (net.hub[s], net.hub_moved(s), self.solver.hub[s])
            found += [(*hub, p) for p in self.cheapest if p not in here]
        tiers = {}
        for rank, moved, cost, p in found:
            tiers.setdefault(rank, []).append((keep_first and moved, cost, p))
        for rank in sorted(tiers):
            same = tiers[rank]
            if len(same) > 1:
                same.sort(key=lambda o: (o[0], key(problem.seed, name, net.papers[o[2]])))
            for _, cost, p in same:
                yield cost, p

    def _find(self, start, target):
        """Whether a chain of tight moves leads from `start` to `target`; nothing is searched twice for one student."""
        if start in self.came:
            return False
        self.came[start] = None
        queue = [start]
        for node in queue:  # grows while it is read
            for t, cost, after in self._steps(node):
                if after not in self.came:
                    self.came[after] = (t, cost, node)
                    if after == target:
                        return True
                    queue.append(after)
        return False

    def _steps(self, node):
        """Every tight step from a node: (student who moves or None, cost there, next node)."""
        solver, fixed = self.solver, self.fixed
        if node == SINK:
            yield from self._down(SINK, range(len(solver.q)), 0)
            return
        below = solver.flow[node] < solver.low[node]
        above = solver.parent[node]
        price = 0 if above == SINK else solver.q[above]
        if solver.flow[node] < solver.cap[node] and solver.q[node] == price - (solver.soft if below else 0):
            yield None, 0, above
        for t in solver.at[node]:
            if not fixed[t]:
                for cost, p in self.tight[t]:
                    yield t, cost, p
                if self.tight_hub[t]:
                    for p in self.cheapest:
                        yield t, solver.hub[t], p
        if node < len(solver.children):
            yield from self._down(node, solver.children[node], solver.q[node])

    def _down(self, above, children, price):
        solver = self.solver
        for child in children:
            if solver.flow[child] and solver.parent[child] == above:
                back = solver.soft if solver.flow[child] <= solver.low[child] else 0
                if solver.q[child] + back == price:
                    yield None, 0, child

    def _rotate(self, s, cost, start, target):
        solver, node = self.solver, target
        while self.came[node] is not None:
            mover, paid, origin = self.came[node]
            if mover is not None:
                self._move(mover, paid, origin, node)
            elif origin != SINK and solver.parent[origin] == node:
                solver.flow[origin] += 1
            else:
                solver.flow[node] -= 1
            node = origin
        self._move(s, cost, target, start)

    def _move(self, s, cost, origin, node):
        solver = self.solver
        solver.at[origin].remove(s)
        solver.at[node].append(s)
        solver.cur[s], solver.pay[s] = node, cost


def settle(solver, students, tick):
    """The one assignment that the lottery picks among all best ones; `students` are in lottery order."""
    face = Face(solver)
    for s in students:
        tick(1)
        face.settle(s)

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

from seminar.core.assignment.components import components
from seminar.core.assignment.lottery import key
from seminar.core.assignment.network import SINK


class Face:
    """All best assignments around the one the solver found, narrowed down student by student.

    `movers[node]` are the students there who are not settled and have another tight option; nobody else matters. A
    tight option is kept only if some best assignment may still use it: it has to lie on a cycle of tight moves, so its
    paper and the one held now are in one strongly connected component.
    """

    def __init__(self, solver, students):
        self.solver, self.network = solver, solver.network
        self.papers = len(self.network.papers)
        self.hub = len(solver.q)  # number of the node that stands for "any open paper"
        self.lowest = min(solver.q[: self.papers], default=0)
        self.cheapest = [p for p in range(self.papers) if solver.q[p] == self.lowest]
        self.tight, self.over_hub = {}, {}
        self.movers = [set() for _ in solver.q]
        for s in students:
            self._add_mover(s)
        self.below_sink = [node for node in range(len(solver.q)) if solver.parent[node] == SINK and self._is_free(node)]
        self._keep_cycles()

    def _add_mover(self, s):
        solver, q, found = self.solver, self.solver.q, []
        value = solver.pay[s] + q[solver.cur[s]]
        limit = value + solver.wish
        for arc in solver.arcs[s]:
            if arc[0] > limit:
                break
            if arc[0] + q[arc[1]] == value:
                found.append(arc)
        over_hub = solver.hub[s] is not None and solver.hub[s] + self.lowest == value
        if len(found) > 1 or over_hub:
            self.tight[s], self.over_hub[s] = found, over_hub
            self.movers[solver.cur[s]].add(s)

    def _keep_cycles(self):
        """Drops every tight option that no best assignment can use any more."""
        cur, busy = self.solver.cur, [node for node, movers in enumerate(self.movers) if movers]
        part = components(busy, self._successors)
        of_hub = part.get(self.hub)
        for s, arcs in list(self.tight.items()):
            here = part[cur[s]]
            self.tight[s] = arcs = [arc for arc in arcs if part.get(arc[1]) == here]
            self.over_hub[s] = self.over_hub[s] and of_hub == here
            if not self.over_hub[s] and not any(p != cur[s] for _, p in arcs):
                self._drop(s)
        of_sink = part.get(SINK)
        self.below_sink = [node for node in self.below_sink if part.get(node) == of_sink]
        self.work, self.size = 0, 100 + 2 * sum(map(len, self.tight.values())) + len(self.below_sink)

    def _drop(self, s):
        self.movers[self.solver.cur[s]].discard(s)
        del self.tight[s], self.over_hub[s]

    def _successors(self, node):
        """Every node that one tight step leads to."""
        if node == self.hub:
            return self.cheapest
        if node == SINK:
            movers, papers = self.movers, self.papers  # a paper that nobody can leave leads nowhere
            return [c for c in self.below_sink if movers[c] or (c >= papers and self._may_fall(c))]
        found = [p for t in self.movers[node] for _, p in self.tight[t]]
        if any(self.over_hub[t] for t in self.movers[node]):
            found.append(self.hub)
        return found + self._along_tree(node)

    def _along_tree(self, node):
        children = self.solver.children
        found = [c for c in children[node] if self._may_fall(c)] if node < len(children) else []
        if self._may_rise(node):
            found.append(self.solver.parent[node])
        return found

    def _is_free(self, node):
        """Whether a node right below the sink can have no price, or only the price of its wish."""
        return self.solver.q[node] in (0, -self.solver.soft)

    def _price_above(self, node):
        above = self.solver.parent[node]
        return 0 if above == SINK else self.solver.q[above]

    def _may_rise(self, node):
        """Whether one more student through the node costs nothing extra in the limits above it."""
        solver = self.solver
        if solver.flow[node] >= solver.cap[node]:
            return False
        wished = solver.soft if solver.flow[node] < solver.low[node] else 0
        return solver.q[node] == self._price_above(node) - wished

    def _may_fall(self, node):
        """Whether one student less through the node loses nothing in the limits above it."""
        solver = self.solver
        if not solver.flow[node]:
            return False
        wished = solver.soft if solver.flow[node] <= solver.low[node] else 0
        return solver.q[node] + wished == self._price_above(node)

    def settle(self, s):
        """Gives s the first option that some best assignment gives, and never touches s again."""
        if s not in self.tight:
            return
        if self.work > 4 * self.size:
            self._keep_cycles()
            if s not in self.tight:
                return
        target = self.solver.cur[s]
        options = self._candidates(s, self.tight[s], self.over_hub[s])
        self._drop(s)
        self.came, self.hub_seen = {}, False
        self.falls = self.solver.parent[target] == SINK and self._may_fall(target)
        for cost, node in options:
            if node == target:
                return
            if node not in self.came and self._find(node, target):
                self._rotate(s, cost, node, target)
                return

    def _candidates(self, s, tight, over_hub):
        """What s could have, in the order in which s would choose."""
        net, problem, name = self.network, self.network.problem, self.network.students[s]
        ranks = dict(zip(net.nodes[s], net.ranks[s], strict=True))
        keep_first = problem.change == "nobody_worse"
        ranks[self.solver.nobody] = problem.last_tier + 1
        found = [(ranks[p], cost, p) for cost, p in tight]
        if over_hub:
            here = {p for _, p in tight}
            found += [(net.hub[s], self.solver.hub[s], p) for p in self.cheapest if p not in here]
        tiers = {}
        for rank, cost, p in found:
            tiers.setdefault(rank, []).append((keep_first and net.is_move(s, p), cost, p))
        for rank in sorted(tiers):
            same = tiers[rank]
            if len(same) > 1:
                same.sort(key=lambda o: (o[0], key(problem.seed, name, net.papers[o[2]])))
            for _, cost, p in same:
                yield cost, p

    def _find(self, start, target):
        """Whether a chain of tight moves leads from `start` to `target`; nothing is searched twice for one student."""
        came, tight = self.came, self.tight
        came[start] = None
        queue = [start]
        for node in queue:  # grows while it is read
            if node == SINK:
                if self.falls:
                    came[target] = (None, 0, SINK)
                    return True
                steps = [(None, 0, child) for child in self._successors(SINK)]
            else:
                steps = [(None, 0, after) for after in self._along_tree(node)]
                for t in self.movers[node]:
                    steps += [(t, cost, p) for cost, p in tight[t]]
                    if self.over_hub[t] and not self.hub_seen:
                        self.hub_seen = True
                        steps += [(t, self.solver.hub[t], p) for p in self.cheapest]
            self.work += 1 + len(steps)
            for t, cost, after in steps:
                if after not in came:
                    came[after] = (t, cost, node)
                    if after == target:
                        return True
                    queue.append(after)
        return False

    def _rotate(self, s, cost, start, target):
        solver, node = self.solver, target
        while self.came[node] is not None:
            mover, paid, origin = self.came[node]
            if mover is not None:
                self.movers[origin].remove(mover)
                self.movers[node].add(mover)
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
    face = Face(solver, students)
    for s in students:
        tick(1)
        face.settle(s)

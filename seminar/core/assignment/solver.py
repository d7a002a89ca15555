"""The best assignment, found by giving every contested paper a price.

Students come in one after the other. Each takes what is best for the objective; if that paper is taken, somebody
there moves to something else, and so on, along the chain that harms the objective least. A chain that ends at a free
place is carried out. The prices say what one more place on a paper would be worth to everybody else; at the end each
student holds an option that is cheapest at these prices, which is the proof that nothing better exists.

Method: successive shortest augmenting paths with node prices (Edmonds and Karp 1972; Tomizawa 1971), Dijkstra's
search on reduced costs with an early stop, costs packed into one unbounded integer (objectives.py), so the comparison
is exact. A student who may take any paper goes through one extra node, the hub, instead of one arc per paper.
"""

from heapq import heappop, heappush

from seminar.core.assignment.auction import Auction
from seminar.core.assignment.network import SINK


class Solver:
    """A partial assignment with prices under which every assigned student holds a cheapest option.

    `q[node]` is what one more student through the node costs, all limits above it included; `pay[s]` is what s costs on
    the paper held. `arcs[s]` is a list of (cost, node).
    """

    def __init__(self, network, objective, served, decides=False):
        self.network = network
        self.cap, self.low = list(network.cap), network.low
        # Where it is settled how many are served, the seminar's total limits nothing any more.
        self.parent = [above if decides or above != network.root else SINK for above in network.parent]
        self.children = network.children
        self.soft = objective.soft_cost
        self.wish = self.soft if any(network.low) else 0
        self.flow = [0] * len(self.cap)
        self.q = [0] * len(self.cap)
        self.at = [[] for _ in self.cap]
        self.cur = [SINK] * len(network.students)
        self.pay = [0] * len(network.students)
        self.far = 1 << (objective.bits * (len(objective.names) + 1))  # beyond every price
        self.nobody = SINK  # the node for "without a paper", where the objective decides who is served
        self._make_arcs(network, objective, served)
        self._settle_empty()
        self._find_ends()

    def _make_arcs(self, network, objective, served):
        cost, moved_cost = objective.rank_cost, objective.move_cost
        self.arcs = [[] for _ in network.students]
        self.hub = [None] * len(network.students)
        for s in served:
            self.arcs[s] = list(zip(map(cost.__getitem__, network.ranks[s]), network.nodes[s], strict=True))
            if moved_cost and network.is_holder[s]:
                held = network.held[s]
                self.arcs[s] = sorted((c if p == held else c + moved_cost, p) for c, p in self.arcs[s])
            if network.hub[s]:
                self.hub[s] = cost[network.hub[s]] + (moved_cost if network.is_holder[s] else 0)
        self.has_hub = any(cost is not None for cost in self.hub)

    def let_objective_serve(self, cost_of):
        """Adds the node "without a paper", with room for all, at the cost given per student."""
        self.nobody = len(self.cap)
        self.cap.append(len(self.arcs))
        self.low = [*self.low, 0]
        self.parent.append(SINK)
        for values in (self.flow, self.q):
            values.append(0)
        self.at.append([])
        for s, arcs in enumerate(self.arcs):
            arcs.append((cost_of(s), self.nobody))
        self._find_ends()

    def _find_ends(self):
        """Marks the nodes where a chain may end at once: room, no limit above, no wish."""
        free = zip(self.flow, self.cap, self.low, self.parent, strict=True)
        self.ends = bytearray(flow < cap and not low and above == SINK for flow, cap, low, above in free)

    def run(self, served, tick):
        """Assigns everybody in `served`. `tick(work)` may raise to stop."""
        waiting = Auction(self).run(served)
        for s in waiting:
            tick(1 + self.insert(s))
        self._settle_empty()

    def insert(self, s) -> int:
        """One shortest augmenting path for s; returns how many nodes it looked at."""
        self.dist, self.came, self.heap = {}, {}, []
        self.end, self.end_cost, self.lowest = SINK, self.far, None
        q, done, via_hub = self.q, [], []
        self.pay[s] = 0
        self._open((s,), 0, SINK)
        heap, dist = self.heap, self.dist
        while heap:
            d, node = heappop(heap)
            if d >= self.end_cost:
                break
            if node == len(q):  # the hub
                if d == dist[node]:
                    self._leave_hub(d)
                continue
            if d > dist[node]:
                continue
            done.append(node)
            dist[node] = d
            self._look(node, d)
        final = self.end_cost
        for node in done:
            q[node] += final - dist[node]
        self._augment(self.end)
        return len(done) + len(via_hub)

    def _look(self, node, d):
        """Relaxes everything reachable from a settled node in one step."""
        q, above = self.q, self.parent[node]
        base = d - q[node]
        below_wish = self.flow[node] < self.low[node]
        if self.flow[node] < self.cap[node]:
            step = base - self.soft if below_wish else base
            if above == SINK:
                if step < self.end_cost:
                    self.end, self.end_cost = node, step
            else:
                self._reach(above, step + q[above], None, 0, node)
        if self.at[node]:
            self._open(self.at[node], base, node)
        for child in self.children[node] if node < len(self.children) else ():
            if self.flow[child]:
                back = self.soft if self.flow[child] <= self.low[child] else 0
                self._reach(child, base + q[child] + back, None, 0, node)

    def _open(self, students, base, node):
        """Relaxes every option of those students; `base` is the distance without what a student costs here.

        No price is below minus one wish, and the arcs of a student begin with the cheapest: that ends the inner loop.
        """
        q, came, heap, ends, arcs, pay = self.q, self.came, self.heap, self.ends, self.arcs, self.pay
        known, dist, end = self.dist.get, self.dist, self.end_cost
        for t in students:
            start = base - pay[t]
            limit = end + self.wish - start
            for cost, target in arcs[t]:
                if cost >= limit:
                    break
                d = start + cost + q[target]
                if d < known(target, end):
                    dist[target] = d
                    came[target] = (t, cost, node)
                    if ends[target]:
                        if d < end:
                            self.end, self.end_cost, end = target, d, d
                            limit = end + self.wish - start
                    else:
                        heappush(heap, (d, target))
        if self.has_hub:
            self._open_hub(students, base, node)

    def _open_hub(self, students, base, node):
        if self.lowest is None:
            self.lowest = min(self.q[: len(self.network.papers)], default=0)
        for t in students:
            if self.hub[t] is not None:
                self._reach(len(self.q), base - self.pay[t] + self.hub[t] + self.lowest, t, self.hub[t], node)

    def _reach(self, target, d, mover, cost, node):
        if (target not in self.dist or d < self.dist[target]) and d < self.end_cost:
            self.dist[target] = d
            self.came[target] = (mover, cost, node)
            heappush(self.heap, (d, target))

    def _leave_hub(self, d):
        t, cost, node = self.came[len(self.q)]
        base, q = d - self.lowest, self.q
        for paper in range(len(self.network.papers)):
            self._reach(paper, base + q[paper], t, cost, node)

    def _augment(self, node):
        flow, at = self.flow, self.at
        flow[node] += 1
        if flow[node] == self.cap[node]:
            self.ends[node] = 0
        while node != SINK:
            mover, cost, origin = self.came[node]
            if mover is not None:
                if origin != SINK:
                    at[origin].remove(mover)
                at[node].append(mover)
                self.cur[mover], self.pay[mover] = node, cost
            elif self.parent[origin] == node:
                flow[origin] += 1
            else:
                flow[node] -= 1
            node = origin

    def _settle_empty(self):
        """A node nobody uses costs what its parent costs, less a wish; searches that missed it left it cheaper."""
        for node in range(len(self.q) - 1, -1, -1):
            if not self.flow[node]:
                above = self.parent[node]
                self.q[node] = (0 if above == SINK else self.q[above]) - (self.soft if self.low[node] else 0)


def cost_of_nothing(network, objective, s):
    """What it costs the objective to leave s without a paper."""
    held = network.problem.students_by_id[network.students[s]].current
    return objective.unassigned_cost + (objective.move_cost if held is not None else 0)

"""Who gets a paper at all, when there are more students than places.

Students are asked in a fixed order (first the people who hold a paper, then the groups of priority, inside a group
the lottery). Each one is kept if everybody kept so far can still be given some paper of their own list together with
the new one; otherwise the student is left out, for a reason that can be shown: all papers the student would take are
needed by students who came earlier. How the list is ordered plays no part in this, only what is on it.

The sets of students that can be served together are the linked sets of a capacitated network, a gammoid and therefore
a matroid (Perfect 1968; Mason 1972), so the greedy set is one of maximum size. A search that fails has seen papers,
supervisors or the seminar that can never become free again; they are marked and never searched twice (the argument of
Hopcroft and Karp, SIAM J. Comput. 2, 1973), so all failures together cost one pass.
"""

from seminar.core.assignment.network import SINK

DEAD = 1 << 60


class Service:
    """Grows a set of served students one by one; `step[node]` is when a node was found to be full for good."""

    def __init__(self, network):
        self.network = network
        count = len(network.cap)
        self.flow = [0] * count
        self.at = [set() for _ in network.papers]
        self.paper = [SINK] * len(network.students)  # what a student holds while the set grows; any way will do
        self.step = {}
        self.mark = [0] * count
        self.round = 0
        self.options = network.nodes
        self.is_hub_dead = False

    def add(self, s: int, position: int) -> bool:
        """True if s can be served together with everybody served so far."""
        self.round += 1
        found = self._search(s)
        if found is None:
            for node in self.seen:
                self.mark[node] = DEAD
                if self.flow[node] == self.network.cap[node]:
                    self.step[node] = position
            self.is_hub_dead = self.is_hub_dead or self.saw_hub
            return False
        self._augment(found)
        return True

    def _search(self, s):
        """Breadth first from s to a node with a way to the sink; None if there is none."""
        net, cap, flow, parent = self.network, self.network.cap, self.flow, self.network.parent
        self.came, self.seen, self.saw_hub = {}, [], False
        self._open(s, SINK)
        for node in self.seen:  # grows while it is read
            if flow[node] < cap[node]:
                above = parent[node]
                if above == SINK:
                    return node
                if self.mark[above] < self.round:
                    self._reach(above, None, node)
            if node < len(net.papers):
                for t in self.at[node]:
                    self._open(t, node)
            else:
                for child in net.children[node]:
                    if flow[child] and self.mark[child] < self.round:
                        self._reach(child, None, node)
        return None

    def _open(self, t, node):
        mark, now = self.mark, self.round
        for paper in self.options[t]:
            if mark[paper] < now:
                self._reach(paper, t, node)
        if self.network.hub[t] and not self.saw_hub and not self.is_hub_dead:
            self.saw_hub = True
            for paper in range(len(self.network.papers)):
                if mark[paper] < now:
                    self._reach(paper, t, node)

    def _reach(self, node, mover, origin):
        self.mark[node] = self.round
        self.came[node] = (mover, origin)
        self.seen.append(node)

    def _augment(self, node):
        self.flow[node] += 1
        while node != SINK:
            mover, origin = self.came[node]
            if mover is not None:
                if origin != SINK:
                    self.at[origin].remove(mover)
                self.at[node].add(mover)
                self.paper[mover] = node
            elif self.network.parent[origin] == node:
                self.flow[origin] += 1
            else:
                self.flow[node] -= 1
            node = origin


def serve(network, order: list[str], tick) -> tuple[list[int], Service]:
    """The students served in that order (indices, lottery order) and the state that proves it."""
    number = {name: s for s, name in enumerate(network.students)}
    service = Service(network)
    served = []
    for position, name in enumerate(order):
        if name in number:
            tick(1)
            if service.add(number[name], position):
                served.append(number[name])
    return sorted(served), service

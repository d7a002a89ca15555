"""A quick start: students bid for papers until nearly everybody has one.

Each student asks for the paper that is best at the present prices and says how much dearer it could become before
another one would be as good. A paper that is full keeps the highest offers, and its price rises to the best offer it
had to refuse. Nobody is ever left with a paper that is not among the cheapest, so what the bidding has settled stays
right; whoever goes on without moving any price waits for the exact search (solver.py).

The auction of Bertsekas (Annals of Operations Research 14, 1988) without a minimum raise, stopped early, as a
starting point for shortest paths in the manner of Jonker and Volgenant (Computing 38, 1987); here for papers with
several places.
"""

from heapq import heappush, heapreplace

from seminar.core.assignment.network import SINK

# Bids per student on average. More would only fight over small differences, and each bid may lengthen the numbers.
ROUNDS = 4


class Auction:
    """Bids on the papers that no supervisor and no total limits."""

    def __init__(self, solver):
        self.solver = solver
        self.offers = [[] for _ in solver.q]  # per node a heap of (highest price still acceptable, student)
        self.lowest = min(solver.q[: len(solver.network.papers)], default=0)

    def run(self, students) -> list[int]:
        """Places students; returns those without a place, in the order given."""
        solver, stack, left = self.solver, students[::-1], ROUNDS * len(students)
        waiting = []
        while stack and left:
            left -= 1
            s = stack.pop()
            node, cost, offer = self._choose(s)
            if node == SINK or solver.parent[node] != SINK or solver.low[node]:
                waiting.append(s)
            elif solver.flow[node] < solver.cap[node]:
                solver.flow[node] += 1
                heappush(self.offers[node], (offer, s))
                self._seat(s, node, cost)
            else:
                loser = self._outbid(s, node, cost, offer)
                (waiting if loser is None else stack).append(s if loser is None else loser)
        return sorted(waiting + stack)

    def _choose(self, s):
        """The cheapest node for s, what s costs there, and the price at which another one would be as good."""
        solver, q, ends = self.solver, self.solver.q, self.solver.ends
        best, node, paid, second = solver.far, SINK, 0, solver.far
        for cost, target in solver.arcs[s]:
            if cost > second + solver.wish:
                break
            value = cost + q[target]
            if value < best or (value == best and ends[target] and not ends[node]):
                best, second, node, paid = value, best, target, cost
            elif value < second:
                second = value
        if solver.hub[s] is not None and solver.hub[s] + self.lowest < second:
            second = solver.hub[s] + self.lowest
            if second < best:
                return SINK, 0, 0
        return node, paid, second - paid

    def _outbid(self, s, node, cost, offer):
        """Who has to bid again: s, the holder that s displaced, or None if no price has moved."""
        solver, offers = self.solver, self.offers[node]
        lowest, holder = offers[0]
        if offer <= lowest:
            if offer <= solver.q[node]:
                return None
            solver.q[node] = offer
            return s
        heapreplace(offers, (offer, s))
        solver.q[node] = lowest
        solver.at[node].remove(holder)
        solver.cur[holder] = SINK
        self._seat(s, node, cost)
        return holder

    def _seat(self, s, node, cost):
        solver = self.solver
        solver.at[node].append(s)
        solver.cur[s], solver.pay[s] = node, cost
        if solver.flow[node] == solver.cap[node]:
            solver.ends[node] = 0

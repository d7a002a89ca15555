"""The instance as a network: who may go where, and which limits a place counts against.

Every student who is not pinned has a list of options, best rank first. A place on a paper counts against the paper,
then against its supervisor, then against the whole seminar; so each of these nodes has one parent, and the limits
form a tree (the network of Kwanashie, Irving, Manlove, Sng 2014). Pins are taken out first: their students are gone
and their places, loads and total are reduced. What has no room left afterwards is closed and not in the network at
all, unless asked for.

Nodes are small integers: first the papers in the order of their ids, then the supervisors who limit or wish anything,
then the seminar if its total may run out. Students are integers in the order of the lottery, so that nothing depends
on the order of the input.
"""

NOTHING = frozenset()
SINK = -1  # the parent of a node that no further limit applies to


class Network:
    """Students with options and nodes with room.

    `ranks[s]` and `nodes[s]` are the options, side by side, best rank first; `hub[s]` is the rank at which s may also
    have any other open paper, 0 if not. `held[s]` is the node of the paper whose loss counts as a move. `cap`, `low`
    (the wished minimum still missing after the pins) and `parent` are per node.
    """

    def __init__(self, problem, with_closed=False):
        self.problem = problem
        fixed = problem.fixed
        self.students = [name for name in problem.lottery_order if name not in fixed]
        self._lay_out_nodes([paper for paper in fixed.values() if paper is not None], with_closed)
        self.all_open = len(self.papers) == len(problem.papers)
        self.counts_moves = problem.change in ("nobody_worse", "fewest_moves")
        self.ranks, self.nodes, self.hub, self.is_holder, self.held, self.strict = [], [], [], [], [], {}
        for name in self.students:
            self._add_student(problem.students_by_id[name])

    def _lay_out_nodes(self, taken, with_closed):
        problem, pinned, loads = self.problem, {}, {}
        for paper in taken:
            supervisor = problem.papers_by_id[paper].supervisor
            pinned[paper] = pinned.get(paper, 0) + 1
            loads[supervisor] = loads.get(supervisor, 0) + 1
        room = {s.id: None if s.load is None else s.load - loads.get(s.id, 0) for s in problem.supervisors}
        total = None if problem.total is None else problem.total - len(taken)
        papers = [
            p
            for p in sorted(problem.papers, key=lambda p: p.id)
            if with_closed
            or (p.places > pinned.get(p.id, 0) and total != 0 and (p.supervisor is None or room[p.supervisor] != 0))
        ]
        self.papers = [p.id for p in papers]
        self.index = {p.id: i for i, p in enumerate(papers)}
        self.cap = [p.places - pinned.get(p.id, 0) for p in papers]
        used = {p.supervisor for p in papers}
        matter = [s for s in problem.supervisors if s.id in used and (s.load is not None or s.at_least)]
        matter.sort(key=lambda s: s.id)
        self.supervisors = [s.id for s in matter]
        node = {s.id: len(papers) + i for i, s in enumerate(matter)}
        seats = sum(self.cap)  # one more than can ever be taken stands for no limit
        self.cap += [seats + 1 if room[s.id] is None else room[s.id] for s in matter]
        wished = [max(0, s.at_least - loads.get(s.id, 0)) for s in matter]
        self.low = [0] * len(papers) + [min(w, self.cap[node[s.id]]) for s, w in zip(matter, wished, strict=True)]
        self.root = SINK
        if total is not None and (with_closed or total < min(seats, len(self.students))):
            self.root = len(self.cap)
            self.cap.append(total)
            self.low.append(0)
        self.parent = [node.get(p.supervisor, self.root) for p in papers] + [self.root] * len(matter)
        if self.root != SINK:
            self.parent.append(SINK)
        self.children = [[] for _ in self.cap]
        for child, parent in enumerate(self.parent):
            if parent != SINK:
                self.children[parent].append(child)

    def _add_student(self, student):
        """Notes the open papers that student may have with their ranks, and the rank of the hub."""
        problem, index = self.problem, self.index
        barred = student.vetoes | problem.forbidden_by_student.get(student.id, NOTHING)
        papers = [paper for tier in student.preferences for paper in tier]
        is_holder = self.counts_moves and student.current is not None
        if len(papers) == len(student.preferences) and self.all_open and not barred and not is_holder:
            ranks, nodes, hub = self._strict(len(papers)), [index[paper] for paper in papers], 0
            if problem.unlisted != "never":
                hub = problem.unlisted_tier(student)
        else:
            ranks, nodes, hub = self._options(student, barred, student.current if is_holder else None)
        self.ranks.append(ranks)
        self.nodes.append(nodes)
        self.hub.append(hub)
        self.is_holder.append(is_holder)
        self.held.append(index.get(student.current) if is_holder else None)

    def _strict(self, length):
        """Ranks 1 to `length`; one tuple for everybody with a list of that length."""
        if length not in self.strict:
            self.strict[length] = tuple(range(1, length + 1))
        return self.strict[length]

    def _options(self, student, barred, held):
        problem, index, worst = self.problem, self.index, self.problem.last_tier
        if problem.change == "nobody_worse" and problem.may_keep(student):
            worst = problem.tier(student, held)
        options = [
            (rank, index[paper])
            for paper, rank in student.tiers.items()
            if paper in index and rank <= worst and paper not in barred
        ]
        after, hub = problem.unlisted_tier(student), 0
        if held is not None and held not in student.tiers and held in index and held not in barred:
            options.append((after, index[held]))
        if problem.unlisted != "never" and after <= worst:
            if any(paper in index for paper in barred):
                known = {node for _, node in options} | {index.get(paper) for paper in (*barred, *student.tiers)}
                options += [(after, node) for node in range(len(self.papers)) if node not in known]
            else:
                hub = after
        return [rank for rank, _ in options], [node for _, node in options], hub

    def is_move(self, s: int, node: int) -> bool:
        """Whether s loses the paper held now by taking that node, as far as the change limit counts it."""
        return self.is_holder[s] and node != self.held[s]

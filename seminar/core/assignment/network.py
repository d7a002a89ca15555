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

SINK = -1  # the parent of a node that no further limit applies to


class Network:
    """Students with options and nodes with room.

    `options[s]` is a list of (rank, paper, moved); `hub[s]` is the rank at which s may also have any other open paper,
    0 if not. `cap`, `low` (the wished minimum still missing after the pins) and `parent` are per node.
    """

    def __init__(self, problem, with_closed=False):
        self.problem = problem
        fixed = problem.fixed
        self.students = [name for name in problem.lottery_order if name not in fixed]
        self._lay_out_nodes([paper for paper in fixed.values() if paper is not None], with_closed)
        self.options, self.hub = [], []
        for name in self.students:
            options, hub = self._options(problem.students_by_id[name])
            self.options.append(options)
            self.hub.append(hub)

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

    def _options(self, student):
        """The open papers that student may have with their ranks, and the rank of the hub."""
        problem, index = self.problem, self.index
        barred = student.vetoes | problem.forbidden_by_student.get(student.id, set())
        held = student.current if problem.change in ("nobody_worse", "fewest_moves") else None
        worst = problem.last_tier
        if problem.change == "nobody_worse" and problem.may_keep(student):
            worst = problem.tier(student, held)
        options = [
            (rank, index[paper], held is not None and paper != held)
            for paper, rank in student.tiers.items()
            if paper in index and rank <= worst and paper not in barred
        ]
        after = problem.unlisted_tier(student)
        if held is not None and held not in student.tiers and held in index and held not in barred:
            options.append((after, index[held], False))
        if problem.unlisted == "never" or after > worst:
            return options, 0
        if not any(paper in index for paper in barred):
            return options, after
        listed = {paper for _, paper, _ in options}
        skip = listed | {index[paper] for paper in barred | set(student.tiers) if paper in index}
        rest = (paper for paper in range(len(self.papers)) if paper not in skip)
        return options + [(after, paper, held is not None) for paper in rest], 0

    def hub_moved(self, s: int) -> bool:
        """Whether s loses a paper by taking one over the hub."""
        problem = self.problem
        student = problem.students_by_id[self.students[s]]
        return problem.change in ("nobody_worse", "fewest_moves") and student.current is not None

"""What has to be assigned: students with their lists, papers with their places, and the rules around them.

A problem says who may get what. Each student has an ordered list of papers, best first; papers on the same rank are
equally good. A paper has a number of places, a supervisor may have a maximum load, and the seminar as a whole may
have fewer places than its papers together. A pin fixes one student to one paper (or to none); a forbidden pair must
never be assigned. A problem that contradicts itself cannot be made: the attempt ends with one line that names the
offender.

Decisions where the description leaves room:

* A veto or a forbidden pair beats the student's own list; the ranks of the other papers stay what they were.
* A paper that is not on a student's list stands on the rank right after the last one of that list. For a student
  whose list is empty it stands one after the longest list of all, so that silence is never better than a list.
* A paper that was withdrawn (no places), vetoed or forbidden is not kept by whoever held it; that student is still
  served before those who hold nothing. Fewer places than people who hold the paper is a contradiction, because who
  has to go is a decision for a person.
"""

from dataclasses import dataclass
from functools import cached_property

from seminar.core.assignment.lottery import lottery_order, service_order

SERVE = ("priority", "profile")
UNLISTED = ("never", "after-own-list")
CHANGES = ("free", "keep_all", "nobody_worse", "fewest_moves")


class InvalidProblem(ValueError):
    """The instance contradicts itself or names something unknown; the text is one line that names the offender."""


@dataclass(frozen=True)
class Paper:
    """A paper, how many students may have it, and who supervises it (None: nobody in particular)."""

    id: str
    places: int = 1
    supervisor: str | None = None


@dataclass(frozen=True)
class Supervisor:
    """Somebody who takes at most `load` students (None: any number) and would like to have `at_least` so many."""

    id: str
    load: int | None = None
    at_least: int = 0


@dataclass(frozen=True)
class Student:
    """A student: ranks of papers (best first), vetoes, the paper held now, group of priority, order of late arrival.

    `priority` 0 is served first. `late` 0 means in time; everybody else comes after those, smaller numbers earlier.
    """

    id: str
    preferences: tuple[tuple[str, ...], ...] = ()
    vetoes: frozenset[str] = frozenset()
    current: str | None = None
    priority: int = 0
    late: int = 0

    def __post_init__(self):
        object.__setattr__(self, "preferences", tuple(tuple(sorted(tier)) for tier in self.preferences))
        object.__setattr__(self, "vetoes", frozenset(self.vetoes))

    @cached_property
    def tiers(self) -> dict[str, int]:
        """Paper -> rank on the own list, 1 first."""
        if all(len(tier) == 1 for tier in self.preferences):  # the usual case, and the fastest
            return dict(zip((tier[0] for tier in self.preferences), range(1, len(self.preferences) + 1), strict=True))
        return {paper: rank for rank, tier in enumerate(self.preferences, 1) for paper in tier}


@dataclass(frozen=True)
class Problem:
    """One instance, checked: every name is known, every number is possible, no pin contradicts anything.

    Raises InvalidProblem otherwise.
    """

    students: tuple[Student, ...] = ()
    papers: tuple[Paper, ...] = ()
    supervisors: tuple[Supervisor, ...] = ()
    pins: tuple[tuple[str, str | None], ...] = ()
    forbidden: tuple[tuple[str, str], ...] = ()
    total: int | None = None
    serve: str = "priority"
    unlisted: str = "never"
    seed: str = ""
    change: str = "free"

    def __post_init__(self):
        for name in ("students", "papers", "supervisors"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        for name in ("pins", "forbidden"):
            object.__setattr__(self, name, tuple(tuple(pair) for pair in getattr(self, name)))
        _check_settings(self)
        _check_names(self)
        for student in self.students:
            _check_student(self, student)
        _check_pairs(self)
        _check_room(self)

    @cached_property
    def students_by_id(self) -> dict[str, Student]:
        return {student.id: student for student in self.students}

    @cached_property
    def papers_by_id(self) -> dict[str, Paper]:
        return {paper.id: paper for paper in self.papers}

    @cached_property
    def supervisors_by_id(self) -> dict[str, Supervisor]:
        return {supervisor.id: supervisor for supervisor in self.supervisors}

    @cached_property
    def forbidden_by_student(self) -> dict[str, set[str]]:
        found = {}
        for student, paper in self.forbidden:
            found.setdefault(student, set()).add(paper)
        return found

    @cached_property
    def lottery_order(self) -> list[str]:
        return lottery_order(self)

    @cached_property
    def service_order(self) -> list[str]:
        return service_order(self)

    @cached_property
    def longest_list(self) -> int:
        return max((len(student.preferences) for student in self.students), default=0)

    @cached_property
    def last_tier(self) -> int:
        """R: the last rank that anybody can get, counting ranks of papers that are not on the own list."""
        unlisted = [pair for pair in self.fixed.items() if pair[1] is not None]
        if self.change in ("nobody_worse", "fewest_moves"):
            unlisted += [(s.id, s.current) for s in self.students if s.current is not None]
        ranks = [self.tier(self.students_by_id[student], paper) for student, paper in unlisted]
        if self.unlisted == "after-own-list":
            ranks += [self.unlisted_tier(student) for student in self.students]
        return max(ranks + [self.longest_list])

    @cached_property
    def fixed(self) -> dict[str, str | None]:
        """Student -> paper (or None) for everybody who has no choice: the pins, and what `keep_all` keeps."""
        fixed = {}
        if self.change == "keep_all":
            fixed = {student.id: student.current for student in self.students if self.may_keep(student)}
        return fixed | dict(self.pins)

    def unlisted_tier(self, student: Student) -> int:
        return (len(student.preferences) or self.longest_list) + 1

    def tier(self, student: Student, paper: str) -> int:
        """The rank of the paper for that student, whether it is on the own list or not."""
        return student.tiers.get(paper) or self.unlisted_tier(student)

    def is_barred(self, student: Student, paper: str) -> bool:
        return paper in student.vetoes or paper in self.forbidden_by_student.get(student.id, ())

    def may_keep(self, student: Student) -> bool:
        """The student holds a paper that still has places and is neither vetoed nor forbidden."""
        held = student.current
        return held is not None and self.papers_by_id[held].places > 0 and not self.is_barred(student, held)


def _check_settings(problem):
    for name, allowed in (("serve", SERVE), ("unlisted", UNLISTED), ("change", CHANGES)):
        if getattr(problem, name) not in allowed:
            raise InvalidProblem(f"{name}: {getattr(problem, name)!r} is none of {', '.join(allowed)}")
    if problem.total is not None and problem.total < 0:
        raise InvalidProblem(f"total is negative: {problem.total}")


def _check_names(problem):
    for word, rows in (("paper", problem.papers), ("supervisor", problem.supervisors), ("student", problem.students)):
        seen = set()
        for row in rows:
            if row.id in seen:
                raise InvalidProblem(f"{word} {row.id!r} is there twice")
            seen.add(row.id)
    for paper in problem.papers:
        if paper.places < 0:
            raise InvalidProblem(f"paper {paper.id!r} has negative places: {paper.places}")
        if paper.supervisor is not None and paper.supervisor not in problem.supervisors_by_id:
            raise InvalidProblem(f"paper {paper.id!r} has an unknown supervisor {paper.supervisor!r}")
    for supervisor in problem.supervisors:
        for name, number in (("load", supervisor.load), ("at_least", supervisor.at_least)):
            if number is not None and number < 0:
                raise InvalidProblem(f"supervisor {supervisor.id!r} has a negative {name}: {number}")


def _check_student(problem, student):
    who, seen, known = f"student {student.id!r}", set(), problem.papers_by_id
    for rank, tier in enumerate(student.preferences, 1):
        if not tier:
            raise InvalidProblem(f"{who} names no paper on rank {rank}")
        for paper in tier:
            if paper not in known:
                raise InvalidProblem(f"{who} lists the unknown paper {paper!r}")
            if paper in seen:
                raise InvalidProblem(f"{who} lists paper {paper!r} twice")
            seen.add(paper)
    for paper in sorted(student.vetoes):
        if paper not in known:
            raise InvalidProblem(f"{who} vetoes the unknown paper {paper!r}")
    if student.current is not None and student.current not in known:
        raise InvalidProblem(f"{who} holds the unknown paper {student.current!r}")
    for name, number in (("priority", student.priority), ("late", student.late)):
        if number < 0:
            raise InvalidProblem(f"{who} has a negative {name}: {number}")


def _check_pairs(problem):
    pinned = set()
    for word, pairs in (("pin", problem.pins), ("forbidden pair", problem.forbidden)):
        for student, paper in pairs:
            if student not in problem.students_by_id:
                raise InvalidProblem(f"{word} of the unknown student {student!r}")
            if paper not in problem.papers_by_id and not (word == "pin" and paper is None):
                raise InvalidProblem(f"{word} of student {student!r} with the unknown paper {paper!r}")
    for student, paper in problem.pins:
        if student in pinned:
            raise InvalidProblem(f"student {student!r} is pinned twice")
        pinned.add(student)
        if paper in problem.students_by_id[student].vetoes:
            raise InvalidProblem(f"student {student!r} is pinned to paper {paper!r} and vetoes it")
        if paper in problem.forbidden_by_student.get(student, ()):
            raise InvalidProblem(f"student {student!r} is pinned to paper {paper!r} and the pair is forbidden")


def _check_room(problem):
    """Places, loads and total have to hold for the pins alone."""
    by_paper, by_supervisor, everybody = {}, {}, []
    for student, paper in problem.fixed.items():
        if paper is not None:
            by_paper.setdefault(paper, []).append(student)
            by_supervisor.setdefault(problem.papers_by_id[paper].supervisor, []).append(student)
            everybody.append(student)
    for paper, students in by_paper.items():
        _check_limit(f"paper {paper!r}", "places", problem.papers_by_id[paper].places, students)
    for supervisor, students in by_supervisor.items():
        if supervisor is not None:
            _check_limit(f"supervisor {supervisor!r}", "load", problem.supervisors_by_id[supervisor].load, students)
    _check_limit("the seminar", "total", problem.total, everybody)


def _check_limit(what, word, limit, students):
    if limit is not None and len(students) > limit:
        names = ", ".join(sorted(students)[:10]) + (", …" if len(students) > 10 else "")
        raise InvalidProblem(f"{what} has {word} {limit}, but {len(students)} students are pinned there: {names}")

"""Larger random instances than trying everything could answer, and small changes to an instance."""

from dataclasses import replace

from seminar.core.assignment import InvalidProblem, Paper, Problem, Student, Supervisor


def draw_problem(rng, students, papers, length, **settings):
    """Popular papers, ties now and then, supervisors, vetoes, pins; what contradicts itself is drawn again."""
    while True:
        try:
            return _draw(rng, students, papers, length, settings)
        except InvalidProblem:
            continue


def _draw(rng, students, papers, length, settings):
    ids = [f"p{number}" for number in range(papers)]
    weights = [1 / (1 + number) ** rng.choice([0, 0.8]) for number in range(papers)]
    supervisors = [
        Supervisor(f"v{number}", rng.choice([None, students // 4 + 1]), rng.choice([0, 1, 3])) for number in range(4)
    ]
    drawn = {
        "students": [_draw_student(rng, f"s{number}", ids, weights, length) for number in range(students)],
        "papers": [
            Paper(name, rng.choice([0, 1, 1, 1, 1, 2, 2]), rng.choice([None, *(s.id for s in supervisors)]))
            for name in ids
        ],
        "supervisors": supervisors,
        "pins": [(f"s{number}", rng.choice([*ids, None])) for number in range(0, students, 17)],
        "forbidden": [(f"s{rng.randrange(students)}", rng.choice(ids)) for _ in range(students // 5)],
        "total": rng.choice([None, students, students * 2 // 3, students // 3]),
        "seed": str(rng.random()),
    }
    return Problem(**(drawn | settings))


def _draw_student(rng, name, ids, weights, length):
    wanted = list(dict.fromkeys(rng.choices(ids, weights, k=rng.randint(1, length))))
    tiers = []
    for paper in wanted:
        if tiers and rng.random() < 0.1:
            tiers[-1].append(paper)
        else:
            tiers.append([paper])
    vetoes = rng.sample(ids, rng.choice([0, 0, 0, 2]))
    return Student(name, tiers, vetoes, rng.choice([None, None, *ids[:3]]), rng.choice([0, 0, 1]))


def with_student(problem, name, **changes):
    """The same instance with other facts about one student."""
    students = [replace(s, **changes) if s.id == name else s for s in problem.students]
    return replace(problem, students=students)


def shuffled(rng, problem):
    """The same instance, entered in another order."""

    def mixed(rows):
        return rng.sample(list(rows), len(rows))

    students = [replace(s, preferences=[mixed(tier) for tier in s.preferences]) for s in problem.students]
    return replace(
        problem,
        students=mixed(students),
        **{name: mixed(getattr(problem, name)) for name in ("papers", "supervisors", "pins", "forbidden")},
    )

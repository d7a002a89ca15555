"""The lottery: one draw per seminar, and everything else follows from it.

From the seminar's secret seed and a student's own id a key is computed; whoever has the smaller key comes first. Nobody
can choose or guess the key, the order in which students are entered does not matter, and one more student changes
nothing for the others. Students who come late are appended in the order of their arrival. Between two papers that a
student finds equally good, a key made of both ids decides in the same way.

Key: HMAC-SHA-256 (RFC 2104) with the seed as key, over the student's id, or over "student id|paper id".
"""

import hmac


def key(seed: str, *ids: str) -> bytes:
    return hmac.digest(seed.encode(), "|".join(ids).encode(), "sha256")


def lottery_order(problem) -> list[str]:
    """The ids of all students in the order of the lottery; late students after all others, by arrival."""
    seed = problem.seed
    return [s.id for s in sorted(problem.students, key=lambda s: (s.late, key(seed, s.id)))]


def service_order(problem) -> list[str]:
    """The ids of all students in the order in which places go to people.

    Who holds a paper comes first (unless the change limit is `free`), then the groups of priority, inside a group the
    lottery; students without a list are the last group. With `serve: profile` the order is the lottery alone.
    """
    order = problem.lottery_order
    if problem.serve == "profile":
        return order
    limited = problem.change != "free"

    def group(student_id):
        student = problem.students_by_id[student_id]
        return not (limited and student.current is not None), not student.preferences, student.priority

    return sorted(order, key=group)  # sorting is stable: inside a group the lottery remains


def paper_order(problem, student: str, papers: list[str]) -> list[str]:
    """Papers that are equally good for that student, in the order of the lottery."""
    if len(papers) < 2:
        return list(papers)
    return sorted(papers, key=lambda paper: key(problem.seed, student, paper))

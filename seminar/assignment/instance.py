"""A seminar as the engine sees it: people and papers become ids, nothing else goes in.

`s<number>` is a participation, `p<number>` an offered paper. What the engine says about these ids is said to people
with names again by `with_names`.
"""

import re

from seminar.assignment import querysets
from seminar.assignment.models import Lottery, Pin
from seminar.core.assignment import Paper, Problem, Student
from seminar.preferences.models import Preference
from seminar.seminars.models import OfferedPaper, Seminar

# Quoted or, in a list of several, bare.
ID = re.compile(r"'?\b([sp])(\d+)\b'?")


def student_id(pk: int) -> str:
    return f"s{pk}"


def paper_id(pk: int | None) -> str | None:
    return None if pk is None else f"p{pk}"


def pk_of(name: str) -> int:
    return int(name[1:])


def problem_of(seminar: Seminar, lottery: Lottery, change: str = "free") -> Problem:
    """The instance of this moment. Raises InvalidProblem when pins contradict each other, places or the total."""
    people = list(querysets.candidates(seminar))
    held = {row.paper_id for row in people if row.paper_id is not None}
    papers = [row for row in seminar.offered_papers.all() if not row.is_withdrawn or row.pk in held]
    wished = wishes(seminar)
    pins = list(Pin.objects.filter(seminar=seminar, lifted_at__isnull=True, participation__in=people))
    here = {row.pk for row in papers}
    fixed = [pin for pin in pins if not pin.is_forbidden]
    barred = [pin for pin in pins if pin.is_forbidden and pin.offered_id in here]
    return Problem(
        students=tuple(
            Student(
                student_id(row.pk),
                preferences=tuple((paper_id(paper),) for paper in wished.get(row.pk, ())),
                current=paper_id(row.paper_id) if change != "free" else None,
                priority=row.priority,
            )
            for row in people
        ),
        papers=tuple(Paper(paper_id(row.pk), places=row.places) for row in papers),
        pins=tuple((student_id(pin.participation_id), paper_id(pin.offered_id)) for pin in fixed),
        forbidden=tuple((student_id(pin.participation_id), paper_id(pin.offered_id)) for pin in barred),
        total=seminar.places,
        seed=lottery.seed,
        change=change,
    )


def wishes(seminar: Seminar) -> dict[int, list[int]]:
    """Offered papers by participation, best first; withdrawn ones are left out and the others move up."""
    rows = Preference.objects.filter(
        preference_list__participation__seminar=seminar, offered__withdrawn_at__isnull=True
    ).order_by("preference_list__participation", "rank")
    found: dict[int, list[int]] = {}
    for participation, offered in rows.values_list("preference_list__participation", "offered"):
        found.setdefault(participation, []).append(offered)
    return found


def with_names(seminar: Seminar, text: str) -> str:
    """A sentence of the engine with people and papers instead of ids. For organisers only."""
    people = {row.pk: row.user.display_name for row in seminar.participations.select_related("user")}
    papers = dict(OfferedPaper.objects.filter(seminar=seminar).values_list("pk", "paper__title"))

    def name(match):
        known = people if match[1] == "s" else papers
        return f"“{known.get(int(match[2]), match[0])}”"

    return ID.sub(name, text)

"""What has changed since a run was made, in sentences with names: for organisers only."""

from django.utils.translation import gettext as _

from seminar.assignment import instance, pinning
from seminar.assignment.models import Run
from seminar.core.assignment import InvalidProblem, write_document
from seminar.seminars.models import Seminar


def changed_since(seminar: Seminar, run: Run) -> list[str]:
    """One sentence for every kind of thing that is not what the run was made from."""
    try:
        now = write_document(instance.problem_of(seminar, pinning.lottery_of(seminar), run.change))
    except InvalidProblem:
        return pinning.contradictions(seminar, change=run.change)
    placed = placed_since(seminar, run)
    return [*_people(seminar, run.instance, now, placed), *_rest(run.instance, now)]


def placed_since(seminar: Seminar, run: Run) -> set[str]:
    """Who was given a paper by hand since; a run with holders says so itself."""
    if run.change != "free":
        return set()
    rows = seminar.hand_placements.filter(ended_at__isnull=True, placed_at__gte=run.made_at)
    return {instance.student_id(pk) for pk in rows.values_list("participation", flat=True)}


def _people(seminar: Seminar, then: dict, now: dict, placed: set[str]):
    before, after = ({row["id"]: row for row in document["students"]} for document in (then, now))
    both = before.keys() & after.keys()

    def differing(key):
        return {name for name in both if before[name].get(key) != after[name].get(key)}

    sentences = [
        (_("Not in the run, but to be considered now: %(names)s."), after.keys() - before.keys()),
        (_("In the run, but not to be considered any more: %(names)s."), before.keys() - after.keys()),
        (_("Other preferences: %(names)s."), differing("preferences")),
        (_("Another priority group: %(names)s."), differing("priority")),
        (_("Another paper held by now: %(names)s."), differing("current") | placed),
    ]
    names = {
        instance.student_id(row.pk): row.user.display_name
        for row in seminar.participations.students().with_people()
    }  # fmt: skip
    for sentence, ids in sentences:
        if ids:
            yield sentence % {"names": ", ".join(sorted(names.get(name, name) for name in ids))}


def _rest(then: dict, now: dict):
    if then["papers"] != now["papers"]:
        yield _("The list of papers or their places.")
    if then["pins"] != now["pins"] or then["forbidden"] != now["forbidden"]:
        yield _("Pins or exclusions.")
    if then["total"] != now["total"]:
        yield _("The number of places of the seminar.")

"""What students see of the assignment: their paper and why, and the rule that everybody may read."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from seminar.assignment.models import Run
from seminar.assignment.policies import may_deregister
from seminar.assignment.standing import Standing, planned, published_objective
from seminar.assignment.why import choice, why
from seminar.seminars import ledger
from seminar.seminars.guard import guarded
from seminar.seminars.models import OfferedPaper

# From bench/listing.py: 12 places, 12 papers, popular ones among them; applicants, percent served, mean rank.
SIMULATED = {
    "lengths": (3, 5, 10, 12),
    "rows": [(36, (33, 33, 35, 36), (1.7, 2.0, 2.6, 3.2)), (12, (97, 98, 99, 100), (1.7, 1.9, 2.7, 3.2))],
}
COMING = ("first_meeting", "deregistration", "hand_in", "block")


@guarded("student")
@require_safe
def my_paper(request, participation):
    """The result with its reasons; before the publication only the planned date, whatever is computed already."""
    seminar, standing = participation.seminar, Standing(participation)
    run, window = standing.run, seminar.timeline.state("first_meeting", request.at)
    context = {
        "seminar": seminar,
        "standing": standing,
        "choice": choice(standing.rank) if standing.rank else "",
        "why": with_titles(why(run, participation.pk)) if run else None,
        "dates": coming(seminar, request.at),
        "is_before_meeting": window in ("before", "unknown"),
        "may_deregister": may_deregister(participation, request.at),
        "organisers": seminar.participations.organisers().present().with_people(),
        **planned(seminar, request.at),
    }
    return render(request, "assignment/my_paper.html", context)


@guarded()
@require_safe
def rule(request, seminar):
    """How papers are assigned, in words; after the publication also by which of the rules."""
    used = published_objective(seminar)
    context = {
        "seminar": seminar,
        "objectives": Run.Objective,
        "used": Run.Objective(used).label if used else "",
        "simulated": SIMULATED,
    }
    return render(request, "assignment/rule.html", context)


def with_titles(found):
    """The explanation with the titles of the person's own better choices."""
    papers = OfferedPaper.objects.select_related("paper").in_bulk([option.offered_id for option in found.options])
    options = [(papers[option.offered_id], option.text) for option in found.options]
    return {"result": found.result, "options": options, "lines": found.lines}


def coming(seminar, at) -> list[ledger.Row]:
    """The dates ahead that concern whoever has a paper."""
    rows = ledger.rows_for(seminar, at)
    return [row for row in rows if row.milestone.key in COMING and row.state != ledger.OVER and row.milestone.is_known]

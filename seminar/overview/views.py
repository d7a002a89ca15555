"""The pages that gather from all steps."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seminar import clock
from seminar.assignment.standing import Standing, planned
from seminar.log.models import Entry
from seminar.overview import changes, start, steps
from seminar.overview.cockpit import Cockpit
from seminar.overview.duties import Desk
from seminar.overview.figures import figures
from seminar.overview.forms import RecordFilter
from seminar.overview.next_action import next_action
from seminar.overview.shortfall import missing
from seminar.seminars.agenda import DONE
from seminar.seminars.guard import guarded
from seminar.seminars.policies import may_create_seminar, may_use_library

PER_PAGE = 50
LAST_CHANGES = 3


@login_not_required
@require_safe
def front(request):
    """The announced seminars; signed-in people find theirs first."""
    request.at = clock.now()
    own = start.own_rows(request.user, request.at)
    others = start.other_rows(own, request.at)
    context = {
        "own": own,
        "others": others,
        "may_create": may_create_seminar(request.user),
        "may_use_library": request.user.is_authenticated and may_use_library(request.user),
    }
    return render(request, "overview/start.html", context)


@guarded("student")
@require_safe
def mine(request, participation):
    """My seminar: the one next step, then every step in the order of the dates."""
    seminar = participation.seminar
    standing = Standing(participation)
    tasks = steps.steps_for(participation, request.at, standing)
    context = {
        "seminar": seminar,
        "step": steps.next_step(seminar, tasks, request.at),
        "steps": [(task, steps.is_behind(task)) for task in tasks],
        "done": sum(task.status == DONE for task in tasks),
        "organisers": seminar.participations.organisers().present().with_people(),
        "standing": standing,
        **planned(seminar, request.at),
        "has_no_name": not request.user.name,
    }
    return render(request, "overview/mine.html", context)


@guarded("organiser")
@require_safe
def cockpit(request, participation):
    """Phase, next action, who is missing, what needs attention, numbers, dates, last changes."""
    seminar = participation.seminar
    state = Cockpit(seminar, request.at)
    context = {
        "seminar": seminar,
        "cockpit": state,
        "action": next_action(state),
        "missing": missing(state),
        "figures": figures(state),
        "changes": changes.latest(seminar, LAST_CHANGES),
    }
    return render(request, "overview/cockpit.html", context)


@guarded("organiser", "supervisor")
@require_safe
def duties(request, participation):
    """What this person has to grade, and what comes next. Organisers can be appointed, too."""
    present = [row for row in request.participations if not row.has_left]
    desk = Desk(participation.seminar, present, request.at)
    return render(request, "overview/duties.html", {"seminar": participation.seminar, "desk": desk})


@guarded("organiser")
@require_safe
def record(request, participation):
    """Every change of the seminar, newest first: who, when, before, after; by person and kind where one asks."""
    seminar = participation.seminar
    entries = Entry.objects.of_seminar(seminar)
    form = RecordFilter(request.GET, entries=entries)
    page = Paginator(form.chosen(entries.select_related("by")), PER_PAGE).get_page(request.GET.get("page"))
    context = {"seminar": seminar, "page": page, "filter": form}
    context["changes"] = changes.changes_of(page.object_list, seminar)
    return render(request, "overview/record.html", context)


@login_not_required
@require_safe
def privacy(request):
    """What is kept about people, and who sees it."""
    return render(request, "overview/privacy.html")


@login_not_required
@require_safe
def accessibility(request):
    """How the pages can be used, and what is known not to work."""
    return render(request, "overview/accessibility.html")

"""The organisers' workbench: runs side by side, one run in full, what changes between two, the receipt of one."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from seminar.assignment import (
    actions,
    comparison,
    instance,
    one_run,
    pictures,
    pinning,
    presentation,
    querysets,
    readiness,
)
from seminar.assignment.differences import differences as differences_of
from seminar.assignment.models import Run
from seminar.assignment.reasons import Reasons
from seminar.assignment.since import changed_since
from seminar.core.assignment import InvalidProblem, NotProven, Stopped
from seminar.seminars.guard import guarded


@guarded("organiser")
@require_GET
def workbench(request, participation):
    """The newest alternatives side by side, beside what is published."""
    seminar = participation.seminar
    offered = list(seminar.offered_papers.in_full())
    ready = readiness.readiness(seminar, offered, request.at)
    publication = querysets.current_publication(seminar)
    runs = presentation.newest(seminar.runs)
    context = {
        "seminar": seminar,
        "ready": ready,
        "publication": publication,
        "runs": runs,
        "history": readiness.history(seminar),
    }
    if runs:
        now = presentation.outcome_now(seminar, publication)
        outcomes = [*([now] if now else []), *map(presentation.outcome_of, runs)]
        base = next((one for one in outcomes if one.key == request.GET.get("base")), outcomes[0])
        context |= alternatives(outcomes, comparison.Facts(ready.names, offered, base))
        context |= usable(seminar, runs, publication, request.at)
    return render(request, "assignment/workbench.html", context)


def alternatives(outcomes, facts) -> dict:
    """The table and the pictures of it."""
    ranks, shares = comparison.shares(outcomes)
    return {
        "columns": outcomes,
        "base": facts.base,
        "rows": comparison.table(outcomes, facts),
        "bars": [(one, pictures.profile_bar(one)) for one in outcomes],
        "ranks": ranks,
        "shares": [(one, pictures.line_class(one), counts) for one, counts in shares],
        "lines": pictures.lines(ranks, shares),
    }


def usable(seminar, runs, publication, at) -> dict:
    """Which of the runs can be chosen, and why not."""
    changed = changed_since(seminar, runs[0])
    choosable = {str(run.number) for run in runs if readiness.is_choosable(run, publication, bool(changed), at)}
    is_superseded = publication is not None and publication.published_at > runs[0].made_at
    return {"changed": changed, "choosable": choosable, "is_superseded": is_superseded}


@guarded("organiser")
@require_POST
def compute(request, participation):
    """One run per objective. After a publication holders keep their papers, unless the form says "free"."""
    seminar = participation.seminar
    change = request.POST.get("change")
    if change not in ("free", "keep_all"):
        change = "keep_all" if seminar.publications.exists() else "free"
    try:
        runs = actions.compute(participation=participation, change=change)
    except InvalidProblem as error:
        reasons = pinning.contradictions(seminar, change=change) or [instance.with_names(seminar, str(error))]
        messages.error(request, _("Nothing was computed, because no result is possible: %s") % " ".join(reasons))
    except Stopped:
        messages.error(request, _("The computation took too long and was stopped. Nothing was stored."))
    except NotProven as error:
        messages.error(request, _("The computation was stopped and nothing was stored: %s") % error)
    else:
        numbers = {"first": runs[0].number, "last": runs[-1].number}
        messages.success(request, _("Runs %(first)d to %(last)d are computed and checked.") % numbers)
    return redirect("assignment:workbench", seminar.slug)


@guarded("organiser")
@require_GET
def run(request, participation, number):
    """One run: everybody, the waiting list, the matrix, demand, and one person's reasons when asked for."""
    seminar = participation.seminar
    found = get_object_or_404(seminar.runs.select_related("made_by", "publication"), number=number)
    one, names = presentation.outcome_of(found), readiness.names_of(seminar)
    papers = one_run.papers_of(one, seminar.offered_papers.in_full(), names)
    served = one_run.people_of(one, papers, names)
    publication = querysets.current_publication(seminar)
    context = {
        "seminar": seminar,
        "run": found,
        "one": one,
        "bar": pictures.profile_bar(one),
        "people": one_run.in_order(served, request.GET.get("order", "")),
        "waiting": [row for row in served if row.waits_as],
        "has_groups": any(row.group for row in served),
        "is_choosable": readiness.is_choosable(found, publication, False, request.at),
        "account": account(request, one, names, papers),
    }
    return render(request, "assignment/run.html", context | drawn(one, context["people"], papers))


def account(request, one, names, papers):
    """The reasons for the person of the query string; None when nobody is asked for, 404 for a stranger."""
    if not (person := request.GET.get("person")):
        return None
    if not person.isdecimal() or int(person) not in one.papers:
        raise Http404
    return Reasons(one, names, {row.pk: row.title for row in papers}).account(int(person))


def drawn(one, people, papers) -> dict:
    """The matrix and, per paper, demand against places."""
    label = _("People in rows, papers in columns. The same as the list of people below.")
    rows = [(row.pk, row.name) for row in people]
    most = max((max(row.top, row.places) for row in papers), default=1)
    return {
        "matrix_names": pictures.matrix_names([name for _pk, name in rows]),
        "matrix": pictures.matrix(one, rows, papers, one_run.fixed_by_organisers(one.run), label),
        "papers": [(row, pictures.demand_bar(row, most)) for row in papers],
    }


@guarded("organiser")
@require_GET
def receipt(request, participation, number):
    """Instance and result with ids instead of people, as the command line reads them."""
    seminar = participation.seminar
    found = get_object_or_404(seminar.runs, number=number)
    document = {
        "format": 1,
        "seminar": seminar.slug,
        "run": found.number,
        "made_at": found.made_at.isoformat(),
        "instance": found.instance,
        "result": found.result,
    }
    answer = JsonResponse(document, json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="{seminar.slug}-run-{found.number}.json"'
    return answer


@guarded("organiser")
@require_GET
def differences(request, participation):
    """What changes for whom between two runs, or between what is published and a run."""
    seminar = participation.seminar
    asked = {key: request.GET[key] for key in "ab" if request.GET.get(key)}
    sides = default_sides(seminar, asked.get("b")) | asked
    context = {"seminar": seminar, "history": readiness.history(seminar), "has_now": seminar.publications.exists()}
    if "a" in sides and "b" in sides:
        before, after = (outcome(seminar, sides[key]) for key in "ab")
        titles = dict(seminar.offered_papers.values_list("pk", "paper__title"))
        rows = differences_of(before, after, readiness.names_of(seminar))
        context |= {
            "before": before,
            "after": after,
            "rows": [(row, titles.get(row.before), titles.get(row.after)) for row in rows],
            "people": (people := len(before.papers.keys() | after.papers.keys())),
            "unchanged": people - len(rows),
        }
    return render(request, "assignment/differences.html", context)


def default_sides(seminar, after=None) -> dict[str, str]:
    """What is published against the newest fair run; before a publication, two of the newest runs."""
    numbers = list(map(str, presentation.newest_numbers(seminar.runs).values()))
    if seminar.publications.exists():
        return dict(zip("ab", [presentation.NOW, *numbers], strict=False))
    others = [number for number in numbers if number != after]
    return dict(zip("ab", others, strict=False))


def outcome(seminar, key):
    """The outcome with that key, or 404."""
    if key == presentation.NOW and (now := presentation.outcome_now(seminar)):
        return now
    if not key.isdecimal():
        raise Http404
    return presentation.outcome_of(get_object_or_404(Run, seminar=seminar, number=int(key)))

"""The page before the publication, the act, and what the page says afterwards."""

from collections import Counter

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from seminar.assignment import actions, instance, policies
from seminar.assignment.forms.publication import PublicationForm
from seminar.assignment.models import Run
from seminar.assignment.preview import Preview, preview
from seminar.assignment.since import changed_since
from seminar.mail.actions import written
from seminar.mail.models import Message, State
from seminar.seminars.guard import guarded
from seminar.seminars.models import Participation

OBSTACLES = (actions.NotPublishable, actions.Outdated, actions.Superseded)


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def publication(request, participation: Participation, number: int):
    """What publishing the run would do, by POST the act; for a run that was published, how that went."""
    seminar = participation.seminar
    run = get_object_or_404(seminar.runs.select_related("publication__published_by"), number=number)
    run.seminar = seminar
    is_act = request.method == "POST"
    if hasattr(run, "publication"):
        return redirect(request.path) if is_act else published(request, run)
    try:
        shown = preview(seminar, run, request.at)
        form = PublicationForm(request.POST if is_act else None, shown=shown)
        if is_act and form.is_valid():
            actions.publish(participation=participation, run=run, **form.act)
            return redirect(request.path)
    except OBSTACLES as obstacle:
        return refused(request, run, obstacle, status=409 if is_act else 200)
    return page(request, shown, form)


def page(request, shown: Preview, form: PublicationForm):
    seminar = shown.run.seminar
    place = chosen(request, len(shown.letters))
    mail = written(**shown.letters[place - 1].message(seminar, request.at)) if place else None
    context = {
        "seminar": seminar,
        "run": shown.run,
        "shown": shown,
        "form": form,
        "mail": mail,
        "place": place,
        "previous": place - 1,
        "next": place + 1 if place < len(shown.letters) else None,
    }
    return render(request, "assignment/publication.html", context, status=422 if form.errors else 200)


def chosen(request, number: int) -> int:
    """Which of the mails is shown: `?mail=3`, the first when it makes no sense, 0 when there is none."""
    asked = request.GET.get("mail", "")
    place = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return max(1, min(place, number)) if number else 0


def published(request, run: Run):
    """Who published the run, why, and what became of the mails."""
    mails = Message.objects.filter(seminar=run.seminar, key__startswith=f"assignment:{run.publication.pk}:")
    states = Counter(mails.values_list("state", flat=True))
    context = {
        "seminar": run.seminar,
        "run": run,
        "publication": run.publication,
        "total": states.total(),
        "held": states[State.HELD],
        "states": [(state.label, states[state]) for state in State if states[state]],
    }
    return render(request, "assignment/publication_done.html", context)


def refused(request, run: Run, obstacle: Exception, status: int):
    """Why this run cannot become the assignment, and what to do instead."""
    seminar = run.seminar
    context = {
        "seminar": seminar,
        "run": run,
        "is_trial": run.is_trial,
        "is_open_again": not run.is_trial and not policies.is_closed(seminar, request.at),
        "window": seminar.timeline.get("preferences"),
        "superseded": obstacle.publication if isinstance(obstacle, actions.Superseded) else None,
        "is_outdated": isinstance(obstacle, actions.Outdated),
        "changes": changed_since(seminar, run) if isinstance(obstacle, actions.Outdated) else [],
        "reasons": [instance.with_names(seminar, reason) for reason in getattr(obstacle, "reasons", ())],
    }
    return render(request, "assignment/publication_refused.html", context, status=status)

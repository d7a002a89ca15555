"""A seminar's public page, and the organiser's pages that make it: facts, dates, announcement."""

import copy

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seminar import clock
from seminar.seminars.actions import dates as date_actions
from seminar.seminars.actions import setup as actions
from seminar.seminars.forms.dates import DatesForm
from seminar.seminars.forms.setup import SeminarForm, prerequisites, semesters_around, suggested_zones
from seminar.seminars.guard import guarded
from seminar.seminars.models import Participation, Seminar
from seminar.seminars.policies import may_create_seminar
from seminar.seminars.presentation import checks_for, presented


@guarded()
@require_safe
def public(request, seminar: Seminar):
    """What, who, when: everything an outsider needs to decide."""
    context = presented(seminar, request.participations, request.at)
    return render(request, "seminars/public.html", {"seminar": seminar, **context})


@require_http_methods(["GET", "POST"])
def new(request):
    """An empty form with sensible first texts; whoever fills it in becomes the organiser."""
    if not may_create_seminar(request.user):
        raise Http404
    data = request.POST if request.method == "POST" else None
    form, rows = SeminarForm(data), prerequisites(data, None)
    if data is not None and all([form.is_valid(), rows.is_valid()]):
        seminar = actions.create_seminar(by=request.user, facts=form.facts, prerequisites=rows.rows)
        messages.success(request, _("The seminar is created. Only you see it until it is announced. Next: its dates."))
        return redirect("seminars:dates", seminar.slug)
    return facts_page(request, form, rows, clock.now())


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def edit(request, participation: Participation):
    seminar = participation.seminar
    data = request.POST if request.method == "POST" else None
    # On a copy: what is typed but not valid must not appear in the page head as if it were stored.
    form, rows = SeminarForm(data, instance=copy.copy(seminar)), prerequisites(data, seminar)
    if data is not None and all([form.is_valid(), rows.is_valid()]):
        changed = actions.change_seminar(participation=participation, facts=form.facts, prerequisites=rows.rows)
        messages.success(request, _("The changes are stored.") if changed else _("Nothing was changed."))
        return redirect("seminars:public", form.facts["slug"])
    return facts_page(request, form, rows, request.at, seminar)


def facts_page(request, form, rows, at, seminar=None):
    context = {
        "seminar": seminar,
        "form": form,
        "formset": rows,
        "has_errors": bool(form.errors or rows.total_error_count()),
        "semesters": semesters_around(at),
        "zones": suggested_zones(),
    }
    return render(request, "seminars/facts.html", context, status=422 if context["has_errors"] else 200)


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def dates(request, participation: Participation):
    """All dates in one form; contradictions and unclear local times are asked back with everything kept."""
    seminar = participation.seminar
    form = DatesForm(request.POST if request.method == "POST" else None, seminar=seminar)
    if form.is_bound and form.is_valid():
        changed = date_actions.change_dates(participation=participation, milestones=form.milestones)
        messages.success(request, _("The dates are stored.") if changed else _("No date was changed."))
        return redirect("seminars:public", seminar.slug)
    is_open = seminar.timeline.is_open("preferences", request.at)
    affected = seminar.participations.students().present().count() if is_open else None
    context = {"seminar": seminar, "form": form, "affected": affected}
    return render(request, "seminars/dates.html", context, status=422 if form.errors else 200)


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def announcement(request, participation: Participation):
    """The gate between set-up and public: a preview of what becomes visible, then the act."""
    seminar = participation.seminar
    if request.method == "POST":
        if actions.announce(participation=participation):
            messages.success(request, _("The seminar is announced. Everybody sees it from now on."))
        else:
            messages.info(request, _("The seminar was announced before."))
        return redirect("seminars:public", seminar.slug)
    context = {"seminar": seminar, **checks_for(seminar, request.at)}
    return render(request, "seminars/announcement.html", context)

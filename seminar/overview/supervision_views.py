"""Who supervises which paper: organisers assign, supervisors take papers while they are allowed to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from seminar.overview.supervision import Supervision
from seminar.seminars.actions import supervision as actions
from seminar.seminars.guard import guarded
from seminar.seminars.policies import claiming_is_over, may_claim, may_manage, may_supervise

SWITCH = {"on": True, "off": False}


@guarded("organiser", "supervisor")
@require_http_methods(["GET", "POST"])
def supervision(request, participation):
    """Loads, papers without anybody, and every paper; organisers store what they changed in one form."""
    if request.method == "GET":
        return page(request)
    if not may_manage(participation):
        raise PermissionDenied
    form = Supervision(participation.seminar).form(request.POST)
    if not form.is_valid():
        return page(request, form=form, status=422)
    try:
        number = actions.assign_supervisors(participation=participation, changes=form.changes())
    except actions.Overtaken as refusal:
        return overtaken(request, form, refusal)
    text = ngettext("Stored: %(n)d paper changed.", "Stored: %(n)d papers changed.", number) % {"n": number}
    messages.success(request, text if number else _("Nothing was changed."))
    return back_to(participation)


@guarded("organiser")
@require_POST
def claiming(request, participation):
    """Let supervisors take papers themselves, or no longer."""
    if request.POST.get("state") not in SWITCH:
        return HttpResponseBadRequest()
    on = SWITCH[request.POST["state"]]
    actions.switch_claiming(participation=participation, on=on)
    if on:
        messages.success(request, _("Supervisors may take papers themselves now."))
    else:
        messages.success(request, _("Supervisors no longer take papers themselves."))
    return back_to(participation)


@guarded("supervisor")
@require_POST
def claim(request, participation, offered_id):
    """A supervisor takes a paper that has none."""
    done = _("You supervise “%(title)s” now.")
    return pass_on(request, participation, offered_id, actions.claim_paper, done, _("Not taken:"))


@guarded("supervisor")
@require_POST
def give_back(request, participation, offered_id):
    """A supervisor gives a paper back, so that somebody else can take it."""
    done = _("You no longer supervise “%(title)s”.")
    return pass_on(request, participation, offered_id, actions.give_back_paper, done, _("Not given back:"))


def pass_on(request, participation, offered_id, act, done, heading):
    offered = get_object_or_404(participation.seminar.offered_papers.in_full(), pk=offered_id)
    try:
        act(participation=participation, offered=offered)
    except (actions.Taken, actions.NotAllowed) as refusal:
        return page(request, errors=[sentence(refusal)], heading=heading, status=409)
    messages.success(request, done % {"title": offered.paper.title})
    return back_to(participation)


# ---- answers --------------------------------------------------------------------------------------------------------


def page(request, *, form=None, errors=(), heading="", status=200):
    """The page as this person sees it: with the form for organisers, with the buttons for supervisors."""
    seminar, present = request.seminar, [row for row in request.participations if not row.has_left]
    own = next((row for row in present if may_supervise(row)), None)
    may_assign = any(may_manage(row) for row in present)
    claims = own is not None and not may_assign and may_claim(own, request.at)
    desk = Supervision(seminar, claimer=own if claims else None)
    form = form or (desk.form() if may_assign else None)
    context = {
        "seminar": seminar,
        "desk": desk,
        "form": form,
        "topics": desk.topics(form),
        "own": own,
        "is_over": claiming_is_over(seminar, request.at),
        "due": seminar.timeline.get("hand_in"),
        "errors": errors,
        "heading": heading,
        "has_errors": bool(errors),
    }
    return render(request, "overview/supervision.html", context, status=status)


def overtaken(request, form, refusal):
    """Both states of every paper somebody else was faster with; the choices of the page are kept."""
    desk = Supervision(request.seminar)
    errors = [overtaken_sentence(row, *form.changes()[row.pk], desk.supervisors) for row in refusal.papers]
    form = desk.form(form.data_for(desk.papers))
    form.is_valid()
    return page(request, form=form, errors=errors, heading=_("Nothing is stored yet: look again and save."), status=409)


def overtaken_sentence(row, shown, chosen, supervisors) -> str:
    people = {person.pk: person for person in supervisors}
    names = {None: _("nobody"), **{pk: person.user.display_name for pk, person in people.items()}}
    facts = {"title": row.paper.title, "now": names[row.supervisor_id], "shown": names.get(shown, names[None])}
    facts["chosen"] = names[chosen]
    if chosen and people[chosen].has_left:
        return _("“%(title)s”: %(chosen)s has left and cannot be chosen any more. Now it is %(now)s.") % facts
    return _("“%(title)s”: your page showed %(shown)s, now it is %(now)s. You chose %(chosen)s.") % facts


def sentence(refusal) -> str:
    """Why a paper was not taken or not given back."""
    if isinstance(refusal, actions.NotAllowed) and refusal.is_over:
        return _("Since the reports were due, papers are neither taken nor given back; the organisers assign them.")
    if isinstance(refusal, actions.NotAllowed):
        return _("Supervisors do not take papers themselves at the moment. Ask the organisers.")
    offered = refusal.offered
    title = {"title": offered.paper.title}
    if offered.supervisor is None:
        return _("“%(title)s” is withdrawn.") % title
    return _("“%(title)s” is supervised by %(name)s.") % {**title, "name": offered.supervisor.user.display_name}


def back_to(participation):
    return redirect("overview:supervision", participation.seminar.slug)

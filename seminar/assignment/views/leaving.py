"""De-registration: explained, checked, done, with a receipt; by an organiser with a reason."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seminar.assignment import actions
from seminar.assignment.forms.leaving import LeavingByOrganiserForm, LeavingForm
from seminar.assignment.policies import may_deregister
from seminar.assignment.standing import Standing
from seminar.seminars.guard import guarded


@guarded("student", left=True)
@require_safe
def deregistration(request, participation):
    """What leaving means and until when it is possible. Nothing happens here."""
    if participation.has_left:
        return to_receipt(participation)
    if not may_deregister(participation, request.at):
        return closed(request, participation)
    return render(request, "assignment/deregistration.html", about(participation))


@guarded("student", left=True)
@require_http_methods(["GET", "POST"])
def check(request, participation):
    """The question, and by POST the act. Pressed twice it leads to the same receipt."""
    if participation.has_left:
        return to_receipt(participation)
    if not may_deregister(participation, request.at):
        return closed(request, participation)
    form = LeavingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.deregister(participation=participation, reason=form.cleaned_data["left_reason"])
        except actions.TooLate as late:
            return closed(request, participation, late.at)
        return to_receipt(participation)
    context = {**about(participation), "form": form}
    return render(request, "assignment/deregistration_check.html", context, status=422 if form.errors else 200)


@guarded("student", left=True)
@require_safe
def receipt(request, participation):
    """What is on record about leaving, for the person who left."""
    if not participation.has_left:
        return redirect("assignment:deregistration", participation.seminar.slug)
    context = {**about(participation), "is_own_act": participation.left_by_id == participation.user_id}
    return render(request, "assignment/deregistration_receipt.html", context)


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def by_organiser(request, participation, participation_id):
    """An organiser takes a student out, at any time, with a reason on record."""
    seminar = participation.seminar
    person = get_object_or_404(seminar.participations.students().present().with_people(), pk=participation_id)
    person.seminar = seminar
    form = LeavingByOrganiserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["left_reason"]
        actions.deregister_by_organiser(participation=participation, person=person, reason=reason)
        messages.success(request, _("%(name)s has left the seminar.") % {"name": person.user.display_name})
        return redirect("seminars:people", seminar.slug)
    context = {**about(person), "person": person, "form": form}
    return render(request, "assignment/deregistration_other.html", context, status=422 if form.errors else 200)


# ---- answers --------------------------------------------------------------------------------------------------------


def about(participation) -> dict:
    seminar = participation.seminar
    return {
        "seminar": seminar,
        "participation": participation,
        "standing": Standing(participation),
        "deadline": seminar.timeline.get("deregistration"),
    }


def closed(request, participation, arrived=None):
    """No form: the last day, and whom to write to. 409 for an act that came too late."""
    seminar = participation.seminar
    state = seminar.timeline.state("deregistration", arrived or request.at)
    is_act = request.method == "POST"
    context = {**about(participation), "is_over": state == "over", "is_act": is_act, "at": arrived or request.at}
    context["organisers"] = seminar.participations.organisers().present().with_people()
    return render(request, "assignment/deregistration_closed.html", context, status=409 if is_act else 200)


def to_receipt(participation):
    return redirect("assignment:deregistration_receipt", participation.seminar.slug)

"""What organisers decide before a run: pins, exclusions, priority groups."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seminar.assignment import actions, pinning
from seminar.assignment.forms.pins import USUAL_REASONS, PinForm, PriorityForm
from seminar.core.assignment import Stopped
from seminar.seminars.guard import guarded
from seminar.seminars.models import Participation


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def pins(request, participation: Participation):
    """Everything fixed or excluded, and one more; `effect` shows what the pin would do without storing it.

    The address may carry person, decision (fix, nothing, forbid) and paper, so that any row can lead here.
    """
    seminar, is_trial = participation.seminar, "effect" in request.POST
    form = PinForm(posted(request), seminar=seminar, is_trial=is_trial, initial=request.GET.dict())
    moves = None
    if request.method == "POST" and form.is_valid():
        if is_trial:
            moves = effect_of(participation, form)
        elif store(participation, form):
            messages.success(request, _("The decision is stored. Runs computed from now on keep to it."))
            return redirect("assignment:pins", seminar.slug)
    return page(request, seminar, form, moves)


@guarded("organiser")
@require_POST
def lifting(request, participation: Participation, pin_id: int):
    """Take a pin back; it stays in the list of lifted ones."""
    pin = get_object_or_404(participation.seminar.pins, pk=pin_id)
    actions.lift_pin(participation=participation, pin=pin)
    messages.success(request, _("The decision is lifted. Runs computed from now on do not know it."))
    return redirect("assignment:pins", participation.seminar.slug)


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def priority(request, participation: Participation, participation_id: int):
    """The priority group of one applicant."""
    seminar = participation.seminar
    person = get_object_or_404(seminar.participations.students().present().with_people(), pk=participation_id)
    form = PriorityForm(posted(request), person=person)
    if request.method == "POST" and form.is_valid():
        actions.set_priority(participation=participation, person=person, **form.cleaned_data)
        text = _("%(name)s is in priority group %(group)d now.")
        messages.success(request, text % {"name": person.user.display_name, "group": form.cleaned_data["priority"]})
        return redirect("assignment:pins", seminar.slug)
    context = {"seminar": seminar, "form": form, "person": person}
    return render(request, "assignment/priority.html", context, status=422 if form.errors else 200)


# ---- answers --------------------------------------------------------------------------------------------------------


def posted(request):
    return request.POST if request.method == "POST" else None


def store(participation: Participation, form: PinForm) -> bool:
    try:
        actions.set_pin(participation=participation, **form.decided, reason=form.cleaned_data["reason"])
    except actions.Contradiction as contradiction:
        name(form, contradiction)
        return False
    return True


def effect_of(participation: Participation, form: PinForm) -> list[pinning.Move] | None:
    """Whom the pin would move; None, with an error in the form, where that cannot be said."""
    try:
        before, after = actions.try_pin(participation=participation, **form.decided)
        return pinning.effect(participation.seminar, before, after, actions.BUDGET)
    except actions.Contradiction as contradiction:
        name(form, contradiction)
    except Stopped:
        form.add_error(None, _("The effect takes too long to compute here. Store the decision and compare runs."))
    return None


def name(form: PinForm, contradiction: actions.Contradiction) -> None:
    for sentence in contradiction.sentences:
        form.add_error(None, sentence)


def page(request, seminar, form: PinForm, moves):
    everything = list(seminar.pins.select_related("participation__user", "offered__paper", "made_by", "lifted_by"))
    students = list(form.fields["person"].queryset)
    context = {
        "seminar": seminar,
        "form": form,
        "reasons": USUAL_REASONS,
        "active": [pin for pin in everything if pin.lifted_at is None],
        "lifted": [pin for pin in reversed(everything) if pin.lifted_at is not None],
        "contradictions": pinning.contradictions(seminar),
        "moves": moves,
        "others": sum(1 for move in moves or () if move.person != form.cleaned_data["person"]),
        "grouped": sorted((row for row in students if row.priority), key=lambda row: row.priority),
        "ungrouped": [row for row in students if not row.priority],
    }
    return render(request, "assignment/pins.html", context, status=422 if form.errors else 200)

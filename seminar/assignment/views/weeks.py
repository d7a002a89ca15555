"""The first weeks: who came to the first meeting, what is free, who gets it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from seminar.assignment import actions, instance, pinning, querysets
from seminar.assignment.forms.weeks import MeetingForm, PlacementForm
from seminar.assignment.vacancies import Vacancies
from seminar.core.assignment import InvalidProblem, Stopped
from seminar.display import formats
from seminar.seminars.guard import guarded
from seminar.seminars.models import Seminar

# ---- first meeting --------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def meeting(request, participation):
    """Who came: everybody with a paper first, then the others; one form stores all of it."""
    seminar = participation.seminar
    people = list(querysets.with_papers(seminar).select_related("user", "meeting_attendance"))
    papers = {row.pk: row for row in seminar.offered_papers.in_full()}
    form = MeetingForm(request.POST if request.method == "POST" else None, people=people, papers=papers)
    if request.method == "POST" and form.is_valid():
        number = actions.mark_meeting(participation=participation, states=form.states())
        messages.success(request, marked_text(number, formats.moment(request.at, seminar.zone, seconds=True)))
        return redirect("assignment:meeting", seminar.slug)
    context = {
        "seminar": seminar,
        "form": form,
        "meeting": seminar.timeline.get("first_meeting"),
        "figures": figures_of(people),
    }
    return render(request, "assignment/meeting.html", context, status=422 if form.errors else 200)


def marked_text(number: int, when: str) -> str:
    if not number:
        return _("Nothing was changed.")
    text = ngettext("Stored %(when)s: %(n)d person marked.", "Stored %(when)s: %(n)d people marked.", number)
    return text % {"n": number, "when": when}


def figures_of(people) -> dict[str, int]:
    """How many of those with a paper came, are away, are excused, are undecided."""
    states = [getattr(getattr(row, "meeting_attendance", None), "state", "undecided") for row in people if row.paper_id]
    return {state: states.count(state) for state in ("present", "absent", "excused", "undecided")}


# ---- refill ---------------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def refill(request, participation):
    """Free papers and the people who wait; by POST, runs in which nobody loses what they hold."""
    seminar = participation.seminar
    vacancies, errors = Vacancies(seminar), []
    if request.method == "POST":
        try:
            errors = [] if vacancies.publication else [not_published()]
            runs = [] if errors else actions.compute(participation=participation, change="keep_all")
        except InvalidProblem as problem:
            errors = pinning.contradictions(seminar, change="keep_all") or [instance.with_names(seminar, str(problem))]
        except Stopped:
            errors = [_("The computation took too long and was stopped. Nothing was stored.")]
        if not errors:
            text = _("The refill is computed, runs %(first)d to %(last)d: everybody who holds a paper keeps it.")
            messages.success(request, text % {"first": runs[0].number, "last": runs[-1].number})
            return redirect("assignment:workbench", seminar.slug)
    context = {"seminar": seminar, "vacancies": vacancies, "errors": errors, "has_errors": bool(errors)}
    context["heading"] = _("Not computed:")
    return render(request, "assignment/refill.html", context, status=409 if errors else 200)


# ---- a paper by hand ------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def placement(request, participation, participation_id):
    """Give a free paper to one person, with a reason: from the waiting list or a latecomer."""
    seminar = participation.seminar
    person = get_object_or_404(seminar.participations.students().with_people(), pk=participation_id)
    vacancies = Vacancies(seminar)
    form = PlacementForm(request.POST if request.method == "POST" else None, person=person, vacancies=vacancies)
    status = 200
    if request.method == "POST":
        if form.is_valid() and (placed := place(participation, person, form)):
            names = {"title": placed.offered.paper.title, "name": person.user.display_name}
            messages.success(request, _("“%(title)s” now belongs to %(name)s, who gets a mail.") % names)
            return redirect("assignment:refill", seminar.slug)
        status = 409 if form.non_field_errors() else 422
    context = {"seminar": seminar, "form": form, "person": person, "vacancies": vacancies}
    context["obstacle"] = obstacle(vacancies, person)
    return render(request, "assignment/placement.html", context, status=status)


def place(participation, person, form):
    """The placement, or None with the refusal as a sentence in the form."""
    data = form.cleaned_data
    try:
        return actions.place_by_hand(
            participation=participation, person=person, offered=data["offered"], reason=data["reason"]
        )
    except actions.AlreadyPlaced:
        form.add_error(None, obstacle(Vacancies(participation.seminar), person))
    except actions.NoRoom:
        text = _("“%(title)s” is not free any more. Choose another paper.") % {"title": data["offered"].paper.title}
        form.add_error(None, full(participation.seminar) or text)
    except actions.NotPublishable:
        form.add_error(None, not_published())
    return None


def obstacle(vacancies: Vacancies, person) -> str:
    """Why this person cannot get any paper now, in a sentence; empty where nothing stands against it."""
    row = next((row for row in vacancies.students if row.pk == person.pk), None)
    name = {"name": person.user.display_name}
    if row is None:
        return _("%(name)s is not in the seminar any more.") % name
    if row.paper_id is not None:
        return _("%(name)s holds a paper already.") % name
    if vacancies.publication is None:
        return not_published()
    return full(vacancies.seminar) if not vacancies.room else "" if vacancies.free else _("No paper is free.")


def full(seminar: Seminar) -> str:
    """The sentence about a seminar without a place left, or nothing."""
    if querysets.holders(seminar).count() < seminar.places:
        return ""
    text = ngettext(
        "The one place of the seminar is taken. Somebody has to leave first, or the seminar gets more places.",
        "All %(n)d places of the seminar are taken. Somebody has to leave first, or the seminar gets more places.",
        seminar.places,
    )
    return text % {"n": seminar.places}


def not_published() -> str:
    return _("Nothing is published yet. Papers are given by hand after the publication.")

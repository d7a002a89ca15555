"""Who grades whom, the mark graders agree on, and what missed talks do."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from seminar.grading import actions
from seminar.grading.book import book, entry_of
from seminar.grading.forms.rules import AbsenceForm, GradersForm, SecondGraderForm
from seminar.grading.forms.sheets import AgreementForm
from seminar.grading.models import Part
from seminar.grading.policies import may_agree, may_compare
from seminar.grading.querysets import staff_of
from seminar.programme.layout import start_of
from seminar.seminars.guard import guarded


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def graders(request, participation):
    """Ticks for each student, or one more grader for everybody; two forms on one page."""
    seminar, is_bulk = participation.seminar, "everybody" in request.POST
    people = {"entries": book(seminar), "staff": staff_of(seminar)}
    posted = request.POST if request.method == "POST" else None
    each = GradersForm(None if is_bulk else posted, **people)
    second = SecondGraderForm(posted if is_bulk else None, **people)
    form = second if is_bulk else each
    if posted is not None and form.is_valid():
        try:
            number = actions.appoint(participation=participation, graders=form.changed())
            messages.success(request, appointed_text(number))
            return redirect("grading:graders", seminar.slug)
        except actions.Released:
            form.add_error(None, _("A grade was released in the meantime. Look at the page again."))
    context = {"seminar": seminar, "each": each, "second": second, "form": form, "entries": people["entries"]}
    status = 409 if form.non_field_errors() else 422 if form.errors else 200
    return render(request, "grading/graders.html", context, status=status)


def appointed_text(number: int) -> str:
    if not number:
        return _("Nothing was changed.")
    text = ngettext("Stored: the graders of %(n)d student.", "Stored: the graders of %(n)d students.", number)
    return text % {"n": number}


@guarded("supervisor", "organiser")
@require_http_methods(["GET", "POST"])
def agreement(request, participation, participation_id, part):
    """The marks side by side and the one that counts; before all sheets are final the page does not exist."""
    seminar = participation.seminar
    entry = entry_of(seminar, participation_id)
    present = [row for row in request.participations if not row.has_left]
    state = entry.parts.get(part) if entry and part in Part.values else None
    if state is None or not state.differs or not may_compare(present, state):
        raise Http404
    is_open = may_agree(present, entry, state)
    form = AgreementForm(request.POST if request.method == "POST" else None, state=state) if is_open else None
    status = 200
    if request.method == "POST":
        status = 409
        if form and form.is_valid() and agreed(request, present, entry, state, form):
            messages.success(request, _("The agreed mark is stored."))
            return redirect("grading:agreement", seminar.slug, participation_id, part)
        if form and form.errors:
            status = 422
    context = {"seminar": seminar, "entry": entry, "state": state, "form": form, "is_grader": state.cell_of(present)}
    return render(request, "grading/agreement.html", context, status=status)


def agreed(request, present, entry, state, form) -> bool:
    """Whether the mark is stored; somebody may have opened a sheet again or released the grade meanwhile."""
    cell = state.cell_of(present)
    by = cell.grader if cell else next(row for row in present if row.is_organiser)
    said = {"mark": form.cleaned_data["mark"], "note": form.cleaned_data["note"]}
    try:
        actions.agree(participation=by, person=entry.participation, part=state.part, **said)
    except (actions.Released, actions.NothingToDecide):
        return False
    return True


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def absence(request, participation, participation_id):
    """What the missed talks of one student do to the grade."""
    seminar = participation.seminar
    entry = entry_of(seminar, participation_id)
    if entry is None or not entry.gaps:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form, errors = AbsenceForm(posted, decision=entry.decision), []
    if posted is not None and form.is_valid():
        try:
            actions.decide_absence(participation=participation, person=entry.participation, **form.cleaned_data)
            messages.success(request, _("The decision is stored."))
            return redirect("grading:absence", seminar.slug, participation_id)
        except (actions.Released, actions.NothingToDecide):
            errors = [_("The grade was released in the meantime, or the gaps are excused. Look at the page again.")]
    context = {"seminar": seminar, "entry": entry, "form": form, "errors": errors, "has_errors": bool(errors)}
    context["missed"] = [(start_of(row.session, seminar.zone), row) for row in entry.gaps]
    status = 409 if errors else 422 if form.errors else 200
    return render(request, "grading/absence.html", context, status=status)

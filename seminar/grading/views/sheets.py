"""One grader's sheet for one part of one student, and the file it is about."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seminar.display import formats
from seminar.grading import actions
from seminar.grading.book import book
from seminar.grading.desk import Desk
from seminar.grading.forms.sheets import SheetForm
from seminar.grading.models import Part
from seminar.grading.policies import may_see_states
from seminar.seminars.guard import guarded
from seminar.submissions.views.files import file_answer, preview_answer

STAFF = ("supervisor", "organiser")
FINALISE = "finalise"


@guarded(*STAFF)
@require_http_methods(["GET", "POST"])
def sheet(request, participation, participation_id, part):
    """The own sheet beside the file; an organiser who does not grade here sees who is done, and no mark before that."""
    desk = desk_of(request, participation_id, part)
    if desk.cell is None:
        if request.method == "POST":
            raise Http404
        return render(request, "grading/states.html", {"seminar": request.seminar, "desk": desk})
    if request.method == "POST":
        return store(request, desk)
    form = SheetForm(cell=desk.cell, newer=desk.document.newer_counting) if desk.may_write else None
    return shown(request, desk, form)


@guarded(*STAFF)
@require_POST
def finalise(request, participation, participation_id, part):
    """Store what the page holds and make the sheet final."""
    desk = desk_of(request, participation_id, part)
    if desk.cell is None:
        raise Http404
    return store(request, desk, finalise=True)


@guarded(*STAFF)
@require_POST
def reopen(request, participation, participation_id, part):
    """Open the own final sheet again; once the grade is released, the page says why not."""
    desk = desk_of(request, participation_id, part)
    if desk.cell is None or desk.cell.sheet is None:
        raise Http404
    try:
        actions.reopen(participation=desk.cell.grader, person=desk.person, part=desk.part)
    except actions.Released:
        return shown(request, desk, None, status=409, errors=[_("Not opened: the grade is released.")])
    messages.success(request, _("The sheet is open again."))
    return redirect(page(request, "sheet", desk))


@guarded(*STAFF)
@require_safe
def file(request, participation, participation_id, part):
    """The version this sheet is about, or another one by its number: graders may read all they grade."""
    return file_answer(version_of(request, participation_id, part))


@guarded(*STAFF)
@require_safe
def preview(request, participation, participation_id, part):
    """The first page of that version as a picture."""
    return preview_answer(version_of(request, participation_id, part))


# ---- on the way -----------------------------------------------------------------------------------------------------


def desk_of(request, participation_id, part) -> Desk:
    """What the address means for this person, or 404 for whoever neither grades here nor runs the seminar."""
    entries = book(request.seminar)
    entry = next((row for row in entries if row.participation.pk == participation_id), None)
    if entry is None or part not in Part.values:
        raise Http404
    present = [row for row in request.participations if not row.has_left]
    desk = Desk(entries, entry, Part(part), present)
    if not may_see_states(present, desk.state):
        raise Http404
    return desk


def version_of(request, participation_id, part):
    """The submission that is asked for, for graders and organisers."""
    desk = desk_of(request, participation_id, part)
    wanted = request.GET.get("receipt")
    found = desk.document.graded
    if wanted:
        found = next((row for row in desk.document.all if row.receipt == wanted), None)
    if found is None:
        raise Http404
    return found


def page(request, name, desk) -> str:
    return desk.entry.page(name, desk.person.pk, desk.part.value)


def shown(request, desk, form, *, status=200, errors=()):
    context = {"seminar": request.seminar, "desk": desk, "form": form, "errors": errors, "has_errors": bool(errors)}
    return render(request, "grading/sheet.html", context, status=status)


def store(request, desk, *, finalise=False):
    """The stored sheet, the form with its errors, or the page of the conflict; nothing that was typed is lost."""
    form = SheetForm(request.POST, cell=desk.cell, newer=desk.document.newer_counting)
    if not form.is_valid():
        return shown(request, desk, form, status=422)
    try:
        sheet = actions.store_sheet(
            participation=desk.cell.grader, person=desk.person, part=desk.part, finalise=finalise, **form.cleaned_data
        )
    except actions.NoMark:
        form.add_error("mark", _("Choose a mark before the sheet is made final. Nothing was stored."))
        return shown(request, desk, form, status=422)
    except actions.Conflict as conflict:
        return conflicting(request, desk, form, conflict.sheet, finalise=finalise)
    except actions.Released:
        return conflicting(request, desk, form, desk.cell.sheet, finalise=finalise)
    messages.success(request, stored_text(sheet, request.seminar))
    going_on = "next" in request.POST and desk.next_open
    return redirect(going_on.url if going_on else page(request, "sheet", desk))


def stored_text(sheet, seminar) -> str:
    when = {"when": formats.moment(sheet.stored_at, seminar.zone, seconds=True)}
    return (_("Final since %(when)s.") if sheet.is_final else _("Stored %(when)s.")) % when


def conflicting(request, desk, form, sheet, *, finalise):
    """Both texts, and the choice between them where the stored sheet can still be changed."""
    context = {
        "seminar": request.seminar,
        "desk": desk,
        "form": form,
        "mine": form.cleaned_data,
        "mark_value": str(form.cleaned_data["mark"] or ""),
        "stored": sheet,
        "act": page(request, "finalise" if finalise else "sheet", desk),
        "may_choose": not desk.entry.is_released and not (sheet and sheet.is_final),
    }
    return render(request, "grading/sheet_conflict.html", context, status=409)

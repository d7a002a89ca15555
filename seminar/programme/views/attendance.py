"""Who attended which session: numbers of all sessions, the list of one, and the same list for paper and pen."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from seminar.display import formats
from seminar.programme import actions, attendance
from seminar.programme.desk import closed_text
from seminar.programme.forms.day import RollForm
from seminar.programme.policies import may_mark
from seminar.seminars.guard import guarded
from seminar.seminars.models import Seminar


@guarded("organiser", "supervisor")
@require_safe
def overview(request, participation):
    """Every session with its numbers, and who missed something without an excuse."""
    seminar = participation.seminar
    rolls = attendance.rolls(seminar)
    over = [roll for roll in rolls if roll.is_over(request.at)]
    context = {
        "seminar": seminar,
        "page": "attendance",
        "days": attendance.by_day(rolls),
        "undecided": sum(roll.undecided for roll in over),
        "over": {roll.session.pk for roll in over},
        "missed": attendance.missed(rolls),
        "closed": "" if may_mark(participation, request.at) else closed_text(seminar, request.at),
    }
    return render(request, "programme/day_attendance.html", context)


@guarded("organiser", "supervisor")
@require_http_methods(["GET", "POST"])
def session(request, participation, session_id):
    """One form for everybody who holds a paper; it stores what was changed on the page."""
    seminar = participation.seminar
    roll = the_roll(seminar, session_id)
    form = RollForm(request.POST if request.method == "POST" else None, roll=roll)
    status, closed = 200, "" if may_mark(participation, request.at) else closed_text(seminar, request.at)
    if request.method == "POST":
        status = 409 if closed else 422
        if form.is_valid() and not closed:
            try:
                return stored(request, participation, roll, form)
            except actions.Closed as too_late:
                status, closed = 409, closed_text(seminar, too_late.at)
    context = {"seminar": seminar, "page": "attendance", "form": form, "roll": roll, "closed": closed}
    context["over"] = {roll.session.pk} if roll.is_over(request.at) else set()
    if status == 409:
        context.update(errors=[closed], has_errors=True, heading=_("Not stored:"))
    return render(request, "programme/day_session.html", context, status=status)


def stored(request, participation, roll, form):
    number = actions.mark_attendance(
        participation=participation, session=roll.session, marks=form.marks(), rest=form.rest()
    )
    messages.success(request, marked_text(number, formats.moment(request.at, participation.seminar.zone, seconds=True)))
    return redirect("programme:session_attendance", participation.seminar.slug, roll.session.pk)


def marked_text(number: int, when: str) -> str:
    if not number:
        return _("Nothing was changed.")
    text = ngettext("Stored %(when)s: %(n)d person marked.", "Stored %(when)s: %(n)d people marked.", number)
    return text % {"n": number, "when": when}


@guarded("organiser", "supervisor")
@require_safe
def paper_list(request, participation, session_id):
    """The list of a session to print: boxes, and a line for each signature."""
    roll = the_roll(participation.seminar, session_id)
    return render(request, "programme/day_list.html", {"seminar": participation.seminar, "roll": roll})


def the_roll(seminar: Seminar, session_id) -> attendance.Roll:
    found = next((roll for roll in attendance.rolls(seminar) if roll.session.pk == session_id), None)
    if found is None:
        raise Http404
    return found

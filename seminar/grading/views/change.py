"""A released grade that is changed later: old and new side by side, with a reason the student reads."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seminar.display import formats
from seminar.grading import actions
from seminar.grading.figures import written
from seminar.grading.forms.release import ChangeForm
from seminar.grading.released import shown_to
from seminar.seminars.guard import guarded


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def change(request, participation, participation_id):
    """Other marks or questions for one released grade; the grade is made of them by the rule of the release."""
    people = participation.seminar.participations.students().present().with_people()
    person = people.filter(pk=participation_id).first()
    shown = person and shown_to(person)
    if shown is None:
        raise Http404
    if request.method == "GET":
        return page(request, person, shown, ChangeForm(grade=shown.grade))
    form = ChangeForm(request.POST, grade=shown.grade)
    if not form.is_valid():
        return page(request, person, shown, form, status=422)
    try:
        new = actions.change_grade(participation=participation, person=person, **form.cleaned_data)
    except actions.ChangedBefore:
        again = ChangeForm(grade=shown.grade, said=form.cleaned_data)
        return page(request, person, shown, again, [changed_before(shown, request.seminar)], status=409)
    messages.success(request, changed_text(person, new))
    return redirect(request.path)


def page(request, person, shown, form, errors=(), status=200):
    context = {"seminar": request.seminar, "person": person, "shown": shown, "form": form}
    return render(
        request, "grading/change.html", context | {"errors": errors, "has_errors": bool(errors)}, status=status
    )


def changed_before(shown, seminar) -> str:
    text = _("Since this page was opened, %(name)s changed the grade from %(old)s to %(new)s, %(when)s: %(reason)s")
    return text % {
        "name": shown.grade.released_by.display_name,
        "old": shown.changes[0]["old"],
        "new": shown.final,
        "when": formats.moment(shown.grade.released_at, seminar.zone),
        "reason": shown.grade.reason,
    }


def changed_text(person, grade) -> str:
    text = _("The grade of %(name)s is %(grade)s now. The mail says that it changed, not what it is.")
    return text % {"name": person.user.display_name, "grade": written(grade.grade, 1)}

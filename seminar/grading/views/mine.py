"""The student's own grade."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from seminar.grading.released import shown_to
from seminar.seminars.guard import guarded


@guarded("student")
@require_safe
def mine(request, participation):
    """The released grade with its formula; before the release one sentence that depends on nothing."""
    context = {"seminar": participation.seminar, "person": participation, "shown": shown_to(participation)}
    return render(request, "grading/mine.html", context)

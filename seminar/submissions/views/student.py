"""A student's own deliverable: what is stored, which version counts, and the form for the next one."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from seminar.seminars.guard import guarded
from seminar.submissions.standing import standing_of


@guarded("student")
@require_http_methods(["GET", "POST"])
def deliverable(request, participation, kind):
    """What is asked for, what has arrived, what counts."""
    handed_in = standing_of(participation).get(kind)
    if handed_in is None:
        raise Http404
    context = {"seminar": participation.seminar, "handed_in": handed_in}
    return render(request, "submissions/deliverable.html", context)

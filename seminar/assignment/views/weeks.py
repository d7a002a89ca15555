"""The first weeks: who came to the first meeting, what is free, who gets it."""

from django.http import Http404
from django.views.decorators.http import require_http_methods

from seminar.seminars.guard import guarded


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def meeting(request, participation):
    raise Http404


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def refill(request, participation):
    raise Http404


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def placement(request, participation, participation_id):
    raise Http404

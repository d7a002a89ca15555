"""The page before the publication, and the act."""

from django.http import Http404
from django.views.decorators.http import require_http_methods

from seminar.seminars.guard import guarded
from seminar.seminars.models import Participation


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def publication(request, participation: Participation, number: int):
    raise Http404

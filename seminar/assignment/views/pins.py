"""What organisers decide before a run: pins, exclusions, priority groups."""

from django.http import Http404
from django.views.decorators.http import require_http_methods, require_POST

from seminar.seminars.guard import guarded
from seminar.seminars.models import Participation


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def pins(request, participation: Participation):
    raise Http404


@guarded("organiser")
@require_POST
def lifting(request, participation: Participation, pin_id: int):
    raise Http404


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def priority(request, participation: Participation, participation_id: int):
    raise Http404

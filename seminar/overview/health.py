"""Answers whether the system works, for a monitor that cannot sign in."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from seminar import clock
from seminar.overview.models import Heartbeat

LATE = timedelta(minutes=5)


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the database answers, else 503; a late worker stays 200, because pages work without it."""
    try:
        beat = Heartbeat.objects.filter(name="worker").first()
    except Error:
        return JsonResponse({"database": "error", "worker": "unknown", "worker_seen_at": None}, status=503)
    if beat is None:
        return JsonResponse({"database": "ok", "worker": "never", "worker_seen_at": None})
    worker = "late" if clock.now() - beat.at > LATE else "ok"
    return JsonResponse({"database": "ok", "worker": worker, "worker_seen_at": beat.at.isoformat()})

"""The table for the examination office."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from seminar.grading import export
from seminar.grading.forms.release import ExportForm
from seminar.seminars.guard import guarded
from seminar.submissions.views.files import private


@guarded("organiser")
@require_safe
def grades(request, participation):
    """Every released grade as CSV; comma or point and the mark at the beginning as the address asks for."""
    seminar = participation.seminar
    text = export.table(seminar, **ExportForm(request.GET).chosen)
    answer = HttpResponse(text.encode("utf-8"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="grades_{seminar.slug}.csv"'
    return private(answer)

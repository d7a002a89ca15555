"""All grades of a seminar for its organisers: what is there, what is missing, how they are distributed."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from seminar.grading.book import book
from seminar.grading.distribution import Distribution
from seminar.grading.table import Row, figures_of, missing_of
from seminar.seminars.guard import guarded


@guarded("organiser")
@require_safe
def overview(request, participation):
    """One row for each student, and below what only staff sees: histogram and means."""
    entries = book(participation.seminar)
    context = {
        "seminar": participation.seminar,
        "rows": [Row(entry) for entry in entries],
        "figures": figures_of(entries),
        "distribution": Distribution(entries),
        "missing": missing_of(entries),
    }
    return render(request, "grading/overview.html", context)

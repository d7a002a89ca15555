"""What the organiser sees of the preferences."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from seminar.preferences import querysets
from seminar.preferences.policies import missing_preferences, window_state
from seminar.seminars.guard import guarded


@guarded("organiser")
@require_GET
def monitor(request, participation):
    """Who has no valid preferences, and how often each paper is wanted."""
    seminar = participation.seminar
    everybody = examined(seminar)
    missing = [student for student in everybody if student.missing]
    context = {
        "seminar": seminar,
        "students": everybody,
        "missing": sorted(missing, key=lambda student: student.missing),
        "valid": len(everybody) - len(missing),
        "demand": sorted(querysets.demand(seminar), key=lambda row: (-row.top, -row.wanted)),
        "window": seminar.timeline.get("preferences"),
        "window_state": window_state(seminar, request.at),
    }
    return render(request, "preferences/monitor.html", context)


def examined(seminar):
    """All students, each with the number of papers `missing` and whether a required module is."""
    students = list(querysets.students(seminar).prefetch_related("preference_list__passed"))
    required = {row.pk for row in seminar.prerequisites.all() if row.is_required}
    for student in students:
        stored = getattr(student, "preference_list", None)
        student.missing = missing_preferences(student.ranked, seminar.min_preferences)
        passed = {row.pk for row in stored.passed.all()} if stored else set()
        student.lacks_module = bool(student.ranked and required - passed)
    return students

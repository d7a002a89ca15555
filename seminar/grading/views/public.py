"""How grades are made, for everybody, from the first day."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from seminar.grading.querysets import rules_of
from seminar.grading.views.rules import explained
from seminar.seminars.guard import guarded


@guarded()
@require_safe
def rule(request, seminar):
    """The rules in force in sentences, with one worked example."""
    return render(request, "grading/rule.html", {"seminar": seminar, **explained(rules_of(seminar))})

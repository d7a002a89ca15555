"""What students see of the assignment: their paper and why, and the rule that everybody may read."""

from django.http import Http404
from django.views.decorators.http import require_safe

from seminar.seminars.guard import guarded


@guarded("student")
@require_safe
def my_paper(request, participation):
    raise Http404


@guarded()
@require_safe
def rule(request, seminar):
    raise Http404

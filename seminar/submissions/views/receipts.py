"""What the server recorded about one version."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from seminar.seminars.guard import guarded
from seminar.submissions.policies import may_upload
from seminar.submissions.standing import standing_of
from seminar.submissions.views.files import READERS, readable


@guarded(*READERS)
@require_safe
def receipt(request, participation, receipt):
    """Number, time, size, hash, and whether the version counts; organisers and supervisor see the same."""
    submission = readable(request, receipt)
    handed_in = standing_of(submission.participation)[submission.deliverable.kind]
    is_own = submission.participation_id in [row.pk for row in request.participations]
    context = {
        "seminar": request.seminar,
        "submission": submission,
        "handed_in": handed_in,
        "version": next(row for row in handed_in.versions if row.submission == submission),
        "is_own": is_own,
        "is_over": handed_in.is_over(request.at),
        "may_upload": is_own and may_upload(submission.participation, handed_in, request.at),
    }
    return render(request, "submissions/receipt.html", context)

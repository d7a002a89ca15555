"""A stored file and the picture of its first page, for those who may read them."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from seminar.seminars.guard import guarded
from seminar.submissions.models import Submission
from seminar.submissions.policies import may_read

READERS = ("organiser", "supervisor", "student")


@guarded(*READERS)
@require_safe
def file(request, participation, receipt):
    """The PDF, to be saved: it is never shown as a page of this site."""
    return file_answer(readable(request, receipt))


@guarded(*READERS)
@require_safe
def page(request, participation, receipt):
    """The first page as a picture."""
    return preview_answer(readable(request, receipt))


def readable(request, receipt) -> Submission:
    """The version with this receipt number, or 404 where it is not for this person."""
    found = Submission.objects.select_related("deliverable", "participation__user", "uploaded_by", "allowed_by")
    submission = found.filter(receipt=receipt, participation__seminar=request.seminar).first()
    if submission is None:
        raise Http404
    submission.participation.seminar = request.seminar
    if not may_read(request.participations, submission):
        raise Http404
    return submission


# ---- answers; whoever gives one has asked a policy ------------------------------------------------------------------


def file_answer(submission: Submission, *, is_named=True) -> HttpResponse:
    """The stored file as a download with a plain name, from which a browser can run nothing.

    The name says whose it is, unless the reader may not know that.
    """
    return _answer(submission.path, "application/pdf", plain_name(submission, is_named=is_named))


def preview_answer(submission: Submission) -> HttpResponse:
    """The picture of the first page, or 404 where there is none."""
    if not submission.has_preview:
        raise Http404
    return _answer(preview_path(submission.path), "image/png", None)


def plain_name(submission: Submission, *, is_named=True) -> str:
    """ "report_achterfeld_v2.pdf": kind, last name and version in plain letters, whatever the student called it."""
    kind, version = submission.deliverable.kind, submission.version
    if not is_named:
        return f"{kind}_v{version}.pdf"
    name = slugify(submission.participation.user.display_name.split("@")[0]).split("-")[-1] or "file"
    return f"{kind}_{name[:40]}_v{version}.pdf"


def private(answer: HttpResponse) -> HttpResponse:
    """Names and files of students: for this person, not for any store on the way, and nothing in it is run."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def preview_path(path: str) -> str:
    return str(Path(path).with_suffix(".png"))


def _answer(path, content_type, name):
    try:
        opened = open(settings.FILES_DIR / path, "rb")  # noqa: SIM115 - the answer closes it
    except FileNotFoundError:
        raise Http404 from None
    return private(FileResponse(opened, content_type=content_type, as_attachment=name is not None, filename=name or ""))

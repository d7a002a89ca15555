"""A student's own deliverable: what is stored, which version counts, and the form for the next one."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seminar import clock
from seminar.display import formats
from seminar.seminars.guard import guarded
from seminar.submissions import actions
from seminar.submissions.forms.uploads import UploadForm
from seminar.submissions.models import Deliverable, Submission
from seminar.submissions.notes import refusal_text
from seminar.submissions.policies import holds_paper, is_taken
from seminar.submissions.standing import standing_of


@guarded("student")
@require_http_methods(["GET", "POST"])
def deliverable(request, participation, kind):
    """What is asked for, what has arrived, what counts; by POST a new version, answered by its receipt."""
    # By now the request has been read to its end: that is when the file arrived, however long its check takes.
    received_at = clock.received_now(participation.seminar) if request.method == "POST" else None
    handed_in = standing_of(participation).get(kind)
    if handed_in is None:
        raise Http404
    if received_at is None:
        return page(request, handed_in, UploadForm(deliverable=handed_in.deliverable))
    form = UploadForm(request.POST, request.FILES, deliverable=handed_in.deliverable)
    try:
        stored = form.is_valid() and keep(handed_in, form, received_at)
    except actions.Closed as closed:
        return page(request, standing_of(participation)[kind], form, closed=closed)
    if not stored:
        return page(request, handed_in, form)
    return redirect("submissions:receipt", participation.seminar.slug, stored.receipt)


def keep(handed_in, form, received_at) -> Submission | None:
    """The stored version, or None with the refusal as a sentence at the file."""
    file, token = form.cleaned_data["file"], form.cleaned_data["token"]
    person, kind = handed_in.participation, handed_in.deliverable.kind
    try:
        return actions.store(participation=person, kind=kind, upload=file, token=token, received_at=received_at)
    except actions.Refused as refused:
        form.add_error("file", " ".join([refusal_text(refused.refusal), *still_counts(handed_in)]))
    return None


def page(request, handed_in, form, closed=None):
    """The deliverable as it stands; with `closed`, the file came when nothing is taken any more."""
    seminar = handed_in.participation.seminar
    is_holder = holds_paper(handed_in.participation)
    context = {
        "seminar": seminar,
        "handed_in": handed_in,
        "versions": handed_in.versions,
        "shown": next((row for row in handed_in.versions if row.counts), None) or next(iter(handed_in.versions), None),
        "form": form if closed is None else None,
        "is_holder": is_holder,
        "may_upload": is_holder and is_taken(handed_in, request.at),
        "is_over": handed_in.is_over(request.at),
        "is_report": handed_in.deliverable.kind == Deliverable.Kind.REPORT,
        "next_version": handed_in.newest.version + 1 if handed_in.newest else 1,
    }
    if closed is not None:
        context |= {"errors": closed_sentences(handed_in, closed.at), "has_errors": True}
        context["heading"] = _("The file was not stored")
        return render(request, "submissions/deliverable.html", context, status=409)
    return render(request, "submissions/deliverable.html", context, status=422 if form.errors else 200)


def closed_sentences(handed_in, at) -> list[str]:
    """Why nothing was taken, with both times, and what is stored instead."""
    zone = handed_in.participation.seminar.zone
    sentences = [_("The file arrived %(at)s.") % {"at": formats.moment(at, zone, seconds=True)}]
    if handed_in.is_over(at):
        due = formats.deadline(handed_in.due, zone)
        sentences.append(_("The deadline was %(due)s. Late files are not accepted.") % {"due": due})
    else:
        sentences.append(_("Nothing can be uploaded at the moment."))
    return sentences + still_counts(handed_in)


def still_counts(handed_in) -> list[str]:
    """That a file which is not taken takes nothing away."""
    return [_("Version %(n)d still counts.") % {"n": handed_in.counts.version}] if handed_in.counts else []

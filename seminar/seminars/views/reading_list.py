"""Importing a reading list, first step: the list itself. The next one is in preview.py."""

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from papers.reading_lists import detect
from seminar.seminars.actions import reading_list as actions
from seminar.seminars.actions.list_import import lists_added
from seminar.seminars.forms.reading_list import SourceForm, too_large_text
from seminar.seminars.guard import guarded
from seminar.seminars.models import Participation, ReadingListDraft
from seminar.seminars.policies import may_take_back

CHUNK, MOST_CHUNKS = 1_000_000, 100


@csrf_exempt  # `source_page` checks, once it is known that the request can be read at all
@guarded("organiser")
@require_http_methods(["GET", "POST"])
def import_list(request, participation: Participation):
    """Paste or upload. A request that is too large to be read gets its sentence, too."""
    try:
        request.POST  # noqa: B018 - reads the request
    except RequestDataTooBig:
        _read_off(request)
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        sentence = too_large_text("text", size) + " " + _("Go back in the browser to see it again.")
        return source_answer(request, participation, None, [sentence], 422)
    return source_page(request, participation)


@csrf_protect
def source_page(request, participation: Participation):
    draft = actions.draft_of(participation)
    if request.method == "GET":
        return source_answer(request, participation, draft)
    form = SourceForm(request.POST, request.FILES, has_draft=draft is not None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.store_draft(
                participation=participation,
                reading=given["reading"],
                text=given["content"],
                source=given["source"],
                facts=given["facts"],
                replaces=given.get("replace", False),
            )
        except actions.Waiting:
            form.refuse_to_replace()
        else:
            return redirect("seminars:import_preview", participation.seminar.slug)
    return source_answer(request, participation, draft, form=form, status=422)


def source_answer(request, participation, draft: ReadingListDraft | None, errors=(), status=200, form=None):
    form = form or SourceForm(has_draft=draft is not None)
    number = len(draft.rows) if draft else 0
    context = {"seminar": participation.seminar, "form": form, "draft": draft, "number": number}
    context |= {"errors": errors, "has_errors": bool(errors), "most_entries": detect.MOST_ENTRIES}
    context["added"] = [(row, may_take_back(row)) for row in lists_added(participation)]
    return render(request, "seminars/import.html", context, status=status)


def _read_off(request) -> None:
    """Take what is still coming: a server that hangs up instead shows no page."""
    for _number in range(MOST_CHUNKS):
        if not request.read(CHUNK):
            return


def gone(request, participation: Participation):
    """The page belongs to a list that is not there any more."""
    draft = actions.draft_of(participation)
    sentence = _(
        "The list of that page is not there any more: it was added, discarded or replaced. Nothing was stored."
    )
    return source_answer(request, participation, draft, [sentence], 409)

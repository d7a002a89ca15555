"""Importing a reading list, second step: what was understood with every decision, and the act."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from papers.reading_lists import detect
from seminar.seminars.actions import list_import
from seminar.seminars.actions import reading_list as actions
from seminar.seminars.forms.preview import PageForm, RowForm, prefix_of, supervisors_of
from seminar.seminars.forms.reading_list import XLSX, understood
from seminar.seminars.guard import guarded
from seminar.seminars.import_page import ImportPage, ShownRow
from seminar.seminars.models import Participation, ReadingListDraft
from seminar.seminars.reading_list import PAGE, ReadingList
from seminar.seminars.views.reading_list import gone, source_answer


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def import_preview(request, participation: Participation):
    """Every entry of the list. A POST stores the decisions of one page and goes where the button says."""
    if request.method == "GET":
        draft = actions.draft_of(participation)
        if draft is None:
            messages.info(request, _("No list waits in the preview."))
            return redirect("seminars:import_list", participation.seminar.slug)
        return shown(request, participation, ReadingList(draft), _number(request.GET.get("page")))
    answer, was_different = decided(request, participation)
    if answer is not None:
        return answer
    row, at = _number(request.POST.get("row")), _number(request.POST.get("at"))
    page = _number(request.POST.get("go")) or _number(request.POST.get("page"))
    if row:
        return redirect("seminars:import_row", participation.seminar.slug, row)
    if was_different and not request.POST.get("go"):
        messages.success(request, _("This page is stored."))
    return back(participation, page, at)


@guarded("organiser")
@require_POST
def import_form(request, participation: Participation):
    """Read the same text in another form."""
    answer, _different = decided(request, participation)
    if answer is not None:
        return answer
    draft, form = actions.draft_of(participation), request.POST.get("form", "")
    if form not in {*detect.FORMS} - {XLSX} or draft.form == XLSX:
        return HttpResponseBadRequest()
    try:
        found = understood(draft.text, form)
    except ValidationError as refusal:
        messages.error(request, f"{refusal.message} {_('It stays as it was.')}")
        return back(participation, 1)
    facts = {**found["facts"], "encoding": draft.facts.get("encoding", "")}
    kept = actions.read_again(participation=participation, draft_id=draft.pk, reading=found["reading"], facts=facts)
    text = ngettext(
        "The list was read again. %(n)d row stayed as it was decided.",
        "The list was read again. %(n)d rows stayed as they were decided.",
        kept,
    )
    messages.success(request, text % {"n": kept})
    return back(participation, 1)


@guarded("organiser")
@require_POST
def import_papers(request, participation: Participation):
    """The act: papers and topics onto the list, exactly those whose number the button named."""
    answer, was_different = decided(request, participation)
    if answer is not None:
        return answer
    draft_id, key = _number(request.POST.get("draft")), request.POST.get("plan", "")
    try:
        plan = list_import.import_list(participation=participation, draft_id=draft_id, key=key)
    except actions.Gone:
        return gone(request, participation)
    except list_import.PlanChanged as change:
        actions.compare_again(participation=participation, draft_id=draft_id)
        if was_different and not change.rows:
            messages.info(
                request, _("Nothing is added yet: your decisions are stored, and the button says what it adds now.")
            )
            return back(participation, _number(request.POST.get("page")))
        page = _number(request.POST.get("page"))
        rows, draft = change.rows, actions.draft_of(participation)
        return shown(request, participation, ReadingList(draft), page, status=409, changed=True, moved=rows)
    return added(request, participation, plan.number)


@guarded("organiser")
@require_POST
def import_return(request, participation: Participation, draft_id: int):
    """Take a list that was added off again; it comes back into the preview."""
    try:
        gone_number, stay = list_import.take_back(participation=participation, draft_id=draft_id)
    except actions.Gone:
        sentence = _("This list cannot be taken back any more. Withdraw single papers instead.")
        return source_answer(request, participation, actions.draft_of(participation), [sentence], 409)
    except actions.Waiting:
        sentence = _("Another list waits in the preview. Add or discard that one first.")
        return source_answer(request, participation, actions.draft_of(participation), [sentence], 409)
    except list_import.InUse:
        sentence = _("Assignments were computed with these papers. Withdraw single papers instead.")
        return source_answer(request, participation, actions.draft_of(participation), [sentence], 409)
    messages.success(request, taken_back_text(gone_number, stay))
    return back(participation, 1)


@guarded("organiser")
@require_POST
def import_removal(request, participation: Participation):
    """Discard the list; nothing of it was on the seminar's list."""
    try:
        actions.discard(participation=participation, draft_id=_number(request.POST.get("draft")))
    except actions.Gone:
        return gone(request, participation)
    messages.success(request, _("The reading list is discarded. Nothing was added."))
    return redirect("seminars:papers", participation.seminar.slug)


# ---- one row --------------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def import_row(request, participation: Participation, number: int):
    """All fields of one entry: on a page of their own or, with scripts, below the row and stored with the page."""
    draft, seminar = actions.draft_of(participation), participation.seminar
    if draft is None and request.method == "POST":
        return gone(request, participation)
    if draft is None or not 1 <= number <= len(draft.rows):
        raise Http404
    row = ReadingList(draft).rows[number - 1]
    if request.htmx:
        return row_in_place(request, row, seminar)
    form = RowForm(request.POST or None, people=supervisors_of(seminar), row=row)
    stored, status = None, 200 if request.method == "GET" else 422
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_row(
                participation=participation,
                draft_id=_number(request.POST.get("draft")),
                number=number,
                seen=form.cleaned_data["seen"],
                values=form.values,
            )
        except actions.Gone:
            return gone(request, participation)
        except actions.Conflict:
            stored, status, form.row_seen = ShownRow(row, None, True), 409, row.seen
        else:
            messages.success(request, _("Row %(number)d is stored.") % {"number": number})
            return back(participation, _page_of(number), number)
    return row_answer(request, draft, row, form, stored, status)


def row_in_place(request, row, seminar):
    """The form of a row as a part of the preview; closed again, it is empty."""
    form = None
    if "closed" not in request.GET:
        form = RowForm(prefix=prefix_of(row), people=supervisors_of(seminar), row=row)
        form.fields["title"].widget.attrs["autofocus"] = True
    context = {"seminar": seminar, "row": ShownRow(row, None, False, form)}
    return render(request, "seminars/_import_edit.html", context)


# ---- answers --------------------------------------------------------------------------------------------------------


def decided(request, participation: Participation):
    """Store what the form of the preview says; then None, or the answer to a refusal, and whether anything changed."""
    page, draft = _number(request.POST.get("page")) or 1, actions.draft_of(participation)
    if draft is None or draft.pk != _number(request.POST.get("draft")):
        return gone(request, participation), False
    reading_list = ReadingList(draft)
    form = PageForm(request.POST, seminar=participation.seminar, reading_list=reading_list, page=page)
    if not form.is_valid():
        seen = reading_list.seen(page)
        reading_list.apply(page, form.taken, form.answers, reading_list.for_all.copy(), {})
        return shown(request, participation, reading_list, page, status=422, form=form, seen=seen), False
    try:
        different = actions.decide(
            participation=participation,
            draft_id=draft.pk,
            page=page,
            seen=request.POST.get("seen", ""),
            corrected=form.corrected,
            **form.decisions,
        )
    except actions.Gone:
        return gone(request, participation), False
    except actions.Conflict as conflict:
        for number, seen in conflict.rows_seen.items():
            form.rows[number].row_seen = seen
        parts = {"seen": conflict.seen, "different": conflict.different, "status": 409, "form": form}
        return shown(request, participation, conflict.reading_list, page, **parts), False
    return None, different


def shown(request, participation, reading_list, number, *, status=200, form=None, seen="", different=(), **said):
    page = ImportPage(participation.seminar, reading_list, number, seen=seen, different=different, form=form)
    context = {"seminar": participation.seminar, "page": page, "form": page.for_all, "has_errors": status in (409, 422)}
    return render(request, "seminars/import_preview.html", {**context, **said}, status=status)


def row_answer(request, draft: ReadingListDraft, row, form, stored, status: int):
    """The form of one row; `stored` is the row as another window left it."""
    context = {
        "seminar": request.seminar,
        "draft": draft,
        "row": row,
        "shown": ShownRow(row, None, False),
        "form": form,
    }
    context |= {"stored": stored, "has_errors": status == 409}
    topics = request.seminar.topics.values_list("title", flat=True)
    context |= {"topics": topics, "page": _page_of(row.number)}
    return render(request, "seminars/import_row.html", context, status=status)


def added(request, participation: Participation, number: int):
    text = ngettext("%(n)d paper is on the list now.", "%(n)d papers are on the list now.", number) % {"n": number}
    url = reverse("seminars:import_list", args=[participation.seminar.slug])
    links = [(url, _("Import another list")), (f"{url}#added", _("Take it back"))]
    linked = format_html_join(" · ", '<a href="{}">{}</a>', links)
    messages.success(request, format_html("{} {}", text, linked))
    return redirect("seminars:papers", participation.seminar.slug)


def taken_back_text(number: int, stay: int) -> str:
    text = ngettext(
        "%(n)d paper is off the list again. Here is how it was added.",
        "%(n)d papers are off the list again. Here is how they were added.",
        number,
    )
    stays = ngettext(
        "%(n)d paper stays: somebody changed or ranked it since.",
        "%(n)d papers stay: somebody changed or ranked them since.",
        stay,
    )
    return " ".join(line % {"n": n} for line, n in ((text, number), (stays, stay)) if n or line is text)


def back(participation: Participation, page: int, row: int = 0):
    address = reverse("seminars:import_preview", args=[participation.seminar.slug])
    query = f"?page={page}" if page > 1 else ""
    return redirect(address + query + (f"#row-{row}" if row else ""))


def _page_of(number: int) -> int:
    return (number - 1) // PAGE + 1


def _number(text) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0

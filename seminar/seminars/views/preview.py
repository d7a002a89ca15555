"""Importing a reading list, second step: what was understood with every decision, and the act."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
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
from seminar.seminars.import_page import ImportPage, ShownRow, known_paper, page_of
from seminar.seminars.list_row import Row
from seminar.seminars.models import Participation, ReadingListDraft
from seminar.seminars.reading_list import ReadingList
from seminar.seminars.views.reading_list import gone, source_answer


class Refused(Exception):
    """What was sent cannot be stored as it is; `answer` is the page that says why, with everything in it."""

    def __init__(self, answer):
        super().__init__(answer.status_code)
        self.answer = answer


def refusing(view):
    """A view that answers a refusal of what it was sent."""

    @wraps(view)
    def answering(request, participation: Participation, *args, **kwargs):
        try:
            return view(request, participation, *args, **kwargs)
        except Refused as refusal:
            return refusal.answer
        except actions.Gone:
            return gone(request, participation)

    return answering


@guarded("organiser")
@require_http_methods(["GET", "POST"])
@refusing
def import_preview(request, participation: Participation):
    """Every entry of the list. A POST stores the decisions of one page and goes where the button says."""
    if request.method == "GET":
        draft = actions.draft_of(participation)
        if draft is None:
            return nothing_waits(request, participation)
        return shown(request, participation, ReadingList(draft), _number(request.GET.get("page")))
    was_different = decided(request, participation)
    row, at = _number(request.POST.get("row")), _number(request.POST.get("at"))
    page = page_of(at) if at else _number(request.POST.get("go")) or _number(request.POST.get("page"))
    if row:
        return redirect("seminars:import_row", participation.seminar.slug, row)
    if was_different and not request.POST.get("go"):
        messages.success(request, _("This page is stored."))
    return back(participation, page, at)


@guarded("organiser")
@require_POST
@refusing
def import_form(request, participation: Participation):
    """Read the same text in another form."""
    decided(request, participation)
    draft = actions.waiting(participation, _number(request.POST.get("draft")))
    form = request.POST.get("form", "")
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
@refusing
def import_papers(request, participation: Participation):
    """The act: papers and topics onto the list, exactly those whose number the button named."""
    draft_id, key = _number(request.POST.get("draft")), request.POST.get("plan", "")
    if list_import.lists_added(participation).filter(pk=draft_id).exists():
        return redirect("seminars:papers", participation.seminar.slug)  # the button was pressed twice
    was_different = decided(request, participation)
    try:
        plan = list_import.import_list(participation=participation, draft_id=draft_id, key=key)
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
    get_object_or_404(actions.own_lists(participation), pk=draft_id)
    try:
        number, stay = list_import.take_back(participation=participation, draft_id=draft_id)
    except (actions.Gone, actions.Waiting, list_import.InUse) as refusal:
        sentence = {
            actions.Gone: _("This list cannot be taken back any more. Withdraw single papers instead."),
            actions.Waiting: _("Another list waits in the preview. Add or discard that one first."),
            list_import.InUse: _("Assignments were computed with these papers. Withdraw single papers instead."),
        }[type(refusal)]
        return source_answer(request, participation, actions.draft_of(participation), [sentence], 409)
    messages.success(request, taken_back_text(number, stay))
    return back(participation, 1)


@guarded("organiser")
@require_POST
@refusing
def import_removal(request, participation: Participation):
    """Discard the list; nothing of it was on the seminar's list."""
    actions.discard(participation=participation, draft_id=_number(request.POST.get("draft")))
    messages.success(request, _("The reading list is discarded. Nothing was added."))
    return redirect("seminars:papers", participation.seminar.slug)


# ---- one row --------------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_http_methods(["GET", "POST"])
@refusing
def import_row(request, participation: Participation, number: int):
    """All fields of one entry: on a page of their own or, with scripts, below the row and stored with the page."""
    draft = actions.draft_of(participation)
    if draft is None and request.method == "POST":
        raise actions.Gone
    if draft is None:
        return nothing_waits(request, participation)
    if not 1 <= number <= len(draft.rows):
        raise Http404
    row = ReadingList(draft).rows[number - 1]
    if request.method == "POST":
        return row_sent(request, participation, draft, row)
    place = {"prefix": prefix_of(row)} if request.htmx else {}
    form = RowForm(people=supervisors_of(participation.seminar), row=row, paper=known_paper(row), **place)
    if request.htmx:
        return row_in_place(request, row, form)
    return row_answer(request, draft, row, form)


def row_sent(request, participation: Participation, draft: ReadingListDraft, row: Row):
    """Store what was typed on the page of one row."""
    form = RowForm(request.POST, people=supervisors_of(participation.seminar), row=row)
    if not form.is_valid():
        return row_answer(request, draft, row, form, status=422)
    try:
        actions.change_row(
            participation=participation,
            draft_id=_number(request.POST.get("draft")),
            number=row.number,
            seen=form.cleaned_data["seen"],
            values=form.values,
        )
    except actions.Conflict:
        form.row_seen = row.seen
        return row_answer(request, draft, row, form, stored=ShownRow(row, is_different=True), status=409)
    messages.success(request, _("Row %(number)d is stored.") % {"number": row.number})
    return back(participation, page_of(row.number), row.number)


def row_in_place(request, row: Row, form: RowForm):
    """The form of a row as a part of the preview; closed again, it is empty."""
    form.fields["title"].widget.attrs["autofocus"] = True
    shown_row = ShownRow(row, form=None if "closed" in request.GET else form)
    return render(request, "seminars/_import_edit.html", {"seminar": request.seminar, "row": shown_row})


# ---- answers --------------------------------------------------------------------------------------------------------


def decided(request, participation: Participation) -> bool:
    """Store what the form of the preview says. Whether anything changed. Raises Refused and Gone."""
    page = _number(request.POST.get("page")) or 1
    draft = actions.waiting(participation, _number(request.POST.get("draft")))
    reading_list = ReadingList(draft)
    form = PageForm(request.POST, seminar=participation.seminar, reading_list=reading_list, page=page)
    if not form.is_valid():
        seen = reading_list.seen(page)
        reading_list.apply(page, form.taken, form.answers, reading_list.for_all.copy(), {})
        raise Refused(shown(request, participation, reading_list, page, status=422, form=form, seen=seen))
    try:
        return actions.decide(
            participation=participation,
            draft_id=draft.pk,
            page=page,
            seen=request.POST.get("seen", ""),
            corrected=form.corrected,
            **form.decisions,
        )
    except actions.Conflict as conflict:
        for number, seen in conflict.rows_seen.items():
            form.rows[number].row_seen = seen
        parts = {"seen": conflict.seen, "different": conflict.different, "status": 409, "form": form}
        raise Refused(shown(request, participation, conflict.reading_list, page, **parts)) from conflict


def shown(
    request, participation, reading_list, number, *, status=200, form=None, seen="", different=(), moved=(), **said
):
    page = ImportPage(participation.seminar, reading_list, number, seen=seen, different=different, form=form)
    context = {"seminar": participation.seminar, "page": page, "form": page.for_all, "has_errors": status in (409, 422)}
    context |= {"moved": [page.at(row) for row in moved], **said}
    return render(request, "seminars/import_preview.html", context, status=status)


def row_answer(request, draft: ReadingListDraft, row: Row, form: RowForm, *, stored=None, status=200):
    """The form of one row; `stored` is the row as another window left it."""
    context = {
        "seminar": request.seminar,
        "draft": draft,
        "row": row,
        "shown": ShownRow(row),
        "form": form,
    }
    context |= {"stored": stored, "has_errors": status == 409}
    topics = request.seminar.topics.values_list("title", flat=True)
    context |= {"topics": topics, "page": page_of(row.number)}
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


def nothing_waits(request, participation: Participation):
    """An address from before: the list was added, discarded or swept up since."""
    messages.info(request, _("No list waits in the preview."))
    return redirect("seminars:import_list", participation.seminar.slug)


def back(participation: Participation, page: int, row: int = 0):
    address = reverse("seminars:import_preview", args=[participation.seminar.slug])
    query = f"?page={page}" if page > 1 else ""
    return redirect(address + query + (f"#row-{row}" if row else ""))


def _number(text) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0

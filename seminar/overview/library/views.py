"""The library: every paper, what became of it, and two records made one."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from papers.models import PUBLICATION, Paper
from seminar import clock
from seminar.overview.library.actions import BothInUse, Changed, Gone, merge_papers
from seminar.overview.library.forms import LABELS, MergeForm
from seminar.overview.library.history import alike, history_of
from seminar.overview.library.merging import Merging
from seminar.seminars.library import page_of
from seminar.seminars.models import Seminar
from seminar.seminars.policies import answers_for, may_merge, may_use_library


def librarian(view):
    """The door of the library; for everybody else it is not there. Reads the clock once, as the guard does."""

    @wraps(view)
    def door(request, **kwargs):
        if not may_use_library(request.user):
            raise Http404
        request.at = clock.now()
        return view(request, **kwargs)

    return door


@librarian
@require_safe
def library(request):
    """All papers, or those that are found; `with` is a record somebody looks for a second one of."""
    words = request.GET.get("q", "").strip()
    page = page_of(request.user, words, request.GET.get("page"))
    context = {"page": page, "words": words, "total": Paper.objects.count() if words else page.paginator.count}
    if (pk := request.GET.get("with", "")).isascii() and pk.isdigit():
        context["other"] = get_object_or_404(Paper, pk=pk)
        if not answers_for(request.user, [context["other"]]):
            raise Http404
    return render(request, "overview/library.html", context)


@librarian
@require_safe
def paper(request, paper_id):
    """One paper: its data, where it was offered and to whom it was given, and records that may be the same."""
    found = get_object_or_404(Paper, pk=paper_id)
    same = alike(found)
    context = {
        "paper": found,
        "offers": history_of(found, request.user),
        "alike": same,
        "own": answers_for(request.user, [found, *(row.paper for row in same)]),
    }
    return render(request, "overview/library_paper.html", context)


@librarian
@require_http_methods(["GET", "POST"])
def merge(request, paper_id, other_id):
    """Two records side by side; by POST they become the first of them, with the fields that were chosen."""
    kept, other = (Paper.objects.filter(pk=pk).first() for pk in (paper_id, other_id))
    if request.method == "POST" and bool(kept) != bool(other):
        return one_is_left(request, kept or other)
    if not (kept and other) or kept == other or not answers_for(request.user, [kept, other]):
        raise Http404
    form = MergeForm(request.POST if request.method == "POST" else None, merging=Merging(kept, other))
    if request.method == "GET" or not form.is_valid():
        return merge_page(request, form, status=422 if form.errors else 200)
    if not may_merge(request.user, kept, other):
        return merge_page(request, form, status=403)
    try:
        merge_papers(user=request.user, kept=kept, other=other, of_other=form.of_other, seen=form.cleaned_data["seen"])
    except Gone as refusal:
        return one_is_left(request, refusal.left)
    except (BothInUse, Changed) as refusal:
        return merge_again(request, form, refusal)
    messages.success(request, _("The two records are one now."))
    return redirect("overview:library_paper", kept.pk)


# ---- answers --------------------------------------------------------------------------------------------------------


def one_is_left(request, left):
    """Sent twice, or somebody else was faster: what was wanted is done."""
    if left is None or not answers_for(request.user, [left]):
        raise Http404
    messages.info(request, _("There is nothing left to merge: of the two records only this one is still there."))
    return redirect("overview:library_paper", left.pk)


def merge_again(request, form, refusal):
    """The page is built anew with what is stored now; what was chosen stays."""
    fresh = Merging(*(get_object_or_404(Paper, pk=row.pk) for row in (form.merging.kept, form.merging.other)))
    return merge_page(request, MergeForm(None, merging=fresh, chosen=form.data), sentences(refusal), status=409)


def merge_page(request, form, errors=(), status=200):
    merging = form.merging
    visible = set(Seminar.objects.visible_to(request.user).filter(pk__in=[row.pk for row in merging.seminars]))
    context = {
        "form": form,
        "merging": merging,
        "may_merge": may_merge(request.user, merging.kept, merging.other),
        "seminars": [row for row in merging.seminars if row in visible],
        "hidden": sum(row not in visible for row in merging.seminars),
        "same": [(LABELS[name], getattr(merging.kept, name)) for name in PUBLICATION if name not in merging.differing],
        "obstacles": obstacles(merging, visible),
        "errors": errors,
        "heading": _("Not merged:"),
        "has_errors": bool(errors),
    }
    return render(request, "overview/library_merge.html", context, status=status)


def sentences(refusal) -> list[str]:
    if isinstance(refusal, Changed):
        return [_("Somebody changed one of the two records meanwhile. This is how they are now.")]
    return [_("Both records are in use on the same list.")]


def obstacles(merging: Merging, visible: set[Seminar]) -> list[str]:
    """Why these two stay two: the lists on which both are in use."""
    text = _("Both are on the list of “%(title)s” (%(semester)s), and in use there: in preferences or in a run.")
    other = _("Both are on the list of a seminar that is not announced, and in use there.")
    return [
        text % {"title": row.title, "semester": row.semester_name} if row in visible else other for row in merging.stuck
    ]

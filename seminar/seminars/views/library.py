"""Papers of the library for a seminar's list: what was offered before is offered again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from papers.models import Paper
from seminar.seminars.actions.library import offer_again
from seminar.seminars.actions.papers import AlreadyOffered
from seminar.seminars.forms.library import OfferForm
from seminar.seminars.guard import guarded
from seminar.seminars.library import last_offer, page_of


@guarded("organiser")
@require_GET
def library(request, participation):
    """The library with a button for each paper; what is on the list already says so."""
    seminar = participation.seminar
    words = request.GET.get("q", "").strip()
    page = page_of(request.user, words, request.GET.get("page"))
    offered = dict(seminar.offered_papers.filter(paper__in=page.object_list).values_list("paper_id", "pk"))
    context = {
        "seminar": seminar,
        "page": page,
        "words": words,
        "rows": [(paper, offered.get(paper.pk)) for paper in page],
        "total": Paper.objects.count() if words else page.paginator.count,
        "back": urlencode({"q": words, "page": page.number}),
    }
    return render(request, "seminars/library.html", context)


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def offer(request, participation, paper_id):
    """One paper of the library: where it comes on the list, suggested as it was last time."""
    seminar = participation.seminar
    paper = get_object_or_404(Paper, pk=paper_id)
    last = last_offer(paper, request.user, seminar)
    form = OfferForm(request.POST if request.method == "POST" else None, seminar=seminar, last=last)
    if not form.has_topic:
        messages.info(request, _("Papers stand under topics. Add the first topic, then its papers."))
        return redirect("seminars:new_topic", seminar.slug)
    if request.method == "POST" and form.is_valid() and offered(participation, paper, form):
        messages.success(request, _("“%(title)s” is on the list.") % {"title": paper.title})
        return redirect(back_to(request, seminar))
    context = {"seminar": seminar, "paper": paper, "form": form, "last": last, "back": back_to(request, seminar)}
    status = 409 if form.non_field_errors() else 422 if form.errors else 200
    return render(request, "seminars/library_offer.html", context, status=status)


def offered(participation, paper, form) -> bool:
    """Whether the paper came on the list; if it stood there already, the form says so."""
    try:
        offer_again(participation=participation, paper=paper, offer=form.offer, new_topic=form.new_topic)
    except AlreadyOffered as refusal:
        form.add_error(None, on_the_list(participation.seminar, refusal.offered))
        return False
    except Paper.DoesNotExist as gone:
        raise Http404 from gone
    return True


def on_the_list(seminar, offered):
    """The sentence about a paper that stands there already, with the way to it."""
    address = reverse("seminars:papers", args=[seminar.slug]) + f"#paper-{offered.pk}"
    return format_html('<a href="{}">{}</a>', address, _("This paper is on the list already."))


def back_to(request, seminar) -> str:
    """The place in the library where somebody came from; searching goes on there."""
    known = {name: request.GET[name] for name in ("q", "page") if request.GET.get(name)}
    return reverse("seminars:library", args=[seminar.slug]) + (f"?{urlencode(known)}" if known else "")

"""The organiser's work page for topics and papers."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from seminar.seminars.actions import papers as actions
from seminar.seminars.forms.papers import PaperForm, TopicForm, WithdrawalForm
from seminar.seminars.guard import guarded
from seminar.seminars.models import OfferedPaper, Participation, Seminar
from seminar.seminars.order import in_order, moved

DIRECTIONS = {"up": True, "down": False}


@guarded("organiser")
@require_GET
def work_page(request, participation: Participation):
    """All topics with their papers, in the order in which everybody sees them."""
    seminar = participation.seminar
    papers = in_order(list(seminar.offered_papers.in_full()))
    by_topic = {key: list(rows) for key, rows in groupby(papers, key=lambda row: row.topic_id)}
    sections = [{"topic": topic, "rows": movable(by_topic.get(topic.pk, []))} for topic in seminar.topics.all()]
    context = {
        "seminar": seminar,
        "sections": sections,
        "number": len(papers),
        "places": sum(row.places for row in papers if not row.is_withdrawn),
    }
    return render(request, "seminars/papers.html", context)


def movable(papers: list[OfferedPaper]) -> list[tuple[OfferedPaper, bool, bool]]:
    """The papers of a topic, each with whether it is the first and the last that can be."""
    return [(row, moved(papers, row, up=True) is None, moved(papers, row, up=False) is None) for row in papers]


# ---- topics ---------------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def new_topic(request, participation: Participation):
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            topic = actions.add_topic(participation=participation, title=form.cleaned_data["title"])
        except actions.TitleTaken:
            form.refuse_title()
        else:
            messages.success(request, _("The topic is added."))
            return back_to(participation.seminar, f"topic-{topic.pk}")
    return form_page(request, participation.seminar, form, _("New topic"), _("Add topic"))


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def edit_topic(request, participation: Participation, topic_id: int):
    topic = get_object_or_404(participation.seminar.topics, pk=topic_id)
    form = TopicForm(request.POST or None, instance=topic)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_topic(participation=participation, topic=topic, title=form.cleaned_data["title"])
        except actions.TitleTaken:
            form.refuse_title()
        else:
            messages.success(request, _("The topic is stored."))
            return back_to(participation.seminar, f"topic-{topic.pk}")
    return form_page(request, participation.seminar, form, _("Topic"), _("Save topic"))


@guarded("organiser")
@require_POST
def topic_position(request, participation: Participation, topic_id: int):
    topic = get_object_or_404(participation.seminar.topics, pk=topic_id)
    direction = request.POST.get("direction")
    if direction not in DIRECTIONS:
        return HttpResponseBadRequest()
    actions.move_topic(participation=participation, topic=topic, up=DIRECTIONS[direction])
    ids = list(participation.seminar.topics.values_list("pk", flat=True))
    is_at_edge = topic.pk == ids[0 if direction == "up" else -1]
    return back_to(participation.seminar, anchor("topic", topic.pk, is_at_edge, direction))


@guarded("organiser")
@require_POST
def topic_removal(request, participation: Participation, topic_id: int):
    topic = get_object_or_404(participation.seminar.topics, pk=topic_id)
    try:
        actions.remove_topic(participation=participation, topic=topic)
    except actions.NotEmpty:
        text = _("“%(title)s” has papers. A topic can be removed when no paper, withdrawn ones included, is under it.")
        messages.error(request, text % {"title": topic.title})
    else:
        messages.success(request, _("The topic “%(title)s” is removed.") % {"title": topic.title})
    return back_to(participation.seminar)


# ---- papers ---------------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def new_paper(request, participation: Participation):
    seminar = participation.seminar
    if not seminar.topics.exists():
        messages.info(request, _("Papers stand under topics. Add the first topic, then its papers."))
        return redirect("seminars:new_topic", seminar.slug)
    form = PaperForm(request.POST or None, seminar=seminar, initial={"topic": request.GET.get("topic")})
    if request.method == "POST" and form.is_valid():
        try:
            offered, was_known = actions.add_paper(participation=participation, facts=form.facts, offer=form.offer)
        except actions.AlreadyOffered as refusal:
            form.refuse(refusal)
        else:
            return added(request, offered, was_known)
    return render(request, "seminars/papers_paper.html", {"seminar": seminar, "form": form}, status=status_of(form))


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def edit_paper(request, participation: Participation, offered_id: int):
    seminar = participation.seminar
    offered = get_object_or_404(seminar.offered_papers.in_full(), pk=offered_id)
    form = PaperForm(request.POST or None, seminar=seminar, offered=offered)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_paper(participation=participation, offered=offered, facts=form.facts, offer=form.offer)
        except (actions.AlreadyOffered, actions.IdentifierTaken) as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("“%(title)s” is stored.") % {"title": form.facts["title"]})
            return back_to(seminar, f"paper-{offered.pk}")
    is_shared = OfferedPaper.objects.filter(paper=offered.paper).exclude(pk=offered.pk).exists()
    context = {"seminar": seminar, "form": form, "offered": offered, "is_shared": is_shared}
    return render(request, "seminars/papers_paper.html", context, status=status_of(form))


@guarded("organiser")
@require_POST
def paper_position(request, participation: Participation, offered_id: int):
    offered = get_object_or_404(participation.seminar.offered_papers, pk=offered_id)
    direction = request.POST.get("direction")
    if direction not in DIRECTIONS:
        return HttpResponseBadRequest()
    actions.move_paper(participation=participation, offered=offered, up=DIRECTIONS[direction])
    rows = in_order(list(offered.topic.offered_papers.all()))
    is_at_edge = moved(rows, offered, DIRECTIONS[direction]) is None
    return back_to(participation.seminar, anchor("paper", offered.pk, is_at_edge, direction))


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def withdrawal(request, participation: Participation, offered_id: int):
    seminar = participation.seminar
    offered = get_object_or_404(seminar.offered_papers.in_full(), pk=offered_id)
    if request.method == "GET" and offered.is_withdrawn:
        return back_to(seminar, f"paper-{offered.pk}")
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["withdrawn_reason"]
        if actions.withdraw_paper(participation=participation, offered=offered, reason=reason):
            messages.success(request, _("“%(title)s” is withdrawn.") % {"title": offered.paper.title})
        else:
            messages.info(request, _("“%(title)s” was withdrawn already.") % {"title": offered.paper.title})
        return back_to(seminar, f"paper-{offered.pk}")
    context = {"seminar": seminar, "form": form, "offered": offered}
    return render(request, "seminars/papers_withdrawal.html", context, status=status_of(form))


@guarded("organiser")
@require_POST
def return_paper(request, participation: Participation, offered_id: int):
    offered = get_object_or_404(participation.seminar.offered_papers.in_full(), pk=offered_id)
    if actions.return_paper(participation=participation, offered=offered):
        messages.success(request, _("“%(title)s” can be chosen again.") % {"title": offered.paper.title})
    return back_to(participation.seminar, f"paper-{offered.pk}")


# ---- answers --------------------------------------------------------------------------------------------------------


def back_to(seminar: Seminar, place: str = ""):
    """To the work page, at the row with this id."""
    return redirect(reverse("seminars:papers", args=[seminar.slug]) + (f"#{place}" if place else ""))


def anchor(kind: str, pk: int, is_at_edge: bool, direction: str) -> str:
    """The id of the button that was pressed, so that the browser gives it the focus again; its twin at the edge."""
    if is_at_edge:
        direction = "down" if direction == "up" else "up"
    return f"{kind}-{pk}-{direction}"


def status_of(form) -> int:
    return 422 if form.errors else 200


def form_page(request, seminar: Seminar, form, heading: str, act: str):
    context = {"seminar": seminar, "form": form, "heading": heading, "act": act}
    return render(request, "seminars/papers_topic.html", context, status=status_of(form))


def added(request, offered: OfferedPaper, was_known: bool):
    """To the row; for a publication the library knew, to the form, which now shows what is known about it."""
    seminar, title = request.seminar, {"title": offered.paper.title}
    if was_known:
        text = _("“%(title)s” was in the library already. It is on the list now, as the library knows it:")
        messages.info(request, text % title)
        return redirect("seminars:edit_paper", seminar.slug, offered.pk)
    messages.success(request, _("“%(title)s” is on the list.") % title)
    return back_to(seminar, f"paper-{offered.pk}")

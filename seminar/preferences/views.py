"""The catalogue, the student's preferences, and what the organiser sees of them."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from seminar.preferences import actions, querysets
from seminar.preferences.forms import CatalogueFilter, PreferencesForm
from seminar.preferences.models import PreferenceList
from seminar.preferences.policies import may_submit, missing_preferences
from seminar.seminars.guard import guarded


@guarded()
@require_GET
def catalogue(request, seminar):
    """Topics and papers; students see where a paper stands in their preferences and can add it."""
    student = student_of(request)
    papers = list(seminar.offered_papers.in_full())
    ranks = querysets.ranks(student)
    form = CatalogueFilter(request.GET, offered=papers, is_student=student is not None)
    found = form.matching(papers, ranks)
    for row in found:
        row.rank = ranks.get(row.pk)
    context = {
        "seminar": seminar,
        "filter": form,
        "total": len(papers),
        "papers": found,
        "ranked": len(ranks),
        "student": student,
        "may_submit": student is not None and may_submit(student, request.at),
    }
    return render(request, "preferences/catalogue.html", context)


@guarded()
@require_GET
def paper(request, seminar, offered_id):
    """One offered paper: what to read, why it is on the list, whom to ask."""
    papers = list(seminar.offered_papers.in_full())
    place = next((place for place, row in enumerate(papers) if row.pk == offered_id), None)
    if place is None:
        raise Http404
    student = student_of(request)
    ranks = querysets.ranks(student)
    context = {
        "seminar": seminar,
        "offered": papers[place],
        "previous": papers[place - 1] if place else None,
        "next": papers[place + 1] if place + 1 < len(papers) else None,
        "rank": ranks.get(offered_id),
        "ranked": len(ranks),
        "student": student,
        "may_submit": student is not None and may_submit(student, request.at),
        "knows_supervisor": bool(request.participations),
    }
    return render(request, "preferences/paper.html", context)


@guarded("student")
@require_POST
def addition(request, participation, offered_id):
    """Put a paper at the end of the preferences, from the catalogue or from its page."""
    try:
        stored = actions.add(participation=participation, offered_id=offered_id)
    except actions.Closed as closed:
        return refused(request, participation, closed)
    except actions.Unknown:
        messages.error(request, _("This paper cannot be ranked: it is not on the list of this seminar any more."))
        return redirect("preferences:catalogue", participation.seminar.slug)
    say_added(request, stored, offered_id, participation.seminar)
    if "from_paper" in request.POST:
        return redirect("preferences:paper", participation.seminar.slug, offered_id)
    catalogue_url = reverse("preferences:catalogue", args=[participation.seminar.slug])
    return HttpResponseRedirect(f"{catalogue_url}?{request.GET.urlencode()}#paper-{offered_id}")


@guarded("student")
@require_http_methods(["GET", "POST"])
def mine(request, participation):
    """The student's own order: shown, changed, stored. Every button is a plain form button."""
    if request.method == "GET":
        return page(request, participation, PreferencesForm(seminar=participation.seminar))
    form = PreferencesForm(request.POST, seminar=participation.seminar)
    if not form.is_valid():
        return page(request, participation, form, status=422)
    data = form.cleaned_data
    finish = not data["move"]
    try:
        stored = actions.submit(
            participation=participation,
            order=data["order"],
            passed=[row.pk for row in data["passed"]],
            seen=None if "instead" in request.POST else data["seen"],
            finish=finish,
        )
    except actions.Closed as closed:
        return refused(request, participation, closed)
    except actions.Conflict:
        return conflict(request, participation, data)
    except actions.Unknown:
        form.add_error(
            None, _("A paper of this order is not on the list of this seminar. It was left out; save again.")
        )
        return page(request, participation, form, status=422)
    for position in sorted(data["contested"]):
        messages.warning(
            request, _("Two papers had position %(n)d. The one that stood higher got it.") % {"n": position}
        )
    if finish:
        return redirect("preferences:receipt", participation.seminar.slug)
    say_moved(request, stored, data, participation.seminar)
    return HttpResponseRedirect(f"{request.get_full_path()}#{focus_of(data)}")


def focus_of(data) -> str:
    """The id of the control that keeps the focus after a move: the same one, at an end its counterpart."""
    order, move, moved = data["order"], data["move"], data["moved"]
    if move == "remove":
        place = min(data["seen"].index(moved), len(order) - 1) if moved in data["seen"] else -1
        return f"remove-{order[place]}" if order and place >= 0 else "mine"
    if move == "up" and order[:1] == [moved]:
        move = "down"
    elif move == "down" and order[-1:] == [moved]:
        move = "up"
    return "mine" if move == "add" else f"{move}-{moved}"


def say_moved(request, stored, data, seminar):
    """One sentence about the move, for the page and for the live region."""
    moved, order = data["moved"], data["order"]
    if data["move"] == "add":
        say_added(request, stored, moved, seminar)
        return
    title = seminar.offered_papers.select_related("paper").get(pk=moved).paper.title
    if moved not in order:
        messages.success(request, _("Removed and stored: %(title)s.") % {"title": title})
        return
    numbers = {"title": title, "n": order.index(moved) + 1, "all": len(order)}
    messages.success(request, _("%(title)s is now number %(n)d of %(all)d. Stored.") % numbers)


def say_added(request, stored, offered_id, seminar):
    row = stored.preferences.select_related("offered__paper").get(offered_id=offered_id)
    text = _("%(title)s is now your number %(n)d. Stored.") % {"title": row.offered.paper.title, "n": row.rank}
    messages.success(request, text)


def page(request, participation, form, status=200):
    """The page of one's own order, with the papers that can be added."""
    seminar = participation.seminar
    papers = list(seminar.offered_papers.in_full())
    ranks = querysets.ranks(participation)
    by_id = {row.pk: row for row in papers}
    mine_rows = [by_id[pk] for pk in sorted(ranks, key=ranks.get)]
    stored = PreferenceList.objects.filter(participation=participation).prefetch_related("passed").first()
    others = [row for row in papers if row.pk not in ranks and not row.is_withdrawn]
    filter_form = CatalogueFilter(request.GET, offered=others, is_student=False)
    available = sum(not row.is_withdrawn for row in mine_rows)
    if not form.is_bound:
        form.initial["passed"] = list(stored.passed.all()) if stored else []
    context = {
        "seminar": seminar,
        "form": form,
        "rows": mine_rows,
        "positions": range(1, len(mine_rows) + 1),
        "stored": stored,
        "available": available,
        "missing": missing_preferences(available, seminar.min_preferences),
        "recommended": max(5, seminar.min_preferences),
        "others": filter_form.matching(others, ranks),
        "others_total": len(others),
        "filter": filter_form,
        "may_submit": may_submit(participation, request.at),
        "window": seminar.timeline.get("preferences"),
        "window_state": seminar.timeline.state("preferences", request.at),
        "prerequisites": form.fields["passed"].queryset,
    }
    return render(request, "preferences/mine.html", context, status=status)


def refused(request, participation, closed):
    """A save that came when the window was not open: both times, and what is stored instead."""
    seminar = participation.seminar
    context = {
        "seminar": seminar,
        "at": closed.at,
        "window": seminar.timeline.get("preferences"),
        "window_state": seminar.timeline.state("preferences", closed.at),
        "stored": PreferenceList.objects.filter(participation=participation).first(),
        "rows": querysets.ranked_papers(participation),
        "has_errors": True,
    }
    return render(request, "preferences/refused.html", context, status=409)


def conflict(request, participation, data):
    """Two pages changed the order: both orders, and the question which one to keep."""
    rows = {row.pk: row for row in participation.seminar.offered_papers.in_full()}
    context = {
        "seminar": participation.seminar,
        "theirs": querysets.ranked_papers(participation),
        "yours": [rows[pk] for pk in data["order"] if pk in rows],
        "passed": data["passed"],
        "has_errors": True,
    }
    return render(request, "preferences/conflict.html", context, status=409)


@guarded("student")
@require_GET
def receipt(request, participation):
    """What is stored, when, and whether it counts."""
    stored = PreferenceList.objects.filter(participation=participation).prefetch_related("passed").first()
    if stored is None:
        return redirect("preferences:mine", participation.seminar.slug)
    seminar = participation.seminar
    rows = querysets.ranked_papers(participation)
    context = {
        "seminar": seminar,
        "stored": stored,
        "rows": rows,
        "missing": missing_preferences(sum(not row.is_withdrawn for row in rows), seminar.min_preferences),
        "may_submit": may_submit(participation, request.at),
        "window": seminar.timeline.get("preferences"),
        "later": [seminar.timeline.get(key) for key in ("assignment", "first_meeting")],
    }
    return render(request, "preferences/receipt.html", context)


@guarded("organiser")
@require_GET
def monitor(request, participation):
    """Who has no valid preferences, and how often each paper is wanted."""
    seminar = participation.seminar
    everybody = list(querysets.students(seminar).prefetch_related("preference_list__passed"))
    required = {row.pk for row in seminar.prerequisites.all() if row.is_required}
    for student in everybody:
        stored = getattr(student, "preference_list", None)
        student.missing = missing_preferences(student.ranked, seminar.min_preferences)
        passed = {row.pk for row in stored.passed.all()} if stored else set()
        student.lacks_module = bool(student.ranked and required - passed)
    context = {
        "seminar": seminar,
        "students": everybody,
        "missing": [student for student in everybody if student.missing],
        "valid": sum(not student.missing for student in everybody),
        "demand": sorted(querysets.demand(seminar), key=lambda row: (-row.top, -row.wanted)),
        "window": seminar.timeline.get("preferences"),
        "window_state": seminar.timeline.state("preferences", request.at),
    }
    return render(request, "preferences/monitor.html", context)


def student_of(request):
    """The visitor's participation as a student who has not left, or None."""
    return next((row for row in request.participations if row.is_student and not row.has_left), None)

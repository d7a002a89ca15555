"""A student's own preferences: the page with the order, what it answers, the receipt."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from seminar.preferences import actions, querysets
from seminar.preferences.forms import CatalogueFilter, PreferencesForm
from seminar.preferences.models import PreferenceList
from seminar.preferences.policies import may_submit, missing_preferences, window_state
from seminar.seminars.guard import guarded


@guarded("student")
@require_http_methods(["GET", "POST"])
def mine(request, participation):
    """The student's own order: shown, changed, stored. Every button is a plain form button."""
    if request.method == "GET":
        return page(request, participation, PreferencesForm())
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return page(request, participation, form, status=422)
    data = form.cleaned_data
    try:
        stored = actions.submit(
            participation=participation,
            order=data["order"],
            passed=data["passed"],
            seen=None if "instead" in request.POST else data["seen"],
            finish=not data["move"],
        )
    except actions.Closed as closed:
        return refused(request, participation, closed)
    except actions.Conflict:
        return conflict(request, participation, data)
    except actions.Unknown:
        form.add_error(None, _("A paper you chose is not on the list of this seminar any more. Nothing was changed."))
        return page(request, participation, form, status=422)
    return stored_answer(request, stored, data)


@guarded("student")
@require_GET
def receipt(request, participation):
    """What is stored, when, and whether it counts."""
    seminar = participation.seminar
    stored = stored_list(participation)
    if stored is None:
        return redirect("preferences:mine", seminar.slug)
    rows = querysets.ranked_papers(participation)
    context = {
        "seminar": seminar,
        "stored": stored,
        "is_mailed": stored.receipt_mailed_version == stored.version,
        "rows": rows,
        "available": available(rows),
        "missing": missing_preferences(available(rows), seminar.min_preferences),
        "may_submit": may_submit(participation, request.at),
        "window": seminar.timeline.get("preferences"),
        "window_state": window_state(seminar, request.at),
        "later": [seminar.timeline.get(key) for key in ("assignment", "first_meeting")],
        "prerequisites": list(seminar.prerequisites.all()),
    }
    return render(request, "preferences/receipt.html", context)


# ---- pages ----------------------------------------------------------------------------------------------------------


def page(request, participation, form, status=200):
    """The stored order, and while the window is open everything to change it with."""
    seminar = participation.seminar
    papers = list(seminar.offered_papers.in_full())
    ranks = querysets.ranks(participation)
    rows = sorted((row for row in papers if row.pk in ranks), key=lambda row: ranks[row.pk])
    missing = missing_preferences(available(rows), seminar.min_preferences)
    others = [row for row in papers if row.pk not in ranks and not row.is_withdrawn]
    context = {
        "seminar": seminar,
        "form": form,
        "rows": rows,
        "positions": range(1, len(rows) + 1),
        "missing": missing,
        "recommended": max(5, seminar.min_preferences),
        "may_submit": may_submit(participation, request.at),
        "window": seminar.timeline.get("preferences"),
        "window_state": window_state(seminar, request.at),
        **modules(form, seminar, stored_list(participation)),
        **pick_list(request.GET, others, ranks),
    }
    return render(request, "preferences/mine.html", context, status=status)


def modules(form, seminar, stored) -> dict:
    """The modules asked for with those that are ticked: as sent, else as stored."""
    passed = form.passed if form.is_bound else [row.pk for row in stored.passed.all()] if stored else []
    return {"stored": stored, "prerequisites": list(seminar.prerequisites.all()), "passed": passed}


def pick_list(query, others, ranks) -> dict:
    """The papers that can be added, filtered by the form above them."""
    form = CatalogueFilter(query, offered=others, is_student=False)
    return {"others": form.matching(others, ranks), "others_total": len(others), "filter": form}


def refused(request, participation, closed):
    """A save that came when the window was not open: both times, and what is stored instead."""
    seminar = participation.seminar
    context = {
        "seminar": seminar,
        "at": closed.at,
        "window": seminar.timeline.get("preferences"),
        "window_state": window_state(seminar, closed.at),
        "stored": stored_list(participation),
        "rows": querysets.ranked_papers(participation),
        "has_errors": True,
    }
    return render(request, "preferences/refused.html", context, status=409)


def conflict(request, participation, data):
    """Two pages changed the order: both orders, and the question which one to keep."""
    papers = {row.pk: row for row in participation.seminar.offered_papers.in_full()}
    context = {
        "seminar": participation.seminar,
        "theirs": querysets.ranked_papers(participation),
        "yours": [papers[pk] for pk in data["order"] if pk in papers],
        "passed": data["passed"],
        "has_errors": True,
    }
    return render(request, "preferences/conflict.html", context, status=409)


def stored_list(participation) -> PreferenceList | None:
    return PreferenceList.objects.filter(participation=participation).prefetch_related("passed").first()


def available(rows) -> int:
    """How many papers of a list can be assigned."""
    return sum(not row.is_withdrawn for row in rows)


# ---- after storing --------------------------------------------------------------------------------------------------


def stored_answer(request, stored, data):
    """On to the receipt, or back to the page with the focus where the hand was."""
    for position in sorted(data["contested"]):
        text = _("Several papers had position %(n)d. The one that stood highest got it.")
        messages.warning(request, text % {"n": position})
    if not data["move"]:
        return redirect("preferences:receipt", request.seminar.slug)
    say_moved(request, stored, data)
    return HttpResponseRedirect(f"{request.get_full_path()}#{focus_of(data)}")


def focus_of(data) -> str:
    """The id of the control that has the focus after a move: the same one, at an end its counterpart."""
    order, move, moved = data["order"], data["move"], data["moved"]
    if moved not in order:
        place = min(data["before"].index(moved), len(order) - 1) if moved in data["before"] else -1
        return f"remove-{order[place]}" if order and place >= 0 else "mine"
    if move == "add" or (move == "down" and order[-1] == moved):
        move = "up"
    elif move == "up" and order[0] == moved:
        move = "down"
    return f"{'pos' if move == 'place' else move}-{moved}"


def say_moved(request, stored, data):
    """One sentence about the move; nothing where a paper was meant that is not in the order."""
    moved, order = data["moved"], data["order"]
    if data["move"] == "add":
        say_added(request, stored, moved)
    elif moved in order:
        title = stored.preferences.select_related("offered__paper").get(offered_id=moved).offered.paper.title
        numbers = {"title": title, "n": order.index(moved) + 1, "all": len(order)}
        messages.success(request, _("%(title)s is now number %(n)d of %(all)d. Stored.") % numbers)
    elif moved in data["before"]:
        title = request.seminar.offered_papers.select_related("paper").get(pk=moved).paper.title
        messages.success(request, _("Removed and stored: %(title)s.") % {"title": title})


def say_added(request, stored, offered_id):
    row = stored.preferences.select_related("offered__paper").get(offered_id=offered_id)
    text = _("%(title)s is now your number %(n)d. Stored.") % {"title": row.offered.paper.title, "n": row.rank}
    messages.success(request, text)

"""Gate 3: the page before the release, the act, and what the page says afterwards."""

from collections import Counter

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from seminar.grading import actions, export
from seminar.grading import release as plan
from seminar.grading.forms.release import ExportForm, ReleaseForm
from seminar.grading.released import Shown
from seminar.mail.actions import written
from seminar.mail.models import Message, State
from seminar.seminars.guard import guarded


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def release(request, participation):
    """Who gets which grade, and by POST the act; afterwards who has got which, and how the mails are doing."""
    seminar = participation.seminar
    now = plan.preview(seminar)
    notes = plan.notes(now, request.at)
    if request.method == "GET":
        if chosen := of_whom(request, now):
            return as_seen(request, now, chosen)
        return page(request, now, fresh(now, notes), notes)
    form = ReleaseForm(request.POST, notes=notes if now.ready else ())
    if not form.is_valid():
        return page(request, now, form, notes, status=422)
    try:
        messages.success(request, done_text(actions.release(participation=participation, **form.act)))
        return redirect(request.path)
    except actions.Different as different:
        sentences = different.sentences
    except actions.NotReady:
        sentences = [_("Something stands against the release of everybody. The list below says what.")]
    return page(request, now, fresh(now, notes, form.cleaned_data["reason"]), notes, sentences, status=409)


def fresh(now, notes, reason="") -> ReleaseForm:
    """The form for what is there now, with the words somebody wrote for what was there before."""
    return ReleaseForm(notes=notes, is_partial=bool(now.blocked), initial={"reason": reason})


def done_text(grades) -> str:
    if not grades:
        return _("These grades were released before; nobody got a second mail.")
    text = ngettext("%(n)d grade is released.", "%(n)d grades are released.", len(grades))
    return text % {"n": len(grades)}


def page(request, now, form, notes, errors=(), status=200):
    """The preview as long as somebody waits for a grade, with what is out already below it."""
    seminar = now.seminar
    place = chosen(request, len(now.ready))
    mail = written(**now.ready[place - 1].message(seminar, request.at)) if place else None
    context = {
        "seminar": seminar,
        "now": now,
        "form": form,
        "notes": notes,
        "checks": [*plan.checks(now), *notes],
        "errors": errors,
        "has_errors": bool(errors),
        "mail": mail,
        "place": place,
        "previous": place - 1,
        "next": place + 1 if place < len(now.ready) else None,
        **already(seminar),
    }
    name = "release.html" if now.ready or now.blocked or not now.released else "release_done.html"
    return render(request, f"grading/{name}", context, status=status)


def already(seminar) -> dict:
    """What is released: the rows, who did it when, the mails, and the table for the examination office."""
    rows = list(export.released(seminar))
    mails = Message.objects.filter(seminar=seminar, kind="grades_released")
    states = Counter(mails.values_list("state", flat=True)) if rows else Counter()
    last = max(rows, key=lambda row: row.released_at, default=None)
    return {
        "grades": rows,
        "last": last,
        "states": [(state.label, states[state]) for state in State if states[state]],
        "export_form": ExportForm(),
    }


def chosen(request, number: int) -> int:
    """Which of the mails is shown: `?mail=3`, the first when it makes no sense, 0 when there is none."""
    asked = request.GET.get("mail", "")
    place = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return max(1, min(place, number)) if number else 0


# ---- what one student will see --------------------------------------------------------------------------------------


def of_whom(request, now):
    """The person of `?person=12` whose page is asked for, if their grade is ready."""
    asked = request.GET.get("person", "")
    return now.of(int(asked)) if asked.isdecimal() and len(asked) < 18 else None


def as_seen(request, now, candidate):
    context = {"seminar": now.seminar, "person": candidate.person, "shown": Shown(candidate.grade)}
    return render(request, "grading/release_person.html", context)

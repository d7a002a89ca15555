"""The frame: one form per session."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from seminar.programme import actions, layout
from seminar.programme.forms.sessions import SessionForm, days_of
from seminar.programme.models import Session
from seminar.seminars.guard import guarded
from seminar.seminars.models import Participation, Seminar

# What the next session usually has in common with the one before.
KEPT = ("day", "place", "moderator", "talk_minutes", "question_minutes", "break_after", "break_minutes")
BETWEEN = timedelta(minutes=20)
FIRST = time(9)


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def new(request, participation: Participation):
    """One more session, filled in as the one before it suggests. Without days there is no form but a sentence."""
    seminar = participation.seminar
    if not days_of(seminar):
        return render(request, "programme/session_no_days.html", {"seminar": seminar})
    posted = request.POST if request.method == "POST" else None
    form = SessionForm(posted, seminar=seminar, initial=None if posted else suggested(seminar))
    if posted and form.is_valid():
        try:
            session = actions.add_session(participation=participation, facts=form.facts)
        except actions.StartTaken:
            form.refuse_start()
        else:
            messages.success(request, _("The session is added."))
            return back_to(seminar, session)
    return page(request, seminar, form)


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def session(request, participation: Participation, session_id: int):
    """Change one session; its talks move along."""
    seminar = participation.seminar
    stored = get_object_or_404(seminar.sessions, pk=session_id)
    posted = request.POST if request.method == "POST" else None
    form = SessionForm(posted, seminar=seminar, instance=stored)
    if posted and form.is_valid():
        try:
            changed = actions.change_session(participation=participation, session=stored, facts=form.facts)
        except actions.StartTaken:
            form.refuse_start()
        else:
            messages.success(request, _("The session is stored.") if changed else _("Nothing was changed."))
            return back_to(seminar, stored)
    return page(request, seminar, form, stored)


@guarded("organiser")
@require_POST
def remove(request, participation: Participation, session_id: int):
    seminar = participation.seminar
    stored = get_object_or_404(seminar.sessions, pk=session_id)
    try:
        number = actions.remove_session(participation=participation, session=stored)
    except actions.Attended:
        messages.error(request, _("Attendance is marked for this session, so it cannot be removed."))
        return back_to(seminar, stored)
    text = _("The session is removed.")
    if number:
        more = ngettext("%(n)d talk has no place now.", "%(n)d talks have no place now.", number) % {"n": number}
        text = f"{text} {more}"
    messages.success(request, text)
    return redirect("programme:draft", seminar.slug)


# ---- answers --------------------------------------------------------------------------------------------------------


def back_to(seminar: Seminar, session: Session):
    return redirect(reverse("programme:draft", args=[seminar.slug]) + f"#session-{session.pk}")


def page(request, seminar: Seminar, form: SessionForm, stored: Session | None = None):
    context = {
        "seminar": seminar,
        "form": form,
        "session": stored,
        "number": stored.talks.count() if stored else 0,
        "is_attended": stored is not None and stored.attendances.exists(),
    }
    return render(request, "programme/session.html", context, status=422 if form.errors else 200)


def suggested(seminar: Seminar) -> dict:
    """The session before with a break after it; for the first one nine o'clock on the first day."""
    sittings = layout.draft(seminar).sittings
    if not sittings:
        return {"day": days_of(seminar)[0].isoformat(), "starts": FIRST}
    last = sittings[-1]
    kept = {name: getattr(last.session, name) for name in KEPT}
    starts = (last.end + BETWEEN).astimezone(ZoneInfo(seminar.zone))
    return {**kept, "day": last.session.day.isoformat(), "starts": _rounded(starts)}


def _rounded(moment: datetime) -> time:
    """Up to the next five minutes."""
    return (moment + timedelta(minutes=-moment.minute % 5)).time().replace(second=0, microsecond=0)

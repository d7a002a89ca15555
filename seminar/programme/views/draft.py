"""The organisers' table of talks: who speaks when, moved by plain forms. Every act leads back to its row."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from seminar.display import formats
from seminar.programme import actions, choices, layout
from seminar.programme.forms.sessions import days_of
from seminar.programme.forms.talks import PlaceForm, SwapForm
from seminar.programme.models import Talk
from seminar.programme.presentation import FINAL
from seminar.programme.preview import preview
from seminar.programme.readiness import cautions, without_slides
from seminar.seminars.guard import guarded
from seminar.seminars.models import Participation
from seminar.submissions.standing import matrix


@guarded("organiser")
@require_safe
def draft(request, participation: Participation):
    """Everything that is laid out, everybody who is not, and what stands against publishing it."""
    return page(request, participation)


@guarded("organiser")
@require_POST
def place(request, participation: Participation, participation_id: int):
    """To the chosen place of any session; with the button `out`, out of the programme."""
    person = person_of(participation, participation_id)
    form = PlaceForm(request.POST, seminar=participation.seminar)
    if not form.is_valid():
        return page(request, participation, form)
    session, position = form.cleaned_data["target"]
    try:
        talk = actions.place_talk(participation=participation, person=person, session=session, position=position)
    except actions.NotPlaceable:
        return gone(request, participation, person)
    return moved(request, talk)


@guarded("organiser")
@require_POST
def up(request, participation: Participation, participation_id: int):
    return step(request, participation, participation_id, -1)


@guarded("organiser")
@require_POST
def down(request, participation: Participation, participation_id: int):
    return step(request, participation, participation_id, +1)


@guarded("organiser")
@require_POST
def swap(request, participation: Participation, participation_id: int):
    """Two speakers change places."""
    person = person_of(participation, participation_id)
    form = SwapForm(request.POST, seminar=participation.seminar)
    if not form.is_valid():
        return page(request, participation, form)
    try:
        other = form.cleaned_data["other"]
        talk, _other = actions.swap_talks(participation=participation, person=person, other=other)
    except actions.NotPlaceable:
        return gone(request, participation, person)
    return moved(request, talk)


@guarded("organiser")
@require_POST
def fill(request, participation: Participation):
    """Everybody without a place gets one, in the order of topics and papers."""
    number = actions.fill_programme(participation=participation)
    if number:
        text = ngettext("%(n)d talk is laid out.", "%(n)d talks are laid out.", number) % {"n": number}
        messages.success(request, text)
    else:
        messages.info(request, _("Nobody was without a place, or there is no session yet."))
    return redirect(reverse("programme:draft", args=[participation.seminar.slug]) + "#sessions")


# ---- answers --------------------------------------------------------------------------------------------------------


def person_of(participation: Participation, pk: int) -> Participation:
    return get_object_or_404(participation.seminar.participations.students().with_people(), pk=pk)


def step(request, participation: Participation, pk: int, by: int):
    person = person_of(participation, pk)
    try:
        talk = actions.move_talk(participation=participation, person=person, by=by)
    except actions.NotPlaceable:
        return gone(request, participation, person)
    return moved(request, talk, "up" if by < 0 else "down")


def moved(request, talk: Talk, pressed: str = "up"):
    """Back to the row, on the button that was pressed, with a sentence that names the new time."""
    seminar, name = request.seminar, talk.participation.user.display_name
    slots = layout.draft(seminar).slots
    home = reverse("programme:draft", args=[seminar.slug])
    for place, slot in enumerate(slots):
        if slot.talk.pk == talk.pk:
            when = formats.period(slot.start, slot.end, seminar.zone)
            messages.success(request, _("%(name)s: now %(when)s.") % {"name": name, "when": when})
            # At the edge the pressed button is switched off and cannot have the focus.
            edge = {0: "down", len(slots) - 1: "up"}
            return redirect(f"{home}#talk-{talk.participation_id}-{edge.get(place, pressed)}")
    messages.success(request, _("%(name)s has no place in the programme now.") % {"name": name})
    return redirect(f"{home}#waiting-{talk.participation_id}")


def gone(request, participation: Participation, person: Participation):
    """Somebody else took the talk out, or the paper away, while the page was open."""
    text = _("%(name)s has no place in the programme, or no paper any more. Below is what is laid out now.")
    return page(request, participation, errors=[text % {"name": person.user.display_name}], status=409)


def page(request, participation: Participation, form=None, errors=(), status=200):
    seminar = participation.seminar
    shown = preview(seminar)
    handed_in = matrix(seminar)
    found = [*cautions(shown.draft), *without_slides(handed_in, FINAL, request.at)]
    if form is not None:
        errors, status = [text for texts in form.errors.values() for text in texts], 422
    context = {
        "seminar": seminar,
        "draft": shown.draft,
        "preview": shown,
        "blocking": [row for row in found if row.is_blocking],
        "notes": [row for row in found if not row.is_blocking],
        "slides": {person.pk for person, row in handed_in if FINAL in row and row[FINAL].counts},
        "days": days_of(seminar),
        "places": choices.places(shown.draft),
        "speakers": choices.speakers(shown.draft),
        "errors": errors,
        "has_errors": bool(errors),
    }
    return render(request, "programme/draft.html", context, status=status)

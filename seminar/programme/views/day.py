"""The block seminar as it takes place: the talk that is on, and who asked a good question in it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seminar.display import formats
from seminar.programme import actions, credits
from seminar.programme.desk import Desk, closed_text
from seminar.programme.forms.day import NoteForm
from seminar.programme.models import QuestionCredit, Talk
from seminar.programme.policies import may_mark
from seminar.programme.roster import Roster
from seminar.programme.running import Programme
from seminar.seminars.guard import guarded
from seminar.seminars.models import Seminar

# ---- pages ----------------------------------------------------------------------------------------------------------


@guarded("organiser", "supervisor")
@require_safe
def now(request, participation):
    """The talk that is on; at other times the list of the talks."""
    seminar = participation.seminar
    programme = Programme(seminar)
    slot = programme.current(request.at)
    if slot:
        return talk_page(request, participation, programme, slot, page="now")
    context = {
        "seminar": seminar,
        "programme": programme,
        "following": programme.following(request.at),
        "closed": "" if may_mark(participation, request.at) else closed_text(seminar, request.at),
        "days": programme.days(credits.by_talk(seminar)),
    }
    return render(request, "programme/day_now.html", context)


@guarded("organiser", "supervisor")
@require_safe
def talk(request, participation, talk_id):
    """One talk, at any time: what was asked is also entered afterwards."""
    row = the_talk(participation.seminar, talk_id)
    programme = Programme(participation.seminar)
    return talk_page(request, participation, programme, programme.of(row))


@guarded("organiser", "supervisor")
@require_safe
def questions(request, participation):
    """Every credit by person, with what it is worth."""
    return questions_page(request, participation)


def talk_page(request, participation, programme, slot, *, page="talk", status=200, **more):
    desk = Desk(participation, programme, slot, request.at)
    context = {"seminar": participation.seminar, "desk": desk, "slot": slot, "page": page, **more}
    return render(request, "programme/day_talk.html", context, status=status)


def questions_page(request, participation, *, status=200, **more):
    roster = Roster(participation, request.at)
    context = {"seminar": participation.seminar, "roster": roster, "page": "questions", **more}
    return render(request, "programme/day_questions.html", context, status=status)


# ---- credits --------------------------------------------------------------------------------------------------------


@guarded("organiser", "supervisor")
@require_POST
def credit(request, participation, talk_id):
    """A good question; a second tap on the same name is answered with the first one."""
    seminar = participation.seminar
    row = the_talk(seminar, talk_id)
    number = request.POST.get("person", "")
    if not number.isdecimal():
        raise Http404
    person = get_object_or_404(seminar.participations.students().with_people(), pk=number)
    try:
        given, is_new = actions.credit(participation=participation, talk=row, person=person)
    except actions.Closed as closed:
        return refused(request, participation, row, closed_text(seminar, closed.at))
    except actions.NotCreditable:
        return refused(request, participation, row, not_creditable(row, person))
    if not is_new:
        messages.info(request, already(given, request.user, seminar))
    return back(request, participation, row, f"person-{person.pk}")


@guarded("organiser", "supervisor")
@require_POST
def undo_credit(request, participation, credit_id):
    seminar = participation.seminar
    row = the_credit(seminar, credit_id)
    try:
        actions.undo_credit(participation=participation, credit=row)
    except actions.Closed as closed:
        return refused(request, participation, row.talk, closed_text(seminar, closed.at))
    messages.success(request, _("The credit of %(name)s is taken back.") % names(row))
    return back(request, participation, row.talk, f"person-{row.participation_id}")


@guarded("organiser", "supervisor")
@require_POST
def note_credit(request, participation, credit_id):
    """What was asked, in a few words."""
    seminar = participation.seminar
    row = the_credit(seminar, credit_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return refused(request, participation, row.talk, "", status=422, form=form, noted=row.pk)
    try:
        actions.note_credit(participation=participation, credit=row, note=form.cleaned_data["note"])
    except actions.Closed as closed:
        return refused(request, participation, row.talk, closed_text(seminar, closed.at))
    except actions.NotCreditable:
        text = _("The credit of %(name)s was taken back meanwhile.") % names(row)
        return refused(request, participation, row.talk, text)
    messages.success(request, _("The note about the question of %(name)s is stored.") % names(row))
    return back(request, participation, row.talk, f"credit-{row.pk}")


# ---- what the acts share --------------------------------------------------------------------------------------------


def the_talk(seminar: Seminar, talk_id) -> Talk:
    return get_object_or_404(credits.talks_of(seminar), pk=talk_id)


def the_credit(seminar: Seminar, credit_id) -> QuestionCredit:
    return get_object_or_404(credits.all_of(seminar), pk=credit_id)


def back(request, participation, row: Talk, place: str):
    """Where the button was: the page of the moment only while it still shows this talk, so that it never jumps."""
    seminar, came_from = participation.seminar, request.POST.get("back")
    if came_from == "questions":
        return redirect(f"{reverse('programme:questions', args=[seminar.slug])}#{place}")
    if came_from == "now":
        current = Programme(seminar).current(request.at)
        if current and current.talk_pk == row.pk:
            return redirect(f"{reverse('programme:now', args=[seminar.slug])}#{place}")
    return redirect(f"{reverse('programme:talk', args=[seminar.slug, row.pk])}#{place}")


def refused(request, participation, row: Talk, text: str, *, status=409, **more):
    """The page the button was on, with the reason first."""
    more.update(errors=[text] if text else [], has_errors=True, heading=_("Not stored:"))
    if request.POST.get("back") == "questions":
        return questions_page(request, participation, status=status, **more)
    programme = Programme(participation.seminar)
    return talk_page(request, participation, programme, programme.of(row), status=status, **more)


def names(row: QuestionCredit) -> dict[str, str]:
    return {"name": row.participation.user.display_name}


def not_creditable(row: Talk, person) -> str:
    name = {"name": person.user.display_name}
    if person.pk == row.participation_id:
        return _("%(name)s gives this talk. Credits are for questions in the talks of others.") % name
    return _("%(name)s holds no paper in this seminar any more.") % name


def already(given: QuestionCredit, user, seminar: Seminar) -> str:
    """Who was first, and when."""
    told = {**names(given), "by": given.given_by.display_name, "when": formats.short(given.given_at, seminar.zone)}
    if given.given_by_id == user.pk:
        text = _("You have credited %(name)s in this talk already, %(when)s. It counts once per person and talk.")
    else:
        text = _("%(name)s is already credited by %(by)s, %(when)s. It counts once per person and talk.")
    return text % told

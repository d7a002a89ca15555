"""Who takes part: the list, invitations, the open join link."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from seminar.seminars import address_list
from seminar.seminars.actions import people as actions
from seminar.seminars.forms.people import InvitationForm, PeopleFilter, RemovalForm, invited_text
from seminar.seminars.guard import guarded
from seminar.seminars.invitations import Fate, sort_out
from seminar.seminars.models import Participation, Seminar
from seminar.seminars.policies import may_join

SWITCH = {"on": True, "off": False}


@guarded("organiser")
@require_GET
def people(request, participation: Participation):
    """Everybody with a role, whoever has left in a group of its own, and the join link."""
    seminar = participation.seminar
    everybody = list(seminar.participations.with_people())
    form = PeopleFilter(request.GET)
    chosen = form.chosen(everybody)
    context = {
        "seminar": seminar,
        "filter": form,
        "is_filtered": len(chosen) < len(everybody),
        "number": sum(1 for row in everybody if not row.has_left),
        "present": [row for row in chosen if not row.has_left],
        "left": [row for row in chosen if row.has_left],
        "join_url": join_url(request, seminar),
    }
    return render(request, "seminars/people.html", context)


# ---- invitations ----------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def invitations(request, participation: Participation):
    """The form; by POST from the preview, the act."""
    seminar = participation.seminar
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        role, found = form.cleaned_data["role"], form.cleaned_data["found"]
        invitees = actions.invite(participation=participation, role=role, people=found.people)
        messages.success(request, invited_text(sum(1 for invitee in invitees if invitee.is_invited)))
        return redirect("seminars:people", seminar.slug)
    return render(
        request, "seminars/people_invitations.html", {"seminar": seminar, "form": form}, status=status_of(form)
    )


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def invitation_preview(request, participation: Participation):
    """What the act would do. Nothing is stored: the list travels to the act in the page and is read again there."""
    seminar = participation.seminar
    if request.method == "GET":
        # Reached by switching the language on the preview, for one.
        return redirect("seminars:invitations", seminar.slug)
    form = InvitationForm(request.POST, request.FILES)
    context = {"seminar": seminar, "form": form}
    if not form.is_valid():
        return render(request, "seminars/people_invitations.html", context, status=422)
    role, found = form.cleaned_data["role"], form.cleaned_data["found"]
    invitees = sort_out(seminar, role, found.people)
    context |= {
        "role": role,
        "found": found,
        "groups": [(fate, [row for row in invitees if row.fate == fate]) for fate in Fate],
        "number": sum(1 for row in invitees if row.is_invited),
        "rows": address_list.written(row.carried for row in invitees if row.is_invited),
    }
    return render(request, "seminars/people_preview.html", context)


# ---- leaving --------------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def removal(request, participation: Participation, participation_id: int):
    seminar = participation.seminar
    person = get_object_or_404(seminar.participations.present().with_people(), pk=participation_id)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["left_reason"]
        try:
            actions.remove_person(participation=participation, person=person, reason=reason)
        except actions.LastOrganiser:
            form.add_error(None, _("Nobody else organises this seminar. Invite another organiser first."))
        else:
            messages.success(request, _("%(name)s has left the seminar.") % {"name": person.user.display_name})
            return redirect("overview:start") if person == participation else redirect("seminars:people", seminar.slug)
    papers = person.supervised_papers.select_related("paper")
    context = {"seminar": seminar, "form": form, "person": person, "papers": papers}
    return render(request, "seminars/people_removal.html", context, status=status_of(form))


# ---- the open join link ---------------------------------------------------------------------------------------------


@guarded("organiser")
@require_POST
def join_link(request, participation: Participation):
    state = request.POST.get("state")
    if state not in SWITCH:
        return HttpResponseBadRequest()
    actions.switch_join_link(participation=participation, on=SWITCH[state])
    opened, closed = _("The join link is open. A link from before does not work any more."), _("The join link is off.")
    messages.success(request, opened if SWITCH[state] else closed)
    return redirect(f"{reverse('seminars:people', args=[participation.seminar.slug])}#join-link")


@guarded()
@require_http_methods(["GET", "POST"])
def join(request, seminar: Seminar, code: str):
    """What joining means, for whoever has the link; by POST, joining."""
    if not may_join(seminar, code, []):
        raise Http404
    present = [row for row in request.participations if not row.has_left]
    if present:
        return redirect(actions.home_of(present[0]))
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            actions.join(seminar=seminar, user=request.user, code=code)
        except actions.NotJoinable:
            raise Http404 from None
        messages.success(request, _("You take part in this seminar now."))
        return redirect("overview:mine", seminar.slug)
    context = {
        "seminar": seminar,
        "has_left": bool(request.participations),
        "window": window_of(seminar),
        "is_late": seminar.timeline.state("preferences", request.at) == "over",
    }
    return render(request, "seminars/join.html", context)


# ---- answers --------------------------------------------------------------------------------------------------------


def status_of(form) -> int:
    return 422 if form.errors else 200


def join_url(request, seminar: Seminar) -> str:
    if not seminar.join_code:
        return ""
    return request.build_absolute_uri(reverse("seminars:join", args=[seminar.slug, seminar.join_code]))


def window_of(seminar: Seminar):
    window = seminar.timeline.get("preferences")
    return window if window.is_known else None

"""The calendar files, and the page where a person makes, changes or ends their secret address."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seminar import clock
from seminar.overview import actions, calendar
from seminar.overview.models import CalendarAddress
from seminar.seminars.guard import guarded


@guarded()
@require_safe
def of_seminar(request, seminar):
    """The dates of a seminar, for everybody who may see it."""
    return calendar_answer(calendar.feed_of_seminar(seminar), f"{seminar.slug}.ics")


@login_not_required
@require_safe
def of_person(request, token):
    """One person's dates. Whoever knows the address reads them: a calendar program cannot sign in."""
    address = get_object_or_404(CalendarAddress.objects.select_related("user"), token=token, user__is_active=True)
    answer = calendar_answer(calendar.feed_of_person(address.user), "seminars.ics")
    answer["Cache-Control"] = "private, no-store"
    return answer


def calendar_answer(content: bytes, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=disposition)


@require_http_methods(["GET", "POST"])
def address(request):
    """Copy the address, replace it, switch it off."""
    request.at = clock.now()
    if request.method == "POST":
        act = request.POST.get("act")
        if act == "new":
            actions.make_calendar_address(user=request.user, at=request.at)
            messages.success(request, _("This is your new address. An earlier one no longer works."))
        elif act == "off":
            actions.end_calendar_address(user=request.user)
            messages.success(request, _("The address is switched off."))
        else:
            return HttpResponseBadRequest()
        return redirect("overview:calendar_address")
    known = CalendarAddress.objects.filter(user=request.user).first()
    return render(request, "overview/calendar.html", {"address": known, **links_of(known, request)})


def links_of(known: CalendarAddress | None, request) -> dict:
    """The address to copy, and the same for programs that open it themselves."""
    if known is None:
        return {}
    # A demonstration is started on any port; elsewhere a forged Host must not end up in somebody's calendar.
    site = request.build_absolute_uri("/") if settings.DEMO else settings.SITE_URL
    link = site.rstrip("/") + reverse("overview:my_calendar", args=[known.token])
    return {"link": link, "open_link": urlsplit(link)._replace(scheme="webcal").geturl()}

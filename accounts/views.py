"""A person's own settings, and the two switches at the edge of every page."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import ProfileForm

YEAR = 365 * 24 * 3600
THEMES = ("light", "dark", "auto")


def back(request) -> HttpResponseRedirect:
    """To the page the switch was on, never to another host."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if safe else "/")


def remember(response, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


@login_not_required
@require_POST
def language(request):
    """Switch the language of the pages, and of the mails of whoever is signed in."""
    code = request.POST.get("language", "")
    response = back(request)
    if code in dict(settings.LANGUAGES) and check_for_language(code):
        remember(response, settings.LANGUAGE_COOKIE_NAME, code)
        if request.user.is_authenticated:
            request.user.language = code
            request.user.save(update_fields=["language"])
    return response


@login_not_required
@require_POST
def theme(request):
    """Light, dark, or as the device."""
    response = back(request)
    if request.POST.get("theme") in THEMES:
        remember(response, "theme", request.POST["theme"])
    return response


@require_http_methods(["GET", "POST"])
def profile(request):
    """The person's own facts."""
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your settings are stored."))
        response = redirect("accounts:profile")
        remember(response, settings.LANGUAGE_COOKIE_NAME, request.user.language)
        return response
    # An invalid name must not appear in the page head as if it were stored.
    if form.errors:
        request.user.refresh_from_db()
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)

"""Signing in leads back to a page; pages of a signed-in person stay out of every cache."""

from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme


class BackToAPage(LoginRequiredMiddleware):
    """Who presses a button after the session has ended returns to the page with the button.

    Many addresses take a POST only; after signing in they would answer 405 with an empty page.
    """

    def handle_no_permission(self, request, view_func):
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        came_from = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure()):
            came_from = "/"
        page = urlsplit(came_from)._replace(scheme="", netloc="", fragment="").geturl()
        return redirect_to_login(page, self.get_login_url(view_func), self.get_redirect_field_name(view_func))


def private_pages(get_response):
    """Mark each answer that was made for somebody as private and not to be stored."""

    def middleware(request):
        response = get_response(request)
        if request.session.accessed and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware

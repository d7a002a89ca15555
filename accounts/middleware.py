"""Pages of a signed-in person stay out of every cache."""

from django.utils.cache import patch_cache_control


def private_pages(get_response):
    """Mark each answer that was made for somebody as private and not to be stored."""

    def middleware(request):
        response = get_response(request)
        # Asking for the user here would load the session of static files and health checks.
        if response.has_header("Cache-Control"):
            return response
        if getattr(request, "session", None) is not None and (
            request.session.accessed or request.user.is_authenticated
        ):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware

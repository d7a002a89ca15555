"""Pages of a signed-in person stay out of every cache."""

from django.utils.cache import patch_cache_control


def private_pages(get_response):
    """Mark each answer that was made for somebody as private and not to be stored."""

    def middleware(request):
        response = get_response(request)
        if request.session.accessed and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware

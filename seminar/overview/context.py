"""What stands around every page: navigation, next deadline, zone, theme, language.

Made from what the guard has loaded. On the pages of a seminar it costs no query until the first meeting; afterwards a
student's own deadlines cost two at most and the question whether a programme is published one. Elsewhere a signed-in
person's next deadline among all their seminars costs two more; an anonymous page costs none.
"""

import logging
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, get_language_info

from seminar import clock
from seminar.overview import demonstration
from seminar.overview.deadline import deadline_of, nearest_deadline
from seminar.overview.navigation import navigation
from seminar.seminars.models import Participation, Seminar
from seminar.seminars.policies import may_see

logger = logging.getLogger(__name__)

THEMES = ("light", "dark", "auto")


def frame(request) -> dict:
    """`frame` for every template, and `seminar` for error pages inside a seminar the person may see.

    Never raises: error pages are drawn through it, too.
    """
    at = getattr(request, "at", None) or clock.now()
    known = {
        "nav": [],
        "deadline": None,
        "at": at,
        "zone": settings.TIME_ZONE,
        "theme": theme_of(request),
        "demo": settings.DEMO,
        "imprint_url": settings.IMPRINT_URL,
        "other_languages": other_languages(),
    }
    if settings.DEMO:
        # A function: only the sign-in page asks for the list, so only that page pays for it.
        known["demo_people"] = demonstration.people
    seminar = getattr(request, "seminar", None)
    participations = [row for row in getattr(request, "participations", ()) if not row.has_left]
    try:
        if seminar is None:
            known["deadline"] = nearest_deadline(getattr(request, "user", None), at)
        elif participations or may_see(seminar, participations):
            known.update(around_seminar(request, seminar, participations, at))
            return {"frame": known, "seminar": seminar}
    except Exception:
        logger.exception("The frame of %s is incomplete", request.path)
    return {"frame": known}


def around_seminar(request, seminar: Seminar, participations: list[Participation], at: datetime) -> dict:
    nav = navigation(request.path, seminar, participations, at, may_see(seminar, participations))
    programme = reverse("programme:public", args=[seminar.slug])
    return {
        "nav": nav,
        "deadline": deadline_of(seminar, participations, at),
        "programme_url": next((entry.url for entry in nav if entry.url == programme), ""),
        "zone": seminar.zone,
    }


# ---- theme and language ---------------------------------------------------------------------------------------------


def theme_of(request) -> str:
    chosen = request.COOKIES.get("theme")
    return chosen if chosen in THEMES else "auto"


def other_languages() -> list[dict]:
    """The languages one can switch to, each by its own name."""
    current = (get_language() or settings.LANGUAGE_CODE)[:2]
    codes = [code for code, _name in settings.LANGUAGES if code != current]
    return [{"code": code, "name": get_language_info(code)["name_local"]} for code in codes]

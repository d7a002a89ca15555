"""What stands around every page: navigation, next deadline, zone, theme, language.

Made from what the guard has loaded, so it costs no query on the pages of a seminar. Elsewhere a signed-in person's next
deadline among all their seminars costs one; an anonymous page costs none.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, pgettext
from django.utils.translation import gettext as _

from seminar import clock
from seminar.core import timeline
from seminar.overview import demonstration
from seminar.seminars.models import Milestone, Participation, Seminar
from seminar.seminars.policies import may_see

logger = logging.getLogger(__name__)

THEMES = ("light", "dark", "auto")
WITHIN = timedelta(days=31)
SOON = timedelta(hours=24)
ORGANISER, SUPERVISOR, STUDENT, PUBLIC = "organiser", "supervisor", "student", "public"
# Pages that are a step on the way of another one: the navigation marks that one.
PART_OF = {
    "overview:mine": ("preferences:mine", "assignment:my_paper", "assignment:deregistration"),
    "assignment:workbench": ("assignment:meeting",),
}


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
            known["deadline"] = nearest_deadline(request, at)
        elif participations or may_see(seminar, participations):
            known.update(around_seminar(request, seminar, participations, at))
            return {"frame": known, "seminar": seminar}
    except Exception:
        logger.exception("The frame of %s is incomplete", request.path)
    return {"frame": known}


def around_seminar(request, seminar: Seminar, participations: list[Participation], at: datetime) -> dict:
    role = role_of(participations)
    return {
        "nav": navigation(request.path, seminar, role, may_see(seminar, participations)),
        "deadline": deadline_of(seminar, role, at),
        "zone": seminar.zone,
    }


def role_of(participations: list[Participation]) -> str:
    """The role that decides what the frame shows; whoever organises and supervises, organises."""
    held = {row.role for row in participations}
    return next((role for role in (ORGANISER, SUPERVISOR, STUDENT) if role in held), PUBLIC)


# ---- navigation -----------------------------------------------------------------------------------------------------


def navigation(path: str, seminar: Seminar, role: str, is_public: bool) -> list[dict]:
    """The pages of the seminar for this role; the one with the longest address that `path` begins with is current."""
    public = [("seminars:public", _("Seminar")), ("preferences:catalogue", _("Papers"))] if is_public else []
    if role == ORGANISER:
        pages = [
            ("overview:cockpit", _("Overview")),
            ("seminars:people", _("People")),
            ("seminars:papers", _("Papers")),
            ("preferences:monitor", _("Preferences")),
            ("assignment:workbench", _("Assignment")),
            ("seminars:dates", _("Dates")),
            ("overview:outbox", pgettext("Page of messages", "Mail")),
            ("overview:record", _("Record")),
            ("seminars:public", _("Public page")),
        ]
    elif role == STUDENT:
        pages = [*public, ("overview:mine", _("My seminar"))]
    else:
        pages = public
    entries = [
        {"label": label, "url": reverse(name, args=[seminar.slug]), "is_current": False} for name, label in pages
    ]
    current = current_entry(path, entries, seminar)
    for entry in entries:
        entry["is_current"] = entry is current
    return entries


def current_entry(path: str, entries: list[dict], seminar: Seminar) -> dict | None:
    """The entry whose page, or whose sub-page, `path` is. The public page is the beginning of every address."""
    public = reverse("seminars:public", args=[seminar.slug])
    for home, pages in PART_OF.items():
        home = reverse(home, args=[seminar.slug])
        is_shown = any(entry["url"] == home for entry in entries)
        if is_shown and any(path.startswith(reverse(name, args=[seminar.slug])) for name in pages):
            path = home
    fitting = [
        entry for entry in entries if path == entry["url"] or public != entry["url"] == path[: len(entry["url"])]
    ]
    return max(fitting, key=lambda row: len(row["url"]), default=None)


# ---- the next deadline ----------------------------------------------------------------------------------------------


def deadline_of(seminar: Seminar, role: str, at: datetime) -> dict | None:
    """The next date this role has to keep in this seminar; outsiders are told of the preferences only."""
    keys = ("preferences",) if role == PUBLIC else None
    milestone = seminar.timeline.next_deadline(at, keys, WITHIN)
    return worded(milestone, seminar.slug, role, at) if milestone else None


def worded(milestone: timeline.Milestone, slug: str, role: str, at: datetime) -> dict:
    label, text = {
        "preferences": (_("Preferences"), pgettext("Preferences … Wed 10 Mar", "close")),
        "deregistration": (_("De-registration"), pgettext("De-registration … Mon 3 May", "is possible until")),
        "hand_in": (_("Report and first version of the slides"), pgettext("Report … Thu 1 Jul", "are due")),
    }[milestone.key]
    return {
        "label": label,
        "text": text,
        "ends": milestone.ends,
        "url": target(milestone.key, slug, role),
        "is_soon": milestone.ends - at <= SOON,
    }


def target(key: str, slug: str, role: str) -> str:
    """Where this role does something about the date, or reads more about it."""
    if role == ORGANISER:
        return reverse("preferences:monitor" if key == "preferences" else "seminars:dates", args=[slug])
    if role == STUDENT:
        pages = {"preferences": "preferences:mine", "deregistration": "assignment:deregistration"}
        return reverse(pages.get(key, "overview:mine"), args=[slug])
    return reverse("seminars:public", args=[slug])


def nearest_deadline(request, at: datetime) -> dict | None:
    """On a page that belongs to no seminar: the next deadline of this person in any, with the seminar's name."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    shapes = (timeline.Shape.WINDOW, timeline.Shape.DEADLINE)
    row = (
        Milestone.objects.filter(
            kind__in=[kind.key for kind in timeline.KINDS if kind.shape in shapes],
            ends_at__gt=at,
            ends_at__lte=at + WITHIN,
            seminar__participations__user=user,
            seminar__participations__left_at__isnull=True,
        )
        .order_by("ends_at", "seminar__participations__role")
        .values("kind", "ends_at", "seminar__slug", "seminar__title", "seminar__participations__role")
        .first()
    )
    if row is None:
        return None
    milestone = timeline.Milestone(row["kind"], ends=row["ends_at"])
    # "organiser" comes before "student" and "supervisor", as in `role_of`.
    found = worded(milestone, row["seminar__slug"], row["seminar__participations__role"], at)
    return {**found, "label": f"{row['seminar__title']}: {found['label']}"}


# ---- theme and language ---------------------------------------------------------------------------------------------


def theme_of(request) -> str:
    chosen = request.COOKIES.get("theme")
    return chosen if chosen in THEMES else "auto"


def other_languages() -> list[dict]:
    """The languages one can switch to, each by its own name."""
    current = (get_language() or settings.LANGUAGE_CODE)[:2]
    codes = [code for code, _name in settings.LANGUAGES if code != current]
    return [{"code": code, "name": get_language_info(code)["name_local"]} for code in codes]

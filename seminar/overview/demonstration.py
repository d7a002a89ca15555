"""The people of the demonstration: who is offered on the sign-in page, and where each of them begins."""

import json
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.seminars.models import Participation

FOLDER = Path(__file__).parent / "demo"
# Reserved for examples: no mail to such an address can reach anybody.
DOMAIN = "@example.org"


def facts() -> dict:
    """Titles, people and preferences of the demonstration."""
    return json.loads((FOLDER / "facts.json").read_text(encoding="utf-8"))


def invented():
    """Everybody whom one click may sign in."""
    return get_user_model().objects.filter(is_active=True, email__endswith=DOMAIN)


def people() -> list[dict]:
    """The people offered on the sign-in page, organiser first: `user` and a `text` that says who they are now."""
    offered = facts()["offered"]
    rows = (
        Participation.objects.present()
        .filter(user__in=invented(), user__email__in=offered)
        .select_related("user", "seminar")
        .annotate(ranked=Count("preference_list__preferences", filter=Q(role="student")))
        .order_by("seminar__created_at", "pk")
    )
    first = {}
    for row in rows:
        first.setdefault(row.user.email, row)
    return [{"user": first[email].user, "text": described(first[email])} for email in offered if email in first]


def described(row: Participation) -> str:
    """Role and state in two short sentences."""
    if row.is_organiser:
        return _("Organiser. Runs the seminar: dates, papers, people.")
    if row.is_supervisor:
        return _("Supervisor. Guides students on their papers.")
    if not row.user.last_login:
        return _("Student. Has never signed in.")
    if not row.ranked:
        return _("Student. Has ranked no paper yet.")
    if row.ranked < row.seminar.min_preferences:
        minimum = row.seminar.min_preferences
        text = ngettext(
            "Student. Has ranked %(n)d of %(minimum)d paper.",
            "Student. Has ranked %(n)d of %(minimum)d papers.",
            minimum,
        )
        return text % {"n": row.ranked, "minimum": minimum}
    text = ngettext("Student. Has ranked %(n)d paper.", "Student. Has ranked %(n)d papers.", row.ranked)
    return text % {"n": row.ranked}


def first_page(user) -> str:
    """Where this person begins: the page of their role in their first seminar."""
    row = user.participations.present().select_related("seminar").order_by("seminar__created_at", "role").first()
    if row is None:
        return reverse("overview:start")
    pages = {"organiser": "overview:cockpit", "student": "overview:mine", "supervisor": "preferences:catalogue"}
    return reverse(pages[row.role], args=[row.seminar.slug])

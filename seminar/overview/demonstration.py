"""The people of the demonstration: who is offered on the sign-in page, and where each of them begins."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar import clock
from seminar.assignment import querysets
from seminar.grading.models import Grade
from seminar.overview.start import state_of
from seminar.seminars.models import Participation, Seminar
from seminar.submissions.models import Extension, Submission

FOLDER = Path(__file__).parent / "demo"
# Reserved for examples: no mail to such an address can reach anybody.
DOMAIN = "@example.org"
# The seminars one begins in, by their addresses, in this order; further ones after them, as they were made.
FIRST = ("deep-learning-theory", "robustness-and-generalisation", "deep-learning-theory-2021")
PAGES = {"organiser": "overview:cockpit", "student": "overview:mine", "supervisor": "overview:duties"}
STUDENTS = 3  # of each seminar are offered, no two in the same situation; these are the situations, most to see first
SITUATIONS = (
    "grade",
    "files, more time",
    "files",
    "more time",
    "paper",
    "ranked",
    "too few",
    "never",
    "none",
    "waiting",
)


def facts() -> dict:
    """Titles, people and preferences of the demonstration."""
    return json.loads((FOLDER / "facts.json").read_text(encoding="utf-8"))


def invented():
    """Everybody whom one click may sign in."""
    return get_user_model().objects.filter(is_active=True, email__endswith=DOMAIN)


@dataclass(frozen=True)
class Offer:
    """One person of one seminar, who can be entered by a click, and who that is at the moment."""

    user: object
    text: str


@dataclass(frozen=True)
class Group:
    """One seminar, how it stands, and the people who are offered."""

    seminar: Seminar
    state: str
    people: list[Offer]


def people() -> list[Group]:
    """What the sign-in page offers: of each seminar an organiser, a supervisor, and students who differ."""
    known, at = set(facts()["offered"]), clock.now()
    seminars = Seminar.objects.announced().prefetch_related("milestones").order_by("created_at")
    groups = [
        Group(seminar, state_of(seminar, at), offered(seminar, known))
        for seminar in sorted(seminars, key=lambda row: place_of(row.slug))
    ]
    # Where nobody but an organiser takes part yet, there is nothing to be seen from different sides.
    return [group for group in groups if len(group.people) > 1]


def place_of(slug: str) -> int:
    return FIRST.index(slug) if slug in FIRST else len(FIRST)


def offered(seminar: Seminar, known: set[str]) -> list[Offer]:
    rows = (
        seminar.participations.present()
        .filter(user__in=invented())
        .select_related("user")
        .annotate(
            ranked=Count("preference_list__preferences", filter=Q(role="student")),
            holds=Exists(querysets.holders(seminar).filter(pk=OuterRef("pk"))),
            files=Subquery(
                Submission.objects.filter(participation=OuterRef("pk"))
                .values("participation")
                .annotate(number=Count("pk"))
                .values("number")
            ),
            has_more_time=Exists(Extension.objects.filter(participation=OuterRef("pk"), replaced_at__isnull=True)),
            has_grade=Exists(Grade.objects.filter(participation=OuterRef("pk"))),
            is_assigned=Exists(seminar.publications.all()),
        )
        .order_by("pk")
    )
    everybody = sorted(rows, key=lambda row: row.user.email not in known)
    found: dict[str, Offer] = {}
    for row in everybody:
        row.seminar = seminar
        situation, text = described(row)
        found.setdefault(situation, Offer(row.user, text))
    staff = [found[role] for role in ("organiser", "supervisor") if role in found]
    return staff + [found[situation] for situation in SITUATIONS if situation in found][:STUDENTS]


def described(row: Participation) -> tuple[str, str]:
    """The situation somebody is in, as a word and in two short sentences."""
    if row.is_organiser:
        return "organiser", _("Organiser. Runs the seminar: dates, papers, people.")
    if row.is_supervisor:
        return "supervisor", _("Supervisor. Guides students on their papers and grades them.")
    if row.has_grade:
        return "grade", _("Student. Can read the grade and how it was made.")
    if row.holds:
        return with_paper(row)
    if row.is_assigned:
        return "waiting", _("Student. Got no paper.")
    return before_assignment(row)


def with_paper(row: Participation) -> tuple[str, str]:
    if row.files:
        text = ngettext(
            "Student. Has a paper and has handed in %(n)d file.",
            "Student. Has a paper and has handed in %(n)d files.",
            row.files,
        )
        situation = "files, more time" if row.has_more_time else "files"
        more = _("One deadline is later than that of the others.") if row.has_more_time else ""
        return situation, f"{text % {'n': row.files}} {more}".strip()
    if row.has_more_time:
        return "more time", _("Student. Has a paper and more time, and has handed in nothing yet.")
    return "paper", _("Student. Has a paper and has handed in nothing yet.")


def before_assignment(row: Participation) -> tuple[str, str]:
    if not row.user.last_login:
        return "never", _("Student. Has never signed in.")
    if not row.ranked:
        return "none", _("Student. Has ranked no paper yet.")
    if row.ranked < row.seminar.min_preferences:
        minimum = row.seminar.min_preferences
        text = ngettext(
            "Student. Has ranked %(n)d of %(minimum)d paper.",
            "Student. Has ranked %(n)d of %(minimum)d papers.",
            minimum,
        )
        return "too few", text % {"n": row.ranked, "minimum": minimum}
    text = ngettext("Student. Has ranked %(n)d paper.", "Student. Has ranked %(n)d papers.", row.ranked)
    return "ranked", text % {"n": row.ranked}


def first_page(user, slug: str = "") -> str:
    """Where this person begins: the page of their role, in the seminar of this address if they take part there."""
    rows = user.participations.present().select_related("seminar").order_by("seminar__created_at", "role")
    found = sorted(rows, key=lambda row: (row.seminar.slug != slug, place_of(row.seminar.slug)))
    return reverse(PAGES[found[0].role], args=[found[0].seminar.slug]) if found else reverse("overview:start")

"""The seminars of the start page, each with one sentence on how it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seminar.display import formats
from seminar.seminars.ledger import TITLES
from seminar.seminars.models import Participation, Seminar

PAGES = {"organiser": "overview:cockpit", "student": "overview:mine", "supervisor": "overview:duties"}


@dataclass(frozen=True)
class Row:
    """One seminar, where it leads this visitor, what they are in it, and how it stands."""

    seminar: Seminar
    url: str
    state: SafeString
    roles: str = ""


def own_rows(user, at: datetime) -> list[Row]:
    """The seminars this person has a part in; before the announcement only those they organise or supervise."""
    if not user.is_authenticated:
        return []
    rows = (
        Participation.objects.present()
        .filter(user=user)
        .select_related("seminar")
        .prefetch_related("seminar__milestones")
        .order_by("-seminar__semester", "seminar__title", "role")
    )
    by_seminar: dict[int, list[Participation]] = {}
    for row in rows:
        if row.seminar.is_announced or not row.is_student:
            by_seminar.setdefault(row.seminar_id, []).append(row)
    return open_first([own_row(held, at) for held in by_seminar.values()], at)


def own_row(held: list[Participation], at: datetime) -> Row:
    seminar = held[0].seminar
    roles = ", ".join(str(row.get_role_display()) for row in held)
    return Row(seminar, reverse(PAGES[held[0].role], args=[seminar.slug]), state_of(seminar, at), roles)


def other_rows(own: list[Row], at: datetime) -> list[Row]:
    """The other announced seminars."""
    seminars = Seminar.objects.announced().exclude(pk__in=[row.seminar.pk for row in own])
    rows = [
        Row(seminar, reverse("seminars:public", args=[seminar.slug]), state_of(seminar, at))
        for seminar in seminars.prefetch_related("milestones")
    ]
    return open_first(rows, at)


def open_first(rows: list[Row], at: datetime) -> list[Row]:
    """Where something can be done now stands first; otherwise the order stays."""
    return sorted(rows, key=lambda row: not row.seminar.timeline.is_open("preferences", at))


def state_of(seminar: Seminar, at: datetime) -> SafeString:
    """The date that matters most to somebody who looks from outside."""
    if not seminar.is_announced:
        return format_html("{}", _("Not announced yet: only its staff see it."))
    window = seminar.timeline.get("preferences")
    state = seminar.timeline.state("preferences", at)
    if state == "open":
        sentence = _("Preferences open until {when} ({relative}).")
        until = formats.deadline_stamp(window.ends, seminar.zone)
        return format_html(sentence, when=until, relative=formats.relative(window.ends, at))
    if state == "before":
        sentence = _("Preferences open on {when} ({relative}).")
        start = formats.moment_stamp(window.starts, seminar.zone)
        return format_html(sentence, when=start, relative=formats.relative(window.starts, at))
    return later_state(seminar, at)


def later_state(seminar: Seminar, at: datetime) -> SafeString:
    if seminar.timeline.phase(at) == "grades":
        return format_html("{}", _("The block seminar is over."))
    ahead = next((milestone for milestone in seminar.timeline.upcoming(at) if milestone.is_known), None)
    if ahead is None:
        return format_html("{}", _("The dates are still open."))
    pattern, stamps = formats.when_parts(ahead, seminar.zone)
    return format_html(_("Next: {title}, {when}."), title=TITLES[ahead.key], when=format_html(pattern, **stamps))

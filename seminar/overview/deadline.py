"""The next date somebody has to keep, for the line below the navigation of every page."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seminar.assignment import querysets
from seminar.core import timeline
from seminar.core.local_time import utc
from seminar.overview.navigation import ORGANISER, PUBLIC, STUDENT, SUPERVISOR, role_of
from seminar.seminars.models import Participation, Seminar
from seminar.submissions.models import Deliverable, Extension, Submission

WITHIN = timedelta(days=31)
SOON = timedelta(hours=24)
# Until the first meeting nobody works on a report: the pages of the first phases cost no query for one.
FILE_PHASES = timeline.PHASES[timeline.PHASES.index("first_meeting") :]


@dataclass(frozen=True)
class Deadline:
    """What, in two words around the moment, and where something is done about it. `ends` is exclusive."""

    label: str
    text: str
    ends: datetime
    url: str
    is_soon: bool


def deadline_of(seminar: Seminar, participations: list[Participation], at: datetime) -> Deadline | None:
    """The next one of this person in this seminar; outsiders are told of the preferences only.

    No query but for a student from the first meeting on: then one for what they hand in, and one for who hands in.
    """
    role = role_of(participations)
    person = next((row for row in participations if row.is_student), None)
    has_files = role == STUDENT and seminar.timeline.phase(at) in FILE_PHASES
    keys = ("preferences",) if role == PUBLIC else ("preferences", "deregistration") if has_files else None
    milestone = seminar.timeline.next_deadline(at, keys, WITHIN)
    found = [worded(milestone, seminar.slug, role, at)] if milestone else []
    if has_files:
        found += own_files(person, at)
    return min(found, key=lambda row: row.ends, default=None)


def worded(milestone: timeline.Milestone, slug: str, role: str, at: datetime) -> Deadline:
    label, text = {
        "preferences": (_("Preferences"), pgettext("Preferences … Wed 10 Mar", "close")),
        "deregistration": (_("De-registration"), pgettext("De-registration … Mon 3 May", "is possible until")),
        "hand_in": (_("Reports"), pgettext("Reports … Thu 1 Jul", "are due")),
    }[milestone.key]
    return Deadline(label, text, milestone.ends, target(milestone.key, slug, role), milestone.ends - at <= SOON)


def target(key: str, slug: str, role: str) -> str:
    """Where this role does something about the date, or reads more about it."""
    pages = {
        ORGANISER: {"preferences": "preferences:monitor", "hand_in": "submissions:matrix", "": "seminars:dates"},
        SUPERVISOR: {"hand_in": "overview:duties", "": "seminars:public"},
        STUDENT: {
            "preferences": "preferences:mine",
            "deregistration": "assignment:deregistration",
            "": "overview:mine",
        },
    }.get(role, {"": "seminars:public"})
    return reverse(pages.get(key, pages[""]), args=[slug])


# ---- files ----------------------------------------------------------------------------------------------------------


def own_files(person: Participation, at: datetime) -> list[Deadline]:
    """What this student has to hand in within the next weeks, extensions included; nothing without a paper."""
    seminar = person.seminar
    ahead = [(row, due) for row in deliverables_of(person) if (due := due_of(row, seminar)) and at < due <= at + WITHIN]
    if not ahead or not querysets.holders(seminar).filter(pk=person.pk).exists():
        return []
    return [file_deadline(row, due, seminar.slug, at) for row, due in ahead]


def deliverables_of(person: Participation):
    """With `extended`, the own deadline, and `is_there`, whether a file has arrived; one query."""
    own = {"deliverable": OuterRef("pk"), "participation": person}
    return Deliverable.objects.filter(seminar=person.seminar_id).annotate(
        extended=Subquery(Extension.objects.filter(**own, replaced_at__isnull=True).values("ends_at")[:1]),
        is_there=Exists(Submission.objects.filter(**own)),
    )


def due_of(deliverable: Deliverable, seminar: Seminar) -> datetime | None:
    """As `standing.py` has it: an extension never takes time away."""
    ends = [deliverable.due(seminar), deliverable.extended and utc(deliverable.extended)]
    return max((end for end in ends if end), default=None)


def file_deadline(deliverable: Deliverable, due: datetime, slug: str, at: datetime) -> Deadline:
    # Before the deadline every file that is there was on time, so it counts.
    is_there = deliverable.is_there
    text = (
        pgettext("Report … Thu 1 Jul", "can be replaced until") if is_there else pgettext("Report … Thu 1 Jul", "due")
    )
    url = reverse("submissions:deliverable", args=[slug, deliverable.kind])
    return Deadline(str(deliverable), text, due, url, due - at <= SOON)


# ---- outside of seminars --------------------------------------------------------------------------------------------


def nearest_deadline(user, at: datetime) -> Deadline | None:
    """The next deadline of this person in any seminar, with the seminar's name. Nobody's costs no query."""
    if user is None or not user.is_authenticated:
        return None
    rows = Participation.objects.present().filter(user=user).select_related("seminar")
    by_seminar: dict[int, list[Participation]] = {}
    for row in rows.prefetch_related("seminar__milestones").order_by("seminar_id", "role"):
        by_seminar.setdefault(row.seminar_id, []).append(row)
    found = []
    for held in by_seminar.values():
        if deadline := deadline_of(held[0].seminar, held, at):
            found.append((deadline, held[0].seminar.title))
    deadline, title = min(found, key=lambda pair: pair[0].ends, default=(None, ""))
    return deadline and replace(deadline, label=f"{title}: {deadline.label}")

"""Which dates stand in whose calendar: one feed of a seminar for everybody, one of a person for all their seminars."""

from datetime import datetime

from django.db.models import Count, Max, Q
from django.utils import translation
from django.utils.translation import gettext as _

from seminar.assignment import querysets
from seminar.log.models import Entry
from seminar.overview.calendar_dates import Dates
from seminar.overview.ical import Appointment, written
from seminar.programme import layout
from seminar.programme.models import Consent, Version
from seminar.seminars.models import OfferedPaper, Participation, Seminar
from seminar.submissions import standing
from seminar.submissions.models import Extension

# The keys of the record that tell of something everybody's calendar shows. Not of extensions: those are nobody else's.
TELLING = (
    "seminar.created",
    "seminar.changed",
    "seminar.announced",
    "dates.changed",
    "deliverables.changed",
    "programme.published",
    "consent.set",
)
# What only concerns people who hold a paper.
LATER = ("hand_in", "block")


def feed_of_seminar(seminar: Seminar) -> bytes:
    """What everybody may know, in the language of the seminar."""
    with translation.override(seminar.language):
        dates = Dates(seminar, changes_of([seminar])[seminar.pk])
        return written(seminar.title, [*dates.milestones(), *public_talks(dates)])


def feed_of_person(user) -> bytes:
    """The dates of every seminar this person is in, with what concerns them alone, in their language."""
    rows = (
        Participation.objects.present()
        .filter(Q(seminar__announced_at__isnull=False) | ~Q(role="student"), user=user)
        .select_related("seminar")
        .prefetch_related("seminar__milestones")
        .order_by("seminar_id", "role")
    )
    # Whoever organises and supervises is in the seminar once: "organiser" is the first of the two.
    mine = {row.seminar_id: row for row in reversed(rows)}
    changes = changes_of([row.seminar for row in mine.values()])
    with translation.override(user.language):
        found = [entry for key, row in mine.items() for entry in entries_of(row, Dates(row.seminar, changes[key]))]
        return written(_("My seminars"), found)


def changes_of(seminars: list[Seminar]) -> dict[int, datetime]:
    """When something that calendars show was changed last, by the record; one query for all seminars."""
    telling = Entry.objects.filter(what__in=TELLING, seminar__in=seminars)
    rows = telling.order_by().values_list("seminar").annotate(Max("at"))
    return {row.pk: row.created_at for row in seminars} | dict(rows)


def entries_of(participation: Participation, dates: Dates) -> list[Appointment]:
    return student_entries(participation, dates) if participation.is_student else staff_entries(dates)


def staff_entries(dates: Dates) -> list[Appointment]:
    """The dates of everybody, deadlines of files that have a date of their own, and the days of the block seminar."""
    seminar = dates.seminar
    files = [dates.deadline(row, row.ends_at) for row in seminar.deliverables.all() if row.ends_at]
    version = layout.published(seminar)
    sessions = dates.sessions(version, papers_in(version)) if version else []
    return [*dates.milestones(), *files, *sessions]


def student_entries(participation: Participation, dates: Dates) -> list[Appointment]:
    """Before the assignment the dates of everybody; then the own ones, and without a paper those one may still need."""
    seminar = dates.seminar
    if not seminar.publications.exists():
        return dates.milestones()
    if not querysets.holders(seminar).filter(pk=participation.pk).exists():
        return dates.milestones(without=LATER)
    granted = Extension.objects.filter(participation=participation).order_by().values_list("deliverable")
    files = dates.own_deadlines(standing.standing_of(participation), dict(granted.annotate(Count("pk"))))
    version = layout.published(seminar)
    papers = papers_in(version)
    sessions = dates.sessions(version, papers) if version else []
    talk = dates.own_talk(version, papers, participation.pk) if version else []
    return [*dates.milestones(without=("hand_in",)), *files, *sessions, *talk]


def public_talks(dates: Dates) -> list[Appointment]:
    """The published programme; a name where its bearer allows it."""
    version = layout.published(dates.seminar)
    if version is None:
        return []
    allowed = Consent.objects.filter(participation__seminar=dates.seminar, name_is_public=True)
    names = {
        row.participation_id: row.participation.user.display_name
        for row in allowed.select_related("participation__user")
    }
    return dates.talks(version, papers_in(version), names)


def papers_in(version: Version | None) -> dict[int, OfferedPaper]:
    """The papers of a published programme, withdrawn ones included."""
    wanted = {row["offered"] for row in layout.talks_of(version)} - {None}
    return OfferedPaper.objects.select_related("paper").in_bulk(wanted) if wanted else {}

"""What somebody has handed in and how it stands: which version counts, which is late, what is missing.

Late is never stored. A version is on time when it arrived before the end of the tolerance after the person's own
deadline; an extension that is granted afterwards makes it so, too.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import cached_property

from seminar.assignment import querysets
from seminar.core.local_time import utc
from seminar.seminars.models import Participation, Seminar
from seminar.submissions.models import Deliverable, Extension, Submission

NOTHING = timedelta()


@dataclass(frozen=True)
class Version:
    """One version as it stands beside the others."""

    submission: Submission
    is_late: bool
    lateness: timedelta
    counts: bool
    is_newest: bool


@dataclass(frozen=True)
class HandedIn:
    """One person and one deliverable. `due` is this person's exclusive end, extension included, or None."""

    deliverable: Deliverable
    participation: Participation
    due: datetime | None
    extension: Extension | None
    submissions: tuple[Submission, ...]  # newest first

    @property
    def general_due(self) -> datetime | None:
        """The exclusive end that holds for everybody."""
        return self.deliverable.due(self.participation.seminar)

    @property
    def closes(self) -> datetime | None:
        """The first moment at which a file is late: the end of the printed tolerance."""
        return self.due + timedelta(minutes=self.deliverable.tolerance_minutes) if self.due else None

    @property
    def newest(self) -> Submission | None:
        return self.submissions[0] if self.submissions else None

    @cached_property
    def counts(self) -> Submission | None:
        """The newest version that was on time or that an organiser lets count."""
        return next((row for row in self.submissions if row.allowed_at or not self.is_late(row)), None)

    @property
    def is_missing(self) -> bool:
        """No version counts. Number, rows and reminder all ask this."""
        return self.counts is None

    def is_late(self, submission: Submission) -> bool:
        return self.closes is not None and submission.received_at >= self.closes

    def lateness(self, submission: Submission) -> timedelta:
        """How long after the deadline it came; nothing within the tolerance."""
        return submission.received_at - self.due if self.is_late(submission) else NOTHING

    @property
    def versions(self) -> list[Version]:
        """All of them, newest first."""
        return [
            Version(row, self.is_late(row), self.lateness(row), row is self.counts, row is self.newest)
            for row in self.submissions
        ]

    def is_over(self, at: datetime) -> bool:
        """Whether what arrives at `at` is late."""
        return self.closes is not None and utc(at) >= self.closes

    def state(self, at: datetime) -> str:
        """ "counts", "late" (only late versions, none of them counts), "missing" (over, nothing there) or "open"."""
        if self.counts:
            return "counts"
        if self.submissions:
            return "late"
        return "missing" if self.is_over(at) else "open"


def standing_of(participation: Participation) -> dict[str, HandedIn]:
    """Every deliverable of the seminar with what this person handed in, by kind, in their order."""
    return _handed_in(participation.seminar, [participation])[participation.pk]


def matrix(seminar: Seminar) -> list[tuple[Participation, dict[str, HandedIn]]]:
    """Everybody who holds a paper, by name, with what they handed in."""
    people = list(querysets.holders(seminar))
    for person in people:
        person.seminar = seminar
    found = _handed_in(seminar, people)
    return [(person, found[person.pk]) for person in people]


def missing(seminar: Seminar, kind: str) -> list[Participation]:
    """Who holds a paper and has no version that counts: the list behind the number, the rows and the reminder."""
    return [person for person, standing in matrix(seminar) if standing[kind].is_missing]


def counting(seminar: Seminar) -> dict[tuple[int, str], Submission]:
    """(participation, kind) -> the version that counts, of everybody who holds a paper."""
    return {
        (person.pk, kind): handed_in.counts
        for person, standing in matrix(seminar)
        for kind, handed_in in standing.items()
        if handed_in.counts
    }


def _handed_in(seminar, people) -> dict[int, dict[str, HandedIn]]:
    deliverables = list(seminar.deliverables.all())
    by_pk = {row.pk: row for row in deliverables}
    only = {"deliverable__in": by_pk, "participation__in": people}
    extensions = {
        (row.participation_id, row.deliverable_id): row
        for row in Extension.objects.filter(**only, replaced_at__isnull=True).select_related("granted_by")
    }
    versions = defaultdict(list)
    for row in Submission.objects.filter(**only).select_related("uploaded_by", "allowed_by"):
        versions[row.participation_id, row.deliverable_id].append(row)
    found = {}
    for person in people:
        person.seminar = seminar
        found[person.pk] = {
            row.kind: _one(row, person, extensions.get((person.pk, row.pk)), versions[person.pk, row.pk])
            for row in deliverables
        }
    return found


def _one(deliverable, person, extension, versions) -> HandedIn:
    for row in versions:
        row.deliverable, row.participation = deliverable, person
    # An extension never takes time away: where the deadline of everybody is later by now, that one holds.
    ends = [deliverable.due(person.seminar), extension and utc(extension.ends_at)]
    due = max((end for end in ends if end), default=None)
    return HandedIn(deliverable, person, due, extension, tuple(versions))

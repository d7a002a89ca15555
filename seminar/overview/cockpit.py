"""What an organiser sees first: how the seminar stands. What comes next is in `next_action.py`.

A phase asks for what it shows and for nothing else, each figure once. Numbers are counted from the lists that stand
beside them, and those are the lists that reminders go to.
"""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seminar.assignment import agenda as assignment
from seminar.assignment.models import MeetingAttendance
from seminar.core import timeline
from seminar.grading import agenda as grading
from seminar.grading.book import Entry, book
from seminar.preferences import agenda as preferences
from seminar.preferences import querysets
from seminar.preferences.policies import missing_preferences
from seminar.programme import agenda as programme
from seminar.programme import attendance
from seminar.programme.preview import Preview, preview
from seminar.seminars import agenda as seminars
from seminar.seminars import ledger
from seminar.seminars.models import Participation, Seminar
from seminar.submissions import agenda as submissions
from seminar.submissions import standing
from seminar.submissions.models import Deliverable

PHASES = {
    "announced": (gettext_lazy("Announced"), gettext_lazy("The seminar is announced")),
    "preferences": (gettext_lazy("Preferences"), gettext_lazy("Preferences are open")),
    "assignment": (gettext_lazy("Assignment"), gettext_lazy("Preferences are closed")),
    "first_meeting": (gettext_lazy("First meeting"), gettext_lazy("The first meeting is on")),
    "reports": (gettext_lazy("Reports"), gettext_lazy("Reports are being written")),
    "programme": (gettext_lazy("Programme"), gettext_lazy("Reports are due no more")),
    "block": (gettext_lazy("Block seminar"), gettext_lazy("The block seminar is on")),
    "grades": (gettext_lazy("Grades"), gettext_lazy("The block seminar is over")),
}
NEXT_DATES = 3
# Until the first meeting is over the overview is about preferences and the assignment.
EARLY = timeline.PHASES[: timeline.PHASES.index("reports")]
# Until reports are due somebody can still begin with a paper that became free.
REFILLED = ("assignment", "first_meeting", "reports")
# From when on a missing file is worth a reminder.
REMIND = timedelta(days=14)


class Cockpit:
    """The figures of one seminar at one moment; each is asked once."""

    def __init__(self, seminar: Seminar, at: datetime):
        self.seminar, self.at = seminar, at

    # ---- preferences and assignment ---------------------------------------------------------------------------------

    @cached_property
    def students(self) -> list:
        """Every present student with `ranked`, the fullest lists first: the query behind monitor and mails, too."""
        return list(querysets.students(self.seminar).order_by("-ranked", "user__name", "user__email"))

    @cached_property
    def without_preferences(self) -> list:
        """Students whose preferences do not count (yet), those who never signed in included."""
        return [row for row in self.students if missing_preferences(row.ranked, self.seminar.min_preferences)]

    @cached_property
    def papers(self) -> list:
        """Papers that can be ranked, with the demand for each."""
        return [offered for offered in querysets.demand(self.seminar) if not offered.is_withdrawn]

    @cached_property
    def progress(self) -> assignment.Progress:
        return assignment.Progress(self.seminar, self.at)

    @property
    def is_assigned(self) -> bool:
        return self.progress.publication is not None

    @property
    def holders(self) -> list[Participation]:
        return [row for row in self.progress.students if row.paper_id is not None]

    @cached_property
    def not_at_meeting(self) -> list[Participation]:
        """Who holds a paper and is not marked as present; `state` is "absent", "excused" or empty."""
        marks = MeetingAttendance.objects.filter(participation__seminar=self.seminar)
        states = dict(marks.values_list("participation", "state"))
        for row in self.holders:
            row.state = states.get(row.pk, "")
        return [row for row in self.holders if row.state != MeetingAttendance.State.PRESENT]

    # ---- files ------------------------------------------------------------------------------------------------------

    @cached_property
    def matrix(self) -> list[tuple[Participation, dict[str, standing.HandedIn]]]:
        return standing.matrix(self.seminar)

    @cached_property
    def deliverables(self) -> list[Deliverable]:
        """What everybody with a paper hands in, by its date; a file without a date is last."""
        rows = [one.deliverable for one in self.matrix[0][1].values()] if self.matrix else []
        dates = {row.pk: row.due(self.seminar) for row in rows}
        return sorted(rows, key=lambda row: (dates[row.pk] is None, dates[row.pk] or 0))

    def without(self, kind: str) -> list[standing.HandedIn]:
        """Who has no version of this kind that counts: the rows of the table, and whoever a reminder goes to."""
        return [found[kind] for _person, found in self.matrix if kind in found and found[kind].is_missing]

    @cached_property
    def wanted(self) -> Deliverable | None:
        """The file the phase waits for: the next one that is due and that somebody misses, else the last of them."""
        ahead = [row for row in self.deliverables if (row.due(self.seminar) or self.at) > self.at]
        return next((row for row in ahead if self.without(row.kind)), ahead[0] if ahead else None)

    @property
    def wanted_due(self) -> datetime | None:
        return self.wanted and self.wanted.due(self.seminar)

    # ---- block seminar and grades -----------------------------------------------------------------------------------

    @cached_property
    def preview(self) -> Preview:
        """The draft of the programme beside the published one."""
        return preview(self.seminar)

    @cached_property
    def rolls(self) -> list[attendance.Roll]:
        """Sessions that are over, with who attended."""
        return [roll for roll in attendance.rolls(self.seminar) if roll.ends <= self.at]

    @property
    def undecided(self) -> int:
        """Open marks of attendance in sessions that are over."""
        return sum(roll.undecided for roll in self.rolls)

    @cached_property
    def book(self) -> list[Entry]:
        return book(self.seminar)

    @property
    def is_released(self) -> bool:
        """Whether everybody knows their grade."""
        return bool(self.book) and all(entry.is_released for entry in self.book)

    # ---- where we are -----------------------------------------------------------------------------------------------

    @property
    def phase(self) -> str:
        return self.seminar.timeline.phase(self.at)

    @property
    def is_early(self) -> bool:
        """Whether preferences and the assignment are what it is about; an assignment that is late keeps it so."""
        return self.phase in EARLY or not self.is_assigned

    @property
    def phases(self) -> list[dict]:
        """The phase bar; nothing is current before the announcement."""
        now = timeline.PHASES.index(self.phase) if self.seminar.is_announced else -1
        return [
            {"name": PHASES[key][0], "is_over": place < now, "is_current": place == now}
            for place, key in enumerate(timeline.PHASES)
        ]

    @property
    def phase_number(self) -> int:
        return timeline.PHASES.index(self.phase) + 1

    @property
    def heading(self) -> str:
        return PHASES[self.phase][1] if self.seminar.is_announced else _("Set the seminar up")

    @property
    def window(self) -> timeline.Milestone:
        return self.seminar.timeline.get("preferences")

    @property
    def window_state(self) -> str:
        return self.seminar.timeline.state("preferences", self.at)

    @property
    def milestone(self) -> timeline.Milestone:
        """The date the phase is about, once papers are assigned."""
        keys = {"reports": "hand_in", "programme": "block", "block": "block", "grades": "block"}
        return self.seminar.timeline.get(keys.get(self.phase, "first_meeting"))

    @property
    def dates(self) -> list[ledger.Row]:
        ahead = [row for row in ledger.rows_for(self.seminar, self.at) if row.state != ledger.OVER]
        return [row for row in ahead if row.milestone.is_known][:NEXT_DATES]

    @cached_property
    def notices(self) -> list:
        """What needs attention, from every step that can still need any."""
        seminar, at = self.seminar, self.at
        found = [*self.assignment_notices, *seminars.notices_for(seminar, at, self.is_assigned)]
        if not self.is_assigned:
            return found + preferences.notices_for(seminar, at)
        if self.phase in ("reports", "programme"):
            found += submissions.notices_for(seminar, at, self.matrix)
        if self.phase == "reports":
            # Later the programme is the next action itself.
            found += programme.notices_for(seminar, at)
        if self.phase == "grades":
            found += grading.notices_for(seminar, at, self.book)
        return found

    @property
    def assignment_notices(self) -> list:
        """A contradiction keeps runs from being made, which matters while one is needed."""
        found = [assignment.late_notice(self.progress)]
        if self.is_assigned and self.phase in REFILLED:
            found.append(assignment.refill_notice(self.progress))
        if not self.is_assigned or any(found):
            found.insert(1, assignment.contradiction_notice(self.progress))
        return [notice for notice in [*found, *assignment.mail_notices(self.progress)] if notice]

    def page(self, name: str, *args) -> str:
        return reverse(name, args=[self.seminar.slug, *args])

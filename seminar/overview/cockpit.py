"""What an organiser sees first: how the seminar stands, and the one next action.

The next action belongs to the first condition that is not met, in the order of the semester.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seminar.assignment import agenda as assignment
from seminar.core import timeline
from seminar.mail.models import State
from seminar.preferences import agenda as preferences
from seminar.preferences import querysets
from seminar.preferences.policies import missing_preferences
from seminar.seminars import agenda as seminars
from seminar.seminars import ledger
from seminar.seminars.models import Seminar

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


@dataclass(frozen=True)
class Action:
    """The next action and the page where it is done."""

    title: str
    text: str
    act: str
    url: str


class Cockpit:
    """The figures of one seminar at one moment; each is asked once, and the numbers are counted from the lists."""

    def __init__(self, seminar: Seminar, at: datetime):
        self.seminar, self.at = seminar, at

    @cached_property
    def students(self) -> list:
        """Every present student with `ranked`, the fullest lists first: the query behind monitor and mails, too."""
        return list(querysets.students(self.seminar).order_by("-ranked", "user__name", "user__email"))

    @cached_property
    def missing(self) -> list:
        """Students whose preferences do not count (yet), those who never signed in included."""
        return [row for row in self.students if missing_preferences(row.ranked, self.seminar.min_preferences)]

    @cached_property
    def papers(self) -> list:
        """Papers that can be ranked, with the demand for each."""
        return [offered for offered in querysets.demand(self.seminar) if not offered.is_withdrawn]

    @property
    def valid(self) -> int:
        return len(self.students) - len(self.missing)

    @property
    def places(self) -> int:
        return sum(offered.places for offered in self.papers)

    @property
    def most_wanted(self):
        """The paper that most people have among their first three, if anybody has one."""
        first = max(self.papers, key=lambda offered: offered.top, default=None)
        return first if first and first.top else None

    @cached_property
    def notices(self) -> list:
        return [
            *assignment.notices_for(self.seminar, self.at, self.progress),
            *seminars.notices_for(self.seminar, self.at),
            *preferences.notices_for(self.seminar, self.at),
        ]

    @cached_property
    def progress(self) -> assignment.Progress:
        return assignment.Progress(self.seminar, self.at)

    @property
    def phase(self) -> str:
        return self.seminar.timeline.phase(self.at)

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
    def dates(self) -> list[ledger.Row]:
        ahead = [row for row in ledger.rows_for(self.seminar, self.at) if row.state != ledger.OVER]
        return [row for row in ahead if row.milestone.is_known][:NEXT_DATES]

    @property
    def action(self) -> Action:
        return setup_action(self) or phase_action(self) or assignment_action(self.progress) or waiting_action(self)

    def page(self, name: str) -> str:
        return reverse(name, args=[self.seminar.slug])


def setup_action(cockpit: Cockpit) -> Action | None:
    """What the seminar still lacks before students can rank papers; None when it lacks nothing."""
    if not cockpit.papers:
        text = _("Students rank what stands on the list. Begin with a topic, then add papers.")
        return Action(_("Put papers on the list"), text, _("Add papers"), cockpit.page("seminars:papers"))
    if cockpit.window.starts is None or cockpit.window.ends is None:
        text = _("Without its opening and its close the window for preferences stays shut.")
        return Action(_("Set the dates"), text, _("Set dates"), cockpit.page("seminars:dates"))
    if not cockpit.seminar.is_announced:
        text = _("Then everybody sees the public page and the list of papers. This cannot be taken back.")
        url = cockpit.page("seminars:announcement")
        return Action(_("Announce the seminar"), text, _("Preview the announcement"), url)
    if not cockpit.students and cockpit.window_state != "over":
        text = _("Paste their addresses; everybody gets an invitation. Or switch an open join link on.")
        return Action(_("Invite students"), text, _("Invite students"), cockpit.page("seminars:people"))
    return None


def phase_action(cockpit: Cockpit) -> Action | None:
    """What the window for preferences asks for; None when it is over."""
    monitor = cockpit.page("preferences:monitor")
    number = len(cockpit.missing)
    if cockpit.window_state == "before":
        text = _("Preferences have not opened yet. When they do, every student gets a mail.")
        url = cockpit.page("preferences:catalogue")
        return Action(_("Read the list as students will"), text, _("See the papers"), url)
    if cockpit.window_state == "open" and number:
        title = ngettext(
            "See who has no valid preferences: %(n)d student",
            "See who has no valid preferences: %(n)d students",
            number,
        )
        text = _("Their lists are empty or too short. Until the close each of them can still change that.")
        act = ngettext("Look at %(n)d student", "Look at %(n)d students", number)
        return Action(title % {"n": number}, text, act % {"n": number}, f"{monitor}#missing")
    if cockpit.window_state == "open":
        text = _("Every student has valid preferences. They may change them until the close.")
        return Action(_("Nothing has to be done now"), text, _("See the preferences"), monitor)
    return None


def assignment_action(progress: assignment.Progress) -> Action | None:
    """From closed preferences to everybody knowing their paper, then the first weeks; None when nothing is open."""
    if progress.publication is None:
        return before_publication(progress)
    if held := progress.mails.get(State.HELD, 0):
        title = ngettext("Send the mail that is held", "Send the %(n)d mails that are held", held) % {"n": held}
        text = _("The assignment is published, but these people have not been told yet.")
        return Action(title, text, _("Go to the mails"), progress.page("overview:outbox"))
    if progress.seminar.timeline.phase(progress.at) == "first_meeting" and progress.nobody_marked:
        text = _("Tick who is there. Whoever is missing can be asked whether the paper is still wanted.")
        return Action(_("Mark who came to the first meeting"), text, _("Mark"), progress.page("assignment:meeting"))
    if progress.free and progress.waiting:
        title = ngettext("Give the free place away", "Give the %(n)d free places away", progress.free)
        text = _("People are waiting. Whoever has a paper keeps it.")
        return Action(title % {"n": progress.free}, text, _("Refill"), progress.page("assignment:refill"))
    return None


def before_publication(progress: assignment.Progress) -> Action:
    text = _("The stored orders are fixed.")
    if progress.is_late:
        text = _("The planned time has passed.")
    url = progress.page("assignment:workbench")
    if not progress.has_runs:
        text += " " + _("Four ways to assign the papers are computed and compared; nothing is published by that.")
        return Action(_("Compute the alternatives"), text, _("Compute alternatives"), url)
    text += " " + _("Compare the alternatives, choose one and look at its preview. Students see nothing until then.")
    return Action(_("Publish the assignment"), text, _("Choose and publish"), url)


def waiting_action(cockpit: Cockpit) -> Action:
    """Nothing is open: the dates remain."""
    text = _("The dates below come next. Check that they still hold.")
    return Action(_("Nothing has to be done now"), text, _("Check the dates"), cockpit.page("seminars:dates"))

"""The organiser's one next action: it belongs to the first condition that is not met, in the order of the semester."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from seminar.assignment.agenda import Progress
from seminar.display import formats
from seminar.mail.models import State
from seminar.overview.cockpit import REFILLED, REMIND, Cockpit
from seminar.programme.readiness import blockers
from seminar.submissions.models import Deliverable

REMINDERS = {
    Deliverable.Kind.REPORT: ngettext_lazy(
        "Remind %(n)d person who has not handed in a report", "Remind %(n)d people who have not handed in a report", "n"
    ),
    Deliverable.Kind.FIRST_SLIDES: ngettext_lazy(
        "Remind %(n)d person who has not handed in slides", "Remind %(n)d people who have not handed in slides", "n"
    ),
    Deliverable.Kind.FINAL_SLIDES: ngettext_lazy(
        "Remind %(n)d person who has not handed in the final slides",
        "Remind %(n)d people who have not handed in the final slides",
        "n",
    ),
}
# What stands before the release, in the order in which it is put right: title, text, act, page.
GRADING = {
    "no_grader": (
        ngettext_lazy("Say who grades %(n)d student", "Say who grades %(n)d students", "n"),
        gettext_lazy("Their paper has no supervisor, and nobody is appointed."),
        gettext_lazy("Appoint graders"),
        "grading:graders",
    ),
    "sheet_open": (
        ngettext_lazy("Ask after %(n)d open sheet", "Ask after %(n)d open sheets", "n"),
        gettext_lazy("The list below says whose they are. Grades are released when every sheet is final."),
        gettext_lazy("See the open sheets"),
        "grading:overview",
    ),
    "to_be_agreed": (
        ngettext_lazy("Have %(n)d mark agreed", "Have %(n)d marks agreed", "n"),
        gettext_lazy("Two graders differ by more than the limit. One of them enters the mark they agree on."),
        gettext_lazy("See the marks"),
        "grading:overview",
    ),
    "absence": (
        ngettext_lazy("Decide about %(n)d absence", "Decide about %(n)d absences", "n"),
        gettext_lazy("Somebody missed talks without an excuse. What that means for the grade is your decision."),
        gettext_lazy("See the absences"),
        "grading:overview",
    ),
}


@dataclass(frozen=True)
class Action:
    """The next action and the page where it is done."""

    title: str
    text: str
    act: str
    url: str


def next_action(cockpit: Cockpit) -> Action:
    steps = (setup, window, assignment, files, programme, block, grades)
    return next((action for step in steps if (action := step(cockpit))), None) or waiting(cockpit)


def setup(cockpit: Cockpit) -> Action | None:
    """What the seminar still lacks before students can rank papers; None when it lacks nothing."""
    if cockpit.is_assigned:
        return None
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


def window(cockpit: Cockpit) -> Action | None:
    """What the window for preferences asks for; None when it is over."""
    if cockpit.is_assigned:
        return None
    monitor = cockpit.page("preferences:monitor")
    number = len(cockpit.without_preferences)
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


# ---- the assignment -------------------------------------------------------------------------------------------------


def assignment(cockpit: Cockpit) -> Action | None:
    """From closed preferences to everybody knowing their paper, then the first weeks; None when nothing is open."""
    progress = cockpit.progress
    if progress.publication is None:
        return before_publication(progress)
    if held := progress.mails.get(State.HELD, 0):
        title = ngettext("Send the mail that is held", "Send the %(n)d mails that are held", held) % {"n": held}
        text = _("The assignment is published, but these people have not been told yet.")
        return Action(title, text, _("Go to the mails"), progress.page("overview:outbox"))
    if cockpit.phase == "first_meeting" and progress.nobody_marked:
        text = _("Tick who is there. Whoever is missing can be asked whether the paper is still wanted.")
        return Action(_("Mark who came to the first meeting"), text, _("Mark"), progress.page("assignment:meeting"))
    if cockpit.phase in REFILLED and progress.free and progress.waiting:
        title = ngettext("Give the free place away", "Give the %(n)d free places away", progress.free)
        text = _("People are waiting. Whoever has a paper keeps it.")
        return Action(title % {"n": progress.free}, text, _("Refill"), progress.page("assignment:refill"))
    return None


def before_publication(progress: Progress) -> Action:
    text = _("The stored orders are fixed.")
    if progress.is_late:
        text = _("The planned time has passed.")
    url = progress.page("assignment:workbench")
    if not progress.has_runs:
        text += " " + _("Four ways to assign the papers are computed and compared; nothing is published by that.")
        return Action(_("Compute the alternatives"), text, _("Compute alternatives"), url)
    text += " " + _("Compare the alternatives, choose one and look at its preview. Students see nothing until then.")
    return Action(_("Publish the assignment"), text, _("Choose and publish"), url)


# ---- files and programme --------------------------------------------------------------------------------------------


def files(cockpit: Cockpit) -> Action | None:
    """A reminder, when the next file is due soon. In the phase of the programme that comes after the programme."""
    return reminder(cockpit) if cockpit.phase == "reports" else None


def reminder(cockpit: Cockpit) -> Action | None:
    wanted, due = cockpit.wanted, cockpit.wanted_due
    number = len(cockpit.without(wanted.kind)) if wanted else 0
    if not number or due is None or due - cockpit.at > REMIND:
        return None
    values = {"when": formats.deadline(due, cockpit.seminar.zone), "relative": formats.relative(due, cockpit.at)}
    text = _("Due %(when)s (%(relative)s). You see the mail and everybody who gets it before it is sent.") % values
    act = ngettext("Preview the reminder to %(n)d person", "Preview the reminder to %(n)d people", number)
    url = cockpit.page("submissions:reminder", wanted.kind)
    return Action(REMINDERS[wanted.kind] % {"n": number}, text, act % {"n": number}, url)


def programme(cockpit: Cockpit) -> Action | None:
    """From the hand-in to a published programme, then the final slides."""
    if cockpit.phase not in ("programme", "block"):
        return None
    shown, url = cockpit.preview, cockpit.page("programme:draft")
    if not shown.draft.sittings:
        text = _("Sessions have a day and a time; the talks in them follow one another.")
        return Action(_("Lay the block seminar out"), text, _("Add a session"), cockpit.page("programme:new_session"))
    if waiting := len(shown.draft.waiting):
        title = ngettext("Give %(n)d talk a place", "Give %(n)d talks a place", waiting) % {"n": waiting}
        return Action(
            title, _("The programme is complete when everybody with a paper has one."), _("To the draft"), url
        )
    if blockers(shown.draft):
        text = " ".join(row.text for row in blockers(shown.draft))
        return Action(_("Put the programme right"), text, _("To the draft"), url)
    if shown.former is None:
        text = _("Everybody who speaks gets a mail. Until then the programme is seen by organisers only.")
        return Action(_("Publish the programme"), text, _("Preview"), cockpit.page("programme:publication"))
    if shown.number:
        title = ngettext(
            "Publish %(n)d change of the programme", "Publish %(n)d changes of the programme", shown.number
        )
        text = _("The public page still shows the programme as it was.")
        return Action(title % {"n": shown.number}, text, _("Preview"), cockpit.page("programme:publication"))
    return reminder(cockpit) if cockpit.phase == "programme" else None


# ---- block seminar and grades ---------------------------------------------------------------------------------------


def block(cockpit: Cockpit) -> Action | None:
    """On the day the page of the day; attendance stays open until it is decided."""
    if cockpit.phase == "block":
        text = _("What is on, good questions, attendance: all on one page.")
        return Action(_("Open the page of the day"), text, _("Open"), cockpit.page("programme:now"))
    if cockpit.phase == "grades" and not cockpit.is_released and (number := cockpit.undecided):
        title = ngettext("Decide %(n)d mark of attendance", "Decide %(n)d marks of attendance", number)
        text = _("Nobody is absent or present as long as nothing is marked.")
        return Action(title % {"n": number}, text, _("Mark attendance"), cockpit.page("programme:attendance"))
    return None


def grades(cockpit: Cockpit) -> Action | None:
    """Open sheets, marks to be agreed, absences, the release; afterwards the list for the examination office."""
    if cockpit.phase != "grades" or not cockpit.book:
        return None
    if cockpit.is_released:
        text = _("Every grade is released. The table for the examination office has one line for each student.")
        return Action(_("Hand the grades on"), text, _("Get the table"), cockpit.page("grading:export"))
    keys = [blocker.key for entry in cockpit.book for blocker in entry.blockers]
    for key, (title, text, act, name) in GRADING.items():
        if number := keys.count(key):
            return Action(str(title % {"n": number}), str(text), str(act), cockpit.page(name))
    number = sum(entry.is_ready for entry in cockpit.book)
    title = ngettext("Release %(n)d grade", "Release %(n)d grades", number) % {"n": number}
    text = _("Nothing is open. The preview shows every grade; the mails do not contain any.")
    return Action(title, text, _("Preview the release"), cockpit.page("grading:release"))


def waiting(cockpit: Cockpit) -> Action:
    """Nothing is open: the dates remain."""
    text = _("The dates below come next. Check that they still hold.")
    return Action(_("Nothing has to be done now"), text, _("Check the dates"), cockpit.page("seminars:dates"))

"""Who is missing: in each phase another list, and always the one that its number, its page and its reminder have."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from seminar.display import formats
from seminar.overview.cockpit import Cockpit
from seminar.submissions.standing import HandedIn


@dataclass(frozen=True)
class Missing:
    """People with what is the matter, and the page with all of them. `what` says what they are missing."""

    what: str
    rows: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""
    nobody: str = ""


def missing(cockpit: Cockpit) -> Missing:
    if not cockpit.is_assigned:
        return preferences(cockpit)
    if cockpit.phase in ("assignment", "preferences", "announced"):
        return papers(cockpit)
    if cockpit.phase == "first_meeting":
        return meeting(cockpit)
    if cockpit.phase in ("reports", "programme"):
        return files(cockpit)
    if cockpit.phase == "block" or not cockpit.is_released and cockpit.undecided:
        return attendance(cockpit)
    return sheets(cockpit)


def preferences(cockpit: Cockpit) -> Missing:
    """Students without preferences that count."""
    minimum = cockpit.seminar.min_preferences
    few = ngettext("%(ranked)d of %(minimum)d paper", "%(ranked)d of %(minimum)d papers", minimum)

    def state(row) -> str:
        if row.ranked:
            return few % {"ranked": row.ranked, "minimum": minimum}
        return _("signed in, nothing ranked") if row.user.last_login else _("never signed in")

    rows = [(row.user.display_name, state(row)) for row in cockpit.without_preferences]
    nobody = _("Nobody: every student has valid preferences.")
    if not cockpit.students:
        nobody = _("Nobody: no student has joined yet.")
    return Missing(_("Valid preferences"), rows, cockpit.page("preferences:monitor") + "#missing", nobody)


def papers(cockpit: Cockpit) -> Missing:
    """Between the publication and the first meeting: students without a paper."""
    rows = [(row.user.display_name, "") for row in cockpit.progress.students if row.paper_id is None]
    url = cockpit.page("assignment:refill")
    return Missing(_("A paper"), rows, url, _("Nobody: every student has a paper."))


def meeting(cockpit: Cockpit) -> Missing:
    words = {"absent": _("absent"), "excused": _("excused"), "": pgettext("attendance", "undecided")}
    rows = [(row.user.display_name, words[row.state]) for row in cockpit.not_at_meeting]
    nobody = _("Nobody: everybody with a paper was there.")
    return Missing(_("At the first meeting"), rows, cockpit.page("assignment:meeting"), nobody)


def files(cockpit: Cockpit) -> Missing:
    """The file the phase waits for."""
    wanted = cockpit.wanted
    if wanted is None:
        return Missing("", nobody=_("Nobody: nothing is to be handed in."))
    rows = [
        (row.participation.user.display_name, file_state(row, cockpit.at, cockpit.seminar.zone))
        for row in cockpit.without(wanted.kind)
    ]
    url = cockpit.page("submissions:matrix") + f"?kind={wanted.kind}&state=missing"
    return Missing(str(wanted), rows, url, _("Nobody: every file is there."))


def file_state(row: HandedIn, at: datetime, zone: str) -> str:
    if row.newest:
        return _("late by %(span)s, does not count") % {"span": formats.span(row.lateness(row.newest))}
    if row.extension and row.due > at:
        return _("has time until %(when)s") % {"when": formats.short_deadline(row.due, zone)}
    return _("nothing handed in")


def attendance(cockpit: Cockpit) -> Missing:
    """People whose attendance is undecided in sessions that are over."""
    names, numbers = {}, Counter()
    for roll in cockpit.rolls:
        for person in roll.people:
            if person.pk not in roll.marks:
                names[person.pk] = person.user.display_name
                numbers[person.pk] += 1
    rows = [
        (names[pk], ngettext("%(n)d session", "%(n)d sessions", number) % {"n": number})
        for pk, number in numbers.items()
    ]
    nobody = _("Nobody: attendance is decided.") if cockpit.rolls else _("Nobody: no session is over yet.")
    return Missing(_("A decision about attendance"), rows, cockpit.page("programme:attendance"), nobody)


def sheets(cockpit: Cockpit) -> Missing:
    """Graders with sheets that are not final."""
    names, numbers = {}, Counter()
    for entry in cockpit.book:
        for state in entry.parts.values():
            for cell in state.cells:
                if not entry.is_released and not cell.is_final:
                    names[cell.grader.user_id] = cell.grader.user.display_name
                    numbers[cell.grader.user_id] += 1
    rows = [
        (names[pk], ngettext("%(n)d open sheet", "%(n)d open sheets", number) % {"n": number})
        for pk, number in numbers.most_common()
    ]
    nobody = _("Nobody: every grade is released.") if cockpit.is_released else _("Nobody: every sheet is final.")
    return Missing(_("Final sheets"), rows, cockpit.page("grading:overview") + "#missing", nobody)

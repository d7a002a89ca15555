"""The numbers of the overview. Each is counted from a list and leads to the page that shows it."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.overview.cockpit import Cockpit


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and where those are."""

    number: int
    label: str
    url: str
    key: str = ""


def figures(cockpit: Cockpit) -> list[Figure]:
    if not cockpit.is_assigned:
        return preferences(cockpit)
    if cockpit.is_early:
        return assigned(cockpit)
    if cockpit.phase in ("reports", "programme"):
        return files(cockpit)
    if cockpit.phase == "block":
        return block(cockpit)
    return grades(cockpit)


def students(number: int, cockpit: Cockpit) -> Figure:
    return Figure(number, ngettext("student", "students", number), cockpit.page("seminars:people"))


def preferences(cockpit: Cockpit) -> list[Figure]:
    monitor, number = cockpit.page("preferences:monitor"), len(cockpit.students)
    valid, papers = number - len(cockpit.without_preferences), len(cockpit.papers)
    found = [
        students(number, cockpit),
        Figure(valid, ngettext("has valid preferences", "have valid preferences", valid), monitor, "valid"),
        Figure(
            papers, ngettext("paper can be ranked", "papers can be ranked", papers), cockpit.page("seminars:papers")
        ),
    ]
    wanted = max(cockpit.papers, key=lambda offered: offered.top, default=None)
    if wanted and wanted.top:
        label = _("have this paper among their first three:")
        title = format_html('{} <span class="work">{}</span>', label, wanted.paper.title)
        return [*found, Figure(wanted.top, title, f"{monitor}#demand")]
    return [*found, places(cockpit)]


def places(cockpit: Cockpit) -> Figure:
    number = cockpit.seminar.places
    label = ngettext("place in the seminar", "places in the seminar", number)
    return Figure(number, label, cockpit.page("seminars:edit"))


def holders(cockpit: Cockpit, number: int) -> Figure:
    return Figure(number, ngettext("has a paper", "have a paper", number), cockpit.page("submissions:matrix"))


def assigned(cockpit: Cockpit) -> list[Figure]:
    """From the publication until the first meeting is over."""
    free = cockpit.progress.free
    found = [students(len(cockpit.progress.students), cockpit), holders(cockpit, len(cockpit.holders))]
    if cockpit.phase == "first_meeting":
        here = len(cockpit.holders) - len(cockpit.not_at_meeting)
        label = ngettext("was at the first meeting", "were at the first meeting", here)
        found.append(Figure(here, label, cockpit.page("assignment:meeting")))
    return [*found, Figure(free, ngettext("place is free", "places are free", free), cockpit.page("assignment:refill"))]


def files(cockpit: Cockpit) -> list[Figure]:
    """Everybody with a paper, and of each kind of file how many are there."""
    return [holders(cockpit, len(cockpit.matrix)), *(file(cockpit, row) for row in cockpit.deliverables)]


def file(cockpit: Cockpit, deliverable) -> Figure:
    number = len(cockpit.matrix) - len(cockpit.without(deliverable.kind))
    url = cockpit.page("submissions:matrix") + f"?kind={deliverable.kind}&state=counts"
    label = _("handed in: %(what)s") % {"what": deliverable}
    return Figure(number, label, url, deliverable.kind)


def block(cockpit: Cockpit) -> list[Figure]:
    draft, undecided = cockpit.preview.draft, cockpit.undecided
    talks, sessions = len(draft.slots), len(draft.sittings)
    url = cockpit.page("programme:draft")
    return [
        Figure(talks, ngettext("talk in the programme", "talks in the programme", talks), url),
        Figure(sessions, ngettext("session", "sessions", sessions), url),
        Figure(
            undecided,
            ngettext("undecided mark of attendance", "undecided marks of attendance", undecided),
            cockpit.page("programme:attendance"),
            "undecided",
        ),
    ]


def grades(cockpit: Cockpit) -> list[Figure]:
    cells = [cell for entry in cockpit.book for state in entry.parts.values() for cell in state.cells]
    final, ready = sum(cell.is_final for cell in cells), sum(entry.is_ready for entry in cockpit.book)
    released, url = sum(entry.is_released for entry in cockpit.book), cockpit.page("grading:overview")
    label = ngettext("sheet of %(total)d is final", "sheets of %(total)d are final", final) % {"total": len(cells)}
    return [
        holders(cockpit, len(cockpit.book)),
        Figure(final, label, url, "final"),
        Figure(ready, ngettext("grade is ready", "grades are ready", ready), url, "ready"),
        Figure(released, ngettext("grade is released", "grades are released", released), url, "released"),
    ]

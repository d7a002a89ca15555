"""The pages of a seminar for each role, in the order of the semester."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seminar.core import timeline
from seminar.programme.models import Version
from seminar.seminars.models import Participation, Seminar

ORGANISER, SUPERVISOR, STUDENT, PUBLIC = "organiser", "supervisor", "student", "public"
# Pages that are a step on the way of another one: the navigation marks that one, where no entry is nearer.
PART_OF = {
    "overview:mine": (
        "preferences:mine",
        "assignment:my_paper",
        "assignment:deregistration",
        "submissions:matrix",
        "programme:my_talk",
        "grading:mine",
    ),
    "overview:duties": ("grading:overview", "submissions:matrix"),
    "assignment:workbench": ("assignment:meeting",),
    "programme:draft": ("programme:public",),
    "seminars:papers": ("preferences:catalogue", "overview:supervision"),
    "preferences:catalogue": ("overview:supervision",),
}
# From when to when the page of the block day stands in the navigation.
NEAR_BEFORE, NEAR_AFTER = timedelta(days=7), timedelta(days=14)
# Before these phases no programme is asked for, and pages cost nothing more.
LATE_PHASES = timeline.PHASES[timeline.PHASES.index("reports") :]


@dataclass(frozen=True)
class Entry:
    """One page. Tools are needed all the time; the others follow the semester."""

    label: str
    url: str
    is_tool: bool = False
    is_current: bool = False


def role_of(participations: list[Participation]) -> str:
    """The role that decides what the frame shows; whoever organises and supervises, organises."""
    held = {row.role for row in participations}
    return next((role for role in (ORGANISER, SUPERVISOR, STUDENT) if role in held), PUBLIC)


def navigation(path: str, seminar: Seminar, participations: list[Participation], at: datetime, is_public: bool):
    """The entries for these roles; the one with the longest address that `path` begins with is current."""
    role = role_of(participations)
    if role == ORGANISER:
        pages, tools = organiser_pages(seminar, at), organiser_tools(participations)
    else:
        pages, tools = (visitor_pages(seminar, role, at) if is_public else []), []
        if role == STUDENT and not is_public:
            pages = [("overview:mine", _("My seminar"))]
    rows = [(*page, False) for page in pages] + [(*page, True) for page in tools]
    urls = [reverse(name, args=[seminar.slug]) for name, _label, _is_tool in rows]
    current = current_address(path, urls, seminar)
    return [Entry(label, url, is_tool, url == current) for (_name, label, is_tool), url in zip(rows, urls, strict=True)]


def organiser_pages(seminar: Seminar, at: datetime) -> list[tuple[str, str]]:
    return [
        ("overview:cockpit", _("Overview")),
        ("seminars:papers", _("Papers")),
        ("preferences:monitor", _("Preferences")),
        ("assignment:workbench", _("Assignment")),
        ("submissions:matrix", _("Hand-in")),
        ("programme:draft", _("Programme")),
        *block_day(seminar, at),
        ("grading:overview", _("Grades")),
    ]


def organiser_tools(participations: list[Participation]) -> list[tuple[str, str]]:
    """What has no phase. Organisers who supervise grade, too."""
    supervises = any(row.is_supervisor for row in participations)
    return [
        *([("overview:duties", _("My duties"))] if supervises else []),
        ("seminars:people", _("People")),
        ("seminars:dates", _("Dates")),
        ("overview:outbox", pgettext("Page of messages", "Mail")),
        ("overview:record", _("Record")),
        ("seminars:public", _("Public page")),
    ]


def visitor_pages(seminar: Seminar, role: str, at: datetime) -> list[tuple[str, str]]:
    public, papers = ("seminars:public", _("Seminar")), ("preferences:catalogue", _("Papers"))
    programme = [("programme:public", _("Programme"))] if has_programme(seminar, at) else []
    if role == SUPERVISOR:
        return [("overview:duties", _("My duties")), papers, *block_day(seminar, at), *programme]
    mine = [("overview:mine", _("My seminar"))] if role == STUDENT else []
    return [public, papers, *mine, *programme]


def block_day(seminar: Seminar, at: datetime) -> list[tuple[str, str]]:
    """The page of the day, while it is near; afterwards what was written on paper is still entered there."""
    block = seminar.timeline.get("block")
    ends = block.ends or block.starts
    is_near = block.starts is not None and block.starts - NEAR_BEFORE <= at < ends + NEAR_AFTER
    return [("programme:now", _("Block day"))] if is_near else []


def has_programme(seminar: Seminar, at: datetime) -> bool:
    """Whether a programme is published; before the phases in which there can be one, nobody asks."""
    return seminar.timeline.phase(at) in LATE_PHASES and Version.objects.filter(seminar=seminar).exists()


def current_address(path: str, urls: list[str], seminar: Seminar) -> str:
    """The entry whose page, or whose sub-page, `path` is; else the one it is a part of. Empty when there is none."""
    if found := longest_beginning(path, urls, seminar):
        return found
    for home, pages in PART_OF.items():
        address = reverse(home, args=[seminar.slug])
        if address in urls and any(path.startswith(reverse(name, args=[seminar.slug])) for name in pages):
            return address
    return ""


def longest_beginning(path: str, urls: list[str], seminar: Seminar) -> str:
    """The public page is the beginning of every address, so it only counts as itself."""
    public = reverse("seminars:public", args=[seminar.slug])
    return max((url for url in urls if path == url or public != url == path[: len(url)]), key=len, default="")

"""What the public page and the announcement say about a seminar, gathered in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.core import grades
from seminar.seminars.ledger import TITLES, rows_for
from seminar.seminars.models import Participation, Seminar
from seminar.seminars.policies import may_manage


@dataclass(frozen=True)
class Check:
    """One line of "Checks"; a note has a link to where it is put right."""

    text: str
    url: str = ""
    act: str = ""

    @property
    def is_ok(self) -> bool:
        return not self.url


def presented(seminar: Seminar, participations: list[Participation], at: datetime) -> dict:
    """Everything public.html shows, and what this visitor may do."""
    present = [row for row in participations if not row.has_left]
    topics = seminar.topics.annotate(number=available_papers()).filter(number__gt=0)
    staff = list(seminar.participations.present().filter(role__in=["organiser", "supervisor"]).with_people())
    dates = seminar.timeline
    ahead = next((milestone for milestone in dates.upcoming(at) if milestone.is_known), None)
    return {
        "rows": rows_for(seminar, at),
        "window": dates.get("preferences"),
        "window_state": dates.state("preferences", at),
        "next_milestone": ahead,
        "next_title": TITLES[ahead.key] if ahead else "",
        "is_finished": dates.phase(at) == "grades",
        "topics": topics,
        "number_of_papers": sum(topic.number for topic in topics),
        "organisers": [row.user for row in staff if row.is_organiser],
        "supervisors": [row.user for row in staff if row.is_supervisor],
        "prerequisites": list(seminar.prerequisites.all()),
        "report_weight": int(grades.REPORT_WEIGHT * 100),
        "presentation_weight": int(grades.PRESENTATION_WEIGHT * 100),
        "is_student": any(row.is_student for row in present),
        "is_staff": any(not row.is_student for row in present),
        "is_manager": any(may_manage(row) for row in present),
    }


def available_papers() -> Count:
    return Count("offered_papers", filter=Q(offered_papers__withdrawn_at__isnull=True))


def checks_for(seminar: Seminar, at: datetime) -> dict:
    """What the announcement page has to say. Gaps are named with a link; none forbids the announcement.

    An organiser may have good reasons to announce a seminar whose papers or dates are still open; the public page then
    says so.
    """
    offered = seminar.offered_papers.available()
    papers = offered.count()
    unsupervised = offered.filter(supervisor=None).count()
    students = seminar.participations.students().present().count()
    checks = [
        papers_check(seminar, papers),
        supervisors_check(seminar, papers, unsupervised),
        window_check(seminar, at),
        contact_check(seminar),
    ]
    return {"papers": papers, "students": students, "checks": [check for check in checks if check]}


def papers_check(seminar: Seminar, papers: int) -> Check:
    if papers == 0:
        return Check(_("There are no papers yet."), reverse("seminars:papers", args=[seminar.slug]), _("Add papers"))
    text = ngettext("%(number)d paper is on the list", "%(number)d papers are on the list", papers)
    return Check(text % {"number": papers})


def supervisors_check(seminar: Seminar, papers: int, unsupervised: int) -> Check | None:
    if unsupervised:
        text = ngettext("%(number)d paper has no supervisor.", "%(number)d papers have no supervisor.", unsupervised)
        url = reverse("overview:supervision", args=[seminar.slug])
        return Check(text % {"number": unsupervised}, url, _("Assign supervisors"))
    return Check(_("Every paper has a supervisor")) if papers else None


def window_check(seminar: Seminar, at: datetime) -> Check:
    url = reverse("seminars:dates", args=[seminar.slug])
    state = seminar.timeline.state("preferences", at)
    window = seminar.timeline.get("preferences")
    if window.starts is None or window.ends is None:
        return Check(_("It is not said when preferences open and close."), url, _("Set the dates"))
    if state == "over":
        return Check(_("The time for preferences is over already."), url, _("Look at the dates"))
    return Check(_("The window for preferences is set"))


def contact_check(seminar: Seminar) -> Check:
    if not seminar.contact:
        url = reverse("seminars:edit", args=[seminar.slug])
        return Check(_("There is no contact address."), url, _("Add one"))
    return Check(_("There is a contact address"))

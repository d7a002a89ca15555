"""What a student has to know about the block seminar, and what an organiser should look at before it."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.assignment.standing import Standing
from seminar.display import formats
from seminar.programme import layout
from seminar.programme.preview import Preview, preview
from seminar.programme.readiness import blockers
from seminar.seminars.agenda import IN_PROGRESS, LATER, OVER, Notice, Task
from seminar.seminars.models import Participation, Seminar
from seminar.submissions.policies import holds_paper

# So long before the first day somebody should have begun to lay the talks out, and to publish them.
BEGIN_WITHIN = timedelta(days=28)
PUBLISH_WITHIN = timedelta(days=14)

# ---- students -------------------------------------------------------------------------------------------------------


def tasks_for(participation: Participation, at: datetime, standing: Standing | None = None) -> list[Task]:
    """The block seminar with the own talk: when and where, once that is published."""
    seminar = participation.seminar
    milestone, state = seminar.timeline.get("block"), seminar.timeline.state("block", at)
    status = {"over": OVER, "open": IN_PROGRESS}.get(state, LATER)
    title = _("Block seminar and your talk")
    if not (standing.offered if standing else holds_paper(participation)):
        return [Task("block", _("Block seminar"), OVER if status == OVER else LATER, milestone, _where(milestone))]
    placed = layout.placed(seminar).get(participation.pk)
    detail = _where(milestone)
    if placed:
        when = formats.period(placed.start, placed.end, seminar.zone)
        detail = ", ".join(part for part in (_("Your talk: %(when)s") % {"when": when}, placed.place) if part)
    url = reverse("programme:my_talk", args=[seminar.slug])
    return [Task("block", title, status, milestone, detail, url, _("See your talk"))]


def _where(milestone) -> str:
    return ". ".join(part for part in (milestone.place, milestone.note) if part)


# ---- organisers -----------------------------------------------------------------------------------------------------


def notices_for(seminar: Seminar, at: datetime, shown: Preview | None = None) -> list[Notice]:
    """What keeps speakers from knowing when they speak. Nothing as long as the block seminar is far away and empty."""
    dates = seminar.timeline
    begins, is_over = dates.get("block").starts, dates.state("block", at) == "over"
    is_near = begins is not None and at >= begins - BEGIN_WITHIN
    if is_over or not (is_near or seminar.sessions.exists()):
        return []
    shown = shown or preview(seminar)
    found = [_without_sessions(shown), _waiting(shown), _changes(shown), _unpublished(shown, at, begins)]
    return [notice for notice in found if notice]


def _without_sessions(shown: Preview) -> Notice | None:
    number = len(shown.draft.waiting)
    if shown.draft.sittings or not number:
        return None
    text = ngettext("talk has to be laid out", "talks have to be laid out", number)
    why = _("The block seminar is near, and it has no sessions yet.")
    return Notice(number, text, why, _page(shown, "programme:new_session"), _("Add session"))


def _waiting(shown: Preview) -> Notice | None:
    number = len(shown.draft.waiting)
    if not shown.draft.sittings or not number:
        return None
    text = ngettext("talk has no place in the programme", "talks have no place in the programme", number)
    why = _("Without one the programme cannot be published.")
    return Notice(number, text, why, _page(shown, "programme:draft"), _("Lay out"))


def _changes(shown: Preview) -> Notice | None:
    """A published programme and a draft that says something else; who waits for a place is told above."""
    if not shown.former or not shown.number:
        return None
    text = ngettext(
        "change of the programme is not published", "changes of the programme are not published", shown.number
    )
    why = _("Speakers and guests read the version before.")
    return Notice(shown.number, text, why, _page(shown, "programme:publication"), _("Publish"))


def _unpublished(shown: Preview, at: datetime, begins: datetime | None) -> Notice | None:
    is_late = begins is not None and at >= begins - PUBLISH_WITHIN
    number = len(shown.draft.slots)
    if shown.former or not is_late or not number or blockers(shown.draft):
        return None
    text = ngettext("talk is laid out, and not published", "talks are laid out, and not published", number)
    why = _("Nobody knows yet when they speak.")
    return Notice(number, text, why, _page(shown, "programme:publication"), _("Publish"))


def _page(shown: Preview, name: str) -> str:
    return reverse(name, args=[shown.draft.seminar.slug])

"""What a student has to do about the assignment, what an organiser should look at, and how far the organisers are."""

from collections import Counter
from datetime import datetime

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.assignment import mails, pinning, querysets
from seminar.assignment.instance import student_id
from seminar.assignment.models import Lottery, MeetingAttendance
from seminar.assignment.standing import Standing
from seminar.assignment.why import choice
from seminar.mail.models import State
from seminar.seminars.agenda import DONE, LATER, OPENS, POSSIBLE, Notice, Task
from seminar.seminars.models import Participation, Seminar

# ---- students -------------------------------------------------------------------------------------------------------


def tasks_for(participation: Participation, at: datetime, standing: Standing | None = None) -> list[Task]:
    """The two tasks of this step: see the paper, and stay or de-register."""
    standing = standing or Standing(participation)
    return [paper_task(standing, at), leaving_task(participation.seminar, at)]


def paper_task(standing: Standing, at: datetime) -> Task:
    """Before the publication it tells the planned moment and nothing else."""
    seminar, title = standing.seminar, _("See your paper")
    milestone = seminar.timeline.get("assignment")
    if standing.is_published:
        url = reverse("assignment:my_paper", args=[seminar.slug])
        if standing.offered:
            return Task("assignment", title, DONE, milestone, paper_text(standing), url, title)
        title, act = _("You have no paper at the moment"), _("What that means")
        return Task("assignment", title, DONE, milestone, waiting_text(standing), url, act)
    if seminar.timeline.state("assignment", at) == "over":
        detail = _("Not announced yet. The organisers have not set a new date.")
        return Task("assignment", title, LATER, milestone, detail)
    return Task("assignment", title, OPENS, milestone)


def paper_text(standing: Standing) -> str:
    """The result in one line."""
    title = standing.offered.paper.title
    if not standing.rank:
        return title
    return _("%(title)s: your %(choice)s") % {"title": title, "choice": choice(standing.rank)}


def waiting_text(standing: Standing) -> str:
    return _("You are number %(n)d on the waiting list.") % {"n": standing.position} if standing.position else ""


def leaving_task(seminar: Seminar, at: datetime) -> Task:
    """Staying needs no act, so nothing is ever due here."""
    title, milestone = _("Stay or de-register"), seminar.timeline.get("deregistration")
    url = reverse("assignment:deregistration", args=[seminar.slug])
    state = seminar.timeline.state("deregistration", at)
    if state == "over":
        return Task("deregistration", title, DONE, milestone, _("You stayed."))
    if state == "open":
        detail = _("Until then you can leave without giving a reason. To stay, you need do nothing.")
        return Task("deregistration", title, POSSIBLE, milestone, detail, url)
    return Task("deregistration", title, LATER, milestone)


# ---- organisers -----------------------------------------------------------------------------------------------------


class Progress:
    """How far the assignment of one seminar is at one moment; each figure is asked once."""

    def __init__(self, seminar: Seminar, at: datetime):
        self.seminar, self.at = seminar, at

    @cached_property
    def publication(self):
        return querysets.current_publication(self.seminar)

    @cached_property
    def students(self) -> list[Participation]:
        """Present students with `paper_id`."""
        return list(querysets.with_papers(self.seminar))

    @cached_property
    def has_runs(self) -> bool:
        """Whether there is a run that can be published; trials cannot."""
        return self.seminar.runs.filter(is_trial=False).exists()

    @cached_property
    def mails(self) -> dict[str, int]:
        """How many of the seminar's mails need a person, by state."""
        return mails.needing_a_person(self.seminar)

    @property
    def is_late(self) -> bool:
        """The planned moment has passed and nothing is published."""
        return self.publication is None and self.seminar.timeline.state("assignment", self.at) == "over"

    @cached_property
    def free(self) -> int:
        """How many places could be given to somebody now: on papers, and within the places of the seminar."""
        if self.publication is None:
            return 0
        taken = Counter(row.paper_id for row in self.students if row.paper_id is not None)
        papers = self.seminar.offered_papers.available().values_list("pk", "places")
        on_papers = sum(max(0, places - taken[pk]) for pk, places in papers)
        return max(0, min(on_papers, self.seminar.places - taken.total()))

    @cached_property
    def waiting(self) -> int:
        """How many people are on the waiting list."""
        if self.publication is None:
            return 0
        listed, published_at = set(self.publication.run.result["served_order"]), self.publication.published_at
        without = [row for row in self.students if row.paper_id is None and row.joined_at <= published_at]
        return sum(student_id(row.pk) in listed for row in without)

    @cached_property
    def nobody_marked(self) -> bool:
        return not MeetingAttendance.objects.filter(participation__seminar=self.seminar).exists()

    @cached_property
    def contradiction(self) -> str:
        """What keeps every run from being made, with names; empty when nothing does."""
        if not self.seminar.pins.filter(lifted_at__isnull=True).exists():
            return ""
        change = "keep_all" if self.publication else "free"
        return " ".join(pinning.contradictions(self.seminar, Lottery(seed="any"), change))

    def page(self, name: str) -> str:
        return reverse(name, args=[self.seminar.slug])


def notices_for(seminar: Seminar, at: datetime, progress: Progress | None = None) -> list[Notice]:
    """What stands between the assignment and everybody knowing their paper."""
    progress = progress or Progress(seminar, at)
    found = [late_notice(progress), contradiction_notice(progress), refill_notice(progress), *mail_notices(progress)]
    return [notice for notice in found if notice]


def late_notice(progress: Progress) -> Notice | None:
    number = progress.is_late and progress.seminar.participations.students().present().count()
    if not number:
        return None
    text = ngettext("student waits for the assignment", "students wait for the assignment", number)
    why = _("The planned time has passed. Students read that no new date is set.")
    return Notice(number, text, why, progress.page("seminars:dates"), _("Set"))


def contradiction_notice(progress: Progress) -> Notice | None:
    if not progress.contradiction:
        return None
    text = _("contradiction in what is fixed; until it is solved nothing can be computed")
    return Notice(1, text, progress.contradiction, progress.page("assignment:pins"), _("Look"))


def refill_notice(progress: Progress) -> Notice | None:
    number, waiting = progress.free, progress.waiting
    if not number or not waiting:
        return None
    text = ngettext("place is free", "places are free", number)
    why = ngettext("%(n)d person is waiting.", "%(n)d people are waiting.", waiting) % {"n": waiting}
    return Notice(number, text, why, progress.page("assignment:refill"), _("Refill"))


def mail_notices(progress: Progress) -> list[Notice]:
    url, notices = progress.page("overview:outbox"), []
    if held := progress.mails.get(State.HELD, 0):
        text = ngettext("mail is NOT sent yet", "mails are NOT sent yet", held)
        notices.append(Notice(held, text, _("It is held until somebody sends it."), url, _("Send")))
    if failed := progress.mails.get(State.FAILED, 0) + progress.mails.get(State.UNCERTAIN, 0):
        text = ngettext("mail may not have arrived", "mails may not have arrived", failed)
        notices.append(Notice(failed, text, _("Somebody has to decide whether it is sent again."), url, _("Open")))
    return notices

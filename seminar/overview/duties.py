"""What somebody has to grade: every sheet of theirs, and the one to write next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seminar.core import timeline
from seminar.grading.book import IN_PROGRESS, Duty, book, duties_in
from seminar.grading.models import Part
from seminar.programme import layout
from seminar.programme.layout import Placed
from seminar.seminars.models import Participation, Seminar
from seminar.seminars.policies import claiming_is_over, may_claim
from seminar.submissions import standing
from seminar.submissions.models import Deliverable, Submission
from seminar.submissions.standing import HandedIn


@dataclass(frozen=True)
class Row:
    """One sheet, with what it is about: the report that counts, or when the talk is."""

    duty: Duty
    report: Submission | None
    talk: Placed | None
    is_possible: bool  # whether there is something to grade

    is_open = property(lambda self: self.duty.is_open)
    has_begun = property(lambda self: self.duty.state == IN_PROGRESS)


@dataclass(frozen=True)
class Next:
    """The one thing to do now. Without `url` there is nothing."""

    title: str
    text: str = ""
    act: str = ""
    url: str = ""
    work: str = ""  # the title of a paper


class Desk:
    """The duties of somebody who is these in the seminar."""

    def __init__(self, seminar: Seminar, participations: list[Participation], at: datetime):
        self.seminar, self.at = seminar, at
        self.duties = duties_in(book(seminar), participations)
        self.may_claim = any(may_claim(row, at) for row in participations)
        self.no_longer_claims = seminar.supervisors_may_claim and claiming_is_over(seminar, at)

    @cached_property
    def rows(self) -> list[Row]:
        if not self.duties:
            return []
        talks = layout.placed(self.seminar)
        files = {person.pk: found[Deliverable.Kind.REPORT] for person, found in standing.matrix(self.seminar)}
        return [self.row(duty, files.get(duty.student.pk), talks.get(duty.student.pk)) for duty in self.duties]

    def row(self, duty: Duty, report: HandedIn | None, talk: Placed | None) -> Row:
        """A report that can still be replaced is not the next thing to grade, and neither is a talk before it began."""
        if duty.part == Part.REPORT:
            is_closed = report is not None and (report.is_over(self.at) if report.due else bool(report.counts))
            return Row(duty, report.counts if report else None, None, is_closed)
        begins = talk.start if talk else self.seminar.timeline.get("block").starts
        return Row(duty, None, talk, begins is not None and begins <= self.at)

    def is_over(self, key: str) -> bool:
        return self.seminar.timeline.state(key, self.at) == "over"

    @property
    def reports(self) -> list[Row]:
        return [row for row in self.rows if row.duty.part == Part.REPORT]

    @property
    def presentations(self) -> list[Row]:
        """In the order of the programme, where there is one."""
        rows = [row for row in self.rows if row.duty.part == Part.PRESENTATION]
        return sorted(rows, key=lambda row: (row.talk is None, row.talk.start if row.talk else 0))

    @property
    def open(self) -> list[Row]:
        return [row for row in self.rows if row.is_open]

    @property
    def last_final_at(self) -> datetime | None:
        """When the last sheet became final."""
        moments = [duty.cell.sheet.final_at for duty in self.duties if duty.cell.is_final]
        return max(moments, default=None)

    @property
    def next_date(self) -> timeline.Milestone | None:
        """What grading waits for: the reports, then the talks."""
        ahead = [self.seminar.timeline.get(key) for key in ("hand_in", "block") if not self.is_over(key)]
        return next((milestone for milestone in ahead if milestone.is_known), None)

    @property
    def next(self) -> Next:
        if agreeing := [row.duty for row in self.rows if row.duty.to_be_agreed]:
            text = _("The marks differ by more than the limit. One of you enters the mark you agree on.")
            title = _("Agree on a mark: %(name)s, %(part)s") % words(agreeing[0])
            return Next(title, text, _("Enter the agreed mark"), agreeing[0].agreement_url)
        possible = [row for row in self.open if row.is_possible]
        if possible:
            row = min(possible, key=lambda row: not row.has_begun)
            title = _("Grade next: %(name)s, %(part)s") % words(row.duty)
            act = _("Continue the sheet") if row.has_begun else _("Start the sheet")
            return Next(title, act=act, url=row.duty.url, work=row.duty.paper.paper.title)
        if self.open:
            return Next(_("Nothing to grade yet"))
        if self.rows:
            return Next(_("Nothing is open"), _("All your sheets are final."))
        return Next(_("Nothing is open"), _("Nobody holds a paper that you grade."))


def words(duty: Duty) -> dict:
    part = pgettext("Grade next: Kim Berger, …", "report")
    if duty.part == Part.PRESENTATION:
        part = pgettext("Grade next: Kim Berger, …", "presentation")
    return {"name": duty.student.user.display_name, "part": part}

"""What somebody has before them during one talk: who asked, what it is worth, the slides, what comes next."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from seminar.assignment import querysets
from seminar.display import formats
from seminar.programme import credits, grades
from seminar.programme.models import QuestionCredit
from seminar.programme.policies import has_begun, may_mark
from seminar.programme.running import Programme, Slot
from seminar.seminars.models import Participation, Seminar
from seminar.submissions import standing
from seminar.submissions.models import Deliverable
from seminar.submissions.policies import may_read

# The newest plan for the talk first.
SLIDES = (Deliverable.Kind.FINAL_SLIDES, Deliverable.Kind.FIRST_SLIDES)


@dataclass(frozen=True)
class Seat:
    """One name of the grid: all credits of the person, and the one in this talk, if there is one."""

    person: Participation
    total: int
    credit: QuestionCredit | None
    speaks: bool
    is_full: bool  # one more question adds nothing to the bonus


class Desk:
    def __init__(self, participation: Participation, programme: Programme, slot: Slot, at: datetime):
        self.programme, self.slot, self.at = programme, slot, at
        seminar = programme.seminar
        self.may_mark = may_mark(participation, at)
        self.closed = "" if self.may_mark else closed_text(seminar, at)
        self.rule = grades.bonus_rule(seminar)
        given = list(credits.current(seminar))
        totals = Counter(row.participation_id for row in given)
        here = {row.participation_id: row for row in given if row.talk_id == slot.talk_pk}
        for row in here.values():
            row.is_full = self.rule.is_full(totals[row.participation_id])
        self.credits = list(reversed(here.values()))  # the last one first
        self.seats = [
            Seat(row, totals[row.pk], here.get(row.pk), row.pk == slot.person.pk, self.rule.is_full(totals[row.pk]))
            for row in querysets.holders(seminar)
        ]
        self.is_grader = grades.grades_presentation(participation.user, slot.person, slot.paper)
        self.slides = slides_of(seminar, slot.person)
        self.slides_url = self.address_of_slides(participation) if self.slides else ""
        self.next = programme.after(slot)

    @property
    def has_final_slides(self) -> bool:
        return bool(self.slides) and self.slides.deliverable.kind == Deliverable.Kind.FINAL_SLIDES

    def address_of_slides(self, participation: Participation) -> str:
        """Final slides of a published talk are there for all of the staff; else the rule for files holds."""
        slug, is_published = self.programme.seminar.slug, self.programme.version and self.slot.start
        if is_published and self.has_final_slides and not self.slot.is_cancelled:
            return reverse("programme:slides", args=[slug, self.slot.talk_pk])
        readable = may_read([participation], self.slides)
        return reverse("submissions:file", args=[slug, self.slides.receipt]) if readable else ""

    @property
    def is_on(self) -> bool:
        return self.slot.is_on(self.at)

    @property
    def is_today(self) -> bool:
        """Whether the line with the time left is worth fetching again."""
        return self.slot.start is not None and self.slot.day == formats.day(self.at, self.slot.zone)

    @property
    def left(self) -> str:
        return self.slot.left(self.at)

    @property
    def other(self) -> Slot | None:
        """The talk that is on meanwhile, if it is another one: offered as a link, never opened by itself."""
        current = self.programme.current(self.at)
        return current if current and current.talk_pk != self.slot.talk_pk else None


def slides_of(seminar: Seminar, speaker: Participation):
    """The version of the slides that counts: the final ones, else the first."""
    speaker.seminar = seminar
    handed_in = standing.standing_of(speaker)
    return next((handed_in[kind].counts for kind in SLIDES if kind in handed_in and handed_in[kind].counts), None)


def closed_text(seminar: Seminar, at: datetime) -> str:
    """Why nothing is recorded at this moment, in a sentence."""
    begins = seminar.timeline.get("block").starts
    if begins is None:
        return _("The days of the block seminar are not set yet. Questions and attendance are recorded from then on.")
    if not has_begun(seminar, at):
        text = _("The block seminar begins on %(day)s. Questions and attendance are recorded from then on.")
        return text % {"day": formats.day(begins, seminar.zone)}
    return _("The grades are released. What went into them is not changed here any more.")

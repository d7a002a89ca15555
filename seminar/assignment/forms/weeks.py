"""What organisers enter in the first weeks: who came, and which paper somebody gets by hand."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from seminar.assignment.models import HandPlacement, MeetingAttendance
from seminar.assignment.vacancies import Vacancies
from seminar.seminars.models import OfferedPaper, Participation

UNDECIDED = ""
STATES = [(UNDECIDED, pgettext_lazy("attendance", "undecided")), *MeetingAttendance.State.choices]


@dataclass(frozen=True)
class MeetingRow:
    """One student with the paper, the choice of the state, and the hidden field that tells what the page showed."""

    person: Participation
    paper: OfferedPaper | None
    state: forms.BoundField
    was: forms.BoundField


class MeetingForm(forms.Form):
    """One choice per student, `state-<id>`, and beside it `was-<id>`, what the page showed when it was opened.

    Only what was changed on the page is stored: two organisers who mark at the same time do not undo each other.
    """

    def __init__(self, data, *, people: list[Participation], papers: dict[int, OfferedPaper]):
        super().__init__(data)
        self.people, self.papers = people, papers
        for row in people:
            known = state_of(row)
            self.fields[f"state-{row.pk}"] = forms.ChoiceField(
                label=row.user.display_name, choices=STATES, required=False, initial=known, widget=forms.RadioSelect
            )
            self.fields[f"was-{row.pk}"] = forms.ChoiceField(
                choices=STATES, required=False, initial=known, widget=forms.HiddenInput
            )

    @property
    def holders(self) -> list[MeetingRow]:
        return [self.row(person) for person in self.people if person.paper_id is not None]

    @property
    def others(self) -> list[MeetingRow]:
        return [self.row(person) for person in self.people if person.paper_id is None]

    def row(self, person: Participation) -> MeetingRow:
        paper = self.papers.get(person.paper_id)
        return MeetingRow(person, paper, self[f"state-{person.pk}"], self[f"was-{person.pk}"])

    def states(self) -> dict[int, str]:
        """What was changed on the page; with "rest" every undecided person with a paper becomes present."""
        changed = {}
        for person in self.people:
            was = self.cleaned_data[f"was-{person.pk}"]
            # A choice that did not arrive at all changes nothing.
            sent = f"state-{person.pk}" in self.data
            state = self.cleaned_data[f"state-{person.pk}"] if sent else was
            if "rest" in self.data and state == UNDECIDED and person.paper_id is not None:
                state = MeetingAttendance.State.PRESENT
            if state != was:
                changed[person.pk] = state
        return changed


class PlacementForm(forms.ModelForm):
    """A free paper for one person, and why; the papers of the own preferences come first.

    Only free papers are offered, any paper of the seminar is accepted: whether it is still free, the action decides.
    """

    class Meta:
        model = HandPlacement
        fields = ["offered", "reason"]
        labels = {"offered": gettext_lazy("Paper"), "reason": gettext_lazy("Reason")}
        help_texts = {"reason": gettext_lazy("Organisers see it here and in the record; the student does not.")}
        error_messages = {"offered": {"required": gettext_lazy("Choose a paper.")}}

    def __init__(self, data, *, person: Participation, vacancies: Vacancies):
        super().__init__(data)
        field = self.fields["offered"]
        field.queryset = vacancies.seminar.offered_papers.in_full()
        wishes = vacancies.wishes_of(person)
        ranked = {paper.pk for _rank, paper in wishes}
        groups = [
            (_("Preferences of this person"), [(row.pk, _wish(rank, row)) for rank, row in wishes]),
            (_("Other free papers"), [(row.pk, row.paper.title) for row in vacancies.free if row.pk not in ranked]),
        ]
        field.widget.choices = [("", _("Choose a paper")), *((name, rows) for name, rows in groups if rows)]


def _wish(rank, offered) -> str:
    return _("Rank %(rank)d: %(title)s") % {"rank": rank, "title": offered.paper.title}


def state_of(person: Participation) -> str:
    stored = getattr(person, "meeting_attendance", None)
    return stored.state if stored else UNDECIDED

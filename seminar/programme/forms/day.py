"""What is entered on the day: what somebody asked, and who attended a session."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from seminar.programme.attendance import Roll
from seminar.programme.models import Attendance, QuestionCredit
from seminar.seminars.models import Participation

UNDECIDED = ""
NOTE = {
    "required": False,
    "max_length": Attendance._meta.get_field("note").max_length,
    "widget": forms.TextInput(attrs={"class": "form-control"}),
}
STATES = [(UNDECIDED, pgettext_lazy("attendance", "undecided")), *Attendance.State.choices]


class NoteForm(forms.ModelForm):
    """What was asked; empty takes the note away."""

    class Meta:
        model = QuestionCredit
        fields = ["note"]


@dataclass(frozen=True)
class RollRow:
    """One person with the choice, the note, and the hidden fields that tell what the page showed."""

    person: Participation
    state: forms.BoundField
    note: forms.BoundField
    hidden: list[forms.BoundField]

    @property
    def word(self) -> str:
        """What is marked, where it is only read."""
        return str(dict(STATES)[self.state.value() or UNDECIDED])


class RollForm(forms.Form):
    """Per person `state-<id>` and `note-<id>`, and beside them what the page showed when it was opened.

    Only what was changed on the page is stored: two people who mark the same session do not undo each other.
    """

    def __init__(self, data, *, roll: Roll):
        super().__init__(data)
        self.roll = roll
        for person in roll.people:
            state, note = self.known(person)
            name = person.user.display_name
            chosen = forms.ChoiceField(
                label=name, choices=STATES, required=False, initial=state, widget=forms.RadioSelect
            )
            written = forms.CharField(label=_("Note about %(name)s") % {"name": name}, initial=note, **NOTE)
            self.fields[f"state-{person.pk}"], self.fields[f"note-{person.pk}"] = chosen, written
            self.fields[f"was-{person.pk}"] = forms.ChoiceField(
                choices=STATES, required=False, initial=state, widget=forms.HiddenInput
            )
            self.fields[f"said-{person.pk}"] = forms.CharField(
                required=False, initial=note, widget=forms.HiddenInput, strip=True
            )

    def known(self, person: Participation) -> tuple[str, str]:
        mark = self.roll.marks.get(person.pk)
        return (mark.state, mark.note) if mark else (UNDECIDED, "")

    @property
    def rows(self) -> list[RollRow]:
        return [
            RollRow(
                row, self[f"state-{row.pk}"], self[f"note-{row.pk}"], [self[f"was-{row.pk}"], self[f"said-{row.pk}"]]
            )
            for row in self.roll.people
        ]

    def clean(self):
        for person in self.roll.people:
            state, note = (self.sent(name, person.pk) for name in ("state", "note"))
            is_undecided = state == UNDECIDED and "rest" not in self.data
            if note and is_undecided and f"state-{person.pk}" not in self.errors:
                self.add_error(f"note-{person.pk}", _("A note needs a choice. Choose one, or empty the note."))

    def sent(self, name: str, pk: int) -> str | None:
        """None where the field did not arrive at all: that changes nothing."""
        return self.cleaned_data.get(f"{name}-{pk}") if f"{name}-{pk}" in self.data else None

    def changed(self, name: str, earlier: str, pk: int) -> str | None:
        """What was chosen or written, if it is not what the page had shown."""
        sent = self.sent(name, pk)
        return None if sent == self.cleaned_data[f"{earlier}-{pk}"] else sent

    def marks(self) -> dict[int, tuple[str | None, str | None]]:
        """What was changed on the page; None for what was not."""
        found = {}
        for person in self.roll.people:
            mark = self.changed("state", "was", person.pk), self.changed("note", "said", person.pk)
            if mark != (None, None):
                found[person.pk] = mark
        return found

    def rest(self) -> set[int]:
        """Whoever becomes present if nobody has decided otherwise meanwhile."""
        return {row.pk for row in self.roll.people} if "rest" in self.data else set()

"""Which supervisor an organiser gives to which paper."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from seminar.seminars.models import OfferedPaper, Participation

NOBODY = ""


@dataclass(frozen=True)
class SupervisorField:
    """The choice of one paper as the page draws it, and beside it what the page showed when it was opened."""

    name: str
    was_name: str
    value: str
    was: str
    is_wrong: bool


class SupervisionForm(forms.Form):
    """One choice per paper, `supervisor-<id>`, and `was-<id>`, what the page showed.

    Only what was changed on the page is stored, so that two people who assign at the same time do not undo each other.
    """

    def __init__(self, data, *, papers: list[OfferedPaper], people: list[Participation]):
        super().__init__(data)
        self.papers = papers
        self.people = [(str(row.pk), row.user.display_name) for row in people]
        for row in papers:
            stored = str(row.supervisor_id or NOBODY)
            # Whoever left keeps the papers until somebody else gets them.
            gone = [] if row.supervisor is None or not row.supervisor.has_left else [(stored, stored)]
            choices = [(NOBODY, _("nobody")), *self.people, *gone]
            label = row.paper.title
            self.fields[f"supervisor-{row.pk}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=stored
            )
            self.fields[f"was-{row.pk}"] = forms.RegexField(r"^\d{1,18}$", required=False, initial=stored)

    def field_of(self, offered: OfferedPaper) -> SupervisorField:
        name, was = f"supervisor-{offered.pk}", f"was-{offered.pk}"
        return SupervisorField(
            name, was, self[name].value() or NOBODY, self[was].value() or NOBODY, bool(self.errors.get(name))
        )

    def changes(self) -> dict[int, tuple[int | None, int | None]]:
        """What was changed on the page: offered paper -> (shown, chosen). What did not arrive changes nothing."""
        found = {}
        for row in self.papers:
            name = f"supervisor-{row.pk}"
            shown, chosen = self.cleaned_data[f"was-{row.pk}"], self.cleaned_data[name]
            if name in self.data and chosen != shown:
                found[row.pk] = (_number(shown), _number(chosen))
        return found

    def data_for(self, papers: list[OfferedPaper]):
        """What was sent, for a page that knows what these papers have now: choices stay, the rest is as stored."""
        data, changed = self.data.copy(), self.changes()
        for row in papers:
            stored = str(row.supervisor_id or NOBODY)
            data[f"was-{row.pk}"] = stored
            if row.pk not in changed:
                data[f"supervisor-{row.pk}"] = stored
        return data


def _number(text: str) -> int | None:
    return int(text) if text else None

"""Which supervisor an organiser gives to which paper."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from seminar.seminars.models import OfferedPaper, Participation

NOBODY = ""


@dataclass(frozen=True)
class SupervisorField:
    """The choice of one paper as the page draws it, and beside it what the page showed when it was opened.

    `value` is one of the options: in place of a choice that cannot be made it is what is stored.
    """

    name: str
    was_name: str
    value: str
    was: str
    is_wrong: bool
    options: list[tuple[str, str]]


class SupervisionForm(forms.Form):
    """One choice per paper, `supervisor-<id>`, and `was-<id>`, what the page showed.

    Only what was changed on the page is stored, so that two people who assign at the same time do not undo each other.
    """

    def __init__(self, data, *, papers: list[OfferedPaper], supervisors: list[Participation]):
        """`supervisors` of the seminar, also those who have left: an older page may still send them."""
        super().__init__(data)
        self.papers = papers
        self.options = [(NOBODY, _("nobody")), *(named(row) for row in supervisors if not row.has_left)]
        choices = [(NOBODY, ""), *(named(row) for row in supervisors)]
        wrong = {"invalid_choice": _("Choose a supervisor of this seminar.")}
        for row in papers:
            stored = str(row.supervisor_id or NOBODY)
            self.fields[f"supervisor-{row.pk}"] = forms.ChoiceField(
                label=row.paper.title, choices=choices, required=False, initial=stored, error_messages=wrong
            )
            self.fields[f"was-{row.pk}"] = forms.RegexField(r"^\d{1,18}$", required=False, initial=stored)

    def field_of(self, offered: OfferedPaper) -> SupervisorField:
        name, was = f"supervisor-{offered.pk}", f"was-{offered.pk}"
        stored, options = str(offered.supervisor_id or NOBODY), self.options
        if offered.supervisor and offered.supervisor.has_left:  # who keeps the papers until somebody else gets them
            options = [*options, (stored, _("%(name)s (has left)") % {"name": offered.supervisor.user.display_name})]
        value = self[name].value() or NOBODY
        value = value if value in dict(options) else stored
        return SupervisorField(name, was, value, self[was].value() or NOBODY, bool(self.errors.get(name)), options)

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


def named(row: Participation) -> tuple[str, str]:
    return str(row.pk), row.user.display_name


def _number(text: str) -> int | None:
    return int(text) if text else None

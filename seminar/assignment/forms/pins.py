"""What organisers decide before a run: one pin, or the priority group of one person. Each needs a reason."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from seminar.assignment.models import Pin
from seminar.seminars.models import OfferedPaper, Participation

FIX, NOTHING, FORBID = "fix", "nothing", "forbid"
DECISIONS = [(FIX, _("gets this paper")), (NOTHING, _("gets no paper")), (FORBID, _("does not get this paper"))]
USUAL_REASONS = [
    _("Agreed with the supervisor"),
    _("Follows from a thesis or a project"),
    _("Knows the paper already"),
    _("Lacks what the paper presupposes"),
    _("Works with the authors"),
    _("Swapped by agreement of both"),
]
GROUPS = 10


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, row: Participation) -> str:
        return f"{row.user.name} ({row.user.email})" if row.user.name else row.user.email


class PaperField(forms.ModelChoiceField):
    def label_from_instance(self, row: OfferedPaper) -> str:
        return row.paper.title


def reason_field(help_text) -> forms.CharField:
    length = Pin._meta.get_field("reason").max_length
    return forms.CharField(label=_("Reason"), max_length=length, help_text=help_text)


class PinForm(forms.Form):
    """One decision about one person. Looking at the effect needs no reason yet."""

    person = PersonField(label=_("Person"), queryset=None)
    decision = forms.ChoiceField(label=_("Decision"), choices=DECISIONS, initial=FIX, widget=forms.RadioSelect)
    paper = PaperField(
        label=_("Paper"), queryset=None, required=False, help_text=_("Left empty when the person gets no paper.")
    )
    reason = reason_field(_("Organisers see it here and in the record; students do not."))
    marks_optional = False

    def __init__(self, *args, seminar, is_trial=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = seminar.participations.students().present().with_people()
        self.fields["paper"].queryset = seminar.offered_papers.available().select_related("paper")
        self.fields["reason"].widget.attrs |= {"list": "usual-reasons", "autocomplete": "off"}
        self.fields["reason"].required = not is_trial

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("decision") in (FIX, FORBID) and "paper" not in self.errors and not cleaned.get("paper"):
            self.add_error("paper", ValidationError(_("Choose the paper this is about.")))
        return cleaned

    @property
    def decided(self) -> dict:
        """Person, paper and kind, as the action takes them."""
        data = self.cleaned_data
        offered = None if data["decision"] == NOTHING else data["paper"]
        return {"person": data["person"], "offered": offered, "is_forbidden": data["decision"] == FORBID}


class PriorityForm(forms.Form):
    """The group of one applicant: 0 is served first."""

    priority = forms.TypedChoiceField(
        label=_("Priority group"), coerce=int, choices=[(number, number) for number in range(GROUPS)]
    )
    reason = reason_field(_("Organisers see it in the record; students do not."))

    def __init__(self, *args, person: Participation, **kwargs):
        super().__init__(*args, initial={"priority": person.priority}, **kwargs)
        self.person = person

    def clean_priority(self) -> int:
        priority = self.cleaned_data["priority"]
        if priority == self.person.priority:
            raise ValidationError(_("This is the group the person is in already."))
        return priority

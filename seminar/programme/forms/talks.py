"""Where a talk goes: one choice over every place of every session, so that nobody looks at one day only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from seminar.programme.models import Session
from seminar.seminars.models import Participation, Seminar


class PlaceForm(forms.Form):
    """`target` is session and position, as in 12-3. With the button `out` there is none."""

    target = forms.RegexField(
        r"\A[0-9]{1,18}-[0-9]{1,4}\Z",
        required=False,
        error_messages={"invalid": _("This place does not exist. Choose another one.")},
    )

    def __init__(self, data, *, seminar: Seminar):
        super().__init__(data)
        self.seminar = seminar

    def clean_target(self) -> tuple[Session | None, int]:
        text = self.cleaned_data["target"]
        if "out" in self.data:
            return None, 0
        if not text:
            raise forms.ValidationError(_("Choose where the talk goes."))
        pk, position = (int(part) for part in text.split("-"))
        session = self.seminar.sessions.filter(pk=pk).first()
        if session is None:
            raise forms.ValidationError(_("This session was removed meanwhile. Choose another place."))
        return session, position


class SwapForm(forms.Form):
    """Whose place the talk takes; the other one gets its."""

    other = forms.ModelChoiceField(
        Participation.objects.none(),
        error_messages={
            "required": _("Choose with whom the talk changes places."),
            "invalid_choice": _("This person has no place in the programme any more. Choose another one."),
        },
    )

    def __init__(self, data, *, seminar: Seminar):
        super().__init__(data)
        placed = seminar.participations.with_people().filter(talk__session__isnull=False)
        self.fields["other"].queryset = placed

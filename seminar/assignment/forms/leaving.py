"""Why somebody leaves: a student may say it, an organiser has to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from seminar.seminars.models import Participation


class LeavingForm(forms.ModelForm):
    """The student's own act; the reason may stay empty."""

    class Meta:
        model = Participation
        fields = ["left_reason"]
        labels = {"left_reason": _("Reason")}
        help_texts = {"left_reason": _("The organisers read it. You need not give one.")}


class LeavingByOrganiserForm(forms.ModelForm):
    """An organiser's act, also after the last day."""

    class Meta:
        model = Participation
        fields = ["left_reason"]
        labels = {"left_reason": _("Reason")}
        help_texts = {"left_reason": _("It stands in the record, for organisers only. The mail does not contain it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["left_reason"].required = True

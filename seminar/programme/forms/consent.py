"""What a speaker allows on the public page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from seminar.programme.models import Consent


class ConsentForm(forms.ModelForm):
    class Meta:
        model = Consent
        fields = ["name_is_public", "slides_are_public"]
        labels = {
            "name_is_public": _("Show my name on the public programme"),
            "slides_are_public": _("Offer my final slides on the public programme"),
        }
        help_texts = {
            "name_is_public": _("Without it outsiders read “Student talk”."),
            "slides_are_public": _("The version that counts can then be downloaded by everybody."),
        }

"""What people tell about themselves."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User

# Line breaks and the marks that turn the direction of text: a name with them would rewrite what stands around it.
NOT_IN_A_NAME = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


class NameField(forms.CharField):
    """A name on one line. Marks of direction, as they come along from an address book, are left out."""

    def to_python(self, value):
        return " ".join(NOT_IN_A_NAME.sub("", super().to_python(value)).split())


class ProfileForm(forms.ModelForm):
    """Name, matriculation number, programme and language: the person's own facts."""

    class Meta:
        model = User
        fields = ["name", "matriculation_number", "programme", "language"]
        field_classes = {"name": NameField}
        help_texts = {
            "name": _("Your full name, as it should stand in the programme of the seminar."),
            "matriculation_number": _("Organisers see it; the examination office needs it."),
            "language": _("Mails are written in this language."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class SignupExtra(forms.Form):
    """What allauth's sign-up asks besides the address."""

    name = NameField(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["name", "email"]

    def signup(self, request, user):
        """Called by allauth when the account is made."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])

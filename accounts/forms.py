"""What people tell about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class ProfileForm(forms.ModelForm):
    """Name, matriculation number, programme and language: the person's own facts."""

    class Meta:
        model = User
        fields = ["name", "matriculation_number", "programme", "language"]
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

    name = forms.CharField(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["name", "email"]

    def signup(self, request, user):
        """Called by allauth when the account is made."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])

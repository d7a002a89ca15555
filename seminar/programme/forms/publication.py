"""What an organiser says when the programme changes for its readers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from seminar.programme.models import Version


class PublicationForm(forms.ModelForm):
    """The reason, from the second version on, and the mark of the list the page showed."""

    mark = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Version
        fields = ["reason"]
        labels = {"reason": _("What changed")}
        help_texts = {
            "reason": _(
                "Everybody reads it at the top of the programme, as in “Two talks on Friday change places.” "
                "The mails say it, too."
            )
        }

    def __init__(self, *args, is_first: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not is_first
        if is_first:
            del self.fields["reason"]

    @property
    def what_changed(self) -> str:
        return self.cleaned_data.get("reason", "")

"""What a student sends: one file, and the token that makes two presses of the button one version."""

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seminar.submissions.models import Deliverable


class UploadForm(forms.Form):
    """The file and the press of the button. What is wrong with the file, the check says."""

    file = forms.FileField(
        label=gettext_lazy("PDF file"),
        allow_empty_file=True,  # refused by the check, with its own sentence
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={key: gettext_lazy("Choose a PDF file.") for key in ("required", "invalid", "missing")},
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *data, deliverable: Deliverable):
        super().__init__(*data, initial={"token": uuid.uuid4()})
        self.fields["file"].help_text = asked_text(deliverable)

    def clean_token(self) -> uuid.UUID:
        # Without a usable token nobody can press twice; the file is not to be lost for that.
        try:
            return uuid.UUID(self.cleaned_data["token"])
        except ValueError:
            return uuid.uuid4()


def asked_text(deliverable: Deliverable) -> str:
    """What a file has to be and should be, in one line."""
    values = {"mb": deliverable.max_mb, "pages": deliverable.range_text}
    text = _("PDF, at most %(mb)d MB. Pages: %(pages)s.") if values["pages"] else _("PDF, at most %(mb)d MB.")
    return text % values

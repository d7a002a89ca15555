"""What an organiser says when a run becomes the assignment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from seminar.assignment.models import Publication

NOW, HOLD = "now", "hold"


class PublicationForm(forms.ModelForm):
    """The reason, what happens to the mails (told by the button pressed), and that the notes were seen."""

    send = forms.ChoiceField(choices=[(NOW, NOW), (HOLD, HOLD)], widget=forms.HiddenInput)
    # The list the page showed; another one at the moment of the act is shown first.
    mark = forms.CharField(required=False, widget=forms.HiddenInput)
    has_seen = forms.BooleanField(
        label=_("I have seen the notes"), error_messages={"required": _("Tick this, or put right what the notes say.")}
    )

    class Meta:
        model = Publication
        fields = ["reason"]
        labels = {"reason": _("Why this run")}
        help_texts = {"reason": _("Kept in the record. Students do not see it.")}
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, shown, **kwargs):
        super().__init__(*args, **kwargs)
        self.shown = shown
        if shown.notes:
            # Said again beside the tick: on a phone the checks stand below it.
            self.fields["has_seen"].help_text = " ".join(note.text for note in shown.notes)
        else:
            del self.fields["has_seen"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("mark") and cleaned["mark"] != self.shown.mark:
            self.add_error(
                None, _("What changes for whom is not what this page showed any more. Look at the list below again.")
            )
        return cleaned

    @property
    def act(self) -> dict:
        return {"reason": self.cleaned_data["reason"], "hold": self.cleaned_data["send"] == HOLD}

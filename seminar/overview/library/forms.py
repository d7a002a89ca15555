"""What people choose in the library."""

from django import forms
from django.utils.translation import gettext_lazy as _

from seminar.overview.library.merging import Merging

KEPT, OTHER = "kept", "other"
LABELS = {
    "title": _("Title"),
    "authors": _("Authors"),
    "venue": _("Venue"),
    "year": _("Year"),
    "url": _("Conference version"),
    "arxiv_id": "arXiv",
    "doi": "DOI",
    "abstract": _("Abstract"),
    "keywords": _("Key words"),
}


class MergeForm(forms.Form):
    """For each field that differs, whose value is kept; a value goes before an empty field.

    `chosen`: what was chosen on an earlier page, whose records were others in part.
    """

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data, *, merging: Merging, chosen=None):
        super().__init__(data, initial={"seen": merging.seen})
        self.merging = merging
        for name in merging.differing:
            earlier = (chosen or {}).get(name)
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name],
                choices=[(KEPT, ""), (OTHER, "")],
                required=False,  # what is missing was not on the page, and then `seen` differs as well
                initial=earlier if earlier in (KEPT, OTHER) else KEPT if getattr(merging.kept, name) else OTHER,
            )

    @property
    def rows(self) -> list[tuple]:
        """Each field that differs, with its two values and which of them is chosen."""
        return [
            (self[name], getattr(self.merging.kept, name), getattr(self.merging.other, name), self[name].value())
            for name in self.merging.differing
        ]

    @property
    def of_other(self) -> set[str]:
        return {name for name in self.merging.differing if self.cleaned_data[name] == OTHER}

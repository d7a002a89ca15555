"""What a grader enters: one mark, a remark to the student, an internal note; and the mark two graders agree on."""

from copy import copy
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seminar.core import grades
from seminar.grading.book import Cell, PartState
from seminar.grading.figures import written
from seminar.grading.models import Agreement, Sheet

LEVELS = [
    (gettext_lazy("very good"), ("1.0", "1.3")),
    (gettext_lazy("good"), ("1.7", "2.0", "2.3")),
    (gettext_lazy("satisfactory"), ("2.7", "3.0", "3.3")),
    (gettext_lazy("sufficient"), ("3.7", "4.0")),
    (gettext_lazy("not passed"), ("4.3", "4.7", "5.0")),
]


def exactly(value: str) -> Decimal:
    return Decimal(value)


class SheetForm(forms.Form):
    """A mark is picked, never typed, so comma and point do not matter. `version` tells which sheet the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    mark = forms.TypedChoiceField(
        label=gettext_lazy("Mark"), coerce=exactly, empty_value=None, required=False, widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark to the student"),
        help_text=gettext_lazy("The student reads it with the grade, after the release."),
        max_length=Sheet._meta.get_field("remark").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    note = forms.CharField(
        label=gettext_lazy("Internal note"),
        help_text=gettext_lazy("Only graders and organisers see it, after all sheets of this part are final."),
        max_length=Sheet._meta.get_field("note").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    takes_newer = forms.BooleanField(required=False)

    def __init__(self, data=None, *, cell: Cell, newer=None):
        names = ("version", "mark", "remark", "note")
        shown = {name: getattr(cell.sheet, name) for name in names} if cell.sheet else {"version": 0}
        shown["mark"] = "" if shown.get("mark") is None else str(shown["mark"])
        super().__init__(data, initial=shown)
        self.fields["mark"].choices = [("", _("no mark yet")), *((str(mark), written(mark)) for mark in grades.SCALE)]
        if newer:
            text = _("This sheet is about version %(n)d from now on.") % {"n": newer.version}
            self.fields["takes_newer"].label = text
        else:
            del self.fields["takes_newer"]

    @property
    def levels(self) -> list[tuple[str, list]]:
        """The steps of the scale in rows, as they are called in a certificate."""
        options = {option.data["value"]: option for option in self["mark"]}
        return [(name, [options[mark] for mark in marks]) for name, marks in LEVELS]

    @property
    def no_mark(self):
        return next(iter(self["mark"]))

    def clean(self) -> dict:
        cleaned = super().clean()
        if "not_handed_in" in self.data:
            cleaned["mark"] = grades.WORST
        return cleaned


class AgreementForm(forms.ModelForm):
    """A step of the scale, or the mean of the marks that are there."""

    mark = forms.TypedChoiceField(
        label=gettext_lazy("Agreed mark"),
        coerce=exactly,
        error_messages={"required": gettext_lazy("Choose the mark you agreed on.")},
    )

    class Meta:
        model = Agreement
        fields = ["mark", "note"]
        help_texts = {"note": gettext_lazy("Graders and organisers read it here. Students do not.")}

    def __init__(self, data=None, *, state: PartState):
        # A copy: what is typed and refused must not look agreed.
        super().__init__(data, instance=copy(state.agreement))
        if state.agreement:
            self.initial["mark"] = str(state.agreement.mark)
        mean = grades.rounded(state.mean, grades.CUT, is_passed=state.mean <= grades.PASS_LIMIT)
        marks = sorted({*grades.SCALE, mean})
        words = {mark: written(mark) for mark in marks}
        words[mean] = _("%(mark)s, the mean cut after the first decimal") % {"mark": written(mean)}
        self.fields["mark"].choices = [("", _("Choose a mark")), *((str(mark), words[mark]) for mark in marks)]

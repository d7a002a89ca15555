"""What an organiser says when grades are released, when one is changed, and how the table is to be written."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from seminar.grading.export import COMMA, POINT
from seminar.grading.figures import written
from seminar.grading.models import Grade

ALL, READY = "all", "ready"


class ReleaseForm(forms.Form):
    """All grades at once, or with a reason those that are ready; the button pressed says which."""

    scope = forms.ChoiceField(choices=[(ALL, ALL), (READY, READY)], widget=forms.HiddenInput)
    # Whose grade the page showed, and which; another list at the moment of the act is a conflict.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    has_seen = forms.BooleanField(
        label=_("I have seen the notes"), error_messages={"required": _("Tick this, or put right what the notes say.")}
    )
    reason = forms.CharField(
        label=_("Why not everybody at once"),
        help_text=_("Kept in the record. Students do not see it."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args, notes=(), is_partial=False, **kwargs):
        super().__init__(*args, **kwargs)
        # Said beside the field. Whether it is needed, the button tells: see `clean`.
        self.fields["reason"].required = is_partial and not self.is_bound
        if notes:
            # Said again beside the tick: on a phone the checks stand below it.
            self.fields["has_seen"].help_text = " ".join(note.text for note in notes)
        else:
            del self.fields["has_seen"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("scope") == READY and not cleaned.get("reason"):
            self.fields["reason"].required = True
            self.add_error("reason", _("Say why some people get their grade before the others."))
        return cleaned

    @property
    def act(self) -> dict:
        data = self.cleaned_data
        only_ready = data["scope"] == READY
        return {"shown": data["shown"], "only_ready": only_ready, "reason": data["reason"] if only_ready else ""}


class MarkField(forms.DecimalField):
    """A mark as people write it: with a point or a comma."""

    def __init__(self, **options):
        limits = {"min_value": Decimal("1"), "max_value": Decimal("5"), "max_digits": 3, "decimal_places": 2}
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**limits, widget=widget, **options)

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value):
        return value if isinstance(value, str) else written(value)


class ChangeForm(forms.Form):
    """New marks or question credits for one released grade, and why."""

    NUMBERS = ("report_mark", "presentation_mark", "credits")
    # Which grade the page showed; if somebody else has changed it since, that is a conflict.
    number = forms.IntegerField(widget=forms.HiddenInput)
    report_mark = MarkField(label=_("Mark of the report"), help_text=_("From 1.0 to 5.0."))
    presentation_mark = MarkField(label=_("Mark of the presentation"), help_text=_("From 1.0 to 5.0."))
    credits = forms.IntegerField(label=_("Good questions"), min_value=0, max_value=99)
    reason = forms.CharField(
        label=_("Reason"), help_text=_("The student reads it beside the old and the new grade."), max_length=300
    )

    def __init__(self, *args, grade: Grade, said: dict | None = None, **kwargs):
        """`said` is what somebody wrote on a page that showed an earlier grade."""
        self.grade = grade
        known = {name: getattr(grade, name) for name in self.NUMBERS} | (said or {}) | {"number": grade.number}
        super().__init__(*args, initial=known, **kwargs)

    def clean(self) -> dict:
        cleaned = super().clean()
        is_current = cleaned.get("number") == self.grade.number
        if not self.errors and is_current and all(cleaned[name] == getattr(self.grade, name) for name in self.NUMBERS):
            self.add_error(None, _("Nothing is different: marks and questions are those of the released grade."))
        return cleaned


class ExportForm(forms.Form):
    """How the table is written. Asked by GET; what makes no sense is taken as not said."""

    marks_optional = False
    decimal = forms.ChoiceField(
        label=_("Decimal sign"), choices=[(COMMA, _("comma: 1,7")), (POINT, _("point: 1.7"))], required=False
    )
    with_bom = forms.BooleanField(
        label=_("For Excel"),
        help_text=_("With a mark at the beginning that tells the coding of letters."),
        required=False,
    )

    @property
    def chosen(self) -> dict:
        self.is_valid()
        said = self.cleaned_data
        return {"decimal": said.get("decimal") or POINT, "with_bom": bool(said.get("with_bom"))}

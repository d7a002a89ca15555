"""What organisers decide: the rules, who grades, and what missed talks do to a grade."""

from copy import copy
from dataclasses import replace
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seminar.core.grades import Rules
from seminar.grading import formula
from seminar.grading.book import Entry
from seminar.grading.figures import written
from seminar.grading.models import AbsenceDecision, GradingRule
from seminar.grading.querysets import OPTIONS
from seminar.seminars.models import Participation

STEPS = [Decimal(number) / 10 for number in range(6)]
CAPS = [Decimal(number) / 10 for number in range(11)]
LIMITS = [Decimal(number) / 10 for number in range(0, 21)]
WORSE = [Decimal(number) / 10 for number in (3, 5, 7, 10, 13, 15, 20)]


def tenths(numbers, kept: Decimal) -> list[tuple[str, str]]:
    """The numbers as choices, and among them the one that is stored."""
    exact = {number.quantize(Decimal("0.1")) for number in (*numbers, kept)}
    return [(str(number), written(number)) for number in sorted(exact)]


class RulesForm(forms.Form):
    """Every option of `core/grades.py`, numbers picked from lists; the sentences are those that students read."""

    rounding = forms.ChoiceField(
        label=gettext_lazy("How the result is rounded"), choices=GradingRule.Rounding.choices, widget=forms.RadioSelect
    )
    credit_step = forms.TypedChoiceField(label=gettext_lazy("A good question improves by"), coerce=Decimal)
    bonus_cap = forms.TypedChoiceField(label=gettext_lazy("All good questions together at most by"), coerce=Decimal)
    bonus_lifts_fail = forms.BooleanField(
        label=gettext_lazy("The bonus can lift a failed grade"),
        help_text=gettext_lazy("Otherwise pass or fail is decided before the bonus."),
        required=False,
    )
    both_must_pass = forms.BooleanField(
        label=gettext_lazy("Both parts have to be passed"),
        help_text=gettext_lazy("If one part is worse than 4.0, the grade is 5.0, whatever the other one is."),
        required=False,
    )
    deviation_limit = forms.TypedChoiceField(
        label=gettext_lazy("Two graders may differ by"),
        coerce=Decimal,
        help_text=gettext_lazy("Up to here the mean counts; beyond it they agree on a mark."),
    )

    def __init__(self, data=None, *, rules: Rules):
        shown = {name: getattr(rules, name) for name in OPTIONS}
        shown = {name: str(value) if isinstance(value, Decimal) else value for name, value in shown.items()}
        super().__init__(data, initial=shown)
        for name, numbers in (("credit_step", STEPS), ("bonus_cap", CAPS), ("deviation_limit", LIMITS)):
            self.fields[name].choices = tenths(numbers, getattr(rules, name))
        self.fields["rounding"].choices = [
            (value, formula.sentences(replace(rules, rounding=value))[0]) for value in GradingRule.Rounding.values
        ]

    @property
    def rules(self) -> Rules:
        return Rules(**{name: self.cleaned_data[name] for name in OPTIONS})


class AbsenceForm(forms.ModelForm):
    """What missed talks do: nothing, a worse mark for the presentation, or not passed; with a reason."""

    worse_by = forms.TypedChoiceField(
        label=gettext_lazy("The mark of the presentation becomes worse by"),
        help_text=gettext_lazy("Only for the second choice. The mark becomes 5.0 at worst."),
        coerce=Decimal,
        empty_value=Decimal(0),
        required=False,
    )

    class Meta:
        model = AbsenceDecision
        fields = ["effect", "worse_by", "reason"]
        widgets = {"effect": forms.RadioSelect}
        labels = {"effect": gettext_lazy("Effect on the grade")}
        help_texts = {"reason": gettext_lazy("Kept in the record. Write it so that you can explain it to the student.")}
        error_messages = {"effect": {"required": gettext_lazy("Choose what the missed talks do to the grade.")}}

    def __init__(self, data=None, *, decision: AbsenceDecision | None):
        # A copy: what is typed and refused must not look decided.
        super().__init__(data, instance=copy(decision))
        self.fields["effect"].choices = AbsenceDecision.Effect.choices
        kept = decision.worse_by if decision and decision.worse_by else WORSE[0]
        self.fields["worse_by"].choices = [("", _("Choose a number")), *tenths(WORSE, kept)]
        self.initial["worse_by"] = str(decision.worse_by) if decision and decision.worse_by else ""

    def clean(self) -> dict:
        cleaned = super().clean()
        is_worse = cleaned.get("effect") == AbsenceDecision.Effect.WORSE
        if is_worse and "worse_by" not in self.errors and not cleaned.get("worse_by"):
            self.add_error("worse_by", _("Choose by how much the mark becomes worse."))
        if not is_worse:
            cleaned["worse_by"] = Decimal(0)
        return cleaned


class GradersForm(forms.Form):
    """For each student a tick for everybody who grades, and hidden beside it who was ticked when the page opened.

    Only students whose ticks were changed are stored: two organisers at work do not undo each other.
    """

    def __init__(self, data=None, *, entries: list[Entry], staff: list[Participation]):
        super().__init__(data)
        # Somebody who has left and grades on with a final sheet keeps the tick.
        known = [row for entry in entries for row in entry.graders]
        self.entries, self.staff = entries, {str(row.user_id): row for row in (*known, *staff)}
        names = [(user, row.user.display_name) for user, row in self.staff.items()]
        names.sort(key=lambda named: named[1].casefold())
        for entry in self.open_entries:
            known = sorted(str(row.user_id) for row in entry.graders)
            pk, name = entry.participation.pk, entry.participation.user.display_name
            self.fields[f"graders-{pk}"] = forms.MultipleChoiceField(
                label=name, choices=names, required=False, initial=known, widget=forms.CheckboxSelectMultiple
            )
            self.fields[f"was-{pk}"] = forms.CharField(
                required=False, initial=" ".join(known), widget=forms.HiddenInput
            )

    @property
    def open_entries(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.is_released]

    @property
    def rows(self) -> list[dict]:
        return [self.row(entry) for entry in self.entries]

    def row(self, entry: Entry) -> dict:
        pk = entry.participation.pk
        if entry.is_released:
            return {"entry": entry}
        return {"entry": entry, "ticks": self[f"graders-{pk}"], "was": self[f"was-{pk}"]}

    def changed(self) -> dict[int, list[Participation]]:
        """Student -> graders, of those whose ticks were changed on the page."""
        found = {}
        for entry in self.open_entries:
            pk = entry.participation.pk
            was = set(self.cleaned_data[f"was-{pk}"].split())
            ticked = self.cleaned_data[f"graders-{pk}"]
            if set(ticked) != was:
                found[pk] = [self.staff[user] for user in ticked]
        return found


class SecondGraderForm(forms.Form):
    """One more grader for everybody who is not graded by that person yet."""

    marks_optional = False
    grader = forms.ChoiceField(
        label=gettext_lazy("Second grader for everybody"),
        error_messages={"required": gettext_lazy("Choose a person.")},
    )

    def __init__(self, data=None, *, entries: list[Entry], staff: list[Participation]):
        super().__init__(data)
        self.entries, self.staff = entries, {str(row.user_id): row for row in staff}
        names = [(user, row.user.display_name) for user, row in self.staff.items()]
        self.fields["grader"].choices = [("", _("Choose a person")), *names]

    def changed(self) -> dict[int, list[Participation]]:
        added = self.staff[self.cleaned_data["grader"]]
        return {
            entry.participation.pk: [*entry.graders, added]
            for entry in self.entries
            if not entry.is_released and added.user_id not in {row.user_id for row in entry.graders}
        }

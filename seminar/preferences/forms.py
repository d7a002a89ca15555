"""What the preferences page and the catalogue send."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers.models import Paper
from seminar.preferences.order import MOVES, applied, placed, without_repetitions
from seminar.seminars.models import OfferedPaper


class PreferencesForm(forms.Form):
    """The order on the page and at most one move.

    `order` repeats in the order of the rows; `pos-<id>` is the position chosen for a row; `passed` repeats; `op` is
    "<move>:<id>". After validation: `seen`, the order before anything was changed on the page; `before`, with the
    chosen positions, and `order`, the order that results; `move` and the paper it `moved`, or "" and None; `passed`;
    `contested`, positions chosen more than once. Whether the numbers mean anything in this seminar, the action decides.
    """

    def clean(self):
        try:
            seen = without_repetitions([int(value) for value in self.data.getlist("order")])
            positions = {paper: int(self.data.get(f"pos-{paper}", place)) for place, paper in enumerate(seen, 1)}
            move, _colon, paper = self.data.get("op", "").partition(":")
            moved = int(paper) if move else None
        except ValueError:
            raise forms.ValidationError(_("The order did not arrive completely. Open the page again.")) from None
        if move and move not in MOVES:
            raise forms.ValidationError(_("This button is not known here. Open the page again."))
        before, contested = placed(seen, positions)
        order = applied(before, move, moved) if move else before
        data = {"seen": seen, "before": before, "order": order, "move": move, "moved": moved, "contested": contested}
        return {**data, "passed": self.passed}

    @property
    def passed(self) -> list[int]:
        """The modules that were ticked, also where something else of the form is wrong."""
        return [int(value) for value in self.data.getlist("passed") if value.isdecimal() and len(value) < 20]


class CatalogueFilter(forms.Form):
    """Words, topic, supervisor and what to show: one form by GET, wrong values are ignored."""

    q = forms.CharField(label=gettext_lazy("Title, author or word"), required=False, max_length=100)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    supervisor = forms.ChoiceField(label=gettext_lazy("Supervisor"), required=False)
    show = forms.ChoiceField(label=gettext_lazy("Show"), required=False)

    def __init__(self, data, *, offered, is_student):
        super().__init__(data)
        topics = {row.topic_id: row.topic.title for row in offered}
        supervisors = {row.supervisor_id: row.supervisor.user.display_name for row in offered if row.supervisor}
        self.fields["topic"].choices = [("", _("All topics")), *((str(k), v) for k, v in topics.items())]
        self.fields["supervisor"].choices = [("", _("All")), *((str(k), v) for k, v in supervisors.items())]
        self.fields["show"].choices = [
            ("", _("All papers")),
            ("unranked", _("Not in my preferences")),
            ("unopened", _("Not yet opened")),
        ]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"
        self.fields["q"].widget.input_type = "search"
        if not is_student:
            del self.fields["show"]
        if len(supervisors) < 2:
            del self.fields["supervisor"]
        self.full_clean()

    def value(self, name: str) -> str:
        """The chosen value, or nothing for a field that is not there or was sent with a value we do not offer."""
        return self.cleaned_data.get(name) or ""

    def matching(self, papers: list[OfferedPaper], ranks: dict[int, int], opened=frozenset()) -> list[OfferedPaper]:
        """Those of `papers` that fit every field, in their order; `opened` are those the student has looked at."""
        words, topic, supervisor = self.value("q"), self.value("topic"), self.value("supervisor")
        hidden = {"unranked": ranks, "unopened": opened}.get(self.value("show"), ())
        with_words = set(Paper.objects.search(words).values_list("pk", flat=True)) if words else None
        return [
            row
            for row in papers
            if (with_words is None or row.paper_id in with_words)
            and (not topic or str(row.topic_id) == topic)
            and (not supervisor or str(row.supervisor_id) == supervisor)
            and row.pk not in hidden
        ]

    @property
    def is_active(self) -> bool:
        return any(self.cleaned_data.values())

    def active_labels(self) -> list[str]:
        """The chosen filters in words, for the sentence that explains an empty list."""
        return [
            dict(field.choices)[self.value(name)]
            for name, field in self.fields.items()
            if name != "q" and self.value(name)
        ]

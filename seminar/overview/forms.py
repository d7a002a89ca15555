"""What the record and the outbox are asked."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seminar.overview.sentences import GROUPS

SYSTEM = "system"


class RecordFilter(forms.Form):
    """Person and kind, by GET; whatever does not make sense is not applied."""

    marks_optional = False
    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    what = forms.ChoiceField(label=gettext_lazy("What"), required=False)

    def __init__(self, data, *, entries):
        """`entries`: the record of the seminar; everybody who stands in it can be chosen."""
        super().__init__(data)
        people = entries.order_by().values_list("by", "by__name", "by__email").distinct()
        named = sorted((name or email, str(pk)) for pk, name, email in people if pk)
        system = [(SYSTEM, _("The system"))] if any(pk is None for pk, _name, _email in people) else []
        self.fields["who"].choices = [("", _("Everybody")), *((pk, name) for name, pk in named), *system]
        self.fields["what"].choices = [("", _("Everything")), *((key, label) for key, (label, _keys) in GROUPS.items())]
        self.full_clean()

    def chosen(self, entries):
        """The entries that fit both."""
        who, what = self.cleaned_data.get("who"), self.cleaned_data.get("what")
        if who:
            entries = entries.filter(by=None if who == SYSTEM else int(who))
        if what:
            fitting = Q()
            for key in GROUPS[what][1]:
                fitting |= Q(what__startswith=key)
            entries = entries.filter(fitting)
        return entries

    @property
    def is_active(self) -> bool:
        return any(self.cleaned_data.values())


class SendingForm(forms.Form):
    """Which held mails were on the page: the newest of them, and how many."""

    through = forms.IntegerField(min_value=1, max_value=2**62)
    number = forms.IntegerField(min_value=1)

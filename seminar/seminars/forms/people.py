"""What an organiser types about people: a filter, a list of addresses, a reason."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from papers.search import folded
from seminar.seminars import address_list
from seminar.seminars.models import Participation

MOST_PEOPLE = 500
MEGABYTE = 1024 * 1024
ROLES = [
    (Participation.Role.STUDENT, _("Students")),
    (Participation.Role.SUPERVISOR, _("Supervisors")),
    (Participation.Role.ORGANISER, _("Organisers")),
]
ORDER = {Participation.Role.ORGANISER: 0, Participation.Role.SUPERVISOR: 1, Participation.Role.STUDENT: 2}


class PeopleFilter(forms.Form):
    """Search and role, by GET; whatever does not make sense is not applied."""

    marks_optional = False
    q = forms.CharField(
        label=_("Name, address or number"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("Everybody")), *ROLES])

    def chosen(self, rows: list[Participation]) -> list[Participation]:
        """The rows that fit, staff first. Compared here, so that case and accents mean the same on every database."""
        self.full_clean()
        words = folded(self.cleaned_data.get("q", "")).split()
        role = self.cleaned_data.get("role", "")
        fitting = [row for row in rows if role in ("", row.role) and all(word in _text_of(row) for word in words)]
        return sorted(fitting, key=lambda row: (ORDER[row.role], folded(row.user.display_name)))


class InvitationForm(forms.Form):
    """Role and list of the people to invite; the list is read here, at the preview and again at the act."""

    role = forms.ChoiceField(label=_("They take part as"), choices=ROLES, initial="student", widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("E-mail addresses"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "Separated by commas, semicolons or new lines; “Name &lt;address&gt;” works too. Or a table with a header: "
            "e-mail, name (or first name and last name), matriculation number, programme."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
        help_text=_("The same as CSV or text, at most 1 MB and 500 people."),
    )

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        refuse_size(len(text.encode()), _("The text has %(size)s MB. Allowed is 1 MB."))
        return text

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file:
            refuse_size(file.size, _("The file has %(size)s MB. Allowed is 1 MB."))
        return file

    def clean(self) -> dict:
        """Adds `found`, an AddressList with at least one line in it."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        text, file = cleaned["text"].strip(), cleaned["file"]
        if text and file:
            raise ValidationError(_("There are addresses in the field and a file. Use one of the two."))
        found = address_list.read(address_list.decoded(file.read()) if file else cleaned["text"])
        if not found.people and not found.unclear:
            self.add_error("text", _("No address was given. Type at least one, or choose a file."))
        if len(found.people) > MOST_PEOPLE:
            message = _("These are %(number)d people. Allowed are %(most)d at once.")
            raise ValidationError(message, params={"number": len(found.people), "most": MOST_PEOPLE})
        cleaned["found"] = found
        return cleaned


class RemovalForm(forms.ModelForm):
    """Why somebody leaves; organisers read it."""

    class Meta:
        model = Participation
        fields = ["left_reason"]
        labels = {"left_reason": _("Reason")}
        help_texts = {"left_reason": _("Organisers see it here and in the record.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["left_reason"].required = True


def refuse_size(size: int, message) -> None:
    if size > MEGABYTE:
        # Rounded up, so that the message never says "The file has 1.0 MB. Allowed is 1 MB."
        raise ValidationError(message, params={"size": f"{-(-size * 10 // MEGABYTE) / 10:.1f}"})


def invited_text(number: int) -> str:
    if not number:  # the button was pressed twice, for one
        return gettext("No further mail was sent: everybody on the list takes part already or cannot be added.")
    text = ngettext("%(number)d person is invited.", "%(number)d people are invited.", number)
    return text % {"number": number}


def _text_of(row: Participation) -> str:
    return folded(f"{row.user.name} {row.user.email} {row.user.matriculation_number} {row.user.programme}")

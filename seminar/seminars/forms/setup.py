"""The facts of a seminar, and the modules people should have passed."""

from datetime import datetime
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils import formats
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seminar.core import grades
from seminar.seminars.models import SEMESTER, Prerequisite, Seminar

RESERVED = {"new"}
SLUG_LENGTH = 60
YEARS = (2000, 2100)
GROUPS = (
    ("basics", _("The seminar"), ("title", "semester", "kind", "slug", "summary")),
    ("facts", _("Facts"), ("module_numbers", "ects", "sws", "language", "places", "min_preferences")),
    ("content", _("What it is about"), ("description", "goals", "themes", "expectations")),
    ("grading", _("How the grade is made"), ("report_hint", "presentation_hint", "bonus_hint")),
    ("contact", _("Contact and time"), ("office_hours", "contact", "zone")),
)
SHORT = {"semester", "ects", "sws", "language", "places", "min_preferences"}
PREREQUISITE = ("code", "title", "note", "is_required")
MIDDLE = {"kind", "slug", "module_numbers", "office_hours", "contact", "zone"}


class SemesterField(forms.CharField):
    """2021S or 2021W, in whatever letters."""

    def to_python(self, value):
        return super().to_python(value).upper()

    def run_validators(self, value):
        super().run_validators(value)
        if not value.isascii() or not YEARS[0] <= int(value[:4]) <= YEARS[1]:
            raise ValidationError(_("The year cannot be right: semesters from 2000 to 2100 are read."))


class SeminarForm(forms.ModelForm):
    """Everything about a seminar except dates, people and papers. An empty address is made of title and semester."""

    # Longer than the column, so that "Summer semester 2021" is answered with what to write instead.
    semester = SemesterField(
        label=_("Semester"),
        max_length=40,
        validators=[SEMESTER],
        help_text=_("Year and S or W: 2021S is the summer semester 2021, 2021W the winter semester 2021/22."),
    )

    class Meta:
        model = Seminar
        fields = [name for _key, _title, names in GROUPS for name in names]
        help_texts = {
            "kind": _("As in “Master seminar”."),
            "slug": _("The end of the web address. When empty, it is made of title and semester."),
            "summary": _("Two or three sentences under the title: what people do here."),
            "module_numbers": _("As in IN2107 and IN4409."),
            "goals": _("One per line."),
            "themes": _("One per line. A line that begins with a dash is a point of the theme above it."),
            "expectations": _("One per line."),
            "language": _("The language of the seminar and of the texts on this page."),
            "places": _("How many people can get a paper."),
            "min_preferences": _("How many papers everybody has to rank."),
            "contact": _("An e-mail address that is shown to everybody."),
            "zone": _("All dates are entered and shown in this zone, as in Europe/Berlin."),
        }
        error_messages = {
            "slug": {
                "unique": _("Another seminar has this address. Choose a different one."),
                "invalid": _("Only letters without accents, digits, hyphens and underscores can stand here."),
            }
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in {
                "summary": 3,
                "description": 5,
                "goals": 5,
                "themes": 6,
                "expectations": 4,
                "report_hint": 3,
                "presentation_hint": 3,
                "bonus_hint": 3,
            }.items()
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        for name in ("ects", "sws"):
            self.fields[name].validators.append(MinValueValidator(0))
            self.fields[name].widget.attrs["min"] = 0
        self.fields["semester"].widget.attrs["list"] = "semesters"
        self.fields["zone"].widget.attrs["list"] = "zones"
        if self.instance.is_announced:
            self.fix("slug", _("Fixed since the seminar was announced: mails contain it."))
        if self.instance.pk and any(milestone.is_known for milestone in self.instance.timeline.milestones):
            self.fix("zone", _("Fixed while there are dates, which are read in it. Empty the dates to change it."))
        if not self.instance.pk:
            self.initial = first_texts() | self.initial

    def fix(self, name: str, reason: str) -> None:
        self.fields[name].disabled = True
        self.fields[name].help_text = reason

    @property
    def groups(self) -> list[dict]:
        """The fields under their headings, each with the class that says how wide it is."""
        return [
            {"key": key, "title": title, "fields": [(self[name], width_of(name)) for name in names]}
            for key, title, names in GROUPS
        ]

    @property
    def facts(self) -> dict:
        """The fields as `actions.setup` takes them; after a valid clean."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].lower()
        if slug in RESERVED:
            raise ValidationError(_("This address is needed by the site itself. Choose a different one."))
        return slug

    def clean_zone(self) -> str:
        zone = self.cleaned_data["zone"]
        if zone not in available_timezones():
            text = gettext("“%(zone)s” is not a time zone. Write continent and city, as in Europe/Berlin.")
            raise ValidationError(text % {"zone": zone})
        return zone

    def clean(self):
        facts = super().clean()
        if facts.get("slug") == "" and facts.get("title"):
            facts["slug"] = free_slug(facts["title"], facts.get("semester", ""))
        return facts


class PrerequisiteForm(forms.ModelForm):
    class Meta:
        model = Prerequisite
        fields = PREREQUISITE

    marks_optional = False

    def _get_validation_exclusions(self):
        # Whether a title is there twice is a question to all rows as typed (`clean` below), not to the rows as stored:
        # two of them may swap titles, and a removed one gives its title free.
        return super()._get_validation_exclusions() | {"seminar"}

    def has_changed(self) -> bool:
        """A new row in which nothing is written is no row, whatever its tick says."""
        typed = {"code", "title", "note"} & set(self.changed_data)
        return super().has_changed() if self.instance.pk else bool(typed)


class PrerequisiteFormSet(forms.BaseInlineFormSet):
    """The stored rows and always some empty ones, so that it works without scripts."""

    @property
    def rows(self) -> list[dict]:
        """The rows as `actions.setup` takes them; after a valid clean."""
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        return [
            {"id": form.instance.pk} | {name: form.cleaned_data[name] for name in PREREQUISITE}
            for form in kept
            if not form.cleaned_data.get("DELETE")
        ]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = gettext("Remove")

    def clean(self):
        titles = set()
        for form in self.forms:
            title = form.cleaned_data.get("title") if form.is_valid() else None
            if not title or form.cleaned_data.get("DELETE"):
                continue
            if title in titles:
                form.add_error("title", gettext("“%(title)s” stands here twice. Remove one.") % {"title": title})
            titles.add(title)


def prerequisites(data, seminar: Seminar | None):
    """The formset of one seminar, or of one that does not exist yet."""
    stored = seminar.prerequisites.count() if seminar else 0
    made = forms.inlineformset_factory(
        Seminar,
        Prerequisite,
        form=PrerequisiteForm,
        formset=PrerequisiteFormSet,
        extra=max(2, 3 - stored),
        max_num=30,
        validate_max=True,
        can_delete=True,
    )
    return made(data, instance=seminar, prefix="prerequisites")


def free_slug(title: str, semester: str) -> str:
    """Title and semester as an address that no seminar has yet."""
    tail = semester.lower()
    head = slugify(title)[: SLUG_LENGTH - len(tail) - 5].strip("-") or "seminar"
    wish = "-".join(part for part in (head, tail) if part)
    taken = set(Seminar.objects.filter(slug__startswith=wish).values_list("slug", flat=True)) | RESERVED
    number, slug = 2, wish
    while slug in taken:
        number, slug = number + 1, f"{wish}-{number}"
    return slug


def semesters_around(at: datetime) -> list[str]:
    """What the semester field suggests: from last year to next year."""
    return [f"{year}{half}" for year in range(at.year - 1, at.year + 2) for half in "SW"]


def suggested_zones() -> list[str]:
    return sorted(name for name in available_timezones() if name.startswith("Europe/"))


def width_of(name: str) -> str:
    return "control-short" if name in SHORT else "field-mid" if name in MIDDLE else ""


def first_texts() -> dict:
    """What a new seminar may begin with; every text can be changed."""
    bonus = gettext(
        "A good question in someone else’s talk improves the grade by %(step)s, three of them by %(cap)s at most. "
        "The bonus never lifts a fail."
    )
    step, cap = (formats.localize(number) for number in (grades.QUESTION_CREDIT_STEP, grades.BONUS_CAP))
    return {
        "report_hint": gettext(
            "About 5 pages: a summary of the results and what they imply, a review, and a summary of the proofs. "
            "It is based on the longer version of the paper."
        ),
        "presentation_hint": gettext("A talk at the block seminar, then questions."),
        "bonus_hint": bonus % {"step": step, "cap": cap},
    }

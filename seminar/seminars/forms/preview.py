"""What an organiser decides in the preview of a reading list: for all rows, for one, for a page of them."""

import difflib

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from papers.models import Paper, lines
from papers.reading_lists.duplicates import folded
from seminar.seminars.forms.papers import SupervisorChoice
from seminar.seminars.forms.publication import arxiv_id_in, doi_in, url_field, year_field
from seminar.seminars.list_row import FIELDS, LONGEST, OTHER, SAME, Row
from seminar.seminars.models import OfferedPaper, Participation, Seminar, Topic
from seminar.seminars.reading_list import ReadingList

MOST_HEADINGS = 60
NEAR = 0.85
# What a row without a title is asked for in its place.
ASKED = ("title", "authors")
# What a paper of the library keeps as it stands there; title and ids stay open, because they say which work a row is.
KEPT = ("authors", "venue", "year", "url", "abstract", "keywords")


class ForAllForm(forms.Form):
    """Values for all rows at once. They fill what is empty; with `replace` also what the text says otherwise.

    Each of the first headings of the list has a field, too: the topic it stands for.
    """

    venue = forms.CharField(label=_("Venue"), max_length=200, required=False)
    year = year_field()
    topic = forms.CharField(
        label=_("Topic"), max_length=120, required=False, widget=forms.TextInput(attrs={"list": "topics"})
    )
    supervisor = SupervisorChoice(
        Participation.objects.none(), label=_("Supervisor"), required=False, empty_label=_("nobody yet")
    )
    replace = forms.BooleanField(label=_("Also where the list says something else"), required=False)

    marks_optional = False

    def __init__(self, *args, seminar: Seminar, reading_list: ReadingList, topics: list[str], **kwargs):
        super().__init__(*args, prefix="all", initial=reading_list.for_all, **kwargs)
        self.fields["supervisor"].queryset = seminar.participations.supervisors().present().with_people()
        self.stored = reading_list.for_all.get("topics", {})
        self.headings = dict(enumerate(list(reading_list.headings.items())[:MOST_HEADINGS]))
        for place, (heading, number) in self.headings.items():
            self.fields[f"heading-{place}"] = heading_field(heading, number, self.stored.get(heading, heading), topics)

    @property
    def heading_fields(self) -> list:
        return [self[f"heading-{place}"] for place in self.headings]

    @property
    def asks_about_headings(self) -> bool:
        """Whether somebody should look at them: one is nearly a topic of the seminar, is wrong, or has another name."""
        return bool(self.stored) or any(field.errors or field.field.is_near for field in self.heading_fields)

    @property
    def values(self) -> dict:
        """As the draft keeps it: only what was given. A heading that was not sent stands for what it stood for."""
        given = {name: value for name, value in self.cleaned_data.items() if value and not name.startswith("heading-")}
        if "supervisor" in given:
            given["supervisor"] = given["supervisor"].pk
        given = {} if set(given) == {"replace"} else given
        sent = {place: self.cleaned_data[f"heading-{place}"] for place in self.headings}
        sent = {self.headings[place][0]: title for place, title in sent.items() if title}
        topics = {heading: title for heading, title in {**self.stored, **sent}.items() if title != heading}
        return given | ({"topics": topics} if topics else {})


def heading_field(heading: str, number: int, topic: str, topics: list[str]) -> forms.CharField:
    """Which topic a heading stands for; `is_near` where the seminar has one that is written nearly the same."""
    said = [ngettext("%(n)d entry.", "%(n)d entries.", number) % {"n": number}]
    near = next((title for title in topics if is_near(title, topic)), None)
    said += [gettext("The seminar has “%(title)s”.") % {"title": near}] if near else []
    widget = forms.TextInput(attrs={"list": "topics"})
    field = forms.CharField(
        label=heading,
        max_length=LONGEST["topic"],
        required=False,
        initial=topic,
        widget=widget,
        help_text=" ".join(said),
    )
    field.is_near = near is not None
    return field


def is_near(title: str, other: str) -> bool:
    """Whether two topics look like one that is written in two ways."""
    one, two = title.casefold(), other.casefold()
    return one != two and difflib.SequenceMatcher(None, folded(one), folded(two)).ratio() >= NEAR


class RowForm(forms.Form):
    """One entry as it should be on the list: all fields, or those in `only`. `people`: supervisors by id.

    `paper`, which the library has for the row, keeps what it says itself: these fields are left out, `kept` names them.
    """

    marks_optional = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Title"), max_length=300, required=False)
    authors = forms.CharField(
        label=_("Authors"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One per line, in the order of the publication."),
    )
    venue = forms.CharField(label=_("Venue"), max_length=200, required=False)
    year = year_field()
    url = url_field()
    arxiv_id = forms.CharField(label=_("arXiv"), max_length=300, required=False)
    doi = forms.CharField(label="DOI", max_length=300, required=False)
    abstract = forms.CharField(label=_("Abstract"), widget=forms.Textarea(attrs={"rows": 6}), required=False)
    keywords = forms.CharField(
        label=_("Key words"), widget=forms.Textarea(attrs={"rows": 3}), required=False, help_text=_("One per line.")
    )
    topic = forms.CharField(
        label=_("Topic"),
        max_length=Topic._meta.get_field("title").max_length,
        required=False,
        widget=forms.TextInput(attrs={"list": "topics"}),
        help_text=_("One of the seminar, or a new one."),
    )
    question = forms.CharField(
        label=_("Question"),
        max_length=OfferedPaper._meta.get_field("question").max_length,
        required=False,
        help_text=_("A sub-heading within the topic."),
    )
    supervisor = forms.TypedChoiceField(label=_("Supervisor"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, row: Row, people: dict[int, str], only=FIELDS, paper: Paper | None = None, **kwargs):
        super().__init__(*args, initial=_shown(row), **kwargs)
        self.row = row
        if self.is_bound:
            only = [name for name in FIELDS if self.add_prefix(name) in self.data]
        kept = [name for name in KEPT if paper and getattr(paper, name)]
        self.kept = [self.fields[name].label for name in kept]
        # What its page had shown; a view that has said what is stored now puts that in its place.
        self.row_seen = (self["seen"].value() or "") if self.is_bound else row.seen
        self.fields["supervisor"].choices = [("", gettext("nobody yet")), *people.items()]
        self.is_short = tuple(only) == ASKED
        for name in set(FIELDS) - set(only) | set(kept):
            del self.fields[name]
        if self.is_short:
            self._fit_into_row()

    def _fit_into_row(self) -> None:
        """Every row has these fields, so each is called by its row as well."""
        for name in ASKED:
            widget, label = self.fields[name].widget, self.fields[name].label
            widget.attrs["aria-label"] = gettext("%(field)s, row %(number)d") % {
                "field": label,
                "number": self.row.number,
            }
        self.fields["authors"].widget.attrs["rows"] = 2

    def clean_arxiv_id(self) -> str | None:
        return arxiv_id_in(self.cleaned_data["arxiv_id"])

    def clean_doi(self) -> str | None:
        return doi_in(self.cleaned_data["doi"])

    @property
    def values(self) -> dict:
        """The fields as a row keeps them: lists for lines, the number of a person."""
        found = {name: self.cleaned_data[name] for name in FIELDS if name in self.fields}
        for name in {"authors", "keywords"} & set(found):
            found[name] = lines(found[name])
        return found


class PageForm:
    """What a page of the preview sends: ticks, answers, values for all rows, and the rows that have fields there."""

    def __init__(self, data, *, seminar: Seminar, reading_list: ReadingList, page: int):
        topics = list(seminar.topics.values_list("title", flat=True))
        self.for_all = ForAllForm(data, seminar=seminar, reading_list=reading_list, topics=topics)
        open_rows = [row for row in reading_list.page(page) if f"{prefix_of(row)}-seen" in data]
        people = supervisors_of(seminar) if open_rows else {}
        self.rows = {
            row.number: RowForm(
                data,
                prefix=prefix_of(row),
                row=row,
                people=people,
            )
            for row in open_rows
        }
        self.taken = {
            int(text) for text in data.getlist("take") if text.isascii() and text.isdigit() and len(text) < 10
        }
        self.answers = {
            row.number: data[f"answer-{row.number}"]
            for row in reading_list.page(page)
            if data.get(f"answer-{row.number}") in (SAME, OTHER)
        }

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in (self.for_all, *self.rows.values())])

    @property
    def decisions(self) -> dict:
        """The parts that `ReadingList.apply` lays over its rows, less the corrections."""
        return {"taken": self.taken, "answers": self.answers, "for_all": self.for_all.values}

    @property
    def corrected(self) -> dict[int, tuple[str, dict]]:
        """By row: what its form had shown, and what stands in it now."""
        return {number: (form.cleaned_data["seen"], form.values) for number, form in self.rows.items()}


def prefix_of(row: Row) -> str:
    return f"row-{row.number}"


def supervisors_of(seminar: Seminar) -> dict[int, str]:
    people = seminar.participations.supervisors().present().with_people()
    return {row.pk: row.user.display_name for row in people}


def _shown(row: Row) -> dict:
    values = {name: row.value(name) for name in FIELDS} | {"seen": row.seen}
    return values | {name: "\n".join(values[name] or ()) for name in ("authors", "keywords")}

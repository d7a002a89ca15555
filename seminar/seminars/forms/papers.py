"""What an organiser types about topics and papers."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from papers.models import PUBLICATION, lines
from seminar.seminars.actions.papers import AlreadyOffered, IdentifierTaken
from seminar.seminars.forms.publication import arxiv_id_in, doi_in, url_field, year_field
from seminar.seminars.models import OfferedPaper, Participation, Seminar, Topic

FIELD_OF = {"arxiv_id": "arxiv", "doi": "doi"}
# Form field -> field of Paper: the form takes links, the table keeps the identifier.
FACTS = {FIELD_OF.get(name, name): name for name in PUBLICATION}
OFFER = ("topic", "question", "supervisor", "places", "why")


class SupervisorChoice(forms.ModelChoiceField):
    def label_from_instance(self, participation: Participation) -> str:
        return participation.user.display_name


class TopicForm(forms.ModelForm):
    """The heading itself; its place in the order is changed on the list."""

    class Meta:
        model = Topic
        fields = ["title"]

    def refuse_title(self) -> None:
        self.add_error("title", _("This seminar has a topic of this title already."))


class PaperForm(forms.Form):
    """One paper with its place on the list: facts of the publication first, then what holds in this seminar."""

    title = forms.CharField(label=_("Title"), max_length=300)
    authors = forms.CharField(
        label=_("Authors"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One per line, in the order of the publication."),
    )
    venue = forms.CharField(
        label=_("Venue"), max_length=200, required=False, help_text=_("Conference or journal, as in NeurIPS.")
    )
    year = year_field()
    url = url_field()
    arxiv = forms.CharField(
        label=_("arXiv"),
        max_length=300,
        required=False,
        help_text=_("Id or link of the longer version, as in 1906.05271. The version number is dropped."),
    )
    doi = forms.CharField(
        label="DOI", max_length=300, required=False, help_text=_("With or without https://doi.org/ before it.")
    )
    abstract = forms.CharField(
        label=_("Abstract"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=_("Markdown: *emphasis*, lists, links. Formulas stay as they are typed."),
    )
    keywords = forms.CharField(
        label=_("Key words"), widget=forms.Textarea(attrs={"rows": 3}), required=False, help_text=_("One per line.")
    )
    topic = forms.ModelChoiceField(Topic.objects.none(), label=_("Topic"), empty_label=_("Choose a topic"))
    question = forms.CharField(
        label=_("Question"), max_length=150, required=False, help_text=_("A sub-heading within the topic.")
    )
    supervisor = SupervisorChoice(
        Participation.objects.none(),
        label=_("Supervisor"),
        required=False,
        empty_label=_("nobody yet"),
        help_text=_("Supervisors of this seminar; more are added under People."),
    )
    places = forms.IntegerField(label=_("Places"), initial=1, validators=[MinValueValidator(1), MaxValueValidator(50)])
    why = forms.CharField(
        label=_("Why it is on the list"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("One or two sentences for students who choose. Markdown: *emphasis*, lists, links."),
    )

    def __init__(self, *args, seminar: Seminar, offered: OfferedPaper | None = None, **kwargs):
        if offered is not None:
            kwargs["initial"] = _values_of(offered)
        super().__init__(*args, **kwargs)
        self.seminar = seminar
        self.fields["topic"].queryset = seminar.topics.all()
        self.fields["supervisor"].queryset = seminar.participations.supervisors().present().with_people()

    def clean_authors(self) -> str:
        return "\n".join(lines(self.cleaned_data["authors"]))

    def clean_keywords(self) -> str:
        return "\n".join(lines(self.cleaned_data["keywords"]))

    def clean_arxiv(self) -> str:
        return arxiv_id_in(self.cleaned_data["arxiv"])

    def clean_doi(self) -> str:
        return doi_in(self.cleaned_data["doi"])

    @property
    def facts(self) -> dict:
        return {field: self.cleaned_data[name] for name, field in FACTS.items()}

    @property
    def offer(self) -> dict:
        return {name: self.cleaned_data[name] for name in OFFER}

    def refuse(self, refusal: AlreadyOffered | IdentifierTaken) -> None:
        """Say what the list or the library had against it, with a link to the paper on the list."""
        if isinstance(refusal, IdentifierTaken):
            text = gettext("In the library this belongs to another paper: “%(title)s”.")
            self.add_error(FIELD_OF[refusal.field], text % {"title": refusal.paper.title})
            return
        self.add_error(FIELD_OF[refusal.field], _("A paper with this identifier is on the list already."))
        address = reverse("seminars:edit_paper", args=[self.seminar.slug, refusal.offered.pk])
        text = gettext("This paper is on the list of this seminar already:")
        self.add_error(None, format_html('{} <a href="{}">{}</a>', text, address, refusal.offered.paper.title))


class WithdrawalForm(forms.ModelForm):
    """The reason, which everybody sees who sees the paper."""

    class Meta:
        model = OfferedPaper
        fields = ["withdrawn_reason"]
        help_texts = {"withdrawn_reason": _("It is shown beside the paper.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["withdrawn_reason"].required = True


def _values_of(offered: OfferedPaper) -> dict:
    facts = {name: getattr(offered.paper, field) for name, field in FACTS.items()}
    return facts | {name: getattr(offered, name) for name in OFFER}

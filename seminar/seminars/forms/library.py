"""How a paper of the library comes on a seminar's list."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seminar.seminars.forms.papers import SupervisorChoice
from seminar.seminars.models import OfferedPaper, Participation, Seminar

# The choice of a topic that does not exist yet: the one of last time.
NEW = "new"


class OfferForm(forms.Form):
    """Topic, question, supervisor, places and reason; suggested is what held last time."""

    topic = forms.ChoiceField(label=gettext_lazy("Topic"))
    question = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("A sub-heading within the topic."),
    )
    supervisor = SupervisorChoice(
        Participation.objects.none(),
        label=gettext_lazy("Supervisor"),
        required=False,
        empty_label=gettext_lazy("nobody yet"),
    )
    places = forms.IntegerField(label=gettext_lazy("Places"), initial=1, min_value=1, max_value=50)
    why = forms.CharField(
        label=gettext_lazy("Why it is on the list"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=gettext_lazy("One or two sentences for students who choose."),
    )

    def __init__(self, data, *, seminar: Seminar, last: OfferedPaper | None):
        self.topics = {str(row.pk): row for row in seminar.topics.all()}
        self.last_topic = last.topic.title if last else ""
        super().__init__(data, initial=self.suggested(seminar, last))
        self.fields["topic"].choices = self.topic_choices()
        self.fields["supervisor"].queryset = seminar.participations.supervisors().present().with_people()

    @property
    def has_topic(self) -> bool:
        """Whether there is any topic to choose; without one the first has to be added."""
        return bool(self.topics or self.last_topic)

    def known_topic(self) -> str:
        """The topic of this seminar that is called as the one of last time."""
        same = (pk for pk, row in self.topics.items() if row.title.casefold() == self.last_topic.casefold())
        return next(same, "")

    def topic_choices(self) -> list:
        known = [("", _("Choose a topic")), *((pk, row.title) for pk, row in self.topics.items())]
        if not self.last_topic or self.known_topic():
            return known
        return [*known, (_("New topic, as last time"), [(NEW, self.last_topic)])]

    def suggested(self, seminar: Seminar, last: OfferedPaper | None) -> dict:
        if last is None:
            return {}
        again = seminar.participations.supervisors().present()
        return {
            "topic": self.known_topic() or NEW,
            "question": last.question,
            "supervisor": again.filter(user=last.supervisor.user_id).first() if last.supervisor else None,
            "places": last.places,
            "why": last.why,
        }

    def clean_topic(self):
        """The topic, or None for a new one, which has the title of last time's."""
        chosen = self.cleaned_data["topic"]
        if chosen != NEW and chosen not in self.topics:
            raise ValidationError(_("Choose a topic."))
        return self.topics.get(chosen)

    @property
    def offer(self) -> dict:
        return self.cleaned_data

    @property
    def new_topic(self) -> str:
        return "" if self.cleaned_data["topic"] else self.last_topic

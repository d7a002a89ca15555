"""One session: when, where, who moderates, and how long its talks and breaks are."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seminar.core.local_time import UnclearTime, day_start, last_minute, read_local
from seminar.display import formats
from seminar.programme.actions.sessions import FACTS
from seminar.programme.models import Session
from seminar.seminars.forms.local_times import TypedTime
from seminar.seminars.models import Participation, Seminar

# A block seminar that is set to more days than this was mistyped; the form would be longer than a page.
MOST_DAYS = 120


class ModeratorChoice(forms.ModelChoiceField):
    def label_from_instance(self, participation: Participation) -> str:
        return participation.user.display_name


class SessionForm(forms.ModelForm):
    """The days to choose from are those of the block seminar, and the stored one where that lies beside them."""

    day = forms.TypedChoiceField(label=_("Day"), coerce=date.fromisoformat)
    starts = TypedTime(label=_("Begins at"))
    moderator = ModeratorChoice(
        Participation.objects.none(), label=_("Moderator"), required=False, empty_label=_("nobody yet")
    )

    class Meta:
        model = Session
        fields = FACTS
        labels = {
            "title": _("Title"),
            "place": _("Place"),
            "talk_minutes": _("Minutes for a talk"),
            "question_minutes": _("Minutes for questions"),
            "break_after": _("Break after so many talks"),
            "break_minutes": _("Minutes of a break"),
        }
        help_texts = {
            "title": _("What the talks have in common, as in “Optimisation”. It may be empty."),
            "break_after": _("A break inside the session. 0: none."),
        }

    def __init__(self, *args, seminar: Seminar, **kwargs):
        super().__init__(*args, **kwargs)
        self.seminar = seminar
        days = set(days_of(seminar)) | ({self.instance.day} if self.instance.day else set())
        self.fields["day"].choices = [(day.isoformat(), day_name(day, seminar.zone)) for day in sorted(days)]
        self.fields["starts"].required = True
        self.fields["moderator"].queryset = staff_of(seminar)
        if place := seminar.timeline.get("block").place:
            text = gettext("Where it is empty, the place of the block seminar holds: %(place)s.")
            self.fields["place"].help_text = text % {"place": place}

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("day") and cleaned.get("starts"):
            try:
                read_local(cleaned["day"], cleaned["starts"], self.seminar.zone)
            except UnclearTime:
                text = gettext("The clock is changed at that time. Choose a time before or after it.")
                self.add_error("starts", text)
        return cleaned

    def refuse_start(self) -> None:
        self.add_error("starts", gettext("Another session begins at this time. Choose another time."))

    @property
    def facts(self) -> dict:
        return {key: self.cleaned_data[key] for key in FACTS}


def days_of(seminar: Seminar) -> list[date]:
    """The days of the block seminar; none while they are not known."""
    block = seminar.timeline.get("block")
    if block.starts is None:
        return []
    first = block.starts.astimezone(ZoneInfo(seminar.zone)).date()
    last = last_minute(block.ends, seminar.zone).date() if block.ends else first
    return [first + timedelta(days=place) for place in range(min((last - first).days + 1, MOST_DAYS))]


def day_name(day: date, zone: str) -> str:
    return formats.day(day_start(day, zone), zone)


def staff_of(seminar: Seminar):
    """Everybody who may moderate, each once: whoever organises and supervises, as organiser."""
    staff = seminar.participations.present().exclude(role=Participation.Role.STUDENT).with_people()
    organisers = seminar.participations.present().organisers().values("user")
    return staff.exclude(role=Participation.Role.SUPERVISOR, user__in=organisers)

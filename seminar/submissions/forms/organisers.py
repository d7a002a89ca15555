"""What organisers enter about files: extensions, uploads for somebody, reasons, and the rules of each deliverable."""

import uuid
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seminar.core import timeline
from seminar.core.local_time import MINUTE, last_minute
from seminar.display import formats
from seminar.seminars.forms.local_times import LocalTimeForm, TypedDate, TypedTime
from seminar.submissions.models import LARGEST_MB, Deliverable
from seminar.submissions.standing import HandedIn

END_OF_DAY = time(23, 59)
PAGES = [MinValueValidator(1, _("At least 1 page.")), MaxValueValidator(10_000, _("At most 10,000 pages."))]
WHERE_READ = _("The student reads it, too.")


def reason_field(help_text) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=help_text,
        error_messages={"required": _("Write why. The reason is on record.")},
    )


def required(field: forms.Field, text) -> forms.Field:
    """A typed date or time that may not stay empty."""
    field.required = True
    field.error_messages["required"] = text
    return field


class CountingForm(forms.Form):
    """Why a late version counts, or why it does no longer."""

    reason = reason_field(WHERE_READ)


class ExtensionForm(LocalTimeForm):
    """A later deadline for one person: `ends_at` after a valid clean, exclusive and in UTC. Without a time: 23:59."""

    marks_optional = False

    def __init__(self, data=None, *, handed_in: HandedIn):
        self.handed_in, self.zone = handed_in, handed_in.participation.seminar.zone
        super().__init__(data, initial={"ends_time": END_OF_DAY})
        self.fields["ends_date"] = required(TypedDate(label=_("New deadline")), _("Enter the new date."))
        self.fields["ends_time"] = TypedTime(label=_("Time"))
        self.fields["reason"] = reason_field(_("The student reads it, in the mail and on the page of the file."))

    def clean(self):
        self.ends_at = None
        day, clock = self.cleaned_data.get("ends_date"), self.cleaned_data.get("ends_time") or END_OF_DAY
        if day is None or "ends_time" in self.errors or self.refuse_midnight("ends", clock):
            return
        ends_at = self.read_moment("ends", gettext("New deadline"), day, clock, is_end=True)
        if ends_at is None:
            return
        general = self.handed_in.general_due
        if general is not None and ends_at <= general:
            text = gettext(
                "%(typed)s is not later than the deadline for all, %(general)s. An extension gives more time than that."
            )
            typed, due = formats.deadline(ends_at, self.zone), formats.deadline(general, self.zone)
            self.add_error("ends_date", text % {"typed": typed, "general": due})
        self.ends_at = ends_at


class UploadForForm(LocalTimeForm):
    """A file that came another way: `received_at` after a valid clean, as the organiser says it."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("PDF file"),
        allow_empty_file=True,  # refused by the check, with the sentence that everybody reads
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": _("Choose a PDF file.")},
    )

    def __init__(self, data=None, files=None, *, handed_in: HandedIn, at: datetime):
        self.handed_in, self.at = handed_in, at
        self.zone = handed_in.participation.seminar.zone
        now = at.astimezone(ZoneInfo(self.zone))
        initial = {"token": uuid.uuid4(), "received_date": now.date(), "received_time": now.time()}
        super().__init__(data, files, initial=initial)
        limit = gettext("PDF, at most %(mb)d MB") % {"mb": handed_in.deliverable.max_mb}
        self.fields["file"].help_text = limit
        self.fields["received_date"] = required(TypedDate(label=_("Received on")), _("Enter the date."))
        self.fields["received_time"] = required(TypedTime(label=_("Time")), _("Enter the time."))
        self.fields["reason"] = reason_field(_("The student reads it with the receipt, as in “sent by mail”."))

    def clean(self):
        self.received_at = None
        day, clock = self.cleaned_data.get("received_date"), self.cleaned_data.get("received_time")
        if day is None or clock is None:
            return
        received_at = self.read_moment("received", gettext("Received on"), day, clock, is_end=False)
        if received_at is None:
            return
        self.received_at = min(received_at, self.at)
        joined_at = self.handed_in.participation.joined_at
        values = {"typed": formats.moment(received_at, self.zone)}
        if received_at > self.at:
            text = gettext("%(typed)s is in the future; now it is %(now)s.")
            self.add_error("received_date", text % {**values, "now": formats.moment(self.at, self.zone)})
        elif received_at + MINUTE <= joined_at:
            text = gettext("%(typed)s is before %(name)s came into the seminar, %(joined)s.")
            values["name"] = self.handed_in.participation.user.display_name
            self.add_error("received_date", text % {**values, "joined": formats.moment(joined_at, self.zone)})


class DeliverablesForm(LocalTimeForm):
    """The rules of every deliverable in one form; field names are kind + what is typed.

    `facts` after a valid clean: kind -> field of Deliverable -> value.
    """

    def __init__(self, data=None, *, seminar, deliverables: list[Deliverable]):
        self.seminar, self.zone, self.deliverables = seminar, seminar.zone, deliverables
        super().__init__(data, initial=entered(seminar, deliverables))
        for row in deliverables:
            self.fields |= {f"{row.kind}_{name}": field for name, field in fields_for(row, seminar).items()}

    @property
    def groups(self) -> list[dict]:
        """Title and lines of bound fields of each deliverable; a time that exists twice has its question below it."""
        lines = [
            ("ends_date", "ends_time"),
            ("ends_fold",),
            ("tolerance_minutes", "max_mb", "min_pages", "max_pages"),
            ("accepts_late",),
        ]
        return [
            {"deliverable": row, "lines": [shown for line in lines if (shown := self.line(row.kind, line))]}
            for row in self.deliverables
        ]

    def line(self, kind: str, parts) -> list[forms.BoundField]:
        return [self[name] for part in parts if (name := f"{kind}_{part}") in self.fields]

    def clean(self):
        self.facts = {row.kind: self.facts_of(row) for row in self.deliverables}
        for row in self.deliverables:
            self.refuse_pages(row.kind)
            self.refuse_before_assignment(row)
        self.refuse_order()

    def facts_of(self, row: Deliverable) -> dict:
        names = ("tolerance_minutes", "max_mb", "min_pages", "max_pages", "accepts_late")
        facts = {name: self.cleaned_data.get(f"{row.kind}_{name}") for name in names}
        return {"ends_at": self.end_of(row), **facts}

    def end_of(self, row: Deliverable) -> datetime | None:
        """The deadline as it was typed; None for an empty one and where an error is said."""
        stem = f"{row.kind}_ends"
        day, clock = self.cleaned_data.get(f"{stem}_date"), self.cleaned_data.get(f"{stem}_time")
        if f"{stem}_date" in self.errors or f"{stem}_time" in self.errors:
            return None
        if day is None:
            if clock is not None:
                self.miss_date(stem, clock)
            return None
        if clock is None:
            return timeline.exclusive_end(day, None, self.zone)
        if self.refuse_midnight(stem, clock):
            return None
        return self.read_moment(stem, row.get_kind_display(), day, clock, is_end=True)

    def refuse_pages(self, kind: str) -> None:
        fewest, most = self.facts[kind]["min_pages"], self.facts[kind]["max_pages"]
        if fewest is not None and most is not None and most < fewest:
            text = gettext("At most %(most)d pages and at least %(fewest)d cannot both hold. Change one of the two.")
            self.add_error(f"{kind}_max_pages", text % {"most": most, "fewest": fewest})

    def refuse_before_assignment(self, row: Deliverable) -> None:
        ends_at, assignment = self.facts[row.kind]["ends_at"], self.seminar.timeline.get("assignment")
        if ends_at is not None and assignment.starts is not None and ends_at <= assignment.starts:
            text = gettext("%(typed)s is before the papers are assigned, %(assignment)s. Set a later deadline.")
            shown = formats.when(assignment, self.zone)
            typed = formats.deadline(ends_at, self.zone)
            self.add_error(f"{row.kind}_ends_date", text % {"typed": typed, "assignment": shown})

    def refuse_order(self) -> None:
        """The first version of the slides cannot be due after the final one."""
        kinds = (Deliverable.Kind.FIRST_SLIDES, Deliverable.Kind.FINAL_SLIDES)
        if any(f"{kind}_ends_{part}" in self.errors for kind in kinds for part in ("date", "time", "fold")):
            return
        first, final = (self.due_of(kind) for kind in kinds)
        if first is None or final is None or first <= final:
            return
        text = gettext("“%(first)s” (%(first_due)s) cannot be due after “%(final)s” (%(final_due)s).")
        values = {
            "first": kinds[0].label,
            "first_due": formats.deadline(first, self.zone),
            "final": kinds[1].label,
            "final_due": formats.deadline(final, self.zone),
        }
        self.add_error(f"{kinds[0]}_ends_date", text % values)
        self.add_error(f"{kinds[1]}_ends_date", text % values)

    def due_of(self, kind: str) -> datetime | None:
        """When this would be due for all, if the form were stored."""
        return self.facts[kind]["ends_at"] or due_without_date(kind, self.seminar)


def entered(seminar, deliverables) -> dict:
    """The stored rules as they were typed."""
    values = {}
    for row in deliverables:
        values |= {
            f"{row.kind}_{name}": getattr(row, name)
            for name in ("tolerance_minutes", "max_mb", "min_pages", "max_pages", "accepts_late")
        }
        if row.ends_at is not None:
            shown = last_minute(row.ends_at, seminar.zone)
            values |= {f"{row.kind}_ends_date": shown.date(), f"{row.kind}_ends_time": shown.time()}
    return values


def fields_for(row: Deliverable, seminar) -> dict[str, forms.Field]:
    minutes = [MaxValueValidator(120, _("At most 120 minutes. A longer time is a later deadline."))]
    size = [
        MinValueValidator(1, _("At least 1 MB.")),
        MaxValueValidator(LARGEST_MB, _("At most %(limit_value)d MB are taken.")),
    ]
    return {
        "ends_date": TypedDate(label=_("Deadline"), help_text=without_date(row, seminar)),
        "ends_time": TypedTime(label=_("Time"), help_text=_("Without a time: 23:59.")),
        "tolerance_minutes": forms.IntegerField(
            label=_("Tolerance in minutes"),
            min_value=0,
            validators=minutes,
        ),
        "max_mb": forms.IntegerField(label=_("Largest file in MB"), validators=size),
        "min_pages": forms.IntegerField(label=pgettext_lazy("pages", "Fewest pages"), required=False, validators=PAGES),
        "max_pages": forms.IntegerField(label=pgettext_lazy("pages", "Most pages"), required=False, validators=PAGES),
        "accepts_late": forms.BooleanField(
            label=_("Late files are accepted and marked late"),
            help_text=_("They count only if an organiser lets them. Without it nothing is taken after the deadline."),
            required=False,
        ),
    }


def without_date(row: Deliverable, seminar) -> str:
    """What holds while the deadline is empty, in words."""
    due = due_without_date(row.kind, seminar)
    if row.kind == Deliverable.Kind.FINAL_SLIDES:
        if due is None:
            return gettext("Empty: when the block seminar begins; its days are still open.")
        text = gettext("Empty: until the block seminar begins, so %(due)s.")
    elif due is None:
        return gettext("Empty: the hand-in date of the seminar, which is still open.")
    else:
        text = gettext("Empty: the hand-in date of the seminar, %(due)s.")
    return text % {"due": formats.deadline(due, seminar.zone)}


def due_without_date(kind: str, seminar) -> datetime | None:
    """The deadline for all that holds while the deliverable has none of its own."""
    return Deliverable(kind=kind).due(seminar)

"""The block seminar: sessions of talks, what of it is published, who attended, and who asked good questions."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seminar.seminars.models import Participation, Seminar

PERSON = {"on_delete": models.PROTECT, "related_name": "+"}


class Session(models.Model):
    """A row of talks on one day. Its talks follow one another; their times come from its start and its lengths."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="sessions")
    day = models.DateField(_("day"))
    starts = models.TimeField(_("begins at"))  # local time of the seminar
    title = models.CharField(_("title"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    moderator = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="moderated_sessions",
        verbose_name=_("moderator"),
    )  # fmt: skip
    talk_minutes = models.PositiveSmallIntegerField(
        _("minutes for a talk"), default=25, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    question_minutes = models.PositiveSmallIntegerField(
        _("minutes for questions"), default=10, validators=[MaxValueValidator(120)]
    )
    # A break inside the session: after every so many talks, for so many minutes. 0: none.
    break_after = models.PositiveSmallIntegerField(_("break after so many talks"), default=0)
    break_minutes = models.PositiveSmallIntegerField(
        _("minutes of a break"), default=15, validators=[MaxValueValidator(240)]
    )

    class Meta:
        ordering = ["day", "starts", "pk"]
        constraints = [
            models.UniqueConstraint("seminar", "day", "starts", name="session_once_per_start"),
            models.CheckConstraint(condition=Q(talk_minutes__gte=1), name="session_talks_have_length"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.day:%Y-%m-%d} {self.starts:%H:%M}"


class Talk(models.Model):
    """A student's talk, laid out in a session or not yet. Times are not stored: `layout.py` derives them."""

    participation = models.OneToOneField(Participation, models.PROTECT, related_name="talk")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="talks")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["session__day", "session__starts", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.participation_id}"


class Version(models.Model):
    """One published programme, as it was published: later changes of the draft do not touch it."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="programme_versions")
    number = models.PositiveIntegerField()
    # Sessions in order, each with its talks and their moments; `layout.py` writes and reads it.
    content = models.JSONField()
    reason = models.CharField(_("what changed"), max_length=300, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint("seminar", "number", name="programme_version_once")]

    def __str__(self) -> str:
        return f"{self.seminar_id}: {self.number}"


class Consent(models.Model):
    """What a speaker allows on the public page; no row allows nothing."""

    participation = models.OneToOneField(Participation, models.CASCADE, related_name="consent")
    name_is_public = models.BooleanField(_("my name"), default=False)
    slides_are_public = models.BooleanField(_("my final slides"), default=False)
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.participation_id}"


class Attendance(models.Model):
    """Whether somebody attended a session; no row means undecided."""

    class State(models.TextChoices):
        PRESENT = "present", _("present")
        PARTLY = "partly", _("partly")
        ABSENT = "absent", _("absent")
        EXCUSED = "excused", _("excused")

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="attendances")
    state = models.CharField(max_length=10, choices=State)
    note = models.CharField(_("note"), max_length=200, blank=True)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)

    class Meta:
        constraints = [models.UniqueConstraint("session", "participation", name="attendance_once_per_session")]

    def __str__(self) -> str:
        return self.state


class QuestionCredit(models.Model):
    """A good question during somebody else's talk: who asked, in which talk, who says so. It can be taken back."""

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="credits")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="question_credits")
    note = models.CharField(_("what was asked"), max_length=300, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "talk", "participation", condition=Q(undone_at__isnull=True), name="credit_once_per_talk"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="credit_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} in {self.talk_id}"

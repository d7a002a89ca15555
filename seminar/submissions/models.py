"""What is handed in: which files a seminar asks for, every version of them, and later due dates for single people."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seminar.core.local_time import utc
from seminar.seminars.models import Participation, Seminar
from seminar.submissions import notes

PERSON = {"on_delete": models.PROTECT, "related_name": "+"}
# The largest file any seminar can allow; what is longer is not even written to the disk.
LARGEST_MB = 100
MEGABYTE = 1_000_000


class Deliverable(models.Model):
    """One kind of file that every student with a paper hands in.

    Without a date of its own the report and the first slides are due with the seminar's hand-in date, the final slides
    when the block seminar begins.
    """

    class Kind(models.TextChoices):
        REPORT = "report", _("Report")
        FIRST_SLIDES = "first-slides", _("First version of the slides")
        FINAL_SLIDES = "final-slides", _("Final slides")

    FALLBACK = {
        Kind.REPORT: ("hand_in", "ends"),
        Kind.FIRST_SLIDES: ("hand_in", "ends"),
        Kind.FINAL_SLIDES: ("block", "starts"),
    }

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="deliverables")
    kind = models.CharField(max_length=20, choices=Kind)
    position = models.PositiveSmallIntegerField(default=0)
    # Exclusive, as every end: what is shown as 23:59 is stored as 00:00 of the next day.
    ends_at = models.DateTimeField(_("deadline"), null=True, blank=True)
    tolerance_minutes = models.PositiveSmallIntegerField(
        _("tolerance in minutes"), default=5, validators=[MaxValueValidator(120)]
    )
    max_mb = models.PositiveSmallIntegerField(
        _("largest file in MB"), default=20, validators=[MinValueValidator(1), MaxValueValidator(LARGEST_MB)]
    )
    min_pages = models.PositiveSmallIntegerField(_("fewest pages"), null=True, blank=True)
    max_pages = models.PositiveSmallIntegerField(_("most pages"), null=True, blank=True)
    accepts_late = models.BooleanField(_("late files are accepted and marked late"), default=True)
    revision = models.PositiveIntegerField(default=0)  # how often the deadline changed: calendars ask

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("seminar", "kind", name="deliverable_once_per_seminar"),
            models.CheckConstraint(
                condition=Q(max_mb__gte=1) & Q(max_mb__lte=LARGEST_MB), name="deliverable_size_limit"
            ),
            models.CheckConstraint(
                condition=Q(min_pages__isnull=True) | Q(max_pages__isnull=True) | Q(max_pages__gte=F("min_pages")),
                name="deliverable_page_range",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def max_bytes(self) -> int:
        return self.max_mb * MEGABYTE

    @property
    def range_text(self) -> str:
        """How many pages are asked for, in words; empty where any number is fine."""
        return notes.range_text(self.min_pages, self.max_pages)

    def due(self, seminar: Seminar):
        """The exclusive end that holds for everybody, in UTC; None while no date says it."""
        if self.ends_at is not None:
            return utc(self.ends_at)
        key, edge = self.FALLBACK[self.kind]
        return getattr(seminar.timeline.get(key), edge)


class Extension(models.Model):
    """A later due date for one person and one deliverable. A new one replaces the one before, which stays on record."""

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="extensions")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="extensions")
    ends_at = models.DateTimeField(_("new deadline"))
    reason = models.CharField(_("reason"), max_length=300)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["granted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "deliverable",
                "participation",
                condition=Q(replaced_at__isnull=True),
                name="extension_one_current",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.ends_at:%Y-%m-%d %H:%M}"


class Submission(models.Model):
    """One version of one person's file. Versions are never changed or removed; which one counts, `standing.py` says."""

    class Check(models.TextChoices):
        CHECKED = "checked", _("checked")
        UNCHECKED = "unchecked", _("received, not checked")

    deliverable = models.ForeignKey(Deliverable, models.PROTECT, related_name="submissions")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="submissions")
    version = models.PositiveSmallIntegerField()
    receipt = models.CharField(max_length=12, unique=True)
    # One press of the button: the second request with the same token is the same version.
    token = models.UUIDField()
    received_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    # Why an organiser uploaded it; empty for the student's own upload.
    upload_reason = models.CharField(_("reason"), max_length=300, blank=True)
    path = models.CharField(max_length=100, unique=True)  # below VAR_DIR/files; a random name
    original_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    check_state = models.CharField(max_length=10, choices=Check)
    pages = models.PositiveIntegerField(null=True)
    # Remarks that never refuse: [{"key": "too_many_pages", …values}]; worded by `notes.py` in the reader's language.
    notes = models.JSONField(default=list)
    has_preview = models.BooleanField(default=False)
    # A late version counts only if an organiser lets it.
    allowed_at = models.DateTimeField(null=True, blank=True)
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    allowed_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint("deliverable", "participation", "version", name="submission_version_once"),
            models.UniqueConstraint("deliverable", "participation", "token", name="submission_once_per_press"),
            models.CheckConstraint(condition=Q(size__gte=1), name="submission_not_empty"),
            models.CheckConstraint(
                condition=Q(allowed_at__isnull=True, allowed_by__isnull=True, allowed_reason="")
                | (Q(allowed_at__isnull=False, allowed_by__isnull=False) & ~Q(allowed_reason="")),
                name="submission_allowed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt} v{self.version}"

    @property
    def is_checked(self) -> bool:
        return self.check_state == self.Check.CHECKED

    @property
    def remarks(self) -> list[str]:
        """The notes as sentences, in the language of whoever reads them."""
        return [notes.note_text(note) for note in self.notes]

    size_text = property(lambda self: notes.size_text(self.size))
    bytes_text = property(lambda self: notes.bytes_text(self.size))

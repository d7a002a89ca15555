"""One seminar of one semester: its facts, dates, people, topics and offered papers."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from papers.models import lines
from seminar.core import timeline
from seminar.seminars.querysets import OfferedPaperQuerySet, ParticipationQuerySet, SeminarQuerySet

SEMESTER = RegexValidator(r"^\d{4}[SW]$", _("Write the year and S or W, as in 2021S."))


class Seminar(models.Model):
    """One run of a seminar. The row is also the lock for every decision that depends on time."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=150)
    semester = models.CharField(_("semester"), max_length=5, validators=[SEMESTER])
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    module_numbers = models.CharField(_("module numbers"), max_length=120, blank=True)
    ects = models.DecimalField("ECTS", max_digits=3, decimal_places=1, null=True, blank=True)
    sws = models.DecimalField("SWS", max_digits=3, decimal_places=1, null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("en", _("English")), ("de", _("German"))], default="en"
    )
    description = models.TextField(_("description"), blank=True)
    goals = models.TextField(_("goals"), blank=True)
    themes = models.TextField(_("themes"), blank=True)
    expectations = models.TextField(_("expectations"), blank=True)
    places = models.PositiveSmallIntegerField(_("places"), validators=[MinValueValidator(1), MaxValueValidator(500)])
    min_preferences = models.PositiveSmallIntegerField(
        _("minimum number of preferences"), default=3, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    office_hours = models.CharField(_("office hours"), max_length=200, blank=True)
    contact = models.EmailField(_("contact"), blank=True)
    zone = models.CharField(_("time zone"), max_length=40, default="Europe/Berlin")
    report_hint = models.TextField(_("about the report"), blank=True)
    presentation_hint = models.TextField(_("about the presentation"), blank=True)
    bonus_hint = models.TextField(_("about the bonus"), blank=True)
    join_code = models.CharField(max_length=24, blank=True)
    # Whether supervisors may take papers that nobody supervises.
    supervisors_may_claim = models.BooleanField(_("supervisors may take papers themselves"), default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SeminarQuerySet.as_manager()

    class Meta:
        ordering = ["-semester", "title"]
        constraints = [
            models.CheckConstraint(condition=models.Q(places__gte=1), name="seminar_has_places"),
            models.CheckConstraint(condition=models.Q(min_preferences__gte=1), name="seminar_min_preferences"),
            models.CheckConstraint(
                condition=models.Q(announced_at__isnull=True, announced_by__isnull=True)
                | models.Q(announced_at__isnull=False, announced_by__isnull=False),
                name="seminar_announced_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_announced(self) -> bool:
        return self.announced_at is not None

    @property
    def semester_name(self) -> str:
        """ "2021S" as people say it, in the language of the page."""
        year = int(self.semester[:4])
        if self.semester.endswith("S"):
            return gettext("Summer semester %(year)d") % {"year": year}
        return gettext("Winter semester %(year)d/%(next)02d") % {"year": year, "next": (year + 1) % 100}

    @cached_property
    def timeline(self) -> timeline.Timeline:
        """The dates as the rules read them. One query, or none where `milestones` was prefetched."""
        return timeline.Timeline(self.zone, tuple(row.as_core() for row in self.milestones.all()))

    goal_lines = property(lambda self: lines(self.goals))
    expectation_lines = property(lambda self: lines(self.expectations))

    @property
    def theme_groups(self) -> list[tuple[str, list[str]]]:
        """Themes with their points: a line that begins with a dash belongs to the line above it."""
        groups: list[tuple[str, list[str]]] = []
        for line in lines(self.themes):
            if line.startswith(("-", "–", "•")) and groups:
                groups[-1][1].append(line.lstrip("-–• "))
            else:
                groups.append((line, []))
        return groups


class Milestone(models.Model):
    """One date of the seminar. Which there are, their order and shape: `core/timeline.py`."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=20, choices=[(kind.key, kind.key) for kind in timeline.KINDS])
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    has_time = models.BooleanField(default=True)
    place = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)  # how often it changed: calendars ask

    class Meta:
        constraints = [
            models.UniqueConstraint("seminar", "kind", name="milestone_once_per_seminar"),
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True)
                | models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="milestone_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    def as_core(self) -> timeline.Milestone:
        return timeline.Milestone(
            self.kind, self.starts_at, self.ends_at, has_time=self.has_time, place=self.place, note=self.note
        )


class Prerequisite(models.Model):
    """A module people should have passed; `required` ones are asked of everybody."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="prerequisites")
    code = models.CharField(_("module number"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=120)
    is_required = models.BooleanField(_("required"), default=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["-is_required", "pk"]
        constraints = [models.UniqueConstraint("seminar", "title", name="prerequisite_once_per_seminar")]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})" if self.code else self.title


class Participation(models.Model):
    """One person's role in one seminar. Organiser and supervisor may coincide; a student is neither."""

    class Role(models.TextChoices):
        ORGANISER = "organiser", _("Organiser")
        SUPERVISOR = "supervisor", _("Supervisor")
        STUDENT = "student", _("Student")

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="participations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="participations")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    # 0 is served first; organisers set it, with a reason on record.
    priority = models.PositiveSmallIntegerField(_("priority group"), default=0, validators=[MaxValueValidator(9)])
    joined_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    left_reason = models.CharField(max_length=300, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["user__name", "user__email"]
        constraints = [
            models.UniqueConstraint("seminar", "user", "role", name="participation_once_per_role"),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(left_by__isnull=False),
                name="participation_left_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"

    is_organiser = property(lambda self: self.role == self.Role.ORGANISER)
    is_supervisor = property(lambda self: self.role == self.Role.SUPERVISOR)
    is_student = property(lambda self: self.role == self.Role.STUDENT)
    has_left = property(lambda self: self.left_at is not None)


class Topic(models.Model):
    """A heading that groups offered papers."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="topics")
    title = models.CharField(_("title"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("seminar", "title", name="topic_once_per_seminar")]

    def __str__(self) -> str:
        return self.title


class OfferedPaper(models.Model):
    """A paper of the library, offered in one seminar."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="offered_papers")
    paper = models.ForeignKey("papers.Paper", models.PROTECT, related_name="offered")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="offered_papers", verbose_name=_("topic"))
    question = models.CharField(_("question"), max_length=150, blank=True)
    supervisor = models.ForeignKey(
        Participation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supervised_papers",
        verbose_name=_("supervisor"),
    )
    places = models.PositiveSmallIntegerField(
        _("places"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    why = models.TextField(_("why it is on the list"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = OfferedPaperQuerySet.as_manager()

    class Meta:
        ordering = ["topic__position", "topic_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint("seminar", "paper", name="paper_offered_once_per_seminar"),
            models.CheckConstraint(condition=models.Q(places__gte=1), name="offered_paper_has_places"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | (models.Q(withdrawn_by__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="offered_paper_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.paper.title

    is_withdrawn = property(lambda self: self.withdrawn_at is not None)
    is_free = property(lambda self: self.supervisor_id is None and not self.is_withdrawn)


class ReadingListDraft(models.Model):
    """A reading list somebody is importing: what was pasted, how it was understood, what was decided about each entry.

    Nothing of it is on the seminar's list before the last step. Afterwards it can be taken back; after a week without a
    change it is removed.
    """

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="reading_list_drafts")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    source = models.CharField(max_length=200, blank=True)  # name of the file; empty for pasted text
    text = models.TextField(blank=True)  # empty for a spreadsheet
    form = models.CharField(max_length=20)  # a key of papers.reading_lists.detect.FORMS
    reason = models.CharField(max_length=20)  # why this form: "chosen", or a key of detect.form_of
    # What the page says about the reading: figures of the reason, encoding, lines that were too long.
    facts = models.JSONField(default=dict)
    # Each {"entry": as papers.reading_lists writes it, "take", "changed", "answer", "match", "supervisor"}; list_row.py
    rows = models.JSONField(default=list)
    not_understood = models.JSONField(default=list)
    # Values set for all rows at once: {"venue": …, "year": …, "topic": …, "supervisor": id, "replace": True,
    # "topics": {heading of the list: topic it stands for}}
    for_all = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    added_at = models.DateTimeField(null=True, blank=True)
    # What is there since: {"offered": {id: how it was added}, "papers": [new in the library], "topics": [new]}
    added = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seminar", "made_by"],
                condition=models.Q(added_at__isnull=True),
                name="reading_list_draft_once_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.seminar_id}: {self.form}"

"""Who gets which paper: the draw, what organisers fix, runs of the engine, the act that makes one of them valid."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seminar.seminars.models import OfferedPaper, Participation, Seminar

PERSON = {"on_delete": models.PROTECT, "related_name": "+"}


class Immutable(TypeError):
    """Somebody tried to change a run after it was made."""


class Lottery(models.Model):
    """The seed of a seminar's lottery, drawn once, before anything is known, and used by every run."""

    seminar = models.OneToOneField(Seminar, models.CASCADE, related_name="lottery")
    seed = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"lottery of {self.seminar_id}"


class Pin(models.Model):
    """What organisers decide before a run: one student with one paper, without a paper, or not with that paper."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="pins")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="pins")
    offered = models.ForeignKey(OfferedPaper, models.PROTECT, null=True, blank=True, related_name="pins")
    is_forbidden = models.BooleanField(default=False)
    reason = models.CharField(_("reason"), max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="pin_has_reason"),
            models.CheckConstraint(
                condition=Q(is_forbidden=False) | Q(offered__isnull=False), name="pin_forbids_a_paper"
            ),
            models.UniqueConstraint(
                "participation", condition=Q(lifted_at__isnull=True, is_forbidden=False), name="pin_once_per_person"
            ),
            models.UniqueConstraint(
                "participation",
                "offered",
                condition=Q(lifted_at__isnull=True, is_forbidden=True),
                name="pin_forbids_once",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Run(models.Model):
    """One result of the engine with everything it was made from. A row never changes."""

    class Objective(models.TextChoices):
        FAIR = "fair", _("Fairest worst case")
        FIRST_CHOICES = "first_choices", _("Most first choices")
        AVERAGE = "average", _("Best on average")
        LOTTERY = "lottery", _("Random order")

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    objective = models.CharField(max_length=20, choices=Objective)
    is_trial = models.BooleanField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    # Instance and result in the public format of the command line, with ids instead of people.
    instance = models.JSONField()
    instance_sha256 = models.CharField(max_length=64)
    result = models.JSONField()
    seconds = models.FloatField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("seminar", "number", name="run_number_once_per_seminar"),
            models.CheckConstraint(condition=Q(number__gte=1), name="run_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    def save(self, **kwargs):
        if not self._state.adding:
            raise Immutable("A run is not changed; make a new one.")
        super().save(**kwargs)

    @property
    def change(self) -> str:
        """Which change limit the run was made with: "free", or "keep_all" for a refill."""
        return self.instance["change"]


class Placement(models.Model):
    """One student in one run: the paper and which rank it has in the own list, or no paper."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="placements")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="placements")
    offered = models.ForeignKey(OfferedPaper, models.PROTECT, null=True, related_name="placements")
    rank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("run", "participation", name="placement_once_per_person_and_run"),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(offered__isnull=False), name="placement_rank_needs_paper"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.offered_id}"


class Publication(models.Model):
    """The act that makes a run the assignment. The current one is the one that was not replaced."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="publications")
    run = models.OneToOneField(Run, models.PROTECT, related_name="publication")
    reason = models.CharField(_("reason"), max_length=300)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["published_at"]
        constraints = [
            models.UniqueConstraint("seminar", condition=Q(replaced_at__isnull=True), name="publication_one_current"),
            models.CheckConstraint(condition=~Q(reason=""), name="publication_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.seminar_id}: {self.run_id}"


class HandPlacement(models.Model):
    """A paper given by hand after the publication. It ends when a later publication takes it over."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="hand_placements")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="hand_placements")
    offered = models.ForeignKey(OfferedPaper, models.PROTECT, related_name="hand_placements")
    reason = models.CharField(_("reason"), max_length=300)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["placed_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hand_placement_has_reason"),
            models.UniqueConstraint(
                "participation", condition=Q(ended_at__isnull=True), name="hand_placement_once_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.offered_id}"


class MeetingAttendance(models.Model):
    """Whether somebody came to the first meeting; no row means undecided."""

    class State(models.TextChoices):
        PRESENT = "present", _("present")
        ABSENT = "absent", _("absent")
        EXCUSED = "excused", _("excused")

    participation = models.OneToOneField(Participation, models.CASCADE, related_name="meeting_attendance")
    state = models.CharField(max_length=10, choices=State)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)

    def __str__(self) -> str:
        return self.state

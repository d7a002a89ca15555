"""Marks, what is made of them, and the act that tells students their grade."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seminar.seminars.models import Participation, Seminar
from seminar.submissions.models import Submission

PERSON = {"on_delete": models.PROTECT, "related_name": "+"}
TENTH = {"max_digits": 2, "decimal_places": 1}


class Part(models.TextChoices):
    REPORT = "report", _("Report")
    PRESENTATION = "presentation", _("Presentation")


class GradingRule(models.Model):
    """What an examination office may decide otherwise; a seminar without a row has the defaults of `core/grades.py`."""

    class Rounding(models.TextChoices):
        CUT = "cut", _("cut after the first decimal")
        ROUND = "round", _("round to the first decimal, a half goes down")
        SCALE = "scale", _("take the nearest step of the scale")

    seminar = models.OneToOneField(Seminar, models.CASCADE, related_name="grading_rule")
    rounding = models.CharField(_("rounding"), max_length=5, choices=Rounding, default=Rounding.CUT)
    credit_step = models.DecimalField(_("bonus for one good question"), default=Decimal("0.1"), **TENTH)
    bonus_cap = models.DecimalField(_("largest bonus"), default=Decimal("0.3"), **TENTH)
    bonus_lifts_fail = models.BooleanField(_("a bonus can lift a failed grade"), default=False)
    both_must_pass = models.BooleanField(_("both parts have to be passed"), default=False)
    deviation_limit = models.DecimalField(
        _("two graders agree when they differ by at most"), default=Decimal("0.7"), **TENTH
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(credit_step__gte=0) & Q(bonus_cap__gte=0) & Q(deviation_limit__gte=0),
                name="grading_rule_not_negative",
            )
        ]

    def __str__(self) -> str:
        return f"{self.seminar_id}"


class Appointment(models.Model):
    """Who grades a student. Students without a row are graded by the supervisor of their paper."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="appointments")
    grader = models.ForeignKey(Participation, models.CASCADE, related_name="gradings")
    appointed_at = models.DateTimeField()
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("participation", "grader", name="appointment_once"),
            models.CheckConstraint(condition=~Q(participation=F("grader")), name="appointment_of_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.grader_id} grades {self.participation_id}"


class Sheet(models.Model):
    """One grader's mark and remarks for one part of one student. Nobody else sees it before all graders are final."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="sheets")
    part = models.CharField(max_length=12, choices=Part)
    grader = models.ForeignKey(Participation, models.PROTECT, related_name="written_sheets")
    mark = models.DecimalField(
        _("mark"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)], **TENTH
    )
    remark = models.TextField(_("remark to the student"), blank=True, max_length=5000)
    note = models.TextField(_("internal note"), blank=True, max_length=5000)
    # The version that was graded; a newer one raises a notice and never takes its place.
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)  # of this sheet; two tabs of one grader are told apart by it
    stored_at = models.DateTimeField()
    final_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["part", "pk"]
        constraints = [
            models.UniqueConstraint("participation", "part", "grader", name="sheet_once_per_grader"),
            models.CheckConstraint(
                condition=Q(final_at__isnull=True) | Q(mark__isnull=False), name="sheet_final_marked"
            ),
            models.CheckConstraint(
                condition=Q(mark__isnull=True) | (Q(mark__gte=1) & Q(mark__lte=5)), name="sheet_mark_on_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.part}"

    is_final = property(lambda self: self.final_at is not None)


class Agreement(models.Model):
    """The mark two graders agreed on after they differed by more than the limit."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="agreements")
    part = models.CharField(max_length=12, choices=Part)
    mark = models.DecimalField(_("agreed mark"), validators=[MinValueValidator(1), MaxValueValidator(5)], **TENTH)
    note = models.CharField(_("how it was agreed"), max_length=300)
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)

    class Meta:
        constraints = [
            models.UniqueConstraint("participation", "part", name="agreement_once_per_part"),
            models.CheckConstraint(condition=~Q(note=""), name="agreement_has_note"),
            models.CheckConstraint(condition=Q(mark__gte=1) & Q(mark__lte=5), name="agreement_mark_on_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.part}"


class AbsenceDecision(models.Model):
    """What an organiser decided about talks somebody missed without an excuse."""

    class Effect(models.TextChoices):
        NONE = "none", _("no effect on the grade")
        WORSE = "worse", _("a worse mark for the presentation")
        FAIL = "fail", _("not passed")

    participation = models.OneToOneField(Participation, models.PROTECT, related_name="absence_decision")
    effect = models.CharField(_("effect"), max_length=5, choices=Effect)
    # By how much the mark of the presentation becomes worse; 0 unless the effect says so.
    worse_by = models.DecimalField(_("worse by"), default=Decimal("0"), **TENTH)
    reason = models.CharField(_("reason"), max_length=300)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="absence_decision_has_reason"),
            models.CheckConstraint(
                condition=Q(effect="worse", worse_by__gt=0) | (~Q(effect="worse") & Q(worse_by=0)),
                name="absence_decision_worse_by",
            ),
        ]

    def __str__(self) -> str:
        return self.effect


class Grade(models.Model):
    """A released grade, as it was released. A change is a new row with a reason; the one before stays."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="grades")
    number = models.PositiveSmallIntegerField(default=1)
    grade = models.DecimalField(**TENTH)
    is_passed = models.BooleanField()
    report_mark = models.DecimalField(max_digits=4, decimal_places=2)
    presentation_mark = models.DecimalField(max_digits=4, decimal_places=2)
    credits = models.PositiveSmallIntegerField()
    # The rule in force, the steps of the calculation, remarks and graders: all that the student's page shows.
    detail = models.JSONField()
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("participation", "number", name="grade_number_once"),
            models.UniqueConstraint("participation", condition=Q(replaced_at__isnull=True), name="grade_one_current"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="grade_change_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.grade}"

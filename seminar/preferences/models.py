"""What a student would like to present, best first."""

from django.db import models

from seminar.seminars.models import OfferedPaper, Participation, Prerequisite


class PreferenceList(models.Model):
    """The stored order of one student. What is stored counts; there is no separate act of submitting."""

    participation = models.OneToOneField(Participation, models.CASCADE, related_name="preference_list")
    version = models.PositiveIntegerField(default=0)
    stored_at = models.DateTimeField()
    receipt = models.CharField(max_length=12, unique=True)
    receipt_mailed_version = models.PositiveIntegerField(default=0)
    passed = models.ManyToManyField(Prerequisite, blank=True, related_name="+")
    papers = models.ManyToManyField(OfferedPaper, through="Preference", related_name="ranked_in")

    def __str__(self) -> str:
        return self.receipt


class Preference(models.Model):
    """One paper in one list; rank 1 is the first choice."""

    preference_list = models.ForeignKey(PreferenceList, models.CASCADE, related_name="preferences")
    offered = models.ForeignKey(OfferedPaper, models.PROTECT, related_name="preferences")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint("preference_list", "rank", name="preference_rank_once"),
            models.UniqueConstraint("preference_list", "offered", name="preference_paper_once"),
            models.CheckConstraint(condition=models.Q(rank__gte=1), name="preference_rank_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}"


class PaperOpened(models.Model):
    """A student looked at the page of this paper: so the catalogue can show those not looked at yet.

    Browsers know which links were visited and tell no page, so it has to be kept here: not when, because nobody asks.
    Only the student sees it.
    """

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="papers_opened")
    offered = models.ForeignKey(OfferedPaper, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("participation", "offered", name="paper_opened_once")]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.offered_id}"

"""The recurring questions to the tables of a seminar, by name."""

from django.db import models


class SeminarQuerySet(models.QuerySet):
    def announced(self):
        """Seminars everybody may see."""
        return self.filter(announced_at__isnull=False)

    def locked(self, pk):
        """The seminar row, held until the end of the transaction: the beginning of every decision about time.

        `no_key` leaves inserts that point at the seminar free. SQLite holds the whole database by its IMMEDIATE
        transaction instead. Has to be called inside `transaction.atomic`.
        """
        return self.select_for_update(no_key=True).get(pk=pk)

    def visible_to(self, user):
        """The seminars of which `policies.may_see` says yes: announced ones, and those this person is staff of."""
        staff = self.model.objects.filter(
            participations__user=user,
            participations__role__in=("organiser", "supervisor"),
            participations__left_at__isnull=True,
        )
        return self.filter(models.Q(announced_at__isnull=False) | models.Q(pk__in=staff.values("pk")))

    def window_open(self, kind: str, at):
        """Announced seminars whose window of this kind is open at `at`."""
        return self.announced().filter(milestones__kind=kind, milestones__starts_at__lte=at, milestones__ends_at__gt=at)

    def window_over(self, kind: str, at, since):
        """Announced seminars whose window of this kind closed after `since` and not later than `at`."""
        return self.announced().filter(
            milestones__kind=kind, milestones__ends_at__lte=at, milestones__ends_at__gt=since
        )


class ParticipationQuerySet(models.QuerySet):
    def present(self):
        """People who have not left."""
        return self.filter(left_at__isnull=True)

    def students(self):
        return self.filter(role="student")

    def organisers(self):
        return self.filter(role="organiser")

    def supervisors(self):
        return self.filter(role="supervisor")

    def staff(self):
        return self.filter(role__in=("organiser", "supervisor"))

    def with_people(self):
        return self.select_related("user")


class OfferedPaperQuerySet(models.QuerySet):
    def available(self):
        """Papers that can be ranked: not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def in_full(self):
        """With everything a list of papers shows, in one query."""
        return self.select_related("paper", "topic", "supervisor__user")

"""The outbox: every message is a row, and its state says what is known about it.

new -> claimed -> sent | failed | uncertain. A claim is one conditional UPDATE, so of any number of workers exactly one
gets the row. A row leaves `claimed` by what is known afterwards: the mail server was never reached (new again), it said
yes (sent) or no (failed), or its answer is missing (uncertain). An uncertain message is never sent again on its own,
because the first copy may have arrived; a person decides. A held message waits for a person from the beginning.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MAX_ATTEMPTS = 10
STALE_AFTER = timedelta(minutes=10)


class State(models.TextChoices):
    NEW = "new", _("waiting")
    HELD = "held", _("held")
    CLAIMED = "claimed", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    UNCERTAIN = "uncertain", _("uncertain")


class MessageQuerySet(models.QuerySet):
    def waiting(self):
        """Messages nobody has taken yet, oldest first."""
        return self.filter(state=State.NEW).order_by("created_at", "pk")

    def due(self, at):
        """Waiting messages whose next attempt is due.

        After the n-th attempt there is a pause of 2**n minutes, 17 hours in all: a mail server that is down for a
        night costs no mail.
        """
        due = Q(attempts=0) | Q(claimed_at__isnull=True)
        for attempts in range(1, MAX_ATTEMPTS):
            due |= Q(attempts=attempts, claimed_at__lte=at - timedelta(minutes=2**attempts))
        return self.waiting().filter(due)

    def stale(self, at):
        """Messages claimed so long ago that whoever took them must have died."""
        return self.filter(state=State.CLAIMED, claimed_at__lt=at - STALE_AFTER)

    def ready(self):
        """Held messages that still say the last word: the same person has no newer one of this kind in the seminar."""
        newer = self.model.objects.filter(
            seminar=OuterRef("seminar"), recipient=OuterRef("recipient"), kind=OuterRef("kind"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(newer), state=State.HELD)

    def unsettled(self):
        """Messages about which a person has to decide: they failed, or may have arrived or not."""
        return self.filter(state__in=[State.FAILED, State.UNCERTAIN], closed_at__isnull=True)

    def of_seminar(self, seminar):
        """What an organiser of the seminar may see, newest first; account mails never."""
        return self.filter(seminar=seminar, is_account=False).order_by("-created_at", "-pk")


class Message(models.Model):
    State = State

    kind = models.CharField(_("kind"), max_length=80)
    # The outbox of a seminar goes with the seminar, the mail of a person with the person: both hold personal data.
    seminar = models.ForeignKey(
        "seminars.Seminar",
        verbose_name=_("seminar"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="messages",
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="messages",
    )
    to_address = models.EmailField(_("address"), max_length=254)
    subject = models.TextField(_("subject"))
    body = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=12)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NEW)
    key = models.CharField(max_length=200, unique=True, null=True, blank=True)
    is_account = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("written at"))
    # Kept when a claim is released: then it is the moment of the latest attempt.
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # When somebody decided that a failed or uncertain message stays as it is.
    closed_at = models.DateTimeField(null=True, blank=True)
    # First line: a marked English sentence; further lines: the mail server's own words.
    error = models.TextField(_("error"), blank=True, default="")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "created_at"], name="mail_message_state"),
            models.Index(fields=["seminar", "-created_at"], name="mail_message_seminar"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False) | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
                name="mail_message_sent_has_moment",
            ),
            # A claim without a moment could never be found stale.
            models.CheckConstraint(
                condition=~Q(state=State.CLAIMED) | Q(claimed_at__isnull=False),
                name="mail_message_claim_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(is_account=False) | Q(seminar__isnull=True),
                name="mail_message_account_without_seminar",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(state__in=[State.FAILED, State.UNCERTAIN]),
                name="mail_message_closed_is_unsettled",
            ),
        ]

    def __str__(self):
        return f"{self.kind} #{self.pk} ({self.state})"

    @property
    def explanation(self):
        """Why the message was not sent, in the reader's language, followed by the mail server's own words."""
        sentence, _newline, detail = self.error.partition("\n")
        return f"{gettext(sentence)} ({detail})" if detail else gettext(sentence) if sentence else ""

    @property
    def needs_decision(self):
        return self.state in (State.FAILED, State.UNCERTAIN) and self.closed_at is None

    def claim(self, at):
        """Take the message, or return False when it is not waiting (any more).

        True means: the claim is stored for good and nobody else holds it. Refuses to run inside a transaction, which
        could take the claim back after the mail has left.
        """
        with transaction.atomic(durable=True):
            taken = Message.objects.filter(pk=self.pk, state=State.NEW).update(
                state=State.CLAIMED, claimed_at=at, attempts=F("attempts") + 1, error=""
            )
        if taken:
            self.refresh_from_db()
        return bool(taken)

    def release(self, error):
        """Give the claim back: nothing was sent. After the last attempt the message has failed."""
        self._settle(State.FAILED if self.attempts >= MAX_ATTEMPTS else State.NEW, error=error)

    def mark_sent(self, at):
        self._settle(State.SENT, sent_at=at)

    def mark_failed(self, error):
        self._settle(State.FAILED, error=error)

    def mark_uncertain(self, error):
        self._settle(State.UNCERTAIN, error=error)

    def _settle(self, state, *, error="", sent_at=None):
        # Only the claim this object holds is settled. A slow sending that the sweep has already called uncertain may
        # still say how it ended.
        unsettled = [State.CLAIMED, State.UNCERTAIN]
        held = Message.objects.filter(pk=self.pk, claimed_at=self.claimed_at, state__in=unsettled)
        # What is known only now is asked about again, even if somebody had left an uncertain message as it is.
        held.update(state=state, error=error, sent_at=sent_at, closed_at=None)
        self.refresh_from_db()

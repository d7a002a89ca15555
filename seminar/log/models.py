"""The record: who changed what, when, what before, what after. Entries are only ever added.

An entry lives exactly as long as its seminar. Nothing in this application changes or removes a single entry: `save()`
only inserts, and every update and delete of rows or querysets raises `AppendOnly`. Deleting a whole seminar takes its
record along: Django's cascade collects the rows below the model's own methods, so this needs no back door. (PROTECT
would keep every seminar for ever, against the promise that data goes after the time the university sets; SET_NULL would
leave orphans that nobody may read.)

A person who stands in the record cannot be deleted (PROTECT), only made anonymous: an empty `by` means "the system did
it" and must not come to mean "somebody who has left".
"""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(TypeError):
    """Somebody tried to change or remove what is on record."""

    def __init__(self):
        super().__init__("The record is append only: entries are neither changed nor removed.")


class EntryQuerySet(models.QuerySet):
    def of_seminar(self, seminar):
        """The record of one seminar, newest first."""
        return self.filter(seminar=seminar).order_by("-at", "-pk")

    def update(self, **kwargs):
        raise AppendOnly

    def delete(self):
        raise AppendOnly

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        if update_conflicts:
            raise AppendOnly
        return super().bulk_create(objs, *args, **kwargs)

    # As in Django's own QuerySet: templates may call neither, managers do not offer delete.
    update.alters_data = True
    delete.alters_data = True
    delete.queryset_only = True


class Entry(models.Model):
    seminar = models.ForeignKey(
        "seminars.Seminar",
        verbose_name=_("seminar"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="log_entries",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField(_("at"))
    what = models.CharField(_("what"), max_length=80)
    subject = models.TextField(_("subject"), blank=True, default="")
    before = models.JSONField(_("before"), null=True, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, blank=True, encoder=DjangoJSONEncoder)
    reason = models.TextField(_("reason"), blank=True, default="")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the record")
        verbose_name_plural = _("entries of the record")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["seminar", "-at"], name="log_entry_seminar_at")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.what} {self.subject}".rstrip()

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        # A new object that borrows the key of a stored entry would otherwise overwrite it.
        kwargs.update(force_insert=True)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly

"""The second gate: the draft becomes the programme that everybody reads."""

from django.db import transaction

from seminar.log.actions import record
from seminar.mail.actions import queue
from seminar.programme.models import Version
from seminar.programme.preview import preview
from seminar.programme.readiness import blockers
from seminar.seminars.actions.decision import begin


class NotReady(Exception):
    """Something keeps the draft from being published; `cautions` are the sentences."""

    def __init__(self, cautions):
        super().__init__(*(row.text for row in cautions))
        self.cautions = cautions


class NothingChanged(Exception):
    """The draft is what the version in force says, so nobody has anything to be told."""


class NoReason(Exception):
    """From the second version on everybody reads what changed."""


class Outdated(Exception):
    """The draft is not what the page showed any more."""


@transaction.atomic
def publish_programme(*, participation, reason, mark=None) -> Version:
    """Make the draft the programme, and tell every speaker whose time, place or paper is new.

    With `mark`, the draft has to be the one that was shown. Raises NotReady, NothingChanged, NoReason or Outdated
    before anything is written; so pressing the button twice makes one version.
    """
    seminar, at = begin(participation)
    shown = preview(seminar)
    former = shown.former
    if former and not shown.number:
        raise NothingChanged
    if mark is not None and mark != shown.mark:
        raise Outdated
    if found := blockers(shown.draft):
        raise NotReady(found)
    if former and not reason:
        raise NoReason
    version = Version.objects.create(
        seminar=seminar,
        number=former.number + 1 if former else 1,
        content=shown.draft.content,
        reason=reason if former else "",
        published_at=at,
        published_by=participation.user,
    )
    record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="programme.published",
        subject=str(version.number),
        before=former.number if former else None,
        after={"version": version.number, "talks": len(shown.draft.slots), "mails": len(shown.letters)},
        reason=version.reason,
    )
    for change in shown.letters:
        key = f"programme:{version.pk}:{change.person.pk}"
        queue(**change.message(seminar, at, version.reason), key=key)
    return version

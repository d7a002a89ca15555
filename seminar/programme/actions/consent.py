"""What a speaker allows on the public page."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from seminar import clock
from seminar.log.actions import record
from seminar.programme.models import Consent
from seminar.programme.policies import may_consent
from seminar.seminars.models import Seminar


@transaction.atomic
def set_consent(*, participation, name_is_public, slides_are_public) -> Consent:
    """Store what the speaker allows; it holds at once, and can be taken back at any time."""
    seminar = Seminar.objects.locked(participation.seminar_id)
    at = clock.decided_now(seminar)
    person = seminar.participations.with_people().get(pk=participation.pk)
    person.seminar = seminar
    if not may_consent(person):
        raise PermissionDenied
    consent = Consent.objects.filter(participation=person).first() or Consent(participation=person)
    wanted = {"name_is_public": name_is_public, "slides_are_public": slides_are_public}
    before = {key: getattr(consent, key) for key in wanted}
    if consent.pk and before == wanted:
        return consent
    consent.name_is_public, consent.slides_are_public, consent.given_at = name_is_public, slides_are_public, at
    consent.save()
    name = person.user.display_name
    record(seminar=seminar, by=person.user, at=at, what="consent.set", subject=name, before=before, after=wanted)
    return consent

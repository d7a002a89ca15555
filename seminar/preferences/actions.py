"""Storing preferences: under the lock of the seminar, by the clock of the database, with record and receipt."""

import secrets
from datetime import datetime

from django.db import transaction

from seminar import clock
from seminar.log.actions import record
from seminar.mail.actions import queue
from seminar.preferences.models import PaperOpened, Preference, PreferenceList
from seminar.preferences.policies import may_submit, missing_preferences
from seminar.seminars.models import OfferedPaper, Participation, Seminar

# Letters and digits that are not taken for each other when somebody reads a receipt out.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class Closed(Exception):
    """The window was not open at the moment of decision."""

    def __init__(self, at: datetime):
        super().__init__(f"closed at {at}")
        self.at = at


class Conflict(Exception):
    """The order the page was made from is no longer the stored one."""


class Unknown(Exception):
    """A paper that is not, or no longer, offered in this seminar."""


@transaction.atomic
def submit(*, participation, order, passed, seen=None, finish=False) -> PreferenceList:
    """Store the order (ids of offered papers, best first) and the ids of passed prerequisites as one piece.

    `seen` is the order the person had before their eyes: where another one is stored by now, nothing is written and
    `Conflict` is raised. `finish` sends the receipt by mail, once for each stored state. The same again changes
    nothing. Raises `Closed` and `Unknown`, both before anything is written.
    """
    seminar, participation, at = _decide(participation)
    stored = PreferenceList.objects.filter(participation=participation).first()
    before = list(stored.preferences.values_list("offered_id", flat=True)) if stored else []
    if seen is not None and before not in (seen, order):
        raise Conflict
    _refuse_unknown(seminar, set(order) - set(before))
    passed = set(seminar.prerequisites.values_list("pk", flat=True)).intersection(passed)
    stored = stored or PreferenceList(participation=participation)
    if stored.pk is None or before != order or set(stored.passed.values_list("pk", flat=True)) != passed:
        _store(stored, order, passed, at)
        _record(seminar, participation, stored, before, at)
    if finish and stored.receipt_mailed_version != stored.version:
        _mail_receipt(seminar, participation, stored, at)
    return stored


@transaction.atomic
def add(*, participation, offered_id) -> PreferenceList:
    """Put one paper at the end of whatever order is stored."""
    _decide(participation)  # takes the lock, so that the order read here is the one that is replaced
    stored = PreferenceList.objects.filter(participation=participation).first()
    order = list(stored.preferences.values_list("offered_id", flat=True)) if stored else []
    passed = stored.passed.values_list("pk", flat=True) if stored else []
    if offered_id not in order:
        order.append(offered_id)
    return submit(participation=participation, order=order, passed=passed)


def note_opening(*, participation: Participation, offered: OfferedPaper) -> None:
    """The student has looked at this paper. Two pages at once make one row."""
    if not PaperOpened.objects.filter(participation=participation, offered=offered).exists():
        row = PaperOpened(participation=participation, offered=offered)
        PaperOpened.objects.bulk_create([row], ignore_conflicts=True)


def _decide(participation) -> tuple[Seminar, Participation, datetime]:
    seminar = Seminar.objects.locked(participation.seminar_id)
    at = clock.decided_now(seminar)
    participation = Participation.objects.select_related("user").get(pk=participation.pk)
    participation.seminar = seminar
    if not may_submit(participation, at):
        raise Closed(at)
    return seminar, participation, at


def _refuse_unknown(seminar, new) -> None:
    # A withdrawn paper that is in the list already may stay there; it is left out when papers are assigned.
    if new and not new <= set(seminar.offered_papers.available().values_list("pk", flat=True)):
        raise Unknown


def _store(stored, order, passed, at) -> None:
    stored.version += 1
    stored.stored_at = at
    stored.receipt = "R-" + "".join(secrets.choice(ALPHABET) for _ in range(7))
    stored.save()
    stored.preferences.all().delete()
    Preference.objects.bulk_create(
        Preference(preference_list=stored, offered_id=offered, rank=rank) for rank, offered in enumerate(order, 1)
    )
    stored.passed.set(passed)


def _record(seminar, participation, stored, before, at) -> None:
    titles = dict(seminar.offered_papers.values_list("pk", "paper__title"))
    after = list(stored.preferences.values_list("offered_id", flat=True))
    record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="preferences.stored",
        subject=stored.receipt,
        before=[titles[pk] for pk in before],
        after=[titles[pk] for pk in after],
    )


def _mail_receipt(seminar, participation, stored, at) -> None:
    ranked = [row.offered for row in stored.preferences.select_related("offered__paper")]
    available = sum(not offered.is_withdrawn for offered in ranked)
    queue(
        kind="receipt",
        to_user=participation.user,
        seminar=seminar,
        at=at,
        context={
            "stored": stored,
            "ranked": ranked,
            "missing": missing_preferences(available, seminar.min_preferences),
            "window": seminar.timeline.get("preferences"),
            "assignment": seminar.timeline.get("assignment"),
        },
        key=f"receipt:{stored.receipt}",
    )
    stored.receipt_mailed_version = stored.version
    stored.save(update_fields=["receipt_mailed_version"])

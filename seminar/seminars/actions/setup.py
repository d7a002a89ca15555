"""Setting a seminar up: creating it, changing its facts, making it public."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from seminar import clock
from seminar.log.actions import record
from seminar.seminars.actions.decision import begin
from seminar.seminars.models import Participation, Prerequisite, Seminar
from seminar.seminars.policies import may_announce, may_create_seminar


@transaction.atomic
def create_seminar(*, by, facts: dict, prerequisites=()) -> Seminar:
    """A new seminar with `by` as its organiser; nobody else sees it before it is announced.

    `facts` are fields of Seminar; `prerequisites` are dicts of title, code, is_required, note.
    """
    if not may_create_seminar(by):
        raise PermissionDenied
    at = clock.decided_now(None)
    seminar = Seminar.objects.create(**facts, created_at=at, created_by=by)
    Participation.objects.create(seminar=seminar, user=by, role="organiser", joined_at=at, added_by=by)
    keep_prerequisites(seminar, prerequisites)
    after = facts | {"prerequisites": told(seminar)}
    record(seminar=seminar, by=by, at=at, what="seminar.created", subject=seminar.title, after=after)
    return seminar


@transaction.atomic
def change_seminar(*, participation, facts: dict, prerequisites=None) -> list[str]:
    """Store the facts that differ and answer with their names; without a difference nothing is written.

    `prerequisites` replace the present ones; rows keep their identity by "id", since students refer to them.
    """
    seminar, at = begin(participation)
    before = {name: getattr(seminar, name) for name in facts} | {"prerequisites": told(seminar)}
    for name, value in facts.items():
        setattr(seminar, name, value)
    if prerequisites is not None:
        keep_prerequisites(seminar, prerequisites)
    after = facts | {"prerequisites": told(seminar)}
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        seminar.save(update_fields=[name for name in changed if name != "prerequisites"])
        old, new = ({name: side[name] for name in changed} for side in (before, after))
        by = participation.user
        record(seminar=seminar, by=by, at=at, what="seminar.changed", subject=seminar.title, before=old, after=new)
    return changed


@transaction.atomic
def announce(*, participation) -> bool:
    """Make the seminar public; False where somebody did so before. There is no way back: mails contain its address."""
    seminar, at = begin(participation)
    if not may_announce(seminar):
        return False
    seminar.announced_at, seminar.announced_by = at, participation.user
    seminar.save(update_fields=["announced_at", "announced_by"])
    after = {"announced_at": at}
    record(seminar=seminar, by=participation.user, at=at, what="seminar.announced", subject=seminar.title, after=after)
    return True


def told(seminar) -> list[dict]:
    """The prerequisites as the record keeps them."""
    return list(seminar.prerequisites.order_by("pk").values("id", "code", "title", "is_required", "note"))


def keep_prerequisites(seminar, rows) -> None:
    """Exactly these rows from now on."""
    kept = [row["id"] for row in rows if row.get("id")]
    seminar.prerequisites.exclude(pk__in=kept).delete()
    # Two rows may swap titles, and a title is there once: every renamed row lets go of its own first.
    for row in seminar.prerequisites.all():
        row.title = f"#{row.pk}"
        row.save(update_fields=["title"])
    for row in rows:
        fields = {name: value for name, value in row.items() if name != "id"}
        if row.get("id"):
            seminar.prerequisites.filter(pk=row["id"]).update(**fields)
        else:
            Prerequisite.objects.create(seminar=seminar, **fields)

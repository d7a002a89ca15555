"""The frame of the block seminar: sessions, added, changed and removed."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from seminar.log.actions import record
from seminar.programme.models import Session, Talk
from seminar.seminars.actions.decision import begin
from seminar.seminars.models import Participation, Seminar

FACTS = (
    "day", "starts", "title", "place", "moderator", "talk_minutes", "question_minutes", "break_after", "break_minutes",
)  # fmt: skip


class StartTaken(Exception):
    """Another session begins at the same time."""


class Attended(Exception):
    """Attendance is marked for the session, so it stays."""


@transaction.atomic
def add_session(*, participation, facts: dict) -> Session:
    """One more session, without talks. Raises StartTaken."""
    seminar, at = begin(participation)
    session = Session(seminar=seminar, **facts)
    _check(seminar, session)
    session.save()
    record(
        seminar=seminar, by=participation.user, at=at, what="session.added", subject=str(session), after=_told(session)
    )
    return session


@transaction.atomic
def change_session(*, participation, session, facts: dict) -> bool:
    """Whether anything changed. The talks of the session move along. Raises StartTaken."""
    seminar, at = begin(participation)
    session = seminar.sessions.select_related("moderator__user").get(pk=session.pk)
    before, name = _told(session), str(session)
    for key, value in facts.items():
        setattr(session, key, value)
    after = _told(session)
    changed = [key for key in FACTS if before[key] != after[key]]
    if not changed:
        return False
    _check(seminar, session)
    session.save(update_fields=changed)
    record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="session.changed",
        subject=name,
        before={key: before[key] for key in changed},
        after={key: after[key] for key in changed},
    )
    return True


@transaction.atomic
def remove_session(*, participation, session) -> int:
    """Take the session out; its talks have no place then. How many these are. Raises Attended."""
    seminar, at = begin(participation)
    session = seminar.sessions.select_related("moderator__user").get(pk=session.pk)
    if session.attendances.exists():
        raise Attended
    talks = session.talks.select_related("participation__user").order_by("position")
    before = {**_told(session), "talks": [talk.participation.user.display_name for talk in talks]}
    number = Talk.objects.filter(session=session).update(session=None, position=0)
    name = str(session)
    session.delete()
    record(seminar=seminar, by=participation.user, at=at, what="session.removed", subject=name, before=before)
    return number


def _check(seminar: Seminar, session: Session) -> None:
    same = seminar.sessions.filter(day=session.day, starts=session.starts).exclude(pk=session.pk)
    if same.exists():
        raise StartTaken
    moderator = session.moderator
    if moderator and (moderator.seminar_id != seminar.pk or moderator.role == Participation.Role.STUDENT):
        raise PermissionDenied


def _told(session: Session) -> dict:
    """The session as the record keeps it."""
    return {
        **{key: getattr(session, key) for key in FACTS},
        "day": session.day.isoformat(),
        "starts": f"{session.starts:%H:%M}",
        "moderator": session.moderator.user.display_name if session.moderator else "",
    }

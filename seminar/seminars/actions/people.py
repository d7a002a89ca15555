"""Who takes part. Each act holds the seminar's lock and stands in the record; nobody is ever deleted."""

import secrets

from django.db import transaction
from django.urls import reverse

from accounts.actions import make_account
from accounts.models import User
from seminar import clock
from seminar.log import actions as log
from seminar.mail.actions import queue
from seminar.seminars.actions.decision import begin
from seminar.seminars.address_list import Person
from seminar.seminars.invitations import Fate, Invitee, sort_out
from seminar.seminars.models import OfferedPaper, Participation, Seminar
from seminar.seminars.policies import may_join

# 18 bytes are 24 characters in an address, the width of the column; nobody guesses them.
CODE_BYTES = 18


class LastOrganiser(Exception):
    """Without this person nobody would run the seminar."""


class NotJoinable(Exception):
    """The join link does not let this person in, or not any more."""


@transaction.atomic
def invite(*, participation: Participation, role: str, people: tuple[Person, ...]) -> list[Invitee]:
    """Add these people with one role and write an invitation to each who was not in yet; all or nobody.

    Doing it twice changes nothing: whoever has the role already is passed over. Accounts that exist stay as they are.
    """
    seminar, at = begin(participation)
    invitees = sort_out(seminar, role, people)
    for invitee in invitees:
        if invitee.is_invited:
            _invite(seminar, participation.user, at, role, invitee)
    return invitees


def _invite(seminar: Seminar, by: User, at, role: str, invitee: Invitee) -> None:
    person, row = invitee.person, invitee.participation
    user = invitee.user or make_account(
        email=person.email,
        name=person.name,
        matriculation_number=person.matriculation_number,
        programme=person.programme,
        language=seminar.language,
    )
    before = None
    if invitee.fate == Fate.BACK:
        before = {"left_at": row.left_at, "reason": row.left_reason}
        # What was assigned before they left is somebody else's by now, so they join anew.
        row.joined_at, row.left_at, row.left_by, row.left_reason = at, None, None, ""
        row.save(update_fields=["joined_at", "left_at", "left_by", "left_reason"])
    else:
        row = Participation.objects.create(seminar=seminar, user=user, role=role, joined_at=at, added_by=by)
    log.record(
        seminar=seminar,
        by=by,
        at=at,
        what="person.added",
        subject=user.display_name,
        before=before,
        after={"role": role, "email": user.email},
    )
    context = {"role": role, "inviter": by, "window": seminar.timeline.get("preferences"), "home": home_of(row)}
    queue(
        kind="invitation",
        to_user=user,
        seminar=seminar,
        at=at,
        context=context,
        key=f"invitation/{row.pk}/{at.isoformat()}",
    )


def home_of(participation: Participation) -> str:
    """The page of the seminar where this role begins."""
    pages = {"student": "overview:mine", "organiser": "overview:cockpit"}
    return reverse(pages.get(participation.role, "seminars:public"), args=[participation.seminar.slug])


@transaction.atomic
def remove_person(*, participation: Participation, person: Participation, reason: str) -> list[OfferedPaper]:
    """Note that somebody has left, and why; their papers lose their supervisor. Answers with these papers.

    Raises LastOrganiser. Removing somebody who has left already changes nothing.
    """
    seminar, at = begin(participation)
    person = seminar.participations.with_people().get(pk=person.pk)
    if person.has_left:
        return []
    if person.is_organiser and seminar.participations.organisers().present().count() == 1:
        raise LastOrganiser
    person.left_at, person.left_by, person.left_reason = at, participation.user, reason
    person.save(update_fields=["left_at", "left_by", "left_reason"])
    name = person.user.display_name
    log.record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="person.removed",
        subject=name,
        before={"role": person.role},
        reason=reason,
    )
    papers = list(person.supervised_papers.select_related("paper"))
    person.supervised_papers.update(supervisor=None)
    for offered in papers:
        log.record(
            seminar=seminar,
            by=participation.user,
            at=at,
            what="paper.changed",
            subject=offered.paper.title,
            before={"supervisor": name},
            after={"supervisor": None},
            reason=reason,
        )
    return papers


@transaction.atomic
def switch_join_link(*, participation: Participation, on: bool) -> Seminar:
    """Open the join link with a fresh code, so that an earlier one stops working, or close it.

    The code itself is not in the record: it would let in whoever reads that.
    """
    seminar, at = begin(participation)
    before = {"on": bool(seminar.join_code)}
    seminar.join_code = secrets.token_urlsafe(CODE_BYTES) if on else ""
    seminar.save(update_fields=["join_code"])
    log.record(
        seminar=seminar, by=participation.user, at=at, what="join_link.switched", before=before, after={"on": on}
    )
    return seminar


@transaction.atomic
def join(*, seminar: Seminar, user: User, code: str) -> Participation:
    """Become a student by the open link. Raises NotJoinable."""
    seminar = Seminar.objects.locked(seminar.pk)
    at = clock.decided_now(seminar)
    if not may_join(seminar, code, list(seminar.participations.filter(user=user))):
        raise NotJoinable
    row = Participation.objects.create(seminar=seminar, user=user, role=Participation.Role.STUDENT, joined_at=at)
    log.record(
        seminar=seminar,
        by=user,
        at=at,
        what="person.joined",
        subject=user.display_name,
        after={"role": row.role, "email": user.email},
    )
    return row

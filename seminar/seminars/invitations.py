"""What would happen to each person of an address list: asked by the preview and, under the lock, by the act itself."""

from dataclasses import dataclass
from enum import StrEnum

from accounts.models import User
from seminar.seminars.address_list import Person
from seminar.seminars.models import Participation, Seminar
from seminar.seminars.policies import excludes


class Fate(StrEnum):
    """What an invitation means for one person."""

    NEW = "new"  # gets an account and a mail
    KNOWN = "known"  # has an account, gets a mail
    BACK = "back"  # had left, is in again, gets a mail
    INSIDE = "inside"  # has this role already: nothing happens
    EXCLUDED = "excluded"  # holds a role that excludes this one: cannot be added


INVITED = (Fate.NEW, Fate.KNOWN, Fate.BACK)


@dataclass(frozen=True)
class Invitee:
    """One person of the list. An account keeps its own name, whatever the list says."""

    person: Person
    fate: Fate
    user: User | None = None
    participation: Participation | None = None

    @property
    def is_invited(self) -> bool:
        return self.fate in INVITED

    @property
    def carried(self) -> Person:
        """What the act has to know of the person: of somebody with an account the address only."""
        return Person(self.person.email) if self.user else self.person

    @property
    def name(self) -> str:
        return self.user.name if self.user else self.person.name


def sort_out(seminar: Seminar, role: str, people: tuple[Person, ...]) -> list[Invitee]:
    """One invitee per person, in the order of the list; two queries."""
    users = {user.email.lower(): user for user in User.objects.filter(email__in=[person.email for person in people])}
    held: dict[int, list[Participation]] = {}
    for row in seminar.participations.filter(user__in=list(users.values())):
        held.setdefault(row.user_id, []).append(row)
    return [_invitee(person, users.get(person.email), held, role) for person in people]


def _invitee(person: Person, user: User | None, held: dict[int, list[Participation]], role: str) -> Invitee:
    if user is None:
        return Invitee(person, Fate.NEW)
    rows = held.get(user.pk, [])
    same = next((row for row in rows if row.role == role), None)
    if same and not same.has_left:
        return Invitee(person, Fate.INSIDE, user, same)
    if any(excludes(role, row.role) for row in rows if not row.has_left):
        return Invitee(person, Fate.EXCLUDED, user)
    return Invitee(person, Fate.BACK if same else Fate.KNOWN, user, same)

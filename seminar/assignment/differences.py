"""What changes for whom between two outcomes, in words that come before any number."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.assignment.presentation import Outcome, choice

LOSES, WORSE, OTHER, BETTER, GAINS = range(5)  # the order in which changes are listed


@dataclass(frozen=True)
class Change:
    """One person for whom something changes."""

    kind: int
    effect: str
    person: int
    name: str
    before: int | None
    after: int | None
    before_choice: str
    after_choice: str

    @property
    def is_bad(self) -> bool:
        return self.kind in (LOSES, WORSE)


def differences(before: Outcome, after: Outcome, names: dict[int, str]) -> list[Change]:
    """Everybody whose paper is not the same, who loses most first, then by name."""
    rows = []
    for person in before.differing(after):
        kind, effect = _effect(before, after, person)
        rows.append(
            Change(
                kind,
                effect,
                person,
                names.get(person, "?"),
                before.papers.get(person),
                after.papers.get(person),
                choice(before, person),
                choice(after, person),
            )
        )
    return sorted(rows, key=lambda row: (row.kind, row.name.casefold(), row.person))


def _effect(before: Outcome, after: Outcome, person: int) -> tuple[int, str]:
    was, now = before.rank(person), after.rank(person)
    if now is None:
        return LOSES, _("loses the paper")
    if was is None:
        return GAINS, _("now assigned")
    by = abs(now - was)
    if now > was:
        return WORSE, ngettext("worse by %(by)d", "worse by %(by)d", by) % {"by": by}
    if now < was:
        return BETTER, ngettext("better by %(by)d", "better by %(by)d", by) % {"by": by}
    return OTHER, _("another paper on the same rank")

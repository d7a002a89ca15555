"""What a publication would change, before it is made: for whom, from when to when, and who gets a mail.

The publication page shows this list, its button counts it, the act sends it; the draft page counts it, too.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seminar.programme.layout import Draft, Placed, draft, people_of, places_of, talks_of
from seminar.programme.models import Version
from seminar.seminars.models import OfferedPaper, Participation, Seminar

# What may differ in a session while its talks stay where they are.
LABELS = {
    "title": gettext_lazy("title"),
    "moderator": gettext_lazy("moderator"),
    "talk_minutes": gettext_lazy("minutes for a talk"),
    "question_minutes": gettext_lazy("minutes for questions"),
}


@dataclass(frozen=True)
class Change:
    """One speaker whose talk is new, taken out, elsewhere, or on another paper than in the version in force."""

    person: Participation
    was: Placed | None
    now: Placed | None
    paper: OfferedPaper | None

    @property
    def is_moved(self) -> bool:
        return bool(self.was and self.now) and place_of(self.was) != place_of(self.now)

    @property
    def is_told(self) -> bool:
        """Whether a mail says so; whoever has left gets none."""
        return not self.person.has_left

    def message(self, seminar: Seminar, at: datetime, reason: str) -> dict:
        """What the mail queue and the preview are given."""
        context = {"was": self.was, "now": self.now, "paper": self.paper, "reason": reason, "is_moved": self.is_moved}
        kind = "programme_changed" if self.was else "programme_published"
        return {"kind": kind, "to_user": self.person.user, "seminar": seminar, "at": at, "context": context}


@dataclass(frozen=True)
class Relabelled:
    """A session whose title, moderator or lengths change, while it begins at the same time."""

    start: datetime
    was: dict
    now: dict

    @property
    def sentences(self) -> list[str]:
        """What changes, each with old and new value."""
        text = _("%(label)s: %(now)s (before: %(was)s)")
        return [
            text % {"label": LABELS[key], "was": self.was[key] or _("none"), "now": self.now[key] or _("none")}
            for key in self.now
        ]


@dataclass(frozen=True)
class Preview:
    """The draft beside the version in force."""

    draft: Draft
    changes: list[Change]
    relabelled: list[Relabelled]

    @property
    def former(self) -> Version | None:
        return self.draft.version

    @property
    def number(self) -> int:
        """How much differs from the version in force; for the first version every talk."""
        return len(self.changes) + len(self.relabelled)

    @cached_property
    def letters(self) -> list[Change]:
        return [change for change in self.changes if change.is_told]

    @property
    def german(self) -> int:
        return sum(change.person.user.language == "de" for change in self.letters)

    @property
    def english(self) -> int:
        return len(self.letters) - self.german

    @property
    def mark(self) -> str:
        """Changes when anything in the list changes: what is sent is what was shown."""
        rows = [(row.person.pk, str(row.was), str(row.now), row.paper and row.paper.pk) for row in self.changes]
        return hashlib.sha256(repr([rows, self.relabelled]).encode()).hexdigest()[:16]


def preview(seminar: Seminar) -> Preview:
    """What publishing the draft of this moment would change; six queries."""
    return preview_of(draft(seminar))


def preview_of(draft: Draft) -> Preview:
    former = draft.version
    people = people_of(former) if former else {}
    people |= {slot.person.pk: slot.person for slot in draft.slots}
    moderators = [sitting.session.moderator for sitting in draft.sittings if sitting.session.moderator]
    people |= {row.pk: row for row in moderators}
    was = places_of(former, people) if former else {}
    now = places_of(Version(number=former.number + 1 if former else 1, content=draft.content), people)
    old = {row["participation"]: row["offered"] for row in talks_of(former)}
    new = {slot.person.pk: slot.paper.pk if slot.paper else None for slot in draft.slots}
    changes = [
        Change(people[pk], was.get(pk), now.get(pk), draft.papers.get(new.get(pk, old.get(pk))))
        for pk in [*now, *(pk for pk in was if pk not in now)]
        if _facts(was.get(pk), old.get(pk)) != _facts(now.get(pk), new.get(pk))
    ]
    return Preview(draft, changes, _relabelled(former, draft, people))


def place_of(placed: Placed) -> tuple:
    """When and where: what a speaker has to know."""
    return placed.start, placed.end, placed.place


def _facts(placed: Placed | None, offered: int | None) -> tuple | None:
    return (*place_of(placed), offered) if placed else None


def _relabelled(former: Version | None, draft: Draft, people: dict[int, Participation]) -> list[Relabelled]:
    if former is None:
        return []
    before = {session["talks"][0]["starts"]: _labels(session, people) for session in former.content["sessions"]}
    found = []
    for session in draft.content["sessions"]:
        starts = session["talks"][0]["starts"]
        was, now = before.get(starts), _labels(session, people)
        if was is not None and was != now:
            changed = [key for key in LABELS if was[key] != now[key]]
            start = datetime.fromisoformat(starts)
            found.append(Relabelled(start, {key: was[key] for key in changed}, {key: now[key] for key in changed}))
    return found


def _labels(session: dict, people: dict[int, Participation]) -> dict:
    moderator = people.get(session["moderator"])
    name = moderator.user.display_name if moderator else ""
    return {**{key: session[key] for key in LABELS}, "moderator": name}

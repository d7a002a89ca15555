"""What stands against publishing the draft, and what somebody should look at first; in words, with names."""

from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.core.local_time import last_minute
from seminar.display import formats
from seminar.programme.layout import Draft, Sitting, Slot
from seminar.seminars.models import Participation
from seminar.submissions.standing import HandedIn

LATE = time(20)


@dataclass(frozen=True)
class Caution:
    """One sentence; `anchor`: where on the draft page it is put right. With a blocking one nothing is published."""

    text: str
    anchor: str = "sessions"
    is_blocking: bool = False


def cautions(draft: Draft) -> list[Caution]:
    """Everything there is to say about the draft, what blocks first."""
    found = [*_nothing(draft), *_waiting(draft), *_overlaps(draft), *_without_paper(draft)]
    found += [*_left(draft), *_moderators(draft), *_late(draft), *_off_days(draft), *_empty(draft)]
    return sorted(found, key=lambda row: not row.is_blocking)


def blockers(draft: Draft) -> list[Caution]:
    return [row for row in cautions(draft) if row.is_blocking]


def sitting_name(draft: Draft, sitting: Sitting) -> str:
    """How a sentence names a session: by its title, with the day where two have the same; else by day and time."""
    title, zone = sitting.session.title, draft.seminar.zone
    if not title:
        return formats.short(sitting.start, zone)
    if [row.session.title for row in draft.sittings].count(title) == 1:
        return _("“%(title)s”") % {"title": title}
    return _("“%(title)s” (%(day)s)") % {"title": title, "day": formats.weekday(sitting.start, zone)}


def without_slides(rows: list[tuple[Participation, dict[str, HandedIn]]], kind: str, at: datetime) -> list[Caution]:
    """Whose final slides are due and not there, in one sentence; `rows` as `standing.matrix` gives them."""
    late = [person for person, found in rows if kind in found and found[kind].state(at) in ("missing", "late")]
    if not late:
        return []
    text = ngettext(
        "Final slides that count are missing of %(names)s.",
        "Final slides that count are missing of: %(names)s.",
        len(late),
    )
    names = ", ".join(person.user.display_name for person in late)
    return [Caution(text % {"names": names}, f"talk-{late[0].pk}")]


# ---- what blocks ----------------------------------------------------------------------------------------------------


def _nothing(draft: Draft):
    if not draft.sittings:
        yield Caution(_("There is no session yet."), is_blocking=True)
    elif not draft.slots:
        yield Caution(_("Nobody has a place in the programme yet."), "waiting", is_blocking=True)


def _waiting(draft: Draft):
    for person in draft.waiting if draft.slots else ():
        text = _("%(name)s holds a paper and has no place in the programme.")
        yield Caution(text % {"name": person.user.display_name}, f"waiting-{person.pk}", is_blocking=True)


def _overlaps(draft: Draft):
    for day in draft.days:
        for earlier, later in pairwise(day.sittings):
            if earlier.end <= later.start:
                continue
            zone = draft.seminar.zone
            values = {
                "earlier": sitting_name(draft, earlier),
                "ends": formats.clock(earlier.end, zone),
                "later": sitting_name(draft, later),
                "starts": formats.clock(later.start, zone),
            }
            text = _("%(earlier)s ends at %(ends)s, when %(later)s has begun (%(starts)s).")
            yield Caution(text % values, f"session-{later.session.pk}", is_blocking=True)


def _without_paper(draft: Draft):
    for slot in draft.slots:
        if slot.paper is None and not slot.is_cancelled:
            text = _("%(name)s has a place in the programme and holds no paper. Give a paper, or take the talk out.")
            yield Caution(text % {"name": _name(slot)}, f"talk-{slot.person.pk}", is_blocking=True)


# ---- what to look at ------------------------------------------------------------------------------------------------


def _left(draft: Draft):
    for slot in draft.slots:
        if slot.is_cancelled:
            text = _(
                "%(name)s has left. The talk is shown as cancelled and keeps its time; taken out, the others move up."
            )
            yield Caution(text % {"name": _name(slot)}, f"talk-{slot.person.pk}")


def _moderators(draft: Draft):
    for sitting in draft.sittings:
        moderator, name = sitting.session.moderator, sitting_name(draft, sitting)
        if moderator is None:
            yield Caution(_("%(session)s has no moderator.") % {"session": name}, f"session-{sitting.session.pk}")
        elif moderator.has_left:
            text = _("%(name)s moderates %(session)s and has left.")
            values = {"name": moderator.user.display_name, "session": name}
            yield Caution(text % values, f"session-{sitting.session.pk}")


def _late(draft: Draft):
    zone = draft.seminar.zone
    for sitting in draft.sittings:
        end = sitting.end.astimezone(ZoneInfo(zone))
        if sitting.slots and (end.time() > LATE or end.date() > sitting.session.day):
            text = _("%(session)s lasts until %(time)s.")
            values = {"session": sitting_name(draft, sitting), "time": f"{end:%H:%M}"}
            yield Caution(text % values, f"session-{sitting.session.pk}")


def _off_days(draft: Draft):
    block, zone = draft.seminar.timeline.get("block"), draft.seminar.zone
    if block.starts is None:
        return
    first = block.starts.astimezone(ZoneInfo(zone)).date()
    last = last_minute(block.ends, zone).date() if block.ends else first
    for sitting in draft.sittings:
        if not first <= sitting.session.day <= last:
            text = _("%(session)s is on %(day)s, which is no day of the block seminar.")
            values = {"session": sitting_name(draft, sitting), "day": formats.day(sitting.start, zone)}
            yield Caution(text % values, f"session-{sitting.session.pk}")


def _empty(draft: Draft):
    empty = [sitting for sitting in draft.sittings if not sitting.slots]
    if empty and draft.slots:
        text = ngettext(
            "%(n)d session has no talks; it is not published.",
            "%(n)d sessions have no talks; they are not published.",
            len(empty),
        )
        yield Caution(text % {"n": len(empty)}, f"session-{empty[0].session.pk}")


def _name(slot: Slot) -> str:
    return slot.person.user.display_name

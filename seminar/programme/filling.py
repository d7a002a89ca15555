"""How many talks each session takes when people are laid out by one button."""

from datetime import datetime, time

from seminar.core.local_time import read_local
from seminar.programme.layout import Draft, Sitting, spans

# Nobody is laid out after this time unless everything before it is full.
LATEST = time(20)


def shares(draft: Draft) -> list[int]:
    """How many of the waiting people each session gets, in the order of the sessions.

    They are spread evenly, as long as a session ends before the next one of its day begins, and the last one of a day
    before 20:00. What does not fit goes to the last sessions of the days, which have no end.
    """
    sittings = draft.sittings
    loads = [len(sitting.slots) for sitting in sittings]
    limits = [_limit(draft, sitting) for sitting in sittings]
    room = [_room(sitting, limit) for sitting, limit in zip(sittings, limits, strict=True)]
    is_last = [sitting is day.sittings[-1] for day in draft.days for sitting in day.sittings]
    found = [0] * len(sittings)
    for _person in draft.waiting:
        open_ones = [place for place in range(len(sittings)) if loads[place] < room[place]]
        open_ones = open_ones or [place for place in range(len(sittings)) if is_last[place]]
        chosen = min(open_ones, key=lambda place: loads[place])
        loads[chosen] += 1
        found[chosen] += 1
    return found


def _limit(draft: Draft, sitting: Sitting) -> datetime:
    day = next(day for day in draft.days if sitting in day.sittings)
    later = day.sittings[day.sittings.index(sitting) + 1 :]
    return later[0].start if later else read_local(day.date, LATEST, draft.seminar.zone, fold=0)


def _room(sitting: Sitting, limit: datetime) -> int:
    """How many talks the session has at most when it ends by then."""
    number = 0
    while spans(sitting.session, sitting.start, number + 1)[0][-1].end <= limit:
        number += 1
    return number

"""What a clock on the wall means, and what to show for a moment.

People write local times; the system keeps moments in UTC. Twice a year that is not one to one: in spring the clock
skips an hour and the times in it do not exist, in autumn it repeats one and the times in it exist twice. Such a time
is never guessed: whoever wrote it is asked which of the two readings is meant.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


class UnclearTime(ValueError):
    """A local time that a clock change leaves without one clear meaning; `readings` are its two, in time order."""

    def __init__(self, earlier, later):
        super().__init__(f"{earlier.isoformat()} or {later.isoformat()}")
        self.readings = (earlier, later)


class Nonexistent(UnclearTime):
    """The clock skips this time. `before` and `after` are aware local datetimes on either side of the gap."""

    @property
    def before(self):
        return self.readings[0]

    @property
    def after(self):
        return self.readings[1]


class Ambiguous(UnclearTime):
    """The clock shows this time twice. `first` and `second` are aware local datetimes, told apart by their offset."""

    @property
    def first(self):
        return self.readings[0]

    @property
    def second(self):
        return self.readings[1]


def read_local(day: date, clock: time, zone: str, fold: int | None = None) -> datetime:
    """What a clock on the wall in `zone` means, in UTC.

    A time that does not exist or exists twice raises Nonexistent or Ambiguous, unless `fold` chooses: 0 takes the
    earlier of the two readings, 1 the later. For a time that exists once, `fold` changes nothing.
    """
    place = ZoneInfo(zone)
    wall = datetime.combine(day, clock.replace(tzinfo=None, fold=0))
    # Compared in UTC: two datetimes of one zone would be compared by what the wall shows.
    earlier, later = sorted(wall.replace(tzinfo=place, fold=side).astimezone(UTC) for side in (0, 1))
    if earlier == later:
        return earlier
    if fold is not None:
        return later if fold else earlier
    readings = (earlier.astimezone(place), later.astimezone(place))
    exists = readings[0].replace(tzinfo=None, fold=0) == wall
    raise (Ambiguous if exists else Nonexistent)(*readings)


def day_start(day: date, zone: str) -> datetime:
    """The moment a date begins in `zone`, in UTC; where the clock skips midnight, the moment after the gap."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def exclusive_end(day: date, clock: time | None, zone: str, fold: int | None = None) -> datetime:
    """The stored end of a deadline: the first moment, in UTC, that is too late.

    With a time it is the end of the minute shown, without one the end of the day. Raises as `read_local` does.
    """
    if clock is None:
        return day_start(day + timedelta(days=1), zone)
    return read_local(day, clock.replace(second=0, microsecond=0), zone, fold) + MINUTE


def last_minute(ends: datetime, zone: str) -> datetime:
    """What to show for a stored end: the local time one minute before."""
    return (utc(ends) - MINUTE).astimezone(ZoneInfo(zone))


def utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises ValueError for a naive datetime: without a zone it could be any moment."""
    if moment.utcoffset() is None:
        raise ValueError("a moment without a time zone means nothing")
    return moment.astimezone(UTC)

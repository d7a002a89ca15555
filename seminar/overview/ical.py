"""Calendar files (RFC 5545): what a program that subscribes to dates reads.

The library escapes and folds. Ours are the zones: every time names the seminar's zone, and each zone named is described
in the file, because some programs know no names and others shift a bare UTC time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

PRODUCT = "-//seminar//dates//EN"
REFRESH = timedelta(hours=4)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Appointment:
    """One entry of a calendar. Days are dates, `ends` excluded; times are in the zone of the seminar.

    `uid` stays the same for ever; `sequence` rises with every change, and `changed_at` is when that was.
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date | None
    changed_at: datetime
    sequence: int = 0
    place: str = ""
    text: str = ""
    url: str = ""
    is_busy: bool = False


def written(name: str, appointments: Iterable[Appointment]) -> bytes:
    """The file, in order of time; the same appointments make the same bytes."""
    rows = sorted(appointments, key=lambda row: (first_moment(row), row.uid))
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    # NAME is the newer word for X-WR-CALNAME, REFRESH-INTERVAL for X-PUBLISHED-TTL; programs know one or the other.
    for word in ("NAME", "X-WR-CALNAME"):
        calendar.add(word, name)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", f"PT{REFRESH // timedelta(hours=1)}H")
    for block in zone_blocks(rows):
        calendar.add_component(block)
    for row in rows:
        calendar.add_component(event_of(row))
    return calendar.to_ical()


def event_of(row: Appointment) -> Event:
    event = Event()
    event.add("UID", row.uid)
    event.add("DTSTAMP", row.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("SEQUENCE", row.sequence)
    event.add("DTSTART", row.starts)
    if row.ends is not None:
        event.add("DTEND", row.ends)
    event.add("SUMMARY", row.title)
    for word, value in (("LOCATION", row.place), ("DESCRIPTION", row.text), ("URL", row.url)):
        if value:
            event.add(word, value)
    event.add("TRANSP", "OPAQUE" if row.is_busy else "TRANSPARENT")
    return event


def first_moment(row: Appointment) -> datetime:
    if isinstance(row.starts, datetime):
        return row.starts.astimezone(UTC)
    return datetime.combine(row.starts, time(), UTC)


# ---- zones ----------------------------------------------------------------------------------------------------------


def zone_blocks(rows: list[Appointment]) -> list[Timezone]:
    """One VTIMEZONE for each zone that some time names."""
    spans: dict[ZoneInfo, list[datetime]] = {}
    for row in rows:
        for moment in (row.starts, row.ends):
            if isinstance(moment, datetime):
                spans.setdefault(moment.tzinfo, []).append(moment.astimezone(UTC))
    return [
        zone_block(zone, min(span), max(span)) for zone, span in sorted(spans.items(), key=lambda pair: str(pair[0]))
    ]


def zone_block(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """The zone with every change of its clocks from the beginning of the first year to the end of the last.

    Each change begins at the local time before it, as the standard asks; the library's own block says the time after.
    """
    start = datetime(first.year - 1, 12, 31, tzinfo=UTC)
    block = Timezone()
    block.add("TZID", str(zone))
    block.add_component(observance(zone, start, start.astimezone(zone).utcoffset()))
    for moment in clock_changes(zone, start, datetime(last.year + 1, 1, 2, tzinfo=UTC)):
        block.add_component(observance(zone, moment, (moment - SECOND).astimezone(zone).utcoffset()))
    return block


def observance(zone: ZoneInfo, moment: datetime, before: timedelta) -> TimezoneStandard | TimezoneDaylight:
    """What the clocks say from this moment on; `before` is the offset until then."""
    local = moment.astimezone(zone)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("DTSTART", (moment + before).replace(tzinfo=None))
    part.add("TZOFFSETFROM", before)
    part.add("TZOFFSETTO", local.utcoffset())
    part.add("TZNAME", local.tzname())
    return part


def clock_changes(zone: ZoneInfo, start: datetime, end: datetime) -> list[datetime]:
    """The moments in UTC at which the offset becomes another one."""

    def offset(moment: datetime) -> timedelta:
        return moment.astimezone(zone).utcoffset()

    found, moment = [], start
    while moment < end:
        if offset(moment) != offset(moment + DAY):
            early, late = moment, moment + DAY
            while late - early > SECOND:
                middle = early + (late - early) // 2
                early, late = (middle, late) if offset(middle) == offset(early) else (early, middle)
            found.append(late.replace(microsecond=0))
        moment += DAY
    return found

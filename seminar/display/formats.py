"""Moments as people read them: weekday, date, 24-hour time and zone, in the language of the active translation.

English "Wed 10 Mar 2021, 12:00 CET", German "Mi, 10. März 2021, 12:00 Uhr (MEZ)". Every moment is shown in the zone
that is passed, the seminar's, whoever looks. Spaces inside a date and inside a time do not break; a line may break
between the two. Naive datetimes raise ValueError.

The functions return plain text for mails. Those named `…_stamp` return a Stamp: the same text, which becomes a <time>
element when a template prints it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS, MONTHS_3, MONTHS_AP, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, ngettext

NBSP = "\N{NO-BREAK SPACE}"
NDASH = "\N{EN DASH}"
MINUTE = timedelta(minutes=1)
NOW_WITHIN = 3 * MINUTE

# The zone database knows English abbreviations only.
GERMAN_ZONES = {"CET": "MEZ", "CEST": "MESZ", "WET": "WEZ", "WEST": "WESZ", "EET": "OEZ", "EEST": "OESZ"}


@dataclass(frozen=True)
class Stamp:
    """A moment or a range in words, with the machine-readable moment (ISO 8601 with offset, or a date)."""

    text: str
    iso: str

    def __str__(self):
        return self.text

    def __html__(self):
        return format_html('<time datetime="{}">{}</time>', self.iso, self.text)


def moment(dt, zone, seconds=False):
    """Weekday, date, time, zone: "Wed 10 Mar 2021, 12:00 CET"."""
    return moment_stamp(dt, zone, seconds).text


def deadline(ends, zone):
    """The last minute that counts, for an exclusive end: 12:01:00 is shown as 12:00."""
    return deadline_stamp(ends, zone).text


def day(dt, zone, narrow=False):
    """Weekday and date: "Wed 10 Mar 2021". For a narrow column German has short months, too: "Mo, 15. Nov. 2021"."""
    return day_stamp(dt, zone, narrow).text


def short(dt, zone):
    """Date and time without weekday, year and zone: "10 Mar, 12:00". The zone has to stand nearby."""
    return short_stamp(dt, zone).text


def short_deadline(ends, zone):
    """The last minute that counts, as `short`."""
    return short_deadline_stamp(ends, zone).text


def clock_time(dt, zone):
    """The time to the second: "14:03:22"."""
    return clock_time_stamp(dt, zone).text


def period(start, end, zone):
    """From when to when on one day: "Thu 29 Jul 2021, 09:00–09:35 CEST"."""
    pattern, stamps = _meeting(start, end, zone)
    return pattern.format(**stamps)


def hours(start, end, zone):
    """The same without day and zone, which have to stand nearby: "09:00–09:35"."""
    return hours_stamp(start, end, zone).text


def clock(dt, zone):
    """The time of day, where day and zone stand nearby: "09:00"."""
    return clock_stamp(dt, zone).text


def long_day(dt, zone):
    """The day as a heading: "Thursday, 29 July 2021", "Donnerstag, 29. Juli 2021"."""
    return long_day_stamp(dt, zone).text


def weekday(dt, zone):
    """ "Thursday"."""
    return str(WEEKDAYS[_local(dt, zone).weekday()])


def moment_stamp(dt, zone, seconds=False):
    local = _local(dt, zone)
    return Stamp(f"{_date(local)}, {_time(local, seconds)}", _iso(local, seconds))


def deadline_stamp(ends, zone):
    return moment_stamp(ends - MINUTE, zone)


def day_stamp(dt, zone, narrow=False):
    local = _local(dt, zone)
    return Stamp(_date(local, is_short=narrow), local.date().isoformat())


def short_stamp(dt, zone):
    local = _local(dt, zone)
    return Stamp(f"{_date(local, weekday=False, year=False, is_short=True)}, {local:%H:%M}", _iso(local))


def short_deadline_stamp(ends, zone):
    return short_stamp(ends - MINUTE, zone)


def clock_time_stamp(dt, zone):
    local = _local(dt, zone)
    return Stamp(f"{local:%H:%M:%S}", _iso(local, seconds=True))


def clock_stamp(dt, zone):
    local = _local(dt, zone)
    return Stamp(f"{local:%H:%M}", _iso(local))


def period_parts(start, end, zone):
    """A pattern and the stamps to put into it, for `period` on a page."""
    return _meeting(start, end, zone)


def hours_stamp(start, end, zone):
    first, last = _local(start, zone), _local(end, zone)
    return Stamp(f"{first:%H:%M}{NDASH}{last:%H:%M}", _iso(first))


def long_day_stamp(dt, zone):
    local = _local(dt, zone)
    dot = "." if _is_german() else ""
    date = NBSP.join([f"{local.day}{dot}", str(MONTHS[local.month]), str(local.year)])
    return Stamp(f"{WEEKDAYS[local.weekday()]}, {date}", local.date().isoformat())


def relative(dt, at):
    """How far `dt` is from `at`, rounded down: days from one day on, else hours and minutes, "now" within 3 minutes."""
    distance = abs(dt - at)
    if distance < NOW_WITHIN:
        return gettext("now")
    is_ahead = dt > at
    if distance.days:
        # Whole sentences: German needs another case after "in" and "vor".
        if is_ahead:
            return ngettext("in %(count)d day", "in %(count)d days", distance.days) % {"count": distance.days}
        return ngettext("%(count)d day ago", "%(count)d days ago", distance.days) % {"count": distance.days}
    span = _hours_and_minutes(distance)
    return (gettext("in %(span)s") if is_ahead else gettext("%(span)s ago")) % {"span": span}


def span(distance):
    """How long something is, rounded down, with two units at most: "2 h 13 min", "1 day 3 h", "less than 1 min"."""
    hours, minutes = divmod(distance.seconds // 60, 60)
    parts = []
    if distance.days:
        parts.append(ngettext("%(count)d day", "%(count)d days", distance.days) % {"count": distance.days})
    if hours:
        parts.append(gettext("%(count)d h") % {"count": hours})
    if minutes and not distance.days:
        parts.append(gettext("%(count)d min") % {"count": minutes})
    return NBSP.join(part.replace(" ", NBSP) for part in parts) or gettext("less than 1 min")


def when(milestone, zone):
    """A milestone in full, whatever its shape; an unknown one is its note or "date still open"."""
    pattern, stamps = when_parts(milestone, zone)
    return pattern.format(**stamps)


def margin(milestone, zone):
    """A milestone in short for a narrow column: "Wed 10 Mar, 12:00". A window is shown by its close."""
    pattern, stamps = margin_parts(milestone, zone)
    return pattern.format(**stamps)


def when_parts(milestone, zone):
    """A pattern and the stamps to put into it, so that mails and pages share the wording."""
    starts, ends = milestone.starts, milestone.ends
    if starts is None and ends is None:
        return _unknown(milestone)
    if milestone.shape == "deadline":
        return "{end}", {"end": deadline_stamp(ends, zone)}
    if milestone.shape == "window":
        return _window(milestone, zone)
    if starts is None:
        return _unknown(milestone)
    if milestone.shape == "meeting" and ends is not None and milestone.has_time:
        return _meeting(starts, ends, zone)
    if milestone.shape == "days" and ends is not None:
        return _days(starts, ends, zone)
    if milestone.shape == "days" or not milestone.has_time:
        return "{start}", {"start": day_stamp(starts, zone)}
    return "{start}", {"start": moment_stamp(starts, zone)}


def margin_parts(milestone, zone):
    """As `when_parts`, for the margin column."""
    starts, ends = milestone.starts, milestone.ends
    if milestone.shape in ("window", "deadline") and ends is not None:
        return "{end}", {"end": _margin_stamp(ends - MINUTE, zone)}
    if starts is None:
        return _unknown(milestone)
    if milestone.shape == "days" and ends is not None:
        return _days(starts, ends, zone, with_year=False)
    return "{start}", {"start": _margin_stamp(starts, zone, milestone.shape != "days" and milestone.has_time)}


def _unknown(milestone):
    return "{note}", {"note": milestone.note or gettext("date still open")}


def _window(milestone, zone):
    start_stamp = moment_stamp if milestone.has_time else day_stamp
    stamps = {}
    if milestone.starts is not None:
        stamps["start"] = start_stamp(milestone.starts, zone)
    if milestone.ends is not None:
        stamps["end"] = deadline_stamp(milestone.ends, zone)
    if len(stamps) == 2:
        return f"{{start}} {NDASH} {{end}}", stamps
    return (gettext("from {start}") if "start" in stamps else gettext("until {end}")), stamps


def _meeting(starts, ends, zone):
    first, last = _local(starts, zone), _local(ends, zone)
    if (first.date(), first.utcoffset()) != (last.date(), last.utcoffset()):
        return f"{{start}} {NDASH} {{end}}", {"start": moment_stamp(starts, zone), "end": moment_stamp(ends, zone)}
    clock = f"{first:%H:%M}{NDASH}{_time(last)}"
    return "{start}", {"start": Stamp(f"{_date(first)}, {clock}", _iso(first))}


def _days(starts, ends, zone, with_year=True):
    first, last = _local(starts, zone), _local(ends - MINUTE, zone)
    end = Stamp(_date(last, year=with_year, is_short=not with_year), last.date().isoformat())
    if first.date() >= last.date():
        return "{end}", {"end": end}
    is_same_year = first.year == last.year
    is_same_month = is_same_year and first.month == last.month
    text = _date(first, year=with_year and not is_same_year, month=not is_same_month, is_short=not with_year)
    return f"{{start}} {NDASH} {{end}}", {"start": Stamp(text, first.date().isoformat()), "end": end}


def _margin_stamp(dt, zone, has_time=True):
    local = _local(dt, zone)
    text = _date(local, year=False, is_short=True)
    if has_time:
        return Stamp(f"{text}, {local:%H:%M}", _iso(local))
    return Stamp(text, local.date().isoformat())


def _local(dt: datetime, zone):
    if dt.utcoffset() is None:
        raise ValueError("a moment without a time zone means nothing")
    return dt.astimezone(ZoneInfo(str(zone)))


def _is_german():
    return (get_language() or "").startswith("de")


def _date(local, *, weekday=True, month=True, year=True, is_short=False):
    is_german = _is_german()
    # "23. November" in a sentence, "23. Nov." where a column is narrow; English is short everywhere.
    names = (MONTHS_AP if is_short else MONTHS) if is_german else MONTHS_3
    name = str(names[local.month]) if is_german else str(names[local.month]).capitalize()
    words = [f"{local.day}." if is_german else str(local.day)]
    if weekday:
        words.insert(0, f"{WEEKDAYS_ABBR[local.weekday()]}{',' if is_german else ''}")
    if month:
        words.append(name)
    if year:
        words.append(str(local.year))
    return NBSP.join(words)


def _time(local, seconds=False):
    clock = f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
    name = local.tzname()
    if name[0] in "+-":
        offset = local.isoformat()[-6:]
        name = f"UTC{offset}"
    if _is_german():
        return f"{clock}{NBSP}Uhr{NBSP}({GERMAN_ZONES.get(name, name)})"
    return f"{clock}{NBSP}{name}"


def _iso(local, seconds=False):
    return local.isoformat(timespec="seconds" if seconds else "minutes")


def _hours_and_minutes(distance):
    hours, minutes = divmod(distance.seconds // 60, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    if minutes:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes})
    return " ".join(parts)

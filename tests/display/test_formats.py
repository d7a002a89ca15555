"""Moments as people read them, in both languages."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from seminar.core.timeline import read_local
from seminar.display import formats
from tests.display.dates import BERLIN, NOON, SUMMER, plain, until

SAMPLES = {
    "moment in winter": (
        lambda: formats.moment(NOON, BERLIN),
        "Wed 10 Mar 2021, 12:00 CET",
        "Mi, 10. März 2021, 12:00 Uhr (MEZ)",
    ),
    "moment in summer": (
        lambda: formats.moment(SUMMER, BERLIN),
        "Thu 1 Jul 2021, 12:03 CEST",
        "Do, 1. Juli 2021, 12:03 Uhr (MESZ)",
    ),
    "seconds": (
        lambda: formats.moment(SUMMER, BERLIN, seconds=True),
        "Thu 1 Jul 2021, 12:03:22 CEST",
        "Do, 1. Juli 2021, 12:03:22 Uhr (MESZ)",
    ),
    "period": (
        lambda: formats.period(SUMMER, SUMMER + timedelta(minutes=35), BERLIN),
        "Thu 1 Jul 2021, 12:03–12:38 CEST",
        "Do, 1. Juli 2021, 12:03–12:38 Uhr (MESZ)",
    ),
    "hours": (
        lambda: formats.hours(SUMMER, SUMMER + timedelta(minutes=35), BERLIN),
        "12:03–12:38",
        "12:03–12:38",
    ),
    "clock": (lambda: formats.clock(SUMMER, BERLIN), "12:03", "12:03"),
    "long day": (
        lambda: formats.long_day(SUMMER, BERLIN),
        "Thursday, 1 July 2021",
        "Donnerstag, 1. Juli 2021",
    ),
    "weekday": (lambda: formats.weekday(SUMMER, BERLIN), "Thursday", "Donnerstag"),
    "afternoon": (
        lambda: formats.moment(NOON + timedelta(hours=6), BERLIN),
        "Wed 10 Mar 2021, 18:00 CET",
        "Mi, 10. März 2021, 18:00 Uhr (MEZ)",
    ),
    "deadline": (
        lambda: formats.deadline(until(3, 10, 12), BERLIN),
        "Wed 10 Mar 2021, 12:00 CET",
        "Mi, 10. März 2021, 12:00 Uhr (MEZ)",
    ),
    "deadline at the end of a day": (
        lambda: formats.deadline(until(5, 3), BERLIN),
        "Mon 3 May 2021, 23:59 CEST",
        "Mo, 3. Mai 2021, 23:59 Uhr (MESZ)",
    ),
    "day in a narrow column": (
        lambda: formats.day(NOON + timedelta(days=250), BERLIN, narrow=True),
        "Mon 15 Nov 2021",
        "Mo, 15. Nov. 2021",
    ),
    "day": (lambda: formats.day(NOON, BERLIN), "Wed 10 Mar 2021", "Mi, 10. März 2021"),
    "short": (lambda: formats.short(NOON, BERLIN), "10 Mar, 12:00", "10. März, 12:00"),
    "short deadline": (lambda: formats.short_deadline(until(7, 1), BERLIN), "1 Jul, 23:59", "1. Juli, 23:59"),
    "clock with seconds": (lambda: formats.clock_time(SUMMER, BERLIN), "12:03:22", "12:03:22"),
    "zone without a name": (
        lambda: formats.moment(NOON, "Asia/Riyadh"),
        "Wed 10 Mar 2021, 14:00 UTC+03:00",
        "Mi, 10. März 2021, 14:00 Uhr (UTC+03:00)",
    ),
    "zone west of Greenwich": (
        lambda: formats.moment(NOON, "America/Sao_Paulo"),
        "Wed 10 Mar 2021, 08:00 UTC-03:00",
        "Mi, 10. März 2021, 08:00 Uhr (UTC-03:00)",
    ),
    "UTC": (lambda: formats.moment(NOON, "UTC"), "Wed 10 Mar 2021, 11:00 UTC", "Mi, 10. März 2021, 11:00 Uhr (UTC)"),
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_written_form(sample, language):
    write, english, german = SAMPLES[sample]
    assert plain(write()) == (german if language == "de" else english)


def test_the_two_readings_of_a_repeated_time_are_told_apart_by_the_zone(language):
    first, second = (read_local(date(2021, 10, 31), time(2, 30), BERLIN, fold=fold) for fold in (0, 1))

    summer, winter = ("(MESZ)", "(MEZ)") if language == "de" else ("CEST", "CET")
    assert formats.moment(first, BERLIN).endswith(summer)
    assert formats.moment(second, BERLIN).endswith(winter)


@settings(deadline=None)  # a busy machine is not a fault
@given(moment=st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)))
def test_every_moment_has_the_same_pattern_and_breaks_only_after_the_date(moment):
    patterns = {
        "en": r"\w{3} \d{1,2} \w{3} \d{4}, \d{2}:\d{2} CES?T",
        "de": r"(Mo|Di|Mi|Do|Fr|Sa|So), \d{1,2}\. \w+ \d{4}, \d{2}:\d{2} Uhr \(MES?Z\)",
    }
    for language, pattern in patterns.items():
        with translation.override(language):
            text = formats.moment(moment, BERLIN)
        assert re.fullmatch(pattern, plain(text))
        year = moment.astimezone(ZoneInfo(BERLIN)).year
        assert text.split(" ")[0].endswith(f"{year},")
        assert text.count(" ") == 1


def test_a_naive_datetime_is_refused():
    with pytest.raises(ValueError, match="zone"):
        formats.moment(datetime(2021, 3, 10, 12), BERLIN)


# Relative times


@pytest.mark.parametrize(
    ("distance", "ahead", "past"),
    [
        (timedelta(0), "now", "now"),
        (timedelta(minutes=2, seconds=59), "now", "now"),
        (timedelta(minutes=3), "in 3 minutes", "3 minutes ago"),
        (timedelta(minutes=59, seconds=59), "in 59 minutes", "59 minutes ago"),
        (timedelta(hours=1), "in 1 hour", "1 hour ago"),
        (timedelta(hours=2, minutes=1), "in 2 hours 1 minute", "2 hours 1 minute ago"),
        (timedelta(hours=23, minutes=59, seconds=59), "in 23 hours 59 minutes", "23 hours 59 minutes ago"),
        (timedelta(days=1), "in 1 day", "1 day ago"),
        (timedelta(days=2) - timedelta(seconds=1), "in 1 day", "1 day ago"),
        (timedelta(days=2), "in 2 days", "2 days ago"),
        (timedelta(days=400), "in 400 days", "400 days ago"),
    ],
)
def test_relative_times_are_rounded_down(distance, ahead, past, english):
    assert formats.relative(NOON + distance, NOON) == ahead
    assert formats.relative(NOON - distance, NOON) == past


def test_days_can_be_inflected_after_in_and_after_ago(monkeypatch):
    """German needs another ending in each of these sentences, so each is asked for whole and with its number."""
    asked = []
    monkeypatch.setattr(formats, "ngettext", lambda one, many, count: asked.append((one, many, count)) or many)

    formats.relative(NOON + timedelta(days=2), NOON)
    formats.relative(NOON - timedelta(days=1), NOON)

    assert asked == [("in %(count)d day", "in %(count)d days", 2), ("%(count)d day ago", "%(count)d days ago", 1)]


@pytest.mark.parametrize(
    ("distance", "english"),
    [
        (timedelta(seconds=59), "less than 1 min"),
        (timedelta(minutes=7, seconds=30), "7 min"),
        (timedelta(hours=2, minutes=13), "2 h 13 min"),
        (timedelta(hours=3), "3 h"),
        (timedelta(days=1, hours=3, minutes=40), "1 day 3 h"),
        (timedelta(days=2, minutes=40), "2 days"),
    ],
)
def test_a_span_has_two_units_at_most(distance, english):
    assert plain(formats.span(distance)) == english

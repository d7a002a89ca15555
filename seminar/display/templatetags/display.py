"""`{% load display %}`: dates on pages, as <time> elements in the seminar's zone. The wording is in `formats.py`."""

from django import template
from django.utils.html import conditional_escape, format_html

from seminar.display import formats
from seminar.display.markdown import html

register = template.Library()


@register.simple_tag
def moment(dt, zone, seconds=False):
    return conditional_escape(formats.moment_stamp(dt, zone, seconds))


@register.simple_tag
def deadline(ends, zone):
    return conditional_escape(formats.deadline_stamp(ends, zone))


@register.simple_tag
def day(dt, zone, narrow=False):
    return conditional_escape(formats.day_stamp(dt, zone, narrow))


@register.simple_tag
def short(dt, zone):
    return conditional_escape(formats.short_stamp(dt, zone))


@register.simple_tag
def short_deadline(ends, zone):
    return conditional_escape(formats.short_deadline_stamp(ends, zone))


@register.simple_tag
def clock_time(dt, zone):
    return conditional_escape(formats.clock_time_stamp(dt, zone))


@register.simple_tag
def period(start, end, zone):
    pattern, stamps = formats.period_parts(start, end, zone)
    return format_html(pattern, **stamps)


@register.simple_tag
def hours(start, end, zone):
    return conditional_escape(formats.hours_stamp(start, end, zone))


@register.simple_tag
def clock(dt, zone):
    return conditional_escape(formats.clock_stamp(dt, zone))


@register.simple_tag
def long_day(dt, zone):
    return conditional_escape(formats.long_day_stamp(dt, zone))


@register.simple_tag
def weekday(dt, zone):
    return formats.weekday(dt, zone)


@register.simple_tag
def relative(dt, at):
    return formats.relative(dt, at)


@register.simple_tag
def span(distance):
    return formats.span(distance)


@register.simple_tag
def when(milestone, zone):
    pattern, stamps = formats.when_parts(milestone, zone)
    return format_html(pattern, **stamps)


@register.simple_tag
def margin(milestone, zone):
    pattern, stamps = formats.margin_parts(milestone, zone)
    return format_html(pattern, **stamps)


@register.filter
def markdown(text):
    """What an organiser wrote, as clean HTML: {{ offered.why|markdown }}."""
    return html(text)

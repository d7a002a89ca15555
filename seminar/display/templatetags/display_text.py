"""`{% load display_text %}`: the same dates as in `display`, without markup, for mails."""

from django import template

from seminar.display import formats

register = template.Library()
register.simple_tag(formats.moment, name="moment_text")
register.simple_tag(formats.deadline, name="deadline_text")
register.simple_tag(formats.day, name="day_text")
register.simple_tag(formats.when, name="when_text")
register.simple_tag(formats.span, name="span_text")
register.simple_tag(formats.period, name="period_text")

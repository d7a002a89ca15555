"""The tags write <time> elements with the offset of that day, and never markup from a note."""

import re
from datetime import date, timedelta

import pytest
from django.template import Context, Template

from seminar.core.timeline import Milestone
from seminar.display import formats
from tests.display.dates import BERLIN, MEETING, NOON, SUMMER, WINDOW, make_block, plain, until


def render(tag, **context):
    return plain(Template("{% load display %}{% " + tag + " %}").render(Context({"zone": BERLIN} | context)))


@pytest.mark.parametrize(
    ("tag", "context", "html"),
    [
        ("moment dt zone", {"dt": NOON}, '<time datetime="2021-03-10T12:00+01:00">Wed 10 Mar 2021, 12:00 CET</time>'),
        (
            "moment dt zone seconds=True",
            {"dt": SUMMER},
            '<time datetime="2021-07-01T12:03:22+02:00">Thu 1 Jul 2021, 12:03:22 CEST</time>',
        ),
        (
            "deadline dt zone",
            {"dt": until(5, 3)},
            '<time datetime="2021-05-03T23:59+02:00">Mon 3 May 2021, 23:59 CEST</time>',
        ),
        ("day dt zone", {"dt": NOON}, '<time datetime="2021-03-10">Wed 10 Mar 2021</time>'),
        ("short dt zone", {"dt": NOON}, '<time datetime="2021-03-10T12:00+01:00">10 Mar, 12:00</time>'),
        ("short_deadline dt zone", {"dt": until(7, 1)}, '<time datetime="2021-07-01T23:59+02:00">1 Jul, 23:59</time>'),
        ("clock_time dt zone", {"dt": SUMMER}, '<time datetime="2021-07-01T12:03:22+02:00">12:03:22</time>'),
        ("relative dt at", {"dt": NOON + timedelta(days=2), "at": NOON}, "in 2 days"),
        (
            "when milestone zone",
            {"milestone": WINDOW},
            '<time datetime="2021-02-25T00:00+01:00">Thu 25 Feb 2021, 00:00 CET</time> – '
            '<time datetime="2021-03-10T12:00+01:00">Wed 10 Mar 2021, 12:00 CET</time>',
        ),
        (
            "when milestone zone",
            {"milestone": MEETING},
            '<time datetime="2021-04-19T14:00+02:00">Mon 19 Apr 2021, 14:00–16:00 CEST</time>',
        ),
        (
            "margin milestone zone",
            {"milestone": make_block(date(2021, 7, 29), date(2021, 7, 30))},
            '<time datetime="2021-07-29">Thu 29</time> – <time datetime="2021-07-30">Fri 30 Jul</time>',
        ),
    ],
)
def test_tags_write_time_elements_with_the_offset(tag, context, html, english):
    assert render(tag, **context) == html


@pytest.mark.parametrize("tag", ["when", "margin"])
def test_a_note_is_text_and_never_markup(tag, language):
    note = Milestone("block", note="<b>{start}</b> & more")

    assert render(f"{tag} milestone zone", milestone=note) == "&lt;b&gt;{start}&lt;/b&gt; &amp; more"
    assert formats.when(note, BERLIN) == "<b>{start}</b> & more"


def test_a_moment_is_the_same_text_in_a_mail_and_on_a_page(language):
    on_page = render("moment dt zone", dt=NOON)
    assert re.sub(r"<[^>]+>", "", on_page) == plain(formats.moment(NOON, BERLIN))

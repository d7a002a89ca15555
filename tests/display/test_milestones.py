"""A milestone of every shape in full and in short, in both languages."""

from datetime import date

import pytest

from seminar.core.timeline import Milestone
from seminar.display import formats
from tests.display.dates import BERLIN, MEETING, WINDOW, at, make_block, plain, until

# milestone, English when, German when, English margin, German margin
MILESTONES = {
    "window": (
        WINDOW,
        "Thu 25 Feb 2021, 00:00 CET – Wed 10 Mar 2021, 12:00 CET",
        "Do, 25. Februar 2021, 00:00 Uhr (MEZ) – Mi, 10. März 2021, 12:00 Uhr (MEZ)",
        "Wed 10 Mar, 12:00",
        "Mi, 10. März, 12:00",
    ),
    "window of dates": (
        Milestone("preferences", at(3, 20, 0, 0), until(3, 31), has_time=False),
        "Sat 20 Mar 2021 – Wed 31 Mar 2021, 23:59 CEST",
        "Sa, 20. März 2021 – Mi, 31. März 2021, 23:59 Uhr (MESZ)",
        "Wed 31 Mar, 23:59",
        "Mi, 31. März, 23:59",
    ),
    "moment": (
        Milestone("assignment", at(3, 10, 18)),
        "Wed 10 Mar 2021, 18:00 CET",
        "Mi, 10. März 2021, 18:00 Uhr (MEZ)",
        "Wed 10 Mar, 18:00",
        "Mi, 10. März, 18:00",
    ),
    "date": (
        Milestone("assignment", at(3, 10, 0), has_time=False),
        "Wed 10 Mar 2021",
        "Mi, 10. März 2021",
        "Wed 10 Mar",
        "Mi, 10. März",
    ),
    "meeting": (
        MEETING,
        "Mon 19 Apr 2021, 14:00–16:00 CEST",
        "Mo, 19. April 2021, 14:00–16:00 Uhr (MESZ)",
        "Mon 19 Apr, 14:00",
        "Mo, 19. April, 14:00",
    ),
    "meeting over midnight": (
        Milestone("first_meeting", at(4, 19, 22), at(4, 20, 1)),
        "Mon 19 Apr 2021, 22:00 CEST – Tue 20 Apr 2021, 01:00 CEST",
        "Mo, 19. April 2021, 22:00 Uhr (MESZ) – Di, 20. April 2021, 01:00 Uhr (MESZ)",
        "Mon 19 Apr, 22:00",
        "Mo, 19. April, 22:00",
    ),
    "deadline": (
        Milestone("hand_in", ends=until(7, 1), has_time=False),
        "Thu 1 Jul 2021, 23:59 CEST",
        "Do, 1. Juli 2021, 23:59 Uhr (MESZ)",
        "Thu 1 Jul, 23:59",
        "Do, 1. Juli, 23:59",
    ),
    "one day": (
        make_block(date(2021, 7, 29), date(2021, 7, 29)),
        "Thu 29 Jul 2021",
        "Do, 29. Juli 2021",
        "Thu 29 Jul",
        "Do, 29. Juli",
    ),
    "days of one month": (
        make_block(date(2021, 7, 29), date(2021, 7, 30)),
        "Thu 29 – Fri 30 Jul 2021",
        "Do, 29. – Fr, 30. Juli 2021",
        "Thu 29 – Fri 30 Jul",
        "Do, 29. – Fr, 30. Juli",
    ),
    "days of two months": (
        make_block(date(2021, 7, 31), date(2021, 8, 1)),
        "Sat 31 Jul – Sun 1 Aug 2021",
        "Sa, 31. Juli – So, 1. August 2021",
        "Sat 31 Jul – Sun 1 Aug",
        "Sa, 31. Juli – So, 1. Aug.",
    ),
    "days of two years": (
        make_block(date(2021, 12, 31), date(2022, 1, 1)),
        "Fri 31 Dec 2021 – Sat 1 Jan 2022",
        "Fr, 31. Dezember 2021 – Sa, 1. Januar 2022",
        "Fri 31 Dec – Sat 1 Jan",
        "Fr, 31. Dez. – Sa, 1. Jan.",
    ),
    "unknown with a note": (Milestone("block", has_time=False, note="End of July"), *["End of July"] * 4),
}


@pytest.mark.parametrize("name", MILESTONES)
def test_when_and_margin_for_every_shape(name, language):
    milestone, *texts = MILESTONES[name]
    written = [plain(formats.when(milestone, BERLIN)), plain(formats.margin(milestone, BERLIN))]
    assert written == (texts[1::2] if language == "de" else texts[0::2])


def test_what_is_not_known_is_said(english):
    assert formats.when(Milestone("block"), BERLIN) == "date still open"
    assert formats.margin(Milestone("hand_in"), BERLIN) == "date still open"
    only_start = Milestone("preferences", at(2, 25, 8))
    only_end = Milestone("preferences", ends=until(3, 10, 12))
    assert plain(formats.when(only_start, BERLIN)) == "from Thu 25 Feb 2021, 08:00 CET"
    assert plain(formats.when(only_end, BERLIN)) == "until Wed 10 Mar 2021, 12:00 CET"
    assert plain(formats.margin(only_start, BERLIN)) == "Thu 25 Feb, 08:00"

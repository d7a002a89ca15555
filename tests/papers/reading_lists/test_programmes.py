"""Programmes and schedules of talks as people copy them: times, dates or labels, and title and speaker in any order."""

import pytest

from papers.reading_lists import talk_parts
from papers.reading_lists.detect import read
from papers.reading_lists.programme_dates import dated, is_date
from papers.reading_lists.programme_lines import is_break, without_kind
from tests.papers.reading_lists.shown import check

TALKS = {
    "dates with title and speaker behind them": (
        """Lunch Seminars

2021

• October 18: Turning Engines: A General Approach, Ada Lovelace (UC Engine).
Ref: https://arxiv.org/abs/2104.01362
• September 27 & October 4: Engines – Theory and Practice, J. Z. Halter (CMU) and A. Noether (MIT).
• No Lunch Seminar during the summer break.
• June 21 & 28: Learning from One, Ten or a Thousand Turns, Kurt Gödel (Vienna)
• June 14: Parameter-free Spinning, Sophie Germain (Paris University)
""",
        """
        Turning Engines: A General Approach | Ada Lovelace | | | 2104.01362 | Lunch Seminars
        Engines – Theory and Practice | J. Z. Halter; A. Noether | | | | Lunch Seminars
        Learning from One, Ten or a Thousand Turns | Kurt Gödel | | | | Lunch Seminars
        Parameter-free Spinning | Sophie Germain | | | | Lunch Seminars
        """,
    ),
    "dates with the speaker first": (
        """Apr 6 — Ada Lovelace (UC Engine): Notes on the Engine
Apr 13 — Kurt Gödel (Vienna): What Engines Cannot Know
Apr 20 — No seminar (conference week)
Apr 27 — TBD
""",
        """
        Notes on the Engine | Ada Lovelace
        What Engines Cannot Know | Kurt Gödel
        """,
    ),
    "the date above speaker and title": (
        """World Seminar of Engines

Wed 25 Mar
Ada Lovelace
Why Engines Don't Forget: The Role of Cogs
Abstract: Engines remember. In this talk, I will focus on cogs.

Wed 1 Apr
Kurt Gödel
On the hardness of turning
""",
        """
        Why Engines Don't Forget: The Role of Cogs | Ada Lovelace | | | | World Seminar of Engines
        On the hardness of turning | Kurt Gödel | | | | World Seminar of Engines
        """,
    ),
    "the date below title and speaker": (
        """Inferring the history of engines
Ada Lovelace
Wednesday 27th February 2019
more
less
This talk discusses the history of engines. No background is assumed.

Inference over cogs
Kurt Gödel
Wednesday 5th December 2018
more
less
Many types of cogs are there.
""",
        """
        Inferring the history of engines | Ada Lovelace
        Inference over cogs | Kurt Gödel
        """,
    ),
    "the date with a room, the title in quotation marks": (
        """Monday, March 25, 2024, at 11:30 AM, in Jones 303, 5747 South Avenue
Ada Lovelace, Electrical Engineering & Computer Science Department, MIT
“Testing with cogs”

Thursday, May 2, 2024, at 4:30 PM in Hall 112
Lectures on Probability
Kurt Gödel, University of Vienna
"A definition of gap"
""",
        """
        Testing with cogs | Ada Lovelace
        A definition of gap | Kurt Gödel
        """,
    ),
    "a paper, its authors, and who presents it": (
        """2022-10-04
Understanding Engines Requires Rethinking
Ada Lovelace, Charles Babbage
Presented by Emmy Noether
https://arxiv.org/abs/1611.99530

2022-10-11
No meeting

2022-10-18
The Cog Kernel
Mary Somerville, Kurt Gödel
Presented by Sophie Germain
https://arxiv.org/abs/1806.97572
""",
        """
        Understanding Engines Requires Rethinking | Ada Lovelace; Charles Babbage | | | 1611.99530
        The Cog Kernel | Mary Somerville; Kurt Gödel | | | 1806.97572
        """,
    ),
    "labels": (
        """Colloquium

Date: September 8, 2022, 3:30 PM
Speaker: Ada Lovelace, Department of Engines, UC Engine
Title: Sampling from Engines
Abstract: We sample. First, we turn.

The proof is short.
Paper: https://arxiv.org/abs/2203.11911
Location: Room 224

Date: September 15, 2022
Speaker: Prof. Kurt Gödel (Vienna)
Title: What Can a Cog
know?
Abstract: TBA

Date: September 22, 2022
Speaker: TBA
Title: TBA
""",
        """
        Sampling from Engines | Ada Lovelace | | | 2203.11911 | Colloquium
        What Can a Cog know? | Kurt Gödel | | | | Colloquium
        """,
    ),
    "labels without one for the title, or for the speaker": (
        """The talks are in person. Please write to the office.

Do Engines Need Statistics?
Friday, October 17, 2025
Time: 11:00 a.m. to 12:00 p.m.
Speaker: Ada Lovelace, Associate Professor, UC Engine
Abstract: In this talk, we advocate for statistics.

This talk will be given in person.

Cogs Under Uncertainty
Friday, October 24, 2025
Time: 11:00 a.m. to 12:00 p.m.
Speaker: Kurt Gödel, Vienna
Abstract: A minimax view is developed.
""",
        """
        Do Engines Need Statistics? | Ada Lovelace
        Cogs Under Uncertainty | Kurt Gödel
        """,
    ),
    "names as headings, German labels": (
        """Ada Lovelace
- Zeit: Di, 11:30
- Titel: Vom Wesen der Maschine
- Zusammenfassung: Maschinen sind nützlich.

Kurt Gödel
- Zeit: Mi, 9:00
- Titel: Vom Rad
- Zusammenfassung: Räder auch.
""",
        """
        Vom Wesen der Maschine | Ada Lovelace
        Vom Rad | Kurt Gödel
        """,
    ),
    "the paper of a week, whose topic is told": (
        """Week 2 (Oct 21): Approximation
Speaker: Emmy Noether
Paper: The Power of Cogs
Authors: Ada Lovelace, Kurt Gödel
Venue: ICML 2019

Week 3 (Oct 28): Optimisation
Speaker: Sophie Germain
Paper: Turning Finds Global Cogs
Authors: Charles Babbage
Venue: Room 17
""",
        """
        The Power of Cogs | Ada Lovelace; Kurt Gödel | ICML | 2019 | | Approximation
        Turning Finds Global Cogs | Charles Babbage | | | | Optimisation
        """,
    ),
    "the date behind title and speaker": (
        """1. "Features of Engines" by Ada Lovelace (UC Engine), March 12, 2021. [video]
2. "Scaling Cogs" by Kurt Gödel and Emmy Noether (Vienna), March 19, 2021. [video] [slides]
""",
        """
        Features of Engines | Ada Lovelace
        Scaling Cogs | Kurt Gödel; Emmy Noether
        """,
    ),
    "speakers with places, no dates": (
        """Invited speakers

Ada Lovelace (UC Engine)
Sampling Engines with Confidence

Kurt Gödel (Vienna)
Cogs in the Real World

Emmy Noether (Göttingen)
Scaling Wheels: Theory and Practice
""",
        """
        Sampling Engines with Confidence | Ada Lovelace
        Cogs in the Real World | Kurt Gödel
        Scaling Wheels: Theory and Practice | Emmy Noether
        """,
    ),
    "a playlist whose titles all end alike": (
        """Engine Alliance
49:07
Now playing
Ada Lovelace - Shuffling Engines (EA Workshop)
310 views
51:30
Now playing
Kurt Gödel - Equivariant Cogs (EA Workshop)
288 views
47:13
Now playing
Emmy Noether - Bounds for Wheels (EA Workshop)
Engine Alliance • 1.2K views • 2 years ago
""",
        """
        Shuffling Engines | Ada Lovelace | | | | Engine Alliance
        Equivariant Cogs | Kurt Gödel | | | | Engine Alliance
        Bounds for Wheels | Emmy Noether | | | | Engine Alliance
        """,
    ),
}
PROGRAMMES = {
    "kinds of talks before the speaker": (
        """08:30 - 08:45 Opening remarks
08:45 - 09:15 Invited Talk 1: Prof. Ada Lovelace — Threats to Engines
09:15 - 09:45 Invited Talk 2: Kurt Gödel — Unlearnable Cogs
09:45 - 10:00 Oral 1: Personal Engines: Robust Turning, Mary Somerville and Sophie Germain
10:00 - 10:30 Coffee Break and Poster Session
10:30 - 11:00 Keynote by Dr. Emmy Noether: “What My Little Cog Can Teach”
""",
        """
        Threats to Engines | Ada Lovelace
        Unlearnable Cogs | Kurt Gödel
        Personal Engines: Robust Turning | Mary Somerville; Sophie Germain
        What My Little Cog Can Teach | Emmy Noether
        """,
    ),
    "several talks in the time of a session": (
        """11:00 — 12:00  Contributed talks Q&A
13:30 — 14:30
Ada Lovelace — Private Engines: Policies
14:45 — 15:50
Kurt Gödel — Proper Turning, and an Optimal Bound
Mary Somerville — Fine-grained Cogs
15:50 — 16:15 Paper Session 1 (2 papers @ 15 minutes per paper)
• “Two Stances, Three Cogs” – Emmy Noether
• “Affordable Cogs: New or Not?” – Sophie Germain and Ada Lovelace
""",
        """
        Private Engines: Policies | Ada Lovelace
        Proper Turning, and an Optimal Bound | Kurt Gödel
        Fine-grained Cogs | Mary Somerville
        Two Stances, Three Cogs | Emmy Noether | | | | Paper Session 1
        Affordable Cogs: New or Not? | Sophie Germain; Ada Lovelace | | | | Paper Session 1
        """,
    ),
    "the speaker in brackets or behind a comma": (
        """Day 1 (Monday, 4 July)
9:00am Welcome and introduction
9:30am Lecture 1: High-dimensional engines (Ada Lovelace)
11:00am Coffee
11:30am Lecture 2: Spinning cogs (Kurt Gödel)
Day 2 (Tuesday, 5 July)
9:30am Lecture 3: Transport of cogs (Sophie Germain)
""",
        """
        High-dimensional engines | Ada Lovelace
        Spinning cogs | Kurt Gödel
        Transport of cogs | Sophie Germain
        """,
    ),
    "cells": (
        """8:30 - 9:00 | Conference Welcome and Announcements
9:00 - 10:00 | Keynote: Ada Lovelace | Engines Forward: A Common Story
10:15 - 10:50 | Barriers for Adopting Engines | Kurt Gödel | Vienna University
10:50 - 11:25 | What Do Cogs Want? | Emmy Noether, Mary Somerville | The Open University
""",
        """
        Engines Forward: A Common Story | Ada Lovelace
        Barriers for Adopting Engines | Kurt Gödel
        What Do Cogs Want? | Emmy Noether; Mary Somerville
        """,
    ),
    "signs of a virtual page between the lines": (
        """Sat 8:45 a.m. - 9:00 a.m.
|
Opening Remarks
(
Opening Remarks
)
>
|
🔗 |
Sat 9:00 a.m. - 9:30 a.m.
|
Ada Lovelace: Untold Gifts: Regular Engines
(
Talk
)
|
Ada Lovelace 🔗 |
Sat 9:30 a.m. - 9:45 a.m.
|
Lucky Cogs: Zeros and Signs
(
Spotlight
)
|
🔗 |
Sat 10:00 a.m. - 10:30 a.m.
|
Kurt Gödel: Are all cogs equal?
(
Talk
)
|
Kurt Gödel 🔗 |
""",
        """
        Untold Gifts: Regular Engines | Ada Lovelace
        Lucky Cogs: Zeros and Signs
        Are all cogs equal? | Kurt Gödel
        """,
    ),
    "times in brackets": (
        """Session 2A: Private Engines (Chair: Emmy Noether)
[14:00] Cogs are Learnable
Ada Lovelace and Charles Babbage
[14:20] Lower Bounds for Cogs
Kurt Gödel, Mary Somerville
""",
        """
        Cogs are Learnable | Ada Lovelace; Charles Babbage | | | | Private Engines
        Lower Bounds for Cogs | Kurt Gödel; Mary Somerville | | | | Private Engines
        """,
    ),
    "times below the talks": (
        """#101
Learning to Turn
Ada Lovelace · Charles Babbage
Tue, May 2, 11:30 – 13:30
Poster
#102
Implicit Cogs
Kurt Gödel · Emmy Noether
Tue, May 2, 11:30 – 13:30
Poster
""",
        """
        Learning to Turn | Ada Lovelace; Charles Babbage
        Implicit Cogs | Kurt Gödel; Emmy Noether
        """,
    ),
    "sessions without times, one line for each paper": (
        """Session 4: Deep Engines (Room B, 14:00–15:30)
Chair: Emmy Noether
• On Gradient Cogs – Ada Lovelace, Charles Babbage
• Turning at the Edge – Kurt Gödel, Mary Somerville
""",
        """
        On Gradient Cogs | Ada Lovelace; Charles Babbage | | | | Deep Engines
        Turning at the Edge | Kurt Gödel; Mary Somerville | | | | Deep Engines
        """,
    ),
    "sessions without times, and a chair behind the name": (
        """Session 1: Turning, Chair – Emmy Noether

A Bound for Impatient Engines
Ada Lovelace, Charles Babbage

Cogs with Knotted Feedback
Kurt Gödel, Mary Somerville and Sophie Germain
""",
        """
        A Bound for Impatient Engines | Ada Lovelace; Charles Babbage | | | | Turning
        Cogs with Knotted Feedback | Kurt Gödel; Mary Somerville; Sophie Germain | | | | Turning
        """,
    ),
}


@pytest.mark.parametrize("name", TALKS)
def test_talks(name):
    check(*TALKS[name], "talk-listing")


@pytest.mark.parametrize("name", PROGRAMMES)
def test_programme(name):
    check(*PROGRAMMES[name], "session-page")


def test_table_with_times_has_no_breaks():
    text = "Time\tSpeaker\tTitle\n09:00\tAda Lovelace\tOn Engines\n10:00\t\tCoffee break\n10:30\tKurt Gödel\tOn Cogs\n"
    reading = read(text)
    assert [entry.title for entry in reading.entries] == ["On Engines", "On Cogs"]
    assert [left.line for left in reading.not_understood] == [3]


def test_row_of_a_time_without_a_talk_is_left_over():
    reading = read("9:00\nOn Engines\nAda Lovelace, Kurt Gödel\n10:00\nWe meet in the hall. Nobody knows which hall.\n")
    assert [entry.title for entry in reading.entries] == ["On Engines"]
    assert [left.line for left in reading.not_understood] == [4]


@pytest.mark.parametrize(
    ("line", "date", "rest"),
    [
        ("Thursday, May 2, 2024, at 4:30 PM in Hall 112", "Thursday, May 2, 2024, at 4:30 PM", ""),
        ("• September 27 & October 4: Engines", "September 27 & October 4", "Engines"),
        ("14.10.2021, 14:15 Uhr", "14.10.2021, 14:15 Uhr", ""),
        ("Week 3 (Oct 21): Topic", "Week 3 (Oct 21)", "Topic"),
        ("10/1 Tu 1D engines", "10/1 Tu", "1D engines"),
    ],
)
def test_date(line, date, rest):
    assert dated(line) == (date, rest)
    assert is_date(line) == (not rest)


@pytest.mark.parametrize("line", ["May 4 be with you", "2021", "3. Title", "1.5 Bits of wool", "In May 2020 we began"])
def test_no_date(line):
    assert dated(line) is None


@pytest.mark.parametrize(
    "line",
    ["Coffee and Registration", "Contributed talks Q&A", "Opening remarks by Ada Lovelace", "Lunch in the foyer"],
)
def test_break(line):
    assert is_break(line)


@pytest.mark.parametrize(
    "line", ["Closing the Gap", "Opening the Wheel", "Registration with Deep Nets", "Social Learning"]
)
def test_no_break(line):
    assert not is_break(line)


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("Invited Talk 2: Cogs", "Cogs"),
        ("Keynote by Ada Lovelace", "Ada Lovelace"),
        ("Tutorial: Theory of Cogs", "Tutorial: Theory of Cogs"),
        ("Short Paths: a story", "Short Paths: a story"),
    ],
)
def test_kind(line, bare):
    assert without_kind(line) == bare


def test_names_alone_are_split_only_where_it_is_usual():
    lines = ["Notes on the Engine, Ada Lovelace", "Cogs of today, Kurt Gödel", "Small Wheels: A Study"]
    usual = talk_parts.usual_styles(lines)
    assert talk_parts.parts_of(lines[2], usual) is None
    assert talk_parts.parts_of("Wide Cogs, Emmy Noether", usual).title == "Wide Cogs"

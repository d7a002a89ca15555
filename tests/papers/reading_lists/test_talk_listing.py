"""Listings of recorded talks, copied as text, each with what is found in it."""

import pytest

from papers.reading_lists.detect import read
from tests.papers.reading_lists.shown import check

CASES = {
    "title in the address": (
        """Playlist: 2 videos
### Workshop on Engines

0:59:25
Ada Lovelace (UC Engine)
https://example.org/talks/tutorial-theory-of-engines-i
Workshop on Engines
In the first tutorial, we review tools that are useful for understanding the performance of engines.
Visit talk page
https://example.org/talks/tutorial-theory-of-engines-i
Workshop on Engines
In the first tutorial, we review tools that are useful for understanding the performance of engines.

1:2:20
Emmy Noether (Göttingen) & Kurt Gödel (Vienna)
https://example.org/node/21926
Workshop on Engines
Link: https://arxiv.org/abs/2207.06569
""",
        """
        Tutorial: Theory of Engines I | Ada Lovelace | Workshop on Engines | | https://example.org/talks/tutorial-theory-of-engines-i | Workshop on Engines
        | Emmy Noether; Kurt Gödel | Workshop on Engines | | 2207.06569 | Workshop on Engines
        """,
    ),
    "title line first, mm:ss, no affiliation": (
        """### Summer School of Wheels

45:10
Wheels for Beginners
Ada Lovelace
https://example.org/watch/17
Summer School of Wheels
A first talk about wheels, for those who have never seen one before.

7:05
Why Wheels Turn?
Kurt Gödel, Emmy Noether
https://example.org/watch/18
Summer School of Wheels

1:02:03
Panel: The Future of Wheels
Mary Somerville (Burntisland), Sophie Germain (Paris), Žofie Nová (Praha)
https://example.org/watch/19
Summer School of Wheels
""",
        """
        Wheels for Beginners | Ada Lovelace | Summer School of Wheels | | https://example.org/watch/17 | Summer School of Wheels
        Why Wheels Turn? | Kurt Gödel; Emmy Noether | Summer School of Wheels | | https://example.org/watch/18 | Summer School of Wheels
        Panel: The Future of Wheels | Mary Somerville; Sophie Germain; Žofie Nová | Summer School of Wheels | | https://example.org/watch/19 | Summer School of Wheels
        """,
    ),
    "the speaker before the title, no addresses": (
        """Engine Seminar

58:12
Ada Lovelace (UC Engine)
Notes on the Engine

1:01:40
Kurt Gödel (Vienna)
On What Engines Cannot Know
""",
        """
        Notes on the Engine | Ada Lovelace | | | | Engine Seminar
        On What Engines Cannot Know | Kurt Gödel | | | | Engine Seminar
        """,
    ),
    "speaker and title in one line": (
        """### Days of Engines
0:31:00
Ada Lovelace (UC Engine): Notes on the Engine
https://example.org/talks/1001
Days of Engines
0:29:59
Kurt Gödel (Vienna) - What Engines Cannot Know
https://example.org/talks/1002
Days of Engines
""",
        """
        Notes on the Engine | Ada Lovelace | Days of Engines | | https://example.org/talks/1001 | Days of Engines
        What Engines Cannot Know | Kurt Gödel | Days of Engines | | https://example.org/talks/1002 | Days of Engines
        """,
    ),
    "a playlist of videos: the speaker behind the title": (
        """Days of Engines
3 videos • 3,402 views • Last updated on Aug 3, 2021
Play all

1
48:12
NOW PLAYING
Benign engines: what happens - Ada Lovelace
Institute of Wheels
12K views • 2 years ago

2
1:03:37
NOW PLAYING
Wheels, Part I - Kurt Gödel
Institute of Wheels
8.1K views • 2 years ago

3
59:01
NOW PLAYING
Why wheels? - Emmy Noether
Institute of Wheels
980 views • 2 years ago
""",
        """
        Benign engines: what happens | Ada Lovelace | | | | Days of Engines
        Wheels, Part I | Kurt Gödel | | | | Days of Engines
        Why wheels? | Emmy Noether | | | | Days of Engines
        """,
    ),
    "an address made of the speaker, a title without a speaker": (
        """### Days of Engines
0:47:05
Ada Lovelace (UC Engine)
https://example.org/talks/ada-lovelace-uc-engine-2023-07-12
Days of Engines
0:59:59
Live Stream: Day 2
https://example.org/talks/live-2
Days of Engines
""",
        """
        | Ada Lovelace | Days of Engines | | https://example.org/talks/ada-lovelace-uc-engine-2023-07-12 | Days of Engines
        Live Stream: Day 2 | | Days of Engines | | https://example.org/talks/live-2 | Days of Engines
        """,
    ),
}
FORM = "talk-listing"


@pytest.mark.parametrize("name", CASES)
def test_listing(name):
    check(*CASES[name], "talk-listing")


def test_duration_and_abstract_are_kept_once():
    entry = read(CASES["title in the address"][0]).entries[0]
    assert entry.duration == "0:59:25"
    assert entry.kind == "talk"
    assert entry.abstract.count("first tutorial") == 1
    assert entry.doubts == ("title_from_address",)

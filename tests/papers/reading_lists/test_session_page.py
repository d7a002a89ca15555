"""Pages of a conference session, copied as text, each with what is found in it."""

import pytest

from papers.reading_lists.detect import read
from tests.papers.reading_lists.shown import check

CASES = {
    "day, time and zone above each talk": (
        """Skip to main content
Select Year: (2019)
Session
Engine Theory
Moderators: Emmy Noether
Thu 13 June 11:00 - 11:20 PDT
On the Power of Engines
Ada Lovelace · Charles Babbage
We show something about engines. It is long. [ Abstract ]
Thu 13 June 11:20 - 11:25 PDT
Wheels: Why, and for Whom?
Mary Somerville · Emmy Noether · Kurt Gödel
An abstract.

It has a second paragraph, and ends.

Thu 13 June 11:25 - 11:30 PDT
Cogs
Sophie GERMAIN
""",
        """
        On the Power of Engines | Ada Lovelace; Charles Babbage | | | | Engine Theory
        Wheels: Why, and for Whom? | Mary Somerville; Emmy Noether; Kurt Gödel | | | | Engine Theory
        Cogs | Sophie GERMAIN | | | | Engine Theory
        """,
    ),
    "twelve hours, room, chair, oral and poster": (
        """Oral Session 3: Kernels
Room: Hall A
Session Chair: Emmy Noether
9:00 AM - 9:15 AM
Oral
Kernels of Engines
Ada Lovelace, Charles Babbage, Kurt Gödel
9:15 AM - 9:30 AM
Spotlight
Wide Engines
Mary Somerville and Sophie Germain
9:30 AM - 10:00 AM
Coffee Break
10:00 AM - 10:45 AM
Keynote: Engines and Us
Žofie Nová (University of Engines)
""",
        """
        Kernels of Engines | Ada Lovelace; Charles Babbage; Kurt Gödel | | | | Kernels
        Wide Engines | Mary Somerville; Sophie Germain | | | | Kernels
        Engines and Us | Žofie Nová | | | | Kernels
        """,
    ),
    "the time and the title in one line": (
        """Session 2: Wheels
10:30–10:50 On Wheels
Kurt Gödel, Emmy Noether
10:50–11:10 Wheels, Again
Ada Lovelace
11:10–11:30 Break
11:30–11:50 Wheels Without End?
Charles Babbage; Mary Somerville
""",
        """
        On Wheels | Kurt Gödel; Emmy Noether | | | | Wheels
        Wheels, Again | Ada Lovelace | | | | Wheels
        Wheels Without End? | Charles Babbage; Mary Somerville | | | | Wheels
        """,
    ),
    "dates in other orders, several sessions": (
        """Conference of Engines 2021

Session: Optimisation

2021-07-20 09:00 – 09:20 UTC
Steps of Engines
Ada Lovelace · Charles Babbage

2021-07-20 09:20 – 09:40 UTC
Rest of Engines
Kurt Gödel

Session: Statistics

2021-07-20 10:00 – 10:20 UTC
Means of Engines
Emmy Noether · Mary Somerville
""",
        """
        Steps of Engines | Ada Lovelace; Charles Babbage | | | | Optimisation
        Rest of Engines | Kurt Gödel | | | | Optimisation
        Means of Engines | Emmy Noether; Mary Somerville | | | | Statistics
        """,
    ),
    "marks of a poster and links without addresses": (
        """Tue 07:00 a.m. - 07:20 a.m.
Engines at Dawn
(Oral)
Ada Lovelace · Charles Babbage
[ Paper ] [ Video ]
Engines wake up early.
Tue 07:20 a.m. - 07:30 a.m.
Engines at Noon
(Spotlight)
Kurt Gödel
[ OpenReview ]
They are tired.
Tue 07:30 a.m. - 08:30 a.m.
Poster Session
""",
        """
        Engines at Dawn | Ada Lovelace; Charles Babbage
        Engines at Noon | Kurt Gödel
        """,
    ),
    "German": (
        """Sitzung: Maschinen
Do., 13. Juni, 11:00 - 11:20 Uhr
Vom Wesen der Maschine
Ada Lovelace, Kurt Gödel
Do., 13. Juni, 11:20 - 11:40 Uhr
Vom Rad
Emmy Noether
Do., 13. Juni, 11:40 - 12:00 Uhr
Kaffeepause
""",
        """
        Vom Wesen der Maschine | Ada Lovelace; Kurt Gödel | | | | Maschinen
        Vom Rad | Emmy Noether | | | | Maschinen
        """,
    ),
    "only the start": (
        """Session
Kernels
Thu 14:00
Kernels of Engines
Ada Lovelace · Charles Babbage
Thu 14:20
Wide Engines
Kurt Gödel
""",
        """
        Kernels of Engines | Ada Lovelace; Charles Babbage | | | | Kernels
        Wide Engines | Kurt Gödel | | | | Kernels
        """,
    ),
    "the time of a whole session, people with places": (
        """8:00 a.m.–9:00 a.m.    Continental Breakfast  Foyer
11:00 a.m.–12:30 p.m. Monday
Session: Living with Engines
Session Chair: Emmy Noether, University of Wheels

Is the Optimism of Engines Warranted?
Ada Lovelace, Charles B. Babbage, and Kurt Gödel, The University of Cogs
Read the paper in PDF | HTML

Automatic Wheel Exclusion
Mary Somerville and Sophie Germain, Wheel Research, Paris
Read the paper in PDF | HTML

Hype and Virtue
Žofie Nová, Praha; Ada Lovelace and Kurt Gödel, National Cogs
Read the paper in PDF | HTML
12:30 p.m.–2:00 p.m.    Lunch  Beach
""",
        """
        Is the Optimism of Engines Warranted? | Ada Lovelace; Charles B. Babbage; Kurt Gödel | | | | Living with Engines
        Automatic Wheel Exclusion | Mary Somerville; Sophie Germain | | | | Living with Engines
        Hype and Virtue | Žofie Nová; Ada Lovelace; Kurt Gödel | | | | Living with Engines
        """,
    ),
    "the people above the title, chairs below a line": (
        """09:00-10:00 Session 1: Engines
CHAIR:
Emmy Noether
LOCATION: Room 101
09:00
Ada Lovelace and Charles Babbage
Termination of Engines is Decidable (abstract)
09:20
Kurt Gödel
Completeness of Wheels (abstract)
PRESENTER: Kurt Gödel
10:00-10:30 Coffee Break
10:30-11:30 Session 2A: Wheels
10:30
Mary Somerville, Sophie Germain and Žofie Nová
Opening the Wheel (abstract)
""",
        """
        Termination of Engines is Decidable | Ada Lovelace; Charles Babbage | | | | Engines
        Completeness of Wheels | Kurt Gödel | | | | Engines
        Opening the Wheel | Mary Somerville; Sophie Germain; Žofie Nová | | | | Wheels
        """,
    ),
    "the speaker before a colon": (
        """07:00 - 08:45	Breakfast
Breakfast is served daily in the dining room. (Dining Room)
09:00 - 09:50	Ada Lovelace: Engines, logs, and wheels
Engines are things. (Hall 201)
10:00 - 10:30	Coffee Break (Foyer)
10:30 - 11:20	Kurt Gödel: When is a wheel round?
We study wheels. (Hall 201)
""",
        """
        Engines, logs, and wheels | Ada Lovelace
        When is a wheel round? | Kurt Gödel
        """,
    ),
    "rooms and buttons behind the title, a track before it": (
        """Poster Session 2
Great Hall (level 1)
Tue 12 Dec. 17:15 - 19:15 CST
(Poster)
Laws of Wheels [ Great Hall (level 1) ] [ Paper ]
Ada Lovelace, Kurt Gödel
Tue 12 Dec. 17:15 - 19:15 CST
[ Oral ]
Do Wheels Help? Yes! [ Great Hall (level 1) ] [ Paper ]
Emmy Noether
17:15 - 19:15 [TRACK] Closing the Gap of Wheels
Sophie Germain
""",
        """
        Laws of Wheels | Ada Lovelace; Kurt Gödel | | | | Poster Session 2
        Do Wheels Help? Yes! | Emmy Noether | | | | Poster Session 2
        Closing the Gap of Wheels | Sophie Germain | | | | Poster Session 2
        """,
    ),
    "one time, the title and the speaker in one line": (
        """9:00 Opening remarks
9:10 Why wheels matter, Ada Lovelace (UC Engine)
9:50 Contributed talk 1
Honors: Outstanding Paper
Turning nets, and their limits
Kurt Gödel, Jan de Nova
10:10 Coffee break
""",
        """
        Why wheels matter | Ada Lovelace
        Turning nets, and their limits | Kurt Gödel; Jan de Nova
        """,
    ),
}
FORM = "session-page"


@pytest.mark.parametrize("name", CASES)
def test_page(name):
    check(*CASES[name], "session-page")


def test_slot_and_abstract_are_kept():
    first, second, _third = read(CASES["day, time and zone above each talk"][0]).entries
    assert first.slot == "Thu 13 June 11:00 - 11:20 PDT"
    assert second.abstract == "An abstract.\n\nIt has a second paragraph, and ends."

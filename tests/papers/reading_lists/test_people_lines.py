"""Lists in which every line begins with its people, and lists that only look so."""

import pytest

from papers.reading_lists.detect import read
from tests.papers.reading_lists.shown import check

CASES = {
    "surnames, two of them without a word between, a title of one word": (
        """Seminar: Engines

Block A
1. Lovelace: The engine: a model of wheels
2. Babbage, Gödel: Cogs
3. Noether, Germain und Somerville: Learning by boilers (1986)
4. Berg et al.: Deep wheels are approximators, ICML 2019
""",
        """
        The engine: a model of wheels | Lovelace | | | | Seminar: Engines > Block A
        Cogs | Babbage; Gödel | | | | Seminar: Engines > Block A
        Learning by boilers | Noether; Germain; Somerville | | 1986 | | Seminar: Engines > Block A
        Deep wheels are approximators | Berg | ICML | 2019 | | Seminar: Engines > Block A
        """,
    ),
    "turned names": (
        """1) Lovelace, Ada: Notes on the Engine
2) Gödel, Kurt; Noether, Emmy: On Wheels and Cogs
3) Germain, Sophie: Elastic Surfaces
""",
        """
        Notes on the Engine | Ada Lovelace
        On Wheels and Cogs | Kurt Gödel; Emmy Noether
        Elastic Surfaces | Sophie Germain
        """,
    ),
    "names and a year below each title": (
        """Notes on the Engine
Lovelace et al., 2018

On Wheels and Cogs
Gödel and Noether (2019)

Sets of Engines
Germain, 2020
""",
        """
        Notes on the Engine | Lovelace | | 2018
        On Wheels and Cogs | Gödel; Noether | | 2019
        Sets of Engines | Germain | | 2020
        """,
    ),
    "surnames behind the titles": (
        """Notes on the Engine, Lovelace, Babbage
On Wheels and Cogs, Gödel
Sets of Engines, Noether, Germain, Somerville
Boilers of the North, Somerville & Germain
""",
        """
        Notes on the Engine | Lovelace; Babbage
        On Wheels and Cogs | Gödel
        Sets of Engines | Noether; Germain; Somerville
        Boilers of the North | Somerville; Germain
        """,
    ),
    "surnames and a comma in front, lectures": (
        """Lecture 1
Lovelace and Babbage, Notes on the Engine (ICML 2018)
Gödel, On Wheels and Cogs (NeurIPS 2019)
Lecture 2
Noether et al., Sets of Engines (2020)
""",
        """
        Notes on the Engine | Lovelace; Babbage | ICML | 2018 | | Lecture 1
        On Wheels and Cogs | Gödel | NeurIPS | 2019 | | Lecture 1
        Sets of Engines | Noether | | 2020 | | Lecture 2
        """,
    ),
    "surnames and a venue in brackets or behind commas, numbered topics": (
        """1. Generative Engines
   - Auto-Encoding Variational Wheels, Lovelace & Babbage, ICLR 2014
   - A Unified Approach to Cogs (Gödel, Noether; NIPS 2017)
2. Boilers
   - Steam Is All You Need, Somerville et al., NIPS 2018
""",
        """
        Auto-Encoding Variational Wheels | Lovelace; Babbage | ICLR | 2014 | | Generative Engines
        A Unified Approach to Cogs | Gödel; Noether | NIPS | 2017 | | Generative Engines
        Steam Is All You Need | Somerville | NIPS | 2018 | | Boilers
        """,
    ),
    "whole names and dashes": (
        """Ada Lovelace - Notes on the Engine
Kurt Gödel – On Wheels and Cogs https://arxiv.org/abs/1706.00001
Sophie Germain, Emmy Noether - Elastic Surfaces
""",
        """
        Notes on the Engine | Ada Lovelace
        On Wheels and Cogs | Kurt Gödel | | | 1706.00001
        Elastic Surfaces | Sophie Germain; Emmy Noether
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_list(name):
    check(*CASES[name], "plain-lines")


def test_the_name_of_a_method_is_nobody():
    reading = read("- Dropout: A way to prevent overfitting\n- Adam: A method\n- BERT: Wheels\n- Elman: A comparison\n")
    assert not [entry for entry in reading.entries if entry.authors]
    reading = read(
        "Wheels, Cogs and Pistons\nNotes on Engines, Wheels\nBoilers of the North, Valves, Steam\nSets of Cogs\n"
    )
    assert not reading.entries

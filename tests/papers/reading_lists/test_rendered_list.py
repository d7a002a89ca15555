"""Curated lists that were copied from the rendered page, each with what is found in it."""

import pytest

from papers.reading_lists.detect import read
from tests.papers.reading_lists.shown import check

CASES = {
    "as it is usual": (
        """- Theory
- Practice
-
Notes on the Engine: From Cogs to Cards. [paper] [code]
- Ada Lovelace, Charles B. Babbage, Emmy Noether Jr. ICML 2018
- Key Word: Engines; Cards.
-
Digest
Engines are studied. The study, of Lovelace and others, is long.
-
What Do Wheels Know? [paper]
- Kurt Gödel.
- Key Word: Wheels.
""",
        """
        Notes on the Engine: From Cogs to Cards | Ada Lovelace; Charles B. Babbage; Emmy Noether Jr | ICML | 2018
        What Do Wheels Know? | Kurt Gödel
        """,
    ),
    "author lines without bullets, other marks": (
        """Notes on the Engine. [PDF] [GitHub]
Ada Lovelace, Charles Babbage. ICML 2018
Keywords: Engines, Cards.

On Wheels, Cogs, and Pistons. [arXiv] [Project Page]
Kurt Gödel, Emmy Noether, Mary Somerville. NeurIPS 2019 (Oral)
Keywords: Wheels.

Lazy Engines [Paper]
Sophie Germain. arXiv 2020
Keywords: Engines; Laziness.
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018
        On Wheels, Cogs, and Pistons | Kurt Gödel; Emmy Noether; Mary Somerville | NeurIPS | 2019
        Lazy Engines | Sophie Germain | | 2020
        """,
    ),
    "years as headings, topics as lines": (
        """Engine Theory
2019
On Wheels. [paper]
- Kurt Gödel, Emmy Noether. NeurIPS 2019
- Tags: Wheels.
2018
Notes on the Engine. [paper] [code] [video]
- Ada Lovelace, Charles Babbage. Nature
- Tags: Engines; Cards.
Engine Practice
2020
Boilers at Work. [paper]
- Mary Somerville. Journal of Machine Learning Research 2020
- Tags: Boilers.
""",
        """
        On Wheels | Kurt Gödel; Emmy Noether | NeurIPS | 2019 | | Engine Theory > 2019
        Notes on the Engine | Ada Lovelace; Charles Babbage | Nature | | | Engine Theory > 2018
        Boilers at Work | Mary Somerville | Journal of Machine Learning Research | 2020 | | Engine Practice > 2020
        """,
    ),
    "no key words, several venues": (
        """Notes on the Engine [paper] [code]
Ada Lovelace, Charles Babbage
ICML 2018

On Wheels [paper]
Kurt Gödel, Emmy Noether
NeurIPS 2019 / JMLR 2020

Boilers at Work: A Survey [pdf] [slides]
Mary Somerville et al.
IEEE TPAMI 2021
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018
        On Wheels | Kurt Gödel; Emmy Noether | NeurIPS | 2019
        Boilers at Work: A Survey | Mary Somerville | IEEE TPAMI | 2021
        """,
    ),
    "all in one line": (
        """Engines
Notes on the Engine. Ada Lovelace, Charles Babbage. ICML 2018. [paper] [code]
On Wheels: A Study. Kurt Gödel, Emmy Noether. NeurIPS 2019. [paper]
Boilers, Cogs, and Pistons. Mary Somerville. COLT 2020. [paper] [slides]
Theory
Lazy Engines? Sophie Germain, Ada Lovelace. 2021. [paper]
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | | Engines
        On Wheels: A Study | Kurt Gödel; Emmy Noether | NeurIPS | 2019 | | Engines
        Boilers, Cogs, and Pistons | Mary Somerville | COLT | 2020 | | Engines
        Lazy Engines? | Sophie Germain; Ada Lovelace | | 2021 | | Theory
        """,
    ),
    "names folded, digest and abstract": (
        """Notes on the Engine. [paper]
-
Author List
- Ada Lovelace, Charles Babbage, Kurt Gödel, Emmy Noether, Mary Somerville, Sophie Germain, Žofie Nová
- Key Word: Engines.
-
Digest
Engines. They are studied.
-
Deep Wheels. [paper]
- Kurt Gödel. ICLR 2021
- Key Word: Wheels.
-
Abstract
Wheels. They are deep, we show.
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage; Kurt Gödel; Emmy Noether; Mary Somerville; Sophie Germain; Žofie Nová
        Deep Wheels | Kurt Gödel | ICLR | 2021
        """,
    ),
    "marks on a line of their own": (
        """Engines

Notes on the Engine
Ada Lovelace, Charles Babbage. ICML 2018
[Paper] [Code]

Wheels of Old
Kurt Gödel, Emmy Noether
NeurIPS, 2019 [pdf] [bibtex]

Lazy Boilers (COLT 2020)
Sophie Germain
[Paper]
[Java Reference]
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | | Engines
        Wheels of Old | Kurt Gödel; Emmy Noether | NeurIPS | 2019 | | Engines
        Lazy Boilers | Sophie Germain | COLT | 2020 | | Engines
        """,
    ),
    "marks without brackets, names below a gap": (
        """Engines

1. Notes on the Engine. ICML 2018. paper code

Ada Lovelace, Charles Babbage.

1. Do Wheels Turn? NeurIPS 2019. paper

Kurt Gödel.
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | | Engines
        Do Wheels Turn? | Kurt Gödel | NeurIPS | 2019 | | Engines
        """,
    ),
    "venue in front or behind, nobody named": (
        """Engines
[ICML 2018] Notes on the Engine [paper][code]
(NeurIPS 2019) Wheels of Old. Kurt Gödel. [pdf]
Lazy Boilers of the North, COLT 2020
Cogs and Their Teeth [Paper] [Code]
""",
        """
        Notes on the Engine | | ICML | 2018 | | Engines
        Wheels of Old | Kurt Gödel | NeurIPS | 2019 | | Engines
        Lazy Boilers of the North | | COLT | 2020 | | Engines
        Cogs and Their Teeth | | | | | Engines
        """,
    ),
    "the pattern for those who add something": (
        """Notes on the Engine. [paper]
- Ada Lovelace, Charles Babbage. ICML 2018
- Key Word: Engines.
Wheels of Old. [paper]
- Kurt Gödel. NeurIPS 2019
- Key Word: Wheels.
- Paper Title [paper]
- Authors. Published Conference or Journal
- Key Word: XXX.
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018
        Wheels of Old | Kurt Gödel | NeurIPS | 2019
        """,
    ),
    "titles above names and a venue, no bullets and no brackets": (
        """Charts
Reading Charts with Engines
Ada Lovelace, Kurt Gödel, Emmy Noether
CHI 2024 • Code

Drawing Charts with Engines
Mary Somerville and Sophie Germain
EuroVis 2017
""",
        """
        Reading Charts with Engines | Ada Lovelace; Kurt Gödel; Emmy Noether | CHI | 2024 | | Charts
        Drawing Charts with Engines | Mary Somerville; Sophie Germain | EuroVis | 2017 | | Charts
        """,
    ),
    "the year first, affiliations, and a topic that looks like a name": (
        """[12/2021] Add three works [paper]
Agents
(2018 ACM CSUR) Engines as Agents. Ada Lovelace, Kurt Gödel. [pdf]
[2020/02] How Much Can Engines Know? Emmy Noether(Göttingen) et al. arXiv. [paper]
Tool Using
[2022/10] Engines with Tools Ada Lovelace et al. CVPR [paper] [code]
""",
        """
        Engines as Agents | Ada Lovelace; Kurt Gödel | ACM CSUR | 2018 | | Agents
        How Much Can Engines Know? | Emmy Noether | | 2020 | | Agents
        Engines with Tools | Ada Lovelace | CVPR | 2022 | | Tool Using
        """,
    ),
    "a venue with its year and a full stop at the end": (
        """Surveys
Engines among People: A Survey, Robotics and Autonomous Systems 2013.
Wheels among People: A Survey, THRI 2023.
""",
        """
        Engines among People: A Survey | | Robotics and Autonomous Systems | 2013 | | Surveys
        Wheels among People: A Survey | | THRI | 2023 | | Surveys
        """,
    ),
}
FORM = "rendered-list"


@pytest.mark.parametrize("name", CASES)
def test_list(name):
    check(*CASES[name], "rendered-list")


def test_other_words_for_key_words():
    for case, words in (
        ("author lines without bullets, other marks", [("Engines", "Cards"), ("Wheels",), ("Engines", "Laziness")]),
        ("years as headings, topics as lines", [("Wheels",), ("Engines", "Cards"), ("Boilers",)]),
    ):
        assert [entry.keywords for entry in read(CASES[case][0]).entries] == words


def test_key_words_in_the_line_of_the_names():
    text = """Notes on the Engine. [paper]
-
Author List
Ada Lovelace, Charles Babbage. - Key Word: Engines; Cards.
-
Wheels of Old. [paper]
- Kurt Gödel. NeurIPS 2019 - Key Word: Wheels.
"""
    assert [entry.keywords for entry in read(text).entries] == [("Engines", "Cards"), ("Wheels",)]

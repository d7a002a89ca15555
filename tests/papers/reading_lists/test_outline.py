"""Outline notes with citation keys, each with what is found in it."""

import pytest

from tests.papers.reading_lists.shown import check

CASES = {
    "bullets and keys": (
        """engine theory

some sentence about engines, which is long and says nothing of a paper.

functional approximation

  • some thought that is not a work
  • nonlinear approximation via wheels (lovelace 2019)
    • On the Bias of Tangent Engines (gödel & noether 2018)
    • a note with $x^2$ (hilbert 1900)
  • engines are saddles (ganguli)
  • Wide Engines of Any Depth as Processes (Lee, Bach, … Sol 2018)
""",
        """
        nonlinear approximation via wheels | Lovelace | | 2019 | | functional approximation
        On the Bias of Tangent Engines | Gödel; Noether | | 2018 | | functional approximation
        Wide Engines of Any Depth as Processes | Lee; Bach; Sol | | 2018 | | functional approximation
        """,
    ),
    "tabs, stars, two digits, et al. in all ways": (
        """kernels
\t* tangent kernels of engines (jacot et al. 18)
\t\t* kernel regimes of wheels (woodworth et al '20)
\t* lazy training of engines (chizat et al., 2019)
\t- descent of cogs (van der berg and de finetti, 1999a)
sets
\t+ sets of engines and wheels (zaheer+ 2017)
""",
        """
        tangent kernels of engines | Jacot | | 2018 | | kernels
        kernel regimes of wheels | Woodworth | | 2020 | | kernels
        lazy training of engines | Chizat | | 2019 | | kernels
        descent of cogs | Van Der Berg; De Finetti | | 1999 | | kernels
        sets of engines and wheels | Zaheer | | 2017 | | sets
        """,
    ),
    "keys in square brackets and before the title": (
        """optimisation
- [lovelace 2018] steps of small engines
- [gödel & noether, 2019] steps of large engines - and what they cost
- rest of engines [somerville et al. 2020]
- remark without a key
statistics
- means of many engines [germain 2021] (talk)
""",
        """
        steps of small engines | Lovelace | | 2018 | | optimisation
        steps of large engines | Gödel; Noether | | 2019 | | optimisation
        rest of engines | Somerville | | 2020 | | optimisation
        means of many engines | Germain | | 2021 | | statistics
        """,
    ),
    "titles of one word, remarks, a word behind the year": (
        """# Notes on steps

## first order

- ball (Lovelace, 1964)
    - a remark (in 1990)
- Adda (Babbage and Gödel, 2015): wheels that adapt
- On the rest of wheels (Noether et al., 2018) [link](https://arxiv.org/abs/1904.09237)

## second order

- sophie (Germain, et al. 2023) https://arxiv.org/abs/2305.14342
- masked wheels (somerville et al. 2021; cow)
""",
        """
        ball | Lovelace | | 1964 | | first order
        Adda | Babbage; Gödel | | 2015 | | first order
        On the rest of wheels | Noether | | 2018 | 1904.09237 | first order
        sophie | Germain | | 2023 | 2305.14342 | second order
        masked wheels | Somerville | | 2021 | | second order
        """,
    ),
    "keys in front without brackets, headings that have a bullet, too": (
        """Notes on engines

1. Wheels
   a. lovelace & babbage 97 - flat wheels
   b. lecture 12 - remarks
   c. gödel et al. (2017): on large wheels
2. Cogs
   * germain 1964 - some methods of turning cogs
   * summer 2019 - more of it
   * [x] deep cogs (noether 2018)
""",
        """
        flat wheels | Lovelace; Babbage | | 1997 | | Wheels
        on large wheels | Gödel | | 2017 | | Wheels
        some methods of turning cogs | Germain | | 1964 | | Cogs
        deep cogs | Noether | | 2018 | | Cogs
        """,
    ),
}
FORM = "outline"


@pytest.mark.parametrize("name", CASES)
def test_notes(name):
    check(*CASES[name], "outline")

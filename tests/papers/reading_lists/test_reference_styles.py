"""References in further styles: commas only, surnames alone, publishers, parts of a course."""

import pytest

from tests.papers.reading_lists.shown import check

CASES = {
    "commas between names, title and venue": (
        """[1] A. Lovelace, C. Babbage, Notes on the engine, wheels, and cogs, J. Eng. 12 (3) (2018) 1–20.
[2] Gödel K., On Wheels, Journal of Wheels, 12(3):1-10, 2019.
[3] E. Noether et al., Sets of Engines and More, in: Proc. of Engines, 2020, pp. 1–10.
[4] S. Germain and M. Somerville, Robot Engines. Cambridge, MA: Steam Press, 1986.
""",
        """
        Notes on the engine, wheels, and cogs | A. Lovelace; C. Babbage | J. Eng | 2018
        On Wheels | K. Gödel | Journal of Wheels | 2019
        Sets of Engines and More | E. Noether | Proc. of Engines | 2020
        Robot Engines | S. Germain; M. Somerville | Steam Press | 1986
        """,
    ),
    "surnames alone, a colon behind the year or behind full names": (
        """Lovelace & Babbage (2018): Notes on the Engine. ICML.
Gödel (2019): On Wheels and Cogs, in: Zeitschrift für Räder, 43. Jg., Heft 2, S. 10-20.
Noether, E./Germain, S. (2020): Sets of Engines, in: Informatik-Spektrum, 43. Jg., S. 1-9.
M. Somerville, J. Berg: On Boilers. Journal of Boilers 12(3), 2019, pp. 1-10.
""",
        """
        Notes on the Engine | Lovelace; Babbage | ICML | 2018
        On Wheels and Cogs | Gödel | Zeitschrift für Räder | 2019
        Sets of Engines | E. Noether; S. Germain | Informatik-Spektrum | 2020
        On Boilers | M. Somerville; J. Berg | Journal of Boilers | 2019
        """,
    ),
    "venue, month or publisher behind the title and nothing else, cities and editions": (
        """[1] Ada Lovelace and Charles Babbage. Notes on the engine, ICML 2018.
[2] Wheel Team. Cogs 2.5: A party of cogs, September 2024. URL https://example.org/cogs.
[3] Kurt Gödel. The book of wheels, Steam Press, 2019.
[4] Noether, E.: Sets, 2nd edn. Springer, New York (2000)
[5] Germain, Sophie. 2003. Sets of Engines. New York: Steam Press.
[6] Donald Berg. 1997. The Art of Engines, Vol. 1: Fundamental Wheels (3rd. ed.). Steam Press.
""",
        """
        Notes on the engine | Ada Lovelace; Charles Babbage | ICML | 2018
        Cogs 2.5: A party of cogs | Wheel Team | | 2024 | https://example.org/cogs
        The book of wheels | Kurt Gödel | Steam Press | 2019
        Sets | E. Noether | Springer | 2000
        Sets of Engines | Sophie Germain | Steam Press | 2003
        The Art of Engines, Vol. 1: Fundamental Wheels | Donald Berg | Steam Press | 1997
        """,
    ),
    "numbered headings between numbered references": (
        """1 Theory
[1] Lovelace, Ada, and Charles Babbage. "Notes on the Engine." ICML (2018). [pdf] ⭐⭐⭐
2 Methods
2.1 Wheels
[2] Noether, Emmy, et al. "Sets of Engines." NeurIPS. 2020. [pdf] ⭐⭐
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | | 1 Theory
        Sets of Engines | Emmy Noether | NeurIPS | 2020 | | 2.1 Wheels
        """,
    ),
    "editors behind 'eds.', German books, a series before the publisher, commands of TeX": (
        r"""\bibitem{a} A. Lovelace and C. Babbage, \emph{Notes on the Engine}, J. Engines \textbf{12} (2018), no.~3, 1--20.
\bibitem[Göd19]{b} G\"odel K, Noether E. On wheels. In: Berg J, Nova Z, et al., eds. Advances in Wheels. Vol 3. Steam; 2019.
\bibitem{c} Germain, S.: Mengen. Eine Einführung. 3. Auflage. München: Dampf 2018.
\bibitem{d} Somerville, Mary (2019): Räder. In: dies. (Hrsg.): Handbuch der Räder. Wiesbaden: Dampf, S. 12-30.
\bibitem{e} Nova, J. (2020). Boilers. Steam Series in Probability. Steam University Press.
""",
        """
        Notes on the Engine | A. Lovelace; C. Babbage | J. Engines | 2018
        On wheels | K Gödel; E Noether | Advances in Wheels | 2019
        Mengen | S. Germain | Dampf | 2018
        Räder | Mary Somerville | Handbuch der Räder | 2019
        Boilers | J. Nova | Steam University Press | 2020
        """,
    ),
    "days as headings, what must be read, works without a year": (
        """Oct 12 – Wheels
Required: Lovelace, A., & Babbage, C. (2018). Notes on the engine. Journal of Engines, 12(3), 1-20.
Optional: Gödel, K. (in press). On wheels. Journal of Wheels.
II. Sets
Recommended:
Noether, E. (n.d.). Sets of engines. Unpublished manuscript.
Germain, S. (2019). On cogs. Journal of Cogs, 2, 1-9.
""",
        """
        Notes on the engine | A. Lovelace; C. Babbage | Journal of Engines | 2018 | | Oct 12 – Wheels
        On wheels | K. Gödel | Journal of Wheels | | | Oct 12 – Wheels
        Sets of engines | E. Noether | | | | II. Sets > Recommended
        On cogs | S. Germain | Journal of Cogs | 2019 | | II. Sets > Recommended
        """,
    ),
    "the year with its month between commas": (
        "Gödel, K., 2020, August. Cogs revisited. In International Conference on Machine Learning (pp. 100-110). PMLR.\n",
        "Cogs revisited | K. Gödel | International Conference on Machine Learning | 2020",
    ),
    "a bullet that is no reference is no heading": (
        """Week 1: Engines
• Lovelace, A. (2018). Notes on the engine. Journal of Engines, 16(3), 199-231.
• Chapter 1 of the textbook
• Gödel, K. (2019). On wheels. Journal of Wheels, 2(3), 1-9.
""",
        """
        Notes on the engine | A. Lovelace | Journal of Engines | 2018 | | Week 1: Engines
        On wheels | K. Gödel | Journal of Wheels | 2019 | | Week 1: Engines
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_list(name):
    check(*CASES[name], "citations")

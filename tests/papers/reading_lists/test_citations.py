"""References in the citation styles that are usual, each with what is found in it."""

import pytest

from tests.papers.reading_lists.shown import check

CASES = {
    "MLA": (
        """Lovelace, Ada. "Notes on the Engine." Journal of Engines 12.3 (2018): 45-67.
Gödel, Kurt, and Emmy Noether. "On Wheels: A Study." Advances in Neural Information Processing Systems 32 (2019).
Babbage, Charles, et al. "What Do Engines Know?" International Conference on Machine Learning. PMLR, 2020.
van der Berg, Jan, Mary Somerville, and Sophie Germain. "Cogs." arXiv preprint arXiv:2003.00004 (2020).
""",
        """
        Notes on the Engine | Ada Lovelace | Journal of Engines | 2018
        On Wheels: A Study | Kurt Gödel; Emmy Noether | Advances in Neural Information Processing Systems | 2019
        What Do Engines Know? | Charles Babbage | International Conference on Machine Learning | 2020
        Cogs | Jan van der Berg; Mary Somerville; Sophie Germain | | 2020 | 2003.00004
        """,
    ),
    "APA": (
        """Lovelace, A. (2018). Notes on the engine. *Journal of Engines*, *12*(3), 45–67. https://doi.org/10.1000/joe.12

Gödel, K., & Noether, E. (2019, December). On wheels: A study. In Advances in Neural Information Processing Systems (pp. 1-11).

Babbage, C., Somerville, M., Germain, S., et al. (2020). What do engines know? arXiv preprint arXiv:2003.00004.

van der Berg, J. C., & O'Neil, P.-A. (2021a). Cogs, valves, and pistons. In M. Somerville (Ed.), Handbook of Engines (2nd ed., pp. 12–30). Steam Press.
""",
        """
        Notes on the engine | A. Lovelace | Journal of Engines | 2018 | 10.1000/joe.12
        On wheels: A study | K. Gödel; E. Noether | Advances in Neural Information Processing Systems | 2019
        What do engines know? | C. Babbage; M. Somerville; S. Germain | | 2020 | 2003.00004
        Cogs, valves, and pistons | J. C. van der Berg; P.-A. O'Neil | Handbook of Engines | 2021
        """,
    ),
    "Chicago": (
        """Lovelace, Ada. 2018. "Notes on the Engine." Journal of Engines 12 (3): 45–67.
Gödel, Kurt, and Emmy Noether. 2019. “On Wheels: A Study.” In Proceedings of the 36th International Conference on Machine Learning, 1–10.
Babbage, Charles, Mary Somerville, and Sophie Germain. "What Engines Know." Annals of Statistics 48, no. 2 (2020): 100–130.
""",
        """
        Notes on the Engine | Ada Lovelace | Journal of Engines | 2018
        On Wheels: A Study | Kurt Gödel; Emmy Noether | 36th International Conference on Machine Learning | 2019
        What Engines Know | Charles Babbage; Mary Somerville; Sophie Germain | Annals of Statistics | 2020
        """,
    ),
    "IEEE": (
        """[1] A. Lovelace and C. Babbage, "Notes on the engine," in Proc. Int. Conf. Mach. Learn. (ICML), 2018, pp. 1–10.
[2] K. Gödel, E. Noether, and M. Somerville, “On wheels: A study,” IEEE Trans. Neural Netw., vol. 12, no. 3, pp. 45–67, Mar. 2019, doi: 10.1109/TNN.2019.12.
[3] S. Germain et al., "What do engines know?," arXiv:2003.00004, 2020.
""",
        """
        Notes on the engine | A. Lovelace; C. Babbage | Int. Conf. Mach. Learn | 2018
        On wheels: A study | K. Gödel; E. Noether; M. Somerville | IEEE Trans. Neural Netw | 2019 | 10.1109/tnn.2019.12
        What do engines know? | S. Germain | | 2020 | 2003.00004
        """,
    ),
    "ACM": (
        """[1] Ada Lovelace and Charles Babbage. 2018. Notes on the Engine. In Proceedings of the 35th International Conference on Machine Learning (ICML '18). ACM, New York, NY, USA, 1–10. https://doi.org/10.1145/1234567.1234568
[2] Kurt Gödel, Emmy Noether, and Mary Somerville. 2019. On Wheels. J. ACM 66, 3 (2019), 1–20.
[3] Sophie Germain. 2020. What Do Engines Know? arXiv:2003.00004.
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | 35th International Conference on Machine Learning | 2018 | 10.1145/1234567.1234568
        On Wheels | Kurt Gödel; Emmy Noether; Mary Somerville | J. ACM | 2019
        What Do Engines Know? | Sophie Germain | | 2020 | 2003.00004
        """,
    ),
    "Springer LNCS": (
        """1. Lovelace, A., Babbage, C.: Notes on the engine. In: International Conference on Machine Learning, pp. 1–10. Springer (2018)
2. Gödel, K., Noether, E., Somerville, M.: On wheels: a study. J. Eng. 12(3), 45–67 (2019). https://doi.org/10.1007/s10994-019-1
3. Germain, S., et al.: What do engines know? arXiv preprint arXiv:2003.00004 (2020)
""",
        """
        Notes on the engine | A. Lovelace; C. Babbage | International Conference on Machine Learning | 2018
        On wheels: a study | K. Gödel; E. Noether; M. Somerville | J. Eng | 2019 | 10.1007/s10994-019-1
        What do engines know? | S. Germain | | 2020 | 2003.00004
        """,
    ),
    "natbib plain, broken across lines": (
        """References

[1] Ada Lovelace and Charles Babbage. Notes on the engine and its
    programs. In International Conference on Machine Learning, pages
    1-10, 2018.

[2] Kurt Gödel, Emmy Noether, and Mary Somerville. On wheels: general-
    ization of cogs. Journal of Machine Learning Research, 20(1):1–20,
    2019.

[3] Sophie Germain. What do engines know? arXiv preprint
    arXiv:2003.00004, 2020.
""",
        """
        Notes on the engine and its programs | Ada Lovelace; Charles Babbage | International Conference on Machine Learning | 2018
        On wheels: generalization of cogs | Kurt Gödel; Emmy Noether; Mary Somerville | Journal of Machine Learning Research | 2019
        What do engines know? | Sophie Germain | | 2020 | 2003.00004
        """,
    ),
    "natbib with initials, without numbers": (
        """Lovelace, A. and Babbage, C. Notes on the engine. In International Conference on Machine Learning, pp. 1–10, 2018.

Gödel, K., Noether, E., and Somerville, M. On wheels: A study. Journal of Engines, 12(3):45–67, 2019.

Germain, S. What do engines know? arXiv preprint arXiv:2003.00004, 2020.

A. Lovelace, C. Babbage, and K. Gödel. Cogs for all. In NeurIPS, 2021.
""",
        """
        Notes on the engine | A. Lovelace; C. Babbage | International Conference on Machine Learning | 2018
        On wheels: A study | K. Gödel; E. Noether; M. Somerville | Journal of Engines | 2019
        What do engines know? | S. Germain | | 2020 | 2003.00004
        Cogs for all | A. Lovelace; C. Babbage; K. Gödel | NeurIPS | 2021
        """,
    ),
    "Vancouver": (
        """1. Lovelace A, Babbage CB. Notes on the engine. J Eng. 2018;12(3):45-67.
2. Gödel K, Noether E, Somerville M, et al. On wheels: a study. Nature. 2019;570:123-30. doi: 10.1038/s41586-019-1
3. Germain S. What do engines know? Ann Stat. 2020 Mar;48(2):100–12.
""",
        """
        Notes on the engine | A Lovelace; CB Babbage | J Eng | 2018
        On wheels: a study | K Gödel; E Noether; M Somerville | Nature | 2019 | 10.1038/s41586-019-1
        What do engines know? | S Germain | Ann Stat | 2020
        """,
    ),
    "Harvard": (
        """Lovelace, A. and Babbage, C. (2018) 'Notes on the engine', Journal of Engines, 12(3), pp. 45–67.
Gödel, K., Noether, E. & Somerville, M. (2019) ‘On wheels: a study’, in Proceedings of Wheels. Berlin: Springer, pp. 1–10.
Germain, S. 2020, 'What engines know', Annals of Statistics, vol. 48, no. 2, pp. 100-112.
""",
        """
        Notes on the engine | A. Lovelace; C. Babbage | Journal of Engines | 2018
        On wheels: a study | K. Gödel; E. Noether; M. Somerville | Proceedings of Wheels | 2019
        What engines know | S. Germain | Annals of Statistics | 2020
        """,
    ),
    "under headings, with bullets": (
        """Kernels

- Lovelace, Ada, and Charles Babbage. "Kernels of Engines." ICML (2018).
- Gödel, Kurt. "Wide Engines." NeurIPS (2019).

Sets

- Noether, Emmy, et al. "Sets of Engines." arXiv preprint arXiv:1703.00003 (2017).
""",
        """
        Kernels of Engines | Ada Lovelace; Charles Babbage | ICML | 2018 | | Kernels
        Wide Engines | Kurt Gödel | NeurIPS | 2019 | | Kernels
        Sets of Engines | Emmy Noether | | 2017 | 1703.00003 | Sets
        """,
    ),
    "with Markdown headings": (
        """## Kernels
Lovelace, Ada, and Charles Babbage. "Kernels of Engines." *ICML* (2018).
## Sets
Noether, Emmy, and Kurt Gödel. "Sets of Engines." *Advances in neural information processing systems* 30 (2017).
""",
        """
        Kernels of Engines | Ada Lovelace; Charles Babbage | ICML | 2018 | | Kernels
        Sets of Engines | Emmy Noether; Kurt Gödel | Advances in neural information processing systems | 2017 | | Sets
        """,
    ),
    "no venue and no year": (
        """Lovelace, Ada, and Charles Babbage. "Notes on the Engine of the World."
Gödel, Kurt. "On the Wheels of Things."
""",
        """
        Notes on the Engine of the World | Ada Lovelace; Charles Babbage
        On the Wheels of Things | Kurt Gödel
        """,
    ),
    "a quotation and a year inside a title": (
        """Lovelace, Ada. "'Why should I trust you?' Engines of 1843 explained." KDD (2016).
Noether, E. (2021). Engines in 1843: A "modern" history. Journal of History, 3(1), 1–9.
""",
        """
        'Why should I trust you?' Engines of 1843 explained | Ada Lovelace | KDD | 2016
        Engines in 1843: A "modern" history | E. Noether | Journal of History | 2021
        """,
    ),
    "AAAI: semicolons between the names": (
        """Lovelace, A.; Babbage, C.; and Gödel, K. 2023a. WheelFormer: Wheels for Engines. In Proceedings of the 32nd ACM Conference on Wheels (COW), 21–25.
Noether, E.; and Germain, S. 1997. Long Short Wheels. Journal of Engines, 9(8): 1735–1780.
""",
        """
        WheelFormer: Wheels for Engines | A. Lovelace; C. Babbage; K. Gödel | 32nd ACM Conference on Wheels | 2023
        Long Short Wheels | E. Noether; S. Germain | Journal of Engines | 1997
        """,
    ),
    "German, with Hrsg., S. and Bd.": (
        """1. Lovelace, Ada; Babbage, Charles: Maschinen im Überblick. In: Maschinen-Spektrum 34 (2011), Nr. 2, S. 12–30
2. Gödel, Kurt: Was heißt Rechnen? In: Noether, Emmy (Hrsg.): Handbuch der Räder. 2. Aufl. Berlin: Dampf, 1999, S. 101–120
3. Germain, S.: On Wheels, with an Application. In: Proceedings of the Wheel Society, Bd. 42 (1937), S. 230–265
4. Somerville, Mary / Nová, Žofie: Räder und Ethik. Dissertation, Universität Jena, 2018.
""",
        """
        Maschinen im Überblick | Ada Lovelace; Charles Babbage | Maschinen-Spektrum | 2011
        Was heißt Rechnen? | Kurt Gödel | Handbuch der Räder | 1999
        On Wheels, with an Application | S. Germain | Proceedings of the Wheel Society | 1937
        Räder und Ethik | Mary Somerville; Žofie Nová | Dissertation, Universität Jena | 2018
        """,
    ),
    "CoRR, references back to pages, and editors": (
        """[3] Ada Lovelace and Charles Babbage. Engine-VL: A large engine. CoRR, abs/2308.12966, 2023. 1, 3, 6
[4] Kurt Gödel. Engines are learners. In Advances in Neural Information Processing Systems 33: Annual Conference on Neural Information Processing Systems 2020, December 6-12, 2020, virtual, 2020. 2
[5] E. Noether. Universal wheels. In F. Bock and D. Blau, editors, Proceedings of the 32nd International Conference on Machine Learning, pages 2012-2020, Lille, France, 2015. PMLR.
[6] S. Germain and M. Somerville. Emphatic wheels, 2015.
[7] Ž. Nová. Wheels of learning, volume 118 of Notes on Wheels. Steam, 2012.
[8] E. Noether. Rectified wheels. In Bock, F. and Blau, D. (eds.), Proceedings of the 27th International Conference on Wheels (ICW-10), June 21-24, 2010, Haifa, Israel, pp. 807–814. Steam, 2010.
""",
        """
        Engine-VL: A large engine | Ada Lovelace; Charles Babbage | | 2023 | 2308.12966
        Engines are learners | Kurt Gödel | Advances in Neural Information Processing Systems | 2020
        Universal wheels | E. Noether | 32nd International Conference on Machine Learning | 2015
        Emphatic wheels | S. Germain; M. Somerville | | 2015
        Wheels of learning | Ž. Nová | Steam | 2012
        Rectified wheels | E. Noether | 27th International Conference on Wheels | 2010
        """,
    ),
    "IEEE: when it was seen, where it was, and who edited": (
        """[1] A. Lovelace et al., “Engine report: A capable engine,” arXiv preprint arXiv:2404.14219, 2024. [Online]. Available: https://arxiv.org/abs/2404.14219
[2] C. Babbage and K. Gödel, “Comparing cogs,” Feb. 2017, Accessed: May 25, 2020. [Online]. Available: http://arxiv.org/abs/1702.01923.
[3] E. Noether, “Wheels for all,” in Proc. IEEE Int. Conf. Comput. Des., Abu Dhabi, UAE, Nov. 2019, pp. 246–254.
[4] S. Germain, “The wheel algorithm,” in Numerical Wheels, G. A. Watts, Ed. Berlin: Springer, 1978, pp. 105–116.
[5] M. Somerville, “Clocks of the heavens,” Commun. ACM 21, 7 (July 1978), 558–565.
""",
        """
        Engine report: A capable engine | A. Lovelace | | 2024 | 2404.14219
        Comparing cogs | C. Babbage; K. Gödel | | 2017 | 1702.01923
        Wheels for all | E. Noether | IEEE Int. Conf. Comput. Des | 2019
        The wheel algorithm | S. Germain | Numerical Wheels | 1978
        Clocks of the heavens | M. Somerville | Commun. ACM | 1978
        """,
    ),
    "four initials, a hyphen at the beginning, a question inside the title": (
        """Christopher J. C. H. Watts. Learning from delayed wheels. Journal of Engines, 3:1–9, 1989.

Gödel K, Noether E. W-Net: wheels for engines. Nat Eng. 2015;9:234-41.

Ada Lovelace. What is a wheel? A story of many turns. Journal of Wheels, 10:1–33, 2009.
""",
        """
        Learning from delayed wheels | Christopher J. C. H. Watts | Journal of Engines | 1989
        W-Net: wheels for engines | K Gödel; E Noether | Nat Eng | 2015
        What is a wheel? A story of many turns | Ada Lovelace | Journal of Wheels | 2009
        """,
    ),
    "sessions of a course without empty lines": (
        """Session 1: Engines
Required readings:
- Lovelace, Ada, and Charles Babbage. “Notes on Engines.” Nature 521, no. 75 (2015): 2001–2009.
Session 2: Wheels
No required readings.
Optional readings:
- Gödel, Kurt, et al. “How Round Are Wheels?” arXiv preprint arXiv:1810.00826 (2018).
""",
        """
        Notes on Engines | Ada Lovelace; Charles Babbage | Nature | 2015 | | Session 1: Engines > Required readings
        How Round Are Wheels? | Kurt Gödel | | 2018 | 1810.00826 | Session 2: Wheels > Optional readings
        """,
    ),
    "a group, an editor, a name in small letters, a quotation that begins the title": (
        """WheelAI. 2023. Wheel-4 technical report. ArXiv, abs/2303.08774.
Ada Lovelace, Kurt Gödel, emmy nother, and Sophie Germain. 2022. Chains of wheels in engines. In NeurIPS.
Babbage, C., & Gödel, K. (2016, August). "Why should I turn?" Explaining the turns of any wheel. In Proceedings of the 22nd Wheel Conference (pp. 1135-1144).
Somerville, M. (Ed.) (2015). The introduction to wheels. Journal of Wheels, 3, 1–9.
Germain, S. (2009). The elements of wheels: Turns and trends (2nd ed.). Steam.
von Nova, Jan. "Cogs and Wheels." Journal of Wheels 3 (2015): 1–9.
""",
        """
        Wheel-4 technical report | WheelAI | | 2023 | 2303.08774
        Chains of wheels in engines | Ada Lovelace; Kurt Gödel; emmy nother; Sophie Germain | NeurIPS | 2022
        "Why should I turn?" Explaining the turns of any wheel | C. Babbage; K. Gödel | 22nd Wheel Conference | 2016
        The introduction to wheels | M. Somerville | Journal of Wheels | 2015
        The elements of wheels: Turns and trends | S. Germain | Steam | 2009
        Cogs and Wheels | Jan von Nova | Journal of Wheels | 2015
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_references(name):
    check(*CASES[name], "citations")

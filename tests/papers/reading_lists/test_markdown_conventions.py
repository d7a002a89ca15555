"""Conventions of curated lists on public pages: groups, years at venues, titles above their marks, other sections."""

import pytest

from papers.reading_lists.detect import read
from tests.papers.reading_lists.shown import check

CASES = {
    "groups above works, and notes below these": (
        """## Engines
* Steam
  * Boilers at the Edge of the World \\[[Paper](https://example.org/boilers.pdf)]
    * Royal Society & Boiler Works
    * **BoilerNet**
  * Pistons and Their Friends \\[[Paper](https://example.org/pistons.pdf)]
    * Introduce fine-grained partitioning of pistons and computation.
- **Wheels**
  - 💡 **Cog wheels**:

    - ㉙ [ICRA2023] Cogs: Counting Teeth in the Dark [[paper](https://arxiv.org/abs/2303.00001)][[code](https://github.com/a/b)]
""",
        """
        Boilers at the Edge of the World | | | | https://example.org/boilers.pdf | Engines > Steam
        Pistons and Their Friends | | | | https://example.org/pistons.pdf | Engines > Steam
        Cogs: Counting Teeth in the Dark | | ICRA | 2023 | 2303.00001 | Engines > Wheels > Cog wheels
        """,
    ),
    "headings in items, months at preprints": (
        """#### Sampling
  - ##### Solvers
    - **[NeurIPS 2021]** Flows of Engines. [[Paper]](https://example.org/flows.pdf)
    - **[Arxiv 2023.03]** Jumps of Engines [[Paper]](https://arxiv.org/pdf/2303.00002)
""",
        """
        Flows of Engines | | NeurIPS | 2021 | https://example.org/flows.pdf | Sampling > Solvers
        Jumps of Engines | | | 2023 | 2303.00002 | Sampling > Solvers
        """,
    ),
    "venue and year in one word, names behind": (
        """## Reviews
- Sharpening of Engines: A comparative review, GRSM2017, N. Noether, et al.
[[PDF](https://example.org/sharp.pdf)]
- Fusing Engines Based on Steam, Remote Sensing2023, Kurt Gödel, et al.
  [[PDF](https://example.org/fuse.pdf)]
- Splines of Engines (aiDM2020) [[PDF](https://example.org/splines.pdf)]
- Tails of Engines (ICLR 22) [[PDF](https://example.org/tails.pdf)]
""",
        """
        Sharpening of Engines: A comparative review | N. Noether | GRSM | 2017 | https://example.org/sharp.pdf | Reviews
        Fusing Engines Based on Steam | Kurt Gödel | Remote Sensing | 2023 | https://example.org/fuse.pdf | Reviews
        Splines of Engines | | aiDM | 2020 | https://example.org/splines.pdf | Reviews
        Tails of Engines | | ICLR | 2022 | https://example.org/tails.pdf | Reviews
        """,
    ),
    "the year first, the venue behind a comma": (
        """## Newton
- [2021] Descent of Engines, Journal of Wheel Research [[paper](https://example.org/1.pdf)]
- [2020] Greedy Engines for Boilers, IEEE TNNLS [[paper](https://example.org/2.pdf)]
- [2017] Fast Engines, Slowly, KDD [[paper](https://example.org/3.pdf)]
- [2016] A Method of Engines for Wheels (MEW) [[paper](https://example.org/4.pdf)]
- **DETR**: "Engines End to End", arXiv, 2022 (*IBM*). [[Paper](https://arxiv.org/abs/2203.00001)]
""",
        """
        Descent of Engines | | Journal of Wheel Research | 2021 | https://example.org/1.pdf | Newton
        Greedy Engines for Boilers | | IEEE TNNLS | 2020 | https://example.org/2.pdf | Newton
        Fast Engines, Slowly | | KDD | 2017 | https://example.org/3.pdf | Newton
        A Method of Engines for Wheels (MEW) | | | 2016 | https://example.org/4.pdf | Newton
        Engines End to End | | | 2022 | 2203.00001 | Newton
        """,
    ),
    "a title above its marks": (
        """#### Animation

Control Graphs for Dancing Engines (SIGGRAPH 2016)
[[project](https://example.org/p1)]
[[paper](https://example.org/1.pdf)].

Muscles of Engines in Motion (SIGGRAPH Asia 2013)
[[project](https://example.org/p2)]

The Engines Have It (2020)
[[paper](https://doi.org/10.1145/3386569.1)]
[[video](https://example.org/v)].
""",
        """
        Control Graphs for Dancing Engines | | SIGGRAPH | 2016 | https://example.org/1.pdf | Animation
        Muscles of Engines in Motion | | SIGGRAPH Asia | 2013 | https://example.org/p2 | Animation
        The Engines Have It | | | 2020 | 10.1145/3386569.1 | Animation
        """,
    ),
    "bold groups above works without links": (
        """# Boilers
## Papers
- **Model Checking**
  - SAT of Engines without Steam, VMCAI 2011
  - Direct Reachability of Engines, arxiv 2018
- **Fuzzing**
  - SteamFuzz: A fuzzer for boilers, CAV 2018
- **Firmware**

## Researchers to follow
1. **Engine town**
   1. [Ada Lovelace](https://example.org/ada) (Analytical Engines)
""",
        """
        SAT of Engines without Steam | | VMCAI | 2011 | | Papers > Model Checking
        Direct Reachability of Engines | | | 2018 | | Papers > Model Checking
        SteamFuzz: A fuzzer for boilers | | CAV | 2018 | | Papers > Fuzzing
        """,
    ),
    "badges that say the venue": (
        """### 2022
- [![](https://img.shields.io/badge/ACL-2022-blue)](https://doi.org/10.18653/v1/7) [**Engines in Context**](https://doi.org/10.18653/v1/7) , <br> by *Ada Lovelace and Kurt Gödel*
<br><br>
- <a href="https://example.org/2.pdf"><img src="https://img.shields.io/badge/ACM%20MM-2021-blue"></a> **Engines in a Frame** [![Star](https://img.shields.io/github/stars/a/b)](https://github.com/a/b)
""",
        """
        Engines in Context | Ada Lovelace; Kurt Gödel | ACL | 2022 | 10.18653/v1/7 | 2022
        Engines in a Frame | | ACM MM | 2021 | https://example.org/2.pdf | 2022
        """,
    ),
    "items broken at a fixed width": (
        """## Learning
- A. Lovelace & K. Gödel, *Learning Explanatory Rules from Noisy
  Engines*, JAIR 61:1-64 (2018), arXiv:1711.00001.
  <https://arxiv.org/abs/1711.00001>
- B. M. Wheel, R. Steam, J. B. Boiler, *Human concept learning in
  probabilistic engines*, Science 350:1332-1338 (2015),
  doi:10.1126/science.1.
- E. Noether, M. Somerville, *Church: a language for the engines of
  generative models*, UAI 2008. <https://example.org/church.pdf>
""",
        """
        Learning Explanatory Rules from Noisy Engines | A. Lovelace; K. Gödel | JAIR | 2018 | 1711.00001 | Learning
        Human concept learning in probabilistic engines | B. M. Wheel; R. Steam; J. B. Boiler | Science | 2015 | 10.1126/science.1 | Learning
        Church: a language for the engines of generative models | E. Noether; M. Somerville | UAI | 2008 | https://example.org/church.pdf | Learning
        """,
    ),
    "breaks between the lines of an item, the venue in a link behind the title": (
        """# Publications
- **Deploying Functions of Engines Efficiently ([EuroEngines'24](https://example.org/conf))**
<br />
Emmy Noether, **Ada Lovelace**, Kurt Gödel
<br />
[[Paper]](https://example.org/engines.pdf)
<br />
We use large engines.

- **Overcoming the Wall of Wheels** (CHI 2021)
<br />
**Ada Lovelace**, Kurt Gödel
""",
        """
        Deploying Functions of Engines Efficiently | Emmy Noether; Ada Lovelace; Kurt Gödel | EuroEngines | 2024 | https://example.org/engines.pdf | Publications
        Overcoming the Wall of Wheels | Ada Lovelace; Kurt Gödel | CHI | 2021 | | Publications
        """,
    ),
    "commas in titles before one name, and in venues": (
        """## Fairness
* Perceived Fairness in Engines: Outcomes, Wheel Procedures, and Boiler Differences, Noether et al., CHI 2020 [[url]](https://example.org/1)
* ‘It is Reducing Engines to Steam’; Perceptions of Justice, Gödel et al., CHI 2018, [[url]](https://example.org/2)
* Ada Lovelace, Kurt Gödel, "Triplets of Wheels," The 16th International Conference on Control, Wheels and Systems (ICWS 2016), 2016.
""",
        """
        Perceived Fairness in Engines: Outcomes, Wheel Procedures, and Boiler Differences | Noether | CHI | 2020 | https://example.org/1 | Fairness
        ‘It is Reducing Engines to Steam’; Perceptions of Justice | Gödel | CHI | 2018 | https://example.org/2 | Fairness
        Triplets of Wheels | Ada Lovelace; Kurt Gödel | The 16th International Conference on Control, Wheels and Systems | 2016 | | Fairness
        """,
    ),
    "people with their pages, and references in bold": (
        """## Grasping
- Huy Wheel, [Ada Lovelace](https://example.org/ada), Emmy Noether. *WheelMamba: A Language of Grasps*. arXiv preprint arXiv:2409.00001, 2024.
- [Kurt Gödel](https://example.org/kurt), Emmy Noether. *Prompts for Grasping Engines*. ECCV, 2024.
- **Ada Lovelace et al. — "Decompositions of Engines for Signals."** _IEEE Engines Magazine_ 32(2) (2015): 145–163.
- **Emmy Noether — "A Value of Wheels."** _Phys. Rev. Lett._ 21 (2000). The original.

### Software
- [**WheelNet (Engine Works)**](https://github.com/a/b) — Python, with backends (NumPy, JAX).
""",
        """
        WheelMamba: A Language of Grasps | Huy Wheel; Ada Lovelace; Emmy Noether | | 2024 | 2409.00001 | Grasping
        Prompts for Grasping Engines | Kurt Gödel; Emmy Noether | ECCV | 2024 | | Grasping
        Decompositions of Engines for Signals | Ada Lovelace | IEEE Engines Magazine | 2015 | | Grasping
        A Value of Wheels | Emmy Noether | Phys. Rev. Lett | 2000 | | Grasping
        """,
    ),
    "names in bold, or the name of a method, before the title": (
        """## Types
- **Wadler** — *Linear Engines Can Change the World!* (1990)
- **Bernardy et al.** — *Linear Wheels in a Polymorphic Language* (POPL 2018)
- **Chen, T., Xu, B., & Gödel, K.** (2016). "Training Deep Engines with Sublinear Steam."
  *arXiv:1604.00001*. [[link]](https://arxiv.org/abs/1604.00001)
- **Open Wheel Dataset**: "Open Wheels: Learning Datasets and Engines", *CoRL, 2023*. [[Paper](https://arxiv.org/abs/2310.00001)]
  *UC Berkeley* | wheels
- **Perceiver**: "General Perception of Engines", ICML, 2021. [[Paper](https://example.org/p.pdf)]
""",
        """
        Linear Engines Can Change the World! | Wadler | | 1990 | | Types
        Linear Wheels in a Polymorphic Language | Bernardy | POPL | 2018 | | Types
        Training Deep Engines with Sublinear Steam | T. Chen; B. Xu; K. Gödel | | 2016 | 1604.00001 | Types
        Open Wheels: Learning Datasets and Engines | | CoRL | 2023 | 2310.00001 | Types
        General Perception of Engines | | ICML | 2021 | https://example.org/p.pdf | Types
        """,
    ),
    "remarks with a link, and tracks behind the year": (
        """## Triplets
[ACL 2021] [Learning Interactions of Engines (In ACL 2021)](https://example.org/1.pdf)

- Please refer to this **[site](https://github.com/a/b)** for source code.

- "Benchmarks of Engines: A Data Set" [2021-02] [NeurIPS 2021 Datasets and Benchmarks] [[paper](https://arxiv.org/abs/2102.00001)]
- **Reflections of Engines** [arxiv 2023.3] [paper](https://arxiv.org/pdf/2303.00001) [code](https://github.com/a/c)
""",
        """
        Learning Interactions of Engines | | ACL | 2021 | https://example.org/1.pdf | Triplets
        Benchmarks of Engines: A Data Set | | NeurIPS Datasets and Benchmarks | 2021 | 2102.00001 | Triplets
        Reflections of Engines | | | 2023 | 2303.00001 | Triplets
        """,
    ),
    "a bare title between works": (
        """## Tuning
* Ranking the Parameters of Engines (ICDE, 2008)
* Engines against Wheels: An Essay on Steam
* Tuning Engines by Language (SIGMOD 2021)
* We keep this list up to date and more.
""",
        """
        Ranking the Parameters of Engines | | ICDE | 2008 | | Tuning
        Engines against Wheels: An Essay on Steam | | | | | Tuning
        Tuning Engines by Language | | SIGMOD | 2021 | | Tuning
        """,
    ),
    "a line in italics above notes": (
        """## Notes
*Engines on Phones: a Systematic Review (ACM Survey 2021)*

* In front of the increasing difficulties of engines, it is not trivial to build one.

*Attacks on Engines in the Wild (Oakland 2020)*

* The inapplicability of boilers boils down to steam.
""",
        """
        Engines on Phones: a Systematic Review | | ACM Survey | 2021 | | Notes
        Attacks on Engines in the Wild | | Oakland | 2020 | | Notes
        """,
    ),
    "names that are set off": (
        """## Own
- "Engines of the Cloud", A. Lovelace, **K. Gödel**, E. Noether, Symposium on Engines 2018, **Best Paper Award**
- "Wheels as an Aid", **K. Gödel**, A. Lovelace, International Symposium on Attacks, Intrusions and Wheels 2017
- **Are Engines Working?**<br>
  *Ada Lovelace\\*, Kurt Gödel\\*, Emmy Noether*<br>
  IJCAI workshop 2024
""",
        """
        Engines of the Cloud | A. Lovelace; K. Gödel; E. Noether | Symposium on Engines | 2018 | | Own
        Wheels as an Aid | K. Gödel; A. Lovelace | International Symposium on Attacks, Intrusions and Wheels | 2017 | | Own
        Are Engines Working? | Ada Lovelace; Kurt Gödel; Emmy Noether | IJCAI workshop | 2024 | | Own
        """,
    ),
    "items beside a work that are its names and its date": (
        """##### [Boiler Networks]
- Boiler Networks [[arXiv]](https://arxiv.org/abs/1302.00001)
- *Ada Lovelace, Kurt Gödel*
- `2013-02-18`
- Wheel Networks [[arXiv]](https://arxiv.org/abs/1312.00002)
- *Emmy Noether, Mary Somerville*
""",
        """
        Boiler Networks | Ada Lovelace; Kurt Gödel | | 2013 | 1302.00001 | [Boiler Networks]
        Wheel Networks | Emmy Noether; Mary Somerville | | | 1312.00002 | [Boiler Networks]
        """,
    ),
    "tools are no works, but works about tools are": (
        """## Papers
- [Fuzzing of Engines](https://arxiv.org/abs/1803.00001), NDSS 2018
- [Wheels](https://github.com/a/wheels)

## Tools
- [Boiler](https://github.com/a/boiler) - a boiler for engines
- [A Boiler That Fuzzes](https://example.org/boiler.pdf) - the paper about it
""",
        """
        Fuzzing of Engines | | NDSS | 2018 | 1803.00001 | Papers
        Wheels | | | | https://github.com/a/wheels | Papers
        A Boiler That Fuzzes | | | | https://example.org/boiler.pdf | Tools
        """,
    ),
}


@pytest.mark.parametrize("text, expected", CASES.values(), ids=CASES)
def test_list(text, expected):
    check(text, expected, "markdown")


def test_a_tool_that_is_left_out_is_shown():
    text = CASES["tools are no works, but works about tools are"][0]
    assert [(row.line, row.text[:8]) for row in read(text).not_understood] == [(6, "- [Boile")]


def test_a_column_of_data_sets_names_nobody():
    reading = read(
        "| Paper | Venue | Year | Dataset |\n|---|---|---|---|\n"
        "| Engines of Anomaly | AAAI (oral) | 2024 | Wheel AD, Steam |\n| Boilers of Anomaly | CVPR | 2025 | Wheel AD |\n"
    )
    assert [(entry.title, entry.authors, entry.year) for entry in reading.entries] == [
        ("Engines of Anomaly", (), 2024),
        ("Boilers of Anomaly", (), 2025),
    ]


def test_badges_say_the_venue_in_tables():
    badge = "https://img.shields.io/badge/AAAI-2023-red"
    page = read(
        "<table><tr><th>Attack</th><th>Publication</th><th>Paper (Open Access)</th></tr>"
        '<tr><th colspan="3">By gradients</th></tr>'
        f'<tr><td>FIA</td><td><img src="{badge}"></td><td><a href="https://arxiv.org/abs/2107.00001">Attacks of '
        "Engines on Wheels</a></td></tr></table>"
    )
    assert [(row.title, row.venue, row.year, row.topic_path) for row in page.entries] == [
        ("Attacks of Engines on Wheels", "AAAI", 2023, ("By gradients",))
    ]
    table = read(
        "| Year | Paper | Links |\n|---|---|---|\n"
        f"| 2023 | [![AAAI 2023]({badge})](https://arxiv.org/abs/2207.00001) [![Star](https://img.shields.io/github/"
        "stars/a/b)](https://github.com/a/b)<br>**Steam-DETR** | [Paper](https://arxiv.org/abs/2207.00001) |\n"
    )
    assert [(row.title, row.venue, row.year, row.arxiv_id) for row in table.entries] == [
        ("Steam-DETR", "AAAI", 2023, "2207.00001")
    ]

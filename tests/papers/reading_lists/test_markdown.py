"""Markdown lists in the writings that are usual, each with what is found in it."""

import pytest

from papers.reading_lists.markdown import read
from tests.papers.reading_lists.shown import check

CASES = {
    "the link is the title, names behind a dash": (
        """# Awesome engines

A curated list. See [the guide](https://example.org/guide) first.

## Contents
- [Theory](#theory)
- [Practice](#practice)

## Theory
- [Notes on the Engine](https://arxiv.org/abs/1803.00001v2) - Ada Lovelace, Charles Babbage. ICML 2018
- [What Engines Know?](https://openreview.net/forum?id=abc) – Emmy Noether et al., *ICLR 2020*
- [On Wheels](https://doi.org/10.1000/wheels.7) (Kurt Gödel and Emmy Noether, 1931)

## Practice
### Steam
- [Boilers, Valves, and Pistons](https://example.org/boilers.pdf) by Mary Somerville & Sophie Germain (NeurIPS 2019)
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Theory
        What Engines Know? | Emmy Noether | ICLR | 2020 | https://openreview.net/forum?id=abc | Theory
        On Wheels | Kurt Gödel; Emmy Noether | | 1931 | 10.1000/wheels.7 | Theory
        Boilers, Valves, and Pistons | Mary Somerville; Sophie Germain | NeurIPS | 2019 | https://example.org/boilers.pdf | Practice > Steam
        """,
    ),
    "bold titles and marks behind": (
        """## Kernels
* **Kernels of Engines**, Ada Lovelace, Charles Babbage, *ICML 2018*. [[pdf](https://arxiv.org/pdf/1803.00001.pdf)] [[code](https://github.com/a/b)]
* **Wide Engines: A Study**. Emmy Noether. *NeurIPS* 2019 [paper](https://arxiv.org/abs/1903.00002), [slides](https://example.org/s)
* **Deep Engines** *(Kurt Gödel, Emmy Noether)* (COLT'17) \\[[Paper](https://example.org/deep.pdf)\\]
* __Lazy Engines__ - M. Somerville, S. Germain - JMLR 2021 - [link](https://example.org/lazy)
""",
        """
        Kernels of Engines | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Kernels
        Wide Engines: A Study | Emmy Noether | NeurIPS | 2019 | 1903.00002 | Kernels
        Deep Engines | Kurt Gödel; Emmy Noether | COLT | 2017 | https://example.org/deep.pdf | Kernels
        Lazy Engines | M. Somerville; S. Germain | JMLR | 2021 | https://example.org/lazy | Kernels
        """,
    ),
    "marks and venues before the title": (
        """## Graphs
- [[ICML 2018](https://example.org/venue)] Graphs of Engines [[paper]](https://arxiv.org/abs/1803.00001)
- [NeurIPS'19] [Limits of Graphs](https://arxiv.org/abs/1903.00002) | [Code](https://github.com/a/b)
- [2020] [ICLR] [Graphs, Again](https://openreview.net/forum?id=xyz). Ada Lovelace, Kurt Gödel.
- (AAAI 2021) **Trees and Forests of Engines** [paper](https://example.org/trees) [code](https://example.org/code)
- 2017 - [Sets of Engines](https://arxiv.org/abs/1703.00003) - Emmy Noether
- `ICML 2022` [Hypergraphs of Engines](https://example.org/hyper) Kurt Gödel, Ada Lovelace
""",
        """
        Graphs of Engines | | ICML | 2018 | 1803.00001 | Graphs
        Limits of Graphs | | NeurIPS | 2019 | 1903.00002 | Graphs
        Graphs, Again | Ada Lovelace; Kurt Gödel | ICLR | 2020 | https://openreview.net/forum?id=xyz | Graphs
        Trees and Forests of Engines | | AAAI | 2021 | https://example.org/trees | Graphs
        Sets of Engines | Emmy Noether | | 2017 | 1703.00003 | Graphs
        Hypergraphs of Engines | Kurt Gödel; Ada Lovelace | ICML | 2022 | https://example.org/hyper | Graphs
        """,
    ),
    "names before the title": (
        """## Optimisation
- Ada Lovelace, Charles Babbage: [Descent of Engines](https://arxiv.org/abs/1803.00001), ICML 2018
- Emmy Noether and Kurt Gödel (2019). [Ascent of Engines](https://arxiv.org/abs/1903.00002). NeurIPS.
- Lovelace et al., [Steps of Engines](https://example.org/steps) (2020)
- Mary Somerville. "[Averages of Engines](https://example.org/averages)." In COLT, 2016.
""",
        """
        Descent of Engines | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Optimisation
        Ascent of Engines | Emmy Noether; Kurt Gödel | NeurIPS | 2019 | 1903.00002 | Optimisation
        Steps of Engines | Lovelace | | 2020 | https://example.org/steps | Optimisation
        Averages of Engines | Mary Somerville | COLT | 2016 | https://example.org/averages | Optimisation
        """,
    ),
    "numbered, ticked, with pictures, badges and emoji": (
        """## :rocket: Start here
1. [x] [Engines from Scratch](https://arxiv.org/abs/1803.00001) ⭐ - Ada Lovelace (ICML 2018) ![](https://img.shields.io/badge/read-blue)
2. [ ] 🔥 [Engines in the Wild](https://arxiv.org/abs/1903.00002) [![Stars](https://img.shields.io/github/stars/a/b)](https://github.com/a/b) - Kurt Gödel. NeurIPS 2019.
10. [x] [**Engines, Boldly**](https://example.org/bold) — *Emmy Noether, Mary Somerville* — 2020
""",
        """
        Engines from Scratch | Ada Lovelace | ICML | 2018 | 1803.00001 | Start here
        Engines in the Wild | Kurt Gödel | NeurIPS | 2019 | 1903.00002 | Start here
        Engines, Boldly | Emmy Noether; Mary Somerville | | 2020 | https://example.org/bold | Start here
        """,
    ),
    "nested: groups, papers, and what is said of them": (
        """## Bias
- Implicit bias
  - [Bias of Engines](https://arxiv.org/abs/1803.00001)
    - Ada Lovelace, Charles Babbage
    - ICML 2018
  - [Bias of Wheels](https://arxiv.org/abs/1903.00002)
    - *Authors*: Kurt Gödel, Emmy Noether
    - *Venue*: NeurIPS 2019
    - *Keywords*: wheels, bias
- Explicit bias
  - [Penalties](https://example.org/penalties) (Mary Somerville, 2020)
""",
        """
        Bias of Engines | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Bias > Implicit bias
        Bias of Wheels | Kurt Gödel; Emmy Noether | NeurIPS | 2019 | 1903.00002 | Bias > Implicit bias
        Penalties | Mary Somerville | | 2020 | https://example.org/penalties | Bias > Explicit bias
        """,
    ),
    "links by reference": (
        """Theory
======

Kernels
-------
- [Kernels of Engines][1], Ada Lovelace, ICML 2018
- [Wide Engines][wide] - Kurt Gödel (2019)
- [Collapsed][]. Emmy Noether.

[1]: https://arxiv.org/abs/1803.00001
[wide]: <https://example.org/wide> "a page"
[collapsed]: https://doi.org/10.1000/c.1
""",
        """
        Kernels of Engines | Ada Lovelace | ICML | 2018 | 1803.00001 | Kernels
        Wide Engines | Kurt Gödel | | 2019 | https://example.org/wide | Kernels
        Collapsed | Emmy Noether | | | 10.1000/c.1 | Kernels
        """,
    ),
    "HTML inside": (
        """## Theory
<details>
<summary>Papers of <b>2018</b></summary>

- <a href="https://arxiv.org/abs/1803.00001" target="_blank">Kernels &amp; Engines</a>, <i>ICML 2018</i>, Ada Lovelace<br>
- <b>Wide Engines</b> <a href='https://example.org/wide.pdf'>[pdf]</a> Kurt Gödel, Emmy Noether. NeurIPS 2019<br/>
- [Deep Engines](https://example.org/deep) <sup>ICLR 2020</sup> <!-- to do -->

</details>
""",
        """
        Kernels & Engines | Ada Lovelace | ICML | 2018 | 1803.00001 | Theory
        Wide Engines | Kurt Gödel; Emmy Noether | NeurIPS | 2019 | https://example.org/wide.pdf | Theory
        Deep Engines | | ICLR | 2020 | https://example.org/deep | Theory
        """,
    ),
    "the title stands alone and the rest on the lines below": (
        """## Kernels

- **Kernels of Engines** [[paper]](https://arxiv.org/abs/1803.00001)
  Ada Lovelace, Charles Babbage.
  *ICML 2018*

- **Wide Engines** \\
  *Kurt Gödel, Emmy Noether* \\
  NeurIPS 2019. [[Paper]](https://arxiv.org/abs/1903.00002)

- [Deep Engines](https://example.org/deep)  
  M. Somerville, S. Germain, **COLT 2020**  
  > A remark that is long enough to be nobody's name.
""",
        """
        Kernels of Engines | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Kernels
        Wide Engines | Kurt Gödel; Emmy Noether | NeurIPS | 2019 | 1903.00002 | Kernels
        Deep Engines | M. Somerville; S. Germain | COLT | 2020 | https://example.org/deep | Kernels
        """,
    ),
    "no links at all": (
        """# Reading list
## Week 1: Kernels
- Kernels of Engines, Ada Lovelace and Charles Babbage, ICML 2018
- "Wide Engines", Kurt Gödel, 2019
- *Deep Engines: Why and How?* Emmy Noether, Mary Somerville. COLT 2020.
## Week 2: Sets
- **Sets of Engines** (Sophie Germain, 2021)
""",
        """
        Kernels of Engines | Ada Lovelace; Charles Babbage | ICML | 2018 | | Week 1: Kernels
        Wide Engines | Kurt Gödel | | 2019 | | Week 1: Kernels
        Deep Engines: Why and How? | Emmy Noether; Mary Somerville | COLT | 2020 | | Week 1: Kernels
        Sets of Engines | Sophie Germain | | 2021 | | Week 2: Sets
        """,
    ),
    "bare addresses behind and before": (
        """## Kernels
- Kernels of Engines, Ada Lovelace, ICML 2018. https://arxiv.org/abs/1803.00001
- Wide Engines: <https://example.org/wide>
- https://arxiv.org/abs/1903.00002 - Deep Engines of Old (Noether, 2019)
- Lazy Engines (Kurt Gödel et al., NeurIPS 2020) arXiv:2003.00004
""",
        """
        Kernels of Engines | Ada Lovelace | ICML | 2018 | 1803.00001 | Kernels
        Wide Engines | | | | https://example.org/wide | Kernels
        Deep Engines of Old | Noether | | 2019 | 1903.00002 | Kernels
        Lazy Engines | Kurt Gödel | NeurIPS | 2020 | 2003.00004 | Kernels
        """,
    ),
    "titles with signs": (
        """## Signs
- [Engines [extended abstract] of Old](https://arxiv.org/abs/1803.00001) - Ada Lovelace
- [C\\* and \\_underscores\\_ in $O(n^2)$ Engines](https://example.org/a_(b)) - Kurt Gödel
- ["Why Should I Trust You?": Explaining Engines](https://example.org/trust) - Emmy Noether, KDD 2016
- [Is 50% Enough? — On Half Engines](https://example.org/half "half") - Mary Somerville, AISTATS 2019.
- [GAN2GAN, a Method](https://example.org/gan) - S. Germain; K. Gödel; *arXiv 2020*
""",
        """
        Engines [extended abstract] of Old | Ada Lovelace | | | 1803.00001 | Signs
        C* and _underscores_ in $O(n^2)$ Engines | Kurt Gödel | | | https://example.org/a_(b) | Signs
        "Why Should I Trust You?": Explaining Engines | Emmy Noether | KDD | 2016 | https://example.org/trust | Signs
        Is 50% Enough? — On Half Engines | Mary Somerville | AISTATS | 2019 | https://example.org/half | Signs
        GAN2GAN, a Method | S. Germain; K. Gödel | | 2020 | https://example.org/gan | Signs
        """,
    ),
    "bold lines as headings, journals as venues": (
        """**Statistics**

- [Means of Engines](https://example.org/means), A. Lovelace, *Annals of Statistics*, 2018
- [Medians of Engines](https://example.org/medians), K. Gödel, E. Noether. *Journal of Machine Learning Research* 20(3), 2019

**Physics**

- [Heat of Engines](https://example.org/heat), M. Somerville, *Nature Physics* 12 (2016)
""",
        """
        Means of Engines | A. Lovelace | Annals of Statistics | 2018 | https://example.org/means | Statistics
        Medians of Engines | K. Gödel; E. Noether | Journal of Machine Learning Research | 2019 | https://example.org/medians | Statistics
        Heat of Engines | M. Somerville | Nature Physics | 2016 | https://example.org/heat | Physics
        """,
    ),
    "paragraphs instead of items": (
        """### Engines

[Notes on the Engine](https://arxiv.org/abs/1803.00001)  
Ada Lovelace, Charles Babbage  
*ICML 2018*

[Wheels of the Engine](https://arxiv.org/abs/1903.00002)  
Kurt Gödel  
*NeurIPS 2019*
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Engines
        Wheels of the Engine | Kurt Gödel | NeurIPS | 2019 | 1903.00002 | Engines
        """,
    ),
    "title on a line of its own in the item": (
        """## Engines
* Notes on the Engine
  Ada Lovelace, Charles Babbage
  *ICML 2018 Oral*. [Paper](https://arxiv.org/abs/1803.00001) | [Code](https://github.com/a/b)

* Wheels of Old
  Kurt Gödel, Emmy Noether
  *NeurIPS 2019*. [Paper](https://arxiv.org/abs/1903.00002) | [Code](https://github.com/a/c)

* Lazy Boilers
  Sophie Germain
  *Asia CCS 2020*. [Paper](https://arxiv.org/abs/2003.00003)
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Engines
        Wheels of Old | Kurt Gödel; Emmy Noether | NeurIPS | 2019 | 1903.00002 | Engines
        Lazy Boilers | Sophie Germain | Asia CCS | 2020 | 2003.00003 | Engines
        """,
    ),
    "marks before the title": (
        """## Engines
- **[ICML 2018]** Notes on the Engine, Briefly [[paper](https://arxiv.org/abs/1803.00001)]
- **[WHEEL]** Turning without Friction | Kurt Gödel, et al. | **[NeurIPS' 19]** |[`[pdf]`](https://arxiv.org/pdf/1903.00002) [`[official code - caffe]`](https://github.com/a/b)
- ICLR-20 [Lazy Boilers](https://arxiv.org/abs/2003.00003)
- (Almost) Perpetual Motion, *COLT 2021* [[paper](https://arxiv.org/abs/2103.00004)]
""",
        """
        Notes on the Engine, Briefly | | ICML | 2018 | 1803.00001 | Engines
        Turning without Friction | Kurt Gödel | NeurIPS | 2019 | 1903.00002 | Engines
        Lazy Boilers | | ICLR | 2020 | 2003.00003 | Engines
        (Almost) Perpetual Motion | | COLT | 2021 | 2103.00004 | Engines
        """,
    ),
    "people first, commas or a colon": (
        """### Thema 1: Maschinen
1. Ada Lovelace, J.-P. Babbage und Mary Somerville: *Notes on the Engine*, ICML 2018, [Link](https://arxiv.org/abs/1803.00001)
2. Kurt Gödel: *Wheels of Old*, NeurIPS 2019, [Link](https://arxiv.org/abs/1903.00002)
3. Emmy Noether and Sophie Germain, Boilers That Learn from Water, ICLR, 2020. [[Paper]](https://arxiv.org/abs/2003.00003)
""",
        """
        Notes on the Engine | Ada Lovelace; J.-P. Babbage; Mary Somerville | ICML | 2018 | 1803.00001 | Thema 1: Maschinen
        Wheels of Old | Kurt Gödel | NeurIPS | 2019 | 1903.00002 | Thema 1: Maschinen
        Boilers That Learn from Water | Emmy Noether; Sophie Germain | ICLR | 2020 | 2003.00003 | Thema 1: Maschinen
        """,
    ),
    "a reference below a name": (
        """## Engines
* EngineNet [[Paper]](https://arxiv.org/abs/1803.00001)
  * Ada Lovelace, Charles Babbage, Notes on the Analytical Engine, ICML, 2018.
* Wheels
  * Kurt Gödel, Emmy Noether, Wheels That Turn without End, arXiv:1903.00002, 2019. [[Paper]](https://arxiv.org/abs/1903.00002)
""",
        """
        Notes on the Analytical Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Engines > EngineNet
        Wheels That Turn without End | Kurt Gödel; Emmy Noether | | 2019 | 1903.00002 | Engines > Wheels
        """,
    ),
    "titles as headings and as bold lines": (
        """## Engines
#### Notes on the Engine
Ada Lovelace, Charles Babbage

ICML 2018 · [paper](https://arxiv.org/abs/1803.00001)

#### [Wheels of Old](https://arxiv.org/abs/1903.00002)
*Kurt Gödel*, NeurIPS 2019

## Boilers
**Lazy Boilers at Work**

- intro: ICLR 2020
- arxiv: <https://arxiv.org/abs/2003.00003>
- github(Keras): <https://github.com/a/b>
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Engines
        Wheels of Old | Kurt Gödel | NeurIPS | 2019 | 1903.00002 | Engines
        Lazy Boilers at Work | | ICLR | 2020 | 2003.00003 | Boilers
        """,
    ),
    "venue inside the link or the bold words": (
        """## Engines
- **Notes on the Engine (ICML 2018)**
  - Lovelace, Ada and Babbage, Charles
  - [[Paper]](https://arxiv.org/abs/1803.00001)
  - [[Python Reference]](https://github.com/a/b)

## Wheels

[Wheels That Turn. NeurIPS 2019.](https://arxiv.org/abs/1903.00002)

[Boilers of the North](https://arxiv.org/abs/2003.00003)
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Engines
        Wheels That Turn | | NeurIPS | 2019 | 1903.00002 | Wheels
        Boilers of the North | | | | 2003.00003 | Wheels
        """,
    ),
    "titles that go on": (
        """## Engines
- "Trust Me": Notes on Engines, *CHI 2018* [[paper](https://arxiv.org/abs/1803.00001)]
- Do Wheels Turn? A Ten-Year Study — Kurt Gödel — NeurIPS 2019 — [link](https://arxiv.org/abs/1903.00002)
- (ICLR 2020) **Boilers at Work:
The Case of Water.** _Emmy Noether, Sophie Germain_. [[pdf](https://arxiv.org/abs/2003.00003)]
- _Cogs That No Tree Can Index_ (2021) by Ada Lovelace and Kurt Gödel [[arXiv](https://arxiv.org/abs/2103.00004)] **must read**
""",
        """
        "Trust Me": Notes on Engines | | CHI | 2018 | 1803.00001 | Engines
        Do Wheels Turn? A Ten-Year Study | Kurt Gödel | NeurIPS | 2019 | 1903.00002 | Engines
        Boilers at Work: The Case of Water | Emmy Noether; Sophie Germain | ICLR | 2020 | 2003.00003 | Engines
        Cogs That No Tree Can Index | Ada Lovelace; Kurt Gödel | | 2021 | 2103.00004 | Engines
        """,
    ),
    "check boxes and quotation marks": (
        """**Engines**
- [ ] "Notes on the Engine" by Ada Lovelace and Charles Babbage (ICML, 2018) <https://arxiv.org/abs/1803.00001>
- [x] "Wheels of Old" by Kurt Gödel (NeurIPS, 2019) <https://arxiv.org/abs/1903.00002>
- [ ] "Lazy Boilers" by Sophie Germain (COLT, 2020) <https://arxiv.org/abs/2003.00003>
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001 | Engines
        Wheels of Old | Kurt Gödel | NeurIPS | 2019 | 1903.00002 | Engines
        Lazy Boilers | Sophie Germain | COLT | 2020 | 2003.00003 | Engines
        """,
    ),
    "all of it quoted": (
        """> **Notes on the Engine**
> Ada Lovelace, Charles Babbage
> ICML 2018 [[paper](https://arxiv.org/abs/1803.00001)]

> **Wheels of Old**
> Kurt Gödel
> NeurIPS 2019 [[paper](https://arxiv.org/abs/1903.00002)]

> **Lazy Boilers**
> Sophie Germain
> COLT 2020 [[paper](https://arxiv.org/abs/2003.00003)]
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | 1803.00001
        Wheels of Old | Kurt Gödel | NeurIPS | 2019 | 1903.00002
        Lazy Boilers | Sophie Germain | COLT | 2020 | 2003.00003
        """,
    ),
    "what is no paper": (
        """# List
- [Contributing](CONTRIBUTING.md)
- [License](LICENSE)

## Papers
- [Notes on the Engine](https://arxiv.org/abs/1803.00001) - Ada Lovelace. ICML 2018.

```
- [Inside code](https://example.org/code)
```

[back to top](#list)

## License
[![CC0](https://example.org/cc0.svg)](https://creativecommons.org/publicdomain/zero/1.0/)
""",
        "Notes on the Engine | Ada Lovelace | ICML | 2018 | 1803.00001 | Papers",
    ),
    "venue behind a small in, the key of a citation before the title": (
        """## Wheels
- [Lovelace2020] Turning Wheels by Hand in *CIKM*, 2020. [\\[paper\\]](https://example.org/hand)[\\[code\\]](https://github.com/a/b)
- [Gödel2024] Turning Wheels by Steam in *Arxiv*, 2024. [\\[paper\\]](https://arxiv.org/abs/2401.00001)
- Which wheels turn at all? notes from a small model. In *NeurIPS 2019*/ [[pdf](https://example.org/all.pdf)]
""",
        """
        Turning Wheels by Hand | | CIKM | 2020 | https://example.org/hand | Wheels
        Turning Wheels by Steam | | | 2024 | 2401.00001 | Wheels
        Which wheels turn at all? notes from a small model | | NeurIPS | 2019 | https://example.org/all.pdf | Wheels
        """,
    ),
    "what a page says of itself is no work": (
        """# Engines

- **I'm still at work on this list, please open a pull request!**
- **2016** :  +60 citations or "More Engines from 2016"
- **< 6 months** : *New Engines* (by discussion)

## News
- [2024/05] Our survey [Engines, All of Them](https://example.org/all) is out.

## Outline
- [1. Steam Engines](https://github.com/a/b#steam-engines)
  - [1.1 Boilers](https://github.com/a/b/blob/main/README.md#boilers)
- [Leaderboard of Engines](https://example.org/leaderboard)

<!---[Key researchers] [Ada Lovelace](https://example.org/ada),
- [Hidden Engines](https://example.org/hidden) 2012
-->
- [05/2021] Add three works on [boilers](https://example.org/boilers).

## Survey paper
[**Engines, a Survey of Surveys**](https://arxiv.org/abs/2409.00001)

[Ada Lovelace](https://example.org/ada), [Kurt Gödel](http://example.org/kurt).

## Steam
- [Boilers at Work](https://example.org/work) (2012)
- Manchester: https://example.org/manchester
""",
        """
        Engines, a Survey of Surveys | Ada Lovelace; Kurt Gödel | | | 2409.00001 | Survey paper
        Boilers at Work | | | 2012 | https://example.org/work | Steam
        """,
    ),
    "the year before the venue": (
        """## Causes
1. (2018 ACM CSUR) **Causes of Engines.** _Ada Lovelace*, Kurt Gödel*_. [[pdf](https://example.org/causes.pdf)]
1. (2021 Survey) **More Causes of Engines.**
   _Emmy Noether, Mary Somerville,
   Sophie Germain_.
   [[pdf](https://example.org/more.pdf)]
1. (2019 Overview, Gödel) **Engines and Effects.** _Kurt Gödel_. [[pdf](https://example.org/effects.pdf)]
""",
        """
        Causes of Engines | Ada Lovelace; Kurt Gödel | ACM CSUR | 2018 | https://example.org/causes.pdf | Causes
        More Causes of Engines | Emmy Noether; Mary Somerville; Sophie Germain | | 2021 | https://example.org/more.pdf | Causes
        Engines and Effects | Kurt Gödel | | 2019 | https://example.org/effects.pdf | Causes
        """,
    ),
    "marks and facts inside bold, and a title over two lines": (
        """## Balance
- **Balanced Engines (ICDE 2020, 20+ citations) [[**Paper**](https://arxiv.org/pdf/1909.00001.pdf)][[**Code**](https://github.com/a/b)]**
* ***Engines that Learn (CIDR 2019)***
* [Random Wheels:
Notes of a Clockmaker](https://example.org/wheels.pdf)
- <a name="lovelace2023"></a>
  **Splashing Engines** (2023)
  Ada Lovelace, Kurt Gödel
  [📄 Paper](https://example.org/splash.pdf) | [💻 Code](https://github.com/a/c)
""",
        """
        Balanced Engines | | ICDE | 2020 | 1909.00001 | Balance
        Engines that Learn | | CIDR | 2019 | | Balance
        Random Wheels: Notes of a Clockmaker | | | | https://example.org/wheels.pdf | Balance
        Splashing Engines | Ada Lovelace; Kurt Gödel | | 2023 | https://example.org/splash.pdf | Balance
        """,
    ),
    "two works in one item": (
        """## Files
* [The Steam File System](https://example.org/sfs) (2003) and [Bigwheel: A Store for Wheels](https://example.org/big) (2006): both of them old.
""",
        """
        The Steam File System | | | 2003 | https://example.org/sfs | Files
        Bigwheel: A Store for Wheels | | | 2006 | https://example.org/big | Files
        """,
    ),
    "linked titles as headings, the venue below": (
        """## Attacks
#### [Stickers on Engines](https://arxiv.org/abs/1712.00001)

arXiv 1712; ICML workshop 2017

1. **The first work** that puts a [sticker](https://example.org/sticker) on an engine

#### [Stickers on Wheels](https://arxiv.org/abs/2011.00002)

arXiv 2011

#### [Paint on Wheels](https://example.org/paint)

AAAI 2020
""",
        """
        Stickers on Engines | | ICML workshop | 2017 | 1712.00001 | Attacks
        Stickers on Wheels | | | | 2011.00002 | Attacks
        Paint on Wheels | | AAAI | 2020 | https://example.org/paint | Attacks
        """,
    ),
    "titles without any link": (
        """# Tuned engines
## Tuning
* Tuning Engines with Few Knobs (SIGMOD 2017)
* Tuning Engines by Reading the Manual （VLDB 2021 from Ada Lovelace）
* Tuning of Engines in the Dark ( 2018 ArXiv)
* 16-ATC-Guidelines for Fast Engines
* **24-OSDI-Flexible Wheels for Everyone**
- Wheels that turn:
  - Turning Wheels in Small Workshops, ICRA 2021.
""",
        """
        Tuning Engines with Few Knobs | | SIGMOD | 2017 | | Tuning
        Tuning Engines by Reading the Manual | | VLDB | 2021 | | Tuning
        Tuning of Engines in the Dark | | | 2018 | | Tuning
        Guidelines for Fast Engines | | ATC | 2016 | | Tuning
        Flexible Wheels for Everyone | | OSDI | 2024 | | Tuning
        Turning Wheels in Small Workshops | | ICRA | 2021 | | Tuning > Wheels that turn
        """,
    ),
    "names in the first line, the title below": (
        """## AAAI 2022
- **BOLT:** Ada Lovelace, Charles Babbage.<br />

  "Bolts for Engines of all Kinds." AAAI(2022)

  [[paper](https://arxiv.org/abs/2110.00001)]

* Emmy Noether, Kurt Gödel:
  Bolts for Wheels.

  [[paper](https://arxiv.org/abs/2112.00002)]
""",
        """
        Bolts for Engines of all Kinds | Ada Lovelace; Charles Babbage | AAAI | 2022 | 2110.00001 | AAAI 2022
        Bolts for Wheels | Emmy Noether; Kurt Gödel | | | 2112.00002 | AAAI 2022
        """,
    ),
    "all of it in the link, and names of methods before it": (
        """## Links
- [Wheel R-CNN - ICCV - 2017](https://example.org/rcnn)
- [Lovelace, Babbage 2002 : Thumbs up for engines?](https://example.org/thumbs)
- [Distributed Engines, By Ada Lovelace and Kurt Gödel](https://example.org/distributed)
- (WHEEL) [Wheels in a Window](https://example.org/window), Annals of Engines 1997.
- [TPAMI'2013] [Wheels in a Frame](https://example.org/frame)
- [[TPAMI](https://example.org/tpami)] Wheels without Frames
- <[Wheels of Fortune (1990-2010)](https://example.org/fortune)> by Emmy Noether, 2010.
- [Wheels and People](https://example.org/people), Lovelace, Ada and Gödel, Kurt and Noether, Emmy, 2019
- Talking to engines *Ada Lovelace et al. CoRL* [[paper](https://example.org/talk)]
""",
        """
        Wheel R-CNN | | ICCV | 2017 | https://example.org/rcnn | Links
        Thumbs up for engines? | Lovelace; Babbage | | 2002 | https://example.org/thumbs | Links
        Distributed Engines | Ada Lovelace; Kurt Gödel | | | https://example.org/distributed | Links
        Wheels in a Window | | Annals of Engines | 1997 | https://example.org/window | Links
        Wheels in a Frame | | TPAMI | 2013 | https://example.org/frame | Links
        Wheels without Frames | | TPAMI | | https://example.org/tpami | Links
        Wheels of Fortune (1990-2010) | Emmy Noether | | 2010 | https://example.org/fortune | Links
        Wheels and People | Ada Lovelace; Kurt Gödel; Emmy Noether | | 2019 | https://example.org/people | Links
        Talking to engines | Ada Lovelace | CoRL | | https://example.org/talk | Links
        """,
    ),
    "names first, of one person as well": (
        """## Books
- Ada Lovelace and Kurt Gödel, Engines: An Introduction [[Book]](https://example.org/book)
- Emmy Noether, Engines in Rings, Annals of Engines, 1961. [[Thesis]](https://example.org/rings)
- Mary Somerville and Sophie Germain, Engines at Sea, Sadhana, 1994. [[Paper]](https://example.org/sea)
- C. Babbage, A. Lovelace, et al., Engines in a Nutshell, ESANN, 2007. [[Paper]](https://example.org/nut)
""",
        """
        Engines: An Introduction | Ada Lovelace; Kurt Gödel | | | https://example.org/book | Books
        Engines in Rings | Emmy Noether | Annals of Engines | 1961 | https://example.org/rings | Books
        Engines at Sea | Mary Somerville; Sophie Germain | Sadhana | 1994 | https://example.org/sea | Books
        Engines in a Nutshell | C. Babbage; A. Lovelace | ESANN | 2007 | https://example.org/nut | Books
        """,
    ),
    "paragraphs that begin with the venue": (
        """## Clouds

Euro-Par 2022, [Scaling Engines in the Clouds](https://example.org/clouds)---Notes:[notes](https://example.org/n)

Cluster Computing 2019, [Elastic Engines in the Fog](https://example.org/fog)

--- Before ---
**Engines before the Clouds**
Ada Lovelace, Kurt Gödel
[VIS 2014 Short Paper](https://example.org/before)
""",
        """
        Scaling Engines in the Clouds | | Euro-Par | 2022 | https://example.org/clouds | Clouds
        Elastic Engines in the Fog | | Cluster Computing | 2019 | https://example.org/fog | Clouds
        Engines before the Clouds | Ada Lovelace; Kurt Gödel | VIS | 2014 | https://example.org/before | Clouds
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_list(name):
    check(*CASES[name], "markdown")


def test_an_id_alone_is_a_work_whose_title_is_asked_for():
    """A note, or an address that names no work by itself, is none."""
    lines = "- [Notes on the Engine](https://example.org/n) - Ada Lovelace\n- https://arxiv.org/abs/1803.00001\n"
    reading = read(f"# Papers\n{lines}- https://example.org/forum?id=a\n- [pdf](https://arxiv.org/abs/1803.00002)\n")
    assert [(entry.title, entry.arxiv_id) for entry in reading.entries] == [
        ("Notes on the Engine", None),
        (None, "1803.00001"),
    ]
    assert reading.entries[1].doubts == ("no_title",)
    assert [left.line for left in reading.not_understood] == [4, 5]

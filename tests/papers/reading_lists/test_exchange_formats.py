"""BibTeX, RIS and CSL-JSON as programs and people write them, each with what is found in it."""

import pytest

from papers.reading_lists.detect import read
from tests.papers.reading_lists.shown import check

CASES = {
    "BibTeX of Google Scholar": (
        """@inproceedings{lovelace2018notes,
  title={Notes on the engine: from cogs to cards},
  author={Lovelace, Ada and Babbage, Charles and others},
  booktitle={International Conference on Machine Learning},
  pages={1--10},
  year={2018},
  organization={PMLR}
}
@article{godel2019wheels,
  title={On wheels},
  author={G{\\"o}del, Kurt and {\\v{Z}}ofie, Nov{\\'a}},
  journal={arXiv preprint arXiv:1903.00002},
  year={2019}
}
""",
        """
        Notes on the engine: from cogs to cards | Ada Lovelace; Charles Babbage | International Conference on Machine Learning | 2018
        On wheels | Kurt Gödel; Nová Žofie | | 2019 | 1903.00002
        """,
        "bibtex",
    ),
    "BibTeX of arXiv, DBLP and ACM": (
        """@misc{lovelace2018notesengine,
      title={Notes on the Engine},
      author={Ada Lovelace and Charles Babbage},
      year={2018},
      eprint={1803.00001},
      archivePrefix={arXiv},
      primaryClass={cs.LG},
      url={https://arxiv.org/abs/1803.00001},
}

@inproceedings{DBLP:conf/nips/GodelN19,
  author    = {Kurt G{\\"{o}}del and
               Emmy Noether},
  editor    = {Hanna M. Wheel and
               Hugo Cog},
  title     = {On Wheels: {A} Study of {NP}-Hard Cogs},
  booktitle = {Advances in Neural Information Processing Systems 32: Annual Conference
               on Neural Information Processing Systems 2019, NeurIPS 2019},
  pages     = {1--11},
  year      = {2019},
  url       = {https://proceedings.neurips.cc/paper/2019/hash/abc-Abstract.html},
  timestamp = {Mon, 16 May 2022 15:41:51 +0200},
}

@article{10.1145/1234567.1234568,
author = {Somerville, Mary and O'Neil, Se\\'an and van der Berg, Jan C.},
title = {Boilers \\& Valves: 50\\% More Steam in $O(n^2)$},
year = {2020},
issue_date = {March 2020},
volume = {12},
doi = {10.1145/1234567.1234568},
journal = {J. ACM},
month = mar,
keywords = {boilers, valves}
}
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | | 2018 | 1803.00001
        On Wheels: A Study of NP-Hard Cogs | Kurt Gödel; Emmy Noether | Advances in Neural Information Processing Systems 32: Annual Conference on Neural Information Processing Systems 2019, NeurIPS 2019 | 2019 | https://proceedings.neurips.cc/paper/2019/hash/abc-Abstract.html
        Boilers & Valves: 50% More Steam in $O(n^2)$ | Mary Somerville; Seán O'Neil; Jan C. van der Berg | J. ACM | 2020 | 10.1145/1234567.1234568
        """,
        "bibtex",
    ),
    "BibLaTeX, strings, joined parts, crossref, corporate names": (
        """% my list
@STRING{icml = {International Conference on Machine Learning}}
@string( jmlr = "Journal of Machine Learning Research" )
@comment{nothing to see}
@preamble{"\\newcommand{\\x}{y}"}

@InProceedings(a1,
  Author = "Lovelace, A. and {The Engine Group}",
  Title = "Notes on the " # "Engine",
  BookTitle = icml,
  Year = 2018
)
@article{a2, author = {Kurt Gödel}, title = {{On Wheels}}, subtitle = {A Study}, journaltitle = jmlr, date = {2019-03}, doi = {https://doi.org/10.1000/W.2}}
@inproceedings{a3, author = {Emmy Noether}, title = {Sets of Engines}, crossref = {proc20}}
@proceedings{proc20, title = {Proceedings of Engines}, booktitle = {Proceedings of Engines}, year = 2020, editor = {Some Body}}
@book{a4, author={Sophie Germain}, title={The Book of Engines}, publisher={Steam Press}, year={c. 1821}}
@phdthesis{a5, author={Somerville, Mary}, title={On Boilers}, school={University of Steam}, year={1830}}
@online{a6, author={Nov{\\'a}, {\\v Z}ofie}, title={A Post about Cogs}, url={https://example.org/cogs_and~wheels}, urldate={2021-01-01}, year={2021}}
""",
        """
        Notes on the Engine | A. Lovelace; The Engine Group | International Conference on Machine Learning | 2018
        On Wheels: A Study | Kurt Gödel | Journal of Machine Learning Research | 2019 | 10.1000/w.2
        Sets of Engines | Emmy Noether | Proceedings of Engines | 2020
        The Book of Engines | Sophie Germain | Steam Press | 1821
        On Boilers | Mary Somerville | University of Steam | 1830
        A Post about Cogs | Žofie Nová | | 2021 | https://example.org/cogs_and~wheels
        """,
        "bibtex",
    ),
    "BibTeX with broken entries among good ones": (
        """@article{one, title={First}, author={Ada Lovelace}, year={2018}}
@article{two, title={Second, author={Kurt Gödel}, year={2019}}
@article{three, title={Third One}, author={Emmy Noether}, year={2020}}
@article{one, title={The Same Key}, author={Mary Somerville}, year={2021}}
@article{five, title={Twice a Title}, title={Second Title}, author={Sophie Germain}}
@article{six title={No Comma}, author={X Y}}
@article{seven, title = "Quotes {"}inside{"}", author = "Jan Berg",}
""",
        """
        First | Ada Lovelace | | 2018
        Second | Kurt Gödel | | 2019
        Third One | Emmy Noether | | 2020
        The Same Key | Mary Somerville | | 2021
        Twice a Title | Sophie Germain
        No Comma | X Y
        Quotes "inside" | Jan Berg
        """,
        "bibtex",
    ),
    "RIS of publishers": (
        """TY  - CPAPER
AB  - We note.
AU  - Lovelace, Ada
AU  - Babbage, Charles B.
BT  - Proceedings of the 35th International Conference on Machine Learning
DA  - 2018/07/03
ED  - Noether, Emmy
ID  - pmlr-v80
PB  - PMLR
SP  - 1
EP  - 10
T1  - Notes on the Engine
UR  - https://proceedings.mlr.press/v80/lovelace18a.html
ER  -

TY  - JOUR
TI  - On Wheels: A Study
T2  - Journal of Wheels
A1  - Gödel, Kurt
PY  - 2019
VL  - 12
IS  - 3
M3  - doi: 10.1000/w.1
DO  - 10.1000/W.1
KW  - wheels
KW  - cogs
ER  - 
TY  - JOUR
AU  - Noether, Emmy
TI  - Sets of Engines
JO  - arXiv preprint arXiv:1703.00003
Y1  - 2017///
N1  - arXiv:1703.00003 [cs]
ER  - 
""",
        """
        Notes on the Engine | Ada Lovelace; Charles B. Babbage | Proceedings of the 35th International Conference on Machine Learning | 2018 | https://proceedings.mlr.press/v80/lovelace18a.html
        On Wheels: A Study | Kurt Gödel | Journal of Wheels | 2019 | 10.1000/w.1
        Sets of Engines | Emmy Noether | | 2017 | 1703.00003
        """,
        "ris",
    ),
    "RIS with CRLF, a long title in two lines, no end": (
        "TY  - GEN\r\nAU  - van der Berg, Jan\r\nTI  - A Title So Long That\r\nIt Goes On Here\r\nPY  - 2020\r\nDO  - 10.48550/arXiv.2003.00004\r\nER  - \r\n"
        "TY  - BOOK\r\nAU  - Germain, Sophie, Jr.\r\nTI  - The Book\r\nPB  - Steam Press\r\nPY  - 1821\r\n",
        """
        A Title So Long That It Goes On Here | Jan van der Berg | | 2020 | 2003.00004
        The Book | Sophie Germain Jr. | Steam Press | 1821
        """,
        "ris",
    ),
    "CSL-JSON": (
        """[{"id": "a", "type": "paper-conference", "title": "Notes on the <i>Engine</i>", "author": [{"family": "Lovelace", "given": "Ada"},
  {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}], "container-title": "ICML", "issued": {"date-parts": [["2018", 7]]},
  "URL": "https://arxiv.org/abs/1803.00001"},
 {"id": "b", "title": "On Wheels", "author": [{"literal": "The Wheel Group"}], "container-title": ["Journal of Wheels"], "DOI": "10.1000/W.1",
  "issued": {"raw": "2019-03-01"}, "keyword": "wheels, cogs"},
 {"id": "c", "title": "Sets", "author": [{"family": "Noether", "given": "Emmy", "suffix": "Jr."}], "publisher": "arXiv", "number": "arXiv:1703.00003",
  "issued": {"date-parts": [[2017]]}}]""",
        """
        Notes on the Engine | Ada Lovelace; Jan van der Berg | ICML | 2018 | 1803.00001
        On Wheels | The Wheel Group | Journal of Wheels | 2019 | 10.1000/w.1
        Sets | Emmy Noether Jr. | | 2017 | 1703.00003
        """,
        "csl-json",
    ),
    "one item of CSL-JSON, and JSON Lines": (
        """{"title": "Notes on the Engine", "authors": ["Ada Lovelace"], "year": 2018, "venue": "ICML", "arxiv_id": "1803.00001", "topic_path": ["Theory"]}
{"title": "On Wheels", "authors": ["Kurt Gödel"], "year": null}
""",
        """
        Notes on the Engine | Ada Lovelace | ICML | 2018 | 1803.00001 | Theory
        On Wheels | Kurt Gödel
        """,
        "csl-json",
    ),
    "ids, DOIs and links": (
        """Please read these:
1803.00001v2
arXiv:1903.00002 [cs.LG]
* https://arxiv.org/pdf/2003.00004v1.pdf
- https://www.arxiv.org/html/2103.00005
math.GT/0309136
hep-th/9901001v3
doi:10.1000/W.1
https://dx.doi.org/10.1000/abc_(2)
https://doi.org/10.48550/arXiv.1703.00003
<https://openreview.net/forum?id=aB-c>
http://proceedings.mlr.press/v80/a18.html, http://proceedings.mlr.press/v80/b18.html
www.example.org/paper
""",
        """
        | | | | 1803.00001
        | | | | 1903.00002
        | | | | 2003.00004
        | | | | 2103.00005
        | | | | math/0309136
        | | | | hep-th/9901001
        | | | | 10.1000/w.1
        | | | | 10.1000/abc_(2)
        | | | | 1703.00003
        | | | | https://openreview.net/forum?id=aB-c
        | | | | http://proceedings.mlr.press/v80/a18.html
        | | | | http://proceedings.mlr.press/v80/b18.html
        | | | | www.example.org/paper
        """,
        "links",
    ),
    "BibTeX with large AND, an address in howpublished, the name of TeX, names as in PubMed": (
        """@ARTICLE{one, AUTHOR = {Lovelace, Ada AND Babbage, Charles}, TITLE = {Cogs in {\\LaTeX}}, YEAR = {2018}}
@misc{two, author = {Noether E and Germain SM}, title = {Boilers}, howpublished = {\\url{https://example.org/a_b%20c}}}
@article{three
  title = {No comma behind the key},
  year = {2019}
}
@inproceedings{four,
  title = {A Brace is Missing,
  author = {Kurt Gödel},
  booktitle = {ICML}
}
""",
        """
        Cogs in LaTeX | Ada Lovelace; Charles Babbage | | 2018
        Boilers | E Noether; SM Germain | | | https://example.org/a_b%20c
        No comma behind the key | | | 2019
        A Brace is Missing | Kurt Gödel | ICML
        """,
        "bibtex",
    ),
    "RIS with the title of a conference paper in CT": (
        "TY  - CPAPER\nCT  - On Wheels\nAU  - Gödel, Kurt\nT2  - ICML\nPY  - 2019/07/01\nER  - \n",
        "On Wheels | Kurt Gödel | ICML | 2019",
        "ris",
    ),
    "JSON of other programs, wrapped": (
        """{"total": 2, "data": [{"paperId": "x", "Title": "Notes on the Engine", "authors": [{"name": "Ada Lovelace"}],
 "venue": "ICML", "year": 2018, "externalIds": {"ArXiv": "1803.00001"}},
 {"title": "On Wheels", "authors": "Kurt Gödel, Emmy Noether", "journal": "Journal of Wheels", "link": "https://doi.org/10.1000/w.1"}]}""",
        """
        Notes on the Engine | Ada Lovelace | ICML | 2018 | 1803.00001
        On Wheels | Kurt Gödel; Emmy Noether | Journal of Wheels | | 10.1000/w.1
        """,
        "csl-json",
    ),
    "pages of publishers and mirrors of arXiv": (
        """https://www.alphaxiv.org/abs/1803.00001v2
https://huggingface.co/papers/1903.00002
https://dl.acm.org/doi/pdf/10.1145/1234.5678
https://link.springer.com/content/pdf/10.1007/s1-2.pdf
https://onlinelibrary.wiley.com/doi/10.1111/j.1x/full
[https://arxiv.org/abs/2003.00004](https://arxiv.org/abs/2003.00004)
1803.00005, 1803.00006; 1803.00007 1803.00008
""",
        """
        | | | | 1803.00001
        | | | | 1903.00002
        | | | | 10.1145/1234.5678
        | | | | 10.1007/s1-2
        | | | | 10.1111/j.1x
        | | | | 2003.00004
        | | | | 1803.00005
        | | | | 1803.00006
        | | | | 1803.00007
        | | | | 1803.00008
        """,
        "links",
    ),
    "links with titles beside and above, topics, notes": (
        """Wheels:
1803.00001
1803.00002 (again!)

Notes on the Engine
https://arxiv.org/abs/1903.00003

Boilers of the North: https://doi.org/10.1000/b.1
https://example.org/c | Cogs and Cards | OpenReview
""",
        """
        | | | | 1803.00001 | Wheels
        | | | | 1803.00002 | Wheels
        Notes on the Engine | | | | 1903.00003 | Wheels
        Boilers of the North | | | | 10.1000/b.1 | Wheels
        Cogs and Cards | | | | https://example.org/c | Wheels
        """,
        "links",
    ),
    "a title, names and a link, each on its line": (
        """Notes on the Engine
Ada Lovelace, Charles Babbage
https://arxiv.org/abs/1803.00001

On Wheels and Cogs
Kurt Gödel, Emmy Noether
https://arxiv.org/abs/1803.00002
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | | | 1803.00001
        On Wheels and Cogs | Kurt Gödel; Emmy Noether | | | 1803.00002
        """,
        "links",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_list(name):
    check(*CASES[name])


def test_what_is_broken_is_told_with_its_line():
    reading = read(CASES["BibTeX with broken entries among good ones"][0])
    assert {row.line for row in reading.not_understood} == {2}


def test_what_stands_between_two_records_of_ris_is_told():
    record = "TY  - JOUR\nTI  - {}\nAU  - Lovelace, Ada\nER  -\n"
    reading = read(record.format("Notes on the Engine") + "ask Ada\n\n" + record.format("Notes on Wheels"))
    assert [entry.title for entry in reading.entries] == ["Notes on the Engine", "Notes on Wheels"]
    assert [(left.line, left.text) for left in reading.not_understood] == [(5, "ask Ada")]

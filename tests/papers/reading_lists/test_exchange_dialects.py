"""What single programs do otherwise when they write BibTeX, RIS and CSL-JSON."""

import pytest

from tests.papers.reading_lists.shown import check

CASES = {
    "BibLaTeX names by their parts, an id among the pages, the comma behind a field forgotten": (
        """@inproceedings{a,
  title = {On Wheels},
  author = {family=Berg, given=Jan, prefix=van der, useprefix=true and Gödel, Kurt},
  eventtitle = {Symposium on Wheels},
  date = {2016-06-11},
}
@article{b,
  title = {On Cogs}
  author = {Lovelace, Ada and 3 others},
  journal = {arXiv e-prints},
  pages = {arXiv:2410.00001},
  year = 2024
}
@misc{c, title = {On Boilers}, author = {Noether, Emmy; Germain, Sophie}, url_ArXiv = {https://arxiv.org/abs/2107.00002}}
""",
        """
        On Wheels | Jan van der Berg; Kurt Gödel | Symposium on Wheels | 2016
        On Cogs | Ada Lovelace | | 2024 | 2410.00001
        On Boilers | Emmy Noether; Sophie Germain | | | 2107.00002
        """,
        "bibtex",
    ),
    "RIS: the full name of a journal, proceedings in C3, addresses in UL, ids in AN and in no long note": (
        """TY  - JOUR
AU  - Lovelace, Ada
TI  - On Wheels
JO  - J. Wheels
JF  - Journal of Wheels
N1  - The network it uses was described first by others and can be found under arXiv:1706.00001 since then.
PY  - 2019
ER  -
TY  - ABST
AU  - Gödel, Kurt
T1  - On Cogs
C3  - Symposium on Cogs
UL  - http://example.org/cogs
ER  -
TY  - UNPB
ED  - Noether, Emmy
TI  - On Boilers
AN  - arXiv:2604.00003
ER  -
""",
        """
        On Wheels | Ada Lovelace | Journal of Wheels | 2019
        On Cogs | Kurt Gödel | Symposium on Cogs | | http://example.org/cogs
        On Boilers | Emmy Noether | | | 2604.00003
        """,
        "ris",
    ),
    "PubMed": (
        """PMID- 12345678
OWN - NLM
DP  - 2019 Aug 6
TI  - On wheels and
      cogs.
LID - 10.1000/w.1 [doi]
AB  - We note.
FAU - Lovelace, Ada
AU  - Lovelace A
AD  - Analytical Society.
FAU - Babbage, Charles
AU  - Babbage C
TA  - J Wheels
JT  - Journal of wheels
AID - w1 [pii]

PMID- 12345679
TI  - On boilers.
AU  - Noether E
DP  - 2020
""",
        """
        On wheels and cogs | Ada Lovelace; Charles Babbage | Journal of wheels | 2019 | 10.1000/w.1
        On boilers | E Noether | | 2020
        """,
        "ris",
    ),
    "EndNote with percent signs": (
        "%0 Conference Paper\n%T On Wheels\n%A Gödel, Kurt\n%A Emmy Noether\n%B ICML\n%D 2019\n%U https://example.org/w\n",
        "On Wheels | Kurt Gödel; Emmy Noether | ICML | 2019 | https://example.org/w",
        "ris",
    ),
    "JSON of Crossref, Zotero and DBLP": (
        """[{"title": ["On Wheels"], "subtitle": ["A Study"], "container-title": ["Lecture Notes", "Symposium on Wheels"],
  "author": [{"given": "Ada", "family": "Lovelace"}, {"name": "The Engine Group"}], "issued": {"date-parts": [[2020]]}},
 {"title": "On Cogs", "publicationTitle": "ICML", "date": "May 2018",
  "creators": [{"firstName": "Kurt", "lastName": "Gödel", "creatorType": "author"},
               {"firstName": "Ed", "lastName": "Berg", "creatorType": "editor"}]},
 {"title": "On Boilers", "author": [{"family": "Noether", "given": "Emmy"}], "container-title": "CoRR", "volume": "abs/1703.00001"}]""",
        """
        On Wheels: A Study | Ada Lovelace; The Engine Group | Symposium on Wheels | 2020
        On Cogs | Kurt Gödel | ICML | 2018
        On Boilers | Emmy Noether | | | 1703.00001
        """,
        "csl-json",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_list(name):
    check(*CASES[name])

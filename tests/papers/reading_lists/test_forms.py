"""Each form of reading lists: what is found, where it stands, and what stays empty."""

import pytest

from papers.reading_lists.detect import FORMS, read
from tests.papers.reading_lists.miniatures import MINIATURES


def rows(name):
    return [
        (entry.title, list(entry.authors), entry.venue, entry.year, entry.arxiv_id or entry.doi, list(entry.topic_path))
        for entry in read(MINIATURES[name].encode()).entries
    ]


EXPECTED = {
    "bibtex": [
        ("Gradient Notes on the XOR Problem: Part II", ["Ada Lovelace", "Kurt Gödel", "Jan van der Berg"],
         "International Conference on Machine Learning", 2019, "1903.01234", []),
        ("What 50% of Nets Know", ["Emmy Noether"], None, 2015, "1503.02531", []),
        ("Never closed", ["X Y"], None, None, None, []),
        ("Curves, Cones and Questions?", ["Hypatia"], "Annals of Geometry", 2011, None, []),
    ],
    "ris": [
        ("Notes on an Engine", ["Ada Lovelace", "Charles Babbage"], "Journal of Engines", 1843, "10.1000/eng.1", []),
        ("Invariants, Again", ["Emmy Noether"], "Proceedings of Algebra", 1921, "1503.02531", []),
    ],
    "csl-json": [
        ("Notes on an Engine", ["Ada Lovelace", "The Engine Group"], "Journal of Engines", 1843, "10.1000/eng.1", []),
    ],
    "csv": [
        ("Sets, deep ones", ["Manzil Zaheer", "Satwik Kottur"], "NeurIPS", 2017, "1703.06114", ["Mengen"]),
        ('Kernels: convergence, and "more"', ["Arthur Jacot", "Franck Gabriel", "Clément Hongler"], "NeurIPS", 2018,
         None, ["Kerne"]),
    ],
    "tsv": [
        ("Sets that are deep", ["Ada Lovelace", "Kurt Gödel"], "ICML", 2017, None, []),
        ("Kernels of a kind", ["Emmy Noether"], "COLT", 2018, None, []),
    ],
    "markdown-table": [
        ("Deep Sets of Things", ["Manzil Zaheer", "Satwik Kottur"], None, 2017, "1703.06114", ["Theory"]),
        ("Wide nets", ["J. Lee"], None, 2019, None, ["Theory"]),
    ],
    "html-table": [
        ("Deep Sets & Things", ["Ada Lovelace", "Kurt Gödel"], "ICML", 2017, "1703.06114", ["Theory"]),
        ("Kernels of a Kind", ["Emmy Noether"], None, None, None, ["Theory"]),
    ],
    "markdown": [
        ("A Survey of Things", ["Ada Lovelace", "Charles Babbage"], None, 2019, "1901.00001", ["Surveys"]),
        ("Models, Robust ones", ["Kurt Gödel", "Emmy Noether"], "ICLR", 2018, None, ["Surveys"]),
        ("Explaining Examples", ["Ian J. Goodwell", "Jon Shell"], "ICLR", 2015, "1412.6572", ["Attacks", "White box"]),
        ("Gradients Give Security", ["Anish Atha", "David Wagner"], "ICML", 2018, "1802.00420", ["Attacks", "White box"]),
        ("Nothing Is All You Need", ["Ada Lovelace"], "NeurIPS", 2017, None, ["Attacks", "White box"]),
        ("On Exact Things", [], "NeurIPS", 2019, "1904.11955", ["Attacks", "White box"]),
    ],
    "links": [
        (None, [], None, None, "1503.02531", []),
        (None, [], None, None, "1611.03530", []),
        (None, [], None, None, "1412.6572", []),
        (None, [], None, None, "10.1038/nature14539", []),
        (None, [], None, None, "10.1073/pnas.1903070116", []),
        (None, [], None, None, None, []),
    ],
    "citations": [
        ("The Implicit Bias of Engines", ["Ada Lovelace", "Charles Babbage", "Emmy Noether"], "Journal of Engines", 2018,
         None, []),
        ("Understanding everything requires incompleteness", ["Kurt Gödel"], None, 2016, "1611.03530", []),
        ("Reconciling practice and trade-offs", ["M. Belke", "D. Hsu", "S. Mandal"], "Proceedings of Things", 2019,
         "10.1073/pnas.1903070116", []),
        ("The ticket hypothesis: Finding nets", ["J. Frank", "M. Carb"], "ICLR", 2019, None, []),
        ("Tangent kernel: Convergence in networks", ["Arthur Jacobi", "Franck Gabriel", "Clément Hong"],
         "Advances in Systems", 2018, None, []),
    ],
    "session-page": [
        ("On the Power of Things", ["Ada Lovelace", "Charles Babbage"], None, None, None, ["Learning Theory"]),
        ("Another Paper: With a Subtitle?", ["Mary Somerville", "Emmy Noether", "Kurt Gödel"], None, None, None,
         ["Learning Theory"]),
    ],
    "talk-listing": [
        ("Tutorial: Theory of Engines I", ["Ada Lovelace"], "Workshop on Theory", None, None, ["Workshop on Theory"]),
        (None, ["Emmy Noether", "Kurt Gödel"], "Workshop on Theory", None, "2207.06569", ["Workshop on Theory"]),
    ],
    "rendered-list": [
        ("Notes on Engines: From Cogs to Cards", ["Ada Lovelace", "Charles B. Babbage", "Emmy Noether Jr"], "ICML", 2020,
         None, []),
        ("What Nets Know", ["Kurt Gödel"], None, None, None, []),
    ],
    "outline": [
        ("nonlinear approximation via things", ["Lovelace"], None, 2019, None, ["functional approximation"]),
        ("On the Bias of Tangent Kernels", ["Gödel", "Noether"], None, 2018, None, ["functional approximation"]),
    ],
    "plain-lines": [
        ("Gradient Notes: A Learning Proclivity", ["Ada Lovelace", "Kurt Gödel", "Emmy Noether"], None, None, None,
         ["Optimisation", "Which features matter?"]),
        ("The Bias of Descent on Data", ["Charles Babbage"], None, None, None, ["Optimisation", "Biases"]),
        ("Limits, Bounds, and Networks of Graphs", ["Vikas K. Garg", "Stefanie Jegel"], None, None, None, ["Graphs"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MINIATURES))
def test_the_form_is_told_and_every_entry_found(name):
    reading = read(MINIATURES[name].encode())
    assert reading.format == {"tsv": "csv"}.get(name, name)
    assert rows(name) == EXPECTED[name]


def test_every_form_has_a_miniature():
    assert set(FORMS) - {"xlsx"} == set(MINIATURES) - {"tsv"}

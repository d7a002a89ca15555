"""What people paste as an arXiv id or DOI."""

import pytest

from papers.identifiers import read_arxiv_id, read_doi


@pytest.mark.parametrize(
    "text",
    [
        "1906.05271",
        " 1906.05271v2 ",
        "arXiv:1906.05271v1",
        "https://arxiv.org/abs/1906.05271",
        "http://www.arxiv.org/abs/1906.05271v3",
        "arxiv.org/pdf/1906.05271v2.pdf",
        "https://arxiv.org/pdf/1906.05271",
        "https://arxiv.org/html/1906.05271v1#S2",
        "https://doi.org/10.48550/arXiv.1906.05271",
    ],
)
def test_every_writing_of_an_arxiv_id_means_the_same(text):
    assert read_arxiv_id(text) == "1906.05271"


def test_an_old_arxiv_id_loses_version_and_subject_class():
    assert read_arxiv_id("https://arxiv.org/abs/math.GT/0309136v1") == "math/0309136"
    assert read_arxiv_id("cs/0112017") == "cs/0112017"


@pytest.mark.parametrize("text", ["1906.527", "https://example.org/abs/1906.05271", "1906.05271 and more", "paper"])
def test_what_is_no_arxiv_id_is_refused(text):
    with pytest.raises(ValueError):
        read_arxiv_id(text)


@pytest.mark.parametrize(
    "text",
    ["10.1145/3357713.3384290", "doi:10.1145/3357713.3384290", "https://doi.org/10.1145/3357713.3384290."],
)
def test_every_writing_of_a_doi_means_the_same(text):
    assert read_doi(text) == "10.1145/3357713.3384290"


def test_a_doi_has_no_case():
    assert read_doi("https://DX.doi.org/10.1000/ABC(1)") == "10.1000/abc(1)"


@pytest.mark.parametrize("text", ["11.1145/3", "https://example.org/10.1145/3", "10.1145/"])
def test_what_is_no_doi_is_refused(text):
    with pytest.raises(ValueError):
        read_doi(text)


def test_nothing_stays_nothing():
    assert (read_arxiv_id(" "), read_doi("")) == ("", "")

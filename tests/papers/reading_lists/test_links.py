"""Ids and links as people mail them."""

from papers.reading_lists.detect import read

MAIL = """Dear Ada,

my suggestions:

1) https://arxiv.org/abs/1706.00001 (Lovelace et al., engines in the wild)
2) https://arxiv.org/abs/1706.00002 - looms
> 3) arXiv:1706.00003 engines, of course!
4) https://arxiv.org/pdf/1706.00004v2.pdf

tel. 1234.56789
"""


def test_a_mail_with_notes_beside_its_links():
    reading = read(MAIL)
    assert reading.format == "links"
    assert [(entry.arxiv_id, entry.title) for entry in reading.entries] == [
        (f"1706.0000{n}", None) for n in (1, 2, 3, 4)
    ]
    assert [left.line for left in reading.not_understood] == [1, 3, 10]


def test_ids_in_the_middle_of_a_sentence_are_found():
    reading = read("I liked https://arxiv.org/abs/1706.00001 and arXiv:1803.00002, and this: https://example.org/tools")
    assert (reading.format, reading.reason) == ("links", "ids")
    assert [entry.arxiv_id for entry in reading.entries] == ["1706.00001", "1803.00002"]


def test_a_number_that_is_no_month_is_no_id_of_arxiv():
    assert not read("Call 2013.12345 or 1234.5678, then come by and have a look at it").entries


def test_old_ids_and_pages_of_papers_in_sentences_are_found():
    text = "Read hep-th/9901001 and math.GT/0309136 first, then https://openreview.net/forum?id=aB, not a/1234567."
    assert [entry.arxiv_id or entry.url for entry in read(text).entries] == [
        "hep-th/9901001",
        "math/0309136",
        "https://openreview.net/forum?id=aB",
    ]


def test_an_address_in_a_mail_that_is_no_paper_is_told():
    reading = read(
        "Read 1706.00001 and then, if there is time, have a look at\nhttps://example.org/talk?v=1 and so on, dear all"
    )
    assert [entry.arxiv_id for entry in reading.entries] == ["1706.00001"]
    assert [(left.line, left.text) for left in reading.not_understood] == [(2, "https://example.org/talk?v=1")]


def test_the_day_beside_an_id_is_no_title():
    reading = read("arXiv:1706.00001v1 [cs.CV] 8 Jun 2017\narXiv:1706.00002v1 [cs.LG] 9 Jun 2017\n")
    assert [(entry.arxiv_id, entry.title) for entry in reading.entries] == [("1706.00001", None), ("1706.00002", None)]

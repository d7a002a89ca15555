"""Lists of authors in every shape people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.reading_lists.names import read_bibtex_names, read_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("Ada Lovelace", ["Ada Lovelace"]),
        ("Ada Lovelace.", ["Ada Lovelace"]),
        ("Ada Lovelace, Charles Babbage, and Mary Somerville", ["Ada Lovelace", "Charles Babbage", "Mary Somerville"]),
        ("Ada Lovelace & Charles Babbage", ["Ada Lovelace", "Charles Babbage"]),
        ("Ada Lovelace und Charles Babbage", ["Ada Lovelace", "Charles Babbage"]),
        ("Ada Lovelace · Charles Babbage", ["Ada Lovelace", "Charles Babbage"]),
        ("Ada Lovelace; Charles Babbage", ["Ada Lovelace", "Charles Babbage"]),
        ("Lovelace, Ada; Babbage, Charles B.", ["Ada Lovelace", "Charles B. Babbage"]),
        ("Lovelace, Ada", ["Ada Lovelace"]),
        ("de Nova, Ada", ["Ada de Nova"]),
        ("Jürgen Süß", ["Jürgen Süß"]),
        ("Lovelace, A.; Babbage, C.; and Gödel, K.", ["A. Lovelace", "C. Babbage", "K. Gödel"]),
        ("Lovelace, Ada and Babbage, Charles", ["Ada Lovelace", "Charles Babbage"]),
        ("Lovelace, Ada, and Charles Babbage", ["Ada Lovelace", "Charles Babbage"]),
        ("Lovelace, Ada M., Charles Babbage, and Kurt Gödel", ["Ada M. Lovelace", "Charles Babbage", "Kurt Gödel"]),
        ("Lovelace, A., & Babbage, C. B.", ["A. Lovelace", "C. B. Babbage"]),
        ("Lovelace, A., Babbage, C.-B., van der Berg, J.", ["A. Lovelace", "C.-B. Babbage", "J. van der Berg"]),
        ("Lovelace A, Babbage CB", ["A Lovelace", "CB Babbage"]),
        ("A. Lovelace and C. B. Babbage", ["A. Lovelace", "C. B. Babbage"]),
        ("Ada Lovelace (UC Engine), Kurt Gödel (Vienna)", ["Ada Lovelace", "Kurt Gödel"]),
        ("Ada Lovelace*, Kurt Gödel†, Emmy Noether1,2", ["Ada Lovelace", "Kurt Gödel", "Emmy Noether"]),
        (r"Kurt G{\"o}del and \v{Z}ofie Nov\'a", ["Kurt Gödel", "Žofie Nová"]),
        ("Sammy Davis, Jr., Ada Lovelace", ["Sammy Davis Jr.", "Ada Lovelace"]),
        ("John O'Neil, Ngọc Ánh Trương-Lê", ["John O'Neil", "Ngọc Ánh Trương-Lê"]),
    ],
)
def test_names_in_reading_order(text, names):
    assert list(read_names(text).authors) == names


@pytest.mark.parametrize(
    "text", ["Ada Lovelace et al.", "Ada Lovelace, et al", "Ada Lovelace and others", "Ada Lovelace …"]
)
def test_who_is_left_out_is_a_doubt_and_no_name(text):
    people = read_names(text)
    assert people.authors == ("Ada Lovelace",)
    assert people.doubts == ("names_incomplete",)


def test_the_comma_behind_the_last_and_tells_that_every_name_is_turned():
    text = "Lovelace, Ada, Babbage, Charles and van der Berg, Jan"
    assert read_names(text).authors == ("Ada Lovelace", "Charles Babbage", "Jan van der Berg")


def test_names_that_ran_together_are_kept_and_doubted():
    people = read_names("Ada LovelaceCharles BabbageMary Somerville")
    assert people.authors == ("Ada LovelaceCharles BabbageMary Somerville",)
    assert people.doubts == ("names_run_together",)


@pytest.mark.parametrize(
    "name", ["Brendan McMahan", "Yann LeCun", "Elizabeth DuBois", "Alister MacLeod", "Yann DeVries"]
)
def test_capitals_inside_one_name_are_no_doubt(name):
    assert read_names(name).doubts == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lovelace, Ada and {The Engine Group}", ["Ada Lovelace", "The Engine Group"]),
        ("Davis, Jr., Sammy and Gödel, Kurt", ["Sammy Davis Jr.", "Kurt Gödel"]),
        ("van der Berg, Jan and de Finetti, Bruno", ["Jan van der Berg", "Bruno de Finetti"]),
        ("Ada Lovelace and Kurt Gödel and others", ["Ada Lovelace", "Kurt Gödel"]),
        ("Ada Lovelace, Kurt Gödel, Emmy Noether", ["Ada Lovelace", "Kurt Gödel", "Emmy Noether"]),
    ],
)
def test_bibtex_names(text, names):
    assert list(read_bibtex_names(text).authors) == names


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert all(name == name.strip() and name for name in read_names(text).authors)

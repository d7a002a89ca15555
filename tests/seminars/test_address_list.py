"""Addresses and tables as organisers paste them."""

import pytest

from seminar.seminars.address_list import Person, decoded, read, written


def names(text):
    return [(person.email, person.name) for person in read(text).people]


def lines(text):
    return [(entry.line, entry.text) for entry in read(text).unclear]


@pytest.mark.parametrize("between", [",", "; ", "\n", "\r\n", "\t", " ", ",\n"])
def test_addresses_may_be_separated_by_anything(between):
    text = between.join(["a@example.org", "B@Example.org", "<c@example.org>"])
    assert names(text) == [("a@example.org", ""), ("b@example.org", ""), ("c@example.org", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Amara Okonjo-Thal <amara@example.org>",
        '"Okonjo-Thal, Amara" <amara@example.org>',
        "Okonjo-Thal, Amara <amara@example.org>",
        "Amara Okonjo-Thal, amara@example.org",
        "amara@example.org (Amara Okonjo-Thal)",
        "* Amara Okonjo-Thal mailto:amara@example.org",
        "name;e-mail\nAmara Okonjo-Thal;amara@example.org",
        "E-Mail\tVorname\tNachname\namara@example.org\tAmara\tOkonjo-Thal",
        'Name,Mail\n"Okonjo-Thal, Amara",amara@example.org',
    ],
)
def test_names_come_along_with_their_address(text):
    assert names(text) == [("amara@example.org", "Amara Okonjo-Thal")]


def test_a_table_carries_number_and_programme():
    text = "FAMILIENNAME;VORNAME;Matrikel-Nr.;Studiengang;E-Mail;Gruppe\nÖhr;Gus;03711;Informatics;g@example.org;7"
    assert read(text).people == (Person("g@example.org", "Gus Öhr", "03711", "Informatics"),)


def test_what_is_not_understood_comes_back_with_its_line():
    assert lines("a@example.org\n\nnobody at all\nb@example") == [(3, "nobody at all"), (4, "b@example")]
    assert lines("\nmail;name\na@example.org;A\n;B\nnowhere;C") == [(4, ";B"), (5, "nowhere;C")]
    assert lines("A, 03711, a@example.org") == [(1, "A, 03711")]


def test_a_value_wider_than_the_table_is_not_cut():
    found = read(f"mail,number,matriculation number\na@example.org,,{'9' * 21}")
    assert found.people == () and len(found.unclear) == 1


def test_a_table_with_an_open_quotation_mark_is_not_lost():
    found = read('mail,name\na@example.org,"A\nb@example.org,B')
    assert len(found.people) + len(found.unclear) == 1


def test_each_address_counts_once():
    found = read("a@example.org\nA@EXAMPLE.ORG\na@example.org")
    assert (len(found.people), found.repeated) == (1, 2)


def test_files_are_read_as_utf_8_or_as_spreadsheets_write_them():
    text = "name;mail\nÖhrnfeldt;g@example.org"
    assert decoded(text.encode("utf-8-sig")) == decoded(text.encode("cp1252")) == text
    assert decoded(text.encode("utf-16")).removeprefix("\ufeff") == text


def test_what_is_written_is_read_again():
    people = (
        Person("a@example.org", 'Amara "the\tfirst" Thal', "03711", "a; b, c"),
        Person("b@example.org", "O’Quillane"),
    )
    read_again = read(written(people)).people
    assert [person.email for person in read_again] == ["a@example.org", "b@example.org"]
    assert read(written(read_again)).people == read_again

"""The table for the examination office: right numbers, the right people, and no cell that a spreadsheet calculates."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from seminar import clock
from seminar.grading import export
from seminar.grading.models import Grade
from tests.builders import make_participation, make_user
from tests.grading.released import change, graded, release, visit
from tests.overview.pages import text
from tests.second_half import AFTER

pytestmark = pytest.mark.django_db

HEADER = [
    "Name", "Matriculation number", "Programme of study", "Module numbers", "Semester", "Grade", "Passed", "Date",
]  # fmt: skip
PAYLOADS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","Click")',
    "+1+1",
    "-1+1",
    "@SUM(A1:A2)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\N{NO-BREAK SPACE}=1+1",
    "\N{ZERO WIDTH SPACE}=1+1",
    "\N{ZERO WIDTH NO-BREAK SPACE}=1+1",
    "\N{RIGHT-TO-LEFT OVERRIDE}=1+1",
    "\N{ZERO WIDTH JOINER}=1+1",
    "\x00=1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\N{FULLWIDTH PLUS SIGN}1+1",
    "\N{FULLWIDTH HYPHEN-MINUS}1+1",
    "\N{FULLWIDTH COMMERCIAL AT}SUM(A1)",
    "\N{MINUS SIGN}1+1",
    'x",=1+1,"',
    "x;=1+1",
    "x\r\n=1+1",
]


@pytest.fixture
def house():
    house = graded()
    for number, person in enumerate(house.people):
        person.user.matriculation_number, person.user.programme = f"0370{number}", "Informatics, Master"
        person.user.save()
    release(house)
    return house


def table(client, house, query="", **options):
    answer = visit(client, house, "export", query=query, **options)
    assert answer.status_code == 200
    return answer, list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_one_line_for_each_person_by_name(client, house):
    _answer, rows = table(client, house)
    assert rows[0] == HEADER
    assert rows[1:] == [
        [name, f"0370{number}", "Informatics, Master", "IN2107", "Summer semester 2021", "1.4", "yes", "2021-08-02"]
        for number, name in enumerate(["Amara Okonjo", "Berta Weiß", "Cem Yildiz"])
    ]


def test_comma_and_point(client, house):
    answer = visit(client, house, "export", query="?decimal=comma")
    rows = list(csv.reader(io.StringIO(answer.content.decode(), newline=""), delimiter=";"))
    assert [row[5] for row in rows[1:]] == ["1,4"] * 3
    _answer, rows = table(client, house, "?decimal=point")
    assert [row[5] for row in rows[1:]] == ["1.4"] * 3
    _answer, rows = table(client, house, "?decimal=nonsense&with_bom=on")
    assert [row[5] for row in rows[1:]] == ["1.4"] * 3


def test_the_mark_at_the_beginning_is_a_choice(client, house):
    assert not visit(client, house, "export").content.startswith(b"\xef\xbb\xbf")
    assert visit(client, house, "export", query="?with_bom=on").content.startswith(b"\xef\xbb\xbf")
    assert "Berta Weiß" in visit(client, house, "export").content.decode()


def test_in_german_the_titles_are_german_and_the_date_is_not(client, house):
    client.cookies["django_language"] = "de"
    _answer, rows = table(client, house)
    assert rows[1][7] == "2021-08-02" and rows[1][5] == "1.4"


def test_the_date_is_that_of_the_seminars_place(client):
    house = graded(1)
    release(house, at=AFTER.replace(hour=22, minute=30))  # half past midnight in Berlin
    _answer, rows = table(client, house)
    assert rows[1][7] == "2021-08-03"


def test_failed_and_changed_grades_as_they_are_now(client, house):
    change(house, house.people[0], report_mark=Decimal("5.0"), presentation_mark=Decimal("5.0"))
    _answer, rows = table(client, house)
    assert [(row[0], row[5], row[6]) for row in rows[1:]] == [
        ("Amara Okonjo", "5.0", "no"), ("Berta Weiß", "1.4", "yes"), ("Cem Yildiz", "1.4", "yes"),
    ]  # fmt: skip


def test_what_is_not_released_is_not_in_it(client):
    house = graded(3, final=2)
    _answer, rows = table(client, house)
    assert rows == [HEADER]
    release(house, only_ready=True, reason="Ill.")
    _answer, rows = table(client, house)
    assert [row[0] for row in rows[1:]] == ["Amara Okonjo", "Berta Weiß"]


# ---- no formula -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_column_of_text_begins_a_formula(client, house, payload):
    person = house.people[0].user
    typed = payload.replace("\x00", "")  # no database stores it
    person.name, person.matriculation_number, person.programme = typed, typed[:20], typed
    person.save()
    house.seminar.module_numbers = typed
    house.seminar.save()
    for query, separator in (("", ","), ("?decimal=comma", ";")):
        answer = visit(client, house, "export", query=query)
        rows = list(csv.reader(io.StringIO(answer.content.decode(), newline=""), delimiter=separator))
        assert len(rows) == 4 and all(len(row) == 8 for row in rows)
        for cell in (cell for row in rows for cell in row):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\0"))
            assert not cell.startswith(("\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}"))
            assert not cell.startswith(("\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}"))
            assert "\n" not in cell and "\r" not in cell
        # The same text as a file, without a reader that understands quotes: no line begins with a formula.
        assert all(line.startswith('"') for line in answer.content.decode().splitlines())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_typed_can_still_be_read(payload):
    shown = export.plain(payload)
    assert "1" in shown or "SUM" in shown or "calc" in shown or "HYPERLINK" in shown
    assert export.plain(shown) == shown


@pytest.mark.parametrize(
    "name",
    ["Jean-Luc O'Neil", "Weiß, Berta", "Hana Květoslavová", "Zoë @ home", "李小龍", "می\N{ZERO WIDTH NON-JOINER}رزا"],
)
def test_an_honest_name_stays_as_it_is(name):
    assert export.plain(name) == name


# ---- doors ----------------------------------------------------------------------------------------------------------


def test_the_file_is_a_download_that_nobody_keeps(client, house):
    answer, _rows = table(client, house)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="grades_{house.seminar.slug}.csv"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("role", ["student", "supervisor"])
def test_others_do_not_find_it(client, house, role):
    assert visit(client, house, "export", user=make_participation(house.seminar, role).user).status_code == 404
    assert visit(client, house, "export", user=house.people[0].user).status_code == 404
    assert visit(client, house, "export", user=make_user()).status_code == 404


def test_the_form_is_on_the_page_of_the_release(client, house):
    page = visit(client, house, "release")
    assert reverse("grading:export", args=[house.seminar.slug]) in page.content.decode()
    assert "Download the table" in text(page)


@pytest.mark.parametrize("number", [1, 3])
def test_the_table_asks_the_same_number_of_questions(client, number, django_assert_num_queries):
    house = graded(number)
    release(house)
    table(client, house)
    assert Grade.objects.count() == number
    with clock.override(AFTER), django_assert_num_queries(6):
        client.get(reverse("grading:export", args=[house.seminar.slug]))

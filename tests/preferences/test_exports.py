"""The list to take away: in four forms, for everybody who may see it, read back to the same entries."""

import csv
import io
import json

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.models import Paper
from papers.reading_lists import detect
from seminar import clock
from seminar.preferences import reading
from seminar.preferences.views.exports import EXPORTS
from seminar.seminars.models import OfferedPaper, Seminar, Topic
from tests.builders import IN_WINDOW, make_offered, make_paper, make_participation, make_seminar, make_topic, make_user
from tests.preferences.pages import Student, Visitor, make_house, text

pytestmark = pytest.mark.django_db

FORMS = ["bibtex", "csv", "csl-json", "markdown"]
EVERYWHERE = ("title", "authors", "venue", "year", "arxiv_id", "doi")
# What each form holds beyond that.
MORE = {
    "bibtex": ("url",),
    "csv": ("url", "topic_path", "keywords", "abstract"),
    "csl-json": ("url", "topic_path", "keywords", "abstract"),
    "markdown": ("topic_path",),
}


@pytest.fixture
def offered():
    seminar = make_seminar(slug="theory")
    paper = make_paper(
        "Große Lücken: 50% of a & b",
        authors="Ümit Şimşekli\nJan van der Berg",
        venue="ICML",
        year=2019,
        url="https://example.org/a_b",
        arxiv_id="1906.05271",
        doi="10.1000/abc_1",
        keywords="tails\nheavy tails",
        abstract="One.\n\nTwo, “three”.",
    )
    make_offered(seminar, paper=paper, topic=make_topic(seminar, "Optimisation"), question="Which way?")
    return seminar.offered_papers.get()


def read_back(content: bytes):
    found = detect.read(content)
    assert found.not_understood == ()
    return found


def facts(entry, form):
    return {name: getattr(entry, name) for name in (*EVERYWHERE, *MORE[form])}


def assert_same(form, written, content: bytes):
    found = read_back(content)
    assert found.format == form
    assert [facts(entry, form) for entry in found.entries] == [facts(entry, form) for entry in written]


# ---- who and what ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "media_type", "name"),
    [
        ("bibtex", "application/x-bibtex", "theory-papers.bib"),
        ("csv", "text/csv", "theory-papers.csv"),
        ("csl-json", "application/vnd.citationstyles.csl+json", "theory-papers.json"),
        ("markdown", "text/markdown", "theory-papers.md"),
    ],
)
def test_everybody_who_may_see_the_list_takes_it_away(offered, form, media_type, name):
    answer = Visitor(offered.seminar).see("export", form)
    assert answer.status_code == 200
    assert answer["Content-Type"] == f"{media_type}; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert_same(form, [reading.entry_of(offered)], answer.content)


def test_the_catalogue_leads_to_every_form(offered):
    visitor = Visitor(offered.seminar)
    page = visitor.see("catalogue").content.decode()
    assert list(EXPORTS) == FORMS
    assert [f'href="{visitor.address("export", form)}"' in page for form in FORMS] == [True] * 4
    assert "Take the list with you" not in text(Visitor(make_seminar()).see("catalogue"))


@pytest.mark.parametrize("form", FORMS)
def test_before_the_announcement_only_staff_take_it_away(form):
    seminar, _papers = make_house(announced=False)
    supervisor = make_participation(seminar, "supervisor").user
    for stranger in (Visitor(seminar), Visitor(seminar, make_user()), Student(seminar)):
        assert stranger.see("export", form).status_code == 404
    for staff in (Visitor(seminar, supervisor), Visitor(seminar, seminar.created_by)):
        assert staff.see("export", form).status_code == 200


def test_other_forms_and_other_methods_are_refused(offered):
    visitor = Visitor(offered.seminar)
    for form in ("xlsx", "BibTeX", "csv-"):
        assert visitor.see("export", form).status_code == 404
    assert visitor.send({}, "export", "csv").status_code == 405


@pytest.mark.parametrize("form", FORMS)
def test_withdrawn_papers_are_left_out_and_the_page_says_so(form):
    seminar, (a, *_others) = make_house(["Depth without width", "Width without depth", "Neither of the two"])
    assert "withdrawn" not in text(Visitor(seminar).see("catalogue"))
    a.withdrawn_at, a.withdrawn_by, a.withdrawn_reason = IN_WINDOW, seminar.created_by, "Too long."
    a.save()
    titles = [entry.title for entry in read_back(Visitor(seminar).see("export", form).content).entries]
    assert titles == ["Width without depth", "Neither of the two"]
    assert "Papers that were withdrawn are left out." in text(Visitor(seminar).see("catalogue"))


@pytest.mark.parametrize("form", FORMS)
def test_a_list_without_papers_is_a_file_without_entries(form):
    answer = Visitor(make_seminar()).see("export", form)
    assert answer.status_code == 200
    assert "title =" not in answer.content.decode()


def test_markdown_has_topics_and_questions_as_headings(offered):
    seminar = offered.seminar
    make_offered(seminar, "Without a question", topic=offered.topic)
    make_offered(seminar, "Elsewhere", topic=make_topic(seminar, "Robustness"), question="Which way?")
    lines = Visitor(seminar).see("export", "markdown").content.decode().splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "## Optimisation", "### Which way?", "## Robustness", "### Which way?",
    ]  # fmt: skip
    assert "Without a question" in lines[2]


# ---- safe and complete ----------------------------------------------------------------------------------------------


def test_no_cell_of_the_table_is_a_formula(offered):
    hostile = '=HYPERLINK("https://evil.example")'
    Topic.objects.update(title="+cmd|' /C calc'!A0")
    Paper.objects.update(title=hostile, authors="@SUM(A1)\n-2+3", abstract="\t=1+1", venue="-Venue")
    answer = Visitor(offered.seminar).see("export", "csv")
    row = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1]
    assert [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))] == []
    (entry,) = read_back(answer.content).entries
    assert (entry.title, entry.topic_path[0]) == (hostile, "+cmd|' /C calc'!A0")


def test_a_spreadsheet_takes_the_table_for_utf_8(offered):
    assert Visitor(offered.seminar).see("export", "csv").content.startswith(b"\xef\xbb\xbftitle,")


def test_csl_json_is_json_without_a_mark_before_it(offered):
    (item,) = json.loads(Visitor(offered.seminar).see("export", "csl-json").content)
    assert item["title"] == offered.paper.title


# ---- there and back -------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["Deep", "networks", "of", "Überlegungen", "O(n)", "50%", "C#", "R&D", "x_1", "why?", "bias-variance", "L²", "–"]
    + ["learning: a", "α-stable", "“quoted”", "the"]
)
TITLES = st.lists(WORDS, min_size=2, max_size=9).map(lambda words: "Towards " + " ".join(words))
NAMES = st.builds(
    lambda given, last: f"{given} {last}",
    st.sampled_from(["Ada", "Jean-Luc", "Žofie", "M. K.", "Ngọc Ánh", "J."]),
    st.sampled_from(["Lovelace", "Müller", "O'Neil", "Trương-Lê", "Šimková", "de Finetti", "van der Berg", "McKay"]),
)
PAPERS = st.fixed_dictionaries(
    {
        "title": TITLES,
        "authors": st.lists(NAMES, min_size=1, max_size=5, unique=True).map("\n".join),
        "venue": st.sampled_from(["", "ICML", "Journal of Machine Learning Research", "Annals of Statistics & More"]),
        "year": st.one_of(st.none(), st.integers(1950, 2029)),
        "doi": st.one_of(st.just(""), st.integers(1, 9999).map(lambda n: f"10.1000/ab_{n}")),
        "url": st.one_of(
            st.just(""), st.integers(1, 9999).map(lambda n: f"https://example.org/paper_{n}.html?a=1&b=2")
        ),
        "keywords": st.lists(st.sampled_from(["tails", "R&D", "kernel methods"]), unique=True).map("\n".join),
        "abstract": st.sampled_from(["", "One.\n\nTwo; three, “four”.", "=1+1 is *two*, $x_1 < y$"]),
    }
)
TOPICS = ["Optimisation", "Graphs & more", "2. Kernels"]
PLACES = st.tuples(
    st.sampled_from(TOPICS),
    st.sampled_from(["", "Which features matter?", "How deep?"]),
)
LISTS = st.lists(st.tuples(PAPERS, PLACES, st.booleans()), min_size=1, max_size=6)


def offered_list(rows) -> list[OfferedPaper]:
    """Papers on a list as the database would give them: topic by topic."""
    topics = {title: Topic(pk=number, title=title) for number, title in enumerate(TOPICS)}
    papers = []
    for number, (paper, (topic, question), on_arxiv) in enumerate(rows, 1):
        stored = Paper(**paper, arxiv_id=f"1906.{number:05}" if on_arxiv else "")
        papers.append(OfferedPaper(pk=number, paper=stored, topic=topics[topic], question=question))
    return sorted(papers, key=lambda row: row.topic_id)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=100)
@given(rows=LISTS)
def test_an_exported_catalogue_is_read_back_to_the_same_entries(form, rows):
    export, written = EXPORTS[form], reading.entries(offered_list(rows))
    assert len(written) == len(rows)
    assert_same(form, written, export.write(written).encode(export.encoding))


def test_the_list_of_the_demonstration_is_read_back_to_the_same_entries(settings):
    settings.DEMO = True
    with clock.override(IN_WINDOW):
        call_command("demo", phase="preferences", verbosity=0)
    seminar = Seminar.objects.get(slug="deep-learning-theory")
    written = reading.entries(reading.catalogue(seminar))
    assert len(written) == 24
    for form in FORMS:
        assert_same(form, written, Visitor(seminar).see("export", form).content)

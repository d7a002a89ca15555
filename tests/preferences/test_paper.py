"""The page of one paper: reading first, the own state beside it."""

import html

import pytest

from papers import citation
from papers.models import Paper
from papers.reading_lists import detect
from tests.builders import IN_WINDOW, make_offered, make_paper, make_participation, make_seminar, make_user
from tests.preferences.pages import CLOSES, Student, Visitor, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered():
    seminar = make_seminar()
    nerea = make_participation(seminar, "supervisor", make_user("Nerea Ibarluzea", email="nerea@example.org"))
    paper = make_paper(
        "Does Learning Require Memorization?",
        authors="Vitaly Feldman\nSecond Author\nThird Author\nFourth Author",
        venue="STOC",
        year=2020,
        url="https://conference.example.org/feldman",
        arxiv_id="1906.05271",
        doi="10.1145/3357713.3384290",
        abstract="First part.\n\nSecond part.",
    )
    return make_offered(
        seminar, paper=paper, supervisor=nerea, why="Long tails.", question="Which data are remembered?", places=2
    )


def test_both_versions_and_why_it_is_on_the_list(offered):
    answer = Visitor(offered.seminar).see("paper", offered.pk)
    page, shown = answer.content.decode(), text(answer)
    assert 'href="https://conference.example.org/feldman"' in page
    assert 'href="https://arxiv.org/abs/1906.05271"' in page
    assert 'href="https://doi.org/10.1145/3357713.3384290"' in page
    assert "The report follows the longer version." in shown
    assert "Vitaly Feldman, Second Author, Third Author, Fourth Author" in shown
    assert "Why it is on the list Long tails." in shown
    assert "Abstract First part. Second part." in shown
    assert "Question Which data are remembered?" in shown
    assert "Supervisor Nerea Ibarluzea" in shown
    assert "Places 2" in shown


def test_a_paper_with_a_title_only_shows_no_empty_heads():
    seminar = make_seminar()
    bare = make_offered(seminar, paper=make_paper("Bare", authors="", venue="", year=None))
    shown = text(Visitor(seminar).see("paper", bare.pk))
    for head in ("Abstract", "Why it is", "Reference", "arXiv", "DOI", "Supervisor", "longer version", "Question"):
        assert head not in shown


def test_the_address_of_a_supervisor_is_for_people_of_the_seminar(offered):
    seminar = offered.seminar
    left = Student(seminar, make_participation(seminar, left_at=IN_WINDOW, left_by=seminar.created_by))
    for stranger in (Visitor(seminar), Visitor(seminar, make_user()), left):
        assert "nerea@example.org" not in stranger.see("paper", offered.pk).content.decode()
    for known in (Student(seminar), Visitor(seminar, seminar.created_by)):
        assert "nerea@example.org" in known.see("paper", offered.pk).content.decode()


def test_a_student_adds_it_and_stays_on_the_page(student, house):
    a, b, *_others = house[1]
    student.ranks(a)
    assert "You have ranked 1 paper. This one would come after it." in text(student.see("paper", b.pk))
    answer = student.send({"from_paper": "yes"}, "addition", b.pk)
    assert answer.url == student.address("paper", b.pk)
    shown = text(student.see("paper", b.pk))
    assert "Your preference no. 2 It is number 2 of 2 in your preferences." in shown
    assert "Add to my preferences" not in shown


def test_the_first_one_is_the_first_choice(student, house):
    a = house[1][0]
    assert "You have ranked no paper yet. This one would be your first choice." in text(student.see("paper", a.pk))
    student.send({"from_paper": "yes"}, "addition", a.pk)
    assert "Your preference no. 1 It is the only paper in your preferences." in text(student.see("paper", a.pk))


def test_adding_ends_with_the_window_and_for_withdrawn_papers(student, house):
    seminar, (a, b, *_others) = house
    assert "Add to my preferences" not in text(student.see("paper", a.pk, at=CLOSES))
    b.withdrawn_at, b.withdrawn_by, b.withdrawn_reason = IN_WINDOW, seminar.created_by, "Too long."
    b.save()
    shown = text(student.see("paper", b.pk))
    assert "Withdrawn, it cannot be ranked: Too long." in shown
    assert "Add to my preferences" not in shown


def test_neighbours_follow_the_order_of_the_list(house):
    seminar, (a, b, c, *_others) = house
    answer = Visitor(seminar).see("paper", b.pk)
    assert (answer.context["previous"], answer.context["next"]) == (a, c)
    assert Visitor(seminar).see("paper", a.pk).context["previous"] is None


def test_papers_of_other_seminars_are_not_found(house):
    foreign = make_offered(make_seminar())
    for pk in (foreign.pk, 10**6, 10**30):
        assert Visitor(house[0]).see("paper", pk).status_code == 404


CITED = "Vitaly Feldman, Second Author, Third Author, Fourth Author. Does Learning Require Memorization? STOC, 2020."


def test_the_reference_can_be_copied_as_a_line_and_as_bibtex(offered):
    answer = Visitor(offered.seminar).see("paper", offered.pk)
    assert CITED in text(answer)
    shown = html.unescape(answer.content.decode().split('id="bibtex"')[1].split(">", 1)[1].split("</pre>")[0])
    file = Visitor(offered.seminar).see("bibtex", offered.pk)
    assert file.content.decode().strip() == shown
    (entry,) = detect.read(shown).entries
    assert (entry.title, entry.authors[0], entry.venue) == (offered.paper.title, "Vitaly Feldman", "STOC")


def test_bibtex_is_plain_text_to_keep(offered):
    answer = Visitor(offered.seminar).see("bibtex", offered.pk)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{offered.seminar.slug}-paper-{offered.pk}.bib"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_bibtex_is_where_the_paper_is(house):
    foreign = make_offered(make_seminar())
    for pk in (foreign.pk, 10**6):
        assert Visitor(house[0]).see("bibtex", pk).status_code == 404
    hidden = make_offered(make_seminar(announced=False))
    assert Visitor(hidden.seminar).see("bibtex", hidden.pk).status_code == 404
    assert Visitor(hidden.seminar, hidden.seminar.created_by).see("bibtex", hidden.pk).status_code == 200


def test_key_words_lead_to_papers_of_the_same_kind(offered):
    offered.paper.keywords = "long tails\nR&D #1"
    offered.paper.save()
    page = Visitor(offered.seminar).see("paper", offered.pk)
    assert "Key words long tails, R&amp;D #1" in text(page)
    link = page.content.decode().split("?q=R")[1].split('"')[0]
    assert link == "%26D%20%231"
    assert f"/{offered.pk}/" in Visitor(offered.seminar).see("catalogue", q="R&D #1").content.decode()


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({}, "Ada Lovelace, Charles Babbage. Notes. Memoirs, 1843."),
        ({"title": "Why?"}, "Ada Lovelace, Charles Babbage. Why? Memoirs, 1843."),
        ({"authors": "Ada Lovelace\n\nJ. Doe Jr."}, "Ada Lovelace, J. Doe Jr. Notes. Memoirs, 1843."),
        ({"authors": ""}, "Notes. Memoirs, 1843."),
        ({"year": None}, "Ada Lovelace, Charles Babbage. Notes. Memoirs."),
        ({"venue": ""}, "Ada Lovelace, Charles Babbage. Notes. 1843."),
        ({"venue": "", "arxiv_id": "1906.05271"}, "Ada Lovelace, Charles Babbage. Notes. arXiv:1906.05271, 1843."),
        ({"venue": "", "year": None}, "Ada Lovelace, Charles Babbage. Notes."),
    ],
)
def test_a_citation_holds_what_is_known(facts, line):
    known = {"title": "Notes", "authors": "Ada Lovelace\nCharles Babbage", "venue": "Memoirs", "year": 1843}
    assert citation.plain(Paper(**known | facts)) == line


def test_one_version_alone_is_not_called_the_longer_one():
    seminar = make_seminar()
    only = make_offered(seminar, paper=make_paper("Only", arxiv_id="1906.05272"))
    assert "The report follows" not in text(Visitor(seminar).see("paper", only.pk))
    by_doi = make_offered(seminar, paper=make_paper("By DOI", arxiv_id="1906.05273", doi="10.1000/a&b"))
    page = Visitor(seminar).see("paper", by_doi.pk)
    assert "The report follows the longer version." in text(page)
    assert 'href="https://doi.org/10.1000/a&amp;b">Conference version' in page.content.decode()


def test_why_and_abstract_are_markdown(offered):
    offered.why, offered.paper.abstract = "# Because\n\n- one\n- two", "Bounds of $x^*$ and $y^*$.\n\n<script>"
    offered.save()
    offered.paper.save()
    page = Visitor(offered.seminar).see("paper", offered.pk).content.decode()
    assert "<p><strong>Because</strong></p>" in page and "<li>two</li>" in page
    assert "<p>Bounds of $x^*$ and $y^*$.</p>\n<p>&lt;script&gt;</p>" in page


def test_a_student_reads_where_the_paper_stands(student, house):
    a, b, *_others = house[1]
    student.ranks(a)
    assert "Your preference no. 1" in text(student.see("paper", a.pk))
    assert "Not in your preferences" in text(student.see("paper", b.pk))
    assert "Not in your preferences" in text(student.see("paper", b.pk, at=CLOSES))
    assert "our preferences" not in text(Visitor(house[0]).see("paper", a.pk))

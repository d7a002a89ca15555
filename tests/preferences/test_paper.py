"""The page of one paper: reading first, the own state beside it."""

import pytest

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
    assert "Your no. 2 It is number 2 of 2 in your preferences." in shown
    assert "Add to my preferences" not in shown


def test_the_first_one_is_the_first_choice(student, house):
    a = house[1][0]
    assert "You have ranked no paper yet. This one would be your first choice." in text(student.see("paper", a.pk))
    student.send({"from_paper": "yes"}, "addition", a.pk)
    assert "Your no. 1 It is the only paper in your preferences." in text(student.see("paper", a.pk))


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

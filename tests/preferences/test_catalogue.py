"""The catalogue: found by everybody, filtered by one form, with the student's own numbers."""

import re

import pytest

from seminar.preferences.models import PaperOpened
from tests.builders import IN_WINDOW, make_offered, make_paper, make_participation, make_seminar, make_topic, make_user
from tests.preferences.pages import CLOSES, Student, Visitor, make_house, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    """A seminar with four papers in two topics, as facts people search for."""
    seminar = make_seminar()
    tomasz = make_participation(seminar, "supervisor", make_user("Tomasz Wierzbowiak"))
    nerea = make_participation(seminar, "supervisor", make_user("Nerea Ibarluzea"))
    first, second = make_topic(seminar, "Optimisation"), make_topic(seminar, "Robustness")
    facts = [
        (first, tomasz, "Gradient Starvation", "Mohammad Pezeshki\nSékou-Oumar Kaba", "NeurIPS", 2021),
        (first, tomasz, "Große Lücken", "Ümit Şimşekli", "ICML", 2019),
        (second, nerea, "Does Learning Require Memorization?", "Vitaly Feldman", "STOC", 2020),
        (second, tomasz, "100% Robust_ness", "Aman Sinha", "ICLR", 2018),
    ]
    for topic, supervisor, title, authors, venue, year in facts:
        keywords = "Kernel methods" if year == 2019 else ""
        paper = make_paper(title, authors=authors, venue=venue, year=year, keywords=keywords)
        make_offered(seminar, topic=topic, paper=paper, supervisor=supervisor)
    return seminar


def titles(answer) -> list[str]:
    return [row.paper.title for group in answer.context["topics"] for row in group["papers"]]


def found(seminar, **query) -> list[str]:
    return titles(Visitor(seminar).see("catalogue", **query))


ALL = ["Gradient Starvation", "Große Lücken", "Does Learning Require Memorization?", "100% Robust_ness"]


@pytest.mark.postgres_too
@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("", [0, 1, 2, 3]),
        ("gradient", [0]),
        ("GRADIENT pezeshki", [0]),
        ("sekou", [0]),
        ("Sékou", [0]),
        ("umit simsekli", [1]),
        ("ŞIMŞEKLI", [1]),
        ("grosse lucken", [1]),
        ("stoc 2020", [2]),
        ("  learning  memor ", [2]),
        ("memor learning", [2]),
        ("kernel", [1]),
        ("gradient feldman", []),
        ("100%", [3]),
        ("%", []),
        ("'; --", []),
        ("\\", []),
    ],
)
def test_search_finds_every_word_without_case_and_accents(library, words, numbers):
    assert found(library, q=words) == [ALL[number] for number in numbers]


@pytest.mark.postgres_too
def test_words_no_database_can_hold_are_ignored(library):
    assert found(library, q="a\0b") == ALL
    assert found(library, q="x" * 500) == ALL


def test_topic_and_supervisor_narrow_the_list_and_wrong_values_are_ignored(library):
    first, second = library.topics.all()
    nerea = library.participations.get(user__name="Nerea Ibarluzea")
    assert found(library, topic=second.pk) == ALL[2:]
    assert found(library, supervisor=nerea.pk) == ALL[2:3]
    assert found(library, topic=first.pk, supervisor=nerea.pk) == []
    assert found(library, topic="x", supervisor="999999") == ALL
    assert found(library, topic=make_topic(make_seminar()).pk) == ALL


def test_a_supervisor_of_a_whole_topic_is_named_once(library):
    shown = text(Visitor(library).see("catalogue"))
    assert "Optimisation Supervisor: Tomasz Wierzbowiak" in shown
    assert shown.count("Supervisor: Tomasz Wierzbowiak") == 2
    assert shown.count("Supervisor: Nerea Ibarluzea") == 1


def test_nothing_found_says_why_and_leads_back(library):
    shown = Visitor(library).see("catalogue", q="quantum", topic=library.topics.first().pk)
    assert "No paper matches “quantum”" in text(shown)
    assert "4 papers are on the list. One of your filters is “Optimisation”." in text(shown)
    assert f'href="{Visitor(library).address("catalogue")}">Clear filters' in shown.content.decode()


def test_what_was_searched_for_is_shown_as_text(library):
    page = Visitor(library).see("catalogue", q="<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_number_of_papers_found_is_shown_with_a_way_back(library):
    assert "4 papers on 2 topics." in text(Visitor(library).see("catalogue"))
    assert "of 4 papers" not in text(Visitor(library).see("catalogue"))
    shown = text(Visitor(library).see("catalogue", q="gradient"))
    assert "1 of 4 papers Clear filters" in shown


def test_each_question_is_one_sub_heading_and_papers_without_come_first():
    seminar = make_seminar()
    for title, question in (("A", "Why?"), ("B", ""), ("C", "How?"), ("D", "Why?")):
        make_offered(seminar, title, question=question)
    make_offered(seminar, "E", topic=make_topic(seminar, "Other"), question="Why?")
    answer = Visitor(seminar).see("catalogue")
    assert titles(answer) == ["B", "A", "D", "C", "E"]
    page = answer.content.decode()
    assert re.findall(r'<(h\d) class="(?:question|work-title)"[^>]*>(?:<a[^>]*>)?([^<]*)<', page) == [
        ("h3", "B"), ("h3", "Why?"), ("h4", "A"), ("h4", "D"), ("h3", "How?"), ("h4", "C"), ("h3", "Why?"), ("h4", "E"),
    ]  # fmt: skip


def test_why_it_is_on_the_list_is_markdown(library):
    library.offered_papers.update(why="A *short* proof, <b>and</b> [slides](https://example.org/s).")
    page = Visitor(library).see("catalogue").content.decode()
    assert "A <em>short</em> proof, &lt;b&gt;and&lt;/b&gt;" in page
    assert '<a href="https://example.org/s" rel="noopener nofollow">slides</a>' in page


def test_an_empty_list_says_so():
    assert "The list of papers is not published yet" in text(Visitor(make_seminar()).see("catalogue"))


def test_anonymous_visitors_read_and_cannot_add(library):
    answer = Visitor(library).see("catalogue")
    assert answer.status_code == 200
    assert titles(answer) == ALL
    assert "Add" not in text(answer)
    assert 'name="show"' not in answer.content.decode()


def test_before_the_announcement_only_staff_see_it():
    seminar, (a, *_others) = make_house(announced=False)
    supervisor = make_participation(seminar, "supervisor").user
    assert Visitor(seminar).see("catalogue").status_code == 404
    assert Student(seminar).see("catalogue").status_code == 404
    assert Visitor(seminar).see("paper", a.pk).status_code == 404
    assert Visitor(seminar, supervisor).see("catalogue").status_code == 200
    assert Visitor(seminar, seminar.created_by).see("paper", a.pk).status_code == 200


def test_a_student_sees_the_own_numbers_and_can_show_the_rest(student, house):
    a, b, *_others = house[1]
    student.ranks(b, a)
    answer = student.see("catalogue")
    shown = text(answer)
    assert "Your no. 2" in shown and "Your no. 1" in shown
    assert "You have ranked 2; see your preferences." in shown
    assert f'href="{student.address("mine")}#row-{a.pk}"' in answer.content.decode()
    assert titles(student.see("catalogue", show="unranked")) == ["C", "D", "E"]


def test_a_student_finds_the_papers_not_yet_opened(student, house):
    seminar, (a, b, *_others) = house
    neighbour = Student(seminar)
    assert titles(student.see("catalogue", show="unopened")) == ["A", "B", "C", "D", "E"]
    for _time in range(2):
        student.see("paper", a.pk)
    student.send({"from_paper": "yes"}, "addition", b.pk)
    assert titles(student.see("catalogue", show="unopened")) == ["B", "C", "D", "E"]
    assert titles(neighbour.see("catalogue", show="unopened")) == ["A", "B", "C", "D", "E"]
    assert PaperOpened.objects.get().offered == a


def test_opening_is_noted_of_present_students_only(house):
    seminar, (a, *_others) = house
    left = Student(seminar, make_participation(seminar, left_at=IN_WINDOW, left_by=seminar.created_by))
    for visitor in (Visitor(seminar), Visitor(seminar, seminar.created_by), Visitor(seminar, make_user()), left):
        assert visitor.see("paper", a.pk).status_code == 200
        assert 'name="show"' not in visitor.see("catalogue").content.decode()
        assert titles(visitor.see("catalogue", show="unopened")) == ["A", "B", "C", "D", "E"]
    assert not PaperOpened.objects.exists()


def test_add_comes_back_to_the_same_place_of_the_same_list(student, house):
    a, b, *_others = house[1]
    student.ranks(a)
    page = student.see("catalogue", q="b").content.decode()
    action = page.split('formaction="')[1].split('"')[0].replace("&amp;", "&")
    answer = student.send_to(action)
    assert answer.url == f"{student.address('catalogue')}?q=b#paper-{b.pk}"
    assert student.order == ["A", "B"]
    assert "B is now your number 2. Stored." in text(student.see("catalogue"))


def test_adding_twice_is_adding_once(student, house):
    a, *_others = house[1]
    for _time in range(2):
        assert student.send({}, "addition", a.pk).status_code == 302
    assert student.order == ["A"]
    assert student.participation.preference_list.version == 1


def test_add_is_offered_while_it_is_possible_only(student, house):
    button = f'action="/seminars/{house[0].slug}/papers/{house[1][0].pk}/addition/'
    assert button in student.see("catalogue").content.decode()
    assert button not in student.see("catalogue", at=CLOSES).content.decode()


def test_unknown_papers_cannot_be_added(student, house):
    foreign = make_offered(make_seminar())
    for pk in (foreign.pk, 10**6, 10**30):
        answer = student.send({}, "addition", pk)
        assert answer.url == student.address("catalogue")
        assert "This paper cannot be ranked" in text(student.see("catalogue"))
    assert student.order == []


def test_a_withdrawn_paper_stays_readable_with_its_reason(student, house):
    seminar, (a, *_others) = house
    a.withdrawn_at, a.withdrawn_by, a.withdrawn_reason = IN_WINDOW, seminar.created_by, "Too long <for> us."
    a.save()
    answer = student.see("catalogue")
    assert "Withdrawn: Too long &lt;for&gt; us." in answer.content.decode()
    assert f"/{a.pk}/addition/" not in answer.content.decode()
    assert student.send({}, "addition", a.pk).url == student.address("catalogue")
    assert student.order == []

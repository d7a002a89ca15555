"""The number of questions to the database does not grow with papers and people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import IN_WINDOW, make_offered, make_participation, make_preferences, make_prerequisite, make_topic
from tests.preferences.pages import Student, Visitor, make_house

pytestmark = pytest.mark.django_db
# Session, person, seminar, dates, participations: what every page of a seminar asks for a person who is signed in.
DOOR = 5
PAGES = {
    "catalogue": DOOR + 3,
    "paper": DOOR + 4,  # the first time; later one less
    "mine": DOOR + 5,
    "receipt": DOOR + 4,
    "monitor": DOOR + 4,
}


def fill(seminar, papers, people):
    """Topics of four papers, each with a supervisor and a question; everybody ranks five and passed a module."""
    module = make_prerequisite(seminar)
    supervisor = make_participation(seminar, "supervisor")
    offered = []
    topics = [make_topic(seminar) for _number in range(0, papers, 4)]
    for number in range(papers):
        topic = topics[number // 4]
        offered.append(make_offered(seminar, topic=topic, supervisor=supervisor, question=f"Question {number % 2}"))
    students = [make_participation(seminar) for _number in range(people)]
    for number, student in enumerate(students):
        chosen = [offered[(number + place) % papers] for place in range(min(5, papers))]
        make_preferences(student, chosen).passed.add(module)
    return offered, students


def asked(papers, people) -> dict[str, int]:
    seminar, _none = make_house("")
    offered, students = fill(seminar, papers, people)
    student, organiser = Student(seminar, students[0]), Visitor(seminar, seminar.created_by)
    numbers = {}
    for page in PAGES:
        visitor = organiser if page == "monitor" else student
        args = [offered[0].pk] if page == "paper" else []
        with CaptureQueriesContext(connection) as questions:
            assert visitor.see(page, *args).status_code == 200
        numbers[page] = len(questions)
    return numbers


@pytest.mark.parametrize(("papers", "people"), [(1, 1), (3, 3), (24, 36)])
def test_every_page_asks_the_same_number_of_questions(papers, people):
    numbers = asked(papers, people)
    assert numbers == PAGES
    assert max(numbers.values()) <= 15


@pytest.mark.parametrize("number", [1, 3])
def test_an_export_costs_three_questions(number, django_assert_num_queries):
    seminar, papers = make_house("ABC"[:number])
    for page, arg in (("export", "csv"), ("export", "bibtex"), ("bibtex", papers[0].pk)):
        with django_assert_num_queries(3):
            Visitor(seminar).see(page, arg)


@pytest.mark.parametrize("number", [1, 3])
def test_searching_costs_one_question_more(number, django_assert_num_queries):
    seminar, papers = make_house("ABC"[:number])
    student = Student(seminar)
    for paper in papers:
        student.see("paper", paper.pk)
    with django_assert_num_queries(DOOR + 4):
        student.see("catalogue", q="author", show="unopened")
    with django_assert_num_queries(DOOR + 3):
        student.see("paper", papers[0].pk)


@pytest.mark.parametrize("number", [1, 3])
def test_an_anonymous_visitor_costs_three_questions(number, django_assert_num_queries):
    seminar, papers = make_house("ABC"[:number])
    for page, args in (("catalogue", []), ("paper", [papers[0].pk])):
        with django_assert_num_queries(3):
            Visitor(seminar).see(page, *args)


@pytest.mark.parametrize("number", [1, 3])
def test_saving_asks_the_same_number_of_questions_for_every_length(number, django_assert_num_queries):
    seminar, papers = make_house("ABC"[:number])
    student = Student(seminar)
    with django_assert_num_queries(27):
        student.ranks(*papers, at=IN_WINDOW)

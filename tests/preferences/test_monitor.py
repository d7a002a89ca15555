"""What the organiser sees: who is missing, and how often each paper is wanted."""

import pytest

from tests.builders import (
    IN_WINDOW,
    make_participation,
    make_preferences,
    make_prerequisite,
    make_seminar,
    make_user,
)
from tests.preferences.pages import CLOSES, OPENS, Student, Visitor, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(house):
    return Visitor(house[0], house[0].created_by)


def enter(seminar, name, papers=(), **fields):
    participation = make_participation(seminar, user=make_user(name), **fields)
    return make_preferences(participation, papers) if papers else participation


def test_who_has_no_valid_preferences(organiser, house):
    seminar, (a, b, c, *_others) = house
    enter(seminar, "Ada", [a, b, c])
    enter(seminar, "Ben", [a])
    enter(seminar, "Cem", [a, b])
    enter(seminar, "Dag")
    signed_in = enter(seminar, "Eva").user
    signed_in.last_login = IN_WINDOW
    signed_in.save()
    enter(seminar, "Gone", left_at=IN_WINDOW, left_by=seminar.created_by)
    make_participation(seminar, "supervisor", make_user("Sup"))
    answer = organiser.see("monitor")
    shown = text(answer)
    assert [student.user.name for student in answer.context["missing"]] == ["Cem", "Ben", "Dag", "Eva"]
    assert "students 5 have preferences that count 1 are missing 4" in shown
    assert "Cem 2 of 3 papers Ben 1 of 3 papers Dag never signed in Eva signed in, nothing ranked" in shown
    assert "Gone" not in shown
    assert "Open until Wed 10 Mar 2021, 12:00 CET (in 2 days)." in shown


def test_withdrawn_papers_do_not_count_towards_the_minimum(organiser, house):
    seminar, (a, b, c, *_others) = house
    enter(seminar, "Ada", [a, b, c])
    b.withdrawn_at, b.withdrawn_by, b.withdrawn_reason = IN_WINDOW, seminar.created_by, "Too long."
    b.save()
    assert "Ada 2 of 3 papers" in text(organiser.see("monitor"))


def test_how_often_each_paper_is_wanted(organiser, house):
    seminar, (a, b, c, d, e) = house
    enter(seminar, "Ada", [a, b, c, d])
    enter(seminar, "Ben", [b, a, d])
    gone = make_participation(seminar, left_at=IN_WINDOW, left_by=seminar.created_by)
    make_preferences(gone, [e, d, c])
    rows = organiser.see("monitor").context["demand"]
    figures = {row.paper.title: (row.first, row.top, row.wanted) for row in rows}
    assert figures == {"A": (1, 2, 2), "B": (1, 2, 2), "C": (0, 1, 1), "D": (0, 1, 2), "E": (0, 0, 0)}
    assert [row.paper.title for row in rows] == ["A", "B", "D", "C", "E"]


def test_other_seminars_are_not_counted(organiser, house):
    other = make_seminar()
    make_preferences(make_participation(other, user=make_user("Stranger")), [])
    assert "Stranger" not in text(organiser.see("monitor"))


def test_required_modules_nobody_stated(organiser, house):
    seminar, (a, *_others) = house
    module = make_prerequisite(seminar)
    stated = enter(seminar, "Ada", [a])
    stated.passed.add(module)
    enter(seminar, "Ben", [a])
    enter(seminar, "Cem")
    lacking = [row.user.name for row in organiser.see("monitor").context["students"] if row.lacks_module]
    assert lacking == ["Ben"]


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (OPENS.replace(month=1), "They open Thu 25 Feb 2021, 08:00 CET."),
        (CLOSES, "Closed Wed 10 Mar 2021, 12:00 CET."),
    ],
)
def test_before_and_after(organiser, at, words):
    assert words in text(organiser.see("monitor", at=at))


def test_without_dates_papers_and_people():
    seminar = make_seminar(milestones=False)
    shown = text(Visitor(seminar, seminar.created_by).see("monitor"))
    assert "The dates are not set yet." in shown
    assert "There are no students yet." in shown
    assert "There are no papers yet." in shown


def test_nobody_is_missing(organiser, house):
    enter(house[0], "Ada", house[1][:3])
    assert "Nobody is missing: all preferences count." in text(organiser.see("monitor"))


def test_only_organisers_look(house):
    seminar = house[0]
    stranger = make_seminar().created_by
    supervisor = make_participation(seminar, "supervisor").user
    for user in (stranger, supervisor, Student(seminar).user):
        assert Visitor(seminar, user).see("monitor").status_code == 404
    assert Visitor(seminar).see("monitor").status_code == 302

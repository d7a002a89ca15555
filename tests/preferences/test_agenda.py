"""What the overview is told about preferences."""

import pytest

from seminar.preferences.agenda import notices_for, tasks_for
from seminar.seminars.agenda import DONE, DUE, IN_PROGRESS, MISSED, OPENS
from tests.builders import IN_WINDOW, make_participation, make_preferences, make_prerequisite
from tests.preferences import pages
from tests.preferences.pages import CLOSES, LAST_SECOND, make_house

pytestmark = pytest.mark.django_db
BEFORE = pages.OPENS.replace(month=1)


@pytest.mark.parametrize(
    ("number", "at", "status", "act", "detail"),
    [
        (0, BEFORE, OPENS, "", ""),
        (0, IN_WINDOW, DUE, "Rank papers", "Nothing is stored yet."),
        (1, IN_WINDOW, IN_PROGRESS, "Complete preferences", "Stored: 1 paper. Does not count yet: 2 are missing."),
        (2, LAST_SECOND, IN_PROGRESS, "Complete preferences", "Stored: 2 papers. Does not count yet: 1 is missing."),
        (3, IN_WINDOW, DONE, "Change preferences", "Stored: 3 papers. This order counts."),
        (3, CLOSES, DONE, "", "Stored: 3 papers. This order counts."),
        (2, CLOSES, MISSED, "", "Stored: 2 papers. Does not count: 1 is missing."),
        (0, CLOSES, MISSED, "", "Nothing is stored."),
    ],
)
def test_the_task_of_a_student(house, number, at, status, act, detail):
    seminar, papers = house
    student = make_participation(seminar)
    if number:
        make_preferences(student, papers[:number])
    (task,) = tasks_for(student, at)
    assert (task.key, task.title) == ("preferences", "Rank at least 3 papers")
    assert (task.status, task.act, task.detail) == (status, act, detail)
    assert bool(task.url) == (status != OPENS)


def test_before_the_announcement_nothing_is_due():
    seminar, _papers = make_house(announced=False)
    (task,) = tasks_for(make_participation(seminar), IN_WINDOW)
    assert (task.status, task.act, task.url) == (OPENS, "", "")


def test_withdrawn_papers_make_a_list_too_short(house):
    seminar, papers = house
    student = make_participation(seminar)
    make_preferences(student, papers[:3])
    papers[0].withdrawn_at, papers[0].withdrawn_by = IN_WINDOW, seminar.created_by
    papers[0].withdrawn_reason = "Too long."
    papers[0].save()
    (task,) = tasks_for(student, IN_WINDOW)
    assert (task.status, task.detail) == (IN_PROGRESS, "Stored: 2 papers. Does not count yet: 1 is missing.")


def test_organisers_look_at_students_who_rank_without_a_required_module(house):
    seminar, papers = house
    assert notices_for(seminar, IN_WINDOW) == []
    first, second = make_prerequisite(seminar), make_prerequisite(seminar, "Statistics")
    optional = make_prerequisite(seminar, "Logic", is_required=False)
    assert notices_for(seminar, IN_WINDOW) == []
    for passed in ([first, second], [first, optional], []):
        make_preferences(make_participation(seminar), papers[:1]).passed.set(passed)
    make_participation(seminar)
    gone = make_participation(seminar, left_at=IN_WINDOW, left_by=seminar.created_by)
    make_preferences(gone, papers[:1])
    (notice,) = notices_for(seminar, IN_WINDOW)
    assert (notice.number, notice.text, notice.why) == (
        2,
        "students lack a required module",
        "Deep Learning, Statistics",
    )

"""My seminar after the assignment: files, talk, grade; the one thing to do, and nothing of it for those who wait."""

from datetime import timedelta

import pytest

from seminar.assignment.models import MeetingAttendance
from seminar.grading.models import Grade
from seminar.overview.steps import steps_for
from tests.builders import IN_WINDOW, local, make_milestones, make_participation, make_seminar
from tests.overview.pages import page, text
from tests.overview.published import make_version
from tests.second_half import (
    AFTER,
    BLOCK,
    HAND_IN_ENDS,
    IN_TALK,
    WRITING,
    make_holder,
    make_published,
    make_submission,
)

pytestmark = pytest.mark.django_db

NEAR = local(2021, 6, 20)  # the reports are due soon, the final slides are not
EIGHT = ["preferences", "assignment", "first_meeting", "deregistration", "hand_in:report", "hand_in:first-slides"]
EIGHT += ["hand_in:final-slides", "block", "grade"]


@pytest.fixture
def seminar():
    seminar = make_seminar(milestones=False)
    make_milestones(seminar, block=BLOCK)
    make_published(seminar)
    return seminar


@pytest.fixture
def student(seminar):
    return make_holder(seminar, "Deep Sets", supervisor=make_participation(seminar, "supervisor"))


def mine(client, student, at):
    answer = page(client, "overview:mine", student.seminar, student.user, at)
    assert answer.status_code == 200 and answer.content.decode().count("btn-primary") == 1
    return answer


def step(client, student, at):
    return mine(client, student, at).context["step"]


def statuses(client, student, at):
    return {task.key: task.status for task, _is_behind in mine(client, student, at).context["steps"]}


def hand_in(student, *kinds, at=WRITING):
    for kind in kinds:
        make_submission(student, kind, at)


def released(student, at=AFTER):
    return Grade.objects.create(
        participation=student, grade="1.7", is_passed=True, report_mark="1.7", presentation_mark="1.7", credits=0,
        detail={}, released_at=at, released_by=student.seminar.created_by,
    )  # fmt: skip


def test_all_steps_of_the_semester_in_the_order_of_the_dates(client, student):
    assert list(statuses(client, student, NEAR)) == EIGHT


def test_the_next_step_goes_through_the_second_half(client, seminar, student):
    report = step(client, student, NEAR)
    assert (report.title, report.act, report.until) == ("Report", "Upload", HAND_IN_ENDS)
    assert report.url.endswith("/hand-in/report/")
    hand_in(student, "report")
    assert step(client, student, NEAR).title == "First version of the slides"
    hand_in(student, "first-slides")
    assert step(client, student, local(2021, 6, 28)).title == "Final slides"  # within a month
    hand_in(student, "final-slides", at=NEAR)
    done = step(client, student, NEAR)
    assert (done.title, done.act, done.is_optional) == ("Nothing has to be done now", "Replace", True)
    make_version(seminar, student)
    assert step(client, student, IN_TALK).act == "See your talk"
    waiting = step(client, student, AFTER)
    assert (waiting.title, waiting.act) == ("Wait for your grade", "How grades are made")
    released(student)
    assert step(client, student, AFTER).act == "See the grade"


def test_a_file_that_is_missing_is_the_thing_to_do_until_the_block_seminar_is_over(client, seminar, student):
    hand_in(student, "first-slides", "final-slides")
    at = HAND_IN_ENDS + timedelta(days=1)
    late = step(client, student, at)
    assert (late.title, late.act, late.until) == ("Report", "Upload", None)
    assert statuses(client, student, at)["hand_in:report"] == "missed"
    assert step(client, student, AFTER).title == "Wait for your grade"


def test_the_own_deadline_counts(client, seminar, student):
    hand_in(student, "first-slides", "final-slides")
    seminar.deliverables.get(kind="report").extensions.create(
        participation=student, ends_at=local(2021, 7, 9), reason="Ill", granted_at=NEAR, granted_by=seminar.created_by
    )
    found = step(client, student, HAND_IN_ENDS + timedelta(days=1))
    assert (found.title, found.until) == ("Report", local(2021, 7, 9))
    shown = text(mine(client, student, HAND_IN_ENDS + timedelta(days=1)))
    assert "Thu 8 Jul 2021, 23:59 CEST" in shown and "Extended from Thu 1 Jul 2021, 23:59 CEST." in shown
    assert "Extended" not in text(mine(client, make_holder(seminar), NEAR))


def test_the_own_talk_is_told_once_the_programme_is_published(client, seminar, student):
    at = local(2021, 7, 20)
    assert "Your talk:" not in text(mine(client, student, at))
    make_version(seminar, make_holder(seminar), student)
    shown = text(mine(client, student, at))
    assert "Your talk: Thu 29 Jul 2021, 09:30" in shown and "Room 1" in shown
    assert ">Programme</a>" in shown


def test_whoever_was_at_the_first_meeting_reads_so_and_nobody_reads_that_they_were_missed(client, seminar, student):
    mark = MeetingAttendance.objects.create(
        participation=student, state="absent", marked_at=NEAR, marked_by=seminar.created_by
    )
    assert statuses(client, student, NEAR)["first_meeting"] == "over"
    assert "absent" not in text(mine(client, student, NEAR))
    mark.state = "present"
    mark.save()
    assert statuses(client, student, NEAR)["first_meeting"] == "done"
    assert "You were there." in text(mine(client, student, NEAR))


def test_whoever_waits_for_a_paper_reads_nothing_of_files_talks_and_grades(client, seminar, student):
    waiting = make_participation(seminar)
    make_version(seminar, student)
    for at in (NEAR, local(2021, 7, 20), IN_TALK, AFTER):
        answer = mine(client, waiting, at)
        assert list(statuses(client, waiting, at)) == EIGHT[:4]
        assert "/hand-in/" not in text(answer) and "/talk/" not in text(answer) and "/grade/" not in text(answer)
        assert answer.context["step"].act == "What that means"


def test_before_the_assignment_everybody_reads_the_plan_without_links():
    student = make_participation(make_seminar())
    tasks = steps_for(student, IN_WINDOW)
    assert [task.key for task in tasks] == [*EIGHT[:4], "hand_in", "block", "grade"]
    assert not any(task.url for task in tasks[4:])


def test_before_the_release_the_page_depends_on_no_mark(client, seminar, student):
    before = mine(client, student, AFTER)
    assert "Grades are not released yet." in text(before)
    assert statuses(client, student, AFTER)["grade"] == "later"
    released(student)
    shown = text(mine(client, student, AFTER))
    assert "1.7" not in shown and statuses(client, student, AFTER)["grade"] == "done"


def test_paper_supervisor_calendar_and_rules_stand_beside_the_steps(client, seminar, student):
    shown = text(mine(client, student, NEAR))
    supervisor = seminar.participations.supervisors().get().user
    assert "Deep Sets" in shown and f"mailto:{supervisor.email}" in shown
    assert 'href="/calendar/"' in shown and "/how-grades-are-made/" in shown


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_in_a_full_seminar(client, django_assert_num_queries, seminar, student, number):
    others = [make_holder(seminar) for _ in range(number)]
    for person in (student, *others):
        hand_in(person, "report")
    make_version(seminar, student, *others)
    client.force_login(student.user)
    # Five for the door, one for preferences, five for the paper, one for the meeting, four for files, three for the
    # talk, one for the grade, one for organisers; three for the frame.
    with django_assert_num_queries(24):
        page(client, "overview:mine", seminar, at=local(2021, 7, 20))

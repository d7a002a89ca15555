"""The overview in the second half: next action, who is missing and the numbers of each phase, from the same lists."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest

from seminar import clock
from seminar.assignment.models import MeetingAttendance
from seminar.grading.book import book
from seminar.grading.models import Appointment, Grade
from seminar.mail.models import Message
from seminar.programme import attendance
from seminar.programme.actions import publish_programme
from seminar.submissions import standing
from seminar.submissions.actions import grant_extension, remind
from tests.builders import CREATED, local, make_milestones, make_participation, make_seminar
from tests.overview.pages import organiser_of, page, text
from tests.second_half import (
    AFTER,
    BLOCK,
    HAND_IN_ENDS,
    IN_TALK,
    WRITING,
    make_attendance,
    make_holder,
    make_published,
    make_session,
    make_sheet,
    make_submission,
    make_talk,
)

pytestmark = pytest.mark.django_db

MEETING = local(2021, 4, 19, 15)
NEAR, MADE = local(2021, 6, 20), local(2021, 7, 10)  # reports due soon; reports over, the block seminar ahead
PARTS = ("report", "presentation")


def house(students=3):
    """Everybody holds a paper with a supervisor; nothing of the second half has been done yet."""
    seminar = make_seminar(milestones=False)
    make_milestones(seminar, block=BLOCK)
    make_published(seminar)
    supervisor = make_participation(seminar, "supervisor")
    people = [make_holder(seminar, supervisor=supervisor) for _ in range(students)]
    return SimpleNamespace(seminar=seminar, organiser=organiser_of(seminar), supervisor=supervisor, people=people)


@pytest.fixture
def scene():
    return house()


def laid_out(scene, published=True):
    session = make_session(scene.seminar)
    for person in scene.people:
        make_talk(person, session)
    if published:
        with clock.override(WRITING):
            publish_programme(participation=scene.organiser, reason="")
    return session


def attended(scene, session, *people):
    for person in people or scene.people:
        make_attendance(session, person, "present", scene.seminar.created_by)


def cockpit(client, scene, at):
    answer = page(client, "overview:cockpit", scene.seminar, scene.organiser.user, at)
    assert answer.status_code == 200
    assert len(re.findall("btn-primary", answer.content.decode())) == 1
    return answer


def act(client, scene, at):
    found = cockpit(client, scene, at).context["action"]
    assert client.get(found.url).status_code == 200
    return found.title


def names(answer):
    return [name for name, _state in answer.context["missing"].rows]


def number(answer, key):
    return next(figure.number for figure in answer.context["figures"] if figure.key == key)


# ---- the next action ------------------------------------------------------------------------------------------------


def test_from_the_meeting_to_the_released_grades(client, scene):
    seminar, people = scene.seminar, scene.people
    assert act(client, scene, MEETING) == "Mark who came to the first meeting"
    MeetingAttendance.objects.create(
        participation=people[0], state="present", marked_at=MEETING, marked_by=seminar.created_by
    )
    assert act(client, scene, MEETING) == "Nothing has to be done now"
    assert act(client, scene, local(2021, 5, 10)) == "Nothing has to be done now"  # too early for a reminder
    make_submission(people[0])
    assert act(client, scene, NEAR) == "Remind 2 people who have not handed in a report"
    for person in people[1:]:
        make_submission(person)
    assert act(client, scene, NEAR) == "Remind 3 people who have not handed in slides"
    for person in people:
        make_submission(person, "first-slides")
    assert act(client, scene, NEAR) == "Nothing has to be done now"

    assert act(client, scene, MADE) == "Lay the block seminar out"
    session = make_session(seminar)
    assert act(client, scene, MADE) == "Give 3 talks a place"
    for person in people:
        make_talk(person, session)
    assert act(client, scene, MADE) == "Publish the programme"
    with clock.override(MADE):
        publish_programme(participation=scene.organiser, reason="")
    assert act(client, scene, MADE) == "Nothing has to be done now"
    assert act(client, scene, local(2021, 7, 20)) == "Remind 3 people who have not handed in the final slides"
    session.title = "Morning"
    session.save()
    assert act(client, scene, local(2021, 7, 20)) == "Publish 1 change of the programme"
    with clock.override(MADE):
        publish_programme(participation=scene.organiser, reason="A title")
    assert act(client, scene, IN_TALK) == "Open the page of the day"

    assert act(client, scene, AFTER) == "Decide 3 marks of attendance"
    attended(scene, session)
    assert act(client, scene, AFTER) == "Ask after 6 open sheets"
    for person in people:
        for part in PARTS:
            make_sheet(person, part, scene.supervisor)
    assert act(client, scene, AFTER) == "Release 3 grades"
    for person in people:
        make_grade(person)
    assert act(client, scene, AFTER) == "Hand the grades on"


def make_grade(person):
    return Grade.objects.create(
        participation=person, grade="2.0", is_passed=True, report_mark="2.0", presentation_mark="2.0", credits=0,
        detail={}, released_at=AFTER, released_by=person.seminar.created_by,
    )  # fmt: skip


def test_before_the_release_the_blockers_come_in_their_order(client, scene):
    session = laid_out(scene)
    other, nobodys = make_participation(scene.seminar, "supervisor"), make_holder(scene.seminar)
    kim = scene.people[0]
    for grader in (scene.supervisor, other):
        Appointment.objects.create(
            participation=kim, grader=grader, appointed_at=CREATED, appointed_by=scene.seminar.created_by
        )
    attended(scene, session, kim, scene.people[1], nobodys)
    make_attendance(session, scene.people[2], "absent", scene.seminar.created_by)
    assert act(client, scene, AFTER) == "Say who grades 1 student"
    Appointment.objects.create(
        participation=nobodys, grader=other, appointed_at=CREATED, appointed_by=scene.seminar.created_by
    )
    assert act(client, scene, AFTER) == "Ask after 10 open sheets"
    for entry in book(scene.seminar):
        for part in PARTS:
            for grader in entry.graders:
                mark = "1.0" if (entry.participation, part, grader) == (kim, "report", other) else "3.0"
                make_sheet(entry.participation, part, grader, mark)
    assert act(client, scene, AFTER) == "Have 1 mark agreed"
    scene.seminar.participations.get(pk=kim.pk).agreements.create(
        part="report", mark="2.0", note="Talked", agreed_at=AFTER, agreed_by=scene.seminar.created_by
    )
    assert act(client, scene, AFTER) == "Decide about 1 absence"


def test_an_assignment_that_is_late_goes_before_everything(client):
    seminar = make_seminar(milestones=False)
    make_milestones(seminar, block=BLOCK)
    supervisor = make_participation(seminar, "supervisor")
    from_the_list = make_holder(seminar, supervisor=supervisor)
    scene = SimpleNamespace(seminar=seminar, organiser=organiser_of(seminar))
    assert act(client, scene, MADE) == "Compute the alternatives"
    assert from_the_list.user.name in names(cockpit(client, scene, MADE))


# ---- who is missing -------------------------------------------------------------------------------------------------


def test_files_number_rows_page_and_reminder_are_the_same_people(client, scene):
    first, second, third = scene.people
    make_submission(first)
    make_submission(second, at=HAND_IN_ENDS + timedelta(hours=2))
    with clock.override(NEAR):
        grant_extension(
            participation=scene.organiser, person=third, kind="report", ends_at=local(2021, 7, 9), reason="Ill"
        )
    answer = cockpit(client, scene, NEAR)
    missing = standing.missing(scene.seminar, "report")
    assert {row.pk for row in missing} == {second.pk, third.pk}
    assert sorted(names(answer)) == sorted(row.user.name for row in missing)
    assert number(answer, "report") == len(scene.people) - len(missing)
    assert answer.context["action"].act == "Preview the reminder to 2 people"
    table = client.get(answer.context["missing"].url)
    assert [row.person.pk for row in table.context["table"].rows] == [row.pk for row in missing]
    with clock.override(NEAR):
        assert remind(participation=scene.organiser, kind="report") == 2
    told = Message.objects.filter(kind="submission_reminder").values_list("recipient", flat=True)
    assert set(told) == {row.user_id for row in missing}
    assert "late by 2 h" in text(answer) and "has time until 8 Jul, 23:59" in text(answer)


def test_at_the_first_meeting_it_is_who_is_not_marked_as_present(client, scene):
    for person, state in zip(scene.people, ("present", "absent", "excused"), strict=True):
        MeetingAttendance.objects.create(
            participation=person, state=state, marked_at=MEETING, marked_by=scene.seminar.created_by
        )
    make_participation(scene.seminar)  # without a paper
    answer = cockpit(client, scene, MEETING)
    assert answer.context["missing"].rows == [
        (scene.people[1].user.name, "absent"), (scene.people[2].user.name, "excused"),
    ]  # fmt: skip
    assert "was at the first meeting" in text(answer)


def test_after_the_publication_it_is_who_has_no_paper(client, scene):
    waiting = make_participation(scene.seminar)
    assert names(cockpit(client, scene, local(2021, 3, 12))) == [waiting.user.name]


def test_attendance_the_number_is_that_of_the_rows(client, scene):
    session = laid_out(scene)
    later = make_session(scene.seminar, session.day, session.starts.replace(hour=14))
    make_talk(make_holder(scene.seminar, supervisor=scene.supervisor), later)
    attended(scene, session, scene.people[0])
    answer = cockpit(client, scene, local(2021, 7, 29, 13))
    assert number(answer, "undecided") == attendance.undecided(scene.seminar, local(2021, 7, 29, 13)) == 3
    assert len(names(answer)) == 3 and scene.people[0].user.name not in names(answer)
    assert "Nobody: no session is over yet." in text(cockpit(client, scene, IN_TALK))


def test_sheets_it_is_whose_sheets_are_open(client, scene):
    attended(scene, laid_out(scene))
    make_sheet(scene.people[0], "report", scene.supervisor)
    answer = cockpit(client, scene, AFTER)
    assert answer.context["missing"].rows == [(scene.supervisor.user.name, "5 open sheets")]
    assert number(answer, "final") == 1 and "sheet of 6 is final" in text(answer)
    assert "sheets are not final" in text(answer)


def test_no_mark_is_on_the_page(client, scene):
    attended(scene, laid_out(scene))
    for person in scene.people:
        for part in PARTS:
            make_sheet(person, part, scene.supervisor, "3.7", remark="Sentinel")
    shown = text(cockpit(client, scene, AFTER))
    assert "3.7" not in shown and "Sentinel" not in shown


# ---- what needs attention -------------------------------------------------------------------------------------------


def test_notices_of_every_step_stand_there_in_their_phase(client, scene):
    make_submission(scene.people[0], at=HAND_IN_ENDS + timedelta(hours=2))
    texts = [notice.text for notice in cockpit(client, scene, MADE).context["cockpit"].notices]
    assert "students are missing: Report" in texts and "late file waits for a decision" in texts
    make_session(scene.seminar)
    texts = [notice.text for notice in cockpit(client, scene, NEAR).context["cockpit"].notices]
    assert "talks have no place in the programme" in texts


def test_every_number_and_every_notice_leads_to_a_page(client, scene):
    laid_out(scene)
    make_submission(scene.people[0], at=HAND_IN_ENDS + timedelta(hours=2))
    for at in (MEETING, NEAR, MADE, IN_TALK, AFTER):
        context = cockpit(client, scene, at).context
        urls = [row.url for row in (*context["figures"], *context["cockpit"].notices)] + [context["missing"].url]
        with clock.override(at):
            assert {url: client.get(url).status_code for url in urls if url} == {url: 200 for url in urls if url}


# ---- what it costs --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("students", [1, 3])
@pytest.mark.parametrize(
    ("at", "queries"), [(MEETING, 13), (local(2021, 5, 10), 22), (MADE, 19), (IN_TALK, 18), (AFTER, 23)]
)
def test_each_phase_costs_the_same_for_any_number_of_students(client, django_assert_num_queries, students, at, queries):
    """Five for the door, one for changes, three or four for notices; the rest is what the phase shows."""
    scene = house(students)
    session = laid_out(scene)
    for person in scene.people:
        make_submission(person)
        make_sheet(person, "report", scene.supervisor)
    attended(scene, session)
    client.force_login(scene.organiser.user)
    with django_assert_num_queries(queries):
        page(client, "overview:cockpit", scene.seminar, at=at)


def test_while_reports_are_written_and_nothing_is_laid_out_nobody_asks_for_a_programme(
    client, django_assert_num_queries, scene
):
    client.force_login(scene.organiser.user)
    with django_assert_num_queries(16):
        page(client, "overview:cockpit", scene.seminar, at=local(2021, 5, 10))

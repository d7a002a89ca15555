"""What a grader has to do: every sheet, its state, who else is done, and the one to write next."""

from datetime import timedelta

import pytest

from seminar.grading.models import Appointment
from seminar.programme.models import Version
from tests.builders import CREATED, IN_WINDOW, local, make_milestones, make_participation, make_seminar, make_user
from tests.overview.pages import organiser_of, page, stranger, text
from tests.second_half import (
    AFTER,
    BLOCK,
    DAY_1,
    HAND_IN_ENDS,
    IN_TALK,
    WRITING,
    make_holder,
    make_sheet,
    make_submission,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seminar():
    seminar = make_seminar(milestones=False)
    make_milestones(seminar, block=BLOCK)
    return seminar


@pytest.fixture
def supervisor(seminar):
    return make_participation(seminar, "supervisor", make_user("Samuel Oyelarinde"))


def holder(seminar, name, supervisor=None):
    return make_holder(seminar, f"On {name}", supervisor=supervisor, user=make_user(name))


def appoint(student, *graders):
    for grader in graders:
        Appointment.objects.create(
            participation=student, grader=grader, appointed_at=CREATED, appointed_by=student.seminar.created_by
        )


def desk(client, person, at=AFTER):
    answer = page(client, "overview:duties", person.seminar, person.user, at)
    assert answer.status_code == 200
    assert answer.content.decode().count("btn-primary") == bool(answer.context["desk"].next.url)
    return answer


def talks_at(seminar, *talks):
    """A published programme: (student, hour) on the first day."""
    content = [
        {
            "talk": student.pk, "participation": student.pk, "offered": None,
            "starts": local(2021, 7, 29, hour).isoformat(), "ends": local(2021, 7, 29, hour, 30).isoformat(),
        }
        for student, hour in talks
    ]  # fmt: skip
    session = {
        "session": 1, "title": "", "place": "Room 7", "moderator": None, "day": DAY_1.isoformat(), "talk_minutes": 25,
        "question_minutes": 5, "talks": content,
    }  # fmt: skip
    Version.objects.create(
        seminar=seminar, number=1, content={"sessions": [session]}, published_at=WRITING,
        published_by=seminar.created_by,
    )  # fmt: skip


def test_taking_papers_is_offered_until_the_reports_are_due(client, seminar, supervisor):
    type(seminar).objects.filter(pk=seminar.pk).update(supervisors_may_claim=True)
    before, after = text(desk(client, supervisor, WRITING)), text(desk(client, supervisor, AFTER))
    assert "Take papers that nobody supervises" in before
    assert "Papers are taken and given back until the reports are due." in before
    assert "Who supervises which paper" in after
    assert "Since the reports were due, papers are neither taken nor given back" in after
    type(seminar).objects.filter(pk=seminar.pk).update(supervisors_may_claim=False)
    for at in (WRITING, AFTER):
        shown = text(desk(client, supervisor, at))
        assert "Who supervises which paper" in shown and "given back" not in shown


def test_every_sheet_of_the_own_students_is_a_row_and_nobody_elses(client, seminar, supervisor):
    kim, ada = holder(seminar, "Kim Berger", supervisor), holder(seminar, "Ada Arx", supervisor)
    holder(seminar, "Else Where", make_participation(seminar, "supervisor"))
    answer = desk(client, supervisor)
    rows = [(row.duty.student.pk, row.duty.part) for row in answer.context["desk"].rows]
    assert rows == [(ada.pk, "report"), (kim.pk, "report"), (ada.pk, "presentation"), (kim.pk, "presentation")]
    shown = text(answer)
    assert "4 of 4 sheets are open." in shown and "On Kim Berger" in shown and "Else Where" not in shown


def test_the_next_one_is_what_was_begun_then_the_first_that_can_be_graded(client, seminar, supervisor):
    kim, ada = holder(seminar, "Kim Berger", supervisor), holder(seminar, "Ada Arx", supervisor)
    first = desk(client, supervisor).context["desk"].next
    assert first.title == "Grade next: Ada Arx, report" and first.act == "Start the sheet"
    assert first.url.endswith(f"/grading/sheets/{ada.pk}/report/")
    make_sheet(kim, "presentation", supervisor, mark=None, final=False)
    begun = desk(client, supervisor).context["desk"].next
    assert (begun.title, begun.act) == ("Grade next: Kim Berger, presentation", "Continue the sheet")


def test_before_there_is_something_to_grade_the_page_says_what_is_waited_for(client, seminar, supervisor):
    kim, ada = holder(seminar, "Kim Berger", supervisor), holder(seminar, "Ada Arx", supervisor)
    answer = desk(client, supervisor, WRITING)
    assert "Nothing to grade yet" in text(answer) and "Reports are due" in text(answer)
    assert "Thu 1 Jul 2021, 23:59 CEST" in text(answer)
    make_submission(kim)
    early = desk(client, supervisor, WRITING)  # it can still be replaced
    assert "Nothing to grade yet" in text(early) and "version 1" in text(early)
    assert desk(client, supervisor, local(2021, 7, 3)).context["desk"].next.title == "Grade next: Ada Arx, report"
    for student in (kim, ada):
        make_sheet(student, "report", supervisor)
    assert "Talks are held" in text(desk(client, supervisor, HAND_IN_ENDS))


def test_whoever_has_more_time_is_graded_later(client, seminar, supervisor):
    kim = holder(seminar, "Kim Berger", supervisor)
    seminar.deliverables.get(kind="report").extensions.create(
        participation=kim, ends_at=local(2021, 7, 9), reason="Ill", granted_at=WRITING, granted_by=seminar.created_by
    )
    assert desk(client, supervisor, local(2021, 7, 3)).context["desk"].next.title == "Nothing to grade yet"
    assert desk(client, supervisor, local(2021, 7, 9, 1)).context["desk"].next.title == "Grade next: Kim Berger, report"


def test_a_talk_can_be_graded_from_its_beginning_and_they_stand_in_the_order_of_the_programme(
    client, seminar, supervisor
):
    kim, ada = holder(seminar, "Kim Berger", supervisor), holder(seminar, "Ada Arx", supervisor)
    for student in (kim, ada):
        make_sheet(student, "report", supervisor)
    talks_at(seminar, (kim, 9), (ada, 14))
    answer = desk(client, supervisor, IN_TALK)
    assert [row.duty.student.pk for row in answer.context["desk"].presentations] == [kim.pk, ada.pk]
    assert [row.is_possible for row in answer.context["desk"].presentations] == [True, False]
    assert "29 Jul, 14:00" in text(answer)


def test_of_other_graders_one_reads_whether_they_are_done_and_nothing_else(client, seminar, supervisor):
    other = make_participation(seminar, "supervisor", make_user("Zoe Zweit"))
    kim = holder(seminar, "Kim Berger", supervisor)
    appoint(kim, supervisor, other)
    make_sheet(kim, "report", other, mark="3.7", remark="Sentinel", note="Sentinel")
    shown = text(desk(client, supervisor))
    assert "Zoe Zweit: final" in shown and "Zoe Zweit: not final" in shown
    assert "3.7" not in shown and "Sentinel" not in shown


def test_marks_to_be_agreed_come_first(client, seminar, supervisor):
    other = make_participation(seminar, "supervisor")
    kim = holder(seminar, "Kim Berger", supervisor)
    holder(seminar, "Ada Arx", supervisor)
    appoint(kim, supervisor, other)
    make_sheet(kim, "report", supervisor, "1.0")
    make_sheet(kim, "report", other, "3.0")
    answer = desk(client, supervisor)
    assert answer.context["desk"].next.title == "Agree on a mark: Kim Berger, report"
    assert answer.context["desk"].next.url.endswith(f"/grading/agreements/{kim.pk}/report/")
    assert "to be agreed" in text(answer)


def test_all_done(client, seminar, supervisor):
    kim = holder(seminar, "Kim Berger", supervisor)
    make_sheet(kim, "report", supervisor)
    make_sheet(kim, "presentation", supervisor, at=AFTER + timedelta(hours=1))
    shown = text(desk(client, supervisor))
    assert "Nothing is open" in shown and "0 of 2 sheets are open." in shown
    assert "Mon 2 Aug 2021, 11:00 CEST" in shown


def test_nobody_to_grade(client, supervisor):
    assert "Nobody holds a paper that you grade." in text(desk(client, supervisor))


def test_an_organiser_who_is_appointed_has_duties_and_one_who_supervises_has_both(client, seminar):
    organiser = organiser_of(seminar)
    kim = holder(seminar, "Kim Berger")
    appoint(kim, organiser)
    assert len(desk(client, organiser).context["desk"].rows) == 2
    holder(seminar, "Ada Arx", make_participation(seminar, "supervisor", organiser.user))
    assert len(desk(client, organiser).context["desk"].rows) == 4


def test_only_staff_come_in(client, seminar, supervisor):
    left = make_participation(seminar, "supervisor", left_at=IN_WINDOW, left_by=seminar.created_by)
    for user in (holder(seminar, "Kim Berger").user, left.user, stranger(), organiser_of(make_seminar()).user):
        assert page(client, "overview:duties", seminar, user).status_code == 404
    client.logout()
    assert page(client, "overview:duties", seminar).status_code == 302


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_students(
    client, django_assert_num_queries, seminar, supervisor, number
):
    students = [holder(seminar, f"Student {place}", supervisor) for place in range(number)]
    other = make_participation(seminar, "supervisor")
    for student in students:
        appoint(student, supervisor, other)
        make_sheet(student, "report", other)
        make_submission(student)
    talks_at(seminar, *[(student, 9 + place) for place, student in enumerate(students)])
    client.force_login(supervisor.user)
    # Five for the door, one for the frame; eleven for the book, four for the files, two for the programme.
    with django_assert_num_queries(23):
        page(client, "overview:duties", seminar, at=AFTER)

"""Which version counts, what is late, who is missing: derived from moments, the same for everybody who asks."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from seminar import clock
from seminar.log.models import Entry
from seminar.mail.models import Message
from seminar.submissions import actions, agenda
from seminar.submissions.models import Extension
from seminar.submissions.standing import counting, matrix, missing, standing_of
from tests.builders import local, make_participation
from tests.second_half import DAY_1, HAND_IN_ENDS, WRITING, make_holder, make_submission
from tests.submissions.hand_in import make_house

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATE = HAND_IN_ENDS + HOUR
AFTER = HAND_IN_ENDS + DAY


@pytest.fixture
def house():
    return make_house()


@pytest.fixture
def hana(house):
    return house.people[0]


def report(person):
    return standing_of(person)["report"]


def extend(house, person, days=1, at=AFTER, reason="Ill."):
    with clock.override(at):
        return actions.grant_extension(
            participation=house.organiser, person=person, kind="report", ends_at=HAND_IN_ENDS + days * DAY,
            reason=reason,
        )  # fmt: skip


def allow(house, submission, act=actions.allow, reason="The network was down."):
    with clock.override(AFTER):
        return act(participation=house.organiser, submission=submission, reason=reason)


# ---- one person -----------------------------------------------------------------------------------------------------


def test_the_newest_on_time_counts(hana):
    make_submission(hana)
    second = make_submission(hana, at=WRITING + HOUR)
    assert report(hana).counts == report(hana).newest == second


def test_a_late_one_does_not_take_its_place(hana):
    first = make_submission(hana)
    late = make_submission(hana, at=LATE)
    found = report(hana)
    assert (found.counts, found.newest) == (first, late)
    assert found.lateness(late) == HOUR
    assert found.lateness(first) == timedelta()
    assert [(row.counts, row.is_newest, row.is_late) for row in found.versions] == [
        (False, True, True),
        (True, False, False),
    ]


@pytest.mark.parametrize(
    ("versions", "at", "state"),
    [
        ([], WRITING, "open"),
        ([], HAND_IN_ENDS + 4 * timedelta(minutes=1), "open"),
        ([], HAND_IN_ENDS + 5 * timedelta(minutes=1), "missing"),
        ([LATE], AFTER, "late"),
        ([WRITING, LATE], AFTER, "counts"),
    ],
)
def test_the_state_at_a_moment(hana, versions, at, state):
    for moment in versions:
        make_submission(hana, at=moment)
    assert report(hana).state(at) == state


def test_without_a_date_nothing_is_late(house, hana):
    house.seminar.milestones.filter(kind="hand_in").delete()
    late = make_submission(hana, at=LATE)
    hana.seminar.refresh_from_db()
    hana.seminar.__dict__.pop("timeline", None)
    assert report(hana).due is None
    assert report(hana).counts == late


def test_the_final_slides_are_due_when_the_block_seminar_begins(hana):
    assert standing_of(hana)["final-slides"].due == local(DAY_1.year, DAY_1.month, DAY_1.day)


def test_a_deliverable_may_have_a_date_of_its_own(house, hana):
    house.seminar.deliverables.filter(kind="first-slides").update(ends_at=LATE)
    assert standing_of(hana)["first-slides"].due == LATE
    assert report(hana).due == HAND_IN_ENDS


def test_the_standing_of_one_person_costs_three_queries(house, hana, django_assert_num_queries):
    make_submission(hana)
    house.seminar.timeline  # noqa: B018 - the guard has read the dates already
    hana.seminar = house.seminar
    with django_assert_num_queries(3):
        assert standing_of(hana)["report"].counts.uploaded_by == hana.user


# ---- extensions -----------------------------------------------------------------------------------------------------


def test_an_extension_makes_a_late_version_count_for_this_person_only(house, hana):
    """The story of check A13: on time, late by an hour, then a day more."""
    make_submission(hana)
    late, other = make_submission(hana, at=LATE), make_submission(house.people[1], at=LATE)
    extend(house, hana)
    found = report(hana)
    assert (found.due, found.general_due, found.counts) == (HAND_IN_ENDS + DAY, HAND_IN_ENDS, late)
    assert report(house.people[1]).counts is None
    assert report(house.people[1]).newest == other


def test_an_extension_is_told_and_on_record(house, hana):
    extension = extend(house, hana)
    mail, entry = Message.objects.get(kind="extension"), Entry.objects.get(what="extension.granted")
    body = mail.body.replace("\N{NO-BREAK SPACE}", " ")
    assert mail.recipient == hana.user
    for words in ("New deadline: Fri 2 Jul 2021, 23:59 CEST", "Before: Thu 1 Jul 2021, 23:59 CEST", "Reason: Ill."):
        assert words in body
    assert (entry.subject, entry.reason) == (hana.user.display_name, "Ill.")
    assert entry.before == {"kind": "report", "ends": "2021-07-02T00:00:00+02:00"}
    assert entry.after == {"kind": "report", "ends": "2021-07-03T00:00:00+02:00"}
    assert extension.granted_by == house.organiser.user


def test_a_second_extension_replaces_the_first_which_stays(house, hana):
    first, second = extend(house, hana), extend(house, hana, 2)
    first.refresh_from_db()
    assert first.replaced_at == AFTER
    assert report(hana).extension == second


def test_the_same_extension_again_changes_nothing(house, hana):
    assert extend(house, hana) == extend(house, hana)
    assert Extension.objects.count() == Message.objects.filter(kind="extension").count() == 1


def test_an_extension_has_to_end_later_than_the_deadline(house, hana):
    with pytest.raises(actions.NotLater):
        extend(house, hana, 0)


def test_an_extension_never_takes_time_away(house, hana):
    extend(house, hana)
    house.seminar.deliverables.filter(kind="report").update(ends_at=HAND_IN_ENDS + 9 * DAY)
    assert report(hana).due == HAND_IN_ENDS + 9 * DAY


@pytest.mark.parametrize("who", ["supervisor", "no reason", "no paper"])
def test_who_cannot_grant_or_get_one(house, hana, who):
    house.organiser = house.supervisor if who == "supervisor" else house.organiser
    person = make_participation(house.seminar) if who == "no paper" else hana
    with pytest.raises(PermissionDenied):
        extend(house, person, reason="" if who == "no reason" else "Ill.")
    assert not Extension.objects.exists()


# ---- late versions --------------------------------------------------------------------------------------------------


def test_an_organiser_lets_a_late_version_count_and_takes_it_back(house, hana):
    first, late = make_submission(hana), make_submission(hana, at=LATE)
    allow(house, late)
    assert report(hana).counts == late
    assert [row.subject for row in Message.objects.filter(kind="submission_counting")] == [
        f"[{house.seminar.title}] Report: your late version 2 counts"
    ]
    allow(house, late, actions.disallow, "It was a mistake.")
    assert report(hana).counts == first
    assert [row.what for row in Entry.objects.filter(what__startswith="submission.").order_by("pk")] == [
        "submission.allowed",
        "submission.disallowed",
    ]
    assert "Version 1 counts now." in Message.objects.filter(kind="submission_counting").latest("pk").body


def test_allowing_twice_is_once(house, hana):
    late = make_submission(hana, at=LATE)
    allow(house, late)
    allow(house, late, reason="Again.")
    late.refresh_from_db()
    assert late.allowed_reason == "The network was down."
    assert Message.objects.filter(kind="submission_counting").count() == 1


def test_a_version_on_time_needs_no_leave(house, hana):
    with pytest.raises(actions.NotLate):
        allow(house, make_submission(hana))


def test_only_organisers_decide_and_only_with_a_reason(house, hana):
    late = make_submission(hana, at=LATE)
    with pytest.raises(PermissionDenied):
        allow(house, late, reason="")
    house.organiser = house.supervisor
    with pytest.raises(PermissionDenied):
        allow(house, late)


# ---- everybody ------------------------------------------------------------------------------------------------------


def test_only_people_who_hold_a_paper_are_asked_for_files(house):
    hana, kaito, tamsin = house.people
    make_participation(house.seminar)
    tamsin.left_at, tamsin.left_by = WRITING, tamsin.user
    tamsin.save()
    make_submission(hana)
    make_submission(kaito, at=LATE)
    assert [person for person, _ in matrix(house.seminar)] == [hana, kaito]
    assert missing(house.seminar, "report") == [kaito]
    assert set(counting(house.seminar)) == {(hana.pk, "report")}


@pytest.mark.parametrize("number", [1, 3])
def test_the_matrix_costs_the_same_for_one_and_for_three(number, django_assert_num_queries):
    house = make_house(number)
    for person in house.people:
        make_submission(person)
        extend(house, person)
    seminar = type(house.seminar).objects.prefetch_related("milestones").get(pk=house.seminar.pk)
    with django_assert_num_queries(4):
        for person, found in matrix(seminar):
            assert person.user.display_name
            assert found["report"].counts.uploaded_by == person.user
            assert found["report"].extension.granted_by == house.organiser.user


def test_the_notices_count_what_the_table_shows(house):
    hana, kaito, _tamsin = house.people
    make_submission(hana, check_state="unchecked")
    make_submission(kaito, at=LATE)
    found = {notice.text: notice.number for notice in agenda.notices_for(house.seminar, AFTER)}
    assert found == {
        "students are missing: Report": len(missing(house.seminar, "report")),
        "students are missing: First version of the slides": 3,
        "late file waits for a decision": 1,
        "file was received and not checked": 1,
    }


def test_before_the_deadline_is_near_nobody_is_missing(house):
    assert agenda.notices_for(house.seminar, WRITING) == []


def test_the_tasks_of_a_student(house, hana):
    make_submission(hana)
    found = {task.key: task for task in agenda.tasks_for(hana, WRITING)}
    assert {key: task.status for key, task in found.items()} == {
        "hand_in:report": "done",
        "hand_in:first-slides": "due",
        "hand_in:final-slides": "later",
    }
    assert found["hand_in:report"].act == "Replace"
    assert found["hand_in:first-slides"].milestone.ends == HAND_IN_ENDS
    make_submission(hana, "first-slides", at=LATE)
    after = {task.key: task for task in agenda.tasks_for(hana, AFTER)}
    assert after["hand_in:report"].act == ""
    assert after["hand_in:first-slides"].status == "missed"
    assert after["hand_in:first-slides"].detail == "Version 1 came late and does not count."
    assert after["hand_in:final-slides"].status == "due"


def test_without_a_paper_there_is_no_task(house):
    assert agenda.tasks_for(make_participation(house.seminar), WRITING) == []


def test_a_new_holder_has_the_same_tasks(house):
    assert len(agenda.tasks_for(make_holder(house.seminar), WRITING)) == 3

"""The window decides by the database's clock, read after the lock: to the second, on both edges."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, transaction

from seminar import clock
from seminar.preferences.actions import Closed, submit
from seminar.preferences.models import PreferenceList
from seminar.seminars.models import Milestone, Participation, Seminar
from tests.builders import IN_WINDOW
from tests.preferences.pages import CLOSES, LAST_SECOND, OPENS, Student, make_house, moving_clock, order_of, text


def test_the_whole_minute_shown_is_in_time(student, house):
    assert student.ranks(*house[1][:3], at=LAST_SECOND).status_code == 302
    assert student.order == ["A", "B", "C"]
    assert "12:00:59 CET" in text(student.see("receipt", at=LAST_SECOND))


def test_one_second_later_is_refused_with_both_times(student, house):
    a, b, c, *_others = house[1]
    student.ranks(a, b, c)
    receipt = PreferenceList.objects.get().receipt
    answer = student.save(a, b, c, at=CLOSES, order=[c.pk, b.pk, a.pk], instead="yes")
    assert answer.status_code == 409
    shown = text(answer)
    assert "Preferences closed Wed 10 Mar 2021, 12:00 CET." in shown
    assert "The change arrived Wed 10 Mar 2021, 12:01:00 CET." in shown
    assert f"What was stored before is unchanged: Sun 7 Mar 2021, 14:00:00 CET, {receipt}. 1 A 2 B 3 C" in shown
    assert "<title>Error: Not stored" in " ".join(answer.content.decode().split())
    assert student.order == ["A", "B", "C"]


def test_every_late_control_is_refused(student, house):
    a, b, c, d, _e = house[1]
    student.ranks(a, b, c)
    for move, paper in [("up", c), ("down", a), ("remove", b), ("place", a), ("add", d)]:
        assert student.press(move, paper, a, b, c, at=CLOSES).status_code == 409
    assert student.send({}, "addition", d.pk, at=CLOSES).status_code == 409
    assert student.order == ["A", "B", "C"]


def test_late_and_nothing_stored(student, house):
    answer = student.ranks(*house[1], at=CLOSES)
    assert "Nothing was stored before." in text(answer)
    assert student.order == []


def test_before_opening_nothing_is_stored(student, house):
    early = OPENS - timedelta(seconds=1)
    assert "Preferences open Thu 25 Feb 2021, 08:00 CET and close Wed 10 Mar 2021, 12:00 CET." in text(
        student.see(at=early)
    )
    answer = student.ranks(*house[1][:3], at=early)
    assert answer.status_code == 409
    assert "Preferences open Thu 25 Feb 2021, 08:00 CET. The change arrived Thu 25 Feb 2021, 07:59:59 CET." in text(
        answer
    )
    assert student.ranks(*house[1][:3], at=OPENS).status_code == 302


def test_afterwards_the_page_can_only_be_read(student, house):
    student.ranks(*house[1][:3])
    answer = student.see(at=CLOSES)
    assert "Closed Wed 10 Mar 2021, 12:00 CET. This order is used." in text(answer)
    assert "<button" not in answer.content.decode().split("<main")[1].split("</main")[0]
    receipt = text(student.see("receipt", at=CLOSES))
    assert "Closed Wed 10 Mar 2021, 12:00 CET." in receipt
    assert "Change preferences" not in receipt


def test_afterwards_too_few_papers_are_called_too_few(student, house):
    student.ranks(*house[1][:2])
    assert "This order is not used: it has too few papers." in text(student.see(at=CLOSES))
    assert "Stored, but it does not count" in text(student.see("receipt", at=CLOSES))


def test_afterwards_without_any(student):
    assert "You have ranked no papers." in text(student.see(at=CLOSES))


def test_dates_that_are_taken_back_close_the_page_and_break_nothing(student, house):
    seminar, papers = house
    student.ranks(*papers[:3])
    Milestone.objects.filter(seminar=seminar, kind="preferences").delete()
    assert "Preferences are not open." in text(student.see())
    assert "Preferences are not open" in text(student.save(papers[0]))
    assert student.see("receipt").status_code == 200
    assert Student(seminar).see().status_code == 200


def test_the_page_was_opened_in_time_and_the_decision_was_not(student, house):
    """Between the page's clock and the lock the deadline passed: the moment of decision holds."""
    with moving_clock(LAST_SECOND, LAST_SECOND, CLOSES):
        clock.now()  # the first reading is taken by the override itself
        answer = student.client.post(student.address("mine"), {"order": [house[1][0].pk]})
    assert answer.status_code == 409
    assert student.order == []


@pytest.mark.postgres_too
@pytest.mark.django_db(transaction=True)
def test_a_save_that_waited_for_the_lock_while_the_deadline_passed_is_refused():
    """Somebody else holds the seminar's lock; when it is free at last, the deadline is over."""
    seminar, papers = make_house()
    student = Student(seminar)
    moment, result = [LAST_SECOND], []

    def save():
        try:
            participation = Participation.objects.get(pk=student.participation.pk)
            result.append(submit(participation=participation, order=[papers[0].pk], passed=[]))
        except Closed as closed:
            result.append(closed)
        finally:
            connection.close()

    with clock.override(lambda: moment[0]):
        with transaction.atomic():
            Seminar.objects.locked(seminar.pk)
            waiting = Thread(target=save)
            waiting.start()
            waiting.join(timeout=0.5)
            assert waiting.is_alive()
            moment[0] = CLOSES
        waiting.join(timeout=15)
    (closed,) = result
    assert isinstance(closed, Closed) and closed.at == CLOSES
    assert order_of(student.participation) == []


@pytest.mark.postgres_too
@pytest.mark.django_db(transaction=True)
def test_students_who_save_at_the_same_time_lose_nothing():
    seminar, papers = make_house()
    students = [Student(seminar) for _number in range(4)]
    orders = [[row.pk for row in papers[number:]] for number in range(4)]

    def save(student, order):
        try:
            submit(participation=student.participation, order=order, passed=[], finish=True)
        finally:
            connection.close()

    with clock.override(IN_WINDOW):
        threads = [
            Thread(target=save, args=pair) for pair in zip(students * 2, orders * 2, strict=True)
        ]  # every one of them twice, like a double click
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
    assert ["".join(student.order) for student in students] == ["ABCDE", "BCDE", "CDE", "DE"]
    assert set(PreferenceList.objects.values_list("version", flat=True)) == {1}

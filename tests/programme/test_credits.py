"""Good questions: one per person and talk, whoever taps and how often; undo, notes, what they are worth."""

from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection

from seminar import clock
from seminar.grading.models import Grade, GradingRule
from seminar.programme import actions, credits
from seminar.programme.grades import Bonus, bonus_rule
from seminar.programme.models import QuestionCredit, Talk
from seminar.seminars.models import Participation
from tests.builders import local, make_participation, make_user
from tests.programme.laid_out import make_house, publish, text, visit
from tests.second_half import AFTER, IN_TALK, make_credit, make_holder, make_talk

pytestmark = pytest.mark.django_db

EARLY = local(2021, 7, 28, 23, 59)


@pytest.fixture
def house():
    house = make_house(talks=3)
    publish(house)
    return house


def talk_of(person) -> Talk:
    return Talk.objects.get(participation=person)


def tap(client, house, speaker, asker, *, at=IN_TALK, user=None, back="now"):
    data = {"person": asker.pk, "back": back}
    return visit(client, house, "credit", talk_of(speaker).pk, data=data, at=at, user=user)


def release(house, person):
    Grade.objects.create(
        participation=person, grade=Decimal("1.7"), is_passed=True, report_mark=2, presentation_mark=2, credits=0,
        detail={}, released_at=AFTER, released_by=house.organiser.user,
    )  # fmt: skip


# ---- one tap --------------------------------------------------------------------------------------------------------


def test_a_tap_credits_one_question_and_comes_back_to_the_name(client, house):
    speaker, asker, _third = house.people
    answer = tap(client, house, speaker, asker)
    assert (answer.status_code, answer.url) == (302, f"/seminars/{house.seminar.slug}/block/#person-{asker.pk}")
    row = QuestionCredit.objects.get()
    assert (row.talk.participation, row.participation, row.given_at) == (speaker, asker, IN_TALK)
    assert row.given_by == house.organiser.user
    assert credits.credits_of(house.seminar) == {asker.pk: 1}
    shown = text(visit(client, house, "now", at=IN_TALK))
    assert f'id="person-{asker.pk}"' in shown and "<strong>Speaker B</strong> credited" in shown
    assert "Undo credit" in shown and "What was asked" in shown
    entry = house.seminar.log_entries.get(what="credit.given")
    assert (entry.subject, entry.after) == ("Speaker B", {"talk": "Speaker A", "note": ""})


def test_a_double_tap_is_one_credit(client, house):
    speaker, asker, _third = house.people
    tap(client, house, speaker, asker)
    tap(client, house, speaker, asker)
    assert QuestionCredit.objects.count() == 1
    assert house.seminar.log_entries.filter(what="credit.given").count() == 1
    shown = text(visit(client, house, "now", at=IN_TALK))
    assert "You have credited Speaker B in this talk already, 29 Jul, 09:30." in shown


def test_a_second_grader_reads_who_was_first(client, house):
    speaker, asker, _third = house.people
    tap(client, house, speaker, asker, user=house.supervisor.user)
    tap(client, house, speaker, asker)
    assert QuestionCredit.objects.get().given_by == house.supervisor.user
    shown = text(visit(client, house, "now", at=IN_TALK))
    assert "Speaker B is already credited by Tomasz Wierzbowiak, 29 Jul, 09:30." in shown
    assert "<small> by Tomasz Wierzbowiak </small>" in shown


@pytest.mark.postgres_too
@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_time_are_one_credit():
    house = make_house(talks=2)
    publish(house)
    speaker, asker = house.people
    staff = [house.organiser.pk, house.supervisor.pk] * 2
    start, results = Barrier(len(staff)), []

    def work(pk):
        try:
            participation = Participation.objects.get(pk=pk)
            start.wait()
            results.append(actions.credit(participation=participation, talk=talk_of(speaker), person=asker))
        finally:
            connection.close()

    with clock.override(IN_TALK):
        threads = [Thread(target=work, args=[pk]) for pk in staff]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
    assert QuestionCredit.objects.count() == 1
    assert sorted(is_new for _row, is_new in results) == [False, False, False, True]
    assert len({row.pk for row, _is_new in results}) == 1
    assert house.seminar.log_entries.filter(what="credit.given").count() == 1


def test_the_speaker_gets_none_for_the_own_talk(client, house):
    speaker = house.people[0]
    answer = tap(client, house, speaker, speaker)
    assert answer.status_code == 409 and not QuestionCredit.objects.exists()
    assert "Speaker A gives this talk. Credits are for questions in the talks of others." in text(answer)
    assert "<title>Error:" in text(answer)


def test_whoever_left_or_holds_no_paper_gets_none(client, house):
    speaker, asker, _third = house.people
    Participation.objects.filter(pk=asker.pk).update(left_at=IN_TALK, left_by=house.organiser.user)
    assert tap(client, house, speaker, asker).status_code == 409
    without = make_participation(house.seminar, user=make_user("Nora Ohnepapier"))
    answer = tap(client, house, speaker, without)
    assert answer.status_code == 409 and not QuestionCredit.objects.exists()
    assert "Nora Ohnepapier holds no paper in this seminar any more." in text(answer)


def test_people_and_talks_of_another_seminar_do_not_exist(client, house):
    other = make_house(talks=2)
    assert tap(client, house, house.people[0], other.people[0]).status_code == 404
    assert visit(client, house, "talk", talk_of(other.people[0]).pk, at=IN_TALK).status_code == 404
    assert tap(client, house, other.people[0], house.people[0]).status_code == 404
    foreign = make_credit(talk_of(other.people[0]), other.people[1], other.organiser.user)
    for name in ("undo_credit", "note_credit"):
        assert visit(client, house, name, foreign.pk, data={}, at=IN_TALK).status_code == 404
    for person in ("", "x", "²", "9" * 30):
        data = {"person": person}
        answer = visit(client, house, "credit", talk_of(house.people[0]).pk, data=data, at=IN_TALK)
        assert answer.status_code == 404, person


# ---- undo and note --------------------------------------------------------------------------------------------------


def test_undo_takes_it_back_and_it_can_be_given_again(client, house):
    speaker, asker, _third = house.people
    tap(client, house, speaker, asker)
    row = QuestionCredit.objects.get()
    for _again in range(2):
        answer = visit(client, house, "undo_credit", row.pk, data={"back": "now"}, at=IN_TALK)
        assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.undone_at, row.undone_by) == (IN_TALK, house.organiser.user)
    assert credits.credits_of(house.seminar) == {}
    assert house.seminar.log_entries.filter(what="credit.undone").count() == 1
    assert "The credit of Speaker B is taken back." in text(visit(client, house, "now", at=IN_TALK))
    tap(client, house, speaker, asker)
    assert credits.credits_of(house.seminar) == {asker.pk: 1}


def test_anybody_of_the_staff_takes_back_what_somebody_else_gave(client, house):
    row = make_credit(talk_of(house.people[0]), house.people[1], house.organiser.user)
    answer = visit(client, house, "undo_credit", row.pk, data={}, user=house.supervisor.user, at=IN_TALK)
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.undone_by == house.supervisor.user


def test_a_note_is_stored_and_told_once(client, house):
    row = make_credit(talk_of(house.people[0]), house.people[1], house.organiser.user)
    for _again in range(2):
        data = {"note": " Why is the rate sublinear? ", "back": "now"}
        answer = visit(client, house, "note_credit", row.pk, data=data, at=IN_TALK)
        assert answer.status_code == 302 and answer.url.endswith(f"/block/#credit-{row.pk}")
    row.refresh_from_db()
    assert row.note == "Why is the rate sublinear?"
    entry = house.seminar.log_entries.get(what="credit.noted")
    assert entry.before == {"note": ""} and entry.after == {"talk": "Speaker A", "note": row.note}
    assert "Why is the rate sublinear?" in text(visit(client, house, "now", at=IN_TALK))


def test_a_note_that_is_too_long_is_refused_and_kept_on_the_page(client, house):
    row = make_credit(talk_of(house.people[0]), house.people[1], house.organiser.user)
    for back in ("talk", "questions"):
        data = {"note": "n" * 301, "back": back}
        answer = visit(client, house, "note_credit", row.pk, data=data, at=IN_TALK)
        shown = text(answer)
        assert answer.status_code == 422 and "<title>Error:" in shown
        assert 'href="#id_note"' in shown and 'id="id_note"' in shown and "n" * 301 in shown
        assert 'aria-describedby="note-error"' in shown and 'id="note-error"' in shown
    row.refresh_from_db()
    assert row.note == ""


def test_no_note_for_a_credit_that_was_taken_back(client, house):
    by = house.organiser.user
    row = make_credit(talk_of(house.people[0]), house.people[1], by, undone_at=IN_TALK, undone_by=by)
    answer = visit(client, house, "note_credit", row.pk, data={"note": "late"}, at=IN_TALK)
    assert answer.status_code == 409
    assert "The credit of Speaker B was taken back meanwhile." in text(answer)


# ---- where one comes back to ----------------------------------------------------------------------------------------


def test_the_page_stays_with_its_talk_when_the_next_one_has_begun(client, house):
    speaker, asker, _third = house.people
    later = IN_TALK + timedelta(minutes=10)
    answer = tap(client, house, speaker, asker, at=later)
    assert answer.url == f"/seminars/{house.seminar.slug}/block/talks/{talk_of(speaker).pk}/#person-{asker.pk}"


def test_from_the_list_of_questions_one_comes_back_to_it(client, house):
    row = make_credit(talk_of(house.people[0]), house.people[1], house.organiser.user)
    answer = visit(client, house, "undo_credit", row.pk, data={"back": "questions"}, at=AFTER)
    assert answer.url.startswith(f"/seminars/{house.seminar.slug}/block/questions/#")


# ---- when, and who --------------------------------------------------------------------------------------------------


def acts(house):
    row = make_credit(talk_of(house.people[0]), house.people[2], house.organiser.user)
    return [
        ("credit", talk_of(house.people[0]).pk, {"person": house.people[1].pk}),
        ("note_credit", row.pk, {"note": "x"}),
        ("undo_credit", row.pk, {"back": "questions"}),
    ]


def test_before_the_first_day_nothing_is_credited(client, house):
    for name, pk, data in acts(house):
        answer = visit(client, house, name, pk, data=data, at=EARLY)
        assert answer.status_code == 409, name
        assert "The block seminar begins on Thu 29 Jul 2021." in text(answer)
    assert QuestionCredit.objects.get().note == "" and credits.credits_of(house.seminar) == {house.people[2].pk: 1}
    assert tap(client, house, house.people[0], house.people[1], at=EARLY + timedelta(minutes=1)).status_code == 302


def test_later_is_possible_until_grades_are_released(client, house):
    assert tap(client, house, house.people[0], house.people[1], at=AFTER).status_code == 302
    release(house, house.people[2])
    for name, pk, data in acts(house):
        answer = visit(client, house, name, pk, data=data, at=AFTER)
        assert answer.status_code == 409, name
        assert "The grades are released." in text(answer)
    shown = text(visit(client, house, "talk", talk_of(house.people[0]).pk, at=AFTER))
    assert "The grades are released." in shown and "Undo credit" not in shown
    assert "Change or undo" not in text(visit(client, house, "questions", at=AFTER))


def test_without_days_there_is_nothing_to_credit(client):
    house = make_house(talks=2, block=None)
    answer = tap(client, house, *house.people)
    assert answer.status_code == 409
    assert "The days of the block seminar are not set yet." in text(answer)


def test_only_staff(client, house):
    people = [house.people[1].user, make_participation(house.seminar).user, make_house(talks=1).organiser.user]
    for name, pk, data in acts(house):
        for user in people:
            assert visit(client, house, name, pk, data=data, user=user, at=IN_TALK).status_code == 404
            assert visit(client, house, name, pk, user=user, at=IN_TALK).status_code in (404, 405)
        assert visit(client, house, name, pk, data=data, user="nobody", at=IN_TALK).status_code == 302
        assert visit(client, house, name, pk, at=IN_TALK).status_code == 405
        assert visit(client, house, name, pk, data=data, user=house.supervisor.user, at=IN_TALK).status_code == 302
    for name in ("now", "questions"):
        for user in people:
            assert visit(client, house, name, user=user, at=IN_TALK).status_code == 404


def test_somebody_who_was_removed_meanwhile_records_nothing(house):
    stale = Participation.objects.get(pk=house.supervisor.pk)
    Participation.objects.filter(pk=stale.pk).update(left_at=IN_TALK, left_by=house.organiser.user)
    with clock.override(IN_TALK), pytest.raises(actions.day.PermissionDenied):
        actions.credit(participation=stale, talk=talk_of(house.people[0]), person=house.people[1])


# ---- what they are worth --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "cap", "number", "bonus", "is_full"),
    [
        ("0.1", "0.3", 0, "0", False),
        ("0.1", "0.3", 2, "0.2", False),
        ("0.1", "0.3", 3, "0.3", True),
        ("0.1", "0.3", 9, "0.3", True),
        ("0.2", "0.3", 2, "0.3", True),
        ("0", "0.3", 9, "0", False),
        ("0.1", "0", 9, "0", False),
    ],
)
def test_the_bonus_ends_at_its_cap(step, cap, number, bonus, is_full):
    rule = Bonus(Decimal(step), Decimal(cap))
    assert (rule.of(number), rule.is_full(number)) == (Decimal(bonus), is_full)


def test_the_rule_of_the_seminar_holds(house):
    assert bonus_rule(house.seminar) == Bonus(Decimal("0.1"), Decimal("0.3"))
    GradingRule.objects.create(seminar=house.seminar, credit_step=Decimal("0.2"), bonus_cap=Decimal("0.4"))
    house.seminar.refresh_from_db()
    assert bonus_rule(house.seminar) == Bonus(Decimal("0.2"), Decimal("0.4"))


def test_the_name_says_when_the_bonus_is_full_and_more_can_be_recorded(client, house):
    speaker, asker, third = house.people
    GradingRule.objects.create(seminar=house.seminar, credit_step=Decimal("0.1"), bonus_cap=Decimal("0.1"))
    make_credit(talk_of(third), asker, house.organiser.user)
    assert "no more bonus from here" in text(visit(client, house, "now", at=IN_TALK))
    assert tap(client, house, speaker, asker).status_code == 302
    assert credits.credits_of(house.seminar) == {asker.pk: 2}
    assert "No more bonus from here." in text(visit(client, house, "now", at=IN_TALK))


def test_questions_by_person(client, house):
    a, b, c = house.people
    by = house.organiser.user
    for speaker in (a, c):
        make_credit(talk_of(speaker), b, by, note=f"About {speaker.user.name}")
    make_credit(talk_of(a), c, by, undone_at=IN_TALK, undone_by=house.supervisor.user)
    shown = text(visit(client, house, "questions", at=AFTER))
    assert "2 credits so far." in shown and "bonus 0.2" in shown
    assert "About Speaker A" in shown and "About Speaker C" in shown
    assert "1 credit was taken back" in shown and "taken back by Tomasz Wierzbowiak" in shown
    assert "Speaker A, Speaker C" in shown.split("Without a credit")[-1]
    (line,) = visit(client, house, "questions", at=AFTER).context["roster"].lines
    assert (line.person.pk, len(line.credits), line.bonus) == (b.pk, 2, Decimal("0.2"))


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, django_assert_num_queries, number):
    house = make_house(talks=number)
    publish(house)
    late = make_holder(house.seminar, user=make_user("Late"))
    make_talk(late, house.second)
    for person in house.people:
        make_credit(talk_of(person), late, house.organiser.user)
    client.force_login(house.organiser.user)
    with clock.override(AFTER), django_assert_num_queries(10):
        client.get(f"/seminars/{house.seminar.slug}/block/questions/")

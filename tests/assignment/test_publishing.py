"""From closed preferences to everybody knowing their paper: what becomes valid, what is refused, who is told."""

from datetime import timedelta

import pytest

from seminar import clock
from seminar.assignment import actions, querysets
from seminar.assignment.models import Publication
from seminar.assignment.since import changed_since
from seminar.mail.models import Message, State
from tests.builders import IN_WINDOW, local, make_offered, make_participation, make_preferences, make_seminar

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

CLOSED = local(2021, 3, 10, 13)


@pytest.fixture
def people():
    """Two places, three students, three papers; everybody ranked all three alike."""
    seminar = make_seminar(places=2, min_preferences=2)
    papers = [make_offered(seminar, f"Paper {letter}") for letter in "ABC"]
    students = [make_participation(seminar) for _ in range(3)]
    for student in students:
        make_preferences(student, papers)
    return seminar, seminar.participations.organisers().get(), papers, students


def computed(organiser, at=CLOSED, **options):
    with clock.override(at):
        return {run.objective: run for run in actions.compute(participation=organiser, **options)}


def publish(organiser, run, at=CLOSED, **options):
    with clock.override(at + timedelta(minutes=1)):
        return actions.publish(participation=organiser, run=run, reason="fair", **options)


def test_four_runs_on_one_snapshot(people):
    seminar, organiser, _papers, students = people
    runs = computed(organiser)
    assert set(runs) == {"fair", "first_choices", "average", "lottery"}
    assert len({run.instance_sha256 for run in runs.values()}) == 1
    assert all(run.placements.count() == len(students) for run in runs.values())
    assert [run.number for run in seminar.runs.all()] == [1, 2, 3, 4]
    assert seminar.log_entries.filter(what="run.computed").count() == 1


def test_a_run_before_the_close_is_a_trial(people):
    _seminar, organiser, _papers, _students = people
    run = computed(organiser, at=IN_WINDOW)["fair"]
    assert run.is_trial
    with pytest.raises(actions.NotPublishable):
        publish(organiser, run)


def test_publishing_makes_two_holders_and_a_waiting_list(people):
    seminar, organiser, _papers, students = people
    publish(organiser, computed(organiser)["fair"])
    held = list(querysets.holders(seminar))
    assert len(held) == 2 and len({row.paper_id for row in held}) == 2
    waiting = querysets.waiting_list(seminar)
    assert {row.pk for row in waiting} == {row.pk for row in students} - {row.pk for row in held}
    mails = Message.objects.filter(kind="assignment")
    assert {mail.recipient_id for mail in mails} == {row.user_id for row in students}
    assert any("number 1 on the waiting list" in mail.body for mail in mails)


def test_publishing_twice_is_one_publication_and_one_mail_each(people):
    _seminar, organiser, _papers, _students = people
    run = computed(organiser)["fair"]
    assert publish(organiser, run) == publish(organiser, run)
    assert Publication.objects.count() == 1
    assert Message.objects.filter(kind="assignment").count() == 3


def test_held_mails_wait(people):
    _seminar, organiser, _papers, _students = people
    publish(organiser, computed(organiser)["fair"], hold=True)
    assert set(Message.objects.filter(kind="assignment").values_list("state", flat=True)) == {State.HELD}


def test_a_second_organiser_sees_the_first_ones_act(people):
    _seminar, organiser, _papers, _students = people
    runs = computed(organiser)
    publish(organiser, runs["fair"])
    with pytest.raises(actions.Superseded):
        publish(organiser, runs["average"])


def test_a_run_from_other_facts_is_refused(people):
    seminar, organiser, papers, students = people
    run = computed(organiser)["fair"]
    with clock.override(CLOSED):
        actions.set_pin(
            participation=organiser, person=students[0], offered=papers[2], is_forbidden=False, reason="agreed"
        )
    with pytest.raises(actions.Outdated):
        publish(organiser, run)
    assert not Publication.objects.filter(seminar=seminar).exists()


def test_a_pin_is_kept_and_lifted(people):
    seminar, organiser, papers, students = people
    with clock.override(CLOSED):
        pin = actions.set_pin(
            participation=organiser, person=students[0], offered=papers[2], is_forbidden=False, reason="agreed"
        )
    run = computed(organiser)["fair"]
    assert run.placements.get(participation=students[0]).offered == papers[2]
    with clock.override(CLOSED):
        actions.lift_pin(participation=organiser, pin=pin)
    assert not seminar.pins.filter(lifted_at__isnull=True).exists()
    assert seminar.log_entries.filter(what__startswith="pin.").count() == 2


def test_who_leaves_frees_the_paper_and_a_refill_moves_nobody_else(people):
    seminar, organiser, _papers, students = people
    publish(organiser, computed(organiser)["fair"])
    leaver, stays = querysets.holders(seminar)
    (waiting,) = querysets.waiting_list(seminar)
    with clock.override(CLOSED + timedelta(days=1)):
        actions.deregister(participation=leaver)
    assert list(querysets.holders(seminar)) == [stays]
    Message.objects.all().delete()

    refill = computed(organiser, at=CLOSED + timedelta(days=2), change="keep_all")["fair"]
    publish(organiser, refill, at=CLOSED + timedelta(days=2))
    now = {row.pk: row.paper_id for row in querysets.holders(seminar)}
    assert set(now) == {stays.pk, waiting.pk} and now[stays.pk] == stays.paper_id
    assert [mail.recipient_id for mail in Message.objects.filter(kind="assignment")] == [waiting.user_id]


def test_who_left_and_comes_back_holds_nothing_from_before(people):
    seminar, organiser, _papers, _students = people
    publish(organiser, computed(organiser)["fair"])
    leaver = querysets.holders(seminar)[0]
    with clock.override(CLOSED + timedelta(days=1)):
        actions.deregister(participation=leaver)
    leaver.refresh_from_db()
    leaver.left_at, leaver.joined_at = None, CLOSED + timedelta(days=2)
    leaver.save()
    assert leaver not in querysets.holders(seminar)


def test_a_run_with_somebody_who_left_cannot_be_published(people):
    seminar, organiser, _papers, students = people
    run = computed(organiser)["fair"]
    with clock.override(CLOSED + timedelta(seconds=1)):
        actions.deregister(participation=students[0])
    with pytest.raises(actions.Outdated):
        publish(organiser, run)


def test_a_free_paper_by_hand(people):
    seminar, organiser, papers, _students = people
    publish(organiser, computed(organiser)["fair"])
    (waiting,) = querysets.waiting_list(seminar)
    third = next(iter(querysets.free_places(seminar)))
    place = {"participation": organiser, "person": waiting, "offered": third, "reason": "latecomer"}
    with clock.override(CLOSED + timedelta(hours=1)):
        with pytest.raises(actions.NoRoom):  # both places of the seminar are taken
            actions.place_by_hand(**place)
        actions.deregister(participation=querysets.holders(seminar)[0])
        actions.place_by_hand(**place)
        with pytest.raises(actions.AlreadyPlaced):
            actions.place_by_hand(**place)
    assert querysets.holders(seminar).get(pk=waiting.pk).paper_id == third.pk


def test_after_the_last_day_only_organisers_take_people_out(people):
    seminar, organiser, _papers, students = people
    with clock.override(local(2021, 5, 4)):
        with pytest.raises(actions.TooLate):
            actions.deregister(participation=students[0])
        actions.deregister_by_organiser(participation=organiser, person=students[0], reason="ill")
    students[0].refresh_from_db()
    assert students[0].has_left and students[0].left_reason == "ill"
    assert seminar.log_entries.get(what="person.left").reason == "ill"


def test_a_run_from_before_a_placement_by_hand_cannot_take_the_paper_away(people):
    seminar, organiser, papers, _students = people
    publish(organiser, computed(organiser)["fair"])
    (waiting,) = querysets.waiting_list(seminar)
    third = next(iter(querysets.free_places(seminar)))
    with clock.override(CLOSED + timedelta(hours=1)):
        actions.deregister(participation=querysets.holders(seminar)[0])
    run = computed(organiser, at=CLOSED + timedelta(hours=2))["fair"]
    with clock.override(CLOSED + timedelta(hours=3)):
        actions.place_by_hand(participation=organiser, person=waiting, offered=third, reason="agreed")
    with pytest.raises(actions.Outdated):
        publish(organiser, run, at=CLOSED + timedelta(hours=4))
    assert querysets.holders(seminar).get(pk=waiting.pk).paper_id == third.pk
    assert changed_since(seminar, run) == [f"Another paper held by now: {waiting.user.display_name}."]
    anew = computed(organiser, at=CLOSED + timedelta(hours=5))["fair"]  # the organiser saw the placement
    publish(organiser, anew, at=CLOSED + timedelta(hours=5))

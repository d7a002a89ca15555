"""Fixing, excluding, priority groups: what is stored, what is refused with names, what is shown before."""

from dataclasses import dataclass, field

import pytest
from django.urls import reverse

from seminar import clock
from seminar.assignment import actions, instance
from seminar.assignment.models import Lottery, Pin
from tests.builders import (
    IN_WINDOW,
    local,
    make_offered,
    make_participation,
    make_preferences,
    make_seminar,
    make_user,
)

pytestmark = pytest.mark.django_db

CLOSED = local(2021, 3, 10, 13)


@dataclass
class World:
    """Two places, three students who ranked all three papers alike, and the organiser signed in."""

    client: object
    seminar: object
    organiser: object
    papers: list
    students: list
    address: str = field(init=False)

    def __post_init__(self):
        self.address = reverse("assignment:pins", args=[self.seminar.slug])

    def post(self, person, decision="fix", paper=None, reason="Agreed with the supervisor", **more):
        data = {"person": person.pk, "decision": decision, "paper": paper.pk if paper else "", "reason": reason}
        with clock.override(CLOSED):
            return self.client.post(self.address, {**data, **more})

    def active(self):
        return list(self.seminar.pins.filter(lifted_at__isnull=True))


@pytest.fixture
def world(client):
    seminar = make_seminar(places=2, min_preferences=2)
    papers = [make_offered(seminar, f"Paper {letter}") for letter in "ABC"]
    names = ("Amara Okonjo", "Berta Weiß", "Cem Yildiz")
    students = [make_participation(seminar, user=make_user(name)) for name in names]
    for student in students:
        make_preferences(student, papers)
    organiser = seminar.participations.organisers().get()
    client.force_login(organiser.user)
    return World(client, seminar, organiser, papers, students)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


# ---- storing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "has_paper", "is_forbidden"), [("fix", True, False), ("nothing", False, False), ("forbid", True, True)]
)
def test_each_kind_of_decision_is_stored_with_author_time_and_reason(world, decision, has_paper, is_forbidden):
    paper = world.papers[0]
    assert world.post(world.students[0], decision, paper if has_paper else None).status_code == 302
    (pin,) = world.active()
    assert pin.offered == (paper if has_paper else None) and pin.is_forbidden is is_forbidden
    assert (pin.made_by, pin.made_at, pin.reason) == (world.organiser.user, CLOSED, "Agreed with the supervisor")


def test_no_paper_means_no_paper_even_where_one_is_still_chosen(world):
    world.post(world.students[0], "nothing", world.papers[0])
    assert world.active()[0].offered is None


def test_the_list_shows_who_decided_what_and_why(world):
    world.post(world.students[0], "fix", world.papers[0])
    page = text_of(world.client.get(world.address))
    assert "gets “Paper A”" in page and "Agreed with the supervisor" in page
    assert "Leonie Achterfeld, " in page and "10 Mar" in page


def test_a_second_pin_of_the_same_person_replaces_the_first(world):
    world.post(world.students[0], "fix", world.papers[0])
    world.post(world.students[0], "fix", world.papers[1])
    (pin,) = world.active()
    assert pin.offered == world.papers[1] and Pin.objects.count() == 2


def test_the_button_pressed_twice_is_one_pin(world):
    world.post(world.students[0], "fix", world.papers[0])
    world.post(world.students[0], "fix", world.papers[0])
    assert Pin.objects.count() == 1
    assert world.seminar.log_entries.filter(what="pin.set").count() == 1


def test_somebody_without_preferences_can_be_fixed(world):
    late = make_participation(world.seminar)
    assert world.post(late, "fix", world.papers[2]).status_code == 302
    with clock.override(CLOSED):
        run = actions.compute(participation=world.organiser)[0]
    assert run.placements.get(participation=late).offered == world.papers[2]


def test_the_address_of_a_row_fills_the_form(world):
    query = {"person": world.students[1].pk, "decision": "forbid", "paper": world.papers[2].pk}
    form = world.client.get(world.address, query).context["form"]
    assert [str(form[name].value()) for name in ("person", "decision", "paper")] == [str(v) for v in query.values()]


# ---- refusing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["person", "decision", "paper", "reason"])
def test_what_is_missing_is_said_and_nothing_is_lost(world, missing):
    data = {"person": world.students[0].pk, "decision": "fix", "paper": world.papers[0].pk, "reason": "agreed"}
    answer = world.client.post(world.address, {**data, missing: ""})
    assert answer.status_code == 422 and missing in answer.context["form"].errors
    assert "<title>Error:" in answer.content.decode() and not Pin.objects.exists()
    kept = {name: str(answer.context["form"][name].value()) for name in data if name != missing}
    assert kept == {name: str(value) for name, value in data.items() if name != missing}


def test_two_people_for_one_place_are_both_named(world):
    world.post(world.students[0], "fix", world.papers[0])
    answer = world.post(world.students[1], "fix", world.papers[0])
    assert answer.status_code == 422
    sentence = "“Paper A” has 1 place, but these people are fixed to it: Amara Okonjo, Berta Weiß."
    assert sentence in text_of(answer) and len(world.active()) == 1


def test_more_people_fixed_than_there_are_places_are_named(world):
    world.post(world.students[0], "fix", world.papers[0])
    world.post(world.students[1], "fix", world.papers[1])
    answer = world.post(world.students[2], "fix", world.papers[2])
    assert "The seminar has 2 places, but these people are fixed to papers: Amara Okonjo, Berta Weiß, Cem Yildiz." in (
        text_of(answer)
    )


@pytest.mark.parametrize(("first", "second"), [("fix", "forbid"), ("forbid", "fix")])
def test_fixed_and_forbidden_at_once_is_refused(world, first, second):
    world.post(world.students[0], first, world.papers[0])
    answer = world.post(world.students[0], second, world.papers[0])
    assert answer.status_code == 422 and len(world.active()) == 1
    assert "Amara Okonjo is fixed to “Paper A” and at the same time must not get it." in text_of(answer)


def test_who_left_and_what_was_withdrawn_cannot_be_chosen(world):
    world.students[0].left_at, world.students[0].left_by = CLOSED, world.students[0].user
    world.students[0].save()
    assert "person" in world.post(world.students[0], "fix", world.papers[0]).context["form"].errors
    elsewhere = make_offered(make_seminar(), "Paper of another seminar")
    assert "paper" in world.post(world.students[1], "fix", elsewhere).context["form"].errors


def test_a_contradiction_that_came_later_stands_on_the_page(world):
    world.post(world.students[0], "fix", world.papers[0])
    world.papers[0].withdrawn_at, world.papers[0].withdrawn_by = CLOSED, world.organiser.user
    world.papers[0].withdrawn_reason = "a mistake"
    world.papers[0].save()
    page = text_of(world.client.get(world.address))
    assert "No run can be computed" in page and "Amara Okonjo is fixed to “Paper A”, which was withdrawn." in page
    # The way out: another paper for the same person.
    assert world.post(world.students[0], "fix", world.papers[1]).status_code == 302
    assert "No run can be computed" not in text_of(world.client.get(world.address))


def test_a_sentence_of_the_engine_gets_names_also_in_a_list(world):
    first, second = (f"s{student.pk}" for student in world.students[:2])
    sentence = f"paper 'p{world.papers[0].pk}' has places 1, but 2 students are pinned there: {first}, {second}"
    named = instance.with_names(world.seminar, sentence)
    assert named == "paper “Paper A” has places 1, but 2 students are pinned there: “Amara Okonjo”, “Berta Weiß”"


# ---- effect ---------------------------------------------------------------------------------------------------------


def test_the_effect_is_shown_and_nothing_is_stored(world):
    with clock.override(CLOSED):
        fair = actions.compute(participation=world.organiser)[0]
    holder = fair.placements.get(offered=world.papers[0]).participation
    other = next(row for row in world.students if row != holder)
    answer = world.post(other, "fix", world.papers[0], reason="", effect="yes")
    page = text_of(answer)
    assert answer.status_code == 200 and not Pin.objects.exists()
    assert not world.seminar.log_entries.filter(what="pin.set").exists()
    assert holder.user.display_name in page and "would get something else" in page
    assert {move.person for move in answer.context["moves"]} >= {holder, other}


def test_the_effect_agrees_with_the_run_that_follows(world):
    with clock.override(CLOSED):
        before = actions.compute(participation=world.organiser)[0]
    shown = world.post(world.students[0], "nothing", effect="yes").context["moves"]
    world.post(world.students[0], "nothing")
    with clock.override(CLOSED):
        after = actions.compute(participation=world.organiser)[0]
    old, new = (dict(run.placements.values_list("participation_id", "offered_id")) for run in (before, after))
    moved = {pk: new[pk] for pk in new if old[pk] != new[pk]}
    assert {move.person.pk: move.after and move.after.pk for move in shown} == moved


def test_the_effect_of_a_contradiction_is_the_contradiction(world):
    world.post(world.students[0], "fix", world.papers[0])
    answer = world.post(world.students[1], "fix", world.papers[0], effect="yes")
    assert answer.status_code == 422 and "Amara Okonjo, Berta Weiß" in text_of(answer)


def test_looking_draws_no_lottery(world):
    world.client.get(world.address)
    world.post(world.students[0], "fix", world.papers[0], effect="yes")
    assert not Lottery.objects.exists()


# ---- lifting --------------------------------------------------------------------------------------------------------


def test_a_lifted_pin_stays_in_the_list_with_who_and_when(world):
    world.post(world.students[0], "fix", world.papers[0])
    address = reverse("assignment:lifting", args=[world.seminar.slug, world.active()[0].pk])
    for _ in range(2):  # pressed twice
        with clock.override(local(2021, 3, 10, 14)):
            assert world.client.post(address).status_code == 302
    assert not world.active()
    assert world.seminar.log_entries.filter(what="pin.lifted").count() == 1
    page = text_of(world.client.get(world.address))
    assert "lifted by Leonie Achterfeld" in page and "14:00" in page


def test_a_pin_of_another_seminar_is_not_found(world):
    other = make_seminar()
    student = make_participation(other)
    pin = Pin.objects.create(
        seminar=other, participation=student, reason="x", made_at=CLOSED, made_by=world.organiser.user
    )
    assert world.client.post(reverse("assignment:lifting", args=[world.seminar.slug, pin.pk])).status_code == 404
    pin.refresh_from_db()
    assert pin.lifted_at is None


# ---- priority groups ------------------------------------------------------------------------------------------------


def test_a_priority_group_is_stored_with_its_reason_and_decides_who_is_served(world):
    address = reverse("assignment:priority", args=[world.seminar.slug, world.students[0].pk])
    with clock.override(CLOSED):
        assert world.client.get(address).status_code == 200
        assert world.client.post(address, {"priority": "9", "reason": "first semester"}).status_code == 302
        run = actions.compute(participation=world.organiser)[0]
    entry = world.seminar.log_entries.get(what="priority.set")
    assert (entry.before, entry.after, entry.reason) == (0, 9, "first semester")
    assert run.placements.get(participation=world.students[0]).offered is None


@pytest.mark.parametrize(
    "data", [{"priority": "3"}, {"priority": "10", "reason": "x"}, {"priority": "0", "reason": "x"}]
)
def test_a_group_without_reason_out_of_range_or_the_same_is_refused(world, data):
    address = reverse("assignment:priority", args=[world.seminar.slug, world.students[0].pk])
    assert world.client.post(address, data).status_code == 422
    assert not world.seminar.log_entries.filter(what="priority.set").exists()


# ---- doors and queries ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["student", "supervisor"])
def test_others_do_not_find_the_pages(world, client, role):
    client.force_login(make_participation(world.seminar, role).user)
    for name, args in (("pins", []), ("priority", [world.students[0].pk])):
        assert client.get(reverse(f"assignment:{name}", args=[world.seminar.slug, *args])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_questions(world, number, django_assert_num_queries):
    for student, paper in zip(world.students[:number], world.papers, strict=False):
        world.post(student, "forbid", paper)
    world.client.get(world.address)
    with clock.override(IN_WINDOW), django_assert_num_queries(14):
        world.client.get(world.address)

"""What changes for whom between two runs: exactly the set difference, in words, the worst first."""

import pytest

from seminar.assignment import actions, querysets
from seminar.assignment.differences import differences
from seminar.assignment.presentation import Outcome
from tests.assignment.scene import LATE, PUBLISHED, computed, make_scene, page, pin, publish, text

pytestmark = pytest.mark.django_db

NAMES = {1: "Ada", 2: "Ben", 3: "Cem", 4: "Dag", 5: "Eva", 6: "Fay"}


@pytest.fixture
def scene():
    return make_scene([[0, 1, 2], [0, 1, 2], [0, 2, 1], [1, 0, 3]], places=4)


def see(client, scene, at=PUBLISHED, query=""):
    client.force_login(scene.organiser.user)
    address = page(client, "assignment:differences", scene, at=at).request["PATH_INFO"]
    return client.get(f"{address}?{query}")


def test_each_effect_has_its_word_and_the_worst_come_first():
    lists = {person: [10, 11, 12, 13] for person in NAMES}
    before = Outcome("1", "A", lists, {1: 10, 2: 13, 3: None, 4: 11, 5: None, 6: 12})
    after = Outcome("2", "B", lists, {1: 12, 2: 10, 3: 11, 4: None, 5: None, 6: 12})
    assert [(row.name, row.effect) for row in differences(before, after, NAMES)] == [
        ("Dag", "loses the paper"),
        ("Ada", "worse by 2"),
        ("Ben", "better by 3"),
        ("Cem", "now assigned"),
    ]


def test_somebody_who_is_only_in_one_of_the_runs():
    lists = {1: [10], 2: [10]}
    before, after = Outcome("1", "A", lists, {1: 10}), Outcome("2", "B", lists, {2: 10})
    assert [(row.name, row.effect) for row in differences(before, after, NAMES)] == [
        ("Ada", "loses the paper"),
        ("Ben", "now assigned"),
    ]


def test_other_preferences_of_the_same_paper_are_no_change():
    before, after = Outcome("1", "A", {1: [10, 11]}, {1: 11}), Outcome("2", "B", {1: [11, 10]}, {1: 11})
    assert differences(before, after, NAMES) == []


def test_the_page_lists_exactly_who_has_something_else(client, scene):
    first = computed(scene)
    pin(scene, scene.students[0], scene.papers[3])
    second = computed(scene)
    answer = see(client, scene, query=f"a={first.number}&b={second.number}")
    one, two = (dict(run.placements.values_list("participation_id", "offered_id")) for run in (first, second))
    changed = {person for person in one if one[person] != two[person]}
    assert {row.person for row, _was, _now in answer.context["rows"]} == changed
    assert f"{len(changed)} of 4 people change" in text(answer)
    assert answer.context["unchanged"] == 4 - len(changed)


def test_before_a_publication_two_objectives_are_compared(client, scene):
    assert "no two runs to compare" in text(see(client, scene))
    computed(scene)
    answer = see(client, scene)
    assert (answer.context["before"].key, answer.context["after"].key) == ("1", "2")
    answer = see(client, scene, query="b=1")
    assert (answer.context["before"].key, answer.context["after"].key) == ("2", "1")


def test_what_is_published_is_compared_with_the_newest_fair_run(client, scene):
    publish(scene)
    holder = querysets.holders(scene.seminar)[0]
    actions.deregister_by_organiser(participation=scene.organiser, person=holder, reason="ill")
    answer = see(client, scene, at=LATE)
    assert (answer.context["before"].key, answer.context["after"].key) == ("published", "1")
    ((row, _was, _now),) = answer.context["rows"]
    assert (row.person, row.effect) == (holder.pk, "now assigned")
    assert "(has left)" in text(answer)


@pytest.mark.parametrize("query", ["a=99", "a=x", "a=published", "a=²", "b=-1"])
def test_what_is_not_there_is_not_found(client, scene, query):
    computed(scene)
    assert see(client, scene, query=query).status_code == 404

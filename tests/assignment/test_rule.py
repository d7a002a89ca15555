"""How papers are assigned: a public page in both languages, tied to the four rules there are."""

from datetime import timedelta

import pytest

from seminar.assignment.models import Run
from seminar.core.assignment import OBJECTIVES
from tests.assignment.scene import CLOSED, PUBLISHED, computed, make_scene, page, publish, text
from tests.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return make_scene([[0, 1, 2]] * 4)


def test_everybody_reads_the_four_rules(client, scene):
    found = text(page(client, "assignment:rule", scene))
    assert set(OBJECTIVES) == set(Run.Objective.values)
    for objective in Run.Objective:
        assert f"<dt>{objective.label}</dt>" in found
    for user in (make_user(), scene.students[0].user, scene.organiser.user):
        assert page(client, "assignment:rule", scene, user).status_code == 200


def test_before_the_announcement_outsiders_find_nothing(client):
    scene = make_scene([[0, 1]], announced=False)
    assert page(client, "assignment:rule", scene).status_code == 404
    assert page(client, "assignment:rule", scene, scene.organiser.user).status_code == 200


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_the_rule_that_was_used_is_said_after_the_publication_only(client, scene, objective):
    computed(scene, objective)
    assert 'data-testid="used"' not in text(page(client, "assignment:rule", scene, at=CLOSED))
    publish(scene, objective)
    found = text(page(client, "assignment:rule", scene, at=PUBLISHED))
    assert f"was made with the rule “{Run.Objective(objective).label}”." in found


def test_a_refill_does_not_change_the_rule_that_was_used(client, scene):
    publish(scene, "average")
    publish(scene, "lottery", at=PUBLISHED + timedelta(days=1), change="keep_all")
    found = text(page(client, "assignment:rule", scene, at=PUBLISHED + timedelta(days=1)))
    assert f"was made with the rule “{Run.Objective.AVERAGE.label}”." in found


def test_the_public_page_leads_there(client, scene):
    address = f"/seminars/{scene.seminar.slug}/how-papers-are-assigned/"
    assert address in text(page(client, "seminars:public", scene))


def test_the_figures_of_the_simulation_are_in_a_table(client, scene):
    found = text(page(client, "assignment:rule", scene))
    assert "36 applicants: chance of being served" in found and '<td class="num">3.2</td>' in found


def test_the_page_costs_little(client, django_assert_num_queries, scene):
    publish(scene)
    with django_assert_num_queries(3):
        page(client, "assignment:rule", scene)

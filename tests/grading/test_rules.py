"""The rules of a seminar: every option, until the first grade is released."""

from decimal import Decimal

import pytest
from django.urls import reverse

from seminar import clock
from seminar.core.grades import Rules
from seminar.grading import actions
from seminar.grading.models import GradingRule
from seminar.grading.querysets import rules_of
from tests.grading.desk import make_house, text, visit
from tests.grading.test_sheets import release
from tests.second_half import AFTER

pytestmark = pytest.mark.django_db

USUAL = {"rounding": "cut", "credit_step": "0.1", "bonus_cap": "0.3", "deviation_limit": "0.7"}


@pytest.fixture
def house():
    return make_house()


def test_a_seminar_that_decided_nothing_has_the_usual_rules(client, house):
    shown = text(visit(client, house, "rules"))
    assert rules_of(house.seminar) == Rules() and not GradingRule.objects.exists()
    for sentence in ("The value is cut after the first decimal.", "The bonus never lifts a failed grade"):
        assert sentence in shown


def test_every_option_is_stored_and_on_record(client, house):
    data = {
        "rounding": "scale", "credit_step": "0.2", "bonus_cap": "0.6", "deviation_limit": "1.0",
        "bonus_lifts_fail": "on", "both_must_pass": "on",
    }  # fmt: skip
    assert visit(client, house, "rules", data=data).status_code == 302
    wanted = Rules("scale", Decimal("0.2"), Decimal("0.6"), True, True, Decimal("1.0"))
    assert rules_of(house.seminar) == wanted
    entry = house.seminar.log_entries.get(what="grading_rules.changed")
    assert entry.before["rounding"] == "cut" and entry.after["credit_step"] == "0.2"
    assert "The rules are stored." in text(visit(client, house, "rules"))


def test_only_what_changed_is_on_record_and_nothing_for_nothing(client, house):
    visit(client, house, "rules", data=USUAL)
    assert "Nothing was changed." in text(visit(client, house, "rules"))
    assert not house.seminar.log_entries.exists() and not GradingRule.objects.exists()
    visit(client, house, "rules", data={**USUAL, "both_must_pass": "on"})
    entry = house.seminar.log_entries.get()
    assert (entry.before, entry.after) == ({"both_must_pass": False}, {"both_must_pass": True})


@pytest.mark.parametrize("wrong", [{"rounding": "up"}, {"credit_step": "0.15"}, {"bonus_cap": "-1"}, {"bonus_cap": ""}])
def test_what_is_not_offered_is_refused(client, house, wrong):
    answer = visit(client, house, "rules", data={**USUAL, **wrong})
    assert answer.status_code == 422 and "<title>Error:" in text(answer)
    assert not GradingRule.objects.exists()


def test_an_unusual_number_that_is_stored_stays_a_choice(client, house):
    GradingRule.objects.create(seminar=house.seminar, bonus_cap="2.5")
    assert visit(client, house, "rules", data={**USUAL, "bonus_cap": "2.5"}).status_code == 302
    assert rules_of(house.seminar).bonus_cap == Decimal("2.5")


def test_after_the_first_release_the_rules_stand_still(client, house):
    release(house)
    shown = text(visit(client, house, "rules"))
    assert "The rules stand still." in shown and "Save rules" not in shown
    answer = visit(client, house, "rules", data={**USUAL, "rounding": "round"})
    assert answer.status_code == 409 and "The rules stand still." in text(answer)
    with clock.override(AFTER), pytest.raises(actions.Released):
        actions.change_rules(participation=house.organiser, rules=Rules(rounding="round"))
    assert rules_of(house.seminar) == Rules()


def test_a_release_in_between_is_a_conflict(client, house, monkeypatch):
    monkeypatch.setattr("seminar.grading.views.rules.may_change_rules", lambda participation: True)
    release(house)
    assert visit(client, house, "rules", data={**USUAL, "rounding": "round"}).status_code == 409


@pytest.mark.parametrize("students", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, django_assert_num_queries, students):
    house = make_house(students)
    client.force_login(house.organiser.user)
    with clock.override(AFTER), django_assert_num_queries(7):
        client.get(reverse("grading:rules", args=["theory"]))

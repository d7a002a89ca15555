"""How grades are made: a public page with the rules in force, from the first day."""

import re

import pytest
from django.urls import reverse

from seminar import clock
from seminar.grading.models import GradingRule
from tests.builders import IN_WINDOW, make_seminar
from tests.grading.desk import make_house, text
from tests.second_half import make_sheet

pytestmark = pytest.mark.django_db


def rule(client, seminar):
    with clock.override(IN_WINDOW):
        return client.get(reverse("grading:rule", args=[seminar.slug]))


def test_everybody_reads_rules_and_example_from_the_first_day(client):
    shown = text(rule(client, make_seminar()))
    for said in (
        "The report counts 40 %, the presentation 60 %.",
        "If their marks differ by more than 0.7, they agree on one.",
        "The grade is passed if the value, cut after the first decimal, is 4.0 or better.",
        "A good question improves by 0.1, at most 0.3 in all.",
        "The value is cut after the first decimal.",
        "1.7 × 0.40",
        ">1.88<",
        ">1.68<",
        ">1.6<",
    ):
        assert said in shown, said
    assert "Both parts have to be passed" not in shown


def test_other_rules_make_other_sentences_and_another_example(client):
    seminar = make_seminar()
    GradingRule.objects.create(
        seminar=seminar, rounding="scale", both_must_pass=True, bonus_lifts_fail=True, deviation_limit="1.0"
    )
    shown = text(rule(client, seminar))
    for said in ("Both parts have to be passed", "nearest step of the scale", "by more than 1.0", ">1.7<"):
        assert said in shown, said
    assert shown.index("The bonus can lift") < shown.index("The grade is the step of the scale nearest")


def test_a_seminar_that_is_not_announced_is_not_found(client):
    assert rule(client, make_seminar(announced=False)).status_code == 404


def test_the_page_depends_on_no_mark(client, django_assert_num_queries):
    house = make_house()
    before = without_tokens(rule(client, house.seminar))
    make_sheet(house.student, "report", house.first, "1.0")
    with django_assert_num_queries(3):
        assert without_tokens(rule(client, house.seminar)) == before


def without_tokens(answer) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(answer))

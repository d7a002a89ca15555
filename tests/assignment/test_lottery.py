"""One draw per seminar, when preferences open, and never again."""

import pytest

from seminar import clock
from seminar.assignment.models import Lottery
from seminar.assignment.tasks import draw_lotteries
from tests.builders import IN_WINDOW, local, make_seminar

pytestmark = pytest.mark.django_db


def test_the_lottery_is_drawn_once_when_preferences_open():
    seminar = make_seminar()
    with clock.override(local(2021, 2, 25, 7)):
        draw_lotteries()
    assert not Lottery.objects.exists()

    for _minute in range(2):
        with clock.override(IN_WINDOW):
            draw_lotteries()
    lottery = Lottery.objects.get(seminar=seminar)
    assert len(lottery.seed) == 64 and lottery.drawn_at == IN_WINDOW
    entry = seminar.log_entries.get(what="lottery.drawn")
    assert lottery.seed not in str(entry.after) + entry.subject


def test_before_the_announcement_nothing_is_drawn():
    make_seminar(announced=False)
    with clock.override(IN_WINDOW):
        draw_lotteries()
    assert not Lottery.objects.exists()

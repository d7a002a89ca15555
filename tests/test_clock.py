from datetime import UTC, datetime, timedelta, timezone
from threading import Thread

import pytest
from django.db import connection, transaction

from seminar import clock

NOON = datetime(2021, 3, 10, 12, tzinfo=UTC)


def test_pages_read_an_aware_utc_moment():
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.postgres_too
@pytest.mark.django_db
def test_a_decision_is_dated_by_the_database(django_assert_num_queries):
    with django_assert_num_queries(1):
        decided = clock.decided_now(None)
    assert decided.tzinfo is UTC
    assert abs(decided - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.postgres_too
@pytest.mark.django_db
def test_two_decisions_in_one_transaction_have_two_moments():
    with transaction.atomic():
        first = clock.decided_now(None)
        while (second := clock.decided_now(None)) == first:
            pass  # SQLite tells milliseconds.
    assert second > first


@pytest.mark.django_db(transaction=True)
def test_a_decision_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        clock.decided_now(None)


@pytest.mark.django_db
def test_one_override_moves_pages_and_decisions_and_still_asks_the_database(django_assert_num_queries):
    with clock.override(NOON), django_assert_num_queries(1):
        assert clock.now() == clock.decided_now(None) == NOON
    assert clock.now() > NOON


@pytest.mark.django_db(transaction=True)
def test_an_override_does_not_hide_a_decision_outside_a_transaction():
    assert not connection.in_atomic_block
    with clock.override(NOON), pytest.raises(RuntimeError):
        clock.decided_now(None)


def test_an_override_may_run():
    moments = iter([NOON, NOON, NOON + timedelta(seconds=1)])
    with clock.override(lambda: next(moments)):
        assert [clock.now(), clock.now()] == [NOON, NOON + timedelta(seconds=1)]


def test_the_earlier_override_comes_back_even_after_an_error():
    with clock.override(NOON):
        with pytest.raises(KeyError), clock.override(NOON + timedelta(days=1)):
            raise KeyError
        assert clock.now() == NOON


def test_other_threads_see_the_override():
    seen = []
    with clock.override(NOON):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen == [NOON]


def test_an_override_in_another_zone_is_read_as_utc():
    with clock.override(datetime(2021, 3, 10, 13, tzinfo=timezone(timedelta(hours=1)))):
        assert clock.now() == NOON
        assert clock.now().tzinfo is UTC


def test_a_moment_without_zone_is_refused_where_it_is_given():
    with pytest.raises(ValueError), clock.override(datetime(2021, 3, 10)):
        pass

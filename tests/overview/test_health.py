"""A monitor asks without signing in."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError

from seminar import clock
from seminar.overview.models import Heartbeat
from seminar.overview.tasks import heartbeat

AT = datetime(2021, 3, 10, 12, 0, tzinfo=UTC)


def health(client, at=AT):
    with clock.override(at):
        answer = client.get("/healthz")
    return answer.status_code, answer.json()


@pytest.mark.django_db
def test_before_the_first_heartbeat(client):
    assert health(client) == (200, {"database": "ok", "worker": "never", "worker_seen_at": None})


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "worker"), [(0, "ok"), (300, "ok"), (301, "late")])
def test_worker_is_late_after_five_minutes(client, age, worker):
    with clock.override(AT):
        heartbeat()
    later = AT + timedelta(seconds=age)
    assert health(client, later) == (
        200,
        {"database": "ok", "worker": worker, "worker_seen_at": "2021-03-10T12:00:00+00:00"},
    )


@pytest.mark.django_db
def test_heartbeats_keep_one_row(client):
    for minute in range(3):
        with clock.override(AT + timedelta(minutes=minute)):
            heartbeat()
    assert Heartbeat.objects.get().at == AT + timedelta(minutes=2)


@pytest.mark.django_db
def test_costs_one_query_and_is_not_cached(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/healthz")
    assert "no-store" in answer["Cache-Control"]


def test_database_that_does_not_answer(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("the server is gone")

    monkeypatch.setattr(Heartbeat.objects, "filter", refuse)
    assert health(client) == (503, {"database": "error", "worker": "unknown", "worker_seen_at": None})


def test_only_reads(client):
    assert client.post("/healthz").status_code == 405

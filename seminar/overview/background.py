"""Celery worker and beat as threads of this process, for a start with one command.

A server with several processes starts `celery -A seminar worker` and `celery -A seminar beat` instead.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from celery.beat import Service
from celery.worker import state

from seminar.celery import app
from seminar.overview.tasks import heartbeat

PATIENCE = 10  # seconds a task may take to finish when the process is told to stop


@contextmanager
def running() -> Iterator[None]:
    """Tasks are executed and scheduled while the block runs; the task at work may finish before the end."""
    # The default interval of five minutes would be the time it takes to stop.
    schedule = Service(app, max_interval=1)
    threads = [Thread(target=work, name="worker", daemon=True), Thread(target=schedule.start, name="beat", daemon=True)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        schedule.stop()
        state.should_stop = 0
        for thread in threads:
            thread.join(PATIENCE)


def work() -> None:
    """Executes tasks until told to stop.

    The worker is made in its own thread, because Celery closes the database connection of the thread that makes it.
    """
    app.WorkController(
        pool="solo",
        concurrency=1,
        without_heartbeat=True,
        without_mingle=True,
        without_gossip=True,
        # The first scheduled heartbeat comes after a minute; nobody should wait that long for "worker: ok".
        ready_callback=lambda consumer: heartbeat.delay(),
    ).start()

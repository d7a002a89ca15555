"""The Celery app. Tasks are `@app.task` with `from seminar.celery import app`, woken with `delay_on_commit`."""

import os
import time

from celery import Celery
from celery.contrib.django.task import DjangoTask
from django.db import transaction
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seminar.settings")

PAUSE = 30  # seconds without wake-ups after the broker has not answered


class Task(DjangoTask):
    """A task whose wake-up can be lost but never harms what was stored.

    The database is the truth: whatever a task has to do is a row that a sweep finds within a minute. So a broker that
    does not answer is logged, the request that has already committed still ends well, and it waits for the broker once
    only, even when it queued a mail for everybody in a seminar.
    """

    quiet_until = 0.0  # of the process's own stopwatch, which no override of the clock may move

    def delay_on_commit(self, *args, **kwargs) -> None:
        self.apply_async_on_commit(args, kwargs)

    def apply_async_on_commit(self, *args, **kwargs) -> None:
        # A function, not a partial: Django's report of a failed robust callback asks for its name, and without one the
        # report itself is the error that reaches the person.
        def wake():
            self._wake(*args, **kwargs)

        transaction.on_commit(wake, robust=True)

    def _wake(self, *args, **kwargs) -> None:
        if time.monotonic() < Task.quiet_until:
            return
        try:
            self.apply_async(*args, **kwargs)
        except OperationalError:
            Task.quiet_until = time.monotonic() + PAUSE
            raise


app = Celery("seminar", task_cls=Task)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

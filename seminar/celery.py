"""The Celery app. Tasks are `@app.task` with `from seminar.celery import app`, woken with `delay_on_commit`."""

import functools
import os

from celery import Celery
from celery.contrib.django.task import DjangoTask
from django.db import transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seminar.settings")


class Task(DjangoTask):
    """A task whose wake-up can be lost but never harms what was stored.

    The database is the truth: whatever a task has to do is a row that a sweep finds within a minute. So a broker that
    does not answer is logged, and the request that has already committed still ends well.
    """

    def delay_on_commit(self, *args, **kwargs):
        transaction.on_commit(functools.partial(self.delay, *args, **kwargs), robust=True)

    def apply_async_on_commit(self, *args, **kwargs):
        transaction.on_commit(functools.partial(self.apply_async, *args, **kwargs), robust=True)


app = Celery("seminar", task_cls=Task)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

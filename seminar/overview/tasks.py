from seminar import clock
from seminar.celery import app
from seminar.overview.models import Heartbeat


@app.task
def heartbeat() -> None:
    """Written every minute through the whole chain: schedule, broker, worker, database."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": clock.now()})

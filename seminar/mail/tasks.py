from seminar import clock
from seminar.celery import app
from seminar.mail import delivery
from seminar.mail.models import Message


@app.task
def deliver(message_id):
    """Send one message; nothing happens when it is gone, taken, settled or not due yet."""
    for message in Message.objects.due(clock.now()).filter(pk=message_id):
        delivery.deliver(message)


@app.task
def deliver_waiting():
    """The sweep: finds what a lost wake-up, a dead worker or a silent mail server has left behind."""
    at = clock.now()
    delivery.give_up_stale(at)
    for message in list(Message.objects.due(at)):
        if not delivery.deliver(message):
            break  # The mail server is not there: the others keep their attempts for later.

"""What follows from a date: the lottery is drawn when preferences open."""

from seminar import clock
from seminar.assignment.actions import draw_lottery
from seminar.celery import app
from seminar.seminars.models import Seminar


@app.task
def draw_lotteries():
    """One draw for each seminar whose window has opened; swept every minute, drawn once."""
    for seminar in Seminar.objects.window_open("preferences", clock.now()).filter(lottery__isnull=True):
        draw_lottery(seminar=seminar)

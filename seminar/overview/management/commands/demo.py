"""Fills an empty database with the demonstration; `manage.py up` calls it on the first start."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from seminar import clock
from seminar.overview.play.calendar import PHASES
from seminar.overview.play.playing import Play, is_played


class Command(BaseCommand):
    help = "Plays semesters with invented people into an empty database. Needs DEMO=1."

    def add_arguments(self, parser):
        parser.add_argument("--phase", choices=PHASES, default="", help="only one seminar, in this phase today")

    def handle(self, *args, phase, **options):
        if not settings.DEMO:
            raise CommandError("The demonstration invents people, so it is made with DEMO=1 only.")
        if is_played():
            raise CommandError(
                "This database has seminars already, and the demonstration is not mixed with them. Use an empty one."
            )
        Play(clock.now()).run(phase)
        self.stdout.write(f"The demonstration is complete: {DONE[phase]}.")


DONE = {phase: f"one seminar in the phase “{phase}”" for phase in PHASES} | {
    "": "preferences open in one seminar, reports being written in another, grades released in the one of 2021"
}

"""Fills an empty database with the demonstration; `manage.py up` calls it on the first start."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from seminar import clock
from seminar.overview.play import Play, is_played


class Command(BaseCommand):
    help = "Plays the first half of a semester with invented people into an empty database. Needs DEMO=1."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("The demonstration invents people, so it is made with DEMO=1 only.")
        if is_played():
            raise CommandError(
                "This database has seminars already, and the demonstration is not mixed with them. Use an empty one."
            )
        Play(clock.now()).run()
        self.stdout.write("The demonstration is complete: three seminars, one with 24 papers and 36 students.")

"""Starts the whole system in one process; `make run` calls it."""

import errno
import ipaddress
import logging
import signal
import socket

import waitress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connections

from seminar import clock
from seminar.overview import background, schema
from seminar.overview.play.calendar import PHASES

WHAT_TO_TRY = """
  Open {address} and choose "Sign in". Invented people of each seminar are offered there by one click:
    where preferences are open        rank papers as a student and get a receipt; see as organiser who has not yet
    where reports are written         upload a PDF as a student; see as organiser what is late, missing, extended
    where grades are released (2021)  read a grade and how it was made; see the sheets as a supervisor
  The organiser begins at the overview of the seminar, the supervisor at the sheets to write, a student at "My seminar".
  Mails are not sent; they are shown on {address}demo/outbox/
"""


class Command(BaseCommand):
    help = (
        "Migrates the database and serves the site, with worker and schedule as threads, until Ctrl-C. "
        "With DEMO=1 an empty database gets the demonstration first."
    )

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")
        parser.add_argument("--phase", choices=PHASES, default="", help="with DEMO=1: one seminar, in this phase today")

    def handle(self, *args, host, port, phase, **options):
        self.phase = phase
        if settings.DEMO and not is_loopback(host):
            raise CommandError(
                f"DEMO=1 lets anybody sign in as anybody, so it is served on a loopback address only, not on {host}. "
                "Use --host 127.0.0.1, or start without DEMO."
            )
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            with listening(host, port) as listener:
                self.prepare()
                self.serve(listener, f"http://{f'[{host}]' if ':' in host else host}:{port}/")
        except KeyboardInterrupt:
            pass
        self.say("Stopped.")

    def prepare(self):
        """Leaves a migrated database and, with DEMO=1, one that holds the demonstration."""
        if settings.DEMO:
            self.prepare_demonstration()
        else:
            call_command("migrate", verbosity=0, interactive=False)
            # Production serves files under names that change with their content; collecting them makes those names.
            call_command("collectstatic", verbosity=0, interactive=False)
        connections.close_all()

    def prepare_demonstration(self):
        if reason := schema.reason_to_rebuild():
            aside = schema.move_aside(clock.now())
            self.say(f"{reason} The demonstration is built anew; the old database is kept as {aside.name}.")
        path = schema.database_file()
        if path and not path.exists():
            schema.mark_unfinished()
        call_command("migrate", verbosity=0, interactive=False)
        if not get_user_model().objects.exists():
            schema.mark_unfinished()
            self.say("Playing semesters into the empty database; this takes some seconds …")
            call_command("demo", phase=self.phase, stdout=self.stdout, stderr=self.stderr)
        schema.mark_finished()

    def serve(self, listener, address):
        """Answers requests until Ctrl-C or SIGTERM; requests and tasks at work may finish."""
        # A rush before a deadline fills the queue for seconds; that is what the queue is for, not a warning each.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        # Without collected files the finders serve them; whitenoise still complains about a missing folder.
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        server = waitress.create_server(
            get_wsgi_application(),
            sockets=[listener],
            threads=8,
            connection_limit=1000,
            backlog=1024,
            asyncore_use_poll=True,  # select() fails beyond file number 1023, which 1000 connections can reach
        )
        with background.running():
            self.say(f"The seminar system runs on {address} (Ctrl-C stops it).")
            if settings.DEMO:
                self.say(WHAT_TO_TRY.format(address=address))
            server.run()
            self.say("Stopping …")

    def say(self, line):
        """Unbuffered, so that a log file or another program sees it at once."""
        self.stdout.write(line)
        self.stdout.flush()


def is_loopback(host):
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listening(host, port):
    """A socket that holds the port from the first moment: a browser that comes early waits instead of failing."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=1024)
    except OSError as refusal:
        taken = refusal.errno == errno.EADDRINUSE
        cause = "another program listens there" if taken else refusal.strerror
        raise CommandError(
            f"Port {port} on {host} cannot be used: {cause}. To take another: make run PORT={port + 10}"
        ) from refusal

"""Real browsers for tests: Debian's Chromium against the live server, one context of cookies for each person."""

import contextlib

import pytest
from django.core.cache import cache
from playwright.sync_api import sync_playwright

from seminar import clock
from seminar.mail.tasks import deliver_waiting
from seminar.preferences.tasks import announce_windows
from tests.browser.person import Person
from tests.chromium import chromium_path

# No sandbox: CI runs as root. The rest keeps a browser silent that would otherwise call its maker at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium():
    """One browser for the tests of a module."""
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright keeps an event loop running in this thread, so Django takes every query of a test for one made
        # inside asynchronous code and refuses it. Nothing here is asynchronous.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server, settings, tmp_path):
    """The live server's address, with production's way of mails: through the outbox, links to where the site is.

    Files are kept in a folder of the test.
    """
    # Test runners swap the backend for one in memory; the outbox's own transport is that one already.
    settings.EMAIL_BACKEND = "seminar.mail.backend.OutboxBackend"
    settings.SITE_URL = live_server.url
    settings.FILES_DIR = tmp_path / "files"
    settings.INCOMING_DIR = settings.FILE_UPLOAD_TEMP_DIR = settings.FILES_DIR / "incoming"
    settings.INCOMING_DIR.mkdir(parents=True)
    cache.clear()  # attempt limits of the test before
    return live_server.url


@pytest.fixture
def new_person(chromium, site):
    """A function that gives somebody a browser of their own; `options` are those of a browser context.

    At the end no page of anybody may have had an error: in the console (the content security policy speaks there), in a
    script, in an answer of the server, or by asking another host.
    """
    with contextlib.ExitStack() as closing:
        people, seen = [], {}

        def make(name="", *, is_checked=True, **options) -> Person:
            context = chromium.new_context(base_url=site, reduced_motion="reduce", **options)
            has_scripts = options.get("java_script_enabled", True)
            person = Person(name, context, site, seen if is_checked else None, has_scripts)
            closing.callback(person.leave)
            people.append(person)
            return person

        yield make
        problems = [f"{person.name}: {problem}" for person in people for problem in person.problems]
    assert not problems, "\n".join(problems)


class Clock:
    """The clock of the site, moved by the test; it stands still in between."""

    def __init__(self, moment):
        self.moment = moment

    def turn_to(self, moment):
        """Move the clock and let the sweeps run that would have run in between."""
        self.moment = moment
        self.minute_passes()

    def minute_passes(self):
        """What the scheduler does every minute."""
        announce_windows()
        deliver_waiting()


@pytest.fixture
def moved_clock(transactional_db):
    """A function that stops the clock at a moment and gives the clock back to be moved on."""
    with contextlib.ExitStack() as closing:

        def stop_at(moment) -> Clock:
            moved = Clock(moment)
            closing.enter_context(clock.override(lambda: moved.moment))
            return moved

        yield stop_at

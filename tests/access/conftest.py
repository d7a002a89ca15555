"""Scenes that a whole module shares: every request is taken back, so none of them is changed by a test."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from seminar import clock
from tests.access.semester import Semester
from tests.access.world import AFTER_CLOSE, World
from tests.builders import IN_WINDOW


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker):
    """The database for as long as a module takes; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Files of this module alone."""
    files = tmp_path_factory.mktemp("files")
    incoming = files / "incoming"
    incoming.mkdir()
    with override_settings(FILES_DIR=files, INCOMING_DIR=incoming, FILE_UPLOAD_TEMP_DIR=incoming):
        yield files


@pytest.fixture(scope="module")
def world(database):
    with clock.override(IN_WINDOW):
        yield World()


@pytest.fixture(scope="module")
def semester(database, folder):
    return Semester()


@pytest.fixture(scope="module")
def published(database):
    """The first weeks, with the assignment published after the close."""
    with clock.override(IN_WINDOW):
        world = World()
    world.publish()
    with clock.override(AFTER_CLOSE + timedelta(hours=1)):
        yield world


@pytest.fixture(scope="module")
def released(semester):
    """The last weeks, with the grade of the first student released and changed once."""
    semester.here.release()
    return semester

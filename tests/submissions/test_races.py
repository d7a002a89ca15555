"""Uploads of one person at the same time: numbers without gaps, one version for each press."""

import uuid
from threading import Barrier, Thread

import pytest
from django.db import connection

from seminar import clock
from seminar.mail.models import Message
from seminar.submissions import actions
from seminar.submissions.models import Submission
from tests.second_half import WRITING
from tests.submissions import pdfs
from tests.submissions.hand_in import make_house
from tests.submissions.test_uploads import incoming, kept

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_too]

THREADS = 4


def at_once(tokens, student) -> list[int]:
    """Store one file for each token, all at the same time; the versions they got."""
    start, versions = Barrier(len(tokens)), []

    def press(number, token):
        upload = incoming(pdfs.by_fpdf(number + 1))
        start.wait()
        try:
            facts = {"participation": student, "kind": "report", "token": token, "received_at": WRITING}
            versions.append(actions.store(upload=upload, **facts).version)
        finally:
            connection.close()

    threads = [Thread(target=press, args=pair) for pair in enumerate(tokens)]
    with clock.override(WRITING):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return sorted(versions)


def test_uploads_at_the_same_time_get_numbers_without_gaps(files_dir):
    student = make_house(1).people[0]
    assert at_once([uuid.uuid4() for _ in range(THREADS)], student) == [1, 2, 3, 4]
    assert len(kept(files_dir)) == 2 * THREADS


def test_presses_at_the_same_time_are_one_version(files_dir):
    student = make_house(1).people[0]
    assert at_once([uuid.uuid4()] * THREADS, student) == [1] * THREADS
    assert Submission.objects.count() == Message.objects.filter(kind="submission_receipt").count() == 1
    assert len(kept(files_dir)) == 2

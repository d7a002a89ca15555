"""What the database refuses of a seminar, whatever the program believes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from seminar.seminars.models import Milestone, Prerequisite, Topic
from tests.builders import (
    CREATED,
    IN_WINDOW,
    make_offered,
    make_paper,
    make_participation,
    make_seminar,
    make_topic,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def seminar():
    return make_seminar(milestones=False)


def refused(write, *args, **facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(*args, **facts)


def changed(row, **facts):
    """Refused when a stored row becomes this."""
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**facts)


def test_two_seminars_at_one_address(seminar):
    refused(make_seminar, slug=seminar.slug)


def test_a_seminar_without_places(seminar):
    changed(seminar, places=0)


def test_a_seminar_that_asks_for_no_preferences(seminar):
    changed(seminar, min_preferences=0)


def test_announced_by_nobody(seminar):
    changed(seminar, announced_by=None)


def test_somebody_announced_at_no_time(seminar):
    changed(seminar, announced_at=None)


def test_one_date_twice(seminar):
    Milestone.objects.create(seminar=seminar, kind="block")
    refused(Milestone.objects.create, seminar=seminar, kind="block")


@pytest.mark.parametrize("length", [timedelta(0), -timedelta(minutes=1)])
def test_a_window_that_ends_before_it_begins(seminar, length):
    refused(
        Milestone.objects.create, seminar=seminar, kind="preferences", starts_at=IN_WINDOW, ends_at=IN_WINDOW + length
    )


def test_one_prerequisite_twice(seminar):
    Prerequisite.objects.create(seminar=seminar, title="Deep Learning")
    refused(Prerequisite.objects.create, seminar=seminar, title="Deep Learning")


def test_one_person_twice_in_one_role(seminar):
    student = make_participation(seminar)
    refused(make_participation, seminar, user=student.user)


def test_left_by_nobody(seminar):
    changed(make_participation(seminar), left_at=IN_WINDOW)


def test_one_topic_twice(seminar):
    topic = make_topic(seminar)
    refused(Topic.objects.create, seminar=seminar, title=topic.title)


def test_one_paper_offered_twice(seminar):
    paper = make_paper()
    make_offered(seminar, paper=paper)
    refused(make_offered, seminar, paper=paper)


def test_a_paper_without_places(seminar):
    changed(make_offered(seminar), places=0)


@pytest.mark.parametrize("lacking", [{"withdrawn_by": None}, {"withdrawn_reason": ""}])
def test_withdrawn_by_nobody_or_without_a_reason(seminar, lacking):
    complete = {"withdrawn_at": IN_WINDOW, "withdrawn_by": make_user(), "withdrawn_reason": "Too long."}
    changed(make_offered(seminar), **complete | lacking)


def test_a_topic_with_papers_and_people_who_did_something_cannot_vanish(seminar):
    offered = make_offered(seminar)
    for row in (offered.topic, offered.paper, seminar.created_by):
        with pytest.raises(ProtectedError):
            row.delete()


def test_the_same_names_are_free_in_another_seminar(seminar):
    other = make_seminar(milestones=False)
    paper = make_paper()
    person = make_user()
    for place in (seminar, other):
        Topic.objects.create(seminar=place, title="Robustness")
        Prerequisite.objects.create(seminar=place, title="Deep Learning")
        make_offered(place, paper=paper)
        make_participation(place, user=person, joined_at=CREATED)

"""What the database refuses of preferences, whatever the program believes."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from seminar.preferences.actions import note_opening
from seminar.preferences.models import PaperOpened, Preference, PreferenceList
from tests.builders import IN_WINDOW, make_offered, make_participation, make_preferences, make_seminar

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def stored():
    seminar = make_seminar()
    return make_preferences(make_participation(seminar), [make_offered(seminar), make_offered(seminar)])


def refused(model, **facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**facts)


def test_two_papers_of_one_rank(stored):
    third = make_offered(stored.participation.seminar)
    refused(Preference, preference_list=stored, offered=third, rank=2)


def test_one_paper_at_two_ranks(stored):
    refused(Preference, preference_list=stored, offered=stored.preferences.first().offered, rank=3)


def test_a_rank_before_the_first(stored):
    third = make_offered(stored.participation.seminar)
    refused(Preference, preference_list=stored, offered=third, rank=0)


def test_two_lists_of_one_student(stored):
    refused(PreferenceList, participation=stored.participation, stored_at=IN_WINDOW, receipt="R-OTHER")


def test_one_receipt_for_two_lists(stored):
    other = make_participation(stored.participation.seminar)
    refused(PreferenceList, participation=other, stored_at=IN_WINDOW, receipt=stored.receipt)


def test_a_ranked_paper_cannot_vanish(stored):
    with pytest.raises(ProtectedError):
        stored.preferences.first().offered.delete()


def test_a_paper_is_opened_once(stored):
    facts = {"participation": stored.participation, "offered": stored.preferences.first().offered}
    PaperOpened.objects.create(**facts)
    refused(PaperOpened, **facts)
    note_opening(**facts)

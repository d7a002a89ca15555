from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from seminar.log.actions import record
from seminar.log.models import AppendOnly, Entry
from seminar.seminars.models import Seminar

AT = datetime(2021, 3, 10, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def make_organiser(email="organiser@example.org"):
    return get_user_model().objects.create_user(email=email, name="Olga Organ")


def make_seminar(organiser, slug="vision"):
    return Seminar.objects.create(
        slug=slug, title="Vision", semester="2021S", places=12, created_at=AT, created_by=organiser
    )


def make_entry(seminar, by, at=AT, what="dates.changed", **facts):
    return record(seminar=seminar, by=by, at=at, what=what, **facts)


def test_an_entry_says_who_changed_what_when_and_why():
    organiser = make_organiser()
    seminar = make_seminar(organiser)
    make_entry(seminar, organiser, subject="Deadline", before={"ends": AT}, after={"ends": None}, reason="Holiday")
    entry = Entry.objects.get()
    assert (entry.by, entry.at, entry.what, entry.subject, entry.reason) == (
        organiser, AT, "dates.changed", "Deadline", "Holiday",
    )  # fmt: skip
    assert entry.before == {"ends": "2021-03-10T12:00:00Z"}
    assert entry.after == {"ends": None}


def test_the_record_of_a_seminar_is_read_newest_first_and_without_others():
    organiser = make_organiser()
    seminar, other = make_seminar(organiser), make_seminar(organiser, slug="other")
    old = make_entry(seminar, organiser)
    new = make_entry(seminar, None, at=AT + timedelta(hours=1))
    same_moment = make_entry(seminar, organiser, at=AT + timedelta(hours=1))
    make_entry(other, organiser)
    assert list(Entry.objects.of_seminar(seminar)) == [same_moment, new, old]


def test_what_is_rolled_back_was_never_on_record():
    seminar = make_seminar(make_organiser())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_entry(seminar, None)
        raise ZeroDivisionError
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "tamper",
    [
        lambda entry: entry.save(),
        lambda entry: entry.save(update_fields=["reason"]),
        lambda entry: Entry.objects.get(pk=entry.pk).save(force_update=True),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.update(reason="never mind"),
        lambda entry: Entry.objects.all().delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["reason"]),
        lambda entry: Entry.objects.update_or_create(pk=entry.pk, defaults={"reason": "never mind"}),
        lambda entry: entry.seminar.log_entries.all().delete(),
        lambda entry: entry.seminar.log_entries.clear(),
        lambda entry: Entry.objects.bulk_create(
            [entry], update_conflicts=True, update_fields=["reason"], unique_fields=["pk"]
        ),
    ],
)
def test_an_entry_is_neither_changed_nor_removed(tamper):
    organiser = make_organiser()
    entry = make_entry(make_seminar(organiser), organiser, reason="Holiday")
    entry.reason = "never mind"
    with pytest.raises(AppendOnly), transaction.atomic():
        tamper(entry)
    assert Entry.objects.get().reason == "Holiday"


def test_a_new_entry_cannot_take_the_place_of_a_stored_one():
    entry = make_entry(make_seminar(make_organiser()), None, reason="Holiday")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry(pk=entry.pk, at=AT, what="dates.changed").save()
    assert Entry.objects.get().reason == "Holiday"


def test_the_record_goes_with_its_seminar_only():
    organiser = make_organiser()
    seminar, other = make_seminar(organiser), make_seminar(organiser, slug="other")
    make_entry(seminar, organiser)
    kept = make_entry(other, organiser)
    seminar.delete()
    assert list(Entry.objects.all()) == [kept]


def test_a_person_on_record_cannot_be_deleted():
    supervisor = make_organiser("supervisor@example.org")
    make_entry(make_seminar(make_organiser()), supervisor)
    with pytest.raises(ProtectedError):
        supervisor.delete()

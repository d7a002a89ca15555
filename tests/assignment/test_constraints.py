"""What the database refuses of an assignment, whatever the program believes."""

from dataclasses import dataclass

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from seminar.assignment.models import (
    HandPlacement,
    Immutable,
    Lottery,
    MeetingAttendance,
    Pin,
    Placement,
    Publication,
    Run,
)
from tests.builders import local, make_offered, make_participation, make_seminar

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

AT = local(2021, 3, 10, 13)


@dataclass
class Facts:
    """One seminar with a student, a paper and a run; the builders fill in what a row cannot do without."""

    seminar: object
    student: object
    offered: object
    by: object

    def pin(self, **facts):
        return Pin.objects.create(
            **{
                "seminar": self.seminar,
                "participation": self.student,
                "offered": self.offered,
                "reason": "agreed",
                "made_at": AT,
                "made_by": self.by,
                **facts,
            }
        )

    def run(self, **facts):
        return Run.objects.create(
            **{
                "seminar": self.seminar,
                "number": 1,
                "objective": "fair",
                "is_trial": False,
                "made_at": AT,
                "made_by": self.by,
                "instance": {"change": "free"},
                "instance_sha256": "0" * 64,
                "result": {},
                "seconds": 0.1,
                **facts,
            }
        )

    def publication(self, run, **facts):
        return Publication.objects.create(
            **{
                "seminar": self.seminar,
                "run": run,
                "reason": "fair",
                "published_at": AT,
                "published_by": self.by,
                **facts,
            }
        )

    def by_hand(self, **facts):
        return HandPlacement.objects.create(
            **{
                "seminar": self.seminar,
                "participation": self.student,
                "offered": self.offered,
                "reason": "latecomer",
                "placed_at": AT,
                "placed_by": self.by,
                **facts,
            }
        )


@pytest.fixture
def facts():
    seminar = make_seminar()
    organiser = seminar.participations.organisers().get()
    return Facts(seminar, make_participation(seminar), make_offered(seminar), organiser.user)


def refused(make, *args, **facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(*args, **facts)


# ---- pins -----------------------------------------------------------------------------------------------------------


def test_a_pin_without_a_reason(facts):
    refused(facts.pin, reason="")


def test_an_exclusion_of_nothing(facts):
    refused(facts.pin, is_forbidden=True, offered=None)


def test_one_person_fixed_twice(facts):
    facts.pin()
    refused(facts.pin, offered=make_offered(facts.seminar))
    refused(facts.pin, offered=None)


def test_a_lifted_pin_makes_room_for_the_next(facts):
    facts.pin(lifted_at=AT, lifted_by=facts.by)
    facts.pin()
    assert Pin.objects.count() == 2


def test_the_same_exclusion_twice(facts):
    facts.pin(is_forbidden=True)
    refused(facts.pin, is_forbidden=True)
    facts.pin(is_forbidden=True, offered=make_offered(facts.seminar))


# ---- runs and placements --------------------------------------------------------------------------------------------


def test_two_lotteries_of_one_seminar(facts):
    Lottery.objects.create(seminar=facts.seminar, seed="a", drawn_at=AT)
    refused(Lottery.objects.create, seminar=facts.seminar, seed="b", drawn_at=AT)


def test_two_runs_of_one_number(facts):
    facts.run()
    refused(facts.run)


def test_a_run_before_the_first(facts):
    refused(facts.run, number=0)


def test_a_run_never_changes(facts):
    run = facts.run()
    run.seconds = 0.2
    with pytest.raises(Immutable):
        run.save()


def test_one_person_twice_in_one_run(facts):
    run = facts.run()
    Placement.objects.create(run=run, participation=facts.student, offered=facts.offered, rank=1)
    refused(Placement.objects.create, run=run, participation=facts.student)


def test_a_rank_without_a_paper(facts):
    refused(Placement.objects.create, run=facts.run(), participation=facts.student, offered=None, rank=1)


# ---- publication ----------------------------------------------------------------------------------------------------


def test_two_valid_publications(facts):
    first, second = facts.publication(facts.run()), facts.run(number=2)
    refused(facts.publication, second)
    first.replaced_at = AT
    first.save()
    facts.publication(second)


def test_one_run_published_twice(facts):
    run = facts.run()
    facts.publication(run, replaced_at=AT)
    refused(facts.publication, run)


def test_a_publication_without_a_reason(facts):
    refused(facts.publication, facts.run(), reason="")


def test_a_published_run_cannot_vanish(facts):
    run = facts.run()
    facts.publication(run)
    with pytest.raises(ProtectedError):
        run.delete()


# ---- by hand, first meeting -----------------------------------------------------------------------------------------


def test_a_paper_by_hand_without_a_reason(facts):
    refused(facts.by_hand, reason="")


def test_two_papers_by_hand_for_one_person(facts):
    facts.by_hand()
    refused(facts.by_hand, offered=make_offered(facts.seminar))


def test_an_ended_placement_makes_room_for_the_next(facts):
    facts.by_hand(ended_at=AT)
    facts.by_hand()
    assert HandPlacement.objects.count() == 2


def test_present_and_absent_at_once(facts):
    mark = {"participation": facts.student, "marked_at": AT, "marked_by": facts.by}
    MeetingAttendance.objects.create(state="present", **mark)
    refused(MeetingAttendance.objects.create, state="absent", **mark)


@pytest.mark.parametrize("holder", ["pin", "placement", "by_hand"])
def test_a_paper_somebody_is_to_get_cannot_vanish(facts, holder):
    if holder == "placement":
        Placement.objects.create(run=facts.run(), participation=facts.student, offered=facts.offered, rank=1)
    else:
        getattr(facts, holder)()
    with pytest.raises(ProtectedError):
        facts.offered.delete()


def test_every_constraint_is_named_here():
    """A new constraint fails this test until it has one of its own above."""
    tables = (Lottery, Pin, Run, Placement, Publication, HandPlacement, MeetingAttendance)
    named = {constraint.name for table in tables for constraint in table._meta.constraints}
    unique = {
        f"{table.__name__}.{field.name}"
        for table in tables
        for field in table._meta.fields
        if isinstance(field, models.OneToOneField)
    }
    assert named == {
        "pin_has_reason",
        "pin_forbids_a_paper",
        "pin_once_per_person",
        "pin_forbids_once",
        "run_number_once_per_seminar",
        "run_number_from_one",
        "placement_once_per_person_and_run",
        "placement_rank_needs_paper",
        "publication_one_current",
        "publication_has_reason",
        "hand_placement_has_reason",
        "hand_placement_once_per_person",
    }
    assert unique == {"Lottery.seminar", "Publication.run", "MeetingAttendance.participation"}

"""The first weeks of a semester: one seminar with everybody in it, another one, and what the addresses point at."""

from datetime import timedelta

from django.urls import reverse

from seminar import clock
from seminar.assignment import actions
from seminar.mail.actions import queue
from tests.access.lists import DRAFT, draft_of
from tests.access.viewpoints import ADDRESSES, STUDENTS
from tests.access.visitors import Visitors
from tests.builders import (
    IN_WINDOW,
    local,
    make_offered,
    make_paper,
    make_participation,
    make_preferences,
    make_seminar,
    make_topic,
    make_user,
)
from tests.second_half import organiser_of

AFTER_CLOSE = local(2021, 3, 10, 18)


def written_to(person):
    """A mail of the seminar."""
    context = {"offered": None, "left_at": IN_WINDOW, "is_own_act": True}
    return queue(kind="deregistered", to_user=person.user, seminar=person.seminar, at=IN_WINDOW, context=context)


class World:
    def __init__(self):
        self.seminar = make_seminar(slug="here", join_code="a-code", min_preferences=1)
        self.elsewhere = make_seminar(slug="elsewhere")
        supervisor = make_participation(self.seminar, "supervisor")
        other = make_participation(self.seminar, "supervisor")
        topic = make_topic(self.seminar)
        self.offered = make_offered(self.seminar, topic=topic, supervisor=supervisor)
        make_offered(self.seminar, topic=topic, supervisor=other)
        students = {name: make_participation(self.seminar) for name in STUDENTS}
        by = self.seminar.created_by
        left = make_participation(self.seminar, left_at=IN_WINDOW - timedelta(days=1), left_by=by, left_reason="asked")
        make_preferences(students["student"], [self.offered])
        self.organiser = organiser_of(self.seminar)
        runs = actions.compute(participation=self.organiser)
        second = students["second student"]
        pin = {"participation": self.organiser, "is_forbidden": True, "offered": self.offered, "reason": "no"}
        self.people = {
            "anonymous": None,
            **{name: row.user for name, row in students.items()},
            "left": left.user,
            "student elsewhere": make_participation(self.elsewhere).user,
            "supervisor": supervisor.user,
            "other supervisor": other.user,
            "organiser": by,
            "organiser elsewhere": self.elsewhere.created_by,
            "operator": make_user("The operator", is_superuser=True, is_staff=True, may_create_seminars=True),
        }
        self.values = {
            "slug": "here",
            "offered_id": self.offered.pk,
            "topic_id": topic.pk,
            "participation_id": second.pk,
            "code": "a-code",
            "number": runs[0].number,
            "pin_id": actions.set_pin(person=second, **pin).pk,
            "message_id": written_to(second).pk,
            "paper_id": self.offered.paper_id,
            "other_id": make_paper().pk,
            "form": "bibtex",
        }
        self.values["draft_id"] = draft_of(self.organiser, topic.title, dict.fromkeys(DRAFT, "Words")).pk
        self.foreign = self.things_elsewhere(pin)
        self.visitors = Visitors(self.people)

    def things_elsewhere(self, pin):
        """One of everything in the other seminar; its last run has a number that this seminar does not know."""
        offered = make_offered(self.elsewhere)
        organiser = organiser_of(self.elsewhere)
        student = self.elsewhere.participations.students().get()
        pin = actions.set_pin(**{**pin, "participation": organiser, "offered": offered}, person=student)
        actions.compute(participation=organiser)
        return {
            "offered_id": offered.pk,
            "topic_id": self.elsewhere.topics.first().pk,
            "participation_id": student.pk,
            "code": "another-code",
            "number": actions.compute(participation=organiser)[-1].number,
            "pin_id": pin.pk,
            "message_id": written_to(student).pk,
        }

    def publish(self):
        """What the organiser does after the close."""
        with clock.override(AFTER_CLOSE):
            run = actions.compute(participation=self.organiser)[0]
            actions.publish(participation=self.organiser, run=run, reason="fair")
        self.values["number"] = run.number

    def address(self, name, **changed):
        wanted = ADDRESSES[name].pattern.converters
        return reverse(name, kwargs={key: {**self.values, **changed}[key] for key in wanted})

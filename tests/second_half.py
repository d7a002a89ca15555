"""Builders for what follows the first weeks: people who hold a paper, files, sessions, talks, marks."""

import uuid
from datetime import date, time
from decimal import Decimal
from itertools import count

from seminar.assignment.models import HandPlacement, Publication, Run
from seminar.grading.models import Sheet
from seminar.programme.models import Attendance, QuestionCredit, Session, Talk
from seminar.submissions.models import Submission
from tests.builders import CREATED, local, make_offered, make_participation

numbers = count(1)
# After the assignment, before the hand-in date of 2021; and the two days of a block seminar after it.
WRITING = local(2021, 6, 1, 12)
HAND_IN_ENDS = local(2021, 7, 2)
DAY_1, DAY_2 = date(2021, 7, 29), date(2021, 7, 30)
BLOCK = (local(2021, 7, 29), local(2021, 7, 31), False)  # for make_milestones(block=BLOCK)
AFTER = local(2021, 8, 2, 10)
IN_TALK, NOON = local(2021, 7, 29, 9, 30), local(2021, 7, 29, 12)


def organiser_of(seminar):
    return seminar.participations.organisers().select_related("user", "seminar").get()


def make_holder(seminar, title="", *, supervisor=None, user=None, **fields):
    """A student who holds a paper of their own, given by hand; it is supervised by `supervisor`, if one is named."""
    student = make_participation(seminar, "student", user, **fields)
    offered = make_offered(seminar, title, supervisor=supervisor)
    HandPlacement.objects.create(
        seminar=seminar, participation=student, offered=offered, reason="Agreed.", placed_at=CREATED,
        placed_by=seminar.created_by,
    )  # fmt: skip
    return student


def make_published(seminar, at=CREATED) -> Publication:
    """The assignment is published, so that everybody knows whether they hold a paper; its run gives nobody one."""
    run = Run.objects.create(
        seminar=seminar, number=next(numbers), objective="fair", is_trial=False, made_at=at, made_by=seminar.created_by,
        instance={"change": "free"}, instance_sha256="0" * 64, result={"served_order": []}, seconds=0.1,
    )  # fmt: skip
    return Publication.objects.create(
        seminar=seminar, run=run, reason="It is fair.", published_at=at, published_by=seminar.created_by
    )


def make_submission(participation, kind="report", at=WRITING, **fields) -> Submission:
    """A stored version, as a row: the file itself is not there."""
    deliverable = participation.seminar.deliverables.get(kind=kind)
    number = next(numbers)
    version = deliverable.submissions.filter(participation=participation).count() + 1
    return Submission.objects.create(
        **{
            "deliverable": deliverable,
            "participation": participation,
            "version": version,
            "receipt": f"U-{number:07}",
            "token": uuid.uuid4(),
            "received_at": at,
            "uploaded_by": participation.user,
            "path": f"submissions/{number:07}.pdf",
            "original_name": "report.pdf",
            "size": 1_874_112,
            "sha256": f"{number:064x}",
            "check_state": "checked",
            "pages": 6,
            **fields,
        }
    )


def make_session(seminar, day=DAY_1, starts=time(9), **fields) -> Session:
    return Session.objects.create(seminar=seminar, day=day, starts=starts, **fields)


def make_talk(participation, session=None, position=None) -> Talk:
    if position is None:
        position = session.talks.count() + 1 if session else 0
    return Talk.objects.create(participation=participation, session=session, position=position)


def make_credit(talk, participation, by, at=IN_TALK, **fields) -> QuestionCredit:
    return QuestionCredit.objects.create(talk=talk, participation=participation, given_at=at, given_by=by, **fields)


def make_attendance(session, participation, state, by, at=NOON) -> Attendance:
    return Attendance.objects.create(
        session=session, participation=participation, state=state, marked_at=at, marked_by=by
    )


def make_sheet(student, part, grader, mark="2.0", *, final=True, at=AFTER, **fields) -> Sheet:
    """The grader's sheet for one part of one student, final unless told otherwise."""
    return Sheet.objects.create(
        participation=student, part=part, grader=grader, mark=None if mark is None else Decimal(mark), stored_at=at,
        final_at=at if final else None, **fields,
    )  # fmt: skip

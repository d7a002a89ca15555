"""What is decided and not released, or never for students: told to one of two worlds, see `test_twin_worlds.py`."""

from decimal import Decimal

from papers.reading_lists import detect
from seminar import clock
from seminar.assignment import actions as assignment
from seminar.assignment.models import MeetingAttendance
from seminar.grading import actions as grading
from seminar.grading.book import graders_of
from seminar.grading.models import AbsenceDecision, Agreement, Appointment, Part
from seminar.grading.release import preview
from seminar.log.actions import record
from seminar.mail.actions import queue
from seminar.preferences.actions import note_opening
from seminar.seminars.actions.reading_list import store_draft
from seminar.seminars.actions.supervision import switch_claiming
from tests.builders import local, make_offered, make_paper, make_seminar, make_topic
from tests.second_half import AFTER, DAY_2, make_attendance, make_credit, make_session, make_sheet

SENTINEL = "Zephyrine-Quastenflosser"


def grade(world):
    """Sheets, remarks, notes, graders, an agreement, what an absence costs."""
    person, other, third = world.holders
    by, (first, second) = world.organiser.user, world.graders
    texts = {"remark": f"{SENTINEL} remark", "note": f"{SENTINEL} note"}
    person.sheets.update(mark=Decimal("1.7"), version=3, **texts)
    make_sheet(person, Part.REPORT, second, "3.3", **texts)
    make_sheet(person, Part.PRESENTATION, first, "1.3", **texts)
    make_sheet(other, Part.PRESENTATION, second, "5.0", final=False, **texts)
    third.sheets.update(**texts)
    for grader in world.graders:
        Appointment.objects.create(participation=person, grader=grader, appointed_at=AFTER, appointed_by=by)
    Agreement.objects.create(
        participation=person, part=Part.REPORT, mark=Decimal("2.3"), note=SENTINEL, agreed_at=AFTER, agreed_by=by
    )
    AbsenceDecision.objects.create(
        participation=person, effect="worse", worse_by=Decimal("0.3"), reason=SENTINEL, decided_at=AFTER, decided_by=by
    )


def finish_and_release(world, person):
    """Both sheets of one person are final, and the grade of nobody else is released."""
    for part in Part:
        for grader in {row.user_id: row for row in graders_of(world.seminar)[person.pk]}.values():
            make_sheet_final(person, part, grader)
    AbsenceDecision.objects.get_or_create(
        participation=person,
        defaults={"effect": "none", "reason": "x", "decided_at": AFTER, "decided_by": world.organiser.user},
    )
    with clock.override(AFTER):
        shown = preview(world.seminar).shown
        act = {"participation": world.organiser, "shown": shown, "only_ready": True, "reason": "Moves away."}
        (grade,) = grading.release(**act)
    assert grade.participation_id == person.pk


def make_sheet_final(person, part, grader):
    sheet = person.sheets.filter(part=part, grader=grader)
    if not sheet.update(final_at=AFTER, mark=Decimal("2.0")):
        make_sheet(person, part, grader, "2.0")


def release_somebody_else(world):
    """The grade of a third student is out: nothing of it reaches anybody else."""
    finish_and_release(world, world.holders[2])


def note_attendance_and_credits(world):
    person, other, third = world.holders
    by, session = world.organiser.user, world.sessions[0]
    for somebody, state in ((person, "absent"), (other, "present"), (third, "partly")):
        make_attendance(session, somebody, state, by)
    make_credit(world.talks[1], person, by, note=SENTINEL)
    make_credit(world.talks[0], other, by, note=SENTINEL)
    make_credit(world.talks[2], person, by, undone_at=AFTER, undone_by=by)


def draft_another_programme(world):
    """Sessions and talks are moved after the programme was published."""
    session = make_session(world.seminar, DAY_2, local(2021, 7, 30, 15).time(), title=SENTINEL, place=SENTINEL)
    world.sessions[0].title = SENTINEL
    world.sessions[0].talk_minutes = 55
    world.sessions[0].save()
    for talk in world.talks[1:]:
        talk.session, talk.position = session, 9 - talk.position
        talk.save()


def decide_about_papers(world):
    """Runs that are not published, pins, groups, who came to the first meeting."""
    with clock.override(AFTER):
        by = {"participation": world.organiser, "reason": SENTINEL}
        assignment.set_pin(person=world.waiting, offered=world.papers[3], is_forbidden=True, **by)
        assignment.set_priority(person=world.waiting, priority=3, **by)
        assignment.compute(participation=world.organiser, change="keep_all")
    for person in world.holders:
        MeetingAttendance.objects.create(
            participation=person, state="absent", marked_at=AFTER, marked_by=world.organiser.user
        )


def write_to_staff(world):
    """Mails and lines of the record that tell it all."""
    context = {"offered": world.papers[0], "left_at": AFTER, "is_own_act": False}
    for person in (world.organiser, *world.graders):
        queue(kind="deregistered", to_user=person.user, seminar=world.seminar, at=AFTER, context=context)
    by = world.organiser.user
    record(seminar=world.seminar, by=by, at=AFTER, what="sheet.finalised", subject=SENTINEL, after={"mark": "1.7"})


def prepare_lists(world):
    """A reading list in the preview, supervisors who may take papers, another seminar with the same papers."""
    text = f"# {SENTINEL}\n\n- {SENTINEL} helps, Mary Somerville\n"
    with clock.override(AFTER):
        store_draft(
            participation=world.organiser, reading=detect.read(text), text=text, source=SENTINEL, facts={},
            replaces=False,
        )  # fmt: skip
        switch_claiming(participation=world.organiser, on=True)
    seminar = make_seminar(slug="hidden", title=SENTINEL, announced=False, by=world.graders[0].user)
    topic = make_topic(seminar, SENTINEL)
    for row in world.papers:
        make_offered(seminar, topic=topic, paper=row.paper, why=SENTINEL)
    make_paper(world.papers[0].paper.title, authors=world.papers[0].paper.authors)


def open_papers(world):
    """Somebody looks at the pages of papers."""
    for offered in world.papers:
        note_opening(participation=world.holders[2], offered=offered)


SECRETS = [
    release_somebody_else,
    grade,
    note_attendance_and_credits,
    draft_another_programme,
    decide_about_papers,
    write_to_staff,
    prepare_lists,
]

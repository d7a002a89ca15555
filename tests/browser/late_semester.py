"""The full seminar further on: files, a programme, its two days, marks, grades. Each step stands on the one before."""

import uuid
from datetime import time
from decimal import Decimal

from accounts.models import User
from seminar import clock
from seminar.assignment.querysets import holders
from seminar.core.timeline import Milestone
from seminar.grading import actions as grading
from seminar.grading import release as plan
from seminar.grading.book import book
from seminar.programme import actions as programme
from seminar.programme.models import Talk
from seminar.seminars.actions.dates import change_dates
from seminar.seminars.models import Participation, Seminar
from seminar.submissions import actions as files
from seminar.submissions.models import Submission
from seminar.submissions.uploading import IncomingFile
from tests.builders import local
from tests.second_half import BLOCK, DAY_1, DAY_2, make_credit, make_session, make_sheet, make_submission
from tests.submissions.hand_in import pdf

ON_TIME, LATE = local(2021, 6, 30, 21), local(2021, 7, 2, 2, 13)
HANDED_IN, LAID_OUT = local(2021, 7, 2, 9), local(2021, 7, 28, 9)
IN_TALK, MARKED, RELEASED = local(2021, 7, 29, 9, 50), local(2021, 8, 2, 10), local(2021, 8, 9, 9)
LONG_NAME = f"Ausarbeitung_{'ohneLeerzeichen' * 10}.pdf"


def store(participation, kind: str, content: bytes, at, name="report.pdf") -> Submission:
    """A file on the way the form takes, checked and with its picture."""
    upload = IncomingFile(name, "application/pdf", 0, None)
    upload.write(content)
    upload.seek(0)
    upload.name, upload.size = name, len(content)
    return files.store(participation=participation, kind=kind, upload=upload, token=uuid.uuid4(), received_at=at)


def everybody(seminar: Seminar) -> list[Participation]:
    """Who holds a paper, with the seminar at hand."""
    people = list(holders(seminar).order_by("pk"))
    for row in people:
        row.seminar = seminar
    return people


def organiser_of(seminar: Seminar) -> Participation:
    return seminar.participations.organisers().with_people().select_related("seminar").first()


def supervisor_of(seminar: Seminar) -> Participation:
    """Who supervises the papers of the list."""
    held = seminar.offered_papers.exclude(supervisor=None).values("supervisor")
    return seminar.participations.select_related("user", "seminar").get(pk__in=held)


def hand_in(seminar: Seminar) -> None:
    """Every state of a file: missing, late, late and newer than what counts, let count, extended, not checked."""
    organiser = organiser_of(seminar)
    with clock.override(local(2021, 5, 17, 10)):
        change_dates(participation=organiser, milestones=[Milestone("block", *BLOCK[:2], has_time=BLOCK[2])])
    seminar = Seminar.objects.get(pk=seminar.pk)
    first, missing, late, newer, allowed, extended, *others = everybody(seminar)
    organiser.seminar = seminar
    # Somebody who has entered no name is called by an address that cannot be broken.
    User.objects.filter(pk=newer.user_id).update(name="", email="maximiliana.von.hohenstein@students.example.org")
    store(first, "report", pdf("A short report.", 5), ON_TIME, 'Übung #7 (final) "x".pdf')
    for row in (newer, allowed, extended, *others):
        make_submission(row, at=ON_TIME, original_name=LONG_NAME if row is newer else "report.pdf")
    for row in (late, newer, allowed):
        make_submission(row, at=LATE)
    make_submission(others[0], at=ON_TIME, check_state="unchecked", pages=None)
    for row in (first, late, newer, allowed, extended, *others):
        make_submission(row, "first-slides", at=ON_TIME, pages=20)
    with clock.override(LATE):
        files.allow(participation=organiser, submission=allowed.submissions.get(version=2, deliverable__kind="report"),
                    reason="The site was not reachable.")  # fmt: skip
        for row in (extended, newer):
            due = {"ends_at": local(2021, 7, 10), "reason": "Ill on the last two days."}
            files.grant_extension(participation=organiser, person=row, kind="first-slides", **due)


def lay_out(seminar: Seminar) -> None:
    """Three sessions, published with some names; since then a talk was moved and one was taken out."""
    organiser = organiser_of(seminar)
    samuel = supervisor_of(seminar)
    sessions = [
        make_session(seminar, DAY_1, time(9), title="Kernels, and what follows from them for wide neural networks",
                     moderator=samuel, break_after=2),
        make_session(seminar, DAY_1, time(14), place="Seminar room 02.13.010"),
        make_session(seminar, DAY_2, time(10), title="Robustness"),
    ]  # fmt: skip
    first, *others = everybody(seminar)
    with clock.override(local(2021, 7, 12, 10)):
        programme.fill_programme(participation=organiser)
        for row in (first, *others[:3]):
            programme.set_consent(participation=row, name_is_public=True, slides_are_public=row == first)
        programme.publish_programme(participation=organiser, reason="")
    with clock.override(local(2021, 7, 26, 18, 20)):
        programme.swap_talks(participation=organiser, person=first, other=others[-1])
        programme.publish_programme(participation=organiser, reason="Two talks change places.")
    store(first, "final-slides", pdf("Slides.", 12), local(2021, 7, 26, 19), "slides.pdf")
    with clock.override(LAID_OUT):
        programme.move_talk(participation=organiser, person=others[0], by=1)
        programme.place_talk(participation=organiser, person=others[1], session=None, position=0)
    assert all(session.talks.exists() for session in sessions)


def hold(seminar: Seminar) -> None:
    """The first morning: somebody was credited twice, somebody often enough; one session is marked, another half."""
    samuel = supervisor_of(seminar)
    first, *others = everybody(seminar)
    talks = list(Talk.objects.filter(session__seminar=seminar).order_by("session", "position"))
    for talk in talks[:5]:
        for row in (others[3], others[4]):
            if talk.participation_id != row.pk:
                make_credit(talk, row, samuel.user, IN_TALK, note="Does the bound hold for leaky units?")
    morning, afternoon = seminar.sessions.order_by("day", "starts")[:2]
    marks = {others[0].pk: ("absent", "No message"), others[1].pk: ("partly", ""), others[2].pk: ("excused", "")}
    with clock.override(IN_TALK):
        programme.mark_attendance(
            participation=samuel, session=morning, marks=marks, rest={row.pk for row in (first, *others)}
        )
        programme.mark_attendance(participation=samuel, session=afternoon, marks={others[0].pk: ("absent", "")})


def mark(seminar: Seminar) -> None:
    """Sheets in every state: nothing yet, begun, final, agreed, to be agreed; missed talks decided and not."""
    organiser = organiser_of(seminar)
    samuel = supervisor_of(seminar)
    people = everybody(seminar)
    with clock.override(MARKED):
        both = {row.pk: [samuel, organiser] for row in people[:4]}
        grading.appoint(participation=organiser, graders=both | {row.pk: [samuel] for row in people[4:]})
    for row, report, talk in zip(
        people[1:], ("1.0", "1.7", "2.0", "2.3", "2.7", "5.0"), ("1.3", "2.0") * 3, strict=False
    ):
        for part, chosen in (("report", report), ("presentation", talk)):
            make_sheet(row, part, samuel, chosen, remark="A clear account. " * 12, note="Between us.")
    for row, chosen in ((people[1], "3.0"), (people[2], "2.7")):
        make_sheet(row, "report", organiser, chosen, remark="The second proof is missing.")
    make_sheet(people[0], "report", samuel, None, final=False, remark="Begun.")
    with clock.override(MARKED):
        grading.agree(participation=organiser, person=people[2], part="report", mark=Decimal("2.0"), note="Read again.")


def finish(entry, organiser: Participation) -> None:
    """What is open about one student: sheets, a mark to agree on, missed talks."""
    person = entry.participation
    for state in entry.parts.values():
        for cell in state.cells:
            if not cell.is_final:
                version = cell.sheet.version if cell.sheet else 0
                words = {"mark": Decimal("2.0"), "remark": "", "note": "", "version": version}
                grading.finalise(participation=cell.grader, person=person, part=state.part, **words)
        if state.to_be_agreed:
            grading.agree(participation=organiser, person=person, part=state.part, mark=Decimal("2.3"), note="Agreed.")
    if entry.is_absence_undecided:
        grading.decide_absence(
            participation=organiser, person=person, effect="worse", worse_by=Decimal("0.7"), reason="No message."
        )


def release(seminar: Seminar) -> None:
    """Every sheet final, every gap decided, all grades released; one is changed afterwards."""
    organiser = organiser_of(seminar)
    with clock.override(local(2021, 8, 6, 12)):
        for entry in book(seminar):
            finish(entry, organiser)
        grading.release(participation=organiser, shown=plan.preview(seminar).shown)
        student = everybody(seminar)[0]
        numbers = {"report_mark": Decimal("1.3"), "presentation_mark": Decimal("1.7"), "credits": 2}
        grading.change_grade(
            participation=organiser, person=student, number=1, **numbers, reason="A question was not entered."
        )


# What has happened, and when people look at it.
STEPS = {
    "files": (hand_in, HANDED_IN),
    "programme": (lay_out, LAID_OUT),
    "day": (hold, IN_TALK),
    "marks": (mark, MARKED),
    "grades": (release, RELEASED),
}


def live_until(seminar: Seminar, last: str):
    """Play the steps up to this one, after the assignment; the moment at which its pages are looked at."""
    for name, (step, moment) in STEPS.items():
        step(Seminar.objects.get(pk=seminar.pk))
        if name == last:
            return moment
    raise ValueError(last)

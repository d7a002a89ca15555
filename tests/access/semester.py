"""The last weeks of a semester: two seminars with everybody and everything in them, every personal field marked.

Papers are held, files are handed in, the block seminar is over, sheets are written; no grade is released. What time it
is, a test says.
"""

from datetime import time
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from seminar import clock
from seminar.assignment import actions as assignment
from seminar.grading import actions as grading
from seminar.grading.models import AbsenceDecision, Agreement, Appointment, Part
from seminar.grading.release import preview
from seminar.overview.actions import make_calendar_address
from seminar.programme import actions as programme
from seminar.programme.models import Consent
from seminar.submissions import actions as submissions
from tests.access.lists import Lists
from tests.access.markers import Markers
from tests.access.viewpoints import ADDRESSES
from tests.access.visitors import Visitors
from tests.builders import (
    local,
    make_milestones,
    make_offered,
    make_participation,
    make_preferences,
    make_prerequisite,
    make_seminar,
    make_topic,
    make_user,
)
from tests.second_half import (
    AFTER,
    BLOCK,
    DAY_1,
    DAY_2,
    IN_TALK,
    WRITING,
    make_attendance,
    make_credit,
    make_session,
    make_sheet,
    make_submission,
    make_talk,
    organiser_of,
)

CLOSED = local(2021, 3, 10, 13)
ASSIGNED = local(2021, 3, 10, 18)
LATE = local(2021, 7, 4, 12)
ANNOUNCED = local(2021, 7, 20, 12)
LEFT = local(2021, 7, 22, 12)
ROLES = {"supervisor": "supervisor", "other supervisor": "supervisor"}
CAST = ("supervisor", "other supervisor", "student", "second student", "third student", "waiting applicant", "left")


class House:
    """One seminar. `cast` are its people by name, `values` what addresses can point at."""

    def __init__(self, slug: str, markers: Markers):
        self.slug, self.markers = slug, markers
        by = self.user("organiser", may_create_seminars=True)
        self.seminar = make_seminar(
            slug=slug,
            by=by,
            milestones=False,
            join_code=f"code-of-{slug}",
            contact="seminar@example.org",
            min_preferences=1,
        )
        make_milestones(self.seminar, block=BLOCK)
        self.prerequisite = make_prerequisite(self.seminar)
        self.organiser = organiser_of(self.seminar)
        people = {name: make_participation(self.seminar, ROLES.get(name, "student"), self.user(name)) for name in CAST}
        self.cast = {"organiser": self.organiser, **people}
        for person in self.cast.values():
            person.seminar = self.seminar
        self.assign()
        self.hand_in()
        self.lay_out()
        self.leave()
        self.mark_the_day()
        self.write_sheets()
        self.lists = Lists(self.seminar, self.organiser, self.offered["student"], self.word)
        self.values = self.what_addresses_mean()

    # ---- people -----------------------------------------------------------------------------------------------------

    def word(self, whose: str, field: str) -> str:
        return self.markers.new(f"{self.slug} {whose}", field)

    def user(self, name: str, **fields) -> User:
        facts = {field: self.word(name, field) for field in ("name", "matriculation_number", "programme")}
        return make_user(email=f"{self.word(name, 'email')}@example.org", **facts, **fields)

    def act(self, what, at, **facts):
        with clock.override(at):
            return what(participation=self.organiser, **facts)

    # ---- the assignment ---------------------------------------------------------------------------------------------

    def assign(self):
        supervised = {"student": "supervisor", "second student": "other supervisor", "third student": "supervisor",
                      "left": "supervisor"}  # fmt: skip
        self.topic = make_topic(self.seminar)
        self.offered = {
            name: make_offered(self.seminar, topic=self.topic, supervisor=self.cast[by])
            for name, by in supervised.items()
        }
        for name in ("student", "second student", "left"):
            self.wish(name, self.offered[name])
        self.wish("waiting applicant", self.offered["student"])
        self.pin = self.act(
            assignment.set_pin, CLOSED, person=self.cast["waiting applicant"], offered=self.offered["student"],
            is_forbidden=True, reason=self.word("waiting applicant", "pin"),
        )  # fmt: skip
        run = self.act(assignment.compute, CLOSED)[0]
        self.act(assignment.publish, ASSIGNED, run=run, reason=self.word("everybody", "reason of the publication"))
        third = {"person": self.cast["third student"], "offered": self.offered["third student"]}
        self.act(assignment.place_by_hand, ASSIGNED, **third, reason=self.word("third student", "placement"))

    def wish(self, name, offered):
        stored = make_preferences(self.cast[name], [offered])
        stored.receipt = self.word(name, "receipt of preferences")
        stored.save()

    # ---- files ------------------------------------------------------------------------------------------------------

    def hand_in(self):
        self.files = {
            "report": self.file("student"),
            "late": self.file("student", at=LATE),
            "slides": self.file("student", "final-slides"),
            "report of second": self.file(
                "second student", uploaded_by=self.organiser.user,
                upload_reason=self.word("second student", "upload reason"),
            ),
            "report of third": self.file("third student"),
            "slides of third": self.file("third student", "final-slides"),
            "report of left": self.file("left"),
            "late of left": self.file("left", at=LATE),
            "slides of left": self.file("left", "final-slides"),
        }  # fmt: skip
        allowed = self.file("second student", at=LATE)
        self.act(submissions.allow, LATE, submission=allowed, reason=self.word("second student", "late version"))
        self.act(
            submissions.grant_extension, WRITING, person=self.cast["second student"], kind="first-slides",
            ends_at=local(2021, 7, 9), reason=self.word("second student", "extension"),
        )  # fmt: skip

    def file(self, name, kind="report", at=WRITING, **fields):
        stored = make_submission(
            self.cast[name], kind, at, receipt=self.word(name, f"receipt of {kind}"), has_preview=True,
            original_name=f"{self.word(name, f'file name of {kind}')}.pdf", **fields,
        )  # fmt: skip
        path = Path(settings.FILES_DIR) / stored.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"%PDF-1.7 {self.word(name, f'content of {kind}')}")
        path.with_suffix(".png").write_text(f"PNG {self.word(name, f'picture of {kind}')}")
        return stored

    # ---- the block seminar ------------------------------------------------------------------------------------------

    def lay_out(self):
        """Published; then the place of the afternoon changes, so that there is something to publish again."""
        moderator = self.cast["supervisor"]
        self.morning = make_session(self.seminar, DAY_1, title="Morning", moderator=moderator)
        self.afternoon = make_session(self.seminar, DAY_2, time(14), title="Afternoon")
        self.evening = make_session(self.seminar, DAY_2, time(18), title="Evening")
        self.talks = {name: make_talk(self.cast[name], self.morning) for name in ("student", "second student", "left")}
        self.talks["third student"] = make_talk(self.cast["third student"], self.afternoon)
        consents = {"second student": (True, False), "third student": (False, True), "left": (True, True)}
        for name, (is_named, has_slides) in consents.items():
            facts = {"name_is_public": is_named, "slides_are_public": has_slides, "given_at": WRITING}
            Consent.objects.create(participation=self.cast[name], **facts)
        self.act(programme.publish_programme, ANNOUNCED, reason="")
        self.afternoon.place = "Room 2"
        self.afternoon.save()

    def leave(self):
        self.tokens = {
            name: make_calendar_address(user=self.cast[name].user, at=WRITING).token
            for name in ("student", "waiting applicant", "left")
        }
        reason = self.word("left", "reason of leaving")
        self.act(assignment.deregister_by_organiser, LEFT, person=self.cast["left"], reason=reason)
        self.cast["left"].refresh_from_db(fields=["left_at"])

    def mark_the_day(self):
        by = self.cast["supervisor"].user
        for name, state in {"student": "present", "second student": "absent", "third student": "excused"}.items():
            mark = make_attendance(self.morning, self.cast[name], state, by)
            mark.note = self.word(name, "note of attendance")
            mark.save()
        in_talk = self.talks["second student"]
        self.credits = {
            name: make_credit(in_talk, self.cast[name], by, at=IN_TALK, note=self.word(name, "question"))
            for name in ("student", "left")
        }

    # ---- grades -----------------------------------------------------------------------------------------------------

    def write_sheets(self):
        """One person is ready, of one two graders differ, of one a sheet is begun; one has left."""
        for grader in ("other supervisor", "organiser"):
            Appointment.objects.create(
                participation=self.cast["second student"], grader=self.cast[grader], appointed_at=WRITING,
                appointed_by=self.organiser.user,
            )  # fmt: skip
        self.sheets = {
            "student": self.sheet("student", Part.REPORT, "supervisor", "1.7"),
            "talk": self.sheet("student", Part.PRESENTATION, "supervisor", "2.0"),
            "one": self.sheet("second student", Part.REPORT, "other supervisor", "1.0"),
            "two": self.sheet("second student", Part.REPORT, "organiser", "3.0"),
            "blind": self.sheet("second student", Part.PRESENTATION, "other supervisor", "1.3"),
            "begun": self.sheet("third student", Part.REPORT, "supervisor", "2.3", final=False),
            "left": self.sheet("left", Part.REPORT, "supervisor", "2.7"),
        }
        by = {"participation": self.cast["second student"]}
        Agreement.objects.create(
            **by, part=Part.REPORT, mark=Decimal("2.0"), note=self.word("second student", "agreement"), agreed_at=AFTER,
            agreed_by=self.organiser.user,
        )  # fmt: skip
        AbsenceDecision.objects.create(
            **by, effect="none", reason=self.word("second student", "absence"), decided_at=AFTER,
            decided_by=self.organiser.user,
        )  # fmt: skip

    def sheet(self, name, part, grader, mark, **fields):
        texts = {field: self.word(name, f"{field} of {grader} on {part}") for field in ("remark", "note")}
        return make_sheet(self.cast[name], part, self.cast[grader], mark, **texts, **fields)

    def release(self):
        """The grade of whoever is ready, and a change of it."""
        shown = preview(self.seminar).shown
        reason = self.word("student", "reason of an early release")
        (grade,) = self.act(grading.release, AFTER, shown=shown, only_ready=True, reason=reason)
        self.act(
            grading.change_grade, AFTER, person=self.cast["student"], number=1, report_mark=Decimal("1.3"),
            presentation_mark=Decimal("2.0"), credits=1, reason=self.word("student", "reason of a change"),
        )  # fmt: skip

    # ---- addresses --------------------------------------------------------------------------------------------------

    def what_addresses_mean(self) -> dict:
        last = self.seminar.messages.filter(recipient=self.cast["second student"].user).first()
        return {
            "slug": self.slug,
            "offered_id": self.offered["student"].pk,
            "topic_id": self.topic.pk,
            "participation_id": self.cast["student"].pk,
            "code": f"code-of-{self.slug}",
            "number": self.seminar.runs.last().number,
            "pin_id": self.pin.pk,
            "message_id": last.pk,
            "kind": "report",
            "part": "report",
            "receipt": self.files["report"].receipt,
            "token": self.tokens["student"],
            "session_id": self.morning.pk,
            "talk_id": self.talks["student"].pk,
            "credit_id": self.credits["student"].pk,
            **self.lists.values,
        }

    def address(self, name, **changed) -> str:
        wanted = ADDRESSES[name].pattern.converters
        return reverse(name, kwargs={key: {**self.values, **changed}[key] for key in wanted})


class Semester:
    """Both seminars, and somebody at every viewpoint."""

    def __init__(self):
        self.markers = Markers()
        self.elsewhere, self.here = House("elsewhere", self.markers), House("here", self.markers)
        # Its last run has a number that the other seminar does not know.
        self.elsewhere.act(assignment.compute, AFTER)
        self.elsewhere.values["number"] = self.elsewhere.seminar.runs.last().number
        here = {name: row.user for name, row in self.here.cast.items() if name != "third student"}
        self.people = {
            "anonymous": None,
            **here,
            "student elsewhere": self.elsewhere.cast["student"].user,
            "organiser elsewhere": self.elsewhere.organiser.user,
            "operator": make_user("The operator", is_superuser=True, is_staff=True, may_create_seminars=True),
        }
        self.visitors = Visitors(self.people)

"""Every POST from the assignment on as a person would send it, filled in so that it is accepted from whoever may.

An empty form is refused at its fields, so it says little about the door. `swaps` are the same forms with ids that do
not belong there: of the other seminar, of people who hold no paper, of people with another role.
"""

from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from seminar.grading.book import book
from seminar.grading.forms.rules import GradersForm, RulesForm
from seminar.grading.querysets import current_grade, rules_of, staff_of
from seminar.grading.release import preview as release_preview
from seminar.programme.attendance import rolls
from seminar.programme.forms.day import RollForm
from seminar.programme.forms.sessions import SessionForm
from seminar.programme.preview import preview as programme_preview
from seminar.submissions.forms.organisers import DeliverablesForm
from tests.access.list_acts import LIST_ACTS
from tests.access.sent import Act, typed
from tests.submissions.hand_in import pdf

# Chosen once: the browser sends what the page held.
TOKEN = "6a0f6f3e-6a2c-4f7e-9d4b-0d2f5f1f8c11"
WHY = "It was agreed."


# ---- files ----------------------------------------------------------------------------------------------------------


@cache
def report() -> bytes:
    """The same file every time; a new one would know when it was made."""
    return pdf()


def uploaded() -> SimpleUploadedFile:
    return SimpleUploadedFile("report.pdf", report(), content_type="application/pdf")


def settings(here) -> dict:
    form = DeliverablesForm(seminar=here.seminar, deliverables=list(here.seminar.deliverables.all()))
    return typed(form, report_tolerance_minutes="7")


# ---- the programme --------------------------------------------------------------------------------------------------


def session(here, **changed) -> dict:
    return typed(SessionForm(seminar=here.seminar, instance=here.morning), title="Early", **changed)


def new_session(here, **changed) -> dict:
    return session(here, starts="16:30", day="2021-07-29", **changed)


def moderators(form):
    """Somebody of the other seminar, a student, and nobody at all."""

    def swaps(here, there) -> list[dict]:
        strangers = [there.cast["supervisor"].pk, here.cast["student"].pk, here.cast["waiting applicant"].pk, 10**30]
        return [form(here, moderator=str(pk)) for pk in strangers]

    return swaps


def roll(here, **changed) -> dict:
    (found,) = [row for row in rolls(here.seminar) if row.session.pk == here.morning.pk]
    return typed(RollForm(None, roll=found), **changed)


def publication(here) -> dict:
    return {"reason": "Another room.", "mark": programme_preview(here.seminar).mark}


# ---- grades ---------------------------------------------------------------------------------------------------------


def sheet(here, **changed) -> dict:
    return {"version": here.sheets["begun"].version, "mark": "2.0", "remark": "Clear.", "note": "Fast.", **changed}


def graders(here, **changed) -> dict:
    form = GradersForm(entries=book(here.seminar), staff=staff_of(here.seminar))
    return typed(form, **changed)


def release(here) -> dict:
    shown = release_preview(here.seminar).shown
    return {"scope": "ready", "shown": shown, "reason": "Moves away.", "has_seen": "on"}


def change(here) -> dict:
    grade = current_grade(here.cast["student"])
    return {"number": grade.number if grade else 1, "report_mark": "1,0", "presentation_mark": "1.0", "credits": "2",
            "reason": WHY}  # fmt: skip


def pk(name):
    return lambda here: {"participation_id": here.cast[name].pk}


def not_speakers(here, there) -> list[int]:
    """Who has no place in this programme."""
    return [there.cast["student"].pk, here.cast["waiting applicant"].pk, here.cast["supervisor"].pk, 10**30]


ACTS = {
    **LIST_ACTS,
    "overview:calendar_address": Act(lambda here: {"act": "new"}, who="student"),
    "submissions:settings": Act(settings),
    "submissions:counting": Act(lambda here: {"reason": WHY}, lambda here: {"receipt": here.files["late"].receipt}),
    "submissions:deliverable": Act(lambda here: {"file": uploaded(), "token": TOKEN}, who="student"),
    "submissions:reminder": Act(where=lambda here: {"kind": "first-slides"}),
    "submissions:extension": Act(lambda here: {"ends_date": "2021-08-20", "ends_time": "23:59", "reason": WHY}),
    "submissions:upload": Act(
        lambda here: {
            "file": uploaded(),
            "token": TOKEN,
            "received_date": "2021-06-30",
            "received_time": "9:00",
            "reason": WHY,
        }  # fmt: skip
    ),
    "programme:fill": Act(),
    "programme:new_session": Act(new_session, swaps=moderators(new_session)),
    "programme:session": Act(session, swaps=moderators(session)),
    "programme:remove_session": Act(where=lambda here: {"session_id": here.evening.pk}),
    "programme:place": Act(
        lambda here: {"target": f"{here.afternoon.pk}-1"},
        swaps=lambda here, there: [{"target": f"{pk}-1"} for pk in (there.morning.pk, 0, 10**17)],
    ),
    "programme:up": Act(where=pk("second student")),
    "programme:down": Act(),
    "programme:swap": Act(
        lambda here: {"other": here.cast["third student"].pk},
        swaps=lambda here, there: [{"other": pk} for pk in not_speakers(here, there)],
    ),
    "programme:publication": Act(publication),
    "programme:my_talk": Act(lambda here: {"name_is_public": "on", "slides_are_public": "on"}, who="student"),
    "programme:credit": Act(
        lambda here: {"person": here.cast["third student"].pk},
        swaps=lambda here, there: [
            {"person": pk} for pk in (*not_speakers(here, there), here.cast["student"].pk, here.cast["left"].pk)
        ],
    ),
    "programme:undo_credit": Act(),
    "programme:note_credit": Act(lambda here: {"note": "How far is it?"}),
    "programme:session_attendance": Act(
        lambda here: roll(here, **{f"state-{here.cast['student'].pk}": "partly"}),
        swaps=lambda here, there: [
            roll(here, **{f"state-{pk}": "absent", f"note-{pk}": "away"})
            for pk in (*not_speakers(here, there), here.cast["left"].pk)
        ],
    ),
    "grading:rules": Act(lambda here: typed(RulesForm(rules=rules_of(here.seminar)), bonus_cap="0.5")),
    "grading:graders": Act(
        lambda here: graders(here, **{f"graders-{here.cast['third student'].pk}": [str(here.organiser.user_id)]}),
        swaps=lambda here, there: [
            *({"everybody": "1", "grader": user} for user in strangers_to_grading(here, there)),
            *(
                graders(here, **{f"graders-{here.cast['third student'].pk}": [str(user)]})
                for user in strangers_to_grading(here, there)
            ),
            *(
                graders(here, **{f"graders-{row.pk}": [str(here.organiser.user_id)], f"was-{row.pk}": ""})
                for row in (there.cast["student"], here.cast["waiting applicant"], here.cast["left"])
            ),
        ],
    ),
    "grading:sheet": Act(sheet, pk("third student"), who="supervisor"),
    "grading:finalise": Act(sheet, pk("third student"), who="supervisor"),
    "grading:reopen": Act(who="supervisor"),
    "grading:agreement": Act(lambda here: {"mark": "2.3", "note": WHY}, pk("second student")),
    "grading:absence": Act(lambda here: {"effect": "fail", "reason": WHY}, pk("second student")),
    "grading:release": Act(
        release,
        swaps=lambda here, there: [
            {**release(here), "shown": text}
            for text in (
                release_preview(there.seminar).shown,
                release(here)["shown"].replace(str(here.cast["student"].pk), str(there.cast["student"].pk), 1),
                f"{release(here)['shown']} {release_preview(there.seminar).shown}",
            )
        ],
    ),
    "grading:change": Act(change),
}


def strangers_to_grading(here, there) -> list[int]:
    """Accounts that cannot grade here: of the other seminar, and students."""
    return [there.cast["supervisor"].user_id, there.organiser.user_id, here.cast["student"].user_id, 10**30]

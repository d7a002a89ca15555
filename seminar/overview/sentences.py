"""The words of the record: a sentence for each kind of entry, how the filter groups them, names of what differs.

`{who}` acts, `{what}` is the subject of the entry; `{paper}`, `{file}`, `{part}` and `{n}` are in what came after.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from papers.models import Paper
from seminar.assignment.models import Run
from seminar.grading.models import AbsenceDecision, GradingRule
from seminar.mail.models import State
from seminar.programme.models import Session
from seminar.seminars.models import OfferedPaper, Participation, Prerequisite, Seminar
from seminar.submissions.models import Deliverable, Submission

SENTENCES = {
    "seminar.created": _("{who} created the seminar."),
    "seminar.changed": _("{who} changed the description of the seminar."),
    "seminar.announced": _("{who} announced the seminar."),
    "dates.changed": _("{who} changed the dates."),
    "topic.added": _("{who} added the topic {what}."),
    "topic.changed": _("{who} renamed the topic {what}."),
    "topic.moved": _("{who} moved the topic {what}."),
    "topic.removed": _("{who} removed the topic {what}."),
    "paper.added": _("{who} put {what} on the list."),
    "paper.changed": _("{who} changed {what}."),
    "paper.moved": _("{who} moved {what} on the list."),
    "paper.withdrawn": _("{who} withdrew {what}."),
    "paper.returned": _("{who} put {what} back on the list."),
    "paper.merged": _("{who} merged two records of {what}."),
    "paper.taken_off": _("{who} took {what} off the list: it stood there twice."),
    "paper.claimed": _("{who} took over the supervision of {what}."),
    "paper.given_back": _("{who} gave the supervision of {what} back."),
    "supervisor.changed": _("{who} changed who supervises {what}."),
    "claiming.switched.on": _("{who} let supervisors take papers themselves."),
    "claiming.switched.off": _("{who} stopped supervisors from taking papers themselves."),
    "person.added": _("{who} added {what}."),
    "person.removed": _("{who} removed {what}."),
    "person.joined": _("{who} joined by the open link."),
    "join_link.switched.on": _("{who} switched the open join link on."),
    "join_link.switched.off": _("{who} switched the open join link off."),
    "lottery.drawn": _("{who} drew the lottery."),
    "run.computed": _("{who} computed the runs {what}."),
    "pin.set.paper": _("{who} fixed {what} to {paper}."),
    "pin.set.nothing": _("{who} decided that {what} gets no paper."),
    "pin.set.forbidden": _("{who} decided that {what} does not get {paper}."),
    "pin.lifted.paper": _("{who} no longer fixes {what} to {paper}."),
    "pin.lifted.nothing": _("{who} took back that {what} gets no paper."),
    "pin.lifted.forbidden": _("{who} took back that {what} does not get {paper}."),
    "priority.set": _("{who} changed the priority group of {what}."),
    "assignment.published": _("{who} published run {what}."),
    "paper.placed": _("{who} gave {what} a paper by hand: {paper}."),
    "person.left.self": _("{who} left the seminar."),
    "person.left.other": _("{who} took {what} out of the seminar."),
    "deliverables.changed": _("{who} changed what is handed in."),
    "extension.granted": _("{who} gave {what} more time: {file}."),
    "submission.stored.self": _("{who} handed in version {n}: {file}."),
    "submission.stored.other": _("{who} handed in version {n} for {what}: {file}."),
    "submission.allowed": _("{who} let the late version {n} of {what} count: {file}."),
    "submission.disallowed": _("{who} took back that the late version {n} of {what} counts: {file}."),
    "session.added": _("{who} added the session {what}."),
    "session.changed": _("{who} changed the session {what}."),
    "session.removed": _("{who} removed the session {what}."),
    "talk.placed": _("{who} laid out the talk of {what}."),
    "talk.removed": _("{who} took the talk of {what} out of the programme."),
    "talks.swapped": _("{who} swapped two talks: {what}."),
    "programme.published": _("{who} published version {what} of the programme."),
    "consent.set": _("{who} decided what the public page shows of the own talk."),
    "credit.given": _("{who} credited {what} with a good question."),
    "credit.undone": _("{who} took back a good question of {what}."),
    "credit.noted": _("{who} noted what {what} asked."),
    "graders.changed": _("{who} changed who grades {what}."),
    "grading_rules.changed": _("{who} changed how grades are made."),
    "sheet.finalised": _("{who} finished a sheet about {what}: {part}."),
    "sheet.reopened": _("{who} opened a final sheet about {what} again: {part}."),
    "mark.agreed": _("{who} entered the mark agreed for {what}: {part}."),
    "mark.agreement_ended": _("{who} opened a sheet again, so no mark is agreed for {what} any more: {part}."),
    "absence.decided": _("{who} decided what missed talks do to the grade of {what}."),
    "grade.changed": _("{who} changed the grade of {what}."),
    "mail.retried": _("{who} had a mail to {what} sent again."),
    "mail.left": _("{who} left a mail to {what} as it is."),
}
# Entries that tell how many; what is counted is in `changes.number_of`.
COUNTED = {
    "preferences.stored": ngettext_lazy("{who} stored {n} preference.", "{who} stored {n} preferences."),
    "list.imported": ngettext_lazy(
        "{who} put {n} paper of a reading list on the list.", "{who} put {n} papers of a reading list on the list."
    ),
    "list.taken_back": ngettext_lazy(
        "{who} took {n} paper of a reading list off again.", "{who} took {n} papers of a reading list off again."
    ),
    "meeting.marked": ngettext_lazy(
        "{who} marked {n} person at the first meeting.", "{who} marked {n} people at the first meeting."
    ),
    "mail.sent": ngettext_lazy("{who} sent {n} held mail.", "{who} sent {n} held mails."),
    "submissions.reminded": ngettext_lazy("{who} reminded {n} person: {file}.", "{who} reminded {n} people: {file}."),
    "programme.filled": ngettext_lazy("{who} laid out {n} open talk.", "{who} laid out {n} open talks."),
    "attendance.marked": ngettext_lazy(
        "{who} marked {n} person in the session {what}.", "{who} marked {n} people in the session {what}."
    ),
    "grades.released": ngettext_lazy("{who} released {n} grade.", "{who} released {n} grades."),
}
# What is done to the list; a paper that is placed belongs to the assignment.
PAPER_ACTS = ("added", "changed", "moved", "withdrawn", "returned", "merged", "taken_off", "claimed", "given_back")
# What the filter of the record offers: the beginnings of the keys that belong together.
GROUPS = {
    "setup": (_("Seminar and dates"), ("seminar.", "dates.", "join_link.")),
    "papers": (
        _("Topics and papers"),
        (
            "topic.",
            "list.",
            "supervisor.",
            "claiming.",
            *(f"paper.{act}" for act in PAPER_ACTS),
        ),
    ),
    "people": (_("People"), ("person.", "meeting.")),
    "preferences": (_("Preferences"), ("preferences.",)),
    "assignment": (_("Assignment"), ("lottery.", "run.", "pin.", "priority.", "assignment.", "paper.placed")),
    "files": (_("Hand-in"), ("deliverables.", "extension.", "submission.", "submissions.")),
    "programme": (_("Programme"), ("session.", "talk.", "talks.", "programme.", "consent.")),
    "block": (_("Attendance and questions"), ("attendance.", "credit.")),
    "grades": (
        _("Grades"),
        ("graders.", "grading_rules.", "sheet.", "mark.", "absence.", "grade.", "grades."),
    ),
    "mail": (_("Mail"), ("mail.",)),
}
# Names of the record that are no field of a table, or need another word here.
LABELS = {
    "supervisor": _("supervisor"),
    "prerequisites": _("prerequisites"),
    "announced_at": _("announced"),
    "withdrawn_at": _("withdrawn"),
    "reason": _("reason"),
    "position": _("position"),
    "role": _("role"),
    "left_at": _("left"),
    "joined_at": _("joined"),
    "on": _("switched on"),
    "run": _("run"),
    "change": _("kind of run"),
    "instance": _("fingerprint of the input"),
    "students": _("students"),
    "priority": _("priority group"),
    "objective": _("rule"),
    "paper": _("paper"),
    "mail": _("mail"),
    "state": _("state"),
    "ends": _("deadline"),
    "kind": _("file"),
    "version": _("version"),
    "receipt": _("receipt"),
    "received_at": _("received"),
    "size": _("size in bytes"),
    "sha256": "SHA-256",
    "check": _("check"),
    "session": _("session"),
    "talk": _("in the talk of"),
    "talks": _("talks"),
    "mails": _("mails"),
    "people": _("people"),
    "note": _("note"),
    "name_is_public": _("name on the public page"),
    "slides_are_public": _("slides on the public page"),
    "graders": _("graders"),
    "effect": _("effect"),
    "titles": _("papers"),
    "new_topics": _("new topics"),
    "from_library": _("known to the library"),
}
VALUES = {
    "change": {"free": _("everybody anew"), "keep_all": _("refill, holders keep their paper")},
    "objective": dict(Run.Objective.choices),
    "state": dict(State.choices),
    "kind": dict(Deliverable.Kind.choices),
    "check": dict(Submission.Check.choices),
    "effect": dict(AbsenceDecision.Effect.choices),
    "rounding": dict(GradingRule.Rounding.choices),
}
# Where the names of fields are looked up, in this order.
MODELS = (Seminar, OfferedPaper, Paper, Participation, Prerequisite, Deliverable, Session, GradingRule)
# Keys whose record is one value, or a list, on each side: its name.
SINGLE = {
    "priority.set": "priority",
    "paper.placed": "paper",
    "person.left": "paper",
    "submissions.reminded": "people",
    "graders.changed": "graders",
    "absence.decided": "effect",
}
# Keys whose sentence says it all.
BRIEF = ("pin.", "claiming.", "mail.sent", "paper.placed", "talks.swapped", "sheet.", "mark.", "grades.", "grade.")

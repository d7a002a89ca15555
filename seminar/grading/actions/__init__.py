"""Writing sheets, appointing, agreeing, deciding, releasing. Each act holds the seminar's lock."""

from seminar.grading.actions.agreements import NothingToDecide, agree, decide_absence
from seminar.grading.actions.graders import appoint
from seminar.grading.actions.release import ChangedBefore, Different, NotReady, change_grade, release
from seminar.grading.actions.rules import change_rules
from seminar.grading.actions.sheets import Conflict, NoMark, Released, finalise, reopen, store_sheet

__all__ = [
    "ChangedBefore",
    "Conflict",
    "Different",
    "NoMark",
    "NotReady",
    "NothingToDecide",
    "Released",
    "agree",
    "appoint",
    "change_grade",
    "change_rules",
    "decide_absence",
    "finalise",
    "release",
    "reopen",
    "store_sheet",
]

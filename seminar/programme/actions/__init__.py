"""The acts of the programme and of the block seminar. Each holds the seminar's lock and stands in the record."""

from seminar.programme.actions.consent import set_consent
from seminar.programme.actions.day import (
    Closed,
    NotCreditable,
    credit,
    mark_attendance,
    note_credit,
    undo_credit,
)
from seminar.programme.actions.publication import NoReason, NothingChanged, NotReady, Outdated, publish_programme
from seminar.programme.actions.sessions import Attended, StartTaken, add_session, change_session, remove_session
from seminar.programme.actions.talks import NotPlaceable, fill_programme, move_talk, place_talk, swap_talks

__all__ = [
    "Attended",
    "Closed",
    "NoReason",
    "NotCreditable",
    "NotPlaceable",
    "NotReady",
    "NothingChanged",
    "Outdated",
    "StartTaken",
    "add_session",
    "change_session",
    "credit",
    "fill_programme",
    "mark_attendance",
    "move_talk",
    "note_credit",
    "place_talk",
    "publish_programme",
    "remove_session",
    "set_consent",
    "swap_talks",
    "undo_credit",
]

"""Computing, fixing, publishing, placing, leaving. Each act holds the seminar's lock and stands in the record."""

from seminar.assignment.actions.pins import Contradiction, lift_pin, set_pin, set_priority, try_pin
from seminar.assignment.actions.publication import NotPublishable, Outdated, Superseded, examine, publish
from seminar.assignment.actions.runs import BUDGET, compute, draw, draw_lottery
from seminar.assignment.actions.weeks import (
    AlreadyPlaced,
    NoRoom,
    TooLate,
    deregister,
    deregister_by_organiser,
    mark_meeting,
    place_by_hand,
)

__all__ = [
    "BUDGET",
    "AlreadyPlaced",
    "Contradiction",
    "NoRoom",
    "NotPublishable",
    "Outdated",
    "Superseded",
    "TooLate",
    "compute",
    "deregister",
    "deregister_by_organiser",
    "draw",
    "draw_lottery",
    "examine",
    "lift_pin",
    "mark_meeting",
    "place_by_hand",
    "publish",
    "set_pin",
    "set_priority",
    "try_pin",
]

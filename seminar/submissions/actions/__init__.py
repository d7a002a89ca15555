"""Storing files, and what organisers decide about them. Each act holds the seminar's lock and stands in the record."""

from seminar.submissions.actions.decisions import NotLate, NotLater, allow, disallow, grant_extension
from seminar.submissions.actions.deliverables import change_deliverables, remind
from seminar.submissions.actions.storing import Closed, Refused, store

__all__ = [
    "Closed",
    "NotLate",
    "NotLater",
    "Refused",
    "allow",
    "change_deliverables",
    "disallow",
    "grant_extension",
    "remind",
    "store",
]

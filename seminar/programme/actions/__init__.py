"""The acts of the block seminar. Each holds the seminar's lock and stands in the record."""

from seminar.programme.actions.day import (
    Closed,
    NotCreditable,
    credit,
    mark_attendance,
    note_credit,
    undo_credit,
)

__all__ = ["Closed", "NotCreditable", "credit", "mark_attendance", "note_credit", "undo_credit"]

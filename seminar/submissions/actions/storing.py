"""Keeping a file: checked, safe on the disk, then row, record and receipt, all at once or not at all."""

from datetime import datetime

from seminar.submissions.models import Submission


class Closed(Exception):
    """Nothing is taken from this person at that moment."""

    def __init__(self, at: datetime):
        super().__init__(f"closed at {at}")
        self.at = at


class Refused(Exception):
    """The check found a reason; `refusal` has its key and values, `notes.refusal_text` words it."""

    def __init__(self, refusal: dict):
        super().__init__(refusal["key"])
        self.refusal = refusal


def store(*, participation, kind, upload, token, received_at, by=None, reason="") -> Submission:
    """Check and keep a file of this student as the next version; the student gets a receipt.

    `received_at`: when the request had arrived completely (`clock.received_now`). The same `token` again is the same
    version. With `by`, the participation of an organiser, it is handed in for the student, with a `reason`, whatever
    the dates say. Raises Refused and Closed; then nothing is kept.
    """
    raise NotImplementedError

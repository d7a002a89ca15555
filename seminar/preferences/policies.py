"""When preferences may be stored, and when they count."""

from datetime import datetime

from seminar.seminars.models import Participation, Seminar


def may_submit(participation: Participation, at: datetime) -> bool:
    """Whether this student may store preferences at `at`: a present student while the window is open."""
    is_here = participation.is_student and not participation.has_left
    return is_here and window_state(participation.seminar, at) == "open"


def window_state(seminar: Seminar, at: datetime) -> str:
    """Where the window stands, as in the timeline; before the announcement nobody can rank, whatever the dates say."""
    return seminar.timeline.state("preferences", at) if seminar.is_announced else "unknown"


def missing_preferences(ranked: int, minimum: int) -> int:
    """How many papers a list lacks before it counts; 0 means that it counts."""
    return max(0, minimum - ranked)

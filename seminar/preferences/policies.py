"""When preferences may be stored, and when they count."""

from datetime import datetime

from seminar.preferences.models import PreferenceList
from seminar.seminars.models import Participation


def may_submit(participation: Participation, at: datetime) -> bool:
    """Whether this student may store preferences at `at`: a present student while the window is open."""
    seminar = participation.seminar
    return (
        participation.is_student
        and not participation.has_left
        and seminar.is_announced
        and seminar.timeline.is_open("preferences", at)
    )


def may_see_preferences(participation: Participation) -> bool:
    """Whether this person may read everybody's preferences."""
    return participation.is_organiser and not participation.has_left


def missing_preferences(ranked: int, minimum: int) -> int:
    """How many papers a list lacks before it counts; 0 means that it counts."""
    return max(0, minimum - ranked)


def counts(preference_list: PreferenceList | None, minimum: int, ranked: int) -> bool:
    """Whether a stored list is used by the assignment."""
    return preference_list is not None and missing_preferences(ranked, minimum) == 0

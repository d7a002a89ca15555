"""What a student has to do about preferences, and what an organiser should look at."""

from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.preferences import querysets
from seminar.preferences.policies import missing_preferences, window_state
from seminar.seminars.agenda import DONE, DUE, IN_PROGRESS, MISSED, OPENS, Notice, Task
from seminar.seminars.models import Participation, Seminar


def tasks_for(participation: Participation, at: datetime) -> list[Task]:
    """The one task of this step: rank papers."""
    seminar = participation.seminar
    ranked = querysets.students(seminar).get(pk=participation.pk).ranked
    missing = missing_preferences(ranked, seminar.min_preferences)
    state = window_state(seminar, at)
    milestone = seminar.timeline.get("preferences")
    minimum = seminar.min_preferences
    title = ngettext("Rank at least %(n)d paper", "Rank at least %(n)d papers", minimum) % {"n": minimum}
    url = reverse("preferences:mine", args=[seminar.slug])
    if state in ("before", "unknown") or not seminar.is_announced:
        return [Task("preferences", title, OPENS, milestone)]
    detail = stored_sentence(ranked, missing, state == "over")
    if state == "over":
        return [Task("preferences", title, MISSED if missing else DONE, milestone, detail, url)]
    status = DONE if not missing else IN_PROGRESS if ranked else DUE
    act = _("Change preferences") if not missing else _("Complete preferences") if ranked else _("Rank papers")
    return [Task("preferences", title, status, milestone, detail, url, act)]


def stored_sentence(ranked: int, missing: int, is_over: bool) -> str:
    """How many papers are stored and whether they count: "Stored: 2 papers. Does not count yet: 1 is missing." """
    if not ranked:
        return _("Nothing is stored.") if is_over else _("Nothing is stored yet.")
    stored = ngettext("Stored: %(n)d paper.", "Stored: %(n)d papers.", ranked) % {"n": ranked}
    if not missing:
        return stored + " " + _("This order counts.")
    if is_over:
        lack = ngettext("Does not count: %(n)d is missing.", "Does not count: %(n)d are missing.", missing)
    else:
        lack = ngettext("Does not count yet: %(n)d is missing.", "Does not count yet: %(n)d are missing.", missing)
    return stored + " " + lack % {"n": missing}


def notices_for(seminar: Seminar, at: datetime) -> list[Notice]:
    """Students who ranked papers without stating a required module."""
    required = seminar.prerequisites.filter(is_required=True)
    needed = required.count()
    if not needed:
        return []
    number = querysets.students(seminar).filter(ranked__gt=0).exclude(pk__in=holders(seminar, needed)).count()
    if not number:
        return []
    text = ngettext("student lacks a required module", "students lack a required module", number)
    why = ", ".join(str(row) for row in required)
    url = reverse("preferences:monitor", args=[seminar.slug])
    return [Notice(number, text, why, url, _("Look"))]


def holders(seminar: Seminar, needed: int):
    """Students who stated every required prerequisite."""
    return (
        Participation.objects.filter(seminar=seminar, preference_list__passed__is_required=True)
        .annotate(stated=Count("preference_list__passed", distinct=True))
        .filter(stated=needed)
        .values("pk")
    )

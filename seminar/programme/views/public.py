"""The programme as everybody reads it, and the slides that speakers offer."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from seminar.programme import layout
from seminar.programme.models import Consent, Talk
from seminar.programme.policies import is_name_public, may_arrange, may_read_slides, may_see_names
from seminar.programme.presentation import FINAL, programme
from seminar.seminars.guard import guarded
from seminar.seminars.models import Seminar
from seminar.submissions.standing import standing_of
from seminar.submissions.views.files import file_answer


@guarded()
@require_safe
def public(request, seminar: Seminar):
    """The version in force. Before there is one, nothing but the dates of the block seminar."""
    version = layout.published(seminar)
    shown = programme(seminar, version, request.participations) if version else None
    context = {
        "seminar": seminar,
        "programme": shown,
        "milestone": seminar.timeline.get("block"),
        "now": shown.now(request.at) if shown else None,
        "may_arrange": any(may_arrange(row) for row in request.participations),
    }
    return render(request, "programme/public.html", context)


@guarded()
@require_safe
def slides(request, seminar: Seminar, talk_id: int):
    """The final slides that count, of a published talk, for whoever may read them."""
    published = {row["talk"] for row in layout.talks_of(layout.published(seminar))}
    talk = get_object_or_404(Talk.objects.select_related("participation__user"), pk=talk_id, pk__in=published)
    speaker = talk.participation
    consent = Consent.objects.filter(participation=speaker).first()
    if not may_read_slides(request.participations, speaker, consent):
        raise Http404
    speaker.seminar = seminar
    handed_in = standing_of(speaker).get(FINAL)
    if handed_in is None or handed_in.counts is None:
        raise Http404
    is_named = is_name_public(speaker, consent) or may_see_names(request.participations)
    return file_answer(handed_in.counts, is_named=is_named)

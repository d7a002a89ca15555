"""The catalogue: what can be ranked, for everybody; students see their own numbers and can add a paper."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from papers import citation
from papers.reading_lists import writing
from seminar.preferences import actions, querysets, reading
from seminar.preferences.forms import CatalogueFilter
from seminar.preferences.policies import may_submit
from seminar.preferences.views.exports import EXPORTS
from seminar.preferences.views.mine import refused, say_added
from seminar.seminars.guard import guarded


@guarded()
@require_GET
def catalogue(request, seminar):
    """Topics, questions and papers, narrowed by one GET form."""
    student = student_of(request)
    papers = reading.catalogue(seminar)
    ranks = querysets.ranks(student)
    form = CatalogueFilter(request.GET, offered=papers, is_student=student is not None)
    found = form.matching(papers, ranks, querysets.opened(student))
    for row in found:
        row.rank = ranks.get(row.pk)
    context = {
        "seminar": seminar,
        "filter": form,
        "total": len(papers),
        "found": len(found),
        "topics": reading.grouped(found),
        "topics_total": len({row.topic_id for row in papers}),
        "ranked": len(ranks),
        "may_submit": student is not None and may_submit(student, request.at),
        "exports": EXPORTS,
        "is_staff": any(row.is_supervisor and not row.has_left for row in request.participations),
        "has_withdrawn": any(row.is_withdrawn for row in papers),
    }
    return render(request, "preferences/catalogue.html", context)


@guarded()
@require_GET
def paper(request, seminar, offered_id):
    """One offered paper: what to read, why it is on the list, whom to ask, how to cite it."""
    papers = reading.catalogue(seminar)
    place = next((place for place, row in enumerate(papers) if row.pk == offered_id), None)
    if place is None:
        raise Http404
    student = student_of(request)
    if student is not None:
        actions.note_opening(participation=student, offered=papers[place])
    context = {
        "seminar": seminar,
        "offered": papers[place],
        "previous": papers[place - 1] if place else None,
        "next": papers[place + 1] if place + 1 < len(papers) else None,
        "citation": citation.plain(papers[place].paper),
        "bibtex": writing.bibtex([reading.entry_of(papers[place])]).strip(),
        **standing(request, student, offered_id),
    }
    return render(request, "preferences/paper.html", context)


def standing(request, student, offered_id) -> dict:
    """What the paper is to this visitor."""
    ranks = querysets.ranks(student)
    return {
        "is_student": student is not None,
        "rank": ranks.get(offered_id),
        "ranked": len(ranks),
        "may_submit": student is not None and may_submit(student, request.at),
        # Addresses of people are for those who belong to the seminar.
        "knows_supervisor": any(not row.has_left for row in request.participations),
    }


@guarded("student")
@require_POST
def addition(request, participation, offered_id):
    """Put a paper at the end of the preferences, from the catalogue or from its page."""
    slug = participation.seminar.slug
    try:
        stored = actions.add(participation=participation, offered_id=offered_id)
    except actions.Closed as closed:
        return refused(request, participation, closed)
    except actions.Unknown:
        messages.error(request, _("This paper cannot be ranked: it is not on the list of this seminar any more."))
        return redirect("preferences:catalogue", slug)
    say_added(request, stored, offered_id)
    if "from_paper" in request.POST:
        return redirect("preferences:paper", slug, offered_id)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(f"{reverse('preferences:catalogue', args=[slug])}{query}#paper-{offered_id}")


def student_of(request):
    """The visitor's participation as a student who has not left, or None."""
    return next((row for row in request.participations if row.is_student and not row.has_left), None)

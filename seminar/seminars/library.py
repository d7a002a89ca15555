"""The library as seminars see it: its papers, in how many seminars each was, and how one was offered last time."""

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.db.models.functions import Lower

from papers.models import Paper
from seminar.seminars.models import OfferedPaper, Seminar

PER_PAGE = 50


def shelf(user, words: str):
    """Papers with all these words, each with `seminars`: in how many it was offered, of those this person may see."""
    visible = Seminar.objects.visible_to(user)
    seminars = Count("offered", filter=Q(offered__seminar__in=visible.values("pk")))
    return Paper.objects.search(words).annotate(seminars=seminars).order_by(Lower("title"), "pk")


def page_of(user, words: str, number: str | None) -> Page:
    return Paginator(shelf(user, words), PER_PAGE).get_page(number)


def offers_of(paper: Paper, user):
    """Where this paper was offered, newest semester first; only in seminars this person may see."""
    visible = Seminar.objects.visible_to(user)
    return (
        OfferedPaper.objects.in_full()
        .filter(paper=paper, seminar__in=visible.values("pk"))
        .select_related("seminar", "topic", "supervisor__user")
        .order_by("-seminar__semester", "-pk")
    )


def last_offer(paper: Paper, user, seminar: Seminar) -> OfferedPaper | None:
    """How this paper was offered last time, in another seminar."""
    return offers_of(paper, user).exclude(seminar=seminar).first()

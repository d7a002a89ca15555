"""Who holds what: the one query that everybody asks."""

from collections.abc import Iterable

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from seminar.assignment.models import HandPlacement, Placement, Publication
from seminar.seminars.models import OfferedPaper, Participation, Seminar

RANKED = Q(preference_list__preferences__offered__withdrawn_at__isnull=True)


def current_publication(seminar: Seminar) -> Publication | None:
    return seminar.publications.select_related("run", "published_by").filter(replaced_at__isnull=True).first()


def with_papers(seminar: Seminar) -> QuerySet[Participation]:
    """Present students with `paper_id`, the offered paper they hold, or None."""
    return held_among(seminar.participations)


def held_among(participations) -> QuerySet[Participation]:
    """The present students among these with `paper_id`, the offered paper they hold, or None.

    The current publication, minus people who left, plus later placements by hand. Somebody who left and came back holds
    nothing from before: what was published or placed earlier than the return does not count.
    """
    by_hand = HandPlacement.objects.filter(
        participation=OuterRef("pk"), ended_at__isnull=True, placed_at__gte=OuterRef("joined_at")
    )
    by_run = Placement.objects.filter(
        participation=OuterRef("pk"),
        run__publication__isnull=False,
        run__publication__replaced_at__isnull=True,
        run__publication__published_at__gte=OuterRef("joined_at"),
    )
    return (
        participations.students()
        .present()
        .select_related("user")
        .annotate(
            paper_id=Coalesce(Subquery(by_hand.values("offered")[:1]), Subquery(by_run.values("offered")[:1])),
        )
    )


def holders_of(papers: Iterable[OfferedPaper]) -> QuerySet[Participation]:
    """Whoever holds one of these papers, of whatever seminar."""
    papers = list(papers)
    people = Participation.objects.filter(seminar__in={row.seminar_id for row in papers})
    return held_among(people).filter(paper_id__in=[row.pk for row in papers])


def holders(seminar: Seminar) -> QuerySet[Participation]:
    """Students who hold a paper."""
    return with_papers(seminar).filter(paper_id__isnull=False)


def free_places(seminar: Seminar) -> dict[OfferedPaper, int]:
    """Papers that can be given to somebody, with the number of places nobody holds."""
    taken: dict[int, int] = {}
    for paper in holders(seminar).values_list("paper_id", flat=True):
        taken[paper] = taken.get(paper, 0) + 1
    papers = seminar.offered_papers.available().in_full()
    return {paper: room for paper in papers if (room := paper.places - taken.get(paper.pk, 0)) > 0}


def candidates(seminar: Seminar) -> QuerySet[Participation]:
    """Students a run considers, with `ranked` and `paper_id`: lists that count, papers held, and fixed people."""
    pinned = Q(pins__lifted_at__isnull=True, pins__is_forbidden=False, pins__isnull=False)
    return (
        with_papers(seminar)
        .annotate(
            ranked=Count("preference_list__preferences", filter=RANKED, distinct=True),
            fixed=Count("pins", filter=pinned, distinct=True),
        )
        .filter(Q(ranked__gte=seminar.min_preferences) | Q(paper_id__isnull=False) | Q(fixed__gt=0))
        .order_by(F("pk"))
    )


def waiting_list(seminar: Seminar) -> list[Participation]:
    """Students of the published run who hold nothing, in the order in which they are served."""
    publication = current_publication(seminar)
    if publication is None:
        return []
    without = {f"s{row.pk}": row for row in with_papers(seminar).filter(paper_id__isnull=True)}
    order = publication.run.result["served_order"]
    return [without[name] for name in order if name in without and without[name].joined_at <= publication.published_at]

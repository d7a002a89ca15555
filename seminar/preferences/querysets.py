"""One query says who has ranked what: the numbers, the lists and the recipients of mails all come from it."""

from django.db.models import Count, Q, QuerySet

from seminar.preferences.models import PaperOpened, Preference
from seminar.seminars.models import OfferedPaper, Participation, Seminar

COUNTS = Q(preference_list__preferences__offered__withdrawn_at__isnull=True)


def students(seminar: Seminar) -> QuerySet[Participation]:
    """Present students with `ranked`: how many papers of their list can be assigned."""
    return (
        seminar.participations.students()
        .present()
        .select_related("user", "preference_list")
        .annotate(ranked=Count("preference_list__preferences", filter=COUNTS))
        .order_by(*Participation._meta.ordering)  # a query that counts forgets the order of its model
    )


def valid(seminar: Seminar) -> QuerySet[Participation]:
    """Students whose preferences count."""
    return students(seminar).filter(ranked__gte=seminar.min_preferences)


def missing(seminar: Seminar) -> QuerySet[Participation]:
    """Students without preferences that count."""
    return students(seminar).filter(ranked__lt=seminar.min_preferences)


def demand(seminar: Seminar) -> QuerySet[OfferedPaper]:
    """The offered papers with `first`, `top` (first three) and `wanted` (at all) among students who are present."""
    here = Q(preferences__preference_list__participation__left_at__isnull=True)
    return (
        seminar.offered_papers.in_full()
        .annotate(
            first=Count("preferences", filter=here & Q(preferences__rank=1)),
            top=Count("preferences", filter=here & Q(preferences__rank__lte=3)),
            wanted=Count("preferences", filter=here),
        )
        .order_by(*OfferedPaper._meta.ordering)
    )


def ranks(participation: Participation | None) -> dict[int, int]:
    """Rank by offered paper in this person's list; nothing for people who have none."""
    if participation is None:
        return {}
    rows = Preference.objects.filter(preference_list__participation=participation)
    return dict(rows.values_list("offered_id", "rank"))


def opened(participation: Participation | None) -> set[int]:
    """The offered papers whose pages this person has looked at."""
    if participation is None:
        return set()
    return set(PaperOpened.objects.filter(participation=participation).values_list("offered_id", flat=True))


def ranked_papers(participation: Participation) -> list[OfferedPaper]:
    """The offered papers of this person's list, best first."""
    rows = Preference.objects.filter(preference_list__participation=participation)
    return [row.offered for row in rows.select_related("offered__paper", "offered__topic")]

"""The door of every seminar page: the address and the person become objects, or 404.

`@guarded()` is for pages everybody may see: the view receives the seminar. `@guarded("student")` is for people with
one of the named roles who have not left: the view receives their participation (and its seminar). Strangers get the
same 404 as for a seminar that does not exist. The clock is read here, once: `request.at`.
"""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404

from seminar import clock
from seminar.seminars.models import Participation, Seminar
from seminar.seminars.policies import may_see


def guarded(*roles: str, left: bool = False):
    """Turn `slug` and the signed-in user into objects for a view.

    `roles`: the first role of this tuple that the person holds is handed over. `left` also lets de-registered people
    in. Sets `request.seminar`, `request.participations` (of this person in this seminar) and `request.at`.
    """

    def decorate(view):
        @wraps(view)
        def door(request, slug, **kwargs):
            seminar = Seminar.objects.prefetch_related("milestones").filter(slug=slug).first()
            if seminar is None:
                raise Http404
            request.seminar = seminar
            request.at = clock.now(seminar)
            request.participations = participations_of(request.user, seminar)
            if not roles:
                if not may_see(seminar, request.participations):
                    raise Http404
                return view(request, seminar, **kwargs)
            return view(request, chosen(request.participations, roles, left), **kwargs)

        return door if roles else login_not_required(door)

    return decorate


def participations_of(user, seminar: Seminar) -> list[Participation]:
    """Everything this person is in this seminar, sharing one seminar object; nothing for anonymous visitors."""
    if not user.is_authenticated:
        return []
    rows = list(Participation.objects.filter(user=user, seminar=seminar))
    for row in rows:
        row.seminar, row.user = seminar, user
    return rows


def chosen(participations: list[Participation], roles: tuple[str, ...], left: bool) -> Participation:
    """The participation with the earliest of these roles, or 404."""
    for role in roles:
        for row in participations:
            if row.role == role and (left or not row.has_left):
                return row
    raise Http404

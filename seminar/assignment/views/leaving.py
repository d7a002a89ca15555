"""De-registration: explained, checked, done, with a receipt; by an organiser with a reason."""

from django.http import Http404

from seminar.seminars.guard import guarded


@guarded("student")
def deregistration(request, participation):
    raise Http404


@guarded("student")
def check(request, participation):
    raise Http404


@guarded("student", left=True)
def receipt(request, participation):
    raise Http404


@guarded("organiser")
def by_organiser(request, participation, participation_id):
    raise Http404

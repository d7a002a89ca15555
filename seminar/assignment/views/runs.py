"""The organisers' workbench: runs side by side, one run in full, what changes between two, the receipt of one."""

from django.http import Http404

from seminar.seminars.guard import guarded


@guarded("organiser")
def workbench(request, participation):
    raise Http404


@guarded("organiser")
def compute(request, participation):
    raise Http404


@guarded("organiser")
def run(request, participation, number):
    raise Http404


@guarded("organiser")
def receipt(request, participation, number):
    raise Http404


@guarded("organiser")
def differences(request, participation):
    raise Http404

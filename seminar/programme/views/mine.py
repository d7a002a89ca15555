"""A student's own talk: when, where, with which slides, and what the public page may show of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seminar.programme import actions
from seminar.programme.forms.consent import ConsentForm
from seminar.programme.models import Consent
from seminar.programme.own import OwnTalk
from seminar.seminars.guard import guarded
from seminar.seminars.models import Participation


@guarded("student")
@require_http_methods(["GET", "POST"])
def my_talk(request, participation: Participation):
    """What is known about the talk; by POST the consent, for whoever holds a paper."""
    talk = OwnTalk(participation)
    consent = Consent.objects.filter(participation=participation).first()
    form = ConsentForm(request.POST if request.method == "POST" else None, instance=consent)
    if request.method == "POST":
        if not talk.offered:
            raise Http404
        if form.is_valid():
            actions.set_consent(participation=participation, **form.cleaned_data)
            messages.success(request, _("Stored. It holds at once, and you can change it at any time."))
            return redirect("programme:my_talk", participation.seminar.slug)
    context = {"seminar": participation.seminar, "talk": talk, "form": form}
    return render(request, "programme/my_talk.html", context, status=422 if form.errors else 200)

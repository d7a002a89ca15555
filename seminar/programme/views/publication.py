"""The second gate: what a publication changes for whom, and the act."""

from collections import Counter

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from seminar.mail.actions import written
from seminar.mail.models import Message, State
from seminar.programme import actions
from seminar.programme.forms.publication import PublicationForm
from seminar.programme.models import Version
from seminar.programme.preview import Preview, preview
from seminar.programme.readiness import cautions
from seminar.seminars.guard import guarded
from seminar.seminars.models import Participation, Seminar


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def publication(request, participation: Participation):
    """The preview while the draft differs from the version in force; else what was published, and its mails."""
    seminar = participation.seminar
    shown = preview(seminar)
    if request.method != "POST":
        return page(request, shown) if shown.number or not shown.former else done(request, shown.former)
    form = PublicationForm(request.POST, is_first=shown.former is None)
    if not form.is_valid() and shown.number:
        return page(request, shown, form, status=422)
    try:
        mark = form.cleaned_data.get("mark")
        version = actions.publish_programme(participation=participation, reason=form.what_changed, mark=mark)
    except actions.NothingChanged:
        messages.info(request, _("Nothing has changed since the last version, so nothing was published."))
        return redirect(request.path)
    except actions.NotReady:
        return page(request, preview(seminar), form, status=409)
    except (actions.Outdated, actions.NoReason):
        form.add_error(None, _("The draft is not what this page showed any more. Look at the list below again."))
        return page(request, preview(seminar), form, status=409)
    messages.success(request, published_text(version))
    return redirect(request.path)


def published_text(version: Version) -> str:
    number = mails_of(version).count()
    mails = ngettext("%(n)d mail is on its way.", "%(n)d mails are on their way.", number) % {"n": number}
    return _("Version %(number)d is published. %(mails)s") % {"number": version.number, "mails": mails}


def page(request, shown: Preview, form: PublicationForm | None = None, status=200):
    seminar = shown.draft.seminar
    found = cautions(shown.draft)
    place = chosen(request, len(shown.letters))
    reason = request.POST.get("reason", "")
    mail = written(**shown.letters[place - 1].message(seminar, request.at, reason)) if place else None
    context = {
        "seminar": seminar,
        "shown": shown,
        "form": form or PublicationForm(is_first=shown.former is None),
        "next_number": shown.former.number + 1 if shown.former else 1,
        "blocking": [row for row in found if row.is_blocking],
        "notes": [row for row in found if not row.is_blocking],
        "mail": mail,
        "place": place,
        "previous": place - 1,
        "next": place + 1 if place < len(shown.letters) else None,
    }
    return render(request, "programme/publication.html", context, status=status)


def chosen(request, number: int) -> int:
    """Which of the mails is shown: `?mail=3`, the first when it makes no sense, 0 when there is none."""
    asked = request.GET.get("mail", "")
    place = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return max(1, min(place, number)) if number else 0


def done(request, version: Version):
    """The version in force, what became of its mails, and the versions before it."""
    seminar: Seminar = request.seminar
    states = Counter(mails_of(version).values_list("state", flat=True))
    context = {
        "seminar": seminar,
        "version": version,
        "states": [(state.label, states[state]) for state in State if states[state]],
        "versions": seminar.programme_versions.select_related("published_by").defer("content"),
    }
    return render(request, "programme/publication_done.html", context)


def mails_of(version: Version):
    return Message.objects.filter(seminar=version.seminar_id, key__startswith=f"programme:{version.pk}:")

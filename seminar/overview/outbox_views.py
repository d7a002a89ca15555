"""The outbox of a seminar: what is planned, held, sent, failed or uncertain, and what an organiser does about it."""

from django.contrib import messages
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from seminar.mail.models import Message
from seminar.overview import actions
from seminar.overview.forms import SendingForm
from seminar.overview.outbox import Outbox, kind_of
from seminar.seminars.guard import guarded


@guarded("organiser")
@require_safe
def outbox(request, participation):
    """Every mail of the seminar, newest first, by state."""
    box = Outbox(participation.seminar, request.GET.get("state", ""))
    page = box.page(request.GET.get("page"))
    rows = [(message, kind_of(message)) for message in page.object_list]
    context = {"seminar": participation.seminar, "outbox": box, "page": page, "rows": rows}
    return render(request, "overview/outbox_organiser.html", context)


@guarded("organiser")
@require_safe
def message(request, participation, message_id):
    """One mail as its recipient reads it."""
    found = message_of(participation, message_id)
    context = {"seminar": participation.seminar, "message": found, "kind": kind_of(found)}
    return render(request, "overview/outbox_organiser_message.html", context)


@guarded("organiser")
@require_POST
def send_held(request, participation):
    """Send the held mails the page has shown, exactly as many as stood on the button."""
    form = SendingForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        number = actions.send_held(participation=participation, **form.cleaned_data)
    except actions.OtherNumber:
        messages.error(request, _("Nothing was sent: the held mails are not those of your page any more. Look again."))
        return back_to(participation, "held")
    if number:
        text = ngettext("%(n)d mail is on its way.", "%(n)d mails are on their way.", number)
        messages.success(request, text % {"n": number})
    else:
        messages.info(request, _("Nothing was left to send: these mails are on their way already."))
    return back_to(participation)


@guarded("organiser")
@require_POST
def decision(request, participation, message_id):
    """Send a failed or uncertain mail again, or leave it as it is."""
    found = message_of(participation, message_id)
    act = request.POST.get("act")
    if act == "again":
        is_done = actions.send_again(participation=participation, message=found)
        text = _("The mail is on its way again.")
    elif act == "leave":
        is_done = actions.leave(participation=participation, message=found)
        text = _("The mail stays as it is.")
    else:
        return HttpResponseBadRequest()
    if is_done:
        messages.success(request, text)
    else:
        messages.info(request, _("There was nothing to do any more for this mail."))
    return back_to(participation)


def message_of(participation, message_id) -> Message:
    known = Message.objects.of_seminar(participation.seminar).select_related("recipient")
    return get_object_or_404(known, pk=message_id)


def back_to(participation, group=""):
    address = reverse("overview:outbox", args=[participation.seminar.slug])
    return redirect(f"{address}?state={group}" if group else address)

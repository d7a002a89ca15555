"""The doors of the demonstration. `seminar.urls` mounts them with DEMO=1 only, settings allow that on loopback only."""

import re

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from seminar.mail.models import Message
from seminar.overview import demonstration

PER_PAGE = 50
JOIN_LINK = re.compile(r"/seminars/[-\w]+/join/[-\w]+/")


@login_not_required
@require_POST
def enter(request):
    """Become one of the invented people, and begin where they begin; a join link is come back to, as it promises."""
    person = request.POST.get("person", "")
    user = get_object_or_404(demonstration.invented(), pk=person if person.isdecimal() else None)
    login(request, user)
    join = JOIN_LINK.fullmatch(request.POST.get("next", ""))
    return redirect(join[0] if join else demonstration.first_page(user, request.POST.get("seminar", "")))


@login_not_required
@require_safe
def outbox(request):
    """Every mail this site would have sent, codes included: there is nobody else's post in a demonstration."""
    page = Paginator(Message.objects.order_by("-created_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    # The links were written for the address in the settings; here they lead to the port one looks at.
    here = request.build_absolute_uri("/").rstrip("/")
    rows = [(message, message.body.replace(settings.SITE_URL.rstrip("/"), here)) for message in page.object_list]
    return render(request, "overview/outbox.html", {"page": page, "rows": rows})

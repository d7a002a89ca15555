"""What organisers see and decide about files: who handed in what, more time, late versions, reminders, rules."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seminar.assignment import querysets
from seminar.display import formats
from seminar.mail.actions import written
from seminar.seminars.guard import guarded
from seminar.submissions import actions, reminder, standing
from seminar.submissions.archive import packed
from seminar.submissions.forms.organisers import CountingForm, DeliverablesForm, ExtensionForm, UploadForForm
from seminar.submissions.models import Deliverable, Extension, Submission
from seminar.submissions.notes import refusal_text
from seminar.submissions.policies import holds_paper, may_let_count, may_upload_for
from seminar.submissions.table import Decision, Table, missing_as_text
from seminar.submissions.views.files import private

# ---- everybody ------------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_safe
def matrix(request, participation):
    """People and deliverables; each number in the head is a link to the rows it counts."""
    table = Table(participation.seminar, request.at, request.GET.get("kind", ""), request.GET.get("state", ""))
    return render(request, "submissions/matrix.html", {"seminar": participation.seminar, "table": table})


@guarded("organiser")
@require_safe
def missing(request, participation, kind):
    """Who has no version that counts, as text, under the name of the supervisor."""
    seminar = participation.seminar
    deliverable = get_object_or_404(seminar.deliverables, kind=kind)
    groups = missing_as_text(Table(seminar, request.at), kind)
    due = deliverable.due(seminar)
    context = {"seminar": seminar, "deliverable": deliverable, "due": due, "groups": groups, "at": request.at}
    answer = render(request, "submissions/missing.txt", context, content_type="text/plain; charset=utf-8")
    return private(answer)


@guarded("organiser")
@require_safe
def files(request, participation, kind):
    """Every file of this kind that counts, in one ZIP."""
    seminar = participation.seminar
    deliverable = get_object_or_404(seminar.deliverables, kind=kind)
    people = standing.matrix(seminar)
    chosen = [found[kind].counts for _person, found in people if found[kind].counts]
    if not chosen:
        messages.info(request, _("%(kind)s: no file counts yet.") % {"kind": deliverable})
        return redirect("submissions:matrix", seminar.slug)
    titles = dict(seminar.offered_papers.values_list("pk", "paper__title"))
    titles = {person.pk: titles[person.paper_id] for person, _found in people}
    archive = packed(seminar, chosen, titles)
    name = f"{seminar.slug}_{kind}.zip"
    return private(FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip"))


# ---- reminder -------------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def remind(request, participation, kind):
    """Who gets it and what it says; by POST it is sent to those who miss the file at that moment."""
    seminar = participation.seminar
    deliverable = get_object_or_404(seminar.deliverables, kind=kind)
    has_date = deliverable.due(seminar) is not None
    if request.method == "POST" and has_date:
        number = actions.remind(participation=participation, kind=kind)
        messages.success(request, reminded_text(number, deliverable))
        return redirect("submissions:matrix", seminar.slug)
    found = reminder.reminders(seminar, kind, request.at)
    done = reminder.reminded_today(found)
    letters = [row for row in found if row.key not in done]
    context = {"seminar": seminar, "deliverable": deliverable, "has_date": has_date, "found": found}
    context |= {"letters": letters, "done": [row for row in found if row.key in done]}
    context |= one_mail(letters, request.GET.get("mail", ""), request.at)
    context["last"] = seminar.log_entries.filter(what="submissions.reminded", subject=kind).last()
    return render(request, "submissions/reminder.html", context, status=409 if request.method == "POST" else 200)


def reminded_text(number: int, deliverable: Deliverable) -> str:
    if not number:
        return _("%(kind)s: nobody gets a mail. Nobody misses it, or all have got the reminder today.") % {
            "kind": deliverable
        }
    text = ngettext("%(kind)s: %(n)d person gets a mail.", "%(kind)s: %(n)d people get a mail.", number)
    return text % {"kind": deliverable, "n": number}


def one_mail(letters: list[reminder.Reminder], place: str, at) -> dict:
    """One of the mails as it would be written now, with the numbers of its neighbours."""
    if not letters:
        return {}
    number = min(max(int(place), 1), len(letters)) if place.isascii() and place.isdecimal() else 1
    row = letters[number - 1]
    seminar = row.person.seminar
    mail = written(kind=reminder.KIND, to_user=row.person.user, seminar=seminar, at=at, context=row.context)
    neighbours = {"previous": number - 1, "next": number + 1 if number < len(letters) else 0}
    return {"mail": mail, "place": number, **neighbours}


# ---- one person -----------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_safe
def person(request, participation, kind, participation_id):
    """Every version of one person's file, what counts, and what can be decided about it."""
    return person_page(request, of_person(participation, kind, participation_id))


@guarded("organiser")
@require_POST
def counting(request, participation, receipt):
    """Let a late version count, or take that back (`undo`); both need a reason, which the student reads."""
    rows = Submission.objects.select_related("deliverable", "participation")
    row = get_object_or_404(rows, receipt=receipt, participation__seminar=participation.seminar)
    if not may_let_count(participation, row):
        raise Http404
    form = CountingForm(request.POST, auto_id=f"id_{receipt}_%s")
    handed_in = of_person(participation, row.deliverable.kind, row.participation_id)
    if not form.is_valid():
        return person_page(request, handed_in, form, receipt)
    act = actions.disallow if "undo" in request.POST else actions.allow
    try:
        done = act(participation=participation, submission=row, reason=form.cleaned_data["reason"])
    except actions.NotLate:
        messages.info(request, _("Version %(n)d is on time by now and needs no leave.") % {"n": row.version})
    else:
        text = _("Version %(n)d counts. %(name)s gets a mail.")
        text = text if done.allowed_at else _("That version %(n)d counts is taken back. %(name)s gets a mail.")
        messages.success(request, text % {"n": row.version, "name": handed_in.participation.user.display_name})
    return redirect("submissions:person", participation.seminar.slug, row.deliverable.kind, row.participation_id)


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def extension(request, participation, kind, participation_id):
    """A later deadline for one person, with a reason that the student reads."""
    handed_in = of_person(participation, kind, participation_id)
    if obstacle := no_extension(handed_in):
        messages.info(request, obstacle)
        return redirect("submissions:person", participation.seminar.slug, kind, participation_id)
    form = ExtensionForm(request.POST if request.method == "POST" else None, handed_in=handed_in)
    if request.method == "POST" and form.is_valid() and grant(participation, handed_in, form):
        text = _("Extended to %(due)s. %(name)s gets a mail.")
        due = formats.deadline(form.ends_at, participation.seminar.zone)
        messages.success(request, text % {"due": due, "name": handed_in.participation.user.display_name})
        return redirect("submissions:person", participation.seminar.slug, kind, participation_id)
    context = {"seminar": participation.seminar, "handed_in": handed_in, "form": form}
    return render(request, "submissions/extension.html", context, status=422 if form.errors else 200)


def grant(participation, handed_in, form) -> bool:
    """Whether it was granted; not where the deadline for all was moved past it while the form was open."""
    person, kind = handed_in.participation, handed_in.deliverable.kind
    facts = {"ends_at": form.ends_at, "reason": form.cleaned_data["reason"]}
    try:
        actions.grant_extension(participation=participation, person=person, kind=kind, **facts)
    except actions.NotLater:
        form.add_error("ends_date", _("The deadline for all has been moved and is not earlier than this any more."))
        return False
    return True


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def upload(request, participation, kind, participation_id):
    """A file that reached an organiser another way, as the student's next version."""
    handed_in = of_person(participation, kind, participation_id)
    if not may_upload_for(participation, handed_in.participation):
        raise Http404
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForForm(*data, handed_in=handed_in, at=request.at)
    if request.method == "POST" and form.is_valid() and (stored := keep(participation, handed_in, form)):
        text = _("Version %(n)d is stored, receipt %(receipt)s. %(name)s gets the receipt by mail.")
        name = handed_in.participation.user.display_name
        messages.success(request, text % {"n": stored.version, "receipt": stored.receipt, "name": name})
        return redirect("submissions:person", participation.seminar.slug, kind, participation_id)
    context = {"seminar": participation.seminar, "handed_in": handed_in, "form": form}
    return render(request, "submissions/upload_for.html", context, status=422 if form.errors else 200)


def keep(participation, handed_in, form) -> Submission | None:
    """The stored version, or None with the refusal as a sentence at the file."""
    data = form.cleaned_data
    try:
        return actions.store(
            participation=handed_in.participation, kind=handed_in.deliverable.kind, upload=data["file"],
            token=data["token"], received_at=form.received_at, by=participation, reason=data["reason"],
        )  # fmt: skip
    except actions.Refused as refused:
        form.add_error("file", refusal_text(refused.refusal))
    return None


def of_person(participation, kind: str, participation_id: int) -> standing.HandedIn:
    """What this student of the seminar has handed in of this kind, or 404."""
    rows = participation.seminar.participations.students().with_people()
    student = get_object_or_404(rows, pk=participation_id)
    student.seminar = participation.seminar
    found = standing.standing_of(student)
    if kind not in found:
        raise Http404
    return found[kind]


def no_extension(handed_in: standing.HandedIn) -> str:
    """Why this person cannot get more time, in a sentence; empty where nothing stands against it."""
    name = {"name": handed_in.participation.user.display_name}
    if not holds_paper(handed_in.participation):
        return _("%(name)s holds no paper, so nothing is due.") % name
    if handed_in.general_due is None:
        return _("There is no deadline yet, so there is nothing to extend.")
    return ""


def person_page(request, handed_in, form=None, receipt=""):
    """The page about one person; `form` is the refused one of the version with this receipt."""
    student, seminar = handed_in.participation, handed_in.participation.seminar
    extensions = Extension.objects.filter(participation=student, deliverable=handed_in.deliverable)
    context = {"seminar": seminar, "handed_in": handed_in, "student": student, "form": form}
    forms = {row.receipt: CountingForm(auto_id=f"id_{row.receipt}_%s") for row in handed_in.submissions}
    forms |= {receipt: form} if form else {}
    context["decisions"] = [Decision(row, handed_in, forms[row.submission.receipt]) for row in handed_in.versions]
    context["is_over"] = handed_in.is_over(request.at)
    context["deliverables"] = seminar.deliverables.all()
    context["extensions"] = extensions.select_related("granted_by")
    held = querysets.holders(seminar).filter(pk=student.pk).values("paper_id")
    context["offered"] = seminar.offered_papers.in_full().filter(pk__in=held).first()
    return render(request, "submissions/person.html", context, status=422 if form else 200)


# ---- rules ----------------------------------------------------------------------------------------------------------


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def settings(request, participation):
    """Deadline, tolerance, size and pages of every deliverable, and whether late files are taken."""
    seminar = participation.seminar
    deliverables = list(seminar.deliverables.all())
    form = DeliverablesForm(
        request.POST if request.method == "POST" else None, seminar=seminar, deliverables=deliverables
    )
    if request.method == "POST" and form.is_valid():
        changed = actions.change_deliverables(participation=participation, changes=form.facts)
        messages.success(request, _("The rules are stored.") if changed else _("Nothing was changed."))
        return redirect("submissions:matrix", seminar.slug)
    table = Table(seminar, request.at)
    groups = [{**group, "extended": table.numbers(group["deliverable"].kind)["extended"]} for group in form.groups]
    context = {"seminar": seminar, "form": form, "table": table, "groups": groups}
    return render(request, "submissions/settings.html", context, status=422 if form.errors else 200)

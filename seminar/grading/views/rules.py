"""The rules by which marks become a grade: organisers set them, everybody reads them."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seminar.core import grades
from seminar.grading import actions, formula
from seminar.grading.forms.rules import RulesForm
from seminar.grading.policies import may_change_rules
from seminar.grading.querysets import rules_of
from seminar.seminars.guard import guarded

# The worked example: marks that a reader can follow in the head.
REPORT, PRESENTATION, QUESTIONS = Decimal("1.7"), Decimal("2.0"), 2


@guarded("organiser")
@require_http_methods(["GET", "POST"])
def rules(request, participation):
    """Every option of the formula; after the first release they stand still."""
    seminar, now, status = participation.seminar, rules_of(participation.seminar), 200
    is_locked = not may_change_rules(participation)
    form = None if is_locked else RulesForm(request.POST if request.method == "POST" else None, rules=now)
    if request.method == "POST":
        status = 409 if is_locked else 422
        if form and form.is_valid():
            return changed(request, participation, form.rules)
    context = {"seminar": seminar, "form": form, "is_locked": is_locked, **explained(now)}
    return render(request, "grading/rules.html", context, status=status)


def changed(request, participation, wanted):
    try:
        names = actions.change_rules(participation=participation, rules=wanted)
    except actions.Released:
        context = {"seminar": participation.seminar, "form": None, "is_locked": True}
        context |= explained(rules_of(participation.seminar))
        return render(request, "grading/rules.html", context, status=409)
    messages.success(request, _("The rules are stored.") if names else _("Nothing was changed."))
    return redirect("grading:rules", participation.seminar.slug)


def explained(rules: grades.Rules) -> dict:
    """The rules as sentences, and one example calculated by them."""
    result = grades.final_grade(REPORT, PRESENTATION, QUESTIONS, rules)
    sentences = formula.sentences(rules)
    return {
        "rules": rules,
        "sentences": sentences,
        # The same in the order in which they are used.
        "rounding": sentences[0],
        "bonus": sentences[1:3],
        "lines": formula.lines(list(result.steps), rules),
        "report_weight": int(grades.REPORT_WEIGHT * 100),
        "presentation_weight": int(grades.PRESENTATION_WEIGHT * 100),
        "scale": grades.SCALE,
    }

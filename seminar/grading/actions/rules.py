"""The rules by which marks become a grade."""

from django.db import transaction

from seminar.core.grades import Rules
from seminar.grading.actions.sheets import Released
from seminar.grading.models import GradingRule
from seminar.grading.policies import are_rules_locked
from seminar.grading.querysets import OPTIONS, rules_of
from seminar.log.actions import record
from seminar.seminars.actions.decision import begin


@transaction.atomic
def change_rules(*, participation, rules: Rules) -> list[str]:
    """Set the rules of the seminar; the names of the options that changed. Raises Released after the first release."""
    seminar, at = begin(participation)
    if are_rules_locked(seminar):
        raise Released
    before = rules_of(seminar)
    changed = [name for name in OPTIONS if getattr(before, name) != getattr(rules, name)]
    if changed:
        values = {name: getattr(rules, name) for name in OPTIONS}
        GradingRule.objects.update_or_create(seminar=seminar, defaults=values)
        record(
            seminar=seminar, by=participation.user, at=at, what="grading_rules.changed",
            before={name: getattr(before, name) for name in changed}, after={name: values[name] for name in changed},
        )  # fmt: skip
    return changed

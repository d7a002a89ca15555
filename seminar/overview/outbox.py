"""The mails of one seminar as organisers see them: how many in which state, one page of them, what waits for a word."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from seminar.assignment.mails import sendable
from seminar.mail.models import Message, State
from seminar.seminars.models import Seminar

PER_PAGE = 50
KINDS = {
    "invitation": _("Invitation"),
    "preferences_open": _("Preferences are open"),
    "preferences_closed": _("Preferences are closed"),
    "receipt": _("Receipt of preferences"),
    "paper_withdrawn": _("A paper was withdrawn"),
    "assignment": _("Result of the assignment"),
    "deregistered": _("Receipt of leaving"),
    "submission_receipt": _("Receipt of a file"),
    "submission_reminder": _("Reminder of a file"),
    "submission_counting": _("A late file"),
    "extension": _("More time"),
    "programme_published": _("The programme is published"),
    "programme_changed": _("The programme has changed"),
    "grades_released": _("Grades are released"),
    "grade_changed": _("A grade was changed"),
}
# Name in the address: label, states.
GROUPS = {
    "planned": (_("Planned"), (State.NEW, State.CLAIMED)),
    "held": (_("Held, not sent"), (State.HELD,)),
    "sent": (_("Sent"), (State.SENT,)),
    "failed": (_("Failed"), (State.FAILED,)),
    "uncertain": (_("Uncertain"), (State.UNCERTAIN,)),
}


@dataclass(frozen=True)
class Tab:
    """One filter with how many mails it shows."""

    key: str
    label: str
    number: int
    is_current: bool


class Outbox:
    """The outbox of a seminar, filtered by `group`; "" and unknown names show everything. Account mails never."""

    def __init__(self, seminar: Seminar, group: str):
        self.seminar, self.group = seminar, group if group in GROUPS else ""

    @property
    def messages(self):
        return Message.objects.of_seminar(self.seminar).select_related("recipient")

    @cached_property
    def counts(self) -> dict[str, int]:
        rows = self.messages.order_by().values("state").annotate(number=Count("pk"))
        return {row["state"]: row["number"] for row in rows}

    @property
    def tabs(self) -> list[Tab]:
        found = [Tab("", _("All"), sum(self.counts.values()), not self.group)]
        for key, (label, states) in GROUPS.items():
            number = sum(self.counts.get(state, 0) for state in states)
            found.append(Tab(key, label, number, key == self.group))
        return found

    @cached_property
    def ready(self) -> dict[str, int]:
        """The exact number of mails the button sends, and the newest of them."""
        return sendable(self.seminar).aggregate(number=Count("pk"), through=Max("pk"))

    @property
    def outdated(self) -> int:
        """Held mails that stay here: a newer one says something else, or the person has left."""
        return self.counts.get(State.HELD, 0) - self.ready["number"]

    def page(self, number):
        chosen = self.messages.filter(state__in=GROUPS[self.group][1]) if self.group else self.messages
        return Paginator(chosen, PER_PAGE).get_page(number)


def kind_of(message: Message) -> str:
    """What the mail is about; a kind nobody has worded yet is shown as it is."""
    return str(KINDS.get(message.kind, message.kind))

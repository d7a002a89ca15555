"""The record in words: one sentence for each entry, and what was there before and after."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from papers.models import Paper
from seminar.assignment.models import MeetingAttendance, Run
from seminar.core import timeline
from seminar.display import formats
from seminar.log.models import Entry
from seminar.mail.models import State
from seminar.seminars import ledger
from seminar.seminars.models import OfferedPaper, Participation, Prerequisite, Seminar

SENTENCES = {
    "seminar.created": _("{who} created the seminar."),
    "seminar.changed": _("{who} changed the description of the seminar."),
    "seminar.announced": _("{who} announced the seminar."),
    "dates.changed": _("{who} changed the dates."),
    "topic.added": _("{who} added the topic {what}."),
    "topic.changed": _("{who} renamed the topic {what}."),
    "topic.moved": _("{who} moved the topic {what}."),
    "topic.removed": _("{who} removed the topic {what}."),
    "paper.added": _("{who} put {what} on the list."),
    "paper.changed": _("{who} changed {what}."),
    "paper.moved": _("{who} moved {what} on the list."),
    "paper.withdrawn": _("{who} withdrew {what}."),
    "paper.returned": _("{who} put {what} back on the list."),
    "person.added": _("{who} added {what}."),
    "person.removed": _("{who} removed {what}."),
    "person.joined": _("{who} joined by the open link."),
    "join_link.switched.on": _("{who} switched the open join link on."),
    "join_link.switched.off": _("{who} switched the open join link off."),
    "lottery.drawn": _("{who} drew the lottery."),
    "run.computed": _("{who} computed the runs {what}."),
    "pin.set.paper": _("{who} fixed {what} to {paper}."),
    "pin.set.nothing": _("{who} decided that {what} gets no paper."),
    "pin.set.forbidden": _("{who} decided that {what} does not get {paper}."),
    "pin.lifted.paper": _("{who} no longer fixes {what} to {paper}."),
    "pin.lifted.nothing": _("{who} took back that {what} gets no paper."),
    "pin.lifted.forbidden": _("{who} took back that {what} does not get {paper}."),
    "priority.set": _("{who} changed the priority group of {what}."),
    "assignment.published": _("{who} published run {what}."),
    "paper.placed": _("{who} gave {what} a paper by hand: {paper}."),
    "person.left.self": _("{who} left the seminar."),
    "person.left.other": _("{who} took {what} out of the seminar."),
    "mail.retried": _("{who} had a mail to {what} sent again."),
    "mail.left": _("{who} left a mail to {what} as it is."),
}
# What the filter of the record offers: the beginnings of the keys that belong together.
GROUPS = {
    "setup": (_("Seminar and dates"), ("seminar.", "dates.", "join_link.")),
    "papers": (
        _("Topics and papers"),
        ("topic.", "paper.added", "paper.changed", "paper.moved", "paper.withdrawn", "paper.returned"),
    ),
    "people": (_("People"), ("person.", "meeting.")),
    "preferences": (_("Preferences"), ("preferences.",)),
    "assignment": (_("Assignment"), ("lottery.", "run.", "pin.", "priority.", "assignment.", "paper.placed")),
    "mail": (_("Mail"), ("mail.",)),
}
# Names of the record that are no field of a table.
LABELS = {
    "supervisor": _("supervisor"),
    "prerequisites": _("prerequisites"),
    "announced_at": _("announced"),
    "withdrawn_at": _("withdrawn"),
    "reason": _("reason"),
    "position": _("position"),
    "role": _("role"),
    "left_at": _("left"),
    "joined_at": _("joined"),
    "on": _("switched on"),
    "run": _("run"),
    "change": _("kind of run"),
    "instance": _("fingerprint of the input"),
    "students": _("students"),
    "priority": _("priority group"),
    "objective": _("rule"),
    "paper": _("paper"),
    "mail": _("mail"),
    "state": _("state"),
}
VALUES = {
    "change": {"free": _("everybody anew"), "keep_all": _("refill, holders keep their paper")},
    "objective": dict(Run.Objective.choices),
    "state": dict(State.choices),
}
# Keys whose record is one value on each side: its name.
SINGLE = {"priority.set": "priority", "paper.placed": "paper", "person.left": "paper"}


@dataclass(frozen=True)
class Detail:
    """One thing that differs. Each side is a list: most have one line, an order of papers has several."""

    label: str
    before: list[str]
    after: list[str]
    is_ordered: bool = False


@dataclass(frozen=True)
class Change:
    """One entry of the record as a page shows it."""

    at: datetime
    sentence: SafeString
    details: list[Detail]
    reason: str


def changes_of(entries, seminar: Seminar) -> list[Change]:
    entries = list(entries)
    names = names_in(entries, seminar)
    return [Change(row.at, sentence_of(row), details_of(row, seminar.zone, names), row.reason) for row in entries]


def names_in(entries: list[Entry], seminar: Seminar) -> dict[str, str]:
    """People by the number under which marks of the first meeting are on record; one query, where there are such."""
    if not any(entry.what == "meeting.marked" for entry in entries):
        return {}
    return {str(row.pk): row.user.display_name for row in seminar.participations.students().with_people()}


def latest(seminar: Seminar, number: int) -> list[Change]:
    """The newest entries, one query."""
    return changes_of(Entry.objects.of_seminar(seminar).select_related("by")[:number], seminar)


def sentence_of(entry: Entry) -> SafeString:
    """Who did what; a key nobody has worded yet is shown as it is."""
    who = entry.by.display_name if entry.by else gettext("The system")
    what = entry.subject
    if entry.what.startswith("paper.") and entry.what != "paper.placed":
        what = work(what)
    if counted := counted_sentence(entry, len(entry.after) if isinstance(entry.after, (dict, list)) else 0):
        sentence, number = counted
        return format_html(sentence, who=who, n=number)
    key = key_of(entry)
    if key in SENTENCES:
        return format_html(str(SENTENCES[key]), who=who, what=what, paper=work(paper_in(entry)))
    return format_html("{}: {} {}", who, entry.what, what)


def counted_sentence(entry: Entry, number: int) -> tuple[str, int] | None:
    """The sentence of an entry that tells how many."""
    if entry.what == "preferences.stored":
        return ngettext("{who} stored {n} preference.", "{who} stored {n} preferences.", number), number
    if entry.what == "meeting.marked":
        text = ngettext(
            "{who} marked {n} person at the first meeting.", "{who} marked {n} people at the first meeting.", number
        )
        return text, number
    if entry.what == "mail.sent":
        number = (entry.after or {}).get("number", 0)
        return ngettext("{who} sent {n} held mail.", "{who} sent {n} held mails.", number), number
    return None


def key_of(entry: Entry) -> str:
    """The key of the sentence: some kinds of entries have several."""
    after = entry.after if isinstance(entry.after, dict) else {}
    if entry.what == "join_link.switched":
        return f"{entry.what}.on" if after.get("on") else f"{entry.what}.off"
    if entry.what in ("pin.set", "pin.lifted"):
        kind = "forbidden" if after.get("is_forbidden") else "paper" if after.get("paper") else "nothing"
        return f"{entry.what}.{kind}"
    if entry.what == "person.left":
        return f"{entry.what}.self" if after.get("own_act") else f"{entry.what}.other"
    return entry.what


def paper_in(entry: Entry) -> str:
    """The title of the paper an entry is about besides its subject."""
    after = entry.after
    return str((after.get("paper") if isinstance(after, dict) else after) or "")


def work(title: str) -> SafeString:
    return format_html('<span class="work">{}</span>', title)


def details_of(entry: Entry, zone: str, names: dict[str, str] | None = None) -> list[Detail]:
    before, after = entry.before, entry.after
    if entry.what.startswith("pin.") or entry.what in ("mail.sent", "paper.placed"):
        return []  # the sentence says it all
    if entry.what == "meeting.marked":
        return [Detail((names or {}).get(key, key), [mark(before, key)], [mark(after, key)]) for key in after]
    if entry.what == "dates.changed":
        return [
            Detail(str(ledger.TITLES.get(key, key)), date_lines(key, before, zone), date_lines(key, after, zone))
            for key in {**(before or {}), **(after or {})}
        ]
    if entry.what == "assignment.published":
        before = {"run": before} if before else {}
    if entry.what in SINGLE:
        after = None if entry.what == "person.left" else after
        before, after = {SINGLE[entry.what]: before}, {SINGLE[entry.what]: after}
    if isinstance(before, dict) or isinstance(after, dict):
        before, after = before or {}, after or {}
        pairs = [(key, before.get(key), after.get(key)) for key in {**before, **after}]
        # An empty field of a new thing is nothing on both sides.
        told = [(key, side_of(key, old, zone), side_of(key, new, zone)) for key, old, new in pairs]
        return [Detail(label_of(key), old, new) for key, old, new in told if old != new]
    if before == after:
        return []
    is_ordered = entry.what == "preferences.stored"
    label = gettext("order") if is_ordered else gettext("value")
    return [Detail(label, lines_of(before, zone), lines_of(after, zone), is_ordered)]


def date_lines(key: str, side: dict | None, zone: str) -> list[str]:
    """A date of the record as everybody reads it: the same words as on the public page."""
    facts = (side or {}).get(key)
    if not facts:
        return []
    moments = {edge: datetime.fromisoformat(facts[edge]) for edge in ("starts", "ends") if facts.get(edge)}
    milestone = timeline.Milestone(key, **moments, has_time=facts.get("has_time", True))
    shown = [formats.when(milestone, zone)] if milestone.is_known else []
    return [*shown, *(facts[name] for name in ("place", "note") if facts.get(name))]


def mark(side: dict | None, key: str) -> str:
    """A mark of the first meeting in words."""
    return str(dict(MeetingAttendance.State.choices).get((side or {}).get(key), pgettext("attendance", "undecided")))


def side_of(key: str, value, zone: str) -> list[str]:
    """One side of a field; a key of the program as people read it."""
    known = VALUES.get(key, {})
    return [str(known[value])] if isinstance(value, str) and value in known else lines_of(value, zone)


def label_of(key: str) -> str:
    """The name a form gives to the field, or our own word for what is no field."""
    if key in LABELS:
        return str(LABELS[key])
    for model in (Seminar, OfferedPaper, Paper, Participation, Prerequisite):
        for field in model._meta.fields:
            if field.name == key:
                return str(field.verbose_name)
    return key


def lines_of(value, zone: str) -> list[str]:
    """What the record holds, in lines a person can read."""
    if value is None or value == "":
        return []
    if isinstance(value, bool):
        return [gettext("yes") if value else gettext("no")]
    if isinstance(value, dict):
        return [str(value.get("title") or value.get("name") or value.get("email") or value)]
    if isinstance(value, list):
        return [line for item in value for line in lines_of(item, zone)]
    moment = moment_in(value)
    if moment:
        return [formats.moment(moment, zone)]
    return [line for line in str(value).splitlines() if line.strip()]


def moment_in(value) -> datetime | None:
    """The moment a text of the record stands for, if it is one with a zone."""
    if not isinstance(value, str) or "T" not in value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.utcoffset() is not None else None

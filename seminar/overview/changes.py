"""The record in words: one sentence for each entry, and what was there before and after."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from papers.models import Paper
from seminar.core import timeline
from seminar.display import formats
from seminar.log.models import Entry
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
}


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
    return [Change(row.at, sentence_of(row), details_of(row, seminar.zone), row.reason) for row in entries]


def latest(seminar: Seminar, number: int) -> list[Change]:
    """The newest entries, one query."""
    return changes_of(Entry.objects.of_seminar(seminar).select_related("by")[:number], seminar)


def sentence_of(entry: Entry) -> SafeString:
    """Who did what; a key nobody has worded yet is shown as it is."""
    who = entry.by.display_name if entry.by else gettext("The system")
    what = entry.subject
    if entry.what.startswith("paper."):
        what = format_html('<span class="work">{}</span>', what)
    if entry.what == "preferences.stored":
        number = len(entry.after or ())
        return format_html(
            ngettext("{who} stored {n} preference.", "{who} stored {n} preferences.", number), who=who, n=number
        )
    key = entry.what
    if key == "join_link.switched":
        key += ".on" if (entry.after or {}).get("on") else ".off"
    if key in SENTENCES:
        return format_html(str(SENTENCES[key]), who=who, what=what)
    return format_html("{}: {} {}", who, entry.what, what)


def details_of(entry: Entry, zone: str) -> list[Detail]:
    before, after = entry.before, entry.after
    if entry.what == "dates.changed":
        return [
            Detail(str(ledger.TITLES.get(key, key)), date_lines(key, before, zone), date_lines(key, after, zone))
            for key in {**(before or {}), **(after or {})}
        ]
    if isinstance(before, dict) or isinstance(after, dict):
        before, after = before or {}, after or {}
        pairs = [(key, before.get(key), after.get(key)) for key in {**before, **after}]
        # An empty field of a new thing is nothing on both sides.
        told = [(key, lines_of(old, zone), lines_of(new, zone)) for key, old, new in pairs]
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

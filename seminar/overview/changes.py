"""The record in words: one sentence for each entry, and what was there before and after."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from seminar.assignment.models import MeetingAttendance
from seminar.core import timeline
from seminar.display import formats
from seminar.grading.models import Part
from seminar.log.models import Entry
from seminar.overview.sentences import BRIEF, COUNTED, LABELS, MODELS, SENTENCES, SINGLE, VALUES
from seminar.programme.models import Attendance
from seminar.seminars import ledger
from seminar.seminars.models import Seminar
from seminar.submissions.models import Deliverable

# Marks of people, stored under the number of their participation.
MARKS = {"meeting.marked": dict(MeetingAttendance.State.choices), "attendance.marked": dict(Attendance.State.choices)}
FILES = dict(Deliverable.Kind.choices)
# Moments that are kept as exclusive ends.
ENDS = ("ends", "ends_at")


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
    """People by the number under which their marks are on record; one query, where there are such."""
    if not any(entry.what in MARKS for entry in entries):
        return {}
    return {str(row.pk): row.user.display_name for row in seminar.participations.students().with_people()}


def latest(seminar: Seminar, number: int) -> list[Change]:
    """The newest entries, one query."""
    return changes_of(Entry.objects.of_seminar(seminar).select_related("by")[:number], seminar)


def sentence_of(entry: Entry) -> SafeString:
    """Who did what; a key nobody has worded yet is shown as it is."""
    who = entry.by.display_name if entry.by else gettext("The system")
    what = entry.subject
    if entry.what.startswith(("paper.", "supervisor.")) and entry.what != "paper.placed":
        what = work(what)
    facts = {"who": who, "what": what, "paper": work(paper_in(entry)), "file": file_in(entry), "part": part_in(entry)}
    if entry.what in COUNTED:
        number = number_of(entry)
        return format_html(COUNTED[entry.what] % number, **facts, n=number)
    key = key_of(entry)
    if key in SENTENCES:
        return format_html(str(SENTENCES[key]), **facts, n=facts_of(entry).get("version", ""))
    return format_html("{}: {} {}", who, entry.what, what)


def facts_of(entry: Entry) -> dict:
    return entry.after if isinstance(entry.after, dict) else {}


def number_of(entry: Entry) -> int:
    """How many an entry tells of: it says so itself, or they are listed."""
    after = facts_of(entry)
    if "number" in after:
        return after["number"]
    if entry.what == "list.imported":
        return after.get("papers", 0)
    listed = after.get("talks", entry.after)
    return len(listed) if isinstance(listed, (dict, list)) else 0


def key_of(entry: Entry) -> str:
    """The key of the sentence: some kinds of entries have several."""
    after = facts_of(entry)
    if entry.what == "submission.stored":
        # Only who hands in for somebody else says why.
        return f"{entry.what}.other" if entry.reason else f"{entry.what}.self"
    if entry.what in ("join_link.switched", "claiming.switched"):
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


def file_in(entry: Entry) -> str:
    """The kind of file an entry is about, by its name; a reminder has it as its subject."""
    kind = entry.subject if entry.what == "submissions.reminded" else facts_of(entry).get("kind", "")
    return str(FILES.get(kind, kind))


def part_in(entry: Entry) -> str:
    part = facts_of(entry).get("part", "")
    return str(dict(Part.choices).get(part, part))


def work(title: str) -> SafeString:
    return format_html('<span class="work">{}</span>', title)


def details_of(entry: Entry, zone: str, names: dict[str, str] | None = None) -> list[Detail]:
    before, after = entry.before, entry.after
    if entry.what.startswith(BRIEF):
        return []  # the sentence says it all
    if entry.what in MARKS:
        return [
            Detail((names or {}).get(key, key), *(mark(entry, side, key) for side in (before, after))) for key in after
        ]
    if entry.what == "dates.changed":
        return [
            Detail(str(ledger.TITLES.get(key, key)), date_lines(key, before, zone), date_lines(key, after, zone))
            for key in {**(before or {}), **(after or {})}
        ]
    if entry.what == "list.imported":
        shown = {key: after[key] for key in ("titles", "new_topics", "from_library") if after.get(key)}
        return details_between({}, shown, zone)
    if entry.what == "list.taken_back":
        return details_between(before, {}, zone)
    if entry.what == "deliverables.changed":
        return [detail for kind in after for detail in file_details(kind, before[kind], after[kind], zone)]
    if entry.what in ("assignment.published", "programme.published"):
        before = {"run" if entry.what == "assignment.published" else "version": before} if before else {}
    if entry.what in SINGLE:
        after = None if entry.what == "person.left" else after
        before, after = {SINGLE[entry.what]: before}, {SINGLE[entry.what]: after}
    if isinstance(before, dict) or isinstance(after, dict):
        return details_between(before or {}, after or {}, zone)
    if before == after:
        return []
    is_ordered = entry.what == "preferences.stored"
    label = gettext("order") if is_ordered else gettext("value")
    return [Detail(label, lines_of(before, zone), lines_of(after, zone), is_ordered)]


def details_between(before: dict, after: dict, zone: str) -> list[Detail]:
    """What differs, field by field. An empty field of a new thing is nothing on both sides."""
    told = [
        (key, side_of(key, before.get(key), zone), side_of(key, after.get(key), zone)) for key in {**before, **after}
    ]
    return [Detail(label_of(key), old, new) for key, old, new in told if old != new]


def file_details(kind: str, before: dict, after: dict, zone: str) -> list[Detail]:
    """What changed about one kind of file, with its name in front."""
    found = details_between(before, after, zone)
    return [replace(detail, label=f"{FILES.get(kind, kind)}: {detail.label}") for detail in found]


def date_lines(key: str, side: dict | None, zone: str) -> list[str]:
    """A date of the record as everybody reads it: the same words as on the public page."""
    facts = (side or {}).get(key)
    if not facts:
        return []
    moments = {edge: datetime.fromisoformat(facts[edge]) for edge in ("starts", "ends") if facts.get(edge)}
    milestone = timeline.Milestone(key, **moments, has_time=facts.get("has_time", True))
    shown = [formats.when(milestone, zone)] if milestone.is_known else []
    return [*shown, *(facts[name] for name in ("place", "note") if facts.get(name))]


def mark(entry: Entry, side: dict | None, key: str) -> list[str]:
    """How somebody is marked, in words, with the note of who marked them."""
    value = (side or {}).get(key)
    state, note = value if isinstance(value, list) else (value, "")
    word = MARKS[entry.what].get(state, pgettext("attendance", "undecided"))
    return [str(word), *([note] if note else [])]


def side_of(key: str, value, zone: str) -> list[str]:
    """One side of a field; a key of the program as people read it."""
    known = VALUES.get(key, {})
    if isinstance(value, str) and value in known:
        return [str(known[value])]
    if key in ENDS and (moment := moment_in(value)):
        return [formats.deadline(moment, zone)]
    return lines_of(value, zone)


def label_of(key: str) -> str:
    """The name a form gives to the field, or our own word for what is no field."""
    if key in LABELS:
        return str(LABELS[key])
    for model in MODELS:
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

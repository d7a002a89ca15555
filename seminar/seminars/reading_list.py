"""A reading list on its way onto the list of a seminar: the rows of a draft, and what would become of each.

A row is an entry as the text has it, what a person decided about it, and the work it was compared with. Its `fate` is
derived from the three. The `Plan` is what the act would do with all rows; its `key` tells two plans apart.
"""

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from papers.entries import GAPS, too_long
from papers.models import Paper
from papers.reading_lists.duplicates import ASK, SAME, Index
from papers.reading_lists.entry import Entry, Link
from seminar.seminars.models import OfferedPaper, ReadingListDraft, Seminar, Topic

PAGE = 100
# What would become of a row. Only the first two can be taken.
NEW, LIBRARY, HERE, REPEATED, WAITING, REFUSED = "new", "library", "here", "repeated", "waiting", "refused"
TAKABLE = (NEW, LIBRARY)
OTHER = "other"  # the answer to "may be the same as"; the opposite is SAME
ENTRY_FIELDS = ("title", "authors", "venue", "year", "url", "arxiv_id", "doi", "abstract", "keywords")
FIELDS = (*ENTRY_FIELDS, "topic", "question", "supervisor")
FOR_ALL = ("venue", "year", "topic", "supervisor")
YEARS = range(1800, 2101)
LONGEST = {
    "venue": Paper._meta.get_field("venue").max_length,
    "doi": Paper._meta.get_field("doi").max_length,
    "topic": Topic._meta.get_field("title").max_length,
    "question": OfferedPaper._meta.get_field("question").max_length,
}


@dataclass
class Row:
    """`match` is {"kind": same or ask, "to": "paper-12" or "row-3", "why": …, "on_list": …}, empty for a new work."""

    number: int
    entry: Entry
    take: bool = True
    changed: dict = field(default_factory=dict)
    answer: dict = field(default_factory=dict)
    match: dict = field(default_factory=dict)
    for_all: dict = field(default_factory=dict)

    def read(self, name: str):
        """The value the text has."""
        if name in ("topic", "question"):
            # Of more headings the two lowest say most; the highest are often parts of the page.
            topic, question = [*self.entry.topic_path[-2:], "", ""][:2]
            return topic if name == "topic" else question
        if name == "supervisor":
            return None
        value = getattr(self.entry, name)
        return list(value) if isinstance(value, tuple) else value

    def value(self, name: str):
        """The value that holds: corrected by hand; else the text's, or what was said of all rows at once."""
        if name in self.changed:
            return self.changed[name]
        own, common = self.read(name), self.for_all.get(name)
        return common if common and (not own or self.for_all.get("replace")) else own

    @property
    def wanted(self) -> Entry:
        values = {name: self.value(name) for name in ENTRY_FIELDS}
        values |= {name: tuple(values[name] or ()) for name in ("authors", "keywords")}
        return replace(self.entry, **values)

    @property
    def seen(self) -> str:
        """What its form shows, in short: one that was made from another state is out of date."""
        return digest(self.changed)

    def correct(self, values: dict) -> bool:
        """Take what was typed; a value as the text has it is no correction. Whether anything was different."""
        before, was_guess = dict(self.changed), self.is_guess
        self.changed = {name: value for name, value in self.changed.items() if name not in values}
        self.changed |= {name: value for name, value in values.items() if (value or None) != (self.read(name) or None)}
        self.take = self.take or (was_guess and not self.is_guess)
        return self.changed != before

    @property
    def is_weak(self) -> bool:
        """Whether the title is missing or a guess: any other row of the same work knows it better."""
        return not self.value("title") or self.is_guess

    @property
    def is_guess(self) -> bool:
        return "title_from_address" in self.entry.doubts and "title" not in self.changed

    @property
    def is_asked(self) -> bool:
        return self.match.get("kind") == ASK

    @property
    def answered(self) -> str:
        """ "same", "other" or "": an answer about another work than the one it is compared with now is none."""
        return self.answer.get("is", "") if self.answer.get("to") == self.match.get("to") else ""

    @property
    def target(self) -> tuple[str, int] | None:
        """The other work: ("paper", its id) or ("row", its number)."""
        kind, _sign, number = self.match.get("to", "").partition("-")
        return (kind, int(number)) if number else None

    @property
    def fate(self) -> str:
        if self.is_asked and not self.answered:
            return WAITING
        if self.is_same:
            kind, _number = self.target
            if kind == "row":
                return REPEATED
            if self.match["on_list"]:
                return HERE
        if self.problems:
            return REFUSED
        return LIBRARY if self.is_same else NEW

    @property
    def is_same(self) -> bool:
        return self.match.get("kind") == SAME or (self.is_asked and self.answered == SAME)

    @property
    def is_taken(self) -> bool:
        return self.take and self.fate in TAKABLE

    @property
    def problems(self) -> list[str]:
        """Why the row cannot be stored as it is. A paper of the library keeps its own title."""
        found = []
        if not self.is_same:
            found += ["no_title"] if not self.value("title") else ["title"] if too_long(self.wanted) else []
        found += [name for name in ("venue", "doi") if len(self.value(name) or "") > LONGEST[name]]
        found += ["year"] if self.value("year") and self.value("year") not in YEARS else []
        found += [] if self.value("topic") else ["no_topic"]
        return found + [name for name in ("topic", "question") if len(self.value(name) or "") > LONGEST[name]]

    def as_json(self) -> dict:
        entry = {key: value for key, value in self.entry.as_json().items() if value not in (None, [], "")}
        return {
            "entry": entry,
            "take": self.take,
            "changed": self.changed,
            "answer": self.answer,
            "match": self.match,
        }


def entry_from(stored: dict) -> Entry:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in stored.items()}
    return Entry(**values | {"links": tuple(Link(**link) for link in stored.get("links", ()))})


@dataclass(frozen=True)
class Plan:
    """What the act would do: the rows in order, each with the entry it amounts to, and the titles of their topics."""

    rows: tuple[tuple[Row, Entry], ...]
    topics: dict[str, str]  # folded title -> title, as the seminar writes it where it has the topic
    supervisors: frozenset[int]  # those of the seminar

    number = property(lambda self: len(self.rows))

    @property
    def key(self) -> str:
        said = [
            (row.number, entry.as_json(), self.topic_of(row), row.value("question"), self.supervisor_of(row))
            for row, entry in self.rows
        ]
        return digest(said)

    def topic_of(self, row: Row) -> str:
        return self.topics[row.value("topic").casefold()]

    def supervisor_of(self, row: Row) -> int | None:
        """Nobody, where the person has left since they were chosen."""
        return row.value("supervisor") if row.value("supervisor") in self.supervisors else None


class ReadingList:
    """All rows of a draft, with the decisions and matches that are stored with them."""

    def __init__(self, draft: ReadingListDraft):
        self.draft, self.for_all = draft, dict(draft.for_all)
        self.rows = [
            Row(number, for_all=self.for_all, **{**stored, "entry": entry_from(stored["entry"])})
            for number, stored in enumerate(draft.rows, 1)
        ]

    # ---- pages ------------------------------------------------------------------------------------------------------

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.rows) // PAGE))

    def page(self, number: int) -> list[Row]:
        return self.rows[(number - 1) * PAGE : number * PAGE]

    def seen(self, page: int) -> str:
        """What a page shows of decisions, in short: a form that was made from another state is out of date."""
        return digest([self.for_all, [(row.take, row.answered, row.fate) for row in self.page(page)]])

    def judged(self) -> str:
        """Everything a person said that bears on which work a row is."""
        return digest([self.for_all, [(row.answer, row.changed) for row in self.rows]])

    def counts(self) -> Counter:
        """Rows by fate; those that could be taken and are not, as "out"."""
        return Counter("out" if row.fate in TAKABLE and not row.take else row.fate for row in self.rows)

    # ---- decisions --------------------------------------------------------------------------------------------------

    def apply(self, page: int, taken: set[int], answers: dict[int, str], for_all: dict, corrected: dict) -> list[int]:
        """Lay the decisions of a page over its rows; 0 stands for the values of all rows. Numbers of what differs."""
        different = [
            row.number for row in self.page(page) if row.number in corrected and row.correct(corrected[row.number])
        ]
        for row in self.page(page):
            before = (row.take, row.answered)
            if row.fate in TAKABLE:
                row.take = row.number in taken
            if row.is_asked and answers.get(row.number):
                row.answer = {"is": answers[row.number], "to": row.match["to"]}
            different += [row.number] if before != (row.take, row.answered) else []
        if for_all != self.for_all:
            different.append(0)
            self.for_all.clear()
            self.for_all.update(for_all)
        return different

    # ---- the library and the list -----------------------------------------------------------------------------------

    def compare(self, seminar: Seminar) -> None:
        """Find for every row the work it is, or may be: in the library, else among the other rows."""
        known, listed, claimed = library(), Index(), {}
        on_list = set(seminar.offered_papers.values_list("paper_id", flat=True))
        for row in sorted(self.rows, key=lambda row: row.is_weak):
            wanted = row.wanted
            found = known.find(wanted)
            if not found or found[1].kind != SAME:
                inside = listed.find(wanted)
                found = inside if inside and (inside[1].kind == SAME or not found) else found
            row.match = _match(found, on_list) if found else {}
            if row.is_same and row.target[0] == "paper":
                # A paper goes onto the list once, however different the rows are that name it.
                first = claimed.setdefault(row.match["to"], row.number)
                if first != row.number:
                    row.match = {"kind": SAME, "to": f"row-{first}", "why": "library", "on_list": False}
            listed.add(wanted, row.match["to"] if row.fate == REPEATED else f"row-{row.number}")

    def plan(self, seminar: Seminar) -> Plan:
        topics = {title.casefold(): title for title in seminar.topics.values_list("title", flat=True)}
        repeats = defaultdict(list)
        for row in self.rows:
            if row.fate == REPEATED:
                repeats[row.target[1]].append(row.wanted)
        taken = [row for row in self.rows if row.is_taken]
        titles: dict[str, str] = {}
        for row in taken:
            title = row.value("topic")
            titles.setdefault(title.casefold(), topics.get(title.casefold(), title))
        supervisors = seminar.participations.supervisors().present().values_list("pk", flat=True)
        rows = tuple((row, completed(row.wanted, repeats[row.number])) for row in taken)
        return Plan(rows, titles, frozenset(supervisors))


def completed(entry: Entry, others: list[Entry]) -> Entry:
    """The entry with what only the other places that name the same work say."""
    for other in others:
        gaps = {name: getattr(other, name) for name in ("authors", *GAPS) if not getattr(entry, name)}
        entry = replace(entry, **gaps)
    return entry


def library() -> Index:
    """Every paper of the library, to compare with."""
    index = Index()
    names = ("title", "authors", "year", "arxiv_id", "doi", "url")
    for pk, title, authors, year, arxiv_id, doi, url in Paper.objects.values_list("pk", *names).order_by("pk"):
        people = tuple(line.strip() for line in authors.splitlines() if line.strip())
        entry = Entry(title, people, year=year, arxiv_id=arxiv_id or None, doi=doi or None, url=url or None)
        index.add(entry, f"paper-{pk}")
    return index


def _match(found, on_list: set[int]) -> dict:
    key, verdict = found
    kind, _sign, number = key.partition("-")
    is_listed = kind == "paper" and int(number) in on_list
    return {"kind": verdict.kind, "to": key, "why": verdict.reason, "on_list": is_listed}


def digest(value) -> str:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]

"""One row of a reading list: an entry as the text has it, what a person decided, the work it was compared with.

What would become of it, its `fate`, is derived from the three.
"""

import hashlib
import json
from dataclasses import dataclass, field, replace

from papers.entries import too_long
from papers.models import PUBLICATION, YEARS, Paper
from papers.reading_lists.duplicates import ASK, SAME
from papers.reading_lists.entry import Entry, Link
from papers.search import words_in
from seminar.seminars.models import OfferedPaper, Topic

# What would become of a row. Only the first two can be taken.
NEW, LIBRARY, HERE, REPEATED, WAITING, REFUSED = "new", "library", "here", "repeated", "waiting", "refused"
TAKABLE = (NEW, LIBRARY)
OTHER = "other"  # the answer to "may be the same as"; the opposite is SAME
FIELDS = (*PUBLICATION, "topic", "question", "supervisor")
FOR_ALL = ("venue", "year", "topic", "supervisor")
TITLES = {"dr", "prof", "professor", "phd", "msc", "dipl", "ing", "herr", "frau", "mr", "mrs", "ms"}
LONGEST = {
    "venue": Paper._meta.get_field("venue").max_length,
    "doi": Paper._meta.get_field("doi").max_length,
    "topic": Topic._meta.get_field("title").max_length,
    "question": OfferedPaper._meta.get_field("question").max_length,
}


@dataclass
class Row:
    """`match` is {"kind": same or ask, "to": "paper-12" or "row-3", "why": …, "on_list": …}, empty for a new work.

    "first" is in it where an earlier row names the same paper of the library. `lent` are topic and question of another
    row of the same work, `for_all` what was said of all rows.
    """

    number: int
    entry: Entry
    take: bool = True
    changed: dict = field(default_factory=dict)
    answer: dict = field(default_factory=dict)
    match: dict = field(default_factory=dict)
    for_all: dict = field(default_factory=dict)
    lent: dict = field(default_factory=dict)
    supervisor: int | None = None  # of the seminar, whom the text names

    def read(self, name: str):
        """The value the text has."""
        if name in ("topic", "question"):
            # Of more headings the two lowest say most; the highest are often parts of the page.
            topic, question = [*self.entry.topic_path[-2:], "", ""][:2]
            return topic if name == "topic" else question
        if name == "supervisor":
            return self.supervisor
        value = getattr(self.entry, name)
        return list(value) if isinstance(value, tuple) else value

    def value(self, name: str):
        """The value that holds: corrected by hand; else the text's, or what was said of all rows at once."""
        if name in self.changed:
            return self.changed[name]
        own, common = self.read(name) or self.lent.get(name), self.for_all.get(name)
        if name == "topic":
            own = self.for_all.get("topics", {}).get(own, own)
        return common if common and (not own or self.for_all.get("replace")) else own

    @property
    def wanted(self) -> Entry:
        values = {name: self.value(name) for name in PUBLICATION}
        values |= {name: tuple(values[name] or ()) for name in ("authors", "keywords")}
        return replace(self.entry, **values)

    @property
    def seen(self) -> str:
        """What its form shows, in short: one that was made from another state is out of date."""
        return digest([self.origin, self.changed, self.for_all])

    @property
    def origin(self) -> tuple[int | None, str | None]:
        """Where in the text it begins, and with what: read in another form, a row of this number is another one."""
        return self.entry.line, self.entry.title

    def correct(self, values: dict) -> bool:
        """Take what was typed; what holds without it is no correction. Whether anything was different."""
        before, was_guess = dict(self.changed), self.is_guess
        self.changed = {name: value for name, value in self.changed.items() if name not in values}
        self.changed |= {name: value for name, value in values.items() if (value or None) != (self.value(name) or None)}
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
    def repeats(self) -> int | None:
        """The number of the row that stands for the same work, if that is known."""
        if not self.is_same:
            return None
        kind, number = self.target
        return number if kind == "row" else self.match.get("first")

    @property
    def fate(self) -> str:
        if self.is_asked and not self.answered:
            return WAITING
        if self.repeats:
            return REPEATED
        if self.is_same and self.match["on_list"]:
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
            "supervisor": self.supervisor,
        }


def supervisor_named(text: str, people) -> int | None:
    """Whom of these supervisors a cell names, by address or by name, of which a part is enough; None where two fit."""
    words = set(words_in(text)) - TITLES
    found = [
        row.pk
        for row in people
        if row.user.email == text.lower() or (words and words <= set(words_in(row.user.display_name)))
    ]
    return found[0] if len(found) == 1 else None


def entry_from(stored: dict) -> Entry:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in stored.items()}
    return Entry(**values | {"links": tuple(Link(**link) for link in stored.get("links", ()))})


def digest(value) -> str:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]

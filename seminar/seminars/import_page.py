"""What the preview of a reading list shows: the rows of one page in words, figures, and the two sides of a doubt."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from papers.entries import entry_of, paper_of
from papers.models import Paper
from papers.reading_lists.entry import Entry
from seminar.seminars.forms.preview import ASKED, ForAllForm, PageForm, RowForm, prefix_of, supervisors_of
from seminar.seminars.how_read import HowRead
from seminar.seminars.list_row import HERE, LIBRARY, NEW, REFUSED, REPEATED, TAKABLE, WAITING, Row
from seminar.seminars.models import Seminar
from seminar.seminars.reading_list import PAGE, ReadingList

DOUBTS = {
    "title_from_address": gettext_lazy("The title was made from the web address."),
    "names_run_together": gettext_lazy("Names seem to run together."),
    "names_incomplete": gettext_lazy("Not all authors are named."),
    "no_authors": gettext_lazy("No authors are named."),
}
PROBLEMS = {
    "no_title": gettext_lazy("There is no title."),
    "title": gettext_lazy("The title has more than 300 characters."),
    "venue": gettext_lazy("The venue has more than 200 characters."),
    "doi": gettext_lazy("The DOI has more than 200 characters."),
    "year": gettext_lazy("The year is not between 1800 and 2100."),
    "no_topic": gettext_lazy("The topic is missing."),
    "topic": gettext_lazy("The topic has more than 120 characters."),
    "question": gettext_lazy("The question has more than 150 characters."),
}
WHY_SAME = {
    "arxiv": gettext_lazy("the same arXiv id"),
    "doi": gettext_lazy("the same DOI"),
    "url": gettext_lazy("the same address"),
    "title": gettext_lazy("the same title"),
    "similar": gettext_lazy("nearly the same title"),
    "library": gettext_lazy("the same paper of the library"),
}
COMPARED = ("title", "authors", "venue", "year", "arxiv_id", "doi")
LABELS = {
    "title": gettext_lazy("Title"),
    "authors": gettext_lazy("Authors"),
    "venue": gettext_lazy("Venue"),
    "year": gettext_lazy("Year"),
    "arxiv_id": gettext_lazy("arXiv"),
    "doi": "DOI",
}
COUNTS = [
    (NEW, ngettext_lazy("%(n)d is new", "%(n)d are new", "n")),
    (LIBRARY, ngettext_lazy("%(n)d comes from the library", "%(n)d come from the library", "n")),
    (HERE, ngettext_lazy("%(n)d is in this seminar already", "%(n)d are in this seminar already", "n")),
    (REPEATED, ngettext_lazy("%(n)d repeats another row", "%(n)d repeat another row", "n")),
    (WAITING, ngettext_lazy("%(n)d waits for your answer", "%(n)d wait for your answer", "n")),
    (REFUSED, ngettext_lazy("%(n)d cannot be taken yet", "%(n)d cannot be taken yet", "n")),
    ("out", ngettext_lazy("%(n)d is left out by you", "%(n)d are left out by you", "n")),
]


@dataclass(frozen=True)
class Side:
    """One field of two works that may be one."""

    label: str
    here: str
    there: str

    differs = property(lambda self: self.here != self.there)


@dataclass(frozen=True)
class RowLink:
    """A row that is pointed at, on this page of the preview or another one."""

    number: int
    page: int
    is_here: bool


class ShownRow:
    """One row in words.

    `other` is the paper or the row it is compared with, `form` its fields where they are open, `first` the row it
    repeats, `supervisor` a name.
    """

    def __init__(
        self, row: Row, other: Entry | None = None, *, is_different=False, form=None, first=None, supervisor=""
    ):
        self.row, self.other, self.is_different, self.form, self.first = row, other, is_different, form, first
        self.number, self.fate = row.number, row.fate
        self.entry = row.wanted
        # What is known says more than an id, or a note beside it.
        self.paper = paper_of(other if other and self.fate in (LIBRARY, HERE) else self.entry)
        self.place, self.supervisor = (row.value("topic"), row.value("question")), supervisor

    is_takable = property(lambda self: self.fate in TAKABLE)
    problems = property(lambda self: [PROBLEMS[key] for key in self.row.problems if self.fate == REFUSED])
    name = property(lambda self: self.paper.title or _("Row %(number)d") % {"number": self.number})

    @property
    def doubts(self) -> list[str]:
        """What a person should look at, less what they corrected; of a paper that is known there is nothing."""
        if self.fate in (LIBRARY, HERE):
            return []
        corrected = {"title_from_address": "title"}
        keys = [key for key in self.row.entry.doubts if corrected.get(key, "authors") not in self.row.changed]
        return [DOUBTS.get(key, _("Look at this entry.")) for key in keys if key != "no_title"]

    @property
    def why(self) -> str:
        return WHY_SAME.get("library" if "first" in self.row.match else self.row.match.get("why"), "")

    @property
    def other_row(self) -> int | None:
        kind, number = self.row.target or ("", 0)
        return number if kind == "row" else None

    @property
    def sides(self) -> list[Side]:
        pairs = [(name, _text(self.entry, name), _text(self.other, name)) for name in COMPARED]
        return [Side(LABELS[name], here, there) for name, here, there in pairs if here or there]

    @property
    def links(self) -> list[tuple[str, str]]:
        """Addresses of the paper, each with its word."""
        found = [(f"arXiv {self.paper.arxiv_id}", self.paper.arxiv_url), (f"DOI {self.paper.doi}", self.paper.doi_url)]
        return [(word, url) for word, url in [*found, (_("link"), self.paper.url)] if url]


def page_of(number: int) -> int:
    """The page of the preview that the row of this number stands on."""
    return (number - 1) // PAGE + 1


def known_paper(row: Row) -> Paper | None:
    """The paper of the library that stands for this row."""
    kind, number = row.target or ("", 0)
    return Paper.objects.filter(pk=number).first() if row.is_same and kind == "paper" else None


class ImportPage:
    """Page `number` of the preview."""

    def __init__(
        self,
        seminar: Seminar,
        reading_list: ReadingList,
        number: int,
        *,
        seen="",
        different=(),
        form: PageForm | None = None,
    ):
        self.seminar, self.list, self.draft = seminar, reading_list, reading_list.draft
        self.how = HowRead(self.draft)
        self.number = min(max(number, 1), reading_list.pages)
        self.seen = seen or reading_list.seen(self.number)
        self.different = set(different)
        self.for_all = form.for_all if form else self._for_all()
        self.open_rows = form.rows if form else {}
        self.has_wrong_rows = any(row.errors for row in self.open_rows.values())
        self.plan = reading_list.plan(seminar)

    @cached_property
    def rows(self) -> list[ShownRow]:
        rows = self.list.page(self.number)
        papers = Paper.objects.in_bulk([row.target[1] for row in rows if row.target and row.target[0] == "paper"])
        people = supervisors_of(self.seminar)
        return [
            ShownRow(
                row,
                self._other(row, papers),
                is_different=row.number in self.different,
                form=self._form(row),
                first=self.at(row.repeats) if row.repeats else None,
                supervisor=people.get(row.value("supervisor"), ""),
            )
            for row in rows
        ]

    def _form(self, row: Row) -> RowForm | None:
        """The fields that stand on the page: those that were sent, and what a row without a title is asked for."""
        if row.number in self.open_rows or row.fate != REFUSED or "no_title" not in row.problems:
            return self.open_rows.get(row.number)
        return RowForm(prefix=prefix_of(row), row=row, people={}, only=ASKED)

    def _for_all(self) -> ForAllForm:
        return ForAllForm(seminar=self.seminar, reading_list=self.list, topics=self.topics)

    def at(self, number: int) -> RowLink:
        """Where the row of this number is."""
        page = page_of(number)
        return RowLink(number, page, page == self.number)

    def _other(self, row: Row, papers: dict) -> Entry | None:
        kind, number = row.target or ("", 0)
        if kind == "row":
            return self.list.rows[number - 1].wanted
        return entry_of(papers[number]) if number in papers else None

    @property
    def pages(self) -> list[tuple[int, int, int]]:
        """Number, first and last row of each page."""
        total = len(self.list.rows)
        return [(page, (page - 1) * PAGE + 1, min(page * PAGE, total)) for page in range(1, self.list.pages + 1)]

    @property
    def counts(self) -> list[str]:
        found = self.list.counts()
        return [text % {"n": found[key]} for key, text in COUNTS if found[key]]

    @cached_property
    def without_topic(self) -> int:
        return sum("no_topic" in row.problems for row in self.list.rows if row.fate == REFUSED)

    @property
    def waiting(self) -> list[RowLink]:
        """Rows that wait for an answer, and are not added without one."""
        return [self.at(row.number) for row in self.list.rows if row.fate == WAITING]

    @property
    def new_topics(self) -> list[str]:
        known = {title.casefold() for title in self.topics}
        return [title for key, title in self.plan.topics.items() if key not in known]

    @cached_property
    def topics(self) -> list[str]:
        return list(self.seminar.topics.values_list("title", flat=True))


def _text(entry: Entry | None, name: str) -> str:
    value = getattr(entry, name) if entry else None
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")

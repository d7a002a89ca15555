"""A reading list on its way onto the list of a seminar: the rows of a draft, pages of them, and the plan.

The `Plan` is what the act would do with all rows; its `key` tells two plans apart.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from papers.entries import GAPS
from papers.models import Paper, lines
from papers.reading_lists.duplicates import SAME, Index
from papers.reading_lists.entry import Entry
from seminar.seminars.list_row import TAKABLE, Row, digest, entry_from
from seminar.seminars.models import ReadingListDraft, Seminar

PAGE = 100


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
        self._lend()

    # ---- pages ------------------------------------------------------------------------------------------------------

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.rows) // PAGE))

    def page(self, number: int) -> list[Row]:
        return self.rows[(number - 1) * PAGE : number * PAGE]

    def seen(self, page: int) -> str:
        """What a page shows of decisions, in short: a form that was made from another state is out of date."""
        return digest([self.for_all, [(row.origin, row.take, row.answered, row.fate) for row in self.page(page)]])

    def judged(self) -> str:
        """Everything a person said that bears on which work a row is."""
        return digest([self.for_all, [(row.answer, row.changed) for row in self.rows]])

    @property
    def headings(self) -> Counter:
        """The topics as the text has them, in its order, and how many entries stand under each."""
        return Counter(row.read("topic") for row in self.rows if row.read("topic"))

    def counts(self) -> Counter:
        """Rows by fate; those that could be taken and are not, as "out"."""
        return Counter("out" if row.fate in TAKABLE and not row.take else row.fate for row in self.rows)

    # ---- decisions --------------------------------------------------------------------------------------------------

    def apply(self, page: int, taken: set[int], answers: dict[int, str], for_all: dict, corrected: dict) -> list[int]:
        """Lay the decisions of a page over its rows; 0 stands for the values of all rows. Numbers of what differs."""
        # Only these had a box: a row that can be taken since it was corrected is taken.
        ticked = {row.number for row in self.page(page) if row.fate in TAKABLE}
        different = [
            row.number for row in self.page(page) if row.number in corrected and row.correct(corrected[row.number])
        ]
        for row in self.page(page):
            before = (row.take, row.answered)
            if row.number in ticked:
                row.take = row.number in taken
            if row.is_asked and answers.get(row.number):
                row.answer = {"is": answers[row.number], "to": row.match["to"]}
            different += [row.number] if before != (row.take, row.answered) else []
        if for_all != self.for_all:
            different.append(0)
            self.for_all = for_all
            for row in self.rows:
                row.for_all = for_all
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
                row.match |= {"first": first} if first != row.number else {}
            listed.add(wanted, f"row-{row.repeats or row.number}")
        self._lend()

    def _lend(self) -> None:
        """A work that stands under a heading once stands under it, whichever of its rows comes first."""
        for row in self.rows:
            row.lent = {}
        for row in self.rows:
            if row.repeats and row.read("topic") and not self.rows[row.repeats - 1].read("topic"):
                self.rows[row.repeats - 1].lent = {name: row.read(name) for name in ("topic", "question")}

    def plan(self, seminar: Seminar) -> Plan:
        topics = {title.casefold(): title for title in seminar.topics.values_list("title", flat=True)}
        repeats = defaultdict(list)
        for row in self.rows:
            if row.repeats:
                repeats[row.repeats].append(row.wanted)
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
        people = tuple(lines(authors))
        entry = Entry(title, people, year=year, arxiv_id=arxiv_id or None, doi=doi or None, url=url or None)
        index.add(entry, f"paper-{pk}")
    return index


def _match(found, on_list: set[int]) -> dict:
    key, verdict = found
    kind, _sign, number = key.partition("-")
    is_listed = kind == "paper" and int(number) in on_list
    return {"kind": verdict.kind, "to": key, "why": verdict.reason, "on_list": is_listed}

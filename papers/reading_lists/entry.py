"""What a reading list says about one publication, and nothing else: a field that the text does not have stays empty."""

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Link:
    """A link beside an entry; a page copied as text keeps the label and loses the address."""

    label: str
    url: str | None = None


@dataclass(frozen=True)
class Entry:
    """One publication (or, in the programme of a workshop, one talk) as one place of the text names it.

    `authors` are names in reading order, `supervisor` is whoever a table says looks after the work. `line` is the
    1-based line of the source where the entry begins. `doubts` are keys of what a person should look at:
    "title_from_address", "names_run_together", "names_incomplete", "no_title", "no_authors". `duplicate_of` is the line
    of an earlier entry of the same text that is the same work, or the id of a known one.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    venue: str | None = None
    year: int | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    url: str | None = None
    links: tuple[Link, ...] = ()
    topic_path: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    abstract: str | None = None
    supervisor: str | None = None
    kind: str = "paper"
    slot: str | None = None
    duration: str | None = None
    label: str | None = None
    line: int | None = None
    doubts: tuple[str, ...] = ()
    duplicate_of: int | str | None = None

    def as_json(self) -> dict:
        """The entry as the command line writes it: plain lists, missing values None."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


@dataclass(frozen=True)
class Leftover:
    """A line that no entry came from although it does not look like decoration."""

    line: int
    text: str


@dataclass(frozen=True)
class Reading:
    """What was understood of one text: entries in its order, and what was not understood."""

    entries: tuple[Entry, ...] = ()
    not_understood: tuple[Leftover, ...] = ()
    format: str = ""
    reason: str = ""
    encoding: str = ""
    facts: dict = field(default_factory=dict)

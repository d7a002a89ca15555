"""The papers of a seminar as a reading list: topics, questions below them, and entries to take away."""

from dataclasses import replace

from papers.entries import entry_of as entry_of_paper
from papers.reading_lists.entry import Entry
from seminar.seminars.models import OfferedPaper, Seminar
from seminar.seminars.order import in_order


def catalogue(seminar: Seminar) -> list[OfferedPaper]:
    """Every paper on the list in the order in which the catalogue shows them, withdrawn ones included."""
    return in_order(list(seminar.offered_papers.in_full()))


def grouped(papers: list[OfferedPaper]) -> list[dict]:
    """Topics in their order, each with its papers; a supervisor all of them share is named once, at the topic."""
    topics: dict = {}
    for row in papers:
        topics.setdefault(row.topic, []).append(row)
    return [
        {"topic": topic, "papers": rows, "supervisor": rows[0].supervisor if is_shared(rows) else None}
        for topic, rows in topics.items()
    ]


def is_shared(rows: list[OfferedPaper]) -> bool:
    return len({row.supervisor_id for row in rows}) == 1


def entry_of(offered: OfferedPaper) -> Entry:
    """The paper as an entry of a reading list, under its topic and question."""
    path = (offered.topic.title, offered.question) if offered.question else (offered.topic.title,)
    return replace(entry_of_paper(offered.paper), topic_path=path)


def entries(papers: list[OfferedPaper]) -> list[Entry]:
    """What an export of these papers holds, in the order of the catalogue: all that are not withdrawn."""
    return [entry_of(row) for row in in_order(papers) if not row.is_withdrawn]

"""The order of the papers on a list: topics, questions below them, and what moving a paper by one place means."""

from seminar.seminars.models import OfferedPaper


def in_order(papers: list[OfferedPaper]) -> list[OfferedPaper]:
    """Topic by topic; within a topic first what belongs to no question, then question by question as they first appear.

    So every heading stands once, wherever in the topic an organiser put its papers.
    """
    places: dict[tuple, int] = {}
    for row in papers:
        places.setdefault((row.topic_id, ""), len(places))
        places.setdefault((row.topic_id, row.question), len(places))
    return sorted(papers, key=lambda row: places[row.topic_id, row.question])


def moved(rows: list[OfferedPaper], row: OfferedPaper, up: bool) -> list[OfferedPaper] | None:
    """The papers of one topic, in order, with this one a place further; None at the edge.

    Beyond the edge of its question the whole question changes places with the next one: its heading stands once. What
    belongs to no question stays in front.
    """
    here = rows.index(row)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return None
    one, other = row.question, rows[there].question
    if one == other:
        rows = list(rows)
        rows[here], rows[there] = rows[there], rows[here]
        return rows
    if not one or not other:
        return None
    questions = (other, one) if up else (one, other)
    upper, lower = ([each for each in rows if each.question == question] for question in questions)
    start = rows.index(upper[0])
    return [*rows[:start], *lower, *upper, *rows[start + len(upper) + len(lower) :]]

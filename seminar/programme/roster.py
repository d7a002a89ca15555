"""All credits by person, and what they are worth."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from seminar.assignment import querysets
from seminar.programme import credits, grades
from seminar.programme.desk import closed_text
from seminar.programme.models import QuestionCredit
from seminar.programme.policies import may_mark
from seminar.seminars.models import Participation


@dataclass(frozen=True)
class Line:
    person: Participation
    credits: list[QuestionCredit]
    bonus: Decimal
    is_full: bool


class Roster:
    """Everybody who holds a paper, by name, with their credits; whoever has none stands apart."""

    def __init__(self, participation: Participation, at: datetime):
        seminar = participation.seminar
        self.may_mark = may_mark(participation, at)
        self.closed = "" if self.may_mark else closed_text(seminar, at)
        self.rule = grades.bonus_rule(seminar)
        given, people = list(credits.all_of(seminar)), list(querysets.holders(seminar))
        held = {row.pk: row for row in seminar.offered_papers.in_full()}
        papers = {row.pk: held.get(row.paper_id) for row in people}
        rows = defaultdict(list)
        for row in given:
            row.paper = papers.get(row.talk.participation_id)
            if row.undone_at is None:
                rows[row.participation_id].append(row)
        self.lines = [self.line(person, rows[person.pk]) for person in people if rows[person.pk]]
        self.without = [person for person in people if not rows[person.pk]]
        self.undone = [row for row in given if row.undone_at is not None]
        self.number = sum(len(line.credits) for line in self.lines)

    def line(self, person: Participation, rows: list[QuestionCredit]) -> Line:
        return Line(person, rows, self.rule.of(len(rows)), self.rule.is_full(len(rows)))

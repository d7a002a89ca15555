"""Who supervises what in one seminar, and how much that is: papers, places and, once it is published, students."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import cached_property

from seminar.assignment import querysets
from seminar.seminars.forms.supervision import SupervisionForm, SupervisorField
from seminar.seminars.models import OfferedPaper, Participation, Seminar, Topic


@dataclass(frozen=True)
class Load:
    """One supervisor, or None for nobody, with what is on their desk."""

    supervisor: Participation | None
    papers: list[OfferedPaper]
    students: int

    places = property(lambda self: sum(row.places for row in self.papers))


@dataclass(frozen=True)
class Row:
    """One paper with the people who hold it, the organiser's choice, and what a supervisor may do with it."""

    offered: OfferedPaper
    holders: list[Participation]
    field: SupervisorField | None
    may_take: bool
    may_return: bool


class Supervision:
    """Supervisors and papers at this moment; each is asked once. Withdrawn papers count while somebody holds them."""

    def __init__(self, seminar: Seminar, claimer: Participation | None = None):
        """`claimer`: the supervisor who looks, while they take papers themselves."""
        self.seminar, self.claimer = seminar, claimer

    @cached_property
    def is_published(self) -> bool:
        return querysets.current_publication(self.seminar) is not None

    @cached_property
    def holders(self) -> dict[int, list[Participation]]:
        """Offered paper -> the people who hold it; nobody before the publication."""
        found: dict[int, list[Participation]] = {}
        for person in querysets.holders(self.seminar) if self.is_published else ():
            found.setdefault(person.paper_id, []).append(person)
        return found

    @cached_property
    def papers(self) -> list[OfferedPaper]:
        rows = self.seminar.offered_papers.in_full()
        return [row for row in rows if not row.is_withdrawn or row.pk in self.holders]

    @cached_property
    def supervisors(self) -> list[Participation]:
        """Also those who have left."""
        return list(self.seminar.participations.supervisors().with_people())

    @property
    def people(self) -> list[Participation]:
        return [row for row in self.supervisors if not row.has_left]

    @cached_property
    def loads(self) -> list[Load]:
        """Every supervisor, also without papers; then those who left and still have some."""
        known = {row.pk for row in self.people}
        gone = {row.supervisor_id: row.supervisor for row in self.papers if row.supervisor_id}
        return [self.load_of(row) for row in [*self.people, *(row for pk, row in gone.items() if pk not in known)]]

    @cached_property
    def free(self) -> Load:
        """The papers that nobody supervises."""
        return self.load_of(None)

    def load_of(self, supervisor: Participation | None) -> Load:
        papers = [row for row in self.papers if row.supervisor_id == (supervisor.pk if supervisor else None)]
        return Load(supervisor, papers, sum(len(self.holders.get(row.pk, ())) for row in papers))

    def form(self, data=None) -> SupervisionForm:
        return SupervisionForm(data, papers=self.papers, supervisors=self.supervisors)

    def topics(self, form: SupervisionForm | None) -> list[tuple[Topic, list[Row]]]:
        """The papers under their topics, in the order of the list; with fields for whoever assigns."""
        return [
            (rows[0].topic, [self.row(row, form) for row in rows])
            for rows in (list(group) for _key, group in groupby(self.papers, key=lambda row: row.topic_id))
        ]

    def row(self, offered: OfferedPaper, form: SupervisionForm | None) -> Row:
        return Row(
            offered=offered,
            holders=self.holders.get(offered.pk, []),
            field=form.field_of(offered) if form else None,
            may_take=self.claimer is not None and offered.is_free,
            may_return=self.claimer is not None and offered.supervisor_id == self.claimer.pk,
        )

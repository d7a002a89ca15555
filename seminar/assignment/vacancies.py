"""What is free after the publication, and who could get it: the figures of the refill page."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from seminar.assignment import instance, querysets
from seminar.seminars.models import OfferedPaper, Participation, Seminar


@dataclass(frozen=True)
class Seeker:
    """A student without a paper: the place on the waiting list, or None, and free papers with their rank, best first"""

    person: Participation
    position: int | None
    wishes: list[tuple[int, OfferedPaper]]


class Vacancies:
    """Free papers and people without one at this moment; each is asked once."""

    def __init__(self, seminar: Seminar):
        self.seminar = seminar

    @cached_property
    def publication(self):
        return querysets.current_publication(self.seminar)

    @cached_property
    def free(self) -> dict[OfferedPaper, int]:
        return querysets.free_places(self.seminar)

    @cached_property
    def students(self) -> list[Participation]:
        """Present students with `paper_id`."""
        return list(querysets.with_papers(self.seminar))

    @property
    def held(self) -> int:
        return sum(row.paper_id is not None for row in self.students)

    @property
    def room(self) -> int:
        """How many more people the seminar as a whole takes."""
        return max(0, self.seminar.places - self.held)

    @cached_property
    def waiting(self) -> list[Seeker]:
        """The waiting list in the order in which it is served."""
        people = querysets.waiting_list(self.seminar)
        return [Seeker(row, place, self.wishes_of(row)) for place, row in enumerate(people, 1)]

    @cached_property
    def others(self) -> list[Seeker]:
        """People without a paper who were not in the published run: latecomers, returners."""
        listed = {seeker.person.pk for seeker in self.waiting}
        without = [row for row in self.students if row.paper_id is None and row.pk not in listed]
        return [Seeker(row, None, self.wishes_of(row)) for row in without]

    @cached_property
    def wished(self) -> dict[int, list[int]]:
        return instance.wishes(self.seminar)

    def wishes_of(self, person: Participation) -> list[tuple[int, OfferedPaper]]:
        """The free papers among this person's preferences, each with its rank there."""
        free = {paper.pk: paper for paper in self.free}
        ranked = enumerate(self.wished.get(person.pk, ()), 1)
        return [(rank, free[paper]) for rank, paper in ranked if paper in free]

    @property
    def papers(self) -> list[tuple[OfferedPaper, int, int]]:
        """Each free paper with its free places and with how many people without a paper rank it."""
        wanted = [paper.pk for seeker in self.waiting + self.others for _rank, paper in seeker.wishes]
        return [(paper, places, wanted.count(paper.pk)) for paper, places in self.free.items()]

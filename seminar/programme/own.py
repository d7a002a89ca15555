"""Everything about the programme that concerns one speaker. Before the publication that is nothing."""

from django.utils.functional import cached_property

from seminar.assignment import querysets
from seminar.programme import layout
from seminar.programme.layout import Placed
from seminar.programme.models import Version
from seminar.programme.presentation import FINAL, Programme, ShownSession, programme
from seminar.seminars.models import OfferedPaper, Participation
from seminar.submissions.standing import HandedIn, standing_of


class OwnTalk:
    """One student's talk as it is published."""

    def __init__(self, participation: Participation):
        self.participation, self.seminar = participation, participation.seminar

    @cached_property
    def offered(self) -> OfferedPaper | None:
        """The paper the person holds."""
        held = querysets.holders(self.seminar).filter(pk=self.participation.pk).values("paper_id")
        return self.seminar.offered_papers.in_full().filter(pk__in=held).first()

    @cached_property
    def version(self) -> Version | None:
        return layout.published(self.seminar)

    @cached_property
    def people(self) -> dict[int, Participation]:
        return layout.people_of(self.version)

    @cached_property
    def programme(self) -> Programme | None:
        return programme(self.seminar, self.version, [self.participation], self.people) if self.version else None

    @cached_property
    def placed(self) -> Placed | None:
        """When and where; None before the publication, and for whoever the programme does not name."""
        return layout.places_of(self.version, self.people).get(self.participation.pk) if self.version else None

    @cached_property
    def before(self) -> Placed | None:
        """Where it was in the version before, when that was elsewhere."""
        if not self.placed or self.version.number == 1:
            return None
        version = self.seminar.programme_versions.get(number=self.version.number - 1)
        former = layout.places_of(version, layout.people_of(version)).get(self.participation.pk)
        if former is None or (former.start, former.place) == (self.placed.start, self.placed.place):
            return None
        return former

    @cached_property
    def session(self) -> ShownSession | None:
        """The session of the talk with all its talks in order."""
        sessions = [session for day in self.programme.days for session in day.sessions] if self.placed else []
        return next(
            (row for row in sessions if any(talk.participation_id == self.participation.pk for talk in row.talks)), None
        )

    @cached_property
    def slides(self) -> HandedIn | None:
        """What was handed in as final slides; None where the seminar does not ask for them."""
        return standing_of(self.participation).get(FINAL)

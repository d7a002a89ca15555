"""The dates of a seminar as entries of a calendar: milestones, deadlines of files, the published programme."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from seminar.core.local_time import last_minute
from seminar.core.timeline import Shape
from seminar.display.formats import MINUTE
from seminar.overview.ical import Appointment
from seminar.programme import layout
from seminar.programme.models import Version
from seminar.seminars import ledger
from seminar.seminars.models import Milestone, OfferedPaper, Seminar
from seminar.submissions.models import Deliverable
from seminar.submissions.standing import HandedIn

# How long a deadline is drawn: it ends at the minute that everybody reads.
DRAWN = timedelta(minutes=15)


class Dates:
    """Makes the entries of one seminar. `changed_at` is when something of its dates changed last."""

    def __init__(self, seminar: Seminar, changed_at: datetime):
        self.seminar, self.changed_at = seminar, changed_at
        self.zone = ZoneInfo(seminar.zone)

    @property
    def revisions(self) -> dict[str, int]:
        return {row.kind: row.revision for row in self.seminar.milestones.all()}

    def entry(self, name: str, title: str, span: tuple, page: str, **fields) -> Appointment:
        """`name` makes the identifier, which stays whatever happens to title, address and date."""
        host = urlsplit(settings.SITE_URL).hostname
        address, *parts = (page,) if isinstance(page, str) else page
        return Appointment(
            uid=f"seminar-{self.seminar.pk}-{name}@{host}",
            # The event first: a telephone shows the beginning only.
            title=f"{title} ({self.seminar.title})",
            starts=span[0],
            ends=span[1],
            changed_at=self.changed_at,
            url=settings.SITE_URL.rstrip("/") + reverse(address, args=[self.seminar.slug, *parts]),
            **fields,
        )

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    # ---- milestones -------------------------------------------------------------------------------------------------

    def milestones(self, without: Iterable[str] = ()) -> list[Appointment]:
        rows = [row for row in self.seminar.milestones.all() if row.kind not in without]
        return [entry for row in rows for entry in self.milestone(row)]

    def milestone(self, row: Milestone) -> list[Appointment]:
        """A window has two entries, its opening and its close."""
        known = row.as_core()
        is_meeting = known.shape is Shape.MEETING and known.has_time
        facts = {"sequence": row.revision, "place": row.place, "text": row.note, "is_busy": is_meeting}
        if not known.is_known:
            return []
        if known.shape is Shape.WINDOW:
            edges = [edge for edge in ("starts", "ends") if getattr(known, edge) is not None]
            titles = ledger.EDGE_TITLES
        else:
            edges = ["ends" if known.shape is Shape.DEADLINE else "starts"]
            titles = {(known.key, edges[0]): ledger.TITLES[known.key]}
        return [
            self.entry(f"{known.key}-{edge}", titles[known.key, edge], span, "seminars:public", **facts)
            for edge in edges
            if (span := self.span(known, edge))
        ]

    def span(self, known, edge: str) -> tuple | None:
        """From when to when it is drawn: whole days where only the date counts. None without that date."""
        moment = getattr(known, edge)
        if moment is None:
            return None
        if known.is_date_only and edge == "ends":
            return days(last_minute(moment, self.seminar.zone).date())
        if known.is_date_only:
            is_long = known.shape is not Shape.WINDOW and known.ends is not None
            last = last_minute(known.ends, self.seminar.zone).date() if is_long else None
            return days(self.local(moment).date(), last)
        if edge == "ends":
            return self.until(moment)
        if known.shape is Shape.MEETING:
            return self.local(moment), self.local(known.ends) if known.ends else None
        return self.local(moment), self.local(moment + DRAWN)

    def until(self, ends: datetime) -> tuple[datetime, datetime]:
        """A short while that ends at the minute shown: 12:01, the first moment that is too late, is drawn as 12:00.

        Counted before it becomes local: a local clock may jump in between.
        """
        return self.local(ends - MINUTE - DRAWN), self.local(ends - MINUTE)

    # ---- files ------------------------------------------------------------------------------------------------------

    def own_deadlines(self, standing: dict[str, HandedIn], extensions: dict[int, int]) -> list[Appointment]:
        """One person's deadlines; `extensions` says how many were ever granted, by deliverable."""
        found = []
        for row in standing.values():
            if row.due is not None:
                entry = self.deadline(row.deliverable, row.due, extensions.get(row.deliverable.pk, 0))
                granted_at = row.extension.granted_at if row.extension else entry.changed_at
                found.append(replace(entry, changed_at=max(entry.changed_at, granted_at)))
        return found

    def deadline(self, deliverable: Deliverable, due: datetime, changes: int = 0) -> Appointment:
        # Without a date of its own it follows a milestone. Both only ever rise, so their sum does.
        followed = deliverable.FALLBACK[deliverable.kind][0]
        sequence = deliverable.revision + self.revisions.get(followed, 0) + changes
        title = _("Hand in: %(what)s") % {"what": deliverable}
        page = ("submissions:deliverable", deliverable.kind)
        return self.entry(f"hand-in-{deliverable.kind}", title, self.until(due), page, sequence=sequence)

    # ---- the programme ----------------------------------------------------------------------------------------------

    def talks(self, version: Version, papers: dict[int, OfferedPaper], names: dict[int, str]) -> list[Appointment]:
        """Each published talk; `names` knows the speakers whose name may be read."""
        people = layout.people_of(version)
        found = []
        for session in version.content["sessions"]:
            for talk in session["talks"]:
                if people[talk["participation"]].has_left:
                    continue
                name = names.get(talk["participation"])
                text = _("Talk by %(name)s") % {"name": name} if name else _("Student talk")
                found.append(self.talk(version, session, talk, title_in(papers, talk), text=text))
        return found

    def own_talk(self, version: Version, papers: dict[int, OfferedPaper], person: int) -> list[Appointment]:
        words, page = _("Your talk: %(title)s"), "programme:my_talk"
        return [
            self.talk(version, session, talk, words % {"title": title_in(papers, talk)}, page, is_busy=True)
            for session in version.content["sessions"]
            for talk in session["talks"]
            if talk["participation"] == person
        ]

    def talk(self, version, session: dict, talk: dict, title: str, page="programme:public", **fields) -> Appointment:
        span = self.local(layout.moment(talk["starts"])), self.local(layout.moment(talk["ends"]))
        return self.entry(
            f"talk-{talk['participation']}",
            title,
            span,
            page,
            sequence=version.number,
            place=session["place"],
            **fields,
        )

    def sessions(self, version: Version, papers: dict[int, OfferedPaper]) -> list[Appointment]:
        """What everybody who takes part attends, with the titles of its talks."""
        return [self.session(version, row, papers) for row in version.content["sessions"] if row["talks"]]

    def session(self, version: Version, session: dict, papers: dict[int, OfferedPaper]) -> Appointment:
        talks = session["talks"]
        times = [(self.local(layout.moment(row["starts"])), title_in(papers, row)) for row in talks]
        title = _("Block seminar: %(session)s") % {"session": session["title"]} if session["title"] else ""
        return self.entry(
            f"session-{session['session']}",
            title or _("Block seminar"),
            (times[0][0], self.local(layout.moment(talks[-1]["ends"]))),
            "programme:public",
            sequence=version.number,
            place=session["place"],
            text="\n".join(f"{start:%H:%M} {title}" for start, title in times),
            is_busy=True,
        )


def days(first: date, last: date | None = None) -> tuple[date, date]:
    """Whole days; in a calendar the day after the last one is the end."""
    return first, max(first, last or first) + timedelta(days=1)


def title_in(papers: dict[int, OfferedPaper], talk: dict) -> str:
    paper = papers.get(talk["offered"])
    return paper.paper.title if paper else _("Talk")

"""Who speaks when: talks placed, moved, swapped and taken out. Positions are 1 to n in every session, always."""

from django.db import transaction

from seminar.assignment import querysets
from seminar.log.actions import record
from seminar.programme import filling, layout
from seminar.programme.models import Session, Talk
from seminar.seminars.actions.decision import begin
from seminar.seminars.models import Participation, Seminar


class NotPlaceable(Exception):
    """The person holds no paper, or has no place that could be changed any more."""


@transaction.atomic
def place_talk(*, participation, person, session, position) -> Talk:
    """Make this person's talk the one at `position` of the session; without a session, take it out.

    A position beyond the end is the end. Whoever has a place already is moved, so nobody has two. Raises NotPlaceable.
    """
    seminar, at = begin(participation)
    rows = _rows(seminar)
    talk = _talk_of(seminar, rows, person, is_new=session is not None)
    before = _where(talk)
    _take_out(rows, talk)
    if session is not None:
        session = seminar.sessions.get(pk=session.pk)
        rows[session].insert(max(0, min(position - 1, len(rows[session]))), talk)
    _store(rows, [talk])
    _told(seminar, participation, at, talk, before)
    return talk


@transaction.atomic
def move_talk(*, participation, person, by) -> Talk:
    """One place up (-1) or down (+1); over the edge of a session into the neighbouring one. Raises NotPlaceable."""
    seminar, at = begin(participation)
    rows = _rows(seminar)
    talk = _talk_of(seminar, rows, person)
    before, sessions = _where(talk), list(rows)
    session, place = talk.session, rows[talk.session].index(talk) + by
    if not 0 <= place < len(rows[session]):
        neighbour = sessions.index(session) + by
        if not 0 <= neighbour < len(sessions):
            return talk
        session = sessions[neighbour]
        place = len(rows[session]) if by < 0 else 0
    _take_out(rows, talk)
    rows[session].insert(place, talk)
    _store(rows, [talk])
    _told(seminar, participation, at, talk, before)
    return talk


@transaction.atomic
def swap_talks(*, participation, person, other) -> tuple[Talk, Talk]:
    """Two speakers change places. Raises NotPlaceable where one of them has none."""
    seminar, at = begin(participation)
    rows = _rows(seminar)
    one, two = _talk_of(seminar, rows, person), _talk_of(seminar, rows, other)
    before = [_where(one), _where(two)]
    first, second = (talk.session for talk in (one, two))
    at_one, at_two = rows[first].index(one), rows[second].index(two)
    rows[first][at_one], rows[second][at_two] = two, one
    _store(rows, [one, two])
    record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="talks.swapped",
        subject=f"{_name(one)}, {_name(two)}",
        before=before,
        after=[_where(one), _where(two)],
    )
    return one, two


@transaction.atomic
def fill_programme(*, participation) -> int:
    """Give everybody who has no place one, in the order of topics and papers, spread evenly. How many these were."""
    seminar, at = begin(participation)
    draft = layout.draft(seminar)
    if not draft.sittings or not draft.waiting:
        return 0
    rows = _rows(seminar)
    waiting = iter(draft.waiting)
    placed = []
    for session, share in zip(list(rows), filling.shares(draft), strict=True):
        for _place in range(share):
            placed.append(_talk_of(seminar, rows, next(waiting), is_new=True))
            rows[session].append(placed[-1])
    _store(rows, placed)
    names = [_name(talk) for talk in placed]
    record(seminar=seminar, by=participation.user, at=at, what="programme.filled", after={"talks": names})
    return len(placed)


# ---- the sessions with their talks ----------------------------------------------------------------------------------

Rows = dict[Session, list[Talk]]


def _rows(seminar: Seminar) -> Rows:
    """Every session of the seminar in order of time, with its talks in order."""
    rows: Rows = {session: [] for session in seminar.sessions.all()}
    by_pk = {session.pk: session for session in rows}
    talks = Talk.objects.filter(session__seminar=seminar).select_related("participation__user")
    for talk in talks.order_by("position", "pk"):
        talk.session = by_pk[talk.session_id]
        rows[talk.session].append(talk)
    return rows


def _talk_of(seminar: Seminar, rows: Rows, person: Participation, is_new=False) -> Talk:
    """The person's talk. One without a place is given only where it gets one, and to holders of a paper only."""
    for talks in rows.values():
        for talk in talks:
            if talk.participation_id == person.pk:
                return talk
    holder = querysets.holders(seminar).filter(pk=person.pk).first()
    if holder is None or not is_new:
        raise NotPlaceable
    talk = Talk.objects.filter(participation=holder).first() or Talk(participation=holder)
    talk.participation = holder
    return talk


def _take_out(rows: Rows, talk: Talk) -> None:
    if talk.session is not None:
        rows[talk.session].remove(talk)
        talk.session, talk.position = None, 0


def _store(rows: Rows, moved: list[Talk]) -> None:
    changed = {talk.participation_id: talk for talk in moved}
    for session, talks in rows.items():
        for position, talk in enumerate(talks, 1):
            if (talk.session, talk.position) != (session, position):
                talk.session, talk.position = session, position
                changed[talk.participation_id] = talk
    for talk in changed.values():
        talk.save()


def _where(talk: Talk) -> dict | None:
    """The place of a talk as the record keeps it."""
    if talk.session is None:
        return None
    return {"session": f"{talk.session.day:%Y-%m-%d} {talk.session.starts:%H:%M}", "position": talk.position}


def _name(talk: Talk) -> str:
    return talk.participation.user.display_name


def _told(seminar, participation, at, talk, before) -> None:
    after = _where(talk)
    if before == after:
        return
    what = "talk.placed" if after else "talk.removed"
    record(seminar=seminar, by=participation.user, at=at, what=what, subject=_name(talk), before=before, after=after)

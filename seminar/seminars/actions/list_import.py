"""The last step of a reading list, its papers onto the seminar's list, and the way back.

A list that was added stays with its person until it is swept up; so long it can be taken off again as a whole.
"""

from django.db import IntegrityError, transaction
from django.db.models import Max, ProtectedError, QuerySet

from papers.entries import gaps_filled, paper_of
from papers.models import Paper
from seminar.log import actions as log
from seminar.seminars.actions.decision import begin
from seminar.seminars.actions.papers import written
from seminar.seminars.actions.publications import fill_gaps
from seminar.seminars.actions.reading_list import Gone, Waiting, draft_of, own_lists, store, waiting
from seminar.seminars.list_row import LIBRARY, digest
from seminar.seminars.models import OfferedPaper, Participation, ReadingListDraft, Seminar, Topic
from seminar.seminars.policies import may_take_back
from seminar.seminars.reading_list import Plan, ReadingList


class PlanChanged(Exception):
    """The seminar's list or the library changed since the page was made. `rows` stand differently now."""

    def __init__(self, rows: list[int]):
        super().__init__(rows)
        self.rows = rows


class InUse(Exception):
    """Assignments were computed with the papers of the list."""


@transaction.atomic
def import_list(*, participation: Participation, draft_id: int, key: str) -> Plan:
    """Put the papers of the plan with this key onto the list, all or none; the preview is empty then.

    Raises Gone, and PlanChanged where the plan as it is now is another one; the new state is shown by the preview.
    """
    seminar, at = begin(participation)
    reading_list = ReadingList(waiting(participation, draft_id))
    before = [row.fate for row in reading_list.rows]
    reading_list.compare(seminar)
    plan = reading_list.plan(seminar)
    if plan.key != key or not plan.rows:
        rows = zip(reading_list.rows, before, strict=True)
        raise PlanChanged([row.number for row, fate in rows if row.fate != fate])
    draft = reading_list.draft
    draft.added, draft.added_at = _offer(plan, participation, seminar, at, draft.source), at
    store(reading_list, seminar, at, compares=False)
    return plan


def lists_added(participation: Participation) -> QuerySet[ReadingListDraft]:
    """What this person added in the last days, the latest first; each knows `last_run_at`."""
    added = own_lists(participation).exclude(added_at=None)
    return added.annotate(last_run_at=Max("seminar__runs__made_at")).order_by("-added_at")


@transaction.atomic
def take_back(*, participation: Participation, draft_id: int) -> tuple[int, int]:
    """Take an added list off again, and put it back into the preview with every decision.

    Returns how many papers went, and how many stay because somebody changed, ranked or placed them since. New topics
    go when they are empty, new papers of the library when nobody else offers them. Raises Gone, Waiting while another
    list is in the preview, and InUse.
    """
    seminar, at = begin(participation)
    draft = lists_added(participation).filter(pk=draft_id).first()
    if draft is None:
        raise Gone
    if draft_of(participation):
        raise Waiting
    if not may_take_back(draft):
        raise InUse
    added = draft.added
    rows = seminar.offered_papers.in_full().in_bulk(map(int, added["offered"]))
    same = {pk: row for pk, row in rows.items() if _as_added(row) == added["offered"][str(pk)]}
    gone = [same[pk] for pk in _deleted(set(same))]
    Topic.objects.filter(pk__in=added["topics"], offered_papers=None).delete()
    # Whoever offers one of them in this moment waits, or is waited for.
    new = Paper.objects.select_for_update().filter(pk__in=added["papers"]).order_by("pk")
    Paper.objects.filter(pk__in=[paper.pk for paper in new], offered=None).delete()
    log.record(
        seminar=seminar,
        by=participation.user,
        at=at,
        what="list.taken_back",
        subject=draft.source,
        before={"titles": sorted(row.paper.title for row in gone)},
        after={"number": len(gone), "stay": len(rows) - len(gone)},
    )
    draft.added, draft.added_at = {}, None
    store(ReadingList(draft), seminar, at)
    return len(gone), len(rows) - len(gone)


def _deleted(keys: set[int]) -> set[int]:
    """Those offers of which nothing hangs, which are gone now."""
    while True:
        try:
            with transaction.atomic():
                OfferedPaper.objects.filter(pk__in=keys).delete()
                return keys
        except ProtectedError as held:
            keys = keys - {row.offered_id for row in held.protected_objects}


def _as_added(offered: OfferedPaper) -> str:
    """Everything that somebody may have changed since, in short."""
    return digest([written(offered), offered.withdrawn_reason])


def _offer(plan: Plan, participation: Participation, seminar: Seminar, at, source: str) -> dict:
    """Topics, papers and offers, and one line in the record. Returns what `take_back` needs to know."""
    known = _known(plan)
    gaps = [(known[row.target[1]], entry) for row, entry in plan.rows if row.fate == LIBRARY]
    gaps = [(paper, gaps_filled(paper, entry)) for paper, entry in gaps]
    fill_gaps(participation=participation, known=gaps, at=at)
    topics, new_topics = _topics(plan, seminar)
    created = _created([paper_of(entry) for row, entry in plan.rows if row.fate != LIBRARY])
    new = iter(created)
    papers = [known[row.target[1]] if row.fate == LIBRARY else next(new)[0] for row, _entry in plan.rows]
    offered = _offered(plan, seminar, papers, topics)
    OfferedPaper.objects.bulk_create(offered, batch_size=500)
    new_papers = [paper.pk for paper, was_known in created if not was_known]
    after = {
        "papers": len(offered),
        "from_library": len({row.paper_id for row in offered} - set(new_papers)),
        "topics": list(plan.topics.values()),
        "new_topics": [topic.title for topic in new_topics],
        "titles": [row.paper.title for row in offered],
    }
    log.record(seminar=seminar, by=participation.user, at=at, what="list.imported", subject=source, after=after)
    rows = seminar.offered_papers.in_full().in_bulk([row.pk for row in offered])
    return {
        "offered": {pk: _as_added(row) for pk, row in rows.items()},
        "papers": new_papers,
        "topics": [topic.pk for topic in new_topics],
    }


def _known(plan: Plan) -> dict[int, Paper]:
    """The papers of the library that the plan names, locked. Raises PlanChanged where one is merged in this moment."""
    rows = [row for row, _entry in plan.rows if row.fate == LIBRARY]
    known = Paper.objects.select_for_update(no_key=True).order_by("pk").in_bulk({row.target[1] for row in rows})
    if lost := [row.number for row in rows if row.target[1] not in known]:
        raise PlanChanged(lost)
    return known


def _offered(plan: Plan, seminar: Seminar, papers: list[Paper], topics: dict[str, Topic]) -> list[OfferedPaper]:
    """The offers, not stored yet: `papers` are those of the rows, each at the end of its topic, and each once."""
    ends = dict(seminar.topics.annotate(last=Max("offered_papers__position")).values_list("pk", "last"))
    on_list = set(seminar.offered_papers.values_list("paper_id", flat=True))
    offered = []
    for (row, _entry), paper in zip(plan.rows, papers, strict=True):
        if paper.pk in on_list:
            continue
        on_list.add(paper.pk)
        topic = topics[row.value("topic").casefold()]
        ends[topic.pk] = (ends.get(topic.pk) or 0) + 1
        offered.append(
            OfferedPaper(
                seminar=seminar,
                paper=paper,
                topic=topic,
                question=row.value("question") or "",
                supervisor_id=plan.supervisor_of(row),
                position=ends[topic.pk],
            )
        )
    return offered


def _topics(plan: Plan, seminar: Seminar) -> tuple[dict[str, Topic], list[Topic]]:
    """The plan's topics by folded title, and those that are new: at the end, in the list's order."""
    topics = {topic.title.casefold(): topic for topic in seminar.topics.all()}
    last = max((topic.position for topic in topics.values()), default=0)
    titles = [(key, title) for key, title in plan.topics.items() if key not in topics]
    new = [
        (key, Topic.objects.create(seminar=seminar, title=title, position=place))
        for place, (key, title) in enumerate(titles, last + 1)
    ]
    return topics | dict(new), [topic for _key, topic in new]


def _created(papers: list[Paper]) -> list[tuple[Paper, bool]]:
    """Each stored, and whether the library had it after all: another seminar may have been faster with an arXiv id."""
    try:
        with transaction.atomic():
            return [(paper, False) for paper in Paper.objects.bulk_create(papers, batch_size=500)]
    except IntegrityError:
        ids = [paper.arxiv_id for paper in papers if paper.arxiv_id]
        faster = {paper.arxiv_id: paper for paper in Paper.objects.filter(arxiv_id__in=ids)}
        Paper.objects.bulk_create([paper for paper in papers if paper.arxiv_id not in faster], batch_size=500)
        return [(faster.get(paper.arxiv_id, paper), paper.arxiv_id in faster) for paper in papers]

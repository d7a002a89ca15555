"""From a pasted or uploaded reading list to papers on a seminar's list; nothing but the draft is stored before the end.

Every act holds the seminar's lock, so two tabs of one organiser wait for each other.
"""

from django.db import IntegrityError, transaction
from django.db.models import Max

from papers.entries import gaps_filled, paper_of
from papers.models import Paper
from papers.reading_lists.duplicates import folded
from papers.reading_lists.entry import Reading
from seminar.log import actions as log
from seminar.seminars.actions.decision import begin
from seminar.seminars.actions.publications import fill_gaps
from seminar.seminars.models import OfferedPaper, Participation, ReadingListDraft, Seminar, Topic
from seminar.seminars.reading_list import LIBRARY, Plan, ReadingList, Row

MOST_LEFT = 1000


class Waiting(Exception):
    """A list of this person waits in the preview already."""


class Gone(Exception):
    """The draft was imported, discarded or replaced since the page was made."""


class Conflict(Exception):
    """The decisions were changed elsewhere since the page was made. `different` rows: here and there not the same.

    `seen` and `rows_seen` are what a page, and the forms of its rows, show of what is stored now.
    """

    def __init__(self, reading_list: ReadingList, different: list[int], seen: str, rows_seen: dict[int, str]):
        super().__init__(different)
        self.reading_list, self.different = reading_list, different
        self.seen, self.rows_seen = seen, rows_seen


class PlanChanged(Exception):
    """The seminar's list or the library changed since the page was made. `rows` stand differently now."""

    def __init__(self, rows: list[int]):
        super().__init__(rows)
        self.rows = rows


# ---- the draft ------------------------------------------------------------------------------------------------------


def draft_of(participation: Participation) -> ReadingListDraft | None:
    """The list that waits in this person's preview; its text is fetched only by who reads it again."""
    drafts = ReadingListDraft.objects.filter(seminar=participation.seminar_id, made_by=participation.user_id)
    return drafts.defer("text").first()


@transaction.atomic
def store_draft(*, participation: Participation, reading: Reading, text: str, source: str, facts: dict, replaces: bool):
    """What was understood, for the preview. Raises Waiting where a draft would be lost without `replaces`."""
    seminar, at = begin(participation)
    earlier = draft_of(participation)
    if earlier and not replaces:
        raise Waiting
    if earlier:
        earlier.delete()
    draft = ReadingListDraft(
        seminar=seminar, made_by=participation.user, source=_clean(source)[:200], text=_clean(text), made_at=at
    )
    _take_in(draft, reading, facts)
    _store(ReadingList(draft), seminar, at)
    return draft


@transaction.atomic
def read_again(*, participation: Participation, draft_id: int, reading: Reading, facts: dict) -> int:
    """The same text in another form. Decisions stay with the entries that begin at the same line with the same title.

    Returns how many entries kept their decisions. Raises Gone.
    """
    seminar, at = begin(participation)
    draft = _draft(participation, draft_id)
    earlier = {(row.entry.line, folded(row.entry.title)): row for row in ReadingList(draft).rows}
    _take_in(draft, reading, facts)
    fresh, kept = ReadingList(draft), 0
    for row in fresh.rows:
        known = earlier.get((row.entry.line, folded(row.entry.title)))
        if known:
            row.take, row.changed, kept = known.take, known.changed, kept + 1
            row.answer = known.answer if known.answer.get("to", "").startswith("paper-") else {}
    _store(fresh, seminar, at)
    return kept


@transaction.atomic
def decide(*, participation: Participation, draft_id: int, page: int, seen: str, corrected: dict, **decisions) -> bool:
    """Store the decisions of one page. Whether anything was different. Raises Gone and Conflict.

    `corrected`: number of a row -> what its form had shown, and the values typed into it.
    """
    seminar, at = begin(participation)
    reading_list = ReadingList(_draft(participation, draft_id))
    stored, judged = reading_list.seen(page), reading_list.judged()
    rows_seen = {row.number: row.seen for row in reading_list.page(page) if row.number in corrected}
    are_old = any(rows_seen.get(number) != shown for number, (shown, _values) in corrected.items())
    values = {number: values for number, (_shown, values) in corrected.items()}
    different = reading_list.apply(page, corrected=values, **decisions)
    if different and (are_old or stored != seen):
        raise Conflict(reading_list, different, stored, rows_seen)
    if different:
        # Whether a row is taken says nothing about which work it is.
        _store(reading_list, seminar, at, compares=reading_list.judged() != judged)
    return bool(different)


@transaction.atomic
def change_row(*, participation: Participation, draft_id: int, number: int, seen: str, values: dict) -> None:
    """Correct an entry by hand. Raises Gone and Conflict."""
    seminar, at = begin(participation)
    reading_list = ReadingList(_draft(participation, draft_id))
    row = reading_list.rows[number - 1]
    if row.seen != seen:
        raise Conflict(reading_list, [number], "", {number: row.seen})
    row.correct(values)
    _store(reading_list, seminar, at)


@transaction.atomic
def discard(*, participation: Participation, draft_id: int) -> None:
    """Raises Gone."""
    begin(participation)
    _draft(participation, draft_id).delete()


# ---- the act --------------------------------------------------------------------------------------------------------


@transaction.atomic
def import_list(*, participation: Participation, draft_id: int, key: str) -> Plan:
    """Put the papers of the plan with this key onto the list, all or none, and remove the draft.

    Raises Gone, and PlanChanged where the plan as it is now is another one; the new state is shown by the preview.
    """
    seminar, at = begin(participation)
    reading_list = ReadingList(_draft(participation, draft_id))
    before = [row.fate for row in reading_list.rows]
    reading_list.compare(seminar)
    plan = reading_list.plan(seminar)
    if plan.key != key or not plan.rows:
        rows = zip(reading_list.rows, before, strict=True)
        raise PlanChanged([row.number for row, fate in rows if row.fate != fate])
    _offer(plan, participation, seminar, at, reading_list.draft.source)
    reading_list.draft.delete()
    return plan


@transaction.atomic
def compare_again(*, participation: Participation, draft_id: int) -> None:
    """Store how the rows stand to the list and the library as they are now. Raises Gone."""
    seminar, at = begin(participation)
    _store(ReadingList(_draft(participation, draft_id)), seminar, at)


def _offer(plan: Plan, participation: Participation, seminar: Seminar, at, source: str) -> None:
    """Topics, papers and offers, and one line in the record."""
    topics, new_topics = _topics(plan, seminar)
    ends = dict(seminar.topics.annotate(last=Max("offered_papers__position")).values_list("pk", "last"))
    on_list = set(seminar.offered_papers.values_list("paper_id", flat=True))
    known = Paper.objects.in_bulk([row.target[1] for row, _entry in plan.rows if row.fate == LIBRARY])
    new = iter(_created([paper_of(entry) for row, entry in plan.rows if row.fate != LIBRARY]))
    offered, from_library = [], 0
    for row, entry in plan.rows:
        paper, was_known = (known[row.target[1]], True) if row.fate == LIBRARY else next(new)
        if row.fate == LIBRARY:
            fill_gaps(participation=participation, paper=paper, facts=gaps_filled(paper, entry), at=at)
        if paper.pk in on_list:
            continue
        on_list.add(paper.pk)
        from_library += was_known
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
    OfferedPaper.objects.bulk_create(offered, batch_size=500)
    after = {
        "papers": len(offered),
        "from_library": from_library,
        "topics": list(plan.topics.values()),
        "new_topics": new_topics,
        "titles": [row.paper.title for row in offered],
    }
    log.record(seminar=seminar, by=participation.user, at=at, what="list.imported", subject=source, after=after)


def _topics(plan: Plan, seminar: Seminar) -> tuple[dict[str, Topic], list[str]]:
    """The plan's topics by folded title, and the titles of those that are new: at the end, in the list's order."""
    topics = {topic.title.casefold(): topic for topic in seminar.topics.all()}
    last = max((topic.position for topic in topics.values()), default=0)
    new = [title for key, title in plan.topics.items() if key not in topics]
    for place, title in enumerate(new, last + 1):
        topics[title.casefold()] = Topic.objects.create(seminar=seminar, title=title, position=place)
    return topics, new


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


# ---- how ------------------------------------------------------------------------------------------------------------


def _draft(participation: Participation, draft_id: int) -> ReadingListDraft:
    draft = draft_of(participation)
    if draft is None or draft.pk != draft_id:
        raise Gone
    return draft


def _take_in(draft: ReadingListDraft, reading: Reading, facts: dict) -> None:
    draft.form, draft.reason = reading.format[:20], reading.reason[:20]
    draft.facts = _clean({**reading.facts, **facts, "left": len(reading.not_understood)})
    rows = [Row(number, entry) for number, entry in enumerate(reading.entries, 1)]
    for row in rows:
        row.take = not row.is_guess
    draft.rows = _clean([row.as_json() for row in rows])
    left = reading.not_understood[:MOST_LEFT]
    draft.not_understood = _clean([{"line": row.line, "text": row.text[:300]} for row in left])


def _store(reading_list: ReadingList, seminar: Seminar, at, *, compares=True) -> None:
    if compares:
        reading_list.compare(seminar)
    draft = reading_list.draft
    draft.rows = [row.as_json() for row in reading_list.rows]
    draft.for_all, draft.changed_at = reading_list.for_all, at
    if draft.pk is None:
        draft.save()
    else:
        fields = ["form", "reason", "facts", "rows", "not_understood", "for_all", "changed_at"]
        draft.save(update_fields=fields)


def _clean(value):
    """Without what no database stores: NUL and halves of characters, which an escape in JSON can smuggle in."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_clean(part) for part in value]
    return value

"""A reading list as a draft, and what an organiser decides about its rows. The last step is in list_import.py.

Every act holds the seminar's lock, so two tabs of one organiser wait for each other.
"""

from django.db import transaction

from papers.reading_lists.duplicates import folded
from papers.reading_lists.entry import Reading
from seminar.seminars.actions.decision import begin
from seminar.seminars.list_row import Row, supervisor_named
from seminar.seminars.models import Participation, ReadingListDraft, Seminar
from seminar.seminars.reading_list import ReadingList

MOST_LEFT, MOST_STRANGERS = 1000, 20


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


# ---- the draft ------------------------------------------------------------------------------------------------------


def draft_of(participation: Participation) -> ReadingListDraft | None:
    """The list that waits in this person's preview; its text is fetched only by who reads it again."""
    return own_lists(participation).filter(added_at=None).first()


def own_lists(participation: Participation):
    """Every list of this person in the seminar: the one in the preview, and those that were added in the last days."""
    lists = ReadingListDraft.objects.filter(seminar=participation.seminar_id, made_by=participation.user_id)
    return lists.defer("text")


def waiting(participation: Participation, draft_id: int) -> ReadingListDraft:
    """The list in the preview, if it is this one. Raises Gone."""
    draft = draft_of(participation)
    if draft is None or draft.pk != draft_id:
        raise Gone
    return draft


@transaction.atomic
def store_draft(*, participation: Participation, reading: Reading, text: str, source: str, facts: dict, replaces: bool):
    """What was understood, for the preview. Raises Waiting where a draft would be lost without `replaces`."""
    seminar, at = begin(participation)
    given = {"source": _clean(source)[:200], "text": _clean(text)}
    earlier = draft_of(participation)
    if earlier and not replaces:
        if text and given == {"source": earlier.source, "text": earlier.text} and reading.format == earlier.form:
            return earlier  # the button was pressed twice
        raise Waiting
    if earlier:
        earlier.delete()
    draft = ReadingListDraft(seminar=seminar, made_by=participation.user, made_at=at, **given)
    _take_in(draft, reading, facts)
    store(ReadingList(draft), seminar, at)
    return draft


@transaction.atomic
def read_again(*, participation: Participation, draft_id: int, reading: Reading, facts: dict) -> int:
    """The same text in another form. Decisions stay with the entries that begin at the same line with the same title.

    Returns how many entries kept their decisions. Raises Gone.
    """
    seminar, at = begin(participation)
    draft = waiting(participation, draft_id)
    earlier = {(row.entry.line, folded(row.entry.title)): row for row in ReadingList(draft).rows}
    _take_in(draft, reading, facts)
    fresh, kept = ReadingList(draft), 0
    for row in fresh.rows:
        known = earlier.get((row.entry.line, folded(row.entry.title)))
        if known:
            row.take, row.changed, kept = known.take, known.changed, kept + 1
            row.answer = known.answer if known.answer.get("to", "").startswith("paper-") else {}
    store(fresh, seminar, at)
    return kept


@transaction.atomic
def decide(*, participation: Participation, draft_id: int, page: int, seen: str, corrected: dict, **decisions) -> bool:
    """Store the decisions of one page. Whether anything was different. Raises Gone and Conflict.

    `corrected`: number of a row -> what its form had shown, and the values typed into it.
    """
    seminar, at = begin(participation)
    reading_list = ReadingList(waiting(participation, draft_id))
    stored, judged = reading_list.seen(page), reading_list.judged()
    rows_seen = {row.number: row.seen for row in reading_list.page(page) if row.number in corrected}
    are_old = any(rows_seen.get(number) != shown for number, (shown, _values) in corrected.items())
    values = {number: values for number, (_shown, values) in corrected.items()}
    different = reading_list.apply(page, corrected=values, **decisions)
    if different and (are_old or stored != seen):
        raise Conflict(reading_list, different, stored, rows_seen)
    if different:
        # Whether a row is taken says nothing about which work it is.
        store(reading_list, seminar, at, compares=reading_list.judged() != judged)
    return bool(different)


@transaction.atomic
def change_row(*, participation: Participation, draft_id: int, number: int, seen: str, values: dict) -> None:
    """Correct an entry by hand. Raises Gone and Conflict."""
    seminar, at = begin(participation)
    reading_list = ReadingList(waiting(participation, draft_id))
    if number > len(reading_list.rows):
        raise Gone  # read in another form meanwhile
    row = reading_list.rows[number - 1]
    if row.seen != seen:
        raise Conflict(reading_list, [number], "", {number: row.seen})
    row.correct(values)
    store(reading_list, seminar, at)


@transaction.atomic
def compare_again(*, participation: Participation, draft_id: int) -> None:
    """Store how the rows stand to the list and the library as they are now. Raises Gone."""
    seminar, at = begin(participation)
    store(ReadingList(waiting(participation, draft_id)), seminar, at)


@transaction.atomic
def discard(*, participation: Participation, draft_id: int) -> None:
    """Raises Gone."""
    begin(participation)
    waiting(participation, draft_id).delete()


# ---- how ------------------------------------------------------------------------------------------------------------


def _take_in(draft: ReadingListDraft, reading: Reading, facts: dict) -> None:
    draft.form, draft.reason = reading.format[:20], reading.reason[:20]
    draft.facts = _clean({**reading.facts, **facts, "left": len(reading.not_understood)})
    rows = [Row(number, entry) for number, entry in enumerate(reading.entries, 1)]
    people = draft.seminar.participations.supervisors().present().with_people()
    named = {text: supervisor_named(text, people) for text in {row.entry.supervisor for row in rows} - {None}}
    for row in rows:
        row.take, row.supervisor = not row.is_guess, named.get(row.entry.supervisor)
    draft.facts["strangers"] = sorted(text[:100] for text, person in named.items() if person is None)[:MOST_STRANGERS]
    draft.rows = _clean([row.as_json() for row in rows])
    left = reading.not_understood[:MOST_LEFT]
    draft.not_understood = _clean([{"line": row.line, "text": row.text[:300]} for row in left])


def store(reading_list: ReadingList, seminar: Seminar, at, *, compares=True) -> None:
    """The draft with its rows and decisions, by default compared anew with the list and the library."""
    if compares:
        reading_list.compare(seminar)
    draft = reading_list.draft
    draft.rows = [row.as_json() for row in reading_list.rows]
    draft.for_all, draft.changed_at = reading_list.for_all, at
    if draft.pk is None:
        draft.save()
    else:
        fields = ["form", "reason", "facts", "rows", "not_understood", "for_all", "changed_at", "added_at", "added"]
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

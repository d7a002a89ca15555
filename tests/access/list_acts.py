"""The POSTs around the list of papers, filled in: the library, a reading list, supervision."""

from seminar.overview.library.forms import MergeForm
from seminar.overview.library.merging import Merging
from seminar.overview.supervision import Supervision
from seminar.seminars.forms.library import OfferForm
from seminar.seminars.import_page import ImportPage
from seminar.seminars.reading_list import ReadingList
from tests.access.sent import Act, typed

NOBODY = 10**30


def foreign_supervisors(here, there) -> list[int]:
    """Who supervises nothing here: of the other seminar, a student, and nobody at all."""
    return [there.cast["supervisor"].pk, here.cast["student"].pk, NOBODY]


# ---- the library ----------------------------------------------------------------------------------------------------


def offer(here, **changed) -> dict:
    form = OfferForm(None, seminar=here.seminar, last=None)
    return typed(form, **{"topic": str(here.topic.pk), **changed})


def not_offers(here, there) -> list[dict]:
    """Topics and supervisors of the other seminar."""
    return [
        *(offer(here, topic=topic) for topic in (str(there.topic.pk), "new", str(NOBODY))),
        *(offer(here, supervisor=str(pk)) for pk in foreign_supervisors(here, there)),
    ]


def merging(here) -> dict:
    found = Merging(here.offered["student"].paper, here.lists.double)
    return typed(MergeForm(None, merging=found))


# ---- a reading list -------------------------------------------------------------------------------------------------


def decisions(here, **changed) -> dict:
    """The preview as its page is drawn, with another value for all rows."""
    page = ImportPage(here.seminar, ReadingList(here.lists.draft), 1)
    taken = [str(row.number) for row in page.rows if row.is_takable and row.row.take]
    told = {"draft": page.draft.pk, "page": 1, "seen": page.seen, "plan": page.plan.key, "take": taken}
    return {**told, "all-topic": here.topic.title, **changed}


def row(here, **changed) -> dict:
    """The page of the first row, with a venue."""
    found = ReadingList(here.lists.draft).rows[0]
    shown = {"title": found.read("title"), "authors": "\n".join(found.read("authors")), "year": found.read("year")}
    return {"draft": here.lists.draft.pk, "seen": found.seen, **shown, "venue": "COLT", **changed}


def opened(here, **changed) -> dict:
    """The preview with the first row open in it."""
    fields = {f"row-1-{name}": value for name, value in row(here, **changed).items() if name != "draft"}
    return decisions(here, take=["1"], **fields)


def foreign_drafts(form):
    """The draft of the other seminar in place of the own one; and none."""
    return lambda here, there: [form(here, draft=pk) for pk in (there.lists.draft.pk, 0, NOBODY)]


def first(here) -> dict:
    return {"number": 1}


# ---- supervision ----------------------------------------------------------------------------------------------------


def supervision(here, **changed) -> dict:
    """The page as it is drawn; the paper that nobody has gets somebody."""
    free = f"supervisor-{here.lists.free.pk}"
    return typed(Supervision(here.seminar).form()) | {free: str(here.cast["other supervisor"].pk), **changed}


def not_supervision(here, there) -> list[dict]:
    free, foreign = here.lists.free.pk, there.lists.free.pk
    other = {f"supervisor-{free}": "", f"was-{foreign}": "", f"supervisor-{foreign}": str(here.cast["supervisor"].pk)}
    people = foreign_supervisors(here, there)
    return [*(supervision(here, **{f"supervisor-{free}": str(pk)}) for pk in people), supervision(here, **other)]


def free_paper(here) -> dict:
    return {"offered_id": here.lists.free.pk}


def spare(here) -> dict:
    return {"paper_id": here.lists.spare.pk}


LIST_ACTS = {
    "seminars:offer": Act(offer, spare, swaps=not_offers),
    "overview:merge": Act(merging),
    "seminars:import_list": Act(
        lambda here: {"text": "Deep nets, Ada Lovelace", "form": "plain-lines", "replace": "on"}
    ),
    "seminars:import_preview": Act(
        opened,
        swaps=lambda here, there: [
            *({**opened(here), **body} for body in foreign_drafts(decisions)(here, there)),
            *(opened(here, supervisor=str(pk)) for pk in foreign_supervisors(here, there)),
            *(decisions(here, **{"all-supervisor": str(pk)}) for pk in foreign_supervisors(here, there)),
        ],
    ),
    "seminars:import_form": Act(
        lambda here: decisions(here, form="bibtex"),
        swaps=lambda here, there: [
            decisions(here, form="bibtex", draft=body["draft"]) for body in foreign_drafts(decisions)(here, there)
        ],
    ),
    "seminars:import_row": Act(
        row,
        first,
        swaps=lambda here, there: [
            *foreign_drafts(row)(here, there),
            *(row(here, supervisor=str(pk)) for pk in foreign_supervisors(here, there)),
        ],
    ),
    "seminars:import_papers": Act(decisions, swaps=foreign_drafts(decisions)),
    "seminars:import_removal": Act(
        lambda here: {"draft": here.lists.draft.pk},
        swaps=lambda here, there: [{"draft": pk} for pk in (there.lists.draft.pk, 0, NOBODY)],
    ),
    # Behind the list that waits; tests/seminars/test_import.py has the way back itself.
    "seminars:import_return": Act(),
    "overview:supervision": Act(supervision, swaps=not_supervision),
    "overview:claiming": Act(lambda here: {"state": "off"}),
    "overview:claim": Act(where=free_paper, who="supervisor"),
    "overview:give_back": Act(who="supervisor"),
}

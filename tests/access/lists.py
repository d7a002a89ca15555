"""What belongs to the list of papers of one seminar: a draft of its organiser, records of the library, a free paper."""

from papers.reading_lists import detect
from seminar import clock
from seminar.seminars.actions.reading_list import store_draft
from seminar.seminars.models import Participation, ReadingListDraft, Seminar
from tests.builders import make_offered, make_paper
from tests.second_half import WRITING

# Two entries, and a line that is none.
LIST = """@article{{a, title={{{title}}}, author={{Noether, Emmy}}, year={{2018}}}}
@article{{broken, title={{oh {line}
@article{{c, title={{Noise helps}}, author={{Somerville, Mary}}, year={{2019}}}}
"""


class Lists:
    """`double` is a second record of the paper that is offered as `offered`, `spare` stands on no list."""

    def __init__(self, seminar: Seminar, organiser: Participation, offered, word):
        topic = offered.topic
        self.double = make_paper(offered.paper.title, authors=offered.paper.authors, year=offered.paper.year)
        self.spare = make_paper(f"On no list of {seminar.slug}")
        self.free = make_offered(seminar, f"Nobody’s paper of {seminar.slug}", topic=topic)
        seminar.supervisors_may_claim = True
        seminar.save(update_fields=["supervisors_may_claim"])
        self.draft = draft_of(organiser, topic.title, {key: word("organiser", f"{key} of a draft") for key in DRAFT})
        self.values = {
            "paper_id": offered.paper_id,
            "other_id": self.double.pk,
            "form": "csv",
            "draft_id": self.draft.pk,
        }


DRAFT = ("source", "title", "line")


def draft_of(organiser: Participation, topic: str, words: dict[str, str]) -> ReadingListDraft:
    """A reading list that waits in the preview of this organiser, under a topic of the seminar."""
    text = LIST.format(**words)
    with clock.override(WRITING):
        draft = store_draft(
            participation=organiser, reading=detect.read(text), text=text, source=f"{words['source']}.bib", facts={},
            replaces=False,
        )  # fmt: skip
    draft.for_all = {"topic": topic}
    draft.save(update_fields=["for_all"])
    return draft


def drafts() -> list[dict]:
    """Every draft as it is stored."""
    return list(ReadingListDraft.objects.order_by("pk").values())

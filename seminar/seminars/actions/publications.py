"""Publications of the library, which all seminars that offer them share: found, made, completed, told of."""

from collections import defaultdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from papers.models import PUBLICATION, Paper
from seminar.log import actions as log
from seminar.seminars.models import Participation, Seminar

IDENTIFIERS = ("arxiv_id", "doi")


def in_library(facts: dict, but: Paper | None = None) -> tuple[Paper | None, str | None]:
    """The publication with this arXiv id or DOI, locked, and which of the two it was."""
    others = Paper.objects.select_for_update(no_key=True).exclude(pk=but.pk if but else None)
    for field in IDENTIFIERS:
        if facts[field] and (paper := others.filter(**{field: facts[field]}).first()):
            return paper, field
    return None, None


def new_paper(facts: dict) -> tuple[Paper, str | None]:
    """A new publication, or the one that another seminar entered in this moment and by which identifier it is known."""
    try:
        with transaction.atomic():
            return Paper.objects.create(**facts), None
    except IntegrityError:
        if not facts["arxiv_id"]:
            raise
        return Paper.objects.get(arxiv_id=facts["arxiv_id"]), "arxiv_id"


def fill_gaps(*, participation: Participation, known: list[tuple[Paper, dict]], at: datetime) -> None:
    """Put into publications what they lack and the facts beside them know; the caller has locked the papers.

    An identifier that is a third one's stays where it is. The number of queries does not grow with that of the papers,
    but for a line in the record of every other seminar that offers one.
    """
    taken = {name: _taken(name, known) for name in IDENTIFIERS}
    filled = []
    for paper, facts in known:
        gaps = {name: value for name, value in facts.items() if value and not getattr(paper, name)}
        gaps = {name: value for name, value in gaps.items() if value not in taken.get(name, ())}
        for name in set(IDENTIFIERS) & set(gaps):
            taken[name].add(gaps[name])
        if gaps:
            filled.append((paper, {name: getattr(paper, name) for name in gaps}, gaps))
            for name, value in gaps.items():
                setattr(paper, name, value)
            paper.search_text = paper.searched
    if not filled:
        return
    papers = [paper for paper, _before, _gaps in filled]
    Paper.objects.bulk_update(papers, [*PUBLICATION, "search_text"], batch_size=50)
    others = Seminar.objects.exclude(pk=participation.seminar_id).filter(offered_papers__paper__in=papers)
    offering = defaultdict(list)
    for seminar in others.annotate(shared_id=F("offered_papers__paper")):
        offering[seminar.shared_id].append(seminar)
    for paper, before, gaps in filled:
        entry = {"by": participation.user, "at": at, "before": before, "after": gaps}
        _tell(offering[paper.pk], paper, **entry)


def _taken(name: str, known: list[tuple[Paper, dict]]) -> set[str]:
    """Which of the identifiers that are to be filled in some publication has already."""
    wanted = {facts.get(name) for _paper, facts in known} - {"", None}
    return set(Paper.objects.filter(**{f"{name}__in": wanted}).values_list(name, flat=True)) if wanted else set()


def tell_other_seminars(paper: Paper, but: int, **entry) -> None:
    """The publication is one row for all seminars that offer it: each has the change in its own record."""
    _tell(Seminar.objects.filter(offered_papers__paper=paper).exclude(pk=but), paper, **entry)


def _tell(seminars, paper: Paper, **entry) -> None:
    for seminar in seminars:
        log.record(seminar=seminar, what="paper.changed", subject=paper.title, **entry)

"""Publications of the library, which all seminars that offer them share: found, made, completed, told of."""

from datetime import datetime

from django.db import IntegrityError, transaction

from papers.models import Paper
from seminar.log import actions as log
from seminar.seminars.models import Participation, Seminar

IDENTIFIERS = ("arxiv_id", "doi")
PUBLICATION = ("title", "authors", "venue", "year", "url", *IDENTIFIERS, "abstract", "keywords")


def in_library(facts: dict, but: Paper | None = None) -> tuple[Paper | None, str | None]:
    """The publication with this arXiv id or DOI, and which of the two it was."""
    others = Paper.objects.exclude(pk=but.pk) if but else Paper.objects.all()
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


def fill_gaps(*, participation: Participation, paper: Paper, facts: dict, at: datetime) -> None:
    """Put into a publication what it lacks and `facts` knows; an identifier that is a third one's stays where it is."""
    gaps = {name: value for name, value in facts.items() if value and not getattr(paper, name)}
    for name in set(IDENTIFIERS) & set(gaps):
        if Paper.objects.filter(**{name: gaps[name]}).exists():
            del gaps[name]
    if not gaps:
        return
    before = {name: getattr(paper, name) for name in gaps}
    for name, value in gaps.items():
        setattr(paper, name, value)
    paper.save(update_fields=list(gaps))
    entry = {"by": participation.user, "at": at, "before": before, "after": gaps}
    tell_other_seminars(paper, but=participation.seminar_id, **entry)


def tell_other_seminars(paper: Paper, but: int, **entry) -> None:
    """The publication is one row for all seminars that offer it: each has the change in its own record."""
    for seminar in Seminar.objects.filter(offered_papers__paper=paper).exclude(pk=but):
        log.record(seminar=seminar, what="paper.changed", subject=paper.title, **entry)

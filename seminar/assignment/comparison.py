"""The table of the alternatives: one row for each number, the better value marked with a word."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from seminar.assignment.presentation import (
    BUCKETS,
    LATE,
    NOT_LISTED,
    NOW,
    WITHOUT,
    Outcome,
    bucket_words,
    number_of_people,
    ordinal,
)
from seminar.seminars.models import OfferedPaper

BETTER = {
    1: max,
    LATE: min,
    NOT_LISTED: min,
    WITHOUT: min,
}  # of second and third choices neither more nor less is better
MOST_RANKS = 10  # columns of the table beside the lines


@dataclass
class Cell:
    """One number of one outcome: the text, a remark, people behind a "names", and where a link leads."""

    text: str
    value: object = None
    note: str = ""
    names: list[str] = field(default_factory=list)
    compare_with: str = ""
    column: str = ""
    is_chosen: bool = False
    is_best: bool = False
    is_warning: bool = False


@dataclass
class Row:
    label: str
    cells: list[Cell]
    is_group: bool = False


@dataclass(frozen=True)
class Facts:
    """What the numbers are said with: names by participation, offered papers, and the outcome to compare with."""

    names: dict[int, str]
    offered: list[OfferedPaper]
    base: Outcome


def table(outcomes: list[Outcome], facts: Facts) -> list[Row]:
    """The rows of the table; a cell is marked best only where the outcomes are about the same people and differ."""
    words = bucket_words()
    rows = [
        _row(words[bucket], outcomes, lambda one, bucket=bucket: _count(one, bucket), BETTER.get(bucket))
        for bucket in BUCKETS
    ]
    rows[-1].is_group = True
    rows += [
        _row(_("worst off with a paper"), outcomes, lambda one: _worst_off(one, facts), min),
        _row(_("mean rank"), outcomes, _mean_rank, min),
        _row(_("could swap"), outcomes, lambda one: _could_swap(one, facts), min, is_group=True),
        _row(_("papers with a free place"), outcomes, lambda one: _papers_left(one, facts)),
        _row(_("most papers per supervisor"), outcomes, lambda one: _supervisor_max(one, facts), min),
        _row(_differs_from(facts.base), outcomes, lambda one: _differs(one, facts)),
    ]
    for row in rows:
        for cell, one in zip(row.cells, outcomes, strict=True):
            cell.column, cell.is_chosen = one.label, one is facts.base
    return rows


def _row(label: str, outcomes, make: Callable[[Outcome], Cell], better=None, is_group=False) -> Row:
    cells = [make(one) for one in outcomes]
    people = outcomes[-1].papers.keys() if outcomes else ()
    compared = [cell for cell, one in zip(cells, outcomes, strict=True) if one.papers.keys() == people]
    values = [cell.value for cell in compared if cell.value is not None]
    if better and len(set(values)) > 1:
        for cell in compared:
            cell.is_best = cell.value == better(values)
    return Row(label, cells, is_group)


def _count(one: Outcome, bucket) -> Cell:
    count = one.counts[bucket]
    share = round(100 * count / len(one.papers)) if one.papers else 0
    return Cell(str(count), count, note=_("(%(share)d %%)") % {"share": share} if bucket == 1 else "")


def _worst_off(one: Outcome, facts: Facts) -> Cell:
    (is_not_listed, rank), people = one.worst_off
    if not people:
        return Cell("–")
    what = _("not listed") if is_not_listed else ordinal(rank)
    return Cell(f"{what} ({len(people)})", (is_not_listed, rank, len(people)), names=_sorted_names(people, facts))


def _mean_rank(one: Outcome) -> Cell:
    if one.mean_rank is None:
        return Cell("–")
    # number_format cuts, so 14/12 would read 1.16.
    return Cell(number_format(round(one.mean_rank, 2), 2, use_l10n=True), round(one.mean_rank, 9))


def _could_swap(one: Outcome, facts: Facts) -> Cell:
    pairs = [" – ".join(_sorted_names(pair, facts)) for pair in one.could_swap]
    return Cell(str(len(pairs)), len(pairs), names=sorted(pairs), is_warning=bool(pairs))


def _papers_left(one: Outcome, facts: Facts) -> Cell:
    left = sum(not row.is_withdrawn and len(one.holders.get(row.pk, ())) < row.places for row in facts.offered)
    return Cell(str(left), left)


def _supervisor_max(one: Outcome, facts: Facts) -> Cell:
    supervisors = {row.pk: row.supervisor for row in facts.offered if row.supervisor}
    loads = Counter(supervisors[paper].pk for paper in one.served.values() if paper in supervisors)
    if not loads:
        return Cell("–")
    most = max(loads.values())
    names = {row.pk: row.user.display_name for row in supervisors.values()}
    who = sorted(names[pk] for pk, load in loads.items() if load == most)
    return Cell(str(most), most, note=f"({who[0]}{', …' if len(who) > 1 else ''})")


def _differs_from(base: Outcome) -> str:
    if base.key == NOW:
        return _("differs from what is published")
    return _("differs from run %(number)s") % {"number": base.key}


def _differs(one: Outcome, facts: Facts) -> Cell:
    if one is facts.base:
        return Cell("–")
    people = one.differing(facts.base)
    return Cell(number_of_people(len(people)), compare_with=one.key if people else "")


def _sorted_names(people, facts: Facts) -> list[str]:
    return sorted((facts.names.get(person, "?") for person in people), key=str.casefold)


def shares(outcomes: list[Outcome]) -> tuple[list[str], list[tuple[Outcome, list[int]]]]:
    """For the lines: the ranks as words, and per outcome how many people have that rank or a better one."""
    last = max((rank for one in outcomes for rank in one.listed_ranks), default=1)
    ranks = range(1, min(max(last, 3), MOST_RANKS) + 1)
    return [ordinal(rank) for rank in ranks], [(one, [one.at_least(rank) for rank in ranks]) for one in outcomes]

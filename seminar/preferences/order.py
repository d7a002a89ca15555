"""What the controls of the preferences page do to an order of papers. Pure: identities in, identities out.

An order is a list without repetitions, best first. Every control can be pressed on a page that is older than the stored
order, so what no longer fits is ignored instead of refused: moving the first paper up, adding what is there already.
"""

from collections.abc import Hashable, Mapping

MOVES = ("up", "down", "remove", "add", "place")


def without_repetitions(order: list[Hashable]) -> list[Hashable]:
    """The order with every paper at its first place only."""
    return list(dict.fromkeys(order))


def applied(order: list[Hashable], move: str, paper: Hashable) -> list[Hashable]:
    """The order after one of MOVES. Raises ValueError for another word.

    "place" changes nothing here: the chosen positions were applied by `placed` before.
    """
    if move not in MOVES:
        raise ValueError(f"no such move: {move}")
    rest = [other for other in order if other != paper]
    if move == "remove":
        return rest
    if paper not in order:
        return [*order, paper] if move == "add" else list(order)
    if move in ("add", "place"):
        return list(order)
    place = order.index(paper) + (-1 if move == "up" else 1)
    place = min(max(place, 0), len(rest))
    return [*rest[:place], paper, *rest[place:]]


def placed(order: list[Hashable], positions: Mapping[Hashable, int]) -> tuple[list[Hashable], set[int]]:
    """The order after papers were sent to positions (1 is the best), and the positions that several wanted.

    Only papers whose position differs from where they stand are moved; the others close up around them. Of several that
    want the same position the one that stood higher gets it, and the next ones follow directly.
    """
    moving = {
        paper: min(max(position, 1), len(order))
        for place, paper in enumerate(order, 1)
        if (position := positions.get(paper, place)) != place
    }
    result = [paper for paper in order if paper not in moving]
    for paper in sorted(moving, key=lambda paper: (moving[paper], order.index(paper))):
        place = moving[paper] - 1
        while place < len(result) and result[place] in moving:
            place += 1
        result.insert(place, paper)
    wanted = list(moving.values())
    return result, {position for position in wanted if wanted.count(position) > 1}

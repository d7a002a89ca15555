"""What the controls do to an order: properties for every order, and the cases people meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar.preferences.order import MOVES, applied, placed, without_repetitions

ids = st.integers(1, 30)
orders = st.lists(ids, unique=True, max_size=15)
positions = st.dictionaries(ids, st.integers(-3, 40), max_size=15)


@given(st.lists(ids, max_size=30))
def test_repetitions_go_and_the_first_place_stays(papers):
    order = without_repetitions(papers)
    assert sorted(order) == sorted(set(papers))
    assert [papers.index(paper) for paper in order] == sorted(papers.index(paper) for paper in order)


@given(orders, positions)
def test_positions_lose_and_double_no_paper(order, chosen):
    result, contested = placed(order, chosen)
    assert sorted(result) == sorted(order)
    assert contested <= set(range(1, len(order) + 1))


@given(orders, st.data())
def test_one_moved_paper_stands_exactly_at_its_position_and_the_others_keep_their_order(order, data):
    if not order:
        return
    paper = data.draw(st.sampled_from(order))
    position = data.draw(st.integers(1, len(order)))
    result, contested = placed(order, {paper: position})
    assert result.index(paper) == position - 1
    assert [other for other in result if other != paper] == [other for other in order if other != paper]
    assert not contested


@given(st.permutations(range(1, 9)))
def test_a_complete_set_of_different_positions_is_followed_exactly(wanted):
    order = list(range(101, 109))
    result, contested = placed(order, dict(zip(order, wanted, strict=True)))
    assert [result.index(paper) + 1 for paper in order] == list(wanted)
    assert not contested


@given(orders)
def test_the_positions_on_the_page_change_nothing(order):
    assert placed(order, {paper: place for place, paper in enumerate(order, 1)}) == (order, set())


@given(orders, st.sampled_from(MOVES), ids)
def test_a_move_touches_one_paper_only(order, move, paper):
    result = applied(order, move, paper)
    assert len(set(result)) == len(result)
    assert [other for other in result if other != paper] == [other for other in order if other != paper]
    assert (paper in result) == (move == "add" or (paper in order and move != "remove"))


@given(orders, st.sampled_from(["up", "down"]), ids)
def test_up_and_down_go_one_place_or_stay_at_the_end(order, move, paper):
    result = applied(order, move, paper)
    if paper not in order:
        assert result == order
        return
    here = order.index(paper)
    there = max(here - 1, 0) if move == "up" else min(here + 1, len(order) - 1)
    assert result.index(paper) == there


@given(orders, st.sampled_from(MOVES), ids)
def test_the_order_handed_in_is_not_changed(order, move, paper):
    before = list(order)
    applied(order, move, paper)
    placed(order, {paper: 1})
    assert order == before


@pytest.mark.parametrize(
    ("chosen", "result", "contested"),
    [
        ({"d": 1}, "dabc", set()),
        ({"a": 4}, "bcda", set()),
        ({"a": 2, "b": 1}, "bacd", set()),
        ({"c": 1, "d": 1}, "cdab", {1}),
        ({"a": 4, "b": 4}, "cdab", {4}),
        ({"a": 3, "d": 2}, "bdac", set()),
        ({"a": 99}, "bcda", set()),
        ({"d": -1}, "dabc", set()),
        ({"x": 1}, "abcd", set()),
    ],
)
def test_positions_by_example(chosen, result, contested):
    assert placed(list("abcd"), chosen) == (list(result), contested)


def test_an_added_paper_comes_last_and_only_once():
    assert applied(["a", "b"], "add", "c") == ["a", "b", "c"]
    assert applied(["a", "b"], "add", "a") == ["a", "b"]


def test_an_unknown_move_is_an_error_of_the_program():
    with pytest.raises(ValueError, match="no such move"):
        applied(["a"], "sideways", "a")

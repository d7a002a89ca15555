"""What holds for any dates, also contradictory and missing ones."""

from datetime import timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from seminar.core.timeline import KINDS, PHASES, Milestone, Shape, Timeline
from tests.core.summer_2021 import BERLIN, at

moments = st.integers(0, 200 * 24 * 60).map(lambda minutes: at(2021, 2, 1) + timedelta(minutes=minutes))


@st.composite
def timelines(draw):
    milestones = []
    for kind in KINDS:
        edges = {edge: draw(st.none() | moments) for edge in kind.edges}
        has_time = kind.shape is not Shape.DAYS and draw(st.booleans())
        milestones.append(Milestone(kind.key, **edges, has_time=has_time))
    return Timeline(BERLIN, milestones)


@given(timeline=timelines(), first=moments, second=moments)
def test_a_phase_never_goes_back(timeline, first, second):
    earlier, later = sorted((first, second))
    assert PHASES.index(timeline.phase(earlier)) <= PHASES.index(timeline.phase(later))


@given(timeline=timelines(), moment=moments)
def test_states_windows_and_upcoming_agree(timeline, moment):
    states = {kind.key: timeline.state(kind.key, moment) for kind in KINDS}

    window = timeline.get("preferences")
    is_inside = None not in (window.starts, window.ends) and window.starts <= moment < window.ends
    assert timeline.is_open("preferences", moment) == is_inside
    assert sorted(m.key for m in timeline.upcoming(moment)) == sorted(k for k, s in states.items() if s != "over")
    for milestone in timeline.milestones:
        if not milestone.is_known:
            assert states[milestone.key] == "unknown"


@given(timeline=timelines(), moment=moments)
def test_once_over_always_over(timeline, moment):
    for kind in KINDS:
        if timeline.state(kind.key, moment) == "over":
            assert timeline.state(kind.key, moment + timedelta(days=1)) == "over"


@given(timeline=timelines())
def test_no_contradiction_means_that_all_times_are_in_order(timeline):
    found = timeline.contradictions()
    order = [(kind.key, edge) for kind in KINDS for edge in kind.edges]
    for pair in found:
        assert order.index((pair.earlier_key, pair.earlier_edge)) < order.index((pair.later_key, pair.later_edge))

    if not found:
        timed = [m for m in timeline.milestones if not m.is_date_only]
        starts = [m.starts for m in timed if m.starts is not None]
        assert all(one <= other for one, other in combinations(starts, 2))


@given(timeline=timelines(), moment=moments)
def test_the_next_deadline_is_the_soonest_one_ahead(timeline, moment):
    ends = [m.ends for m in timeline.milestones if m.shape in ("window", "deadline") and m.ends and m.ends > moment]
    soon = [end for end in ends if end - moment <= timedelta(days=31)]

    found = timeline.next_deadline(moment)

    assert (found.ends if found else None) == (min(soon) if soon else None)

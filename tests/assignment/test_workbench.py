"""What organisers see before they choose: one set of numbers in table and pictures, with names and reasons."""

import re
from types import SimpleNamespace

import pytest

from seminar.assignment import actions, comparison, pictures, querysets
from seminar.assignment.comparison import Facts, table
from seminar.assignment.presentation import BUCKETS, WITHOUT, Outcome, newest, ordinal, outcome_of
from seminar.core.assignment import read_document
from tests.assignment.scene import CLOSED, LATE, PUBLISHED, computed, make_scene, page, pin, publish, text
from tests.builders import IN_WINDOW, make_participation, make_user

pytestmark = pytest.mark.django_db

CROWD = [[0, 1, 2], [0, 1, 2], [0, 2, 1], [1, 0, 3]]


@pytest.fixture
def scene():
    """Four students, three places, four papers."""
    scene = make_scene(CROWD)
    for student, name in zip(scene.students, ("Ada", "Ben <b>", "Cem", "Dag"), strict=True):
        student.user.name = name
        student.user.save()
    return scene


def see(client, scene, name="workbench", at=PUBLISHED, query="", **parts):
    client.force_login(scene.organiser.user)
    if not query:
        return page(client, f"assignment:{name}", scene, at=at, **parts)
    address = page(client, f"assignment:{name}", scene, at=at, **parts).request["PATH_INFO"]
    return client.get(f"{address}?{query}")


def press_compute(client, scene, at=PUBLISHED, **data):
    return page(client, "assignment:compute", scene, scene.organiser.user, at, data=data)


# ---- the numbers ----------------------------------------------------------------------------------------------------


def test_every_column_counts_everybody_once_and_pictures_say_the_same(client, scene):
    computed(scene)
    answer = see(client, scene)
    rows = {row.label: row.cells for row in answer.context["rows"]}
    counted = list(zip(*list(rows.values())[: len(BUCKETS)], strict=True))
    assert len(counted) == 4
    for cells, (_one, bar) in zip(counted, answer.context["bars"], strict=True):
        assert sum(int(cell.text) for cell in cells) == 4
        drawn = [int(number) for number in re.findall(r"<text[^>]*>(?:× )?(\d+)</text>", bar)]
        assert drawn == [int(cell.text) for cell in cells if cell.text != "0"]
    for one, _line, counts in answer.context["shares"]:
        assert counts[-1] == 4 - one.counts[WITHOUT]


def test_the_better_value_gets_a_word():
    one = Outcome("1", "A", {1: [10, 11], 2: [10, 11]}, {1: 10, 2: 11})
    two = Outcome("2", "B", {1: [10, 11], 2: [10, 11]}, {1: 11, 2: None})
    rows = {row.label: row.cells for row in table([one, two], Facts({1: "Ada", 2: "Ben"}, [], one))}
    assert [cell.is_best for cell in rows["1st choice"]] == [True, False]
    assert [cell.is_best for cell in rows["2nd choice"]] == [False, False]
    assert [cell.is_best for cell in rows["without a paper"]] == [True, False]
    assert [cell.text for cell in rows["mean rank"]] == ["1.50", "2.00"]
    assert [cell.text for cell in rows["worst off with a paper"]] == ["2nd (1)", "2nd (1)"]
    assert [cell.names for cell in rows["worst off with a paper"]] == [["Ben"], ["Ada"]]
    assert [cell.text for cell in rows["differs from run 1"]] == ["–", "2 people"]


def test_other_people_are_not_compared():
    one = Outcome("published", "As published", {1: [10]}, {1: 10})
    two = Outcome("2", "B", {1: [10], 2: [10]}, {1: None, 2: 10})
    rows = table([one, two], Facts({}, [], one))
    assert not any(cell.is_best for row in rows for cell in row.cells)


def test_what_is_not_listed_counts_as_the_place_after_the_own_list():
    one = Outcome("1", "A", {1: [10, 11], 2: []}, {1: 12, 2: 10})
    assert (one.rank(1), one.rank(2)) == (3, 3)
    assert one.mean_rank == 3
    assert one.worst_off == ((True, 0), [1, 2])
    assert one.at_least(5) == 0


def test_pairs_who_would_both_improve_are_counted_by_name():
    lists = {1: [10, 11], 2: [11, 10], 3: [12, 10]}
    swapped = Outcome("1", "A", lists, {1: 11, 2: 10, 3: 12})
    assert swapped.could_swap == [(1, 2)]
    assert Outcome("2", "B", lists, {1: 10, 2: 11, 3: 12}).could_swap == []
    rows = {row.label: row.cells for row in table([swapped], Facts({1: "Ben", 2: "Ada"}, [], swapped))}
    (cell,) = rows["could swap"]
    assert (cell.text, cell.names, cell.is_warning) == ("1", ["Ada – Ben"], True)


def test_the_supervisor_with_most_papers_is_named(client, scene):
    computed(scene)
    rows = {row.label: row.cells for row in see(client, scene).context["rows"]}
    name = scene.supervisor.user.display_name
    assert {(cell.text, cell.note) for cell in rows["most papers per supervisor"]} == {("3", f"({name})")}
    assert {cell.text for cell in rows["papers with a free place"]} == {"1"}


@pytest.mark.parametrize(("rank", "word"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")])
def test_ranks_in_words(rank, word):
    assert ordinal(rank) == word


@pytest.mark.parametrize("shares", [[0.0], [100.0], [50.0, 50.0], [3.2, 8.7], [0.0, 100.0], []])
def test_the_axis_holds_all_lines(shares):
    low, high, step = pictures._scale(shares)
    assert low < high and (high - low) % step == 0
    assert all(low <= share <= high for share in shares)


# ---- states ---------------------------------------------------------------------------------------------------------


def test_before_any_run(client, scene):
    shown = text(see(client, scene))
    assert "Nothing is computed yet." in shown
    assert "At least 1 person stays without a paper" in shown
    assert "4 students have preferences that count." in shown


def test_nobody_ranked(client):
    shown = text(see(client, make_scene([])))
    assert "Nobody has preferences that count." in shown


def test_runs_before_the_close_are_trials(client, scene):
    computed(scene, at=IN_WINDOW)
    answer = see(client, scene, at=IN_WINDOW)
    assert "runs now are trials and cannot be published" in text(answer)
    assert answer.context["choosable"] == set()
    assert "/publication/" not in text(answer)
    later = see(client, scene)
    assert "runs now are trials" not in text(later) and "<b>trial</b>" in text(later)
    assert later.context["choosable"] == set()


def test_four_runs_can_be_chosen_after_the_close(client, scene):
    answer = press_compute(client, scene)
    assert answer.status_code == 302
    answer = see(client, scene)
    assert "Runs 1 to 4 are computed and checked." in text(answer)
    assert answer.context["choosable"] == {"1", "2", "3", "4"}
    assert text(answer).count("/publication/") == 4


def test_only_the_newest_snapshot_is_compared(client, scene):
    computed(scene)
    pin(scene, scene.students[0], scene.papers[3])
    answer = see(client, scene)
    assert "Pins or exclusions." in text(answer) and answer.context["choosable"] == set()
    press_compute(client, scene)
    answer = see(client, scene)
    assert [run.number for run in answer.context["runs"]] == [5, 6, 7, 8]
    assert answer.context["choosable"] == {"5", "6", "7", "8"}


def test_computing_the_same_twice_shows_the_newer_runs(scene):
    computed(scene)
    computed(scene)
    assert [run.number for run in newest(scene.seminar.runs)] == [5, 6, 7, 8]


def test_contradicting_pins_are_named(client, scene):
    paper = scene.papers[0]
    for places in (2, 1):  # refused while they contradict, so the places change afterwards
        paper.places = places
        paper.save()
        for student in scene.students[:2] if places == 2 else ():
            pin(scene, student, paper)
    press_compute(client, scene)
    shown = text(see(client, scene))
    assert "no result is possible" in shown and "Ada" in shown and "Ben &lt;b&gt;" in shown
    assert not scene.seminar.runs.exists()


def test_what_is_published_comes_first_and_follows_who_leaves(client, scene):
    publish(scene)
    answer = see(client, scene, at=LATE)
    assert [one.key for one in answer.context["columns"]] == ["published", "1", "2", "3", "4"]
    assert answer.context["choosable"] == set() and "To change anything, compute again." in text(answer)
    holder = querysets.holders(scene.seminar)[0]
    actions.deregister_by_organiser(participation=scene.organiser, person=holder, reason="ill")
    now = see(client, scene, at=LATE).context["columns"][0]
    assert len(now.papers) == 3 and len(now.served) == 2


def test_after_a_publication_holders_keep_their_papers_unless_told(client, scene):
    publish(scene)
    press_compute(client, scene, at=LATE)
    assert {run.change for run in newest(scene.seminar.runs)} == {"keep_all"}
    press_compute(client, scene, at=LATE, change="free")
    assert {run.change for run in newest(scene.seminar.runs)} == {"free"}


def test_another_run_can_be_the_base(client, scene):
    computed(scene)
    answer = see(client, scene, query="base=3")
    assert answer.context["base"].key == "3" and "differs from run 3" in text(answer)


# ---- one run --------------------------------------------------------------------------------------------------------


def test_a_run_shows_people_waiting_list_and_matrix(client, scene):
    run = computed(scene)
    answer = see(client, scene, "run", number=run.number)
    one = answer.context["one"]
    (waiting,) = answer.context["waiting"]
    assert f"s{waiting.pk}" == run.result["unassigned"][0] and waiting.waits_as == 1
    for row in answer.context["people"]:
        placement = run.placements.get(participation=row.pk)
        assert (row.paper and row.paper.pk, row.rank) == (placement.offered_id, placement.rank)
    drawn = re.findall(r'<text class="mid boxed t\d"[^>]*><title>([^<]*)</title>(\d)', answer.context["matrix"])
    assert sorted(drawn) == sorted(
        (row.name.replace("<b>", "&lt;b&gt;"), str(one.rank(row.pk))) for row in answer.context["people"] if row.paper
    )
    assert "<b>" not in answer.context["matrix"] + answer.context["matrix_names"]


def test_the_waiting_list_follows_groups_and_the_lottery(client):
    scene = make_scene([[0, 1]] * 4, papers=2, places=1)
    scene.students[0].priority = 1
    scene.students[0].save()
    run = computed(scene)
    answer = see(client, scene, "run", number=run.number)
    waiting = answer.context["waiting"]
    assert waiting[-1].pk == scene.students[0].pk and answer.context["has_groups"]
    assert [f"s{row.pk}" for row in waiting] == [
        name for name in run.result["served_order"] if name in run.result["unassigned"]
    ]


def test_demand_is_counted_per_paper(client, scene):
    run = computed(scene)
    rows = [row for row, _bar in see(client, scene, "run", number=run.number).context["papers"]]
    assert [(row.first, row.second, row.third, row.wanted) for row in rows] == [
        (3, 1, 0, 4), (1, 2, 1, 4), (0, 1, 2, 3), (0, 0, 1, 1),
    ]  # fmt: skip
    assert [row.code for row in rows] == ["P01", "P02", "P03", "P04"] and rows[0].is_short


def test_a_fixed_paper_is_marked(client, scene):
    pin(scene, scene.students[0], scene.papers[3])
    answer = see(client, scene, "run", number=computed(scene).number)
    assert "fixed by the organisers" in text(answer)
    assert re.search(r'class="mid boxed on-x"[^>]*><title>Ada</title>–\*', answer.context["matrix"])


@pytest.mark.parametrize("order", ["name", "choice", "service", "nonsense"])
def test_people_can_be_put_in_order(client, scene, order):
    run = computed(scene)
    people = see(client, scene, "run", number=run.number, query=f"order={order}").context["people"]
    expected = {
        "choice": lambda row: (row.rank is None, row.rank or 0, row.name),
        "service": lambda row: run.result["served_order"].index(f"s{row.pk}"),
    }.get(order, lambda row: row.name)
    assert people == sorted(people, key=expected)


def test_reasons_name_whoever_would_lose(client, scene):
    scene.seminar.places = 4
    scene.seminar.save()
    run = computed(scene)
    one = outcome_of(run)
    for student in scene.students:
        answer = see(client, scene, "run", number=run.number, query=f"person={student.pk}")
        account = answer.context["account"]
        assert account.name == student.user.display_name and account.lead
        assert [option.rank for option in account.options] == list(range(1, one.rank(student.pk)))
        for option in account.options:
            assert option.profile and {row.person for row in option.changes} <= set(one.papers) - {student.pk}
            assert option.changes  # all four papers are in use: a better one was taken from somebody


def test_reasons_of_somebody_without_a_paper(client, scene):
    run = computed(scene)
    (left_out,) = run.result["unassigned"]
    shown = text(see(client, scene, "run", number=run.number, query=f"person={left_out[1:]}"))
    assert "Without a paper." in shown and "One more place in the seminar would help." in shown


@pytest.mark.parametrize("person", ["0", "x", "999999", "²"])
def test_reasons_of_nobody_known_are_not_there(client, scene, person):
    run = computed(scene)
    assert see(client, scene, "run", number=run.number, query=f"person={person}").status_code == 404


def test_the_reasons_agree_with_the_stored_instance(scene):
    run = computed(scene)
    assert {f"s{pk}" for pk in outcome_of(run).papers} == set(read_document(run.instance).students_by_id)


# ---- who and how much -----------------------------------------------------------------------------------------------


def test_nobody_but_organisers(client, scene):
    run = computed(scene)
    other = make_participation(make_scene([]).seminar, "organiser", make_user())
    for user in (scene.students[0].user, scene.supervisor.user, other.user):
        for name, parts in (
            ("workbench", {}),
            ("differences", {}),
            ("run", {"number": run.number}),
            ("run_receipt", {"number": run.number}),
        ):
            assert page(client, f"assignment:{name}", scene, user, **parts).status_code == 404
        assert page(client, "assignment:compute", scene, user, data={}).status_code == 404
    assert page(client, "assignment:compute", scene, scene.organiser.user).status_code == 405
    assert see(client, scene, "run", number=99).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_whatever_their_length(client, number, django_assert_num_queries):
    scene = make_scene([[0, 1]] * number, papers=number + 1)
    publish(scene)
    computed(scene, at=LATE)
    see(client, scene)
    costs = (("workbench", {}, 21), ("run", {"number": 1}, 9), ("differences", {}, 15))
    for name, parts, queries in costs:
        with django_assert_num_queries(queries):
            page(client, f"assignment:{name}", scene, at=LATE, **parts)


def test_it_is_closed_at_the_moment_that_the_page_says(client, scene):
    assert "Preferences are frozen since" in text(see(client, scene, at=CLOSED))
    assert "Preferences are open until" in text(see(client, scene, at=IN_WINDOW))


def test_a_mean_is_rounded_not_cut():
    assert comparison._mean_rank(SimpleNamespace(mean_rank=14 / 12)).text == "1.17"

"""What a student sees of the assignment: nothing before the publication, then the paper, when it changed, and why."""

from datetime import timedelta

import pytest

from seminar import clock
from seminar.assignment import actions, querysets
from seminar.assignment.standing import Standing
from seminar.seminars.models import Participation
from tests.assignment.scene import CLOSED, LATE, PUBLISHED, computed, make_scene, page, pin, publish, text
from tests.builders import IN_WINDOW, local, make_milestones, make_participation, make_preferences

pytestmark = pytest.mark.django_db

ALIKE = [[0, 1, 2, 3]] * 4


def shown(client, scene, student, at=PUBLISHED):
    answer = page(client, "assignment:my_paper", scene, student.user, at)
    assert answer.status_code == 200
    return text(answer)


def holder(scene, paper=None):
    rows = querysets.holders(scene.seminar)
    return rows.get(paper_id=paper.pk) if paper else rows.first()


@pytest.fixture
def scene():
    return make_scene(ALIKE)


# ---- before ---------------------------------------------------------------------------------------------------------


def test_before_the_publication_the_planned_date_and_nothing_else(client, scene):
    computed(scene)
    page_then = shown(client, scene, scene.students[0], CLOSED)
    assert "planned for" in page_then and "Wed 10 Mar 2021, 18:00 CET" in page_then
    main = page_then[page_then.index("<main") : page_then.index("</main>")]
    for word in ("no paper", "waiting list", "refresh", "choice", *(paper.paper.title for paper in scene.papers)):
        assert word not in main


def test_after_the_planned_time_it_says_that_no_new_date_is_set(client, scene):
    computed(scene)
    assert "Not announced yet. The organisers have not set a new date." in shown(client, scene, scene.students[0], LATE)
    assert "planned for" not in shown(client, scene, scene.students[0], LATE)


def test_without_a_date_it_says_so(client):
    scene = make_scene(ALIKE, milestones=False)
    make_milestones(scene.seminar, assignment=(None, None, True))
    assert "No date is set yet." in shown(client, scene, scene.students[0], CLOSED)


def test_a_day_without_a_time_is_not_missed_on_that_day(client):
    scene = make_scene(ALIKE, milestones=False)
    make_milestones(scene.seminar, assignment=(local(2021, 3, 10), None, False))
    assert "planned for" in shown(client, scene, scene.students[0], LATE)
    assert "Not announced yet" in shown(client, scene, scene.students[0], local(2021, 3, 11))


# ---- with a paper ---------------------------------------------------------------------------------------------------


def test_the_paper_its_rank_the_supervisor_and_the_next_dates(client, scene):
    publish(scene)
    second = holder(scene, scene.papers[1])
    found = shown(client, scene, second)
    assert f"<h1>{scene.papers[1].paper.title}</h1>" in found
    assert "your 2nd choice" in found
    assert f'href="mailto:{scene.supervisor.user.email}"' in found
    for date in ("First meeting", "Mon 19 Apr 2021", "Mon 3 May 2021", "Thu 1 Jul 2021"):
        assert date in found
    assert f"/seminars/{scene.seminar.slug}/deregistration/" in found
    assert "You listed 4 papers and got your 2nd choice." in found
    assert "Your 1st choice has 1 place. 3 other people ranked it first." in found


def test_before_the_first_meeting_the_one_button_writes_to_the_supervisor(client, scene):
    publish(scene)
    assert shown(client, scene, holder(scene)).count("btn-primary") == 1
    assert "btn-primary" not in shown(client, scene, holder(scene), local(2021, 4, 20))


def test_whoever_got_the_first_choice_needs_no_further_reasons(client, scene):
    publish(scene)
    found = shown(client, scene, holder(scene, scene.papers[0]))
    assert "You listed 4 papers and got your 1st choice." in found and "The rule used" not in found


def test_a_paper_given_by_a_pin_was_assigned_by_the_organisers(client, scene):
    pin(scene, scene.students[0], scene.papers[3], reason="Secretly agreed with her supervisor")
    publish(scene)
    found = shown(client, scene, scene.students[0])
    assert "This paper was assigned by the organisers." in found and "Secretly" not in found


def test_a_choice_given_to_somebody_by_a_pin_was_assigned_by_the_organisers(client, scene):
    pin(scene, scene.students[0], scene.papers[0], reason="Secretly agreed")
    publish(scene)
    found = shown(client, scene, holder(scene, scene.papers[1]))
    assert "Your 1st choice has 1 place. 3 other people ranked it first. It was assigned by the organisers." in found
    assert "Secretly" not in found


def test_a_choice_that_was_ruled_out(client, scene):
    for student in scene.students:
        pin(scene, student, scene.papers[0], is_forbidden=True, reason="Secretly decided")
    publish(scene)
    found = shown(client, scene, holder(scene, scene.papers[1]))
    assert "The organisers ruled it out for you." in found and "Secretly" not in found


def test_few_others_are_not_counted(client):
    scene = make_scene([[0, 1], [0, 1], [2, 3]])
    publish(scene)
    found = shown(client, scene, holder(scene, scene.papers[1]))
    assert "Your 1st choice has 1 place. Others ranked it first." in found
    assert "other people" not in found and "other person" not in found


# ---- without one ----------------------------------------------------------------------------------------------------


def test_whoever_has_none_learns_the_place_on_the_waiting_list(client):
    scene = make_scene([[0, 1, 2, 3]] * 5, places=3)
    publish(scene)
    for place, student in enumerate(querysets.waiting_list(scene.seminar), 1):
        found = shown(client, scene, student)
        assert "You have no paper at the moment" in found and f"You are number {place} on the waiting list." in found
        assert "The seminar has 3 places. All of them are needed by people who come before you." in found
        assert "seminar@example.org" in found


def test_papers_can_be_scarcer_than_places(client):
    scene = make_scene([[0, 1]] * 3, places=3)
    publish(scene)
    (waiting,) = querysets.waiting_list(scene.seminar)
    found = shown(client, scene, waiting)
    assert "The papers on your list are needed by people who come before you." in found
    assert "The lottery decided who comes first." in found


def test_groups_of_priority_are_told_as_groups(client):
    scene = make_scene([[0, 1]] * 3, places=3)
    Participation.objects.filter(pk=scene.students[0].pk).update(priority=1)
    publish(scene)
    assert "Groups that the organisers set come one after the other" in shown(client, scene, scene.students[0])


def test_without_preferences_that_count_there_is_no_waiting_list(client):
    scene = make_scene([[0, 1], [0], []])
    publish(scene)
    for student in scene.students[1:]:
        found = shown(client, scene, student)
        assert "You had no preferences that counted" in found and "on the waiting list." not in found


def test_whoever_joins_later_is_told_so(client, scene):
    publish(scene)
    late = make_participation(scene.seminar, joined_at=PUBLISHED + timedelta(days=1))
    assert "published before you joined" in shown(client, scene, late, PUBLISHED + timedelta(days=2))


def test_whoever_was_fixed_to_no_paper_is_told_that_it_was_a_decision(client, scene):
    pin(scene, scene.students[0], None, reason="Secretly decided")
    publish(scene)
    found = shown(client, scene, scene.students[0])
    assert "The organisers decided before the assignment" in found and "Secretly" not in found


# ---- what changes afterwards ----------------------------------------------------------------------------------------


def refilled(scene, at=PUBLISHED + timedelta(days=2)):
    """Somebody leaves, a refill gives the paper to whoever waits: the person who gets it, and the paper."""
    publish(scene)
    leaver, waiting = holder(scene), querysets.waiting_list(scene.seminar)[0]
    free = leaver.paper_id
    with clock.override(PUBLISHED + timedelta(days=1)):
        actions.deregister(participation=leaver)
    publish(scene, at=at, change="keep_all")
    return waiting, next(paper for paper in scene.papers if paper.pk == free)


def test_a_change_after_the_publication_shows_old_and_new_with_the_date(client, scene):
    waiting, paper = refilled(scene)
    found = shown(client, scene, waiting, PUBLISHED + timedelta(days=3))
    assert "Changed after the publication" in found and "Fri 12 Mar 2021, 17:00 CET" in found
    assert "Before: no paper." in found and f'Now: <span class="work">{paper.paper.title}</span>' in found
    assert "You listed 4 papers and got your" in found and "waiting list" not in found


def test_whoever_keeps_the_paper_keeps_the_first_explanation(client, scene):
    publish(scene)
    second = holder(scene, scene.papers[1])
    before = page(client, "assignment:my_paper", scene, second.user).context["why"]
    with clock.override(PUBLISHED + timedelta(days=1)):
        actions.deregister(participation=holder(scene, scene.papers[0]))
    publish(scene, at=PUBLISHED + timedelta(days=2), change="keep_all")
    answer = page(client, "assignment:my_paper", scene, second.user, PUBLISHED + timedelta(days=2))
    assert answer.context["why"] == before
    assert "Changed after the publication" not in text(answer)


def test_a_new_publication_shows_the_paper_before(client, scene):
    publish(scene)
    first = holder(scene, scene.papers[0])
    pin(scene, first, scene.papers[3])
    publish(scene, at=PUBLISHED + timedelta(days=1))
    found = shown(client, scene, first, PUBLISHED + timedelta(days=1))
    assert f'Before: <span class="work">{scene.papers[0].paper.title}</span>' in found
    assert f'Now: <span class="work">{scene.papers[3].paper.title}</span>' in found


def placed_by_hand(scene):
    publish(scene)
    waiting, leaver = querysets.waiting_list(scene.seminar)[0], holder(scene, scene.papers[1])
    with clock.override(PUBLISHED + timedelta(days=1)):
        actions.deregister(participation=leaver)
        actions.place_by_hand(
            participation=scene.organiser, person=waiting, offered=scene.papers[1], reason="Secretly asked"
        )
    return waiting


def test_a_paper_placed_by_hand(client, scene):
    waiting = placed_by_hand(scene)
    found = shown(client, scene, waiting, PUBLISHED + timedelta(days=1))
    assert "The organisers gave you this paper by hand" in found and "your 2nd choice" in found
    assert "Before: no paper." in found and "Secretly" not in found


def test_a_withdrawn_paper_is_said_to_be_withdrawn(client, scene):
    publish(scene)
    paper = scene.papers[0]
    paper.withdrawn_at, paper.withdrawn_by, paper.withdrawn_reason = PUBLISHED, scene.organiser.user, "Taken"
    paper.save()
    assert "withdrawn from the list" in shown(client, scene, holder(scene, paper))


def test_what_a_student_reads_is_what_the_one_query_says(scene):
    def agree():
        for row in querysets.with_papers(scene.seminar):
            person = Participation.objects.get(pk=row.pk)
            offered = Standing(person).offered
            assert (offered.pk if offered else None) == row.paper_id

    agree()
    waiting = placed_by_hand(scene)
    agree()
    publish(scene, at=PUBLISHED + timedelta(days=2), change="keep_all")
    agree()
    with clock.override(PUBLISHED + timedelta(days=3)):
        actions.deregister(participation=waiting)
    Participation.objects.filter(pk=waiting.pk).update(left_at=None, joined_at=PUBLISHED + timedelta(days=4))
    agree()
    publish(scene, at=PUBLISHED + timedelta(days=5), change="keep_all")
    agree()


# ---- where it stands ------------------------------------------------------------------------------------------------


def test_my_seminar_shows_the_paper_and_leads_to_it(client, scene):
    publish(scene)
    second = holder(scene, scene.papers[1])
    answer = page(client, "overview:mine", scene, second.user)
    assert answer.context["step"].act == "See your paper"
    assert answer.content.decode().count("btn-primary") == 1
    found = text(answer)
    assert f"{scene.papers[1].paper.title}: your 2nd choice" in found and "Why this paper?" in found
    assert "planned for" not in found


def test_my_seminar_tells_whoever_has_none_the_place_on_the_waiting_list(client, scene):
    publish(scene)
    (waiting,) = querysets.waiting_list(scene.seminar)
    step = page(client, "overview:mine", scene, waiting.user).context["step"]
    assert (step.title, step.detail) == ("You have no paper at the moment", "You are number 1 on the waiting list.")
    assert step.url.endswith("/paper/")


def test_only_students_who_have_not_left_come_in(client, scene):
    left = make_participation(scene.seminar, left_at=IN_WINDOW, left_by=scene.organiser.user)
    for user in (scene.organiser.user, scene.supervisor.user, left.user):
        assert page(client, "assignment:my_paper", scene, user).status_code == 404
    client.logout()
    assert page(client, "assignment:my_paper", scene).status_code == 302


@pytest.mark.parametrize("more", [1, 30])
def test_the_page_costs_the_same_in_a_full_seminar(client, django_assert_num_queries, more):
    scene = make_scene([[0, 1, 2]] * (2 + more))
    publish(scene)
    second = holder(scene, scene.papers[1])
    client.force_login(second.user)
    with django_assert_num_queries(12):
        page(client, "assignment:my_paper", scene)


@pytest.mark.parametrize("more", [1, 30])
def test_the_page_of_somebody_without_a_paper_costs_the_same(client, django_assert_num_queries, more):
    scene = make_scene([[0, 1, 2]] * (3 + more))
    publish(scene)
    waiting = querysets.waiting_list(scene.seminar)[-1]
    client.force_login(waiting.user)
    with django_assert_num_queries(13):
        page(client, "assignment:my_paper", scene)


def test_preferences_of_others_change_nothing_in_what_is_told(client, scene):
    """The explanation is made from the snapshot of the run, not from what is stored today."""
    publish(scene)
    second = holder(scene, scene.papers[1])
    before = page(client, "assignment:my_paper", scene, second.user).context["why"]
    make_preferences(make_participation(scene.seminar), scene.papers)
    assert page(client, "assignment:my_paper", scene, second.user).context["why"] == before

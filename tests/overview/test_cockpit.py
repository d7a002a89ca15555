"""The organiser's first page: the next action follows from the first condition that is not met."""

import re

import pytest

from seminar.log.actions import record
from seminar.preferences import querysets
from tests.builders import CREATED, IN_WINDOW, local, make_offered, make_participation, make_preferences, make_seminar
from tests.overview.pages import full_seminar, organiser_of, page, text

pytestmark = pytest.mark.django_db


def action(client, seminar, at=IN_WINDOW):
    """The next action; there is exactly one filled button on the page."""
    answer = page(client, "overview:cockpit", seminar, organiser_of(seminar).user, at)
    assert answer.status_code == 200
    assert len(re.findall("btn-primary", answer.content.decode())) == 1
    return answer.context["action"].act


def test_the_next_action_goes_through_the_set_up_in_order(client):
    seminar = make_seminar(announced=False, milestones=False)
    assert action(client, seminar) == "Add papers"
    offered = [make_offered(seminar) for _ in range(3)]
    assert action(client, seminar) == "Set dates"
    seminar.milestones.create(kind="preferences", starts_at=local(2021, 2, 25))
    assert action(client, seminar) == "Set dates"
    seminar.milestones.update(ends_at=local(2021, 3, 10, 12, 1))
    assert action(client, seminar) == "Preview the announcement"
    seminar.announced_at, seminar.announced_by = CREATED, seminar.created_by
    seminar.save()
    assert action(client, seminar) == "Invite students"
    student = make_participation(seminar)
    assert action(client, seminar, CREATED) == "See the papers"
    assert action(client, seminar) == "Look at 1 student"
    make_preferences(student, offered)
    assert action(client, seminar) == "See the preferences"


def test_a_list_of_withdrawn_papers_only_is_empty(client):
    seminar = make_seminar()
    make_offered(seminar, withdrawn_at=CREATED, withdrawn_by=seminar.created_by, withdrawn_reason="Taken")
    assert action(client, seminar) == "Add papers"


@pytest.mark.parametrize(
    ("at", "number", "heading"),
    [
        (CREATED, 1, "The seminar is announced"),
        (IN_WINDOW, 2, "Preferences are open"),
        (local(2021, 3, 10, 12, 1), 3, "Preferences are closed"),
        (local(2021, 4, 19, 15), 4, "The first meeting is on"),
        (local(2021, 5, 1), 5, "Reports are being written"),
    ],
)
def test_phase_bar_and_heading_follow_the_dates(client, at, number, heading):
    full = full_seminar(students=1, papers=3)
    answer = page(client, "overview:cockpit", full.seminar, full.organiser.user, at)
    shown = text(answer)
    assert f"Phase {number} of 8" in shown and f"<h1>{heading}</h1>" in shown
    assert shown.count('aria-current="step"') == 1
    assert [phase["is_current"] for phase in answer.context["cockpit"].phases].index(True) == number - 1


def test_before_the_announcement_no_phase_is_current(client):
    full = full_seminar(students=1, papers=3, announced=False)
    shown = text(page(client, "overview:cockpit", full.seminar, full.organiser.user))
    assert 'aria-current="step"' not in shown and "Not announced yet" in shown


def test_who_is_missing_comes_from_the_query_of_monitor_and_mails(client):
    full = full_seminar(students=3, papers=4)
    two = make_participation(full.seminar)
    make_preferences(two, full.offered[:2])
    signed_in, never = make_participation(full.seminar), make_participation(full.seminar)
    signed_in.user.last_login = IN_WINDOW
    signed_in.user.save()
    answer = page(client, "overview:cockpit", full.seminar, full.organiser.user)
    cockpit = answer.context["cockpit"]
    assert {row.pk for row in cockpit.without_preferences} == {two.pk, signed_in.pk, never.pk}
    assert {row.pk for row in cockpit.without_preferences} == {row.pk for row in querysets.missing(full.seminar)}
    assert len(answer.context["missing"].rows) == 3
    valid = next(figure for figure in answer.context["figures"] if figure.key == "valid")
    assert valid.number == querysets.valid(full.seminar).count() == 3
    shown = text(answer)
    for words in ("2 of 3 papers", "signed in, nothing ranked", "never signed in", "Look at 3 students"):
        assert words in shown


def test_nobody_is_missing(client):
    full = full_seminar(students=2, papers=4)
    assert "Nobody: every student has valid preferences." in text(
        page(client, "overview:cockpit", full.seminar, full.organiser.user)
    )


def test_numbers_are_links(client):
    full = full_seminar(students=2, papers=4)
    shown = page(client, "overview:cockpit", full.seminar, full.organiser.user).content.decode()
    base = f"/seminars/{full.seminar.slug}"
    assert f'<a href="{base}/people/">2</a>' in shown
    assert f'<a href="{base}/preferences/all/" data-testid="valid">2</a>' in shown
    assert f'<a href="{base}/list/">4</a>' in shown
    assert f'<a href="{base}/preferences/all/#demand">2</a>' in shown


def test_needs_attention_gathers_the_notices_of_all_steps(client):
    full = full_seminar(students=1, papers=3)
    make_offered(full.seminar)
    shown = text(page(client, "overview:cockpit", full.seminar, full.organiser.user))
    assert "paper has no supervisor" in shown and "date is still open" in shown


def test_next_dates_are_the_three_ahead(client):
    full = full_seminar(students=1, papers=3)
    rows = page(client, "overview:cockpit", full.seminar, full.organiser.user).context["cockpit"].dates
    assert [str(row.title) for row in rows] == ["Preferences close", "Assignment of papers", "First meeting"]


def test_last_changes_come_from_the_record(client):
    full = full_seminar(students=1, papers=3)
    for what in ("seminar.created", "dates.changed", "seminar.announced", "paper.withdrawn"):
        record(seminar=full.seminar, by=full.organiser.user, at=IN_WINDOW, what=what, subject="Deep Sets")
    shown = text(page(client, "overview:cockpit", full.seminar, full.organiser.user))
    assert 'Leonie Achterfeld withdrew <span class="work">Deep Sets</span>.' in shown
    assert "created the seminar" not in shown


def test_only_organisers_come_in(client):
    full = full_seminar(students=1, papers=3)
    for user in (full.students[0].user, full.supervisor.user, organiser_of(make_seminar()).user):
        assert page(client, "overview:cockpit", full.seminar, user).status_code == 404
    client.logout()
    assert page(client, "overview:cockpit", full.seminar).status_code == 302


@pytest.mark.parametrize("students", [1, 36])
def test_the_page_costs_the_same_in_a_full_seminar(client, django_assert_num_queries, students):
    full = full_seminar(students=students)
    client.force_login(full.organiser.user)
    # Five for the door; students, papers, publication, pins, mails, three more for notices, last changes.
    with django_assert_num_queries(14):
        page(client, "overview:cockpit", full.seminar)

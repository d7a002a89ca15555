"""The first weeks: who came to the first meeting, who gets what became free."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from seminar import clock
from seminar.assignment import actions, querysets
from seminar.assignment.models import HandPlacement, MeetingAttendance
from seminar.mail.models import Message
from tests.builders import local, make_offered, make_participation, make_preferences, make_seminar, make_user
from tests.overview.pages import text

pytestmark = pytest.mark.django_db

CLOSED = local(2021, 3, 10, 13)
MEETING = local(2021, 4, 19, 15)


def published(students=3, places=2, publish=True):
    """A seminar with fewer places than students, everybody with the same list, and its published run."""
    seminar = make_seminar(places=places, min_preferences=2)
    papers = [make_offered(seminar, f"Paper {letter}") for letter in "ABCD"]
    people = [make_participation(seminar, user=make_user(f"Student {n}")) for n in range(1, students + 1)]
    for person in people:
        make_preferences(person, papers[:3])
    organiser = seminar.participations.organisers().get()
    if publish:
        with clock.override(CLOSED):
            run = actions.compute(participation=organiser)[0]
            actions.publish(participation=organiser, run=run, reason="fair")
    return SimpleNamespace(seminar=seminar, papers=papers, people=people, organiser=organiser)


@pytest.fixture
def house():
    return published()


def leave(person, at=CLOSED + timedelta(days=1)):
    with clock.override(at):
        actions.deregister(participation=person)


def visit(client, house, name, *args, data=None, user=None, at=MEETING):
    client.force_login(user or house.organiser.user)
    address = reverse(f"assignment:{name}", args=[house.seminar.slug, *args])
    with clock.override(at):
        return client.get(address) if data is None else client.post(address, data)


def marks(house):
    rows = MeetingAttendance.objects.filter(participation__seminar=house.seminar)
    return dict(rows.values_list("participation", "state"))


# ---- first meeting --------------------------------------------------------------------------------------------------


def test_who_holds_a_paper_stands_first_and_the_others_below(client, house):
    answer = visit(client, house, "meeting")
    assert answer.status_code == 200
    holders, (waiting,) = querysets.holders(house.seminar), querysets.waiting_list(house.seminar)
    form = answer.context["form"]
    assert {row.person.pk for row in form.holders} == {row.pk for row in holders}
    assert [row.person.pk for row in form.others] == [waiting.pk]
    shown = text(answer)
    assert "Mark all undecided as present" in shown and "Mon 19 Apr 2021" in shown


def test_marks_are_stored_and_told_with_the_time(client, house):
    first, second = querysets.holders(house.seminar)
    data = {f"state-{first.pk}": "present", f"was-{first.pk}": "", f"state-{second.pk}": "excused"}
    answer = visit(client, house, "meeting", data=data)
    assert answer.status_code == 302
    assert marks(house) == {first.pk: "present", second.pk: "excused"}
    assert "Stored Mon 19 Apr 2021, 15:00:00 CEST: 2 people marked." in text(visit(client, house, "meeting"))
    assert house.seminar.log_entries.filter(what="meeting.marked").count() == 1


def test_all_undecided_with_a_paper_become_present_and_nobody_else(client, house):
    first, second = querysets.holders(house.seminar)
    visit(client, house, "meeting", data={f"state-{first.pk}": "absent", "rest": ""})
    assert marks(house) == {first.pk: "absent", second.pk: "present"}


def test_a_mark_is_taken_back(client, house):
    first = querysets.holders(house.seminar)[0]
    visit(client, house, "meeting", data={f"state-{first.pk}": "absent"})
    visit(client, house, "meeting", data={f"state-{first.pk}": "", f"was-{first.pk}": "absent"})
    assert marks(house) == {}


def test_two_organisers_do_not_undo_each_other(client, house):
    first, second = querysets.holders(house.seminar)
    empty = {f"{kind}-{row.pk}": "" for kind in ("state", "was") for row in (first, second)}
    visit(client, house, "meeting", data={**empty, f"state-{first.pk}": "present"})
    visit(client, house, "meeting", data={**empty, f"state-{second.pk}": "absent"})
    assert marks(house) == {first.pk: "present", second.pk: "absent"}


def test_an_unchanged_form_says_so_and_stores_nothing(client, house):
    visit(client, house, "meeting", data={})
    assert "Nothing was changed." in text(visit(client, house, "meeting"))
    assert not house.seminar.log_entries.filter(what="meeting.marked").exists()


def test_a_state_that_does_not_exist_is_refused(client, house):
    first = querysets.holders(house.seminar)[0]
    answer = visit(client, house, "meeting", data={f"state-{first.pk}": "asleep"})
    assert answer.status_code == 422 and marks(house) == {}
    assert "<title>Error:" in text(answer)


# ---- refill ---------------------------------------------------------------------------------------------------------


def test_the_refill_page_shows_free_papers_and_who_wants_them(client, house):
    (waiting,) = querysets.waiting_list(house.seminar)
    leave(querysets.holders(house.seminar)[0])
    late = make_participation(house.seminar, user=make_user("Late Lotte"), joined_at=CLOSED + timedelta(days=3))
    shown = text(visit(client, house, "refill"))
    assert "1 of 2 places is free." in shown and "Compute refill (holders keep their paper)" in shown
    assert shown.index(waiting.user.name) < shown.index("Others without a paper") < shown.index(late.user.name)
    assert "Rank 1:" in shown or "Rank 2:" in shown
    assert reverse("assignment:placement", args=[house.seminar.slug, late.pk]) in shown


def test_a_refill_keeps_what_everybody_holds(client, house):
    stays = querysets.holders(house.seminar)[1]
    leave(querysets.holders(house.seminar)[0])
    answer = visit(client, house, "refill", data={})
    assert answer.status_code == 302
    run = house.seminar.runs.last()
    assert run.change == "keep_all"
    assert run.placements.get(participation=stays).offered_id == stays.paper_id


def test_a_full_seminar_offers_no_refill(client, house):
    shown = text(visit(client, house, "refill"))
    assert "All 2 places of the seminar are taken." in shown and "Compute refill" not in shown


def test_nothing_to_refill_before_the_publication(client):
    house = published(publish=False)
    assert "Nothing is published yet." in text(visit(client, house, "refill"))
    assert visit(client, house, "refill", data={}).status_code == 409
    assert not house.seminar.runs.exists()


def test_a_contradiction_is_told_with_names(client, house):
    """Somebody is fixed to the paper that somebody else keeps."""
    holder = querysets.holders(house.seminar)[0]
    (waiting,) = querysets.waiting_list(house.seminar)
    leave(querysets.holders(house.seminar)[1])
    held = house.seminar.offered_papers.get(pk=holder.paper_id)
    with clock.override(CLOSED + timedelta(hours=1)):
        actions.set_pin(
            participation=house.organiser, person=waiting, offered=held, is_forbidden=False, reason="promised"
        )
    answer = visit(client, house, "refill", data={})
    assert answer.status_code == 409 and "Not computed:" in text(answer)
    names = ", ".join(sorted([holder.user.display_name, waiting.user.display_name]))
    assert f"“{held.paper.title}” has 1 place, but these people are fixed to it: {names}." in text(answer)
    assert house.seminar.runs.count() == 4


# ---- a paper by hand ------------------------------------------------------------------------------------------------


def test_from_the_waiting_list_by_hand(client, house):
    (waiting,) = querysets.waiting_list(house.seminar)
    leave(querysets.holders(house.seminar)[0])
    Message.objects.all().delete()
    paper = next(iter(querysets.free_places(house.seminar)))
    assert visit(client, house, "placement", waiting.pk).status_code == 200
    answer = visit(client, house, "placement", waiting.pk, data={"offered": paper.pk, "reason": "next in line"})
    assert answer.status_code == 302
    assert querysets.holders(house.seminar).get(pk=waiting.pk).paper_id == paper.pk
    assert Message.objects.get().recipient == waiting.user
    assert f"now belongs to {waiting.user.name}, who gets a mail." in text(visit(client, house, "refill"))


def test_a_latecomer_gets_a_paper_nobody_ranked(client, house):
    leave(querysets.holders(house.seminar)[0])
    late = make_participation(house.seminar, joined_at=CLOSED + timedelta(days=3))
    data = {"offered": house.papers[3].pk, "reason": "came to the first meeting"}
    assert visit(client, house, "placement", late.pk, data=data).status_code == 302
    assert HandPlacement.objects.get().participation == late


def test_paper_and_reason_are_required(client, house):
    (waiting,) = querysets.waiting_list(house.seminar)
    leave(querysets.holders(house.seminar)[0])
    answer = visit(client, house, "placement", waiting.pk, data={"offered": "", "reason": " "})
    assert answer.status_code == 422 and not HandPlacement.objects.exists()
    assert "Choose a paper." in text(answer)


def test_a_taken_paper_a_full_seminar_and_a_holder_are_sentences(client, house):
    first, second = querysets.holders(house.seminar)
    (waiting,) = querysets.waiting_list(house.seminar)
    full = visit(client, house, "placement", waiting.pk, data={"offered": house.papers[3].pk, "reason": "r"})
    assert full.status_code == 409 and "All 2 places of the seminar are taken." in text(full)
    held = visit(client, house, "placement", first.pk, data={"offered": house.papers[3].pk, "reason": "r"})
    assert held.status_code == 409 and f"{first.user.name} holds a paper already." in text(held)
    leave(first)
    taken = visit(client, house, "placement", waiting.pk, data={"offered": second.paper_id, "reason": "kept"})
    assert taken.status_code == 409 and "is not free any more. Choose another paper." in text(taken)
    assert 'value="kept"' in text(taken)
    gone = visit(client, house, "placement", first.pk, data={"offered": house.papers[3].pk, "reason": "r"})
    assert gone.status_code == 409 and "is not in the seminar any more." in text(gone)


def test_nothing_by_hand_before_the_publication(client):
    house = published(publish=False)
    data = {"offered": house.papers[0].pk, "reason": "early"}
    assert visit(client, house, "placement", house.people[0].pk, data=data).status_code == 409
    assert "Nothing is published yet." in text(visit(client, house, "placement", house.people[0].pk))


# ---- who, and how much ----------------------------------------------------------------------------------------------


def test_only_organisers(client, house):
    other = make_seminar()
    for user in (house.people[0].user, make_participation(house.seminar, "supervisor").user, other.created_by):
        for name, args in (("meeting", ()), ("refill", ()), ("placement", (house.people[0].pk,))):
            assert visit(client, house, name, *args, user=user).status_code == 404
            assert visit(client, house, name, *args, user=user, data={}).status_code == 404
    foreign = make_participation(other)
    assert visit(client, house, "placement", foreign.pk).status_code == 404
    assert visit(client, house, "placement", house.organiser.pk).status_code == 404


@pytest.mark.parametrize("students", [1, 3])
def test_the_pages_cost_the_same_for_any_number(client, django_assert_num_queries, students):
    house = published(students=students + 2, places=students + 1)
    leave(querysets.holders(house.seminar)[0])
    waiting = querysets.waiting_list(house.seminar)[0]
    client.force_login(house.organiser.user)
    for name, args, number in (("meeting", (), 7), ("refill", (), 12), ("placement", (waiting.pk,), 11)):
        with clock.override(MEETING), django_assert_num_queries(number):
            client.get(reverse(f"assignment:{name}", args=[house.seminar.slug, *args]))

"""Who supervises which paper: organisers assign in one form, supervisors take papers while they may."""

import re
from datetime import timedelta
from threading import Barrier, Thread
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from papers.models import Paper
from seminar import clock
from seminar.overview.supervision import Supervision
from seminar.seminars.actions import supervision as actions
from seminar.seminars.models import OfferedPaper
from seminar.seminars.policies import may_claim
from tests.assignment.scene import PUBLISHED, make_scene, publish, text
from tests.builders import make_offered, make_participation, make_seminar, make_topic, make_user
from tests.second_half import AFTER, HAND_IN_ENDS

pytestmark = pytest.mark.django_db


def make_house(papers=3, may_claim=True, **fields):
    """A seminar with two supervisors and papers; the first paper is Ada's, the others have nobody."""
    seminar = make_seminar(supervisors_may_claim=may_claim, **fields)
    ada, bo = (make_participation(seminar, "supervisor", make_user(name)) for name in ("Ada Adviser", "Bo Beirat"))
    rows = [make_offered(seminar, f"Paper {number}", supervisor=None if number else ada) for number in range(papers)]
    organiser = seminar.participations.organisers().select_related("user").get()
    return SimpleNamespace(seminar=seminar, ada=ada, bo=bo, papers=rows, organiser=organiser)


@pytest.fixture
def house():
    return make_house()


def visit(client, house, user, name="supervision", *args, data=None, at=PUBLISHED):
    client.force_login(getattr(user, "user", user))
    address = reverse(f"overview:{name}", args=[house.seminar.slug, *args])
    with clock.override(at):
        return client.get(address) if data is None else client.post(address, data)


def take(participation, offered):
    with clock.override(PUBLISHED):
        actions.claim_paper(participation=participation, offered=offered)


def leave(house, participation):
    participation.left_at, participation.left_by = PUBLISHED, house.organiser.user
    participation.save()


def choices(*changes) -> dict:
    """What the form sends: (paper, supervisor the page showed, supervisor chosen)."""
    data = {}
    for offered, shown, chosen in changes:
        data[f"was-{offered.pk}"] = shown.pk if shown else ""
        data[f"supervisor-{offered.pk}"] = chosen.pk if chosen else ""
    return data


def supervisors(house) -> list[str | None]:
    names = {house.ada.pk: "Ada", house.bo.pk: "Bo", None: None}
    return [names[pk] for pk in house.seminar.offered_papers.order_by("pk").values_list("supervisor", flat=True)]


def kept(house):
    rows = house.seminar.log_entries.order_by("pk")
    return [(row.what, row.subject, row.before, row.after) for row in rows]


# ---- the page -------------------------------------------------------------------------------------------------------


def test_the_load_of_everybody_and_what_nobody_has(client, house):
    house.papers[0].places = 2
    house.papers[0].save()
    answer = visit(client, house, house.organiser)
    desk = answer.context["desk"]
    rows = [(row.supervisor.user.name, len(row.papers), row.places) for row in desk.loads]
    assert rows == [("Ada Adviser", 1, 2), ("Bo Beirat", 0, 0)]
    assert [row.paper.title for row in desk.free.papers] == ["Paper 1", "Paper 2"]
    assert "2 of 3 papers have no supervisor." in text(answer) and "Students" not in text(answer)


def test_after_the_publication_students_count(client):
    scene = make_scene([[0, 1], [1, 0]], papers=3)
    publish(scene)
    desk = Supervision(scene.seminar)
    (load,) = desk.loads
    assert (len(load.papers), load.students) == (3, 2)
    for user in (scene.organiser, scene.supervisor):
        shown = text(visit(client, scene, user))
        assert "Students" in shown and all(row.user.name in shown for row in scene.students)


def test_a_withdrawn_paper_counts_only_while_somebody_holds_it():
    scene = make_scene([[0, 1]], papers=2)
    publish(scene)
    for row in scene.papers:
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = PUBLISHED, scene.organiser.user, "Wrong."
        row.save()
    assert Supervision(scene.seminar).papers == [scene.papers[0]]


def test_whoever_left_is_named_until_somebody_else_has_the_papers(client, house):
    leave(house, house.ada)
    assert "Ada Adviser (has left)" in text(visit(client, house, house.organiser))
    unchanged = choices((house.papers[0], house.ada, house.ada))
    assert visit(client, house, house.organiser, data=unchanged).status_code == 302
    visit(client, house, house.organiser, data=choices((house.papers[0], house.ada, house.bo)))
    assert "has left" not in text(visit(client, house, house.organiser))


def test_who_left_since_the_page_was_opened_is_not_stored_and_nothing_is_lost(client, house):
    one, two, three = house.papers
    leave(house, house.bo)
    data = choices((one, house.ada, house.bo), (two, None, house.bo), (three, None, house.ada))
    answer = visit(client, house, house.organiser, data=data)
    assert answer.status_code == 409 and "Nothing is stored yet: look again and save." in text(answer)
    assert "“Paper 0”: Bo Beirat has left and cannot be chosen any more. Now it is Ada Adviser." in text(answer)
    assert "“Paper 1”: Bo Beirat has left and cannot be chosen any more. Now it is nobody." in text(answer)
    assert drawn(answer) == {one.pk: "Ada Adviser", two.pk: "nobody", three.pk: "Ada Adviser"}
    assert supervisors(house) == ["Ada", None, None]
    assert visit(client, house, house.organiser, data=sent_by(answer)).status_code == 302
    assert supervisors(house) == ["Ada", None, "Ada"]


def drawn(answer) -> dict[int, str]:
    """What each select shows: its selected option, and without one the first, as a browser has it."""
    found = {}
    for pk, options in re.findall(r'<select[^>]* name="supervisor-(\d+)"[^>]*>(.*?)</select>', text(answer)):
        names = re.findall(r"<option value=\"\d*\"( selected)?>(.*?)</option>", options)
        found[int(pk)] = next((name for is_selected, name in names if is_selected), names[0][1])
    return found


def sent_by(answer) -> dict:
    """What a browser sends when somebody saves this page as it is."""
    form = answer.context["form"]
    fields = [form.field_of(row) for row in form.papers]
    return {key: value for field in fields for key, value in ((field.name, field.value), (field.was_name, field.was))}


def test_a_wrong_value_is_said_without_a_key_and_what_is_stored_stays(client, house):
    leave(house, house.ada)
    student = make_participation(house.seminar)
    answer = visit(client, house, house.organiser, data=choices((house.papers[0], house.bo, student)))
    assert answer.status_code == 422 and "Choose a supervisor of this seminar." in text(answer)
    assert drawn(answer)[house.papers[0].pk] == "Ada Adviser (has left)"
    assert visit(client, house, house.organiser, data=sent_by(answer)).status_code == 302
    assert supervisors(house) == ["Ada", None, None]


def test_a_list_of_1001_papers_is_saved(client, house):
    papers = Paper.objects.bulk_create(Paper(title=f"Further {n}", authors="Ada Lovelace") for n in range(998))
    topic = house.papers[0].topic
    OfferedPaper.objects.bulk_create(
        OfferedPaper(seminar=house.seminar, topic=topic, paper=paper, position=n) for n, paper in enumerate(papers)
    )
    rows = house.seminar.offered_papers.all()
    data = choices(*((row, row.supervisor, house.bo) for row in rows))
    assert len(data) == 2002 and visit(client, house, house.organiser, data=data).status_code == 302
    assert house.bo.supervised_papers.count() == 1001


def test_nothing_to_supervise_yet_says_so(client):
    seminar = make_seminar()
    shown = text(visit(client, SimpleNamespace(seminar=seminar), seminar.created_by))
    assert "This seminar has no supervisors yet." in shown and "No paper is on the list yet." in shown


# ---- organisers assign ----------------------------------------------------------------------------------------------


def test_one_form_stores_what_was_changed(client, house):
    one, two, three = house.papers
    data = choices((one, house.ada, house.bo), (two, None, house.bo), (three, None, None))
    assert visit(client, house, house.organiser, data=data).status_code == 302
    assert supervisors(house) == ["Bo", "Bo", None]
    assert kept(house) == [
        ("supervisor.changed", "Paper 0", {"supervisor": "Ada Adviser"}, {"supervisor": "Bo Beirat"}),
        ("supervisor.changed", "Paper 1", {"supervisor": None}, {"supervisor": "Bo Beirat"}),
    ]
    assert "Stored: 2 papers changed." in text(visit(client, house, house.organiser))


def test_two_organisers_do_not_undo_each_other(client, house):
    one, two, _three = house.papers
    visit(client, house, house.organiser, data=choices((one, house.ada, house.ada), (two, None, house.bo)))
    visit(client, house, house.organiser, data=choices((one, house.ada, house.bo), (two, None, None)))
    assert supervisors(house) == ["Bo", "Bo", None]


def test_an_unchanged_form_says_so(client, house):
    data = choices((house.papers[0], house.ada, house.ada))
    visit(client, house, house.organiser, data=data)
    assert "Nothing was changed." in text(visit(client, house, house.organiser)) and kept(house) == []


def test_what_somebody_else_took_meanwhile_is_shown_first_and_nothing_is_stored(client, house):
    one, two, three = house.papers
    take(house.bo, two)
    data = choices((one, house.ada, house.bo), (two, None, house.ada), (three, None, None))
    answer = visit(client, house, house.organiser, data=data)
    assert answer.status_code == 409 and supervisors(house) == ["Ada", "Bo", None]
    assert "“Paper 1”: your page showed nobody, now it is Bo Beirat. You chose Ada Adviser." in text(answer)
    assert visit(client, house, house.organiser, data=sent_by(answer)).status_code == 302
    assert supervisors(house) == ["Bo", "Ada", None]


def test_the_same_choice_of_two_people_is_no_conflict(client, house):
    two = house.papers[1]
    take(house.bo, two)
    assert visit(client, house, house.organiser, data=choices((two, None, house.bo))).status_code == 302


def test_somebody_who_is_no_supervisor_here_is_refused(client, house):
    stranger = make_participation(make_seminar(), "supervisor")
    student = make_participation(house.seminar)
    for person in (stranger, student):
        answer = visit(client, house, house.organiser, data=choices((house.papers[0], house.ada, person)))
        assert answer.status_code == 422 and "<title>Error:" in text(answer)
    assert visit(client, house, house.organiser, data={**choices(), "was-x": "y"}).status_code == 302
    assert supervisors(house) == ["Ada", None, None]


def test_a_supervisor_who_left_in_this_moment_is_a_conflict(house):
    leave(house, house.bo)
    with pytest.raises(actions.Overtaken):
        actions.assign_supervisors(participation=house.organiser, changes={house.papers[1].pk: (None, house.bo.pk)})


# ---- supervisors take papers ----------------------------------------------------------------------------------------


def test_a_supervisor_takes_a_paper_and_gives_it_back(client, house):
    two = house.papers[1]
    assert "Take<" in text(visit(client, house, house.bo))
    assert visit(client, house, house.bo, "claim", two.pk, data={}).status_code == 302
    assert supervisors(house) == ["Ada", "Bo", None]
    assert "You supervise “Paper 1” now." in text(visit(client, house, house.bo))
    assert visit(client, house, house.bo, "give_back", two.pk, data={}).status_code == 302
    assert supervisors(house) == ["Ada", None, None]
    assert kept(house) == [
        ("paper.claimed", "Paper 1", {"supervisor": None}, {"supervisor": "Bo Beirat"}),
        ("paper.given_back", "Paper 1", {"supervisor": "Bo Beirat"}, {"supervisor": None}),
    ]


def test_twice_is_once(client, house):
    two = house.papers[1]
    for name in ("claim", "claim", "give_back", "give_back"):
        assert visit(client, house, house.bo, name, two.pk, data={}).status_code == 302
    assert [row[0] for row in kept(house)] == ["paper.claimed", "paper.given_back"]


def test_what_another_has_is_neither_taken_nor_given_back(client, house):
    for name, heading in (("claim", "Not taken:"), ("give_back", "Not given back:")):
        answer = visit(client, house, house.bo, name, house.papers[0].pk, data={})
        assert answer.status_code == 409 and heading in text(answer)
        assert "“Paper 0” is supervised by Ada Adviser." in text(answer)
    assert supervisors(house)[0] == "Ada" and kept(house) == []


def test_a_withdrawn_paper_is_not_taken(client, house):
    two = house.papers[1]
    two.withdrawn_at, two.withdrawn_by, two.withdrawn_reason = PUBLISHED, house.organiser.user, "Wrong."
    two.save()
    answer = visit(client, house, house.bo, "claim", two.pk, data={})
    assert answer.status_code == 409 and "“Paper 1” is withdrawn." in text(answer)


def test_only_while_the_organisers_allow_it(client):
    house = make_house(may_claim=False)
    shown = text(visit(client, house, house.ada))
    assert "Take<" not in shown and "Give back" not in shown and "The organisers assign papers" in shown
    for name, paper in (("claim", house.papers[1]), ("give_back", house.papers[0])):
        answer = visit(client, house, house.ada, name, paper.pk, data={})
        assert answer.status_code == 409
        assert "Supervisors do not take papers themselves at the moment. Ask the organisers." in text(answer)
    assert supervisors(house) == ["Ada", None, None]


def test_papers_are_taken_and_given_back_until_the_reports_are_due(client, house):
    """From then on files and grading follow a paper, so only organisers pass it on."""
    one, two, _three = house.papers
    last = HAND_IN_ENDS - timedelta(minutes=1)
    shown = text(visit(client, house, house.ada, at=last))
    assert "until the reports are due: <time" in shown and "Thu 1 Jul 2021, 23:59 CEST" in shown
    assert "Take<" in shown and "Give back" in shown
    assert visit(client, house, house.ada, "claim", two.pk, data={}, at=last).status_code == 302
    assert visit(client, house, house.ada, "give_back", two.pk, data={}, at=last).status_code == 302
    sentence = "Since the reports were due, papers are neither taken nor given back; the organisers assign them."
    shown = text(visit(client, house, house.ada, at=HAND_IN_ENDS))
    assert sentence in shown and "Take<" not in shown and "Give back" not in shown
    for name, paper in (("claim", two), ("give_back", one)):
        answer = visit(client, house, house.ada, name, paper.pk, data={}, at=HAND_IN_ENDS)
        assert answer.status_code == 409 and sentence in text(answer)
    shown = text(visit(client, house, house.organiser, at=HAND_IN_ENDS))
    assert "The reports were due: only organisers assign papers to supervisors now." in shown
    assert (
        visit(client, house, house.organiser, data=choices((two, None, house.bo)), at=HAND_IN_ENDS).status_code == 302
    )
    assert supervisors(house) == ["Ada", "Bo", None]


def test_where_the_reports_have_no_date_it_does_not_end(client):
    house = make_house(milestones=False)
    assert visit(client, house, house.bo, "claim", house.papers[1].pk, data={}, at=AFTER).status_code == 302
    assert "until the reports are due: date still open." in text(visit(client, house, house.bo, at=AFTER))


def test_who_may_claim_and_when(house):
    for person, at, answer in (
        (house.ada, PUBLISHED, True), (house.ada, HAND_IN_ENDS, False),
        (house.organiser, PUBLISHED, False), (make_participation(house.seminar), PUBLISHED, False),
    ):  # fmt: skip
        assert may_claim(person, at) is answer
    leave(house, house.ada)
    assert not may_claim(house.ada, PUBLISHED)


def test_the_switch_is_on_record_and_twice_is_once(client):
    house = make_house(may_claim=False)
    for state in ("on", "on", "off"):
        assert visit(client, house, house.organiser, "claiming", data={"state": state}).status_code == 302
    assert kept(house) == [
        ("claiming.switched", "", {"on": False}, {"on": True}),
        ("claiming.switched", "", {"on": True}, {"on": False}),
    ]
    assert visit(client, house, house.organiser, "claiming", data={"state": "perhaps"}).status_code == 400


def test_somebody_removed_meanwhile_takes_nothing(house):
    stale = house.seminar.participations.get(pk=house.bo.pk)
    leave(house, house.bo)
    for act in (actions.claim_paper, actions.give_back_paper):
        with pytest.raises(PermissionDenied):
            act(participation=stale, offered=house.papers[1])


# ---- who ------------------------------------------------------------------------------------------------------------


def test_who_sees_the_page_and_who_acts(client, house):
    student, stranger = make_participation(house.seminar), make_seminar().created_by
    paper = house.papers[1].pk
    for user in (student, stranger):
        assert visit(client, house, user).status_code == 404
        assert visit(client, house, user, data={}).status_code == 404
        for name, args in (("claiming", ()), ("claim", (paper,)), ("give_back", (paper,))):
            assert visit(client, house, user, name, *args, data={"state": "on"}).status_code == 404
    assert visit(client, house, house.ada).status_code == visit(client, house, house.organiser).status_code == 200
    assert visit(client, house, house.ada, data=choices((house.papers[0], house.ada, None))).status_code == 403
    assert visit(client, house, house.ada, "claiming", data={"state": "off"}).status_code == 404
    assert visit(client, house, house.organiser, "claim", paper, data={}).status_code == 404
    foreign = make_offered(make_seminar()).pk
    assert visit(client, house, house.ada, "claim", foreign, data={}).status_code == 404
    assert visit(client, house, house.ada, "claim", paper).status_code == 405
    assert supervisors(house) == ["Ada", None, None]


def test_who_organises_and_supervises_assigns_in_the_form(client, house):
    make_participation(house.seminar, "supervisor", house.organiser.user)
    shown = text(visit(client, house, house.organiser))
    assert "Save supervisors" in shown and "Take<" not in shown


# ---- how much, and at the same time ---------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, django_assert_num_queries, number):
    scene = make_scene([[0, 1]] * number, papers=number + 1)
    publish(scene)
    for _ in range(number):
        make_offered(scene.seminar, topic=make_topic(scene.seminar))
        make_participation(scene.seminar, "supervisor")
    for user, queries in ((scene.organiser.user, 9), (scene.supervisor.user, 9)):
        client.force_login(user)
        with clock.override(PUBLISHED), django_assert_num_queries(queries):
            client.get(reverse("overview:supervision", args=[scene.seminar.slug]))


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres_too
def test_of_two_who_take_the_same_paper_one_gets_it():
    house = make_house(milestones=False)
    start, answers = Barrier(2), []

    def work(participation):
        start.wait()
        try:
            actions.claim_paper(participation=participation, offered=house.papers[1])
            answers.append("taken")
        except actions.Taken as refusal:
            answers.append(refusal.offered.supervisor.user.name)
        finally:
            connection.close()

    threads = [Thread(target=work, args=[row]) for row in (house.ada, house.bo)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    house.papers[1].refresh_from_db()
    assert sorted(answers) == sorted(["taken", house.papers[1].supervisor.user.name])
    assert [row[0] for row in kept(house)] == ["paper.claimed"]

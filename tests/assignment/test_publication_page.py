"""Publishing on the page: what is shown is what is sent, once, and what cannot be published says why."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse

from seminar import clock
from seminar.assignment import actions, querysets
from seminar.assignment.models import Publication
from seminar.mail.models import Message, State
from tests.builders import (
    IN_WINDOW,
    local,
    make_offered,
    make_participation,
    make_preferences,
    make_seminar,
    make_user,
)

pytestmark = pytest.mark.django_db

CLOSED = local(2021, 3, 10, 13)


@dataclass
class World:
    client: object
    seminar: object
    organiser: object
    papers: list
    students: list
    at: object = CLOSED

    def compute(self, at=None, **options):
        with clock.override(at or self.at):
            return {run.objective: run for run in actions.compute(participation=self.organiser, **options)}

    def address(self, run):
        return reverse("assignment:publication", args=[self.seminar.slug, run.number])

    def get(self, run, **query):
        with clock.override(self.at + timedelta(minutes=1)):
            return self.client.get(self.address(run), query)

    def post(self, run, reason="Nobody is worse off than with the average", send="now", has_seen="on", **more):
        data = {"reason": reason, "send": send, "has_seen": has_seen, **more}
        with clock.override(self.at + timedelta(minutes=1)):
            return self.client.post(self.address(run), {name: value for name, value in data.items() if value})


@pytest.fixture
def world(client):
    return make_world(client)


def make_world(client, number=3, places=2):
    """Students who ranked all papers alike, one of them in German; one place fewer than people."""
    seminar = make_seminar(places=places, min_preferences=2)
    papers = [make_offered(seminar, f"Paper {letter}") for letter in "ABCDEF"[:number]]
    names = ["Amara Okonjo", "Berta Weiß", "Cem Yildiz", "Dana Eder", "Emil Ferro", "Fay Gruber"][:number]
    languages = ["en", "de"] + ["en"] * number
    users = [make_user(name, language=language) for name, language in zip(names, languages, strict=False)]
    students = [make_participation(seminar, user=user) for user in users]
    for student in students:
        make_preferences(student, papers)
    organiser = seminar.participations.organisers().get()
    client.force_login(organiser.user)
    return World(client, seminar, organiser, papers, students)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def buttons(response) -> list[str]:
    return [
        " ".join(text.split())
        for text in re.findall(r'name="send"[^>]*>(.*?)</button>', response.content.decode(), re.S)
    ]


# ---- what the page shows --------------------------------------------------------------------------------------------


def test_list_count_and_button_say_the_same_as_the_mails(world):
    run = world.compute()["fair"]
    page = world.get(run)
    assert page.status_code == 200
    shown = page.context["shown"]
    assert buttons(page) == ["Publish and send 3 mails", "Publish and hold 3 mails"]
    assert [(group.label, len(group.letters)) for group in shown.groups] == [
        ("get their first choice", 1), ("get their second choice", 1), ("stay without a paper", 1),
    ]  # fmt: skip
    assert "1 in German, 2 in English" in text_of(page)

    previews = {mail.recipient_id: mail for mail in (world.get(run, mail=n).context["mail"] for n in (1, 2, 3))}
    assert world.post(run, mark=shown.mark).status_code == 302
    sent = {mail.recipient_id: mail for mail in Message.objects.filter(kind="assignment")}
    assert sent.keys() == previews.keys() == {row.user_id for row in world.students}
    for person, mail in sent.items():
        preview = previews[person]
        assert (mail.subject, mail.body, mail.language, mail.to_address) == (
            preview.subject, preview.body, preview.language, preview.to_address,
        )  # fmt: skip


def test_each_mail_is_shown_in_the_language_of_its_reader(world):
    run = world.compute()["fair"]
    mail = world.get(run, mail=2).context["mail"]
    assert mail.recipient == world.students[1].user and mail.language == "de" and mail.body.startswith("Guten Tag")
    assert '<div class="mail-body" lang="de">' in world.get(run, mail=2).content.decode()


@pytest.mark.parametrize(
    ("asked", "place"), [("", 1), ("2", 2), ("99", 3), ("0", 1), ("-1", 1), ("x", 1), ("9" * 40, 1)]
)
def test_paging_through_the_mails(world, asked, place):
    page = world.get(world.compute()["fair"], mail=asked)
    assert page.context["place"] == place and f"{place} of 3" in text_of(page)
    assert ("Next mail" in text_of(page)) is (place < 3) and ("Previous mail" in text_of(page)) is (place > 1)


def test_the_place_on_the_waiting_list_is_the_one_they_get(world):
    run = world.compute()["fair"]
    shown = {row.person.pk: row.position for row in world.get(run).context["shown"].letters if row.position}
    world.post(run)
    assert shown == {row.pk: place for place, row in enumerate(querysets.waiting_list(world.seminar), 1)}


def test_looking_stores_nothing(world):
    world.get(world.compute()["fair"])
    assert not Publication.objects.exists() and not Message.objects.filter(kind="assignment").exists()


# ---- the act --------------------------------------------------------------------------------------------------------


def test_published_with_reason_author_and_time(world):
    run = world.compute()["fair"]
    assert world.post(run).status_code == 302
    publication = Publication.objects.get()
    assert publication.run == run and publication.published_by == world.organiser.user
    assert publication.reason == "Nobody is worse off than with the average"
    page = text_of(world.get(run))
    assert "Published" in page and "By Leonie Achterfeld," in page and "NOT sent" not in page
    assert "Nobody is worse off than with the average" in page


def test_held_mails_are_said_to_be_not_sent(world):
    run = world.compute()["fair"]
    world.post(run, send="hold")
    assert set(Message.objects.filter(kind="assignment").values_list("state", flat=True)) == {State.HELD}
    assert "Published. 3 mails are NOT sent yet" in text_of(world.get(run))


def test_pressed_twice_is_one_publication_and_one_mail_each(world):
    run = world.compute()["fair"]
    assert [world.post(run).status_code for _ in range(2)] == [302, 302]
    assert Publication.objects.count() == 1 and Message.objects.filter(kind="assignment").count() == 3
    assert world.seminar.log_entries.filter(what="assignment.published").count() == 1


@pytest.mark.parametrize("missing", ["reason", "send"])
def test_without_a_reason_or_a_button_nothing_is_published(world, missing):
    answer = world.post(world.compute()["fair"], **{missing: ""})
    assert answer.status_code == 422 and missing in answer.context["form"].errors
    assert "<title>Error:" in answer.content.decode() and not Publication.objects.exists()


def test_a_list_that_changed_in_the_meantime_is_shown_first(world):
    run = world.compute()["fair"]
    answer = world.post(run, mark="of another list")
    assert answer.status_code == 422 and not Publication.objects.exists()
    assert "not what this page showed any more" in text_of(answer)
    assert world.post(run, mark=answer.context["shown"].mark).status_code == 302


def test_a_second_publication_tells_only_those_for_whom_something_changes(world):
    world.post(world.compute()["fair"])
    leaver = querysets.holders(world.seminar)[0]
    (waiting,) = querysets.waiting_list(world.seminar)
    world.at = CLOSED + timedelta(days=1)
    with clock.override(world.at):
        actions.deregister(participation=leaver)
    Message.objects.all().delete()
    refill = world.compute(change="keep_all")["fair"]
    page = world.get(refill)
    assert buttons(page) == ["Publish and send 1 mail", "Publish and hold 1 mail"]
    assert [(group.label, [row.person for row in group.letters]) for group in page.context["shown"].groups] == [
        ("now have a paper", [waiting])
    ]
    assert "Publish the changed assignment?" in text_of(page) and "For 1 person nothing changes" in text_of(page)
    world.post(refill)
    assert [mail.recipient_id for mail in Message.objects.all()] == [waiting.user_id]


def test_when_nothing_changes_nobody_gets_a_mail(world):
    world.post(world.compute()["fair"])
    world.at = CLOSED + timedelta(days=1)
    same = world.compute(change="keep_all")["fair"]
    page = world.get(same)
    assert buttons(page) == ["Publish without a mail"] and "Nothing changes for anybody" in text_of(page)
    world.post(same)
    assert "nobody got a mail" in text_of(world.get(same))
    assert Message.objects.filter(kind="assignment").count() == 3


# ---- checks ---------------------------------------------------------------------------------------------------------


def test_checks_and_the_people_without_a_paper_as_a_number(world):
    page = text_of(world.get(world.compute()["fair"]))
    assert "All 2 people who are served have a paper" in page
    assert "All places are filled; 1 person stays without a paper" in page
    assert "Nothing was fixed or excluded by hand" in page


def test_a_note_needs_a_tick(world):
    run = world.compute()["fair"]
    page = world.get(run)
    assert "2 papers have no supervisor." in text_of(page)  # the builder's papers have none
    answer = world.post(run, has_seen="")
    assert answer.status_code == 422 and "has_seen" in answer.context["form"].errors
    assert world.post(run).status_code == 302


def test_without_a_note_there_is_nothing_to_tick(world):
    supervisor = make_participation(world.seminar, "supervisor")
    world.seminar.offered_papers.update(supervisor=supervisor)
    run = world.compute()["fair"]
    assert "has_seen" not in world.get(run).context["form"].fields
    assert world.post(run, has_seen="").status_code == 302


def test_a_supervisor_with_many_papers_is_a_note(client):
    world = make_world(client, number=6, places=6)
    supervisor = make_participation(world.seminar, "supervisor", make_user("Nerea Ibarluzea"))
    world.seminar.offered_papers.update(supervisor=supervisor)
    page = text_of(world.get(world.compute()["fair"]))
    assert "Nerea Ibarluzea has 6 papers." in page and "Nobody stays without a paper" in page


def test_whoever_has_no_preferences_that_count_is_a_note(world):
    make_participation(world.seminar)
    page = text_of(world.get(world.compute()["fair"]))
    assert "1 student without preferences that count is not in this run and gets no mail." in page


# ---- what cannot be published ---------------------------------------------------------------------------------------


def refused(world, run, *sentences):
    """GET explains, POST is a conflict with the same words; nothing is published."""
    before = Publication.objects.count()
    for answer, status in ((world.get(run), 200), (world.post(run), 409)):
        assert answer.status_code == status
        assert f"Run {run.number} cannot be published" in text_of(answer)
        for sentence in sentences:
            assert sentence in text_of(answer)
    assert Publication.objects.count() == before


def test_a_trial(world):
    refused(world, world.compute(at=IN_WINDOW)["fair"], "It is a trial", "Preferences close")


def test_a_run_after_which_preferences_opened_again(world):
    run = world.compute()["fair"]
    world.seminar.milestones.filter(kind="preferences").update(ends_at=CLOSED + timedelta(days=3))
    refused(world, run, "Preferences are open again")


def test_a_run_that_somebody_else_superseded(world):
    runs = world.compute()
    world.post(runs["fair"])
    refused(world, runs["average"], "Leonie Achterfeld published run 1", "Nothing was overwritten")


def test_a_run_from_other_facts_says_which(world):
    run = world.compute()["fair"]
    late = make_participation(world.seminar, user=make_user("Zoe Late"))
    make_preferences(late, world.papers)
    world.students[0].left_at, world.students[0].left_by = CLOSED, world.students[0].user
    world.students[0].save()
    world.students[2].preference_list.preferences.filter(rank=3).delete()
    world.seminar.places = 3
    world.seminar.save()
    with clock.override(CLOSED):
        actions.set_priority(participation=world.organiser, person=world.students[1], priority=2, reason="x")
        actions.set_pin(
            participation=world.organiser, person=late, offered=world.papers[0], is_forbidden=False, reason="x"
        )
    refused(
        world, run,
        "Not in the run, but to be considered now: Zoe Late.",
        "In the run, but not to be considered any more: Amara Okonjo.",
        "Other preferences: Cem Yildiz.",
        "Another priority group: Berta Weiß.",
        "Pins or exclusions.",
        "The number of places of the seminar.",
    )  # fmt: skip


def test_a_run_after_which_pins_contradict_each_other(world):
    with clock.override(CLOSED):
        actions.set_pin(
            participation=world.organiser, person=world.students[0], offered=world.papers[0], is_forbidden=False,
            reason="agreed",
        )  # fmt: skip
    run = world.compute()["fair"]
    world.papers[0].withdrawn_at, world.papers[0].withdrawn_by = CLOSED, world.organiser.user
    world.papers[0].withdrawn_reason = "a mistake"
    world.papers[0].save()
    refused(world, run, "Amara Okonjo is fixed to “Paper A”, which was withdrawn.")


def test_a_result_that_the_checker_refuses(world):
    run = world.compute()["fair"]
    broken = {**run.result, "profile": [3]}
    type(run).objects.filter(pk=run.pk).update(result=broken)
    refused(world, run, "The check by a second program refuses the result:")


# ---- doors and queries ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["student", "supervisor"])
def test_others_do_not_find_the_page(world, client, role):
    run = world.compute()["fair"]
    client.force_login(make_participation(world.seminar, role).user)
    assert world.get(run).status_code == 404 and world.post(run).status_code == 404
    assert not Publication.objects.exists()


def test_a_run_of_another_seminar_is_not_found(world, client):
    run = world.compute()["fair"]
    world.seminar = make_seminar(by=world.organiser.user)
    assert world.get(run).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_questions(client, number, django_assert_num_queries):
    world = make_world(client, number=number)
    world.seminar.min_preferences = 1
    world.seminar.save()
    run = world.compute()["fair"]
    world.get(run)
    with django_assert_num_queries(18):
        world.get(run)

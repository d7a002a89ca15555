"""The record by person and by kind, and the entries of the assignment in words."""

from datetime import timedelta

import pytest

from seminar import clock
from seminar.assignment import actions, querysets
from seminar.log.actions import record
from seminar.log.models import Entry
from seminar.overview.changes import changes_of, details_of, sentence_of
from tests.builders import (
    IN_WINDOW,
    local,
    make_offered,
    make_participation,
    make_preferences,
    make_seminar,
    make_user,
)
from tests.overview.pages import organiser_of, page, text

pytestmark = pytest.mark.django_db

CLOSED = local(2021, 3, 10, 13)


@pytest.fixture
def seminar():
    """Three entries of an organiser, one of a student, one of the system."""
    seminar = make_seminar()
    student = make_user("Sara Student")
    for minute, (by, what, subject) in enumerate(
        [
            (seminar.created_by, "seminar.changed", ""),
            (seminar.created_by, "paper.added", "Deep Sets"),
            (seminar.created_by, "paper.placed", "Sara Student"),
            (student, "preferences.stored", ""),
            (None, "mail.sent", ""),
        ]
    ):
        at = IN_WINDOW + timedelta(minutes=minute)
        record(seminar=seminar, by=by, at=at, what=what, subject=subject, after={"number": 1})
    return seminar


def shown(client, seminar, query):
    answer = page(client, "overview:record", seminar, organiser_of(seminar).user, query=query)
    assert answer.status_code == 200
    return [sentence_of(row) for row in answer.context["page"].object_list]


def test_by_person(client, seminar):
    student = Entry.objects.get(what="preferences.stored").by
    assert len(shown(client, seminar, "")) == 5
    assert len(shown(client, seminar, f"?who={student.pk}")) == 1
    assert len(shown(client, seminar, f"?who={seminar.created_by.pk}")) == 3
    assert shown(client, seminar, "?who=system") == ["The system sent 1 held mail."]


def test_by_kind(client, seminar):
    (paper,) = shown(client, seminar, "?what=papers")
    assert "Deep Sets" in paper
    (placed,) = shown(client, seminar, "?what=assignment")
    assert "gave Sara Student a paper by hand" in placed


def test_both_and_nothing_left(client, seminar):
    student = Entry.objects.get(what="preferences.stored").by
    assert len(shown(client, seminar, f"?who={student.pk}&what=preferences")) == 1
    answer = page(client, "overview:record", seminar, query=f"?who={student.pk}&what=papers")
    assert "No entry fits." in text(answer) and "Show everything" in text(answer)


def test_what_makes_no_sense_is_not_applied(client, seminar):
    stranger = make_seminar().created_by
    for query in ("?who=x", "?what=moon", f"?who={stranger.pk}", "?who=99999999999999999999"):
        assert len(shown(client, seminar, query)) == 5


def test_only_people_of_this_record_are_offered(client, seminar):
    record(seminar=make_seminar(), by=make_user("Elsewhere"), at=IN_WINDOW, what="seminar.changed")
    answer = page(client, "overview:record", seminar, organiser_of(seminar).user)
    names = [name for _key, name in answer.context["filter"].fields["who"].choices]
    assert names == ["Everybody", "Leonie Achterfeld", "Sara Student", "The system"]


def test_the_filter_stays_when_one_turns_the_page(client, seminar):
    for minute in range(60):
        at = IN_WINDOW + timedelta(minutes=minute)
        record(seminar=seminar, by=seminar.created_by, at=at, what="topic.added", subject="T")
    answer = page(client, "overview:record", seminar, organiser_of(seminar).user, query="?what=papers")
    assert 'href="?what=papers&amp;page=2"' in text(answer)


# ---- the assignment in words ----------------------------------------------------------------------------------------


@pytest.fixture
def assigned():
    seminar = make_seminar(places=2, min_preferences=2)
    papers = [make_offered(seminar, f"Paper {letter}") for letter in "ABC"]
    for name in ("Ada", "Ben", "Cem"):
        make_preferences(make_participation(seminar, user=make_user(name)), papers)
    return seminar, organiser_of(seminar), papers


def plain(seminar, what):
    """The newest sentence of this kind without its tags, and its details."""
    entry = Entry.objects.of_seminar(seminar).filter(what=what).first()
    sentence = sentence_of(entry).replace('<span class="work">', "").replace("</span>", "")
    (change,) = changes_of([entry], seminar)
    return sentence, {row.label: (row.before, row.after) for row in change.details}


def test_a_run_and_its_publication(assigned):
    seminar, organiser, _papers = assigned
    with clock.override(CLOSED):
        run = actions.compute(participation=organiser)[0]
        actions.publish(participation=organiser, run=run, reason="fair")
    sentence, details = plain(seminar, "run.computed")
    assert sentence == "Leonie Achterfeld computed the runs 1–4."
    assert details["kind of run"] == ([], ["everybody anew"]) and details["students"] == ([], ["3"])
    sentence, details = plain(seminar, "assignment.published")
    assert sentence == "Leonie Achterfeld published run 1."
    assert details["rule"] == ([], ["Fairest worst case"]) and details["run"] == ([], ["1"])
    with clock.override(CLOSED + timedelta(hours=1)):
        again = actions.compute(participation=organiser, change="keep_all")[1]
        actions.publish(participation=organiser, run=again, reason="again")
    assert plain(seminar, "assignment.published")[1]["run"] == (["1"], ["6"])


def test_what_organisers_fix(assigned):
    seminar, organiser, papers = assigned
    person = seminar.participations.students().first()
    common = {"participation": organiser, "person": person, "reason": "agreed"}
    with clock.override(CLOSED):
        pin = actions.set_pin(**common, offered=papers[0], is_forbidden=False)
        assert plain(seminar, "pin.set") == ("Leonie Achterfeld fixed Ada to Paper A.", {})
        actions.lift_pin(participation=organiser, pin=pin)
        assert plain(seminar, "pin.lifted")[0] == "Leonie Achterfeld no longer fixes Ada to Paper A."
        actions.set_pin(**common, offered=papers[1], is_forbidden=True)
        assert plain(seminar, "pin.set")[0] == "Leonie Achterfeld decided that Ada does not get Paper B."
        actions.set_pin(**common, offered=None, is_forbidden=False)
        assert plain(seminar, "pin.set")[0] == "Leonie Achterfeld decided that Ada gets no paper."
        actions.set_priority(participation=organiser, person=person, priority=1, reason="second time")
    sentence, details = plain(seminar, "priority.set")
    assert sentence == "Leonie Achterfeld changed the priority group of Ada."
    assert details == {"priority group": (["0"], ["1"])}


def test_who_left_and_who_was_taken_out(assigned):
    seminar, organiser, _papers = assigned
    with clock.override(CLOSED):
        run = actions.compute(participation=organiser)[0]
        actions.publish(participation=organiser, run=run, reason="fair")
        first, second = querysets.holders(seminar)
        actions.deregister(participation=first)
        first.user.name = "Ada Newname"
        first.user.save()
        sentence, details = plain(seminar, "person.left")
        assert sentence == "Ada Newname left the seminar." and details["paper"][1] == []
        actions.deregister_by_organiser(participation=organiser, person=second, reason="ill")
    assert plain(seminar, "person.left")[0] == f"Leonie Achterfeld took {second.user.name} out of the seminar."


def test_a_paper_by_hand(assigned):
    seminar, _organiser, _papers = assigned
    what = {"what": "paper.placed", "subject": "Ada", "after": "Paper A", "reason": "late"}
    record(seminar=seminar, by=seminar.created_by, at=CLOSED, **what)
    assert plain(seminar, "paper.placed") == ("Leonie Achterfeld gave Ada a paper by hand: Paper A.", {})


def test_marks_of_the_first_meeting_are_told_by_name(assigned, django_assert_num_queries):
    seminar, organiser, _papers = assigned
    people = list(seminar.participations.students().with_people())
    with clock.override(CLOSED):
        actions.mark_meeting(participation=organiser, states={people[0].pk: "present", people[1].pk: "absent"})
        actions.mark_meeting(participation=organiser, states={people[0].pk: ""})
    entries = list(Entry.objects.of_seminar(seminar).select_related("by"))
    with django_assert_num_queries(1):
        back, marked = changes_of(entries, seminar)
    assert marked.sentence == "Leonie Achterfeld marked 2 people at the first meeting."
    assert [(row.label, row.before, row.after) for row in back.details] == [("Ada", ["present"], ["undecided"])]


def test_mails(assigned):
    seminar, _organiser, _papers = assigned
    told = {"mail": "Your paper", "state": "uncertain"}
    for what in ("mail.retried", "mail.left"):
        record(seminar=seminar, by=seminar.created_by, at=CLOSED, what=what, subject="Ada", before=told, after=told)
    record(seminar=seminar, by=seminar.created_by, at=CLOSED, what="mail.sent", after={"number": 24})
    assert plain(seminar, "mail.retried")[0] == "Leonie Achterfeld had a mail to Ada sent again."
    assert plain(seminar, "mail.left")[0] == "Leonie Achterfeld left a mail to Ada as it is."
    assert plain(seminar, "mail.sent") == ("Leonie Achterfeld sent 24 held mails.", {})


def test_details_without_names_do_not_break():
    seminar = make_seminar()
    entry = record(seminar=seminar, by=None, at=CLOSED, what="meeting.marked", before={"1": ""}, after={"1": "absent"})
    (detail,) = details_of(entry, seminar.zone)
    assert (detail.label, detail.before, detail.after) == ("1", ["undecided"], ["absent"])

"""The record: a sentence per entry, readable details, newest first, fifty to a page."""

from datetime import timedelta

import pytest

from seminar import clock
from seminar.core.timeline import Milestone
from seminar.log.actions import record
from seminar.log.models import Entry
from seminar.overview.changes import GROUPS, SENTENCES, details_of, sentence_of
from seminar.preferences.actions import submit
from seminar.seminars.actions import dates, papers, setup
from tests.builders import CREATED, IN_WINDOW, local, make_offered, make_participation, make_seminar, make_topic
from tests.overview.pages import organiser_of, page, text

pytestmark = pytest.mark.django_db


def entries(client, seminar, query=""):
    return page(client, "overview:record", seminar, organiser_of(seminar).user, query=query)


def store(seminar, what="seminar.changed", at=IN_WINDOW, **fields):
    return record(seminar=seminar, by=seminar.created_by, at=at, what=what, **fields)


def newest(seminar):
    return Entry.objects.of_seminar(seminar)[0]


def test_newest_first_with_who_and_when_to_the_second(client):
    seminar = make_seminar()
    store(seminar, "seminar.created", at=CREATED)
    store(seminar, "paper.added", subject="Deep Sets")
    shown = text(entries(client, seminar))
    assert shown.index("put") < shown.index("created the seminar")
    assert 'Leonie Achterfeld put <span class="work">Deep Sets</span> on the list.' in shown
    assert ">Sun 7 Mar 2021</time>" in shown and ">14:00:00</time>" in shown


KEYS = """
    seminar.created seminar.changed seminar.announced dates.changed topic.added topic.changed topic.moved topic.removed
    paper.added paper.changed paper.moved paper.withdrawn paper.returned person.added person.removed person.joined
    join_link.switched preferences.stored run.computed pin.set pin.lifted priority.set assignment.published paper.placed
    person.left meeting.marked mail.sent mail.retried mail.left lottery.drawn
"""


@pytest.mark.parametrize("key", KEYS.split())
def test_every_key_has_a_sentence_and_stands_in_the_filter(key):
    sentence = sentence_of(store(make_seminar(), key, subject="X"))
    assert sentence.startswith("Leonie Achterfeld") and sentence.endswith(".")
    assert key not in sentence
    assert sum(key.startswith(beginning) for _label, keys in GROUPS.values() for beginning in keys) == 1


def test_no_sentence_is_left_over():
    assert [key for key in SENTENCES if not key.startswith(tuple(KEYS.split()))] == []


def test_an_unknown_key_and_the_system_are_shown():
    entry = record(seminar=make_seminar(), by=None, at=IN_WINDOW, what="moon.risen", subject="Full")
    assert sentence_of(entry) == "The system: moon.risen Full"


def test_names_are_escaped():
    seminar = make_seminar()
    assert "&lt;b&gt; {who}" in sentence_of(store(seminar, "paper.changed", subject="<b> {who}"))


def test_dates_are_told_as_on_the_public_page():
    seminar = make_seminar()
    changed = [
        Milestone("preferences", local(2021, 2, 25, 8), local(2021, 3, 9, 12, 1)),
        Milestone("block", note="End of July"),
    ]
    dates.change_dates(participation=organiser_of(seminar), milestones=changed)
    preferences, block = details_of(newest(seminar), seminar.zone)
    assert preferences.label == "Preferences for papers"
    assert preferences.before[0].replace("\xa0", " ").endswith("Wed 10 Mar 2021, 12:00 CET")
    assert preferences.after[0].replace("\xa0", " ").endswith("Tue 9 Mar 2021, 12:00 CET")
    assert (block.before, block.after) == ([], ["End of July"])


def test_details_name_only_what_differs_with_the_names_of_the_form(client):
    seminar = make_seminar()
    setup.change_seminar(participation=organiser_of(seminar), facts={"places": 14, "title": seminar.title})
    (detail,) = details_of(newest(seminar), seminar.zone)
    assert (detail.label, detail.before, detail.after) == ("places", ["12"], ["14"])
    assert "Before and after" in text(entries(client, seminar))


def test_a_new_paper_is_told_in_full():
    seminar = make_seminar()
    facts = dict.fromkeys(("title", "authors", "venue", "url", "arxiv_id", "doi", "abstract"), "")
    facts |= {"title": "Deep Sets", "authors": "One\nTwo", "year": 2017}
    offer = {"topic": make_topic(seminar, "Sets"), "question": "", "supervisor": None, "places": 1, "why": ""}
    papers.add_paper(participation=organiser_of(seminar), facts=facts, offer=offer)
    details = {detail.label: detail.after for detail in details_of(newest(seminar), seminar.zone)}
    assert "venue" not in details
    assert details["authors"] == ["One", "Two"] and details["topic"] == ["Sets"] and details["year"] == ["2017"]


def test_an_order_of_papers_keeps_its_order(client):
    seminar = make_seminar()
    offered = [make_offered(seminar, title) for title in ("C", "A", "B")]
    with clock.override(IN_WINDOW):
        submit(participation=make_participation(seminar), order=[row.pk for row in offered], passed=[])
    (detail,) = details_of(newest(seminar), seminar.zone)
    assert detail.after == ["C", "A", "B"] and detail.is_ordered
    shown = text(entries(client, seminar))
    assert "stored 3 preferences." in shown and "<ol> <li>C</li><li>A</li><li>B</li> </ol>" in shown


def test_moments_booleans_and_reasons_are_readable(client):
    seminar = make_seminar()
    entry = store(seminar, "join_link.switched", before={"on": False}, after={"on": True}, reason="Many asked")
    (detail,) = details_of(entry, seminar.zone)
    assert (detail.label, detail.before, detail.after) == ("switched on", ["no"], ["yes"])
    announced = store(seminar, "seminar.announced", after={"announced_at": IN_WINDOW})
    announced.refresh_from_db()
    (detail,) = details_of(announced, seminar.zone)
    assert detail.after[0].replace("\xa0", " ") == "Sun 7 Mar 2021, 14:00 CET"
    assert "Reason: Many asked" in text(entries(client, seminar))


@pytest.mark.parametrize("number", [1, 3, 60])
def test_fifty_to_a_page_under_the_same_count(client, django_assert_num_queries, number):
    seminar = make_seminar()
    for minute in range(number):
        store(seminar, at=IN_WINDOW + timedelta(minutes=minute), before={"places": 1}, after={"places": minute})
    client.force_login(organiser_of(seminar).user)
    with django_assert_num_queries(8):
        answer = page(client, "overview:record", seminar)
    assert len(answer.context["changes"]) == min(number, 50)
    if number > 50:
        assert len(entries(client, seminar, "?page=2").context["changes"]) == 10
        assert len(entries(client, seminar, "?page=nonsense").context["changes"]) == 50


def test_only_the_own_record_and_only_for_organisers(client):
    seminar, other = make_seminar(), make_seminar()
    store(other, "paper.added", subject="Elsewhere")
    assert "Elsewhere" not in text(entries(client, seminar))
    for user in (make_participation(seminar).user, make_participation(seminar, "supervisor").user, other.created_by):
        assert page(client, "overview:record", seminar, user).status_code == 404

"""The record: a sentence per entry, readable details, newest first, fifty to a page."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from seminar import clock
from seminar.core.timeline import Milestone
from seminar.log.actions import record
from seminar.log.models import Entry
from seminar.overview.changes import details_of, names_in, sentence_of
from seminar.overview.sentences import COUNTED, GROUPS, SENTENCES
from seminar.preferences.actions import submit
from seminar.seminars.actions import dates, papers, setup
from tests.builders import CREATED, IN_WINDOW, local, make_offered, make_participation, make_seminar, make_topic
from tests.overview.pages import organiser_of, page, text

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent


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
    deliverables.changed extension.granted submission.stored submission.allowed submission.disallowed
    submissions.reminded session.added session.changed session.removed talk.placed talk.removed talks.swapped
    programme.filled programme.published consent.set credit.given credit.undone credit.noted attendance.marked
    graders.changed grading_rules.changed sheet.finalised sheet.reopened mark.agreed mark.agreement_ended
    absence.decided grades.released grade.changed
    paper.merged paper.taken_off paper.claimed paper.given_back supervisor.changed claiming.switched
    list.imported list.taken_back
"""


@pytest.mark.parametrize("key", KEYS.split())
def test_every_key_has_a_sentence_and_stands_in_the_filter(key):
    sentence = sentence_of(store(make_seminar(), key, subject="X"))
    assert sentence.startswith("Leonie Achterfeld") and sentence.endswith(".")
    assert key not in sentence
    assert sum(key.startswith(beginning) for _label, keys in GROUPS.values() for beginning in keys) == 1


def test_no_sentence_is_left_over():
    assert [key for key in {**SENTENCES, **COUNTED} if not key.startswith(tuple(KEYS.split()))] == []


def test_every_key_that_the_program_records_is_known():
    """Read from the source: a new act without a sentence fails here, not on the page."""
    written = re.compile(r'(?:what=|what = |_record\([^)]*?|told\([^)]*?)"([a-z_]+\.[a-z_]+)"')
    known, folders = set(KEYS.split()), ("seminar", "accounts")
    sources = [path.read_text() for folder in folders for path in (ROOT / folder).rglob("actions/*.py")]
    sources += [path.read_text() for path in (ROOT / "seminar").glob("*/actions.py")]
    found = {key for source in sources for key in written.findall(source)}
    assert len(found) > 40 and found <= known


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


# ---- files, programme, grades ---------------------------------------------------------------------------------------


def plain(sentence) -> str:
    return str(sentence).replace("\xa0", " ").replace("\\xa0", " ")


def told(seminar, what, **fields):
    """The sentence, and what differs as label: before -> after, of an entry as the database gives it back."""
    entry = Entry.objects.get(pk=store(seminar, what, **fields).pk)
    names = names_in([entry], seminar)
    rows = details_of(entry, seminar.zone, names)
    return plain(sentence_of(entry)), {row.label: plain(f"{row.before} -> {row.after}") for row in rows}


def test_more_time_is_told_by_the_minute_everybody_reads():
    before = {"kind": "report", "ends": "2021-07-02T00:00:00+02:00"}
    after = {"kind": "report", "ends": "2021-07-09T00:00:00+02:00"}
    sentence, details = told(make_seminar(), "extension.granted", subject="Kim", before=before, after=after)
    assert sentence == "Leonie Achterfeld gave Kim more time: Report."
    assert details == {"deadline": "['Thu 1 Jul 2021, 23:59 CEST'] -> ['Thu 8 Jul 2021, 23:59 CEST']"}


def test_what_is_asked_for_is_told_by_file():
    before = {"report": {"max_mb": 20}, "final-slides": {"ends_at": ""}}
    after = {"report": {"max_mb": 30}, "final-slides": {"ends_at": "2021-07-29T00:00:00+02:00"}}
    _sentence, details = told(make_seminar(), "deliverables.changed", before=before, after=after)
    assert details == {
        "Report: largest file in MB": "['20'] -> ['30']",
        "Final slides: deadline": "[] -> ['Wed 28 Jul 2021, 23:59 CEST']",
    }


def test_a_file_says_who_handed_it_in_for_whom():
    seminar, after = make_seminar(), {"kind": "report", "version": 2, "check": "unchecked"}
    sentence, details = told(seminar, "submission.stored", subject="Kim", after=after)
    assert sentence == "Leonie Achterfeld handed in version 2: Report."
    assert details["check"] == "[] -> ['received, not checked']"
    sentence, _details = told(seminar, "submission.stored", subject="Kim", after=after, reason="By mail")
    assert sentence == "Leonie Achterfeld handed in version 2 for Kim: Report."
    sentence, _details = told(seminar, "submission.allowed", subject="Kim", after=after, reason="Ill")
    assert sentence == "Leonie Achterfeld let the late version 2 of Kim count: Report."
    sentence, details = told(seminar, "submissions.reminded", subject="report", after=["Kim", "Min"])
    assert sentence == "Leonie Achterfeld reminded 2 people: Report."
    assert details == {"people": "[] -> ['Kim', 'Min']"}


def test_sessions_talks_and_versions_are_told():
    seminar = make_seminar()
    before, after = {"session": "2021-07-29 09:00", "position": 1}, {"session": "2021-07-29 09:00", "position": 2}
    assert told(seminar, "talk.placed", subject="Kim", before=before, after=after)[1] == {"position": "['1'] -> ['2']"}
    assert told(seminar, "talks.swapped", subject="Kim, Min", before=[before], after=[after])[1] == {}
    sentence, _details = told(seminar, "programme.filled", after={"talks": ["Kim", "Min"]})
    assert sentence == "Leonie Achterfeld laid out 2 open talks."
    after = {"version": 2, "talks": 12, "mails": 3}
    sentence, details = told(seminar, "programme.published", subject="2", before=1, after=after)
    assert sentence == "Leonie Achterfeld published version 2 of the programme."
    assert details == {"version": "['1'] -> ['2']", "talks": "[] -> ['12']", "mails": "[] -> ['3']"}


def test_attendance_is_told_by_name_with_its_note():
    seminar = make_seminar()
    kim = make_participation(seminar)
    before, after = {str(kim.pk): ["", ""]}, {str(kim.pk): ["excused", "Train"]}
    sentence, details = told(seminar, "attendance.marked", subject="Morning", before=before, after=after)
    assert sentence == "Leonie Achterfeld marked 1 person in the session Morning."
    assert details == {kim.user.name: "['undecided'] -> ['excused', 'Train']"}


def test_marks_are_never_in_the_record():
    seminar = make_seminar()
    sentence, details = told(seminar, "sheet.finalised", subject="Kim", after={"part": "presentation", "mark": "1.7"})
    assert sentence == "Leonie Achterfeld finished a sheet about Kim: Presentation." and details == {}
    assert told(seminar, "grade.changed", subject="Kim", before="1.7", after="1.3")[1] == {}
    assert told(seminar, "absence.decided", subject="Kim", after="fail")[1] == {"effect": "[] -> ['not passed']"}
    rules = {"rounding": "cut", "bonus_cap": "0.3"}, {"rounding": "scale", "bonus_cap": "0.2"}
    assert told(seminar, "grading_rules.changed", before=rules[0], after=rules[1])[1] == {
        "rounding": "['cut after the first decimal'] -> ['take the nearest step of the scale']",
        "largest bonus": "['0.3'] -> ['0.2']",
    }


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

"""Ids in the forms of the first weeks: papers, topics, people, modules and mails of the other seminar are refused."""

import pytest

from seminar import clock
from seminar.mail.models import Message
from seminar.seminars.forms.setup import SeminarForm, prerequisites
from tests.access.acts import Act, pk, typed
from tests.access.rows import changes, rows
from tests.access.visitors import undone
from tests.builders import IN_WINDOW
from tests.second_half import WRITING

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def pin(here, **changed):
    told = {"person": here.cast["third student"].pk, "paper": here.offered["third student"].pk}
    return {**told, "decision": "forbid", "reason": "no", **changed}


def paper(here, **changed):
    told = {"topic": here.seminar.topics.get().pk, "supervisor": here.cast["supervisor"].pk}
    return {"title": "Another", "authors": "A. Author", "places": "1", **told, **changed}


def seminar(here, row=None):
    """The form of the seminar with its one module; `row` is the id that the page claims it has."""
    form = SeminarForm(instance=here.seminar)
    modules = prerequisites(None, here.seminar)
    told = typed(form, title="Another") | typed(modules.management_form)
    for line in modules.forms:
        told |= typed(line)
    return told if row is None else {**told, "prerequisites-0-id": row, "prerequisites-0-title": "Mine now"}


FORMS = {
    "assignment:pins": Act(
        pin,
        swaps=lambda here, there: [
            *(pin(here, person=row.pk) for row in (there.cast["student"], here.cast["left"], here.cast["supervisor"])),
            pin(here, paper=there.offered["student"].pk),
        ],
    ),
    "assignment:placement": Act(
        lambda here: {"offered": here.offered["left"].pk, "reason": "no"},
        pk("waiting applicant"),
        swaps=lambda here, there: [{"offered": there.offered["left"].pk, "reason": "no"}],
    ),
    "assignment:meeting": Act(
        lambda here: {f"state-{here.cast['student'].pk}": "absent"},
        swaps=lambda here, there: [
            {f"state-{row.pk}": "absent", f"was-{row.pk}": ""}
            for row in (there.cast["student"], here.cast["left"], here.cast["supervisor"])
        ],
    ),
    "preferences:mine": Act(
        lambda here: {"order": [here.offered["third student"].pk], "instead": "1"},
        swaps=lambda here, there: [
            {"order": [number], "instead": "1"} for number in (there.offered["left"].pk, 10**30)
        ],
        who="student",
    ),
    "seminars:new_paper": Act(
        paper,
        swaps=lambda here, there: [
            paper(here, topic=there.seminar.topics.get().pk),
            *(paper(here, supervisor=row.pk) for row in (there.cast["supervisor"], here.cast["student"])),
        ],
    ),
}


def sent(semester, name, act, body):
    here = semester.here
    with clock.override(IN_WINDOW if name == "preferences:mine" else WRITING):
        return semester.visitors.ask(act.who, "POST", here.address(name, **act.where(here)), body, watch=rows)


@pytest.mark.parametrize("name", FORMS)
def test_an_id_that_does_not_belong_there_is_refused(semester, name):
    act, before = FORMS[name], rows()
    answer = sent(semester, name, act, act.body(semester.here))
    assert answer.status == 302 and changes(before, answer.happened)
    for body in act.swaps(semester.here, semester.elsewhere):
        answer = sent(semester, name, act, body)
        assert answer.status in (302, 422)
        assert changes(before, answer.happened) == [], body


def test_a_module_of_another_seminar_stays_as_it_is(semester):
    """A row with an id that the seminar does not have is taken for a new one."""
    before = rows()
    answer = sent(semester, "seminars:edit", Act(), seminar(semester.here, semester.elsewhere.prerequisite.pk))
    assert answer.status == 302
    told = changes(before, answer.happened)
    assert "Mine now" in str(told)
    assert [key for label, key, *_rest in told if label == "seminars.Prerequisite"].count("new") == 1
    assert (
        answer.happened["seminars.Prerequisite"][semester.elsewhere.prerequisite.pk]
        == (before["seminars.Prerequisite"][semester.elsewhere.prerequisite.pk])
    )


def test_a_module_of_another_seminar_is_not_passed(semester):
    act, before = FORMS["preferences:mine"], rows()
    here, there = semester.here, semester.elsewhere
    for module, number in ((here.prerequisite, 1), (there.prerequisite, 0)):
        answer = sent(semester, "preferences:mine", act, {**act.body(here), "passed": [module.pk]})
        assert answer.status == 302
        told = [label for label, *_rest in changes(before, answer.happened)]
        assert told.count("preferences.PreferenceList_passed") == number


def test_held_mails_of_another_seminar_stay_held(semester):
    here, there = semester.here, semester.elsewhere
    with undone():
        Message.objects.filter(pk=there.values["message_id"]).update(state="held")
        before = rows()
        answer = semester.visitors.ask(
            "organiser", "POST", here.address("overview:send_held"), {"through": 2**62, "number": 1}, watch=rows
        )
        assert answer.status == 302 and changes(before, answer.happened) == []

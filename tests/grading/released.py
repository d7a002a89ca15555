"""What the tests of the release share: people who hold papers, final sheets, pages as a person."""

from decimal import Decimal
from types import SimpleNamespace

from django.urls import reverse

from seminar import clock
from seminar.grading import actions
from seminar.grading.models import Part
from seminar.grading.release import preview
from tests.builders import make_milestones, make_participation, make_seminar, make_user
from tests.second_half import AFTER, BLOCK, DAY_1, make_credit, make_holder, make_session, make_sheet, make_talk

NAMES = ["Amara Okonjo", "Berta Weiß", "Cem Yildiz", "Dana Eder", "Emil Ferro"]


def graded(number=3, final=None, **fields):
    """So many people with a paper and a talk; the first `final` of them (all) have both sheets final."""
    seminar = make_seminar(milestones=False, contact="seminar@example.org", module_numbers="IN2107", **fields)
    make_milestones(seminar, block=BLOCK)
    grader = make_participation(seminar, "supervisor", make_user("Nerea Ibarluzea"))
    session = make_session(seminar, DAY_1)
    people = [
        make_holder(
            seminar, f"Paper {name[0]}", supervisor=grader, user=make_user(name, language="de" if place == 1 else "en")
        )
        for place, name in enumerate(NAMES[:number])
    ]
    house = SimpleNamespace(
        seminar=seminar, grader=grader, people=people, talks=[make_talk(person, session) for person in people],
        organiser=seminar.participations.organisers().select_related("user").get(),
    )  # fmt: skip
    for person in people[:final]:
        write(house, person)
    return house


def write(house, person, report="1.7", presentation="1.3", **fields):
    make_sheet(person, Part.REPORT, house.grader, report, remark="Clear throughout.", **fields)
    make_sheet(person, Part.PRESENTATION, house.grader, presentation, remark="Calm, in time.", **fields)


def credit(house, person, in_talk=1, **fields):
    return make_credit(house.talks[in_talk], person, house.organiser.user, **fields)


def release(house, at=AFTER, shown=None, **options):
    with clock.override(at):
        text = preview(house.seminar).shown if shown is None else shown
        return actions.release(participation=house.organiser, shown=text, **options)


def change(house, person, at=AFTER, number=1, **said):
    said = {
        "report_mark": Decimal(1),
        "presentation_mark": Decimal(1),
        "credits": 0,
        "reason": "A mistake in adding up.",
    } | said
    with clock.override(at):
        return actions.change_grade(participation=house.organiser, person=person, number=number, **said)


def visit(client, house, name, *args, user=None, data=None, at=AFTER, query=""):
    client.force_login(user or house.organiser.user)
    address = reverse(f"grading:{name}", args=[house.seminar.slug, *args])
    with clock.override(at):
        return client.get(address + query) if data is None else client.post(address, data)

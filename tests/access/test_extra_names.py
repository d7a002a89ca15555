"""Mass assignment: a form that is sent with the name of every column there is does what it does without them."""

import pytest
from django.db import models

from seminar import clock
from seminar.seminars.forms.library import OfferForm
from seminar.seminars.list_row import FIELDS
from tests.access.acts import ACTS
from tests.access.rows import MODELS, changes, rows, without_chance
from tests.second_half import AFTER

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

# What a form may be sent and is not when it is filled in as usual: an empty place, a tick that is not set.
OPTIONAL = {
    "programme:new_session": {"place"},
    "programme:session": {"place"},
    "grading:rules": {"bonus_lifts_fail", "both_must_pass"},
    "grading:absence": {"worse_by"},
    "seminars:offer": set(OfferForm.base_fields),
    "seminars:import_row": set(FIELDS),
}
APPS = ("accounts", "papers", "seminars", "submissions", "programme", "grading", "overview", "log", "mail")


def extra_names(semester) -> dict[str, str]:
    """Every column of the tables around these forms, with a value that would change it."""
    found = {"pk": "1", "id": "1"}
    for label, model in MODELS.items():
        if label.startswith(APPS):
            for field in model._meta.concrete_fields:
                found[field.name] = found[field.attname] = value_for(field, semester)
    return found


def value_for(field, semester) -> str:
    there = semester.elsewhere
    if field.is_relation:
        strangers = {"User": there.organiser.user_id, "Participation": there.cast["student"].pk}
        return str(strangers.get(field.related_model.__name__) or 1)
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField):
        return "2020-01-01T00:00:00Z"
    if isinstance(field, models.DecimalField | models.IntegerField):
        return "5"
    return "5" if field.name in ("mark", "grade") else "intruder"


def test_there_are_names_enough(semester):
    names = extra_names(semester)
    assert len(names) > 100
    wanted = (
        "seminar",
        "participation",
        "left_at",
        "mark",
        "final_at",
        "allowed_at",
        "released_at",
        "is_passed",
        "role",
    )
    assert set(wanted) <= set(names)


@pytest.mark.parametrize("name", ACTS)
def test_extra_names_change_nothing_more(semester, name):
    here, act = semester.here, ACTS[name]
    before, address = rows(), here.address(name, **act.where(here))
    known = act.body(here).keys() | OPTIONAL.get(name, set())
    with clock.override(AFTER):
        plain = semester.visitors.ask(act.who, "POST", address, act.body(here), watch=rows)
        extra = {key: value for key, value in extra_names(semester).items() if key not in known}
        laden = semester.visitors.ask(act.who, "POST", address, {**extra, **act.body(here)}, watch=rows)
    assert (laden.status, place(laden)) == (plain.status, place(plain))
    assert changes(before, laden.happened) == changes(before, plain.happened)


def place(answer) -> str:
    """Where it leads, without the number a new row got."""
    return without_chance(answer.headers.get("Location", "").partition("#")[0])

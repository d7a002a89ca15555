"""Every id in an address or a form is swapped for one that does not belong there: nothing is shown, nothing changes."""

import pytest

from seminar import clock
from tests.access.acts import ACTS
from tests.access.rows import changes, rows
from tests.access.table import FIRST_HALF, SECOND_HALF, TABLE
from tests.access.viewpoints import parts_of
from tests.builders import IN_WINDOW
from tests.second_half import AFTER

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

# Words, not ids: which file, which part, which form. And the secret of a calendar, which is no id of a seminar.
WORDS = {"kind", "part", "token", "form"}
# Papers of the library are no seminar's; `test_library.py` asks for those.
LIBRARY = {"paper_id", "other_id"}
SWAPPED = [(name, part) for name in TABLE for part in parts_of(name) if part not in WORDS | LIBRARY]
INSIDE = ("organiser", "supervisor", "student")
# What the forms of the first weeks are sent with; some would be refused for other reasons, too, but the door is first.
PLAIN = {"reason": "no", "direction": "up", "left_reason": "no", "title": "Other", "withdrawn_reason": "no"}
IMPOSSIBLE = (0, 10**30)


# ---- ids in addresses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "part"), SWAPPED, ids=lambda value: value)
def test_an_id_of_another_seminar_in_an_address_is_no_way_in(semester, name, part):
    here, act = semester.here, ACTS.get(name)
    known = act.where(here) if act else {}
    foreign = semester.elsewhere.values[part]
    assert foreign != {**here.values, **known}[part]
    tries = [(foreign, viewpoint) for viewpoint in INSIDE]
    tries += [] if part in ("receipt", "code") else [(number, "organiser") for number in IMPOSSIBLE]
    for swap, viewpoint in tries:
        address = here.address(name, **{**known, part: swap})
        with clock.override(IN_WINDOW if name in FIRST_HALF else AFTER):
            for method, body in (("GET", None), ("POST", act.body(here) if act else PLAIN)):
                answer = semester.visitors.ask(viewpoint, method, address, body)
                # Adding a paper of another seminar ends on the own catalogue with a sentence instead of a 404.
                added = name == "preferences:addition" and (method, viewpoint) == ("POST", "student")
                assert answer.status in ((302,) if added else (404, 405)), (viewpoint, method, swap)
                assert answer.writes == [] or added and not inserts(answer)


def inserts(answer) -> list[str]:
    return [sql for sql in answer.writes if sql.startswith("INSERT")]


@pytest.mark.parametrize("name", [name for name in SECOND_HALF if WORDS & set(parts_of(name))])
def test_a_word_that_means_nothing_leads_nowhere(semester, name):
    for part in WORDS & set(parts_of(name)):
        for viewpoint in INSIDE:
            answer = semester.visitors.ask(viewpoint, "GET", semester.here.address(name, **{part: "nothing"}))
            assert answer.status in (404, 405), (name, part)


# Of the own seminar, and not what the address is about: who waits, who has left, who is no student.
OTHERS = ("waiting applicant", "left", "supervisor", "organiser")
ABOUT_A_STUDENT = [name for name in SECOND_HALF if "participation_id" in parts_of(name) and name in ACTS]
# The talk of somebody who has left is still in the programme, cancelled: it can be moved or taken out.
TALKS = ("programme:place", "programme:up", "programme:down", "programme:swap")


@pytest.mark.parametrize("name", ABOUT_A_STUDENT)
def test_an_act_about_somebody_it_does_not_fit_changes_nothing(semester, name):
    here, act = semester.here, ACTS[name]
    before = rows()
    for other in OTHERS if name not in TALKS else set(OTHERS) - {"left"}:
        address = here.address(name, participation_id=here.cast[other].pk)
        with clock.override(AFTER):
            answer = semester.visitors.ask(act.who, "POST", address, act.body(here), watch=rows)
        assert changes(before, answer.happened) == [], other


# ---- ids in forms ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ACTS)
def test_the_filled_form_itself_is_accepted(semester, name):
    """Else the refusals below would say nothing."""
    here, act = semester.here, ACTS[name]
    # Everybody has a place; nothing is released; another list waits in the preview.
    changed = {"programme:fill", "grading:change", "seminars:import_return"}
    changed |= {"overview:claim", "overview:give_back"}  # the reports were due; test_claiming.py has the time before
    before = rows()
    with clock.override(AFTER):
        address = here.address(name, **act.where(here))
        answer = semester.visitors.ask(act.who, "POST", address, act.body(here), watch=rows)
    assert bool(changes(before, answer.happened)) == (name not in changed), answer.status


@pytest.mark.parametrize("name", [name for name, act in ACTS.items() if act.swaps])
def test_an_id_in_a_form_that_does_not_belong_there_is_refused(semester, name):
    here, act = semester.here, ACTS[name]
    before = rows()
    with clock.override(AFTER):
        for body in act.swaps(here, semester.elsewhere):
            answer = semester.visitors.ask(act.who, "POST", here.address(name, **act.where(here)), body, watch=rows)
            assert answer.status in (302, 404, 409, 422)
            assert changes(before, answer.happened) == [], (answer.status, body)


def test_a_receipt_in_a_query_opens_no_other_file(semester):
    """The sheet of one student shows every version of theirs by its receipt, and no other one."""
    here, there = semester.here, semester.elsewhere
    mine = [here.files[name].receipt for name in ("report", "late")]
    others = [row.files[name].receipt for row in (here, there) for name in row.files]
    for address in (here.address(f"grading:sheet_{what}") for what in ("file", "page")):
        for viewpoint in ("supervisor", "organiser"):
            for receipt in {*mine, *others, "nothing"}:
                answer = semester.visitors.ask(viewpoint, "GET", address, {"receipt": receipt})
                assert answer.status == (200 if receipt in mine else 404)


def test_a_person_in_a_query_is_somebody_whose_grade_is_ready(semester):
    """The preview of a released page is there for the people of the list only."""
    here, there = semester.here, semester.elsewhere
    address = here.address("grading:release")
    ready = f"{here.cast['student'].pk}"
    marked = f"student: remark of supervisor on {'report'}"
    for pk in (here.cast["student"].pk, here.cast["second student"].pk, there.cast["student"].pk, 10**30):
        with clock.override(AFTER):
            answer = semester.visitors.ask("organiser", "GET", address, {"person": pk})
        found = semester.markers.in_text(answer.body.decode())
        assert (f"here {marked}" in found) == (f"{pk}" == ready)
        assert not [field for field in found if field.startswith("elsewhere")]

"""One grader's sheet: the file beside it, storing, finalising, two tabs, and what the other graders may see of it."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from seminar import clock
from seminar.grading import actions
from seminar.grading.book import entry_of
from seminar.grading.models import Agreement, Grade, Sheet
from seminar.submissions.models import Deliverable
from tests.builders import make_participation, make_seminar
from tests.grading.desk import make_house, text, visit, write
from tests.second_half import AFTER, HAND_IN_ENDS, make_credit, make_holder, make_sheet, make_submission, make_talk

pytestmark = pytest.mark.django_db

SECRET = "Quastenflosser"


@pytest.fixture
def house():
    house = make_house()
    for position, kind in enumerate(Deliverable.Kind.values):
        Deliverable.objects.get_or_create(seminar=house.seminar, kind=kind, defaults={"position": position})
    return house


def sheet(client, house, part="report", *, user=None, person=None):
    return visit(client, house, "sheet", (person or house.student).pk, part, user=user or house.first.user)


def second_grader(house, person=None):
    with clock.override(AFTER):
        actions.appoint(
            participation=house.organiser, graders={(person or house.student).pk: [house.first, house.second]}
        )


def release(house):
    Grade.objects.create(
        participation=house.student, grade="1.6", is_passed=True, report_mark="1.70", presentation_mark="2.00",
        credits=2, detail={"steps": []}, released_at=AFTER, released_by=house.organiser.user,
    )  # fmt: skip


def stored(house, part="report", grader=None):
    return Sheet.objects.filter(participation=house.student, part=part, grader=grader or house.first).first()


# ---- who ------------------------------------------------------------------------------------------------------------


def test_only_who_grades_opens_a_sheet(client, house):
    stranger = make_seminar().created_by
    for user in (house.second.user, house.student.user, house.people[1].user, stranger):
        for name in ("sheet", "sheet_file", "sheet_page"):
            assert visit(client, house, name, house.student.pk, "report", user=user).status_code == 404
        for name in ("sheet", "finalise", "reopen"):
            answer = visit(client, house, name, house.student.pk, "report", user=user, data={"mark": "1.0"})
            assert answer.status_code == 404
    assert sheet(client, house).status_code == 200
    assert not Sheet.objects.exists()


def test_a_part_that_does_not_exist_and_somebody_without_a_paper_are_not_found(client, house):
    waiting = make_participation(house.seminar)
    assert sheet(client, house, "slides").status_code == 404
    assert sheet(client, house, person=waiting).status_code == 404


def test_an_organiser_who_does_not_grade_sees_states_and_no_mark_before_all_are_final(client, house):
    second_grader(house)
    make_sheet(house.student, "report", house.first, "1.3", remark=SECRET, note=SECRET)
    organiser = house.organiser.user
    shown = text(sheet(client, house, user=organiser))
    assert "not started" in shown and "final" in shown
    assert SECRET not in shown and "1.3" not in shown
    assert visit(client, house, "sheet", house.student.pk, "report", data={"mark": "1.0"}).status_code == 404
    make_sheet(house.student, "report", house.second, "1.7")
    shown = text(sheet(client, house, user=organiser))
    assert SECRET in shown and ">1.3<" in shown and ">1.7<" in shown


# ---- the file -------------------------------------------------------------------------------------------------------


def test_the_version_that_counts_stands_beside_the_sheet_with_its_notes(client, house):
    make_submission(house.student, "report", has_preview=True, notes=[{"key": "no_text"}])
    shown = text(sheet(client, house))
    assert "Report, version 1, on time" in shown and "6 pages" in shown
    assert reverse("grading:sheet_page", args=["theory", house.student.pk, "report"]) in shown
    assert "No report was uploaded." not in shown


def test_a_sheet_stays_with_its_version_and_tells_of_a_newer_one(client, house):
    first = make_submission(house.student, "report")
    write(client, house, house.student, "report", house.first, mark="2.0")
    make_submission(house.student, "report", at=HAND_IN_ENDS - timedelta(hours=1))
    make_submission(house.student, "report", at=HAND_IN_ENDS + timedelta(hours=2, minutes=13))
    shown = text(sheet(client, house))
    assert "A newer version exists." in shown
    assert "Version 3 came late by 2 h 13 min. This sheet is about version 1." in shown
    assert "This sheet is about version 2 from now on." in shown
    write(client, house, house.student, "report", house.first, mark="2.3", version="1")
    assert stored(house).submission == first
    write(client, house, house.student, "report", house.first, mark="2.3", version="2", takes_newer="on")
    assert stored(house).submission.version == 2


def test_no_report_is_said_and_five_is_an_explicit_act(client, house):
    shown = text(sheet(client, house))
    assert "No report was uploaded." in shown and "Not handed in: 5.0" in shown
    write(client, house, house.student, "report", house.first, not_handed_in="")
    assert (stored(house).mark, stored(house).is_final) == (Decimal("5.0"), False)
    assert "Not handed in: 5.0" not in text(sheet(client, house, "presentation"))


def test_a_late_version_alone_does_not_count(client, house):
    make_submission(house.student, "report", at=HAND_IN_ENDS + timedelta(hours=5))
    shown = text(sheet(client, house))
    assert "No version of the report counts." in shown and "Version 1 came late by 5 h." in shown


def test_a_late_version_that_may_count_says_so(client, house):
    by = house.organiser.user
    allowed = {"allowed_at": AFTER, "allowed_by": by, "allowed_reason": "The server was down."}
    make_submission(house.student, "report", at=HAND_IN_ENDS + timedelta(hours=5), **allowed)
    assert "version 1, late, and allowed to count" in text(sheet(client, house))


def test_the_presentation_is_about_the_final_slides_else_the_first_ones(client, house):
    make_submission(house.student, "first-slides")
    assert "First version of the slides, version 1" in text(sheet(client, house, "presentation"))
    make_submission(house.student, "final-slides")
    assert "Final slides, version 1" in text(sheet(client, house, "presentation"))


def test_graders_get_the_file_and_every_other_version_of_it(client, house):
    second_grader(house)
    versions = [make_submission(house.student, "report") for _ in range(2)]
    other = make_submission(house.people[1], "report")
    for number, row in enumerate((*versions, other)):
        path = settings.FILES_DIR / row.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"%PDF-{number}".encode())

    def read(receipt=""):
        client.force_login(house.second.user)
        address = reverse("grading:sheet_file", args=["theory", house.student.pk, "report"])
        with clock.override(AFTER):
            return client.get(address + (f"?receipt={receipt}" if receipt else ""))

    assert b"".join(read().streaming_content) == b"%PDF-1"
    assert b"".join(read(versions[0].receipt).streaming_content) == b"%PDF-0"
    assert read(other.receipt).status_code == 404 and read("U-0").status_code == 404
    for row in (*versions, other):
        Path(settings.FILES_DIR / row.path).unlink()
    assert visit(client, house, "sheet_page", house.student.pk, "report", user=house.second.user).status_code == 404


def test_without_a_file_there_is_none_to_read(client, house):
    assert visit(client, house, "sheet_file", house.student.pk, "report", user=house.first.user).status_code == 404


# ---- storing --------------------------------------------------------------------------------------------------------


def test_a_sheet_is_stored_and_told_with_the_time(client, house):
    answer = write(client, house, house.student, "report", house.first, mark="1.7", remark="Clear.", note="Twice.")
    assert answer.status_code == 302
    row = stored(house)
    assert (row.mark, row.remark, row.note, row.version) == (Decimal("1.7"), "Clear.", "Twice.", 1)
    assert (row.stored_at, row.is_final) == (AFTER, False)
    shown = text(sheet(client, house))
    assert "Stored Mon 2 Aug 2021, 10:00:00 CEST" in shown and 'value="1.7"' in shown
    assert not house.seminar.log_entries.exists()


def test_a_mark_is_one_of_the_scale_and_may_wait(client, house):
    answer = write(client, house, house.student, "report", house.first, mark="1.5", remark="Kept.")
    assert answer.status_code == 422 and "<title>Error:" in text(answer) and "Kept." in text(answer)
    assert stored(house) is None
    assert write(client, house, house.student, "report", house.first, remark="Half done.").status_code == 302
    assert stored(house).mark is None


def test_too_long_a_remark_is_refused_and_kept(client, house):
    answer = write(client, house, house.student, "report", house.first, remark="x" * 5001)
    assert answer.status_code == 422 and "x" * 5001 in text(answer)


def test_save_and_next_goes_to_the_next_open_sheet(client, house):
    make_sheet(house.people[1], "report", house.first)
    data = {"mark": "2.0", "next": ""}
    answer = write(client, house, house.student, "report", house.first, **data)
    assert answer.url == reverse("grading:sheet", args=["theory", house.student.pk, "presentation"])
    assert "1 of 4" in text(sheet(client, house))


@pytest.mark.postgres_too
def test_a_double_click_stores_one_sheet_and_leaves_the_next_one_alone(client, house):
    data = {"mark": "2.0", "remark": "Good.", "next": ""}
    first = write(client, house, house.student, "report", house.first, **data)
    second = write(client, house, house.student, "report", house.first, **data)
    assert first.url == second.url
    assert [(row.participation, row.part, row.version) for row in Sheet.objects.all()] == [(house.student, "report", 1)]


@pytest.mark.postgres_too
def test_a_sheet_in_two_tabs_becomes_a_page_with_both_texts(client, house):
    write(client, house, house.student, "report", house.first, mark="2.0", remark="From the first tab.")
    answer = write(client, house, house.student, "report", house.first, mark="2.3", remark="From the second tab.")
    shown = text(answer)
    assert answer.status_code == 409
    assert "From the first tab." in shown and "From the second tab." in shown
    assert (stored(house).remark, stored(house).version) == ("From the first tab.", 1)
    # What the button "Keep the text from this page" sends.
    for field in ('name="version" value="1"', 'name="mark" value="2.3"', 'name="remark" value="From the second tab."'):
        assert field in shown
    data = {"version": "1", "mark": "2.3", "remark": "From the second tab."}
    assert write(client, house, house.student, "report", house.first, **data).status_code == 302
    assert (stored(house).remark, stored(house).version) == ("From the second tab.", 2)


def test_each_grader_has_an_own_sheet(client, house):
    second_grader(house)
    write(client, house, house.student, "report", house.first, mark="1.3")
    assert write(client, house, house.student, "report", house.second, mark="2.0").status_code == 302
    assert {row.grader: str(row.mark) for row in Sheet.objects.all()} == {house.first: "1.3", house.second: "2.0"}


# ---- final and open again -------------------------------------------------------------------------------------------


def test_finalising_stores_what_is_written_and_needs_a_mark(client, house):
    answer = write(client, house, house.student, "report", house.first, name="finalise", remark="Kept here.")
    assert answer.status_code == 422 and "Choose a mark" in text(answer) and "Kept here." in text(answer)
    assert stored(house) is None
    write(client, house, house.student, "report", house.first, name="finalise", mark="2.0", remark="Done.")
    assert (stored(house).final_at, stored(house).remark) == (AFTER, "Done.")
    shown = text(sheet(client, house))
    assert "Final since" in shown and "Finalise sheet" not in shown and "Open again" in shown


def test_the_record_tells_that_it_happened_and_no_mark(client, house):
    write(client, house, house.student, "report", house.first, name="finalise", mark="1.3", remark=SECRET)
    visit(client, house, "reopen", house.student.pk, "report", user=house.first.user, data={})
    rows = list(house.seminar.log_entries.order_by("pk"))
    assert [(row.what, row.by, row.subject, row.after) for row in rows] == [
        ("sheet.finalised", house.first.user, "Student 1", {"part": "report"}),
        ("sheet.reopened", house.first.user, "Student 1", {"part": "report"}),
    ]


def test_a_final_sheet_is_not_overwritten_from_an_old_tab(client, house):
    write(client, house, house.student, "report", house.first, mark="2.0")
    write(client, house, house.student, "report", house.first, name="finalise", mark="2.0", version="1")
    answer = write(client, house, house.student, "report", house.first, mark="3.0", version="1", remark="Old tab.")
    shown = text(answer)
    assert answer.status_code == 409 and "made final on another page" in shown and "Old tab." in shown
    assert "Keep the text from this page" not in shown
    assert (stored(house).mark, stored(house).is_final) == (Decimal("2.0"), True)


def test_finalising_twice_is_once(client, house):
    for _ in range(2):
        data = {"mark": "2.0", "name": "finalise"}
        assert write(client, house, house.student, "report", house.first, **data).status_code == 302
    assert house.seminar.log_entries.filter(what="sheet.finalised").count() == 1


def test_opening_again_ends_an_agreement_of_this_part_only(client, house):
    second_grader(house)
    for part in ("report", "presentation"):
        make_sheet(house.student, part, house.first, "1.0")
        make_sheet(house.student, part, house.second, "3.0")
        with clock.override(AFTER):
            said = {"part": part, "mark": Decimal("2.0"), "note": "We talked."}
            actions.agree(participation=house.first, person=house.student, **said)
    answer = visit(client, house, "reopen", house.student.pk, "report", user=house.second.user, data={})
    assert answer.status_code == 302
    assert [row.part for row in Agreement.objects.all()] == ["presentation"]
    assert not stored(house, grader=house.second).is_final and stored(house).is_final
    assert house.seminar.log_entries.filter(what="mark.agreement_ended").count() == 1


def test_after_the_release_nothing_changes(client, house):
    make_sheet(house.student, "report", house.first, "2.0")
    release(house)
    shown = text(sheet(client, house))
    assert "The grade is released." in shown and "Open again" not in shown
    answer = visit(client, house, "reopen", house.student.pk, "report", user=house.first.user, data={})
    assert answer.status_code == 409 and stored(house).is_final
    answer = write(client, house, house.student, "presentation", house.first, mark="1.0", remark="Too late.")
    assert answer.status_code == 409 and "Too late." in text(answer)
    assert stored(house, "presentation") is None


# ---- blind until all are final --------------------------------------------------------------------------------------


def test_a_grader_sees_nothing_of_another_before_both_are_final(client, house):
    second_grader(house)
    data = {"mark": "1.3", "remark": SECRET, "note": SECRET}
    write(client, house, house.student, "report", house.first, **data, name="finalise")
    write(client, house, house.student, "presentation", house.first, **data)
    for part in ("report", "presentation"):
        shown = text(sheet(client, house, part, user=house.second.user))
        assert "1.3" not in shown.replace('value="1.3"', "").replace("> 1.3<", "") and SECRET not in shown
    assert "Samuel Oyelarinde</b> <span>final" in text(sheet(client, house, user=house.second.user))
    answer = visit(client, house, "agreement", house.student.pk, "report", user=house.second.user)
    assert answer.status_code == 404


def test_the_page_is_the_same_whatever_the_other_wrote(client, house):
    second_grader(house)
    seen = []
    for mark in ("1.0", "5.0"):
        Sheet.objects.all().delete()
        make_sheet(house.student, "report", house.first, mark, remark=SECRET * int(float(mark)))
        answer = sheet(client, house, user=house.second.user)
        seen.append([line for line in answer.content.splitlines() if b"csrf" not in line])
    assert seen[0] == seen[1]


def test_afterwards_both_stand_side_by_side_with_the_difference(client, house):
    second_grader(house)
    make_sheet(house.student, "report", house.first, "1.3")
    make_sheet(house.student, "report", house.second, "2.0")
    shown = text(sheet(client, house, user=house.second.user))
    assert "They differ by 0.7; the limit is 0.7. The mean 1.65 counts." in shown
    Sheet.objects.filter(grader=house.second).update(mark="2.3")
    shown = text(sheet(client, house, user=house.second.user))
    assert "They differ by 1.0; the limit is 0.7." in shown and "Agree on a mark" in shown


# ---- the formula ----------------------------------------------------------------------------------------------------


def formula(answer):
    shown = text(answer)
    return shown[shown.index('id="formula"') :]


def test_the_formula_with_the_students_own_numbers(client, house):
    write(client, house, house.student, "report", house.first, mark="1.7")
    assert "the final grade is between 1.2 and 3.6" in formula(sheet(client, house))
    third = make_holder(house.seminar, supervisor=house.first)
    for talk in (house.talks[1], make_talk(third, house.session)):
        make_credit(talk, house.student, house.organiser.user)
    write(client, house, house.student, "presentation", house.first, mark="2.0")
    shown = formula(sheet(client, house))
    for number in ("1.7 × 0.40", "2.0 × 0.60", "1.88", "2 × 0.1", "1.68", "1.6"):
        assert number in shown
    client.cookies["django_language"] = "de"
    shown = formula(sheet(client, house))
    for number in ("1,7 × 0,40", "1,88", "1,68", "1,6"):
        assert number in shown


def test_the_formula_takes_the_mean_once_all_are_final_and_only_the_own_mark_before(client, house):
    second_grader(house)
    make_sheet(house.student, "report", house.first, "1.3")
    make_sheet(house.student, "report", house.second, "2.0")
    make_sheet(house.student, "presentation", house.first, "1.0")
    make_sheet(house.student, "presentation", house.second, "3.0", final=False)
    shown = formula(sheet(client, house, user=house.second.user))
    assert "1.65 × 0.40" in shown and "3.0 × 0.60" in shown
    assert "only your own mark is in it" in shown


def test_a_mark_to_be_agreed_is_open(client, house):
    second_grader(house)
    for part in ("report", "presentation"):
        make_sheet(house.student, part, house.first, "1.0")
        make_sheet(house.student, part, house.second, "3.0" if part == "report" else "1.0")
    entry = entry_of(house.seminar, house.student.pk)
    best, worst = entry.result.between
    assert f"the final grade is between {best} and {worst}" in formula(sheet(client, house))


# ---- how much -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("students", [1, 3])
def test_a_sheet_costs_the_same_for_any_number(client, django_assert_num_queries, students):
    house = make_house(students)
    for person in house.people:
        second_grader(house, person)
        make_sheet(person, "report", house.first)
        make_sheet(person, "report", house.second)
    client.force_login(house.first.user)
    address = reverse("grading:sheet", args=["theory", house.student.pk, "report"])
    with clock.override(AFTER), django_assert_num_queries(20):
        assert client.get(address).status_code == 200

"""The rules of every deliverable in one form: deadline, tolerance, size, pages, late files."""

import pytest
from django.urls import reverse

from seminar import clock
from seminar.submissions import actions, standing
from seminar.submissions.models import Deliverable
from tests.builders import local, make_seminar
from tests.overview.pages import stranger, text
from tests.second_half import WRITING, make_submission
from tests.submissions.hand_in import make_house, visit

pytestmark = pytest.mark.django_db

KINDS = ("report", "first-slides", "final-slides")


@pytest.fixture
def house():
    return make_house()


def rules(**changed) -> dict:
    """What the untouched form sends, with changes: report__max_mb=5 is the field report_max_mb."""
    data = {}
    for kind in KINDS:
        data |= {
            f"{kind}_ends_date": "", f"{kind}_ends_time": "", f"{kind}_tolerance_minutes": "5", f"{kind}_max_mb": "20",
            f"{kind}_min_pages": "", f"{kind}_max_pages": "", f"{kind}_accepts_late": "on",
        }  # fmt: skip
    return data | changed


def stored(house, kind="report") -> Deliverable:
    return house.seminar.deliverables.get(kind=kind)


def test_an_empty_deadline_is_said_in_words(client, house):
    shown = text(visit(client, house, "settings"))
    assert shown.count("Empty: the hand-in date of the seminar, Thu 1 Jul 2021, 23:59 CEST.") == 2
    assert "Empty: until the block seminar begins, so Wed 28 Jul 2021, 23:59 CEST." in shown


def test_open_dates_are_said_in_words(client):
    house = make_house(1, block=False)
    house.seminar.milestones.filter(kind="hand_in").delete()
    shown = text(visit(client, house, "settings"))
    assert shown.count("Empty: the hand-in date of the seminar, which is still open.") == 2
    assert "Empty: when the block seminar begins; its days are still open." in shown


def test_rules_are_stored_and_students_are_measured_by_them(client, house):
    late = make_submission(house.people[0], at=local(2021, 7, 2, 2))
    assert standing.standing_of(house.people[0])["report"].counts is None
    data = rules(
        report_ends_date="2021-07-02", report_ends_time="12:00", report_tolerance_minutes="0", report_max_mb="30",
        report_min_pages="4", report_max_pages="6",
    )  # fmt: skip
    data.pop("first-slides_accepts_late")
    assert visit(client, house, "settings", data=data).status_code == 302
    report = stored(house)
    assert report.ends_at == local(2021, 7, 2, 12, 1) and report.revision == 1
    assert (report.tolerance_minutes, report.max_mb, report.min_pages, report.max_pages) == (0, 30, 4, 6)
    assert not stored(house, "first-slides").accepts_late and stored(house, "final-slides").accepts_late
    assert standing.standing_of(house.people[0])["report"].counts == late
    assert "The rules are stored." in text(visit(client, house, "matrix"))
    again = visit(client, house, "settings")
    assert 'value="2021-07-02"' in text(again) and 'value="12:00"' in text(again)
    assert house.seminar.log_entries.filter(what="deliverables.changed").count() == 1


def test_without_a_time_the_deadline_is_the_end_of_the_day(client, house):
    visit(client, house, "settings", data=rules(report_ends_date="02.07.2021"))
    assert stored(house).ends_at == local(2021, 7, 3)


def test_unchanged_rules_write_nothing(client, house):
    visit(client, house, "settings", data=rules())
    assert "Nothing was changed." in text(visit(client, house, "matrix"))
    assert not house.seminar.log_entries.filter(what="deliverables.changed").exists()


def test_an_own_deadline_is_taken_away_again(client, house):
    visit(client, house, "settings", data=rules(report_ends_date="2021-07-02"))
    visit(client, house, "settings", data=rules())
    assert stored(house).ends_at is None and stored(house).revision == 2


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"report_ends_date": "soon"}, "This is not a date."),
        ({"report_ends_time": "12:00"}, "There is a time, 12:00, but no date."),
        ({"report_ends_date": "2021-07-02", "report_ends_time": "00:00"}, "Write 23:59 of the day before."),
        ({"report_ends_date": "2022-03-27", "report_ends_time": "02:30"}, "02:30 does not exist on this day"),
        ({"report_ends_date": "2021-10-31", "report_ends_time": "02:30"}, "02:30 exists twice on this day"),
        (
            {"report_ends_date": "2021-03-01"},
            "Mon 1 Mar 2021, 23:59 CET is before the papers are assigned, Wed 10 Mar 2021, 18:00 CET.",
        ),
        (
            {"first-slides_ends_date": "2021-07-29"},
            "“First version of the slides” (Thu 29 Jul 2021, 23:59 CEST) cannot be due after “Final slides” "
            "(Wed 28 Jul 2021, 23:59 CEST).",
        ),
        ({"final-slides_ends_date": "2021-06-29"}, "cannot be due after “Final slides” (Tue 29 Jun 2021"),
        ({"report_min_pages": "8", "report_max_pages": "5"}, "At most 5 pages and at least 8 cannot both hold."),
        ({"report_tolerance_minutes": "121"}, "At most 120 minutes."),
        ({"report_tolerance_minutes": ""}, "Report, Tolerance in minutes: This field is required."),
        ({"report_tolerance_minutes": "-1"}, "Report, Tolerance in minutes:"),
        ({"report_max_mb": "0"}, "At least 1 MB."),
        ({"report_max_mb": "101"}, "At most 100 MB are taken."),
        ({"report_min_pages": "0"}, "At least 1 page."),
        ({"report_max_pages": "99999"}, "At most 10,000 pages."),
    ],
)
def test_what_cannot_hold_is_refused_with_a_sentence_and_kept(client, house, changed, sentence):
    answer = visit(client, house, "settings", data=rules(**{"report_max_mb": "33", **changed}))
    shown = text(answer)
    assert answer.status_code == 422 and "<title>Error:" in shown
    assert sentence in shown
    for value in changed.values():
        assert not value or f'value="{value}"' in shown
    assert stored(house).max_mb == 20 and not house.seminar.log_entries.filter(what="deliverables.changed").exists()


def test_the_summary_names_the_deliverable_and_links_the_field(client, house):
    shown = text(visit(client, house, "settings", data=rules(**{"final-slides_max_mb": "0"})))
    assert '<a href="#id_final-slides_max_mb">Final slides, Largest file in MB: At least 1 MB.</a>' in shown
    assert 'aria-describedby="id_final-slides_max_mb_error"' in shown


def test_a_deadline_that_exists_twice_is_chosen(client, house):
    data = rules(report_ends_date="2021-10-31", report_ends_time="02:30", report_ends_fold="0")
    assert visit(client, house, "settings", data=data).status_code == 302
    assert stored(house).ends_at.isoformat() == "2021-10-31T00:31:00+00:00"
    assert visit(client, house, "settings", data=data).status_code == 302
    assert stored(house).revision == 1


def test_once_people_hold_papers_the_page_says_whom_a_change_affects(client, house):
    hana = house.people[0]
    with clock.override(WRITING):
        actions.grant_extension(
            participation=house.organiser, person=hana, kind="report", ends_at=local(2021, 7, 10), reason="Ill."
        )
    shown = text(visit(client, house, "settings"))
    assert "Students can hand in already." in shown and "A change affects 3 people." in shown
    assert "1 extension exists" in shown and "?kind=report&amp;state=extended#people" in shown
    assert "Students can hand in already." not in text(visit(client, make_house(0), "settings"))


def test_a_later_deadline_for_all_is_never_shortened_by_an_extension(client, house):
    hana = house.people[0]
    with clock.override(WRITING):
        actions.grant_extension(
            participation=house.organiser, person=hana, kind="report", ends_at=local(2021, 7, 10), reason="Ill."
        )
    visit(client, house, "settings", data=rules(report_ends_date="2021-07-20"))
    assert standing.standing_of(hana)["report"].due == local(2021, 7, 21)


def test_only_organisers(client, house):
    for user in (house.people[0].user, house.supervisor.user, make_seminar().created_by, stranger()):
        assert visit(client, house, "settings", user=user).status_code == 404
        assert visit(client, house, "settings", user=user, data=rules(report_max_mb="1")).status_code == 404
    assert stored(house).max_mb == 20


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, django_assert_num_queries, people):
    house = make_house(people)
    client.force_login(house.organiser.user)
    with clock.override(WRITING), django_assert_num_queries(12):
        client.get(reverse("submissions:settings", args=[house.seminar.slug]))

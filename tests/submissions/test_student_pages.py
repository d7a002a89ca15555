"""What a student reads about a deliverable: the deadline, what counts, what can be done now."""

from datetime import timedelta

import pytest

from seminar import clock
from seminar.submissions import actions
from tests.builders import make_participation
from tests.overview.pages import text
from tests.second_half import HAND_IN_ENDS, WRITING, make_submission
from tests.submissions.hand_in import make_house, visit

pytestmark = pytest.mark.django_db

LATE = HAND_IN_ENDS + timedelta(hours=1)
AFTER = HAND_IN_ENDS + timedelta(days=1)


@pytest.fixture
def house():
    return make_house()


@pytest.fixture
def hana(house):
    return house.people[0]


def read(client, house, kind="report", *, at=WRITING, user=None):
    return visit(client, house, "deliverable", kind, user=user or house.people[0].user, at=at)


def has_form(answer) -> bool:
    return 'type="file"' in answer.content.decode()


def test_before_the_deadline_with_nothing_uploaded(client, house):
    answer = read(client, house)
    body = text(answer)
    assert answer.status_code == 200
    assert "Thu 1 Jul 2021, 23:59 CEST" in body
    assert ">2 Jul, 00:04</time> count as on time." in body
    assert "PDF, at most 20 MB" in body
    assert "Upload as version 1" in body
    assert has_form(answer)


def test_without_tolerance_none_is_promised(client, house):
    house.seminar.deliverables.update(tolerance_minutes=0)
    assert "count as on time" not in text(read(client, house))


def test_the_late_policy_is_printed_before_the_deadline(client, house):
    assert "are accepted and marked late." in text(read(client, house))
    house.seminar.deliverables.update(accepts_late=False)
    assert "are not accepted." in text(read(client, house))


def test_the_version_that_counts_and_all_versions(client, house, hana):
    make_submission(hana, notes=[{"key": "pages", "pages": 6, "fewest": None, "most": 5}])
    second = make_submission(hana, at=WRITING + timedelta(hours=1), check_state="unchecked")
    body = text(read(client, house))
    assert 'data-testid="counts-version"' in body
    assert "Version 2 is stored" in body
    assert "Received, not checked." in body
    assert "There is nothing more you need to do." in body
    assert "Upload as version 3" in body
    assert f"/hand-in/receipts/{second.receipt}/file/" in body
    assert "replaced" in body


def test_a_newer_late_version_is_told_beside_the_one_that_counts(client, house, hana):
    make_submission(hana)
    make_submission(hana, at=LATE)
    body = text(read(client, house, at=AFTER))
    assert "Version 1 is stored" in body
    assert "Version 2 is newer and late by 1 h." in body
    assert "newest, does not count" in body


def test_a_late_version_an_organiser_lets_count(client, house, hana):
    late = make_submission(hana, at=LATE)
    with clock.override(AFTER):
        actions.allow(participation=house.organiser, submission=late, reason="The network was down.")
    body = text(read(client, house, at=AFTER))
    assert 'data-testid="counts-version"' in body
    assert "Leonie Achterfeld lets this late version count. Reason: The network was down." in body


def test_after_the_deadline_late_files_are_taken_and_said_to_be_late(client, house):
    answer = read(client, house, at=AFTER)
    body = text(answer)
    assert "Nothing was uploaded by" in body
    assert "The deadline has passed: what you upload now is marked late." in body
    assert has_form(answer)


def test_after_the_deadline_without_late_files_there_is_no_form(client, house):
    house.seminar.deliverables.update(accepts_late=False)
    answer = read(client, house, at=AFTER)
    assert "Late files are not accepted." in text(answer)
    assert not has_form(answer)


def test_an_extension_shows_the_old_and_the_new_deadline(client, house, hana):
    with clock.override(AFTER):
        actions.grant_extension(
            participation=house.organiser, person=hana, kind="report", ends_at=HAND_IN_ENDS + timedelta(days=7),
            reason="Ill.",
        )  # fmt: skip
    body = text(read(client, house, at=AFTER))
    assert "Your deadline: " in body
    assert "Thu 8 Jul 2021, 23:59 CEST" in body
    assert "Thu 1 Jul 2021, 23:59 CEST" in body
    assert "by Leonie Achterfeld" in body
    assert "Reason: Ill." in body
    assert "Thu 8 Jul 2021" not in text(read(client, house, at=AFTER, user=house.people[1].user))


def test_without_a_paper_nothing_is_asked_and_nothing_is_told(client, house):
    answer = read(client, house, user=make_participation(house.seminar).user)
    assert "Uploads open for you as soon as you hold a paper." in text(answer)
    assert not has_form(answer)


def test_without_a_deadline_there_is_no_form(client, house):
    house.seminar.milestones.filter(kind="hand_in").delete()
    answer = read(client, house)
    assert "Uploads open as soon as the deadline is set." in text(answer)
    assert not has_form(answer)


def test_who_has_left_finds_nothing(client, house, hana):
    hana.left_at, hana.left_by = WRITING, hana.user
    hana.save()
    assert read(client, house).status_code == 404


def test_organisers_supervisors_and_unknown_kinds_are_not_found(client, house):
    assert read(client, house, user=house.organiser.user).status_code == 404
    assert read(client, house, user=house.supervisor.user).status_code == 404
    assert read(client, house, "poster").status_code == 404


def test_the_receipt_of_a_replaced_version_says_which_one_counts(client, house, hana):
    first = make_submission(hana)
    make_submission(hana, at=WRITING + timedelta(hours=1))
    body = text(visit(client, house, "receipt", first.receipt, user=hana.user))
    assert "Report: version 1 is stored, version 2 counts" in body


def test_the_receipt_of_an_upload_by_an_organiser_says_who_and_why(client, house, hana):
    row = make_submission(hana, uploaded_by=house.organiser.user, upload_reason="Came by mail.")
    body = text(visit(client, house, "receipt", row.receipt, user=hana.user))
    assert "Leonie Achterfeld. Reason: Came by mail." in body


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three_versions(client, house, hana, number, django_assert_num_queries):
    for _ in range(number):
        make_submission(hana)
    address = read(client, house).wsgi_request.path
    with clock.override(WRITING), django_assert_num_queries(12):
        assert client.get(address).status_code == 200


def test_a_file_in_the_wrong_shape_is_an_error_of_the_form(client, house):
    answer = visit(
        client, house, "deliverable", "report", user=house.people[0].user, data={"file": "text", "token": ""}
    )
    assert answer.status_code == 422
    assert "Choose a PDF file." in text(answer)

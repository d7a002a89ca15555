"""The organisers' table of people and files, and the page about one person: versions, extensions, uploads for them."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from seminar import clock
from seminar.mail.models import Message
from seminar.submissions import actions, standing
from seminar.submissions.models import Extension, Submission
from tests.builders import local, make_participation, make_seminar
from tests.overview.pages import stranger, text
from tests.second_half import HAND_IN_ENDS, WRITING, make_submission
from tests.submissions.hand_in import make_house, pdf_file, visit

pytestmark = pytest.mark.django_db

LATE = local(2021, 7, 2, 2, 13)
AFTER = local(2021, 7, 3, 12)


@pytest.fixture
def house():
    return make_house()


def handed_in(person, kind="report"):
    return standing.standing_of(person)[kind]


def cell(answer, person, kind="report") -> str:
    """The words of one cell of the table."""
    body = text(answer)
    start = body.index(f'data-testid="cell-{kind}-{person.pk}"')
    inside = body[body.index(">", start) + 1 : body.index("</td>", start)]
    words = "".join(f" {part.partition('>')[2]}" for part in f">{inside}".split("<"))
    return " ".join(words.split())


def rows(answer) -> list[str]:
    return [row.person.user.display_name for row in answer.context["table"].rows]


# ---- the table ------------------------------------------------------------------------------------------------------


def test_the_table_says_in_words_how_everything_stands(client, house):
    hana, kaito, tamsin = house.people
    make_submission(hana)
    make_submission(hana, at=local(2021, 6, 20))
    make_submission(kaito, at=LATE)
    make_submission(tamsin, "first-slides", check_state="unchecked", pages=None)
    answer = visit(client, house, "matrix", at=AFTER)
    assert answer.status_code == 200
    assert cell(answer, hana).endswith("Report: v2 on time")
    assert cell(answer, kaito).endswith("v1 late by 2 h 13 min does not count")
    assert cell(answer, tamsin).endswith("Report: missing")
    assert cell(answer, tamsin, "first-slides").endswith("v1 on time not checked")
    assert cell(answer, hana, "final-slides").endswith("nothing yet")
    assert "Due" not in cell(answer, hana) and "Thu 1 Jul 2021, 23:59 CEST" in text(answer)


def test_a_late_version_beside_one_that_counts_is_told_too(client, house):
    hana = house.people[0]
    make_submission(hana)
    make_submission(hana, at=LATE)
    shown = cell(visit(client, house, "matrix", at=AFTER), hana)
    assert shown.endswith("v1 on time newest: v2, late by 2 h 13 min, does not count")


def test_an_allowed_late_version_and_an_extension_are_marked(client, house):
    hana, kaito, _tamsin = house.people
    by = house.organiser.user
    make_submission(hana, at=LATE, allowed_at=AFTER, allowed_by=by, allowed_reason="Train.")
    extend(kaito, by)
    answer = visit(client, house, "matrix", at=AFTER)
    assert cell(answer, hana).endswith("v1 late by 2 h 13 min counts")
    assert cell(answer, kaito).endswith("nothing yet extended to 9 Jul, 23:59")


def extend(person, by, ends_at=None, kind="report"):
    return Extension.objects.create(
        deliverable=person.seminar.deliverables.get(kind=kind), participation=person, reason="Ill.", granted_by=by,
        ends_at=ends_at or local(2021, 7, 10), granted_at=WRITING,
    )  # fmt: skip


def test_each_number_is_a_link_to_its_rows(client, house):
    hana, kaito, tamsin = house.people
    make_submission(hana)
    make_submission(kaito, at=LATE)
    extend(tamsin, house.organiser.user)
    answer = visit(client, house, "matrix", at=AFTER)
    column = answer.context["table"].columns[0]
    assert column.numbers == {"counts": 1, "missing": 2, "late": 1, "unchecked": 0, "extended": 1}
    for state, names in (
        ("counts", ["Hana Květoslavová"]),
        ("missing", ["Kaito Fujinomori", "Tamsin O’Quillane"]),
        ("late", ["Kaito Fujinomori"]),
        ("extended", ["Tamsin O’Quillane"]),
        ("unchecked", []),
    ):
        assert (f"?kind=report&amp;state={state}#people" in text(answer)) == bool(names)
        narrowed = visit(client, house, "matrix", at=AFTER, query=f"?kind=report&state={state}")
        assert rows(narrowed) == names
    assert "Nobody." in text(narrowed)


def test_a_filter_that_does_not_exist_shows_everybody(client, house):
    for query in ("?kind=report&state=odd", "?kind=odd&state=missing", "?state=missing"):
        answer = visit(client, house, "matrix", query=query)
        assert len(rows(answer)) == 3 and "Everybody" in text(answer)


def test_without_papers_there_is_nobody(client):
    house = make_house(people=0)
    make_participation(house.seminar)
    shown = text(visit(client, house, "matrix"))
    assert "Nobody holds a paper yet." in shown and "Preview reminder" not in shown


def test_who_is_missing_stands_as_text_under_the_supervisor(client, house):
    make_submission(house.people[0])
    answer = visit(client, house, "missing", "report", at=AFTER)
    assert answer["Content-Type"] == "text/plain; charset=utf-8" and answer["Cache-Control"] == "private, no-store"
    lines = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").splitlines()
    kaito, tamsin = (f"  {row.user.name} <{row.user.email}>" for row in house.people[1:])
    assert lines[0] == f"{house.seminar.title}: Report"
    assert lines[1] == "Deadline: Thu 1 Jul 2021, 23:59 CEST"
    assert [line for line in lines[3:] if line] == ["Nerea Ibarluzea", kaito, tamsin]
    for person in house.people[1:]:
        make_submission(person)
    assert "Nobody is missing" in visit(client, house, "missing", "report").content.decode()


# ---- one person -----------------------------------------------------------------------------------------------------


def test_versions_are_marked_as_counting_and_newest(client, house):
    """First part of check A13: v1 on time, v2 late by an hour."""
    hana = house.people[0]
    first = make_submission(hana)
    second = make_submission(hana, at=HAND_IN_ENDS + timedelta(hours=1), notes=[{"key": "identical", "version": 1}])
    answer = visit(client, house, "person", "report", hana.pk, at=AFTER)
    shown = text(answer)
    decisions = answer.context["decisions"]
    assert [(row.version.submission, row.version.counts, row.version.is_newest, row.act) for row in decisions] == [
        (second, False, True, "allow"),
        (first, True, False, ""),
    ]
    assert "Version 1 counts" in shown and "late by 1 h" in shown
    assert "The same file as version 1" in shown
    for row in (first, second):
        assert reverse("submissions:file", args=[house.seminar.slug, row.receipt]) in shown
        assert reverse("submissions:receipt", args=[house.seminar.slug, row.receipt]) in shown


def test_an_extension_makes_a_late_version_count_for_this_person_only(client, house):
    """Second part of check A13."""
    hana, kaito, _tamsin = house.people
    make_submission(hana)
    second = make_submission(hana, at=HAND_IN_ENDS + timedelta(hours=1))
    make_submission(kaito, at=HAND_IN_ENDS + timedelta(hours=1))
    data = {"ends_date": "2021-07-02", "ends_time": "23:59", "reason": "Was ill."}
    answer = visit(client, house, "extension", "report", hana.pk, data=data, at=AFTER)
    assert answer.status_code == 302
    assert handed_in(hana).counts == second and handed_in(kaito).counts is None
    message = Message.objects.get(kind="extension")
    body = message.body.replace("\N{NO-BREAK SPACE}", " ")
    assert message.recipient == hana.user
    assert "Thu 1 Jul 2021, 23:59 CEST" in body and "Fri 2 Jul 2021, 23:59 CEST" in body and "Was ill." in body
    shown = text(visit(client, house, "person", "report", hana.pk, at=AFTER))
    assert "Extended to Fri 2 Jul 2021, 23:59 CEST. Hana Květoslavová gets a mail." in shown
    assert "Deadline for all" in shown and "Was ill." in shown


def test_who_left_keeps_a_page_and_gets_nothing_more(client, house):
    hana = house.people[0]
    stored = make_submission(hana)
    hana.left_at, hana.left_by = WRITING, hana.user
    hana.save()
    shown = text(visit(client, house, "person", "report", hana.pk))
    assert stored.receipt in shown and "Holds no paper" in shown and "Grant an extension" not in shown
    assert visit(client, house, "upload", "report", hana.pk).status_code == 404
    assert visit(client, house, "extension", "report", hana.pk).status_code == 302
    data = {"ends_date": "2021-07-09", "reason": "r"}
    assert visit(client, house, "extension", "report", hana.pk, data=data).status_code == 302
    assert not Extension.objects.exists()
    assert "holds no paper, so nothing is due." in text(visit(client, house, "person", "report", hana.pk))


# ---- a late version that counts -------------------------------------------------------------------------------------


def test_a_late_version_counts_with_a_reason_and_the_student_is_told(client, house):
    hana = house.people[0]
    make_submission(hana)
    late = make_submission(hana, at=LATE)
    answer = visit(client, house, "counting", late.receipt, data={"reason": "The server was down."}, at=AFTER)
    assert answer.status_code == 302 and handed_in(hana).counts == late
    late.refresh_from_db()
    assert (late.allowed_by, late.allowed_reason) == (house.organiser.user, "The server was down.")
    assert Message.objects.get(kind="submission_counting").recipient == hana.user
    shown = text(visit(client, house, "person", "report", hana.pk, at=AFTER))
    assert "Version 2 counts. Hana Květoslavová gets a mail." in shown
    assert "Leonie Achterfeld lets it count: The server was down." in shown
    assert "Take back that version 2 counts?" in shown


def test_letting_it_count_is_taken_back_with_a_reason(client, house):
    hana = house.people[0]
    late = make_submission(hana, at=LATE, allowed_at=AFTER, allowed_by=house.organiser.user, allowed_reason="r")
    refused = visit(client, house, "counting", late.receipt, data={"undo": "", "reason": ""}, at=AFTER)
    assert refused.status_code == 422 and handed_in(hana).counts == late
    visit(client, house, "counting", late.receipt, data={"undo": "", "reason": "Wrong person."}, at=AFTER)
    assert handed_in(hana).counts is None
    assert Message.objects.filter(kind="submission_counting", recipient=hana.user).count() == 1


def test_without_a_reason_nothing_counts_and_the_page_says_so(client, house):
    hana = house.people[0]
    late = make_submission(hana, at=LATE)
    answer = visit(client, house, "counting", late.receipt, data={"reason": " "}, at=AFTER)
    shown = text(answer)
    assert answer.status_code == 422 and handed_in(hana).counts is None
    assert "<title>Error:" in shown and f'href="#id_{late.receipt}_reason"' in shown
    assert "Write why. The reason is on record." in shown


def test_a_version_that_is_on_time_by_now_needs_no_leave(client, house):
    hana = house.people[0]
    late = make_submission(hana, at=LATE)
    extend(hana, house.organiser.user)
    visit(client, house, "counting", late.receipt, data={"reason": "r"}, at=AFTER)
    late.refresh_from_db()
    assert late.allowed_at is None and not Message.objects.exists()
    assert "is on time by now" in text(visit(client, house, "person", "report", hana.pk, at=AFTER))


# ---- more time ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Enter the new date."),
        ({"ends_date": "soon"}, "This is not a date."),
        ({"ends_date": "2021-07-09", "ends_time": "late"}, "This is not a time."),
        ({"ends_date": "2021-07-09", "ends_time": "00:00"}, "Write 23:59 of the day before."),
        (
            {"ends_date": "2021-07-01", "ends_time": "23:59"},
            "Thu 1 Jul 2021, 23:59 CEST is not later than the deadline for all, Thu 1 Jul 2021, 23:59 CEST.",
        ),
        ({"ends_date": "2021-06-01"}, "Tue 1 Jun 2021, 23:59 CEST is not later than the deadline for all"),
        ({"ends_date": "2022-03-27", "ends_time": "02:30"}, "02:30 does not exist on this day"),
        ({"ends_date": "2021-10-31", "ends_time": "02:30"}, "02:30 exists twice on this day"),
        ({"ends_date": "2021-07-09", "reason": ""}, "Write why."),
        ({"ends_date": "2021-07-09", "reason": "r" * 301}, "at most 300 characters"),
    ],
)
def test_an_extension_that_cannot_be_is_refused_with_a_sentence(client, house, data, sentence):
    answer = visit(client, house, "extension", "report", house.people[0].pk, data={"reason": "Kept reason", **data})
    shown = text(answer)
    assert answer.status_code == 422 and sentence in shown and "<title>Error:" in shown
    assert data.get("reason", "Kept reason") in shown
    assert not Extension.objects.exists() and not Message.objects.exists()


def test_a_time_that_exists_twice_is_chosen(client, house):
    data = {"ends_date": "31.10.2021", "ends_time": "02:30", "ends_fold": "1", "reason": "r"}
    assert visit(client, house, "extension", "report", house.people[0].pk, data=data).status_code == 302
    assert Extension.objects.get().ends_at.isoformat() == "2021-10-31T01:31:00+00:00"


def test_without_a_time_it_is_the_end_of_the_day_and_a_new_one_replaces_it(client, house):
    hana = house.people[0]
    for day, reason in (("2021-07-09", "first"), ("2021-07-05", "second"), ("2021-07-05", "second")):
        data = {"ends_date": day, "ends_time": "", "reason": reason}
        visit(client, house, "extension", "report", hana.pk, data=data)
    assert handed_in(hana).due == local(2021, 7, 6)
    assert [row.reason for row in Extension.objects.filter(replaced_at=None)] == ["second"]
    assert Message.objects.filter(kind="extension").count() == 2
    shown = text(visit(client, house, "person", "report", hana.pk))
    assert "Extension before" in shown and "first" in shown and "Change the extension" in shown


def test_a_deadline_that_moves_while_the_form_is_open_is_told(client, house, monkeypatch):
    def moved(**facts):
        raise actions.NotLater

    monkeypatch.setattr(actions, "grant_extension", moved)
    data = {"ends_date": "2021-07-09", "reason": "r"}
    answer = visit(client, house, "extension", "report", house.people[0].pk, data=data)
    assert answer.status_code == 422 and "The deadline for all has been moved" in text(answer)


def test_without_a_deadline_there_is_nothing_to_extend(client):
    house = make_house(1, block=False)
    answer = visit(client, house, "extension", "final-slides", house.people[0].pk)
    assert answer.status_code == 302
    shown = text(visit(client, house, "person", "final-slides", house.people[0].pk))
    assert "There is no deadline yet, so there is nothing to extend." in shown and "date still open" in shown


# ---- an upload for somebody -----------------------------------------------------------------------------------------


def upload_data(**changed):
    return {
        "token": uuid.uuid4(), "file": pdf_file(), "received_date": "2021-06-30", "received_time": "18:05",
        "reason": "Sent by mail.", **changed,
    }  # fmt: skip


def test_a_file_that_came_by_mail_is_the_next_version_with_the_time_it_came(client, house):
    hana = house.people[0]
    make_submission(hana)
    answer = visit(client, house, "upload", "report", hana.pk, data=upload_data(), at=AFTER)
    assert answer.status_code == 302
    stored = Submission.objects.get(version=2)
    assert stored.received_at == local(2021, 6, 30, 18, 5) and handed_in(hana).counts == stored
    assert (stored.uploaded_by, stored.upload_reason) == (house.organiser.user, "Sent by mail.")
    assert Message.objects.get(kind="submission_receipt").recipient == hana.user
    shown = text(visit(client, house, "person", "report", hana.pk, at=AFTER))
    assert f"Version 2 is stored, receipt {stored.receipt}." in shown
    assert "Uploaded by Leonie Achterfeld: Sent by mail." in shown


def test_the_form_begins_with_the_present_moment(client, house):
    form = visit(client, house, "upload", "report", house.people[0].pk, at=LATE).context["form"]
    assert f"{form.initial['received_date']} {form.initial['received_time']:%H:%M}" == "2021-07-02 02:13"


def test_the_same_press_twice_is_one_version(client, house):
    hana = house.people[0]
    token = uuid.uuid4()
    for _press in range(2):
        visit(client, house, "upload", "report", hana.pk, data=upload_data(token=token), at=AFTER)
    assert Submission.objects.count() == 1 and Message.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"file": ""}, "Choose a PDF file."),
        ({"reason": ""}, "Write why."),
        ({"received_date": ""}, "Enter the date."),
        ({"received_time": ""}, "Enter the time."),
        ({"received_date": "2021-07-03", "received_time": "12:01"}, "Sat 3 Jul 2021, 12:01 CEST is in the future"),
        ({"received_date": "2012-06-30"}, "is before Hana Květoslavová came into the seminar"),
        ({"received_date": "2021-03-28", "received_time": "02:30"}, "02:30 does not exist on this day"),
    ],
)
def test_an_upload_that_cannot_be_is_refused_with_a_sentence(client, house, changed, sentence):
    answer = visit(client, house, "upload", "report", house.people[0].pk, data=upload_data(**changed), at=AFTER)
    assert answer.status_code == 422 and sentence in text(answer) and "<title>Error:" in text(answer)
    assert not Submission.objects.exists() and not Message.objects.exists()


@pytest.mark.parametrize(("content", "sentence"), [(b"", "The file is empty"), (b"Hello", "The file is not a PDF")])
def test_the_file_goes_through_the_check_of_everybody(client, house, content, sentence):
    file = pdf_file()
    file.file.seek(0)
    file.file.truncate()
    file.file.write(content)
    file.file.seek(0)
    answer = visit(client, house, "upload", "report", house.people[0].pk, data=upload_data(file=file), at=AFTER)
    assert answer.status_code == 422 and sentence in text(answer)
    assert not Submission.objects.exists()


def test_an_organiser_may_upload_where_late_files_are_not_taken(client, house):
    house.seminar.deliverables.update(accepts_late=False)
    data = upload_data(received_date="2021-07-02", received_time="02:13")
    assert visit(client, house, "upload", "report", house.people[0].pk, data=data, at=AFTER).status_code == 302
    assert handed_in(house.people[0]).counts is None and handed_in(house.people[0]).newest is not None


# ---- who, what, how much --------------------------------------------------------------------------------------------


def test_only_organisers_of_this_seminar(client, house):
    hana = house.people[0]
    stored = make_submission(hana, at=LATE)
    other = make_seminar().created_by
    pages = [
        ("matrix", ()), ("missing", ("report",)), ("person", ("report", hana.pk)),
        ("extension", ("report", hana.pk)), ("upload", ("report", hana.pk)), ("counting", (stored.receipt,)),
    ]  # fmt: skip
    for user in (hana.user, house.supervisor.user, other, stranger()):
        for name, args in pages:
            assert visit(client, house, name, *args, user=user, at=AFTER).status_code in (404, 405), name
            data = {"reason": "r", "ends_date": "2021-07-09"}
            assert visit(client, house, name, *args, user=user, data=data, at=AFTER).status_code in (404, 405), name
    stored.refresh_from_db()
    assert stored.allowed_at is None and not Extension.objects.exists() and Submission.objects.count() == 1


def test_people_files_and_kinds_of_elsewhere_do_not_exist(client, house):
    elsewhere = make_house(1)
    foreign = make_submission(elsewhere.people[0], at=LATE)
    for name in ("person", "extension", "upload"):
        assert visit(client, house, name, "report", elsewhere.people[0].pk).status_code == 404
        assert visit(client, house, name, "report", house.organiser.pk).status_code == 404
        assert visit(client, house, name, "odd", house.people[0].pk).status_code == 404
    assert visit(client, house, "counting", foreign.receipt, data={"reason": "r"}).status_code == 404
    assert visit(client, house, "missing", "odd").status_code == 404
    assert visit(client, house, "counting", foreign.receipt).status_code == 405


@pytest.mark.parametrize("people", [1, 3])
def test_the_pages_cost_the_same_for_any_number(client, django_assert_num_queries, people):
    house = make_house(people)
    for person in house.people:
        make_submission(person)
        make_submission(person, at=LATE)
        extend(person, house.organiser.user)
    hana = house.people[0]
    client.force_login(house.organiser.user)
    for name, args, number in (
        ("matrix", (), 11), ("missing", ("report",), 12), ("person", ("report", hana.pk), 12),
        ("extension", ("report", hana.pk), 10), ("upload", ("report", hana.pk), 10),
    ):  # fmt: skip
        with clock.override(AFTER), django_assert_num_queries(number):
            client.get(reverse(f"submissions:{name}", args=[house.seminar.slug, *args]))

"""Gate 3: what is shown is what is stored and told, once, for everybody at the same time."""

import re
from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from seminar import clock
from seminar.grading import actions
from seminar.grading.models import AbsenceDecision, Agreement, Appointment, Grade, Part, Sheet
from seminar.grading.release import preview
from seminar.mail.models import Message, State
from tests.builders import local, make_participation, make_seminar, make_user
from tests.grading.released import change, credit, graded, release, visit, write
from tests.overview.pages import text
from tests.second_half import AFTER, make_attendance, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return graded()


def shown(house) -> str:
    return preview(house.seminar).shown


def buttons(answer) -> list[str]:
    found = re.findall(r'name="scope"[^>]*>(.*?)</button>', answer.content.decode(), re.S)
    return [" ".join(words.split()) for words in found]


def press(client, house, at=AFTER, **data):
    data = {"scope": "all", "shown": shown(house), "has_seen": "on", "reason": "", **data}
    return visit(client, house, "release", data=data, at=at)


def mails(house):
    return Message.objects.filter(seminar=house.seminar, kind="grades_released")


# ---- what the page shows --------------------------------------------------------------------------------------------


def test_list_button_and_mails_say_the_same(client, house):
    page = visit(client, house, "release")
    assert page.status_code == 200
    now = page.context["now"]
    assert [(row.person.user.name, row.grade.grade) for row in now.ready] == [
        ("Amara Okonjo", Decimal("1.4")), ("Berta Weiß", Decimal("1.4")), ("Cem Yildiz", Decimal("1.4")),
    ]  # fmt: skip
    assert buttons(page) == ["Release 3 grades and send 3 mails"]
    assert "1 in German, 2 in English" in text(page) and "3 people see their grade at once." in text(page)

    previews = {}
    for place in (1, 2, 3):
        mail = visit(client, house, "release", query=f"?mail={place}").context["mail"]
        previews[mail.recipient_id] = (mail.subject, mail.body, mail.language)
    assert press(client, house).status_code == 302
    sent = {mail.recipient_id: (mail.subject, mail.body, mail.language) for mail in mails(house)}
    assert sent == previews and sent.keys() == {row.user_id for row in house.people}


def test_no_mail_holds_a_grade_or_a_mark(client, house):
    press(client, house)
    for mail in mails(house):
        assert not re.search(r"\d[.,]\d", mail.subject + mail.body)
        assert reverse("grading:mine", args=[house.seminar.slug]) in mail.body
        assert not [row for row in house.people if row.user_id != mail.recipient_id and row.user.name in mail.body]
    german = mails(house).get(recipient=house.people[1].user)
    assert german.language == "de"


@pytest.mark.parametrize(
    ("asked", "place"), [("", 1), ("2", 2), ("99", 3), ("0", 1), ("-1", 1), ("x", 1), ("9" * 40, 1)]
)
def test_paging_through_the_mails(client, house, asked, place):
    page = visit(client, house, "release", query=f"?mail={asked}")
    assert page.context["place"] == place and f"{place} of 3" in text(page)
    assert ("Next mail" in text(page)) is (place < 3) and ("Previous mail" in text(page)) is (place > 1)


def test_what_one_student_will_see(client, house):
    credit(house, house.people[0])
    page = visit(client, house, "release", query=f"?person={house.people[0].pk}")
    assert "What Amara Okonjo will see" in text(page) and "Not released." in text(page)
    before = page.content.decode()
    press(client, house)
    mine = visit(client, house, "mine", user=house.people[0].user).content.decode()

    def inner(html):
        part = html[html.index('<section class="grade"') : html.index("</aside>")]
        return " ".join(part.split())

    assert inner(before) == inner(mine)
    assert not Grade.objects.filter(participation=house.people[0], number=2).exists()


@pytest.mark.parametrize("asked", ["0", "x", "9" * 30, "-1", ""])
def test_a_person_who_is_not_there_shows_the_page_itself(client, house, asked):
    assert "Release the grades?" in text(visit(client, house, "release", query=f"?person={asked}"))


def test_looking_stores_nothing(client, house):
    visit(client, house, "release")
    visit(client, house, "release", query=f"?person={house.people[0].pk}")
    assert not Grade.objects.exists() and not mails(house).exists()


# ---- what stands against it -----------------------------------------------------------------------------------------


def block_everybody(house):
    """One of each: an open sheet, two marks too far apart, an absence nobody decided about, nobody who grades."""
    one, two, three, four = house.people
    one.sheets.filter(part=Part.REPORT).update(final_at=None)
    second = make_participation(house.seminar, "supervisor", make_user("Ilse Brandwacht"))
    for grader in (house.grader, second):
        by = house.organiser.user
        Appointment.objects.create(participation=two, grader=grader, appointed_at=AFTER, appointed_by=by)
    make_sheet(two, Part.REPORT, second, "3.0")
    make_sheet(two, Part.PRESENTATION, second, "1.3")
    make_attendance(house.talks[0].session, three, "absent", house.organiser.user)
    house.seminar.offered_papers.filter(hand_placements__participation=four).update(supervisor=None)


def test_each_blocker_has_a_sentence_and_a_link(client):
    house = graded(4)
    block_everybody(house)
    page = visit(client, house, "release")
    html, slug = page.content.decode(), house.seminar.slug
    one, two, three, _four = (row.pk for row in house.people)
    for name, args, words in (
        ("sheet", [one, "report"], "Report: sheet open (Nerea Ibarluzea)"),
        ("agreement", [two, "report"], "Report: to be agreed"),
        ("absence", [three], "missed talks: undecided"),
        ("graders", [], "nobody grades"),
    ):
        assert reverse(f"grading:{name}", args=[slug, *args]) in html and words in text(page)
    for check in ("1 sheet is open.", "1 mark is to be agreed.", "1 absence is undecided.", "graded by nobody."):
        assert check in text(page)
    assert not buttons(page) and "No grade is ready yet." in text(page)


def test_blocked_people_keep_everybody_waiting(client):
    house = graded(3, final=2)
    page = visit(client, house, "release")
    assert buttons(page) == ["Release only the 2 ready grades and send 2 mails"]
    assert "Everybody gets the grade at the same time" in text(page)
    answer = press(client, house)
    assert answer.status_code == 409 and not Grade.objects.exists()
    with pytest.raises(actions.NotReady):
        release(house)
    with pytest.raises(actions.NotReady):
        release(house, only_ready=True)


def test_only_the_ready_ones_need_a_reason(client):
    house = graded(3, final=2)
    answer = press(client, house, scope="ready")
    assert answer.status_code == 422 and "<title>Error:" in answer.content.decode() and not Grade.objects.exists()
    assert press(client, house, scope="ready", reason="One is ill.").status_code == 302
    assert {row.participation for row in Grade.objects.all()} == set(house.people[:2])
    entry = house.seminar.log_entries.get(what="grades.released")
    assert entry.reason == "One is ill." and entry.after == {"number": 2, "not_yet": ["Cem Yildiz"]}
    page = visit(client, house, "release")
    assert "Release the remaining grades?" in text(page) and "Released grades" in text(page)
    assert "One is ill" not in text(visit(client, house, "mine", user=house.people[0].user))

    write(house, house.people[2])
    assert buttons(visit(client, house, "release")) == ["Release 1 grade and send 1 mail"]
    assert press(client, house).status_code == 302
    assert mails(house).count() == 3 and Grade.objects.count() == 3


def test_notes_need_a_tick(client, house):
    answer = press(client, house, has_seen="")
    assert answer.status_code == 422 and "has_seen" in answer.context["form"].errors
    assert "3 marks of attendance are undecided" in text(answer)
    for person in house.people:
        make_attendance(house.talks[0].session, person, "present", house.organiser.user)
    assert "has_seen" not in visit(client, house, "release").context["form"].fields
    assert press(client, house, has_seen="").status_code == 302


def test_before_the_end_of_the_block_seminar_that_is_a_note(client, house):
    page = visit(client, house, "release", at=local(2021, 7, 29, 8))
    assert "The block seminar is not over." in text(page)
    assert "The block seminar is not over." not in text(visit(client, house, "release"))


def test_without_papers_there_is_nobody_to_grade(client):
    house = graded(0)
    page = visit(client, house, "release")
    assert "Nobody holds a paper" in text(page) and not buttons(page)
    assert press(client, house).status_code == 409


# ---- the act --------------------------------------------------------------------------------------------------------


def test_the_row_holds_everything_the_student_will_read(house):
    person = house.people[0]
    credit(house, person)
    (grade, *_others) = release(house)
    grade = Grade.objects.get(pk=grade.pk)
    assert (grade.grade, grade.report_mark, grade.presentation_mark) == (Decimal("1.3"), Decimal("1.7"), Decimal("1.3"))
    assert (grade.credits, grade.is_passed, grade.number, grade.reason) == (1, True, 1, "")
    assert (grade.released_at, grade.released_by) == (AFTER, house.organiser.user)
    detail = grade.detail
    assert detail["paper"] == "Paper A" and detail["rules"]["rounding"] == "cut"
    assert detail["parts"]["report"] == {
        "mark": "1.7", "graders": ["Nerea Ibarluzea"], "is_agreed": False,
        "remarks": [{"by": "Nerea Ibarluzea", "text": "Clear throughout."}],
    }  # fmt: skip
    assert [(row["key"], row["result"]) for row in detail["steps"]] == [
        ("report", "0.68"), ("presentation", "0.78"), ("value", "1.46"), ("passed", "1.4"), ("bonus", "0.10"),
        ("with_bonus", "1.36"), ("final", "1.3"),
    ]  # fmt: skip
    assert [row["title"] for row in detail["credits"]] == ["Paper B"]


def test_agreed_mark_and_decided_absence_are_in_the_grade(house):
    two = house.people[1]
    second = make_participation(house.seminar, "supervisor", make_user("Ilse Brandwacht"))
    by = house.organiser.user
    for grader in (house.grader, second):
        Appointment.objects.create(participation=two, grader=grader, appointed_at=AFTER, appointed_by=by)
    make_sheet(two, Part.REPORT, second, "3.0")
    make_sheet(two, Part.PRESENTATION, second, "1.7")
    Agreement.objects.create(
        participation=two, part=Part.REPORT, mark=Decimal("2.3"), note="By talk.", agreed_at=AFTER, agreed_by=by
    )
    make_attendance(house.talks[0].session, two, "absent", by)
    AbsenceDecision.objects.create(
        participation=two,
        effect="worse",
        worse_by=Decimal("0.3"),
        reason="Half a day.",
        decided_at=AFTER,
        decided_by=by,
    )
    release(house)
    grade = Grade.objects.get(participation=two)
    # 0.4 x 2.3 + 0.6 x (1.5 + 0.3)
    assert (grade.report_mark, grade.presentation_mark, grade.grade) == (Decimal("2.3"), Decimal("1.5"), Decimal("2.0"))
    assert grade.detail["absence"] == {"worse_by": "0.3", "failed": False}
    assert grade.detail["parts"]["report"]["is_agreed"] and len(grade.detail["parts"]["report"]["graders"]) == 2
    assert "Half a day" not in str(grade.detail) and "By talk" not in str(grade.detail)


def test_pressed_twice_is_one_release_and_one_mail_each(client, house):
    data = {"scope": "all", "shown": shown(house), "has_seen": "on"}
    assert [visit(client, house, "release", data=data).status_code for _ in range(2)] == [302, 302]
    assert Grade.objects.count() == 3 and mails(house).count() == 3
    assert house.seminar.log_entries.filter(what="grades.released").count() == 1
    assert "nobody got a second mail" in text(visit(client, house, "release"))


def test_pressed_twice_for_the_ready_ones_is_one_release(client):
    house = graded(3, final=2)
    data = {"scope": "ready", "shown": shown(house), "has_seen": "on", "reason": "Ill."}
    assert [visit(client, house, "release", data=data).status_code for _ in range(2)] == [302, 302]
    assert Grade.objects.count() == 2 and mails(house).count() == 2


def test_pressed_again_after_a_change_is_still_the_same_release(house):
    told = shown(house)
    release(house, shown=told)
    change(house, house.people[0])
    assert release(house, shown=told) == [] and Grade.objects.count() == 4


def test_people_who_left_are_not_graded(client, house):
    leaver = house.people[2]
    leaver.left_at, leaver.left_by = AFTER, leaver.user
    leaver.save()
    assert buttons(visit(client, house, "release")) == ["Release 2 grades and send 2 mails"]
    press(client, house)
    assert not Grade.objects.filter(participation=leaver).exists()


# ---- what changed since the page was shown --------------------------------------------------------------------------


def refused(client, house, before, *sentences):
    number = Grade.objects.count()
    answer = press(client, house, shown=before)
    assert answer.status_code == 409 and Grade.objects.count() == number
    assert "Nothing was released. Since this page was shown:" in text(answer)
    for sentence in sentences:
        assert sentence in text(answer)
    return answer


def test_another_grade(client, house):
    before = shown(house)
    house.people[0].sheets.filter(part=Part.REPORT).update(mark=Decimal("3.7"))
    answer = refused(client, house, before, "Amara Okonjo: the grade was 1.4 and is 2.2 now.")
    assert "Berta" not in str(answer.context["errors"])
    assert press(client, house, shown=answer.context["now"].shown).status_code == 302


def test_another_remark_with_the_same_grade(client, house):
    before = shown(house)
    house.people[1].sheets.filter(part=Part.REPORT).update(remark="A word less.")
    refused(client, house, before, "Berta Weiß: the grade is the same, what it is made of is not.")


def test_a_question_credit_a_new_rule_a_grader(client, house):
    before = shown(house)
    credit(house, house.people[2], in_talk=0)
    refused(client, house, before, "Cem Yildiz: the grade was 1.4 and is 1.3 now.")


def test_somebody_left_somebody_is_not_ready_somebody_is(client):
    house = graded(4, final=3)
    before = shown(house)
    one, two, _three, four = house.people
    one.left_at, one.left_by = AFTER, one.user
    one.save()
    two.sheets.filter(part=Part.REPORT).update(final_at=None)
    write(house, four)
    refused(
        client, house, before,
        "Amara Okonjo: not in the seminar any more.", "Berta Weiß: not ready any more.", "Dana Eder: ready by now.",
    )  # fmt: skip


def test_a_second_organiser_was_faster(client):
    house = graded(3, final=2)
    before = shown(house)
    release(house, only_ready=True, reason="Ill.")
    write(house, house.people[2])
    # What this page showed is what was released: nothing is left to do.
    assert press(client, house, shown=before).status_code == 302
    house.people[2].sheets.update(mark=Decimal("2.0"))
    refused(client, house, before + " 99999:1.0:0123456789abcdef")


@pytest.mark.parametrize("nonsense", ["", "x", "1:1.0:zz", "9" * 300 + ":1.0:0123456789abcdef"])
def test_a_form_that_showed_nothing_releases_nothing(client, house, nonsense):
    answer = refused(client, house, nonsense)
    assert "Amara Okonjo: ready by now." in text(answer)


def test_what_was_written_is_kept(client):
    house = graded(3, final=2)
    answer = press(client, house, scope="ready", reason="Ill, as agreed", shown="x")
    assert answer.status_code == 409 and "Ill, as agreed" in text(answer)


# ---- after it -------------------------------------------------------------------------------------------------------


def test_afterwards_the_page_says_who_when_and_how_the_mails_are(client, house):
    press(client, house)
    page = text(visit(client, house, "release"))
    assert "By Leonie Achterfeld," in page and ">Mon 2 Aug 2021, 10:00 CEST</time>." in page
    assert "For the examination office" in page and "Release 3" not in page
    assert f"<dt>{State.NEW.label}</dt><dd>3</dd>" in page
    for person in house.people:
        assert reverse("grading:change", args=[house.seminar.slug, person.pk]) in page


def test_nothing_below_a_released_grade_changes_it(client, house):
    press(client, house)
    before = list(Grade.objects.values())
    Sheet.objects.update(mark=Decimal("5.0"), remark="Other words")
    credit(house, house.people[0])
    visit(client, house, "release")
    assert list(Grade.objects.values()) == before
    assert "Other words" not in text(visit(client, house, "mine", user=house.people[0].user))


def test_record_and_mail_hold_no_mark(client, house):
    press(client, house)
    (entry,) = house.seminar.log_entries.filter(what="grades.released")
    assert entry.after == {"number": 3, "not_yet": []} and entry.by == house.organiser.user


# ---- doors, races, queries ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["student", "supervisor"])
def test_others_do_not_find_the_page(client, house, role):
    user = make_participation(house.seminar, role).user
    data = {"scope": "all", "shown": shown(house), "has_seen": "on"}
    assert visit(client, house, "release", user=user).status_code == 404
    assert visit(client, house, "release", user=user, data=data).status_code == 404
    assert visit(client, house, "release", user=house.people[0].user, data=data).status_code == 404
    assert not Grade.objects.exists()


def test_an_organiser_who_was_removed_releases_nothing(house):
    house.organiser.left_at, house.organiser.left_by = AFTER, house.organiser.user
    house.organiser.save()
    with pytest.raises(PermissionDenied):
        release(house)


def test_another_seminar_is_left_alone(client, house):
    other = graded(2)
    press(client, house)
    assert not Grade.objects.filter(participation__seminar=other.seminar).exists()
    assert make_seminar()


@pytest.mark.postgres_too
@pytest.mark.django_db(transaction=True)
def test_two_organisers_at_the_same_time_make_one_release(house):
    other = make_participation(house.seminar, "organiser")
    told, start, results = shown(house), Barrier(4), []

    def work(pk):
        try:
            participation = house.seminar.participations.select_related("user").get(pk=pk)
            start.wait()
            results.append(len(actions.release(participation=participation, shown=told)))
        finally:
            connection.close()

    with clock.override(AFTER):
        threads = [Thread(target=work, args=[pk]) for pk in [house.organiser.pk, other.pk] * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
    assert sorted(results) == [0, 0, 0, 3]
    assert Grade.objects.count() == 3 and mails(house).count() == 3


@pytest.mark.postgres_too
def test_a_failing_mail_takes_the_release_back(house, monkeypatch):
    def breaks(*_arguments):
        raise RuntimeError

    monkeypatch.setattr("seminar.grading.release.Candidate.message", breaks)
    with pytest.raises(RuntimeError):
        release(house)
    assert not Grade.objects.exists() and not house.seminar.log_entries.filter(what="grades.released").exists()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("is_released", "questions"), [(False, 21), (True, 20)])
def test_the_page_asks_the_same_number(client, number, is_released, questions, django_assert_num_queries):
    house = graded(number)
    for person in house.people:
        credit(house, person, in_talk=0)
    if is_released:
        release(house, at=AFTER - timedelta(hours=1))
    visit(client, house, "release")
    address = reverse("grading:release", args=[house.seminar.slug])
    with clock.override(AFTER), django_assert_num_queries(questions):
        client.get(address)
